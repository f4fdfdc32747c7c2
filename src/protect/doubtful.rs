//! Laws of which nobody has shown that they hold in a place, though they may: a child there must not be told that there is nothing.

use crate::law::{LawInForce, LawIndex, Locus, RuleInForce};

use super::crimes::Crime;
use super::rights::Owed;

/// Each law that is not taken to hold because its extent is doubtful, alone, as it would hold; with the doubt.
pub fn laws<'c>(index: &LawIndex<'c>, law: &LawInForce<'c>) -> Vec<(LawInForce<'c>, String)> {
    let mut found: Vec<(LawInForce<'c>, String)> = Vec::new();
    for doubt in &law.doubts {
        let Locus::Extent { instrument, .. } = doubt.locus else { continue };
        if law.held.iter().any(|held| held.position == instrument) {
            continue;
        }
        let mut perhaps = law.otherwise(index, doubt.assumption());
        perhaps.rules = perhaps.rules.only(|rule| rule.position == instrument);
        if !perhaps.rules.is_empty() {
            found.push((perhaps, doubt.cause.clone()));
        }
    }
    found
}

fn condition(why: &str) -> String {
    format!("only if this law holds here, which is doubtful: {why}")
}

/// Crimes of such a law, each with the doubt.
pub fn marked<'c>(mut crimes: Vec<Crime<'c>>, why: &str) -> Vec<Crime<'c>> {
    for crime in &mut crimes {
        crime.perhaps = true;
        crime.fit.depends.insert(0, condition(why));
    }
    crimes
}

/// What such a law owes, with the doubt.
pub fn owed_marked<'c>(mut owed: Vec<Owed<'c>>, why: &str) -> Vec<Owed<'c>> {
    for owed in &mut owed {
        owed.depends.insert(0, condition(why));
    }
    owed
}

/// What is doubtful about a rule: itself, its section, whether its law holds there.
pub fn doubts(law: &LawInForce<'_>, rule: &RuleInForce<'_>) -> Vec<String> {
    let at = rule.instrument.provisions.iter().position(|provision| std::ptr::eq(provision, rule.provision));
    let number = rule.provision.rules.iter().position(|own| std::ptr::eq(own, rule.rule));
    let touches = |locus: Locus| match locus {
        Locus::Extent { instrument, .. } | Locus::Amendments { instrument, .. } | Locus::Lapse { instrument } => {
            instrument == rule.position
        }
        Locus::Version { instrument, provision } => instrument == rule.position && at == Some(provision),
        Locus::Rule { instrument, provision, rule: own } => {
            instrument == rule.position && at == Some(provision) && number == Some(own)
        }
        Locus::Displacement { .. } | Locus::Priority { .. } => false,
    };
    let mut found: Vec<String> =
        law.doubts.iter().filter(|doubt| touches(doubt.locus)).map(|doubt| doubt.cause.clone()).collect();
    found.dedup();
    found
}
