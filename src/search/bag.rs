//! A bag of words: the laws and places it names, the things it asks for, and what only orders the hits.

use super::asked::Asked;
use super::cite::{Named, named, tidied, wider};
use super::cues::{Cue, cue};
use super::fields;
use super::plan::{Planner, best_of};
use super::text::{Spoken, gist, is_stop_word};

/// Most words a name of the vocabulary or of a place can have.
const LONGEST_NAME: usize = 6;

/// What there is to call, and how much it weighs beside what the call is about.
const HELPLINE: &str = "body:helpline";
const HELP: f32 = 0.6;
/// What a name weighs whose words stand apart.
const APART: f32 = 0.8;
/// So many laws can be named in one bag of words: "does the one prevail over the other".
const MOST_LAWS: usize = 2;

impl Planner<'_> {
    /// A bag of words.
    pub fn words(&mut self, words: &[String]) -> Option<Asked> {
        let words = &tidied(words);
        let mut bag = Bag::default();
        self.used.clear();
        let mut rest = words.clone();
        for _ in 0..MOST_LAWS {
            let Some(mut named) = named(&rest, |name| self.law_called(name).is_some()) else {
                break;
            };
            named.name = self.law_called(&named.name).unwrap_or(named.name);
            bag.groups.extend(self.law(&named, &rest));
            self.meaning.only_cites |= named.words.len() == words.len();
            rest.drain(named.words.clone());
            self.meaning.cited.push(named);
        }
        let said = self.reader.plain(&rest.join(" "));
        let said = self.heard(said);
        said.iter().filter_map(|word| cue(&word.word)).for_each(|cue| self.meaning.wishes.take(cue));
        self.gather(&said, &mut bag);
        if self.meaning.wishes.help() {
            // Whatever happened, a helpline answers who asks whom to call.
            bag.groups.extend(self.stands_for(HELPLINE).map(|helpline| helpline.times(HELP)));
        }
        let Bag { mut groups, mut light } = bag;
        if groups.is_empty() {
            // Only places, or only words that every law carries: then these are what is asked for.
            groups = std::mem::take(&mut light);
        }
        if groups.is_empty() {
            return None;
        }
        let mut should = light;
        for pair in said.windows(2).filter(|pair| pair.iter().all(|word| !is_stop_word(&word.word))) {
            should.extend(self.side_by_side(pair, 0.6));
        }
        Some(Asked::All { must: vec![Asked::Any(groups)], should, must_not: Vec::new() })
    }

    /// The law that a citation names. A section of it is put first by `cited`; here its law, or what refers to it, is enough.
    fn law(&mut self, named: &Named, words: &[String]) -> Option<Asked> {
        let law = self.tag(&format!("name:{}", named.name));
        let text: Vec<Spoken> = self.reader.plain(&words[named.words.clone()].join(" "));
        self.meaning.stems.extend(text.iter().map(|word| word.stem.clone()));
        let sections = named.sections.iter().filter_map(|section| {
            wider(section).map(|section| format!("section:{section}")).find(|tag| self.has_tag(tag))
        });
        let should = sections.map(|section| self.tag(&section).flat(12.0)).collect();
        Some(Asked::All { must: vec![law.flat(6.0)], should, must_not: Vec::new() })
    }

    /// Cuts a bag into groups: a name of several words is one, with its synonyms; a place is no group but a wish, and so is a word that asks for a kind of answer.
    fn gather(&mut self, said: &[Spoken], bag: &mut Bag) {
        let mut at = 0;
        // The words that say something, each with where its name begins.
        let mut telling: Vec<(usize, &Spoken)> = Vec::new();
        while at < said.len() {
            if let Some((number, length)) = self.place(&said[at..]).filter(|_| !says_nothing(&said[at])) {
                self.at_place(number);
                let words: Vec<&Spoken> = said[at..at + length].iter().collect();
                self.meaning.stems.extend(words.iter().map(|word| word.stem.clone()));
                bag.light.extend(self.light(&words, 0.8));
                at += length;
                continue;
            }
            let (length, called) = self.called(&said[at..]);
            let words = &said[at..at + length];
            at += length;
            let only = &words[0];
            let wish = cue(&only.word);
            if length == 1 && is_stop_word(&only.word) {
                continue;
            }
            if length == 1 && wish.is_some() {
                self.meaning.stems.insert(only.stem.clone());
                bag.light.extend(self.light(&[only], 0.6));
                continue;
            }
            let called = self.of_child(words, self.with_telling(words, called));
            let next = if length == 1 { said.get(at) } else { None };
            bag.groups.extend(self.group(words, &called, next));
            telling.extend(words.iter().filter(|word| tells(word)).map(|word| (at, word)));
        }
        self.apart(&telling, bag);
    }

    /// Names of two words that the bag says apart: "must work until the loan is paid" says what "work for a loan" names.
    fn apart(&mut self, telling: &[(usize, &Spoken)], bag: &mut Bag) {
        for (at, (name, first)) in telling.iter().enumerate() {
            for (_, second) in telling[at + 1..].iter().filter(|(other, _)| other != name) {
                let both = [(*first).clone(), (*second).clone()];
                let named = gist(&both).map(|gist| self.lexicon.all(&format!("meant:{gist}"))).unwrap_or_default();
                let called = self.of_child(&both, named);
                if !called.is_empty() {
                    bag.groups.extend(self.group(&both, &called, None).map(|group| group.times(APART)));
                }
            }
        }
    }

    /// What a name stands for, and what its one telling word does: "maintenance of a child" is a name of its own, and maintenance all the same.
    fn with_telling(&self, words: &[Spoken], mut called: Vec<String>) -> Vec<String> {
        if let [only] = words.iter().filter(|word| tells(word)).collect::<Vec<_>>().as_slice()
            && words.len() > 1
        {
            let more = self.lexicon.all(&format!("called:{}", only.stem));
            called.extend(more.into_iter().filter(|word| !called.contains(word)).collect::<Vec<_>>());
        }
        called
    }

    /// What words mean where a child is spoken of, however far apart: who asks of a daughter and of marrying asks of child marriage.
    fn of_child(&self, words: &[Spoken], called: Vec<String>) -> Vec<String> {
        if !self.meaning.wishes.of_child() {
            return called;
        }
        let child = Spoken { word: "child".to_owned(), stem: "child".to_owned(), ..words[0].clone() };
        let words: Vec<Spoken> = words.iter().cloned().chain([child]).collect();
        let mut named = gist(&words).map(|gist| self.lexicon.all(&format!("meant:{gist}"))).unwrap_or_default();
        let more = called.into_iter().filter(|word| !named.contains(word)).collect::<Vec<_>>();
        named.extend(more);
        named
    }

    /// Notes a place that is named. A place that is no more is looked for under its successor too, whose law holds there now.
    fn at_place(&mut self, number: u8) {
        self.meaning.places.push(number);
        self.meaning.places.extend(fields::successor(self.lexicon, number, self.day));
    }

    /// Words that stand side by side in a text as they do in the query.
    fn side_by_side(&self, pair: &[Spoken], weight: f32) -> Option<Asked> {
        best_of(self.in_a_row(pair, weight), 0.0)
    }

    /// A place named at the beginning of the words, and in how many of them.
    pub(super) fn place(&self, words: &[Spoken]) -> Option<(u8, usize)> {
        self.lexicon.one(&format!("opens:{}", words.first()?.word))?;
        (1..=words.len().min(LONGEST_NAME)).rev().find_map(|length| {
            let name: Vec<&str> = words[..length].iter().map(|word| word.word.as_str()).collect();
            // "of" is dropped from names, so that a name never ends in one.
            let number = self.lexicon.one(&format!("place:{}", crate::corpus::plain(&name.join(" "))))?;
            (!matches!(name.last(), Some(&"of" | &"the"))).then_some((number.parse().ok()?, length))
        })
    }

    /// The longest name of the vocabulary at the beginning of the words: how many words it has, and what goes by it. The same words in another order, or with "of the" between them, are the same name.
    pub(super) fn called(&self, words: &[Spoken]) -> (usize, Vec<String>) {
        for length in (1..=words.len().min(LONGEST_NAME)).rev() {
            let name = &words[..length];
            let stems: Vec<&str> = name.iter().map(|word| word.stem.as_str()).collect();
            let whole = [name.first(), name.last()].into_iter().flatten().all(|word| !is_stop_word(&word.word));
            let gist = gist(name).filter(|_| whole && length > 1);
            let keys = [Some(format!("called:{}", stems.join(" "))), gist.map(|gist| format!("meant:{gist}"))];
            let found = keys.into_iter().flatten().map(|key| self.lexicon.all(&key)).find(|found| !found.is_empty());
            if let Some(found) = found {
                return (length, found);
            }
        }
        // A word that stands only within names: "maar" in "maar peet".
        let only = words.first().filter(|only| self.stem_frequency(&only.stem) == 0);
        (1, only.map(|only| self.lexicon.all(&format!("within:{}", only.stem))).unwrap_or_default())
    }
}

/// The things a bag of words asks for, and what only orders the hits.
#[derive(Default)]
struct Bag {
    groups: Vec<Asked>,
    light: Vec<Asked>,
}

/// Whether a word says what the thing is.
fn tells(word: &Spoken) -> bool {
    !is_stop_word(&word.word) && cue(&word.word).is_none()
}

/// Whether a word says nothing of what is sought, as "Pakistan" does not: all of this is its law.
fn says_nothing(word: &Spoken) -> bool {
    cue(&word.word) == Some(Cue::Nothing)
}
