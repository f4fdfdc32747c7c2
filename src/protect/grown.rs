//! Where childhood ends in a law, and whoever is accused after that.

use crate::law::LawInForce;
use crate::model::{AgeBySex, Class, InCase, Instrument, Person, RuleBody, Sex};

use super::case::Case;

/// The law made for accused children does not reach the accused: it ended before its age.
#[derive(Clone, Debug)]
pub struct Grown {
    /// The age at which that law ends.
    pub ends: AgeBySex,
    /// The section that says so.
    pub citation: String,
}

/// The age at which somebody stops being a child in the words of one law; `None` where it does not say.
pub fn childhood_in(law: &LawInForce<'_>, position: usize) -> Option<AgeBySex> {
    law.words().standing_for(Class::Term, InCase::Child).into_iter().find_map(|term| {
        let person = Person { term: Some(term.clone()), ..Person::default() };
        law.upper_age(position, &person)
    })
}

/// Whether a law is about nothing but accused children.
pub fn is_of_accused_children(law: &LawInForce<'_>, instrument: &Instrument) -> bool {
    let mut topics = instrument.topics.iter().map(|topic| law.words().in_case(topic));
    !instrument.family.is_empty() && topics.all(|of| matches!(of, Some(InCase::Accused | InCase::Childhood)))
}

/// Where the accused has outgrown every law in force that is made for accused children: the one that ends last.
pub fn grown(law: &LawInForce<'_>, case: &Case<'_>) -> Option<Grown> {
    let age = case.age.filter(|_| case.accused)?;
    let sexes = case.sex.map_or(Sex::BOTH.to_vec(), |sex| vec![sex]);
    let mut found: Option<Grown> = None;
    for rule in law.rules.iter().filter(|rule| is_of_accused_children(law, rule.instrument)) {
        let RuleBody::Definition(definition) = &*rule.body else { continue };
        let Some(ends) = definition.under.filter(|_| law.words().stands_for(&definition.term, InCase::Child)) else {
            continue;
        };
        if sexes.iter().any(|sex| ends.of(*sex).is_none_or(|end| age < end)) {
            return None;
        }
        if found.is_none() {
            found = Some(Grown { ends, citation: rule.citation() });
        }
    }
    found
}
