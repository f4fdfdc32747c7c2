//! The facets of an offence, side by side with those of another place.

use crate::law::{LawInForce, RuleInForce};
use crate::model::{Amount, Offence, Penalty, Sanction, Sex, Word};

use super::rules::{Facet, Faceted};

/// What an offence says of one act: whom it protects, how it is punished and prosecuted, who may complain.
pub fn offence_facets<'l, 'c>(
    law: &'l LawInForce<'c>,
    rule: &'l RuleInForce<'c>,
    offence: &'l Offence,
    act: &Word,
) -> Vec<Faceted<'l, 'c>> {
    let words = law.words();
    let subject = format!("offence: {}", words.label(act));
    let mut found = Vec::new();
    let mut add = |facet, says: String, strength, by| found.push((subject.clone(), facet, says, strength, by));
    let (whom, reach) = protected(law, rule, offence);
    add(Facet::Protects, whom, reach, rule);
    for penalty in &offence.penalties {
        let level = penalty.level.as_ref().map(|level| format!("{level}: ")).unwrap_or_default();
        add(Facet::Penalty, format!("{level}{penalty}"), heaviness(penalty), rule);
    }
    let handled = law.prosecution(rule, offence);
    let flag = |flag: Option<bool>, yes: &'static str, no: &'static str| flag.map(|flag| if flag { yes } else { no });
    let flags: Vec<&str> = [
        flag(handled.cognizable, "cognizable", "not cognizable"),
        flag(handled.bailable, "bailable", "not bailable"),
        flag(handled.compoundable, "compoundable", "not compoundable"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !flags.is_empty() {
        let strength =
            vec![i64::from(handled.cognizable == Some(true)), i64::from(handled.compoundable == Some(false))];
        let own = offence.cognizable.is_some() || offence.bailable.is_some() || offence.compoundable.is_some();
        add(Facet::Prosecution, flags.join(", "), strength, law.prosecutor_of(rule, own));
    }
    if let Some(complaint) =
        handled.complaint.filter(|complaint| !complaint.by.is_empty() || complaint.within.is_some())
    {
        let labels: Vec<String> = complaint.by.iter().map(|word| words.label(word)).collect();
        let by = if labels.is_empty() { "anyone".to_owned() } else { format!("only {}", labels.join(" or ")) };
        let within = complaint.within.map(|within| format!(", within {within}")).unwrap_or_default();
        let strength = vec![i64::from(complaint.by.is_empty()), i64::from(complaint.within.is_none())];
        add(Facet::Complaint, format!("{by}{within}"), strength, law.prosecutor_of(rule, offence.complaint.is_some()));
    }
    found
}

/// Whom an offence protects, in words, and how far that reaches: both sexes before one, then the higher age.
fn protected(law: &LawInForce<'_>, rule: &RuleInForce<'_>, offence: &Offence) -> (String, Vec<i64>) {
    let words = law.words();
    let mut said = match &offence.victim {
        None => "anyone".to_owned(),
        Some(victim) => {
            let ages = law.upper_age(rule.position, victim);
            match (ages, victim.sex) {
                (Some(ages), Some(sex)) => match ages.of(sex) {
                    Some(age) => format!("{} under {age}", sex.children()),
                    None => sex.children().to_owned(),
                },
                (Some(ages), None) if ages.is_unstated() => "children (age not stated)".to_owned(),
                (Some(ages), None) => match victim.from {
                    Some(from) => format!("children from {from} to under {ages}"),
                    None => format!("children under {ages}"),
                },
                (None, Some(sex)) => sex.children().to_owned(),
                (None, None) if victim.term.is_some() => "children (age not stated)".to_owned(),
                (None, None) if victim.is.is_empty() => "anyone".to_owned(),
                (None, None) => words.labels(&victim.is),
            }
        }
    };
    if !offence.by.is_empty() {
        let by: Vec<String> = offence.by.iter().map(|word| words.label(word)).collect();
        said = format!("{said}, from {}", by.join(" or "));
    }
    if !offence.settings.is_empty() {
        let settings: Vec<String> = offence.settings.iter().map(|word| words.label(word)).collect();
        said = format!("{said}; where: {}", settings.join(" or "));
    }
    let (sexes, age) = match &offence.victim {
        None => (2, 200),
        Some(victim) => {
            let ages = law.upper_age(rule.position, victim);
            let lowest = ages.and_then(|ages| Sex::BOTH.iter().filter_map(|sex| ages.of(*sex)).min());
            let open = victim.term.is_none() && victim.is.is_empty();
            // An age that the law leaves unstated is neither high nor low.
            let unstated = ages.is_some() || !open;
            let age = lowest.map_or(if unstated { -1 } else { 200 }, |age| i64::from(age.years()));
            (if victim.sex.is_some() { 1 } else { 2 }, age)
        }
    };
    (said, vec![sexes, i64::from(offence.settings.is_empty()), age.min(18)])
}

/// How heavy a penalty is: death, life, the longest term, the least term, then no fine alone, then the fine in rupees.
fn heaviness(penalty: &Penalty) -> Vec<i64> {
    let has = |kind| i64::from(penalty.sanctions.contains(&kind));
    let days = |term: Option<crate::model::Term>| term.map_or(0, |term| term.days() as i64);
    let prison = penalty.prison.as_ref();
    vec![
        has(Sanction::Death),
        has(Sanction::Life),
        days(prison.and_then(|prison| prison.max)),
        days(prison.and_then(|prison| prison.min)),
        i64::from(penalty.allows_fine_alone() == Some(false)),
        largest_fine(penalty),
    ]
}

/// The largest fine stated, in rupees.
fn largest_fine(penalty: &Penalty) -> i64 {
    // Spelt out: rustc 1.95 turns `fine.and_then(|fine| fine.max.or(fine.min))`, optimised, into a load from an address that nobody set where there is no fine.
    match &penalty.fine {
        Some(Amount { max: Some(fine), .. } | Amount { min: Some(fine), max: None }) => *fine as i64,
        _ => 0,
    }
}
