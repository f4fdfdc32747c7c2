//! Citations inside a query: `PPC 377`, `bail under section 6 JJSA 2018`, `Article 25A`, `CRC 19`.

use std::ops::Range;

use crate::corpus::{is_section_word, plain};
use crate::model::unhyphened;

/// The name by which the Constitution is known that no other law names: its sections are articles.
const ARTICLE: &str = "article";
/// Most words a name of a law can have here.
const LONGEST_NAME: usize = 14;

/// A law named in a query, with a section of it perhaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name, as [`plain`] makes it.
    pub name: String,
    /// The sections, in small letters: `6(3)`.
    pub sections: Vec<String>,
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
    unhyphened(&word.trim_matches(|c: char| matches!(c, ',' | ';' | '.' | '?' | '!' | ':')).to_lowercase())
}

/// The words of a query as citations are read: `P.P.C.` is PPC, `s.11` two words, `u/s` says that a section follows.
pub fn tidied(words: &[String]) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if let Some((number, read)) = general_comment(&words[at..]) {
            if tidy.last().is_some_and(|before| before.eq_ignore_ascii_case("crc")) {
                tidy.pop();
            }
            tidy.extend(["CRC", "general", "comments"].map(str::to_owned));
            tidy.push(number);
            at += read;
            continue;
        }
        let follows_a_word = tidy.last().is_some_and(|before| !is_number(before));
        at += 1;
        let initials = word.trim_end_matches('.').split('.');
        if word.contains('.') && initials.clone().count() > 1 && initials.clone().all(is_letter) {
            tidy.push(initials.collect());
        } else if matches!(word.to_lowercase().trim_end_matches('.'), "u/s" | "u/ss" | "§" | "§§" | "section." | "sec.")
        {
            tidy.push("section".to_owned());
        } else if let Some(number) = attached(word) {
            tidy.push("section".to_owned());
            tidy.push(number.to_owned());
        } else if word == "&" && follows_a_word {
            tidy.push("and".to_owned());
        } else {
            tidy.push(word.clone());
        }
    }
    tidy
}

/// `GC 24 para 22`, `general comment no. 21`: the number, with its paragraph as `24/22`, and how many words say so.
fn general_comment(words: &[String]) -> Option<(String, usize)> {
    let said: Vec<String> = words.iter().take(8).map(|word| section(word)).collect();
    let is = |at: usize, names: &[&str]| said.get(at).is_some_and(|word| names.contains(&word.as_str()));
    let number = |at: usize| said.get(at).filter(|word| is_number(word)).cloned();
    let mut at = match () {
        () if is(0, &["gc", "gcs"]) => 1,
        () if is(0, &["general"]) && is(1, &["comment", "comments"]) => 2,
        () => return None,
    };
    at += usize::from(is(at, &["no", "number", "nr", "#"]));
    let mut cited = number(at)?;
    at += 1;
    let told = usize::from(is(at, &["para", "paras", "paragraph", "paragraphs", "section", "§"]));
    if let Some(paragraph) = number(at + told).filter(|_| told == 1 && !cited.contains('/')) {
        cited = format!("{cited}/{paragraph}");
        at += 2;
    }
    Some((cited, at))
}

fn is_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_alphabetic)
}

/// The number of `s.11`, `sec.11(a)`, `art.25A`, `§11`.
fn attached(word: &str) -> Option<&str> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let (before, number) = word.split_at(at);
    let is_told = before == "§" || before.ends_with('.') && is_section_word(before);
    is_told.then_some(number)
}

/// What stands between two sections: `82 & 83`, `82, 83`.
fn is_and(word: &str) -> bool {
    matches!(word, "&" | "," | "/" | "+") || word.eq_ignore_ascii_case("and")
}

/// The law that the words name: the longest name that `is_known`, and the sections that stand before or after it.
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
                let sections = Some(number).filter(|number| !number.is_empty()).into_iter().collect();
                return Some(Named { name, sections, words: at..rest });
            }
        } else if word.contains('/') && is_known(&word.to_lowercase()) {
            return Some(Named { name: word.to_lowercase(), sections: Vec::new(), words: at..at + 1 });
        }
    }
    let (start, end, name) = name(words, &is_known)?;
    let (sections, end) = after(words, end);
    if !sections.is_empty() {
        return Some(Named { name, sections, words: start..end });
    }
    let (sections, start) = before(words, start);
    Some(Named { name, sections, words: start..end })
}

/// The longest known name: `JJSA 2018` before `JJSA`.
fn name(words: &[String], is_known: &impl Fn(&str) -> bool) -> Option<(usize, usize, String)> {
    for length in (1..=words.len().min(LONGEST_NAME)).rev() {
        for (start, window) in words.windows(length).enumerate() {
            let says_something = window.iter().any(|word| !is_section_word(word) && !is_number(word));
            let name = plain(&window.join(" "));
            if says_something && !name.is_empty() && is_known(&name) {
                return Some((start, start + length, name));
            }
        }
    }
    // "Article 25A" alone means the Constitution; "Article 19 CRC" does not.
    let is_article = |word: &String| word.to_lowercase().starts_with("art") && is_section_word(word);
    let article = words.windows(2).position(|pair| is_article(&pair[0]) && is_number(&pair[1]))?;
    is_known(ARTICLE).then(|| (article, article + 1, ARTICLE.to_owned()))
}

/// Whether a number after the name of a law is its year: no law has so many sections.
fn is_year(word: &str) -> bool {
    section(word).parse().is_ok_and(|year: u16| (1800..2100).contains(&year))
}

/// The sections that follow a name, and the word after them.
fn after(words: &[String], from: usize) -> (Vec<String>, usize) {
    let from = from + usize::from(words.get(from).is_some_and(|word| is_year(word)));
    let (mut found, mut end) = (Vec::new(), from);
    let mut at = from;
    while words.get(at).is_some_and(|word| is_section_word(word) || word == ",") {
        at += 1;
    }
    let is_told = at > from;
    while let Some(word) = words.get(at).filter(|word| is_number(word) || is_roman(word) && is_told) {
        let mut number = section(word);
        at += 1;
        // "6 (3)" is one number.
        while let Some(more) = words.get(at).filter(|more| more.starts_with('(')) {
            number.push_str(&section(more));
            at += 1;
        }
        found.push(number);
        end = at;
        let goes_on = word.ends_with(',') || words.get(at).is_some_and(|word| is_and(word));
        at += usize::from(words.get(at).is_some_and(|word| is_and(word)));
        if !goes_on {
            break;
        }
    }
    (found, end)
}

/// The sections before a name, `s. 89 of the`, and the word they begin with.
fn before(words: &[String], to: usize) -> (Vec<String>, usize) {
    let mut at = to;
    while at > 0 && matches!(words[at - 1].to_lowercase().as_str(), "of" | "the" | ",") {
        at -= 1;
    }
    let mut found = Vec::new();
    loop {
        let mut number = String::new();
        while at > 0 && words[at - 1].starts_with('(') {
            number = format!("{}{number}", section(&words[at - 1]));
            at -= 1;
        }
        let Some(word) = at.checked_sub(1).and_then(|at| words.get(at)) else {
            break;
        };
        let is_told = at >= 2 && is_section_word(&words[at - 2]);
        if !(is_number(word) || is_roman(word) && is_told) {
            break;
        }
        found.insert(0, format!("{}{number}", section(word)));
        at -= 1;
        if at >= 2 && is_and(&words[at - 1]) {
            at -= 1;
        } else if !(at >= 1 && words[at - 1].ends_with(',')) {
            break;
        }
    }
    let is_told = at >= 1 && is_section_word(&words[at - 1]);
    let start = at - usize::from(is_told);
    // A number in the middle of a sentence is a section only when it is called one.
    if found.is_empty() || !(is_told || start == 0) { (Vec::new(), to) } else { (found, start) }
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
        let words = tidied(&words);
        let known = [
            "ppc",
            "penal code",
            "jjsa",
            "jjsa 2018",
            "crc",
            "constitution",
            "article",
            "federal/x",
            "saarc 1",
            "crc general comments",
            "guardians and wards act 1890",
        ];
        named(&words, |name| known.contains(&name))
            .map(|named| (named.name, Some(named.sections.join("+")).filter(|sections| !sections.is_empty())))
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
        assert_eq!(read("u/s 377-B P.P.C."), cited("ppc", "377b"));
        assert_eq!(read("ss. 82 & 83 PPC"), cited("ppc", "82+83"));
        assert_eq!(read("PPC 82, 83 and 84"), cited("ppc", "82+83+84"));
        assert_eq!(read("JJSA 2018 s.6(1)"), cited("jjsa 2018", "6(1)"));
        assert_eq!(read("SAARC-1 article III"), cited("saarc 1", "iii"));
        assert_eq!(read("bail in JJSA"), cited("jjsa", ""));
        assert_eq!(read("GC 24 para 22"), cited("crc general comments", "24/22"));
        assert_eq!(read("CRC general comment no. 21"), cited("crc general comments", "21"));
        assert_eq!(read("general comment 8/31"), cited("crc general comments", "8/31"));
        assert_eq!(read("sec. 17 Guardians & Wards Act 1890"), cited("guardians and wards act 1890", "17"));
        assert_eq!(read("Article 19 CRC"), cited("crc", "19"));
        assert_eq!(read("art. 2 CRC 1989"), cited("crc", "2"));
        assert_eq!(read("82 PPC 1860"), cited("ppc", "82"));
        assert_eq!(read("PPC, 1860, s. 82"), cited("ppc", "82"));
        assert_eq!(read("PPC 1860"), cited("ppc", ""));
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
