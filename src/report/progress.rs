//! `progress`: what became of the law between two days.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::Status;
use crate::compare::{MetOn, Moved, Progress, Started, Step};
use crate::corpus::Corpus;

use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// Which way a finding moved.
fn way(moved: &Moved<'_>) -> String {
    let doubt = if moved.doubtful { "*" } else { "" };
    format!("{} -> {}{doubt}", moved.from.id(), moved.to.id())
}

fn by(moved: &Moved<'_>, corpus: &Corpus) -> String {
    let titles: Vec<&str> =
        moved.by.iter().filter_map(|id| corpus.instrument(id)).map(|instrument| instrument.short_title()).collect();
    match titles.len() {
        0 => no_instrument(moved),
        1..=3 => titles.join("; "),
        n => format!("{}; and {} more", titles[..3].join("; "), n - 3),
    }
}

/// What is said where no instrument did it: what is not known is no change of the law.
pub fn no_instrument(moved: &Moved<'_>) -> String {
    match (moved.from, moved.to, moved.doubts.first()) {
        (_, Status::Unknown, None) => "not known on the second day: nobody has looked since".to_owned(),
        (Status::Unknown, _, None) => "not known on the first day".to_owned(),
        (_, _, Some(doubt)) => format!("a doubt: {doubt}"),
        (_, _, None) => "no single instrument".to_owned(),
    }
}

/// One row a change: what was gained first, then what was lost, then the rest.
pub fn progress_rows(progress: &Progress<'_>, corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["Place", "Change", "W", "Requirement", "By"]);
    rows.widths = vec![Fixed(11), Fixed(12), Fixed(1), Share(9), Share(9)];
    for moved in progress.gained.iter().chain(&progress.lost).chain(&progress.changed) {
        rows.push(vec![
            moved.place.name.clone(),
            way(moved),
            moved.requirement.weight.to_string(),
            moved.requirement.text.clone(),
            by(moved, corpus),
        ]);
    }
    rows
}

/// The instruments that began between the days, the oldest first.
pub fn started_rows(started: &[Started<'_>], corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["From", "Where", "Instrument"]);
    rows.widths = vec![Fixed(10), Share(2), Share(4)];
    rows.compact = true;
    for entry in started {
        let names: Vec<String> = entry
            .places
            .iter()
            .map(|id| corpus.jurisdiction(id).map_or(id.clone(), |place| place.short.clone()))
            .collect();
        rows.push(vec![entry.day.to_string(), names.join(", "), entry.instrument.title.clone()]);
    }
    rows
}

/// A curve in eight steps, one sign a year; `top` is the highest step, so that curves can be laid side by side.
fn sparkline(values: &[usize], top: usize) -> String {
    const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let top = top.max(1);
    values.iter().map(|value| STEPS[((value * (STEPS.len() - 1) + top / 2) / top).min(STEPS.len() - 1)]).collect()
}

/// The road of one place: what it met at the end of the first year and on the last day, and what is met there whatever the doubts.
pub fn curve_line(met: &MetOn<'_>, curve: &[usize], top: usize, forward: bool) -> String {
    let (start, end) = (curve.first().copied().unwrap_or(0), curve.last().copied().unwrap_or(0));
    let sure = if forward { met.to } else { met.from };
    format!("{:<22} met {start:>3} {} {end:<3} ({sure} whatever the doubts)", met.place.name, sparkline(curve, top))
}

/// What a reader of the curves must know: of which days they are, and that they leave doubts aside where `gaps` does not.
pub fn curves_legend(first: i16, last: Date) -> String {
    format!(
        "Requirements met at the end of each year from {first}, the last on {last}, doubts left aside; in brackets those met on {last} whatever the doubts, which is the count of `gaps` and of what is gained and lost.",
    )
}

/// A line to say aloud.
pub fn progress_headline(progress: &Progress<'_>, corpus: &Corpus) -> String {
    let of = |step: Step| progress.changed.iter().filter(|moved| moved.step() == step).count();
    let left_out: Vec<String> = progress
        .left_out
        .iter()
        .map(|place| {
            let successor = place.successor.as_deref().and_then(|id| corpus.jurisdiction(id));
            let successor = successor.map(|place| format!(", now part of {}", place.name)).unwrap_or_default();
            format!("{} (did not exist on both days{successor})", place.name)
        })
        .collect();
    let left_out = if left_out.is_empty() { String::new() } else { format!(" Left out: {}.", left_out.join("; ")) };
    format!(
        "From {} to {}, by the standards of the later day, place by place: {} findings gained (met now), {} lost, {} bettered and {} worsened without being met or lost, {} known on one of the days only, {} as before.{left_out} From {}. * hangs on a doubt.",
        progress.from,
        progress.to,
        progress.gained.len(),
        progress.lost.len(),
        of(Step::Better),
        of(Step::Worse),
        of(Step::Unknown),
        progress.unchanged,
        corpus.stamp(progress.to.max(progress.from)),
    )
}

fn moved_json(moved: &Moved<'_>) -> Value {
    let by: Vec<&str> = moved.by.iter().map(|id| id.as_str()).collect();
    json!({
        "requirement": moved.requirement.id, "topic": moved.requirement.topic.id(), "weight": moved.requirement.weight,
        "jurisdiction": moved.place.id, "from": moved.from, "to": moved.to, "step": moved.step(), "by": by, "provisions": moved.provisions, "doubtful": moved.doubtful, "doubts": moved.doubts,
    })
}

/// The documented object of `progress --format json`.
pub fn progress_json(progress: &Progress<'_>, started: &[Started<'_>], corpus: &Corpus) -> Value {
    let list = |list: &[Moved<'_>]| list.iter().map(moved_json).collect::<Vec<_>>();
    let left_out: Vec<&str> = progress.left_out.iter().map(|place| place.id.as_str()).collect();
    let timeline: Vec<Value> = started
        .iter()
        .map(|entry| json!({ "from": entry.day.to_string(), "jurisdictions": entry.places, "instrument": entry.instrument.id.as_str(), "title": entry.instrument.title }))
        .collect();
    let met: serde_json::Map<String, Value> =
        progress.met.iter().map(|met| (met.place.id.clone(), json!({ "from": met.from, "to": met.to }))).collect();
    json!({
        "from": progress.from.to_string(), "to": progress.to.to_string(), "corpus": corpus.version,
        "seen_up_to": corpus.seen(), "met": met,
        "gained": list(&progress.gained), "lost": list(&progress.lost), "changed": list(&progress.changed),
        "unchanged": progress.unchanged, "left_out": left_out, "timeline": timeline,
    })
}
