//! Punishments that a law takes away from another in this case: no retaliation against a parent.

use crate::law::{LawInForce, RuleInForce};
use crate::model::{Penalty, RelationTarget, RelationWord, RuleBody, Sanction, Word, section_within};

use super::case::Case;

/// What is left of the penalties of a section once what cannot be imposed on whoever did it is gone, and why it is gone.
pub fn left_of(
    law: &LawInForce<'_>,
    case: &Case<'_>,
    rule: &RuleInForce<'_>,
    penalties: &[Penalty],
) -> (Vec<Penalty>, Vec<String>) {
    let mut gone: Vec<Sanction> = Vec::new();
    let mut why = Vec::new();
    for other in &law.rules {
        let RuleBody::Relation(relation) = &*other.body else { continue };
        let (RelationWord::Excludes, RelationTarget::Words(words), Some(of)) =
            (relation.word, &relation.target, &relation.of)
        else {
            continue;
        };
        let here = of.law(&other.instrument.id) == &rule.instrument.id
            && of.section.as_ref().is_none_or(|section| section_within(&rule.provision.section, section));
        let Some(condition) = relation.when.iter().find(|condition| here && is_fulfilled(law, case, condition)) else {
            continue;
        };
        let kinds = words.iter().filter_map(|word| Sanction::parse(word.id()));
        let kinds: Vec<Sanction> =
            kinds.filter(|kind| penalties.iter().any(|penalty| penalty.sanctions.contains(kind))).collect();
        if !kinds.is_empty() {
            let said = law.words();
            why.push(format!("no {} here, since {} ({})", said.labels(words), said.label(condition), other.citation()));
            gone.extend(kinds);
        }
    }
    (penalties.iter().map(|penalty| penalty.without(&gone)).collect(), why)
}

/// Whether who did it fulfils a condition.
fn is_fulfilled(law: &LawInForce<'_>, case: &Case<'_>, condition: &Word) -> bool {
    let actors = law.words().get(condition).map_or(&[][..], |entry| &entry.actors);
    case.by.as_ref().is_some_and(|who| law.words().takes_in(actors, who))
}
