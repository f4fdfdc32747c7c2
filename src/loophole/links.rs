//! What a loophole is about, and which findings it undermines.

use crate::assess::{Finding, Role};
use crate::corpus::Corpus;
use crate::model::{LoopholePattern, Requirement, Vocabulary, Word, section_within};

use super::find::{Loophole, Stand};

/// A law on more topics than this does not lend them to a rule that no requirement asks about.
const TOPICS_OF_ONE_LAW: usize = 3;

/// The topics of words, as the requirements whose tests ask about them have it.
pub struct Topics<'c> {
    requirements: Vec<(&'c Requirement, Vec<&'c Word>)>,
}

impl<'c> Topics<'c> {
    /// From the requirements of a corpus.
    pub fn of(corpus: &'c Corpus) -> Self {
        let requirements = corpus
            .requirements()
            .map(|requirement| {
                let leaves = requirement.test.leaves();
                (requirement, leaves.iter().flat_map(|leaf| leaf.subjects()).collect())
            })
            .collect();
        Self { requirements }
    }

    /// The topics of what a loophole stands on, the chief one first: those whose requirements ask about the same words, of the topics of its laws before others.
    pub fn of_stands(&self, stands: &[Stand<'c>], words: &Vocabulary) -> Vec<Word> {
        let subjects: Vec<&Word> = stands.iter().flat_map(|stand| &stand.subjects).collect();
        let mut of_laws: Vec<&Word> = Vec::new();
        for topic in stands.iter().flat_map(|stand| &stand.instrument.topics) {
            if !of_laws.contains(&topic) {
                of_laws.push(topic);
            }
        }
        let mut weighed: Vec<(usize, &Word)> = Vec::new();
        for (requirement, asked) in &self.requirements {
            let weight = |asked: &&Word| -> usize {
                let exact = subjects.iter().filter(|subject| *subject == asked).count();
                let related = subjects.iter().filter(|subject| words.are_related(subject, asked)).count();
                exact * 3 + related
            };
            let weight: usize = asked.iter().map(weight).sum();
            match weighed.iter_mut().find(|(_, topic)| **topic == requirement.topic) {
                Some((known, _)) => *known += weight,
                None => weighed.push((weight, &requirement.topic)),
            }
        }
        weighed.retain(|(weight, _)| *weight > 0);
        if weighed.iter().any(|(_, topic)| of_laws.contains(topic)) || (1..=TOPICS_OF_ONE_LAW).contains(&of_laws.len())
        {
            weighed.retain(|(_, topic)| of_laws.contains(topic));
        }
        weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        // A law on few topics names the chief one first.
        if of_laws.len() <= TOPICS_OF_ONE_LAW {
            weighed.sort_by_key(|(_, topic)| of_laws.iter().position(|own| own == topic).unwrap_or(usize::MAX));
        }
        match weighed.is_empty() {
            false => weighed.into_iter().map(|(_, topic)| topic.clone()).collect(),
            // A code of everything is about nothing in particular.
            true if of_laws.len() > TOPICS_OF_ONE_LAW => Vec::new(),
            true => of_laws.into_iter().cloned().collect(),
        }
    }

    /// The requirements a pattern names, as far as they are on one of the topics.
    pub fn borne_on(&self, pattern: &LoopholePattern, topics: &[Word]) -> Vec<&'c Requirement> {
        let all = self.requirements.iter().map(|(requirement, _)| *requirement);
        all.filter(|requirement| {
            pattern.undermines_anywhere.contains(&requirement.id)
                || pattern.undermines.contains(&requirement.id) && topics.contains(&requirement.topic)
        })
        .collect()
    }
}

/// Whether a loophole undermines a finding: its pattern bears on the requirement; or it names none on these topics, and the loophole stands on a provision that satisfies the
/// requirement.
pub fn undermines(loophole: &Loophole<'_>, finding: &Finding<'_>) -> bool {
    if loophole.place.id != finding.place.id {
        return false;
    }
    let named = loophole.bears_on.iter().any(|requirement| requirement.id == finding.requirement.id);
    named
        || loophole.bears_on.is_empty()
            && loophole.topics.contains(&finding.requirement.topic)
            && finding.evidence().iter().filter(|evidence| evidence.role == Role::For).any(|evidence| {
                loophole.stands.iter().any(|stand| {
                    stand.instrument.id == evidence.instrument
                        && stand.section.is_some_and(|section| {
                            section_within(section, &evidence.section) || section_within(&evidence.section, section)
                        })
                })
            })
}
