//! One thing that a bag of words asks for: what is said, what is meant by it, its other names.
//!
//! How well a document has it is a share of the thing's weight: its rules carry the word of the vocabulary, or the name stands in its heading, or less in its text. So a rule on the matter comes before a text
//! that has a rare word in passing.

use rustc_hash::FxHashSet;

use super::asked::Asked;
use super::cues::cue;
use super::name;
use super::plan::{Planner, best_of, stems};
use super::saying::SaidIn;
use super::text::{Spoken, is_stop_word};

/// Names of one thing that are also looked for in texts; more would only bring noise.
const MOST_SYNONYMS: usize = 16;
/// What the rarest word weighs at most: a word of one document is no better than one of ten.
const HEAVIEST: f32 = 5.0;
/// What the commonest word weighs at least, and what a thing that the vocabulary knows.
const LIGHTEST: f32 = 2.0;
const LIGHTEST_NAMED: f32 = 2.5;

/// What stands for a whole, by its share of the weight.
mod share {
    /// All words of a name, apart.
    pub const APART: f32 = 0.8;
    /// The words of a name one by one.
    pub const PARTS: f32 = 0.7;
    /// The name that the vocabulary gives it.
    pub const LABEL: f32 = 0.9;
    /// Another name of the thing.
    pub const SYNONYM: f32 = 0.6;
    /// A topic of the law a text belongs to.
    pub const WHOLE_LAW: f32 = 0.7;
    /// What goes by a synonym rather than by its own name.
    pub const BYNAME: f32 = 0.9;
    /// One of many things that a rule names.
    pub const AMONG: f32 = 0.7;
    /// A broader word of the vocabulary: a ban of all of it bans this.
    pub const BROADER: f32 = 0.5;
    /// A word of which whoever asks should be told too.
    pub const NEAR: f32 = 0.35;
    /// A heading that is the name and nothing else.
    pub const HEADING: f32 = 0.25;
    /// What is added for every further way in which a document has it.
    pub const MORE: f32 = 0.1;
    /// Of how often and in how short a text the words stand.
    pub const OFTEN: f32 = 0.08;
}

impl Planner<'_> {
    /// One thing that is looked for: the words themselves, what goes by that name, and that thing's other names. `None` when nothing has any of it.
    pub(super) fn group(&mut self, words: &[Spoken], called: &[String], next: Option<&Spoken>) -> Option<Asked> {
        let telling: Vec<&Spoken> = words.iter().filter(|word| words.len() == 1 || !is_stop_word(&word.word)).collect();
        self.meaning.stems.extend(telling.iter().map(|word| word.stem.clone()));
        let weight = self.weight(&telling, called);
        let mut ways = self.said(words, &telling, weight);
        ways.extend(next.map(|next| self.joined(&words[0], next, weight)).into_iter().flatten());
        // Names that several things go by are looked for once, for the first of them.
        let mut said =
            FxHashSet::from_iter([words.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")]);
        for (class, word) in strongest_first(called) {
            self.meaning.conduct |= matches!(class, "act" | "activity");
            self.meaning.community_asked |= class == "community";
            self.meaning.body_asked |= class == "body" && !called.iter().any(|word| word.starts_with("setting:"));
            // "Thana lock-up" names one setting twice, and asks for it once.
            if !self.used.insert(word.clone()) {
                continue;
            }
            let own = if self.is_own_name(word, &telling) { 1.0 } else { share::BYNAME };
            // Where no deed is named, a topic stands for the laws on it.
            let whole_law = class == "topic" && !called.iter().any(|word| word.starts_with("act:"));
            let strength = own * if whole_law { share::WHOLE_LAW } else { self.strength(class) };
            ways.extend(self.concept(word, strength * weight));
            let broader = self.lexicon.one(&format!("broader:{word}")).filter(|word| self.says_something(class, word));
            ways.extend(broader.and_then(|broader| self.concept(broader, share::BROADER * strength * weight)));
            for near in self.lexicon.all(&format!("near:{word}")) {
                ways.extend(self.concept(&near, share::NEAR * strength * weight));
            }
            ways.extend(self.synonyms(word, strength * weight, &mut said));
        }
        let found = best_of(ways, share::MORE)?;
        let heading = self.headed(&telling, called, share::HEADING * weight);
        Some(if heading.is_empty() { found } else { with(found, best_of(heading, 0.0)) })
    }

    /// The documents whose heading is the name that was said, or that of the deed or body it stands for, and nothing else.
    fn headed(&mut self, telling: &[&Spoken], called: &[String], score: f32) -> Vec<Asked> {
        let said: Vec<&str> = telling.iter().map(|word| word.stem.as_str()).collect();
        let is_deed = |word: &&String| ["act:", "activity:", "body:"].iter().any(|class| word.starts_with(class));
        let mut names: Vec<String> = Vec::new();
        // A heading such as "Bail" stands in many laws, and says nothing of whose.
        if called.is_empty() || called.iter().any(|word| is_deed(&word)) {
            names.push(said.join(" "));
        }
        for word in called.iter().filter(is_deed) {
            let label = name::names(self.lexicon, word).next();
            names.extend(label.map(|label| label.heading().collect::<Vec<_>>().join(" ")));
        }
        names.sort_unstable();
        names.dedup();
        let tags = names.into_iter().map(|name| format!("heading:{name}")).filter(|tag| self.has_tag(tag));
        tags.map(|tag| self.tag(&tag).flat(score)).collect()
    }

    /// Whether the words stand in the name that the vocabulary gives a thing, and not only in one of its others.
    fn is_own_name(&self, word: &str, telling: &[&Spoken]) -> bool {
        let label = name::names(self.lexicon, word).next();
        label.is_some_and(|label| telling.iter().all(|said| label.stems().any(|own| own == said.stem)))
    }

    /// Whether a broader word says what a narrower one is; "anyone" and "everywhere" do not.
    fn says_something(&self, class: &str, broader: &str) -> bool {
        matches!(class, "act" | "setting" | "actor") && self.weight_of(self.frequency(self.fields.tag, broader)) > 3.0
    }

    /// How closely a word of this class stands for the names it goes by. Who asks for an age means the definition that a law makes for its purpose.
    fn strength(&self, class: &str) -> f32 {
        if class == "purpose" && self.meaning.wishes.age { 0.9 } else { strength(class) }
    }

    /// How much the thing says: the rarer its words the more, a name of several words more than one word, a deed more than whoever does it.
    fn weight(&self, telling: &[&Spoken], called: &[String]) -> f32 {
        let subject = telling.iter().filter(|word| cue(&word.word).is_none());
        let rarest = subject.map(|word| self.stem_frequency(&word.stem)).filter(|count| *count > 0).min();
        let rare = rarest
            .map_or(HEAVIEST, |count| self.weight_of(count))
            .clamp(if called.is_empty() { LIGHTEST } else { LIGHTEST_NAMED }, HEAVIEST);
        let several = (1.0 + 0.25 * (telling.len() as f32 - 1.0)).min(1.5);
        let is = |classes: &[&str]| {
            let class = |word: &String| classes.contains(&word.split(':').next().unwrap_or_default());
            called.iter().any(class)
        };
        let role = if is(&["act", "activity", "body"]) {
            1.3
        } else if is(&["actor", "community"]) && !is(&["topic", "proceeding", "entitlement", "body"]) {
            0.75
        } else if called.is_empty() {
            0.7
        } else {
            1.0
        };
        rare * several * role
    }

    /// The words as they were said: in order, apart, and in part.
    fn said(&mut self, words: &[Spoken], telling: &[&Spoken], weight: f32) -> Vec<Asked> {
        let mut ways = Vec::new();
        if let [word] = telling {
            let exact = best_of(self.text(&[word], weight), share::MORE);
            let often = self.together(&[word], share::OFTEN);
            return exact.map(|way| with(way, often)).into_iter().collect();
        }
        ways.extend(self.in_a_row(words, weight));
        ways.extend(self.text(telling, share::APART * weight));
        ways.extend(self.parts(words, weight));
        ways
    }

    /// The words in their order, at most one other among them, a way for each field.
    pub(super) fn in_a_row(&self, words: &[Spoken], weight: f32) -> Vec<Asked> {
        // Who says a name of the vocabulary is known; of other words the positions tell.
        if let Some(mut said) = self.who_says(words) {
            let texts = self.fields.texts().into_iter();
            let fields = texts.map(|(field, found)| (std::mem::take(&mut said[field.field_id() as usize]), found));
            let fields = fields.filter(|(documents, _)| !documents.is_empty());
            return fields.map(|(documents, found)| Asked::Documents(documents, weight * fit(found))).collect();
        }
        let fields = self.fields_with(stems(words)).into_iter();
        let way = |(field, found)| Some(self.ordered(field, stems(words), 1)?.flat(weight * fit(found)));
        fields.filter_map(way).collect()
    }

    /// Who says these words as a name of the vocabulary; `None` where they are none.
    fn who_says(&self, words: &[Spoken]) -> Option<SaidIn> {
        let joined = stems(words).collect::<Vec<_>>().join(" ");
        let word = self.lexicon.one(&format!("called:{joined}"))?;
        let name = name::names(self.lexicon, word).find(|name| name.joined() == joined)?;
        Some(name.number().map(|number| self.said.documents(number)).unwrap_or_default())
    }

    /// The parts of a name, each a shorter name or a word, with what goes by it: the more of them the better.
    fn parts(&mut self, words: &[Spoken], weight: f32) -> Option<Asked> {
        let mut parts: Vec<Asked> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = (words.len() - at).min(words.len() - 1);
            let (length, called) = self.called(&words[at..at + most]);
            let part = &words[at..at + length];
            at += length;
            let telling: Vec<&Spoken> = part.iter().filter(|word| !is_stop_word(&word.word)).collect();
            if telling.iter().all(|word| cue(&word.word).is_some()) {
                continue;
            }
            let weight = share::PARTS * weight * length as f32 / words.len() as f32;
            let mut ways = self.text(&telling, weight);
            for (class, named) in strongest_first(&called) {
                ways.extend(self.concept(named, weight * strength(class)));
                ways.extend(self.synonyms(named, weight * strength(class), &mut FxHashSet::default()));
            }
            parts.extend(best_of(ways, 0.0));
        }
        (!parts.is_empty()).then_some(Asked::Any(parts))
    }

    /// All of these words in one field, a way for each field.
    fn text(&self, words: &[&Spoken], weight: f32) -> Vec<Asked> {
        let fields = self.fields_with(words.iter().map(|word| word.stem.as_str()));
        let way = |(field, found)| Some(self.all_in(field, words)?.flat(weight * fit(found)));
        fields.into_iter().filter_map(way).collect()
    }

    /// What says something beside the subject, or a word that every law carries: it orders hits.
    pub(super) fn light(&self, words: &[&Spoken], weight: f32) -> Option<Asked> {
        best_of(self.text(words, weight), share::MORE)
    }

    /// Two words written as one: "breast feeding" is also "breastfeeding".
    fn joined(&mut self, word: &Spoken, next: &Spoken, weight: f32) -> Vec<Asked> {
        let stem = self.reader.key(&format!("{}{}", word.word, next.word));
        if self.stem_frequency(&stem) == 0 {
            return Vec::new();
        }
        self.meaning.stems.insert(stem.clone());
        self.text(&[&Spoken { stem, ..word.clone() }], weight)
    }

    /// The documents whose rules carry a word of the vocabulary; a word that many carry says little.
    fn concept(&self, word: &str, score: f32) -> Option<Asked> {
        let frequency = self.frequency(self.fields.tag, word);
        let score = score.min(1.5 * self.weight_of(frequency));
        if frequency == 0 {
            return None;
        }
        let among = format!("among:{word}");
        let all = |score: f32| self.tag(word).flat(score);
        if !self.has_tag(&among) {
            return Some(all(score));
        }
        let must_not = vec![self.tag(&among)];
        let chiefly = Asked::All { must: vec![self.tag(word)], should: Vec::new(), must_not };
        best_of(vec![all(share::AMONG * score), chiefly.flat(score)], 0.0)
    }

    /// What speaks of a word of the vocabulary, by its label, and the deed of the same name; who only carries the word is not meant.
    pub(super) fn named(&mut self, word: &str) -> Option<Asked> {
        self.labelled(word, |other| other != word)
    }

    /// What a word of the vocabulary stands for, as if its label were said.
    pub(super) fn stands_for(&mut self, word: &str) -> Option<Asked> {
        self.labelled(word, |_| true)
    }

    fn labelled(&mut self, word: &str, is_meant: impl Fn(&str) -> bool) -> Option<Asked> {
        let label = self.lexicon.one(&format!("word:{word}"))?;
        let spoken = self.reader.plain(label);
        let called: Vec<String> = self.called(&spoken).1.into_iter().filter(|word| is_meant(word)).collect();
        self.group(&spoken, &called, None)
    }

    /// The other names of a word of the vocabulary, looked for in the texts. How rare they are says nothing of how well they fit.
    fn synonyms(&mut self, word: &str, score: f32, known: &mut FxHashSet<String>) -> Vec<Asked> {
        let mut found: Vec<Asked> = Vec::new();
        for (at, name) in name::names(self.lexicon, word).take(MOST_SYNONYMS).enumerate() {
            // The label comes first.
            let score = score * if at == 0 { share::LABEL } else { share::SYNONYM };
            let stems = name.joined();
            if name.is_vague() || known.contains(&*stems) {
                continue;
            }
            known.insert(stems.into_owned());
            // In order, for a name of several words is a name: "brick kiln", not a brick and somewhere a kiln.
            let Some(number) = name.number() else {
                continue;
            };
            self.meaning.stems.extend(name.telling().map(str::to_owned));
            let mut said = self.said.documents(number);
            for (field, weight) in self.fields.texts() {
                let documents = std::mem::take(&mut said[field.field_id() as usize]);
                found.extend((!documents.is_empty()).then(|| Asked::Documents(documents, score * fit(weight))));
            }
        }
        found
    }
}

/// How well a word in a field of this weight fits: in the heading wholly.
fn fit(weight: f32) -> f32 {
    weight / 2.0
}

/// A way, and something that adds to it.
fn with(way: Asked, more: Option<Asked>) -> Asked {
    match more {
        Some(more) => Asked::All { must: vec![way], should: vec![more], must_not: Vec::new() },
        None => way,
    }
}

/// The words of the vocabulary that go by a name, each with its class, those that stand for it most closely first.
fn strongest_first(called: &[String]) -> Vec<(&str, &String)> {
    let mut words: Vec<(&str, &String)> =
        called.iter().map(|word| (word.split(':').next().unwrap_or_default(), word)).collect();
    words.sort_by(|a, b| strength(b.0).total_cmp(&strength(a.0)));
    words
}

/// How closely a word of this class stands for the names it goes by. A topic's synonyms are its parts: vani and ghag are both harmful practices, and neither is the other.
fn strength(class: &str) -> f32 {
    match class {
        "sector" | "function" | "purpose" => 0.3,
        "topic" | "law-family" => 0.4,
        "act" | "activity" | "search" => 1.0,
        "actor" | "proceeding" | "entitlement" | "body" | "setting" | "sanction" => 0.9,
        _ => 0.7,
    }
}
