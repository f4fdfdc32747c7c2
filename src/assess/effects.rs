//! Legal effects, and which law prevails.

use crate::law::{Priority, RuleInForce, Side};
use crate::model::{Class, EffectLeaf, RelationTarget, RelationWord, RuleBody, Word, section_within};

use super::bench::{Bench, Element, Evidence, Kin, Outcome, Role, Says};

/// The broader word of effects that need no motion of anyone: void, no liability.
const OF_ITSELF: &str = "of-itself";

pub fn legal_effect(bench: &Bench<'_, '_>, leaf: &EffectLeaf) -> Vec<Element> {
    let EffectLeaf { of, effect, on_motion_of, protects } = leaf;
    let words = bench.words();
    let subject = words.label(of);
    let of_itself = Word::new(Class::LegalEffect, OF_ITSELF);
    let read = |rule: &RuleInForce<'_>| match &*rule.body {
        RuleBody::Effect(own) if words.is_within(&own.of, of) || words.is_within(of, &own.of) => Some(own.clone()),
        _ => None,
    };
    let wanted = |own: &crate::model::Effect| effect.iter().any(|asked| words.is_within(&own.effect, asked));
    let mut elements = Vec::new();
    if !effect.is_empty() {
        let either: Vec<String> = effect.iter().map(|word| words.label(word)).collect();
        let either = either.join(" or ");
        let contrary = |own: &crate::model::Effect| {
            let opposed = words.get(&own.effect).map_or(&[][..], |entry| &entry.contrary_to);
            !wanted(own) && effect.iter().any(|asked| opposed.contains(asked))
        };
        elements.extend(bench.elements(&format!("{subject}: {either}"), Kin::Positive, |rule| match read(rule) {
            Some(own) if wanted(&own) => Says::Satisfies,
            Some(own) if contrary(&own) => Says::Contradicts,
            Some(_) => Says::Weakly("another effect"),
            None => Says::Nothing,
        }));
        elements.extend(bench.elements(
            &format!("{subject}: {either} in every case, without narrow conditions"),
            Kin::Positive,
            |rule| match read(rule) {
                Some(own) if wanted(&own) && own.conditions.is_empty() => Says::Satisfies,
                Some(own) if wanted(&own) => Says::Weakly("on conditions"),
                _ => Says::Nothing,
            },
        ));
    }
    for person in on_motion_of {
        let what = format!("{subject}: undone on the motion of {}, or of itself", words.label(person));
        elements.extend(bench.elements(&what, Kin::Positive, |rule| match read(rule) {
            Some(own) if wanted(&own) && own.conditions.is_empty() && words.is_within(&own.effect, &of_itself) => {
                Says::Satisfies
            }
            Some(own) if wanted(&own) && !own.on_motion_of.is_empty() => {
                match (words.reaches(&own.on_motion_of, person), own.conditions.is_empty()) {
                    (true, true) => Says::Satisfies,
                    (true, false) => Says::Weakly("on conditions"),
                    _ => Says::Weakly("on the motion of others"),
                }
            }
            Some(own) if wanted(&own) => Says::Unstated,
            _ => Says::Nothing,
        }));
    }
    for thing in protects {
        let what = format!("{subject}: {} kept safe", words.label(thing));
        elements.extend(bench.elements(&what, Kin::Positive, |rule| match &*rule.body {
            RuleBody::Effect(_) => match read(rule) {
                Some(own) if words.names(&own.protects, thing) => Says::Satisfies,
                _ => Says::Nothing,
            },
            _ => Says::Nothing,
        }));
    }
    elements
}

/// Whether the laws of one family prevail over those of each other family.
pub fn prevails(bench: &Bench<'_, '_>, family: &Word, over: &[Word]) -> Vec<Element> {
    let words = bench.words();
    let is_one = |rule: &&RuleInForce<'_>| words.names(&rule.instrument.family, family);
    let mut winners: Vec<Side<'_>> = Vec::new();
    for rule in bench.rules().filter(is_one) {
        if winners.iter().all(|side| side.position != rule.position) {
            winners.push(Side { position: rule.position, section: None });
        }
    }
    over.iter()
        .map(|other| {
            prevailing(bench, format!("{} prevails over {}", words.label(family), words.label(other)), &winners, other)
        })
        .collect()
}

/// One element: whether one of some laws prevails over every law of a family that holds here.
pub fn prevailing(bench: &Bench<'_, '_>, what: String, sides: &[Side<'_>], family: &Word) -> Element {
    let words = bench.words();
    let of_family = |rule: &&RuleInForce<'_>| words.names(&rule.instrument.family, family);
    for other in bench.law.rules.iter().filter(of_family) {
        bench.heard(other.position);
    }
    let Some(side) = sides.iter().find(|side| overriding(bench, **side).is_some()).or(sides.first()) else {
        return bench.silent(what, Kin::Positive);
    };
    bench.heard(side.position);
    let clause = overriding(bench, *side);
    let mut outcome = Outcome::Met;
    let mut evidence: Vec<Evidence> =
        clause.map(|clause| Evidence::of(clause, Role::For, words, None)).into_iter().collect();
    let mut seen = Vec::new();
    for other in &bench.law.rules {
        if !of_family(&other) || other.position == side.position || seen.contains(&other.position) {
            continue;
        }
        seen.push(other.position);
        let against = Side { position: other.position, section: None };
        let (priority, doubt) = bench.law.priority(*side, against);
        bench.doubts.borrow_mut().extend(doubt);
        if let Some(judgment) = bench.law.judgment_on(side.position, other.position) {
            let role = if priority == Priority::Second { Role::Against } else { Role::For };
            evidence.push(bench.settled_by(judgment, role));
        }
        outcome = outcome.min(match priority {
            Priority::First => Outcome::Met,
            Priority::Second => Outcome::Contradicted,
            Priority::Unsettled => bench.silence(Kin::Positive),
        });
        let role = if priority == Priority::Second { Role::Against } else { Role::Shown };
        evidence.extend(overriding(bench, against).map(|clause| Evidence::of(clause, role, words, None)));
    }
    if seen.is_empty() {
        // Whether there is no such law, or only none that is held, nobody has said.
        outcome = if clause.is_some() { Outcome::Unknown } else { bench.silence(Kin::Positive) };
    }
    let note = seen.is_empty().then(|| "no such law is held for this place and day".to_owned());
    Element { what, outcome, evidence, note }
}

/// The overriding clause of a law.
fn overriding<'l, 'c>(bench: &Bench<'l, 'c>, side: Side<'_>) -> Option<&'l RuleInForce<'c>> {
    bench.law.rules.iter().find(|rule| {
        rule.position == side.position
            && matches!(&*rule.body, RuleBody::Relation(relation)
            if relation.word == RelationWord::Overrides
                && !matches!(relation.target, RelationTarget::Words(_))
                && match relation.of.as_ref().and_then(|of| of.section.as_deref()) {
                    None => true,
                    Some(lifted) => side.section.is_some_and(|section| section_within(section, lifted)),
                })
    })
}
