//! Terms and the ages they fix: "child" in an act is what that act, or the act it borrows from, says it is.

use std::borrow::Cow;

use crate::model::{
    AgeBySex, Definition, MinimumAge, Person, RelationTarget, RelationWord, RuleBody, Vocabulary, Word,
};

use super::{LawInForce, RuleInForce};

impl<'c> LawInForce<'c> {
    /// The rule of the law in force that defines `term` for an instrument: its own, else the one lent to it through `supplies`.
    pub fn definition(&self, instrument: usize, term: &Word) -> Option<&RuleInForce<'c>> {
        self.own_definition(instrument, term).or_else(|| self.lent_definition(instrument, term))
    }

    fn own_definition(&self, instrument: usize, term: &Word) -> Option<&RuleInForce<'c>> {
        self.rules.iter().find(|rule| rule.position == instrument && defines(rule, term).is_some())
    }

    fn lent_definition(&self, instrument: usize, term: &Word) -> Option<&RuleInForce<'c>> {
        for rule in &self.rules {
            let RuleBody::Relation(relation) = &*rule.body else {
                continue;
            };
            let RelationTarget::Refs(refs) = &relation.target else {
                continue;
            };
            if relation.word != RelationWord::Supplies || relation.term.as_ref().is_some_and(|lent| lent != term) {
                continue;
            }
            for target in refs {
                let Some(target) = self.corpus.position(&target.instrument) else {
                    continue;
                };
                // The relation may stand in the act that borrows or in the act that lends.
                let lender = match (rule.position == instrument, target == instrument) {
                    (true, false) => target,
                    (false, true) => rule.position,
                    _ => continue,
                };
                if let Some(found) = self.own_definition(lender, term) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The upper age of a person a rule speaks of; `None` when the law does not say.
    pub fn upper_age(&self, instrument: usize, person: &Person) -> Option<AgeBySex> {
        if let Some(under) = person.under {
            return Some(under);
        }
        let rule = self.definition(instrument, person.term.as_ref()?)?;
        match &*rule.body {
            RuleBody::Definition(definition) => definition.under,
            _ => None,
        }
    }
}

fn defines<'r>(rule: &'r RuleInForce<'_>, term: &Word) -> Option<&'r Definition> {
    match &*rule.body {
        RuleBody::Definition(definition) if definition.term == *term && definition.under.is_some() => Some(definition),
        _ => None,
    }
}

/// The activities for which what a rule says can tell whether an age is entailed, and which: those of a ban, of an age that is written already, or, of a term or a term lent, all.
pub fn entailable(rule: &RuleBody, words: &Vocabulary) -> Vec<Word> {
    let ages_of = |acts: &[Word]| acts.iter().filter_map(|act| words.get(act)?.age_of.clone()).collect();
    match rule {
        RuleBody::Offence(offence) => ages_of(&offence.act),
        RuleBody::Prohibition(prohibition) => ages_of(&prohibition.act),
        RuleBody::MinimumAge(minimum) => vec![minimum.of.clone()],
        RuleBody::Definition(_) => words.entries().filter_map(|entry| entry.age_of.clone()).collect(),
        RuleBody::Relation(relation) if relation.word == RelationWord::Supplies => {
            words.entries().filter_map(|entry| entry.age_of.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// The minimum ages that bans entail: who forbids child marriage under eighteen sets the age of marriage at eighteen, with the same scope.
pub fn entailed_ages<'c>(law: &LawInForce<'c>) -> Vec<RuleInForce<'c>> {
    let mut found: Vec<RuleInForce<'c>> = Vec::new();
    for rule in &law.rules {
        let (acts, victim) = match &*rule.body {
            RuleBody::Offence(offence) => (&offence.act, &offence.victim),
            RuleBody::Prohibition(prohibition) => (&prohibition.act, &prohibition.victim),
            _ => continue,
        };
        let Some(person) = victim else { continue };
        let activities = acts.iter().filter_map(|act| law.words().get(act).and_then(|entry| entry.age_of.clone()));
        for of in activities {
            let fixed_by = match (&person.under, &person.term) {
                (None, Some(term)) => law.definition(rule.position, term).unwrap_or(rule),
                _ => rule,
            };
            let mut age = law.upper_age(rule.position, person).unwrap_or_default();
            match person.sex {
                Some(crate::model::Sex::Female) => age.male = None,
                Some(crate::model::Sex::Male) => age.female = None,
                None => {}
            }
            let written = |other: &RuleInForce<'_>| {
                std::ptr::eq(other.instrument, fixed_by.instrument)
                    && matches!(&*other.body, RuleBody::MinimumAge(minimum) if minimum.of == of && (minimum.age == age || age.is_unstated()))
            };
            if law.rules.iter().any(written) || found.iter().any(written) {
                continue;
            }
            let body = RuleBody::MinimumAge(MinimumAge {
                of,
                age,
                or_earlier: Vec::new(),
                unless: Vec::new(),
                conditions: Vec::new(),
            });
            found.push(RuleInForce {
                body: Cow::Owned(body),
                scope: rule.scope.and(&fixed_by.scope),
                cuts: fixed_by.cuts.clone(),
                entailed: true,
                ..fixed_by.clone()
            });
        }
    }
    found
}
