//! `lacuna compare`.

use clap::Args;

use crate::assess::Assessor;
use crate::compare::{finding_rows, rule_rows};
use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::model::{Class, Word};
use crate::report::{
    COMPARE_LEGEND, Format, compare_all_rows, compare_blocks, compare_headline, compare_json, compare_rows,
    compare_rule_rows, fits,
};

use super::asked::Asked;
use super::choose::{When, word};
use super::{Done, Failure, Screen};

/// Two or more places side by side: findings, and the rules behind them
#[derive(Args, Debug)]
pub struct Compare {
    /// The places
    #[arg(required = true, num_args = 2.., value_name = "PLACE")]
    places: Vec<String>,
    /// The day whose law is asked for, such as 2011-12-22; today by default
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    asked: Asked,
    /// Only rules on this act, such as child-marriage; may be given several times
    #[arg(long, value_name = "ACT")]
    act: Vec<String>,
    /// Only what is the same everywhere
    #[arg(long, conflicts_with = "only_differences")]
    same: bool,
    /// Only what differs
    #[arg(long)]
    only_differences: bool,
    /// Rules too, however many topics are asked about (with one topic, requirement or act they always come)
    #[arg(long)]
    rules: bool,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Compare {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let when = When { places: self.places.clone(), as_of: self.as_of.clone() };
        let day = when.day()?;
        let places = when.places(corpus, day)?;
        if places.len() < 2 {
            return Err(Failure::Usage("compare needs two different places".to_owned()));
        }
        let requirements = self.asked.requirements(corpus)?;
        let acts: Vec<Word> = self.act.iter().map(|said| word(corpus, Class::Act, said)).collect::<Result<_, _>>()?;
        let index = LawIndex::new(corpus);
        let assessor = Assessor::new(&index, day);
        let findings = assessor.findings(&places, &requirements);
        let ids: Vec<&str> = places.iter().map(|place| place.id.as_str()).collect();
        let mut rows = if acts.is_empty() { finding_rows(&findings, &ids) } else { Vec::new() };
        let narrow = !self.asked.topic.is_empty() || !self.asked.requirement.is_empty() || !acts.is_empty();
        let mut rules = Vec::new();
        if narrow || self.rules || self.format == Format::Json {
            let laws: Vec<LawInForce<'_>> = places.iter().map(|place| LawInForce::of(&index, place, day)).collect();
            rules = rule_rows(&assessor, &laws, &requirements, &acts);
        }
        if self.same || self.only_differences {
            rows.retain(|row| row.differs == self.only_differences);
            rules.retain(|row| row.differs == self.only_differences);
        }
        let headline = compare_headline(&rows, &places, corpus, day);
        match self.format {
            Format::Json => {
                let all = compare_json(&rows, &rules, &places, corpus, day);
                screen.print(&serde_json::to_string_pretty(&all).unwrap_or_default())?;
            }
            Format::Table if !fits(places.len(), screen.style().width) => {
                screen.print(&compare_blocks(&rows, &rules, &places, screen.style().width))?;
                screen.print_prose(&format!("{headline} {COMPARE_LEGEND}"))?;
            }
            Format::Csv => {
                let rows = compare_all_rows(&rows, &rules, &places).stamped(Format::Csv, Some(day), corpus);
                screen.print(&rows.csv())?;
            }
            format => {
                if !rows.is_empty() {
                    screen.print_rows(&compare_rows(&rows, &places), format)?;
                }
                if !rules.is_empty() {
                    if format == Format::Markdown {
                        screen.print("")?;
                    }
                    screen.print_rows(&compare_rule_rows(&rules, &places), format)?;
                }
                screen.print_prose(&format!("{headline} {COMPARE_LEGEND}"))?;
            }
        }
        Ok(Done::Well)
    }
}
