//! Prohibitions, sentence limits and the permissions that cut into them.

use crate::law::Side;
use crate::model::{Permission, PermissionAs, ProhibitsLeaf, RuleBody, SentenceLeaf, Sex, Word};

use super::bench::{Bench, Element, Kin, Outcome, Says};

/// Whether a rule's acts forbid the act asked: the same act or a broader one.
fn covers_act(bench: &Bench<'_, '_>, acts: &[Word], asked: &Word) -> bool {
    bench.words().takes_in(acts, asked)
}

/// Whether a permission lets the act asked be done: the same act, a narrower or a broader one.
fn lets(bench: &Bench<'_, '_>, permission: &Permission, asked: &Word) -> bool {
    permission.act.iter().any(|act| bench.words().are_related(act, asked))
}

/// Whether all of a permission's conditions are among those a standard allows.
fn is_allowed(permission: &Permission, allowed: &[Word]) -> bool {
    !permission.conditions.is_empty() && permission.conditions.iter().all(|condition| allowed.contains(condition))
}

pub fn prohibits(bench: &Bench<'_, '_>, leaf: &ProhibitsLeaf) -> Vec<Element> {
    let mut elements = Vec::new();
    for act in &leaf.act {
        let everywhere = [None];
        let settings: Vec<Option<&Word>> =
            if leaf.settings.is_empty() { everywhere.to_vec() } else { leaf.settings.iter().map(Some).collect() };
        for setting in settings {
            elements.extend(forbidden(bench, act, setting, leaf));
        }
        for ground in &leaf.grounds {
            let what =
                format!("{} is forbidden on the ground of {}", bench.words().label(act), bench.words().label(ground));
            elements.extend(bench.elements(&what, Kin::Positive, |rule| match &*rule.body {
                RuleBody::Prohibition(rule) if covers_act(bench, &rule.act, act) => {
                    if bench.words().reaches(&rule.grounds, ground) {
                        Says::Satisfies
                    } else {
                        Says::Weakly("on other grounds")
                    }
                }
                _ => Says::Nothing,
            }));
        }
        if leaf.no_defence {
            let what = format!("{}: no defence or exception in any law", bench.words().label(act));
            let concerned = |settings: &[Word]| {
                leaf.settings.is_empty() || leaf.settings.iter().any(|setting| touches(bench, settings, Some(setting)))
            };
            elements.extend(bench.elements(&what, Kin::Negative, |rule| match &*rule.body {
                RuleBody::Permission(permission)
                    if lets(bench, permission, act)
                        && !is_allowed(permission, &leaf.exceptions)
                        && concerned(&permission.settings) =>
                {
                    Says::Contradicts
                }
                RuleBody::Prohibition(ban) if covers_act(bench, &ban.act, act) && concerned(&ban.settings) => {
                    match (ban.subject_to.is_empty(), rule.entailed) {
                        (false, _) => Says::Contradicts,
                        // The ban speaks against the defence, so that priority can decide between the two.
                        (true, false) => Says::Satisfies,
                        (true, true) => Says::Nothing,
                    }
                }
                _ => Says::Nothing,
            }));
        }
        if leaf.sanction {
            let what = format!("{}: breach is punished", bench.words().label(act));
            // A penalty for what is done in schools punishes nothing that is done in a home.
            let there = |settings: &[Word]| {
                leaf.settings.is_empty() || leaf.settings.iter().any(|setting| bench.words().reaches(settings, setting))
            };
            elements.extend(bench.elements(&what, Kin::Positive, |rule| match &*rule.body {
                RuleBody::Prohibition(rule) if covers_act(bench, &rule.act, act) => {
                    match (there(&rule.settings), rule.sanction.is_some()) {
                        (true, true) => Says::Satisfies,
                        (true, false) => Says::Weakly("no penalty of its own"),
                        (false, _) => Says::Weakly("in another setting"),
                    }
                }
                RuleBody::Offence(offence) if covers_act(bench, &offence.act, act) => match there(&offence.settings) {
                    true => Says::Satisfies,
                    false => Says::Weakly("in another setting"),
                },
                _ => Says::Nothing,
            }));
        }
    }
    elements
}

/// Whether settings, or none at all, have something to do with one.
fn touches(bench: &Bench<'_, '_>, settings: &[Word], setting: Option<&Word>) -> bool {
    let related = |setting: &Word| settings.iter().any(|own| bench.words().are_related(own, setting));
    settings.is_empty() || setting.is_none_or(related)
}

/// "Forbidden: caning, in schools": an offence forbids too.
fn forbidden(bench: &Bench<'_, '_>, act: &Word, setting: Option<&Word>, leaf: &ProhibitsLeaf) -> Vec<Element> {
    let words = bench.words();
    let what = match setting {
        Some(setting) => format!("{} is forbidden: {}", words.label(act), words.label(setting)),
        None => format!("{} is forbidden", words.label(act)),
    };
    let reaches = |settings: &[Word]| setting.map_or(settings.is_empty(), |setting| words.reaches(settings, setting));
    let named = |settings: &[Word]| setting.is_none_or(|setting| words.names(settings, setting));
    let touches = |settings: &[Word]| touches(bench, settings, setting);
    bench.elements(&what, Kin::Positive, |rule| {
        let (acts, settings) = match &*rule.body {
            RuleBody::Prohibition(rule) => (&rule.act, &rule.settings),
            RuleBody::Offence(rule) => (&rule.act, &rule.settings),
            RuleBody::Permission(permission) if lets(bench, permission, act) && touches(&permission.settings) => {
                return if is_allowed(permission, &leaf.exceptions) {
                    Says::Weakly("an exception the standard allows")
                } else {
                    Says::Contradicts
                };
            }
            _ => return Says::Nothing,
        };
        match covers_act(bench, acts, act) {
            true if leaf.explicit && reaches(settings) && !named(settings) => Says::Weakly("in general terms only"),
            true if reaches(settings) => Says::Satisfies,
            true => Says::Weakly("in another setting"),
            false if words.names(acts, act) => Says::Weakly("only some forms of it"),
            false => Says::Nothing,
        }
    })
}

pub fn sentence_limit(bench: &Bench<'_, '_>, leaf: &SentenceLeaf) -> Vec<Element> {
    let words = bench.words();
    let mut elements = Vec::new();
    for bar in &leaf.bars {
        let names = |list: &[Word]| words.takes_in(list, bar);
        let what = format!("no {} for an act under {}", words.label(bar), leaf.under);
        elements.extend(bench.elements(&what, Kin::Positive, |rule| match &*rule.body {
            RuleBody::SentenceLimit(limit) if names(&limit.bars) => match limit.under {
                None => Says::Unstated,
                Some(under) if Sex::BOTH.iter().all(|sex| under.of(*sex).is_some_and(|age| age >= leaf.under)) => {
                    Says::Satisfies
                }
                Some(_) => Says::Weakly("to a lower age"),
            },
            _ => Says::Nothing,
        }));
        if leaf.no_exceptions {
            let what = format!("no law lets {} be imposed under {}", words.label(bar), leaf.under);
            let found = bench.elements(&what, Kin::Negative, |rule| match &*rule.body {
                RuleBody::Permission(permission)
                    if imposes(permission) && permission.sanction.iter().any(|own| words.are_related(own, bar)) =>
                {
                    Says::Contradicts
                }
                // The bar itself speaks against it, so that priority can decide between the two.
                RuleBody::SentenceLimit(limit) if names(&limit.bars) && limit.under.is_some() => Says::Satisfies,
                _ => Says::Nothing,
            });
            // Where nothing bars it, general law lets it be imposed, and silence is no protection.
            let barred =
                bench.rules().any(|rule| matches!(&*rule.body, RuleBody::SentenceLimit(limit) if names(&limit.bars)));
            elements.extend(found.into_iter().filter(|element| barred || element.outcome == Outcome::Contradicted));
        }
        if let Some(moment) = &leaf.at {
            let what = format!("{}: age is measured at {}", words.label(bar), words.label(moment));
            elements.extend(bench.elements(&what, Kin::Positive, |rule| match &*rule.body {
                RuleBody::SentenceLimit(limit) if names(&limit.bars) => match &limit.at {
                    Some(at) if at == moment => Says::Satisfies,
                    Some(_) => Says::Contradicts,
                    None => Says::Unstated,
                },
                _ => Says::Nothing,
            }));
        }
        for family in &leaf.over_special_laws {
            let limiting: Vec<Side<'_>> = bench
                .rules()
                .filter(|rule| matches!(&*rule.body, RuleBody::SentenceLimit(limit) if names(&limit.bars)))
                .map(Side::from)
                .collect();
            let what = format!("the bar of {} prevails over {}", words.label(bar), words.label(family));
            elements.push(super::effects::prevailing(bench, what, &limiting, family));
        }
    }
    elements
}

/// A permission that lets a sanction be imposed, rather than excusing someone.
fn imposes(permission: &Permission) -> bool {
    !matches!(permission.manner, PermissionAs::Defence | PermissionAs::Waiver)
}
