//! What a bill would change: findings before and after, what it forgets, and what it still leaves open.

use jiff::civil::Date;

use crate::assess::{Assessor, Finding, Outcome, Status, age_lines};
use crate::corpus::{BillRead, Code, Corpus, Diagnostic, Warning};
use crate::law::{LawInForce, LawIndex, RuleInForce};
use crate::model::{
    Amend, Bill, Jurisdiction, PermissionAs, ProvisionRef, RelationTarget, Requirement, RuleBody, Sex, section_within,
};

use super::practices::practices;

/// A finding that the bill would change.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// Its topic.
    pub topic: String,
    /// The place.
    pub jurisdiction: String,
    /// Its weight.
    pub weight: u8,
    /// Before.
    pub from: Status,
    /// After.
    pub to: Status,
    /// How many points are contradicted, of how many, before and after.
    pub contradicted: [(usize, usize); 2],
    /// The points that come out otherwise.
    pub why: Vec<String>,
    /// What the new status rests on.
    pub evidence: Vec<String>,
}

/// A provision elsewhere that the bill forgets.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Forgotten {
    /// As cited.
    pub citation: String,
    /// What is wrong with it after the bill.
    pub what: String,
}

/// A requirement of the bill's own topics that it still leaves open.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct StillOpen {
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// The place.
    pub jurisdiction: String,
    /// Its status after the bill.
    pub status: Status,
    /// Neighbours that meet it: place and sections to borrow from.
    pub borrow: Vec<(String, Vec<String>)>,
}

/// What a bill would do.
#[derive(Debug)]
pub struct BillEffect {
    /// The day it is laid over.
    pub day: Date,
    /// Where it would hold.
    pub places: Vec<String>,
    /// Findings that become met.
    pub closed: Vec<Change>,
    /// Findings that get worse: less protective, or with more points contradicted.
    pub opened: Vec<Change>,
    /// Findings that get better without being met: a better status, fewer points contradicted or more of them met.
    pub bettered: Vec<Change>,
    /// Ages lowered and defences added, whatever the statuses say.
    pub weakened: Vec<Forgotten>,
    /// What it forgets elsewhere.
    pub forgotten: Vec<Forgotten>,
    /// What it leaves open in its own topics.
    pub still_open: Vec<StillOpen>,
}

/// Lays bills over a corpus and compares the law before and after, on one day, in the places that they reach.
pub fn effect(corpus: &Corpus, bills: &[&Bill], day: Date) -> (Corpus, BillEffect) {
    let mut enacted = corpus.clone();
    for bill in bills {
        enacted = enacted.enact(bill, day);
    }
    let found = compare(corpus, &enacted, bills, day);
    (enacted, found)
}

fn compare(corpus: &Corpus, enacted: &Corpus, bills: &[&Bill], day: Date) -> BillEffect {
    let of_bill = |bill: &&Bill| enacted.instrument(&bill.instrument).cloned();
    let own: Vec<_> = bills.iter().filter_map(of_bill).collect();
    let reached: Vec<String> =
        own.iter().flat_map(|law| &law.extent).flat_map(|extent| extent.places.iter().cloned()).collect();
    let places = |corpus: &'_ Corpus| -> Vec<String> {
        let there = corpus.jurisdictions.iter().filter(|place| place.is_assessed() && place.exists_on(day));
        there.filter(|place| reached.contains(&place.id)).map(|place| place.id.clone()).collect()
    };
    let names = places(corpus);
    let (old_index, new_index) = (LawIndex::new(corpus), LawIndex::new(enacted));
    let before = findings(corpus, &old_index, day);
    let after = findings(enacted, &new_index, day);
    let mut found = BillEffect {
        day,
        places: names.clone(),
        closed: Vec::new(),
        opened: Vec::new(),
        bettered: Vec::new(),
        weakened: Vec::new(),
        forgotten: Vec::new(),
        still_open: Vec::new(),
    };
    for (old, new) in before.iter().zip(&after) {
        let change = changed(old, new, enacted);
        let met =
            |finding: &Finding<'_>| finding.elements.iter().filter(|element| element.outcome == Outcome::Met).count();
        let more_contradicted = new.contradicted().0 > old.contradicted().0;
        let better = new.contradicted().0 < old.contradicted().0 || met(new) > met(old);
        match (old.status, new.status) {
            (old, new) if new < old => found.opened.push(change),
            (old, Status::Met) if old != Status::Met => found.closed.push(change),
            (old, new) if new > old => found.bettered.push(change),
            _ if more_contradicted => found.opened.push(change),
            _ if better => found.bettered.push(change),
            _ => {}
        }
    }
    let mut forgotten: Vec<Forgotten> = Vec::new();
    for place in enacted.jurisdictions.iter().filter(|place| names.contains(&place.id)) {
        let was = corpus.jurisdiction(&place.id).map(|place| LawInForce::of(&old_index, place, day));
        let is = LawInForce::of(&new_index, place, day);
        if let Some(was) = &was {
            found.weakened.extend(weakened(was, &is));
            forgotten.extend(dangling(&is, bills));
            forgotten.extend(inconsistent(was, &is, bills));
        }
    }
    forgotten.extend(left_out(corpus, &old_index, bills, &names, day));
    for entry in forgotten {
        if !found.forgotten.contains(&entry) {
            found.forgotten.push(entry);
        }
    }
    found.still_open = still_open(&after, &names, &own);
    found
}

fn findings<'c>(corpus: &'c Corpus, index: &LawIndex<'c>, day: Date) -> Vec<Finding<'c>> {
    let places: Vec<&Jurisdiction> =
        corpus.jurisdictions.iter().filter(|place| place.is_assessed() && place.exists_on(day)).collect();
    let requirements: Vec<&Requirement> = corpus.requirements().collect();
    Assessor::new(index, day).findings(&places, &requirements)
}

fn changed(old: &Finding<'_>, new: &Finding<'_>, corpus: &Corpus) -> Change {
    let mut why = Vec::new();
    for element in &new.elements {
        let was = old.elements.iter().find(|was| was.what == element.what).map(|was| was.outcome);
        if was != Some(element.outcome) {
            let was = was.map_or("new".to_owned(), |was| format!("was {}", was.id()));
            why.push(format!("{}: {} ({was})", element.what, element.outcome.id()));
        }
    }
    for element in old.elements.iter().filter(|element| element.outcome == Outcome::Contradicted) {
        if !new.elements.iter().any(|other| other.what == element.what) {
            why.push(format!("{}: gone (was contradicted)", element.what));
        }
    }
    let requirement = new.requirement;
    Change {
        requirement: requirement.id.clone(),
        text: requirement.text.clone(),
        topic: corpus.words.label(&requirement.topic),
        jurisdiction: new.place.id.clone(),
        weight: requirement.weight,
        from: old.status,
        to: new.status,
        contradicted: [old.contradicted(), new.contradicted()],
        why,
        evidence: citations(new),
    }
}

/// What decides a finding, as cited.
fn citations(finding: &Finding<'_>) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    for evidence in finding.evidence().into_iter().filter(|evidence| evidence.role != crate::assess::Role::Shown) {
        if !cited.contains(&evidence.citation) {
            cited.push(evidence.citation.clone());
        }
    }
    cited
}

/// Ages that fall, and defences, exemptions and leaves that are new.
fn weakened(was: &LawInForce<'_>, is: &LawInForce<'_>) -> Vec<Forgotten> {
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

/// Rules in force after the bill that point at a section or law that it takes away.
fn dangling(is: &LawInForce<'_>, bills: &[&Bill]) -> Vec<Forgotten> {
    let mut found = Vec::new();
    let gone: Vec<&ProvisionRef> = bills
        .iter()
        .flat_map(|bill| &bill.amends)
        .filter(|amendment| matches!(amendment.what, Amend::Omit | Amend::Repeal))
        .map(|amendment| &amendment.target)
        .collect();
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

fn pointed_at(rule: &RuleInForce<'_>) -> Vec<ProvisionRef> {
    match &*rule.body {
        RuleBody::Prohibition(ban) => ban.subject_to.clone(),
        RuleBody::Permission(permission) => permission.from.clone().into_iter().collect(),
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
fn inconsistent(was: &LawInForce<'_>, is: &LawInForce<'_>, bills: &[&Bill]) -> Vec<Forgotten> {
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
fn left_out(corpus: &Corpus, index: &LawIndex<'_>, bills: &[&Bill], reached: &[String], day: Date) -> Vec<Forgotten> {
    let mut found = Vec::new();
    for bill in bills {
        let Some(own) = corpus.instrument(&bill.instrument) else { continue };
        for amendment in &bill.amends {
            let Some(position) = corpus.position(&amendment.target.instrument) else { continue };
            let law = &corpus.instruments[position];
            if corpus.legislature_of(&own.enacted_by) != corpus.legislature_of(&law.enacted_by) {
                continue;
            }
            let outside: Vec<&str> = index
                .corpus
                .jurisdictions
                .iter()
                .filter(|place| place.is_assessed() && place.exists_on(day) && !reached.contains(&place.id))
                .filter(|place| LawInForce::of(index, place, day).held.iter().any(|held| held.position == position))
                .map(|place| place.name.as_str())
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

fn still_open(after: &[Finding<'_>], places: &[String], own: &[crate::model::Instrument]) -> Vec<StillOpen> {
    let mut found = Vec::new();
    for place in places {
        let solved = practices(after, place);
        let on_topic = |finding: &&Finding<'_>| {
            finding.place.id == *place
                && finding.status != Status::Met
                && own.iter().any(|law| law.topics.contains(&finding.requirement.topic))
        };
        for finding in after.iter().filter(on_topic) {
            let practice = solved.iter().find(|practice| practice.requirement.id == finding.requirement.id);
            let borrow = practice.map_or_else(Vec::new, |practice| {
                practice.met_in.iter().map(|other| (other.place.name.clone(), citations(other))).collect()
            });
            found.push(StillOpen {
                requirement: finding.requirement.id.clone(),
                text: finding.requirement.text.clone(),
                jurisdiction: place.clone(),
                status: finding.status,
                borrow,
            });
        }
    }
    found
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
    for (amendment, mark) in read.bill.amends.iter().zip(&read.marks) {
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
        if !laws.iter().any(holds) {
            found.push(Warning(Diagnostic {
                code: Code::NotInForce,
                file: read.file.clone(),
                mark: *mark,
                width: 1,
                message: format!("{} is not in force on {day} where the bill holds", amendment.target),
                help: Some("`lacuna show` tells since when and why; the change would do nothing".to_owned()),
            }));
        }
    }
    found
}
