//! The questions a test puts to the law in force. Fields that are lists of words give one element a word.

use super::age::{Age, Sex};
use super::pattern::Pattern;
use super::rule::RuleBody;
use super::scope::Scope;
use super::term::Term;
use super::vocabulary::Word;

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
    /// Whether a leaf of this kind can read a rule at all. What governs an offence, lends a term or settles priority is looked up in the law itself.
    pub fn reads(&self, rule: &RuleBody) -> bool {
        match self {
            LeafKind::Definition(_) => matches!(rule, RuleBody::Definition(_) | RuleBody::MinimumAge(_)),
            LeafKind::MinimumAge(_) => matches!(rule, RuleBody::MinimumAge(_) | RuleBody::Permission(_)),
            LeafKind::Prohibits(_) => {
                matches!(rule, RuleBody::Prohibition(_) | RuleBody::Offence(_) | RuleBody::Permission(_))
            }
            LeafKind::Offence(_) => matches!(rule, RuleBody::Offence(_) | RuleBody::Permission(_)),
            LeafKind::SentenceLimit(_) => matches!(rule, RuleBody::SentenceLimit(_) | RuleBody::Permission(_)),
            LeafKind::Entitles(_) => matches!(rule, RuleBody::Right(_)),
            LeafKind::Duty(_) => matches!(rule, RuleBody::Duty(_)),
            LeafKind::Institution(_) => matches!(rule, RuleBody::Institution(_)),
            LeafKind::Procedure(_) => matches!(rule, RuleBody::Procedure(_)),
            LeafKind::LegalEffect(_) => matches!(rule, RuleBody::Effect(_)),
            LeafKind::Prevails { .. } | LeafKind::Milestone { .. } | LeafKind::Rule { .. } => true,
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
