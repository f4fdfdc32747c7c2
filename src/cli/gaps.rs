//! `lacuna gaps`.

use clap::{Args, ValueEnum};

use crate::assess::{Assessor, Finding, Status};
use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::loophole::Finder;
use crate::report::{
    Format, GroupBy, MATRIX_LEGEND, Undermining, counts_rows, findings_json, findings_records, findings_rows, headline,
    matrix_rows, weightiest_rows, why,
};

use super::asked::Asked;
use super::choose::When;
use super::{Done, Failure, Screen};

/// What a reader of the table needs to know.
const LEGEND: &str = "Sure: text = the law's own words were seen; secondary = a named source says so; \
     recalled = general knowledge. --why shows the reasons. Not legal advice.";

/// From how many findings on a table for everything would hide the whole: then counts and the weightiest come instead.
const TOO_MANY: usize = 300;
/// How many of the weightiest gaps an overview names.
const WEIGHTIEST: usize = 10;

/// What the law of a place makes of each requirement
#[derive(Args, Debug)]
pub struct Gaps {
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    asked: Asked,
    /// Only findings of this status
    #[arg(long, value_name = "STATUS")]
    status: Vec<StatusArg>,
    /// Count the findings instead of listing them
    #[arg(long, value_name = "GROUP")]
    by: Option<GroupBy>,
    /// Topics down, places across
    #[arg(long, conflicts_with_all = ["by", "why"])]
    matrix: bool,
    /// List every finding, however many there are
    #[arg(long)]
    all: bool,
    /// The full chain: requirement, elements, rules found, rules not in force and why
    #[arg(long)]
    why: bool,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Exit with code 1 when a finding has this status
    #[arg(long, value_name = "STATUS")]
    fail_on: Vec<StatusArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusArg {
    Met,
    Partial,
    Conflict,
    Gap,
    Unknown,
}

impl StatusArg {
    pub(super) fn status(self) -> Status {
        match self {
            StatusArg::Met => Status::Met,
            StatusArg::Partial => Status::Partial,
            StatusArg::Conflict => Status::Conflict,
            StatusArg::Gap => Status::Gap,
            StatusArg::Unknown => Status::Unknown,
        }
    }
}

impl Gaps {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let day = self.when.day()?;
        let places = self.when.places(corpus, day)?;
        let requirements = self.asked.requirements(corpus)?;
        let index = LawIndex::new(corpus);
        let assessor = Assessor::new(&index, day);
        let mut findings = assessor.findings(&places, &requirements);
        if !self.status.is_empty() {
            findings.retain(|finding| self.status.iter().any(|wanted| wanted.status() == finding.status));
        }
        sort(&mut findings, &places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>());
        let loopholes =
            Finder::new(&index, day).without_closers().find(&places, &corpus.loopholes.iter().collect::<Vec<_>>());
        let undermining = Undermining::by(&loopholes);
        match self.format {
            Format::Json => {
                let text = serde_json::to_string_pretty(&findings_json(&findings, undermining, corpus, day))
                    .unwrap_or_default();
                screen.print(&text)?;
            }
            Format::Table if self.why => {
                let laws: Vec<LawInForce<'_>> = places.iter().map(|place| LawInForce::of(&index, place, day)).collect();
                let mut said = Vec::new();
                for finding in &findings {
                    if let Some(law) = laws.iter().find(|law| law.place.id == finding.place.id) {
                        let would_speak = assessor.would_speak(law, finding.requirement);
                        said.push(why(finding, undermining, &would_speak, corpus, screen.style().colour));
                    }
                }
                said.push(headline(&findings, corpus, day));
                said.push(format!("From {}. {LEGEND}", corpus.stamp(day)));
                screen.print_lines(&said.join("\n\n"))?;
            }
            Format::Csv if !self.matrix && self.by.is_none() => {
                screen.print_rows(&findings_records(&findings, corpus, day), Format::Csv)?
            }
            format => {
                let too_many = findings.len() > TOO_MANY && format == Format::Table && !self.all;
                if self.matrix {
                    screen.print_rows(&matrix_rows(&findings, corpus).stamped(format, Some(day), corpus), format)?;
                } else if let Some(by) = self.by {
                    screen
                        .print_rows(&counts_rows(&findings, by, corpus).stamped(format, Some(day), corpus), format)?;
                } else if too_many {
                    screen.print_rows(&counts_rows(&findings, GroupBy::Jurisdiction, corpus), format)?;
                    screen.print_rows(&weightiest_rows(&findings, WEIGHTIEST), format)?;
                } else if !findings.is_empty() {
                    screen.print_rows(&findings_rows(&findings, undermining, places.len() > 1), format)?;
                    if findings.len() > WEIGHTIEST * 4 {
                        screen.print_rows(&weightiest_rows(&findings, WEIGHTIEST), format)?;
                    }
                }
                if format == Format::Csv {
                    return self.done(&findings);
                }
                if self.matrix {
                    screen.print_prose(MATRIX_LEGEND)?;
                } else if too_many && self.by.is_none() {
                    let more = "These are the counts and the weightiest gaps: --in PLACE or --topic TOPIC narrows to the \
                         findings, --matrix draws topics by places, --all lists every finding.";
                    screen.print_prose(more)?;
                }
                if format == Format::Markdown {
                    screen.print("")?;
                }
                screen.print_prose(&headline(&findings, corpus, day))?;
                screen.print_prose(&format!("From {}. {LEGEND}", corpus.stamp(day)))?;
            }
        }
        self.done(&findings)
    }

    fn done(&self, findings: &[Finding<'_>]) -> Result<Done, Failure> {
        let fails = |finding: &Finding<'_>| self.fail_on.iter().any(|status| status.status() == finding.status);
        Ok(if findings.iter().any(fails) { Done::Matched } else { Done::Well })
    }
}

/// Place by place as asked; in each the least protective first, and of those the weightiest.
fn sort(findings: &mut [Finding<'_>], places: &[&str]) {
    findings.sort_by(|a, b| {
        let place = |finding: &Finding<'_>| places.iter().position(|id| *id == finding.place.id);
        (place(a), a.status, std::cmp::Reverse(a.requirement.weight)).cmp(&(
            place(b),
            b.status,
            std::cmp::Reverse(b.requirement.weight),
        ))
    });
}
