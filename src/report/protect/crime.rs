//! A crime in words: what it is, whom it protects, the penalty, and how it is prosecuted.

use crate::model::{Verified, Vocabulary};
use crate::protect::{Closeness, Crime};

use super::view::Item;

/// The offences of one section as one item: the first in full, of the others what differs.
pub fn crimes_item(group: &[&Crime<'_>], words: &Vocabulary) -> Item {
    let mut item = Item::default();
    for (at, crime) in group.iter().enumerate() {
        if at == 0 {
            item = crime_item(crime, words);
            continue;
        }
        let own = crime_item(crime, words);
        item.lines.push(format!("Or: {}", words.labels(&crime.acts)));
        let known = item.lines.clone();
        item.lines.extend(own.lines.into_iter().filter(|line| !known.contains(line)));
    }
    item
}

/// A crime in few words: its act, and its heading where that says more.
pub fn name(crime: &Crime<'_>, words: &Vocabulary) -> String {
    let act = crime.acts.first().map(|act| capital(&words.label(act))).unwrap_or_default();
    let heading = &crime.provision.heading;
    if heading.to_lowercase().contains(&act.to_lowercase()) {
        heading.clone()
    } else {
        format!("{act} - {}", lower(heading))
    }
}

/// The penalty in words; absent where a section only forbids.
pub fn penalty(crime: &Crime<'_>) -> Option<String> {
    let said = if crime.penalties.is_empty() { "not stated".to_owned() } else { crime.penalties.join("; ") };
    crime.punished.then_some(said)
}

fn lead(crime: &Crime<'_>, words: &Vocabulary) -> String {
    let kind = if crime.punished { "" } else { " (forbidden; no penalty in this section)" };
    let near = if crime.closeness == Closeness::Near { "See also: " } else { "" };
    format!("{near}{}{kind}", name(crime, words))
}

/// A crime in two lines: its name, the penalty and the first condition.
pub fn brief_crime(crime: &Crime<'_>, words: &Vocabulary) -> Item {
    let penalty = penalty(crime).map(|penalty| format!(": {penalty}")).unwrap_or_default();
    let depends = crime.fit.depends.first().map(|condition| format!(" ({condition})")).unwrap_or_default();
    Item {
        lead: format!("{}{penalty}{depends}", lead(crime, words)),
        lines: Vec::new(),
        source: sourced(&crime.citation(), crime.verified),
    }
}

/// A crime: what it is, the penalty, police, bail, settling, complaint, whom it protects, conditions.
fn crime_item(crime: &Crime<'_>, words: &Vocabulary) -> Item {
    let by = if crime.fit.done_by.is_empty() {
        String::new()
    } else {
        format!("; done by: {}", crime.fit.done_by.join("; "))
    };
    let mut lines = Vec::new();
    if let Some(penalty) = penalty(crime) {
        lines.push(format!("Penalty: {penalty}"));
        lines.push(prosecution_line(crime, words));
    }
    lines.push(crime.provision.summary.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.push(format!("Protects: {}{by}", crime.protects));
    lines.extend(crime.fit.depends.iter().map(|condition| format!("Depends: {condition}")));
    lines.extend(crime.exceptions.iter().map(|exception| format!("Except: {exception}")));
    lines.extend(crime.notes.iter().map(|note| format!("Note: {note}")));
    let mut source = crime.citation();
    let also: Vec<&String> =
        crime.forbidden_by.iter().chain(&crime.prosecuted_by).filter(|cited| **cited != source).collect();
    if !also.is_empty() {
        let also: Vec<&str> = also.into_iter().map(String::as_str).collect();
        source = format!("{source}; with {}", also.join("; "));
    }
    Item { lead: lead(crime, words), lines, source: sourced(&source, crime.verified) }
}

/// Arrest, bail, settling and complaint in a line; what the law does not say is said to be unknown.
pub fn prosecution_line(crime: &Crime<'_>, words: &Vocabulary) -> String {
    let flag = |flag: Option<bool>, yes: &str, no: &str, open: &str| match flag {
        Some(true) => yes.to_owned(),
        Some(false) => no.to_owned(),
        None => open.to_owned(),
    };
    let handled = &crime.prosecution;
    let mut said = vec![
        flag(
            handled.cognizable,
            "police can arrest without a warrant",
            "police need a magistrate's order",
            "arrest without warrant: not known",
        ),
        flag(handled.bailable, "bail is a right of the accused", "bail only by the court", "bail: not known"),
        flag(
            handled.compoundable,
            "can be settled between the parties",
            "cannot be settled between the parties",
            "settling: not known",
        ),
    ];
    match &handled.complaint {
        Some(complaint) if !complaint.by.is_empty() || complaint.within.is_some() => {
            let labels: Vec<String> = complaint.by.iter().map(|word| words.label(word)).collect();
            let by = if labels.is_empty() {
                "anyone may complain".to_owned()
            } else {
                format!("only {} may complain", labels.join(" or "))
            };
            let within = complaint.within.map(|within| format!(", within {within}")).unwrap_or_default();
            said.push(format!("{by}{within}"));
        }
        _ if handled.cognizable == Some(true) => said.push("anyone may report; no time limit found".to_owned()),
        _ => said.push("no limit on who may complain or until when was found".to_owned()),
    }
    if !crime.courts.is_empty() {
        let labels: Vec<String> = crime.courts.iter().map(|word| words.label(word)).collect();
        said.push(format!("court: {}", labels.join(" or ")));
    }
    capital(&said.join("; "))
}

/// Why a crime does not reach the child.
pub fn against(crime: &Crime<'_>) -> String {
    let said: Vec<&str> = crime.fit.against.iter().map(|(_, reason)| reason.as_str()).collect();
    said.join("; ")
}

/// With a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let second = text.chars().nth(1);
    match letters.next() {
        Some(first) if second.is_none_or(|second| !second.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// A citation and how sure.
pub fn sourced(citation: &str, verified: Verified) -> String {
    format!("{citation} [sure: {}]", verified.id())
}
