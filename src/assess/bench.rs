//! The bench on which a test is put to the law: rules speak for or against, cells are split where they differ, priority decides.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::law::{DoubtPoint, LawInForce, Priority, RuleInForce, court_weight};
use crate::model::{InstrumentId, Leaf, Reach, Requirement, Scope, Verified, Vocabulary};

/// How one element of a requirement came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A rule in force grants the contrary.
    Contradicted,
    /// Surveyed, and nothing says it.
    Missing,
    /// Not surveyed, or not stated.
    Unknown,
    /// Rules in force satisfy it.
    Met,
}

impl Outcome {
    /// Its key.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Contradicted => "contradicted",
            Outcome::Missing => "missing",
            Outcome::Unknown => "unknown",
            Outcome::Met => "met",
        }
    }
}

/// What a rule does for an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It contradicts.
    Against,
    /// It satisfies.
    For,
    /// It bears on the element but decides nothing: a weak word, a narrow case, a rule that yields.
    Shown,
}

/// A provision on which an element rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The section.
    pub section: String,
    /// How a lawyer cites it.
    pub citation: String,
    /// How sure.
    pub verified: Verified,
    /// What it says, in plain words.
    pub says: String,
    /// For whom only, in plain words; absent when it is for everyone.
    pub scope: Option<String>,
    /// What it does for the element.
    pub role: Role,
}

impl Evidence {
    /// A rule as evidence.
    pub fn of(rule: &RuleInForce<'_>, role: Role, words: &Vocabulary, remark: Option<&str>) -> Self {
        let mut says = rule.body.describe(words);
        let scope = rule.scope.describe(words);
        if let Some(scope) = &scope {
            says = format!("{says} [{scope}]");
        }
        if let Some(remark) = remark {
            says = format!("{says} ({remark})");
        }
        Self {
            instrument: rule.instrument.id.clone(),
            section: rule.provision.section.clone(),
            citation: rule.citation(),
            verified: rule.verified(),
            says,
            scope,
            role,
        }
    }
}

/// One point of a requirement: a line of a lawyer's checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What is asked.
    pub what: String,
    /// How it came out.
    pub outcome: Outcome,
    /// On what it rests.
    pub evidence: Vec<Evidence>,
    /// Said to the reader.
    pub note: Option<String>,
}

impl Element {
    /// Whether nothing but silence decided it.
    pub fn by_silence(&self) -> bool {
        self.evidence.iter().all(|evidence| evidence.role == Role::Shown) && self.note.is_none()
    }
}

/// What a rule says to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Nothing.
    Nothing,
    /// It satisfies it.
    Satisfies,
    /// It grants the contrary.
    Contradicts,
    /// It speaks of it, but too weakly: why.
    Weakly(&'static str),
    /// It speaks of it, but the point is not stated or not known.
    Unstated,
}

/// Whether silence meets an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// Something must say it.
    Positive,
    /// Nothing may say the contrary: silence meets it, where the place is surveyed.
    Negative,
}

/// A requirement's test on the law of a place and a day.
pub struct Bench<'l, 'c> {
    /// The law in force.
    pub law: &'l LawInForce<'c>,
    /// Whether silence is a finding here.
    pub surveyed: bool,
    /// The cell the leaf asks about.
    pub cell: Scope,
    /// Whether its rules stand apart from the law they belong to, as what comes or goes with a doubt does.
    pub apart: bool,
    /// Doubts met in settling priority.
    pub doubts: RefCell<Vec<DoubtPoint>>,
    /// The instruments whose rules said anything, by position.
    pub spoken: RefCell<BTreeSet<usize>>,
    /// The rules the leaf can read: of its kinds, and those its `where` selects.
    pub selected: Vec<&'l RuleInForce<'c>>,
    /// The laws that may speak, by position, where the leaf's `where` narrows them.
    pub narrowed: Option<BTreeSet<usize>>,
}

impl<'l, 'c> Bench<'l, 'c> {
    /// A bench for one requirement.
    pub fn new(law: &'l LawInForce<'c>, requirement: &Requirement) -> Self {
        let surveyed = law.corpus.is_surveyed(&law.place.id, requirement, law.day);
        Self {
            law,
            surveyed,
            cell: Scope::default(),
            apart: false,
            doubts: RefCell::default(),
            spoken: RefCell::default(),
            selected: Vec::new(),
            narrowed: None,
        }
    }

    /// The words of the corpus.
    pub fn words(&self) -> &'c Vocabulary {
        self.law.words()
    }

    /// Turns to a leaf: its cell, and the rules it can read.
    pub fn turn_to(&mut self, leaf: &Leaf) {
        self.cell = leaf.scope.clone();
        let law = self.law;
        let may_speak = |rule: &&RuleInForce<'c>| match &leaf.among {
            None => true,
            Some(pattern) if self.apart => law.may_match(rule, pattern),
            Some(pattern) => law.matches(rule, pattern),
        };
        let readable = |rule: &&RuleInForce<'c>| leaf.kind.reads(&rule.body, law.words());
        self.selected = law.rules.of_kinds(leaf.kind.kinds()).filter(readable).filter(may_speak).collect();
        self.narrowed = leaf.among.as_ref().map(|_| self.rules().map(|rule| rule.position).collect());
    }

    /// The rules that count: those in force that the leaf can read.
    pub fn rules(&self) -> impl Iterator<Item = &'l RuleInForce<'c>> {
        self.selected.iter().copied()
    }

    /// Whether a law may speak.
    pub fn may_speak(&self, position: usize) -> bool {
        self.narrowed.as_ref().is_none_or(|laws| laws.contains(&position))
    }

    /// Remembers that a law had something to say.
    pub fn heard(&self, position: usize) {
        self.spoken.borrow_mut().insert(position);
    }

    /// What silence gives.
    pub fn silence(&self, kin: Kin) -> Outcome {
        match (self.surveyed, kin) {
            (false, _) => Outcome::Unknown,
            (true, Kin::Positive) => Outcome::Missing,
            (true, Kin::Negative) => Outcome::Met,
        }
    }

    /// One element for the leaf's cell, and one more for each narrower cell where the law comes out otherwise.
    pub fn elements(&self, what: &str, kin: Kin, says: impl Fn(&RuleInForce<'c>) -> Says) -> Vec<Element> {
        let speaking: Vec<(&RuleInForce<'c>, Says)> = self
            .rules()
            .map(|rule| (rule, says(rule)))
            .filter(|(rule, said)| *said != Says::Nothing && rule.reach(&self.cell, self.words()) != Reach::None)
            .collect();
        for (rule, _) in &speaking {
            self.heard(rule.position);
        }
        let main = self.judge(what.to_owned(), &self.cell, kin, &speaking);
        let mut narrower: Vec<Scope> = Vec::new();
        for (rule, _) in &speaking {
            let mut cells: Vec<Scope> = Vec::new();
            if rule.reach(&self.cell, self.words()) == Reach::Part {
                cells.push(self.cell.and(&rule.scope));
            }
            let taken_out = rule.scope.except.as_deref().into_iter().chain(&rule.cuts);
            cells.extend(taken_out.map(|scope| self.cell.and(scope)));
            for cell in cells {
                if !narrower.contains(&cell) {
                    narrower.push(cell);
                }
            }
        }
        // Broader cells first: a cell that comes out like one it lies in says nothing new.
        narrower.sort_by_key(Scope::keys);
        let mut elements = vec![main];
        let mut kept: Vec<(Scope, Outcome)> = Vec::new();
        for cell in narrower {
            let Some(whom) = cell.describe(self.words()) else {
                continue;
            };
            let split = self.judge(format!("{what} - {whom}"), &cell, kin, &speaking);
            let known = kept.iter().any(|(broader, outcome)| {
                *outcome == split.outcome && broader.reach(&cell, self.words()) == Reach::Full
            });
            if split.outcome != elements[0].outcome
                && !known
                && split.evidence.iter().any(|evidence| evidence.role != Role::Shown)
            {
                kept.push((cell, split.outcome));
                elements.push(split);
            } else if split.evidence.iter().any(|evidence| self.is_of_a_court(evidence)) {
                // It comes out like the rest, but only because a court settled it.
                let own = &mut elements[0].evidence;
                let new: Vec<Evidence> = split.evidence.into_iter().filter(|one| !own.contains(one)).collect();
                own.extend(new);
            }
        }
        elements
    }

    fn is_of_a_court(&self, evidence: &Evidence) -> bool {
        self.law.corpus.instrument(&evidence.instrument).is_some_and(|instrument| instrument.judgment.is_some())
    }

    /// Whether any rule that may speak stands there; or, where it is to be absent, none.
    pub fn any_rule(&self, what: &str, absent: bool) -> Vec<Element> {
        match absent {
            false => self.elements(what, Kin::Positive, |_| Says::Satisfies),
            true => self.elements(what, Kin::Negative, |_| Says::Contradicts),
        }
    }

    fn judge(&self, what: String, cell: &Scope, kin: Kin, speaking: &[(&RuleInForce<'c>, Says)]) -> Element {
        let here: Vec<&(&RuleInForce<'c>, Says)> =
            speaking.iter().filter(|(rule, _)| rule.reach(cell, self.words()) == Reach::Full).collect();
        let said = |wanted: Says| here.iter().filter(move |(_, said)| *said == wanted).map(|(rule, _)| *rule);
        let mut against: Vec<&RuleInForce<'c>> = said(Says::Contradicts).collect();
        let mut in_favour: Vec<&RuleInForce<'c>> = said(Says::Satisfies).collect();
        let mut evidence = Vec::new();
        let mut yielded = Vec::new();
        against.retain(|rule| self.keeps(rule, &in_favour, Role::For, &mut yielded));
        let standing = against.clone();
        in_favour.retain(|rule| self.keeps(rule, &standing, Role::Against, &mut yielded));
        for rule in &against {
            evidence.push(Evidence::of(rule, Role::Against, self.words(), None));
        }
        for rule in &in_favour {
            evidence.push(Evidence::of(rule, Role::For, self.words(), None));
        }
        evidence.extend(yielded);
        let (mut unstated, mut weakly) = (false, false);
        for (rule, said) in &here {
            match said {
                Says::Weakly(why) => {
                    weakly = true;
                    evidence.push(Evidence::of(rule, Role::Shown, self.words(), Some(why)));
                }
                Says::Unstated => {
                    unstated = true;
                    evidence.push(Evidence::of(rule, Role::Shown, self.words(), Some("not stated")));
                }
                _ => {}
            }
        }
        let outcome = if !against.is_empty() {
            Outcome::Contradicted
        } else if kin == Kin::Negative && !self.surveyed {
            // What speaks for it is no survey of what may speak against it.
            Outcome::Unknown
        } else if !in_favour.is_empty() {
            Outcome::Met
        } else if unstated && kin == Kin::Positive {
            Outcome::Unknown
        } else {
            // Where a rule bars a thing with exceptions, the law is not silent on it, and silence cannot meet it.
            self.silence(if weakly { Kin::Positive } else { kin })
        };
        evidence.dedup();
        Element { what, outcome, evidence, note: None }
    }

    /// Whether a rule stands against those that say the opposite; one that yields is moved aside, with the judgment that makes it yield.
    fn keeps(
        &self,
        rule: &RuleInForce<'c>,
        others: &[&RuleInForce<'c>],
        settled: Role,
        yielded: &mut Vec<Evidence>,
    ) -> bool {
        let beater = others.iter().find(|other| {
            // No clause of an act overrides what a court says the law is; only a judgment that weighs more does.
            if let Some(weight) = court_weight(rule.instrument) {
                return court_weight(other.instrument).is_some_and(|other| other > weight);
            }
            let (priority, doubt) = self.law.priority((**other).into(), rule.into());
            self.doubts.borrow_mut().extend(doubt);
            priority == Priority::First
        });
        if let Some(beater) = beater {
            yielded.push(Evidence::of(rule, Role::Shown, self.words(), Some("yields to the law that prevails")));
            let judgment = self.law.judgment_on(beater.position, rule.position);
            yielded.extend(judgment.map(|judgment| self.settled_by(judgment, settled)));
        }
        beater.is_none()
    }

    /// The judgment by which it is settled which of two laws prevails.
    pub fn settled_by(&self, judgment: &RuleInForce<'c>, role: Role) -> Evidence {
        self.heard(judgment.position);
        Evidence::of(judgment, role, self.words(), Some("settles which law prevails"))
    }

    /// An element that a rule decides by itself: for tests in which each law counts.
    pub fn decided(&self, what: String, rule: &RuleInForce<'c>, outcome: Outcome, note: Option<String>) -> Element {
        self.heard(rule.position);
        let role = match outcome {
            Outcome::Contradicted => Role::Against,
            Outcome::Met => Role::For,
            _ => Role::Shown,
        };
        Element { what, outcome, evidence: vec![Evidence::of(rule, role, self.words(), None)], note }
    }

    /// An element on which nothing was found.
    pub fn silent(&self, what: String, kin: Kin) -> Element {
        Element { what, outcome: self.silence(kin), evidence: Vec::new(), note: None }
    }
}
