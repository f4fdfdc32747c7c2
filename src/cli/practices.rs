//! `lacuna practices`.

use clap::Args;

use crate::assess::Assessor;
use crate::compare::{better_than_others, practices};
use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::loophole::Finder;
use crate::report::{
    Format, Undermining, better_json, better_rows, practices_headline, practices_json, practices_rows,
};

use super::asked::Asked;
use super::choose::When;
use super::{Done, Failure, Screen};

/// Where a neighbour has solved it: the good practices
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("whose").required(true).args(["for_place", "of_place"]))]
pub struct Practices {
    /// What this place does not meet, and the places whose law does
    #[arg(long = "for", value_name = "PLACE")]
    for_place: Option<String>,
    /// What this place does better than all others
    #[arg(long = "of", value_name = "PLACE")]
    of_place: Option<String>,
    /// The day whose law is asked for, such as 2011-12-22; today by default
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    asked: Asked,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Practices {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let everywhere = When { places: Vec::new(), as_of: self.as_of.clone() };
        let day = everywhere.day()?;
        let name = self.for_place.as_ref().or(self.of_place.as_ref()).cloned().unwrap_or_default();
        let places = When { places: vec![name], as_of: None }.places(corpus, day)?;
        let [place] = places.as_slice() else {
            return Err(Failure::Usage("one place is needed".to_owned()));
        };
        let requirements = self.asked.requirements(corpus)?;
        let index = LawIndex::new(corpus);
        let finder = Finder::new(&index, day).without_closers();
        let findings = Assessor::new(&index, day).findings_under(finder.laws(), &requirements);
        let patterns: Vec<_> = corpus.loopholes.iter().collect();
        let loopholes = finder.find(&everywhere.places(corpus, day)?, &patterns);
        let undermining = Undermining::by(&loopholes);
        if self.of_place.is_some() {
            let better = better_than_others(&findings, &place.id, finder.laws());
            if self.format == Format::Json {
                let all = better_json(&better, undermining, &place.id, corpus, day);
                screen.print(&serde_json::to_string_pretty(&all).unwrap_or_default())?;
                return Ok(Done::Well);
            }
            if !better.is_empty() || self.format == Format::Csv {
                screen.print_rows(&better_rows(&better).stamped(self.format, Some(day), corpus), self.format)?;
            }
            if self.format != Format::Csv {
                screen.print_prose(&format!(
                    "In {} of {} requirements the law of {} protects more than that of every other place of which we know, as of {day}. From {}.",
                    better.len(),
                    requirements.len(),
                    place.name,
                    corpus.stamp(day)
                ))?;
            }
            return Ok(Done::Well);
        }
        let found = practices(&findings, &LawInForce::of(&index, place, day));
        if self.format == Format::Json {
            let all = practices_json(&found, undermining, &place.id, corpus, day);
            screen.print(&serde_json::to_string_pretty(&all).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        if !found.is_empty() || self.format == Format::Csv {
            let rows = practices_rows(&found, undermining).stamped(self.format, Some(day), corpus);
            screen.print_rows(&rows, self.format)?;
        }
        if self.format != Format::Csv {
            screen.print_prose(&practices_headline(&found, place, corpus, day))?;
        }
        Ok(Done::Well)
    }
}
