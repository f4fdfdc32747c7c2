//! The questions a test puts to the law in force. Fields that are lists of words give one element a word.

use super::age::{Age, Sex};
use super::pattern::Pattern;
use super::rule::RuleBody;
use super::scope::Scope;
use super::term::Term;
use super::vocabulary::{Vocabulary, Word};

/// Whether one law is enough or each law counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Over {
    #[default]
    Any,
    Every,
}

/// One question to the law in force.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// How its elements are introduced.
    pub label: Option<String>,
    /// Only rules that reach this scope count.
    pub scope: Scope,
    /// `where`: only rules that it selects may speak. `law_family` is short for a part of it.
    pub among: Option<Pattern>,
    /// The question.
    pub kind: LeafKind,
}

/// The question, by kind.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum LeafKind {
    Definition(DefinitionLeaf),
    MinimumAge(MinimumAgeLeaf),
    Prohibits(ProhibitsLeaf),
    Offence(Box<OffenceLeaf>),
    SentenceLimit(SentenceLeaf),
    Entitles(EntitlesLeaf),
    Duty(DutyLeaf),
    Institution(InstitutionLeaf),
    Procedure(ProcedureLeaf),
    LegalEffect(EffectLeaf),
    Prevails {
        family: Word,
        over: Vec<Word>,
    },
    Milestone {
        of: Word,
        family: Option<Word>,
    },
    /// Some rule that the leaf's `where` selects; or, where it is to be absent, none.
    Rule {
        what: String,
        absent: bool,
    },
}

impl Leaf {
    /// The words that say what the question is about, as [`RuleBody::subjects`] does for a rule.
    pub fn subjects(&self) -> Vec<&Word> {
        match (&self.kind, &self.among) {
            (LeafKind::Rule { .. }, Some(pattern)) => pattern.subjects(),
            (kind, _) => kind.subjects(),
        }
    }
}

impl LeafKind {
    fn subjects(&self) -> Vec<&Word> {
        match self {
            LeafKind::Definition(leaf) => leaf.term.iter().collect(),
            LeafKind::MinimumAge(leaf) => vec![&leaf.of],
            LeafKind::Prohibits(leaf) => leaf.act.iter().collect(),
            LeafKind::Offence(leaf) => leaf.act.iter().chain(&leaf.includes).collect(),
            LeafKind::SentenceLimit(leaf) => leaf.bars.iter().collect(),
            LeafKind::Entitles(leaf) => leaf.to.iter().collect(),
            LeafKind::Duty(leaf) => leaf.to.iter().collect(),
            LeafKind::Institution(leaf) => vec![&leaf.function],
            LeafKind::Procedure(leaf) => leaf.proceedings.iter().collect(),
            LeafKind::LegalEffect(leaf) => vec![&leaf.of],
            LeafKind::Prevails { .. } | LeafKind::Milestone { .. } | LeafKind::Rule { .. } => Vec::new(),
        }
    }
}

impl LeafKind {
    /// The kinds of rule that a leaf of this kind can read.
    pub fn kinds(&self) -> &'static [&'static str] {
        match self {
            LeafKind::Definition(_) => &["definition", "minimum_age"],
            LeafKind::MinimumAge(_) => &["minimum_age", "permission"],
            LeafKind::Prohibits(_) => &["prohibition", "offence", "permission"],
            LeafKind::Offence(_) => &["offence", "permission"],
            LeafKind::SentenceLimit(_) => &["sentence_limit", "permission"],
            LeafKind::Entitles(_) => &["right"],
            LeafKind::Duty(_) => &["duty"],
            LeafKind::Institution(_) => &["institution"],
            LeafKind::Procedure(_) => &["procedure"],
            LeafKind::LegalEffect(_) => &["effect"],
            LeafKind::Prevails { .. } | LeafKind::Milestone { .. } | LeafKind::Rule { .. } => &RuleBody::KINDS,
        }
    }

    /// Whether a rule can say anything to the leaf: a rule of a kind that it reads, on its subjects. What governs an offence, lends a term or settles priority is looked up
    /// in the law itself.
    pub fn reads(&self, rule: &RuleBody, words: &Vocabulary) -> bool {
        let about = |own: &[Word], asked: &[Word]| {
            own.iter().any(|own| asked.iter().any(|asked| words.are_related(own, asked)))
        };
        let one = std::slice::from_ref;
        match (self, rule) {
            (LeafKind::Definition(leaf), RuleBody::Definition(own)) => about(one(&own.term), &leaf.term),
            (LeafKind::Definition(_), RuleBody::MinimumAge(own)) => !own.or_earlier.is_empty(),
            (LeafKind::MinimumAge(leaf), RuleBody::MinimumAge(own)) => words.is_within(&own.of, &leaf.of),
            (LeafKind::MinimumAge(_), RuleBody::Permission(own)) => !own.act.is_empty(),
            (LeafKind::Prohibits(leaf), RuleBody::Prohibition(own)) => about(&own.act, &leaf.act),
            (LeafKind::Prohibits(leaf), RuleBody::Offence(own)) => about(&own.act, &leaf.act),
            (LeafKind::Prohibits(leaf), RuleBody::Permission(own)) => about(&own.act, &leaf.act),
            (LeafKind::Offence(leaf), RuleBody::Offence(own)) => {
                [&own.act, &own.forms].into_iter().any(|own| about(own, &leaf.act) || about(own, &leaf.includes))
            }
            (LeafKind::Offence(leaf), RuleBody::Permission(own)) => about(&own.act, &leaf.act),
            (LeafKind::SentenceLimit(leaf), RuleBody::SentenceLimit(own)) => about(&own.bars, &leaf.bars),
            (LeafKind::SentenceLimit(leaf), RuleBody::Permission(own)) => about(&own.sanction, &leaf.bars),
            (LeafKind::Entitles(leaf), RuleBody::Right(own)) => about(&own.to, &leaf.to),
            (LeafKind::Duty(leaf), RuleBody::Duty(own)) => about(&own.to, &leaf.to),
            (LeafKind::Institution(leaf), RuleBody::Institution(own)) => about(&own.functions, one(&leaf.function)),
            (LeafKind::Procedure(leaf), RuleBody::Procedure(own)) => about(&own.proceedings, &leaf.proceedings),
            (LeafKind::LegalEffect(leaf), RuleBody::Effect(own)) => about(one(&own.of), one(&leaf.of)),
            (LeafKind::Prevails { .. } | LeafKind::Milestone { .. } | LeafKind::Rule { .. }, _) => true,
            _ => false,
        }
    }

    /// Whether it hears laws through rules that it does not read itself: those of a family, or those that set another age.
    pub fn hears_beyond(&self) -> bool {
        match self {
            LeafKind::MinimumAge(leaf) => !leaf.not_below.is_empty(),
            LeafKind::SentenceLimit(leaf) => !leaf.over_special_laws.is_empty(),
            LeafKind::Prevails { .. } => true,
            _ => false,
        }
    }
}

/// How a term must be defined.
#[derive(Clone, Debug, Default)]
pub struct DefinitionLeaf {
    /// The terms, any of which counts.
    pub term: Vec<Word>,
    /// For this purpose only.
    pub purpose: Option<Word>,
    /// Up to this age.
    pub under: Option<Age>,
    /// The same for girls and boys.
    pub same_for_sexes: bool,
    /// What it must take in.
    pub includes: Vec<Word>,
    /// Tests that must not decide.
    pub no_tests: Vec<Word>,
    /// When age is measured.
    pub at: Option<Word>,
    /// Laws that define it must not differ.
    pub uniform: bool,
    /// One law, or each.
    pub over: Over,
}

/// From which age something must be lawful or possible at the earliest.
#[derive(Clone, Debug)]
pub struct MinimumAgeLeaf {
    /// The activity; a broader one covers the narrower.
    pub of: Word,
    /// The age; absent where only the other points are asked.
    pub at_least: Option<Age>,
    /// Below this an age is the contrary; between the two it is only too low. Absent: `at_least`.
    pub contradicted_below: Option<Age>,
    /// The same for girls and boys.
    pub same_for_sexes: bool,
    /// The exceptions a standard allows; absent where none is asked about.
    pub exceptions: Option<Vec<Word>>,
    /// No test of maturity below a second age.
    pub no_maturity_test: bool,
    /// Safeguards that some line must carry.
    pub conditions: Vec<Word>,
    /// Activities whose own age in the same place no line may fall below.
    pub not_below: Vec<Word>,
    /// Cells that a line must reach.
    pub across: Across,
    /// One law, or each.
    pub over: Over,
}

/// The cells that a minimum age must reach, each an element.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Across {
    pub communities: Vec<Word>,
    pub offences: Vec<Word>,
    pub settings: Vec<Word>,
}

impl Across {
    /// Each cell, with the word that names it.
    pub fn cells(&self) -> Vec<(&Word, Scope)> {
        let communities =
            self.communities.iter().map(|word| (word, Scope { communities: vec![word.clone()], ..Scope::default() }));
        let offences =
            self.offences.iter().map(|word| (word, Scope { offences: vec![word.clone()], ..Scope::default() }));
        let settings =
            self.settings.iter().map(|word| (word, Scope { settings: vec![word.clone()], ..Scope::default() }));
        communities.chain(offences).chain(settings).collect()
    }
}

/// An act that must be forbidden.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct ProhibitsLeaf {
    pub act: Vec<Word>,
    pub settings: Vec<Word>,
    /// For discrimination: on these grounds.
    pub grounds: Vec<Word>,
    /// A setting must be named: words that merely reach it do not count.
    pub explicit: bool,
    pub no_defence: bool,
    /// The exceptions a standard allows.
    pub exceptions: Vec<Word>,
    pub sanction: bool,
}

/// What must not be imposed on a child.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct SentenceLeaf {
    pub bars: Vec<Word>,
    pub under: Age,
    pub at: Option<Word>,
    pub no_exceptions: bool,
    pub over_special_laws: Vec<Word>,
}

/// A right that someone must have.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct EntitlesLeaf {
    pub who: Word,
    pub to: Vec<Word>,
    pub free: bool,
    pub from_age: Option<Age>,
    pub to_age: Option<Age>,
    pub shall: bool,
    pub not_refused_for: Vec<Word>,
    /// The grounds of refusal must be ruled out in terms.
    pub explicit: bool,
    /// Only the grounds of refusal are asked about, not the right itself.
    pub grounds_only: bool,
    pub settings: Vec<Word>,
}

/// Something that someone must do.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct DutyLeaf {
    pub bearer: Vec<Word>,
    pub to: Vec<Word>,
    pub shall: bool,
    pub within: Option<Term>,
    pub sanction: bool,
    pub settings: Vec<Word>,
}

/// A body that there must be.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct InstitutionLeaf {
    pub function: Word,
    pub levels: Vec<Word>,
    pub powers: Vec<Word>,
    pub members: Vec<Word>,
    pub independent: bool,
    pub funded: bool,
    pub in_fact: bool,
}

/// How a matter must be handled.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct ProcedureLeaf {
    pub proceedings: Vec<Word>,
    pub requires: Vec<Word>,
    pub bars: Vec<Word>,
    /// The bars must be written: silence is not enough, because general law may allow the thing.
    pub explicit: bool,
    pub within: Option<Term>,
    pub before: Vec<Word>,
}

/// What the law must make of an act or status.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct EffectLeaf {
    pub of: Word,
    pub effect: Vec<Word>,
    pub on_motion_of: Vec<Word>,
    pub protects: Vec<Word>,
}

/// The children an offence must protect.
#[derive(Clone, Debug, Default)]
pub struct Victims {
    /// Up to this age.
    pub under: Option<Age>,
    /// Of these sexes, each an element.
    pub sexes: Vec<Sex>,
}

/// What an offence must be.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct OffenceLeaf {
    pub act: Vec<Word>,
    /// There need be no such offence: only what an offence must not do is asked.
    pub if_any: bool,
    pub includes: Vec<Word>,
    pub victims: Victims,
    pub by: Vec<Word>,
    pub settings: Vec<Word>,
    pub not_fine_only: bool,
    pub cognizable: bool,
    pub not_compoundable: bool,
    pub consent_irrelevant: bool,
    pub open_complaint: bool,
    pub no_time_bar: bool,
    pub no_exemption_for: Vec<Word>,
    pub spares: Vec<Word>,
    pub attempt: bool,
    pub legal_persons: bool,
    pub extraterritorial: bool,
    pub prison_yardstick: Option<Term>,
}
