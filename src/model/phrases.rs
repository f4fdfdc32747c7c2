//! What people say when they ask for something.

use std::collections::HashMap;

use super::ids::InstrumentId;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AskedFor {
    /// A law as a whole.
    Law(InstrumentId),
    /// A section of a law, in all its versions.
    Section(InstrumentId, String),
    /// An article of a standard.
    Article(String, String),
    /// A requirement, by id.
    Requirement(String),
    /// A body or service, by the place it is filed under and its name.
    Body(String, String),
}

/// What people say when they ask for provisions, bodies and standards, in words that their texts do not have. It is searched, and never shown as law.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    of: HashMap<AskedFor, Vec<String>>,
}

impl Phrases {
    /// Adds to what is said of one thing.
    pub fn add(&mut self, of: AskedFor, phrases: Vec<String>) {
        self.of.entry(of).or_default().extend(phrases);
    }

    /// What is said of one thing.
    pub fn of(&self, asked_for: &AskedFor) -> &[String] {
        self.of.get(asked_for).map_or(&[], Vec::as_slice)
    }
}
