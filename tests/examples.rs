//! Every requirement, every leaf and every rule of the law in force has examples a lawyer can read; these tests run them.

mod support;

use std::collections::BTreeSet;

use jiff::civil::Date;
use lacuna::assess::Assessor;
use lacuna::corpus::Corpus;
use lacuna::law::{LawInForce, LawIndex, Why};
use lacuna::model::{Jurisdiction, section_within};
use serde_json::{Value, json};

use support::{bundled_standards, corpus, examples};

const TODAY: &str = "2026-01-01";

fn day(value: Option<&Value>) -> Date {
    value.and_then(Value::as_str).unwrap_or(TODAY).parse().expect("a day")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("`{key}` is missing in {value}"))
}

fn place<'c>(corpus: &'c Corpus, value: &Value) -> &'c Jurisdiction {
    let id = value.get("in").and_then(Value::as_str).unwrap_or("punjab");
    corpus.jurisdiction(id).unwrap_or_else(|| panic!("no place is called {id}"))
}

/// Runs one case: the law of the example against one requirement.
fn run_case(file: &str, requirement: &str, case: &Value, corpus: &Corpus) -> Vec<String> {
    let index = LawIndex::new(corpus);
    let day = day(case.get("as_of"));
    let asked: Vec<_> = corpus.requirements().filter(|asked| asked.id == requirement).collect();
    assert_eq!(asked.len(), 1, "{file}: one requirement is called {requirement}");
    let findings = Assessor::new(&index, day).findings(&[place(corpus, case)], &asked);
    let [finding] = findings.as_slice() else { panic!("{file}: {requirement} does not apply on {day}") };
    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: Option<&Value>, found: Value| {
        if let Some(expected) = expected.filter(|expected| **expected != found) {
            let elements: Vec<String> =
                finding.elements.iter().map(|e| format!("    {} [{}]", e.what, e.outcome.id())).collect();
            let name = text(case, "name");
            wrong.push(format!("{file}, \"{name}\": {what} is {found}, expected {expected}\n{}", elements.join("\n")));
        }
    };
    compare("the status", Some(&case["status"]), json!(finding.status.id()));
    compare("contradicted", case.get("contradicted"), json!(finding.contradicted().0));
    compare("doubts", case.get("doubts"), json!(finding.doubts.len()));
    if let Some(otherwise) = case.get("otherwise") {
        compare("otherwise", Some(otherwise), json!(finding.doubts.first().map(|doubt| doubt.otherwise.id())));
    }
    if let Some(pending) = case.get("would_be") {
        compare("would be", Some(pending), json!(finding.pending.first().map(|pending| pending.otherwise.id())));
    }
    compare("confidence", case.get("confidence"), json!(finding.confidence.map(|verified| verified.id())));
    wrong
}

#[test]
fn every_requirement_has_an_example_that_meets_it_and_one_that_does_not() {
    let standards = bundled_standards();
    let mut wrong = Vec::new();
    let mut with_pair = BTreeSet::new();
    for (file, example) in examples("requirements") {
        let requirement = text(&example, "requirement").to_owned();
        let cases = example["cases"].as_array().expect("cases");
        let statuses: Vec<&str> = cases.iter().map(|case| text(case, "status")).collect();
        if statuses.contains(&"met") && statuses.iter().any(|status| *status != "met") {
            with_pair.insert(requirement.clone());
        }
        for case in cases {
            wrong.extend(run_case(&file, &requirement, case, &corpus(case, &standards)));
        }
    }
    let bundled = corpus(&json!({}), &standards);
    let only = std::env::var("LACUNA_ONLY").ok();
    let asked = |id: &str| only.as_ref().is_none_or(|only| only.split(',').any(|asked| asked == id));
    for requirement in bundled.requirements().filter(|requirement| asked(&requirement.id)) {
        if !with_pair.contains(&requirement.id) {
            wrong.push(format!("{} has no pair under tests/requirements", requirement.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_leaf_says_what_its_example_says() {
    let mut wrong = Vec::new();
    for (file, example) in examples("leaves") {
        for case in example["cases"].as_array().expect("cases") {
            let test = case.get("test").unwrap_or(&example["test"]);
            let mut standards = bundled_standards();
            let requirement = json!({
                "id": "example", "article": "1", "topic": "juvenile-justice", "sector": "justice", "function": "curb",
                "strength": "binding", "weight": 1, "text": "example", "test": test,
            });
            let standard =
                json!({ "id": "example", "title": "example", "kind": "treaty", "requirements": [requirement] });
            standards.insert("standards/example.yaml".to_owned(), standard.to_string());
            wrong.extend(run_case(&file, "example", case, &corpus(case, &standards)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn kind_of(why: &Why) -> String {
    match why {
        Why::NotExtended => "not-extended".to_owned(),
        Why::Pending(_) => "pending".to_owned(),
        Why::NotPassed(_) => "not-passed".to_owned(),
        Why::NotYet(_) => "not-yet".to_owned(),
        Why::Ended(_) => "ended".to_owned(),
        Why::Lapsed(_) => "lapsed".to_owned(),
        Why::Doubtful(_) => "doubtful".to_owned(),
        Why::Touched { how, .. } => how.replace(' ', "-"),
        Why::OtherVersion => "other-version".to_owned(),
    }
}

#[test]
fn the_law_in_force_is_what_each_example_says() {
    let standards = bundled_standards();
    let mut wrong = Vec::new();
    for (file, example) in examples("law") {
        let corpus = corpus(&example, &standards);
        let index = LawIndex::new(&corpus);
        for expected in example["expect"].as_array().expect("expect") {
            let law = LawInForce::of(&index, place(&corpus, expected), day(expected.get("as_of")));
            let (id, section) = text(expected, "provision").split_once(':').expect("id:section");
            let held: Vec<_> = law
                .held
                .iter()
                .filter(|held| held.instrument.id.as_str() == id && section_within(&held.provision.section, section))
                .collect();
            let found = match held.as_slice() {
                [] => {
                    let excluded = law.excluded.iter().find(|exclusion| {
                        let instrument = &corpus.instruments[exclusion.instrument];
                        instrument.id.as_str() == id
                            && exclusion.provision.is_none_or(|at| {
                                section_within(&instrument.provisions[at].section, section)
                                    && exclusion.why != Why::OtherVersion
                            })
                    });
                    excluded.map_or_else(|| "absent".to_owned(), |exclusion| kind_of(&exclusion.why))
                }
                [held, ..] if !held.cuts.is_empty() => "holds-in-part".to_owned(),
                _ => "holds".to_owned(),
            };
            if found != text(expected, "is") {
                wrong.push(format!("{file}: {expected}: found {found}"));
            }
            if let Some(begins) = expected.get("begins").and_then(Value::as_str) {
                let told = law.excluded.iter().find_map(|exclusion| match exclusion.why {
                    Why::NotYet(from) if corpus.instruments[exclusion.instrument].id.as_str() == id => {
                        Some(from.to_string())
                    }
                    _ => None,
                });
                if told.as_deref() != Some(begins) {
                    wrong.push(format!("{file}: {expected}: it begins {told:?}"));
                }
            }
            if let Some(version) = expected.get("version").and_then(Value::as_str)
                && !held.iter().any(|held| held.provision.summary == version)
            {
                let versions: Vec<_> = held.iter().map(|held| held.provision.summary.as_str()).collect();
                wrong.push(format!("{file}: {expected}: the version is {versions:?}"));
            }
            let doubtful = !law.doubts.is_empty();
            if expected.get("doubtful").and_then(Value::as_bool).is_some_and(|expected| expected != doubtful) {
                wrong.push(format!("{file}: {expected}: doubtful is {doubtful}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
