//! Procedures, duties and rights.

use crate::law::RuleInForce;
use crate::model::{Age, Duty, DutyLeaf, EntitlesLeaf, Force, Procedure, ProcedureLeaf, Right, RuleBody, Sex, Word};

use super::bench::{Bench, Element, Kin, Says};

pub fn procedure(bench: &Bench<'_, '_>, leaf: &ProcedureLeaf) -> Vec<Element> {
    let words = bench.words();
    let ProcedureLeaf { proceedings, requires, bars, explicit, within, before } = leaf;
    let kin_of_bars = if *explicit { Kin::Positive } else { Kin::Negative };
    let read = |rule: &RuleInForce<'_>| -> Option<Procedure> {
        match &*rule.body {
            RuleBody::Procedure(procedure) => {
                let named = procedure
                    .proceedings
                    .iter()
                    .any(|own| proceedings.iter().any(|asked| words.are_related(own, asked)));
                named.then(|| (**procedure).clone())
            }
            _ => None,
        }
    };
    let has = |list: &[Word], feature: &Word| words.names(list, feature);
    let mut elements = Vec::new();
    for feature in requires {
        let what = words.label(feature);
        elements.extend(bench.elements(&what, Kin::Positive, |rule| match read(rule) {
            Some(procedure) if has(&procedure.bars, feature) => Says::Contradicts,
            Some(procedure) if has(&procedure.features, feature) => match procedure.force {
                Some(Force::May) => Says::Weakly("may, not shall"),
                _ => Says::Satisfies,
            },
            _ => Says::Nothing,
        }));
    }
    for feature in bars {
        let what = format!("not allowed: {}", words.label(feature));
        elements.extend(bench.elements(&what, kin_of_bars, |rule| match read(rule) {
            Some(procedure) if has(&procedure.features, feature) => Says::Contradicts,
            Some(procedure) if has(&procedure.bars, feature) => {
                if rule.rule.exceptions.is_empty() {
                    Says::Satisfies
                } else {
                    Says::Weakly("with exceptions")
                }
            }
            _ => Says::Nothing,
        }));
    }
    if let Some(limit) = within {
        let what = format!("within {limit}");
        elements.extend(bench.elements(&what, Kin::Positive, |rule| {
            match read(rule).and_then(|procedure| procedure.within) {
                Some(own) if own <= *limit => Says::Satisfies,
                Some(_) => Says::Contradicts,
                None => Says::Nothing,
            }
        }));
    }
    for actor in before {
        let what = format!("decided by {}", words.label(actor));
        elements.extend(bench.elements(&what, Kin::Positive, |rule| match read(rule) {
            Some(procedure) if words.names(&procedure.before, actor) => Says::Satisfies,
            _ => Says::Nothing,
        }));
    }
    elements
}

pub fn duty(bench: &Bench<'_, '_>, leaf: &DutyLeaf) -> Vec<Element> {
    let words = bench.words();
    let mut elements = Vec::new();
    for task in &leaf.to {
        let read = |rule: &RuleInForce<'_>| -> Option<Duty> {
            match &*rule.body {
                RuleBody::Duty(duty) => {
                    let named = words.names(&duty.to, task);
                    let borne =
                        leaf.bearer.is_empty() || leaf.bearer.iter().any(|bearer| words.reaches(&duty.bearer, bearer));
                    (named && borne).then(|| duty.clone())
                }
                _ => None,
            }
        };
        let task = words.label(task);
        elements.extend(bench.elements(&format!("someone has the task: {task}"), Kin::Positive, |rule| {
            read(rule).map_or(Says::Nothing, |_| Says::Satisfies)
        }));
        if leaf.shall {
            elements.extend(bench.elements(&format!("they must, not may: {task}"), Kin::Positive, |rule| {
                match read(rule) {
                    Some(duty) if duty.force == Some(Force::May) => Says::Weakly("may, not shall"),
                    Some(duty) if duty.force.is_none() => Says::Unstated,
                    Some(_) => Says::Satisfies,
                    None => Says::Nothing,
                }
            }));
        }
        if let Some(limit) = leaf.within {
            elements.extend(bench.elements(&format!("within {limit}: {task}"), Kin::Positive, |rule| {
                match read(rule).and_then(|duty| duty.within) {
                    Some(own) if own <= limit => Says::Satisfies,
                    Some(_) => Says::Contradicts,
                    None => Says::Nothing,
                }
            }));
        }
        for setting in &leaf.settings {
            let what = format!("{task}: {}", words.label(setting));
            elements.extend(bench.elements(&what, Kin::Positive, |rule| match read(rule) {
                Some(duty) if words.reaches(&duty.settings, setting) => Says::Satisfies,
                Some(_) => Says::Weakly("in another setting"),
                None => Says::Nothing,
            }));
        }
        if leaf.sanction {
            elements.extend(bench.elements(&format!("breach is punished: {task}"), Kin::Positive, |rule| {
                match read(rule).map(|duty| duty.sanction) {
                    Some(Some(true)) => Says::Satisfies,
                    Some(Some(false)) => Says::Weakly("said not to be"),
                    _ => Says::Nothing,
                }
            }));
        }
    }
    elements
}

pub fn entitles(bench: &Bench<'_, '_>, leaf: &EntitlesLeaf) -> Vec<Element> {
    let words = bench.words();
    let mut elements = Vec::new();
    for thing in &leaf.to {
        let broad = |rule: &RuleInForce<'_>| -> Option<(Right, bool)> {
            match &*rule.body {
                RuleBody::Right(right) => {
                    let holder = words.reaches(&right.whose, &leaf.who);
                    let same = words.names(&right.to, thing);
                    let wider = words.takes_in(&right.to, thing);
                    (holder && (same || wider)).then(|| (right.clone(), same))
                }
                _ => None,
            }
        };
        let read = |rule: &RuleInForce<'_>| broad(rule).filter(|(_, same)| *same).map(|(right, _)| right);
        let label = words.label(thing);
        if !leaf.grounds_only {
            let what = format!("{} has a right to {label}", words.label(&leaf.who));
            elements.extend(bench.elements(&what, Kin::Positive, |rule| match broad(rule) {
                Some((_, false)) => Says::Weakly("in general terms only"),
                Some((right, true)) if leaf.shall && right.force == Some(Force::May) => Says::Weakly("may, not shall"),
                Some((right, true)) if !right.conditions.is_empty() => Says::Weakly("on conditions"),
                Some(_) => Says::Satisfies,
                None => Says::Nothing,
            }));
        }
        if leaf.free {
            elements.extend(bench.elements(&format!("at no cost: {label}"), Kin::Positive, |rule| {
                match broad(rule).map(|(right, _)| (right.free, !right.paid_by.is_empty())) {
                    Some((Some(true), _) | (None, true)) => Says::Satisfies,
                    Some((Some(false), _)) => Says::Contradicts,
                    Some((None, false)) => Says::Unstated,
                    None => Says::Nothing,
                }
            }));
        }
        if leaf.from_age.is_some() || leaf.to_age.is_some() {
            let span = |age: Option<Age>, word: &str| age.map(|age| format!(" {word} {age}")).unwrap_or_default();
            let what = format!("{label}:{}{}", span(leaf.from_age, "from"), span(leaf.to_age, "to"));
            elements.extend(
                bench.elements(&what, Kin::Positive, |rule| {
                    read(rule).map_or(Says::Nothing, |right| spans(&right, leaf))
                }),
            );
        }
        for setting in &leaf.settings {
            let what = format!("{label}: {}", words.label(setting));
            elements.extend(bench.elements(&what, Kin::Positive, |rule| match read(rule) {
                Some(right) if words.reaches(&right.settings, setting) => Says::Satisfies,
                Some(_) => Says::Weakly("in another setting"),
                None => Says::Nothing,
            }));
        }
        let kin = if leaf.explicit { Kin::Positive } else { Kin::Negative };
        for ground in &leaf.not_refused_for {
            let what = format!("{label}: not refused for {}", words.label(ground));
            let names = |list: &[Word]| words.names(list, ground);
            elements.extend(bench.elements(&what, kin, |rule| match read(rule) {
                Some(right) if names(&right.refusable_for) => Says::Contradicts,
                Some(right) if words.takes_in(&right.not_refusable_for, ground) => Says::Satisfies,
                _ => Says::Nothing,
            }));
        }
    }
    elements
}

fn spans(right: &Right, leaf: &EntitlesLeaf) -> Says {
    let early = leaf.from_age.is_none_or(|asked| {
        right.from_age.is_none_or(|own| Sex::BOTH.iter().all(|sex| own.of(*sex).is_none_or(|age| age <= asked)))
    });
    let late = leaf.to_age.is_none_or(|asked| {
        right.to_age.is_none_or(|own| Sex::BOTH.iter().all(|sex| own.of(*sex).is_none_or(|age| age >= asked)))
    });
    if early && late { Says::Satisfies } else { Says::Weakly("a shorter span") }
}
