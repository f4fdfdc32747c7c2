//! The names of a word of the vocabulary as the index keeps them: taken apart into stems once, when the index is made.

use std::borrow::Cow;

use super::cues::cue;
use super::lexicon::Lexicon;
use super::text::{Spoken, is_stop_word};

/// Before a stem that says nothing of the thing: "of", and "girl" in "sale of a girl".
const STOP: char = '~';
const CUE: char = '^';
/// After its number.
const NUMBER: char = '|';

/// A name as one part of an entry of the lexicon; `number` is the one under which [`Said`](super::saying::Said) knows who says it, if anyone does.
pub fn kept(name: &[Spoken], number: Option<usize>) -> String {
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
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    format!("{number}{NUMBER}{}", name.iter().map(word).collect::<Vec<_>>().join(" "))
}

/// The names of a word, `class:id`; its label comes first.
pub fn names<'l>(lexicon: &'l Lexicon, word: &str) -> impl Iterator<Item = Name<'l>> {
    lexicon.find(&format!("name:{word}")).into_iter().flatten().filter_map(|kept| {
        let (number, kept) = kept.split_once(NUMBER)?;
        Some(Name { number: number.parse().ok(), kept })
    })
}

/// A name.
#[derive(Clone, Copy, Debug)]
pub struct Name<'l> {
    number: Option<u32>,
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

    /// Under which number it is known who says it; none where nobody does.
    pub fn number(self) -> Option<u32> {
        self.number
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
            words.add("name:act:sale".to_owned(), &kept(&reader.plain(name), name.contains("sale").then_some(12)));
        }
        let lexicon = Lexicon::new(part_of(words.bytes()));
        let names: Vec<Name<'_>> = names(&lexicon, "act:sale").collect();
        assert_eq!(names[0].stems().collect::<Vec<_>>(), ["sale", "of", "a", "girl"]);
        assert_eq!(names[0].heading().collect::<Vec<_>>(), ["sale", "girl"]);
        assert_eq!(names[0].telling().collect::<Vec<_>>(), ["sale"]);
        assert_eq!(names.iter().map(|name| name.is_vague()).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(names[2].telling().collect::<Vec<_>>(), ["brick", "kiln"]);
        assert_eq!([names[0].number(), names[1].number()], [Some(12), None]);
    }
}
