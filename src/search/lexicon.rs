//! The words a search must know before it searches: synonyms, place names, field values, spellings. A sorted table that is searched where it lies, so that opening it costs nothing.

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

    /// The table as bytes: how many entries (u32, little-endian as all numbers here), the end of each key and each value in the text that follows, the text.
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
        bytes.extend(text.into_bytes());
        bytes
    }
}

fn number(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
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
        let entries = bytes.get(0..4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
        // A table shorter than it says is an empty one: nothing is read past its end.
        let entries = if 4 + entries.saturating_mul(8) <= bytes.len() { entries } else { 0 };
        Self { bytes, entries }
    }

    fn end(&self, n: usize) -> usize {
        let at = 4 + 4 * n;
        self.bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes) as usize
    }

    fn bytes(&self, range: Range<usize>) -> &[u8] {
        let base = 4 + 8 * self.entries;
        self.bytes.get(base + range.start..base + range.end).unwrap_or_default()
    }

    fn key(&self, n: usize) -> &[u8] {
        let start = if n == 0 { 0 } else { self.end(2 * n - 1) };
        self.bytes(start..self.end(2 * n))
    }

    fn value(&self, n: usize) -> &str {
        std::str::from_utf8(self.bytes(self.end(2 * n)..self.end(2 * n + 1))).unwrap_or_default()
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
        let at = self.first(key);
        (at < self.entries)
            .then_some(at)
            .filter(|at| self.key(*at) == key.as_bytes())
            .map(|at| self.value(at).split(PART))
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
    fn broken_bytes_are_an_empty_table() {
        for bytes in [vec![], vec![1], vec![255, 255, 255, 255, 0], vec![2, 0, 0, 0, 9, 9, 9, 9]] {
            assert!(Lexicon::new(part_of(bytes)).find("a").is_none());
        }
    }
}
