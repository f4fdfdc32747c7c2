//! Standards, their requirements, and the tests that decide them.

use jiff::civil::Date;

use super::date::{Interval, PartialDate};
use super::instrument::Verified;
use super::leaf::Leaf;
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
    /// Its other names: `UNCRC`.
    pub aliases: Vec<String>,
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

impl Requirement {
    /// The test by the standards of a day.
    pub fn test_on(&self, day: Date) -> &Test {
        let earlier = self.earlier.iter().filter(|earlier| day < earlier.to.latest()).min_by_key(|earlier| earlier.to);
        earlier.map_or(&self.test, |earlier| &earlier.test)
    }

    /// Whether it answers this standard, alone or beside others.
    pub fn answers(&self, standard: &str) -> bool {
        self.standard == standard || self.also.iter().any(|(other, _)| other == standard)
    }
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
