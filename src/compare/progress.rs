//! What became of the law between two days. The yardstick is that of the later day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::assess::{Assessor, Element, Evidence, Finding, Role, Status};
use crate::law::{Exclusion, Held, LawInForce, LawIndex, Why};
use crate::model::{Commencement, Instrument, InstrumentId, Jurisdiction, PartialDate, Provision, Requirement, Word};

use super::step::Step;

/// A requirement whose status in a place is another on the second day.
pub struct Moved<'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// The place.
    pub place: &'c Jurisdiction,
    /// On the first day.
    pub from: Status,
    /// On the second.
    pub to: Status,
    /// The instruments that did it: those among the evidence of either day that hold on one of the two only, and what took others away.
    pub by: Vec<InstrumentId>,
    /// The provisions that are new or gone, as cited.
    pub provisions: Vec<String>,
    /// Whether either answer hangs on a doubt.
    pub doubtful: bool,
    /// On which.
    pub doubts: Vec<String>,
}

/// What changed between two days.
pub struct Progress<'c> {
    /// The first day.
    pub from: Date,
    /// The second day.
    pub to: Date,
    /// Met now, not then.
    pub gained: Vec<Moved<'c>>,
    /// Met then, not now.
    pub lost: Vec<Moved<'c>>,
    /// Any other change of status.
    pub changed: Vec<Moved<'c>>,
    /// How many stand as they stood.
    pub unchanged: usize,
    /// What each place met on the two days, as `gaps` counts it: each doubt taken the less protective way.
    pub met: Vec<MetOn<'c>>,
    /// Places that did not exist on both days.
    pub left_out: Vec<&'c Jurisdiction>,
}

/// How many requirements a place met on two days.
pub struct MetOn<'c> {
    /// The place.
    pub place: &'c Jurisdiction,
    /// On the first day.
    pub from: usize,
    /// On the second.
    pub to: usize,
}

impl Moved<'_> {
    /// Which way it moved; a step from or into ignorance is neither better nor worse.
    pub fn step(&self) -> Step {
        Step::between(self.from, self.to).unwrap_or(Step::Unknown)
    }
}

/// Compares the findings of two days. Run backwards it gives the mirror image.
pub fn progress<'c>(
    index: &LawIndex<'c>,
    places: &[&'c Jurisdiction],
    requirements: &[&'c Requirement],
    from: Date,
    to: Date,
) -> Progress<'c> {
    let yardstick = from.max(to);
    let (both, left_out): (Vec<&Jurisdiction>, Vec<&Jurisdiction>) =
        places.iter().copied().partition(|place| place.exists_on(from) && place.exists_on(to));
    let on = |day| Assessor::new(index, day).measured_by(yardstick).findings(&both, requirements);
    let (before, after) = (on(from), on(to));
    let mut found = Progress {
        from,
        to,
        gained: Vec::new(),
        lost: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        met: Vec::new(),
        left_out,
    };
    for place in &both {
        let met = |list: &[Finding<'_>]| {
            list.iter().filter(|finding| finding.place.id == place.id && finding.status == Status::Met).count()
        };
        found.met.push(MetOn { place, from: met(&before), to: met(&after) });
        let (then, now) = (LawInForce::of(index, place, from), LawInForce::of(index, place, to));
        let of_place = |list: &'_ [Finding<'c>], at: usize| list[at].place.id == place.id;
        for at in (0..before.len()).filter(|at| of_place(&before, *at)) {
            let (first, second) = (&before[at], &after[at]);
            if first.status == second.status {
                found.unchanged += 1;
                continue;
            }
            // Who did it is asked of the earlier and the later day, whichever way the question runs.
            let (by, provisions) =
                if from <= to { agents(first, second, &then, &now) } else { agents(second, first, &now, &then) };
            let moved = Moved {
                requirement: first.requirement,
                place,
                from: first.status,
                to: second.status,
                by,
                provisions,
                doubtful: !first.doubts.is_empty() || !second.doubts.is_empty(),
                doubts: doubts(first, second),
            };
            match (moved.from, moved.to) {
                (_, Status::Met) => found.gained.push(moved),
                (Status::Met, _) => found.lost.push(moved),
                _ => found.changed.push(moved),
            }
        }
    }
    found
}

/// What two answers hang on, once each, in an order that does not tell which was asked first.
fn doubts(first: &Finding<'_>, second: &Finding<'_>) -> Vec<String> {
    let causes = first.doubts.iter().chain(&second.doubts).map(|doubt| doubt.cause.clone());
    causes.collect::<BTreeSet<String>>().into_iter().collect()
}

/// The instruments by which the later finding differs from the earlier one: those that brought evidence which did not hold before, and those that took evidence away.
/// Only points that come out otherwise count, and what decides them; where no instrument is found there, whatever else is new or gone.
fn agents(
    earlier: &Finding<'_>,
    later: &Finding<'_>,
    then: &LawInForce<'_>,
    now: &LawInForce<'_>,
) -> (Vec<InstrumentId>, Vec<String>) {
    let decides = |evidence: &&Evidence| evidence.role != Role::Shown;
    let (gone, come) = (moved_points(earlier, later), moved_points(later, earlier));
    // Where something was met, in part at least, and a conflict came, only what contradicts made it worse.
    if later.status == Status::Conflict && matches!(earlier.status, Status::Partial | Status::Met) {
        let against = |evidence: &&Evidence| evidence.role == Role::Against;
        let worse = credited(std::iter::empty(), come.iter().copied().filter(against), then, now);
        if !worse.0.is_empty() {
            return worse;
        }
    }
    let first = credited(gone.into_iter().filter(decides), come.into_iter().filter(decides), then, now);
    if !first.0.is_empty() {
        return first;
    }
    let (gone, come) = (earlier.evidence(), later.evidence());
    let second = credited(gone.iter().copied().filter(decides), come.iter().copied().filter(decides), then, now);
    if !second.0.is_empty() { second } else { credited(gone.into_iter(), come.into_iter(), then, now) }
}

/// What the points of one finding rest on that come out otherwise in the other, or are not asked there.
fn moved_points<'f>(finding: &'f Finding<'_>, other: &Finding<'_>) -> Vec<&'f Evidence> {
    let same = |element: &&Element| {
        other.elements.iter().any(|other| other.what == element.what && other.outcome == element.outcome)
    };
    finding.elements.iter().filter(|element| !same(element)).flat_map(|element| &element.evidence).collect()
}

/// Who brought what came and took away what went, and the provisions that came or went.
fn credited<'f>(
    gone: impl Iterator<Item = &'f Evidence>,
    come: impl Iterator<Item = &'f Evidence>,
    then: &LawInForce<'_>,
    now: &LawInForce<'_>,
) -> (Vec<InstrumentId>, Vec<String>) {
    let mut by: BTreeSet<InstrumentId> = BTreeSet::new();
    let mut provisions: BTreeSet<String> = BTreeSet::new();
    let is_in = |law: &LawInForce<'_>, version: &Held<'_>| {
        law.held.iter().any(|other| std::ptr::eq(other.provision, version.provision))
    };
    for evidence in come {
        for version in held(now, evidence).into_iter().filter(|version| !is_in(then, version)) {
            provisions.insert(evidence.citation.clone());
            // A law that is new did it itself; a new version of an older law, adapted or not, is the work of what brought it.
            let older = version.instrument.passed.is_some_and(|passed| passed.latest() < then.day);
            let adapted = older && version.provision.by.is_some();
            if !stood(then, version) && !adapted {
                by.insert(version.instrument.id.clone());
            }
            by.extend(version.provision.by.clone());
            by.extend(writer(version, then, now));
        }
    }
    for evidence in gone {
        for version in held(then, evidence).into_iter().filter(|version| !is_in(now, version)) {
            provisions.insert(evidence.citation.clone());
            by.extend(takers(version, now));
            // A version that ended because the next one began.
            let next = now.held.iter().filter(|other| {
                other.position == version.position && other.provision.section == version.provision.section
            });
            by.extend(next.filter_map(|next| next.provision.by.clone()));
        }
    }
    (by.into_iter().collect(), provisions.into_iter().collect())
}

/// Who first wrote a section that was not there on the earlier day, where a later hand has changed it since.
fn writer(version: &Held<'_>, then: &LawInForce<'_>, now: &LawInForce<'_>) -> Option<InstrumentId> {
    let same = |provision: &Provision| provision.section == version.provision.section;
    if then.held.iter().any(|held| held.position == version.position && same(held.provision)) {
        return None;
    }
    let between = |provision: &&Provision| {
        let here = provision.scope.places.is_empty() || provision.scope.places.contains(&now.place.id);
        let from = provision.interval.from.map(|from| from.earliest());
        same(provision) && here && from.is_some_and(|from| from > then.day && from <= now.day)
    };
    let first = version.instrument.provisions.iter().filter(between).min_by_key(|provision| provision.interval.from);
    first.and_then(|provision| provision.by.clone())
}

/// Whether the instrument of a version stood in a place already, with other sections if not with this one.
fn stood(law: &LawInForce<'_>, version: &Held<'_>) -> bool {
    let silent = |exclusion: &Exclusion| exclusion.instrument == version.position && exclusion.provision.is_some();
    law.held.iter().any(|other| other.position == version.position) || law.excluded.iter().any(silent)
}

/// What took a version away by the later day; where its extent is known to have ended, the law that ends it there.
fn takers(version: &Held<'_>, now: &LawInForce<'_>) -> Vec<InstrumentId> {
    let concerns = |exclusion: &&Exclusion| {
        exclusion.instrument == version.position && exclusion.provision.is_none_or(|at| at == version.at)
    };
    let mut found = Vec::new();
    for exclusion in now.excluded.iter().filter(concerns) {
        match &exclusion.why {
            Why::Touched { by, .. } => found.push(by.clone()),
            Why::Ended(_) => {
                let ends = |other: &&Instrument| {
                    other.displaces.iter().any(|displaced| displaced.instrument == version.instrument.id)
                        && now.held.iter().any(|held| held.instrument.id == other.id)
                };
                found.extend(now.corpus.instruments.iter().filter(ends).map(|other| other.id.clone()));
            }
            _ => {}
        }
    }
    found
}

fn held<'l, 'c>(law: &'l LawInForce<'c>, evidence: &Evidence) -> Vec<&'l Held<'c>> {
    law.held
        .iter()
        .filter(|held| held.instrument.id == evidence.instrument && held.provision.section == evidence.section)
        .collect()
}

/// An instrument that began in a place.
pub struct Started<'c> {
    /// When.
    pub day: PartialDate,
    /// Where.
    pub places: Vec<String>,
    /// What.
    pub instrument: &'c Instrument,
}

/// The instruments on some topics that began in some places after the first day and up to the second, the oldest first.
pub fn started<'c>(index: &LawIndex<'c>, places: &[&str], topics: &[Word], from: Date, to: Date) -> Vec<Started<'c>> {
    let mut found: Vec<Started<'c>> = Vec::new();
    for instrument in &index.corpus.instruments {
        let on_topic = topics.is_empty() || instrument.topics.iter().any(|topic| topics.contains(topic));
        if !on_topic || instrument.kind == crate::model::Kind::Bill {
            continue;
        }
        let mut days: Vec<(PartialDate, Vec<String>)> = Vec::new();
        for extent in &instrument.extent {
            let Commencement::On(Some(day)) = extent.from else { continue };
            // What is presumed not to hold did not begin, and what goes on there does not begin again.
            if extent.doubt.as_ref().is_some_and(|doubt| !doubt.presumed_in) {
                continue;
            }
            let goes_on = |place: &str| {
                instrument.extent.iter().any(|other| {
                    other.places.iter().any(|own| own == place)
                        && matches!(other.from, Commencement::On(from) if from.is_none_or(|from| from < day))
                })
            };
            let here: Vec<String> = extent
                .places
                .iter()
                .filter(|place| places.contains(&place.as_str()) && !goes_on(place))
                .cloned()
                .collect();
            if here.is_empty() || day.latest() <= from || day.earliest() > to {
                continue;
            }
            match days.iter_mut().find(|(known, _)| *known == day) {
                Some((_, known)) => known.extend(here),
                None => days.push((day, here)),
            }
        }
        found.extend(days.into_iter().map(|(day, places)| Started { day, places, instrument }));
    }
    found.sort_by_key(|started| (started.day, started.instrument.id.as_str().to_owned()));
    found
}

/// How many requirements a place met at the end of each year, doubts left aside: the curve of its road.
pub fn met_by_year<'c>(
    index: &LawIndex<'c>,
    place: &'c Jurisdiction,
    requirements: &[&'c Requirement],
    years: std::ops::RangeInclusive<i16>,
    yardstick: Date,
) -> Vec<(i16, usize, usize)> {
    use rayon::prelude::*;
    let count = |year: i16| {
        let day = Date::new(year, 12, 31).unwrap_or(yardstick).min(yardstick);
        if !place.exists_on(day) {
            return (year, 0, 0);
        }
        let statuses = Assessor::new(index, day).measured_by(yardstick).statuses(place, requirements);
        let met = statuses.iter().filter(|status| **status == Status::Met).count();
        let partly = statuses.iter().filter(|status| **status == Status::Partial).count();
        (year, met, partly)
    };
    years.collect::<Vec<i16>>().into_par_iter().map(count).collect()
}
