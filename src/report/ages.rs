//! The table of legal minimum ages.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::{AgeLine, AgeLineKind, age_lines, age_openings};
use crate::law::{LawInForce, LawIndex, RuleInForce};
use crate::model::{Age, Sex, Vocabulary, Word};

use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// One row of the table: a place, a line, what cuts into it, what is doubtful about it.
struct Row {
    place: String,
    place_name: String,
    of: String,
    male: Option<Age>,
    female: Option<Age>,
    scope: Option<String>,
    exceptions: Vec<String>,
    doubts: Vec<String>,
    instrument: Option<String>,
    section: Option<String>,
    citation: String,
    verified: Option<&'static str>,
}

fn rows_of(laws: &[LawInForce<'_>], index: &LawIndex<'_>, of: &Word) -> Vec<Row> {
    laws.iter().flat_map(|law| of_place(law, index, of)).collect()
}

fn of_place(law: &LawInForce<'_>, index: &LawIndex<'_>, of: &Word) -> Vec<Row> {
    let words = law.words();
    let lines = age_lines(law, of);
    let bands: Vec<String> = lines
        .iter()
        .filter(|line| line.kind == AgeLineKind::Band)
        .map(|line| {
            let whom = line.rule.scope.describe(words).map(|whom| format!("{whom}, ")).unwrap_or_default();
            let unless = words.labels(&line.minimum.unless);
            format!("{whom}under {}: not without {unless} ({})", line.minimum.age, line.rule.citation())
        })
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    for line in lines.iter().filter(|line| line.kind == AgeLineKind::Line) {
        let mut exceptions: Vec<String> = line
            .rule
            .rule
            .exceptions
            .iter()
            .filter(|_| !line.rule.entailed)
            .map(|exception| exception.describe(words))
            .collect();
        if !line.minimum.or_earlier.is_empty() {
            exceptions.push(format!("or earlier, at {}", words.labels(&line.minimum.or_earlier)));
        }
        if rows.is_empty() {
            exceptions.extend(bands.iter().cloned());
        }
        rows.push(Row {
            place: law.place.id.clone(),
            place_name: law.place.name.clone(),
            of: line.minimum.of.id().to_owned(),
            male: line.minimum.age.of(Sex::Male),
            female: line.minimum.age.of(Sex::Female),
            scope: for_whom(&line.minimum.of, of, line.rule, words),
            exceptions,
            doubts: Vec::new(),
            instrument: Some(line.rule.instrument.id.as_str().to_owned()),
            section: Some(line.rule.provision.section.clone()),
            citation: line.rule.citation(),
            verified: Some(line.rule.verified().id()),
        });
    }
    if rows.is_empty() {
        rows.push(Row {
            place: law.place.id.clone(),
            place_name: law.place.name.clone(),
            of: of.id().to_owned(),
            male: None,
            female: None,
            scope: None,
            exceptions: bands,
            doubts: Vec::new(),
            instrument: None,
            section: None,
            citation: "no law found".to_owned(),
            verified: None,
        });
    }
    note_openings(law, of, &mut rows);
    note_doubts(law, index, of, &lines, &mut rows);
    rows
}

/// For whom a line is, and for which narrower activity where it is not for all that was asked about.
fn for_whom(own: &Word, asked: &Word, rule: &RuleInForce<'_>, words: &Vocabulary) -> Option<String> {
    let narrower = (own != asked).then(|| words.label(own));
    let said: Vec<String> = narrower.into_iter().chain(rule.scope.describe(words)).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// What opens the activity below its age is said on the line of the same law, else on the place's first line, with whom it is for.
fn note_openings(law: &LawInForce<'_>, of: &Word, rows: &mut [Row]) {
    let words = law.words();
    for (rule, permission) in age_openings(law, of) {
        let conditions =
            if permission.conditions.is_empty() { "allowed".to_owned() } else { words.labels(&permission.conditions) };
        let said = format!("below it with: {conditions} ({})", rule.citation());
        let own = rows.iter().position(|row| row.instrument.as_deref() == Some(rule.instrument.id.as_str()));
        match own {
            Some(at) => rows[at].exceptions.push(said),
            None => {
                let whom = rule.scope.describe(words).map(|whom| format!("{whom}: ")).unwrap_or_default();
                rows[0].exceptions.push(format!("{whom}{said}"));
            }
        }
    }
}

/// Each doubtful part is taken the other way; what changes is said on the line it changes, or on the place's first line.
fn note_doubts(law: &LawInForce<'_>, index: &LawIndex<'_>, of: &Word, lines: &[AgeLine<'_, '_>], rows: &mut [Row]) {
    let key = |line: &AgeLine<'_, '_>| {
        (line.rule.instrument.id.clone(), line.rule.provision.section.clone(), line.minimum.age)
    };
    let before: Vec<_> = lines.iter().map(key).collect();
    let mut seen = Vec::new();
    for point in &law.doubts {
        if seen.contains(&point.assumption()) {
            continue;
        }
        seen.push(point.assumption());
        let otherwise = law.otherwise(index, point.assumption());
        let other_lines = age_lines(&otherwise, of);
        let after: Vec<_> = other_lines.iter().map(key).collect();
        if after == before {
            continue;
        }
        let gained: Vec<String> = other_lines
            .iter()
            .filter(|line| !before.contains(&key(line)))
            .map(|line| format!("{} ({})", line.minimum.age, line.rule.citation()))
            .collect();
        let gained = if gained.is_empty() { String::new() } else { format!("; otherwise {}", gained.join(", ")) };
        let said = format!("{}{gained}", point.cause);
        let lost = rows.iter_mut().find(|row| {
            before.iter().any(|key| {
                !after.contains(key)
                    && row.instrument.as_deref() == Some(key.0.as_str())
                    && row.section.as_deref() == Some(&key.1)
            })
        });
        match lost {
            Some(row) => row.doubts.push(said),
            None => rows[0].doubts.push(said),
        }
    }
}

/// Rows for CSV and Markdown; for a terminal table the exceptions and doubts are notes below it.
pub fn ages_rows(laws: &[LawInForce<'_>], index: &LawIndex<'_>, of: &Word, numbered: bool) -> Rows {
    let mut rows = Rows::new(&[
        "Place",
        "Male",
        "Female",
        "For whom",
        "Section",
        if numbered { "Notes" } else { "Exceptions and doubts" },
        "Sure",
    ]);
    rows.widths = vec![Fixed(11), Fixed(4), Fixed(6), Share(4), Share(6), Fixed(5), Fixed(9)];
    let age = |age: Option<Age>| age.map_or("?".to_owned(), |age| age.to_string());
    for row in rows_of(laws, index, of) {
        let mut remarks = row.exceptions;
        remarks.extend(row.doubts.iter().map(|doubt| format!("doubt: {doubt}")));
        let remarks = if numbered { note_numbers(&mut rows.notes, remarks) } else { remarks.join("; ") };
        rows.push(vec![
            row.place_name,
            age(row.male),
            age(row.female),
            row.scope.unwrap_or_else(|| "everyone".to_owned()),
            row.citation,
            remarks,
            row.verified.unwrap_or("-").to_owned(),
        ]);
    }
    rows
}

/// One table of every activity, for a spreadsheet or a program: each row says of what its age is.
pub fn ages_records(laws: &[LawInForce<'_>], index: &LawIndex<'_>, activities: &[Word]) -> Rows {
    let mut all = Rows::default();
    for of in activities {
        let mut rows = ages_rows(laws, index, of, false);
        rows.header.insert(0, "of".to_owned());
        rows.rows.iter_mut().for_each(|row| row.insert(0, of.id().to_owned()));
        all.header = rows.header;
        all.rows.extend(rows.rows);
    }
    all
}

/// The numbers of these remarks among the notes; one said before keeps its number.
fn note_numbers(notes: &mut Vec<String>, remarks: Vec<String>) -> String {
    let mut numbers = Vec::new();
    for remark in remarks {
        let at = notes.iter().position(|note| *note == remark).unwrap_or_else(|| {
            notes.push(remark);
            notes.len() - 1
        });
        numbers.push((at + 1).to_string());
    }
    numbers.join(" ")
}

/// The documented object of `ages --format json`.
pub fn ages_json(laws: &[LawInForce<'_>], index: &LawIndex<'_>, activities: &[Word], day: Date) -> Value {
    let list: Vec<Value> = activities
        .iter()
        .flat_map(|of| rows_of(laws, index, of))
        .map(|row| {
            let mut said = json!({
                "of": row.of, "jurisdiction": row.place, "male": row.male.map(Age::years), "female": row.female.map(Age::years),
                "exceptions": row.exceptions, "doubts": row.doubts, "instrument": row.instrument, "section": row.section,
                "citation": row.citation, "verified": row.verified,
            });
            if let Some(scope) = row.scope {
                said["scope"] = json!(scope);
            }
            said
        })
        .collect();
    json!({ "as_of": day.to_string(), "corpus": index.corpus.version, "seen_up_to": index.corpus.seen(), "ages": list })
}
