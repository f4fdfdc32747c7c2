//! Findings as rows, as JSON, and as a line to say aloud.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::{Finding, Role, Status};
use crate::corpus::Corpus;
use crate::model::Verified;

use super::rows::{ColumnWidth, Rows};
use super::undermined::Undermining;

/// How many findings have each status, place by place.
pub fn summary(findings: &[Finding<'_>]) -> BTreeMap<String, BTreeMap<&'static str, usize>> {
    let mut counts: BTreeMap<String, BTreeMap<&'static str, usize>> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.place.id.clone()).or_default().entry(finding.status.id()).or_default() += 1;
    }
    counts
}

/// The status as shown: `conflict 1/6`, with a star where a doubt would change it.
pub fn shown_status(finding: &Finding<'_>) -> String {
    let doubt = if finding.doubts.is_empty() { "" } else { "*" };
    format!("{}{doubt}", counted_status(finding.status, finding.contradicted()))
}

/// The status with how many points are contradicted, of how many, where some are.
pub fn counted_status(status: Status, (contradicted, all): (usize, usize)) -> String {
    match status {
        Status::Conflict => format!("{} {contradicted}/{all}", status.id()),
        _ => status.id().to_owned(),
    }
}

fn sure(verified: Option<Verified>) -> &'static str {
    verified.map_or("-", Verified::id)
}

/// One row a finding, the weightiest and least protective first within each place.
pub fn findings_rows(findings: &[Finding<'_>], undermining: Undermining<'_, '_>, several_places: bool) -> Rows {
    let mut rows = match several_places {
        true => Rows::new(&["Place", "Status", "W", "Requirement", "Where the law says so", "Sure"]),
        false => Rows::new(&["Status", "W", "Requirement", "Where the law says so", "Sure"]),
    };
    rows.coloured = Some(usize::from(several_places));
    rows.widths = vec![
        ColumnWidth::Fixed(14),
        ColumnWidth::Fixed(1),
        ColumnWidth::Share(11),
        ColumnWidth::Share(9),
        ColumnWidth::Fixed(9),
    ];
    if several_places {
        rows.widths.insert(0, ColumnWidth::Fixed(11));
    }
    for finding in findings {
        let but = undermining.but(finding);
        let status = shown_status(finding);
        let mut row = vec![
            if but.is_some() { format!("{status}, but") } else { status },
            finding.requirement.weight.to_string(),
            finding.requirement.text.clone(),
            but.map_or_else(|| where_it_says(finding), |but| format!("{}; {but}", where_it_says(finding))),
            sure(finding.confidence).to_owned(),
        ];
        if several_places {
            row.insert(0, finding.place.name.clone());
        }
        rows.push(row);
    }
    rows
}

/// One record a finding, for a spreadsheet or a program: plain values, nothing folded together.
pub fn findings_records(findings: &[Finding<'_>], corpus: &Corpus, day: Date) -> Rows {
    let mut rows = Rows::new(&[
        "jurisdiction",
        "requirement",
        "standard",
        "article",
        "topic",
        "sector",
        "function",
        "weight",
        "status",
        "contradicted",
        "elements",
        "confidence",
        "doubts",
        "evidence",
        "text",
        "as_of",
        "corpus",
    ]);
    for finding in findings {
        let requirement = finding.requirement;
        let (contradicted, elements) = finding.contradicted();
        let evidence: Vec<&str> = finding.evidence().into_iter().map(|evidence| evidence.citation.as_str()).collect();
        let doubts: Vec<String> = finding
            .doubts
            .iter()
            .map(|doubt| format!("{} (otherwise {})", doubt.cause, doubt.otherwise.id()))
            .collect();
        rows.push(vec![
            finding.place.id.clone(),
            requirement.id.clone(),
            requirement.standard.clone(),
            requirement.article.clone(),
            requirement.topic.id().to_owned(),
            requirement.sector.id().to_owned(),
            requirement.function.id().to_owned(),
            requirement.weight.to_string(),
            finding.status.id().to_owned(),
            contradicted.to_string(),
            elements.to_string(),
            sure(finding.confidence).to_owned(),
            doubts.join("; "),
            evidence.join("; "),
            requirement.text.clone(),
            day.to_string(),
            corpus.version.clone(),
        ]);
    }
    rows
}

/// The citations on which a finding rests: what contradicts first, then what satisfies; at most two.
pub fn where_it_says(finding: &Finding<'_>) -> String {
    let mut cited: Vec<&str> = Vec::new();
    let evidence = finding.evidence();
    let decides = evidence.iter().any(|evidence| evidence.role != Role::Shown);
    // What is only shown is cited where nothing decides.
    for evidence in evidence.iter().filter(|evidence| !decides || evidence.role != Role::Shown) {
        if !cited.contains(&evidence.citation.as_str()) {
            cited.push(&evidence.citation);
        }
    }
    match cited.len() {
        0 => match finding.status {
            Status::Unknown => "not surveyed".to_owned(),
            _ => "nothing found".to_owned(),
        },
        _ => format!("{}{}", first_cited(&cited), reach_in_doubt(finding)),
    }
}

/// Said after the law on which a finding rests where it is in doubt whether that law holds there.
fn reach_in_doubt(finding: &Finding<'_>) -> &'static str {
    if finding.unknown_but_for().is_some() { " (its reach is in doubt; otherwise not known)" } else { "" }
}

/// The first two of some citations, and how many more there are.
pub fn first_cited(cited: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = cited.iter().take(2).map(AsRef::as_ref).collect();
    match cited.len() {
        0..=2 => shown.join("; "),
        n => format!("{}; and {} more", shown.join("; "), n - 2),
    }
}

/// A line a facilitator can say aloud.
pub fn headline(findings: &[Finding<'_>], corpus: &Corpus, day: Date) -> String {
    let mut places: Vec<&str> = Vec::new();
    for finding in findings {
        if !places.contains(&finding.place.name.as_str()) {
            places.push(&finding.place.name);
        }
    }
    let count = |status: Status| findings.iter().filter(|finding| finding.status == status).count();
    let place = match places.as_slice() {
        [] => {
            return format!("No requirement matches. Law as of {day}, corpus {}.", corpus.version);
        }
        [one] => (*one).to_owned(),
        many => format!("{} places", many.len()),
    };
    format!(
        "{place}, law as of {day}: of {} {} are met, {} partly met, {} contradicted by a law in force; on {} the law is silent, and on {} we do not know.{}",
        asked(findings, places.len()),
        count(Status::Met),
        count(Status::Partial),
        count(Status::Conflict),
        count(Status::Gap),
        count(Status::Unknown),
        doubts(findings),
    )
}

/// "180 requirements"; of several places "1260 answers (180 requirements, place by place)".
fn asked(findings: &[Finding<'_>], places: usize) -> String {
    let mut ids: Vec<&str> = findings.iter().map(|finding| finding.requirement.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let requirements = format!("{} requirement{}", ids.len(), if ids.len() == 1 { "" } else { "s" });
    if places == 1 { requirements } else { format!("{} answers ({requirements}, place by place)", findings.len()) }
}

/// How many answers hang on a doubt, and for how many it is the reach of the law itself.
fn doubts(findings: &[Finding<'_>]) -> String {
    let doubtful = findings.iter().filter(|finding| !finding.doubts.is_empty()).count();
    let reach = findings.iter().filter(|finding| finding.unknown_but_for().is_some()).count();
    let reach = match reach {
        0 => String::new(),
        n => format!(
            "; for {n} of them on whether the law that decides holds there at all, and otherwise we do not know"
        ),
    };
    if doubtful == 0 {
        String::new()
    } else {
        format!(" For {doubtful} (marked *) the answer hangs on a doubt{reach}.")
    }
}

/// The documented object of `gaps --format json`.
pub fn findings_json(findings: &[Finding<'_>], undermining: Undermining<'_, '_>, corpus: &Corpus, day: Date) -> Value {
    let each = |finding| {
        let mut said = finding_json(finding);
        said["undermined_by"] = undermining.json(finding);
        said
    };
    let list: Vec<Value> = findings.iter().map(each).collect();
    json!({ "as_of": day.to_string(), "corpus": corpus.version, "seen_up_to": corpus.seen(), "findings": list, "summary": summary(findings) })
}

pub fn finding_json(finding: &Finding<'_>) -> Value {
    let requirement = finding.requirement;
    let evidence: Vec<Value> = finding
        .evidence()
        .into_iter()
        .map(|evidence| {
            let mut said = json!({
                "instrument": evidence.instrument.as_str(), "section": evidence.section, "citation": evidence.citation,
                "verified": evidence.verified, "role": evidence.role, "says": evidence.says,
            });
            if let Some(scope) = &evidence.scope {
                said["scope"] = json!(scope);
            }
            said
        })
        .collect();
    let elements: Vec<Value> = finding
        .elements
        .iter()
        .map(|element| {
            let mut said = json!({ "what": element.what, "outcome": element.outcome });
            if let Some(note) = &element.note {
                said["note"] = json!(note);
            }
            said
        })
        .collect();
    let also: Vec<String> =
        requirement.also.iter().map(|(standard, article)| format!("{standard}: {article}")).collect();
    json!({
        "requirement": requirement.id, "standard": requirement.standard, "article": requirement.article, "also": also,
        "topic": requirement.topic.id(), "sector": requirement.sector.id(), "function": requirement.function.id(),
        "jurisdiction": finding.place.id, "status": finding.status,
        "confidence": finding.confidence, "doubts": finding.doubts, "pending": finding.pending, "weight": requirement.weight, "text": requirement.text,
        "elements": elements, "evidence": evidence,
    })
}
