//! Which instruments and which versions of their provisions stand in a place on a day.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::model::{
    Basis, Commencement, Doubt, Extent, FollowsAmendments, Instrument, InstrumentId, Interval, Jurisdiction, Kind,
    PartialDate, Scope, Truth, section_within,
};

use super::Held;
use super::doubt::{Assumption, Choice, DoubtPoint, Locus};
use super::index::{LawIndex, Touch, Touches};

/// Why something does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was not extended to the place.
    NotExtended,
    /// It was passed, but what brings it into force is not known to have happened.
    Pending(String),
    /// It was passed later, and what would bring it into force is not known to have happened.
    NotPassed(PartialDate),
    /// It began later.
    NotYet(PartialDate),
    /// It had ended.
    Ended(PartialDate),
    /// It lapsed by its own terms.
    Lapsed(PartialDate),
    /// Whether it holds is doubtful, and here it is taken not to.
    Doubtful(String),
    /// Another law or judgment took it away.
    Touched {
        /// "displaced", "repealed", "struck down" or "suspended".
        how: &'static str,
        /// By what.
        by: InstrumentId,
        /// Since when.
        since: Option<PartialDate>,
    },
    /// Another version of the section holds there.
    OtherVersion,
}

/// Something that does not hold, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The instrument, by position.
    pub instrument: usize,
    /// The version of a provision, by position; absent when the whole instrument does not hold.
    pub provision: Option<usize>,
    /// Why.
    pub why: Why,
}

/// An extent that stands: for whom, and the day whose versions count.
#[derive(Clone, Debug)]
struct Ground {
    scope: Scope,
    text_of: Date,
}

/// An instrument's standing: the extents on which it stands, and where it was taken away.
#[derive(Clone, Debug)]
struct Standing {
    grounds: Vec<Ground>,
    cuts: Vec<Scope>,
}

struct Weighing<'i, 'c> {
    index: &'i LawIndex<'c>,
    place: &'c Jurisdiction,
    day: Date,
    assumption: Option<Assumption>,
    doubts: RefCell<Vec<DoubtPoint>>,
    pending: RefCell<Vec<DoubtPoint>>,
    /// `None` while an instrument is being weighed: a circle is read as standing.
    known: RefCell<HashMap<usize, Option<Result<Standing, Why>>>>,
}

/// Of the instruments in `only`: every version that holds, everything that does not, and what is doubtful.
pub fn provisions<'c>(
    index: &LawIndex<'c>,
    place: &'c Jurisdiction,
    day: Date,
    assumption: Option<Assumption>,
    only: &[usize],
) -> Weighed<'c> {
    let weighing = Weighing {
        index,
        place,
        day,
        assumption,
        doubts: RefCell::default(),
        pending: RefCell::default(),
        known: RefCell::default(),
    };
    let mut held = Vec::new();
    let mut excluded = Vec::new();
    for &position in only {
        let instrument = &index.corpus.instruments[position];
        match weighing.instrument(position) {
            Ok(standing) => weighing.versions(position, instrument, &standing, &mut held, &mut excluded),
            Err(why) => excluded.push(Exclusion { instrument: position, provision: None, why }),
        }
    }
    let mut doubts = weighing.doubts.into_inner();
    doubts.dedup();
    Weighed { held, excluded, doubts, pending: weighing.pending.into_inner() }
}

/// What was found of some instruments.
#[derive(Debug, Default)]
pub struct Weighed<'c> {
    /// The versions that hold.
    pub held: Vec<Held<'c>>,
    /// What does not hold, and why.
    pub excluded: Vec<Exclusion>,
    /// What is doubtful.
    pub doubts: Vec<DoubtPoint>,
    /// What was passed but is not in force.
    pub pending: Vec<DoubtPoint>,
}

impl<'c> Weighing<'_, 'c> {
    /// Whether a part holds; its doubt is noted when the day or the doubt leaves it open.
    fn part(&self, locus: Locus, interval: Interval, doubt: Option<&Doubt>, said: impl Fn() -> String) -> bool {
        let (presumed, cause) = match (interval.contains(self.day), doubt) {
            (Truth::No, _) => return false,
            (Truth::Yes, None) => return true,
            (_, Some(doubt)) => (doubt.presumed_in, format!("{}: {}", said(), doubt.why)),
            (Truth::Depends, None) => (true, format!("{}: the day is not known ({interval})", said())),
        };
        let point = DoubtPoint { locus, choice: Choice::Flip, cause };
        let mut doubts = self.doubts.borrow_mut();
        if !doubts.contains(&point) {
            doubts.push(point);
        }
        presumed != self.assumes(locus)
    }

    fn assumes(&self, locus: Locus) -> bool {
        self.assumption == Some(Assumption { locus, choice: Choice::Flip })
    }

    fn title(&self, position: usize) -> String {
        self.index.corpus.instruments[position].short_title().to_owned()
    }

    fn instrument(&self, position: usize) -> Result<Standing, Why> {
        if let Some(known) = self.known.borrow().get(&position) {
            return known.clone().unwrap_or_else(|| Ok(Standing { grounds: Vec::new(), cuts: Vec::new() }));
        }
        self.known.borrow_mut().insert(position, None);
        let found = self.weigh(position);
        self.known.borrow_mut().insert(position, Some(found.clone()));
        found
    }

    fn weigh(&self, position: usize) -> Result<Standing, Why> {
        let instrument = &self.index.corpus.instruments[position];
        if instrument.kind == Kind::Bill {
            return Err(Why::Pending("its enactment: it is a bill".to_owned()));
        }
        let grounds = self.grounds(position, instrument)?;
        if let Some(lapse) = &instrument.lapses {
            let over = Interval { from: Some(lapse.date), to: None };
            let said = || format!("{}: whether it lapsed on {}", instrument.short_title(), lapse.date);
            if self.part(Locus::Lapse { instrument: position }, over, lapse.doubt.as_ref(), said) {
                return Err(Why::Lapsed(lapse.date));
            }
        }
        let mut cuts = Vec::new();
        for touch in self.index.touches(position).iter().filter(|touch| touch.section.is_none()) {
            if self.acts(position, touch) {
                if touch.scope.is_everyone_there() {
                    return Err(self.why(touch));
                }
                cuts.push(touch.scope.clone());
            }
        }
        Ok(Standing { grounds, cuts })
    }

    fn grounds(&self, position: usize, instrument: &Instrument) -> Result<Vec<Ground>, Why> {
        let mut grounds = Vec::new();
        let mut why = Why::NotExtended;
        for (number, extent) in instrument.extent.iter().enumerate() {
            if !extent.places.contains(&self.place.id) {
                continue;
            }
            let locus = Locus::Extent { instrument: position, extent: number };
            let from = match &extent.from {
                Commencement::Pending(_) if self.assumes(locus) => None,
                Commencement::Pending(upon) => {
                    if let Some(passed) = instrument.passed.filter(|passed| self.day < passed.earliest()) {
                        why = Why::NotPassed(passed);
                        continue;
                    }
                    let cause = format!("{}, passed but in force only upon {upon}", instrument.short_title());
                    self.pending.borrow_mut().push(DoubtPoint { locus, choice: Choice::Flip, cause });
                    why = Why::Pending(upon.clone());
                    continue;
                }
                Commencement::On(from) => *from,
            };
            let interval = Interval { from, to: extent.to };
            let said = || format!("{} in {}", instrument.short_title(), self.place.name);
            if self.part(locus, interval, extent.doubt.as_ref(), said) {
                let text_of = self.text_of(position, number, extent, from);
                grounds.push(Ground { scope: extent.scope.clone(), text_of });
            } else {
                let found = match (from, extent.to, &extent.doubt) {
                    (Some(from), _, _) if self.day < from.earliest() => Why::NotYet(from),
                    (_, Some(to), _) if self.day >= to.earliest() => Why::Ended(to),
                    (_, _, Some(doubt)) => Why::Doubtful(doubt.why.clone()),
                    _ => why.clone(),
                };
                // Of several days on which it begins the first is told, whichever stands first.
                let is_told = matches!((&why, &found), (Why::NotYet(known), Why::NotYet(from)) if known.earliest() <= from.earliest());
                why = if is_told { why } else { found };
            }
        }
        if grounds.is_empty() { Err(why) } else { Ok(grounds) }
    }

    /// The day whose versions count: a law adopted elsewhere stands as adopted unless its amendments follow.
    fn text_of(&self, position: usize, number: usize, extent: &Extent, from: Option<PartialDate>) -> Date {
        let adopted = from.map_or(self.day, PartialDate::latest).min(self.day);
        match extent.amendments {
            FollowsAmendments::Follow => self.day,
            FollowsAmendments::Frozen => adopted,
            FollowsAmendments::Unknown => {
                let locus = Locus::Amendments { instrument: position, extent: number };
                let cause = format!(
                    "{} in {}: whether later amendments apply is not known",
                    self.title(position),
                    self.place.name
                );
                self.doubts.borrow_mut().push(DoubtPoint { locus, choice: Choice::Flip, cause });
                if self.assumes(locus) { self.day } else { adopted }
            }
        }
    }

    /// Whether a touch acts there on that day: its source must stand itself.
    fn acts(&self, target: usize, touch: &Touch<'c>) -> bool {
        if touch.source == target || !(touch.places.is_empty() || touch.places.contains(&self.place.id)) {
            return false;
        }
        let said = || format!("{}, which {} {}", self.title(touch.source), past(touch.how), self.title(target));
        if !self.part(touch.locus, touch.interval, touch.doubt, said) {
            return false;
        }
        match self.instrument(touch.source) {
            Ok(_) => touch.provision.is_none_or(|provision| self.version_stands(touch.source, provision)),
            // What was repealed does not revive when the repealing law itself goes (General Clauses Act 1897, section 6).
            Err(Why::Ended(_) | Why::Lapsed(_)) => touch.how == Touches::Repeals,
            Err(Why::Touched { how: "displaced" | "repealed", .. }) => touch.how == Touches::Repeals,
            Err(_) => false,
        }
    }

    fn version_stands(&self, position: usize, number: usize) -> bool {
        let version = &self.index.corpus.instruments[position].provisions[number];
        version.interval.contains(self.day) != Truth::No && version.scope.includes_place(&self.place.id)
    }

    fn why(&self, touch: &Touch<'c>) -> Why {
        let by = &self.index.corpus.instruments[touch.source];
        let since = touch.interval.from.or_else(|| {
            let there = by.extent.iter().find(|extent| extent.places.contains(&self.place.id));
            there.and_then(|extent| match extent.from {
                Commencement::On(from) => from,
                Commencement::Pending(_) => None,
            })
        });
        Why::Touched { how: past(touch.how), by: by.id.clone(), since }
    }

    fn versions(
        &self,
        position: usize,
        instrument: &'c Instrument,
        standing: &Standing,
        held: &mut Vec<Held<'c>>,
        excluded: &mut Vec<Exclusion>,
    ) {
        let first = held.len();
        for (at, provision) in instrument.provisions.iter().enumerate() {
            let mut exclude = |why| excluded.push(Exclusion { instrument: position, provision: Some(at), why });
            if !provision.scope.includes_place(&self.place.id) {
                exclude(Why::OtherVersion);
                continue;
            }
            let locus = Locus::Version { instrument: position, provision: at };
            let said = || instrument.cite(&provision.section);
            let grounds: Vec<&Ground> = standing
                .grounds
                .iter()
                .filter(|ground| {
                    if ground.text_of == self.day {
                        self.part(locus, provision.interval, provision.doubt.as_ref(), said)
                    } else {
                        provision.interval.contains(ground.text_of) != Truth::No
                    }
                })
                .collect();
            if grounds.is_empty() {
                exclude(match (provision.interval.from, provision.interval.to) {
                    (Some(from), _) if self.day < from.earliest() => Why::NotYet(from),
                    (_, Some(to)) if self.day >= to.earliest() => Why::Ended(to),
                    _ => Why::Doubtful(provision.doubt.as_ref().map(|doubt| doubt.why.clone()).unwrap_or_default()),
                });
                continue;
            }
            let mut cuts = standing.cuts.clone();
            let mut gone = None;
            for touch in self.index.touches(position) {
                let Some(section) = &touch.section else {
                    continue;
                };
                if section_within(&provision.section, section) && self.acts(position, touch) {
                    if touch.scope.is_everyone_there() {
                        gone = Some(self.why(touch));
                        break;
                    }
                    cuts.push(touch.scope.clone());
                }
            }
            match gone {
                Some(why) => exclude(why),
                None => {
                    for ground in grounds {
                        let scope = ground.scope.and(&Scope { places: Vec::new(), ..provision.scope.clone() });
                        held.push(Held { instrument, position, provision, at, scope, cuts: cuts.clone() });
                    }
                }
            }
        }
        shadow(position, first, held, excluded);
    }
}

/// A version for one place, or for some people, shadows the general version of its section there, or for them.
fn shadow(position: usize, first: usize, held: &mut Vec<Held<'_>>, excluded: &mut Vec<Exclusion>) {
    let special: Vec<(String, Scope)> = held[first..]
        .iter()
        .filter(|held| !held.provision.scope.is_everyone())
        .map(|held| (held.provision.section.clone(), Scope { places: Vec::new(), ..held.provision.scope.clone() }))
        .collect();
    let mut at = first;
    while at < held.len() {
        let version = held[at].provision;
        let mut shadowed = false;
        if version.scope.is_everyone() {
            for (_, scope) in special.iter().filter(|(section, _)| *section == version.section) {
                if scope.is_everyone() {
                    shadowed = true;
                } else {
                    held[at].cuts.push(scope.clone());
                }
            }
        }
        if shadowed {
            excluded.push(Exclusion { instrument: position, provision: Some(held[at].at), why: Why::OtherVersion });
            held.remove(at);
        } else {
            at += 1;
        }
    }
}

fn past(how: Touches) -> &'static str {
    match how {
        Touches::Displaces(Basis::StruckDown) => "struck down",
        Touches::Displaces(_) => "displaced",
        Touches::Repeals => "repealed",
        Touches::Suspends => "suspended",
    }
}
