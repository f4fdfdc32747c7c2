//! `lacuna gaps`.

use clap::{Args, ValueEnum};

use crate::assess::{Assessor, Finding, Status};
use crate::corpus::{Corpus, nearest};
use crate::law::{LawInForce, LawIndex};
use crate::model::{Class, Requirement};
use crate::report::{Format, findings_json, findings_records, findings_rows, headline, why};

use super::choose::{When, word};
use super::{Done, Failure, Screen};

/// What a reader of the table needs to know.
const LEGEND: &str = "Sure: text = the law's own words were seen; secondary = a named source says so; \
     recalled = general knowledge. --why shows the reasons. Not legal advice.";

/// What the law of a place makes of each requirement
#[derive(Args, Debug)]
pub struct Gaps {
    #[command(flatten)]
    when: When,
    /// A topic, such as child-marriage; may be given several times
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// A standard, such as crc: requirements that it asks for, alone or beside others
    #[arg(long, value_name = "STANDARD")]
    standard: Vec<String>,
    /// A sector, such as justice
    #[arg(long, value_name = "SECTOR")]
    sector: Vec<String>,
    /// A function: prevent, respond, mitigate, curb or govern
    #[arg(long, value_name = "FUNCTION")]
    function: Vec<String>,
    /// Only findings of this status
    #[arg(long, value_name = "STATUS")]
    status: Vec<StatusArg>,
    /// Only requirements of at least this weight: 3 life, liberty, bodily integrity; 2; 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    weight: Option<u8>,
    /// Only this requirement
    #[arg(long, value_name = "ID")]
    requirement: Vec<String>,
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
enum StatusArg {
    Met,
    Partial,
    Conflict,
    Gap,
    Unknown,
}

impl StatusArg {
    fn status(self) -> Status {
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
        let requirements = self.requirements(corpus)?;
        let index = LawIndex::new(corpus);
        let assessor = Assessor::new(&index, day);
        let mut findings = assessor.findings(&places, &requirements);
        if !self.status.is_empty() {
            findings.retain(|finding| self.status.iter().any(|wanted| wanted.status() == finding.status));
        }
        sort(&mut findings, &places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>());
        match self.format {
            Format::Json => {
                let text = serde_json::to_string_pretty(&findings_json(&findings, corpus, day)).unwrap_or_default();
                screen.print(&text)?;
            }
            Format::Table if self.why => {
                let laws: Vec<LawInForce<'_>> = places.iter().map(|place| LawInForce::of(&index, place, day)).collect();
                let mut said = Vec::new();
                for finding in &findings {
                    if let Some(law) = laws.iter().find(|law| law.place.id == finding.place.id) {
                        let would_speak = assessor.would_speak(law, finding.requirement);
                        said.push(why(finding, &would_speak, corpus, screen.style().colour));
                    }
                }
                said.push(headline(&findings, corpus, day));
                said.push(format!("From {}. {LEGEND}", corpus.stamp(day)));
                screen.print_lines(&said.join("\n\n"))?;
            }
            Format::Csv => screen.print_rows(&findings_records(&findings, corpus, day), Format::Csv)?,
            format => {
                if !findings.is_empty() {
                    screen.print_rows(&findings_rows(&findings, places.len() > 1), format)?;
                }
                if format == Format::Markdown {
                    screen.print("")?;
                }
                screen.print_prose(&headline(&findings, corpus, day))?;
                screen.print_prose(&format!("From {}. {LEGEND}", corpus.stamp(day)))?;
            }
        }
        let matched =
            findings.iter().any(|finding| self.fail_on.iter().any(|status| status.status() == finding.status));
        Ok(if matched { Done::Matched } else { Done::Well })
    }

    fn requirements<'c>(&self, corpus: &'c Corpus) -> Result<Vec<&'c Requirement>, Failure> {
        let words =
            |class, said: &[String]| said.iter().map(|said| word(corpus, class, said)).collect::<Result<Vec<_>, _>>();
        let topics = words(Class::Topic, &self.topic)?;
        let sectors = words(Class::Sector, &self.sector)?;
        let functions = words(Class::Function, &self.function)?;
        for standard in &self.standard {
            let named = corpus.requirements().any(|requirement| asks(requirement, standard));
            if corpus.standard(standard).is_none() && !named {
                let ids = corpus.standards.iter().map(|standard| standard.id.as_str());
                let near = nearest(standard, ids.clone()).map(|near| format!("did you mean `{near}`?"));
                let known = || format!("known: {}", ids.collect::<Vec<_>>().join(", "));
                return Err(Failure::Usage(format!(
                    "no standard is called `{standard}`; {}",
                    near.unwrap_or_else(known)
                )));
            }
        }
        for id in &self.requirement {
            if !corpus.requirements().any(|requirement| requirement.id == *id) {
                let ids = corpus.requirements().map(|requirement| requirement.id.as_str());
                let near = nearest(id, ids).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                return Err(Failure::Usage(format!("no requirement is called `{id}`{near}")));
            }
        }
        Ok(corpus
            .requirements()
            .filter(|requirement| topics.is_empty() || topics.contains(&requirement.topic))
            .filter(|requirement| sectors.is_empty() || sectors.contains(&requirement.sector))
            .filter(|requirement| functions.is_empty() || functions.contains(&requirement.function))
            .filter(|requirement| {
                self.standard.is_empty() || self.standard.iter().any(|standard| asks(requirement, standard))
            })
            .filter(|requirement| self.requirement.is_empty() || self.requirement.contains(&requirement.id))
            .filter(|requirement| self.weight.is_none_or(|weight| requirement.weight >= weight))
            .collect())
    }
}

fn asks(requirement: &Requirement, standard: &str) -> bool {
    requirement.standard == standard || requirement.also.iter().any(|(other, _)| other == standard)
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
