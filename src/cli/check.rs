//! `lacuna check`.

use clap::Args;

use crate::corpus::{Code, Corpus, LoadError, Origin, Tree, nearest};
use crate::report::{explain, problems_json, problems_text};

use super::{Done, Failure, Screen};

/// Every problem in a corpus
#[derive(Args, Debug)]
pub struct Check {
    /// Say more about a code, such as overlapping-versions
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
    /// How the problems are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Written,
}

/// How problems are written: they are shown at their line, or told to a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Written {
    /// For people, with the lines concerned.
    Table,
    /// One JSON object.
    Json,
}

impl Check {
    /// Runs the command.
    pub fn run(&self, origin: Origin<'_>, screen: &Screen) -> Result<Done, Failure> {
        if let Some(code) = &self.explain {
            let known: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
            let code = Code::parse(code).ok_or_else(|| {
                let near = nearest(code, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
                let help = near.unwrap_or_else(|| format!("known: {}", known.join(", ")));
                Failure::Usage(format!("no code is called `{code}`; {help}"))
            })?;
            screen.print(&explain(code))?;
            return Ok(Done::Well);
        }
        let (corpus, LoadError { problems, tree }) = match Corpus::load(origin) {
            Ok(corpus) => (corpus, LoadError { problems: Vec::new(), tree: Tree::default() }),
            Err(error) => (Corpus::default(), *error),
        };
        match self.format {
            Written::Json => {
                screen.print(&serde_json::to_string_pretty(&problems_json(&problems)).unwrap_or_default())?
            }
            _ if problems.is_empty() => screen.print(&format!(
                "corpus {}: {} instruments, {} provisions, {} requirements, {} words: no problem found",
                corpus.version,
                corpus.instruments.len(),
                corpus.instruments.iter().map(|instrument| instrument.provisions.len()).sum::<usize>(),
                corpus.requirements().count(),
                corpus.words.entries().count(),
            ))?,
            _ => {
                screen.print(&problems_text(&problems, &tree, screen.style().colour))?;
                screen.say(&format!("{} problem{} found", problems.len(), if problems.len() == 1 { "" } else { "s" }));
            }
        }
        Ok(if problems.is_empty() { Done::Well } else { Done::BadData })
    }
}
