//! Requirement by requirement, the places side by side.

use crate::assess::{Finding, Status};
use crate::model::Requirement;

/// One requirement in several places.
pub struct FindingRow<'f, 'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// The finding of each place, in the order asked.
    pub cells: Vec<&'f Finding<'c>>,
    /// Whether the statuses differ.
    pub differs: bool,
    /// The places whose law protects most, where not all are alike: positions among the cells.
    pub strongest: Vec<usize>,
}

impl FindingRow<'_, '_> {
    /// Why the strongest are the strongest, in plain words.
    pub fn reason(&self) -> Option<String> {
        let best = self.cells.get(*self.strongest.first()?)?;
        Some(match best.status {
            Status::Met => "meets every point".to_owned(),
            status => {
                let met = best.elements.iter().filter(|element| element.outcome == crate::assess::Outcome::Met).count();
                format!("{}: {met} of {} points met", status.id(), best.elements.len())
            }
        })
    }
}

/// How far a finding protects: its status by the requirement's own test. Points are not counted against each other: each law adds its own, so that their numbers differ.
fn protects(finding: &Finding<'_>) -> Status {
    finding.status
}

/// The rows, differences first, of those the weightiest.
pub fn finding_rows<'f, 'c>(findings: &'f [Finding<'c>], places: &[&str]) -> Vec<FindingRow<'f, 'c>> {
    let mut rows: Vec<FindingRow<'f, 'c>> = Vec::new();
    for finding in findings.iter().filter(|finding| places.first() == Some(&finding.place.id.as_str())) {
        let of = |place: &&str| {
            findings.iter().find(|other| other.place.id == *place && other.requirement.id == finding.requirement.id)
        };
        let cells: Vec<&Finding<'c>> = places.iter().filter_map(of).collect();
        let differs = cells.iter().any(|cell| cell.status != finding.status);
        let best = cells.iter().map(|cell| protects(cell)).max();
        let mut strongest: Vec<usize> = (0..cells.len()).filter(|at| Some(protects(cells[*at])) == best).collect();
        // Ignorance and silence are no strength, and where all are alike nobody is the strongest.
        strongest.retain(|at| !matches!(cells[*at].status, Status::Unknown | Status::Gap));
        if strongest.len() == cells.len() {
            strongest.clear();
        }
        rows.push(FindingRow { requirement: finding.requirement, cells, differs, strongest });
    }
    rows.sort_by_key(|row| (!row.differs, std::cmp::Reverse(row.requirement.weight)));
    rows
}
