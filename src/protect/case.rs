//! The case: one child, one harm or several, one place, one day.

use jiff::civil::Date;

use crate::model::{Age, InCase, Jurisdiction, Sex, Vocabulary, Word};

use super::harm::Harm;

/// What is known of the child's religious community, on which personal law hangs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Faith {
    /// Nothing was said.
    #[default]
    Unsaid,
    /// This community.
    Of(Word),
    /// Not Muslim; which community was not said.
    NotMuslim,
}

/// One child's case. What is absent is not known, and nothing is guessed for it.
#[derive(Clone, Debug)]
pub struct Case<'c> {
    /// What was done, as far as the vocabulary has words for it.
    pub harms: Vec<Harm>,
    /// Where.
    pub place: &'c Jurisdiction,
    /// When: the law of that day counts.
    pub day: Date,
    /// The child's age in completed years.
    pub age: Option<Age>,
    /// The child's sex.
    pub sex: Option<Sex>,
    /// In what surroundings: school, brick kiln, online ...
    pub setting: Option<Word>,
    /// By whom.
    pub by: Option<Word>,
    /// The child's community.
    pub faith: Faith,
    /// Whether the child is itself accused of something.
    pub accused: bool,
}

impl Case<'_> {
    /// Every act the case is about.
    pub fn acts(&self) -> impl Iterator<Item = &Word> {
        self.harms.iter().flat_map(|harm| &harm.acts)
    }

    /// Whether it is about a child that was harmed: of an accused child nobody else did what it is accused of, so that only who did something to it makes it one.
    pub fn is_of_the_harmed(&self) -> bool {
        !self.accused || self.by.is_some()
    }

    /// Whether a child does not survive what was done.
    pub fn is_fatal(&self, words: &Vocabulary) -> bool {
        let fatal =
            |harm: &Harm| !harm.acts.is_empty() && harm.acts.iter().all(|act| words.stands_for(act, InCase::Fatal));
        !self.accused && !self.harms.is_empty() && self.harms.iter().all(fatal)
    }
}
