//! The names of a word of the vocabulary as the index keeps them: taken apart into stems once, when the index is made.

use std::borrow::Cow;

use super::cues::cue;
use super::lexicon::Lexicon;
use super::text::{Spoken, is_stop_word};

/// Before a stem that says nothing of the thing: "of", and "girl" in "sale of a girl".
const STOP: char = '~';
const CUE: char = '^';
/// What stands first: a character so far beyond this one as the fields in which it is said come to.
const NO_FIELD: u8 = b'0';

/// A name as one part of an entry of the lexicon; `said_in` has a bit for each field, by its number, in which some document says it.
pub fn kept(name: &[Spoken], said_in: u8) -> String {
    let word = |spoken: &Spoken| {
        let mark = if is_stop_word(&spoken.word) {
            STOP.to_string()
        } else if cue(&spoken.word).is_some() {
            CUE.to_string()
        } else {
            String::new()
        };
        mark + &spoken.stem
    };
    let fields = char::from(NO_FIELD.saturating_add(said_in));
    format!("{fields}{}", name.iter().map(word).collect::<Vec<_>>().join(" "))
}

/// The names of a word, `class:id`; its label comes first.
pub fn names<'l>(lexicon: &'l Lexicon, word: &str) -> impl Iterator<Item = Name<'l>> {
    lexicon.find(&format!("name:{word}")).into_iter().flatten().filter_map(|kept| {
        let said_in = kept.bytes().next()?.checked_sub(NO_FIELD)?;
        Some(Name { said_in, kept: kept.get(1..)? })
    })
}

/// A name.
#[derive(Clone, Copy, Debug)]
pub struct Name<'l> {
    said_in: u8,
    kept: &'l str,
}

impl<'l> Name<'l> {
    /// Its stems, in their order.
    pub fn stems(self) -> impl Iterator<Item = &'l str> {
        self.kept.split(' ').map(|word| word.trim_start_matches([STOP, CUE])).filter(|stem| !stem.is_empty())
    }

    /// Its stems with spaces between them.
    pub fn joined(self) -> Cow<'l, str> {
        match self.kept.contains([STOP, CUE]) {
            true => self.stems().collect::<Vec<_>>().join(" ").into(),
            false => self.kept.into(),
        }
    }

    /// The stems that are no stop words.
    pub fn heading(self) -> impl Iterator<Item = &'l str> {
        self.kept.split(' ').filter(|word| !word.starts_with(STOP)).map(|word| word.trim_start_matches(CUE))
    }

    /// The stems that say what the thing is.
    pub fn telling(self) -> impl Iterator<Item = &'l str> {
        self.kept.split(' ').filter(|word| !word.is_empty() && !word.starts_with([STOP, CUE]))
    }

    /// Whether some document says it in the field of this number.
    pub fn is_said_in(self, field: u32) -> bool {
        self.said_in & 1u8.checked_shl(field).unwrap_or_default() != 0
    }

    /// Whether it names too many things to be looked for, as "girl" does.
    pub fn is_vague(self) -> bool {
        self.kept.starts_with(CUE) && !self.kept.contains(' ')
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Collected;
    use super::super::pack::part_of;
    use super::super::text::Reader;
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_kept() {
        let mut reader = Reader::default();
        let mut words = Collected::default();
        for name in ["sale of a girl", "girls", "Brick kilns"] {
            words.add("name:act:sale".to_owned(), &kept(&reader.plain(name), 0b1001));
        }
        let lexicon = Lexicon::new(part_of(words.bytes()));
        let names: Vec<Name<'_>> = names(&lexicon, "act:sale").collect();
        assert_eq!(names[0].stems().collect::<Vec<_>>(), ["sale", "of", "a", "girl"]);
        assert_eq!(names[0].heading().collect::<Vec<_>>(), ["sale", "girl"]);
        assert_eq!(names[0].telling().collect::<Vec<_>>(), ["sale"]);
        assert_eq!(names.iter().map(|name| name.is_vague()).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(names[2].telling().collect::<Vec<_>>(), ["brick", "kiln"]);
        assert_eq!([0, 1, 3, 9].map(|field| names[0].is_said_in(field)), [true, false, true, false]);
    }
}
