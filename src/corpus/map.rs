//! Reading the maps of a file: each key is asked for, and one that nobody asked for is refused.

use std::cell::{Cell, RefCell};

use crate::model::{Class, Interval, ProvisionRef, Word};

use super::diagnostic::{Code, nearest};
use super::read::Reader;
use super::yaml::{Key, Node, Value};

/// Reads a map, and refuses the keys nobody asked for.
pub struct MapReader<'n> {
    /// The reader of the file.
    pub reader: &'n Reader<'n>,
    /// The map itself.
    pub node: &'n Node,
    entries: &'n [(Key, Node)],
    used: Vec<Cell<bool>>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'n> MapReader<'n> {
    /// A reader of one map.
    pub fn new(reader: &'n Reader<'_>, node: &'n Node, entries: &'n [(Key, Node)]) -> Self {
        // The reader's own borrow outlives the node's: both live as long as the file is read.
        let used = entries.iter().map(|_| Cell::new(false)).collect();
        Self { reader, node, entries, used, asked: RefCell::default() }
    }

    /// The value of a key, if it stands there.
    pub fn get(&self, key: &'static str) -> Option<&'n Node> {
        self.asked.borrow_mut().push(key);
        let at = self.entries.iter().position(|(name, _)| name.name == key)?;
        self.used[at].set(true);
        let node = &self.entries[at].1;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// The value of a key that must stand there.
    pub fn need(&self, key: &'static str) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() {
            self.reader.problem(self.node, Code::MissingKey, format!("`{key}` is missing"), None);
        }
        found
    }

    /// A value read by a function.
    pub fn read<T>(&self, key: &'static str, read: impl Fn(&'n Reader<'n>, &'n Node) -> Option<T>) -> Option<T> {
        self.get(key).and_then(|node| read(self.reader, node))
    }

    /// A value that must stand there, read by a function.
    pub fn require<T>(&self, key: &'static str, read: impl Fn(&'n Reader<'n>, &'n Node) -> Option<T>) -> Option<T> {
        self.need(key).and_then(|node| read(self.reader, node))
    }

    /// A text.
    pub fn text(&self, key: &'static str) -> Option<String> {
        self.read(key, Reader::text)
    }

    /// A list of texts.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.list(key, Reader::text)
    }

    /// A list whose items are read by a function.
    pub fn list<T>(&self, key: &'static str, read: impl Fn(&'n Reader<'n>, &'n Node) -> Option<T>) -> Vec<T> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        self.reader.items(node).into_iter().filter_map(|item| read(self.reader, item)).collect()
    }

    /// A word.
    pub fn word(&self, key: &'static str, class: Class) -> Option<Word> {
        self.read(key, |reader, node| reader.word(node, class))
    }

    /// A word that must stand there.
    pub fn need_word(&self, key: &'static str, class: Class) -> Option<Word> {
        self.require(key, |reader, node| reader.word(node, class))
    }

    /// A list of words.
    pub fn words(&self, key: &'static str, class: Class) -> Vec<Word> {
        self.list(key, |reader, node| reader.word(node, class))
    }

    /// A list of words that must not be empty.
    pub fn need_words(&self, key: &'static str, class: Class) -> Vec<Word> {
        self.need(key);
        self.words(key, class)
    }

    /// `true` or `false`.
    pub fn bool(&self, key: &'static str) -> Option<bool> {
        self.read(key, Reader::bool)
    }

    /// `from` and `to`, checked.
    pub fn interval(&self) -> Interval {
        let interval = Interval { from: self.read("from", Reader::date), to: self.read("to", Reader::date) };
        self.check_interval(interval);
        interval
    }

    /// Notes an interval that is upside down.
    pub fn check_interval(&self, interval: Interval) {
        if interval.is_empty() {
            let node = self.entries.iter().find(|(key, _)| key.name == "to").map_or(self.node, |(_, node)| node);
            self.reader.problem(node, Code::UpsideDown, "it ends before it begins", Some(interval.to_string()));
        }
    }

    /// References.
    pub fn refs(&self, key: &'static str) -> Vec<ProvisionRef> {
        self.list(key, Reader::reference)
    }

    /// All entries, for maps whose keys are free.
    pub fn free_entries(&self) -> impl Iterator<Item = &'n (Key, Node)> {
        for cell in &self.used {
            cell.set(true);
        }
        self.entries.iter()
    }

    /// Refuses the keys nobody asked for.
    pub fn finish(self) {
        let mut asked = self.asked.borrow().clone();
        asked.sort_unstable();
        asked.dedup();
        for ((key, _), used) in self.entries.iter().zip(&self.used) {
            if !used.get() {
                let near = nearest(&key.name, asked.iter().copied());
                let help = match near {
                    Some(near) => format!("the nearest key here is `{near}`"),
                    None => format!("known here: {}", asked.join(", ")),
                };
                let width = key.name.chars().count();
                self.reader.problem_at(
                    key.mark,
                    width,
                    Code::UnknownKey,
                    format!("`{}` means nothing here", key.name),
                    Some(help),
                );
            }
        }
    }
}
