//! Every loophole of some places on a day: patterns matched rule by rule, detectors asked, each loophole with its topic and with who closed it.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::law::{LawInForce, LawIndex, RuleInForce};
use crate::model::{
    Instrument, Jurisdiction, Kind, LoopholePattern, Pattern, Requirement, RuleBody, Scope, Search, Verified,
    Vocabulary, Word, section_within,
};

use super::closers::{ClosedBy, Closers};
use super::detect::{Hit, Scene, detect};
use super::links::Topics;

/// A provision, or a whole instrument, on which a loophole stands.
#[derive(Clone, Debug)]
pub struct Stand<'c> {
    /// The instrument.
    pub instrument: &'c Instrument,
    /// The section; absent for the whole.
    pub section: Option<&'c str>,
    /// How sure.
    pub verified: Verified,
    /// What it says, in plain words.
    pub says: String,
    /// What it is about.
    pub subjects: Vec<Word>,
    /// The chief of these: the acts themselves, not their forms.
    pub matter: Vec<Word>,
    /// For which purpose, where it defines a term.
    pub purpose: Option<Word>,
    /// For whom it is.
    pub scope: Scope,
}

impl<'c> Stand<'c> {
    /// A rule as ground.
    pub fn rule(rule: &RuleInForce<'c>, words: &Vocabulary) -> Self {
        let scope = rule.scope.describe(words).map(|scope| format!(" [{scope}]")).unwrap_or_default();
        let cuts: String =
            rule.rule.exceptions.iter().map(|cut| format!("; except: {}", cut.describe(words))).collect();
        Self {
            instrument: rule.instrument,
            section: Some(&rule.provision.section),
            verified: rule.verified(),
            says: format!("{}{scope}{cuts}", rule.body.describe(words)),
            subjects: rule.body.subjects().into_iter().chain(purpose(rule)).cloned().collect(),
            matter: rule.body.matter().into_iter().cloned().collect(),
            purpose: purpose(rule).cloned(),
            scope: rule.scope.clone(),
        }
    }

    /// A whole instrument as ground: as sure as its weakest provision.
    pub fn whole(instrument: &'c Instrument, says: String) -> Self {
        let verified = instrument.provisions.iter().map(|provision| provision.verified).min();
        let verified = verified.unwrap_or(Verified::Secondary);
        Self {
            instrument,
            section: None,
            verified,
            says,
            subjects: Vec::new(),
            matter: Vec::new(),
            purpose: None,
            scope: Scope::default(),
        }
    }

    /// Whether both stand on the same words of the same section.
    pub fn is_same(&self, other: &Self) -> bool {
        std::ptr::eq(self.instrument, other.instrument) && self.section == other.section && self.says == other.says
    }

    /// How it is cited.
    pub fn citation(&self) -> String {
        match self.section {
            Some(section) => self.instrument.cite(section),
            None => self.instrument.short_title().to_owned(),
        }
    }
}

/// One loophole in one place.
#[derive(Clone, Debug)]
pub struct Loophole<'c> {
    /// Of which pattern.
    pub pattern: &'c LoopholePattern,
    /// Where.
    pub place: &'c Jurisdiction,
    /// The topics of what it stands on, the chief one first.
    pub topics: Vec<Word>,
    /// On what it stands.
    pub stands: Vec<Stand<'c>>,
    /// What is special about it: the ages that differ, the date missed.
    pub notes: Vec<String>,
    /// The requirements it bears on.
    pub bears_on: Vec<&'c Requirement>,
    /// Who closed it, in other places.
    pub closed_by: Vec<ClosedBy<'c>>,
    /// Why it is accepted, if it is.
    pub accepted: Option<&'c str>,
}

impl Loophole<'_> {
    /// The weakest certainty of what it stands on.
    pub fn verified(&self) -> Verified {
        self.stands.iter().map(|stand| stand.verified).min().unwrap_or(Verified::Recalled)
    }
}

/// Looks for loopholes in the law of a day.
pub struct Finder<'i, 'c> {
    index: &'i LawIndex<'c>,
    laws: Vec<LawInForce<'c>>,
    topics: Topics<'c>,
    closers: bool,
}

impl<'i, 'c> Finder<'i, 'c> {
    /// For the law as it stood on `day`, in every place: what one place lacks, another may have.
    pub fn new(index: &'i LawIndex<'c>, day: Date) -> Self {
        let places: Vec<&'c Jurisdiction> =
            index.corpus.jurisdictions.iter().filter(|place| place.is_assessed() && place.exists_on(day)).collect();
        let laws = places.par_iter().map(|place| LawInForce::of(index, place, day)).collect();
        Self { index, laws, topics: Topics::of(index.corpus), closers: true }
    }

    /// Without asking who closed each loophole: for views that do not say it.
    #[must_use]
    pub fn without_closers(self) -> Self {
        Self { closers: false, ..self }
    }

    /// The law of each place on that day.
    pub fn laws(&self) -> &[LawInForce<'c>] {
        &self.laws
    }

    /// The loopholes of some patterns in some places, place by place in the order given.
    pub fn find(&self, places: &[&Jurisdiction], patterns: &[&'c LoopholePattern]) -> Vec<Loophole<'c>> {
        let laws = places.iter().filter_map(|place| self.laws.iter().find(|law| law.place.id == place.id));
        let closers: Vec<Option<Closers<'_, 'c>>> =
            patterns.par_iter().map(|pattern| self.closers_of(pattern)).collect();
        let asked: Vec<_> = laws
            .flat_map(|law| patterns.iter().zip(&closers).map(move |(pattern, closers)| (law, *pattern, closers)))
            .collect();
        asked
            .par_iter()
            .flat_map_iter(|(law, pattern, closers)| self.of_pattern(law, pattern, closers.as_ref()))
            .collect()
    }

    /// Who has what a pattern asks for instead, where that was asked.
    fn closers_of(&self, pattern: &'c LoopholePattern) -> Option<Closers<'_, 'c>> {
        let mended = pattern.mended.as_ref().filter(|_| self.closers)?;
        Some(Closers::of(&self.laws, mended, |law| self.hits(law, pattern)))
    }

    fn hits(&self, law: &LawInForce<'c>, pattern: &'c LoopholePattern) -> Vec<Hit<'c>> {
        match &pattern.search {
            Search::Pattern(search) => self.matched(law, search),
            Search::Detector(detector, options) => detect(*detector, &Scene { laws: &self.laws, law, options }),
        }
    }

    fn of_pattern(
        &self,
        law: &LawInForce<'c>,
        pattern: &'c LoopholePattern,
        closers: Option<&Closers<'_, 'c>>,
    ) -> Vec<Loophole<'c>> {
        let mut found: Vec<Loophole<'c>> = Vec::new();
        for hit in self.hits(law, pattern) {
            let topics = self.topics.of_stands(&hit.stands, law.words());
            let bears_on = self.topics.borne_on(pattern, &topics);
            let accepted = self.accepted(law, pattern, &hit.stands);
            found.push(Loophole {
                pattern,
                place: law.place,
                topics,
                stands: hit.stands,
                notes: hit.notes,
                bears_on,
                closed_by: Vec::new(),
                accepted,
            });
        }
        let mut found = grouped(found);
        for loophole in &mut found {
            loophole.closed_by = closers.map(|closers| closers.of_loophole(law, &loophole.stands)).unwrap_or_default();
        }
        found
    }

    fn matched(&self, law: &LawInForce<'c>, pattern: &Pattern) -> Vec<Hit<'c>> {
        let mut hits: Vec<Hit<'c>> = Vec::new();
        // All readings of a rule are of its kind.
        for rule in law.rules.of_kinds(&pattern.kinds()).filter(|rule| binds(rule.instrument)) {
            let reading = if law.matches(rule, pattern) { Some("") } else { law.matches_on_a_reading(rule, pattern) };
            let Some(reading) = reading else { continue };
            let note = (!reading.is_empty()).then(|| format!("{}, on one reading: {reading}", rule.citation()));
            hits.push(Hit { stands: vec![Stand::rule(rule, law.words())], notes: note.into_iter().collect() });
        }
        hits
    }

    fn accepted(&self, law: &LawInForce<'c>, pattern: &LoopholePattern, stands: &[Stand<'c>]) -> Option<&'c str> {
        let covers = |stand: &Stand<'c>, law: &crate::model::ProvisionRef| {
            stand.instrument.id == law.instrument
                && match (&law.section, stand.section) {
                    (None, _) => true,
                    (Some(whole), Some(section)) => section_within(section, whole),
                    (Some(_), None) => false,
                }
        };
        let accepted = self.index.corpus.accepted.iter().find(|accepted| {
            accepted.pattern == pattern.id
                && (accepted.places.is_empty() || accepted.places.contains(&law.place.id))
                && accepted.law.as_ref().is_none_or(|law| stands.iter().all(|stand| covers(stand, law)))
        });
        accepted.map(|accepted| accepted.reason.as_str())
    }
}

/// The purpose for which a rule defines its term.
pub(super) fn purpose<'r>(rule: &'r RuleInForce<'_>) -> Option<&'r Word> {
    match &*rule.body {
        RuleBody::Definition(own) => own.purpose.as_ref(),
        _ => None,
    }
}

/// Policies and plans bind nobody: what they leave open is no loophole of the law.
pub fn binds(instrument: &Instrument) -> bool {
    !matches!(instrument.kind, Kind::Policy | Kind::Plan)
}

/// What stands in one law on one topic is one loophole that stands on several sections; what relates several laws stays apart.
fn grouped(found: Vec<Loophole<'_>>) -> Vec<Loophole<'_>> {
    let one_law = |loophole: &Loophole<'_>| {
        loophole.stands.iter().all(|stand| std::ptr::eq(stand.instrument, loophole.stands[0].instrument))
    };
    let mut groups: Vec<Loophole<'_>> = Vec::new();
    for loophole in found {
        let same = groups.iter_mut().find(|group| {
            one_law(group)
                && one_law(&loophole)
                && group.topics.first() == loophole.topics.first()
                && group.accepted == loophole.accepted
                && std::ptr::eq(group.stands[0].instrument, loophole.stands[0].instrument)
        });
        match same {
            Some(group) => {
                for stand in loophole.stands {
                    if !group.stands.iter().any(|known| known.is_same(&stand)) {
                        group.stands.push(stand);
                    }
                }
                group.notes.extend(loophole.notes);
                group.topics.extend(loophole.topics);
                let mut seen = Vec::new();
                group.topics.retain(|topic| {
                    !seen.contains(topic) && {
                        seen.push(topic.clone());
                        true
                    }
                });
            }
            None => groups.push(loophole),
        }
    }
    for group in &mut groups {
        group.notes.dedup();
    }
    groups
}
