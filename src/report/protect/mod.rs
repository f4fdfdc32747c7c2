//! `protect`: the answer to one child's case, on the screen, as a card, a page, rows and JSON.

mod accused;
mod card;
mod crime;
mod json;
mod page;
mod view;

pub use card::{Card, Paper, card as protect_card};
pub use json::{body_json, protect_json};
pub use view::{Limits, body_item};

use super::rows::{ColumnWidth, Rows};
use view::view;

use crate::corpus::Corpus;
use crate::protect::Protection;

/// The formats of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum CaseFormat {
    /// For a screen.
    Table,
    /// One JSON object, a documented contract.
    Json,
    /// A card of one page.
    Markdown,
    /// The whole answer as a page of its own.
    Html,
    /// Rows for a spreadsheet.
    Csv,
}

/// The answer for a screen: no line longer than `width`.
pub fn protect_text(protection: &Protection<'_>, corpus: &Corpus, limits: Limits, width: usize) -> String {
    let view = view(protection, corpus, limits);
    let mut lines = super::rows::folded(&view.title, width);
    for section in &view.sections {
        lines.push(String::new());
        lines.push(section.title.clone());
        if let Some(intro) = &section.intro {
            lines.extend(indented(intro, "  ", "  ", width));
        }
        for (at, item) in section.items.iter().enumerate() {
            let number = format!("{:>2}. ", at + 1);
            lines.extend(indented(&item.lead, &number, "    ", width));
            for line in &item.lines {
                lines.extend(indented(line, "    ", "      ", width));
            }
            if !item.source.is_empty() {
                lines.extend(indented(&item.source, "    > ", "      ", width));
            }
        }
        if section.more > 0 {
            lines.push(format!("    ... and {} more: --all shows them", section.more));
        }
    }
    lines.push(String::new());
    lines.extend(super::rows::folded(&view.foot, width));
    lines.join("\n")
}

/// The whole answer as a web page of its own.
pub fn protect_page(protection: &Protection<'_>, corpus: &Corpus) -> String {
    page::page(&view(protection, corpus, Limits::ALL))
}

/// The whole answer as rows: part, what, details, source.
pub fn protect_rows(protection: &Protection<'_>, corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["Part", "What", "Details", "Source"]);
    rows.widths = vec![ColumnWidth::Share(2), ColumnWidth::Share(4), ColumnWidth::Share(5), ColumnWidth::Share(3)];
    for section in view(protection, corpus, Limits::ALL).sections {
        for item in section.items {
            rows.push(vec![section.title.to_lowercase(), item.lead, item.lines.join("; "), item.source]);
        }
    }
    rows
}

/// A text folded under its own indent.
fn indented(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let room = width.saturating_sub(first.len().max(rest.len())).max(20);
    let mut lines = super::rows::folded(text, room).into_iter();
    let mut found = vec![format!("{first}{}", lines.next().unwrap_or_default())];
    found.extend(lines.map(|line| format!("{rest}{}", line.trim_start())));
    found
}
