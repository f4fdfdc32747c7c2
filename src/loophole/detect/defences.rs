//! Defences that undo bans, and laws that each claim to prevail.

use crate::law::{Priority, RuleInForce};
use crate::model::{Relation, RelationTarget, RelationWord, RuleBody};

use super::{Hit, Scene};

/// A defence that stands beside a ban on the same act, where no ban prevails over it in every setting.
pub fn defence_undoes_ban<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let mut hits = Vec::new();
    for defence in scene.among().filter(|rule| matches!(&*rule.body, RuleBody::Permission(_))) {
        let acts = defence.body.subjects();
        let bans: Vec<&RuleInForce<'c>> = scene
            .rules()
            .filter(|rule| rule.position != defence.position)
            .filter(|rule| matches!(&*rule.body, RuleBody::Prohibition(_) | RuleBody::Offence(_)))
            .filter(|rule| scene.within(&rule.body.subjects(), &acts) || scene.within(&acts, &rule.body.subjects()))
            .collect();
        let prevails =
            |ban: &RuleInForce<'c>| matches!(scene.law.priority(ban.into(), defence.into()), (Priority::First, None));
        let everywhere = |ban: &RuleInForce<'c>| match &*ban.body {
            RuleBody::Prohibition(own) => own.settings.is_empty() && ban.scope.settings.is_empty(),
            RuleBody::Offence(own) => own.settings.is_empty() && ban.scope.settings.is_empty(),
            _ => false,
        };
        if bans.iter().any(|ban| everywhere(ban) && prevails(ban)) {
            continue;
        }
        let note = match bans.iter().filter(|ban| prevails(ban)).count() {
            0 if bans.is_empty() => "no law in force here bans the act in terms, and none takes the defence away",
            0 => "no ban here says that it prevails over the defence",
            _ => "a ban that prevails reaches some settings only; elsewhere the defence stands",
        };
        let open = bans.into_iter().filter(|ban| !prevails(ban));
        let rules: Vec<&RuleInForce<'c>> = std::iter::once(defence).chain(open).collect();
        hits.push(scene.hit(&rules, Some(note.to_owned())));
    }
    hits
}

fn clause<'r>(rule: &'r RuleInForce<'_>) -> Option<&'r Relation> {
    match &*rule.body {
        RuleBody::Relation(relation) if relation.word == RelationWord::Overrides => Some(relation),
        _ => None,
    }
}

/// Whether a clause reaches another law, and whether it names it.
fn reaches(clause: &Relation, other: &RuleInForce<'_>) -> (bool, bool) {
    let named = match &clause.target {
        RelationTarget::Refs(refs) => refs.iter().any(|target| target.instrument == other.instrument.id),
        _ => false,
    };
    let general = clause.target == RelationTarget::AnyOtherLaw
        && (clause.only.is_empty() || clause.only.iter().any(|topic| other.instrument.topics.contains(topic)));
    (named || general, named)
}

/// A clause of the laws looked at, and one of another law on a common topic, each over the other, and neither naming it.
pub fn competing_overrides<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let mut hits: Vec<Hit<'c>> = Vec::new();
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for own in scene.among() {
        for other in scene.rules() {
            let (Some(mine), Some(theirs)) = (clause(own), clause(other)) else {
                continue;
            };
            let pair = (own.position.min(other.position), own.position.max(other.position));
            let common = own.instrument.topics.iter().any(|topic| other.instrument.topics.contains(topic));
            // The other law must be a special law of its own: anti-terrorism, narcotics, Hudood ...
            let families = (&own.instrument.family, &other.instrument.family);
            let special = !families.1.is_empty() && !families.0.iter().any(|family| families.1.contains(family));
            if own.position == other.position || seen.contains(&pair) || !common || !special {
                continue;
            }
            let ((first, named), (second, also_named)) = (reaches(mine, other), reaches(theirs, own));
            let unsettled = scene.law.priority(own.into(), other.into()).1.is_some();
            if first && second && !named && !also_named && unsettled {
                seen.push(pair);
                hits.push(scene.hit(&[own, other], None));
            }
        }
    }
    hits
}
