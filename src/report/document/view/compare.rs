//! Places side by side.

use serde::Serialize;

use crate::assess::Status;
use crate::compare::{FindingRow, RuleRow};
use crate::corpus::Corpus;
use crate::model::Jurisdiction;
use crate::report::compare::because;
use crate::report::findings::shown_status;

use super::findings::{anchor, cited};
use super::topics::capitalised;

/// What differs between places.
#[derive(Debug, Serialize)]
pub struct ComparePart {
    /// How many requirements were compared.
    pub compared: usize,
    /// How many come out differently.
    pub differing: usize,
    /// A place, and in how many it is the strongest.
    pub strongest: Vec<(String, usize)>,
    /// Topic by topic.
    pub topics: Vec<CompareTopic>,
    /// Rule by rule, where rules were asked for.
    pub rules: Vec<RuleView>,
}

/// The requirements of a topic.
#[derive(Debug, Serialize)]
pub struct CompareTopic {
    /// Its id.
    pub id: String,
    /// How it is shown.
    pub label: String,
    /// Its requirements, those that differ first.
    pub rows: Vec<CompareRow>,
}

/// A requirement, place by place.
#[derive(Debug, Serialize)]
pub struct CompareRow {
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// Its weight.
    pub weight: u8,
    /// Whether the places differ.
    pub differs: bool,
    /// Why the strongest are the strongest.
    pub reason: Option<String>,
    /// A cell a place.
    pub cells: Vec<CompareCell>,
}

/// What one place has.
#[derive(Debug, Serialize)]
pub struct CompareCell {
    /// Where it stands in the document.
    pub anchor: String,
    /// The place.
    pub place: String,
    /// The place's name.
    pub place_name: String,
    /// The status.
    pub status: Status,
    /// As shown.
    pub shown: String,
    /// The sections that decide.
    pub cited: String,
    /// Whether it is the strongest.
    pub strongest: bool,
}

/// A rule, place by place.
#[derive(Debug, Serialize)]
pub struct RuleView {
    /// What it is about.
    pub subject: String,
    /// Which side of it.
    pub facet: String,
    /// What each place says, with the section; empty where it says nothing.
    pub cells: Vec<Vec<String>>,
    /// The positions of the strongest.
    pub strongest: Vec<usize>,
    /// Why.
    pub reason: Option<String>,
    /// The place that alone has it.
    pub only: Option<String>,
}

/// From the rows of a comparison.
pub fn compare(
    rows: &[FindingRow<'_, '_>],
    rules: &[RuleRow],
    places: &[&Jurisdiction],
    corpus: &Corpus,
) -> ComparePart {
    let mut topics: Vec<CompareTopic> = Vec::new();
    for row in rows {
        let topic = row.requirement.topic.id();
        let at = topics.iter().position(|known| known.id == topic).unwrap_or_else(|| {
            let label = capitalised(&corpus.words.label(&row.requirement.topic));
            topics.push(CompareTopic { id: topic.to_owned(), label, rows: Vec::new() });
            topics.len() - 1
        });
        topics[at].rows.push(compare_row(row));
    }
    topics.sort_by_key(|topic| topic.label.to_lowercase());
    let strongest = |at: usize| rows.iter().filter(|row| row.strongest.contains(&at)).count();
    ComparePart {
        compared: rows.len(),
        differing: rows.iter().filter(|row| row.differs).count(),
        strongest: places.iter().enumerate().map(|(at, place)| (place.name.clone(), strongest(at))).collect(),
        topics,
        rules: rules.iter().map(|rule| rule_view(rule, places)).collect(),
    }
}

fn compare_row(row: &FindingRow<'_, '_>) -> CompareRow {
    let cells = row.cells.iter().enumerate().map(|(at, finding)| CompareCell {
        anchor: anchor(&["finding", &row.requirement.id, &finding.place.id]),
        place: finding.place.id.clone(),
        place_name: finding.place.name.clone(),
        status: finding.status,
        shown: shown_status(finding),
        cited: cited(finding),
        strongest: row.strongest.contains(&at),
    });
    CompareRow {
        requirement: row.requirement.id.clone(),
        text: row.requirement.text.clone(),
        weight: row.requirement.weight,
        differs: row.differs,
        reason: row.reason(),
        cells: cells.collect(),
    }
}

fn rule_view(rule: &RuleRow, places: &[&Jurisdiction]) -> RuleView {
    let says = |cells: &Vec<crate::compare::RuleCell>| {
        cells.iter().map(|cell| format!("{} ({})", cell.says, cell.citation)).collect()
    };
    RuleView {
        subject: rule.subject.to_string(),
        facet: rule.facet.label().to_owned(),
        cells: rule.cells.iter().map(says).collect(),
        strongest: rule.strongest.clone(),
        reason: because(rule, places),
        only: rule.only.map(|at| places[at].name.clone()),
    }
}
