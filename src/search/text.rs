//! How a text becomes words, alike for what is searched and for what is asked: small letters, no diacritics, hyphens folded, English stems.

use std::ops::Range;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use super::cues::{Cue, cue};
use super::cut::{Piece, cut};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// As written, folded: small letters, no diacritics.
    pub word: String,
    /// Its English stem.
    pub stem: String,
    /// Its first byte in the text.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
    /// Which word of the text it is, from 0; a joined compound stands where its first part does.
    pub position: usize,
}

/// Takes texts apart; made once, as the stemmer has a cost, and so has each word that it has not met yet.
pub struct Reader {
    fold: TextAnalyzer,
    stem: TextAnalyzer,
    /// Words as they are cut from a text, each folded and stemmed.
    known: FxHashMap<String, Known>,
}

/// What a word comes down to.
#[derive(Clone, Debug, Default)]
struct Known {
    word: String,
    stem: String,
}

impl Default for Reader {
    fn default() -> Self {
        let fold = TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build();
        let stem = TextAnalyzer::builder(RawTokenizer::default())
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .filter(Stemmer::new(Language::English))
            .build();
        Self { fold, stem, known: FxHashMap::default() }
    }
}

impl Reader {
    /// What a word as cut from a text comes down to.
    fn known(&mut self, text: &str) -> Option<&Known> {
        if !self.known.contains_key(text) {
            let lower = text.to_lowercase();
            let stem = only(&mut self.stem, &alike(&lower).unwrap_or(lower));
            self.known.insert(text.to_owned(), Known { word: only(&mut self.fold, text), stem });
        }
        self.known.get(text)
    }

    /// The words of a text, the joined forms of its compounds included.
    pub fn read(&mut self, text: &str) -> Vec<Spoken> {
        let spoken = |piece: Piece<'_>| {
            let Known { word, stem } = self.known(&piece.text).cloned().unwrap_or_default();
            Spoken { word, stem, from: piece.from, to: piece.to, position: piece.position }
        };
        cut(text).into_iter().map(spoken).collect()
    }

    /// Each word of a text as written, folded.
    pub fn words(&mut self, text: &str, mut each: impl FnMut(&str)) {
        for piece in cut(text) {
            self.known(&piece.text).map(|known| known.word.as_str()).into_iter().for_each(&mut each);
        }
    }

    /// The words of a text whose stem is sought, each with its place.
    pub fn having<'s>(&mut self, text: &str, sought: &Sought<'s>) -> Vec<(&'s str, Range<usize>)> {
        let found = |piece: Piece<'_>| {
            let stem = sought.one(&self.known(&piece.text)?.stem)?;
            Some((stem, piece.from..piece.to))
        };
        cut(text).into_iter().filter(|piece| sought.may_be(&piece.text)).filter_map(found).collect()
    }

    /// The words of a text without joined forms: one word a position.
    pub fn plain(&mut self, text: &str) -> Vec<Spoken> {
        let mut words = self.read(text);
        // A joined form precedes nothing but its own parts: it is longer than the part at its position.
        words.sort_by_key(|word| (word.position, word.to - word.from));
        words.dedup_by_key(|word| word.position);
        words
    }

    /// The stems of a text, one a position, joined by spaces: the key under which a name is known.
    pub fn key(&mut self, text: &str) -> String {
        let stems: Vec<String> = self.plain(text).into_iter().map(|word| word.stem).collect();
        stems.join(" ")
    }
}

/// Stems that are looked for in texts.
pub struct Sought<'s> {
    sorted: Vec<&'s str>,
}

impl<'s> Sought<'s> {
    /// Takes the stems.
    pub fn new(stems: impl IntoIterator<Item = &'s String>) -> Self {
        let mut sorted: Vec<&str> = stems.into_iter().map(String::as_str).collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    fn one(&self, stem: &str) -> Option<&'s str> {
        self.sorted.binary_search(&stem).ok().map(|at| self.sorted[at])
    }

    /// Whether the stem of a word may be among them: so that most words of a text need no stemming.
    fn may_be(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next().map(|first| first.to_ascii_lowercase()) else {
            return false;
        };
        let from = self.sorted.partition_point(|stem| stem.bytes().next() < Some(first));
        let mut alike = self.sorted[from..].iter().take_while(|stem| stem.bytes().next() == Some(first)).peekable();
        !first.is_ascii() || alike.peek().is_some() && (alike.any(|stem| begins(word, stem)) || is_irregular(word))
    }
}

/// Whether a word can have this stem, for its letters. But for its last letter ("carri", "marriag") a stem begins its word, unless the word [`is_irregular`].
/// What is written with other letters than ASCII may be folded into anything.
fn begins(word: &str, stem: &str) -> bool {
    let length = stem.len().saturating_sub(1).max(1);
    let (own, stem) = (word.as_bytes().get(..length), stem.as_bytes().get(..length));
    !word.is_ascii() || own.zip(stem).is_some_and(|(own, stem)| own.eq_ignore_ascii_case(stem))
}

/// Whether the stem of a word may have other letters than the word: the English stemmer knows some by heart, and so do we.
fn is_irregular(word: &str) -> bool {
    const BY_HEART: [&str; 11] =
        ["dying", "early", "gently", "idly", "lying", "only", "singly", "skies", "skis", "tying", "ugly"];
    let word = word.to_ascii_lowercase();
    BY_HEART.binary_search(&word.as_str()).is_ok() || alike(&word).is_some()
}

/// What an analyzer makes of one word.
fn only(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    if stream.advance() { stream.token().text.clone() } else { String::new() }
}

/// The form under which a word is stemmed, where the stemmer cannot know: irregular plurals, and American spellings beside the British ones that the laws of Pakistan use.
fn alike(word: &str) -> Option<String> {
    let same = match word {
        "children" | "childs" | "childrens" => "child",
        "women" => "woman",
        "men" => "man",
        "wives" => "wife",
        "labor" => "labour",
        "labors" | "laborer" | "laborers" => "labourer",
        "honor" => "honour",
        "neighborhood" => "neighbourhood",
        "offense" => "offence",
        "offenses" => "offences",
        "defense" => "defence",
        "license" | "licenses" => "licence",
        "licensed" | "licensing" => "licence",
        "program" => "programme",
        "center" => "centre",
        "centers" => "centres",
        "judgement" => "judgment",
        "beaten" => "beat",
        "bought" => "buy",
        "caught" => "catch",
        "drove" | "driven" => "drive",
        "fled" => "flee",
        "ran" => "run",
        "sold" => "sell",
        "stolen" | "stole" => "steal",
        "threw" | "thrown" => "throw",
        "pornographic" => "pornography",
        "married" | "marries" | "marry" | "marrying" => "marriage",
        // "paedophile" and "pedophile", "thalassaemia" and "thalassemia".
        _ if word.starts_with("paed") || word.contains("aem") => return Some(word.replacen("ae", "e", 1)),
        _ => {
            // "immunisation": the stemmer knows only -iz-. A word that is always written so ("promise") becomes another everywhere alike.
            let ending = ["isation", "isations", "ise", "ised", "ises", "ising"]
                .into_iter()
                .find(|ending| word.ends_with(ending))?;
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= 4)?;
            return Some(format!("{stem}{}", ending.replacen('s', "z", 1)));
        }
    };
    Some(same.to_owned())
}

/// Words that say nothing of what is looked for.
pub fn is_stop_word(word: &str) -> bool {
    static STOP: phf::Set<&str> = phf::phf_set! {
        "a", "about", "after", "agar", "all", "also", "am", "an", "and", "any", "apna", "apnay", "apne", "apni",
        "are", "as", "at", "aur", "baad", "be", "been", "before", "being", "bhee", "bhi", "but", "by", "can",
        "chahie", "chahiye", "could", "dena", "deta", "dete", "deti", "did", "diya", "do", "does", "down", "during",
        "eg", "ek", "else", "etc", "for", "from", "gae", "gaya", "gaye", "gayi", "get", "give", "had", "hai", "hain",
        "hamara", "hamari", "has", "have", "he", "her", "hi", "his", "ho", "hona", "hone", "hota", "hote", "hoti",
        "how", "hua", "hui", "hum", "humara", "i", "if", "in", "inka", "into", "is", "iska", "iske", "iski", "isko",
        "it", "its", "jab", "jata", "jate", "jati", "jo", "just", "ka", "kab", "kahan", "kaise", "kar", "kare",
        "karna", "karne", "karta", "karte", "karti", "ke", "ki", "kis", "kisi", "kiya", "kiye", "ko", "koi", "kon",
        "kuch", "kya", "kyon", "kyu", "kyun", "lena", "leta", "lete", "leti", "liye", "many", "mat", "may", "me",
        "mein", "mera", "mere", "meri", "mine", "much", "mujhe", "must", "my", "na", "nahe", "nahi", "nahin", "not",
        "of", "off", "on", "only", "or", "our", "out", "over", "paas", "pe", "pehle", "per", "phir", "raha", "rahe",
        "rahi", "rahta", "rehta", "rehte", "rehti", "s", "saath", "sab", "sakta", "sakte", "sakti", "sath", "say",
        "says", "se", "shall", "she", "should", "so", "some", "such", "tak", "tha", "than", "that", "the", "their",
        "them", "then", "there", "these", "they", "thi", "this", "tho", "to", "un", "under", "unka", "unke", "unki",
        "unko", "until", "up", "us", "uska", "uske", "uski", "usko", "via", "wala", "wale", "wali", "was", "we",
        "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with",
        "within", "wo", "woh", "would", "yes", "you", "your",
    };
    STOP.contains(word)
}

/// What a name of several words comes down to: the stems that say something, whoever is young being a child, in one order. `None` for a single word.
pub fn gist(words: &[Spoken]) -> Option<String> {
    let stem = |word: &Spoken| match cue(&word.word) {
        Some(Cue::Person(_)) => "child".to_owned(),
        _ => word.stem.clone(),
    };
    let mut stems: Vec<String> = words.iter().filter(|word| !is_stop_word(&word.word)).map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    (stems.len() > 1).then(|| stems.join(" "))
}

/// A heading as a name: the stems that are no stop words.
pub fn heading(words: &[Spoken]) -> String {
    let telling = words.iter().filter(|word| !is_stop_word(&word.word));
    telling.map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::document::documents;
    use super::*;
    use crate::corpus::{Corpus, Origin};

    fn words(text: &str) -> Vec<String> {
        Reader::default().read(text).into_iter().map(|word| word.word).collect()
    }

    #[test]
    fn hyphens_and_diacritics_are_folded() {
        assert_eq!(words("Badl-e-Sulh"), ["badlesulh", "badl", "e", "sulh"]);
        assert_eq!(words("breast-feeding"), ["breastfeeding", "breast", "feeding"]);
        assert_eq!(words("ṭhāna café"), ["thana", "cafe"]);
        assert_eq!(words("s. 332-336, 21-G"), ["s", "332", "336", "21", "g"]);
    }

    #[test]
    fn apostrophes_do_not_cut_words() {
        assert_eq!(words("a guardian's ta'zir; Qur\u{2019}an"), ["a", "guardian", "tazir", "quran"]);
        assert_eq!(words("parents' duty"), ["parents", "duty"]);
    }

    #[test]
    fn stems_meet() {
        assert_eq!(Reader::default().key("Brick kilns"), Reader::default().key("brick kiln"));
        assert_eq!(Reader::default().plain("non-bailable bail").len(), 3);
    }

    #[test]
    fn a_name_is_the_same_in_any_order() {
        let of = |text: &str| gist(&Reader::default().plain(text));
        assert_eq!(of("rape of a minor girl"), of("child rape"));
        assert_eq!(of("sale of cigarettes to minors"), of("cigarettes sale children"));
        assert_eq!(of("girls"), None);
    }

    #[test]
    fn what_a_stemmer_cannot_know_is_told() {
        let key = |text: &str| Reader::default().key(text);
        assert_eq!(key("children"), key("child"));
        assert_eq!(key("immunizations"), key("immunisation"));
        assert_eq!(key("marries"), key("marriage"));
        assert_eq!(words("children"), ["children"], "a word keeps its own spelling");
    }

    #[test]
    fn no_word_is_passed_over_that_has_the_stem() {
        let words = "children women men wives labor honor offense licensed centre judgement beaten bought caught drove fled ran sold stolen threw pornographic married marrying paedophile thalassaemia \
                     immunisation recognised dying lying tying skies early only inning organisations Marriages JUVENILES café";
        let mut reader = Reader::default();
        for word in words.split_whitespace() {
            let stem = reader.key(word);
            assert!(begins(word, &stem) || is_irregular(word), "{word}");
            assert_eq!(reader.having(word, &Sought::new([&stem])).len(), 1, "{word}");
        }
        assert!(!begins("committee", "child") && !begins("cat", "convict") && !is_irregular("committee"));
    }

    #[test]
    fn no_word_of_the_corpus_is_passed_over() {
        let corpus = Corpus::load(Origin::Embedded).expect("the corpus is sound");
        let mut reader = Reader::default();
        for document in documents(&corpus) {
            for text in [&document.title, &document.heading, &document.body] {
                for piece in cut(text) {
                    let stem = reader.known(&piece.text).map(|known| known.stem.clone()).unwrap_or_default();
                    assert!(
                        begins(&piece.text, &stem) || is_irregular(&piece.text),
                        "{} has the stem {stem}",
                        piece.text
                    );
                }
            }
        }
    }

    #[test]
    fn anything_can_be_read() {
        for text in ["", "---", "'s", "\u{202e}بچہ\u{200f}", "🙂-🙂", "\0\0", "-a-", "a--b", "’’’"] {
            let _ = words(text);
        }
    }

    #[test]
    fn a_stop_word_says_nothing() {
        assert!(is_stop_word("a") && is_stop_word("you") && is_stop_word("mein") && !is_stop_word("child"));
    }
}
