//! Loopholes in where and whether laws stand: dead references, laws never commenced, lapsed or not extended.

use crate::law::{Exclusion, RuleInForce, Why};
use crate::model::{FieldValue, Instrument, Kind, RelationWord, RuleBody, Truth, Word};

use super::{Hit, Scene};
use crate::loophole::find::{Stand, binds};

/// How many other places must have a law before its lack is called a place left out.
const PLACES_WITH_LAW: usize = 2;

fn ended(why: &Why) -> Option<String> {
    match why {
        Why::Ended(day) => Some(format!("ended on {day}")),
        Why::Lapsed(day) => Some(format!("lapsed on {day}")),
        Why::Touched { how, by, since } if *how != "suspended" => {
            let since = since.map(|day| format!(" since {day}")).unwrap_or_default();
            Some(format!("{how} by {by}{since}"))
        }
        _ => None,
    }
}

/// Rules that refer to a law which has ceased in the place.
pub fn stale_reference<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    const POINTING: [&str; 4] = ["subject_to", "supplies", "from", "overrides"];
    let mut hits = Vec::new();
    for rule in scene.among() {
        // A law that repeals or displaces another speaks of what it ends.
        if matches!(&*rule.body, RuleBody::Relation(own) if matches!(own.word, RelationWord::Repeals | RelationWord::Displaces | RelationWord::Suspends))
        {
            continue;
        }
        let targets = POINTING.iter().filter_map(|key| match rule.body.field(key) {
            Some(FieldValue::Refs(refs)) => Some(refs),
            _ => None,
        });
        for target in targets.flatten() {
            let position = scene.law.corpus.position(&target.instrument);
            let gone = scene.law.excluded.iter().find_map(|exclusion| {
                (Some(exclusion.instrument) == position && exclusion.provision.is_none())
                    .then(|| ended(&exclusion.why).map(|how| (exclusion, how)))
                    .flatten()
            });
            if let Some((exclusion, how)) = gone {
                let dead = &scene.law.corpus.instruments[exclusion.instrument];
                hits.push(scene.hit(&[rule], Some(format!("{}: {how}", dead.short_title()))));
            }
        }
    }
    hits
}

fn whole<'c>(scene: &Scene<'_, 'c>, exclusion: &Exclusion) -> &'c Instrument {
    &scene.law.corpus.instruments[exclusion.instrument]
}

/// Laws that were passed and do not hold yet.
pub fn passed_not_commenced<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let mut hits = Vec::new();
    for exclusion in scene.law.excluded.iter().filter(|exclusion| exclusion.provision.is_none()) {
        let instrument = whole(scene, exclusion);
        let passed = instrument.passed.is_none_or(|day| day.latest() <= scene.law.day);
        let says = match &exclusion.why {
            Why::Pending(upon) => format!("passed, in force only upon {upon}"),
            Why::NotYet(from) => format!("passed, in force only from {from}"),
            _ => continue,
        };
        if passed && binds(instrument) && instrument.passed.is_some() && instrument.judgment.is_none() {
            hits.push(Hit { stands: vec![Stand::whole(instrument, says)], notes: Vec::new() });
        }
    }
    hits
}

/// Ordinances that lapsed and that no later law of the same family, or on the same topics, has replaced.
pub fn lapsed<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let mut hits = Vec::new();
    for exclusion in scene.law.excluded.iter().filter(|exclusion| exclusion.provision.is_none()) {
        let instrument = whole(scene, exclusion);
        let (Why::Lapsed(on), Kind::Ordinance) = (&exclusion.why, instrument.kind) else {
            continue;
        };
        let replaced = scene.law.held.iter().map(|held| held.instrument).any(|other| {
            let common = |own: &[Word], other: &[Word]| own.iter().any(|word| other.contains(word));
            let akin = common(&instrument.topics, &other.topics)
                && (instrument.family.is_empty() || common(&instrument.family, &other.family));
            akin && binds(other) && other.kind != Kind::Judgment && other.passed > instrument.passed
        });
        if !replaced {
            let says = format!("lapsed on {on}, and nothing has taken its place");
            hits.push(Hit { stands: vec![Stand::whole(instrument, says)], notes: Vec::new() });
        }
    }
    hits
}

/// Laws that leave out a part of the place, or a community in it.
pub fn part_left_out<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let words = scene.law.words();
    let mut hits: Vec<Hit<'c>> = Vec::new();
    let mut seen = Vec::new();
    for rule in scene.among().filter(|rule| rule.provision.scope.is_everyone()) {
        if seen.contains(&rule.position) {
            continue;
        }
        seen.push(rule.position);
        let grounds: Vec<_> = scene
            .law
            .held
            .iter()
            .filter(|held| held.position == rule.position && held.provision.scope.is_everyone())
            .collect();
        let covered = |word: &Word| {
            grounds.iter().any(|held| {
                let parts = &held.scope.parts;
                let out = held.scope.except.as_ref().map_or(&[][..], |except| &except.parts);
                words.reaches(parts, word) && !out.iter().any(|out| words.is_within(word, out))
            })
        };
        let out: Vec<&Word> = grounds
            .iter()
            .filter_map(|held| held.scope.except.as_ref())
            .flat_map(|except| except.parts.iter().chain(&except.communities))
            .filter(|word| !covered(word))
            .collect();
        if let Some(first) = out.first() {
            let says = format!("does not reach {}", words.label(first));
            hits.push(Hit { stands: vec![Stand::whole(rule.instrument, says)], notes: Vec::new() });
        }
    }
    hits
}

/// Topics on which other places have a law like those looked at, and this place, which was surveyed, has none.
pub fn place_left_out<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let corpus = scene.law.corpus;
    let mut hits = Vec::new();
    let looked_at = |law: &'_ crate::law::LawInForce<'c>, topic: &Word| -> Option<&'c Instrument> {
        let among = scene.options.among.as_ref();
        let own = |rule: &&RuleInForce<'c>| binds(rule.instrument) && rule.instrument.judgment.is_none();
        let rules = law.rules.iter().filter(own);
        rules
            .filter(|rule| rule.instrument.topics.contains(topic))
            .find(|rule| among.is_none_or(|among| law.matches(rule, among)))
            .map(|rule| rule.instrument)
    };
    for entry in corpus.words.of_class(crate::model::Class::Topic) {
        let topic = &entry.word;
        let surveyed = corpus.surveys.iter().any(|survey| {
            survey.topic == *topic
                && survey.except.is_empty()
                && survey.places.contains(&scene.law.place.id)
                && survey.interval.contains(scene.law.day) == Truth::Yes
        });
        if !surveyed || looked_at(scene.law, topic).is_some() {
            continue;
        }
        let others: Vec<&'c Instrument> = scene.laws.iter().filter_map(|law| looked_at(law, topic)).collect();
        if let (true, Some(first)) = (others.len() >= PLACES_WITH_LAW, others.first()) {
            let says = format!("does not extend here, and no other law on {} does", entry.label);
            let note = format!("{} other places have a law on {}", others.len(), entry.label);
            hits.push(Hit { stands: vec![Stand::whole(first, says)], notes: vec![note] });
        }
    }
    hits
}
