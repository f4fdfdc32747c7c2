//! The bundled law at points in time: what held on both sides of a day, and the legal ages of the day of the consultation and of today, as a lawyer wrote them down from the research.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use lacuna::assess::{AgeLineKind, age_lines};
use lacuna::corpus::{Corpus, Tree};
use lacuna::law::{Held, LawInForce, LawIndex, Side};
use lacuna::model::{Class, Jurisdiction, ProvisionRef, Reach, Scope, Sex, Word};
use serde_json::Value;

fn bundled() -> Corpus {
    let (corpus, problems) = Corpus::read(&Tree::embedded());
    assert!(problems.is_empty(), "the bundled corpus has problems: {problems:#?}");
    corpus
}

fn entries(text: &str) -> Vec<Value> {
    serde_saphyr::from_str(text).expect("a list of entries")
}

fn text<'v>(entry: &'v Value, key: &str) -> &'v str {
    entry[key].as_str().unwrap_or_else(|| panic!("`{key}` is missing in {entry}"))
}

fn texts<'v>(entry: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    entry.get(key).and_then(Value::as_array).into_iter().flatten().map(|item| item.as_str().expect("a text"))
}

fn place_and_day<'c>(corpus: &'c Corpus, entry: &Value) -> (&'c Jurisdiction, Date) {
    let place = corpus.jurisdiction(text(entry, "in")).unwrap_or_else(|| panic!("no such place: {entry}"));
    (place, text(entry, "day").parse().expect("a day"))
}

/// A law or a section of it, and the cell of places or people for which it is asked about.
struct Point<'c> {
    corpus: &'c Corpus,
    law: ProvisionRef,
    cell: Scope,
}

impl<'c> Point<'c> {
    fn new(corpus: &'c Corpus, entry: &Value) -> Self {
        let law = ProvisionRef::parse(text(entry, "law"));
        assert!(corpus.has(&law), "no such law: {law}");
        let mut cell = Scope::default();
        let of = entry.get("of").and_then(Value::as_object).into_iter().flatten();
        for (key, said) in of {
            let word = |class| {
                let word = Word::new(class, said.as_str().expect("a word"));
                assert!(corpus.words.get(&word).is_some(), "no such {class}: {entry}");
                vec![word]
            };
            match key.as_str() {
                "part" => cell.parts = word(Class::Part),
                "setting" => cell.settings = word(Class::Setting),
                "community" => cell.communities = word(Class::Community),
                _ => panic!("`of` takes part, setting or community: {entry}"),
            }
        }
        Self { corpus, law, cell }
    }

    fn held<'l>(&'l self, law: &'l LawInForce<'c>) -> Vec<&'l Held<'c>> {
        let asked = |held: &&Held<'_>| {
            let named = self.law.section.as_ref().is_none_or(|section| held.provision.section == *section);
            let cut = held
                .cuts
                .iter()
                .any(|cut| !self.cell.is_everyone() && cut.reach(&self.cell, law.words()) == Reach::Full);
            held.instrument.id == self.law.instrument
                && named
                && !cut
                && held.scope.reach(&self.cell, law.words()) != Reach::None
        };
        law.held.iter().filter(asked).collect()
    }

    /// What the provisions that hold say: their summaries and their rules in words.
    fn said(&self, law: &LawInForce<'c>) -> String {
        let held = self.held(law);
        let says = |held: &&Held<'c>| {
            let rules = held.provision.rules.iter().map(|rule| rule.describe(law.words()));
            std::iter::once(held.provision.summary.clone()).chain(rules).collect::<Vec<_>>()
        };
        held.iter().flat_map(says).collect::<Vec<_>>().join("\n").to_lowercase()
    }

    fn is_doubtful(&self, law: &LawInForce<'c>, index: &LawIndex<'c>) -> bool {
        let holds = !self.held(law).is_empty();
        let points = law.doubts.iter().chain(&law.pending);
        points.into_iter().any(|point| self.held(&law.otherwise(index, point.assumption())).is_empty() == holds)
    }

    fn yields(&self, law: &LawInForce<'c>, other: &str) -> bool {
        let other = ProvisionRef::parse(other);
        let side = |at: &'_ ProvisionRef| self.corpus.position(&at.instrument).expect("a law of the corpus");
        let first = Side { position: side(&self.law), section: self.law.section.as_deref() };
        let second = Side { position: side(&other), section: other.section.as_deref() };
        law.priority(first, second).0 == lacuna::law::Priority::Second
    }
}

#[test]
fn the_law_is_right_on_both_sides_of_a_day() {
    let corpus = bundled();
    let index = LawIndex::new(&corpus);
    let mut wrong = Vec::new();
    for entry in entries(include_str!("points.yaml")) {
        let (place, day) = place_and_day(&corpus, &entry);
        let point = Point::new(&corpus, &entry);
        let law = LawInForce::of(&index, place, day);
        let mut fail = |what: &str| {
            wrong.push(format!("{} in {} on {day}: {what} ({})", point.law, place.id, text(&entry, "facts")));
        };
        if let Some(holds) = entry.get("holds").and_then(Value::as_bool) {
            let held = !point.held(&law).is_empty();
            if held != holds {
                fail(if holds { "should hold and does not" } else { "should not hold and does" });
                continue;
            }
        }
        let said = point.said(&law);
        for words in texts(&entry, "says").filter(|words| !said.contains(&words.to_lowercase())) {
            fail(&format!("should say \"{words}\", and says: {said}"));
        }
        for words in texts(&entry, "silent_on").filter(|words| said.contains(&words.to_lowercase())) {
            fail(&format!("should not say \"{words}\", and says: {said}"));
        }
        let doubtful = entry.get("doubtful").and_then(Value::as_bool);
        if doubtful.is_some_and(|doubtful| doubtful != point.is_doubtful(&law, &index)) {
            fail("whether it holds should be doubtful, and is not, or the reverse");
        }
        if let Some(other) = entry.get("over").and_then(Value::as_str)
            && !point.yields(&law, other)
        {
            fail(&format!("should yield to {other}"));
        }
    }
    assert!(wrong.is_empty(), "{} points are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A line of the table of ages: male, female, for whom, and the section that draws it.
type Line = (Option<u64>, Option<u64>, Option<String>, String);

/// Every line that the law draws for an activity in a place on a day, general or for some people only, without the bands that open by maturity.
fn lines(law: &LawInForce<'_>, of: &Word) -> BTreeSet<Line> {
    let lines = age_lines(law, of);
    let drawn = lines.iter().filter(|line| line.kind == AgeLineKind::Line && line.minimum.of == *of);
    drawn
        .map(|line| {
            let years = |sex| line.minimum.age.of(sex).map(|age| u64::from(age.years()));
            let section = format!("{}:{}", line.rule.instrument.id, line.rule.provision.section);
            (years(Sex::Male), years(Sex::Female), line.rule.scope.describe(law.words()), section)
        })
        .collect()
}

#[test]
fn the_legal_ages_are_right_then_and_now() {
    let corpus = bundled();
    let index = LawIndex::new(&corpus);
    let mut expected: BTreeMap<(String, String, String), BTreeSet<Line>> = BTreeMap::new();
    for entry in entries(include_str!("ages.yaml")) {
        let said = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        let places: Vec<&str> = match entry["in"].as_str() {
            Some(place) => vec![place],
            None => texts(&entry, "in").collect(),
        };
        for place in places {
            let key = (text(&entry, "of").to_owned(), place.to_owned(), text(&entry, "day").to_owned());
            let known = expected.entry(key).or_default();
            known.extend(
                said("section")
                    .map(|section| (entry["male"].as_u64(), entry["female"].as_u64(), said("whom"), section)),
            );
        }
    }
    let mut wrong = Vec::new();
    for ((of, place, day), expected) in expected {
        let word = Word::new(Class::Activity, &of);
        assert!(corpus.words.get(&word).is_some(), "no such activity: {of}");
        let there = corpus.jurisdiction(&place).unwrap_or_else(|| panic!("no such place: {place}"));
        let law = LawInForce::of(&index, there, day.parse().expect("a day"));
        let found = lines(&law, &word);
        wrong.extend(expected.difference(&found).map(|line| format!("{of} in {place} on {day}: not found: {line:?}")));
        wrong.extend(
            found.difference(&expected).map(|line| format!("{of} in {place} on {day}: not in the research: {line:?}")),
        );
    }
    assert!(wrong.is_empty(), "{} lines are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
