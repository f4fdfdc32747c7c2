//! Places, what was surveyed in them, and their institutions.

use jiff::civil::Date;

use super::date::{Interval, PartialDate, Truth};
use super::vocabulary::Word;

/// A jurisdiction and its life.
#[derive(Clone, Debug)]
pub struct Jurisdiction {
    /// Its id: `sindh`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in few letters, as officials write it.
    pub short: String,
    /// Whose legislature makes its laws: its own, unless another is named.
    pub legislature: String,
    /// Federation, territory, province ...
    pub kind: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its larger cities, its districts and former agencies, as people name them.
    pub towns: Vec<String>,
    /// When it existed.
    pub life: Interval,
    /// What became of it.
    pub successor: Option<String>,
    /// Said to the reader.
    pub note: Option<String>,
}

impl Jurisdiction {
    /// The federation is a source of law; the places assessed are the others.
    pub fn is_assessed(&self) -> bool {
        self.kind != "federation"
    }

    /// Whether it existed on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.life.contains(day) != Truth::No
    }

    /// Whether a town or district of this name lies in it, in any case, with or without the word for what it is.
    pub fn has_town(&self, name: &str) -> bool {
        let spaced = name.trim().to_lowercase().replace('-', " ");
        let bare = [" district", " city", " division"].iter().find_map(|kind| spaced.strip_suffix(kind));
        let own = |town: &String| [Some(spaced.as_str()), bare].contains(&Some(town.to_lowercase().as_str()));
        self.towns.iter().any(own)
    }

    /// The day it ended, if it did.
    pub fn ended(&self) -> Option<PartialDate> {
        self.life.to
    }
}

/// Where and when the law on a topic was looked through: only there is silence a finding.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Places.
    pub places: Vec<String>,
    /// The topic.
    pub topic: Word,
    /// The days; an open end lasts until the corpus's own date.
    pub interval: Interval,
    /// On what it rests.
    pub basis: String,
    /// Requirements of the topic for which it was not looked through.
    pub except: Vec<String>,
}

/// What a body was on the ground in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum StateOfBody {
    Constituted,
    Vacant,
    Abolished,
    Unknown,
}

/// A dated state of an institution.
#[derive(Clone, Debug)]
pub struct InstitutionState {
    /// The state.
    pub state: StateOfBody,
    /// When.
    pub interval: Interval,
    /// In words.
    pub note: Option<String>,
    /// How sure.
    pub verified: Option<super::instrument::Verified>,
}

/// A body or service, and its life.
#[derive(Clone, Debug)]
pub struct Institution {
    /// Its name.
    pub name: String,
    /// What it is.
    pub body: Option<Word>,
    /// Where it works.
    pub places: Vec<String>,
    /// What for.
    pub functions: Vec<Word>,
    /// The section that founds it.
    pub founded_by: Option<super::ids::ProvisionRef>,
    /// Its life.
    pub states: Vec<InstitutionState>,
    /// The sectors it belongs to.
    pub sectors: Vec<Word>,
    /// How it is reached: a helpline number, an address.
    pub contact: Option<String>,
    /// Whether it takes reports of harm; `None` when not known.
    pub receives_reports: Option<bool>,
    /// What it is, in plain words.
    pub summary: String,
    /// Said to the reader.
    pub note: Option<String>,
    /// How sure.
    pub verified: Option<super::instrument::Verified>,
}
