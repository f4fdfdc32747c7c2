//! What a person calls the harm, and what the vocabulary calls it.

use crate::corpus::Corpus;
use crate::model::{Class, LeafKind, RuleBody, Vocabulary, Word, WordEntry};

/// How many words are offered in place of an unknown one.
const OFFERED: usize = 6;

/// A harm, resolved to acts and topics of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Harm {
    /// As it was said.
    pub said: String,
    /// How it is shown.
    pub label: String,
    /// The acts it names: of a topic those that its requirements ask about.
    pub acts: Vec<Word>,
    /// Of a topic, the acts that go by its very name: they are meant before the others.
    pub chief: Vec<Word>,
    /// The topics it names.
    pub topics: Vec<Word>,
    /// Whether it named a topic as a whole rather than an act.
    pub is_topic: bool,
}

/// A harm that no word of the vocabulary names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHarm {
    /// The nearest words, with their labels.
    pub near: Vec<(String, String)>,
}

impl Harm {
    /// The harm a person means: an act, activity or topic by its id, label or synonym.
    ///
    /// # Errors
    /// When nothing goes by that name; the nearest words are named.
    pub fn named(corpus: &Corpus, said: &str) -> Result<Self, UnknownHarm> {
        let asked = plain(said);
        let acts = corpus.words.of_class(Class::Act);
        let topics = corpus.words.of_class(Class::Topic);
        let by_name = |entry: &&&WordEntry| plain(entry.word.id()) == asked || plain(&entry.label) == asked;
        let by_synonym = |entry: &&&WordEntry| entry.synonyms.iter().any(|synonym| plain(synonym) == asked);
        let words = |found: Vec<&&WordEntry>| -> Vec<Word> { found.iter().map(|entry| entry.word.clone()).collect() };
        let named_topics = words(topics.iter().filter(by_name).collect());
        let mut found = words(acts.iter().filter(by_synonym).collect());
        if let Some(entry) = acts.iter().find(by_name) {
            // Who says begging may mean the child that begs or whoever makes it beg.
            found.retain(|act| *act != entry.word);
            found.insert(0, entry.word.clone());
            let label = corpus.words.labels(&found);
            let (topics, chief) = (named_topics, Vec::new());
            return Ok(Self { said: said.to_owned(), label, acts: found, chief, topics, is_topic: false });
        }
        for activity in
            corpus.words.of_class(Class::Activity).iter().filter(|entry| by_name(entry) || by_synonym(entry))
        {
            let sets = acts.iter().filter(|entry| entry.age_of.as_ref() == Some(&activity.word));
            found.extend(sets.map(|entry| entry.word.clone()));
        }
        let is_topic = !named_topics.is_empty();
        let chief = if is_topic { found.clone() } else { Vec::new() };
        let topics = if is_topic { named_topics } else { words(topics.iter().filter(by_synonym).collect()) };
        if is_topic || found.is_empty() {
            found.extend(topics.iter().flat_map(|topic| topic_acts(corpus, topic)));
        }
        found.sort();
        found.dedup();
        if found.is_empty() && topics.is_empty() {
            return Err(UnknownHarm { near: near(&asked, acts.iter().chain(&corpus.words.of_class(Class::Topic))) });
        }
        let named = if is_topic { &topics } else { &found };
        let label = corpus.words.labels(if named.is_empty() { &topics } else { named });
        Ok(Self { said: said.to_owned(), label, acts: found, chief, topics, is_topic })
    }
}

/// How near an act of the law is to the harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The act, or a form of it.
    Same,
    /// A wider act that takes it in.
    Wider,
    /// Another act, of which whoever asks should be told too.
    Near,
}

/// How near an act of the law is to any of the harms; `None` where it has nothing to do with them.
pub fn closeness(words: &Vocabulary, harms: &[Harm], act: &Word) -> Option<Closeness> {
    let each = harms.iter().flat_map(|harm| &harm.acts);
    each.filter_map(|own| {
        if words.is_within(act, own) {
            Some(Closeness::Same)
        } else if words.is_within(own, act) {
            Some(Closeness::Wider)
        } else {
            words.is_near(own, act).then_some(Closeness::Near)
        }
    })
    .min()
}

/// The acts of a topic: those that the tests of its requirements read; where no requirement asks, those that the laws chiefly on it punish or forbid.
fn topic_acts(corpus: &Corpus, topic: &Word) -> Vec<Word> {
    let mut found = Vec::new();
    for leaf in corpus
        .requirements()
        .filter(|requirement| requirement.topic == *topic)
        .flat_map(|requirement| requirement.test.leaves())
    {
        match &leaf.kind {
            LeafKind::Offence(leaf) => found.extend(leaf.act.iter().chain(&leaf.includes).cloned()),
            LeafKind::Prohibits(leaf) => found.extend(leaf.act.iter().cloned()),
            LeafKind::MinimumAge(leaf) => {
                let entries = corpus.words.entries().filter(|entry| entry.age_of.as_ref() == Some(&leaf.of));
                found.extend(entries.map(|entry| entry.word.clone()));
            }
            _ => {}
        }
    }
    if found.is_empty() {
        let of_topic = corpus
            .instruments
            .iter()
            .filter(|instrument| instrument.judgment.is_none() && instrument.topics.first() == Some(topic));
        for rule in of_topic.flat_map(|instrument| &instrument.provisions).flat_map(|provision| &provision.rules) {
            match rule.body() {
                RuleBody::Offence(offence) => found.extend(offence.act.iter().cloned()),
                RuleBody::Prohibition(ban) => found.extend(ban.act.iter().cloned()),
                _ => {}
            }
        }
    }
    found
}

/// A name without case, hyphens and the plural's s, so that "Brick kilns" finds "brick-kiln".
fn plain(name: &str) -> String {
    let spaced = name.to_lowercase().replace(['-', '_'], " ");
    let words: Vec<&str> =
        spaced.split_whitespace().map(|word| if word.len() > 3 { word.trim_end_matches('s') } else { word }).collect();
    words.join(" ")
}

/// The words nearest to a name that nothing goes by: a name spelt all but alike, or one that has every word that was said. None is better than a wrong one.
fn near<'e>(asked: &str, entries: impl Iterator<Item = &'e &'e WordEntry>) -> Vec<(String, String)> {
    let said: Vec<&str> = asked.split_whitespace().filter(|word| !is_of_every_harm(word)).collect();
    let mut found: Vec<(usize, &WordEntry)> = entries
        .filter_map(|entry| {
            let names = [entry.word.id(), &entry.label].into_iter().map(|name| (name, true));
            // One word of many in a by-name may be anything: who says suicide does not mean a suicide jacket.
            let by_names = entry.synonyms.iter().map(|name| (name.as_str(), said.len() > 1));
            let far = names.chain(by_names).filter_map(|(name, in_part)| {
                let name = plain(name);
                slips(asked, &name).or_else(|| strangeness(&said, &name).filter(|_| in_part))
            });
            far.min().map(|far| (far, *entry))
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.word.cmp(&b.1.word)));
    let mut offered: Vec<(String, String)> = Vec::new();
    for (_, entry) in found {
        if !offered.iter().any(|(id, _)| id == entry.word.id()) {
            offered.push((entry.word.id().to_owned(), entry.label.clone()));
        }
    }
    offered.truncate(OFFERED);
    offered
}

/// How strange a name is that has every word that was said; `None` where it lacks one.
fn strangeness(said: &[&str], name: &str) -> Option<usize> {
    let own: Vec<&str> = name.split_whitespace().collect();
    let each: Option<Vec<usize>> =
        said.iter().map(|word| own.iter().filter_map(|own| slips(word, own)).min()).collect();
    // The more a name says beside what was said, the stranger it is.
    each.filter(|each| !each.is_empty()).map(|each| each.iter().sum::<usize>() + own.len())
}

/// How many slips of the pen make one word of another: at most one in five letters, none in a short word, and never the first letter.
fn slips(said: &str, meant: &str) -> Option<usize> {
    let far = strsim::osa_distance(said, meant);
    (far == 0 || (far <= said.chars().count() / 5 && said.chars().next() == meant.chars().next())).then_some(far)
}

/// A word that is in the name of every harm, or in none, says nothing of which.
fn is_of_every_harm(word: &str) -> bool {
    word.chars().count() <= 2 || matches!(word, "the" | "and" | "for" | "child" | "children")
}
