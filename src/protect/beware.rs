//! Beware: what can still let the child fall in this case.

use crate::assess::{Assessor, Finding, Status};
use crate::law::{LawInForce, LawIndex, RuleInForce};
use crate::loophole::{Finder, Stand};
use crate::model::{
    InCase, MilestoneState, PermissionAs, RuleBody, StateOfBody, Truth, Verified, Word, section_within,
};

use super::bearing::Bearing;
use super::bodies::bodies;
use super::case::Case;
use super::crimes::Crime;
use super::fit::{Fit, Fitting};
use super::grown::grown;
use super::harm::{Closeness, closeness};
use super::rights::Owed;

/// What kind of trap it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trap {
    /// A defence, exemption or exception that the other side can rely on.
    Excuse,
    /// It is turned against the child: an offence of children, or a rule that a standard is contradicted by.
    AgainstTheChild,
    /// A doubt on which the answer hangs.
    Doubt,
    /// A loophole in the law.
    Loophole,
    /// The law exists, what it needs on the ground does not.
    NotOnTheGround,
    /// Not known.
    Unknown,
}

/// One thing to beware of.
#[derive(Clone, Debug)]
pub struct Beware {
    /// Of what kind.
    pub trap: Trap,
    /// In plain words.
    pub says: String,
    /// Where it stands.
    pub citations: Vec<String>,
    /// How sure; absent where the point is that we do not know.
    pub verified: Option<Verified>,
}

/// The standards' view: findings on the case that are not met, the weightiest first.
pub fn findings<'c>(assessor: &Assessor<'_, 'c>, case: &Case<'c>, bearing: &Bearing<'c>) -> Vec<Finding<'c>> {
    let mut found = assessor.findings(&[case.place], &bearing.measured);
    found.retain(|finding| finding.status != Status::Met);
    found.sort_by_key(|finding| {
        let beside = !bearing.has(&finding.requirement.topic);
        (beside, std::cmp::Reverse(finding.requirement.weight), finding.status)
    });
    found
}

/// Everything to beware of beside the findings.
pub fn beware<'c>(
    index: &LawIndex<'c>,
    law: &LawInForce<'c>,
    case: &Case<'c>,
    bearing: &Bearing<'c>,
    crimes: &[Crime<'c>],
    owed: &[Owed<'c>],
) -> Vec<Beware> {
    let mut found = excuses(law, case, &bearing.topics, crimes);
    // A child that did not live is accused of nothing.
    if !case.accused && !case.is_fatal(law.words()) {
        found.extend(crimes.iter().filter(|crime| crime.by_child && crime.fit.reaches()).map(against));
    }
    found.extend(owed.iter().filter(|owed| owed.adverse).map(adverse));
    found.extend(doubtful(crimes, owed));
    found.extend(loopholes(index, law, case, crimes));
    found.extend(on_the_ground(law, case, crimes));
    found.extend(unknown(law, case, bearing, crimes));
    let mut seen: Vec<String> = Vec::new();
    found.retain(|beware| {
        let new = !seen.contains(&beware.says);
        seen.push(beware.says.clone());
        new
    });
    found
}

/// Permissions that cut into what was done to the child, as far as they reach this case.
fn excuses<'c>(law: &LawInForce<'c>, case: &Case<'c>, topics: &[Word], crimes: &[Crime<'c>]) -> Vec<Beware> {
    let words = law.words();
    let fitting = Fitting::new(law, case, topics);
    let mut found: Vec<Beware> = Vec::new();
    let outgrown = grown(law, case).is_some();
    for rule in &law.rules {
        let RuleBody::Permission(permission) = &*rule.body else { continue };
        let cuts = permission.from.as_ref().is_some_and(|from| {
            crimes.iter().filter(|crime| crime.fit.reaches()).any(|crime| {
                &crime.instrument.id == from.law(&rule.instrument.id)
                    && from.section.as_ref().is_some_and(|section| section_within(&crime.provision.section, section))
            })
        });
        let on_act = permission
            .act
            .iter()
            .any(|act| matches!(closeness(words, &case.harms, act), Some(Closeness::Same | Closeness::Wider)));
        let against_accused = case.accused
            && !outgrown
            && rule.scope.child.iter().any(|role| words.in_case(role) == Some(InCase::Accused));
        if !cuts && !on_act && !against_accused {
            continue;
        }
        let person = permission.victim.as_ref().map(|victim| fitting.person(rule, victim)).unwrap_or_default();
        let fit = person
            .and(fitting.scope(rule, &[]))
            .and(fitting.settings(&permission.settings))
            .and(fitting.doer(&permission.by, &[]));
        if !fit.reaches() {
            continue;
        }
        let kind = match permission.manner {
            _ if permission.act.is_empty() => "this punishment is allowed",
            PermissionAs::Defence => "a defence can be claimed",
            PermissionAs::Exemption => "an exemption can be claimed",
            PermissionAs::Exception => "an exception can be claimed",
            PermissionAs::Waiver => "it can be waived",
            PermissionAs::Licence => "a licence can be claimed",
            PermissionAs::Authorisation => "a leave can be claimed",
        };
        let says = format!("{kind}: {}{}", plain(rule), conditions(&fit));
        if !found.iter().any(|other| other.says == says) {
            found.push(Beware {
                trap: if permission.act.is_empty() { Trap::AgainstTheChild } else { Trap::Excuse },
                says,
                citations: vec![rule.citation()],
                verified: Some(rule.verified()),
            });
        }
    }
    found
}

/// An offence that only a child can commit.
fn against(crime: &Crime<'_>) -> Beware {
    let says = format!("{}: {}", crime.provision.heading, crime.provision.summary.trim());
    Beware { trap: Trap::AgainstTheChild, says, citations: vec![crime.citation()], verified: Some(crime.verified) }
}

/// A rule on the child's procedure or care that works against it.
fn adverse(owed: &Owed<'_>) -> Beware {
    let on = if owed.depends.is_empty() { String::new() } else { format!(" ({})", owed.depends.join("; ")) };
    let says = format!("{}: {}{on}", owed.provision.heading, owed.provision.summary.trim());
    Beware { trap: Trap::AgainstTheChild, says, citations: vec![owed.citation()], verified: Some(owed.verified) }
}

/// A rule in the plain words of its provision.
fn plain(rule: &RuleInForce<'_>) -> String {
    let summary = rule.provision.summary.trim();
    if summary.is_empty() { rule.provision.heading.clone() } else { summary.to_owned() }
}

fn conditions(fit: &Fit) -> String {
    let by = fit.done_by.iter().map(|who| format!("for {who}"));
    let all: Vec<String> = by.chain(fit.depends.iter().cloned()).collect();
    if all.is_empty() { String::new() } else { format!(" ({})", all.join("; ")) }
}

/// The doubts of what was told, each once.
fn doubtful(crimes: &[Crime<'_>], owed: &[Owed<'_>]) -> Vec<Beware> {
    let mut found: Vec<Beware> = Vec::new();
    let of_crimes = crimes.iter().filter(|crime| crime.fit.reaches() && crime.closeness != Closeness::Near);
    let all = of_crimes
        .map(|crime| (&crime.doubts, crime.citation(), crime.verified))
        .chain(owed.iter().filter(|owed| owed.on_the_harm).map(|owed| (&owed.doubts, owed.citation(), owed.verified)));
    for (doubts, citation, verified) in all {
        for doubt in doubts {
            if !found.iter().any(|other| other.says == *doubt) {
                let citations = vec![citation.clone()];
                found.push(Beware { trap: Trap::Doubt, says: doubt.clone(), citations, verified: Some(verified) });
            }
        }
    }
    found
}

/// Loopholes that stand on a section told of, the gravest first.
fn loopholes<'c>(index: &LawIndex<'c>, law: &LawInForce<'c>, case: &Case<'c>, crimes: &[Crime<'c>]) -> Vec<Beware> {
    let patterns: Vec<_> = index.corpus.loopholes.iter().collect();
    // What a section says of other children is no trap for this one.
    let same = |crime: &Crime<'c>, stand: &Stand<'c>| {
        std::ptr::eq(crime.instrument, stand.instrument)
            && stand.section == Some(crime.provision.section.as_str())
            && stand.says.starts_with(&crime.ground)
    };
    let of_others = |stand: &Stand<'c>| {
        let mut own = crimes.iter().filter(|crime| same(crime, stand)).peekable();
        own.peek().is_some() && own.all(|crime| !crime.fit.reaches())
    };
    let told = |stand: &Stand<'c>| {
        crimes.iter().any(|crime| {
            crime.fit.reaches()
                && crime.closeness != Closeness::Near
                && std::ptr::eq(crime.instrument, stand.instrument)
                && stand.section.is_some_and(|section| section_within(section, &crime.provision.section))
        }) && !of_others(stand)
    };
    let on_case = |stand: &Stand<'c>| {
        stand
            .subjects
            .iter()
            .any(|word| matches!(closeness(law.words(), &case.harms, word), Some(Closeness::Same | Closeness::Wider)))
    };
    let mut open: Vec<_> = Finder::new(index, case.day)
        .without_closers()
        .find(&[case.place], &patterns)
        .into_iter()
        .filter(|loophole| {
            loophole.accepted.is_none() && loophole.stands.iter().any(|stand| told(stand) && on_case(stand))
        })
        .collect();
    open.sort_by_key(|loophole| std::cmp::Reverse(loophole.pattern.severity));
    let mut found: Vec<(&str, Beware)> = Vec::new();
    for loophole in &open {
        let id = loophole.pattern.id.as_str();
        let cited = loophole.stands.iter().filter(|stand| told(stand)).map(Stand::citation);
        let at = found.iter().position(|(other, _)| *other == id).unwrap_or_else(|| {
            let says = format!("{}: {}", loophole.pattern.title, loophole.pattern.matters);
            let verified = Some(loophole.verified());
            found.push((id, Beware { trap: Trap::Loophole, says, citations: Vec::new(), verified }));
            found.len() - 1
        });
        let beware = &mut found[at].1;
        for citation in cited {
            if !beware.citations.contains(&citation) {
                beware.citations.push(citation);
            }
        }
        beware.verified = beware.verified.min(Some(loophole.verified()));
    }
    found.into_iter().map(|(_, beware)| beware).collect()
}

/// What the laws told of need on the ground and were not given, by the latest record up to the day; and bodies that stand on paper only.
fn on_the_ground<'c>(law: &LawInForce<'c>, case: &Case<'c>, crimes: &[Crime<'c>]) -> Vec<Beware> {
    let mut found = Vec::new();
    let mut seen: Vec<*const crate::model::Instrument> = Vec::new();
    for crime in crimes.iter().filter(|crime| crime.fit.reaches() && crime.closeness == Closeness::Same) {
        if seen.contains(&std::ptr::from_ref(crime.instrument)) {
            continue;
        }
        seen.push(crime.instrument);
        let mut latest: Vec<&crate::model::Milestone> = Vec::new();
        for record in &crime.instrument.implementation {
            let here = record.places.is_empty() || record.places.contains(&case.place.id);
            let known = record.date.is_none_or(|date| date.earliest() <= case.day);
            if !here || !known {
                continue;
            }
            match latest.iter_mut().find(|other| other.milestone == record.milestone) {
                Some(other) if other.date.map(|date| date.latest()) <= record.date.map(|date| date.latest()) => {
                    *other = record;
                }
                Some(_) => {}
                None => latest.push(record),
            }
        }
        for record in latest {
            if matches!(record.state, MilestoneState::NotDone | MilestoneState::Partly) {
                let how = if record.state == MilestoneState::NotDone { "not done" } else { "only in part" };
                let date = record.date.map(|date| format!(", {date}")).unwrap_or_default();
                let note = if record.note.is_empty() { String::new() } else { format!(": {}", record.note) };
                let says = format!("{} ({how}{date}){note}", law.words().label(&record.milestone));
                let citations = vec![crime.instrument.short_title().to_owned()];
                found.push(Beware { trap: Trap::NotOnTheGround, says, citations, verified: record.verified });
            }
        }
    }
    for body in bodies(law.corpus, case.place, case.day) {
        let reports = body.institution.receives_reports == Some(true) || body.institution.contact.is_some();
        if reports && body.state == StateOfBody::Vacant {
            let note = body.record.and_then(|record| record.note.as_deref()).unwrap_or("exists on paper only");
            let says = format!("{} does not work on this day: {note}", body.institution.name);
            let citations = body.founded_by(law.corpus).into_iter().collect();
            found.push(Beware { trap: Trap::NotOnTheGround, says, citations, verified: body.verified() });
        }
    }
    found
}

/// What is not known: topics nobody looked through here, and a harm on which nothing was found.
fn unknown<'c>(law: &LawInForce<'c>, case: &Case<'c>, bearing: &Bearing<'c>, crimes: &[Crime<'c>]) -> Vec<Beware> {
    let mut found = Vec::new();
    for topic in &bearing.topics {
        let surveyed = law.corpus.surveys.iter().any(|survey| {
            survey.topic == *topic
                && survey.places.contains(&case.place.id)
                && survey.interval.contains(case.day) == Truth::Yes
        });
        if !surveyed {
            let says = format!(
                "nobody looked through all the law of {} on {}: there may be more than is told here",
                case.place.name,
                law.words().label(topic)
            );
            found.push(Beware { trap: Trap::Unknown, says, citations: Vec::new(), verified: None });
        }
    }
    if !crimes.iter().any(|crime| crime.fit.reaches()) {
        let says = "no offence or ban in force that reaches this child was found: that is no proof that there is none"
            .to_owned();
        found.push(Beware { trap: Trap::Unknown, says, citations: Vec::new(), verified: None });
    }
    if law.corpus.seen_up_to.is_some_and(|seen| case.day > seen.latest()) {
        let seen = law.corpus.seen_up_to.map(|seen| seen.to_string()).unwrap_or_default();
        let says = format!("the sources were seen up to {seen}: what changed since is not known");
        found.push(Beware { trap: Trap::Unknown, says, citations: Vec::new(), verified: None });
    }
    found
}
