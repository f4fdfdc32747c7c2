//! What a bill would do to other laws.

use super::date::PartialDate;
use super::ids::{InstrumentId, ProvisionRef};
use super::instrument::Provision;

/// A draft law: an instrument of kind `bill`, which never holds by itself, and its changes to other laws.
#[derive(Clone, Debug)]
pub struct Bill {
    /// The instrument that carries its own provisions.
    pub instrument: InstrumentId,
    /// The day on which it is assumed to come into force.
    pub assumed: Option<PartialDate>,
    /// Its changes to other laws, within its own extent only.
    pub amends: Vec<Amendment>,
}

/// One change to another law.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// The law or section.
    pub target: ProvisionRef,
    /// What is done to it.
    pub what: Amend,
}

/// What is done to a law or section.
#[derive(Clone, Debug)]
pub enum Amend {
    /// The section goes.
    Omit,
    /// Other words take its place.
    Substitute(Box<Provision>),
    /// A section is added.
    Insert(Box<Provision>),
    /// The whole law goes.
    Repeal,
}

impl Amend {
    /// How it is said.
    pub fn verb(&self) -> &'static str {
        match self {
            Amend::Omit => "omits",
            Amend::Substitute(_) => "substitutes",
            Amend::Insert(_) => "inserts",
            Amend::Repeal => "repeals",
        }
    }
}
