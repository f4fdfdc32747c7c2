//! One thing that a bag of words asks for: what is said, what is meant by it, and what a misspelt word was to be.

use std::collections::HashSet;

use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur};

use super::plan::{Asked, Planner, best_of};
use super::suggest::meant;
use super::text::{Spoken, is_stop_word};

/// Names of one thing that are also looked for in texts; more would only bring noise.
const MOST_SYNONYMS: usize = 12;
/// What the rarest word weighs at most: a word of one document is no better than one of three.
const HEAVIEST: f32 = 7.0;

impl Planner<'_> {
    /// One thing that is looked for, a group for each of its words: the word itself, or what goes by the whole name, or that thing's other names. So a part of a name finds something too, and a
    /// synonym of the whole counts as all its words.
    pub(super) fn group(&mut self, words: &[Spoken], called: &[String], next: Option<&Spoken>) -> Vec<Asked> {
        let telling: Vec<&Spoken> = words.iter().filter(|word| words.len() == 1 || !is_stop_word(&word.word)).collect();
        self.meaning.stems.extend(telling.iter().map(|word| word.stem.clone()));
        let frequencies: Vec<u64> = telling.iter().map(|word| self.stem_frequency(&word.stem)).collect();
        let is_said = frequencies.iter().all(|frequency| *frequency > 0);
        if let ([word], false, true) = (telling.as_slice(), is_said, called.is_empty()) {
            return self.correction(word);
        }
        let mut groups = Vec::new();
        for (word, frequency) in telling.iter().zip(frequencies) {
            let weight = self.weight_of(frequency).min(HEAVIEST);
            let mut branches: Vec<Asked> = self.together(&[word], 1.0).into_iter().collect();
            branches.extend(next.and_then(|next| self.joined(word, next)));
            let exact = best_of(branches, 0.15);
            let mut meant: Vec<Asked> = Vec::new();
            // Names that several things go by are looked for once, for the first of them.
            let mut said = HashSet::from([words.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")]);
            for word in called {
                let (class, _) = word.split_once(':').unwrap_or_default();
                self.meaning.conduct |= matches!(class, "act" | "activity");
                // A name that no text uses can only be found through its other names.
                let strength = if is_said { strength(class) } else { 1.0 };
                meant.extend(self.concept(word, strength * weight));
                meant.extend(self.synonyms(word, 0.5 * strength * weight, &mut said));
            }
            // To have a group at all counts beside how well: four words once are more than one word four times. What is only meant counts less than what is said.
            let share = if is_said { 0.6 } else { 1.0 };
            let mut present: Vec<Asked> = Vec::new();
            let mut ways: Vec<Asked> = Vec::new();
            for (way, share) in [(exact, 1.0), (best_of(meant, 0.15), share)] {
                if let Some(way) = way {
                    present.push(Box::new(ConstScoreQuery::new(way.box_clone(), share * weight)));
                    ways.push(way);
                }
            }
            if let (Some(found), Some(present)) = (best_of(ways, 0.2), best_of(present, 0.0)) {
                groups.push(Box::new(BooleanQuery::new(vec![(Occur::Must, found), (Occur::Should, present)])) as Asked);
            }
        }
        groups
    }

    /// Two words written as one: "breast feeding" is also "breastfeeding".
    fn joined(&mut self, word: &Spoken, next: &Spoken) -> Option<Asked> {
        let stem = self.reader.key(&format!("{}{}", word.word, next.word));
        if self.stem_frequency(&stem) == 0 {
            return None;
        }
        self.meaning.stems.insert(stem.clone());
        self.together(&[&Spoken { stem, ..word.clone() }], 1.0)
    }

    /// The documents whose rules carry a word of the vocabulary; a word that many carry says little.
    fn concept(&self, word: &str, score: f32) -> Option<Asked> {
        let frequency = self.frequency(self.fields.tag, word);
        let score = score.min(self.weight_of(frequency));
        (frequency > 0).then(|| Box::new(ConstScoreQuery::new(self.tag(word), score)) as Asked)
    }

    /// The other names of a word of the vocabulary, looked for in the texts. How rare they are says nothing of how well they fit.
    fn synonyms(&mut self, word: &str, score: f32, said: &mut HashSet<String>) -> Vec<Asked> {
        let lexicon = self.lexicon;
        let names: Vec<&str> =
            lexicon.find(&format!("word:{word}")).into_iter().flatten().take(MOST_SYNONYMS).collect();
        let mut found: Vec<Asked> = Vec::new();
        for name in names {
            let spoken = self.reader.plain(name);
            if !said.insert(spoken.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")) {
                continue;
            }
            // In order, for a name of several words is a name: "brick kiln", not a brick and somewhere a kiln.
            for (field, weight) in self.fields_with(&spoken) {
                let query = self.ordered(field, &spoken, 1);
                found.extend(query.map(|query| Box::new(ConstScoreQuery::new(query, score * weight)) as Asked));
            }
            if !self.fields_with(&spoken).is_empty() {
                let telling = spoken.into_iter().filter(|word| !is_stop_word(&word.word));
                self.meaning.stems.extend(telling.map(|word| word.stem));
            }
        }
        found
    }

    /// What a word that nobody uses was meant to be.
    fn correction(&mut self, word: &Spoken) -> Vec<Asked> {
        let Some(better) = meant(&word.word, self.lexicon) else {
            if !self.meaning.unknown.contains(&word.word) {
                self.meaning.unknown.push(word.word.clone());
            }
            return Vec::new();
        };
        self.meaning.reads(&word.word, &better);
        let spoken = self.reader.plain(&better);
        let (length, called) = self.called(&spoken);
        // A spelling comes from the corpus or the vocabulary, so that this ends here.
        let is_used = spoken.iter().any(|word| self.stem_frequency(&word.stem) > 0);
        let spoken = &spoken[..length.min(spoken.len())];
        if is_used || !called.is_empty() { self.group(spoken, &called, None) } else { Vec::new() }
    }
}

/// How closely a word of this class stands for the names it goes by. A topic's synonyms are its parts: vani and ghag are both harmful practices, and neither is the other.
fn strength(class: &str) -> f32 {
    match class {
        "topic" | "sector" | "function" | "law-family" => 0.25,
        "act" | "activity" | "setting" => 1.0,
        _ => 0.7,
    }
}
