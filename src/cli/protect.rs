//! `lacuna protect`.

use clap::Args;

use crate::corpus::Corpus;
use crate::law::LawIndex;
use crate::protect::protect;
use crate::report::{
    CaseFormat, Format, Limits, Paper, protect_card, protect_json, protect_page, protect_rows, protect_text,
};

use super::child::Child;
use super::{Done, Failure, Screen};

/// The width that a page of plain text never exceeds.
const WIDTH: usize = 80;

/// One child, one case: whom to call, what was done in law, the child's rights, what to beware of
#[derive(Args, Debug, Default, Clone)]
#[command(after_help = "Asked without --harm and --in in a terminal, it asks the questions.\n\
    Example: lacuna protect --harm beating --in punjab --age 10 --sex boy --setting school")]
pub struct Protect {
    #[command(flatten)]
    child: Child,
    /// Everything, not only what comes first
    #[arg(long, visible_alias = "full")]
    all: bool,
    /// How the answer is written; markdown is a card of one page
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Option<CaseFormat>,
}

impl Protect {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let case = self.child.case(corpus)?;
        let index = LawIndex::new(corpus);
        let protection = protect(&index, case);
        match self.format.unwrap_or(CaseFormat::Table) {
            CaseFormat::Table => {
                let limits = if self.all { Limits::ALL } else { Limits::SCREEN };
                let width = usize::from(screen.style().width).min(WIDTH);
                screen.print(&protect_text(&protection, corpus, limits, width))?;
            }
            CaseFormat::Json => {
                let object = protect_json(&protection, corpus);
                screen.print(&serde_json::to_string_pretty(&object).unwrap_or_default())?;
            }
            CaseFormat::Markdown => screen.print(&protect_card(&protection, corpus, Paper::PLAIN).markdown())?,
            CaseFormat::Html => screen.print(&protect_page(&protection, corpus))?,
            CaseFormat::Csv => {
                let rows = protect_rows(&protection, corpus).stamped(Format::Csv, Some(protection.case.day), corpus);
                screen.print_rows(&rows, Format::Csv)?;
            }
        }
        Ok(Done::Well)
    }
}
