//! YAML as a tree in which every node knows its place: the only door through which YAML enters.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Budget, Options, Spanned};

use super::limits;

/// A place in a file: line and column, both from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark {
    /// Line, from 1; 0 when not known.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A text: its own, or one that stands in the program.
pub type Text = Cow<'static, str>;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where.
    pub mark: Mark,
    /// What.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(Text),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written.
    Map(Vec<(Key, Node)>),
}

/// A key of a map and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Where.
    pub mark: Mark,
    /// The key.
    pub name: Text,
}

impl Node {
    /// What it is, in a word a writer of YAML uses.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Int(_) | Value::Float(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(name, _)| name.name == key).map(|(_, node)| node),
            _ => None,
        }
    }
}

/// Why a text is not YAML the corpus accepts.
#[derive(Clone, Debug)]
pub struct Malformed {
    /// Where.
    pub mark: Mark,
    /// What is wrong, in one line.
    pub what: String,
    /// Whether it is a key written twice.
    pub duplicate_key: bool,
}

/// Reads one YAML document.
///
/// # Errors
/// When it is not well-formed, has a key twice, or is larger or deeper than the limits.
pub fn parse(text: &str) -> Result<Node, Box<Malformed>> {
    if let Some((line, column)) = leading_tab(text) {
        let what = "a tab in the indentation; YAML indents with spaces".to_owned();
        return Err(Box::new(Malformed { mark: Mark { line, column }, what, duplicate_key: false }));
    }
    serde_saphyr::from_str_with_options::<Node>(text, options()).map_err(|error| {
        let error = error.without_snippet();
        let mark = error.location().map_or(Mark { line: 1, column: 1 }, mark_of);
        let said = error.to_string();
        let what = said.lines().next().unwrap_or("not YAML").to_owned();
        let what = what.split(" at line ").next().unwrap_or(&what).trim_end_matches([':', ',']).to_owned();
        let what = what.strip_prefix("error: ").unwrap_or(&what).to_owned();
        let duplicate_key = what.contains("duplicate");
        let what = in_our_words(what);
        Box::new(Malformed { mark, what, duplicate_key })
    })
}

/// What the library says of its options and budgets, said to the person who wrote the file.
fn in_our_words(what: String) -> String {
    if let Some(key) = what.strip_prefix("duplicate mapping key: ").and_then(|rest| rest.split(", set ").next()) {
        return format!("the key `{key}` stands twice in one map");
    }
    if what.starts_with("budget breached") {
        return "larger, deeper or more self-referring than any law needs".to_owned();
    }
    what
}

fn options() -> Options {
    let mut budget = Budget::default();
    budget.max_depth = limits::YAML_DEPTH;
    budget.max_nodes = limits::YAML_NODES;
    budget.max_events = limits::YAML_NODES * 4;
    budget.max_total_scalar_bytes = limits::FILE_BYTES * 2;
    budget.max_anchors = limits::YAML_ANCHORS;
    budget.max_aliases = limits::YAML_ANCHORS;
    let mut options = Options::default();
    options.budget = Some(budget);
    options.with_snippet = false;
    options.strict_booleans = true;
    options
}

fn leading_tab(text: &str) -> Option<(u32, u32)> {
    text.lines().enumerate().find_map(|(at, line)| {
        let indent = line.len() - line.trim_start().len();
        let column = line[..indent].find('\t')?;
        Some((at as u32 + 1, column as u32 + 1))
    })
}

fn mark_of(location: serde_saphyr::Location) -> Mark {
    Mark { line: location.line() as u32, column: location.column() as u32 }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        Ok(Node { mark: mark_of(spanned.referenced), value: spanned.value })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element::<Node>()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            let key = Key { mark: mark_of(key.referenced), name: Cow::Owned(key.value) };
            entries.push((key, map.next_value::<Node>()?));
        }
        Ok(Value::Map(entries))
    }
}
