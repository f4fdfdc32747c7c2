//! Laws on the harm that do not hold in the place on the day, though somebody may think so.

use crate::law::{LawInForce, Why};
use crate::model::{Instrument, Provision, RuleBody};

use super::case::Case;
use super::grown::is_of_accused_children;
use super::harm::{Closeness, closeness};

/// A law that would punish or forbid the harm but does not hold there on that day.
#[derive(Clone, Debug)]
pub struct NotInForce<'c> {
    /// The instrument.
    pub instrument: &'c Instrument,
    /// The provision; absent when the whole instrument does not hold.
    pub provision: Option<&'c Provision>,
    /// Why.
    pub why: Why,
}

/// The laws on the harm that do not hold there on that day though somebody may think so: not yet in force, displaced, struck down, doubtful.
pub fn not_in_force<'c>(law: &LawInForce<'c>, case: &Case<'c>) -> Vec<NotInForce<'c>> {
    let speaks = |provision: &Provision| {
        provision.rules.iter().any(|rule| {
            let acts = match rule.body() {
                RuleBody::Offence(offence) => &offence.act,
                RuleBody::Prohibition(ban) => &ban.act,
                _ => return false,
            };
            acts.iter().any(|act| closeness(law.words(), &case.harms, act) == Some(Closeness::Same))
        })
    };
    let mut found: Vec<NotInForce<'c>> = Vec::new();
    for exclusion in &law.excluded {
        if matches!(exclusion.why, Why::NotExtended | Why::Ended(_) | Why::OtherVersion) {
            continue;
        }
        let instrument = &law.corpus.instruments[exclusion.instrument];
        let provision = exclusion.provision.map(|at| &instrument.provisions[at]);
        // An earlier or later version of a section that holds is no news.
        let held = |provision: &Provision| {
            law.held
                .iter()
                .any(|held| held.position == exclusion.instrument && held.provision.section == provision.section)
        };
        // A law for accused children is no news to a child that is not accused.
        if !case.accused && is_of_accused_children(law, instrument) {
            continue;
        }
        let relevant = match provision {
            Some(provision) => speaks(provision) && !held(provision),
            None => instrument.provisions.iter().any(speaks),
        };
        let known = found.iter().any(|other| std::ptr::eq(other.instrument, instrument) && other.why == exclusion.why);
        if relevant && !known {
            found.push(NotInForce { instrument, provision, why: exclusion.why.clone() });
        }
    }
    found
}
