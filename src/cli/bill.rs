//! `lacuna bill`.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::assess::{Assessor, Status};
use crate::compare::{effect, practices};
use crate::corpus::{BillRead, Corpus, Origin, Tree, Warning};
use crate::law::{LawInForce, LawIndex};
use crate::model::Class;
use crate::report::{
    Format, bill_headline, bill_json, bill_rows, change_rows, forgotten_rows, loophole_change_rows, problems_text,
    skeleton, still_open_rows,
};

use super::choose::{When, day_of, word};
use super::{Done, Failure, Screen};

/// What draft bills would change
#[derive(Args, Debug)]
pub struct Bill {
    /// The files of the bills, in the order in which they are laid over the law
    #[arg(value_name = "FILE", required_unless_present = "new")]
    files: Vec<PathBuf>,
    /// Write the skeleton of a bill for a place and a topic, with what is unmet there
    #[arg(long, num_args = 2, value_names = ["PLACE", "TOPIC"], conflicts_with = "files")]
    new: Vec<String>,
    /// Only look for mistakes in the bill, as `check` does in a law
    #[arg(long)]
    check: bool,
    /// The day it is laid over; the bill's own `assumed:` by default, else today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Exit with code 1 when the bill does this
    #[arg(long, value_name = "WHAT")]
    fail_on: Vec<FailOn>,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A finding gets worse, an age falls or a defence is added.
    Opened,
    /// Something elsewhere is forgotten.
    Forgotten,
    /// A requirement of its topics stays open.
    StillOpen,
}

impl Bill {
    /// Runs the command.
    pub fn run(&self, origin: Origin<'_>, screen: &Screen) -> Result<Done, Failure> {
        if let [place, topic] = self.new.as_slice() {
            return self.begin(&Corpus::load(origin)?, screen, place, topic);
        }
        let (corpus, bills) = Corpus::load_with_bills(origin, &self.files)?;
        // Both corpora are given back with the process.
        let corpus = ManuallyDrop::new(corpus);
        let warnings: Vec<Warning> = bills.iter().flat_map(|bill| corpus.objections(bill)).collect();
        let day = day(self.as_of.as_deref(), &bills)?;
        let asleep: Vec<Warning> =
            bills.iter().flat_map(|bill| crate::compare::not_in_force(&corpus, bill, day)).collect();
        self.warn(screen, &bills, warnings.iter().chain(&asleep));
        if self.check {
            let problems = warnings.len() + asleep.len();
            let many = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
            let found = if problems == 0 { "no problem found".to_owned() } else { many(problems, "warning") };
            screen.print(&format!("{}: {found}", many(bills.len(), "bill")))?;
            return Ok(Done::Well);
        }
        let drafts: Vec<&crate::model::Bill> = bills.iter().map(|read| &read.bill).collect();
        let (enacted, found) = effect(&corpus, &drafts, day);
        let enacted = ManuallyDrop::new(enacted);
        let title = titles(&corpus, &drafts);
        match self.format {
            Format::Json => {
                let all = bill_json(&title, &found, &enacted);
                screen.print(&serde_json::to_string_pretty(&all).unwrap_or_default())?;
            }
            Format::Csv => screen.print(&bill_rows(&found).stamped(Format::Csv, Some(day), &enacted).csv())?,
            format => {
                for (what, changes) in [
                    ("Opened", &found.opened),
                    ("Closed", &found.closed),
                    ("Bettered", &found.bettered),
                    ("Touched", &found.touched),
                ] {
                    if !changes.is_empty() {
                        screen.print_rows(&change_rows(what, changes, &enacted), format)?;
                    }
                }
                for (what, changes) in
                    [("New loophole", &found.loopholes_added), ("Loophole closed", &found.loopholes_removed)]
                {
                    if !changes.is_empty() {
                        screen.print_rows(&loophole_change_rows(what, changes, &enacted), format)?;
                    }
                }
                for (what, entries) in [("Weakened", &found.weakened), ("Forgotten", &found.forgotten)] {
                    if !entries.is_empty() {
                        screen.print_rows(&forgotten_rows(what, entries), format)?;
                    }
                }
                if !found.still_open.is_empty() {
                    screen.print_rows(&still_open_rows(&found.still_open, &enacted), format)?;
                }
                screen.print_prose(&bill_headline(&title, &found, &enacted))?;
            }
        }
        let fails = |what: &FailOn| match what {
            FailOn::Opened => !found.opened.is_empty() || !found.weakened.is_empty(),
            FailOn::Forgotten => !found.forgotten.is_empty(),
            FailOn::StillOpen => !found.still_open.is_empty(),
        };
        Ok(if self.fail_on.iter().any(fails) { Done::Matched } else { Done::Well })
    }

    fn warn<'w>(&self, screen: &Screen, bills: &[BillRead], warnings: impl Iterator<Item = &'w Warning>) {
        let problems: Vec<_> = warnings.map(|warning| warning.0.clone()).collect();
        if problems.is_empty() {
            return;
        }
        let mut tree = Tree::default();
        for read in bills {
            tree.files.insert(read.file.clone(), std::fs::read_to_string(&read.file).unwrap_or_default());
        }
        screen.say(&problems_text(&problems, &tree, screen.colours_talk()));
        screen.say("These are warnings: the bill is laid over the law all the same.");
    }

    /// The skeleton of a bill, on stdout.
    fn begin(&self, corpus: &Corpus, screen: &Screen, place: &str, topic: &str) -> Result<Done, Failure> {
        let day = day_of(self.as_of.as_deref())?;
        let places = When { places: vec![place.to_owned()], as_of: None }.places(corpus, day)?;
        let topic = word(corpus, Class::Topic, topic)?;
        let everywhere = When { places: Vec::new(), as_of: None }.places(corpus, day)?;
        let requirements: Vec<_> = corpus.requirements().filter(|requirement| requirement.topic == topic).collect();
        let index = LawIndex::new(corpus);
        let findings = Assessor::new(&index, day).findings(&everywhere, &requirements);
        let Some(place) = places.first() else {
            return Err(Failure::Usage("one place is needed".to_owned()));
        };
        let open: Vec<_> =
            findings.iter().filter(|finding| finding.place.id == place.id && finding.status != Status::Met).collect();
        let solved = practices(&findings, &LawInForce::of(&index, place, day));
        screen.print(&skeleton(place, &topic, &open, &solved, corpus, day))?;
        Ok(Done::Well)
    }
}

/// The day on which bills are laid over the law: the one asked for, else the latest that a bill assumes, else today.
pub(super) fn day(asked: Option<&str>, bills: &[BillRead]) -> Result<Date, Failure> {
    match (asked, bills.iter().filter_map(|read| read.bill.assumed).max()) {
        (None, Some(assumed)) => Ok(assumed.latest()),
        (asked, _) => day_of(asked),
    }
}

/// The titles of bills, as one.
pub(super) fn titles(corpus: &Corpus, drafts: &[&crate::model::Bill]) -> String {
    let titles: Vec<&str> = drafts
        .iter()
        .filter_map(|bill| corpus.instrument(&bill.instrument))
        .map(|instrument| instrument.title.as_str())
        .collect();
    titles.join(" + ")
}
