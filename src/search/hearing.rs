//! Taking the texts of documents apart, on all cores: what tantivy is handed, which names of the vocabulary they say, and how their words are spelt.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::{DocId, TantivyDocument};

use crate::model::Vocabulary;

use super::document::Document;
use super::index::Fields;
use super::saying::{SaidIn, Sayings};
use super::stems;
use super::text::{self, Reader};

/// Most words of a heading that can be the name of a thing.
const LONGEST_HEADING: usize = 5;
/// So many documents are heard one after the other.
const TOGETHER: usize = 64;
/// A shorter word is not worth a guess when it is misspelt.
const SHORTEST_SPELT: usize = 4;

/// How often each word is used.
pub type Spelt = FxHashMap<String, usize>;

/// What was heard of all documents.
#[derive(Default)]
pub struct Hearing {
    /// The documents as tantivy takes them.
    pub ready: Vec<TantivyDocument>,
    /// Who says which name.
    pub said: FxHashMap<String, SaidIn>,
    /// What a misspelt word can have meant.
    pub spelt: Spelt,
}

/// Hears documents.
pub fn hear(documents: &[Document], words: &Vocabulary, fields: Fields) -> Hearing {
    let sayings = Sayings::of(words);
    let some = |reader: &mut Reader, (at, documents): (usize, &[Document])| {
        let mut ear = Ear { sayings: &sayings, fields, reader, title: Default::default(), heard: Hearing::default() };
        let first = at * TOGETHER;
        documents.iter().zip(first..).for_each(|(document, number)| ear.hear(document, number as DocId));
        ear.heard
    };
    let heard: Vec<Hearing> = documents.par_chunks(TOGETHER).enumerate().map_init(Reader::default, some).collect();
    let mut all = Hearing::default();
    for some in heard {
        all.ready.extend(some.ready);
        for (name, fields) in some.said {
            let known = all.said.entry(name).or_default();
            known.iter_mut().zip(fields).for_each(|(known, more)| known.extend(more));
        }
        some.spelt.into_iter().for_each(|(word, count)| *all.spelt.entry(word).or_default() += count);
    }
    all
}

/// Counts a word that a misspelt one can have meant.
pub fn spell(word: &str, spelt: &mut Spelt) {
    if word.len() < SHORTEST_SPELT || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    match spelt.get_mut(word) {
        Some(count) => *count += 1,
        None => drop(spelt.insert(word.to_owned(), 1)),
    }
}

/// Hears documents one after the other.
struct Ear<'s> {
    sayings: &'s Sayings,
    fields: Fields,
    reader: &'s mut Reader,
    /// The last title, which the sections of a law share, and how it was heard.
    title: (String, Heard),
    heard: Hearing,
}

/// A text as the index takes it.
#[derive(Clone, Default)]
struct Heard {
    stems: String,
    /// The names that it says.
    names: BTreeSet<String>,
}

impl Ear<'_> {
    fn text(&mut self, text: &str) -> Heard {
        let words = self.reader.read(text);
        words.iter().for_each(|word| spell(&word.word, &mut self.heard.spelt));
        Heard { stems: stems::handed(&words), names: self.sayings.said(&words) }
    }

    /// The title, and after it what people say who ask for it; how these spell a word is no guide to how it is spelt.
    fn title(&mut self, document: &Document) -> Heard {
        if document.title != self.title.0 {
            self.title = (document.title.clone(), self.text(&document.title));
        }
        let mut heard = self.title.1.clone();
        let words = self.reader.read(&document.phrases);
        heard.names.append(&mut self.sayings.said(&words));
        heard.stems.push(' ');
        heard.stems.push_str(&stems::handed(&words));
        heard
    }

    fn hear(&mut self, document: &Document, number: DocId) {
        let fields = self.fields;
        let mut ready = TantivyDocument::default();
        let heard = [
            (fields.title, self.title(document)),
            (fields.heading, self.text(&document.heading)),
            (fields.body, self.text(&document.body)),
        ];
        for (field, Heard { stems, names }) in heard {
            for name in names {
                let said = self.heard.said.entry(name).or_default();
                said[field.field_id() as usize].push(number);
            }
            ready.add_text(field, &stems);
        }
        for tag in &document.tags {
            ready.add_text(fields.tag, tag);
        }
        let heading = text::heading(&self.reader.plain(&document.heading));
        if heading.split(' ').count() <= LONGEST_HEADING {
            ready.add_text(fields.tag, format!("heading:{heading}"));
        }
        self.heard.ready.push(ready);
    }
}
