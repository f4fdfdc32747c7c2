//! Institutions, and the law on the ground.

use crate::law::RuleInForce;
use crate::model::{InstitutionLeaf, InstitutionRule, Instrument, MilestoneState, RuleBody, StateOfBody, Truth, Word};

use super::bench::{Bench, Element, Kin, Outcome, Says};

pub fn institution(bench: &Bench<'_, '_>, leaf: &InstitutionLeaf) -> Vec<Element> {
    let InstitutionLeaf { function, levels, powers, members, independent, funded, in_fact } = leaf;
    let words = bench.words();
    let read = |rule: &RuleInForce<'_>| -> Option<InstitutionRule> {
        match &*rule.body {
            RuleBody::Institution(own) if words.names(&own.functions, function) => Some(own.clone()),
            _ => None,
        }
    };
    let name = words.label(function);
    let mut elements = bench.elements(&format!("{name}: set up by law"), Kin::Positive, |rule| match read(rule) {
        Some(own) if own.force == Some(crate::model::Force::May) => Says::Weakly("may be set up, not must"),
        Some(_) => Says::Satisfies,
        None => Says::Nothing,
    });
    for level in levels {
        elements.extend(bench.elements(&format!("{name}: at level {}", words.label(level)), Kin::Positive, |rule| {
            match read(rule) {
                Some(own) if words.names(&own.levels, level) => Says::Satisfies,
                _ => Says::Nothing,
            }
        }));
    }
    for power in powers {
        elements.extend(bench.elements(&format!("{name}: {}", words.label(power)), Kin::Positive, |rule| {
            match read(rule) {
                Some(own) if words.names(&own.powers, power) => Says::Satisfies,
                _ => Says::Nothing,
            }
        }));
    }
    for member in members {
        elements.extend(bench.elements(&format!("{name}: {} sit in it", words.label(member)), Kin::Positive, |rule| {
            match read(rule) {
                Some(own) if words.names(&own.members, member) => Says::Satisfies,
                _ => Says::Nothing,
            }
        }));
    }
    if *funded {
        elements.extend(bench.elements(&format!("{name}: given money by law"), Kin::Positive, |rule| {
            match read(rule).map(|own| own.funded) {
                Some(Some(true)) => Says::Satisfies,
                Some(Some(false)) => Says::Weakly("given none"),
                _ => Says::Nothing,
            }
        }));
    }
    if *independent {
        elements.extend(bench.elements(&format!("{name}: independent"), Kin::Positive, |rule| {
            match read(rule).map(|own| own.independent) {
                Some(Some(true)) => Says::Satisfies,
                Some(Some(false)) => Says::Contradicts,
                Some(None) => Says::Unstated,
                None => Says::Nothing,
            }
        }));
    }
    if *in_fact {
        // Where the field was looked through and no law sets such a body up, none works.
        let silent = |element: &Element| element.outcome == Outcome::Missing && element.evidence.is_empty();
        let unfounded = elements.first().is_some_and(silent);
        let mut works = established(bench, &name, function);
        if unfounded && works.outcome == Outcome::Unknown {
            works.outcome = Outcome::Missing;
        }
        elements.push(works);
    }
    elements
}

/// Whether a body with the function works in fact, from the dated lives of institutions: no record is unknown, never missing.
fn established(bench: &Bench<'_, '_>, name: &str, function: &Word) -> Element {
    let words = bench.words();
    let mut found = Vec::new();
    for institution in &bench.law.corpus.institutions {
        let here = institution.places.is_empty() || institution.places.contains(&bench.law.place.id);
        if !here || !words.names(&institution.functions, function) {
            continue;
        }
        for state in &institution.states {
            if state.interval.contains(bench.law.day) == Truth::Yes {
                found.push((institution, state));
            }
        }
    }
    let works = found.iter().find(|(_, state)| state.state == StateOfBody::Constituted);
    let stands_still =
        found.iter().find(|(_, state)| matches!(state.state, StateOfBody::Vacant | StateOfBody::Abolished));
    let (outcome, shown) = match (works, stands_still) {
        (Some(found), _) => (Outcome::Met, Some(found)),
        (None, Some(found)) => (Outcome::Missing, Some(found)),
        (None, None) => (Outcome::Unknown, None),
    };
    let note = shown.map(|(institution, state)| match &state.note {
        Some(note) => format!("{}: {note}", institution.name),
        None => institution.name.clone(),
    });
    Element { what: format!("{name}: works in fact"), outcome, evidence: Vec::new(), note }
}

/// Whether a milestone was reached for the laws of a family that hold here: the latest record on or before the day decides.
pub fn milestone(bench: &Bench<'_, '_>, of: &Word, family: Option<&Word>) -> Vec<Element> {
    let words = bench.words();
    let mut elements = Vec::new();
    let mut seen = Vec::new();
    for held in &bench.law.held {
        let asked = family.is_none_or(|family| words.names(&held.instrument.family, family));
        if !asked
            || !bench.may_speak(held.position)
            || seen.contains(&held.position)
            || held.instrument.judgment.is_some()
        {
            continue;
        }
        seen.push(held.position);
        let records = held.instrument.implementation.iter().filter(|record| {
            words.is_within(&record.milestone, of)
                && (record.places.is_empty() || record.places.contains(&bench.law.place.id))
                && record.date.is_none_or(|date| date.earliest() <= bench.law.day)
        });
        let latest = records.max_by_key(|record| record.date.map(|date| date.latest()));
        if family.is_none() && latest.is_none() {
            continue;
        }
        let outcome = match latest.map(|record| record.state) {
            Some(MilestoneState::Done) => Outcome::Met,
            Some(MilestoneState::NotDone | MilestoneState::Partly) => Outcome::Missing,
            Some(MilestoneState::Unknown) | None => Outcome::Unknown,
        };
        bench.heard(held.position);
        let note = latest.map(|record| record.note.clone()).filter(|note| !note.is_empty());
        let what = format!("{}: {}", words.label(of), held.instrument.short_title());
        elements.push(Element { what, outcome, evidence: Vec::new(), note });
    }
    if elements.is_empty() {
        // Of laws that are held nobody kept a record; where the field was looked through and holds no such law, nothing was done.
        let of_family = |own: &Instrument| family.is_some_and(|family| words.names(&own.family, family));
        let held = bench.law.held.iter().any(|held| bench.may_speak(held.position) && of_family(held.instrument));
        let silent = bench.silent(words.label(of), Kin::Positive);
        let outcome = if family.is_some() && !held { silent.outcome } else { Outcome::Unknown };
        elements.push(Element { outcome, ..silent });
    }
    elements
}
