//! Good practices: where a neighbour has solved it.

use crate::assess::{Finding, Status};
use crate::model::Requirement;

/// A requirement that a place does not meet, and the places whose law in force does.
pub struct Practice<'f, 'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// What the place itself has.
    pub own: &'f Finding<'c>,
    /// The findings of those that meet it, the surest first.
    pub met_in: Vec<&'f Finding<'c>>,
    /// Where nobody meets it: the nearest, those that meet some of it when the place itself meets none.
    pub nearest: Vec<&'f Finding<'c>>,
}

/// For each requirement that `place` does not meet, who does: the weightiest first, those that somebody has solved before the rest.
pub fn practices<'f, 'c>(findings: &'f [Finding<'c>], place: &str) -> Vec<Practice<'f, 'c>> {
    let mut found: Vec<Practice<'f, 'c>> = Vec::new();
    for own in findings.iter().filter(|finding| finding.place.id == place && finding.status != Status::Met) {
        let others =
            || findings.iter().filter(|other| other.place.id != place && other.requirement.id == own.requirement.id);
        let mut met_in: Vec<&Finding<'c>> = others().filter(|other| other.status == Status::Met).collect();
        met_in.sort_by_key(|other| (!other.doubts.is_empty(), std::cmp::Reverse(other.confidence)));
        let mut nearest: Vec<&Finding<'c>> =
            match met_in.is_empty() && matches!(own.status, Status::Conflict | Status::Gap) {
                true => others().filter(|other| other.status == Status::Partial).collect(),
                false => Vec::new(),
            };
        nearest.sort_by_key(|other| std::cmp::Reverse(met(other)));
        if !met_in.is_empty() || !nearest.is_empty() {
            found.push(Practice { requirement: own.requirement, own, met_in, nearest });
        }
    }
    found.sort_by_key(|practice| {
        (practice.met_in.is_empty(), std::cmp::Reverse(practice.requirement.weight), practice.own.status)
    });
    found
}

/// The findings in which `place` protects more than every other place does, the weightiest first.
pub fn better_than_others<'f, 'c>(findings: &'f [Finding<'c>], place: &str) -> Vec<&'f Finding<'c>> {
    let better = |own: &&Finding<'c>| {
        own.status >= Status::Partial
            && findings
                .iter()
                .filter(|other| other.place.id != place && other.requirement.id == own.requirement.id)
                .filter(|other| other.status != Status::Unknown)
                .all(|other| other.status < own.status)
    };
    let mut found: Vec<&Finding<'c>> =
        findings.iter().filter(|finding| finding.place.id == place).filter(better).collect();
    found.sort_by_key(|finding| (std::cmp::Reverse(finding.status), std::cmp::Reverse(finding.requirement.weight)));
    found
}

fn met(finding: &Finding<'_>) -> usize {
    finding.elements.iter().filter(|element| element.outcome == crate::assess::Outcome::Met).count()
}
