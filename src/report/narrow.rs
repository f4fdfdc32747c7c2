//! A table on a terminal too narrow for its columns: one record a block, so that no word is broken.

use super::rows::{ColumnWidth, Rows, Style, broken_at_hyphens, folded, status_style};

/// In a column for text that is narrower than this no word may break.
const NARROW: usize = 8;
/// In a wider one, of so many cells with text no more than one may have a word that does not fit.
const ONE_IN: usize = 4;

impl Rows {
    /// Whether columns drawn so wide, their padding of one on each side included, break words or do not fit.
    pub(super) fn is_too_narrow(&self, widths: &[u16], style: Style) -> bool {
        let separators = widths.len().saturating_sub(1);
        let all = widths.iter().map(|width| usize::from(*width)).sum::<usize>() + separators;
        all > usize::from(style.width.max(40))
            || self.widths.iter().zip(widths).enumerate().any(|(at, (kind, width))| {
                let inner = usize::from(width.saturating_sub(2));
                matches!(kind, ColumnWidth::Share(_)) && self.breaks_words(at, inner)
            })
    }

    /// Whether too many words of a column are longer than it is wide.
    fn breaks_words(&self, at: usize, width: usize) -> bool {
        let cells = || self.rows.iter().filter_map(|row| row.get(at)).filter(|text| !text.is_empty());
        let breaks = |text: &&String| {
            let pieces = text.split(|c: char| c.is_whitespace() || c == '-');
            pieces.map(|piece| piece.chars().count()).any(|length| length > width)
        };
        let broken = cells().filter(breaks).count();
        if width < NARROW { broken > 0 } else { broken * ONE_IN > cells().count() }
    }

    /// The records one below the other: each cell that says something, after the name of its column.
    pub(super) fn blocks(&self, style: Style) -> Vec<String> {
        let width = usize::from(style.width).max(20);
        let mut lines = vec!["─".repeat(width)];
        for row in &self.rows {
            for (at, (name, text)) in self.header.iter().zip(row).enumerate().filter(|(_, (_, text))| !text.is_empty())
            {
                let coloured = style.colour && self.coloured == Some(at);
                lines.extend(cell(name, text, width, coloured));
            }
            lines.push("─".repeat(width));
        }
        lines
    }
}

/// "Requirement: Nobody under fourteen ...", what follows under its own indent.
fn cell(name: &str, text: &str, width: usize, coloured: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, part) in text.split('\n').enumerate() {
        let said = if at == 0 { format!("{name}: {part}") } else { part.to_owned() };
        for line in folded(&broken_at_hyphens(&said, width - 2), width - 2) {
            lines.push(if lines.is_empty() { line } else { format!("  {line}") });
        }
    }
    if let (true, Some(first)) = (coloured, lines.first_mut()) {
        let (style, word) =
            (status_style(text.split([' ', '*', ',']).next().unwrap_or_default()), &first[name.len() + 2..]);
        *first = format!("{name}: {style}{word}{style:#}");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16) -> String {
        let mut rows = Rows::new(&["Place", "Status", "Requirement"]);
        rows.widths = vec![ColumnWidth::Share(1), ColumnWidth::Fixed(14), ColumnWidth::Share(3)];
        rows.push(
            ["Khyber Pakhtunkhwa", "conflict 3/6*", "Nobody under fourteen is criminally responsible."]
                .map(str::to_owned)
                .to_vec(),
        );
        rows.table(Style { width, colour: false })
    }

    #[test]
    fn a_narrow_terminal_shows_one_record_a_block_and_breaks_no_word() {
        assert!(drawn(100).contains("═"), "wide enough for a table");
        for width in [40, 60] {
            let said = drawn(width);
            assert!(
                said.contains("Place: Khyber Pakhtunkhwa\nStatus: conflict 3/6*\nRequirement: Nobody under"),
                "{said}"
            );
            assert!(said.lines().all(|line| line.chars().count() <= usize::from(width)), "{said}");
            for word in ["fourteen", "criminally", "responsible."] {
                assert!(said.contains(word), "{word} is broken: {said}");
            }
        }
    }
}
