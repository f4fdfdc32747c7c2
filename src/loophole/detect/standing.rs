//! Loopholes in where and whether laws stand: dead references, laws never commenced, lapsed or not extended.

use crate::law::{Exclusion, LawInForce, Locus, Why};
use crate::model::{Class, FieldValue, Instrument, Kind, RelationWord, RuleBody, Truth, Word};

use super::{Hit, Scene};
use crate::loophole::find::{Stand, binds};

/// How many other places must have a law before its lack is called a place left out.
const PLACES_WITH_LAW: usize = 2;

/// After how many years a later beginning is no longer a late commencement.
const YEARS_TO_COMMENCE: i16 = 10;

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
        let Some(passed) = instrument.passed.map(|day| day.latest()).filter(|passed| *passed <= scene.law.day) else {
            continue;
        };
        let says = match &exclusion.why {
            Why::Pending(upon) => format!("passed, in force only upon {upon}"),
            // A law carried to a place long after it was passed was not waiting for its commencement.
            Why::NotYet(from) if from.earliest().year() - passed.year() <= YEARS_TO_COMMENCE => {
                format!("passed, in force only from {from}")
            }
            _ => continue,
        };
        if binds(instrument) && instrument.kind != Kind::Bill && instrument.judgment.is_none() {
            hits.push(Hit { stands: vec![Stand::whole(instrument, says)], notes: Vec::new() });
        }
    }
    hits
}

/// Ordinances that lapsed and that no later law of the same family, or on the same topics, has replaced; and those that may have lapsed.
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
    // One that is taken to live on may have lapsed all the same.
    for point in &scene.law.doubts {
        let Locus::Lapse { instrument } = point.locus else {
            continue;
        };
        let instrument = &scene.law.corpus.instruments[instrument];
        let holds = scene.law.held.iter().any(|held| std::ptr::eq(held.instrument, instrument));
        if let (true, Kind::Ordinance, Some(lapse)) = (holds, instrument.kind, &instrument.lapses) {
            let stand = Stand::whole(instrument, format!("may have lapsed on {}", lapse.date));
            let why = lapse.doubt.as_ref().map(|doubt| doubt.why.clone());
            hits.push(Hit { stands: vec![stand], notes: why.into_iter().collect() });
        }
    }
    hits
}

/// Laws that a place made and that leave out a part of it, or a community in it.
pub fn part_left_out<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let words = scene.law.words();
    let mut hits: Vec<Hit<'c>> = Vec::new();
    let mut seen = Vec::new();
    for rule in scene.among().filter(|rule| rule.provision.scope.is_everyone()) {
        if seen.contains(&rule.position) || rule.instrument.enacted_by != scene.law.place.id {
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

/// Families of law that other places have and this place, surveyed for the topic, has not.
pub fn place_left_out<'c>(scene: &Scene<'_, 'c>) -> Vec<Hit<'c>> {
    let corpus = scene.law.corpus;
    let among = scene.options.among.as_ref();
    let looked_at = |law: &LawInForce<'c>| -> Vec<&'c Instrument> {
        let binding = law.rules.iter().filter(|rule| binds(rule.instrument) && rule.instrument.judgment.is_none());
        let looked_at = binding.filter(|rule| among.is_none_or(|among| law.matches(rule, among)));
        let mut laws: Vec<&Instrument> = looked_at.map(|rule| rule.instrument).collect();
        laws.dedup_by(|one, other| std::ptr::eq(*one, *other));
        laws
    };
    let of_family = |laws: &[&'c Instrument], family: &Word| -> Option<&'c Instrument> {
        laws.iter().copied().find(|law| law.family.contains(family))
    };
    let everywhere: Vec<Vec<&Instrument>> = scene.laws.iter().map(looked_at).collect();
    let here = looked_at(scene.law);
    let surveyed = |topic: &Word| {
        corpus.surveys.iter().any(|survey| {
            survey.topic == *topic
                && survey.except.is_empty()
                && survey.places.contains(&scene.law.place.id)
                && survey.interval.contains(scene.law.day) == Truth::Yes
        })
    };
    let mut hits = Vec::new();
    for entry in corpus.words.of_class(Class::LawFamily) {
        let mut others: Vec<&'c Instrument> =
            everywhere.iter().filter_map(|laws| of_family(laws, &entry.word)).collect();
        others.dedup_by_key(|instrument| instrument.id.clone());
        let known = others.first().and_then(|law| law.topics.first()).is_some_and(surveyed);
        if others.len() < PLACES_WITH_LAW || !known || of_family(&here, &entry.word).is_some() {
            continue;
        }
        let says = format!("{}: there, and none here", entry.label);
        let stands = others.iter().map(|law| Stand::whole(law, says.clone())).collect();
        hits.push(Hit { stands, notes: vec![format!("no {} of its own", entry.label)] });
    }
    hits
}
