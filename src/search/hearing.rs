//! Taking the texts of documents apart, on all cores: what tantivy is handed, which names of the vocabulary they say, and how their words are spelt.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::{DocId, TantivyDocument};

use crate::model::Vocabulary;

use super::document::Document;
use super::index::Fields;
use super::saying::{SaidIn, Sayings, share_of};
use super::stems;
use super::text::{self, Reader};

/// Most words of a heading that can be the name of a thing.
const LONGEST_HEADING: usize = 5;
/// A shorter word is not worth a guess when it is misspelt.
const SHORTEST_SPELT: usize = 4;

/// How often each word is used.
pub type Spelt = FxHashMap<String, usize>;

/// What was heard of all documents.
#[derive(Default)]
pub struct Hearing {
    /// The documents as tantivy takes them.
    pub ready: Vec<TantivyDocument>,
    /// Who says which name: of those that anybody says, in their order.
    pub said: Vec<(String, SaidIn)>,
    /// What a misspelt word can have meant.
    pub spelt: Spelt,
}

/// Hears documents.
pub fn hear(documents: &[Document], words: &Vocabulary, fields: Fields) -> Hearing {
    let sayings = Sayings::of(words);
    let together = share_of(documents.len());
    let some = |(at, documents): (usize, &[Document])| {
        let mut ear = Ear {
            sayings: &sayings,
            fields,
            reader: Reader::default(),
            title: Default::default(),
            ready: Vec::with_capacity(documents.len()),
            said: FxHashMap::default(),
            spelt: Spelt::default(),
        };
        let first = at * together;
        documents.iter().zip(first..).for_each(|(document, number)| ear.hear(document, number as DocId));
        (ear.ready, ear.said, ear.spelt)
    };
    let heard: Vec<_> = documents.par_chunks(together).enumerate().map(some).collect();
    let mut all = Hearing::default();
    let mut said: Vec<SaidIn> = vec![SaidIn::default(); sayings.names.len()];
    for (ready, names, spelt) in heard {
        all.ready.extend(ready);
        for (name, fields) in names {
            said[name as usize].iter_mut().zip(fields).for_each(|(known, more)| known.extend(more));
        }
        spelt.into_iter().for_each(|(word, count)| *all.spelt.entry(word).or_default() += count);
    }
    let is_said = |(_, fields): &(String, SaidIn)| fields.iter().any(|documents| !documents.is_empty());
    all.said = sayings.names.into_iter().zip(said).filter(is_said).collect();
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
    reader: Reader,
    /// The last title, which the sections of a law share, and how it was heard.
    title: (String, Heard),
    ready: Vec<TantivyDocument>,
    /// Who says which name, by its number.
    said: FxHashMap<u32, SaidIn>,
    spelt: Spelt,
}

/// A text as the index takes it.
#[derive(Clone, Default)]
struct Heard {
    stems: String,
    /// The numbers of the names that it says, in their order.
    names: Vec<u32>,
}

impl Ear<'_> {
    fn text(&mut self, text: &str) -> Heard {
        let words = self.reader.read(text);
        words.iter().for_each(|word| spell(&word.word, &mut self.spelt));
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
        heard.names.sort_unstable();
        heard.names.dedup();
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
                let said = self.said.entry(name).or_default();
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
        self.ready.push(ready);
    }
}
