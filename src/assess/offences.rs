//! Offences: whom they protect, who is punishable, how they are punished and prosecuted.

use crate::law::RuleInForce;
use crate::model::{Offence, OffenceLeaf, Procedure, RuleBody, Sex, Word};

use super::bench::{Bench, Element, Evidence, Kin, Says};

/// The offence of a rule, if it is one the leaf asks about: one of its acts, narrower or broader.
fn asked<'r>(bench: &Bench<'_, '_>, rule: &'r RuleInForce<'_>, acts: &[Word]) -> Option<&'r Offence> {
    match &*rule.body {
        RuleBody::Offence(offence) => {
            let own = offence.act.iter().chain(&offence.forms);
            own.clone().any(|own| acts.iter().any(|act| bench.words().are_related(own, act))).then_some(offence)
        }
        _ => None,
    }
}

/// Names the section that says it, where the offence itself leaves it to another: section 9 of the 1929 Act, not sections 4 to 6.
fn cite_governing(bench: &Bench<'_, '_>, elements: &mut [Element], speaks: impl Fn(&Procedure) -> bool) {
    for element in elements {
        let mut added: Vec<Evidence> = Vec::new();
        for evidence in &element.evidence {
            let Some(position) = bench.law.corpus.position(&evidence.instrument) else {
                continue;
            };
            for (rule, procedure) in bench.law.governing(position, &evidence.section) {
                let cited = |other: &Evidence| {
                    other.instrument == evidence.instrument && other.section == rule.provision.section
                };
                if speaks(procedure) && !element.evidence.iter().any(cited) && !added.iter().any(cited) {
                    added.push(Evidence::of(rule, evidence.role, bench.words(), None));
                }
            }
        }
        element.evidence.splice(0..0, added);
    }
}

fn yes_or(flag: Option<bool>, yes: Says, no: Says) -> Says {
    match flag {
        Some(true) => yes,
        Some(false) => no,
        None => Says::Unstated,
    }
}

pub fn offence(bench: &Bench<'_, '_>, leaf: &OffenceLeaf) -> Vec<Element> {
    let words = bench.words();
    let act = words.labels(&leaf.act);
    let mut elements = Vec::new();
    let each = |what: String, kin: Kin, says: &dyn Fn(&RuleInForce<'_>, &Offence) -> Says| {
        bench.elements(&what, kin, |rule| {
            asked(bench, rule, &leaf.act).map_or(Says::Nothing, |offence| says(rule, offence))
        })
    };
    if !leaf.if_any && leaf.victims.sexes.is_empty() && leaf.by.is_empty() && leaf.includes.is_empty() {
        elements.extend(each(format!("{act} is an offence"), Kin::Positive, &|_, _| Says::Satisfies));
    }
    for sex in &leaf.victims.sexes {
        let age = leaf.victims.under.map(|age| format!(" up to {age}")).unwrap_or_default();
        let what = format!("{act}: an offence against {}{age}", sex.children());
        elements.extend(each(what, Kin::Positive, &|rule, offence| protects(bench, rule, offence, *sex, leaf)));
    }
    for form in &leaf.includes {
        let what = format!("{} is an offence", words.label(form));
        elements.extend(bench.elements(&what, Kin::Positive, |rule| {
            match &*rule.body {
                RuleBody::Offence(offence)
                    if offence
                        .act
                        .iter()
                        .chain(&offence.forms)
                        .any(|own| words.is_within(form, own) || words.is_within(own, form)) =>
                {
                    Says::Satisfies
                }
                _ => Says::Nothing,
            }
        }));
    }
    for actor in &leaf.by {
        let what = format!("{act}: {} can be punished", words.label(actor));
        elements.extend(each(what, Kin::Positive, &|_, offence| {
            if words.takes_in(&offence.not_covered, actor) {
                return Says::Weakly("left out");
            }
            if words.reaches(&offence.by, actor) { Says::Satisfies } else { Says::Nothing }
        }));
    }
    for setting in &leaf.settings {
        let what = format!("{act}: an offence in {}", words.label(setting));
        elements.extend(each(what, Kin::Positive, &|_, offence| {
            if words.reaches(&offence.settings, setting) { Says::Satisfies } else { Says::Weakly("in another setting") }
        }));
    }
    if leaf.not_fine_only {
        elements.extend(each(format!("{act}: prison is available, not a fine only"), Kin::Positive, &|_, offence| {
            if offence.penalties.is_empty() {
                return Says::Unstated;
            }
            if offence.penalties.iter().any(|penalty| penalty.reaches_liberty()) {
                Says::Satisfies
            } else {
                Says::Contradicts
            }
        }));
        elements.extend(each(format!("{act}: a fine alone is not a lawful sentence"), Kin::Positive, &|_, offence| {
            let alone: Vec<Option<bool>> =
                offence.penalties.iter().map(crate::model::Penalty::allows_fine_alone).collect();
            match alone.as_slice() {
                [] => Says::Unstated,
                all if all.contains(&Some(true)) => Says::Weakly("a fine alone is possible"),
                all if all.contains(&None) => Says::Unstated,
                _ => Says::Satisfies,
            }
        }));
    }
    if leaf.cognizable {
        let mut found =
            each(format!("{act}: police may act without a warrant (cognizable)"), Kin::Positive, &|rule, offence| {
                let flag = bench.law.prosecution(rule, offence).cognizable;
                yes_or(flag, Says::Satisfies, Says::Weakly("not cognizable"))
            });
        cite_governing(bench, &mut found, |procedure| procedure.cognizable.is_some());
        elements.extend(found);
    }
    if leaf.not_compoundable {
        let mut found = each(format!("{act}: cannot be compounded"), Kin::Positive, &|rule, offence| {
            let flag = bench.law.prosecution(rule, offence).compoundable;
            yes_or(flag, Says::Contradicts, Says::Satisfies)
        });
        cite_governing(bench, &mut found, |procedure| procedure.compoundable.is_some());
        elements.extend(found);
    }
    if leaf.consent_irrelevant {
        elements.extend(each(format!("{act}: consent is irrelevant"), Kin::Positive, &|_, offence| {
            if offence.consent_irrelevant { Says::Satisfies } else { Says::Unstated }
        }));
    }
    if leaf.open_complaint {
        let mut found =
            each(format!("{act}: anyone may set the law in motion"), Kin::Positive, &|rule, offence| match bench
                .law
                .complaint(rule, offence)
            {
                Some(complaint) if !complaint.by.is_empty() => Says::Contradicts,
                _ => match bench.law.prosecution(rule, offence).cognizable {
                    Some(true) => Says::Satisfies,
                    _ => Says::Unstated,
                },
            });
        cite_governing(bench, &mut found, |procedure| procedure.complaint.is_some() || procedure.cognizable.is_some());
        elements.extend(found);
    }
    if leaf.no_time_bar {
        let mut found = each(format!("{act}: no time bar"), Kin::Negative, &|rule, offence| match bench
            .law
            .complaint(rule, offence)
        {
            Some(complaint) if complaint.within.is_some() => Says::Contradicts,
            _ => Says::Nothing,
        });
        cite_governing(bench, &mut found, |procedure| procedure.complaint.is_some());
        elements.extend(found);
    }
    for person in &leaf.no_exemption_for {
        let what = format!("{act}: {} not exempt", words.label(person));
        elements.extend(bench.elements(&what, Kin::Negative, |rule| match &*rule.body {
            RuleBody::Permission(permission) => {
                let acts = permission.act.iter().any(|own| leaf.act.iter().any(|act| words.are_related(own, act)));
                if acts && words.reaches(&permission.by, person) { Says::Contradicts } else { Says::Nothing }
            }
            RuleBody::Offence(offence) if asked(bench, rule, &leaf.act).is_some() => {
                if words.takes_in(&offence.not_covered, person) {
                    Says::Contradicts
                } else {
                    Says::Nothing
                }
            }
            _ => Says::Nothing,
        }));
    }
    for person in &leaf.spares {
        let what = format!("{act}: {} is not punished", words.label(person));
        elements.extend(bench.elements(&what, Kin::Negative, |rule| match &*rule.body {
            RuleBody::Offence(offence) if asked(bench, rule, &leaf.act).is_some() => {
                let spared = words.takes_in(&offence.not_covered, person);
                if !spared && words.reaches(&offence.by, person) && !offence.by.is_empty() {
                    Says::Contradicts
                } else {
                    Says::Nothing
                }
            }
            _ => Says::Nothing,
        }));
    }
    let reaches = [
        ("attempt is punished", leaf.attempt, Reached::Attempt),
        ("companies can be punished", leaf.legal_persons, Reached::LegalPersons),
        ("acts abroad are reached", leaf.extraterritorial, Reached::Abroad),
    ];
    for (what, _, reached) in reaches.into_iter().filter(|(_, asked, _)| *asked) {
        elements.extend(each(format!("{act}: {what}"), Kin::Positive, &|_, offence| match reached.stated(offence) {
            Some(true) => Says::Satisfies,
            Some(false) => Says::Weakly("said not to be"),
            None => Says::Nothing,
        }));
    }
    note_yardstick(bench, leaf, &mut elements);
    elements
}

/// How far an offence can reach beyond the one who does the act here.
#[derive(Clone, Copy)]
enum Reached {
    Attempt,
    LegalPersons,
    Abroad,
}

impl Reached {
    fn stated(self, offence: &Offence) -> Option<bool> {
        match self {
            Reached::Attempt => offence.attempt,
            Reached::LegalPersons => offence.legal_persons,
            Reached::Abroad => offence.extraterritorial,
        }
    }
}

/// Whether an offence protects children of a sex up to the age asked.
fn protects(bench: &Bench<'_, '_>, rule: &RuleInForce<'_>, offence: &Offence, sex: Sex, leaf: &OffenceLeaf) -> Says {
    let Some(victim) = &offence.victim else {
        return Says::Satisfies;
    };
    if victim.sex.is_some_and(|own| own != sex) {
        return Says::Weakly("the other sex only");
    }
    let Some(asked) = leaf.victims.under else {
        return Says::Satisfies;
    };
    if victim.under.is_none() && victim.term.is_none() {
        return Says::Satisfies;
    }
    match bench.law.upper_age(rule.position, victim).and_then(|ages| ages.of(sex)) {
        None => Says::Unstated,
        Some(age) if age >= asked => Says::Satisfies,
        Some(_) => Says::Weakly("a lower age only"),
    }
}

/// A yardstick is noted; it never lowers a status.
fn note_yardstick(bench: &Bench<'_, '_>, leaf: &OffenceLeaf, elements: &mut [Element]) {
    let Some(yardstick) = leaf.prison_yardstick else {
        return;
    };
    let longest = bench
        .rules()
        .filter_map(|rule| asked(bench, rule, &leaf.act))
        .flat_map(|offence| &offence.penalties)
        .filter_map(crate::model::Penalty::longest_prison)
        .max();
    if let (Some(longest), Some(first)) = (longest, elements.first_mut())
        && longest < yardstick
    {
        first.note =
            Some(format!("below the yardstick: the longest prison term is {longest}, the yardstick {yardstick}"));
    }
}
