//! Reading nodes into values, with every problem noted and none fatal.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::model::{Age, AgeBySex, Class, PartialDate, ProvisionRef, Source, Term, Vocabulary, Word};

use super::diagnostic::{Code, Diagnostic, nearest};
use super::harmless::harmless;
use super::map::MapReader;
use super::yaml::{Mark, Node, Value};

/// Reads the nodes of one file.
pub struct Reader<'a> {
    file: &'a str,
    /// The words of the corpus.
    pub words: &'a Vocabulary,
    found: RefCell<Vec<Diagnostic>>,
    pointers: RefCell<Vec<Pointer>>,
    sources: RefCell<Vec<(String, Mark)>>,
}

/// A reference that can be checked only once every file is read.
#[derive(Clone, Debug)]
pub struct Pointer {
    /// The file it stands in.
    pub file: String,
    /// Where.
    pub mark: Mark,
    /// What it points at.
    pub target: PointsAt,
}

/// What a reference points at.
#[derive(Clone, Debug)]
pub enum PointsAt {
    /// An instrument or a section of one.
    Provision(ProvisionRef),
    /// A place.
    Place(String),
    /// A requirement.
    Requirement(String),
}

impl<'a> Reader<'a> {
    /// A reader of the nodes of `file`, whose words are those of `words`.
    pub fn new(file: &'a str, words: &'a Vocabulary) -> Self {
        Self { file, words, found: RefCell::default(), pointers: RefCell::default(), sources: RefCell::default() }
    }

    /// What was found, and the references that were met.
    pub fn finish(self) -> (Vec<Diagnostic>, Vec<Pointer>) {
        let mut found = self.found.into_inner();
        // Each reading of a rule is read on its own, so that one problem may be met more than once.
        let mut seen = std::collections::HashSet::new();
        found.retain(|problem| seen.insert((problem.code, problem.mark, problem.message.clone())));
        (found, self.pointers.into_inner())
    }

    /// Remembers a reference, to be checked once every file is read.
    pub fn points_at(&self, node: &Node, target: PointsAt) {
        self.pointers.borrow_mut().push(Pointer { file: self.file.to_owned(), mark: node.mark, target });
    }

    /// Notes a problem at a node.
    pub fn problem(&self, node: &Node, code: Code, message: impl Into<String>, help: Option<String>) {
        let width = match &node.value {
            Value::Text(text) => text.lines().next().map_or(1, |line| line.chars().count()),
            Value::Int(number) => number.to_string().len(),
            Value::Bool(value) => value.to_string().len(),
            _ => 1,
        };
        self.problem_at(node.mark, width, code, message, help);
    }

    /// How many problems were noted so far: what was not read aright is not judged further.
    pub fn noted(&self) -> usize {
        self.found.borrow().len()
    }

    /// Notes a problem at a mark.
    pub fn problem_at(&self, mark: Mark, width: usize, code: Code, message: impl Into<String>, help: Option<String>) {
        self.found.borrow_mut().push(Diagnostic {
            code,
            file: self.file.to_owned(),
            mark,
            width: width.max(1),
            message: message.into(),
            help,
        });
    }

    /// The node as a map.
    pub fn map<'n>(&'n self, node: &'n Node, what: &str) -> Option<MapReader<'n>> {
        match &node.value {
            Value::Map(entries) => Some(MapReader::new(self, node, entries)),
            _ => {
                self.wrong_shape(node, &format!("a map ({what})"));
                None
            }
        }
    }

    /// Notes that something else was expected.
    pub fn wrong_shape(&self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.kind());
        let help = matches!(node.value, Value::Int(_) | Value::Float(_)).then(|| "quote it if it is a text".to_owned());
        self.problem(node, Code::WrongShape, message, help);
    }

    /// The node as a text: its spaces single, and nothing in it that a terminal or a page would obey.
    pub fn text(&self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) if is_tidy(text) => Some(text.to_string()),
            Value::Text(text) => Some(harmless(text).split_whitespace().collect::<Vec<_>>().join(" ")),
            _ => {
                self.wrong_shape(node, "a text");
                None
            }
        }
    }

    /// The node as a list, a single value standing for a list of one.
    pub fn items<'n>(&self, node: &'n Node) -> Vec<&'n Node> {
        match &node.value {
            Value::List(items) => items.iter().collect(),
            Value::Null => Vec::new(),
            _ => vec![node],
        }
    }

    /// The node as `true` or `false`.
    pub fn bool(&self, node: &Node) -> Option<bool> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                self.wrong_shape(node, "true or false");
                None
            }
        }
    }

    /// The node as a whole number not below zero.
    pub fn number(&self, node: &Node) -> Option<u64> {
        match node.value {
            Value::Int(number) if number >= 0 => Some(number as u64),
            _ => {
                self.wrong_shape(node, "a whole number");
                None
            }
        }
    }

    /// The node as a word of a class.
    pub fn word(&self, node: &Node, class: Class) -> Option<Word> {
        let id = self.text(node)?;
        let word = Word::new(class, &id);
        if let Some(known) = self.words.get(&word) {
            return Some(known.word.clone());
        }
        let known = self.words.of_class(class);
        let near = nearest(&id, known.iter().map(|entry| entry.word.id()));
        let elsewhere: Vec<&str> = Class::ALL
            .iter()
            .filter(|other| self.words.get(&Word::new(**other, &id)).is_some())
            .map(|class| class.id())
            .collect();
        let help = match (near, elsewhere.as_slice()) {
            (Some(near), _) => format!("the nearest {class} is `{near}`"),
            (None, [other, ..]) => format!("`{id}` is a word of class {other}, not {class}"),
            (None, []) => format!("add it to standards/vocabulary.yaml under `{class}`"),
        };
        self.problem(node, Code::UnknownWord, format!("no {class} is called `{id}`"), Some(help));
        None
    }

    /// The node as a date.
    pub fn date(&self, node: &Node) -> Option<PartialDate> {
        let text = match &node.value {
            Value::Text(text) => text.clone().into_owned(),
            Value::Int(year) => year.to_string(),
            _ => {
                self.wrong_shape(node, "a date");
                return None;
            }
        };
        text.parse()
            .map_err(|error: crate::model::ParseDateError| self.problem(node, Code::BadDate, error.to_string(), None))
            .ok()
    }

    /// The node as a term.
    pub fn term(&self, node: &Node) -> Option<Term> {
        let text = self.text(node)?;
        text.parse()
            .map_err(|error: crate::model::ParseTermError| self.problem(node, Code::BadTerm, error.to_string(), None))
            .ok()
    }

    /// The node as an age.
    pub fn age(&self, node: &Node) -> Option<Age> {
        match node.value {
            Value::Int(years) => {
                Age::new(years).map_err(|error| self.problem(node, Code::BadAge, error.to_string(), None)).ok()
            }
            _ => {
                let message = format!("expected an age in completed years, found {}", node.kind());
                self.problem(node, Code::BadAge, message, None);
                None
            }
        }
    }

    /// The node as an age for each sex: a number, `unstated`, or `{male: .., female: ..}`.
    pub fn ages(&self, node: &Node) -> Option<AgeBySex> {
        match &node.value {
            Value::Map(_) => {
                let map = self.map(node, "male, female")?;
                let one = |key| map.get(key).filter(|node| !is_unstated(node)).and_then(|node| self.age(node));
                let ages = AgeBySex { male: one("male"), female: one("female") };
                map.finish();
                Some(ages)
            }
            _ if is_unstated(node) => Some(AgeBySex::default()),
            _ => self.age(node).map(AgeBySex::both),
        }
    }

    /// The node as a reference to an instrument or section.
    pub fn reference(&self, node: &Node) -> Option<ProvisionRef> {
        let target = ProvisionRef::parse(&self.text(node)?);
        self.points_at(node, PointsAt::Provision(target.clone()));
        Some(target)
    }

    /// The node as the id of a requirement.
    pub fn requirement(&self, node: &Node) -> Option<String> {
        let id = self.text(node)?;
        self.points_at(node, PointsAt::Requirement(id.clone()));
        Some(id)
    }

    /// The node as the id of a source of this file.
    pub fn source(&self, node: &Node) -> Option<String> {
        let id = self.text(node)?;
        self.sources.borrow_mut().push((id.clone(), node.mark));
        Some(id)
    }

    /// Refuses the source ids that were met and are not among those the file lists.
    pub fn check_sources(&self, listed: &BTreeMap<String, Source>) {
        for (id, mark) in self.sources.take() {
            if !listed.contains_key(&id) {
                let known: Vec<&str> = listed.keys().map(String::as_str).collect();
                let help = format!("listed here: {}", known.join(", "));
                let message = format!("no source is called `{id}`");
                self.problem_at(mark, id.chars().count(), Code::UnknownSource, message, Some(help));
            }
        }
    }

    /// The node as the id of a place.
    pub fn place(&self, node: &Node) -> Option<String> {
        let place = self.text(node)?;
        self.points_at(node, PointsAt::Place(place.clone()));
        Some(place)
    }

    /// The node as one of a few numbers.
    pub fn one_of_numbers(&self, node: &Node, list: &[u8]) -> Option<u8> {
        let number = self.number(node)?;
        let found = list.iter().copied().find(|allowed| u64::from(*allowed) == number);
        if found.is_none() {
            self.problem(
                node,
                Code::BadValue,
                format!("{number} is not allowed here"),
                Some(format!("one of: {list:?}")),
            );
        }
        found
    }

    /// The node as one of a closed list.
    pub fn one_of<T: Copy>(&self, node: &Node, list: &[(T, &str)]) -> Option<T> {
        let text = self.text(node)?;
        if let Some((value, _)) = list.iter().find(|(_, id)| *id == text) {
            return Some(*value);
        }
        let ids: Vec<&str> = list.iter().map(|(_, id)| *id).collect();
        self.problem(
            node,
            Code::BadValue,
            format!("`{text}` is not allowed here"),
            Some(format!("one of: {}", ids.join(", "))),
        );
        None
    }
}

/// Whether there is nothing to tidy in a text: plain characters with single spaces between them, as nearly every text is.
fn is_tidy(text: &str) -> bool {
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    plain && !text.contains("  ") && !text.starts_with(' ') && !text.ends_with(' ')
}

fn is_unstated(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text == "unstated")
}
