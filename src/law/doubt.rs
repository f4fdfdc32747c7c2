//! What is doubtful in the law of a place on a day, and what happens when it is taken the other way.

/// The part of the corpus a doubt sits on, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Locus {
    Extent { instrument: usize, extent: usize },
    Amendments { instrument: usize, extent: usize },
    Displacement { instrument: usize, displacement: usize },
    Lapse { instrument: usize },
    Version { instrument: usize, provision: usize },
    Rule { instrument: usize, provision: usize, rule: usize },
    Priority { first: usize, second: usize },
}

impl Locus {
    /// The instrument that carries it.
    pub fn instrument(self) -> usize {
        match self {
            Locus::Extent { instrument, .. }
            | Locus::Amendments { instrument, .. }
            | Locus::Displacement { instrument, .. }
            | Locus::Lapse { instrument }
            | Locus::Version { instrument, .. }
            | Locus::Rule { instrument, .. } => instrument,
            Locus::Priority { first, .. } => first,
        }
    }
}

/// The other way in which a doubtful part is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Choice {
    /// It holds where it was presumed not to, or the reverse.
    Flip,
    /// Another reading of the rule.
    Reading(usize),
}

/// One doubtful part taken the other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Assumption {
    /// Which part.
    pub locus: Locus,
    /// How.
    pub choice: Choice,
}

/// A doubtful part met while the law was weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtPoint {
    /// Which part.
    pub locus: Locus,
    /// How it could be otherwise.
    pub choice: Choice,
    /// Why, for the reader.
    pub cause: String,
}

impl DoubtPoint {
    /// Taking it the other way.
    pub fn assumption(&self) -> Assumption {
        Assumption { locus: self.locus, choice: self.choice }
    }
}
