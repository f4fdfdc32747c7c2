//! Loopholes as rows, records, JSON, and with the rules on which they stand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::Finding;
use crate::corpus::Corpus;
use crate::loophole::{ClosedBy, Loophole};
use crate::model::Word;

use super::rows::{ColumnWidth, Rows};

/// A loophole with the findings it undermines.
pub struct ShownLoophole<'v, 'c> {
    /// The loophole.
    pub loophole: &'v Loophole<'c>,
    /// The findings.
    pub undermined: Vec<&'v Finding<'c>>,
}

impl<'v, 'c> ShownLoophole<'v, 'c> {
    /// The same once more, for a list that joins two.
    pub fn again(&self) -> Self {
        Self { loophole: self.loophole, undermined: self.undermined.clone() }
    }
}

/// What severity means, in a word.
fn severity(severity: u8) -> &'static str {
    match severity {
        3 => "grave",
        2 => "serious",
        _ => "at the edge",
    }
}

/// The sections, law by law: "Child Marriage Restraint Act, 1929, ss. 4, 5 and 6"; at most so many laws.
fn provisions(loophole: &Loophole<'_>, most: usize) -> String {
    let mut laws: Vec<(&str, Vec<String>)> = Vec::new();
    for stand in &loophole.stands {
        let title = stand.instrument.short_title();
        let cited = stand.citation();
        match laws.iter_mut().find(|(known, _)| *known == title) {
            Some((_, sections)) => {
                let section = stand.section.unwrap_or_default().to_owned();
                if !section.is_empty() && !sections.contains(&section) && !sections.contains(&cited) {
                    sections.push(section);
                }
            }
            None => laws.push((title, vec![cited])),
        }
    }
    let left = laws.len().saturating_sub(most);
    let mut said: Vec<String> = laws.into_iter().take(most).map(|(_, sections)| sections.join(", ")).collect();
    if left > 0 {
        said.push(format!("and {left} more"));
    }
    said.join("; ")
}

/// "Sindh: Sindh Child Marriages Restraint Act, 2013, s. 2(a)", place by place; at most so many.
fn closed_by(closed: &[ClosedBy<'_>], most: usize) -> String {
    let mut said: Vec<String> = closed
        .iter()
        .take(most)
        .map(|closed| {
            let of =
                if closed.answers_said.is_empty() { String::new() } else { format!(" (for {})", closed.answers_said) };
            format!("{}: {}{of}", closed.place.name, closed.instrument.cite(closed.section))
        })
        .collect();
    if closed.len() > most {
        said.push(format!("and {} more", closed.len() - most));
    }
    said.join("; ")
}

fn topic(loophole: &Loophole<'_>, corpus: &Corpus) -> String {
    loophole.topics.first().map_or_else(|| "other matters".to_owned(), |topic| corpus.words.label(topic))
}

fn undermined(shown: &ShownLoophole<'_, '_>) -> String {
    let each = shown.undermined.iter();
    each.map(|finding| format!("{} ({})", finding.requirement.id, finding.status.id())).collect::<Vec<_>>().join(", ")
}

/// The loopholes place by place and topic by topic, each group with its heading: one row a loophole.
pub fn loophole_tables(list: &[ShownLoophole<'_, '_>], corpus: &Corpus) -> Vec<(String, Rows)> {
    let mut tables: Vec<(String, Rows)> = Vec::new();
    for shown in list {
        let loophole = shown.loophole;
        let heading = format!("{}: {}", loophole.place.name, topic(loophole, corpus));
        if tables.last().is_none_or(|(known, _)| *known != heading) {
            let mut rows = Rows::new(&["Sev", "What and why it matters", "Where it stands", "Remedy; closed by"]);
            rows.widths =
                vec![ColumnWidth::Fixed(3), ColumnWidth::Share(9), ColumnWidth::Share(6), ColumnWidth::Share(8)];
            tables.push((heading, rows));
        }
        let mut what = capital(&loophole.pattern.title);
        let _ = write!(what, ". {}", loophole.pattern.matters);
        for note in loophole.notes.iter().take(2) {
            let _ = write!(what, " [{note}]");
        }
        let mut remedy = loophole.pattern.remedy.clone();
        if !loophole.closed_by.is_empty() {
            let _ = write!(remedy, " Closed by {}.", closed_by(&loophole.closed_by, 2));
        }
        if let Some(reason) = loophole.accepted {
            let _ = write!(remedy, " Accepted: {reason}");
        }
        if let Some((_, rows)) = tables.last_mut() {
            rows.push(vec![
                loophole.pattern.severity.to_string(),
                what,
                format!("{} ({})", provisions(loophole, 3), loophole.verified().id()),
                remedy,
            ]);
        }
    }
    tables
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// One record a loophole, for a spreadsheet or a program.
pub fn loophole_records(list: &[ShownLoophole<'_, '_>], corpus: &Corpus, day: Date) -> Rows {
    let mut rows = Rows::new(&[
        "jurisdiction",
        "topic",
        "severity",
        "pattern",
        "title",
        "provisions",
        "verified",
        "notes",
        "explanation",
        "remedy",
        "undermines",
        "closed_by",
        "accepted",
        "as_of",
        "corpus",
    ]);
    for shown in list {
        let loophole = shown.loophole;
        rows.push(vec![
            loophole.place.id.clone(),
            loophole.topics.first().map(|topic| topic.id().to_owned()).unwrap_or_default(),
            loophole.pattern.severity.to_string(),
            loophole.pattern.id.clone(),
            loophole.pattern.title.clone(),
            provisions(loophole, usize::MAX),
            loophole.verified().id().to_owned(),
            loophole.notes.join("; "),
            loophole.pattern.matters.clone(),
            loophole.pattern.remedy.clone(),
            undermined(shown),
            closed_by(&loophole.closed_by, usize::MAX),
            loophole.accepted.unwrap_or_default().to_owned(),
            day.to_string(),
            corpus.version.clone(),
        ]);
    }
    rows
}

/// The loopholes in full, place by place and topic by topic, with the rules that matched.
pub fn loopholes_in_full(list: &[ShownLoophole<'_, '_>], corpus: &Corpus) -> String {
    let mut said = String::new();
    let mut heading = (String::new(), String::new());
    for shown in list {
        let loophole = shown.loophole;
        let now = (loophole.place.name.clone(), topic(loophole, corpus));
        if now != heading {
            let _ = writeln!(said, "{} - {}", now.0, now.1);
            heading = now;
        }
        let pattern = loophole.pattern;
        let _ = writeln!(said, "  {} [{}, {}]", pattern.title, severity(pattern.severity), pattern.id);
        let _ = writeln!(said, "      {} {}", pattern.explains, pattern.matters);
        for note in &loophole.notes {
            let _ = writeln!(said, "      note: {note}");
        }
        for stand in &loophole.stands {
            let _ = writeln!(said, "      rule: {} ({}) - {}", stand.citation(), stand.verified.id(), stand.says);
        }
        let findings = undermined(shown);
        if !findings.is_empty() {
            let _ = writeln!(said, "      undermines: {findings}");
        }
        let _ = writeln!(said, "      remedy: {}", pattern.remedy);
        for closed in &loophole.closed_by {
            let _ = writeln!(said, "      closed by: {}", closed_by(std::slice::from_ref(closed), 1));
        }
        if let Some(reason) = loophole.accepted {
            let _ = writeln!(said, "      accepted: {reason}");
        }
    }
    said.trim_end().to_owned()
}

/// A line a facilitator can say aloud.
pub fn loophole_headline(list: &[ShownLoophole<'_, '_>], accepted: usize, day: Date) -> String {
    let mut places: Vec<&str> = Vec::new();
    for shown in list {
        if !places.contains(&shown.loophole.place.name.as_str()) {
            places.push(&shown.loophole.place.name);
        }
    }
    let place = match places.as_slice() {
        [] => "No loophole was found".to_owned(),
        [one] => (*one).to_owned(),
        many => format!("{} places", many.len()),
    };
    let known = match accepted {
        0 => String::new(),
        n => format!(" {n} more {} known and accepted (shown apart).", if n == 1 { "is" } else { "are" }),
    };
    if list.is_empty() {
        return format!("{place}, law as of {day}.{known}");
    }
    let count = |wanted: u8| list.iter().filter(|shown| shown.loophole.pattern.severity == wanted).count();
    let (all, plural) = (list.len(), if list.len() == 1 { "" } else { "s" });
    format!(
        "{place}, law as of {day}: {all} loophole{plural}, of which {} can undo a protection of life, liberty or body, {} seriously weaken one, {} weaken one at the edge.{known}",
        count(3),
        count(2),
        count(1),
    )
}

/// The documented object of `loopholes --format json`.
pub fn loopholes_json(list: &[ShownLoophole<'_, '_>], corpus: &Corpus, day: Date) -> Value {
    let mut summary: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for shown in list {
        let of_place = summary.entry(&shown.loophole.place.id).or_default();
        *of_place.entry(shown.loophole.pattern.severity.to_string()).or_default() += 1;
    }
    let loopholes: Vec<Value> = list.iter().map(loophole_json).collect();
    json!({
        "as_of": day.to_string(), "corpus": corpus.version, "seen_up_to": corpus.seen(),
        "loopholes": loopholes, "summary": summary,
    })
}

fn loophole_json(shown: &ShownLoophole<'_, '_>) -> Value {
    let loophole = shown.loophole;
    let pattern = loophole.pattern;
    let provisions: Vec<Value> = loophole
        .stands
        .iter()
        .map(|stand| {
            json!({
                "instrument": stand.instrument.id.as_str(), "section": stand.section, "citation": stand.citation(),
                "verified": stand.verified, "says": stand.says,
            })
        })
        .collect();
    let closed: Vec<Value> = loophole
        .closed_by
        .iter()
        .map(|closed| {
            json!({
                "jurisdiction": closed.place.id, "instrument": closed.instrument.id.as_str(), "section": closed.section,
                "citation": closed.instrument.cite(closed.section), "answers": closed.answers,
            })
        })
        .collect();
    let undermines: Vec<Value> = shown
        .undermined
        .iter()
        .map(|finding| json!({ "requirement": finding.requirement.id, "status": finding.status }))
        .collect();
    json!({
        "pattern": pattern.id, "title": pattern.title, "jurisdiction": loophole.place.id, "severity": pattern.severity,
        "level": pattern.level, "topic": loophole.topics.first().map(Word::id),
        "topics": loophole.topics.iter().map(Word::id).collect::<Vec<_>>(), "provisions": provisions,
        "explanation": pattern.explains, "matters": pattern.matters, "notes": loophole.notes, "remedy": pattern.remedy,
        "undermines": undermines, "closed_by": closed, "verified": loophole.verified(), "accepted": loophole.accepted,
    })
}
