//! The built-in detectors: each for what only several rules, or a law's standing, can show.

mod ages;
mod defences;
mod ground;
mod neighbours;
mod standing;

use crate::law::{LawInForce, RuleInForce};
use crate::model::{Detector, DetectorOptions, Word};

use super::find::{Stand, binds};

/// What a detector finds.
#[derive(Clone, Debug)]
pub struct Hit<'c> {
    /// On what it stands.
    pub stands: Vec<Stand<'c>>,
    /// What is special about it.
    pub notes: Vec<String>,
}

/// What a detector sees.
pub struct Scene<'s, 'c> {
    /// The law of every place that day.
    pub laws: &'s [LawInForce<'c>],
    /// The law of the place looked at.
    pub law: &'s LawInForce<'c>,
    /// What narrows the detector.
    pub options: &'c DetectorOptions,
}

impl<'s, 'c> Scene<'s, 'c> {
    /// The rules that bind.
    fn rules(&self) -> impl Iterator<Item = &'s RuleInForce<'c>> + use<'s, 'c> {
        self.law.rules.iter().filter(|rule| binds(rule.instrument))
    }

    /// The rules the pattern narrows the detector to.
    fn among(&self) -> impl Iterator<Item = &'s RuleInForce<'c>> + use<'s, 'c> {
        let (law, among) = (self.law, self.options.among.as_ref());
        self.rules().filter(move |rule| among.is_none_or(|among| law.matches(rule, among)))
    }

    /// A loophole that stands on these rules.
    fn hit(&self, rules: &[&RuleInForce<'c>], note: Option<String>) -> Hit<'c> {
        let mut stands: Vec<Stand<'c>> = Vec::new();
        for rule in rules {
            let stand = Stand::rule(rule, self.law.words());
            if !stands.iter().any(|known| known.is_same(&stand)) {
                stands.push(stand);
            }
        }
        Hit { stands, notes: note.into_iter().collect() }
    }

    /// Whether one of these words is the same as one of those, or narrower.
    fn within(&self, own: &[&Word], broad: &[&Word]) -> bool {
        own.iter().any(|own| broad.iter().any(|broad| self.law.words().is_within(own, broad)))
    }
}

/// Asks a detector.
pub fn detect<'c>(detector: Detector, scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    match detector {
        Detector::AgesDiffer => ages::ages_differ(scene),
        Detector::DefinitionsDiffer => ages::definitions_differ(scene),
        Detector::OlderLawSurvives => ages::older_law_survives(scene),
        Detector::DefenceUndoesBan => defences::defence_undoes_ban(scene),
        Detector::CompetingOverrides => defences::competing_overrides(scene),
        Detector::OneSexOnly => neighbours::one_sex_only(scene),
        Detector::LowerAgeThanNeeded => neighbours::lower_age_than_needed(scene),
        Detector::PunishedLess => neighbours::punished_less(scene),
        Detector::BanWithoutPenalty => neighbours::ban_without_penalty(scene),
        Detector::StaleReference => standing::stale_reference(scene),
        Detector::PassedNotCommenced => standing::passed_not_commenced(scene),
        Detector::Lapsed => standing::lapsed(scene),
        Detector::PartLeftOut => standing::part_left_out(scene),
        Detector::PlaceLeftOut => standing::place_left_out(scene),
        Detector::MilestoneNotReached => ground::milestone_not_reached(scene),
        Detector::BodyNotWorking => ground::body_not_working(scene),
    }
}
