//! Which requirements and topics bear on a case.

use crate::law::LawInForce;
use crate::model::{InCase, Leaf, LeafKind, Requirement, Vocabulary, Word};

use super::case::Case;
use super::grown::grown;

/// A requirement that asks about so many times as many acts as the one that asks about fewest is not chiefly about an act.
const MANY: usize = 4;

/// What bears on a case.
pub struct Bearing<'c> {
    /// The requirements by which the law is measured: those that ask about the acts, and for an accused child those on juvenile justice.
    pub measured: Vec<&'c Requirement>,
    /// The topics of the case, those named first.
    pub topics: Vec<Word>,
}

impl<'c> Bearing<'c> {
    /// Of a case: the requirements whose tests ask about its acts, and their topics beside those that were named.
    pub fn of(law: &LawInForce<'c>, case: &Case<'_>) -> Self {
        let words = law.words();
        let asking = |about: &dyn Fn(&Word, &Word) -> bool| -> Vec<&'c Requirement> {
            let asks = |leaf: &&Leaf| asks(leaf, case, words, about);
            law.corpus.requirements().filter(|requirement| requirement.test.leaves().iter().any(asks)).collect()
        };
        let mut measured = asking(&|own, act| words.are_related(own, act));
        let mut topics: Vec<Word> = case.harms.iter().flat_map(|harm| harm.topics.iter().cloned()).collect();
        // An act that no requirement asks about belongs where its related acts belong.
        let lonely = topics.is_empty() && measured.is_empty();
        let near = if lonely { asking(&|own, act| words.is_near(own, act)) } else { Vec::new() };
        // Who named a topic as a whole meant that topic.
        if !case.harms.iter().all(|harm| harm.is_topic) {
            topics.extend(chief_topics(&measured));
        }
        topics.extend(chief_topics(&near));
        let mut seen: Vec<Word> = Vec::new();
        topics.retain(|topic| {
            let new = !seen.contains(topic);
            seen.push(topic.clone());
            new
        });
        // A topic named as a whole is measured as a whole.
        let named = case.harms.iter().filter(|harm| harm.is_topic).flat_map(|harm| &harm.topics);
        let named: Vec<&Word> = named.collect();
        let more = law.corpus.requirements().filter(|requirement| named.contains(&&requirement.topic));
        measured.extend(more);
        let mut bearing = Self { measured, topics };
        // Whoever has outgrown the law for accused children is not measured by it.
        if case.accused && grown(law, case).is_none() {
            bearing.measure_as_accused(law);
        }
        bearing.measured_once();
        bearing
    }

    /// Measures the law by what an accused child is owed too.
    fn measure_as_accused(&mut self, law: &LawInForce<'c>) {
        let theirs = |requirement: &&Requirement| law.words().in_case(&requirement.topic) == Some(InCase::Accused);
        self.measured.extend(law.corpus.requirements().filter(theirs));
        self.measured_once();
    }

    fn measured_once(&mut self) {
        let mut seen: Vec<&str> = Vec::new();
        self.measured.retain(|requirement| {
            let new = !seen.contains(&requirement.id.as_str());
            seen.push(&requirement.id);
            new
        });
    }

    /// Whether a requirement is one by which the law is measured in this case: on its acts, or on every child that is harmed.
    pub fn measures(&self, requirement: &Requirement, words: &Vocabulary) -> bool {
        words.in_case(&requirement.topic) == Some(InCase::Victim)
            || self.measured.iter().any(|own| own.id == requirement.id)
    }

    /// Whether the case bears on a topic.
    pub fn has(&self, topic: &Word) -> bool {
        self.topics.contains(topic)
    }
}

/// The topics of requirements, without those that only ask about the acts among many others: who asks about the worst forms of child labour reads half the Penal Code.
fn chief_topics(requirements: &[&Requirement]) -> Vec<Word> {
    let asked = |requirement: &Requirement| {
        let mut acts: Vec<&Word> = Vec::new();
        for leaf in requirement.test.leaves() {
            match &leaf.kind {
                LeafKind::Offence(asked) => acts.extend(&asked.act),
                LeafKind::Prohibits(asked) => acts.extend(&asked.act),
                _ => {}
            }
        }
        acts.sort();
        acts.dedup();
        acts.len().max(1)
    };
    let fewest = requirements.iter().map(|requirement| asked(requirement)).min().unwrap_or(1);
    let chief = requirements.iter().filter(|requirement| asked(requirement) < fewest * MANY);
    chief.map(|requirement| requirement.topic.clone()).collect()
}

/// Whether a question asks about an act of the case, in its setting.
fn asks(leaf: &Leaf, case: &Case<'_>, words: &Vocabulary, about: &dyn Fn(&Word, &Word) -> bool) -> bool {
    let of_case = |act: &Word| case.acts().any(|own| about(own, act));
    match &leaf.kind {
        LeafKind::Offence(asked) => asked.act.iter().chain(&asked.includes).any(of_case),
        LeafKind::Prohibits(asked) => asked.act.iter().any(of_case) && in_setting(&asked.settings, case, words),
        LeafKind::MinimumAge(asked) => {
            case.acts().any(|own| words.get(own).is_some_and(|entry| entry.age_of.as_ref() == Some(&asked.of)))
        }
        _ => false,
    }
}

fn in_setting(settings: &[Word], case: &Case<'_>, words: &Vocabulary) -> bool {
    let Some(here) = &case.setting else { return true };
    settings.is_empty() || settings.iter().any(|own| words.are_related(own, here))
}
