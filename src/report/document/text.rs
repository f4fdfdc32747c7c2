//! Text from the corpus is data: made harmless here, once for each format it goes to.

use crate::corpus::{harmless as clean, is_hidden};
use crate::report::rows::no_formula;

/// The longest text one cell of a spreadsheet holds.
const LONGEST_CELL: usize = 32_000;

/// A text as Markdown shows it: every sign that Markdown or HTML would read is escaped.
pub fn markdown(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut number = true;
    for (at, c) in text.char_indices() {
        let first = matches!(c, '#' | '+' | '-' | '=' | ':') && at == 0;
        // "1. x" at the start would be a list; "2026.11" is not.
        let ends = text[at + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
        let list = matches!(c, '.' | ')') && number && at > 0 && ends;
        if first || list || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$') {
            out.push('\\');
        }
        number = number && c.is_ascii_digit();
        out.push(c);
    }
    out
}

/// An address that may be linked: http or https, nothing else; what Markdown would read in it is percent-encoded.
pub fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.get(..8)?.to_ascii_lowercase();
    if !(scheme.starts_with("http://") || scheme.starts_with("https://")) {
        return None;
    }
    if url.chars().any(|c| c.is_control() || c.is_whitespace() || is_hidden(c)) {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '<' | '>' | '(' | ')' | '"' | '\'' | '`' | '\\' | '|' | '[' | ']' | '{' | '}' | '^' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    Some(out)
}

/// A text in HTML or XML, between tags or in a quoted attribute.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if (c.is_control() && !matches!(c, '\n' | '\t')) || (c as u32) & 0xfffe == 0xfffe => {}
            c => out.push(c),
        }
    }
    out
}

/// A text in a CSV cell, which no spreadsheet reads as a formula.
pub fn plain_cell(text: &str) -> String {
    no_formula(&clean(text)).into_owned()
}

/// A text in a cell of a spreadsheet file, where a cell is a text by its type; too long a one is cut, and says so.
pub fn sheet_cell(text: &str) -> String {
    shortened(&clean(text), LONGEST_CELL)
}

/// At most so many signs, the last one an ellipsis where something was cut.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// Whether a text has letters that run from right to left.
pub fn runs_right_to_left(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_reads_nothing_in_a_text() {
        assert_eq!(markdown("# a | <b> [c](d) *e*"), "\\# a \\| \\<b\\> \\[c\\](d) \\*e\\*");
        assert_eq!(markdown("1. x"), "1\\. x");
        assert_eq!(markdown("s. 4(a), 12.5"), "s. 4(a), 12.5");
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("data:text/html,x"), None);
        assert_eq!(address("https://x.pk/a b"), None);
        assert_eq!(address("HTTPS://x.pk/(1)").as_deref(), Some("HTTPS://x.pk/%281%29"));
    }

    #[test]
    fn a_formula_is_a_text() {
        assert_eq!(plain_cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(plain_cell("-"), "-");
        assert_eq!(plain_cell("\t=1"), "'=1");
        assert_eq!(shortened("abcdef", 4), "abc…");
    }
}
