//! Bodies and services: a list, one in full, and the map of who does what in a place.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::corpus::Corpus;
use crate::model::{Institution, Vocabulary};
use crate::protect::{BodyOnDay, FunctionRow, state_said};

use super::listing::Wanted;
use super::protect::body_json;
use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// The institutions wanted, with founding section and whether they work on the day.
pub fn institution_rows(corpus: &Corpus, wanted: &Wanted) -> Rows {
    let mut rows = Rows::new(&["Name", "Place", "Functions", "Sector", "Founded by", "On the day", "Contact", "Sure"]);
    rows.widths = vec![Share(5), Share(3), Share(4), Fixed(8), Share(4), Share(5), Fixed(8), Fixed(9)];
    for institution in corpus.institutions.iter().filter(|institution| takes(corpus, wanted, institution)) {
        let body = BodyOnDay::of(institution, wanted.day.unwrap_or(Date::MAX));
        let note = body.record.and_then(|record| record.note.as_deref());
        let state = state_said(body.state);
        rows.push(vec![
            institution.name.clone(),
            institution.places.join(", "),
            corpus.words.labels(&institution.functions),
            corpus.words.labels(&institution.sectors),
            body.founded_by(corpus).unwrap_or_else(|| "no law on record".to_owned()),
            note.map_or_else(|| state.to_owned(), |note| format!("{state}: {note}")),
            institution.contact.clone().unwrap_or_default(),
            body.verified().map_or("-", crate::model::Verified::id).to_owned(),
        ]);
    }
    rows
}

fn takes(corpus: &Corpus, wanted: &Wanted, institution: &Institution) -> bool {
    let words = &corpus.words;
    let place = wanted.places.is_empty()
        || institution.places.is_empty()
        || institution.places.iter().any(|place| wanted.takes_place(place));
    let sector = wanted.sectors.is_empty() || institution.sectors.iter().any(|own| wanted.sectors.contains(own));
    let function = wanted.functions.is_empty()
        || institution.functions.iter().any(|own| wanted.functions.iter().any(|asked| words.is_within(own, asked)));
    place && sector && function
}

/// One institution in full: what it is, where, what for, who founded it, its life, and how it stands on the day.
pub fn institution_text(institution: &Institution, corpus: &Corpus, day: Date) -> String {
    let words = &corpus.words;
    let body = BodyOnDay::of(institution, day);
    let mut said = format!("{}\n", institution.name);
    let mut line = |label: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(said, "  {label}: {text}");
        }
    };
    line("kind", &institution.body.as_ref().map(|word| words.label(word)).unwrap_or_default());
    line("place", if institution.places.is_empty() { "every place" } else { "" });
    line("place", &places(institution, corpus));
    line("functions", &words.labels(&institution.functions));
    line("sector", &words.labels(&institution.sectors));
    line("contact", institution.contact.as_deref().unwrap_or_default());
    line(
        "takes reports",
        match institution.receives_reports {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not known",
        },
    );
    line("founded by", &body.founded_by(corpus).unwrap_or_else(|| "no law on record".to_owned()));
    line("what it is", &institution.summary.split_whitespace().collect::<Vec<_>>().join(" "));
    line("note", institution.note.as_deref().unwrap_or_default());
    let note = body.record.and_then(|record| record.note.as_deref()).map(|note| format!(", {note}"));
    let sure = body.verified().map_or("not known", crate::model::Verified::id);
    line(&format!("on {day}"), &format!("{}{} [sure: {sure}]", state_said(body.state), note.unwrap_or_default()));
    for state in &institution.states {
        let note = state.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
        line(&state.interval.to_string(), &format!("{}{note}", state_said(state.state)));
    }
    said.trim_end().to_owned()
}

fn places(institution: &Institution, corpus: &Corpus) -> String {
    let named = institution.places.iter().map(|id| corpus.jurisdiction(id).map_or(id.as_str(), |place| &place.name));
    named.collect::<Vec<_>>().join(", ")
}

/// One institution as an object, its life included.
pub fn institution_json(institution: &Institution, corpus: &Corpus, day: Date) -> Value {
    let mut said = body_json(&BodyOnDay::of(institution, day), corpus);
    let states: Vec<Value> = institution
        .states
        .iter()
        .map(|state| {
            json!({
                "state": state_said(state.state), "from": state.interval.from.map(|from| from.to_string()),
                "to": state.interval.to.map(|to| to.to_string()), "note": state.note, "verified": state.verified,
            })
        })
        .collect();
    said["as_of"] = json!(day.to_string());
    said["states"] = json!(states);
    said
}

/// The map of the child-protection system of a place: part by part, who has which function, in fact and in law.
pub fn map_rows(map: &[FunctionRow<'_>], words: &Vocabulary) -> Rows {
    let mut rows = Rows::new(&["Part", "Function", "In fact", "In law", "Asked by"]);
    rows.widths = vec![Fixed(13), Share(3), Share(5), Share(5), Share(2)];
    for row in in_order(map) {
        let (fact, law) = who(row);
        let nobody = |list: Vec<String>| if list.is_empty() { "nobody".to_owned() } else { list.join("; ") };
        rows.push(vec![
            words.label(&row.part),
            words.label(&row.function),
            nobody(fact),
            nobody(law),
            row.asked_by.map(|asked| format!("{} {}", asked.standard, asked.article)).unwrap_or_default(),
        ]);
    }
    rows
}

/// The functions that nobody has, in fact or in law, those that a standard asks for first.
pub fn nobodys(map: &[FunctionRow<'_>], words: &Vocabulary) -> Vec<String> {
    let mut rows: Vec<&FunctionRow<'_>> = map.iter().filter(|row| row.is_nobodys()).collect();
    rows.sort_by_key(|row| row.asked_by.is_none());
    rows.into_iter()
        .map(|row| match row.asked_by {
            Some(asked) => {
                format!("{} (asked for by {} {})", words.label(&row.function), asked.standard, asked.article)
            }
            None => words.label(&row.function),
        })
        .collect()
}

/// The map as an object.
pub fn map_json(map: &[FunctionRow<'_>], corpus: &Corpus, place: &str, day: Date) -> Value {
    let rows: Vec<Value> = in_order(map)
        .into_iter()
        .map(|row| {
            let in_law: Vec<Value> = row
                .in_law
                .iter()
                .map(|body| {
                    json!({
                        "body": corpus.words.label(&body.rule.body), "instrument": body.instrument.id.as_str(),
                        "section": body.provision.section, "citation": body.instrument.cite(&body.provision.section),
                        "verified": body.verified,
                    })
                })
                .collect();
            json!({
                "part": row.part.id(), "function": row.function.id(), "label": corpus.words.label(&row.function),
                "in_fact": row.bodies.iter().map(|body| body_json(body, corpus)).collect::<Vec<_>>(),
                "in_law": in_law, "nobody": row.is_nobodys(),
                "asked_by": row.asked_by.map(|asked| asked.id.as_str()),
            })
        })
        .collect();
    json!({ "place": place, "as_of": day.to_string(), "corpus": corpus.version, "functions": rows })
}

/// Part by part; within a part what a standard asks for first.
fn in_order<'m, 'c>(map: &'m [FunctionRow<'c>]) -> Vec<&'m FunctionRow<'c>> {
    let mut rows: Vec<&FunctionRow<'c>> = map.iter().collect();
    rows.sort_by_key(|row| (row.part.clone(), row.asked_by.is_none(), row.function.clone()));
    rows
}

/// The bodies on record, each with its state, and the laws that set one up.
fn who(row: &FunctionRow<'_>) -> (Vec<String>, Vec<String>) {
    let fact = row.bodies.iter().map(|body| format!("{} ({})", body.institution.name, state_said(body.state)));
    let mut law: Vec<String> = row.in_law.iter().map(|body| body.instrument.cite(&body.provision.section)).collect();
    law.dedup();
    (fact.collect(), law)
}
