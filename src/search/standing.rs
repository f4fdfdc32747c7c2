//! When and where each text holds, for every day at once.
//!
//! A search must say what is in force without loading the law, on whatever day is asked. So the index keeps stretches of days, computed by the law room itself: a text's standing
//! can change only on a day named by its own instrument or by one that touches it (or touches that one, and so on), so each instrument is weighed once for each of those days and each place it was ever
//! extended to, and what held on one such day holds until the next.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::law::{LawIndex, Weighed, weigh};
use crate::model::{Commencement, Instrument, Interval, Jurisdiction, PartialDate};

use super::sheet::{Stretch, day_number};

/// Before anything the corpus knows.
const BEGINNING: Date = Date::constant(1700, 1, 1);

/// Numbers the places of a corpus.
pub fn place_number(corpus: &Corpus, id: &str) -> Option<u8> {
    corpus.jurisdictions.iter().position(|place| place.id == id).and_then(|at| u8::try_from(at).ok())
}

/// The stretches of an instrument and of each of its provisions.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Of the instrument as a whole.
    pub whole: Vec<Stretch>,
    /// Of each version of a provision, by its position.
    pub provisions: Vec<Vec<Stretch>>,
}

/// The days of a partial date on which something can change.
fn days_of(date: PartialDate) -> [Date; 2] {
    [date.earliest(), date.latest()]
}

fn ends(interval: Interval) -> impl Iterator<Item = Date> {
    interval.from.into_iter().chain(interval.to).flat_map(days_of)
}

/// The days an instrument itself names for what it does and where it holds.
fn own_days(instrument: &Instrument) -> BTreeSet<Date> {
    let mut days = BTreeSet::from([BEGINNING]);
    for extent in &instrument.extent {
        if let Commencement::On(Some(from)) = extent.from {
            days.extend(days_of(from));
        }
        days.extend(extent.to.into_iter().flat_map(days_of));
    }
    days.extend(instrument.lapses.iter().flat_map(|lapse| days_of(lapse.date)));
    days.extend(instrument.provisions.iter().flat_map(|provision| ends(provision.interval)));
    days
}

/// For each instrument, every day on which its standing can change: its own days, and those of whatever touches it, through any number of steps.
fn change_days(index: &LawIndex<'_>) -> Vec<BTreeSet<Date>> {
    let instruments = &index.corpus.instruments;
    let mut days: Vec<BTreeSet<Date>> = instruments.iter().map(own_days).collect();
    for (position, own) in days.iter_mut().enumerate() {
        own.extend(index.touches(position).iter().flat_map(|touch| ends(touch.interval)));
    }
    // Chains are short (a judgment on a judgment on an ordinance); a round that adds nothing ends it, circles included.
    let mut grows = true;
    while grows {
        grows = false;
        for position in 0..instruments.len() {
            for touch in index.touches(position) {
                let more: Vec<Date> = days[touch.source].difference(&days[position]).copied().collect();
                grows |= !more.is_empty();
                days[position].extend(more);
            }
        }
    }
    days
}

/// When and where every text of the corpus holds.
pub fn held(corpus: &Corpus) -> Vec<Held> {
    let index = LawIndex::new(corpus);
    let days = change_days(&index);
    let mut questions: BTreeMap<(u8, Date), Vec<usize>> = BTreeMap::new();
    for (position, instrument) in corpus.instruments.iter().enumerate() {
        for (number, place) in corpus.jurisdictions.iter().enumerate() {
            if instrument.extent.iter().any(|extent| extent.places.contains(&place.id)) {
                for day in &days[position] {
                    questions.entry((u8::try_from(number).unwrap_or(u8::MAX), *day)).or_default().push(position);
                }
            }
        }
    }
    let questions: Vec<((u8, Date), Vec<usize>)> = questions.into_iter().collect();
    let answers: Vec<(u8, Date, Vec<usize>, Weighed<'_>)> = questions
        .into_par_iter()
        .filter_map(|((number, day), only)| {
            let place = corpus.jurisdictions.get(usize::from(number))?;
            let weighed = weigh(&index, place, day, &only);
            Some((number, day, only, weighed))
        })
        .collect();
    // What holds on each day asked about: (instrument, version or whole, place) and the days.
    let mut holding: HashMap<(usize, Option<usize>, u8), BTreeSet<Date>> = HashMap::new();
    for (number, day, only, weighed) in &answers {
        for position in only {
            let gone =
                |exclusion: &&crate::law::Exclusion| exclusion.instrument == *position && exclusion.provision.is_none();
            if !weighed.excluded.iter().any(|exclusion| gone(&exclusion)) {
                holding.entry((*position, None, *number)).or_default().insert(*day);
            }
        }
        for held in &weighed.held {
            holding.entry((held.position, Some(held.at), *number)).or_default().insert(*day);
        }
    }
    let mut found: Vec<Held> = corpus
        .instruments
        .iter()
        .map(|instrument| Held { whole: Vec::new(), provisions: vec![Vec::new(); instrument.provisions.len()] })
        .collect();
    for ((position, version, number), on) in holding {
        let (Some(place), held) = (corpus.jurisdictions.get(usize::from(number)), &mut found[position]) else {
            continue;
        };
        let stretches = stretches(&days[position], &on, number, place);
        match version {
            None => held.whole.extend(stretches),
            Some(at) => held.provisions[at].extend(stretches),
        }
    }
    for held in &mut found {
        held.whole.sort();
        held.provisions.iter_mut().for_each(|stretches| stretches.sort());
    }
    found
}

/// The days asked about on which something holds, as stretches within the life of the place.
fn stretches(days: &BTreeSet<Date>, on: &BTreeSet<Date>, number: u8, place: &Jurisdiction) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut days = days.iter().peekable();
    while let Some(day) = days.next() {
        if !on.contains(day) {
            continue;
        }
        let from = day_number(*day);
        let to = days.peek().map_or(u32::MAX, |next| day_number(**next));
        match found.last_mut().filter(|last| last.to == from) {
            Some(last) => last.to = to,
            None => found.push(Stretch { place: number, from, to }),
        }
    }
    clipped(found, place.life)
}

/// Stretches within an interval.
pub fn clipped(stretches: Vec<Stretch>, life: Interval) -> Vec<Stretch> {
    let first = life.from.map_or(0, |from| day_number(from.earliest()));
    let last = life.to.map_or(u32::MAX, |to| day_number(to.latest()));
    stretches
        .into_iter()
        .map(|stretch| Stretch { from: stretch.from.max(first), to: stretch.to.min(last), ..stretch })
        .filter(|stretch| stretch.from < stretch.to)
        .collect()
}

/// An interval in these places, as stretches.
pub fn interval_in(places: impl IntoIterator<Item = u8>, interval: Interval) -> Vec<Stretch> {
    let whole = places.into_iter().map(|place| Stretch { place, from: day_number(BEGINNING), to: u32::MAX }).collect();
    clipped(whole, interval)
}
