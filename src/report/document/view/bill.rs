//! What a draft bill would change.

use serde::Serialize;

use crate::assess::Status;
use crate::compare::{BillEffect, Change, Forgotten, StillOpen};
use crate::corpus::Corpus;
use crate::report::findings::counted_status;

use super::findings::anchor;

/// A bill laid over the law.
#[derive(Debug, Serialize)]
pub struct BillPart {
    /// Its title.
    pub bill: String,
    /// Where it would hold.
    pub places: Vec<String>,
    /// Findings that become met.
    pub closed: Vec<ChangeView>,
    /// Findings that get worse.
    pub opened: Vec<ChangeView>,
    /// Findings that get better without being met.
    pub bettered: Vec<ChangeView>,
    /// Findings whose points change and that are neither better nor worse.
    pub touched: Vec<ChangeView>,
    /// Ages lowered and defences added.
    pub weakened: Vec<(String, String)>,
    /// What it forgets elsewhere.
    pub forgotten: Vec<(String, String)>,
    /// What stays open in its own topics.
    pub still_open: Vec<OpenLeft>,
}

/// A finding that the bill would change.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// Where it stands in the document.
    pub anchor: String,
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// Its weight.
    pub weight: u8,
    /// Its topic, as shown.
    pub topic: String,
    /// The place.
    pub place: String,
    /// The place's name.
    pub place_name: String,
    /// Before.
    pub before: Status,
    /// Before, as shown: `conflict 2/7`.
    pub before_shown: String,
    /// After.
    pub after: Status,
    /// After, as shown.
    pub after_shown: String,
    /// The points that come out otherwise.
    pub why: Vec<String>,
    /// What the new status rests on.
    pub evidence: Vec<String>,
}

/// A requirement left open.
#[derive(Debug, Serialize)]
pub struct OpenLeft {
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// The place's name.
    pub place_name: String,
    /// Its status after the bill.
    pub status: Status,
    /// From whom to borrow: the place and its sections.
    pub borrow: Vec<(String, Vec<String>)>,
}

/// From the effect of a bill.
pub fn bill(title: &str, effect: &BillEffect, corpus: &Corpus) -> BillPart {
    let name = |id: &str| corpus.jurisdiction(id).map_or_else(|| id.to_owned(), |place| place.name.clone());
    let change = |change: &Change| ChangeView {
        anchor: anchor(&["finding", &change.requirement, &change.jurisdiction]),
        requirement: change.requirement.clone(),
        text: change.text.clone(),
        weight: change.weight,
        topic: change.topic.clone(),
        place: change.jurisdiction.clone(),
        place_name: name(&change.jurisdiction),
        before: change.from,
        before_shown: counted_status(change.from, change.contradicted[0]),
        after: change.to,
        after_shown: counted_status(change.to, change.contradicted[1]),
        why: change.why.clone(),
        evidence: change.evidence.clone(),
    };
    let elsewhere =
        |list: &[Forgotten]| list.iter().map(|entry| (entry.citation.clone(), entry.what.clone())).collect::<Vec<_>>();
    let open = |open: &StillOpen| OpenLeft {
        requirement: open.requirement.clone(),
        text: open.text.clone(),
        place_name: name(&open.jurisdiction),
        status: open.status,
        borrow: open.borrow.clone(),
    };
    BillPart {
        bill: title.to_owned(),
        places: effect.places.iter().map(|id| name(id)).collect(),
        closed: effect.closed.iter().map(change).collect(),
        opened: effect.opened.iter().map(change).collect(),
        bettered: effect.bettered.iter().map(change).collect(),
        touched: effect.touched.iter().map(change).collect(),
        weakened: elsewhere(&effect.weakened),
        forgotten: elsewhere(&effect.forgotten),
        still_open: effect.still_open.iter().map(open).collect(),
    }
}
