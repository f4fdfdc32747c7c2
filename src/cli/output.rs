//! stdout is data, stderr is talk.

use std::io::{IsTerminal, Write};

use clap::ColorChoice;

use crate::corpus::{harmless, is_hidden};
use crate::report::{Format, Rows, Style, folded, problems_text};

use super::Failure;

/// Where a command writes.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    style: Style,
    /// Whether long lines are folded: in a terminal, or where a width was asked for.
    folds: bool,
    colour_on_stderr: bool,
}

impl Screen {
    /// Finds out how wide the terminal is and whether colour is wanted.
    pub fn new(choice: ColorChoice) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let wanted = |terminal: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !plain,
        };
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let found = terminal_size::terminal_size().map(|(width, _)| width.0);
        // In a pipe there is no width to fit: as wide as a wide terminal, so that `less` and a file read well.
        let width = columns.or(found).unwrap_or(if std::io::stdout().is_terminal() { 80 } else { 120 });
        let folds = std::io::stdout().is_terminal() || columns.is_some();
        let style = Style { width, colour: wanted(std::io::stdout().is_terminal()) };
        Self { style, folds, colour_on_stderr: wanted(std::io::stderr().is_terminal()) }
    }

    /// How tables are drawn.
    pub fn style(&self) -> Style {
        self.style
    }

    /// Writes data.
    ///
    /// # Errors
    /// When stdout cannot be written, a closed pipe included.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(())
    }

    /// Writes a sentence, folded to the terminal.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn print_prose(&self, text: &str) -> Result<(), Failure> {
        self.print(&folded(text, usize::from(self.style.width)).join("\n"))
    }

    /// Writes a text of many lines; in a terminal each is folded under its own indent, in a pipe none is.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn print_lines(&self, text: &str) -> Result<(), Failure> {
        if !self.folds {
            return self.print(text);
        }
        let width = usize::from(self.style.width);
        let lines: Vec<String> = text
            .lines()
            .flat_map(|line| {
                let indent = line.len() - line.trim_start().len();
                let hanging = " ".repeat(indent + 2);
                let mut parts = folded(line.trim_start(), width.saturating_sub(indent + 2).max(20)).into_iter();
                let first = format!("{}{}", &line[..indent], parts.next().unwrap_or_default());
                std::iter::once(first).chain(parts.map(move |part| format!("{hanging}{}", part.trim_start())))
            })
            .collect();
        self.print(&lines.join("\n"))
    }

    /// Writes rows in a format that is made of rows.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn print_rows(&self, rows: &Rows, format: Format) -> Result<(), Failure> {
        match format {
            Format::Csv => self.print(&rows.csv()),
            Format::Markdown => self.print(&rows.markdown()),
            Format::Table | Format::Json => self.print(&rows.table(self.style)),
        }
    }

    /// Says why a command ended.
    pub fn say_failure(&self, failure: &Failure) {
        if let Failure::Corpus(error) | Failure::Pattern(error) = failure {
            eprintln!("{}\n", problems_text(&error.problems, &error.tree, self.colour_on_stderr));
        }
        // What the user typed may be echoed: line by line, nothing in it reaches the terminal as a command, nothing in it is hidden, and it is cut.
        let said: Vec<String> = failure.to_string().lines().map(echoed).collect();
        eprintln!("error: {}", said.join("\n"));
    }

    /// Whether what is said beside the data may be coloured.
    pub fn colours_talk(&self) -> bool {
        self.colour_on_stderr
    }

    /// Says something beside the data.
    pub fn say(&self, text: &str) {
        eprintln!("{text}");
    }
}

/// How much of what was typed is said back.
const LONGEST_ECHO: usize = 80;

/// A line with what it quotes cut to a length that can be read, and with what cannot be seen spelled out.
fn echoed(line: &str) -> String {
    let quoted: Vec<String> = line
        .split('`')
        .enumerate()
        .map(|(at, part)| {
            let long = at % 2 == 1 && part.chars().count() > LONGEST_ECHO;
            let cut: String = if long { part.chars().take(LONGEST_ECHO).collect() } else { part.to_owned() };
            let seen: String = cut
                .chars()
                .map(|c| if is_unseen(c) { c.escape_unicode().to_string() } else { c.to_string() })
                .collect();
            if long { format!("{seen}...") } else { seen }
        })
        .collect();
    harmless(&quoted.join("`"))
}

/// What changes how text is shown and is not shown itself: controls, marks of direction, characters of no width.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\t')
        || is_hidden(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_said_back_short_and_with_nothing_hidden_in_it() {
        assert_eq!(echoed("no place is called `sindh\u{200f}`"), "no place is called `sindh\\u{200f}`");
        assert_eq!(echoed("`82\u{1b}[31m`"), "`82\\u{1b}[31m`");
        let long = echoed(&format!("no place is called `{}`; did you mean `kp`?", "a".repeat(100_000)));
        assert_eq!(long, format!("no place is called `{}...`; did you mean `kp`?", "a".repeat(80)));
    }
}
