//! `compare`: the places side by side, requirement by requirement and rule by rule.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::compare::{FindingRow, RuleRow, Silence};
use crate::corpus::Corpus;
use crate::model::Jurisdiction;

use super::findings::{shown_status, where_it_says};
use super::rows::ColumnWidth::Share;
use super::rows::{Rows, folded};

/// What marks the strongest version, and the one that only one place has.
pub const COMPARE_LEGEND: &str = "^ marks the strongest version of each row, with the reason; \"only\" what one place alone has; \
     - looked through, and nothing found. conflict 3/15: three of fifteen points are contradicted. * hangs on a doubt.";

/// How narrow a column may get before the table folds into blocks.
const NARROWEST: usize = 26;

/// Whether so many places fit side by side.
pub fn fits(places: usize, width: u16) -> bool {
    usize::from(width) >= 30 + places * NARROWEST
}

/// Requirement by requirement.
pub fn compare_rows(rows: &[FindingRow<'_, '_>], places: &[&Jurisdiction]) -> Rows {
    let mut header = vec!["Requirement"];
    header.extend(places.iter().map(|place| place.name.as_str()));
    let mut table = Rows::new(&header);
    table.widths = vec![Share(3)];
    table.widths.extend(places.iter().map(|_| Share(2)));
    for row in rows {
        let reason = row.reason().map(|reason| format!("\n^ {reason}")).unwrap_or_default();
        let mut cells = vec![format!("{}{reason}", row.requirement.text)];
        for (at, finding) in row.cells.iter().enumerate() {
            let mark = if row.strongest.contains(&at) { " ^" } else { "" };
            cells.push(format!("{}{mark}\n{}", shown_status(finding), where_it_says(finding)));
        }
        table.push(cells);
    }
    table
}

/// Rule by rule.
pub fn compare_rule_rows(rows: &[RuleRow], places: &[&Jurisdiction]) -> Rows {
    let mut header = vec!["Rule"];
    header.extend(places.iter().map(|place| place.name.as_str()));
    let mut table = Rows::new(&header);
    table.widths = vec![Share(2)];
    table.widths.extend(places.iter().map(|_| Share(3)));
    for row in rows {
        let reason = because(row, places).map(|reason| format!("\n^ {reason}")).unwrap_or_default();
        let only = row.only.map(|at| format!("\nonly {}", places[at].name)).unwrap_or_default();
        let mut cells = vec![format!("{}: {}{reason}{only}", row.subject, row.facet.label())];
        for (at, own) in row.cells.iter().enumerate() {
            let mark = if row.strongest.contains(&at) { "^ " } else { "" };
            let said: Vec<String> = own
                .iter()
                .map(|cell| {
                    let mark = if cell.best { mark } else { "" };
                    format!("{mark}{} ({})", cell.says, cell.citation)
                })
                .collect();
            cells.push(if said.is_empty() { format!("{mark}{}", row.silence[at].label()) } else { said.join("\n") });
        }
        table.push(cells);
    }
    table
}

/// Findings and rules in one table of one shape, for programs.
pub fn compare_all_rows(rows: &[FindingRow<'_, '_>], rules: &[RuleRow], places: &[&Jurisdiction]) -> Rows {
    let names = |at: &[usize]| at.iter().map(|at| places[*at].id.as_str()).collect::<Vec<_>>().join("; ");
    let mut header = vec!["Kind", "Of", "Facet"];
    header.extend(places.iter().map(|place| place.id.as_str()));
    header.extend(["Differs", "Strongest", "Only", "Reason"]);
    let mut table = Rows::new(&header);
    for row in rows {
        let mut cells = vec!["finding".to_owned(), row.requirement.id.clone(), row.requirement.text.clone()];
        cells.extend(row.cells.iter().map(|finding| format!("{}; {}", shown_status(finding), where_it_says(finding))));
        let reason = row.reason().map(|reason| reason.to_string()).unwrap_or_default();
        cells.extend([row.differs.to_string(), names(&row.strongest), String::new(), reason]);
        table.push(cells);
    }
    for row in rules {
        let mut cells = vec!["rule".to_owned(), row.subject.clone(), row.facet.label().to_owned()];
        for (own, silence) in row.cells.iter().zip(&row.silence) {
            let said: Vec<String> = own.iter().map(|cell| format!("{} ({})", cell.says, cell.citation)).collect();
            cells.push(if said.is_empty() { silence.label().to_owned() } else { said.join("; ") });
        }
        let only: Vec<usize> = row.only.into_iter().collect();
        let reason = because(row, places).unwrap_or_default();
        cells.extend([row.differs.to_string(), names(&row.strongest), names(&only), reason]);
        table.push(cells);
    }
    table
}

/// Why the strongest are the strongest; with their names where no line of theirs is marked, because what makes them so is a weaker line that only the others have.
pub fn because(row: &RuleRow, places: &[&Jurisdiction]) -> Option<String> {
    let reason = row.reason.as_ref()?;
    let unmarked = row.strongest.iter().filter(|at| !row.is_marked(**at));
    let names: Vec<&str> = unmarked.map(|at| places[*at].name.as_str()).collect();
    Some(match names.is_empty() {
        true => reason.clone(),
        false => format!("{}: nothing weaker stands beside it", names.join(", ")),
    })
}

/// The same as blocks, for a narrow terminal: one requirement or rule a block, one place a line.
pub fn compare_blocks(
    findings: &[FindingRow<'_, '_>],
    rules: &[RuleRow],
    places: &[&Jurisdiction],
    width: u16,
) -> String {
    let mut said = String::new();
    let width = usize::from(width);
    let mut put = |indent: &str, text: &str| {
        for (at, line) in folded(text, width.saturating_sub(indent.len() + 2)).into_iter().enumerate() {
            let _ = writeln!(said, "{indent}{}{line}", if at > 0 { "  " } else { "" });
        }
    };
    for row in findings {
        put("", &row.requirement.text);
        for (at, finding) in row.cells.iter().enumerate() {
            let mark = if row.strongest.contains(&at) { "^ " } else { "" };
            put("  ", &format!("{mark}{}: {} - {}", finding.place.name, shown_status(finding), where_it_says(finding)));
        }
        if let Some(reason) = row.reason() {
            put("  ", &format!("^ {reason}"));
        }
    }
    for row in rules {
        put("", &format!("{}: {}", row.subject, row.facet.label()));
        for (at, own) in row.cells.iter().enumerate() {
            let mark = if row.strongest.contains(&at) { "^ " } else { "" };
            match own.as_slice() {
                [] => put("  ", &format!("{mark}{}: {}", places[at].name, row.silence[at].label())),
                cells => {
                    for cell in cells {
                        let mark = if cell.best { mark } else { "" };
                        put("  ", &format!("{mark}{}: {} ({})", places[at].name, cell.says, cell.citation));
                    }
                }
            }
        }
        if let Some(reason) = because(row, places) {
            put("  ", &format!("^ {reason}"));
        }
        if let Some(at) = row.only {
            put("  ", &format!("only {}", places[at].name));
        }
    }
    said.trim_end().to_owned()
}

/// A line to say aloud.
pub fn compare_headline(rows: &[FindingRow<'_, '_>], places: &[&Jurisdiction], corpus: &Corpus, day: Date) -> String {
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    let differing = rows.iter().filter(|row| row.differs).count();
    let strongest: Vec<String> = places
        .iter()
        .enumerate()
        .map(|(at, place)| {
            let count = rows.iter().filter(|row| row.strongest.contains(&at)).count();
            format!("{} {count}", place.name)
        })
        .collect();
    format!(
        "{}, law as of {day}: of {} requirements {differing} come out differently. Strongest in: {}. From {}.",
        names.join(", "),
        rows.len(),
        strongest.join(", "),
        corpus.stamp(day),
    )
}

/// The documented object of `compare --format json`.
pub fn compare_json(
    rows: &[FindingRow<'_, '_>],
    rules: &[RuleRow],
    places: &[&Jurisdiction],
    corpus: &Corpus,
    day: Date,
) -> Value {
    let ids: Vec<&str> = places.iter().map(|place| place.id.as_str()).collect();
    let list: Vec<Value> = rows
        .iter()
        .map(|row| {
            let cells: Map<String, Value> = row
                .cells
                .iter()
                .map(|finding| {
                    let evidence: Vec<Value> = finding
                        .evidence()
                        .into_iter()
                        .map(|evidence| json!({ "instrument": evidence.instrument.as_str(), "section": evidence.section, "citation": evidence.citation, "verified": evidence.verified }))
                        .collect();
                    let cell = json!({ "status": finding.status, "confidence": finding.confidence, "doubts": finding.doubts, "evidence": evidence });
                    (finding.place.id.clone(), cell)
                })
                .collect();
            let strongest: Vec<&str> = row.strongest.iter().map(|at| ids[*at]).collect();
            json!({ "requirement": row.requirement.id, "topic": row.requirement.topic.id(), "weight": row.requirement.weight, "cells": cells, "differs": row.differs, "strongest": strongest, "reason": row.reason() })
        })
        .collect();
    let rules: Vec<Value> = rules
        .iter()
        .map(|row| {
            let cells: Map<String, Value> = row
                .cells
                .iter()
                .enumerate()
                .map(|(at, own)| {
                    let said: Vec<Value> = own
                        .iter()
                        .map(|cell| json!({ "says": cell.says, "citation": cell.citation, "verified": cell.verified }))
                        .collect();
                    (ids[at].to_owned(), json!(said))
                })
                .collect();
            let strongest: Vec<&str> = row.strongest.iter().map(|at| ids[*at]).collect();
            let empty = row.cells.iter().zip(&row.silence).enumerate().filter(|(_, (own, _))| own.is_empty());
            let silence: Map<String, Value> =
                empty.map(|(at, (_, silence))| (ids[at].to_owned(), json!(silence_id(*silence)))).collect();
            json!({ "subject": row.subject, "facet": row.facet.label(), "cells": cells, "silence": silence, "differs": row.differs, "only": row.only.map(|at| ids[at]), "strongest": strongest, "reason": row.reason })
        })
        .collect();
    json!({ "as_of": day.to_string(), "corpus": corpus.version, "seen_up_to": corpus.seen(), "jurisdictions": ids, "rows": list, "rules": rules })
}

/// What an empty cell means, for programs.
fn silence_id(silence: Silence) -> &'static str {
    match silence {
        Silence::Nothing => "no-rule",
        Silence::Free(_) => "no-limit",
        Silence::Unread => "not-looked-through",
    }
}
