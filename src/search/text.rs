//! How a text becomes words, alike for what is searched and for what is asked: small letters, no diacritics, hyphens folded, English stems.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};

use super::cues::{Cue, cue};

/// A word longer than this, in bytes, is noise: nobody's language has it, and it is left out.
const LONGEST: usize = 60;

/// The analyzer of every text field.
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(Words { alike: true })
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

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

/// Takes texts apart; made once, as the stemmer has a cost.
pub struct Reader {
    stems: TextAnalyzer,
    words: TextAnalyzer,
}

impl Default for Reader {
    fn default() -> Self {
        let words = TextAnalyzer::builder(Words { alike: false }).filter(LowerCaser).filter(AsciiFoldingFilter).build();
        Self { stems: analyzer(), words }
    }
}

impl Reader {
    /// The words of a text, the joined forms of its compounds included.
    pub fn read(&mut self, text: &str) -> Vec<Spoken> {
        let mut found = Vec::new();
        let mut words = Vec::new();
        self.words.token_stream(text).process(&mut |token| words.push(token.text.clone()));
        let mut words = words.into_iter();
        self.stems.token_stream(text).process(&mut |token| {
            found.push(Spoken {
                word: words.next().unwrap_or_default(),
                stem: token.text.clone(),
                from: token.offset_from,
                to: token.offset_to,
                position: token.position,
            });
        });
        found
    }

    /// Each word of a text as written, folded.
    pub fn words(&mut self, text: &str, mut each: impl FnMut(&str)) {
        self.words.token_stream(text).process(&mut |token| each(&token.text));
    }

    /// Each stem of a text with its place, for a text that is only looked through.
    pub fn stems(&mut self, text: &str, mut each: impl FnMut(&str, std::ops::Range<usize>)) {
        self.stems.token_stream(text).process(&mut |token| each(&token.text, token.offset_from..token.offset_to));
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

/// Cuts at everything that is no letter or digit. An apostrophe inside a word is dropped (`ta'zir`), a possessive ending too; a compound of letters (`badl-e-sulh`, `breast-feeding`) also stands whole, as
/// `badlesulh`, at the position of its first part.
#[derive(Clone, Debug, Default)]
struct Words {
    /// Whether words that an English stemmer keeps apart become one.
    alike: bool,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Cut;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut {
        let mut tokens = cut(text);
        if self.alike {
            for token in &mut tokens {
                if let Some(other) = alike(&token.text.to_lowercase()) {
                    token.text = other;
                }
            }
        }
        Cut { tokens: tokens.into_iter(), current: Token::default() }
    }
}

/// The words of a text, already cut.
struct Cut {
    tokens: std::vec::IntoIter<Token>,
    current: Token,
}

impl TokenStream for Cut {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.current = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

fn cut(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut position = 0;
    // The parts of the compound being read: where it began in `tokens`.
    let mut compound = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((from, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut word = String::from(first);
        let mut to = from + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let rest = &text[at + c.len_utf8()..];
            let goes_on = rest.chars().next().is_some_and(char::is_alphanumeric);
            if c.is_alphanumeric() {
                word.push(c);
            } else if is_apostrophe(c) && goes_on {
                if is_possessive(rest) {
                    // "guardian's": the word is over, its ending is skipped.
                    chars.next();
                    chars.next();
                    break;
                }
            } else {
                break;
            }
            to = at + c.len_utf8();
            chars.next();
        }
        let joins = text[to..].chars().next().is_some_and(is_hyphen);
        if word.len() <= LONGEST {
            tokens.push(Token { offset_from: from, offset_to: to, position, text: word, position_length: 1 });
            position += 1;
        }
        let goes_on = joins && text[to..].chars().nth(1).is_some_and(char::is_alphanumeric);
        if !goes_on {
            join(&mut tokens, compound);
            compound = tokens.len();
        }
    }
    tokens
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Adds the whole of a compound of letters before its parts.
fn join(tokens: &mut Vec<Token>, from: usize) {
    let parts = &tokens[from.min(tokens.len())..];
    if parts.len() < 2 || !parts.iter().all(|part| part.text.chars().all(char::is_alphabetic)) {
        return;
    }
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return;
    };
    if text.len() <= LONGEST {
        let whole = Token {
            offset_from: first.offset_from,
            offset_to: last.offset_to,
            position: first.position,
            text,
            position_length: 1,
        };
        tokens.insert(from, whole);
    }
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
    const STOP: [&str; 172] = [
        "a", "about", "after", "agar", "all", "also", "am", "an", "and", "any", "apna", "apne", "apni", "are", "as",
        "at", "aur", "baad", "be", "been", "before", "being", "bhi", "but", "by", "can", "could", "dena", "did",
        "diya", "do", "does", "down", "during", "eg", "ek", "else", "etc", "for", "from", "gaya", "gayi", "get",
        "give", "had", "hai", "hain", "has", "have", "he", "her", "his", "ho", "hona", "hone", "how", "hua", "hui",
        "hum", "i", "if", "in", "into", "is", "it", "its", "jab", "jo", "just", "ka", "kab", "kahan", "kaise", "kar",
        "kare", "karna", "karne", "ke", "ki", "kis", "kisi", "ko", "koi", "kya", "kyun", "lena", "liye", "many", "may",
        "me", "mein", "mera", "mere", "meri", "mine", "much", "must", "my", "na", "nahi", "nahin", "not", "of", "off",
        "on", "only", "or", "our", "out", "over", "paas", "pe", "pehle", "per", "raha", "rahe", "rahi", "s", "saath",
        "sab", "sath", "say", "says", "se", "shall", "she", "should", "so", "some", "such", "tha", "than", "that",
        "the", "their", "them", "then", "there", "these", "they", "thi", "this", "to", "under", "until", "up", "us",
        "via", "wala", "wale", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who",
        "whom", "whose", "why", "will", "with", "within", "wo", "woh", "would", "yes", "you", "your",
    ];
    STOP.binary_search(&word).is_ok()
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
    use super::*;

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
    fn anything_can_be_read() {
        for text in ["", "---", "'s", "\u{202e}بچہ\u{200f}", "🙂-🙂", "\0\0", "-a-", "a--b", "’’’"] {
            let _ = words(text);
        }
    }

    #[test]
    fn the_stop_words_are_sorted() {
        assert!(is_stop_word("a") && is_stop_word("you") && is_stop_word("mein") && !is_stop_word("child"));
    }
}
