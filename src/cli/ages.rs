//! `lacuna ages`.

use clap::Args;

use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::model::{Class, RuleBody, Word};
use crate::report::{Format, ages_json, ages_records, ages_rows};

use super::choose::{When, word};
use super::{Done, Failure, Screen};

/// The legal minimum ages, place by place
#[derive(Args, Debug)]
pub struct Ages {
    /// Of what, such as marriage or criminal-responsibility; all that the law sets by default
    #[arg(long, value_name = "ACTIVITY")]
    of: Vec<String>,
    #[command(flatten)]
    when: When,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Ages {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let day = self.when.day()?;
        let places = self.when.places(corpus, day)?;
        let index = LawIndex::new(corpus);
        let laws: Vec<LawInForce<'_>> = places.iter().map(|place| LawInForce::of(&index, place, day)).collect();
        let activities = match self.of.as_slice() {
            [] => set_by(&laws),
            said => said.iter().map(|said| word(corpus, Class::Activity, said)).collect::<Result<_, _>>()?,
        };
        if self.format == Format::Json {
            let all = ages_json(&laws, &index, &activities, day);
            screen.print(&serde_json::to_string_pretty(&all).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        if self.format == Format::Csv {
            let rows = ages_records(&laws, &index, &activities).stamped(self.format, Some(day), corpus);
            screen.print_rows(&rows, self.format)?;
            return Ok(Done::Well);
        }
        for of in &activities {
            let (label, stamp) = (corpus.words.label(of), corpus.stamp(day));
            screen.print_prose(&format!("Minimum age of {label}, law as of {day} (? = not known). From {stamp}."))?;
            if self.format == Format::Markdown {
                screen.print("")?;
            }
            screen.print_rows(&ages_rows(&laws, &index, of, self.format == Format::Table), self.format)?;
        }
        Ok(Done::Well)
    }
}

/// Every activity for which the law of these places sets an age.
fn set_by(laws: &[LawInForce<'_>]) -> Vec<Word> {
    let mut found: Vec<Word> = laws
        .iter()
        .flat_map(|law| &law.rules)
        .filter_map(|rule| match &*rule.body {
            RuleBody::MinimumAge(minimum) => Some(minimum.of.clone()),
            _ => None,
        })
        .collect();
    found.sort();
    found.dedup();
    found
}
