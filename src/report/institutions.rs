//! Bodies and services: a list, one in full, and the map of who does what in a place.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::corpus::Corpus;
use crate::model::{Institution, InstitutionState, StateOfBody, Vocabulary};
use crate::protect::{BodyOnDay, FunctionRow, state_said};

/// Where nobody is recorded to have a function: the record may be what is missing.
const NOBODY: &str = "nobody on record";
/// What a reader of the map must know.
pub const NO_RECORD: &str = "No record is no proof that there is none.";

use super::listing::Wanted;
use super::protect::body_json;
use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// How a recorded state is said.
fn state_said_of(state: &InstitutionState) -> &'static str {
    if state.partly && state.state == StateOfBody::Constituted { "works in part" } else { state_said(state.state) }
}

/// How the state of a body on the day is said.
fn state_on_day(body: &BodyOnDay<'_>) -> &'static str {
    body.record.map_or_else(|| state_said(body.state), state_said_of)
}

/// What was seen of a body up to the day.
fn note_on(body: &BodyOnDay<'_>, day: Date) -> Option<String> {
    body.record.and_then(|record| record.note_on(day))
}

/// Whether nobody has a function, in fact or in law; a body that was abolished has none.
fn is_nobodys(row: &FunctionRow<'_>) -> bool {
    row.in_law.is_empty() && row.bodies.iter().all(|body| body.state == StateOfBody::Abolished)
}

/// The institutions wanted, with founding section and whether they work on the day.
pub fn institution_rows(corpus: &Corpus, wanted: &Wanted) -> Rows {
    let mut rows = Rows::new(&["Name", "Place", "Functions", "Sector", "Founded by", "On the day", "Contact", "Sure"]);
    rows.widths = vec![Share(5), Share(3), Share(4), Fixed(8), Share(4), Share(5), Fixed(8), Fixed(9)];
    for institution in corpus.institutions.iter().filter(|institution| takes(corpus, wanted, institution)) {
        let body = BodyOnDay::of(institution, wanted.day.unwrap_or(Date::MAX));
        let note = note_on(&body, wanted.day.unwrap_or(Date::MAX));
        let state = state_on_day(&body);
        rows.push(vec![
            institution.name.clone(),
            institution.places.join(", "),
            corpus.words.labels(&institution.functions),
            corpus.words.labels(&institution.sectors),
            body.founded_by(corpus).unwrap_or_else(|| "no law on record".to_owned()),
            note.map_or_else(
                || state.to_owned(),
                |note| format!("{state}: {}", note.trim_start_matches("works in part: ")),
            ),
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
    line("only for", &words.labels(&institution.only_for));
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
    let note = note_on(&body, day).map(|note| format!(", {note}"));
    let sure = body.verified().map_or("not known", crate::model::Verified::id);
    line(&format!("on {day}"), &format!("{}{} [sure: {sure}]", state_on_day(&body), note.unwrap_or_default()));
    for state in &institution.states {
        let note = state.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
        line(&state.interval.to_string(), &format!("{}{note}", state_said_of(state)));
    }
    said.trim_end().to_owned()
}

fn places(institution: &Institution, corpus: &Corpus) -> String {
    let named = institution.places.iter().map(|id| corpus.jurisdiction(id).map_or(id.as_str(), |place| &place.name));
    named.collect::<Vec<_>>().join(", ")
}

/// A body as an object, with what was seen of it up to the day.
fn on_day(body: &BodyOnDay<'_>, corpus: &Corpus, day: Date) -> Value {
    let mut said = body_json(body, corpus);
    said["state"] = json!(state_on_day(body));
    said["state_note"] = json!(note_on(body, day));
    said
}

/// One institution as an object, its life included.
pub fn institution_json(institution: &Institution, corpus: &Corpus, day: Date) -> Value {
    let mut said = on_day(&BodyOnDay::of(institution, day), corpus, day);
    let states: Vec<Value> = institution
        .states
        .iter()
        .map(|state| {
            json!({
                "state": state_said_of(state), "partly": state.partly, "from": state.interval.from.map(|from| from.to_string()),
                "to": state.interval.to.map(|to| to.to_string()), "note": state.note, "verified": state.verified,
            })
        })
        .collect();
    said["as_of"] = json!(day.to_string());
    said["corpus"] = json!(corpus.version);
    said["seen_up_to"] = json!(corpus.seen());
    said["states"] = json!(states);
    said
}

/// The map of the child-protection system of a place: part by part, who has which function, in fact and in law.
pub fn map_rows(map: &[FunctionRow<'_>], words: &Vocabulary) -> Rows {
    let mut rows = Rows::new(&["Part", "Function", "In fact", "In law", "Asked by"]);
    rows.widths = vec![Fixed(13), Share(3), Share(5), Share(5), Share(2)];
    for row in in_order(map) {
        let (fact, law) = who(row);
        let nobody = |list: Vec<String>| if list.is_empty() { NOBODY.to_owned() } else { list.join("; ") };
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
    let mut rows: Vec<&FunctionRow<'_>> = map.iter().filter(|row| is_nobodys(row)).collect();
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
                "in_fact": row.bodies.iter().map(|body| on_day(body, corpus, day)).collect::<Vec<_>>(),
                "in_law": in_law, "nobody": is_nobodys(row),
                "asked_by": row.asked_by.map(|asked| asked.id.as_str()),
            })
        })
        .collect();
    json!({
        "place": place, "as_of": day.to_string(), "corpus": corpus.version,
        "seen_up_to": corpus.seen(), "note": NO_RECORD, "functions": rows,
    })
}

/// Part by part; within a part what a standard asks for first.
fn in_order<'m, 'c>(map: &'m [FunctionRow<'c>]) -> Vec<&'m FunctionRow<'c>> {
    let mut rows: Vec<&FunctionRow<'c>> = map.iter().collect();
    rows.sort_by_key(|row| (row.part.clone(), row.asked_by.is_none(), row.function.clone()));
    rows
}

/// The bodies on record, each with its state, and the laws that set one up.
fn who(row: &FunctionRow<'_>) -> (Vec<String>, Vec<String>) {
    let fact = row.bodies.iter().map(|body| format!("{} ({})", body.institution.name, state_on_day(body)));
    let mut law: Vec<String> = row.in_law.iter().map(|body| body.instrument.cite(&body.provision.section)).collect();
    law.dedup();
    (fact.collect(), law)
}
