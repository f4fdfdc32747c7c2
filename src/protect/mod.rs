//! One child, one case: who must act, what was done to the child in law, its rights, care, and what to beware of. Pure data; how it is shown is the business of `report`.
//!
//! Matching knows no list of laws: an offence answers a harm when the vocabulary says that its act is the harm, wider or narrower; a section is heard when a requirement on the
//! case asks about what it says. A new law in YAML appears by itself.

mod absent;
mod against;
mod bearing;
mod beware;
mod bodies;
mod case;
mod crimes;
mod doubtful;
mod excluded;
mod fit;
mod grown;
mod harm;
mod hearing;
mod judged;
mod rank;
mod rights;

use crate::assess::{Assessor, Finding};
use crate::law::{LawInForce, LawIndex};
use crate::model::{InCase, Provision, Word};

use bearing::Bearing;

pub use absent::NotInForce;
pub use beware::{Beware, Trap};
pub use bodies::{BodyInLaw, BodyOnDay, FunctionRow, bodies, functions_asked, state_said, system_map};
pub use case::{Case, Faith};
pub use crimes::Crime;
pub use fit::{Fit, Miss};
pub use grown::Grown;
pub use harm::{Closeness, Harm, UnknownHarm};
pub use rights::{Owed, Part};

/// The answer to a case.
pub struct Protection<'c> {
    /// The case.
    pub case: Case<'c>,
    /// The topics it bears on.
    pub topics: Vec<Word>,
    /// Whether the child is accused, or no section names a child as the one harmed.
    pub may_be_accused: bool,
    /// Where the accused has outgrown the law made for accused children.
    pub grown: Option<Grown>,
    /// Whom to call, best first.
    pub to_call: Vec<BodyOnDay<'c>>,
    /// Offences and bans, those that reach the child first.
    pub crimes: Vec<Crime<'c>>,
    /// Laws on the harm that do not hold there on that day.
    pub not_in_force: Vec<NotInForce<'c>>,
    /// What is owed to the child, part by part.
    pub owed: Vec<Owed<'c>>,
    /// What the standards would have required and the law does not fully give.
    pub findings: Vec<Finding<'c>>,
    /// Traps.
    pub beware: Vec<Beware>,
}

impl<'c> Protection<'c> {
    /// Whether the case is about an accused child of whom no act was said.
    pub fn is_open(&self) -> bool {
        self.case.accused && self.case.harms.iter().all(|harm| harm.is_topic)
    }

    /// The crimes that reach this child; those that only a child can commit where it is accused.
    pub fn reaching(&self) -> impl Iterator<Item = &Crime<'c>> {
        self.crimes.iter().filter(|crime| crime.fit.reaches() && (self.case.accused || !crime.by_child))
    }

    /// The nearest that do not; acts that are merely related are no near miss, nor is a part of a section that differs from the part that does reach in nothing but whom it protects.
    pub fn not_fitting(&self) -> impl Iterator<Item = &Crime<'c>> {
        let misses = |crime: &Crime<'c>| !crime.fit.reaches() && crime.closeness != Closeness::Near;
        let is_told = |crime: &Crime<'c>| self.parts_that_reach(crime).any(|other| other.penalties == crime.penalties);
        let mut seen: Vec<(*const Provision, &Fit)> = Vec::new();
        self.crimes.iter().filter(move |crime| {
            // One section that misses for one reason is one miss.
            let misses = misses(crime) && !is_told(crime);
            let known = seen
                .iter()
                .any(|(at, fit)| *at == std::ptr::from_ref(crime.provision) && fit.against == crime.fit.against);
            if misses && !known {
                seen.push((crime.provision, &crime.fit));
            }
            misses && !known
        })
    }

    fn parts_that_reach<'p>(&'p self, crime: &'p Crime<'c>) -> impl Iterator<Item = &'p Crime<'c>> {
        self.reaching().filter(|other| std::ptr::eq(other.provision, crime.provision))
    }

    /// Of a crime that does not reach the child, which part of its section it is, where another part does reach.
    pub fn part_of_section(&self, crime: &Crime<'c>) -> Option<String> {
        self.parts_that_reach(crime).next()?;
        let penalty =
            if crime.penalties.is_empty() { String::new() } else { format!(": {}", crime.penalties.join("; ")) };
        Some(format!("its part on {}{penalty}", crime.protects))
    }

    /// What belongs to one part; what works against the child is told with the traps, and an offence with the offences.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Owed<'c>> {
        let told = move |owed: &Owed<'c>| {
            matches!(part, Part::Victim | Part::Care)
                && self.crimes.iter().any(|crime| crime.fit.reaches() && std::ptr::eq(crime.provision, owed.provision))
        };
        self.owed.iter().filter(move |owed| owed.part == part && !owed.adverse && !told(owed))
    }
}

/// The crimes of a case alone, those that do not reach the child among them.
pub fn crimes_of<'c>(index: &LawIndex<'c>, case: &Case<'c>) -> Vec<Crime<'c>> {
    let law = LawInForce::of(index, case.place, case.day);
    let bearing = Bearing::of(&law, case);
    all_crimes(&law, &doubtful::laws(index, &law), case, &bearing)
}

fn all_crimes<'c>(
    law: &LawInForce<'c>,
    doubtful: &[(LawInForce<'c>, String)],
    case: &Case<'c>,
    bearing: &Bearing<'c>,
) -> Vec<Crime<'c>> {
    let mut found = crimes::crimes(law, case, &bearing.topics);
    for (perhaps, why) in doubtful {
        found.extend(doubtful::marked(crimes::crimes(perhaps, case, &bearing.topics), why));
    }
    rank::ranked(found)
}

fn names_a_child(crime: &Crime<'_>) -> bool {
    crime.fit.reaches() && crime.for_children && !crime.by_child && crime.closeness != Closeness::Near
}

/// What protects the child of a case, under the law of its place and day.
pub fn protect<'c>(index: &LawIndex<'c>, mut case: Case<'c>) -> Protection<'c> {
    // Whoever asks about juvenile justice asks for a child that is accused.
    case.accused |= case
        .harms
        .iter()
        .flat_map(|harm| &harm.topics)
        .any(|topic| index.corpus.words.in_case(topic) == Some(InCase::Accused));
    let law = LawInForce::of(index, case.place, case.day);
    let assessor = Assessor::new(index, case.day);
    let bearing = Bearing::of(&law, &case);
    let doubtful = doubtful::laws(index, &law);
    let crimes = all_crimes(&law, &doubtful, &case, &bearing);
    // Where no section names a child as the one harmed, the child may be the one accused.
    let may_be_accused = case.accused || !crimes.iter().any(|crime| names_a_child(crime));
    let mut owed = rights::owed(&assessor, &law, &case, &bearing, &crimes);
    for (perhaps, why) in &doubtful {
        owed.extend(doubtful::owed_marked(rights::owed(&assessor, perhaps, &case, &bearing, &crimes), why));
    }
    owed.sort_by_key(|owed| owed.part);
    let findings = beware::findings(&assessor, &case, &bearing);
    let beware = beware::beware(index, &law, &case, &bearing, &crimes, &owed);
    let to_call = bodies::to_call(index.corpus, &case, &bearing.topics);
    let not_in_force = absent::not_in_force(&law, &case);
    let grown = grown::grown(&law, &case);
    let topics = bearing.topics;
    Protection { topics, case, may_be_accused, grown, to_call, crimes, not_in_force, owed, findings, beware }
}
