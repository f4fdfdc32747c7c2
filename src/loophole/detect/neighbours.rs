//! Rules that cover less, or punish less, than the rules beside them.

use crate::law::RuleInForce;
use crate::model::{Offence, Penalty, Person, Reach, RuleBody, Sanction, Sex};

use super::{Hit, Scene};

/// The age to which protection is asked.
const OF_AGE: u8 = 18;

fn victim<'r>(rule: &'r RuleInForce<'_>) -> Option<&'r Person> {
    match &*rule.body {
        RuleBody::Offence(own) => own.victim.as_ref(),
        RuleBody::Prohibition(own) => own.victim.as_ref(),
        RuleBody::Permission(own) => own.victim.as_ref(),
        _ => None,
    }
}

fn sex(rule: &RuleInForce<'_>) -> Option<Sex> {
    victim(rule).and_then(|person| person.sex).or(rule.scope.sex)
}

/// Rules for one sex, where no rule of the same kind on the same thing covers the other.
pub fn one_sex_only<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let limited: Vec<&RuleInForce<'c>> = scene.among().collect();
    let mut hits = Vec::new();
    for rule in &limited {
        let subjects = rule.body.subjects();
        let covers_other = |other: &RuleInForce<'c>| {
            let theirs = other.body.subjects();
            let same_sex_only = limited.iter().any(|limited| std::ptr::eq(*limited, other)) && sex(other) == sex(rule);
            other.body.kind() == rule.body.kind()
                && !same_sex_only
                && (scene.within(&subjects, &theirs) || sex(other).is_some() && scene.within(&theirs, &subjects))
        };
        if !scene.rules().any(covers_other) {
            hits.push(scene.hit(&[rule], None));
        }
    }
    hits
}

/// Offences that protect to an age below eighteen, where none on the same act reaches eighteen for everyone whom the offence speaks of: a law for one community covers nobody else.
pub fn lower_age_than_needed<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let upper = |rule: &RuleInForce<'c>| victim(rule).and_then(|person| scene.law.upper_age(rule.position, person));
    let below = |rule: &RuleInForce<'c>| {
        upper(rule).is_some_and(|age| Sex::BOTH.iter().any(|sex| age.of(*sex).is_some_and(|age| age.years() < OF_AGE)))
    };
    let offences = || scene.rules().filter(|rule| matches!(&*rule.body, RuleBody::Offence(_)));
    let mut hits = Vec::new();
    for rule in scene.among().filter(|rule| matches!(&*rule.body, RuleBody::Offence(_)) && below(rule)) {
        let subjects = rule.body.subjects();
        let reaches_further = |other: &RuleInForce<'c>| {
            let open = match victim(other) {
                None => true,
                // A term whose age is not stated is no shown lower age.
                Some(_) => upper(other).is_none() || !below(other),
            };
            open && sex(other).is_none_or(|own| sex(rule) == Some(own))
                && scene.within(&subjects, &other.body.subjects())
                && other.reach(&rule.scope, scene.law.words()) == Reach::Full
        };
        if !offences().any(reaches_further) {
            hits.push(scene.hit(&[rule], None));
        }
    }
    hits
}

/// How grave the gravest sentence is: a fine, so many days of prison, life, death; `None` when it is not stated.
fn gravest(offence: &Offence) -> Option<f64> {
    let grave = |penalty: &Penalty| -> Option<f64> {
        let has = |kind| penalty.sanctions.contains(&kind);
        if has(Sanction::Death) {
            return Some(f64::INFINITY);
        }
        if has(Sanction::Life) {
            return Some(f64::MAX);
        }
        if has(Sanction::Prison) {
            return penalty.longest_prison().map(crate::model::Term::days);
        }
        (penalty.sanctions == [Sanction::Fine]).then_some(0.0)
    };
    let all: Option<Vec<f64>> = offence.penalties.iter().map(grave).collect();
    all.filter(|all| !all.is_empty()).map(|all| all.into_iter().fold(0.0, f64::max))
}

/// Offences looked at that punish an act less than the same act is punished by another law that covers the child too.
pub fn punished_less<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let words = scene.law.words();
    let mut hits = Vec::new();
    for rule in scene.among() {
        let RuleBody::Offence(own) = &*rule.body else {
            continue;
        };
        let graver: Vec<&RuleInForce<'c>> = scene
            .rules()
            .filter(|other| match &*other.body {
                RuleBody::Offence(general) => {
                    let covers_child = victim(other).is_none_or(|person| person.sex.is_none() && person.is.is_empty());
                    other.position != rule.position
                        && general.by == own.by
                        && general.settings.is_empty()
                        && covers_child
                        && own.act.iter().all(|act| general.act.contains(act))
                        && other.reach(&rule.scope, words) == Reach::Full
                        && matches!((gravest(own), gravest(general)), (Some(own), Some(general)) if own < general)
                }
                _ => false,
            })
            .collect();
        if !graver.is_empty() {
            let rules: Vec<&RuleInForce<'c>> = std::iter::once(rule).chain(graver).collect();
            hits.push(scene.hit(&rules, None));
        }
    }
    hits
}

/// Bans that no offence of the same law answers, in laws whose whole text was read.
pub fn ban_without_penalty<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let mut hits = Vec::new();
    for rule in scene.among() {
        let RuleBody::Prohibition(ban) = &*rule.body else {
            continue;
        };
        if ban.sanction.is_some() || rule.instrument.surveyed.is_empty() {
            continue;
        }
        let acts = rule.body.subjects();
        let answered = scene.rules().any(|other| {
            other.position == rule.position
                && matches!(&*other.body, RuleBody::Offence(_))
                && (scene.within(&acts, &other.body.subjects()) || scene.within(&other.body.subjects(), &acts))
        });
        if !answered {
            hits.push(scene.hit(&[rule], None));
        }
    }
    hits
}
