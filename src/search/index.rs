//! Making the index: documents into tantivy, tables beside it, all of it into one pack.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::Compressor;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Directory, Index, IndexSettings, TantivyDocument};

use crate::corpus::{Corpus, plain};
use crate::model::{Jurisdiction, Vocabulary, WordEntry};

use super::document::documents;
use super::hearing::{Hearing, Spelt, hear, spell};
use super::lexicon::{Collected, PART};
use super::loose::loose_names;
use super::name;
use super::pack::pack;
use super::row;
use super::saying::Said;
use super::sheet;
use super::stems;
use super::text::{self, Reader};

/// The name under which our tables lie beside tantivy's files.
pub const SHEET: &str = "lacuna.sheet";
/// What is shown of each document.
pub const ROWS: &str = "lacuna.rows";
/// Who says which name.
pub const SAID: &str = "lacuna.said";
/// The words.
pub const LEXICON: &str = "lacuna.lexicon";
/// What the index was made from.
pub const KEY: &str = "lacuna.key";

/// What texts are cut by.
const STEMS: &str = "stems";
/// Memory for the writer, in bytes: the corpus needs less, so that nothing is spilled.
const BUDGET: usize = 64 << 20;

/// The fields of a document in the index.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The names of what it belongs to.
    pub title: Field,
    /// Its heading.
    pub heading: Field,
    /// Its text in our words, its rules in plain words, and what people say when they ask for it.
    pub body: Field,
    /// Exact words, `field:value`.
    pub tag: Field,
}

/// How many fields hold running text; they come first.
pub const TEXTS: usize = 3;

impl Fields {
    /// The fields of an index that is there: the schema's order is their number.
    pub fn known() -> Self {
        let [title, heading, body, tag] = [0, 1, 2, 3].map(Field::from_field_id);
        Self { title, heading, body, tag }
    }

    /// The fields, in the order in which the schema declares them.
    pub fn new() -> (Self, Schema) {
        let mut schema = Schema::builder();
        let indexing = || {
            TextFieldIndexing::default().set_tokenizer(STEMS).set_index_option(IndexRecordOption::WithFreqsAndPositions)
        };
        let exact = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let fields = Self {
            title: schema.add_text_field("title", TextOptions::default().set_indexing_options(indexing())),
            heading: schema.add_text_field("heading", TextOptions::default().set_indexing_options(indexing())),
            body: schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing())),
            tag: schema.add_text_field("tag", TextOptions::default().set_indexing_options(exact)),
        };
        (fields, schema.build())
    }

    /// The fields that hold running text, each with its weight: a word in a heading says more than one in a title that every section of an act shares.
    pub fn texts(&self) -> [(Field, f32); TEXTS] {
        [(self.heading, 2.0), (self.title, 1.3), (self.body, 1.0)]
    }
}

/// The index of a corpus, as the bytes of a pack.
///
/// # Errors
/// When tantivy refuses, which for an index in memory is a fault of ours.
pub fn build(corpus: &Corpus, key: &str) -> tantivy::Result<Vec<u8>> {
    let documents = documents(corpus);
    let (fields, schema) = Fields::new();
    let Hearing { ready, said, spelt } = hear(&documents, &corpus.words, fields);
    let numbers: FxHashMap<&str, usize> =
        said.iter().enumerate().map(|(number, (name, _))| (name.as_str(), number)).collect();
    let tables = || {
        let facts: Vec<sheet::Facts> = documents.iter().map(|document| document.facts.clone()).collect();
        [
            (SAID, Said::bytes(said.iter().map(|(_, fields)| fields))),
            (SHEET, sheet::bytes(&facts)),
            (LEXICON, lexicon(corpus, &numbers, spelt).bytes()),
            (ROWS, row::bytes(documents.iter().map(|document| &document.row))),
            (KEY, key.as_bytes().to_vec()),
        ]
    };
    let (packed, tables) = rayon::join(|| postings(schema, ready), tables);
    let mut packed = packed?;
    packed.extend(tables.map(|(name, bytes)| (PathBuf::from(name), bytes)));
    // What is no longer needed is given back while the rest goes on.
    rayon::spawn(move || drop(documents));
    Ok(pack(&packed))
}

/// The files of tantivy.
fn postings(schema: Schema, ready: Vec<TantivyDocument>) -> tantivy::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let files = RamDirectory::create();
    let settings = IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let tokenizers = TokenizerManager::default();
    tokenizers.register(STEMS, stems::analyzer());
    let mut writer = Index::builder()
        .schema(schema)
        .settings(settings)
        .tokenizers(tokenizers)
        .single_segment_index_writer::<TantivyDocument>(files.clone(), BUDGET)?;
    for document in ready {
        writer.add_document(document)?;
    }
    let index = writer.finalize()?;
    let mut packed: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    for path in index.directory().list_managed_files() {
        // The list also names what was never written, such as a file of deletions.
        if let Ok(file) = files.open_read(&path) {
            packed.insert(path, file.read_bytes()?.to_vec());
        }
    }
    for path in ["meta.json", ".managed.json"] {
        if let Ok(bytes) = files.atomic_read(Path::new(path)) {
            packed.insert(PathBuf::from(path), bytes);
        }
    }
    Ok(packed)
}

/// The table of words. Its keys:
///
/// - `place:NAME` a place's number, for every name it goes by; `place#N` its id, name, short name, whether it is assessed, from which day to which it is a place, and its successor
/// - `opens:WORD` is there for the first word of every name of a place
/// - `called:STEMS` the words of the vocabulary, `class:id`, that go by a name; `meant:GIST` by a name of several words that comes down to this; `within:STEM` by a name that has this word
/// - `broader:CLASS:ID` the next broader word; `near:CLASS:ID` the words of which whoever asks about this one should be told too
/// - `word:CLASS:ID` its label; `name:CLASS:ID` its label and its synonyms, each as `name` keeps it
/// - `standard:NAME` the id of a standard; `loose:NAME` the whole name of a law that is called so
/// - `spelt:WORD` a word of the corpus, with how often it is used
/// - `corpus` its version and a warning for days after its sources were seen
fn lexicon(corpus: &Corpus, said: &FxHashMap<&str, usize>, spelt: Spelt) -> Collected {
    let mut words = Collected::default();
    let mut reader = Reader::default();
    for (number, place) in corpus.jurisdictions.iter().enumerate() {
        for name in names_of_place(place) {
            name_place(&mut words, name, number);
        }
        // A town whose place has ended lies in its successor. The shortest names are words of their own (Tank, Hub, Dir).
        let home =
            place.successor.as_ref().and_then(|id| corpus.jurisdictions.iter().position(|other| other.id == *id));
        for town in place.towns.iter().filter(|town| town.chars().count() >= SHORTEST_TOWN) {
            name_place(&mut words, town, home.unwrap_or(number));
        }
        let assessed = if place.is_assessed() { "assessed" } else { "source" };
        let short = if place.short.is_empty() { &place.name } else { &place.short };
        let from = place.life.from.map_or(0, |from| sheet::day_number(from.earliest())).to_string();
        let to = place.life.to.map_or(u32::MAX, |to| sheet::day_number(to.latest())).to_string();
        let successor = place.successor.as_deref().unwrap_or_default();
        let parts = [&place.id, &place.name, short, assessed, &from, &to, successor];
        words.add(format!("place#{number}"), &parts.join(&PART.to_string()));
    }
    for entry in sorted(&corpus.words) {
        name_word(&mut words, entry, said, &mut reader);
    }
    for standard in &corpus.standards {
        for name in [&standard.id, &standard.short, &standard.title].into_iter().chain(&standard.aliases) {
            words.add(format!("standard:{}", plain(name)), &standard.id);
        }
    }
    let names = corpus.words.entries().flat_map(WordEntry::names);
    let mut spelt = spelt;
    for name in names {
        reader.words(name, |word| spell(word, &mut spelt));
    }
    for (word, count) in spelt {
        words.add(format!("spelt:{word}"), &count.to_string());
    }
    for (loose, whole) in loose_names(corpus) {
        words.add(format!("loose:{loose}"), &whole);
    }
    words.add("corpus".to_owned(), &corpus.version);
    if let Some(seen) = corpus.seen_up_to {
        words.add("seen".to_owned(), &sheet::day_number(seen.latest()).to_string());
        words.add("seen".to_owned(), &seen.to_string());
    }
    words
}

/// The vocabulary in one order, so that one corpus makes one index.
fn sorted(words: &Vocabulary) -> Vec<&WordEntry> {
    let mut entries: Vec<&WordEntry> = words.entries().collect();
    entries.sort_by(|a, b| a.word.cmp(&b.word));
    entries
}

/// A name that a place goes by.
fn name_place(words: &mut Collected, name: &str, number: usize) {
    let name = plain(name);
    words.add(format!("opens:{}", name.split(' ').next().unwrap_or_default()), "place");
    words.add(format!("place:{name}"), &number.to_string());
}

/// The names that a word of the vocabulary goes by.
fn name_word(words: &mut Collected, entry: &WordEntry, said: &FxHashMap<&str, usize>, reader: &mut Reader) {
    let word = format!("{}:{}", entry.word.class(), entry.word.id());
    let id = entry.word.id().replace('-', " ");
    for name in [&id, &entry.label].into_iter().chain(&entry.synonyms) {
        let spoken = reader.plain(name);
        let stems: Vec<&str> = spoken.iter().map(|word| word.stem.as_str()).collect();
        words.add(format!("called:{}", stems.join(" ")), &word);
        if let Some(gist) = text::gist(&spoken) {
            words.add(format!("meant:{gist}"), &word);
        }
        if spoken.len() > 1 {
            for part in spoken.iter().filter(|part| !text::is_stop_word(&part.word)) {
                words.add(format!("within:{}", part.stem), &word);
            }
        }
        let joined: String = spoken.into_iter().map(|word| word.stem).collect();
        if name.contains('-') && joined.len() > 3 {
            words.add(format!("called:{joined}"), &word);
        }
    }
    if let Some(broader) = &entry.broader {
        words.add(format!("broader:{word}"), &format!("{}:{}", broader.class(), broader.id()));
    }
    for near in &entry.related {
        words.add(format!("near:{word}"), &format!("{}:{}", near.class(), near.id()));
    }
    words.add(format!("word:{word}"), &entry.label);
    for name in entry.names() {
        let spoken = reader.plain(name);
        let stems: Vec<&str> = spoken.iter().map(|word| word.stem.as_str()).collect();
        let number = said.get(stems.join(" ").as_str()).copied();
        words.add(format!("name:{word}"), &name::kept(&spoken, number));
    }
}

/// A town's name is so long that it is no other word.
const SHORTEST_TOWN: usize = 5;

/// The names of a place that can only mean the place: "capital" and "national" also mean other things.
fn names_of_place(place: &Jurisdiction) -> impl Iterator<Item = &str> {
    let proper = |name: &&str| name.chars().any(char::is_uppercase) || name.contains([' ', '-']);
    let aliases = place.aliases.iter().map(String::as_str).filter(proper);
    [place.id.as_str(), &place.name, &place.short].into_iter().filter(|name| !name.is_empty()).chain(aliases)
}
