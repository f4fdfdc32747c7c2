//! What became of the law between two days. The yardstick is that of the later day.

use jiff::civil::Date;

use crate::assess::{Assessor, Evidence, Finding, Role, Status};
use crate::law::{LawInForce, LawIndex};
use crate::model::{Commencement, Instrument, InstrumentId, Jurisdiction, PartialDate, Requirement, Word};

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
    /// Places that did not exist on both days.
    pub left_out: Vec<&'c Jurisdiction>,
}

impl Moved<'_> {
    /// Whether the law protects more on the second day.
    pub fn is_better(&self) -> bool {
        self.to > self.from
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
    let mut found =
        Progress { from, to, gained: Vec::new(), lost: Vec::new(), changed: Vec::new(), unchanged: 0, left_out };
    for place in &both {
        let (then, now) = (LawInForce::of(index, place, from), LawInForce::of(index, place, to));
        let of_place = |list: &'_ [Finding<'c>], at: usize| list[at].place.id == place.id;
        for at in (0..before.len()).filter(|at| of_place(&before, *at)) {
            let (first, second) = (&before[at], &after[at]);
            if first.status == second.status {
                found.unchanged += 1;
                continue;
            }
            let (by, provisions) = agents(first, second, &then, &now);
            let moved = Moved {
                requirement: first.requirement,
                place,
                from: first.status,
                to: second.status,
                by,
                provisions,
                doubtful: !first.doubts.is_empty() || !second.doubts.is_empty(),
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

/// The instruments and provisions by which two findings differ: evidence that holds on one of the days only.
fn agents(
    first: &Finding<'_>,
    second: &Finding<'_>,
    then: &LawInForce<'_>,
    now: &LawInForce<'_>,
) -> (Vec<InstrumentId>, Vec<String>) {
    let mut by: Vec<InstrumentId> = Vec::new();
    let mut provisions: Vec<String> = Vec::new();
    let mut add = |id: &InstrumentId, citation: Option<&str>| {
        if !by.contains(id) {
            by.push(id.clone());
        }
        if let Some(citation) = citation
            && !provisions.iter().any(|known| known == citation)
        {
            provisions.push(citation.to_owned());
        }
    };
    for (finding, own, other) in [(first, then, now), (second, now, then)] {
        for evidence in finding.evidence().into_iter().filter(|evidence| evidence.role != Role::Shown) {
            for held in held(own, evidence) {
                let same = |other: &&crate::law::Held<'_>| std::ptr::eq(other.provision, held.provision);
                if other.held.iter().any(|other| same(&other)) {
                    continue;
                }
                // A new version is the work of what brought it.
                add(held.provision.by.as_ref().unwrap_or(&held.instrument.id), Some(&evidence.citation));
                for exclusion in other.excluded.iter().filter(|exclusion| exclusion.instrument == held.position) {
                    if let crate::law::Why::Touched { by, .. } = &exclusion.why
                        && exclusion.provision.is_none_or(|at| at == held.at)
                    {
                        add(by, None);
                    }
                }
            }
        }
    }
    by.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    provisions.sort();
    (by, provisions)
}

fn held<'l, 'c>(law: &'l LawInForce<'c>, evidence: &Evidence) -> Vec<&'l crate::law::Held<'c>> {
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
            let here: Vec<String> =
                extent.places.iter().filter(|place| places.contains(&place.as_str())).cloned().collect();
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
