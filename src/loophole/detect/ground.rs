//! The law on the ground: steps not taken, bodies that do not work. No record is unknown, never a loophole.

use crate::model::{Institution, MilestoneState, RuleBody, StateOfBody, Truth};

use super::{Hit, Scene};
use crate::loophole::find::{Stand, binds};

/// Laws in force for which a record says that a step was not taken by that day.
pub fn milestone_not_reached<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let (law, words) = (scene.law, scene.law.words());
    let mut hits = Vec::new();
    let mut seen = Vec::new();
    for held in law.held.iter().filter(|held| binds(held.instrument)) {
        if seen.contains(&held.position) {
            continue;
        }
        seen.push(held.position);
        for asked in &scene.options.milestones {
            let records = || {
                held.instrument.implementation.iter().filter(|record| {
                    words.is_within(&record.milestone, asked)
                        && (record.places.is_empty() || record.places.contains(&law.place.id))
                })
            };
            let known = records().filter(|record| record.date.is_none_or(|date| date.earliest() <= law.day));
            let latest = known.max_by_key(|record| record.date.map(|date| date.latest()));
            let done_later = || {
                let mut later = records().filter(|record| record.state == MilestoneState::Done);
                later.find_map(|record| record.date.filter(|date| date.earliest() > law.day))
            };
            let (says, note, verified) = match latest {
                Some(record) if matches!(record.state, MilestoneState::NotDone | MilestoneState::Partly) => {
                    let partly = if record.state == MilestoneState::Partly { "only partly: " } else { "not done: " };
                    (format!("{partly}{}", words.label(asked)), Some(record.note.clone()), record.verified)
                }
                None => match done_later() {
                    Some(date) => (format!("not yet: {}, only in {date}", words.label(asked)), None, None),
                    None => continue,
                },
                _ => continue,
            };
            let mut stand = Stand::whole(held.instrument, says);
            stand.verified = verified.unwrap_or(stand.verified);
            let notes = note.into_iter().filter(|note| !note.is_empty()).collect();
            hits.push(Hit { stands: vec![stand], notes });
        }
    }
    hits
}

/// Bodies on which a law in force rests and which, by their recorded lives, did not work on that day.
pub fn body_not_working<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let law = scene.law;
    let mut hits = Vec::new();
    for rule in scene.among() {
        let RuleBody::Institution(own) = &*rule.body else {
            continue;
        };
        let founded = |body: &&Institution| {
            let here = body.places.is_empty()
                || body.places.contains(&law.place.id)
                || body.places.contains(&rule.instrument.enacted_by);
            here && match &body.founded_by {
                Some(founder) => {
                    founder.instrument == rule.instrument.id && body.body.as_ref().is_none_or(|word| *word == own.body)
                }
                None => body.body.as_ref() == Some(&own.body),
            }
        };
        let bodies: Vec<&Institution> = law.corpus.institutions.iter().filter(founded).collect();
        let on_day = |body: &Institution| {
            body.states.iter().find(|state| state.interval.contains(law.day) == Truth::Yes).map(|state| state.state)
        };
        // Where one such body works, the others may be its branches.
        if bodies.iter().any(|body| on_day(body) == Some(StateOfBody::Constituted)) {
            continue;
        }
        // Records name single bodies, not all of a kind: that one came late does not show that none was there.
        let idle = bodies.iter().find_map(|body| match on_day(body) {
            Some(StateOfBody::Vacant) => Some(format!("{} stands empty", body.name)),
            Some(StateOfBody::Abolished) => Some(format!("{} was abolished", body.name)),
            _ => None,
        });
        if let Some(note) = idle {
            hits.push(scene.hit(&[rule], Some(note)));
        }
    }
    hits
}
