//! The trees of many YAML files as one run of bytes: `build.rs` packs those of the embedded corpus, so that no start has to parse its YAML.
//!
//! First the texts, each once: how many, how long each is, and all of them in one run. Then the files: how many, and for each its path (a text) and how long its tree is.
//! Then the trees. A node is its kind, its mark as a step from the mark before, and what it holds; whole numbers are written seven bits a byte, the low ones first.
//! Nothing here trusts its bytes: what does not read whole is no tree, and the YAML is parsed instead.

use std::borrow::Cow;

use super::limits;
use super::yaml::{Key, Mark, Node, Value};

/// The kinds of node, as written; false and true are two.
mod kind {
    pub const NULL: u8 = 0;
    pub const FALSE: u8 = 1;
    pub const TRUE: u8 = 2;
    pub const INT: u8 = 3;
    pub const FLOAT: u8 = 4;
    pub const TEXT: u8 = 5;
    pub const LIST: u8 = 6;
    pub const MAP: u8 = 7;
}

/// A snapshot, opened: its trees are read one by one, when they are asked for.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    texts: Vec<&'static str>,
    files: Vec<(&'static str, &'static [u8])>,
}

impl Snapshot {
    /// Opens a snapshot; `None` when it is not whole.
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let lengths = bytes.list(Bytes::count)?;
        let mut rest =
            std::str::from_utf8(bytes.take(lengths.iter().try_fold(0, |sum: usize, one| sum.checked_add(*one))?)?)
                .ok()?;
        let mut texts = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (text, after) = rest.split_at_checked(length)?;
            texts.push(text);
            rest = after;
        }
        let names = bytes.list(|bytes| Some((bytes.count()?, bytes.count()?)))?;
        let mut files = Vec::with_capacity(names.len());
        for (path, length) in names {
            files.push((*texts.get(path)?, bytes.take(length)?));
        }
        bytes.0.is_empty().then_some(Self { texts, files })
    }

    /// The files whose trees it holds.
    #[cfg(test)]
    pub fn paths(&self) -> impl Iterator<Item = &'static str> {
        self.files.iter().map(|(path, _)| *path)
    }

    /// The tree of a file; `None` when it has none or it is damaged.
    pub fn tree(&self, path: &str) -> Option<Node> {
        let (_, tree) = self.files.iter().find(|(own, _)| *own == path)?;
        let mut reading = Reading { texts: &self.texts, bytes: Bytes(tree), last: Mark::default() };
        let node = reading.node(0)?;
        reading.bytes.0.is_empty().then_some(node)
    }
}

/// Bytes not yet read.
struct Bytes(&'static [u8]);

impl Bytes {
    fn take(&mut self, length: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    /// A list: how many, then each. No item is shorter than a byte, so that a count beyond the bytes left is refused before anything is set aside for it.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count().filter(|count| *count <= self.0.len())?;
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(item(self)?);
        }
        Some(items)
    }
}

struct Reading<'s> {
    texts: &'s [&'static str],
    bytes: Bytes,
    last: Mark,
}

impl Reading<'_> {
    fn node(&mut self, depth: usize) -> Option<Node> {
        if depth > limits::YAML_DEPTH {
            return None;
        }
        let kind = self.bytes.byte()?;
        let mark = self.mark()?;
        let value = match kind {
            kind::NULL => Value::Null,
            kind::FALSE => Value::Bool(false),
            kind::TRUE => Value::Bool(true),
            kind::INT => Value::Int(unfold(self.bytes.number()?)),
            kind::FLOAT => Value::Float(f64::from_le_bytes(self.bytes.take(8)?.try_into().ok()?)),
            kind::TEXT => Value::Text(self.text()?),
            kind::LIST => Value::List(self.list(|reading| reading.node(depth + 1))?),
            kind::MAP => Value::Map(self.list(|reading| {
                let key = Key { mark: reading.mark()?, name: reading.text()? };
                Some((key, reading.node(depth + 1)?))
            })?),
            _ => return None,
        };
        Some(Node { mark, value })
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.bytes.count().filter(|count| *count <= self.bytes.0.len())?;
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(item(self)?);
        }
        Some(items)
    }

    fn text(&mut self) -> Option<Cow<'static, str>> {
        let at = self.bytes.count()?;
        self.texts.get(at).copied().map(Cow::Borrowed)
    }

    fn mark(&mut self) -> Option<Mark> {
        let line = i64::from(self.last.line).checked_add(unfold(self.bytes.number()?))?;
        self.last = Mark { line: line.try_into().ok()?, column: self.bytes.number()?.try_into().ok()? };
        Some(self.last)
    }
}

/// A number below zero as an odd one: small steps back stay short.
fn unfold(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Packing: for `build.rs`, and for the tests that unpack again.
#[cfg_attr(not(test), allow(dead_code))]
pub mod pack {
    use std::collections::HashMap;

    use super::super::yaml::{Mark, Node, Value};
    use super::kind;

    /// The snapshot of some files: paths and trees.
    pub fn pack(files: &[(String, Node)]) -> Vec<u8> {
        let mut texts = Texts::default();
        let mut names = Vec::new();
        let mut trees = Vec::new();
        number(&mut names, files.len() as u64);
        for (path, node) in files {
            let mut tree = Vec::new();
            let mut last = Mark::default();
            put(&mut tree, node, &mut texts, &mut last);
            number(&mut names, texts.place_of(path));
            number(&mut names, tree.len() as u64);
            trees.extend(tree);
        }
        let mut bytes = Vec::new();
        number(&mut bytes, texts.all.len() as u64);
        for text in &texts.all {
            number(&mut bytes, text.len() as u64);
        }
        bytes.extend(texts.all.concat().into_bytes());
        bytes.extend(names);
        bytes.extend(trees);
        bytes
    }

    /// The texts met, in order, each once.
    #[derive(Default)]
    struct Texts {
        all: Vec<String>,
        places: HashMap<String, u64>,
    }

    impl Texts {
        fn place_of(&mut self, text: &str) -> u64 {
            if let Some(place) = self.places.get(text) {
                return *place;
            }
            let place = self.all.len() as u64;
            self.all.push(text.to_owned());
            self.places.insert(text.to_owned(), place);
            place
        }
    }

    fn put(bytes: &mut Vec<u8>, node: &Node, texts: &mut Texts, last: &mut Mark) {
        bytes.push(match &node.value {
            Value::Null => kind::NULL,
            Value::Bool(false) => kind::FALSE,
            Value::Bool(true) => kind::TRUE,
            Value::Int(_) => kind::INT,
            Value::Float(_) => kind::FLOAT,
            Value::Text(_) => kind::TEXT,
            Value::List(_) => kind::LIST,
            Value::Map(_) => kind::MAP,
        });
        step(bytes, node.mark, last);
        match &node.value {
            Value::Null | Value::Bool(_) => {}
            Value::Int(value) => number(bytes, fold(*value)),
            Value::Float(value) => bytes.extend(value.to_le_bytes()),
            Value::Text(text) => number(bytes, texts.place_of(text)),
            Value::List(items) => {
                number(bytes, items.len() as u64);
                for item in items {
                    put(bytes, item, texts, last);
                }
            }
            Value::Map(entries) => {
                number(bytes, entries.len() as u64);
                for (key, node) in entries {
                    step(bytes, key.mark, last);
                    number(bytes, texts.place_of(&key.name));
                    put(bytes, node, texts, last);
                }
            }
        }
    }

    fn step(bytes: &mut Vec<u8>, mark: Mark, last: &mut Mark) {
        number(bytes, fold(i64::from(mark.line) - i64::from(last.line)));
        number(bytes, u64::from(mark.column));
        *last = mark;
    }

    fn fold(value: i64) -> u64 {
        ((value << 1) ^ (value >> 63)) as u64
    }

    fn number(bytes: &mut Vec<u8>, mut number: u64) {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
}
