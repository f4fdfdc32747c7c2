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
    /// Whether it did only part of its work, where that was seen.
    pub partly: bool,
    /// In words.
    pub note: Option<String>,
    /// How sure.
    pub verified: Option<super::instrument::Verified>,
}

impl InstitutionState {
    /// The note as far as it is evidence for a day: what was seen in a later year tells nothing of it, nor what has no year beside that.
    pub fn note_on(&self, day: Date) -> Option<String> {
        let note = self.note.as_deref()?;
        let latest = |part: &str| years(part).max();
        if latest(note).is_none_or(|year| year <= day.year()) {
            return Some(note.to_owned());
        }
        let parts = note.split(';').map(str::trim);
        let then: Vec<&str> = parts.filter(|part| latest(part).is_some_and(|year| year <= day.year())).collect();
        (!then.is_empty()).then(|| then.join("; "))
    }
}

/// The years that a text names.
fn years(text: &str) -> impl Iterator<Item = i16> + '_ {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != ',');
    let year = |word: &str| (word.len() == 4).then(|| word.parse().ok()).flatten();
    words.filter_map(move |word| year(word.trim_matches(','))).filter(|year| (1800..=2100).contains(year))
}

/// A body or service, and its life.
#[derive(Clone, Debug)]
pub struct Institution {
    /// The place under whose laws it is filed, by id.
    pub filed_under: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub body: Option<Word>,
    /// Where it works.
    pub places: Vec<String>,
    /// What for.
    pub functions: Vec<Word>,
    /// The topics on which it may be turned to; none where it is for whatever happened.
    pub only_for: Vec<Word>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_in_a_later_year_is_no_evidence_for_an_earlier_day() {
        let state = InstitutionState {
            state: StateOfBody::Constituted,
            interval: Interval::default(),
            partly: false,
            note: Some("set up in 2004; 10,140 children rescued in 2023; Board not constituted".to_owned()),
            verified: None,
        };
        let on = |year: i16| state.note_on(Date::constant(year, 12, 22));
        assert_eq!(on(2011).as_deref(), Some("set up in 2004"));
        assert_eq!(on(2003), None);
        assert_eq!(on(2024), state.note);
    }
}
