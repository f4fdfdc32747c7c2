//! What a bill weakens or forgets elsewhere, and what it changes in vain.

use jiff::civil::Date;

use crate::assess::age_lines;
use crate::corpus::{BillRead, Code, Corpus, Diagnostic, Warning};
use crate::law::{Exclusion, LawInForce, LawIndex, RuleInForce, Why};
use crate::model::{
    Amend, Bill, Displacement, InstrumentId, Jurisdiction, PermissionAs, ProvisionRef, RelationTarget, RelationWord,
    RuleBody, Sex, section_within,
};

use super::bill::Forgotten;

/// Ages that fall, and defences, exemptions and leaves that are new.
pub fn weakened(was: &LawInForce<'_>, is: &LawInForce<'_>) -> Vec<Forgotten> {
    let words = is.words();
    let mut found = Vec::new();
    let mut activities: Vec<_> = is
        .rules
        .iter()
        .filter_map(|rule| match &*rule.body {
            RuleBody::MinimumAge(minimum) => Some(minimum.of.clone()),
            _ => None,
        })
        .collect();
    activities.sort();
    activities.dedup();
    let lowest = |law: &LawInForce<'_>, of: &crate::model::Word, sex: Sex| {
        let lines = age_lines(law, of);
        let general = lines.iter().filter(|line| line.minimum.of == *of && line.rule.scope.is_everyone_there());
        general
            .filter_map(|line| line.minimum.age.of(sex).map(|age| (age, line.rule.citation())))
            .min_by_key(|(age, _)| *age)
    };
    for of in &activities {
        for sex in Sex::BOTH {
            if let (Some((old, _)), Some((new, citation))) = (lowest(was, of, sex), lowest(is, of, sex))
                && new < old
            {
                let what = format!("lowers the age of {} for {} from {old} to {new}", words.label(of), sex.children());
                found.push(Forgotten { citation, what });
            }
        }
    }
    for rule in &is.rules {
        if let RuleBody::Permission(permission) = &*rule.body {
            let known = was.rules.iter().any(|other| other.body == rule.body && other.position == rule.position);
            if !known && permission.manner != PermissionAs::Authorisation {
                found.push(Forgotten { citation: rule.citation(), what: rule.body.describe(words) });
            }
        }
    }
    found
}

/// Rules in force after the bill that point at a section or law that it takes away. What did not hold before is not the bill's to remember.
pub fn dangling(was: &LawInForce<'_>, is: &LawInForce<'_>, bills: &[&Bill]) -> Vec<Forgotten> {
    let mut found = Vec::new();
    let mut gone: Vec<ProvisionRef> = bills
        .iter()
        .flat_map(|bill| &bill.amends)
        .filter(|amendment| matches!(amendment.what, Amend::Omit | Amend::Repeal))
        .map(|amendment| amendment.target.clone())
        .collect();
    let own = bills.iter().filter_map(|bill| is.corpus.instrument(&bill.instrument));
    gone.extend(own.flat_map(|bill| &bill.displaces).flat_map(displaced));
    gone.retain(|gone| {
        was.held.iter().any(|held| {
            let within = |section: &String| section_within(&held.provision.section, section);
            held.instrument.id == gone.instrument && gone.section.as_ref().is_none_or(within)
        })
    });
    let meant = |target: &ProvisionRef| {
        gone.iter().find(|gone| {
            gone.instrument == target.instrument
                && match (&gone.section, &target.section) {
                    (None, _) => true,
                    (Some(gone), Some(section)) => section_within(section, gone),
                    (Some(_), None) => false,
                }
        })
    };
    for rule in &is.rules {
        for target in pointed_at(rule) {
            if rule.instrument.id != target.instrument
                && let Some(gone) = meant(&target)
            {
                let law = is.corpus.instrument(&gone.instrument);
                let named = law.map_or_else(
                    || gone.to_string(),
                    |law| gone.section.as_ref().map_or(law.short_title().to_owned(), |section| law.cite(section)),
                );
                found.push(Forgotten {
                    citation: rule.citation(),
                    what: format!("still refers to {named}, which the bill takes away"),
                });
            }
        }
    }
    found
}

/// What a displacement takes away: the sections named, or the whole.
fn displaced(displacement: &Displacement) -> Vec<ProvisionRef> {
    let whole = || ProvisionRef { instrument: displacement.instrument.clone(), section: None };
    match displacement.sections.is_empty() {
        true => vec![whole()],
        false => displacement
            .sections
            .iter()
            .map(|section| ProvisionRef { section: Some(section.clone()), ..whole() })
            .collect(),
    }
}

fn pointed_at(rule: &RuleInForce<'_>) -> Vec<ProvisionRef> {
    match &*rule.body {
        RuleBody::Prohibition(ban) => ban.subject_to.clone(),
        RuleBody::Permission(permission) => permission.from.clone().into_iter().collect(),
        // What an Act once changed or repealed is history, not a reference.
        RuleBody::Relation(relation) if matches!(relation.word, RelationWord::Amends | RelationWord::Repeals) => {
            Vec::new()
        }
        RuleBody::Relation(relation) => {
            let targets = match &relation.target {
                RelationTarget::Refs(refs) => refs.clone(),
                _ => Vec::new(),
            };
            targets.into_iter().chain(relation.of.clone()).chain(relation.winner.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// Definitions of one term for one purpose that differ after the bill and did not before.
pub fn inconsistent(was: &LawInForce<'_>, is: &LawInForce<'_>, bills: &[&Bill]) -> Vec<Forgotten> {
    let pairs = |law: &LawInForce<'_>| -> Vec<(String, String, String)> {
        let mut found = Vec::new();
        let defined: Vec<_> = law
            .rules
            .iter()
            .filter_map(|rule| match &*rule.body {
                RuleBody::Definition(definition) if definition.under.is_some() => Some((rule, definition)),
                _ => None,
            })
            .collect();
        for (at, (rule, one)) in defined.iter().enumerate() {
            for (other, two) in &defined[..at] {
                let same = one.term == two.term && one.purpose.is_some() && one.purpose == two.purpose;
                if same && one.under != two.under && rule.position != other.position {
                    let what = format!(
                        "{} is under {} here and under {} in {}",
                        law.words().label(&one.term),
                        two.under.unwrap_or_default(),
                        one.under.unwrap_or_default(),
                        rule.citation()
                    );
                    found.push((other.citation(), rule.citation(), what));
                }
            }
        }
        found
    };
    let known = pairs(was);
    let by_bill = |citation: &str| {
        bills.iter().any(|bill| {
            let title = is.corpus.instrument(&bill.instrument).map(|law| law.short_title().to_owned());
            title.is_some_and(|title| citation.starts_with(&title))
                || bill.amends.iter().any(|amendment| {
                    let law = is.corpus.instrument(&amendment.target.instrument);
                    law.is_some_and(|law| citation.starts_with(law.short_title()))
                })
        })
    };
    pairs(is)
        .into_iter()
        .filter(|pair| !known.contains(pair) && (by_bill(&pair.0) || by_bill(&pair.1)))
        .map(|(citation, _, what)| Forgotten { citation, what })
        .collect()
}

/// Places of the same legislature where a law that the bill changes holds and the bill does not.
pub fn left_out(corpus: &Corpus, laws: &[LawInForce<'_>], bills: &[&Bill], reached: &[String]) -> Vec<Forgotten> {
    let mut found = Vec::new();
    for bill in bills {
        let Some(own) = corpus.instrument(&bill.instrument) else { continue };
        for amendment in &bill.amends {
            let Some(position) = corpus.position(&amendment.target.instrument) else { continue };
            let law = &corpus.instruments[position];
            if corpus.legislature_of(&own.enacted_by) != corpus.legislature_of(&law.enacted_by) {
                continue;
            }
            let outside: Vec<&str> = laws
                .iter()
                .filter(|there| !reached.contains(&there.place.id))
                .filter(|there| there.held.iter().any(|held| held.position == position))
                .map(|there| there.place.name.as_str())
                .collect();
            if !outside.is_empty() {
                let section = amendment.target.section.as_deref().map(|section| law.cite(section));
                let citation = section.unwrap_or_else(|| law.short_title().to_owned());
                found.push(Forgotten { citation, what: format!("stays as it is in {}", outside.join(", ")) });
            }
        }
    }
    found
}

/// The law that an exclusion is about, where it is the whole law.
fn law_at<'c>(corpus: &'c Corpus, exclusion: &Exclusion) -> Option<&'c InstrumentId> {
    exclusion.provision.is_none().then(|| &corpus.instruments[exclusion.instrument].id)
}

/// What a bill changes that is not in force on its day in any place it reaches: warnings, each at its line.
pub fn not_in_force(corpus: &Corpus, read: &BillRead, day: Date) -> Vec<Warning> {
    let Some(own) = corpus.instrument(&read.bill.instrument) else {
        return Vec::new();
    };
    let index = LawIndex::new(corpus);
    let reached = |place: &&Jurisdiction| {
        place.exists_on(day) && own.extent.iter().any(|extent| extent.places.contains(&place.id))
    };
    let laws: Vec<LawInForce<'_>> =
        corpus.jurisdictions.iter().filter(reached).map(|place| LawInForce::of(&index, place, day)).collect();
    let mut found = Vec::new();
    for (amendment, mark) in read.bill.amends.iter().zip(&read.marks.amends) {
        let holds = |law: &LawInForce<'_>| {
            law.held.iter().any(|held| {
                let section = match (&amendment.what, &amendment.target.section) {
                    (Amend::Omit | Amend::Substitute(_), Some(section)) => {
                        section_within(&held.provision.section, section)
                    }
                    _ => true,
                };
                held.instrument.id == amendment.target.instrument && section
            })
        };
        // Why it does not hold: the drafter wants to know what took its place.
        let taken = laws.iter().flat_map(|law| &law.excluded).find_map(|exclusion| match &exclusion.why {
            Why::Touched { how, by, .. } if law_at(corpus, exclusion) == Some(&amendment.target.instrument) => {
                corpus.instrument(by).map(|by| format!("{how} by {}; ", by.short_title()))
            }
            _ => None,
        });
        if !laws.iter().any(holds) {
            found.push(Warning(Diagnostic {
                code: Code::NotInForce,
                file: read.file.clone(),
                mark: *mark,
                width: 1,
                message: format!("{} is not in force on {day} where the bill holds", amendment.target),
                help: Some(format!(
                    "{}`lacuna show` tells since when and why; the change would do nothing",
                    taken.unwrap_or_default()
                )),
            }));
        }
    }
    found
}
