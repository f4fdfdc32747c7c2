//! How one law touches another: the words that must not be confused.

use super::date::Interval;
use super::ids::ProvisionRef;
use super::vocabulary::Word;

/// The ways in which one law touches another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelationWord {
    /// It ceases in that place while this law holds there.
    Displaces,
    /// It ends wherever this law extends.
    Repeals,
    /// Both remain; the other yields where they overlap.
    Overrides,
    /// A court, for a time, in its territory.
    Suspends,
    /// Takes a named consequence away.
    Excludes,
    /// The named defence survives.
    SubjectTo,
    /// Lends its definition.
    Supplies,
    /// Changed the words of the other: what they are since stands there, as a version.
    Amends,
}

impl RelationWord {
    /// Every word, with its key in YAML.
    pub const ALL: [(RelationWord, &'static str); 8] = [
        (RelationWord::Displaces, "displaces"),
        (RelationWord::Repeals, "repeals"),
        (RelationWord::Overrides, "overrides"),
        (RelationWord::Suspends, "suspends"),
        (RelationWord::Excludes, "excludes"),
        (RelationWord::SubjectTo, "subject_to"),
        (RelationWord::Supplies, "supplies"),
        (RelationWord::Amends, "amends"),
    ];

    /// Its key.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(word, _)| *word == self).map_or("relation", |(_, id)| id)
    }
}

/// What a relation points at.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationTarget {
    /// These instruments or sections.
    Refs(Vec<ProvisionRef>),
    /// Any other law in force.
    AnyOtherLaw,
    /// A consequence, such as qisas.
    Words(Vec<Word>),
}

/// A relation to another instrument or section.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Which of the words.
    pub word: RelationWord,
    /// Towards what.
    pub target: RelationTarget,
    /// For `excludes`: from which section.
    pub of: Option<ProvisionRef>,
    /// For `supplies`: which term.
    pub term: Option<Word>,
    /// In which cases.
    pub when: Vec<Word>,
    /// On which topics only.
    pub only: Vec<Word>,
    /// From when until when.
    pub interval: Interval,
    /// Not final.
    pub interim: bool,
    /// For a judgment that settles which of two laws prevails: the one that does.
    pub winner: Option<ProvisionRef>,
}
