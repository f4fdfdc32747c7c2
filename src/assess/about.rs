//! The rules behind some requirements: those that speak to one, and what belongs beside them.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::law::{LawInForce, RuleInForce};
use crate::model::{LeafKind, Requirement, RuleBody, Word, section_within};

use super::finding::Assessor;

impl<'c> Assessor<'_, 'c> {
    /// The rules in force that speak to any of some requirements.
    pub fn rules_on<'l>(&self, law: &'l LawInForce<'c>, requirements: &[&'c Requirement]) -> Vec<&'l RuleInForce<'c>> {
        let speaks = |rule: &&RuleInForce<'c>| {
            let alone = law.only(vec![(*rule).clone()]);
            requirements.iter().any(|requirement| self.concerns(&alone, requirement))
        };
        let all: Vec<&RuleInForce<'c>> = law.rules.iter().collect();
        all.into_par_iter().filter(speaks).collect()
    }

    /// The rules in force on the subjects of some requirements: those that speak to one, and what belongs beside them: a narrower rule, an exception, the penalty of an order.
    pub fn rules_about<'l>(
        &self,
        law: &'l LawInForce<'c>,
        requirements: &[&'c Requirement],
    ) -> Vec<&'l RuleInForce<'c>> {
        let leaves = || requirements.iter().flat_map(|requirement| self.test_of(requirement).leaves());
        // A term, and for which purpose it is asked.
        let asked: Vec<(&Word, Option<&Word>)> = leaves()
            .flat_map(|leaf| {
                let purpose = match &leaf.kind {
                    LeafKind::Definition(definition) => definition.purpose.as_ref(),
                    _ => None,
                };
                leaf.subjects().into_iter().map(move |subject| (subject, purpose))
            })
            .collect();
        let speaking: HashSet<*const RuleInForce<'c>> =
            requirements.iter().flat_map(|asked| self.speaking(law, asked)).map(std::ptr::from_ref).collect();
        let own_purpose = |rule: &RuleInForce<'c>, purpose: Option<&Word>| match (&*rule.body, purpose) {
            (RuleBody::Definition(definition), Some(purpose)) => {
                definition.purpose.as_ref().is_none_or(|own| law.words().is_within(own, purpose))
            }
            _ => true,
        };
        let about = |rule: &&RuleInForce<'c>| {
            let subjects = rule.body.subjects();
            let named = |(asked, purpose): &(&Word, Option<&Word>)| {
                own_purpose(rule, *purpose) && subjects.iter().any(|own| law.words().is_within(own, asked))
            };
            speaking.contains(&std::ptr::from_ref(*rule)) || asked.iter().any(named)
        };
        let kept: HashSet<*const RuleInForce<'c>> = law.rules.iter().filter(about).map(std::ptr::from_ref).collect();
        let is_kept = |rule: &&RuleInForce<'c>| kept.contains(&std::ptr::from_ref(*rule));
        law.rules
            .iter()
            .filter(|rule| is_kept(rule) || law.rules.iter().filter(is_kept).any(|other| stands_beside(rule, other)))
            .collect()
    }

    /// The rules that speak to one requirement; where a family of laws is asked about as a whole, only those of a kind that its test reads.
    fn speaking<'l>(&self, law: &'l LawInForce<'c>, requirement: &&'c Requirement) -> Vec<&'l RuleInForce<'c>> {
        let leaves = self.test_of(requirement).leaves();
        let of_family = |kind: &LeafKind| match kind {
            LeafKind::Prevails { .. } => true,
            LeafKind::SentenceLimit(leaf) => !leaf.over_special_laws.is_empty(),
            _ => false,
        };
        let whole_family = leaves.iter().any(|leaf| of_family(&leaf.kind));
        let reads = |rule: &RuleInForce<'c>| {
            let kinds = leaves.iter().map(|leaf| &leaf.kind).filter(|kind| !matches!(kind, LeafKind::Prevails { .. }));
            kinds.into_iter().any(|kind| kind.kinds().contains(&rule.body.kind()))
        };
        let mut found = self.rules_on(law, std::slice::from_ref(requirement));
        found.retain(|rule| !whole_family || reads(rule));
        found
    }
}

/// Whether a rule belongs beside another: it cuts into it, or punishes the breach of an order of the same section.
fn stands_beside(rule: &RuleInForce<'_>, other: &RuleInForce<'_>) -> bool {
    match &*rule.body {
        RuleBody::Permission(permission) => permission.from.as_ref().is_some_and(|from| {
            *from.law(&rule.instrument.id) == other.instrument.id
                && from.section.as_ref().is_some_and(|section| section_within(&other.provision.section, section))
        }),
        RuleBody::Offence(_) => {
            std::ptr::eq(rule.provision, other.provision) && matches!(&*other.body, RuleBody::Procedure(_))
        }
        _ => false,
    }
}
