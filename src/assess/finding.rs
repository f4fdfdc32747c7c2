//! Findings: status from elements, confidence from evidence, doubts from taking each doubtful part the other way.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::law::{DoubtPoint, Exclusion, LawInForce, LawIndex, RuleInForce, Why};
use crate::model::{Jurisdiction, Leaf, LeafKind, Pattern, Provision, Requirement, Test, Truth, Verified};

use super::bench::{Bench, Element, Evidence, Outcome, Role};
use super::status::Status;
use super::touched::moved_by;
use super::{acts, ages, bodies, effects, offences, procedures};

/// A doubt that changes the status.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FindingDoubt {
    /// What is doubtful.
    pub cause: String,
    /// What the status would be otherwise.
    pub otherwise: Status,
}

/// What the law of one place on one day makes of one requirement.
#[derive(Clone, Debug)]
pub struct Finding<'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// The place.
    pub place: &'c Jurisdiction,
    /// The status.
    pub status: Status,
    /// The elements.
    pub elements: Vec<Element>,
    /// The weakest certainty among what decided it; `None` where nothing did.
    pub confidence: Option<Verified>,
    /// What would change it.
    pub doubts: Vec<FindingDoubt>,
    /// What was passed but is not in force and would better it.
    pub pending: Vec<FindingDoubt>,
}

impl Finding<'_> {
    /// Everything it rests on, once: what decides first, the law for everyone before the law for some.
    pub fn evidence(&self) -> Vec<&Evidence> {
        let mut found: Vec<&Evidence> = Vec::new();
        for evidence in self.elements.iter().flat_map(|element| &element.evidence) {
            let same =
                |other: &&&Evidence| other.instrument == evidence.instrument && other.section == evidence.section;
            match found.iter().position(|other| same(&other)) {
                // A section that decides one point and is only shown at another decides.
                Some(at) if evidence.role < found[at].role => found[at] = evidence,
                Some(_) => {}
                None => found.push(evidence),
            }
        }
        found.sort_by_key(|evidence| (evidence.role, evidence.scope.is_some()));
        found
    }

    /// The doubt without which nothing would be known: whether the law that decides holds there at all.
    pub fn unknown_but_for(&self) -> Option<&FindingDoubt> {
        self.doubts.iter().find(|doubt| doubt.otherwise == Status::Unknown && self.status != Status::Unknown)
    }

    /// How many elements are contradicted, of how many.
    pub fn contradicted(&self) -> (usize, usize) {
        let contradicted = self.elements.iter().filter(|element| element.outcome == Outcome::Contradicted).count();
        (contradicted, self.elements.len())
    }
}

/// Puts requirements to the law of places on a day.
pub struct Assessor<'i, 'c> {
    index: &'i LawIndex<'c>,
    day: Date,
    /// The day whose standards are the yardstick.
    yardstick: Date,
}

struct Verdict {
    status: Status,
    elements: Vec<Element>,
    doubts: Vec<DoubtPoint>,
    /// The laws that had something to say.
    spoken: BTreeSet<usize>,
}

struct Variant<'c> {
    point: DoubtPoint,
    /// Made when a requirement first asks for it: few doubts touch any.
    law: OnceLock<LawInForce<'c>>,
    /// The rules that differ from the base, to ask whom they concern.
    changed: LawInForce<'c>,
    /// Laws whose terms, procedure or priority it changes: it concerns whatever they speak to.
    moves: BTreeSet<usize>,
    /// Whether it changes which laws are carried out.
    moves_ground: bool,
}

impl<'i, 'c> Assessor<'i, 'c> {
    /// For the law as it stood on `day`.
    pub fn new(index: &'i LawIndex<'c>, day: Date) -> Self {
        Self { index, day, yardstick: day }
    }

    /// The same law measured by the standards of another day.
    #[must_use]
    pub fn measured_by(self, yardstick: Date) -> Self {
        Self { yardstick, ..self }
    }

    /// The statuses of some requirements in one place, doubts left aside; those that do not apply are left out.
    pub fn statuses(&self, place: &'c Jurisdiction, requirements: &[&'c Requirement]) -> Vec<Status> {
        let law = LawInForce::of(self.index, place, self.day);
        let applies = |requirement: &&&Requirement| requirement.applies.contains(self.yardstick) != Truth::No;
        requirements.iter().filter(applies).map(|requirement| self.verdict(&law, requirement).status).collect()
    }

    /// The findings of some requirements in some places, place by place in the order given.
    pub fn findings(&self, places: &[&'c Jurisdiction], requirements: &[&'c Requirement]) -> Vec<Finding<'c>> {
        let laws: Vec<LawInForce<'c>> =
            places.par_iter().map(|place| LawInForce::of(self.index, place, self.day)).collect();
        self.findings_under(&laws, requirements)
    }

    /// The findings of some requirements under the law of some places, which was made for the same day.
    pub fn findings_under(&self, laws: &[LawInForce<'c>], requirements: &[&'c Requirement]) -> Vec<Finding<'c>> {
        let applying: Vec<&'c Requirement> = requirements
            .iter()
            .copied()
            .filter(|requirement| requirement.applies.contains(self.yardstick) != Truth::No)
            .collect();
        laws.par_iter().flat_map_iter(|law| self.under(law, &applying)).collect()
    }

    fn under(&self, base: &LawInForce<'c>, requirements: &[&'c Requirement]) -> Vec<Finding<'c>> {
        let variants = self.variants(base, &base.doubts);
        let pending = self.variants(base, &base.pending);
        requirements.par_iter().map(|requirement| self.finding(base, &variants, &pending, requirement)).collect()
    }

    fn variants(&self, base: &LawInForce<'c>, all: &[DoubtPoint]) -> Vec<Variant<'c>> {
        let mut points: Vec<&DoubtPoint> = Vec::new();
        for point in all {
            if !points.iter().any(|other| other.assumption() == point.assumption()) {
                points.push(point);
            }
        }
        points.par_iter().map(|point| self.variant(base, point)).collect()
    }

    fn variant(&self, base: &LawInForce<'c>, point: &DoubtPoint) -> Variant<'c> {
        let rules = base.difference(self.index, point.assumption());
        let mut moves = BTreeSet::new();
        for rule in &rules {
            moves.extend(moved_by(self.index.corpus, rule.position, &rule.body));
        }
        let moves_ground = rules.iter().any(|rule| !rule.instrument.implementation.is_empty());
        Variant { point: (*point).clone(), law: OnceLock::new(), changed: base.only(rules), moves, moves_ground }
    }

    fn law_of<'v>(&self, base: &LawInForce<'c>, variant: &'v Variant<'c>) -> &'v LawInForce<'c> {
        variant.law.get_or_init(|| base.otherwise(self.index, variant.point.assumption()))
    }

    fn finding(
        &self,
        base: &LawInForce<'c>,
        variants: &[Variant<'c>],
        pending: &[Variant<'c>],
        requirement: &'c Requirement,
    ) -> Finding<'c> {
        let verdict = self.verdict(base, requirement);
        let mut ways: Vec<(DoubtPoint, Verdict)> = Vec::new();
        for variant in variants {
            if self.is_touched_by(variant, &verdict.spoken, requirement) {
                ways.push((variant.point.clone(), self.verdict(self.law_of(base, variant), requirement)));
            }
        }
        for point in &verdict.doubts {
            if !ways.iter().any(|(other, _)| other.assumption() == point.assumption()) {
                let law = base.otherwise(self.index, point.assumption());
                ways.push((point.clone(), self.verdict(&law, requirement)));
            }
        }
        let base_status = verdict.status;
        let least = ways
            .iter()
            .enumerate()
            .filter(|(_, (_, way))| way.status < base_status)
            .min_by_key(|(_, (_, way))| way.status);
        let (status, chosen) = match least {
            Some((at, (_, way))) => (way.status, Some(at)),
            None => (base_status, None),
        };
        let mut doubts = Vec::new();
        for (point, way) in &ways {
            let otherwise = if way.status == status && base_status != status { base_status } else { way.status };
            if otherwise != status && (way.status != base_status) {
                doubts.push(FindingDoubt { cause: point.cause.clone(), otherwise });
            }
        }
        let elements = match chosen {
            Some(at) => ways.swap_remove(at).1.elements,
            None => verdict.elements,
        };
        let confidence = confidence(&elements);
        let pending = self.pending(base, pending, &verdict.spoken, requirement, base_status);
        Finding { requirement, place: base.place, status, elements, confidence, doubts, pending }
    }

    /// What was passed but is not in force and would better the status.
    fn pending(
        &self,
        base: &LawInForce<'c>,
        pending: &[Variant<'c>],
        spoken: &BTreeSet<usize>,
        requirement: &Requirement,
        status: Status,
    ) -> Vec<FindingDoubt> {
        let mut found = Vec::new();
        for variant in pending.iter().filter(|variant| self.is_touched_by(variant, spoken, requirement)) {
            let otherwise = self.verdict(self.law_of(base, variant), requirement).status;
            if otherwise > status {
                found.push(FindingDoubt { cause: variant.point.cause.clone(), otherwise });
            }
        }
        found
    }

    /// Whether a doubtful part can change a verdict: a rule that comes or goes speaks to it, or moves a law that spoke.
    fn is_touched_by(&self, variant: &Variant<'c>, spoken: &BTreeSet<usize>, requirement: &Requirement) -> bool {
        let on_the_ground = || {
            variant.moves_ground
                && self.test_of(requirement).leaves().iter().any(|leaf| matches!(leaf.kind, LeafKind::Milestone { .. }))
        };
        // Which rules may speak can hang on rules that do not speak themselves.
        let beyond = || {
            let leaves = self.test_of(requirement).leaves();
            leaves.iter().any(|leaf| leaf.among.as_ref().is_some_and(Pattern::looks_beyond))
        };
        !variant.moves.is_disjoint(spoken)
            || on_the_ground()
            || beyond()
            || self.concerns(&variant.changed, requirement)
    }

    pub(super) fn concerns(&self, changed: &LawInForce<'c>, requirement: &Requirement) -> bool {
        let can_be_read = |leaf: &&Leaf| {
            leaf.kind.hears_beyond() || changed.rules.iter().any(|rule| leaf.kind.reads(&rule.body, changed.words()))
        };
        if !self.test_of(requirement).leaves().iter().any(can_be_read) {
            return false;
        }
        let bench = Bench { apart: true, ..Bench::new(changed, requirement) };
        !self.test(bench, self.test_of(requirement)).spoken.is_empty()
    }

    /// What does not hold but would speak to a requirement if it did, once an instrument or section.
    pub fn would_speak(&self, law: &LawInForce<'c>, requirement: &Requirement) -> Vec<Exclusion> {
        let concerns = |exclusion: &&Exclusion| {
            let instrument = &law.corpus.instruments[exclusion.instrument];
            let provisions: Vec<&Provision> = match exclusion.provision {
                Some(at) => vec![&instrument.provisions[at]],
                None => instrument.provisions.iter().collect(),
            };
            let rules = provisions.into_iter().flat_map(|provision| {
                provision
                    .rules
                    .iter()
                    .map(move |rule| RuleInForce::written(instrument, exclusion.instrument, provision, rule))
            });
            let silent = matches!(exclusion.why, Why::NotExtended | Why::OtherVersion);
            !silent && self.concerns(&law.only(rules.collect::<Vec<_>>()), requirement)
        };
        law.excluded.iter().filter(concerns).cloned().collect()
    }

    pub(super) fn test_of<'r>(&self, requirement: &'r Requirement) -> &'r Test {
        requirement.test_on(self.yardstick)
    }

    fn verdict(&self, law: &LawInForce<'c>, requirement: &Requirement) -> Verdict {
        let tested = self.test(Bench::new(law, requirement), self.test_of(requirement));
        let Tested { elements, doubts, spoken } = tested;
        Verdict { status: Status::of(&elements), elements, doubts, spoken }
    }

    fn test(&self, mut bench: Bench<'_, 'c>, test: &Test) -> Tested {
        let elements = put(&mut bench, test);
        Tested { elements, doubts: bench.doubts.into_inner(), spoken: bench.spoken.into_inner() }
    }
}

struct Tested {
    elements: Vec<Element>,
    doubts: Vec<DoubtPoint>,
    spoken: BTreeSet<usize>,
}

fn put(bench: &mut Bench<'_, '_>, test: &Test) -> Vec<Element> {
    match test {
        Test::All(branches) => {
            let mut elements: Vec<Element> = Vec::new();
            for element in branches.iter().flat_map(|branch| put(bench, branch)) {
                if !elements.contains(&element) {
                    elements.push(element);
                }
            }
            elements
        }
        Test::Any(branches) => {
            let tried: Vec<Vec<Element>> = branches.iter().map(|branch| put(bench, branch)).collect();
            tried.into_iter().rev().max_by_key(|elements| Status::of(elements)).unwrap_or_default()
        }
        Test::Leaf(leaf) => {
            bench.turn_to(leaf);
            let mut elements = ask(bench, &leaf.kind);
            if let Some(label) = &leaf.label {
                for element in &mut elements {
                    element.what = format!("{label}: {}", element.what);
                }
            }
            elements
        }
    }
}

fn ask(bench: &Bench<'_, '_>, kind: &LeafKind) -> Vec<Element> {
    match kind {
        LeafKind::Definition(leaf) => ages::definition(bench, leaf),
        LeafKind::MinimumAge(leaf) => ages::minimum_age(bench, leaf),
        LeafKind::Prohibits(leaf) => acts::prohibits(bench, leaf),
        LeafKind::Offence(leaf) => offences::offence(bench, leaf),
        LeafKind::SentenceLimit(leaf) => acts::sentence_limit(bench, leaf),
        LeafKind::Entitles(leaf) => procedures::entitles(bench, leaf),
        LeafKind::Duty(leaf) => procedures::duty(bench, leaf),
        LeafKind::Institution(leaf) => bodies::institution(bench, leaf),
        LeafKind::Procedure(leaf) => procedures::procedure(bench, leaf),
        LeafKind::LegalEffect(leaf) => effects::legal_effect(bench, leaf),
        LeafKind::Prevails { family, over } => effects::prevails(bench, family, over),
        LeafKind::Milestone { of, family } => bodies::milestone(bench, of, family.as_ref()),
        LeafKind::Rule { what, absent } => bench.any_rule(what, *absent),
    }
}

/// The weakest certainty among what decided: what satisfied or contradicted, else what was shown.
fn confidence(elements: &[Element]) -> Option<Verified> {
    let all = || elements.iter().flat_map(|element| &element.evidence);
    let decided = all().filter(|evidence| evidence.role != Role::Shown).map(|evidence| evidence.verified).min();
    decided.or_else(|| all().map(|evidence| evidence.verified).min())
}
