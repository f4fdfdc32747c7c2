//! `practices`: where a neighbour has solved it.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::{Finding, Role};
use crate::compare::{Ahead, Neighbour, Practice};
use crate::corpus::Corpus;
use crate::model::{Jurisdiction, Requirement, Verified};

use super::findings::{first_cited, shown_status, where_it_says};
use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;
use super::undermined::Undermining;

/// One row a requirement: what is missing, and who has it with which section.
pub fn practices_rows(practices: &[Practice<'_, '_>], undermining: Undermining<'_, '_>) -> Rows {
    let mut rows = Rows::new(&["Here", "W", "Requirement", "Solved in"]);
    rows.coloured = Some(0);
    rows.widths = vec![Fixed(14), Fixed(1), Share(8), Share(10)];
    for practice in practices {
        let solved = |neighbour: &Neighbour<'_, '_>| {
            let finding = neighbour.finding;
            let cited = match neighbour.borrow.is_empty() {
                true => where_it_says(finding),
                false => first_cited(&neighbour.borrow),
            };
            let doubt = if neighbour.doubtful { "*" } else { "" };
            let sure = finding.confidence.map_or("-", Verified::id);
            let but = undermining.but(finding).map(|but| format!("; {but}")).unwrap_or_default();
            format!("{}{doubt}: {cited} ({sure}){but}", finding.place.name)
        };
        let said: Vec<String> = match practice.met_in.is_empty() {
            false => practice.met_in.iter().map(solved).collect(),
            true => std::iter::once("Nobody meets it; partly:".to_owned())
                .chain(practice.nearest.iter().map(solved))
                .collect(),
        };
        rows.push(vec![
            shown_status(practice.own),
            practice.requirement.weight.to_string(),
            practice.requirement.text.clone(),
            said.join("\n"),
        ]);
    }
    rows
}

/// One row a requirement that a place has solved better than all others.
pub fn better_rows(ahead: &[Ahead<'_, '_>]) -> Rows {
    let mut rows = Rows::new(&["Status", "W", "Requirement", "Where the law says so", "Sure"]);
    rows.coloured = Some(0);
    rows.widths = vec![Fixed(14), Fixed(1), Share(11), Share(9), Fixed(9)];
    for Ahead { finding, by } in ahead {
        rows.push(vec![
            shown_status(finding),
            finding.requirement.weight.to_string(),
            finding.requirement.text.clone(),
            if by.is_empty() { where_it_says(finding) } else { first_cited(by) },
            finding.confidence.map_or("-", Verified::id).to_owned(),
        ]);
    }
    rows
}

/// A line to say aloud.
pub fn practices_headline(practices: &[Practice<'_, '_>], place: &Jurisdiction, corpus: &Corpus, day: Date) -> String {
    let solved = practices.iter().filter(|practice| !practice.met_in.is_empty()).count();
    format!(
        "{}, law as of {day}: for {solved} of the requirements that its law does not meet, the law of a neighbour does; for {} more a neighbour meets part of it. \
         Borrow the section, and read it whole first. From {}. * hangs on a doubt.",
        place.name,
        practices.len() - solved,
        corpus.stamp(day),
    )
}

fn cell(finding: &Finding<'_>, undermining: Undermining<'_, '_>) -> Value {
    let evidence: Vec<Value> = finding
        .evidence()
        .into_iter()
        .filter(|evidence| evidence.role != Role::Shown)
        .map(|evidence| json!({ "instrument": evidence.instrument.as_str(), "section": evidence.section, "citation": evidence.citation, "verified": evidence.verified }))
        .collect();
    json!({ "jurisdiction": finding.place.id, "status": finding.status, "confidence": finding.confidence, "doubts": finding.doubts, "evidence": evidence, "undermined_by": undermining.json(finding) })
}

/// What is asked, as JSON.
fn asked(requirement: &Requirement) -> Value {
    json!({ "requirement": requirement.id, "topic": requirement.topic.id(), "weight": requirement.weight, "text": requirement.text })
}

/// The object of `practices --for PLACE --format json`.
pub fn practices_json(
    practices: &[Practice<'_, '_>],
    undermining: Undermining<'_, '_>,
    place: &str,
    corpus: &Corpus,
    day: Date,
) -> Value {
    let cell = |finding: &Finding<'_>| cell(finding, undermining);
    let list: Vec<Value> = practices
        .iter()
        .map(|practice| {
            let seen = |neighbour: &Neighbour<'_, '_>| {
                let mut said = cell(neighbour.finding);
                said["borrow"] = json!(neighbour.borrow);
                said
            };
            let met: Vec<Value> = practice.met_in.iter().map(seen).collect();
            let nearest: Vec<Value> = practice.nearest.iter().map(seen).collect();
            let mut said = asked(practice.requirement);
            said["own"] = cell(practice.own);
            said["met_in"] = json!(met);
            said["nearest"] = json!(nearest);
            said
        })
        .collect();
    json!({ "as_of": day.to_string(), "corpus": corpus.version, "seen_up_to": corpus.seen(), "for": place, "practices": list })
}

/// The object of `practices --of PLACE --format json`.
pub fn better_json(
    ahead: &[Ahead<'_, '_>],
    undermining: Undermining<'_, '_>,
    place: &str,
    corpus: &Corpus,
    day: Date,
) -> Value {
    let cell = |finding: &Finding<'_>| cell(finding, undermining);
    let list: Vec<Value> = ahead
        .iter()
        .map(|Ahead { finding, by }| {
            let mut said = asked(finding.requirement);
            said["finding"] = cell(finding);
            said["borrow"] = json!(by);
            said
        })
        .collect();
    json!({ "as_of": day.to_string(), "corpus": corpus.version, "seen_up_to": corpus.seen(), "of": place, "practices": list })
}
