//! What is asked of a search, and what it answers.

use jiff::civil::Date;

use crate::corpus::LoadError;

use super::row::Row;
use super::sheet::Kind;
use super::snippet::Snippet;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The corpus could not be loaded.
    #[error(transparent)]
    Corpus(#[from] Box<LoadError>),
    /// The index could not be made or read.
    #[error("the search index cannot be used: {0}")]
    Index(#[from] tantivy::TantivyError),
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The query.
    pub text: String,
    /// Fields and values that hits must have; several values of one field are alternatives.
    pub filters: Vec<(String, String)>,
    /// The day whose law comes first.
    pub day: Date,
    /// Whether only the law of that day is searched.
    pub only_in_force: bool,
    /// Whether every version of a section is shown.
    pub all_versions: bool,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many are left out before them.
    pub offset: usize,
}

/// A hit.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// What is shown of it.
    pub row: Row,
    /// The place whose law it is, by id; absent for standards.
    pub place: Option<String>,
    /// How well it fits; only the order means something.
    pub score: f32,
    /// The words that answer.
    pub snippet: Snippet,
    /// Whether it holds on the day, in the places asked for where some are.
    pub in_force: bool,
    /// The places in which it holds on that day, by short name.
    pub holds_in: Vec<String>,
    /// Whether these are all places there were.
    pub everywhere: bool,
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// How many hits there are in all.
    pub total: usize,
    /// The hits wanted.
    pub hits: Vec<Hit>,
    /// Words nobody uses, with what was searched instead.
    pub instead: Vec<(String, String)>,
    /// Words nobody uses and nobody can have meant.
    pub unknown: Vec<String>,
    /// How many hits there would be without filters and on any day, where there are none with them.
    pub without_filters: usize,
    /// Whether the query asks for anything.
    pub asks: bool,
}
