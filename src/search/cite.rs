//! Citations inside a query: `PPC 377`, `bail under section 6 JJSA 2018`, `Article 25A`, `CRC 19`.

use std::ops::Range;

use crate::corpus::{is_section_word, plain};

/// Most words a name of a law can have here.
const LONGEST_NAME: usize = 14;

/// A law named in a query, with a section of it perhaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name, as [`plain`] makes it.
    pub name: String,
    /// The section, in small letters: `6(3)`.
    pub section: Option<String>,
    /// Which words of the query say so.
    pub words: Range<usize>,
}

/// Whether a word can be the number of a section: it begins with a digit.
fn is_number(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_ascii_digit()) && word.len() <= 24
}

/// A roman number, as the SAARC conventions count their articles.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

fn section(word: &str) -> String {
    word.trim_matches(|c: char| matches!(c, ',' | ';' | '.' | '?' | '!' | ':')).to_lowercase()
}

/// The law that the words name: the longest name that `is_known`, and the section that stands before or after it.
pub fn named(words: &[String], is_known: impl Fn(&str) -> bool) -> Option<Named> {
    // `crc:19` and `federal/1860-pakistan-penal-code:310A` are one word.
    for (at, word) in words.iter().enumerate() {
        if let Some((name, number)) = word.rsplit_once(':') {
            let name = if name.contains('/') { name.to_lowercase() } else { plain(name) };
            if is_known(&name) {
                let mut number = number.to_lowercase();
                // An own id may have a section of several words: `id:2025 rules`.
                let rest = if at == 0 && word.contains('/') { words.len() } else { at + 1 };
                for more in &words[at + 1..rest] {
                    number = format!("{number} {}", more.to_lowercase());
                }
                return Some(Named { name, section: Some(number).filter(|s| !s.is_empty()), words: at..rest });
            }
        } else if word.contains('/') && is_known(&word.to_lowercase()) {
            return Some(Named { name: word.to_lowercase(), section: None, words: at..at + 1 });
        }
    }
    let (start, end, name) = name(words, &is_known)?;
    if let Some((number, end)) = after(words, end) {
        return Some(Named { name, section: Some(number), words: start..end });
    }
    if let Some((number, start)) = before(words, start) {
        return Some(Named { name, section: Some(number), words: start..end });
    }
    Some(Named { name, section: None, words: start..end })
}

/// The longest known name: `JJSA 2018` before `JJSA`.
fn name(words: &[String], is_known: &impl Fn(&str) -> bool) -> Option<(usize, usize, String)> {
    for length in (1..=words.len().min(LONGEST_NAME)).rev() {
        for (start, window) in words.windows(length).enumerate() {
            let says_something = window.iter().any(|word| !is_section_word(word) && !is_number(word));
            // "Article 25A" alone means the Constitution; the word names it only before a number.
            let article = length == 1
                && window[0].to_lowercase().starts_with("art")
                && is_section_word(&window[0])
                && words.get(start + 1).is_some_and(|next| is_number(next));
            let name = if article { "article".to_owned() } else { plain(&window.join(" ")) };
            if (says_something || article) && !name.is_empty() && is_known(&name) {
                return Some((start, start + length, name));
            }
        }
    }
    None
}

/// The section that follows a name, and the word after it.
fn after(words: &[String], from: usize) -> Option<(String, usize)> {
    let mut at = from;
    while words.get(at).is_some_and(|word| is_section_word(word) || word == ",") {
        at += 1;
    }
    let word = words.get(at)?;
    if !(is_number(word) || is_roman(word) && at > from) {
        return None;
    }
    let mut number = section(word);
    at += 1;
    // "6 (3)" is one number.
    while let Some(more) = words.get(at).filter(|more| more.starts_with('(')) {
        number.push_str(&section(more));
        at += 1;
    }
    Some((number, at))
}

/// The section before a name, `s. 89 of the`, and the word it begins with.
fn before(words: &[String], to: usize) -> Option<(String, usize)> {
    let mut at = to;
    while at > 0 && matches!(words[at - 1].to_lowercase().as_str(), "of" | "the" | ",") {
        at -= 1;
    }
    let mut number = String::new();
    while at > 0 && words[at - 1].starts_with('(') {
        number = format!("{}{number}", section(&words[at - 1]));
        at -= 1;
    }
    let word = words.get(at.checked_sub(1)?)?;
    let is_told = at >= 2 && is_section_word(&words[at - 2]);
    if !(is_number(word) || is_roman(word) && is_told) {
        return None;
    }
    let start = if is_told { at - 2 } else { at - 1 };
    // A number in the middle of a sentence is a section only when it is called one.
    (is_told || start == 0).then(|| (format!("{}{number}", section(word)), start))
}

/// Shorter and shorter forms of a section: `6(3)(a)`, `6(3)`, `6`.
pub fn wider(section: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(section), |section| section.rfind('(').map(|at| section[..at].trim_end()))
        .filter(|section| !section.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let known =
            ["ppc", "penal code", "jjsa", "jjsa 2018", "crc", "constitution", "article", "federal/x", "saarc 1"];
        named(&words, |name| known.contains(&name)).map(|named| (named.name, named.section))
    }

    fn cited(name: &str, section: &str) -> Option<(String, Option<String>)> {
        Some((name.to_owned(), (!section.is_empty()).then(|| section.to_owned())))
    }

    #[test]
    fn every_way_of_citing_is_read() {
        assert_eq!(read("PPC 377"), cited("ppc", "377"));
        assert_eq!(read("s. 89 penal code"), cited("penal code", "89"));
        assert_eq!(read("section 6 JJSA 2018"), cited("jjsa 2018", "6"));
        assert_eq!(read("Article 25A"), cited("article", "25a"));
        assert_eq!(read("Article 11(3) of the Constitution"), cited("constitution", "11(3)"));
        assert_eq!(read("CRC 19"), cited("crc", "19"));
        assert_eq!(read("crc:24(3)"), cited("crc", "24(3)"));
        assert_eq!(read("bail under section 6 (3) of the JJSA"), cited("jjsa", "6(3)"));
        assert_eq!(read("376 ppc"), cited("ppc", "376"));
        assert_eq!(read("federal/x:2025 rules"), cited("federal/x", "2025 rules"));
        assert_eq!(read("SAARC-1 article III"), cited("saarc 1", "iii"));
        assert_eq!(read("bail in JJSA"), cited("jjsa", ""));
    }

    #[test]
    fn words_that_cite_nothing_cite_nothing() {
        assert_eq!(read("child marriage 16 years"), None);
        assert_eq!(read("article on marriage"), None);
        assert_eq!(read("children of 14 years PPC"), cited("ppc", ""));
        assert_eq!(read("s. s. s."), None);
    }

    #[test]
    fn a_subsection_lies_in_its_section() {
        assert_eq!(wider("6(3)(a)").collect::<Vec<_>>(), ["6(3)(a)", "6(3)", "6"]);
    }
}
