//! The words of a hit that answer: the densest stretch of its text, with what matched marked.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::text::{Reader, Sought};

/// About so many characters are shown.
const LENGTH: usize = 180;

/// A stretch of text and where in it the words stand that matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text, with an ellipsis where it was cut.
    pub text: String,
    /// Byte ranges in `text`, in order, apart.
    pub marks: Vec<Range<usize>>,
}

impl Snippet {
    /// The text with every mark between `open` and `close`.
    pub fn marked(&self, open: &str, close: &str) -> String {
        let mut said = String::new();
        let mut at = 0;
        for mark in &self.marks {
            said.push_str(&self.text[at..mark.start]);
            said.push_str(open);
            said.push_str(&self.text[mark.clone()]);
            said.push_str(close);
            at = mark.end;
        }
        said.push_str(&self.text[at..]);
        said
    }
}

/// The best stretch of the first of `pieces` that has most of the words sought; the beginning of the first one where none has any.
pub fn snippet(pieces: &[String], sought: &Sought<'_>, reader: &mut Reader) -> Snippet {
    let mut best: Option<(usize, usize, &String, Vec<Found<'_>>)> = None;
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        let found: Vec<Found<'_>> =
            reader.having(piece, sought).into_iter().map(|(stem, range)| Found { stem, range }).collect();
        let (count, from) = densest(&found);
        // A later piece must have more: the summary comes first.
        if best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, from, piece, found));
        }
    }
    let Some((_, from, piece, found)) = best else {
        return Snippet::default();
    };
    cut(piece, from, &found)
}

/// A word that matched, and the bytes it takes.
struct Found<'s> {
    stem: &'s str,
    range: Range<usize>,
}

/// The most different words that lie within one length, and where the first of them begins.
fn densest(found: &[Found<'_>]) -> (usize, usize) {
    let mut best = (0, 0);
    for (at, first) in found.iter().enumerate() {
        let within = found[at..].iter().take_while(|word| word.range.end <= first.range.start + LENGTH);
        let different: FxHashSet<&str> = within.map(|word| word.stem).collect();
        if different.len() > best.0 {
            best = (different.len(), first.range.start);
        }
    }
    best
}

fn cut(piece: &str, first: usize, found: &[Found<'_>]) -> Snippet {
    let fits = piece.chars().count() <= LENGTH + 20;
    // A little before the first word, from the beginning of a word on.
    let start = if fits || first < 40 {
        0
    } else {
        let near = floor(piece, first - 30);
        piece[near..first].find(' ').map_or(first, |space| near + space + 1)
    };
    let mut end = if fits { piece.len() } else { floor(piece, start + LENGTH) };
    if end < piece.len() {
        end = piece[start..end].rfind(' ').filter(|space| *space > 0).map_or(end, |space| start + space);
    }
    let before = if start > 0 { "\u{2026}" } else { "" };
    let after = if end < piece.len() { "\u{2026}" } else { "" };
    let clean: String = piece[start..end].chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let same_places = clean.len() == end - start;
    let mut marks: Vec<Range<usize>> = Vec::new();
    for Found { range, .. } in
        found.iter().filter(|word| same_places && word.range.start >= start && word.range.end <= end)
    {
        let mark = range.start - start + before.len()..range.end - start + before.len();
        match marks.last_mut() {
            // The parts of a compound lie within its whole.
            Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
            _ => marks.push(mark),
        }
    }
    Snippet { text: format!("{before}{clean}{after}"), marks }
}

/// The nearest place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[&str], words: &[&str]) -> Snippet {
        let mut reader = Reader::default();
        let stems: Vec<String> = words.iter().map(|word| reader.key(word)).collect();
        let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        snippet(&pieces, &Sought::new(&stems), &mut reader)
    }

    #[test]
    fn what_matched_is_marked() {
        let snippet = shown(&["Marriages of children are void."], &["marriage", "child", "void"]);
        assert_eq!(snippet.marked("<", ">"), "<Marriages> of <children> are <void>.");
        let compound = shown(&["Given in badl-e-sulh or vani."], &["badl-e-sulh", "badl", "sulh", "vani"]);
        assert_eq!(compound.marked("<", ">"), "Given in <badl>-e-<sulh> or <vani>.");
    }

    #[test]
    fn a_long_text_is_cut_around_the_words() {
        let long = format!("{} the juvenile gets bail {}", "filler words ".repeat(60), "and more text ".repeat(60));
        let snippet = shown(&[&long], &["juvenile", "bail"]);
        assert!(snippet.text.starts_with('\u{2026}') && snippet.text.ends_with('\u{2026}'), "{}", snippet.text);
        assert_eq!(snippet.marks.len(), 2);
        assert!(snippet.text.chars().count() < LENGTH + 10);
    }

    #[test]
    fn any_text_can_be_cut() {
        for text in ["", "\u{202e}بچے کے حقوق", &"ق".repeat(999), &"🙂 ".repeat(400)] {
            let _ = shown(&[text], &["بچے", "x"]);
        }
    }
}
