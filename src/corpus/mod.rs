//! YAML to a validated corpus. What this room hands on cannot be wrong in shape; what was wrong is a diagnostic with its place.

mod bill;
mod citation;
mod decode;
mod diagnostic;
mod harmless;
mod limits;
mod map;
mod parsed;
mod read;
mod section;
mod snapshot;
mod tree;
mod verify;
mod yaml;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{
    Accepted, Institution, Instrument, InstrumentId, Jurisdiction, LoopholePattern, PartialDate, Pattern, Phrases,
    ProvisionRef, Requirement, Standard, Survey, Truth, Vocabulary, Word, section_within,
};

pub use bill::{BillRead, Warning};
pub use citation::{CitationError, Cited, is_section_word, plain};
pub use diagnostic::{Code, Diagnostic, nearest};
pub use harmless::{harmless, is_hidden};
pub use limits::PROBLEMS_SHOWN;
pub use section::sections_named;
pub use tree::Tree;
pub use yaml::Mark;

use decode::Marks;
use parsed::{Parsed, malformed_at};
use read::{Pointer, Reader};
use yaml::Node;

/// Where a corpus comes from.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'p> {
    /// The one in the binary.
    Embedded,
    /// A folder of the same shape.
    Folder(&'p Path),
}

/// Everything the tool knows: laws, standards, words, places. Loaded once, never changed.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Its version, shown in every view.
    pub version: String,
    /// Up to when its sources were seen.
    pub seen_up_to: Option<PartialDate>,
    /// The words.
    pub words: Vocabulary,
    /// The places, in the order of the file.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Where silence is a finding.
    pub surveys: Vec<Survey>,
    /// The instruments, by id.
    pub instruments: Vec<Instrument>,
    /// The standards, by id.
    pub standards: Vec<Standard>,
    /// Bodies and services.
    pub institutions: Vec<Institution>,
    /// The patterns by which loopholes are found.
    pub loopholes: Vec<LoopholePattern>,
    /// Loopholes that are known and accepted, with reasons.
    pub accepted: Vec<Accepted>,
    /// What people say when they ask for any of it.
    pub phrases: Arc<Phrases>,
    /// What the bills among the instruments would change.
    pub bills: Vec<BillRead>,
    by_id: HashMap<InstrumentId, usize>,
}

/// Why a corpus was not loaded.
#[derive(Debug, thiserror::Error)]
#[error("{} {} problem{}", self.of(), .problems.len(), if .problems.len() == 1 { "" } else { "s" })]
pub struct LoadError {
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// Its files, to show the lines concerned.
    pub tree: Tree,
}

impl LoadError {
    /// What has the problems: the corpus, or the one file outside it that has them all.
    fn of(&self) -> String {
        let outside = |file: &str| !file.starts_with("laws/") && !file.starts_with("standards/");
        match self.problems.first() {
            Some(first) if outside(&first.file) && self.problems.iter().all(|other| other.file == first.file) => {
                format!("{} has", first.file)
            }
            _ => "the corpus has".to_owned(),
        }
    }
}

impl Corpus {
    /// The one door through which a corpus enters.
    ///
    /// # Errors
    /// When anything in it is wrong: a corpus that is partly wrong is not used.
    pub fn load(origin: Origin<'_>) -> Result<Self, Box<LoadError>> {
        let (parsed, mut problems, tree) = Parsed::of_origin(origin);
        let (corpus, found) = Self::default().read_parsed(parsed);
        // A folder that is no corpus is one problem, not one for each reference in it.
        if problems.iter().all(|problem| problem.code != Code::NoCorpus) {
            problems.extend(found);
        }
        if problems.is_empty() {
            return Ok(corpus);
        }
        Err(Box::new(LoadError { problems, tree: tree.unwrap_or_else(Tree::embedded) }))
    }

    /// Reads a tree of files, with every problem found in it, in order of file and place.
    pub fn read(tree: &Tree) -> (Self, Vec<Diagnostic>) {
        Self::default().read_over(tree)
    }

    /// Reads laws with the words, standards and patterns of this corpus, which are not read again: for many small corpora.
    pub fn read_over(&self, tree: &Tree) -> (Self, Vec<Diagnostic>) {
        self.read_parsed(Parsed::of(tree))
    }

    fn read_parsed(&self, parsed: Parsed) -> (Self, Vec<Diagnostic>) {
        let base = self;
        let Parsed { nodes, mut problems } = parsed;
        let words = match nodes.iter().any(|(path, _)| is_vocabulary(path)) {
            true => read_words(&nodes, &mut problems),
            false => base.words.clone(),
        };
        let read: Vec<(FileContent, Vec<Diagnostic>, Vec<Pointer>)> =
            nodes.par_iter().map(|(path, node)| read_file(path, node, &words)).collect();
        let mut corpus = Corpus {
            words,
            standards: base.standards.clone(),
            loopholes: base.loopholes.clone(),
            accepted: base.accepted.clone(),
            ..Corpus::default()
        };
        let mut pointers = Vec::new();
        let mut marks = Vec::new();
        let mut loopholes: Vec<(&str, decode::Loopholes)> = Vec::new();
        let mut said: Vec<(&str, Vec<decode::Said>)> = Vec::new();
        for ((path, _), (content, found, met)) in nodes.iter().zip(read) {
            problems.extend(found);
            pointers.extend(met);
            match content {
                FileContent::Instrument(instrument, at, bill) => {
                    corpus.bills.extend(bill);
                    marks.push(at);
                    corpus.instruments.push(*instrument);
                }
                FileContent::Standard(standard) => corpus.standards.push(standard),
                FileContent::Institutions(institutions) => corpus.institutions.extend(institutions),
                FileContent::Places(places) => {
                    corpus.version = places.version;
                    corpus.seen_up_to = places.seen_up_to;
                    corpus.jurisdictions = places.jurisdictions;
                    corpus.surveys = places.surveys;
                }
                FileContent::Loopholes(found) => loopholes.push((path, found)),
                FileContent::Phrases(found) => said.push((path, found)),
                FileContent::Other => {}
            }
        }
        verify::loopholes(&loopholes, &mut problems);
        for (_, found) in loopholes {
            corpus.loopholes.extend(found.patterns.into_iter().map(|(pattern, _)| pattern));
            corpus.accepted.extend(found.accepted.into_iter().map(|(accepted, _)| accepted));
        }
        corpus.by_id =
            corpus.instruments.iter().enumerate().map(|(at, instrument)| (instrument.id.clone(), at)).collect();
        // What points at a file that could not be read is not a second problem.
        if problems.iter().all(|problem| problem.code != Code::InvalidYaml && problem.code != Code::DuplicateKey) {
            verify::verify(&corpus, &marks, &pointers, &mut problems);
            verify::phrases(&corpus, &said, &mut problems);
        }
        let mut phrases = Phrases::default();
        for said in said.into_iter().flat_map(|(_, said)| said) {
            phrases.add(said.of, said.phrases);
        }
        corpus.phrases = Arc::new(phrases);
        // The trees are given back while the corpus is put to use.
        rayon::spawn(move || drop(nodes));
        problems.sort_by(|a, b| (&a.file, a.mark, a.code).cmp(&(&b.file, b.mark, b.code)));
        problems.dedup();
        (corpus, problems)
    }

    /// Reads a pattern that a person typed, in YAML flow style: `{offence: {act: murder}}`.
    ///
    /// # Errors
    /// When it is wrong, with each mistake at its place in the pattern.
    pub fn pattern(&self, text: &str) -> Result<Pattern, Box<LoadError>> {
        const FILE: &str = "--where";
        let reader = Reader::new(FILE, &self.words);
        let (read, mut problems) = match yaml::parse(text) {
            Ok(node) => {
                let read = decode::pattern(&reader, &node);
                let (mut problems, pointers) = reader.finish();
                verify::pointers(self, &pointers, &mut problems);
                (read, problems)
            }
            Err(malformed) => (None, vec![malformed_at(FILE, *malformed)]),
        };
        problems.sort_by_key(|problem| problem.mark);
        match read {
            Some(pattern) if problems.is_empty() => Ok(pattern),
            _ => {
                let tree = Tree { files: [(FILE.to_owned(), text.to_owned())].into() };
                Err(Box::new(LoadError { problems, tree }))
            }
        }
    }

    /// The corpus in a few words for the foot of a view, with a warning when the day lies after its sources were seen.
    pub fn stamp(&self, day: Date) -> String {
        let warning = match self.seen_up_to {
            Some(seen) if day > seen.latest() => {
                format!(", sources seen up to {seen}: what changed since is not known")
            }
            _ => String::new(),
        };
        format!("corpus {}{warning}{}", self.version, self.beyond(day))
    }

    /// Up to when its sources were seen, as written for a program.
    pub fn seen(&self) -> Option<String> {
        self.seen_up_to.map(|seen| seen.to_string())
    }

    /// What is said of a day that lies before the oldest law of the corpus, or after the corpus itself.
    fn beyond(&self, day: Date) -> &'static str {
        let oldest = self.instruments.iter().filter_map(|instrument| instrument.passed).map(|day| day.earliest()).min();
        let own: Option<PartialDate> = self.version.replace('.', "-").parse().ok();
        if oldest.is_some_and(|oldest| day < oldest) {
            "; it holds no law so old, so that nothing is known of that day"
        } else if own.is_some_and(|own| day > own.latest()) {
            "; that day is later than the corpus itself: only what was fixed in advance is told of it"
        } else {
            ""
        }
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &InstrumentId) -> Option<&Instrument> {
        self.by_id.get(id).map(|at| &self.instruments[*at])
    }

    /// Where the instrument stands in `instruments`.
    pub fn position(&self, id: &InstrumentId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The place with this id.
    pub fn jurisdiction(&self, id: &str) -> Option<&Jurisdiction> {
        self.jurisdictions.iter().find(|place| place.id == id)
    }

    /// Whose legislature makes the laws that are filed under a place: Parliament makes those of Islamabad.
    pub fn legislature_of<'p>(&'p self, enacted_by: &'p str) -> &'p str {
        self.jurisdiction(enacted_by).map_or(enacted_by, |place| place.legislature.as_str())
    }

    /// The place with this id, name or alias, in any case.
    pub fn find_place(&self, name: &str) -> Option<&Jurisdiction> {
        let same = |other: &str| other.eq_ignore_ascii_case(name) || other.replace(' ', "-").eq_ignore_ascii_case(name);
        self.jurisdictions
            .iter()
            .find(|place| same(&place.id) || same(&place.name) || place.aliases.iter().any(|alias| same(alias)))
    }

    /// The place a person means on a day: by its id, name or alias, else the one in which a town or district lay on that day.
    pub fn find_place_on(&self, name: &str, day: Date) -> Option<&Jurisdiction> {
        self.find_place(name).or_else(|| {
            let mut place = self.jurisdictions.iter().find(|place| place.has_town(name))?;
            // A town lives on when its territory has merged.
            while let (false, Some(next)) = (place.exists_on(day), place.successor.as_deref()) {
                place = self.jurisdiction(next)?;
            }
            Some(place)
        })
    }

    /// The standard with this id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id == id)
    }

    /// The institution with this name, in any case.
    pub fn institution(&self, name: &str) -> Option<&Institution> {
        self.institutions.iter().find(|institution| institution.name.eq_ignore_ascii_case(name.trim()))
    }

    /// The only institution whose name has this as a part.
    pub fn institution_like(&self, part: &str) -> Option<&Institution> {
        let part = part.trim().to_lowercase();
        let mut alike = self.institutions.iter().filter(|own| own.name.to_lowercase().contains(&part));
        alike.next().filter(|_| alike.next().is_none())
    }

    /// Every requirement, standard by standard.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> + Clone {
        self.standards.iter().flat_map(|standard| &standard.requirements)
    }

    /// Whether silence is a finding there, then, on that requirement.
    pub fn is_surveyed(&self, place: &str, requirement: &Requirement, day: Date) -> bool {
        self.surveys.iter().any(|survey| {
            survey.topic == requirement.topic
                && !survey.except.contains(&requirement.id)
                && survey.places.iter().any(|surveyed| surveyed == place)
                && survey.interval.contains(day) == Truth::Yes
        })
    }

    /// Whether a reference points at something that is there.
    pub fn has(&self, target: &ProvisionRef) -> bool {
        let Some(instrument) = self.instrument(&target.instrument) else {
            return false;
        };
        let Some(section) = &target.section else {
            return true;
        };
        instrument
            .provisions
            .iter()
            .any(|provision| section_within(&provision.section, section) || section_within(section, &provision.section))
    }
}

enum FileContent {
    Instrument(Box<Instrument>, Marks, Option<BillRead>),
    Standard(Standard),
    Institutions(Vec<Institution>),
    Places(decode::Places),
    Loopholes(decode::Loopholes),
    Phrases(Vec<decode::Said>),
    Other,
}

fn is_vocabulary(path: &str) -> bool {
    path.starts_with("standards/vocabulary")
}

fn read_words(nodes: &[(String, Node)], problems: &mut Vec<Diagnostic>) -> Vocabulary {
    let none = Vocabulary::default();
    let mut entries = Vec::new();
    for (path, node) in nodes.iter().filter(|(path, _)| is_vocabulary(path)) {
        let reader = Reader::new(path, &none);
        let found = decode::vocabulary(&reader, node);
        entries.extend(found.into_iter().map(|(entry, mark)| (entry, path.as_str(), mark)));
        problems.extend(reader.finish().0);
    }
    let places: Vec<(Word, &str, Mark)> =
        entries.iter().map(|(entry, path, mark)| (entry.word.clone(), *path, *mark)).collect();
    let words = Vocabulary::new(entries.into_iter().map(|(entry, _, _)| entry));
    verify::words(&words, &places, problems);
    words
}

fn read_file(path: &str, node: &Node, words: &Vocabulary) -> (FileContent, Vec<Diagnostic>, Vec<Pointer>) {
    let reader = Reader::new(path, words);
    let content = if path == "laws/jurisdictions.yaml" {
        decode::places(&reader, node).map_or(FileContent::Other, FileContent::Places)
    } else if is_vocabulary(path) {
        FileContent::Other
    } else if path.starts_with("standards/loopholes") {
        decode::loopholes(&reader, node).map_or(FileContent::Other, FileContent::Loopholes)
    } else if path.starts_with("standards/phrases/") {
        FileContent::Phrases(decode::phrases(&reader, node))
    } else if let Some(folder) = path.strip_suffix("/institutions.yaml") {
        let place = folder.strip_prefix("laws/").unwrap_or(folder);
        FileContent::Institutions(decode::institutions(&reader, node, place))
    } else if let Some(below) = path.strip_prefix("laws/") {
        let id = below.trim_end_matches(".yaml").trim_end_matches(".yml");
        match decode::instrument(&reader, node, id) {
            Some((instrument, marks, bill)) => {
                let bill = bill.map(|(bill, marks)| BillRead { bill, file: path.to_owned(), marks });
                FileContent::Instrument(Box::new(instrument), marks, bill)
            }
            None => FileContent::Other,
        }
    } else {
        decode::standard(&reader, node).map_or(FileContent::Other, FileContent::Standard)
    };
    let (found, pointers) = reader.finish();
    (content, found, pointers)
}
