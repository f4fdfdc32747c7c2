//! Rows: the one shape behind every table, CSV and Markdown view.

use std::borrow::Cow;

use anstyle::{AnsiColor, Color};
use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};

/// The formats every reading command takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A table for people.
    Table,
    /// One JSON object, a documented contract.
    Json,
    /// Comma-separated rows.
    Csv,
    /// A Markdown table.
    Markdown,
}

/// How a terminal table is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal.
    pub width: u16,
    /// Whether colour may be used.
    pub colour: bool,
}

/// Stand around what a cell marks: two characters without width, so that a table is laid out as if they were not there. [`Rows::table`] makes them bold.
pub const MARKED: (char, char) = (OPEN, CLOSE);
const OPEN: char = '\u{2061}';
const CLOSE: char = '\u{2062}';

/// A table of texts.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, as wide as the header.
    pub rows: Vec<Vec<String>>,
    /// The column whose words carry a colour, if any.
    pub coloured: Option<usize>,
    /// How wide each column is, as far as given.
    pub widths: Vec<ColumnWidth>,
    /// Whether rows stand close together, without a line between them.
    pub compact: bool,
    /// What is said below the table: notes that its cells number.
    pub notes: Vec<String>,
}

/// How wide a column is drawn in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnWidth {
    /// So many characters.
    Fixed(u16),
    /// A share of what is left.
    Share(u16),
}

impl Rows {
    /// An empty table with these columns.
    pub fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(|name| (*name).to_owned()).collect(), ..Self::default() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// The table for a terminal.
    pub fn table(&self, style: Style) -> String {
        let widths = self.drawn_widths(style.width.max(40));
        if self.is_too_narrow(&widths, style) {
            return self
                .blocks(style)
                .iter()
                .map(|line| bold(line).into_owned())
                .chain(self.notes_below(style))
                .collect::<Vec<_>>()
                .join("\n");
        }
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(style.width.max(40));
        if style.colour {
            // Whether colour is wanted was decided once, with NO_COLOR and --color; the table does not ask again.
            table.enforce_styling();
        }
        table.set_header(self.header.iter().map(|name| {
            let cell = Cell::new(name);
            if style.colour { cell.add_attribute(Attribute::Bold) } else { cell }
        }));
        for row in &self.rows {
            table.add_row(row.iter().enumerate().map(|(at, text)| {
                let inner = widths.get(at).map_or(usize::MAX, |width| usize::from(width.saturating_sub(2)));
                let cell = Cell::new(broken_at_spaces(&broken_at_hyphens(text, inner), inner));
                match (style.colour && self.coloured == Some(at), colour_of(text)) {
                    (true, Some(colour)) => cell.fg(colour),
                    _ => cell,
                }
            }));
        }
        for (at, width) in widths.into_iter().enumerate() {
            if let Some(column) = table.column_mut(at) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            }
        }
        let mut lines: Vec<String> = table.lines().collect();
        if self.compact {
            let last = lines.len().saturating_sub(1);
            let mut at = 0;
            lines.retain(|line| {
                at += 1;
                at == 1 || at > last || !line.trim_end().chars().all(|c| c == '─')
            });
        }
        let mut said = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
        for line in lines {
            said.push_str(&bold(line.trim_end()));
            said.push('\n');
        }
        for note in self.notes_below(style) {
            said.push_str(&note);
            said.push('\n');
        }
        said.pop();
        said
    }

    /// What its cells number, below it.
    fn notes_below(&self, style: Style) -> Vec<String> {
        let notes = self.notes.iter().enumerate().map(|(at, note)| format!("[{}] {note}", at + 1));
        notes.flat_map(|note| folded(&note, usize::from(style.width.max(40)))).collect()
    }

    /// The width of each column, its padding of one on each side included.
    fn drawn_widths(&self, total: u16) -> Vec<u16> {
        let fixed: u16 =
            self.widths.iter().map(|width| if let ColumnWidth::Fixed(n) = width { n + 2 } else { 0 }).sum();
        let shares: u16 = self.widths.iter().map(|width| if let ColumnWidth::Share(n) = width { *n } else { 0 }).sum();
        let separators = u16::try_from(self.widths.len()).unwrap_or_default().saturating_sub(1);
        let left = total.saturating_sub(fixed + separators).max(14);
        self.widths
            .iter()
            .map(|width| match width {
                ColumnWidth::Fixed(n) => n + 2,
                ColumnWidth::Share(n) => (left * n / shares.max(1)).max(6),
            })
            .collect()
    }

    /// The rows as CSV, with a header.
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = self.header.iter().map(|name| name.to_lowercase().replace(' ', "_"));
        // Writing to memory cannot fail; a row of another length would be this room's own mistake, and is dropped rather than shown wrong.
        let _ = writer.write_record(header);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|text| no_formula(text).into_owned()));
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8_lossy(&bytes).trim_end().to_owned()
    }

    /// The rows as a JSON object: `corpus` and `rows[]`, each with the header's names as keys.
    pub fn json(&self, corpus: &str) -> serde_json::Value {
        let keys: Vec<String> = self.header.iter().map(|name| name.to_lowercase().replace(' ', "_")).collect();
        let rows: Vec<serde_json::Map<String, serde_json::Value>> = self
            .rows
            .iter()
            .map(|row| keys.iter().cloned().zip(row.iter().map(|text| serde_json::json!(text))).collect())
            .collect();
        serde_json::json!({ "corpus": corpus, "rows": rows })
    }

    /// The rows as a Markdown table.
    pub fn markdown(&self) -> String {
        let clean = |text: &str| text.replace('|', "\\|").replace('\n', "<br>");
        let mut said = format!("| {} |\n|{}\n", self.header.join(" | "), "---|".repeat(self.header.len()));
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|text| clean(text)).collect();
            said.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        said.trim_end().to_owned()
    }
}

/// The first of some texts, and how many more there are: "a; b; and 3 more".
pub fn first(texts: &[String], most: usize, joint: &str) -> String {
    match texts.len() {
        n if n <= most => texts.join(joint),
        n => format!("{}{joint}and {} more", texts[..most].join(joint), n - most),
    }
}

/// A text in a CSV cell: a spreadsheet would read some first signs as a formula, so an apostrophe goes before them.
pub fn no_formula(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '|' | '%') if text.chars().nth(1).is_some() => {
            format!("'{text}").into()
        }
        _ => text.into(),
    }
}

/// A word too long for its column breaks after a hyphen, not in the middle: "Gilgit-" and "Baltistan".
pub(super) fn broken_at_hyphens(text: &str, width: usize) -> Cow<'_, str> {
    let fits = |word: &str| word.chars().count() <= width || !word.contains('-');
    if !text.contains('-') || text.split(char::is_whitespace).all(fits) {
        return text.into();
    }
    let broken = |word: &str| {
        if fits(word) {
            return word.to_owned();
        }
        // As many parts on a line as fit; the space is where the line ends.
        let (mut said, mut used) = (String::new(), 0);
        for part in word.split_inclusive('-') {
            let length = part.chars().count();
            if used > 0 && used + length > width {
                said.push(' ');
                used = 0;
            }
            said.push_str(part);
            used += length;
        }
        said
    };
    let line = |line: &str| line.split(' ').map(broken).collect::<Vec<_>>().join(" ");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n").into()
}

/// A text broken into the lines that the table would break it into, where that is plain to see: the table weighs every character many times.
fn broken_at_spaces(text: &str, width: usize) -> Cow<'_, str> {
    let fits = |line: &str| line.is_ascii() && line.split(' ').all(|word| (1..=width).contains(&word.len()));
    if text.len() <= width || !text.split('\n').all(fits) {
        return text.into();
    }
    let mut said = String::with_capacity(text.len());
    for line in text.split('\n') {
        let mut used = 0;
        for word in line.split(' ') {
            if used > 0 && used + 1 + word.len() > width {
                said.push('\n');
                used = 0;
            } else if used > 0 {
                said.push(' ');
                used += 1;
            }
            said.push_str(word);
            used += word.len();
        }
        said.push('\n');
    }
    said.pop();
    said.into()
}

/// A drawn line with what is [`MARKED`] bold. A mark that its cell cuts ends where the cell does.
fn bold(line: &str) -> Cow<'_, str> {
    if !line.contains(OPEN) && !line.contains(CLOSE) {
        return line.into();
    }
    let mut said = String::with_capacity(line.len() + 16);
    let mut open = false;
    for (at, c) in line.char_indices() {
        let ends = open && (c == CLOSE || line[at..].starts_with("  "));
        if ends {
            said.push_str("\u{1b}[22m");
        } else if c == OPEN {
            said.push_str("\u{1b}[1m");
        }
        open = (open && !ends) || c == OPEN;
        if c != OPEN && c != CLOSE {
            said.push(c);
        }
    }
    if open {
        said.push_str("\u{1b}[22m");
    }
    said.into()
}

/// Colour never stands alone: the word is always there too.
fn colour_of(text: &str) -> Option<comfy_table::Color> {
    let word = text.split([' ', '*', ',']).next().unwrap_or_default();
    Some(match word {
        "met" => comfy_table::Color::Green,
        "partial" => comfy_table::Color::Yellow,
        "conflict" => comfy_table::Color::Red,
        "gap" => comfy_table::Color::Magenta,
        "unknown" => comfy_table::Color::DarkGrey,
        _ => return None,
    })
}

/// The colour of a status in running text.
pub fn status_style(status: &str) -> anstyle::Style {
    let colour = match status {
        "met" => AnsiColor::Green,
        "partial" => AnsiColor::Yellow,
        "conflict" => AnsiColor::Red,
        "gap" => AnsiColor::Magenta,
        _ => AnsiColor::BrightBlack,
    };
    anstyle::Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// A text folded at spaces; the lines after the first are set in where the text begins with a number in brackets.
pub fn folded(text: &str, width: usize) -> Vec<String> {
    let inset = if text.starts_with('[') { "   " } else { "" };
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::replace(&mut line, inset.to_owned()));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_takes_no_room_and_ends_with_its_cell() {
        let marked = format!("a {OPEN}child{CLOSE} here");
        let table = |text: &str| {
            let mut rows = Rows::new(&["One", "Two"]);
            rows.push(vec![text.to_owned(), "next".to_owned()]);
            rows.table(Style { width: 60, colour: true })
        };
        let drawn = table(&marked);
        assert!(drawn.contains("a \u{1b}[1mchild\u{1b}[22m here"), "{drawn}");
        let bare = drawn.replace("\u{1b}[22m", "").replacen("\u{1b}[1mchild", "child", 1);
        assert_eq!(bare, table("a child here").replace("\u{1b}[22m", ""));
        assert_eq!(bold(&format!("x {OPEN}cut   next")), "x \u{1b}[1mcut\u{1b}[22m   next");
        assert_eq!(bold(&format!("rest{CLOSE} next")), "rest next");
        assert_eq!(bold(&format!("{OPEN}end")), "\u{1b}[1mend\u{1b}[22m");
    }
}
