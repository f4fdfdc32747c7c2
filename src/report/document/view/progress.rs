//! What became of the law between two days.

use serde::Serialize;

use crate::assess::Status;
use crate::compare::{Moved, Progress, Started, Step};
use crate::corpus::Corpus;
use crate::report::progress::no_instrument;

use super::findings::anchor;
use super::in_words;
use super::topics::capitalised;

/// Two days, and the road between them.
#[derive(Debug, Serialize)]
pub struct ProgressPart {
    /// The first day.
    pub from: String,
    /// The second day.
    pub to: String,
    /// The first day, for people.
    pub from_day: String,
    /// The second day, for people.
    pub to_day: String,
    /// Met now, not then.
    pub gained: Vec<MovedView>,
    /// Met then, not now.
    pub lost: Vec<MovedView>,
    /// Better without being met.
    pub bettered: Vec<MovedView>,
    /// Worse without having been met.
    pub worsened: Vec<MovedView>,
    /// Known on one of the days only: neither better nor worse.
    pub known_once: Vec<MovedView>,
    /// As before.
    pub unchanged: usize,
    /// Places that did not exist on both days, and what became of them.
    pub left_out: Vec<(String, Option<String>)>,
    /// What began in between.
    pub started: Vec<StartedView>,
    /// Place by place: gained, lost, bettered, worsened.
    pub places: Vec<PlaceMoved>,
}

/// How a place moved.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PlaceMoved {
    pub place: String,
    pub gained: usize,
    pub lost: usize,
    pub bettered: usize,
    pub worsened: usize,
}

/// A requirement that came out otherwise on the second day.
#[derive(Debug, Serialize)]
pub struct MovedView {
    /// Where it stands in the document.
    pub anchor: String,
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// Its weight.
    pub weight: u8,
    /// Its topic, as shown.
    pub topic: String,
    /// The topic's id.
    pub topic_id: String,
    /// The place.
    pub place: String,
    /// The place's name.
    pub place_name: String,
    /// On the first day.
    pub before: Status,
    /// On the second.
    pub after: Status,
    /// The instruments that did it.
    pub by: Vec<String>,
    /// The sections.
    pub provisions: Vec<String>,
    /// Whether either answer hangs on a doubt.
    pub doubtful: bool,
}

/// An instrument that began.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct StartedView {
    pub day: String,
    pub places: Vec<String>,
    pub title: String,
}

/// From a comparison of two days.
pub fn progress(found: &Progress<'_>, started: &[Started<'_>], corpus: &Corpus) -> ProgressPart {
    let moved = |list: &[Moved<'_>]| list.iter().map(|moved| moved_view(moved, corpus)).collect::<Vec<_>>();
    let changed = |step: Step| {
        let list = found.changed.iter().filter(|moved| moved.step() == step);
        list.map(|moved| moved_view(moved, corpus)).collect::<Vec<_>>()
    };
    let (bettered, worsened, known_once) = (changed(Step::Better), changed(Step::Worse), changed(Step::Unknown));
    let (gained, lost) = (moved(&found.gained), moved(&found.lost));
    let mut places: Vec<PlaceMoved> = Vec::new();
    for jurisdiction in &corpus.jurisdictions {
        let of = |list: &[MovedView]| list.iter().filter(|moved| moved.place == jurisdiction.id).count();
        let own = PlaceMoved {
            place: jurisdiction.name.clone(),
            gained: of(&gained),
            lost: of(&lost),
            bettered: of(&bettered),
            worsened: of(&worsened),
        };
        if own.gained + own.lost + own.bettered + own.worsened > 0 {
            places.push(own);
        }
    }
    let short = |id: &String| corpus.jurisdiction(id).map_or_else(|| id.clone(), |place| place.short.clone());
    ProgressPart {
        from: found.from.to_string(),
        to: found.to.to_string(),
        from_day: in_words(found.from),
        to_day: in_words(found.to),
        gained,
        lost,
        bettered,
        worsened,
        known_once,
        unchanged: found.unchanged,
        left_out: found
            .left_out
            .iter()
            .map(|place| {
                let successor = place.successor.as_deref().and_then(|id| corpus.jurisdiction(id));
                (place.name.clone(), successor.map(|place| place.name.clone()))
            })
            .collect(),
        started: started
            .iter()
            .map(|entry| StartedView {
                day: entry.day.to_string(),
                places: entry.places.iter().map(short).collect(),
                title: entry.instrument.title.clone(),
            })
            .collect(),
        places,
    }
}

fn moved_view(moved: &Moved<'_>, corpus: &Corpus) -> MovedView {
    let title = |id| corpus.instrument(id).map(|instrument| instrument.short_title().to_owned());
    MovedView {
        anchor: anchor(&["finding", &moved.requirement.id, &moved.place.id]),
        requirement: moved.requirement.id.clone(),
        text: moved.requirement.text.clone(),
        weight: moved.requirement.weight,
        topic: capitalised(&corpus.words.label(&moved.requirement.topic)),
        topic_id: moved.requirement.topic.id().to_owned(),
        place: moved.place.id.clone(),
        place_name: moved.place.name.clone(),
        before: moved.from,
        after: moved.to,
        by: match moved.by.is_empty() {
            true => vec![no_instrument(moved)],
            false => moved.by.iter().filter_map(title).collect(),
        },
        provisions: moved.provisions.clone(),
        doubtful: moved.doubtful,
    }
}
