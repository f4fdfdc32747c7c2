//! Ages: definitions, minimum ages, and the table of them.

use crate::law::RuleInForce;
use crate::model::{
    Age, AgeBySex, Definition, DefinitionLeaf, Exception, MinimumAge, MinimumAgeLeaf, Over, Permission, RuleBody,
    Scope, Sex, Word,
};

use super::bench::{Bench, Element, Kin, Outcome, Says};

/// The law a per-law element speaks of: its citation and whom it reaches.
fn law_label(bench: &Bench<'_, '_>, rule: &RuleInForce<'_>) -> String {
    match rule.scope.describe(bench.words()) {
        Some(whom) => format!("{} ({whom})", rule.citation()),
        None => rule.citation(),
    }
}

/// How an age compares with the one asked.
fn compare(age: Option<Age>, at_least: Age, contradicted_below: Age) -> Outcome {
    match age {
        None => Outcome::Unknown,
        Some(age) if age >= at_least => Outcome::Met,
        Some(age) if age < contradicted_below => Outcome::Contradicted,
        Some(_) => Outcome::Missing,
    }
}

fn sides(says: Outcome) -> Says {
    match says {
        Outcome::Met => Says::Satisfies,
        Outcome::Contradicted => Says::Contradicts,
        Outcome::Missing => Says::Weakly("too low"),
        Outcome::Unknown => Says::Unstated,
    }
}

pub fn definition(bench: &Bench<'_, '_>, leaf: &DefinitionLeaf) -> Vec<Element> {
    let words = bench.words();
    let read = |rule: &RuleInForce<'_>| -> Option<Definition> {
        let RuleBody::Definition(definition) = &*rule.body else {
            return None;
        };
        let named = leaf.term.iter().any(|term| words.is_within(&definition.term, term));
        let meant = match (&leaf.purpose, &definition.purpose) {
            (Some(asked), Some(purpose)) => words.is_within(purpose, asked),
            _ => true,
        };
        (named && meant).then(|| definition.clone())
    };
    let term = words.labels(&leaf.term);
    let mut elements = Vec::new();
    if let Some(under) = leaf.under {
        let line = Line {
            at_least: Some(under),
            contradicted_below: None,
            same_for_sexes: leaf.same_for_sexes,
            over: leaf.over,
        };
        elements.extend(ages_by_law(bench, &term, &line, |rule| {
            read(rule)
                .filter(|definition| definition.under.is_some() || definition.from_age.is_none())
                .map(|definition| (term.clone(), definition.under.unwrap_or_default()))
        }));
    }
    for feature in &leaf.includes {
        let what = format!("{term}: {}", words.label(feature));
        elements.extend(bench.elements(&what, Kin::Positive, |rule| match read(rule) {
            Some(definition) if words.names(&definition.includes, feature) => Says::Satisfies,
            Some(definition) if words.names(&definition.excludes, feature) => Says::Contradicts,
            _ => Says::Nothing,
        }));
    }
    if let Some(moment) = &leaf.at {
        let what = format!("age is measured at {}", words.label(moment));
        elements.extend(bench.elements(&what, Kin::Positive, |rule| {
            match read(rule).and_then(|definition| definition.at) {
                Some(at) if at == *moment => Says::Satisfies,
                Some(_) => Says::Contradicts,
                None => Says::Nothing,
            }
        }));
    }
    for test in &leaf.no_tests {
        let what = format!("no law lets {} decide", words.label(test));
        elements.extend(bench.elements(&what, Kin::Negative, |rule| {
            let tests = match &*rule.body {
                RuleBody::Definition(_) => read(rule).map(|definition| definition.tests).unwrap_or_default(),
                RuleBody::MinimumAge(minimum) => minimum.or_earlier.clone(),
                _ => Vec::new(),
            };
            if words.names(&tests, test) { Says::Contradicts } else { Says::Nothing }
        }));
    }
    if leaf.uniform {
        elements.push(uniform(bench, &term, read));
    }
    elements
}

/// Definitions of one term for one purpose that differ, with neither prevailing. Definitions of different purposes never clash.
fn uniform(bench: &Bench<'_, '_>, term: &str, read: impl Fn(&RuleInForce<'_>) -> Option<Definition>) -> Element {
    let what = format!("{term}: one age for each purpose");
    let found: Vec<(&RuleInForce<'_>, Definition)> = bench
        .rules()
        .filter_map(|rule| {
            read(rule).filter(|definition| definition.under.is_some()).map(|definition| (rule, definition))
        })
        .collect();
    for (rule, _) in &found {
        bench.heard(rule.position);
    }
    for (at, (rule, definition)) in found.iter().enumerate() {
        for (other, against) in &found[..at] {
            let same_purpose = definition.purpose.is_some() && definition.purpose == against.purpose;
            let settled = || bench.law.priority((*rule).into(), (*other).into()).0 != crate::law::Priority::Unsettled;
            if same_purpose
                && definition.under != against.under
                && !settled()
                && rule.position != other.position
                && definition.term == against.term
            {
                let note = format!(
                    "{} says under {}, {} under {}",
                    rule.citation(),
                    definition.under.unwrap_or_default(),
                    other.citation(),
                    against.under.unwrap_or_default()
                );
                let mut element = bench.decided(what, rule, Outcome::Contradicted, Some(note));
                element.evidence.extend(bench.decided(String::new(), other, Outcome::Contradicted, None).evidence);
                return element;
            }
        }
    }
    bench.silent(what, Kin::Negative)
}

/// How high ages must be, and whether the same for both sexes.
struct Line {
    at_least: Option<Age>,
    contradicted_below: Option<Age>,
    same_for_sexes: bool,
    over: Over,
}

impl Line {
    fn judge(&self, age: Option<Age>, at_least: Age) -> Outcome {
        compare(age, at_least, self.contradicted_below.unwrap_or(at_least))
    }
}

/// The ages that laws set, in one law or in each; `read` gives what a rule sets an age for, and the age.
fn ages_by_law(
    bench: &Bench<'_, '_>,
    subject: &str,
    line: &Line,
    read: impl Fn(&RuleInForce<'_>) -> Option<(String, AgeBySex)>,
) -> Vec<Element> {
    let mut elements = Vec::new();
    let asked = |sex: Sex| line.at_least.map(|at_least| (sex, at_least));
    match line.over {
        Over::Any => {
            for (sex, at_least) in Sex::BOTH.into_iter().filter_map(asked) {
                let what = format!("{subject}: {at_least} for {}", sex.children());
                elements.extend(bench.elements(&what, Kin::Positive, |rule| {
                    read(rule).map_or(Says::Nothing, |(_, ages)| sides(line.judge(ages.of(sex), at_least)))
                }));
            }
        }
        Over::Every => {
            for rule in bench.rules() {
                let Some((subject, ages)) = read(rule) else { continue };
                for (sex, at_least) in Sex::BOTH.into_iter().filter_map(asked) {
                    let said = ages.of(sex).map_or("not stated".to_owned(), |age| age.to_string());
                    let what = format!("{subject}, {}: {said} - {}", sex.children(), law_label(bench, rule));
                    elements.push(bench.decided(what, rule, line.judge(ages.of(sex), at_least), None));
                }
                if line.same_for_sexes && !ages.is_unstated() {
                    let what = format!("{subject}: the same for girls and boys - {}", law_label(bench, rule));
                    let outcome = if ages.female == ages.male { Outcome::Met } else { Outcome::Contradicted };
                    elements.push(bench.decided(what, rule, outcome, None));
                }
            }
            if elements.is_empty() {
                elements.push(bench.silent(format!("{subject}: an age is set"), Kin::Positive));
            } else if !bench.surveyed {
                elements.push(bench.silent(format!("{subject}: every other law"), Kin::Negative));
            }
        }
    }
    elements
}

pub fn minimum_age(bench: &Bench<'_, '_>, leaf: &MinimumAgeLeaf) -> Vec<Element> {
    let words = bench.words();
    let read = |rule: &RuleInForce<'_>| -> Option<MinimumAge> {
        match &*rule.body {
            RuleBody::MinimumAge(minimum) if words.is_within(&minimum.of, &leaf.of) => Some(minimum.clone()),
            _ => None,
        }
    };
    let line = |rule: &RuleInForce<'_>| read(rule).filter(|minimum| minimum.unless.is_empty());
    let named = |of: &Word| format!("minimum age of {}", words.label(of));
    let subject = named(&leaf.of);
    // A line that an earlier test opens is no line: it is judged as one point, not sex by sex.
    let opened = |rule: &RuleInForce<'_>| {
        line(rule).filter(|minimum| leaf.exceptions.is_some() && !minimum.or_earlier.is_empty())
    };
    let firm = |rule: &RuleInForce<'_>| {
        line(rule).filter(|_| opened(rule).is_none()).map(|minimum| (named(&minimum.of), minimum.age))
    };
    let asked = Line {
        at_least: leaf.at_least,
        contradicted_below: leaf.contradicted_below,
        same_for_sexes: leaf.same_for_sexes,
        over: leaf.over,
    };
    let mut elements = Vec::new();
    if leaf.at_least.is_some() || leaf.same_for_sexes {
        elements.extend(ages_by_law(bench, &subject, &asked, firm));
    }
    for rule in bench.rules() {
        if let Some(minimum) = opened(rule) {
            let what = format!(
                "{}: {}, or earlier by {} - {}",
                named(&minimum.of),
                minimum.age,
                words.labels(&minimum.or_earlier),
                law_label(bench, rule)
            );
            elements.push(bench.decided(what, rule, Outcome::Contradicted, None));
        }
    }
    for floor in &leaf.not_below {
        elements.extend(not_below(bench, &subject, floor, &asked, firm));
    }
    for condition in &leaf.conditions {
        let what = format!("{subject}: {}", words.label(condition));
        elements.extend(bench.elements(&what, Kin::Positive, |rule| match line(rule) {
            Some(minimum) if words.names(&minimum.conditions, condition) => Says::Satisfies,
            _ => Says::Nothing,
        }));
    }
    for (word, cell) in leaf.across.cells() {
        elements.extend(reached(bench, &subject, &words.label(word), &cell, &line));
    }
    if let Some(allowed) = &leaf.exceptions {
        let what = format!("{subject}: no exception or leave in any law");
        elements.extend(bench.elements(&what, Kin::Negative, |rule| {
            if line(rule).is_some() {
                if rule.rule.exceptions.iter().any(|exception| lowers(exception, allowed, leaf.at_least)) {
                    return Says::Contradicts;
                }
                return Says::Nothing;
            }
            match &*rule.body {
                RuleBody::Permission(permission)
                    if opens(bench, permission, &leaf.of) && !allowed_here(permission, allowed) =>
                {
                    Says::Contradicts
                }
                _ => Says::Nothing,
            }
        }));
    }
    if leaf.no_maturity_test {
        let what = format!("{subject}: no test of maturity below a second age");
        elements.extend(bench.elements(&what, Kin::Negative, |rule| match read(rule) {
            Some(minimum) if !minimum.unless.is_empty() => Says::Contradicts,
            _ => Says::Nothing,
        }));
    }
    elements
}

/// Whether each line reaches the age that the law of the place sets for another activity, the highest where several laws set one.
fn not_below(
    bench: &Bench<'_, '_>,
    subject: &str,
    floor: &Word,
    asked: &Line,
    read: impl Fn(&RuleInForce<'_>) -> Option<(String, AgeBySex)>,
) -> Vec<Element> {
    let words = bench.words();
    let set = bench.law.rules.iter().filter_map(|rule| match &*rule.body {
        RuleBody::MinimumAge(minimum) if words.is_within(&minimum.of, floor) && minimum.unless.is_empty() => {
            Sex::BOTH.iter().filter_map(|sex| minimum.age.of(*sex)).max().map(|age| (age, rule))
        }
        _ => None,
    });
    let set: Vec<_> = set.collect();
    for (_, rule) in &set {
        bench.heard(rule.position);
    }
    let Some((age, setter)) = set.into_iter().max_by_key(|(age, _)| *age) else {
        let what = format!("{subject}: not below {}, which no law sets", words.label(floor));
        return vec![bench.silent(what, Kin::Positive)];
    };
    let mut elements = Vec::new();
    for rule in bench.rules() {
        let Some((subject, ages)) = read(rule) else { continue };
        let lowest = Sex::BOTH.iter().filter_map(|sex| ages.of(*sex)).min();
        let what = format!("{subject}: not below {} ({age}) - {}", words.label(floor), law_label(bench, rule));
        let note = Some(format!("{age} by {}", setter.citation()));
        elements.push(bench.decided(what, rule, asked.judge(lowest, age), note));
    }
    if elements.is_empty() {
        elements.push(bench.silent(format!("{subject}: not below {} ({age})", words.label(floor)), Kin::Positive));
    }
    elements
}

/// A cell that no law reaches is an element of its own; one that a law reaches is judged law by law.
fn reached(
    bench: &Bench<'_, '_>,
    subject: &str,
    whom: &str,
    cell: &Scope,
    line: &impl Fn(&RuleInForce<'_>) -> Option<MinimumAge>,
) -> Option<Element> {
    let words = bench.words();
    let reached =
        bench.rules().any(|rule| line(rule).is_some() && rule.reach(cell, words) == crate::model::Reach::Full);
    (!reached).then(|| bench.silent(format!("{subject}: a law reaches {whom}"), Kin::Positive))
}

/// Whether an exception lets the age be lower than asked.
fn lowers(exception: &Exception, allowed: &[Word], at_least: Option<Age>) -> bool {
    let high_enough = exception
        .age
        .zip(at_least)
        .is_some_and(|(age, at_least)| Sex::BOTH.iter().all(|sex| age.of(*sex).is_some_and(|age| age >= at_least)));
    !high_enough && !allowed.contains(&exception.what)
}

fn opens(bench: &Bench<'_, '_>, permission: &Permission, of: &Word) -> bool {
    let words = bench.words();
    let age_of = |act: &Word| words.get(act).and_then(|entry| entry.age_of.as_ref());
    permission.act.iter().any(|act| age_of(act).is_some_and(|own| words.is_within(own, of)))
}

fn allowed_here(permission: &Permission, allowed: &[Word]) -> bool {
    !permission.conditions.is_empty() && permission.conditions.iter().all(|condition| allowed.contains(condition))
}
