//! The words of the field: every word a law or a test may use, with its class and its broader term.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

use super::in_case::InCase;

macro_rules! classes {
    ($($variant:ident $id:literal,)*) => {
        /// What kind of thing a word names. A word is unique in its class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Class { $($variant,)* }

        impl Class {
            /// Every class, in the order of the vocabulary file.
            pub const ALL: &'static [Class] = &[$(Class::$variant,)*];

            /// Its key in `standards/vocabulary.yaml`.
            pub fn id(self) -> &'static str {
                match self { $(Class::$variant => $id,)* }
            }
        }
    };
}

classes! {
    Topic "topic", Sector "sector", Function "function", Act "act", Activity "activity", Actor "actor", Term "term",
    Purpose "purpose", Test "test", Moment "moment", Feature "feature", Condition "condition", Setting "setting",
    Community "community", Part "part", OffenceClass "offence-class", Role "role", LawFamily "law-family",
    Sanction "sanction", Proceeding "proceeding", Task "task", Entitlement "entitlement", Body "body",
    FunctionOfBody "function-of-body", Power "power", Level "level", Status "status", LegalEffect "legal-effect",
    Milestone "milestone", Search "search",
}

impl Class {
    /// The class with this key.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.id() == id)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A word of the vocabulary: its class and its id. Its fingerprint makes comparing cheap, since tests compare words by the million.
#[derive(Clone, Debug)]
pub struct Word {
    fingerprint: u64,
    /// A bit for itself and for each broader word, all bits where the vocabulary was not asked: what a word is within has its bit here.
    lineage: u64,
    class: Class,
    id: Arc<str>,
}

impl Word {
    /// A word as written; the corpus checks that the vocabulary has it.
    pub fn new(class: Class, id: &str) -> Self {
        // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
        let start = (0xcbf2_9ce4_8422_2325 ^ class as u64).wrapping_mul(0x0100_0000_01b3);
        let fingerprint = id.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self { fingerprint, lineage: u64::MAX, class, id: Arc::from(id) }
    }

    /// Its own bit in the lineage of what is within it.
    fn bit(&self) -> u64 {
        1 << (self.fingerprint >> 58)
    }

    /// What kind of thing it names.
    pub fn class(&self) -> Class {
        self.class
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        // Words of one vocabulary share their ids, so that equal words are nearly always told by the pointer.
        self.fingerprint == other.fingerprint
            && (Arc::ptr_eq(&self.id, &other.id) && self.class == other.class || self.cmp(other) == Ordering::Equal)
    }
}

impl Eq for Word {}

impl Hash for Word {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.fingerprint);
    }
}

impl PartialOrd for Word {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Word {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.class, &self.id).cmp(&(other.class, &other.id))
    }
}

/// A fingerprint is a hash already.
#[derive(Clone, Copy, Debug, Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

/// What the vocabulary says of a word.
#[derive(Clone, Debug)]
pub struct WordEntry {
    /// The word.
    pub word: Word,
    /// How it is shown.
    pub label: String,
    /// One plain sentence.
    pub definition: String,
    /// Other names, English as used in Pakistan and romanised Urdu.
    pub synonyms: Vec<String>,
    /// The next broader word of the same class.
    pub broader: Option<Word>,
    /// For an act: the activity whose minimum age a ban of this act entails.
    pub age_of: Option<Word>,
    /// For a legal effect: the effects it is the contrary of.
    pub contrary_to: Vec<Word>,
    /// Words of the same class that are neither broader nor narrower, but that whoever asks about this one should be told of too.
    pub related: Vec<Word>,
    /// For a class of offences: the topics it belongs to; none where it is a matter of gravity or procedure.
    pub topics: Vec<Word>,
    /// For a task: the acts in which it is done; none where it is done whatever the act.
    pub acts: Vec<Word>,
    /// For a condition: who fulfils it.
    pub actors: Vec<Word>,
    /// What it stands for in the case of one child.
    pub in_case: Option<InCase>,
    /// How early it comes among words that stand for the same there.
    pub order: Option<u64>,
}

/// All words, by class.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: HashMap<Word, Known, BuildHasherDefault<AsIs>>,
}

#[derive(Clone, Debug)]
struct Known {
    entry: WordEntry,
    /// Every broader word, the nearest first.
    broader: Vec<Word>,
}

impl WordEntry {
    /// The names it goes by: its label, then its synonyms.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.label).chain(&self.synonyms)
    }
}

impl Vocabulary {
    /// A vocabulary of these entries.
    pub fn new(entries: impl IntoIterator<Item = WordEntry>) -> Self {
        let entries: HashMap<Word, WordEntry, BuildHasherDefault<AsIs>> =
            entries.into_iter().map(|entry| (entry.word.clone(), entry)).collect();
        let chain = |entry: &WordEntry| {
            let mut broader: Vec<Word> = Vec::new();
            let mut next = entry.broader.clone();
            // A circle is reported by `lacuna check`; here it only must not be followed.
            while let Some(word) = next.filter(|word| !broader.contains(word)) {
                let known = entries.get(&word);
                next = known.and_then(|entry| entry.broader.clone());
                broader.push(known.map_or(word, |entry| entry.word.clone()));
            }
            broader
        };
        let known = |entry: &WordEntry| {
            let broader = chain(entry);
            let lineage = broader.iter().fold(entry.word.bit(), |bits, word| bits | word.bit());
            let word = Word { lineage, ..entry.word.clone() };
            (word.clone(), Known { broader, entry: WordEntry { word, ..entry.clone() } })
        };
        let known = entries.values().map(known).collect();
        Self { entries: known }
    }

    /// What it says of a word.
    pub fn get(&self, word: &Word) -> Option<&WordEntry> {
        self.entries.get(word).map(|known| &known.entry)
    }

    /// Every broader word, the nearest first.
    pub fn broader(&self, word: &Word) -> &[Word] {
        self.entries.get(word).map_or(&[], |known| &known.broader)
    }

    /// How a word is shown: its label, else its id with spaces.
    pub fn label(&self, word: &Word) -> String {
        self.get(word).map_or_else(|| word.id().replace('-', " "), |entry| entry.label.clone())
    }

    /// Labels of several words, joined as a sentence would.
    pub fn labels(&self, words: &[Word]) -> String {
        let labels: Vec<String> = words.iter().map(|word| self.label(word)).collect();
        match labels.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => labels.concat(),
        }
    }

    /// All words of a class, in order of their ids.
    pub fn of_class(&self, class: Class) -> Vec<&WordEntry> {
        let mut found: Vec<&WordEntry> = self.entries().filter(|entry| entry.word.class() == class).collect();
        found.sort_by(|a, b| a.word.cmp(&b.word));
        found
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = &WordEntry> {
        self.entries.values().map(|known| &known.entry)
    }

    /// What a word stands for in the case of one child.
    pub fn in_case(&self, word: &Word) -> Option<InCase> {
        self.get(word).and_then(|entry| entry.in_case)
    }

    /// Whether a word, or a broader one, stands for this in the case of one child.
    pub fn stands_for(&self, word: &Word, meaning: InCase) -> bool {
        self.in_case(word) == Some(meaning)
            || self.broader(word).iter().any(|broader| self.in_case(broader) == Some(meaning))
    }

    /// The words of a class that stand for this in the case of one child, in order of their ids.
    pub fn standing_for(&self, class: Class, meaning: InCase) -> Vec<&Word> {
        let marked = |entry: &&WordEntry| entry.word.class() == class && entry.in_case == Some(meaning);
        let mut found: Vec<&Word> = self.entries().filter(marked).map(|entry| &entry.word).collect();
        found.sort();
        found
    }

    /// Whether `word` is `broad` or narrower than it.
    #[inline]
    pub fn is_within(&self, word: &Word, broad: &Word) -> bool {
        // Asked hundreds of thousands of times of a bill, and nearly always denied here.
        word.lineage & broad.bit() != 0 && self.is_known_within(word, broad)
    }

    fn is_known_within(&self, word: &Word, broad: &Word) -> bool {
        word == broad || self.entries.get(word).is_some_and(|known| known.broader.contains(broad))
    }

    /// Whether a list names `asked`: the word itself or a narrower one.
    pub fn names(&self, list: &[Word], asked: &Word) -> bool {
        list.iter().any(|own| self.is_within(own, asked))
    }

    /// Whether a list takes `asked` in: the word itself or a broader one.
    pub fn takes_in(&self, list: &[Word], asked: &Word) -> bool {
        list.iter().any(|own| self.is_within(asked, own))
    }

    /// Whether one of the two is the other or narrower than it.
    pub fn are_related(&self, a: &Word, b: &Word) -> bool {
        self.is_within(a, b) || self.is_within(b, a)
    }

    /// Whether whoever asks about `word` should be told of `other` too.
    pub fn is_near(&self, word: &Word, other: &Word) -> bool {
        self.get(word).is_some_and(|entry| entry.related.contains(other))
    }

    /// Whether a list of a rule reaches `asked`: it names it or a broader word, or names nothing (all).
    pub fn reaches(&self, list: &[Word], asked: &Word) -> bool {
        list.is_empty() || self.takes_in(list, asked)
    }
}
