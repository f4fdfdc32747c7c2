//! What an offence leaves unsaid and a procedure rule of the same instrument fills: arrest, bail, compounding, complaint.

use crate::model::{Complaint, Offence, Procedure, RuleBody, section_within};

use super::{LawInForce, RuleInForce};

impl<'c> LawInForce<'c> {
    /// The procedure rules of an instrument that govern the offence in a section of it.
    pub fn governing<'l>(
        &'l self,
        position: usize,
        section: &str,
    ) -> impl Iterator<Item = (&'l RuleInForce<'c>, &'l Procedure)> {
        self.rules.iter().filter(move |rule| rule.position == position).filter_map(move |rule| match &*rule.body {
            RuleBody::Procedure(procedure) => {
                let sections = procedure.governs.as_ref()?;
                let governed = sections.is_empty() || sections.iter().any(|governed| section_within(section, governed));
                governed.then_some((rule, &**procedure))
            }
            _ => None,
        })
    }

    /// A point of procedure of an offence: its own word, else what governs it; `None` when neither says it.
    pub fn point(
        &self,
        rule: &RuleInForce<'c>,
        own: Option<bool>,
        of: impl Fn(&Procedure) -> Option<bool>,
    ) -> Option<bool> {
        own.or_else(|| {
            self.governing(rule.position, &rule.provision.section).find_map(|(_, procedure)| of(procedure))
        })
    }

    /// Who may complain of an offence and until when: its own word, else what governs it.
    pub fn complaint<'r>(&'r self, rule: &RuleInForce<'c>, offence: &'r Offence) -> Option<&'r Complaint> {
        offence.complaint.as_ref().or_else(|| {
            let mut governing = self.governing(rule.position, &rule.provision.section);
            governing.find_map(|(_, procedure)| procedure.complaint.as_ref())
        })
    }
}
