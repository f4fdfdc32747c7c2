//! What a provision can answer, and what it refers to: taken from its rules when the index is made.

use std::collections::BTreeSet;

use crate::corpus::sections_named;
use crate::model::{FieldValue, Instrument, Provision, RelationTarget, RuleBody, fields_of};

use super::sheet::answers;
use super::tags::Tags;

/// The questions a provision answers, as [`answers`]. `tags` are its own.
pub fn answered(provision: &Provision, tags: &Tags) -> u8 {
    let mut found = 0;
    for body in provision.rules.iter().flat_map(|rule| &rule.bodies) {
        found |= match body {
            // An offence without its penalty forbids; the penalty stands elsewhere.
            RuleBody::Offence(rule) if !rule.penalties.is_empty() => answers::PENALTY,
            RuleBody::MinimumAge(_) => answers::AGE,
            RuleBody::SentenceLimit(_) => answers::PENALTY,
            RuleBody::Definition(rule) => {
                let ages = rule.under.is_some() || rule.from_age.is_some();
                answers::DEFINITION | if ages { answers::AGE } else { 0 }
            }
            RuleBody::Prohibition(rule) => {
                let ages = rule.victim.as_ref().is_some_and(|victim| victim.under.is_some());
                answers::MAY | if ages { answers::AGE } else { 0 }
            }
            RuleBody::Permission(_) => answers::MAY,
            RuleBody::Right(rule) if rule.from_age.is_some() || rule.to_age.is_some() => answers::AGE,
            RuleBody::Duty(_) | RuleBody::Institution(_) => answers::WHO,
            RuleBody::Procedure(rule) if rule.complaint.is_some() || !rule.before.is_empty() => answers::WHO,
            _ => 0,
        };
        if matches!(body.field("within"), Some(FieldValue::Term(Some(_)))) {
            found |= answers::TIME;
        }
        if matches!(body, RuleBody::Offence(rule) if rule.complaint.is_some() || rule.cognizable.is_some()) {
            found |= answers::WHO;
        }
    }
    match (tags.has("sex", "female"), tags.has("sex", "male")) {
        (true, false) => found | answers::FEMALE,
        (false, true) => found | answers::MALE,
        _ => found,
    }
}

/// What a provision's rules refer to: `instrument:section` in small letters, and the instrument itself where no section is named.
pub fn references(instrument: &Instrument, provision: &Provision) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut refer = |id: &str, section: Option<&str>| match section {
        Some(section) => found.extend(sections_named(section).into_iter().map(|section| format!("{id}:{section}"))),
        None => {
            found.insert(id.to_owned());
        }
    };
    for body in provision.rules.iter().flat_map(|rule| &rule.bodies) {
        for (key, _) in fields_of(body.kind()) {
            if let Some(FieldValue::Refs(list)) = body.field(key) {
                list.iter().for_each(|one| refer(one.instrument.as_str(), one.section.as_deref()));
            }
        }
        match body {
            RuleBody::Prohibition(rule) => {
                rule.sanction.iter().for_each(|section| refer(instrument.id.as_str(), Some(section)));
            }
            RuleBody::Procedure(rule) => {
                rule.governs.iter().flatten().for_each(|section| refer(instrument.id.as_str(), Some(section)));
            }
            RuleBody::Relation(rule) => {
                let refs = match &rule.target {
                    RelationTarget::Refs(list) => list.as_slice(),
                    _ => &[],
                };
                refs.iter().chain(&rule.of).for_each(|one| refer(one.instrument.as_str(), one.section.as_deref()));
            }
            _ => {}
        }
    }
    found
}
