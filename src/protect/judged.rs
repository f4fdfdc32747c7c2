//! Judgments that settle which law governs the case of an accused child.

use crate::law::{LawInForce, RuleInForce};
use crate::model::{InstrumentId, RelationTarget, RuleBody};

use super::crimes::Crime;
use super::grown::is_of_accused_children;
use super::rights::{Owed, Part};

/// A judgment in force that settles which of two laws prevails, where one of them is for accused children.
pub struct Settling<'l, 'c> {
    /// Its rule.
    pub rule: &'l RuleInForce<'c>,
    /// Whether the other law is one that the child is accused under.
    pub on_the_harm: bool,
    /// Whether it is the other law that prevails.
    pub adverse: bool,
}

impl Settling<'_, '_> {
    /// Whether a line tells this judgment.
    pub fn is_told_in(&self, owed: &Owed<'_>) -> bool {
        owed.part == Part::Accused && std::ptr::eq(owed.provision, self.rule.provision)
    }
}

/// The judgments that settle whether a law for accused children governs this case.
pub fn judgments<'l, 'c>(law: &'l LawInForce<'c>, owed: &[Owed<'c>], crimes: &[Crime<'c>]) -> Vec<Settling<'l, 'c>> {
    let is_theirs = |id: &InstrumentId| law.corpus.instrument(id).is_some_and(|own| is_of_accused_children(law, own));
    let accused_under =
        |id: &InstrumentId| crimes.iter().any(|crime| crime.fit.reaches() && crime.instrument.id == *id);
    let told = |id: &InstrumentId| owed.iter().any(|owed| owed.instrument.id == *id);
    let mut found = Vec::new();
    for rule in law.rules.iter().filter(|rule| rule.instrument.judgment.is_some()) {
        let RuleBody::Relation(relation) = &*rule.body else { continue };
        let (Some(winner), RelationTarget::Refs(losers)) = (&relation.winner, &relation.target) else { continue };
        let winner = &winner.instrument;
        let adverse = losers.iter().any(|loser| is_theirs(&loser.instrument));
        let other =
            if adverse { accused_under(winner) } else { losers.iter().any(|loser| accused_under(&loser.instrument)) };
        let bears = other || losers.iter().any(|loser| told(&loser.instrument)) || told(winner);
        if bears && (adverse || is_theirs(winner)) {
            found.push(Settling { rule, on_the_harm: other, adverse });
        }
    }
    found
}
