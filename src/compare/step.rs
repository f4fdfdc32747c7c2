//! Better or worse: the one definition that every view of a change uses.

use crate::assess::Status;

/// Which way a status moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The law protects more.
    Better,
    /// The law protects less.
    Worse,
    /// A step from or into ignorance: neither better nor worse.
    Unknown,
}

impl Step {
    /// The step from one status to another; none where they are the same.
    pub fn between(from: Status, to: Status) -> Option<Self> {
        match (from, to) {
            _ if from == to => None,
            (Status::Unknown, _) | (_, Status::Unknown) => Some(Self::Unknown),
            _ if to > from => Some(Self::Better),
            _ => Some(Self::Worse),
        }
    }
}
