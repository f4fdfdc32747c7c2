//! The words a search must know before it searches: synonyms, place names, field values, spellings. A sorted table with a directory of its keys, read where it lies, so that opening it costs nothing and a
//! look at one key reads two pages of it.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use tantivy::HasLen;

use super::pack::Part;

/// Between two parts of a value.
pub const PART: char = '\u{1f}';

/// Collects a table.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    entries: BTreeMap<String, Vec<String>>,
}

impl Collected {
    /// Adds to what is known under a key: a value is there once.
    pub fn add(&mut self, key: String, value: &str) {
        self.entries.entry(key).or_default().push(value.to_owned());
    }

    /// The table as bytes: how many entries (u32, little-endian as all numbers here), the end of each key and each value in the text, the slots of the directory, the text.
    pub fn bytes(&self) -> Vec<u8> {
        let mut ends = Vec::new();
        let mut text = String::new();
        for (key, values) in &self.entries {
            text.push_str(key);
            ends.push(text.len());
            let mut known = HashSet::new();
            let values = values.iter().filter(|value| known.insert(value.as_str()));
            for (at, value) in values.enumerate() {
                if at > 0 {
                    text.push(PART);
                }
                text.push_str(value);
            }
            ends.push(text.len());
        }
        let mut bytes = number(self.entries.len()).to_vec();
        bytes.extend(ends.into_iter().flat_map(number));
        bytes.extend(self.slots().into_iter().flat_map(u32::to_le_bytes));
        bytes.extend(text.into_bytes());
        bytes
    }

    /// The directory: each key in the first free slot from its own on.
    fn slots(&self) -> Vec<u32> {
        let mut slots = vec![FREE; slots_for(self.entries.len())];
        let all = slots.len();
        for (at, key) in self.entries.keys().enumerate() {
            let sum = crc32fast::hash(key.as_bytes());
            let own = sum as usize % all;
            let free = (own..all).chain(0..own).find(|slot| slots[*slot] == FREE);
            if let Some(free) = free {
                slots[free] = taken(at, sum);
            }
        }
        slots
    }
}

/// A slot of the directory that no key has.
const FREE: u32 = 0;
/// Bits of a slot that number its entry, from 1: four million of them, where a corpus has thirty thousand. The others are of the key's sum, so that other keys are told apart without a look at them.
const ENTRY_BITS: u32 = 22;

/// How many slots the directory of so many entries has: at least half of them stay free, so that a key is near its own.
fn slots_for(entries: usize) -> usize {
    (2 * entries).next_power_of_two()
}

fn taken(entry: usize, sum: u32) -> u32 {
    (sum >> ENTRY_BITS << ENTRY_BITS) | u32::try_from(entry + 1).unwrap_or(FREE)
}

fn number(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

/// Where the text begins.
fn base_of(entries: usize) -> usize {
    4usize
        .saturating_add(entries.saturating_mul(8))
        .saturating_add(slots_for(entries.min(1 << ENTRY_BITS)).saturating_mul(4))
}

/// The table as it lies in the index.
#[derive(Clone, Debug)]
pub struct Lexicon {
    bytes: Part,
    entries: usize,
}

impl Lexicon {
    /// Takes the bytes as [`Collected::bytes`] made them. What is damaged in them reads as nothing, and its pack says so.
    pub fn new(bytes: Part) -> Self {
        let entries = bytes.number(0).unwrap_or_default() as usize;
        // A table shorter than it says is an empty one: nothing is read past its end.
        let entries = if base_of(entries) <= bytes.len() { entries } else { 0 };
        Self { bytes, entries }
    }

    fn number(&self, n: usize) -> u32 {
        self.bytes.number(4 + 4 * n).unwrap_or_default()
    }

    fn end(&self, n: usize) -> usize {
        self.number(n) as usize
    }

    fn bytes(&self, range: Range<usize>) -> &[u8] {
        let base = base_of(self.entries);
        self.bytes.get(base + range.start..base + range.end).unwrap_or_default()
    }

    fn key(&self, n: usize) -> &[u8] {
        let start = if n == 0 { 0 } else { self.end(2 * n - 1) };
        self.bytes(start..self.end(2 * n))
    }

    fn value(&self, n: usize) -> &str {
        std::str::from_utf8(self.bytes(self.end(2 * n)..self.end(2 * n + 1))).unwrap_or_default()
    }

    /// The entry with this key.
    fn entry(&self, key: &str) -> Option<usize> {
        let slots = slots_for(self.entries);
        let sum = crc32fast::hash(key.as_bytes());
        let own = sum as usize % slots;
        let slot = |slot: usize| self.number(2 * self.entries + slot);
        let taken = (own..slots).chain(0..own).map(slot).take_while(|slot| *slot != FREE);
        let alike = taken.filter(|slot| slot >> ENTRY_BITS == sum >> ENTRY_BITS);
        let mut entries = alike.filter_map(|slot| (slot as usize % (1 << ENTRY_BITS)).checked_sub(1));
        entries.find(|entry| *entry < self.entries && self.key(*entry) == key.as_bytes())
    }

    /// The first entry that is not before `key`.
    fn first(&self, key: &str) -> usize {
        let (mut low, mut high) = (0, self.entries);
        while low < high {
            let middle = (low + high) / 2;
            if self.key(middle) < key.as_bytes() { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// What is known under a key, in parts.
    pub fn find<'l>(&'l self, key: &str) -> Option<impl Iterator<Item = &'l str> + use<'l>> {
        self.entry(key).map(|entry| self.value(entry).split(PART))
    }

    /// Every part of what is known under a key; none where nothing is.
    pub fn all(&self, key: &str) -> Vec<String> {
        self.find(key).into_iter().flatten().map(str::to_owned).collect()
    }

    /// The first part of what is known under a key.
    pub fn one(&self, key: &str) -> Option<&str> {
        self.find(key).and_then(|mut parts| parts.next())
    }

    /// Every entry whose key begins like this: the rest of the key, and the value.
    pub fn beginning<'l>(&'l self, prefix: &'l str) -> impl Iterator<Item = (&'l str, &'l str)> {
        (self.first(prefix)..self.entries).map_while(move |at| {
            let rest = self.key(at).strip_prefix(prefix.as_bytes())?;
            Some((std::str::from_utf8(rest).unwrap_or_default(), self.value(at)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::pack::part_of;
    use super::*;

    #[test]
    fn what_was_put_in_is_found() {
        let mut collected = Collected::default();
        for (key, value) in [("b", "2"), ("a", "1"), ("b", "3"), ("b", "2"), ("word:x", "y")] {
            collected.add(key.to_owned(), value);
        }
        let lexicon = Lexicon::new(part_of(collected.bytes()));
        assert_eq!(lexicon.one("a"), Some("1"));
        assert_eq!(lexicon.find("b").unwrap().collect::<Vec<_>>(), ["2", "3"]);
        assert!(lexicon.find("c").is_none() && lexicon.find("").is_none() && lexicon.find("zz").is_none());
        assert_eq!(lexicon.beginning("word:").collect::<Vec<_>>(), [("x", "y")]);
    }

    #[test]
    fn every_key_of_many_is_found_and_no_other() {
        let mut collected = Collected::default();
        for n in 0..3_000 {
            collected.add(format!("key {n}"), &n.to_string());
        }
        let lexicon = Lexicon::new(part_of(collected.bytes()));
        for n in 0..3_000 {
            assert_eq!(lexicon.one(&format!("key {n}")), Some(n.to_string().as_str()));
            assert!(lexicon.find(&format!("no key {n}")).is_none());
        }
    }

    #[test]
    fn broken_bytes_are_an_empty_table() {
        for bytes in [vec![], vec![1], vec![255, 255, 255, 255, 0], vec![2, 0, 0, 0, 9, 9, 9, 9]] {
            assert!(Lexicon::new(part_of(bytes)).find("a").is_none());
        }
    }
}
