//! Every loophole pattern has a smallest law that has it and a smallest mended one; these tests look at both.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use lacuna::corpus::{Code, Corpus, Tree};
use lacuna::law::LawIndex;
use lacuna::loophole::{Finder, Loophole};
use serde_json::Value;

use support::{bundled_standards, corpus, examples};

const TODAY: &str = "2026-01-01";

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("`{key}` is missing in {value}"))
}

fn list(value: Option<&Value>) -> BTreeSet<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.map(|item| item.as_str().expect("a text").to_owned()).collect()
}

/// What a loophole stands on, as an example names it: `punjab/act:3`, or `punjab/act` for the whole.
fn grounds(found: &[Loophole<'_>]) -> BTreeSet<String> {
    let stands = found.iter().flat_map(|loophole| &loophole.stands);
    stands
        .map(|stand| match stand.section {
            Some(section) => format!("{}:{section}", stand.instrument.id),
            None => stand.instrument.id.to_string(),
        })
        .collect()
}

fn run_case(file: &str, pattern: &str, case: &Value, corpus: &Corpus) -> Vec<String> {
    let index = LawIndex::new(corpus);
    let day: Date = case.get("as_of").and_then(Value::as_str).unwrap_or(TODAY).parse().expect("a day");
    let place = corpus.jurisdiction(case.get("in").and_then(Value::as_str).unwrap_or("punjab")).expect("a place");
    let patterns: Vec<_> = corpus.loopholes.iter().filter(|known| known.id == pattern).collect();
    assert_eq!(patterns.len(), 1, "{file}: one pattern is called {pattern}");
    let found = Finder::new(&index, day).find(&[place], &patterns);
    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: BTreeSet<String>, found: BTreeSet<String>| {
        if expected != found {
            wrong.push(format!("{file}, \"{}\": {what} {found:?}, expected {expected:?}", text(case, "name")));
        }
    };
    compare("found", list(case.get("found")), grounds(&found));
    if case.get("closed_by").is_some() {
        let closed = found.iter().flat_map(|loophole| &loophole.closed_by);
        let closed = closed.map(|closed| format!("{}:{}", closed.instrument.id, closed.section)).collect();
        compare("closed by", list(case.get("closed_by")), closed);
    }
    wrong
}

#[test]
fn every_pattern_has_a_law_that_has_it_and_a_mended_one() {
    let standards = words_and_patterns();
    let mut wrong = Vec::new();
    let mut with_pair = BTreeSet::new();
    for (file, example) in examples("loopholes") {
        let pattern = text(&example, "pattern").to_owned();
        let cases = example["cases"].as_array().expect("cases");
        let has = |case: &Value| !list(case.get("found")).is_empty();
        if cases.iter().any(has) && !cases.iter().all(has) {
            with_pair.insert(pattern.clone());
        }
        for case in cases {
            wrong.extend(run_case(&file, &pattern, case, &corpus(case, &standards)));
        }
    }
    for pattern in &corpus(&Value::Null, &standards).loopholes {
        if !with_pair.contains(&pattern.id) {
            wrong.push(format!("{} has no pair under tests/loopholes", pattern.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words and the patterns, without the requirements: a hundred corpora are read here.
fn words_and_patterns() -> BTreeMap<String, String> {
    let mut files = bundled_standards();
    files.retain(|path, _| path.contains("/vocabulary") || path.contains("/loopholes"));
    files
}

fn with_patterns(patterns: &str) -> BTreeMap<String, String> {
    let mut files = words_and_patterns();
    files.insert("standards/loopholes.yaml".to_owned(), patterns.to_owned());
    files
}

const ENTRY: &str =
    "patterns:\n  - {id: example, title: t, explains: e, matters: m, level: provision, severity: 1, remedy: r, ";

/// The first problem of a loophole file: code, line, column, help.
fn refused(entry: &str) -> (Code, u32, u32, String) {
    let files = with_patterns(&format!("{ENTRY}\n     {entry}}}\n"));
    let mut tree = Tree { files };
    let places = "{corpus: example, jurisdictions: [{id: punjab, name: Punjab, kind: province}]}";
    tree.files.insert("laws/jurisdictions.yaml".to_owned(), places.to_owned());
    let (_, problems) = Corpus::read(&tree);
    let [problem] = problems.as_slice() else { panic!("one problem: {problems:#?}") };
    assert_eq!(problem.file, "standards/loopholes.yaml");
    (problem.code, problem.mark.line, problem.mark.column, problem.help.clone().unwrap_or_default())
}

#[test]
fn a_wrong_pattern_is_refused_at_its_place_with_the_nearest_word() {
    let near = |word: &str| format!("the nearest act is `{word}`");
    let key = |word: &str| format!("the nearest key here is `{word}`");
    let cases = [
        ("pattern: {offense: {}}", (Code::UnknownKey, 3, 16, "the nearest is `offence`".to_owned())),
        ("pattern: {offence: {acts: murder}}", (Code::UnknownKey, 3, 26, key("act"))),
        ("pattern: {offence: {act: murdre}}", (Code::UnknownWord, 3, 31, near("murder"))),
        ("pattern: {offence: {penalty: {prison_max: {below: 3 yeers}}}}", (Code::BadTerm, 3, 56, String::new())),
        ("detector: ages-difer", (Code::UnknownDetector, 3, 16, "the nearest detector is `ages-differ`".to_owned())),
        ("pattern: {all: []}", (Code::EmptyPattern, 3, 21, String::new())),
    ];
    for (entry, expected) in cases {
        let found = refused(entry);
        assert_eq!((found.0, found.3), (expected.0, expected.3), "{entry}");
        assert_eq!((found.1, found.2), (expected.1, expected.2), "{entry}");
    }
    let typed = refused("pattern: {offence: {cognizable: 3}}");
    assert_eq!((typed.0, typed.1, typed.2), (Code::WrongShape, 3, 38));
}

#[test]
fn an_accepted_loophole_is_shown_with_its_reason() {
    let law = serde_json::json!({ "laws": [{ "id": "punjab/act", "provisions": [{ "section": "3", "rules": [{ "duty": { "to": "make-rules", "force": "shall" } }] }] }] });
    let accepts = |pattern: &str| {
        with_patterns(&format!(
            "{ENTRY} pattern: {{duty: {{bearer: none}}}}}}\naccepted: [{{pattern: {pattern}, in: punjab, law: \"punjab/act:3\", reason: the bearer is plain}}]\n"
        ))
    };
    let corpus = corpus(&law, &accepts("example"));
    let index = LawIndex::new(&corpus);
    let place = corpus.jurisdiction("punjab").expect("a place");
    let found = Finder::new(&index, TODAY.parse().expect("a day")).find(&[place], &[&corpus.loopholes[0]]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].accepted, Some("the bearer is plain"));
}
