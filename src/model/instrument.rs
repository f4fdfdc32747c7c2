//! Instruments and provisions.

use std::collections::BTreeMap;

use super::date::{Interval, PartialDate};
use super::ids::{InstrumentId, ProvisionRef};
use super::rule::Rule;
use super::scope::Scope;
use super::vocabulary::Word;

/// What an instrument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Constitution,
    Act,
    Ordinance,
    Regulation,
    Rules,
    Order,
    Policy,
    Plan,
    Judgment,
    Bill,
}

impl Kind {
    /// Every kind, with its key in YAML.
    pub const ALL: [(Kind, &'static str); 10] = [
        (Kind::Constitution, "constitution"),
        (Kind::Act, "act"),
        (Kind::Ordinance, "ordinance"),
        (Kind::Regulation, "regulation"),
        (Kind::Rules, "rules"),
        (Kind::Order, "order"),
        (Kind::Policy, "policy"),
        (Kind::Plan, "plan"),
        (Kind::Judgment, "judgment"),
        (Kind::Bill, "bill"),
    ];

    /// Its key.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("act", |(_, id)| id)
    }
}

/// How sure a fact is, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verified {
    /// General knowledge, no source seen.
    Recalled,
    /// A named source says so.
    Secondary,
    /// The instrument's own words were seen.
    Text,
}

impl Verified {
    /// Its key.
    pub fn id(self) -> &'static str {
        match self {
            Verified::Recalled => "recalled",
            Verified::Secondary => "secondary",
            Verified::Text => "text",
        }
    }
}

/// What a source is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceGrade {
    /// The instrument itself.
    Primary,
    /// A public body about it.
    Official,
    /// Anyone else.
    Secondary,
}

/// Where a fact comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// What it is worth.
    pub grade: SourceGrade,
}

/// A doubt on a part of the law: the tool evaluates with the part and without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Why it is doubtful.
    pub why: String,
    /// Where the doubt comes from.
    pub source: Option<String>,
    /// Whether the part is taken to hold until shown otherwise.
    pub presumed_in: bool,
}

/// When a law begins in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Commencement {
    /// On a day; absent: from the beginning of time the corpus knows.
    On(Option<PartialDate>),
    /// Upon an event that is not known to have happened: passed, not in force.
    Pending(String),
}

/// Whether later amendments of an adopted law apply where it was adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowsAmendments {
    /// They do.
    Follow,
    /// The text stands as adopted.
    Frozen,
    /// Nobody has shown either.
    Unknown,
}

/// Where an instrument holds and from which day.
#[derive(Clone, Debug)]
pub struct Extent {
    /// Places, by jurisdiction id.
    pub places: Vec<String>,
    /// From when.
    pub from: Commencement,
    /// First day on which it no longer holds.
    pub to: Option<PartialDate>,
    /// For whom there.
    pub scope: Scope,
    /// Later amendments.
    pub amendments: FollowsAmendments,
    /// Whether it extends there at all.
    pub doubt: Option<Doubt>,
}

/// On what a displacement rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Basis {
    ExpressRepeal,
    Implied,
    StruckDown,
    Reported,
}

/// An instrument, or sections of it, that cease in a place because of this law.
#[derive(Clone, Debug)]
pub struct Displacement {
    /// What ceases.
    pub instrument: InstrumentId,
    /// Only these sections; empty means all.
    pub sections: Vec<String>,
    /// Where; empty means wherever this law holds.
    pub places: Vec<String>,
    /// When.
    pub interval: Interval,
    /// On what it rests.
    pub basis: Basis,
    /// For whom.
    pub scope: Scope,
    /// Whether it does.
    pub doubt: Option<Doubt>,
}

/// The day on which a law ends by its own terms.
#[derive(Clone, Debug)]
pub struct Lapse {
    /// First day on which it no longer holds.
    pub date: PartialDate,
    /// Whether it did lapse.
    pub doubt: Option<Doubt>,
}

/// What makes a judgment weigh.
#[derive(Clone, Debug)]
pub struct Judgment {
    /// The court: fcc, sc, fsc or high-court.
    pub court: String,
    /// How many judges.
    pub bench: Option<u8>,
    /// Whether the ratio was read, not only reported.
    pub ratio_read: bool,
}

/// A numbered part of an instrument, in one of its versions.
#[derive(Clone, Debug)]
pub struct Provision {
    /// Its number as lawyers cite it.
    pub section: String,
    /// Its heading.
    pub heading: String,
    /// One to three plain sentences.
    pub summary: String,
    /// When this version holds.
    pub interval: Interval,
    /// What brought this version.
    pub by: Option<InstrumentId>,
    /// Where and for whom this version holds; there it shadows the general one.
    pub scope: Scope,
    /// Only the heading is known.
    pub heading_only: bool,
    /// Its source.
    pub source: Option<String>,
    /// How sure.
    pub verified: Verified,
    /// Whether this version holds.
    pub doubt: Option<Doubt>,
    /// What it says.
    pub rules: Vec<Rule>,
    /// Said to the reader.
    pub note: Option<String>,
}

/// Whether a milestone was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum MilestoneState {
    Done,
    NotDone,
    Partly,
    Unknown,
}

/// The law on the ground.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// Which milestone.
    pub milestone: Word,
    /// Where; empty means wherever the law holds.
    pub places: Vec<String>,
    /// Whether it was reached.
    pub state: MilestoneState,
    /// When that was so.
    pub date: Option<PartialDate>,
    /// In words.
    pub note: String,
    /// Where from.
    pub source: Option<String>,
    /// How sure.
    pub verified: Option<Verified>,
}

/// What named sources say of a law.
#[derive(Clone, Debug)]
pub struct Commentary {
    /// In our words.
    pub says: String,
    /// Who says it.
    pub source: Option<String>,
}

/// What a whole text leaves out.
#[derive(Clone, Debug)]
pub struct Silence {
    /// What it does not speak of.
    pub what: String,
    /// How sure.
    pub verified: Verified,
}

/// Any legal text.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Its path below `laws/`.
    pub id: InstrumentId,
    /// Its long title.
    pub title: String,
    /// Its citation.
    pub citation: Option<String>,
    /// The names lawyers use.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Who made it.
    pub enacted_by: String,
    /// Whose matter it is, where the text or the Constitution says so.
    pub provincial_matter: bool,
    /// When it was passed or decided.
    pub passed: Option<PartialDate>,
    /// Where it holds.
    pub extent: Vec<Extent>,
    /// What ceases because of it.
    pub displaces: Vec<Displacement>,
    /// When it ends by its own terms.
    pub lapses: Option<Lapse>,
    /// Its topics.
    pub topics: Vec<Word>,
    /// The families of law it belongs to.
    pub family: Vec<Word>,
    /// Topics for which its whole text was read.
    pub surveyed: Vec<Word>,
    /// For a judgment: its weight.
    pub judgment: Option<Judgment>,
    /// Its sources.
    pub sources: BTreeMap<String, Source>,
    /// Its provisions, versions side by side.
    pub provisions: Vec<Provision>,
    /// The law on the ground.
    pub implementation: Vec<Milestone>,
    /// What is said of it.
    pub commentary: Vec<Commentary>,
    /// What it leaves out.
    pub silent_on: Vec<Silence>,
    /// Open questions that touch no single rule.
    pub unsure: Vec<String>,
}

impl Instrument {
    /// How a section of it is cited: "Child Marriage Restraint Act, 1929, s. 2(a)".
    pub fn cite(&self, section: &str) -> String {
        let title = self.short_title();
        if self.kind == Kind::Judgment {
            return title.to_owned();
        }
        // "82", "21-F" and "310A" are numbers of sections; "2011 changes" is not.
        let digits = section.chars().take_while(char::is_ascii_digit).count();
        if (1..=3).contains(&digits) {
            let word = if self.kind == Kind::Constitution { "art." } else { "s." };
            format!("{title}, {word} {section}")
        } else {
            format!("{title}, {section}")
        }
    }

    /// The title without what stands in brackets at its end.
    pub fn short_title(&self) -> &str {
        match self.title.rsplit_once(" (") {
            Some((title, rest)) if rest.ends_with(')') => title,
            _ => &self.title,
        }
    }

    /// A reference to one of its sections.
    pub fn section_ref(&self, section: &str) -> ProvisionRef {
        ProvisionRef { instrument: self.id.clone(), section: Some(section.to_owned()) }
    }
}
