//! The query language: its meaning. A parsed query becomes a query of tantivy, with what ranking and highlighting must know beside it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::cite::{Named, named, wider};
use super::fields;
use super::grammar::Node;
use super::index::Fields;
use super::lexicon::Lexicon;
use super::text::{Reader, Spoken, is_stop_word, is_weak_word};

/// A query of tantivy, of any kind.
pub type Asked = Box<dyn Query>;

/// Most words a name of the vocabulary or of a place can have.
const LONGEST_NAME: usize = 6;

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
    pub stems: HashSet<String>,
    /// Words nobody uses, with what was searched instead.
    pub instead: Vec<(String, String)>,
    /// Words nobody uses and nobody can have meant.
    pub unknown: Vec<String>,
    /// Whether it names a conduct.
    pub conduct: bool,
    /// Whether it asks for a kind of document or a standard in so many words.
    pub kind_asked: bool,
    /// How many groups of words the largest bag has.
    pub groups: usize,
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

/// Turns parsed queries into queries of tantivy.
pub struct Planner<'s> {
    /// What is searched.
    pub searcher: &'s Searcher,
    /// Its fields.
    pub fields: Fields,
    /// The words it knows.
    pub lexicon: &'s Lexicon,
    /// Takes texts apart.
    pub reader: Reader,
    /// How many groups of a bag a hit may lack.
    pub slack: usize,
    /// What was found out on the way.
    pub meaning: Meaning,
    /// In how many documents a stem stands, for each of the text fields: asked again and again.
    pub frequencies: RefCell<HashMap<String, [u64; 4]>>,
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
                (!branches.is_empty()).then(|| Box::new(BooleanQuery::union(branches)) as Asked)
            }
        }
    }

    fn all(&mut self, parts: &[Node]) -> Option<Asked> {
        let mut clauses: Vec<(Occur, Asked)> = Vec::new();
        for part in parts {
            match part {
                Node::Not(inner) => {
                    // What must not be there is neither marked nor ranked by, and is meant as it is written.
                    let kept = std::mem::take(&mut self.meaning);
                    let query = self.query(inner);
                    self.meaning = kept;
                    clauses.extend(query.map(|query| (Occur::MustNot, query)));
                }
                part => clauses.extend(self.query(part).map(|query| (Occur::Must, query))),
            }
        }
        if clauses.is_empty() {
            return None;
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Some(Box::new(BooleanQuery::new(clauses)))
    }

    /// Whether an exact tag exists.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.frequency(self.fields.tag, tag) > 0
    }

    pub(super) fn frequency(&self, field: Field, text: &str) -> u64 {
        self.searcher.doc_freq(&Term::from_field_text(field, text)).unwrap_or_default()
    }

    /// The documents with a tag.
    pub fn tag(&self, tag: &str) -> Asked {
        Box::new(TermQuery::new(Term::from_field_text(self.fields.tag, tag), IndexRecordOption::Basic))
    }

    /// How much it says that a document has something `frequency` documents have: the logarithm that BM25 takes too.
    pub(super) fn weight_of(&self, frequency: u64) -> f32 {
        let all = self.searcher.num_docs() as f32;
        let frequency = frequency as f32;
        (1.0 + (all - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
    }

    /// In how many documents a stem stands, for each of the text fields.
    fn frequencies(&self, stem: &str) -> [u64; 4] {
        if let Some(known) = self.frequencies.borrow().get(stem) {
            return *known;
        }
        let found = self.fields.texts().map(|(field, _)| self.frequency(field, stem));
        self.frequencies.borrow_mut().insert(stem.to_owned(), found);
        found
    }

    /// In how many documents a stem stands, in the field where it is commonest.
    pub(super) fn stem_frequency(&self, stem: &str) -> u64 {
        self.frequencies(stem).into_iter().max().unwrap_or_default()
    }

    /// The text fields in which each of these words stands somewhere: only there is it worth looking.
    pub(super) fn fields_with<'w>(&self, words: impl IntoIterator<Item = &'w Spoken>) -> Vec<(Field, f32)> {
        let mut fields = self.fields.texts().map(Some);
        for word in words {
            for (field, frequency) in fields.iter_mut().zip(self.frequencies(&word.stem)) {
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
            None => Box::new(EmptyQuery),
        })
    }

    pub(super) fn in_order(&self, words: &[Spoken], slop: u32, boost: f32) -> Option<Asked> {
        let mut branches: Vec<Asked> = Vec::new();
        for (field, weight) in self.fields_with(words) {
            branches.push(Box::new(BoostQuery::new(self.ordered(field, words, slop)?, weight * boost)));
        }
        best_of(branches, 0.2)
    }

    /// These words in this order in one field.
    pub(super) fn ordered(&self, field: Field, words: &[Spoken], slop: u32) -> Option<Asked> {
        let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, &word.stem)).collect();
        match terms.as_slice() {
            [] => None,
            [term] => Some(Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs))),
            _ => {
                let mut query = PhraseQuery::new(terms);
                query.set_slop(slop);
                Some(Box::new(query))
            }
        }
    }

    /// All of these words, near or far.
    pub(super) fn together(&self, words: &[&Spoken], boost: f32) -> Option<Asked> {
        let mut branches: Vec<Asked> = Vec::new();
        for (field, weight) in self.fields_with(words.iter().copied()) {
            let terms = words.iter().map(|word| {
                let term = Term::from_field_text(field, &word.stem);
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Asked
            });
            let terms: Vec<Asked> = terms.collect();
            if terms.is_empty() {
                return None;
            }
            branches.push(Box::new(BoostQuery::new(all_of(terms), weight * boost)));
        }
        best_of(branches, 0.2)
    }

    /// A bag of words.
    pub fn words(&mut self, words: &[String]) -> Option<Asked> {
        let mut groups: Vec<Asked> = Vec::new();
        let mut weak: Vec<Asked> = Vec::new();
        let mut said: Vec<Spoken> = Vec::new();
        let known = |name: &str| self.has_tag(&format!("name:{name}"));
        match named(words, known) {
            Some(named) => {
                groups.extend(self.law(&named, words));
                for (at, word) in words.iter().enumerate() {
                    if !named.words.contains(&at) {
                        said.extend(self.reader.plain(word));
                    }
                }
                self.meaning.cited.push(named);
            }
            None => said.extend(self.reader.plain(&words.join(" "))),
        }
        self.gather(&said, &mut groups, &mut weak);
        if groups.is_empty() {
            // Only places, or only words that every law carries: then these are what is asked for.
            groups = std::mem::take(&mut weak);
        }
        if groups.is_empty() {
            return None;
        }
        self.meaning.groups = self.meaning.groups.max(groups.len());
        let needed = groups.len().saturating_sub(self.slack).max(1);
        let groups = groups.into_iter().map(|group| (Occur::Should, group)).collect();
        let bag = BooleanQuery::with_minimum_required_clauses(groups, needed);
        let mut clauses: Vec<(Occur, Asked)> = vec![(Occur::Must, Box::new(bag))];
        for query in weak {
            clauses.push((Occur::Should, Box::new(BoostQuery::new(query, 0.3))));
        }
        for pair in said.windows(2).filter(|pair| pair.iter().all(|word| !is_stop_word(&word.word))) {
            clauses.extend(self.in_order(pair, 1, 0.25).map(|query| (Occur::Should, query)));
        }
        Some(Box::new(BooleanQuery::new(clauses)))
    }

    /// The law that a citation names, narrowed to its section where it has that section.
    fn law(&mut self, named: &Named, words: &[String]) -> Option<Asked> {
        let law = self.tag(&format!("name:{}", named.name));
        let text: Vec<Spoken> = self.reader.plain(&words[named.words.clone()].join(" "));
        self.meaning.stems.extend(text.iter().map(|word| word.stem.clone()));
        let section = named.section.as_ref().and_then(|section| {
            wider(section).map(|section| format!("section:{section}")).find(|tag| self.has_tag(tag))
        });
        let score = |query: Asked, score: f32| Box::new(ConstScoreQuery::new(query, score)) as Asked;
        let mut clauses = vec![(Occur::Must, score(law, 6.0))];
        clauses.extend(section.map(|section| (Occur::Should, score(self.tag(&section), 12.0))));
        Some(Box::new(BooleanQuery::new(clauses)))
    }

    /// Cuts a bag into groups: a name of several words is one, with its synonyms; a place is no group but a wish.
    fn gather(&mut self, said: &[Spoken], groups: &mut Vec<Asked>, weak: &mut Vec<Asked>) {
        let mut at = 0;
        while at < said.len() {
            if let Some((number, length)) = self.place(&said[at..]) {
                self.meaning.places.push(number);
                let words: Vec<&Spoken> = said[at..at + length].iter().collect();
                self.meaning.stems.extend(words.iter().map(|word| word.stem.clone()));
                weak.extend(self.together(&words, 1.0));
                at += length;
                continue;
            }
            let (length, called) = self.called(&said[at..]);
            let words = &said[at..at + length];
            at += length;
            let only = &words[0].word;
            if length == 1 && is_stop_word(only) {
                continue;
            }
            if length == 1 && is_weak_word(only) {
                weak.extend(self.together(&[&words[0]], 1.0));
                continue;
            }
            let next = if length == 1 { said.get(at) } else { None };
            groups.extend(self.group(words, &called, next));
        }
    }

    /// A place named at the beginning of the words, and in how many of them.
    fn place(&self, words: &[Spoken]) -> Option<(u8, usize)> {
        (1..=words.len().min(LONGEST_NAME)).rev().find_map(|length| {
            let name: Vec<&str> = words[..length].iter().map(|word| word.word.as_str()).collect();
            // "of" is dropped from names, so that a name never ends in one.
            let number = self.lexicon.one(&format!("place:{}", crate::corpus::plain(&name.join(" "))))?;
            (!matches!(name.last(), Some(&"of" | &"the"))).then_some((number.parse().ok()?, length))
        })
    }

    /// The longest name of the vocabulary at the beginning of the words: how many words it has, and what goes by it.
    pub(super) fn called(&self, words: &[Spoken]) -> (usize, Vec<String>) {
        for length in (1..=words.len().min(LONGEST_NAME)).rev() {
            let stems: Vec<&str> = words[..length].iter().map(|word| word.stem.as_str()).collect();
            if let Some(found) = self.lexicon.find(&format!("called:{}", stems.join(" "))) {
                return (length, found.map(str::to_owned).collect());
            }
        }
        (1, Vec::new())
    }
}

/// The best of several ways, and a little of the others; a single way is itself.
pub(super) fn best_of(mut ways: Vec<Asked>, others: f32) -> Option<Asked> {
    match ways.len() {
        0 | 1 => ways.pop(),
        _ => Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, others))),
    }
}

/// All of several things; a single one is itself.
fn all_of(mut parts: Vec<Asked>) -> Asked {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => Box::new(BooleanQuery::intersection(parts.into_iter().chain(last).collect())),
    }
}
