//! What a loophole is about, and which findings it undermines.

use crate::assess::{Finding, Role};
use crate::corpus::Corpus;
use crate::model::{LoopholePattern, Requirement, Vocabulary, Word, section_within};

use super::find::{Loophole, Stand};

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
                (requirement, leaves.iter().flat_map(|leaf| leaf.kind.subjects()).collect())
            })
            .collect();
        Self { requirements }
    }

    /// The topics of what a loophole stands on, the chief one first: among those of the laws, the ones whose requirements ask about the same words.
    pub fn of_stands(&self, stands: &[Stand<'c>], words: &Vocabulary) -> Vec<Word> {
        let mut topics: Vec<Word> = Vec::new();
        for topic in stands.iter().flat_map(|stand| &stand.instrument.topics) {
            if !topics.contains(topic) {
                topics.push(topic.clone());
            }
        }
        let subjects: Vec<&Word> = stands.iter().flat_map(|stand| &stand.subjects).collect();
        let weigh = |topic: &Word| -> usize {
            let asked = self.requirements.iter().filter(|(requirement, _)| requirement.topic == *topic);
            let each = asked.flat_map(|(_, asked)| asked).map(|asked| {
                let exact = subjects.iter().filter(|subject| *subject == asked).count();
                let related = subjects.iter().filter(|subject| words.are_related(subject, asked)).count();
                exact * 3 + related
            });
            each.sum()
        };
        let mut weighed: Vec<(usize, Word)> = topics.iter().map(|topic| (weigh(topic), topic.clone())).collect();
        if weighed.iter().all(|(weight, _)| *weight == 0) {
            return topics;
        }
        weighed.retain(|(weight, _)| *weight > 0);
        weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        weighed.into_iter().map(|(_, topic)| topic).collect()
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

/// Whether a loophole undermines a finding: its pattern bears on the requirement, or it stands on a provision that satisfies the requirement.
pub fn undermines(loophole: &Loophole<'_>, finding: &Finding<'_>) -> bool {
    if loophole.place.id != finding.place.id {
        return false;
    }
    let named = loophole.bears_on.iter().any(|requirement| requirement.id == finding.requirement.id);
    named
        || loophole.topics.contains(&finding.requirement.topic)
            && finding.evidence().iter().filter(|evidence| evidence.role == Role::For).any(|evidence| {
                loophole.stands.iter().any(|stand| {
                    stand.instrument.id == evidence.instrument
                        && stand.section.is_some_and(|section| {
                            section_within(section, &evidence.section) || section_within(&evidence.section, section)
                        })
                })
            })
}
