//! The query language: its meaning. A parsed query becomes a tree of wants, with what ranking and highlighting must know beside it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use tantivy::query::PhraseQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::asked::Asked;
use super::cite::{Named, named, tidied, wider};
use super::cues::{Cue, Wishes, cue};
use super::fields;
use super::grammar::Node;
use super::index::Fields;
use super::lexicon::Lexicon;
use super::loose::is_loose;
use super::text::{Reader, Spoken, gist, is_stop_word};

/// Most words a name of the vocabulary or of a place can have.
const LONGEST_NAME: usize = 6;

/// What a name weighs whose words stand apart.
const APART: f32 = 0.8;
/// So many laws can be named in one bag of words: "does the one prevail over the other".
const MOST_LAWS: usize = 2;

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
    /// Its fields.
    pub fields: Fields,
    /// The words it knows.
    pub lexicon: &'s Lexicon,
    /// Takes texts apart.
    pub reader: Reader,
    /// The day whose law is asked for, as `yyyymmdd`.
    pub day: u32,
    /// What was found out on the way.
    pub meaning: Meaning,
    /// The words of the vocabulary that a bag has asked for already.
    pub used: HashSet<String>,
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
    fn law_called(&self, name: &str) -> Option<String> {
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
        self.searcher.doc_freq(&Term::from_field_text(field, text)).unwrap_or_default()
    }

    /// The documents with a tag.
    pub fn tag(&self, tag: &str) -> Asked {
        Asked::Term(Term::from_field_text(self.fields.tag, tag))
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
        let terms: Vec<Term> = stems.map(|stem| Term::from_field_text(field, stem)).collect();
        match terms.as_slice() {
            [] => None,
            [term] => Some(Asked::Term(term.clone())),
            _ => {
                let mut query = PhraseQuery::new(terms);
                query.set_slop(slop);
                Some(Asked::Found(Box::new(query)))
            }
        }
    }

    /// All of these words in one field, near or far.
    pub(super) fn all_in(&self, field: Field, words: &[&Spoken]) -> Option<Asked> {
        let terms = words.iter().map(|word| Asked::Term(Term::from_field_text(field, &word.stem)));
        (!words.is_empty()).then(|| Asked::all(terms.collect()))
    }

    /// All of these words in some field, the more and the shorter the text the better.
    pub(super) fn together(&self, words: &[&Spoken], boost: f32) -> Option<Asked> {
        let fields = self.fields_with(words.iter().map(|word| word.stem.as_str()));
        let branch = |(field, weight)| Some(self.all_in(field, words)?.times(weight * boost));
        best_of(fields.into_iter().filter_map(branch).collect(), 0.2)
    }

    /// A bag of words.
    pub fn words(&mut self, words: &[String]) -> Option<Asked> {
        let words = &tidied(words);
        let mut bag = Bag::default();
        self.used.clear();
        let mut rest = words.clone();
        for _ in 0..MOST_LAWS {
            let Some(mut named) = named(&rest, |name| self.law_called(name).is_some()) else {
                break;
            };
            named.name = self.law_called(&named.name).unwrap_or(named.name);
            bag.groups.extend(self.law(&named, &rest));
            self.meaning.only_cites |= named.words.len() == words.len();
            rest.drain(named.words.clone());
            self.meaning.cited.push(named);
        }
        let said = self.reader.plain(&rest.join(" "));
        let said = self.heard(said);
        said.iter().filter_map(|word| cue(&word.word)).for_each(|cue| self.meaning.wishes.take(cue));
        self.gather(&said, &mut bag);
        let Bag { mut groups, mut light } = bag;
        if groups.is_empty() {
            // Only places, or only words that every law carries: then these are what is asked for.
            groups = std::mem::take(&mut light);
        }
        if groups.is_empty() {
            return None;
        }
        let mut should = light;
        for pair in said.windows(2).filter(|pair| pair.iter().all(|word| !is_stop_word(&word.word))) {
            should.extend(self.side_by_side(pair, 0.6));
        }
        Some(Asked::All { must: vec![Asked::Any(groups)], should, must_not: Vec::new() })
    }

    /// The law that a citation names. A section of it is put first by `cited`; here its law, or what refers to it, is enough.
    fn law(&mut self, named: &Named, words: &[String]) -> Option<Asked> {
        let law = self.tag(&format!("name:{}", named.name));
        let text: Vec<Spoken> = self.reader.plain(&words[named.words.clone()].join(" "));
        self.meaning.stems.extend(text.iter().map(|word| word.stem.clone()));
        let sections = named.sections.iter().filter_map(|section| {
            wider(section).map(|section| format!("section:{section}")).find(|tag| self.has_tag(tag))
        });
        let should = sections.map(|section| self.tag(&section).flat(12.0)).collect();
        Some(Asked::All { must: vec![law.flat(6.0)], should, must_not: Vec::new() })
    }

    /// Cuts a bag into groups: a name of several words is one, with its synonyms; a place is no group but a wish, and so is a word that asks for a kind of answer.
    fn gather(&mut self, said: &[Spoken], bag: &mut Bag) {
        let mut at = 0;
        // The words that say something, each with where its name begins.
        let mut telling: Vec<(usize, &Spoken)> = Vec::new();
        while at < said.len() {
            if let Some((number, length)) = self.place(&said[at..]).filter(|_| !says_nothing(&said[at])) {
                self.at_place(number);
                let words: Vec<&Spoken> = said[at..at + length].iter().collect();
                self.meaning.stems.extend(words.iter().map(|word| word.stem.clone()));
                bag.light.extend(self.light(&words, 0.8));
                at += length;
                continue;
            }
            let (length, called) = self.called(&said[at..]);
            let words = &said[at..at + length];
            at += length;
            let only = &words[0];
            let wish = cue(&only.word);
            if length == 1 && is_stop_word(&only.word) {
                continue;
            }
            if length == 1 && wish.is_some() {
                self.meaning.stems.insert(only.stem.clone());
                bag.light.extend(self.light(&[only], 0.6));
                continue;
            }
            let called = self.of_child(words, self.with_telling(words, called));
            let next = if length == 1 { said.get(at) } else { None };
            bag.groups.extend(self.group(words, &called, next));
            let says = |word: &&Spoken| !is_stop_word(&word.word) && cue(&word.word).is_none();
            telling.extend(words.iter().filter(says).map(|word| (at, word)));
        }
        self.apart(&telling, bag);
    }

    /// Names of two words that the bag says apart: "must work until the loan is paid" says what "work for a loan" names.
    fn apart(&mut self, telling: &[(usize, &Spoken)], bag: &mut Bag) {
        for (at, (name, first)) in telling.iter().enumerate() {
            for (_, second) in telling[at + 1..].iter().filter(|(other, _)| other != name) {
                let both = [(*first).clone(), (*second).clone()];
                let named = gist(&both).map(|gist| self.lexicon.all(&format!("meant:{gist}"))).unwrap_or_default();
                let called = self.of_child(&both, named);
                if !called.is_empty() {
                    bag.groups.extend(self.group(&both, &called, None).map(|group| group.times(APART)));
                }
            }
        }
    }

    /// What a name stands for, and what its one telling word does: "maintenance of a child" is a name of its own, and maintenance all the same.
    fn with_telling(&self, words: &[Spoken], mut called: Vec<String>) -> Vec<String> {
        let telling = |word: &&Spoken| !is_stop_word(&word.word) && cue(&word.word).is_none();
        if let [only] = words.iter().filter(telling).collect::<Vec<_>>().as_slice()
            && words.len() > 1
        {
            let more = self.lexicon.all(&format!("called:{}", only.stem));
            called.extend(more.into_iter().filter(|word| !called.contains(word)).collect::<Vec<_>>());
        }
        called
    }

    /// What words mean where a child is spoken of, however far apart: who asks of a daughter and of marrying asks of child marriage.
    fn of_child(&self, words: &[Spoken], called: Vec<String>) -> Vec<String> {
        if !self.meaning.wishes.of_child() {
            return called;
        }
        let child = Spoken { word: "child".to_owned(), stem: "child".to_owned(), ..words[0].clone() };
        let words: Vec<Spoken> = words.iter().cloned().chain([child]).collect();
        let mut named = gist(&words).map(|gist| self.lexicon.all(&format!("meant:{gist}"))).unwrap_or_default();
        let more = called.into_iter().filter(|word| !named.contains(word)).collect::<Vec<_>>();
        named.extend(more);
        named
    }

    /// Notes a place that is named. A place that is no more is looked for under its successor too, whose law holds there now.
    fn at_place(&mut self, number: u8) {
        self.meaning.places.push(number);
        self.meaning.places.extend(fields::successor(self.lexicon, number, self.day));
    }

    /// Words that stand side by side in a text as they do in the query.
    fn side_by_side(&self, pair: &[Spoken], weight: f32) -> Option<Asked> {
        let fields = self.fields_with(stems(pair)).into_iter();
        let way = |(field, found): (Field, f32)| Some(self.ordered(field, stems(pair), 1)?.flat(weight * found / 2.0));
        best_of(fields.filter_map(way).collect(), 0.0)
    }

    /// A place named at the beginning of the words, and in how many of them.
    pub(super) fn place(&self, words: &[Spoken]) -> Option<(u8, usize)> {
        (1..=words.len().min(LONGEST_NAME)).rev().find_map(|length| {
            let name: Vec<&str> = words[..length].iter().map(|word| word.word.as_str()).collect();
            // "of" is dropped from names, so that a name never ends in one.
            let number = self.lexicon.one(&format!("place:{}", crate::corpus::plain(&name.join(" "))))?;
            (!matches!(name.last(), Some(&"of" | &"the"))).then_some((number.parse().ok()?, length))
        })
    }

    /// The longest name of the vocabulary at the beginning of the words: how many words it has, and what goes by it. The same words in another order, or with "of the" between them, are the same name.
    pub(super) fn called(&self, words: &[Spoken]) -> (usize, Vec<String>) {
        for length in (1..=words.len().min(LONGEST_NAME)).rev() {
            let name = &words[..length];
            let stems: Vec<&str> = name.iter().map(|word| word.stem.as_str()).collect();
            let whole = [name.first(), name.last()].into_iter().flatten().all(|word| !is_stop_word(&word.word));
            let gist = gist(name).filter(|_| whole && length > 1);
            let keys = [Some(format!("called:{}", stems.join(" "))), gist.map(|gist| format!("meant:{gist}"))];
            let found = keys.into_iter().flatten().map(|key| self.lexicon.all(&key)).find(|found| !found.is_empty());
            if let Some(found) = found {
                return (length, found);
            }
        }
        // A word that stands only within names: "maar" in "maar peet".
        let only = words.first().filter(|only| self.stem_frequency(&only.stem) == 0);
        (1, only.map(|only| self.lexicon.all(&format!("within:{}", only.stem))).unwrap_or_default())
    }
}

/// The things a bag of words asks for, and what only orders the hits.
#[derive(Default)]
struct Bag {
    groups: Vec<Asked>,
    light: Vec<Asked>,
}

/// Whether a word says nothing of what is sought, as "Pakistan" does not: all of this is its law.
fn says_nothing(word: &Spoken) -> bool {
    cue(&word.word) == Some(Cue::Nothing)
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
