//! Standards, their requirements, and the tests that decide them.

use super::age::{Age, Sex};
use super::date::{Interval, PartialDate};
use super::instrument::Verified;
use super::scope::Scope;
use super::term::Term;
use super::vocabulary::Word;

/// How strong a requirement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Strength {
    Binding,
    AuthoritativeInterpretation,
    Guideline,
}

/// A treaty, general comment or set of guidelines.
#[derive(Clone, Debug)]
pub struct Standard {
    /// Its id: `crc`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its short name.
    pub short: String,
    /// Treaty, protocol, general-comment, guidelines or goals.
    pub kind: String,
    /// When it was adopted.
    pub adopted: Option<PartialDate>,
    /// Whether it binds.
    pub binding: bool,
    /// Pakistan's position, in order, each with its words.
    pub position: Vec<(String, String)>,
    /// Its articles.
    pub articles: Vec<Article>,
    /// Its requirements.
    pub requirements: Vec<Requirement>,
}

/// An article or paragraph.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its number.
    pub article: String,
    /// Its heading.
    pub heading: String,
    /// In our words.
    pub summary: String,
    /// How sure.
    pub verified: Verified,
}

/// A small test the law of a place can be put to.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// The standard it chiefly comes from.
    pub standard: String,
    /// The article there.
    pub article: String,
    /// Other standards and articles it answers.
    pub also: Vec<(String, String)>,
    /// Its topic.
    pub topic: Word,
    /// Its sector.
    pub sector: Word,
    /// Prevent, respond, mitigate, curb or govern.
    pub function: Word,
    /// How strong it is.
    pub strength: Strength,
    /// 3 life, liberty, bodily integrity; 2; 1.
    pub weight: u8,
    /// On which days it applies.
    pub applies: Interval,
    /// In our words.
    pub text: String,
    /// Why it matters.
    pub why: String,
    /// The tests that held before.
    pub earlier: Vec<Earlier>,
    /// The test.
    pub test: Test,
}

/// A test that held until a day.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// First day on which it no longer held.
    pub to: PartialDate,
    /// Why it changed.
    pub why: String,
    /// The test.
    pub test: Test,
}

/// A tree of leaves.
#[derive(Clone, Debug)]
pub enum Test {
    /// All branches; their elements are gathered.
    All(Vec<Test>),
    /// The best branch.
    Any(Vec<Test>),
    /// One question.
    Leaf(Box<Leaf>),
}

impl Test {
    /// Its leaves.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Test::All(tests) | Test::Any(tests) => tests.iter().flat_map(Test::leaves).collect(),
            Test::Leaf(leaf) => vec![leaf],
        }
    }
}

/// Whether one law is enough or each law counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Over {
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
    /// Only laws of this family count.
    pub law_family: Option<Word>,
    /// The question.
    pub kind: LeafKind,
}

/// The children an offence must protect.
#[derive(Clone, Debug, Default)]
pub struct Victims {
    /// Up to this age.
    pub under: Option<Age>,
    /// Of these sexes, each an element.
    pub sexes: Vec<Sex>,
}

/// The question, by kind. Fields that are lists give one element a word.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum LeafKind {
    Definition {
        term: Vec<Word>,
        purpose: Option<Word>,
        under: Option<Age>,
        same_for_sexes: bool,
        includes: Vec<Word>,
        no_tests: Vec<Word>,
        at: Option<Word>,
        uniform: bool,
        over: Over,
    },
    MinimumAge {
        of: Word,
        at_least: Age,
        contradicted_below: Age,
        same_for_sexes: bool,
        exceptions: Option<Vec<Word>>,
        no_maturity_test: bool,
        across_communities: Vec<Word>,
        across_offences: Vec<Word>,
        over: Over,
    },
    Prohibits {
        act: Vec<Word>,
        settings: Vec<Word>,
        no_defence: bool,
        exceptions: Vec<Word>,
        sanction: bool,
    },
    Offence(Box<OffenceLeaf>),
    SentenceLimit {
        bars: Vec<Word>,
        under: Age,
        at: Option<Word>,
        no_exceptions: bool,
        over_special_laws: Vec<Word>,
    },
    Entitles {
        who: Word,
        to: Vec<Word>,
        free: bool,
        from_age: Option<Age>,
        to_age: Option<Age>,
        shall: bool,
        not_refused_for: Vec<Word>,
    },
    Duty {
        bearer: Vec<Word>,
        to: Vec<Word>,
        shall: bool,
        within: Option<Term>,
        sanction: bool,
    },
    Institution {
        function: Word,
        levels: Vec<Word>,
        powers: Vec<Word>,
        independent: bool,
        in_fact: bool,
    },
    Procedure {
        proceedings: Vec<Word>,
        requires: Vec<Word>,
        bars: Vec<Word>,
        explicit: bool,
        within: Option<Term>,
        before: Vec<Word>,
    },
    LegalEffect {
        of: Word,
        effect: Vec<Word>,
        on_motion_of: Vec<Word>,
        protects: Vec<Word>,
    },
    Prevails {
        family: Word,
        over: Vec<Word>,
    },
    Milestone {
        of: Word,
        family: Option<Word>,
    },
}

/// What an offence must be.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct OffenceLeaf {
    pub act: Vec<Word>,
    pub includes: Vec<Word>,
    pub victims: Victims,
    pub by: Vec<Word>,
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
