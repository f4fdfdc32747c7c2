//! Where a text says a name of the vocabulary: found when the index is made, as there are thousands of names and a query asks for dozens of them.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::DocId;

use crate::model::{Vocabulary, WordEntry};

use super::index::TEXTS;
use super::numbered::{self, Numbered};
use super::pack::Part;
use super::text::{Reader, Spoken};

/// So many other words may stand within a name: "sale of tobacco" also says "sale tobacco".
const SLACK: usize = 1;

/// The documents that say a name, in their order, in each of the fields of running text by its number.
pub type SaidIn = [Vec<DocId>; TEXTS];

/// Who says which name.
pub struct Said {
    table: Numbered,
}

impl Said {
    /// The table as bytes: of each name, in this order, for each field how many documents say it and the steps from one to the next.
    pub fn bytes<'s>(names: impl Iterator<Item = &'s SaidIn>) -> Vec<u8> {
        numbered::bytes(names.map(|fields| {
            let mut bytes = Vec::new();
            for documents in fields {
                put(&mut bytes, u32::try_from(documents.len()).unwrap_or(u32::MAX));
                let mut last: DocId = 0;
                for document in documents {
                    put(&mut bytes, document - last);
                    last = *document;
                }
            }
            bytes
        }))
    }

    /// Takes the bytes as [`Said::bytes`] made them. What is damaged in them reads as nobody, and its pack says so.
    pub fn new(bytes: Part) -> Self {
        Self { table: Numbered::new(bytes) }
    }

    /// Who says the name of this number.
    pub fn documents(&self, name: u32) -> SaidIn {
        let mut bytes = self.table.entry(name).unwrap_or_default().iter();
        std::array::from_fn(|_| {
            let count = take(&mut bytes).unwrap_or_default();
            // A step takes a byte at least, so that a damaged count asks for no more than there is.
            let mut documents = Vec::with_capacity(bytes.len().min(count as usize));
            let mut last: DocId = 0;
            for _ in 0..count {
                let Some(step) = take(&mut bytes) else { break };
                last = last.saturating_add(step);
                documents.push(last);
            }
            documents
        })
    }
}

/// A number as bytes of seven bits, the lowest first; the last one has its high bit clear.
fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = bytes.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// The names that the vocabulary has.
pub struct Sayings {
    /// Each name as its stems with spaces between them, in their order: where it stands is its number here.
    pub names: Vec<String>,
    /// By their first stem.
    opened: FxHashMap<String, Opened>,
}

/// The names that one stem opens.
#[derive(Default)]
struct Opened {
    /// The stem alone.
    whole: Option<u32>,
    /// By their second stem: what follows it, and the number.
    longer: FxHashMap<String, Vec<(Vec<String>, u32)>>,
}

impl Sayings {
    /// Takes every label and synonym.
    pub fn of(words: &Vocabulary) -> Self {
        let entries: Vec<&WordEntry> = words.entries().collect();
        let stems = |reader: &mut Reader, entry: &&WordEntry| {
            let names = entry.names();
            names
                .map(|name| reader.plain(name).into_iter().map(|word| word.stem).collect())
                .collect::<Vec<Vec<String>>>()
        };
        let some = |entries: &[&WordEntry]| {
            let mut reader = Reader::default();
            entries.iter().flat_map(|entry| stems(&mut reader, entry)).collect::<Vec<_>>()
        };
        let all: Vec<Vec<Vec<String>>> = entries.par_chunks(share_of(entries.len())).map(some).collect();
        let all: BTreeSet<Vec<String>> = all.into_iter().flatten().filter(|name| !name.is_empty()).collect();
        let mut sayings = Self { names: Vec::with_capacity(all.len()), opened: FxHashMap::default() };
        for (mut name, number) in all.into_iter().zip(0..) {
            sayings.names.push(name.join(" "));
            let rest = name.split_off(name.len().min(2));
            let mut name = name.into_iter();
            let opened = sayings.opened.entry(name.next().unwrap_or_default()).or_default();
            match name.next() {
                None => opened.whole = Some(number),
                Some(second) => opened.longer.entry(second).or_default().push((rest, number)),
            }
        }
        sayings
    }

    /// The numbers of the names that a text says, in their order.
    pub fn said(&self, text: &[Spoken]) -> Vec<u32> {
        let mut said = Vec::new();
        for (at, word) in text.iter().enumerate() {
            let Some(opened) = self.opened.get(&word.stem) else {
                continue;
            };
            said.extend(opened.whole);
            // The whole of a compound stands before its parts, so that what follows a word stands after it.
            for (second, skipped, after) in near(word.position, SLACK, &text[at + 1..]) {
                let names = opened.longer.get(&second.stem).into_iter().flatten();
                let found = names.filter(|(rest, _)| follows(rest, second.position, SLACK - skipped, after));
                said.extend(found.map(|(_, number)| *number));
            }
        }
        said.sort_unstable();
        said.dedup();
        said
    }
}

/// How many of so many things are taken at once, for all cores to have some of them: whoever takes many meets a word again.
pub fn share_of(things: usize) -> usize {
    things.div_ceil(4 * rayon::current_num_threads()).max(1)
}

/// The words after a position with at most `slack` others before them, how many that are, and what follows each. `text` is what follows.
fn near(after: usize, slack: usize, text: &[Spoken]) -> impl Iterator<Item = (&Spoken, usize, &[Spoken])> {
    let near = text.iter().take_while(move |word| word.position <= after + 1 + slack).enumerate();
    let near = near.filter(move |(_, word)| word.position > after);
    near.map(move |(at, word)| (word, word.position - after - 1, &text[at + 1..]))
}

/// Whether these stems stand in their order after a position, with at most `slack` other words among them. `text` is what follows.
fn follows(stems: &[String], after: usize, slack: usize, text: &[Spoken]) -> bool {
    let Some((first, rest)) = stems.split_first() else {
        return true;
    };
    near(after, slack, text)
        .filter(|(word, ..)| word.stem == *first)
        .any(|(word, skipped, text)| follows(rest, word.position, slack - skipped, text))
}

#[cfg(test)]
mod tests {
    use super::super::pack::part_of;
    use super::*;

    #[test]
    fn who_says_a_name_is_read_as_it_was_written() {
        let names: [SaidIn; 2] = [[vec![], vec![3], vec![0, 1, 127, 128, 3_000_000]], [vec![7], vec![], vec![]]];
        let said = Said::new(part_of(Said::bytes(names.iter())));
        assert_eq!((said.documents(0), said.documents(1)), (names[0].clone(), names[1].clone()));
        assert_eq!(said.documents(2), SaidIn::default());
        for broken in [vec![], vec![1, 0, 0, 0, 3, 0, 0, 0, 255, 255, 255], vec![255; 12]] {
            assert_eq!(Said::new(part_of(broken)).documents(0), SaidIn::default());
        }
    }
}
