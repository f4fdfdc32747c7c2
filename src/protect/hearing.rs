//! Which rules are heard on a case, and to which part of the answer each belongs. The vocabulary says what its topics, functions and sectors are in a case (`in_case`).

use crate::corpus::Corpus;
use crate::law::{LawInForce, RuleInForce};
use crate::model::{InCase, Instrument, LeafKind, Requirement, RuleBody, Vocabulary, Word};

use super::bearing::Bearing;
use super::case::Case;
use super::crimes::Crime;
use super::grown::is_of_accused_children;
use super::harm::Closeness;
use super::rights::Part;

fn is_of_accused(of: Option<InCase>) -> bool {
    matches!(of, Some(InCase::Accused | InCase::Childhood))
}

fn is_care(of: Option<InCase>) -> bool {
    matches!(of, Some(InCase::Care | InCase::Placement))
}

/// The parts of the answer that a rule belongs to when it speaks to a requirement: what the law owes to accused and to harmed children in one breath is told to both.
pub fn parts_of(requirement: &Requirement, rule: &RuleBody, words: &Vocabulary, bearing: &Bearing<'_>) -> Vec<Part> {
    let topic = words.in_case(&requirement.topic);
    let function = words.in_case(&requirement.function);
    let on_case = bearing.has(&requirement.topic);
    let handles = matches!(rule, RuleBody::Duty(_) | RuleBody::Procedure(_));
    let gives = matches!(rule, RuleBody::Right(_));
    if is_of_accused(topic) {
        let spares = matches!(rule, RuleBody::SentenceLimit(_) | RuleBody::MinimumAge(_) | RuleBody::Prohibition(_));
        let answers = handles || gives || spares;
        let accused = answers && (topic == Some(InCase::Accused) || function == Some(InCase::Response));
        let victim = accused && is_of_the_victim(rule, words);
        return [(accused, Part::Accused), (victim, Part::Victim)]
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, part)| part)
            .collect();
    }
    let part = match (topic, function) {
        (_, Some(InCase::Machinery)) => None,
        (_, Some(InCase::Recovery)) if on_case || topic == Some(InCase::Victim) => {
            (handles || gives || matches!(rule, RuleBody::Effect(_))).then_some(Part::Care)
        }
        (Some(InCase::Care), _) => gives.then_some(Part::Care),
        (Some(InCase::Placement), function) => (gives
            || handles && function != Some(InCase::Prevention) && is_for_one_child(rule, words))
        .then_some(Part::Care),
        _ => {
            let heard = on_case || matches!(topic, Some(InCase::Victim | InCase::EveryHarm));
            let procedure = gives || matches!(rule, RuleBody::Procedure(_));
            let papers = words.in_case(&requirement.sector) == Some(InCase::Papers);
            (heard && procedure && !papers).then_some(Part::Victim)
        }
    };
    part.into_iter().collect()
}

/// Whether a rule is on what is done for one child rather than for all.
fn is_for_one_child(rule: &RuleBody, words: &Vocabulary) -> bool {
    match rule {
        RuleBody::Duty(duty) => duty.to.iter().any(|task| words.stands_for(task, InCase::Act)),
        _ => true,
    }
}

/// Whether a right names the child that was harmed.
pub fn is_of_the_victim(rule: &RuleBody, words: &Vocabulary) -> bool {
    matches!(rule, RuleBody::Right(right) if right.whose.iter().any(|who| words.in_case(who) == Some(InCase::Victim)))
}

/// How early a line stands in its part: what a weightier requirement asks for first, care in the order of need.
pub fn rank(requirement: &Requirement, part: Part, words: &Vocabulary) -> usize {
    let order = || words.get(&requirement.topic).and_then(|entry| entry.order);
    match part {
        Part::Care => order().map_or(0, |order| usize::try_from(order).unwrap_or(usize::MAX)),
        _ => usize::from(3 - requirement.weight.min(3)),
    }
}

/// Whether a rule tells somebody to do something that is part of a task.
pub fn has_task(rule: &RuleInForce<'_>, whole: InCase, words: &Vocabulary) -> bool {
    matches!(&*rule.body, RuleBody::Duty(duty) if duty.to.iter().any(|task| words.stands_for(task, whole)))
}

/// Whether a rule is on procedure against an accused child: by its scope, or because its law is on nothing else.
pub fn is_of_the_accused(law: &LawInForce<'_>, rule: &RuleInForce<'_>) -> bool {
    let kind = matches!(&*rule.body, RuleBody::Procedure(_) | RuleBody::Right(_) | RuleBody::SentenceLimit(_));
    let scoped = rule.scope.child.iter().any(|role| law.words().in_case(role) == Some(InCase::Accused));
    kind && (scoped || is_of_accused_children(law, rule.instrument))
}

/// Whether a rule can speak to a requirement at all: one asks about what the other is about.
pub fn subjects_meet(requirement: &Requirement, body: &RuleBody, words: &Vocabulary) -> bool {
    let own = body.subjects();
    requirement
        .test
        .leaves()
        .iter()
        .any(|leaf| leaf.subjects().iter().any(|asked| own.iter().any(|own| words.are_related(own, asked))))
}

/// Which laws are heard on a case: general ones, those on its topics, those that punish what was done, and those that set up the protection of children.
pub struct Reach<'c> {
    corpus: &'c Corpus,
    acts: Vec<Word>,
    topics: Vec<Word>,
    punishing: Vec<&'c Instrument>,
}

impl<'c> Reach<'c> {
    /// For a case whose crimes are known.
    pub fn new(law: &LawInForce<'c>, case: &Case<'c>, bearing: &Bearing<'c>, crimes: &[Crime<'c>]) -> Self {
        let told = crimes.iter().filter(|crime| crime.fit.reaches() && crime.closeness != Closeness::Near);
        Self {
            corpus: law.corpus,
            acts: case.acts().cloned().collect(),
            topics: bearing.topics.clone(),
            punishing: told.map(|crime| crime.instrument).collect(),
        }
    }

    fn of(&self, topic: &Word) -> Option<InCase> {
        self.corpus.words.in_case(topic)
    }

    /// Whether a law is on the harm itself rather than on every harm.
    pub fn is_on_the_harm(&self, instrument: &'c Instrument) -> bool {
        self.punishing.iter().any(|other| std::ptr::eq(*other, instrument))
    }

    /// Whether a law is on the matter of the case, or sets up the protection of children.
    pub fn is_special(&self, instrument: &'c Instrument) -> bool {
        self.is_on_the_harm(instrument)
            || instrument
                .topics
                .iter()
                .any(|topic| self.topics.contains(topic) || self.of(topic) == Some(InCase::System))
    }

    /// A law of no family is general. A special one is heard on its own matter, and on a part of the answer that is all it is about.
    pub fn reaches(&self, instrument: &'c Instrument, part: Part) -> bool {
        let mut topics = instrument.topics.iter();
        let own = match part {
            Part::Accused => topics.all(|topic| is_of_accused(self.of(topic))),
            Part::Care => topics.next().is_some_and(|topic| is_care(self.of(topic))),
            Part::Duty | Part::Power | Part::Victim => topics.all(|topic| self.of(topic) == Some(InCase::Victim)),
        };
        instrument.family.is_empty() || own || self.is_special(instrument)
    }

    /// Whether what a rule is on is done in the case of other acts only.
    pub fn is_of_other_acts(&self, rule: &RuleBody) -> bool {
        let words = &self.corpus.words;
        let about: &[Word] = match rule {
            RuleBody::Duty(duty) => &duty.to,
            RuleBody::Procedure(procedure) => &procedure.proceedings,
            _ => return false,
        };
        let of_others = |word: &Word| {
            let acts = words.get(word).map_or(&[][..], |entry| &entry.acts);
            !acts.is_empty() && !self.acts.iter().any(|own| acts.iter().any(|act| words.are_related(own, act)))
        };
        // Of a duty only what is done for one child counts.
        let counts = |word: &&Word| !matches!(rule, RuleBody::Duty(_)) || words.stands_for(word, InCase::Act);
        let mut about = about.iter().filter(counts).peekable();
        about.peek().is_some() && about.all(of_others)
    }

    /// Whether a duty is owed in such a case: its task is asked for on one of the topics of the case or on every harm, or its law is on the harm.
    pub fn is_owed_here(&self, rule: &RuleInForce<'c>, part: Part) -> bool {
        let RuleBody::Duty(duty) = &*rule.body else { return false };
        if part == Part::Accused {
            return true;
        }
        let words = &self.corpus.words;
        if self.is_of_other_acts(&rule.body) {
            return false;
        }
        let mut asked = false;
        for requirement in self.corpus.requirements() {
            let asks = requirement.test.leaves().iter().any(|leaf| match &leaf.kind {
                LeafKind::Duty(leaf) => leaf.to.iter().any(|to| duty.to.iter().any(|own| words.is_within(own, to))),
                _ => false,
            });
            let every = matches!(self.of(&requirement.topic), Some(InCase::Victim | InCase::EveryHarm));
            if asks && (self.topics.contains(&requirement.topic) || every) {
                return true;
            }
            asked |= asks;
        }
        !asked && self.is_special(rule.instrument)
    }
}
