//! In which order crimes are told, and each once.

use std::cmp::Reverse;

use crate::model::Instrument;

use super::crimes::Crime;
use super::harm::Closeness;

/// The nearest first, of those the gravest; the same rule of the same section once.
pub fn ranked(mut found: Vec<Crime<'_>>) -> Vec<Crime<'_>> {
    found.sort_by_key(|crime| {
        (
            (crime.fit.distance(), crime.perhaps, is_near(crime), crime.beside),
            // Of acts that are only related the likeliest comes first, not the gravest.
            is_near(crime) && !(crime.in_setting || crime.for_children),
            (!crime.punished, presupposes(crime), crime.fit.depends.len().min(2)),
            (Reverse(crime.gravity), !crime.in_setting, !crime.for_children, crime.closeness, !crime.exact),
        )
    });
    let mut seen: Vec<(&Instrument, &str, String)> = Vec::new();
    found.retain(|crime| {
        let key = (
            crime.instrument,
            crime.provision.section.as_str(),
            format!("{}{:?}{}", crime.protects, crime.penalties, crime.punished),
        );
        let known = seen
            .iter()
            .any(|(instrument, section, rest)| std::ptr::eq(*instrument, key.0) && *section == key.1 && *rest == key.2);
        seen.push(key);
        !known
    });
    found
}

fn is_near(crime: &Crime<'_>) -> bool {
    crime.closeness == Closeness::Near
}

/// Whether it is a narrower act than was said, and not narrower by the child alone: it presupposes what nobody told, such as several offenders.
fn presupposes(crime: &Crime<'_>) -> bool {
    crime.closeness == Closeness::Same && !crime.exact && !crime.for_children && !crime.in_setting
}
