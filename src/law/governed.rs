//! What an offence leaves unsaid and a procedure rule of the same instrument fills: arrest, bail, compounding, complaint.

use crate::model::{Complaint, Offence, Procedure, RuleBody, section_within};

use super::{LawInForce, RuleInForce};

/// How an offence is prosecuted; `None` where neither it nor what governs it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prosecution {
    /// Arrest without warrant.
    pub cognizable: Option<bool>,
    /// Bail as of right.
    pub bailable: Option<bool>,
    /// Can be compounded.
    pub compoundable: Option<bool>,
    /// Who may complain and until when.
    pub complaint: Option<Complaint>,
}

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

    /// Who may complain of an offence and until when: its own word, else what governs it.
    pub fn complaint<'r>(&'r self, rule: &RuleInForce<'c>, offence: &'r Offence) -> Option<&'r Complaint> {
        offence.complaint.as_ref().or_else(|| {
            let mut governing = self.governing(rule.position, &rule.provision.section);
            governing.find_map(|(_, procedure)| procedure.complaint.as_ref())
        })
    }

    /// How an offence is prosecuted: as it says itself, else as the procedure rules of its instrument say.
    pub fn prosecution(&self, rule: &RuleInForce<'c>, offence: &Offence) -> Prosecution {
        let mut found = Prosecution {
            cognizable: offence.cognizable,
            bailable: offence.bailable,
            compoundable: offence.compoundable,
            complaint: self.complaint(rule, offence).cloned(),
        };
        for (_, procedure) in self.governing(rule.position, &rule.provision.section) {
            found.cognizable = found.cognizable.or(procedure.cognizable);
            found.bailable = found.bailable.or(procedure.bailable);
            found.compoundable = found.compoundable.or(procedure.compoundable);
        }
        found
    }
}
