//! Good practices: where a neighbour has solved it.

use crate::assess::{Element, Evidence, Finding, Outcome, Role, Status};
use crate::law::LawInForce;
use crate::model::{Provision, Requirement};

use super::step::Step;

/// A requirement that a place does not meet, and the places whose law in force does.
pub struct Practice<'f, 'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// What the place itself has.
    pub own: &'f Finding<'c>,
    /// Those that meet it, the surest first.
    pub met_in: Vec<Neighbour<'f, 'c>>,
    /// Where nobody meets it: the nearest, those that meet some of it by law that the place itself has not.
    pub nearest: Vec<Neighbour<'f, 'c>>,
}

/// A requirement in which a place protects more than every other.
pub struct Ahead<'f, 'c> {
    /// What its law makes of the requirement.
    pub finding: &'f Finding<'c>,
    /// The sections that satisfy, as cited: those first that the fewest other places have.
    pub by: Vec<String>,
}

/// A place that has something to borrow.
pub struct Neighbour<'f, 'c> {
    /// What its law makes of the requirement.
    pub finding: &'f Finding<'c>,
    /// The sections that decide, as cited: those that the borrower lacks before those that hold there too.
    pub borrow: Vec<String>,
    /// Whether its answer hangs on a doubt, or a section that decides stands in a law that may have lapsed.
    pub doubtful: bool,
}

impl<'f, 'c> Neighbour<'f, 'c> {
    /// A neighbour's finding, seen from the law of a place; and whether there is anything in it that the place lacks.
    fn seen_from(law: &LawInForce<'c>, finding: &'f Finding<'c>) -> (Self, bool) {
        let deciding = finding.evidence().into_iter().filter(|evidence| evidence.role != Role::Shown);
        let (lacking, shared): (Vec<&Evidence>, Vec<&Evidence>) =
            deciding.partition(|evidence| !has(law, finding, evidence));
        let mut borrow: Vec<String> = Vec::new();
        for evidence in lacking.iter().chain(&shared) {
            if !borrow.contains(&evidence.citation) {
                borrow.push(evidence.citation.clone());
            }
        }
        let may_have_lapsed = |evidence: &&Evidence| {
            let lapses = law.corpus.instrument(&evidence.instrument).and_then(|law| law.lapses.as_ref());
            lapses.is_some_and(|lapse| lapse.date.earliest() <= law.day)
        };
        let doubtful = !finding.doubts.is_empty() || lacking.iter().any(may_have_lapsed);
        (Self { finding, borrow, doubtful }, !lacking.is_empty())
    }
}

/// Whether a section on which a neighbour's finding rests holds in a place too; not where the neighbour has a version of its own.
fn has(law: &LawInForce<'_>, neighbour: &Finding<'_>, evidence: &Evidence) -> bool {
    law.held.iter().any(|held| {
        let alike = |section: &str| section == evidence.section;
        let own = |version: &Provision| alike(&version.section) && version.scope.places.contains(&neighbour.place.id);
        held.instrument.id == evidence.instrument
            && alike(&held.provision.section)
            && !held.instrument.provisions.iter().any(own)
    })
}

/// For each requirement that a place does not meet, who does: the weightiest first, those that somebody has solved before the rest.
pub fn practices<'f, 'c>(findings: &'f [Finding<'c>], law: &LawInForce<'c>) -> Vec<Practice<'f, 'c>> {
    let place = law.place.id.as_str();
    let mut found: Vec<Practice<'f, 'c>> = Vec::new();
    for own in findings.iter().filter(|finding| finding.place.id == place && finding.status != Status::Met) {
        let others =
            || findings.iter().filter(|other| other.place.id != place && other.requirement.id == own.requirement.id);
        let mut met_in: Vec<&Finding<'c>> = others().filter(|other| other.status == Status::Met).collect();
        met_in.sort_by_key(|other| (!other.doubts.is_empty(), std::cmp::Reverse(other.confidence)));
        let met_in = to_borrow(law, met_in);
        let mut nearest: Vec<&Finding<'c>> = match met_in.is_empty() {
            true => others().filter(|other| other.status == Status::Partial && is_ahead(other, own)).collect(),
            false => Vec::new(),
        };
        nearest.sort_by_key(|other| std::cmp::Reverse(met(other)));
        let nearest = to_borrow(law, nearest);
        if !met_in.is_empty() || !nearest.is_empty() {
            found.push(Practice { requirement: own.requirement, own, met_in, nearest });
        }
    }
    found.sort_by_key(|practice| {
        (practice.met_in.is_empty(), std::cmp::Reverse(practice.requirement.weight), practice.own.status)
    });
    found
}

/// Those of some neighbours that have a section which the place lacks. What the place has too is nothing to borrow: the neighbour only lacks what spoils it here.
fn to_borrow<'f, 'c>(law: &LawInForce<'c>, neighbours: Vec<&'f Finding<'c>>) -> Vec<Neighbour<'f, 'c>> {
    let seen = neighbours.into_iter().map(|other| Neighbour::seen_from(law, other));
    seen.filter_map(|(neighbour, lacking)| lacking.then_some(neighbour)).collect()
}

/// The findings in which `place` protects more than every other place does, by law of its own, the weightiest first.
/// Of two that meet it in part only, one that is contradicted somewhere and yet meets more is not the weaker.
pub fn better_than_others<'f, 'c>(
    findings: &'f [Finding<'c>],
    place: &str,
    laws: &[LawInForce<'c>],
) -> Vec<Ahead<'f, 'c>> {
    let lacks = |other: &Finding<'c>, own: &Finding<'c>| {
        let law = laws.iter().find(|law| law.place.id == other.place.id);
        law.is_some_and(|law| Neighbour::seen_from(law, own).1)
    };
    let better = |own: &&Finding<'c>| {
        let others = || {
            let known = findings.iter().filter(|other| other.status != Status::Unknown);
            known.filter(|other| other.place.id != place && other.requirement.id == own.requirement.id)
        };
        own.status >= Status::Partial
            && others().count() > 0
            && others().all(|other| is_ahead(own, other) && lacks(other, own))
    };
    let mut found: Vec<&Finding<'c>> =
        findings.iter().filter(|finding| finding.place.id == place).filter(better).collect();
    found.sort_by_key(|finding| (std::cmp::Reverse(finding.status), std::cmp::Reverse(finding.requirement.weight)));
    found.into_iter().map(|finding| Ahead { finding, by: ahead_by(finding, laws) }).collect()
}

/// The sections that decide, as cited, those first that the fewest other places have.
fn ahead_by<'c>(finding: &Finding<'c>, laws: &[LawInForce<'c>]) -> Vec<String> {
    let others = || laws.iter().filter(|law| law.place.id != finding.place.id);
    let mut deciding: Vec<&Evidence> =
        finding.evidence().into_iter().filter(|evidence| evidence.role == Role::For).collect();
    deciding.sort_by_cached_key(|evidence| others().filter(|law| has(law, finding, evidence)).count());
    let mut cited: Vec<String> = Vec::new();
    for evidence in deciding {
        if !cited.contains(&evidence.citation) {
            cited.push(evidence.citation.clone());
        }
    }
    cited
}

/// Whether one place is known to protect more than another: the step from the other to it is for the better, it meets no fewer points unless it meets
/// all that it is asked, and it is not ahead by what nobody knows of it and somebody knows of the other: where a law of the other grants the contrary of a point,
/// not to know that point is no better. Against silence whatever is met is more.
pub fn is_ahead(one: &Finding<'_>, other: &Finding<'_>) -> bool {
    let unknown = |element: &&Element| element.outcome == Outcome::Unknown;
    let as_unknown = |what: &str| other.elements.iter().filter(unknown).any(|element| element.what == what);
    Step::between(other.status, one.status) == Some(Step::Better)
        && (one.status == Status::Met || met(one) >= met(other))
        && (other.status == Status::Gap || one.elements.iter().filter(unknown).all(|element| as_unknown(&element.what)))
}

fn met(finding: &Finding<'_>) -> usize {
    finding.elements.iter().filter(|element| element.outcome == Outcome::Met).count()
}
