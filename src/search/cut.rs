//! Where a text is cut into words.

use std::borrow::Cow;

/// A word longer than this, in bytes, is noise: nobody's language has it, and it is left out.
const LONGEST: usize = 60;

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// A word as it is cut from a text, not yet folded.
pub struct Piece<'t> {
    /// Its letters and digits.
    pub text: Cow<'t, str>,
    /// Its first byte in the text.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
    /// Which word of the text it is, from 0; a joined compound stands where its first part does.
    pub position: usize,
}

/// Cuts at everything that is no letter or digit. An apostrophe inside a word is dropped (`ta'zir`), a possessive ending too; a compound of letters (`badl-e-sulh`, `breast-feeding`) also stands whole, as
/// `badlesulh`, at the position of its first part.
pub fn cut(text: &str) -> Vec<Piece<'_>> {
    // A word and the space after it are six letters or so.
    let mut pieces: Vec<Piece<'_>> = Vec::with_capacity(text.len() / 6 + 2);
    let mut position = 0;
    // The parts of the compound being read: where it began in `pieces`.
    let mut compound = 0;
    let mut at = 0;
    while let Some(from) = letters_begin(text, at) {
        // Taken out of the text as it is, unless an apostrophe is dropped from it.
        let mut shortened: Option<String> = None;
        let mut to = letters_end(text, from);
        at = to;
        while let Some(rest) = text[to..].strip_prefix(is_apostrophe)
            && rest.starts_with(char::is_alphanumeric)
        {
            let next = text.len() - rest.len();
            at = letters_end(text, next);
            if is_possessive(rest) {
                // "guardian's": the word is over, its ending is skipped.
                break;
            }
            shortened.get_or_insert_with(|| text[from..to].to_owned()).push_str(&text[next..at]);
            to = at;
        }
        let word = shortened.map_or(Cow::Borrowed(&text[from..to]), Cow::Owned);
        if word.len() <= LONGEST {
            pieces.push(Piece { text: word, from, to, position });
            position += 1;
        }
        let mut after = text[to..].chars();
        let goes_on = after.next().is_some_and(is_hyphen) && after.next().is_some_and(char::is_alphanumeric);
        if !goes_on {
            join(&mut pieces, compound);
            compound = pieces.len();
        }
    }
    pieces
}

/// Where the next letter or digit stands.
fn letters_begin(text: &str, from: usize) -> Option<usize> {
    let ascii = text.as_bytes()[from..].iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    // Most of a text is ASCII, and is not decoded.
    let at = from + ascii;
    match text.as_bytes()[at].is_ascii() {
        true => Some(at),
        false => text[at..].find(char::is_alphanumeric).map(|begin| at + begin),
    }
}

/// Where the letters and digits end that begin here.
fn letters_end(text: &str, from: usize) -> usize {
    let end = text.as_bytes()[from..].iter().position(|byte| !byte.is_ascii_alphanumeric());
    let at = end.map_or(text.len(), |length| from + length);
    match text.as_bytes().get(at) {
        Some(byte) if !byte.is_ascii() => {
            text[at..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| at + length)
        }
        _ => at,
    }
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Adds the whole of a compound of letters before its parts.
fn join(pieces: &mut Vec<Piece<'_>>, from: usize) {
    let parts = &pieces[from.min(pieces.len())..];
    if parts.len() < 2 || !parts.iter().all(|part| part.text.chars().all(char::is_alphabetic)) {
        return;
    }
    let text: String = parts.iter().map(|part| &*part.text).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return;
    };
    if text.len() <= LONGEST {
        let whole = Piece { from: first.from, to: last.to, position: first.position, text: text.into() };
        pieces.insert(from, whole);
    }
}
