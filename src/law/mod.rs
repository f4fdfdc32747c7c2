//! The law in force: which rules hold in a place on a day, and why the others do not.
//!
//! A law holds where its extent covers the place and the day, unless a displacement, repeal, lapse, suspension or a place-bound version takes it away. Relations act only
//! while the law or judgment that carries them stands itself, so that they chain: a suspended judgment strikes nothing down.

mod doubt;
mod governed;
mod index;
mod matching;
mod priority;
mod shared;
mod standing;
mod terms;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::model::{Instrument, Jurisdiction, Provision, Reach, Rule, RuleBody, Scope, Verified, Vocabulary};

pub use doubt::{Assumption, Choice, DoubtPoint, Locus};
pub use governed::Prosecution;
pub use index::{LawIndex, touches_other_law};
pub use priority::{Priority, Side, court_weight};
pub use shared::{Rules, Shared};
pub use standing::{Exclusion, Weighed, Why};
pub use terms::entailable;

/// A rule that holds.
#[derive(Clone, Debug)]
pub struct RuleInForce<'c> {
    /// Its instrument.
    pub instrument: &'c Instrument,
    /// The instrument's place in the corpus.
    pub position: usize,
    /// Its provision, in the version that holds.
    pub provision: &'c Provision,
    /// The rule as written; the source rule where this one is entailed by another.
    pub rule: &'c Rule,
    /// What it says, in the reading assumed.
    pub body: Cow<'c, RuleBody>,
    /// Whom it reaches: its own scope and that of its version and extent.
    pub scope: Scope,
    /// Where it was taken away.
    pub cuts: Vec<Scope>,
    /// Whether it is entailed by another rule rather than written.
    pub entailed: bool,
}

impl<'c> RuleInForce<'c> {
    /// A rule as written, whatever holds.
    pub fn written(instrument: &'c Instrument, position: usize, provision: &'c Provision, rule: &'c Rule) -> Self {
        let scope = provision.scope.and(&rule.scope);
        let body = Cow::Borrowed(rule.body());
        Self { instrument, position, provision, rule, body, scope, cuts: Vec::new(), entailed: false }
    }

    /// How sure it is.
    pub fn verified(&self) -> Verified {
        self.rule.verified.unwrap_or(self.provision.verified)
    }

    /// How it is cited.
    pub fn citation(&self) -> String {
        self.instrument.cite(&self.provision.section)
    }

    /// How far it reaches into a cell.
    pub fn reach(&self, cell: &Scope, words: &Vocabulary) -> Reach {
        if self.cuts.iter().any(|cut| cut.reach(cell, words) == Reach::Full && !cell.is_everyone()) {
            return Reach::None;
        }
        self.scope.reach(cell, words)
    }
}

/// A version of a provision that holds.
#[derive(Clone, Debug)]
pub struct Held<'c> {
    /// Its instrument.
    pub instrument: &'c Instrument,
    /// The instrument's place in the corpus.
    pub position: usize,
    /// The version.
    pub provision: &'c Provision,
    /// The version's place in the instrument.
    pub at: usize,
    /// Whom it reaches.
    pub scope: Scope,
    /// Where it was taken away.
    pub cuts: Vec<Scope>,
}

/// The law of a place on a day, under at most one assumption about what is doubtful.
#[derive(Debug)]
pub struct LawInForce<'c> {
    /// The corpus.
    pub corpus: &'c Corpus,
    /// The place.
    pub place: &'c Jurisdiction,
    /// The day.
    pub day: Date,
    /// What is assumed.
    pub assumption: Option<Assumption>,
    /// The provisions that hold.
    pub held: Shared<Held<'c>>,
    /// The rules that hold.
    pub rules: Rules<'c>,
    /// What does not hold, and why.
    pub excluded: Shared<Exclusion>,
    /// What is doubtful in it.
    pub doubts: Vec<DoubtPoint>,
    /// What was passed but is not in force.
    pub pending: Vec<DoubtPoint>,
}

/// What holds of some instruments on `day` in `place`, and why the rest of them does not: enough to date a text, without its rules.
pub fn weigh<'c>(index: &LawIndex<'c>, place: &'c Jurisdiction, day: Date, only: &[usize]) -> Weighed<'c> {
    standing::provisions(index, place, day, None, only)
}

impl<'c> LawInForce<'c> {
    /// The law of `place` on `day`.
    pub fn of(index: &LawIndex<'c>, place: &'c Jurisdiction, day: Date) -> Self {
        Self::assuming(index, place, day, None)
    }

    /// The same with one doubtful part taken the other way.
    pub fn assuming(index: &LawIndex<'c>, place: &'c Jurisdiction, day: Date, assumption: Option<Assumption>) -> Self {
        let all: Vec<usize> = (0..index.corpus.instruments.len()).collect();
        let weighed = standing::provisions(index, place, day, assumption, &all);
        Self::from_weighed(index.corpus, place, day, assumption, weighed)
    }

    /// This law with one doubtful part taken the other way: only what that part can reach is weighed again, and only what is doubtful in that is noted.
    pub fn otherwise(&self, index: &LawIndex<'c>, assumption: Assumption) -> Self {
        let affected = reach_of(index, assumption);
        let stays = |position: usize| !affected.contains(&position);
        let Weighed { held, excluded, mut doubts, pending } =
            standing::provisions(index, self.place, self.day, Some(assumption), &affected);
        let again = rules(self.place, &held, Some(assumption), &mut doubts);
        let rules = self.rules.only(|rule| !rule.entailed && stays(rule.position)).and(again).by_law();
        let mut held = Shared::from(held);
        held.share(&self.held, |held| stays(held.position));
        held.sort_by_key(|held| (held.position, held.at));
        let mut excluded = Shared::from(excluded);
        excluded.share(&self.excluded, |exclusion| stays(exclusion.instrument));
        Self { assumption: Some(assumption), held, excluded, doubts, pending, ..self.only(rules) }.with_entailed()
    }

    /// The rules that come, go or change when one doubtful part is taken the other way: as they are, then as they would be.
    pub fn difference(&self, index: &LawIndex<'c>, assumption: Assumption) -> Vec<RuleInForce<'c>> {
        let affected = reach_of(index, assumption);
        let held = standing::provisions(index, self.place, self.day, Some(assumption), &affected).held;
        let after = rules(self.place, &held, Some(assumption), &mut Vec::new());
        let before: Vec<&RuleInForce<'c>> =
            self.rules.iter().filter(|rule| !rule.entailed && affected.contains(&rule.position)).collect();
        let mut found = differing(&before, &after.iter().collect::<Vec<_>>());
        if found.iter().any(|rule| !entailable(&rule.body, self.words()).is_empty()) {
            let otherwise = self.otherwise(index, assumption);
            found.extend(differing(&self.entailed(), &otherwise.entailed()));
        }
        found
    }

    fn entailed(&self) -> Vec<&RuleInForce<'c>> {
        self.rules.iter().filter(|rule| rule.entailed).collect()
    }

    /// The same place and day with some rules only.
    pub fn only(&self, rules: impl Into<Rules<'c>>) -> Self {
        let rules = rules.into();
        let Self { corpus, place, day, assumption, .. } = *self;
        let (held, excluded, doubts, pending) = Default::default();
        LawInForce { corpus, place, day, assumption, held, rules, excluded, doubts, pending }
    }

    fn from_weighed(
        corpus: &'c Corpus,
        place: &'c Jurisdiction,
        day: Date,
        assumption: Option<Assumption>,
        weighed: Weighed<'c>,
    ) -> Self {
        let Weighed { held, excluded, mut doubts, pending } = weighed;
        let rules = rules(place, &held, assumption, &mut doubts).into();
        let (held, excluded) = (held.into(), excluded.into());
        LawInForce { corpus, place, day, assumption, held, rules, excluded, doubts, pending }.with_entailed()
    }

    fn with_entailed(mut self) -> Self {
        let entailed = terms::entailed_ages(&self);
        self.rules = self.rules.and(entailed);
        self
    }

    /// The words of the corpus.
    pub fn words(&self) -> &'c Vocabulary {
        &self.corpus.words
    }
}

/// The instruments, by position, that taking a doubtful part the other way can reach.
fn reach_of(index: &LawIndex<'_>, assumption: Assumption) -> Vec<usize> {
    match assumption.locus {
        Locus::Priority { .. } => Vec::new(),
        locus => index.affected(locus.instrument()),
    }
}

/// The rules of either that the other does not have in the same words and with the same reach.
fn differing<'c>(before: &[&RuleInForce<'c>], after: &[&RuleInForce<'c>]) -> Vec<RuleInForce<'c>> {
    let same = |a: &RuleInForce<'c>, b: &RuleInForce<'c>| {
        std::ptr::eq(a.rule, b.rule)
            && a.entailed == b.entailed
            && a.scope == b.scope
            && a.cuts == b.cuts
            && a.body == b.body
    };
    let without = |from: &[&RuleInForce<'c>], against: &[&RuleInForce<'c>]| -> Vec<RuleInForce<'c>> {
        let gone = |rule: &&&RuleInForce<'c>| !against.iter().any(|other| same(rule, other));
        from.iter().filter(gone).map(|rule| (*rule).clone()).collect()
    };
    let mut found = without(before, after);
    found.extend(without(after, before));
    found
}

fn rules<'c>(
    place: &Jurisdiction,
    held: &[Held<'c>],
    assumption: Option<Assumption>,
    doubts: &mut Vec<DoubtPoint>,
) -> Vec<RuleInForce<'c>> {
    let mut found = Vec::new();
    for Held { instrument, position, provision, at, scope, cuts } in held {
        for (number, rule) in provision.rules.iter().enumerate() {
            if !rule.scope.includes_place(&place.id) {
                continue;
            }
            let locus = Locus::Rule { instrument: *position, provision: *at, rule: number };
            let assumed = assumption.filter(|assumption| assumption.locus == locus).map(|assumption| assumption.choice);
            let mut holds = true;
            if let Some(doubt) = &rule.doubt {
                let cause = format!("{}: {}", instrument.cite(&provision.section), doubt.why);
                doubts.push(DoubtPoint { locus, choice: Choice::Flip, cause });
                holds = doubt.presumed_in != (assumed == Some(Choice::Flip));
            }
            for (reading, why) in rule.whys.iter().enumerate().skip(1) {
                let why = if why.is_empty() { "it can be read in more than one way" } else { why };
                let cause = format!("{}: {why}", instrument.cite(&provision.section));
                doubts.push(DoubtPoint { locus, choice: Choice::Reading(reading), cause });
            }
            if !holds {
                continue;
            }
            let body = match assumed {
                Some(Choice::Reading(reading)) => &rule.bodies[reading.min(rule.bodies.len() - 1)],
                _ => rule.body(),
            };
            found.push(RuleInForce {
                instrument,
                position: *position,
                provision,
                rule,
                body: Cow::Borrowed(body),
                scope: scope.and(&rule.scope),
                cuts: cuts.clone(),
                entailed: false,
            });
        }
    }
    found
}
