//! The query language: its meaning. A parsed query becomes a tree of wants, with what ranking and highlighting must know beside it.

use rustc_hash::FxHashSet;
use tantivy::query::PhraseQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::asked::Asked;
use super::cite::Named;
use super::cues::Wishes;
use super::fields;
use super::grammar::Node;
use super::index::{Fields, TEXTS};
use super::lexicon::Lexicon;
use super::loose::is_loose;
use super::saying::Said;
use super::terms::Terms;
use super::text::{Reader, Spoken};

/// What a query means beside the documents it matches.
#[derive(Debug, Default)]
pub struct Meaning {
    /// Places named among the words, by number.
    pub places: Vec<u8>,
    /// Places asked for in a field, by number.
    pub only_in: Vec<u8>,
    /// What a citation in it names: best put first.
    pub cited: Vec<Named>,
    /// The stems that may be marked in a hit.
    pub stems: FxHashSet<String>,
    /// Words nobody uses, with what was searched instead.
    pub instead: Vec<(String, String)>,
    /// Words nobody uses and nobody can have meant.
    pub unknown: Vec<String>,
    /// What it wishes for beside its subject.
    pub wishes: Wishes,
    /// Whether it asks for what a citation names and nothing else.
    pub only_cites: bool,
    /// Whether it names a conduct.
    pub conduct: bool,
    /// Whether it names a body or service.
    pub body_asked: bool,
    /// Whether it names a community.
    pub community_asked: bool,
    /// Whether it asks for a kind of document or a standard in so many words.
    pub kind_asked: bool,
}

impl Meaning {
    /// Notes that a word was read as another.
    pub fn reads(&mut self, word: &str, better: &str) {
        let known = (word.to_owned(), better.to_owned());
        if !self.instead.contains(&known) {
            self.instead.push(known);
        }
    }
}

/// Turns parsed queries into wants.
pub struct Planner<'s> {
    /// What is searched.
    pub searcher: &'s Searcher,
    /// Its terms.
    pub terms: Terms<'s>,
    /// Its fields.
    pub fields: Fields,
    /// The words it knows.
    pub lexicon: &'s Lexicon,
    /// Who says which name of the vocabulary.
    pub said: &'s Said,
    /// Takes texts apart.
    pub reader: Reader,
    /// The day whose law is asked for, as `yyyymmdd`.
    pub day: u32,
    /// What was found out on the way.
    pub meaning: Meaning,
    /// The words of the vocabulary that a bag has asked for already.
    pub used: FxHashSet<String>,
}

impl Planner<'_> {
    /// The query of a node; `None` when it asks for nothing.
    pub fn query(&mut self, node: &Node) -> Option<Asked> {
        match node {
            Node::Words(words) => self.words(words),
            Node::Phrase(phrase) => self.phrase(phrase),
            Node::Field { name, value } => match fields::query(self, name, value) {
                Some(query) => Some(query),
                // A value nobody knows is a word like others.
                None => self.words(std::slice::from_ref(value)),
            },
            Node::Not(_) => self.all(std::slice::from_ref(node)),
            Node::All(parts) => self.all(parts),
            Node::Any(parts) => {
                let branches: Vec<Asked> = parts.iter().filter_map(|part| self.query(part)).collect();
                (!branches.is_empty()).then_some(Asked::Any(branches))
            }
        }
    }

    fn all(&mut self, parts: &[Node]) -> Option<Asked> {
        let (mut must, mut must_not) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Node::Not(inner) => {
                    // What must not be there is neither marked nor ranked by, and is meant as it is written.
                    let kept = std::mem::take(&mut self.meaning);
                    let query = self.query(inner);
                    self.meaning = kept;
                    must_not.extend(query);
                }
                part => must.extend(self.query(part)),
            }
        }
        if must.is_empty() && must_not.is_empty() {
            return None;
        }
        if must.is_empty() {
            must.push(Asked::Everything);
        }
        Some(Asked::All { must, should: Vec::new(), must_not })
    }

    /// The name under which the index knows a law or standard that is called so.
    pub(super) fn law_called(&self, name: &str) -> Option<String> {
        if self.has_tag(&format!("name:{name}")) {
            return Some(name.to_owned());
        }
        let loose = is_loose(name).then(|| self.lexicon.one(&format!("loose:{name}"))).flatten();
        loose.map(str::to_owned)
    }

    /// Whether an exact tag exists.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.frequency(self.fields.tag, tag) > 0
    }

    pub(super) fn frequency(&self, field: Field, text: &str) -> u64 {
        self.terms.frequency(field, text)
    }

    /// The documents with a tag.
    pub fn tag(&self, tag: &str) -> Asked {
        self.term(self.fields.tag, tag)
    }

    /// The documents with a stem in a field.
    pub(super) fn term(&self, field: Field, stem: &str) -> Asked {
        self.terms.find(field, stem).map_or(Asked::Nothing, Asked::Term)
    }

    /// How much it says that a document has something `frequency` documents have: the logarithm that BM25 takes too.
    pub(super) fn weight_of(&self, frequency: u64) -> f32 {
        let all = self.searcher.num_docs() as f32;
        let frequency = frequency as f32;
        (1.0 + (all - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
    }

    /// In how many documents a stem stands, for each of the text fields.
    fn frequencies(&self, stem: &str) -> [u64; TEXTS] {
        self.fields.texts().map(|(field, _)| self.frequency(field, stem))
    }

    /// In how many documents a stem stands, in the field where it is commonest.
    pub(super) fn stem_frequency(&self, stem: &str) -> u64 {
        self.frequencies(stem).into_iter().max().unwrap_or_default()
    }

    /// The text fields in which each of these stems stands somewhere: only there is it worth looking.
    pub(super) fn fields_with<'w>(&self, stems: impl IntoIterator<Item = &'w str>) -> Vec<(Field, f32)> {
        let mut fields = self.fields.texts().map(Some);
        for stem in stems {
            for (field, frequency) in fields.iter_mut().zip(self.frequencies(stem)) {
                if frequency == 0 {
                    *field = None;
                }
            }
        }
        fields.into_iter().flatten().collect()
    }

    /// These words in this order.
    fn phrase(&mut self, phrase: &str) -> Option<Asked> {
        let words = self.reader.plain(phrase);
        self.meaning.stems.extend(words.iter().map(|word| word.stem.clone()));
        let branches = self.in_order(&words, 0, 1.5);
        Some(match branches {
            Some(query) => query,
            None if phrase.trim().is_empty() => return None,
            None => Asked::Nothing,
        })
    }

    pub(super) fn in_order(&self, words: &[Spoken], slop: u32, boost: f32) -> Option<Asked> {
        let mut branches: Vec<Asked> = Vec::new();
        for (field, weight) in self.fields_with(stems(words)) {
            branches.push(self.ordered(field, stems(words), slop)?.times(weight * boost));
        }
        best_of(branches, 0.2)
    }

    /// These stems in this order in one field.
    pub(super) fn ordered<'w>(&self, field: Field, stems: impl Iterator<Item = &'w str>, slop: u32) -> Option<Asked> {
        let stems: Vec<&str> = stems.collect();
        match stems.as_slice() {
            [] => None,
            [stem] => Some(self.term(field, stem)),
            _ => {
                let mut query = PhraseQuery::new(stems.iter().map(|stem| Term::from_field_text(field, stem)).collect());
                query.set_slop(slop);
                Some(Asked::Found(Box::new(query)))
            }
        }
    }

    /// All of these words in one field, near or far.
    pub(super) fn all_in(&self, field: Field, words: &[&Spoken]) -> Option<Asked> {
        let terms = words.iter().map(|word| self.term(field, &word.stem));
        (!words.is_empty()).then(|| Asked::all(terms.collect()))
    }

    /// All of these words in some field, the more and the shorter the text the better.
    pub(super) fn together(&self, words: &[&Spoken], boost: f32) -> Option<Asked> {
        let fields = self.fields_with(words.iter().map(|word| word.stem.as_str()));
        let branch = |(field, weight)| Some(self.all_in(field, words)?.times(weight * boost));
        best_of(fields.into_iter().filter_map(branch).collect(), 0.2)
    }
}

/// The stems of some words.
pub(super) fn stems(words: &[Spoken]) -> impl Iterator<Item = &str> {
    words.iter().map(|word| word.stem.as_str())
}

/// The best of several ways, and a little of the others; a single way is itself.
pub(super) fn best_of(mut ways: Vec<Asked>, others: f32) -> Option<Asked> {
    match ways.len() {
        0 | 1 => ways.pop(),
        _ => Some(Asked::Best(ways, others)),
    }
}
