//! Ages and definitions that differ between the laws of one place.

use crate::law::{Priority, RuleInForce};
use crate::model::{AgeBySex, Reach, RuleBody, Sex, Word};

use super::{Hit, Scene};

/// The age a rule sets, with the thing it sets it for.
fn line<'r>(rule: &'r RuleInForce<'_>) -> Option<(&'r Word, Option<&'r Word>, AgeBySex)> {
    let (of, purpose, age) = match &*rule.body {
        RuleBody::Definition(own) => (&own.term, own.purpose.as_ref(), own.under?),
        RuleBody::MinimumAge(own) => (&own.of, None, own.age),
        _ => return None,
    };
    (!age.is_unstated()).then_some((of, purpose, age))
}

/// Whether two ages differ for some sex for which both are stated.
fn differ(a: AgeBySex, b: AgeBySex) -> bool {
    Sex::BOTH.iter().any(|sex| matches!((a.of(*sex), b.of(*sex)), (Some(a), Some(b)) if a != b))
}

fn lower(a: AgeBySex, b: AgeBySex) -> bool {
    Sex::BOTH.iter().any(|sex| matches!((a.of(*sex), b.of(*sex)), (Some(a), Some(b)) if a < b))
}

/// Whether two rules of different laws can meet in one child, and nothing settles which prevails. A rule for one workplace or one class of offence is a special rule beside the general
/// one, not a clash with it; a rebuttable line is a second line above the first.
fn clash<'c>(scene: &Scene<'_, 'c>, a: &RuleInForce<'c>, b: &RuleInForce<'c>) -> bool {
    let words = scene.law.words();
    if a.scope.settings != b.scope.settings || a.scope.offences != b.scope.offences || yields(a) != yields(b) {
        return false;
    }
    let meet = a.reach(&b.scope, words) != Reach::None && b.reach(&a.scope, words) != Reach::None;
    let settled = || matches!(scene.law.priority(a.into(), b.into()), (Priority::First | Priority::Second, None));
    a.position != b.position && meet && !settled()
}

/// Whether it is a line that yields to the child's maturity.
fn yields(rule: &RuleInForce<'_>) -> bool {
    matches!(&*rule.body, RuleBody::MinimumAge(own) if !own.unless.is_empty())
}

fn said<'c>(scene: &Scene<'_, 'c>, label: &str, rules: &[&RuleInForce<'c>]) -> String {
    let ages: Vec<String> = rules
        .iter()
        .filter_map(|rule| {
            let (_, _, age) = line(rule)?;
            let scope = rule.scope.describe(scene.law.words()).map(|scope| format!(", {scope}")).unwrap_or_default();
            Some(format!("{age} ({}{scope})", rule.citation()))
        })
        .collect();
    format!("{label}: {}", ages.join("; "))
}

/// Groups of rules on one thing in which ages differ between laws.
fn groups<'s, 'c>(scene: &Scene<'s, 'c>, by_purpose: bool) -> Vec<(String, Vec<&'s RuleInForce<'c>>)> {
    let words = scene.law.words();
    /// Kind of rule, what it is about, and for which purpose.
    type Thing<'s> = (&'static str, &'s Word, Option<&'s Word>);
    let mut groups: Vec<(Thing<'s>, Vec<&'s RuleInForce<'c>>)> = Vec::new();
    for rule in scene.among() {
        let Some((of, purpose, _)) = line(rule) else {
            continue;
        };
        let key = (rule.body.kind(), of, purpose.filter(|_| by_purpose));
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rules)) => rules.push(rule),
            None => groups.push((key, vec![rule])),
        }
    }
    let mut found = Vec::new();
    for ((_, of, purpose), rules) in groups {
        let clashing: Vec<&'s RuleInForce<'c>> = rules
            .iter()
            .copied()
            .filter(|rule| {
                rules.iter().any(|other| {
                    matches!((line(rule), line(other)), (Some((_, _, a)), Some((_, _, b))) if differ(a, b))
                        && clash(scene, rule, other)
                })
            })
            .collect();
        if !clashing.is_empty() {
            let purpose = purpose.map(|purpose| format!(" for {}", words.label(purpose))).unwrap_or_default();
            found.push((format!("{}{purpose}", words.label(of)), clashing));
        }
    }
    found
}

/// Different ages for one activity, or of one term for one purpose.
pub fn ages_differ<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let each = groups(scene, true).into_iter();
    each.map(|(label, rules)| scene.hit(&rules, Some(said(scene, &label, &rules)))).collect()
}

/// Different ages of one term, whatever the purpose.
pub fn definitions_differ<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let each = groups(scene, false).into_iter();
    each.map(|(label, rules)| scene.hit(&rules, Some(said(scene, &label, &rules)))).collect()
}

/// A newer law that asks for more, without a clause that lets it prevail, and the older one that asks for less.
pub fn older_law_survives<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let mut hits = Vec::new();
    for (label, rules) in groups(scene, true) {
        let passed = |rule: &RuleInForce<'c>| rule.instrument.passed.map(|day| day.latest());
        let age = |rule: &RuleInForce<'c>| line(rule).map(|(_, _, age)| age).unwrap_or_default();
        for newer in &rules {
            let older: Vec<&RuleInForce<'c>> = rules
                .iter()
                .copied()
                .filter(|older| passed(older) < passed(newer) && lower(age(older), age(newer)))
                .filter(|older| clash(scene, newer, older))
                .filter(|older| scene.law.priority((*newer).into(), (*older).into()).0 == Priority::Unsettled)
                .collect();
            if !older.is_empty() {
                let rules: Vec<&RuleInForce<'c>> = std::iter::once(*newer).chain(older).collect();
                hits.push(scene.hit(&rules, Some(said(scene, &label, &rules))));
            }
        }
    }
    hits
}
