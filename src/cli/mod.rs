//! The command line: arguments in, exit code out. One file a subcommand; nothing is decided here.

mod ages;
mod asked;
mod bill;
mod check;
mod child;
mod choose;
mod compare;
mod gaps;
mod institutions;
mod list;
mod loopholes;
mod output;
mod practices;
mod progress;
mod protect;
mod report;
mod schema;
mod search;
mod shelf;
mod show;
mod write;

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ColorChoice, Parser, Subcommand};

use crate::corpus::{Corpus, LoadError, Origin};

pub use output::Screen;

/// Done, and `--fail-on` matched.
const MATCHED: u8 = 1;
/// Bad usage or bad data.
const BAD: u8 = 2;
/// The variable that names another corpus.
const CORPUS: &str = "LACUNA_CORPUS";

/// The child laws of Pakistan, read against the Convention on the Rights of the Child.
#[derive(Parser, Debug)]
#[command(
    name = "lacuna",
    version,
    about,
    after_help = "Not legal advice: a map of the law for people who know what to do with it.\nStart with: lacuna gaps --in sindh"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What every subcommand takes.
#[derive(Args, Debug)]
struct Common {
    /// Read another corpus of the same shape instead of the one in this program
    #[arg(long, value_name = "DIR", env = CORPUS, global = true)]
    corpus: Option<PathBuf>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: ColorChoice,
}

/// The same command line with its search alone: a search takes less time than building the flags of all the others.
#[derive(Parser, Debug)]
#[command(name = "lacuna", disable_help_subcommand = true)]
struct Alone {
    #[command(subcommand)]
    command: Quick,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand, Debug)]
enum Quick {
    Search(search::Search),
}

impl Cli {
    /// Reads the arguments; what is wrong with them, and help, is said by the whole command line. A search is read without it: one of words alone has no flags, and any other has only its own.
    fn of(arguments: Vec<OsString>) -> Self {
        if let Some(search) = search::Search::of_words(&arguments).filter(|_| std::env::var_os(CORPUS).is_none()) {
            let common = Common { corpus: None, color: ColorChoice::Auto };
            return Self { command: Command::Search(search), common };
        }
        let quick = arguments.get(1).filter(|first| *first == "search").map(|_| Alone::try_parse_from(&arguments));
        match quick {
            Some(Ok(Alone { command: Quick::Search(search), common })) => {
                Self { command: Command::Search(search), common }
            }
            _ => Self::parse_from(arguments),
        }
    }
}

#[derive(Subcommand, Debug)]
enum Command {
    /// What the law of a place makes of each requirement: met, partial, conflict, gap or unknown
    Gaps(gaps::Gaps),
    /// Where the law speaks and still lets the child fall
    Loopholes(loopholes::Loopholes),
    /// The legal minimum ages, place by place
    Ages(ages::Ages),
    /// A law or a section in full: versions, where it holds, what displaced it, what rests on it
    Show(show::Show),
    /// Find provisions, laws, bodies and standards by words, citations and fields
    Search(search::Search),
    /// Two or more places side by side: findings, and the rules behind them
    Compare(compare::Compare),
    /// Where a neighbour has solved it: the good practices
    Practices(practices::Practices),
    /// One child, one case: whom to call, what was done in law, the child's rights, what to beware of
    Protect(protect::Protect),
    /// What became of the law between two days
    Progress(progress::Progress),
    /// What draft bills would change
    Bill(bill::Bill),
    /// A report to print, project or send: Markdown, HTML, DOCX, XLSX, CSV, JSON
    Report(Box<report::Report>),
    /// What the corpus holds
    List(list::List),
    /// Every problem in a corpus, with file, line and column
    Check(check::Check),
    /// What a program may rely on in the JSON of a command: its JSON Schema
    Schema(schema::Schema),
}

/// What ends a command early: said on stderr, exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The corpus could not be loaded.
    #[error(transparent)]
    Corpus(#[from] Box<LoadError>),
    /// A pattern on the command line is wrong.
    #[error("the pattern has {} problem{}", .0.problems.len(), if .0.problems.len() == 1 { "" } else { "s" })]
    Pattern(Box<LoadError>),
    /// What was asked for makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A citation names nothing.
    #[error(transparent)]
    Citation(#[from] crate::corpus::CitationError),
    /// The search could not be made.
    #[error(transparent)]
    Search(tantivy::TantivyError),
    /// A report cannot be made.
    #[error(transparent)]
    Report(crate::report::document::ReportError),
    /// The output could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
}

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Done.
    Well,
    /// Done, and `--fail-on` matched.
    Matched,
    /// Done, and the data is bad.
    BadData,
}

/// Reads the arguments, runs the command, and says how it ended.
pub fn main() -> ExitCode {
    let cli = Cli::of(search::minus_words(std::env::args_os()));
    let screen = Screen::new(cli.common.color);
    match run(&cli, &screen) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Matched) => ExitCode::from(MATCHED),
        Ok(Done::BadData) => ExitCode::from(BAD),
        // Whoever reads has read enough: `lacuna list provisions | head -1` is success.
        Err(Failure::Write(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            screen.say_failure(&failure);
            ExitCode::from(BAD)
        }
    }
}

fn run(cli: &Cli, screen: &Screen) -> Result<Done, Failure> {
    let origin = match &cli.common.corpus {
        Some(folder) => Origin::Folder(folder),
        None => Origin::Embedded,
    };
    match &cli.command {
        Command::Check(check) => check.run(origin, screen),
        Command::Schema(schema) => schema.run(screen),
        Command::Bill(bill) => bill.run(origin, screen),
        // The index answers alone: the corpus is not read.
        Command::Search(search) => search.run(origin, screen),
        Command::Report(report) => report.run(origin, screen),
        command => {
            // It is given back with the process: piece by piece that takes longer than many an answer.
            let corpus = ManuallyDrop::new(Corpus::load(origin)?);
            match command {
                Command::Gaps(gaps) => gaps.run(&corpus, screen),
                Command::Loopholes(loopholes) => loopholes.run(&corpus, screen),
                Command::Ages(ages) => ages.run(&corpus, screen),
                Command::Show(show) => show.run(&corpus, screen),
                Command::List(list) => list.run(&corpus, screen),
                Command::Compare(compare) => compare.run(&corpus, screen),
                Command::Practices(practices) => practices.run(&corpus, screen),
                Command::Protect(protect) => protect.run(&corpus, screen),
                Command::Progress(progress) => progress.run(&corpus, screen),
                Command::Check(_) | Command::Bill(_) | Command::Report(_) | Command::Search(_) | Command::Schema(_) => {
                    Ok(Done::Well)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_reads_as_the_whole_command_line_does() {
        let lines: [&[&str]; 8] = [
            &["vani"],
            &["PPC", "377"],
            &["help"],
            &["", "\u{2212}word"],
            &["child", "marriage", "--in", "sindh", "--in", "punjab", "--limit", "3", "--offset", "2"],
            &["x", "--as-of", "2011-12-22", "--all-versions", "--open", "2", "--format", "json", "--color", "never"],
            &["--corpus", "somewhere", "bail", "--topic", "a", "--kind", "b", "--standard", "crc", "--sector", "c"],
            &["--function", "curb", "--", "-word"],
        ];
        for line in lines {
            let arguments: Vec<OsString> = ["lacuna", "search"].iter().chain(line).map(OsString::from).collect();
            let whole = Cli::try_parse_from(&arguments).expect("a search");
            assert!(Alone::try_parse_from(&arguments).is_ok());
            assert_eq!(format!("{:?}", Cli::of(arguments)), format!("{whole:?}"));
        }
    }
}
