//! The five statuses.

use super::bench::{Element, Outcome};

/// What the law of a place makes of a requirement, the least protective first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A rule in force grants the contrary.
    Conflict,
    /// The law was read, and says nothing of it.
    Gap,
    /// Nobody has looked: the tool does not know.
    Unknown,
    /// Some of it.
    Partial,
    /// All of it.
    Met,
}

impl Status {
    /// Every status, the least protective first.
    pub const ALL: [Status; 5] = [Status::Conflict, Status::Gap, Status::Unknown, Status::Partial, Status::Met];

    /// Its key.
    pub fn id(self) -> &'static str {
        match self {
            Status::Conflict => "conflict",
            Status::Gap => "gap",
            Status::Unknown => "unknown",
            Status::Partial => "partial",
            Status::Met => "met",
        }
    }

    /// The status of elements, in the order of the design: conflict, met, partial, unknown, gap. What silence alone meets
    /// ("no exception in any law") completes a status but never makes a part of one: an empty law is a gap.
    pub fn of(elements: &[Element]) -> Self {
        let has = |outcome| elements.iter().any(|element| element.outcome == outcome);
        if has(Outcome::Contradicted) {
            Status::Conflict
        } else if !elements.is_empty() && elements.iter().all(|element| element.outcome == Outcome::Met) {
            Status::Met
        } else if elements.iter().any(|element| element.outcome == Outcome::Met && !element.by_silence()) {
            Status::Partial
        } else if has(Outcome::Unknown) || elements.is_empty() {
            Status::Unknown
        } else {
            Status::Gap
        }
    }
}
