//! `bill`: what a draft would change.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::{Finding, Outcome};
use crate::compare::{BillEffect, Change, Forgotten, LoopholeChange, Practice, StillOpen};
use crate::corpus::Corpus;
use crate::model::{Jurisdiction, Word};

use super::findings::{counted_status, first_cited};
use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::{Rows, first, folded};

/// One row a changed finding.
pub fn change_rows(what: &str, changes: &[Change], corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&[what, "Place", "W", "Requirement", "Why"]);
    rows.widths = vec![Fixed(14), Fixed(11), Fixed(1), Share(8), Share(9)];
    for change in changes {
        let place = corpus.jurisdiction(&change.jurisdiction).map_or("", |place| place.name.as_str());
        rows.push(vec![
            moved(change),
            place.to_owned(),
            change.weight.to_string(),
            change.text.clone(),
            format!("{}{}", first(&change.why, 3, "; "), hanging(change)),
        ]);
    }
    rows
}

/// `partial -> met`, `conflict 5/13 -> conflict 3/12`.
fn moved(change: &Change) -> String {
    let [before, after] = change.contradicted;
    format!("{} -> {}", counted_status(change.from, before), counted_status(change.to, after))
}

/// "; a doubt: a provincial clause against a federal act (otherwise met)": what a drafter can still settle.
fn hanging(change: &Change) -> String {
    let said = change
        .doubts
        .iter()
        .take(2)
        .map(|doubt| format!("; a doubt: {} (otherwise {})", doubt.cause, doubt.otherwise.id()));
    said.collect()
}

/// Provisions elsewhere.
pub fn forgotten_rows(what: &str, entries: &[Forgotten]) -> Rows {
    let mut rows = Rows::new(&["Where", what]);
    rows.widths = vec![Share(1), Share(2)];
    for entry in entries {
        rows.push(vec![entry.citation.clone(), entry.what.clone()]);
    }
    rows
}

/// Loopholes that come or go.
pub fn loophole_change_rows(what: &str, changes: &[LoopholeChange], corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&[what, "S", "Place", "Where it stands"]);
    rows.widths = vec![Share(1), Fixed(1), Fixed(11), Share(1)];
    for change in changes {
        let place = corpus.jurisdiction(&change.jurisdiction).map_or("", |place| place.name.as_str());
        rows.push(vec![
            change.title.clone(),
            change.severity.to_string(),
            place.to_owned(),
            first(&change.provisions, 3, "; "),
        ]);
    }
    rows
}

/// What stays open in the bill's own topics, with what could be borrowed.
pub fn still_open_rows(entries: &[StillOpen], corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["Still open", "Place", "Requirement", "To borrow from"]);
    rows.coloured = Some(0);
    rows.widths = vec![Fixed(10), Fixed(11), Share(1), Share(1)];
    // One row a requirement and status, however many places it is open in.
    let mut seen: Vec<(&str, crate::assess::Status)> = Vec::new();
    for entry in entries {
        if seen.contains(&(entry.requirement.as_str(), entry.status)) {
            continue;
        }
        seen.push((&entry.requirement, entry.status));
        let same =
            entries.iter().filter(|other| other.requirement == entry.requirement && other.status == entry.status);
        let places: Vec<&str> = same
            .filter_map(|other| corpus.jurisdiction(&other.jurisdiction))
            .map(|place| place.short.as_str())
            .collect();
        let place = places.join(", ");
        let borrow: Vec<String> =
            entry.borrow.iter().map(|(place, sections)| format!("{place}: {}", first(sections, 2, "; "))).collect();
        let borrow = if borrow.is_empty() { "nobody has solved it yet".to_owned() } else { borrow.join("\n") };
        rows.push(vec![entry.status.id().to_owned(), place, entry.text.clone(), borrow]);
    }
    rows
}

/// Everything in one table of one shape, for programs: what kind of change, where, of what, from what to what, and why. Nothing is left out.
pub fn bill_rows(effect: &BillEffect) -> Rows {
    let mut rows = Rows::new(&["Change", "Place", "Weight", "Of", "Text", "Before", "After", "Why"]);
    for (what, changes) in [
        ("opened", &effect.opened),
        ("closed", &effect.closed),
        ("bettered", &effect.bettered),
        ("touched", &effect.touched),
    ] {
        for change in changes {
            let [before, after] = change.contradicted;
            rows.push(vec![
                what.to_owned(),
                change.jurisdiction.clone(),
                change.weight.to_string(),
                change.requirement.clone(),
                change.text.clone(),
                counted_status(change.from, before),
                counted_status(change.to, after),
                change.why.join("; "),
            ]);
        }
    }
    let mut plain = |what: &str, place: &str, weight: String, of: &str, text: &str, after: &str, why: String| {
        let cells = [what, place, &weight, of, text, "", after, &why];
        rows.push(cells.map(str::to_owned).to_vec());
    };
    for (what, changes) in
        [("loophole-added", &effect.loopholes_added), ("loophole-removed", &effect.loopholes_removed)]
    {
        for change in changes {
            let stands = change.provisions.join("; ");
            plain(what, &change.jurisdiction, change.severity.to_string(), &change.pattern, &change.title, "", stands);
        }
    }
    for (what, entries) in [("weakened", &effect.weakened), ("forgotten", &effect.forgotten)] {
        for entry in entries {
            plain(what, "", String::new(), &entry.citation, &entry.what, "", String::new());
        }
    }
    for entry in &effect.still_open {
        let borrow = entry.borrow.iter().map(|(place, sections)| format!("{place}: {}", sections.join(", ")));
        let borrow = borrow.collect::<Vec<_>>().join("; ");
        let (of, text) = (&entry.requirement, &entry.text);
        plain("still-open", &entry.jurisdiction, String::new(), of, text, entry.status.id(), borrow);
    }
    rows
}

/// A line to say aloud.
pub fn bill_headline(title: &str, effect: &BillEffect, corpus: &Corpus) -> String {
    let places: Vec<&str> =
        effect.places.iter().filter_map(|id| corpus.jurisdiction(id)).map(|place| place.name.as_str()).collect();
    let losing = effect.bettered.iter().filter(|change| !change.lost.is_empty()).count();
    let losing = if losing == 0 { String::new() } else { format!(" ({losing} of these lose a point too)") };
    format!(
        "{title}, laid over the law as of {} in {}: it closes {} gaps, opens {}, betters {} without closing them{losing} and touches {} more, neither better nor worse; {} loopholes come and {} go; {} points get weaker, {} provisions are forgotten, {} findings of its topics stay open. From {}. Not legal advice.",
        effect.day,
        places.join(", "),
        effect.closed.len(),
        effect.opened.len(),
        effect.bettered.len(),
        effect.touched.len(),
        effect.loopholes_added.len(),
        effect.loopholes_removed.len(),
        effect.weakened.len(),
        effect.forgotten.len(),
        effect.still_open.len(),
        corpus.stamp(effect.day),
    )
}

/// The documented object of `bill --format json`.
pub fn bill_json(title: &str, effect: &BillEffect, corpus: &Corpus) -> Value {
    json!({
        "bill": title, "as_of": effect.day.to_string(), "corpus": corpus.version,
        "seen_up_to": corpus.seen(), "jurisdictions": effect.places,
        "closed": effect.closed, "opened": effect.opened, "bettered": effect.bettered, "touched": effect.touched, "weakened": effect.weakened,
        "forgotten": effect.forgotten, "still_open": effect.still_open,
        "loopholes_added": effect.loopholes_added, "loopholes_removed": effect.loopholes_removed,
    })
}

/// The skeleton of a bill, whose comments list what is unmet in the place and the topic, and whom to borrow from.
pub fn skeleton(
    place: &Jurisdiction,
    topic: &Word,
    open: &[&Finding<'_>],
    practices: &[Practice<'_, '_>],
    corpus: &Corpus,
    day: Date,
) -> String {
    let mut said = String::new();
    let label = corpus.words.label(topic);
    let maker = if place.kind == "province" { place.id.as_str() } else { "federal" };
    let competence = match maker {
        "federal" => "",
        _ => {
            "# competence: provincial              # where the matter is the province's alone: then its clause prevails over a federal Act\n"
        }
    };
    let _ = writeln!(
        said,
        "# A bill on {label} for {}. Unmet there by the law as of {day} (corpus {}):",
        place.name, corpus.version
    );
    for finding in open {
        let _ = writeln!(said, "#");
        let _ = writeln!(
            said,
            "# {} ({}, weight {})",
            finding.requirement.id,
            finding.status.id(),
            finding.requirement.weight
        );
        for line in folded(&finding.requirement.text, 110) {
            let _ = writeln!(said, "#   {line}");
        }
        for element in finding.elements.iter().filter(|element| element.outcome != Outcome::Met) {
            let _ = writeln!(said, "#   - {} [{}]", element.what, element.outcome.id());
        }
        let practice = practices.iter().find(|practice| practice.requirement.id == finding.requirement.id);
        for other in practice.iter().flat_map(|practice| &practice.met_in) {
            let _ = writeln!(said, "#   solved in {}: {}", other.finding.place.name, first_cited(&other.borrow));
        }
    }
    let _ = write!(
        said,
        "\ntitle: \"{} ({label}) Bill\"\nkind: bill\nenacted_by: {maker}\n{competence}assumed: {}\nextent:\n  - {{in: {}, from: {}}}\ntopics: [{}]\nsources:\n  S1: {{title: \"the draft\", grade: primary}}\n\
         # amends:                              # sections of other laws, within this bill's extent only\n\
         #   - {{omit: \"federal/1860-pakistan-penal-code:89\"}}\n\
         #   - {{substitute: \"<law>:<section>\", heading: ..., summary: ..., rules: [...]}}\n\
         #   - {{insert: \"<law>:<section>\", heading: ..., summary: ..., rules: [...]}}\n\
         #   - {{repeal: \"<law>\"}}\n\
         provisions:\n  - section: \"1\"\n    heading: Short title, extent and commencement\n    summary: Names the Act and brings it into force.\n    source: S1\n    verified: text\n    rules: []",
        place.name,
        day,
        place.id,
        day,
        topic.id(),
    );
    said
}
