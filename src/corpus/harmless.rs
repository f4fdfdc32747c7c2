//! What a text from a file may carry that would act rather than be read, taken out at the door.

use std::iter::Peekable;
use std::str::Chars;

/// A text without what could act: control and escape sequences, bidi overrides, noncharacters. Line breaks become spaces.
///
/// The joiners and direction marks that Urdu needs stay.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\u{9b}' => skip_control_sequence(&mut chars),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push(' '),
            c if c.is_control() || is_hidden(c) => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// Overrides, embeddings and isolates, tags, and what is no character at all.
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || (c as u32) & 0xfffe == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

fn skip_escape(chars: &mut Peekable<Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            skip_control_sequence(chars);
        }
        // A command to the terminal, up to its end: the bell, or escape and backslash.
        Some(']' | 'P' | '^' | '_' | 'X') => {
            while let Some(c) = chars.next() {
                if c == '\u{7}' || c == '\u{9c}' {
                    break;
                }
                if c == '\u{1b}' {
                    chars.next_if_eq(&'\\');
                    break;
                }
            }
        }
        _ => {}
    }
}

fn skip_control_sequence(chars: &mut Peekable<Chars<'_>>) {
    while let Some(c) = chars.next_if(|c| ('\u{20}'..='\u{7e}').contains(c)) {
        if ('\u{40}'..='\u{7e}').contains(&c) {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_is_stripped_and_urdu_stays() {
        assert_eq!(harmless("a\u{1b}[31mred\u{1b}[0m b\u{202e}c\nd\u{7}"), "ared bc d");
        assert_eq!(harmless("\u{1b}]8;;https://x\u{7}link\u{1b}]8;;\u{1b}\\"), "link");
        assert_eq!(harmless("بچوں کا قانون"), "بچوں کا قانون");
        assert_eq!(harmless("\u{9b}31mx"), "x");
    }
}
