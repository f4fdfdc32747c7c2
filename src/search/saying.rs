//! Where a text says a name of the vocabulary: found when the index is made, as there are thousands of names and a query asks for dozens of them.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::schema::Field;

use crate::model::{Vocabulary, WordEntry};

use super::text::{Reader, Spoken};

/// So many other words may stand within a name: "sale of tobacco" also says "sale tobacco".
const SLACK: usize = 1;

/// The tag of a document that says a name in this field. `stems` are those of the name, with spaces between them.
pub fn tag(field: Field, stems: &str) -> String {
    format!("said:{}:{stems}", field.field_id())
}

/// The names that the vocabulary has, by their first stem.
pub struct Sayings {
    names: FxHashMap<String, Vec<Vec<String>>>,
}

impl Sayings {
    /// Takes every label and synonym.
    pub fn of(words: &Vocabulary) -> Self {
        let entries: Vec<&WordEntry> = words.entries().collect();
        let stems = |reader: &mut Reader, entry: &&WordEntry| {
            let names = std::iter::once(&entry.label).chain(&entry.synonyms);
            names
                .map(|name| reader.plain(name).into_iter().map(|word| word.stem).collect())
                .collect::<Vec<Vec<String>>>()
        };
        let all: Vec<Vec<Vec<String>>> = entries.par_iter().map_init(Reader::default, stems).collect();
        let all: BTreeSet<Vec<String>> = all.into_iter().flatten().collect();
        let mut names: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for name in all.into_iter().filter(|name| !name.is_empty()) {
            names.entry(name[0].clone()).or_default().push(name);
        }
        Self { names }
    }

    /// The names that a text says, each as its stems with spaces between them.
    pub fn said(&self, text: &[Spoken]) -> BTreeSet<String> {
        let mut said = BTreeSet::new();
        for (at, word) in text.iter().enumerate() {
            let names = self.names.get(&word.stem).into_iter().flatten();
            // The whole of a compound stands before its parts, so that what follows a word stands after it.
            let found = names.filter(|name| follows(&name[1..], word.position, SLACK, &text[at + 1..]));
            said.extend(found.map(|name| name.join(" ")));
        }
        said
    }
}

/// Whether these stems stand in their order after a position, with at most `slack` other words among them. `text` is what follows.
fn follows(stems: &[String], after: usize, slack: usize, text: &[Spoken]) -> bool {
    let Some((first, rest)) = stems.split_first() else {
        return true;
    };
    let near = text.iter().take_while(|word| word.position <= after + 1 + slack);
    near.enumerate().filter(|(_, word)| word.position > after && word.stem == *first).any(|(at, word)| {
        let skipped = word.position - after - 1;
        follows(rest, word.position, slack - skipped, &text[at + 1..])
    })
}
