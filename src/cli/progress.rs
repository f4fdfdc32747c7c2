//! `lacuna progress`.

use clap::Args;
use jiff::civil::Date;

use crate::compare::{MetOn, met_by_year, progress, started};
use crate::corpus::Corpus;
use crate::law::LawIndex;
use crate::model::{Class, Jurisdiction, Word};
use crate::report::{Format, curve_line, curves_legend, progress_headline, progress_json, progress_rows, started_rows};

use super::asked::Asked;
use super::choose::{When, day_of, word};
use super::{Done, Failure, Screen};

/// How many years a curve may show.
const LONGEST_CURVE: i16 = 100;

/// What became of the law between two days
#[derive(Args, Debug)]
pub struct Progress {
    /// The first day, such as 2011-12-22
    #[arg(long, value_name = "DAY")]
    from: String,
    /// The second day; today by default
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// A place: its id, name or alias; may be given several times; all by default
    #[arg(long = "in", value_name = "PLACE")]
    places: Vec<String>,
    #[command(flatten)]
    asked: Asked,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Progress {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let (from, to) = (day_of(Some(&self.from))?, day_of(self.to.as_deref())?);
        let places = places(corpus, &self.places, from, to)?;
        let requirements = self.asked.requirements(corpus)?;
        let topics: Vec<Word> =
            self.asked.topic.iter().map(|said| word(corpus, Class::Topic, said)).collect::<Result<_, _>>()?;
        let index = LawIndex::new(corpus);
        let found = progress(&index, &places, &requirements, from, to);
        let ids: Vec<&str> = places.iter().map(|place| place.id.as_str()).collect();
        let timeline = started(&index, &ids, &topics, from.min(to), from.max(to));
        if self.format == Format::Json {
            let all = progress_json(&found, &timeline, corpus);
            screen.print(&serde_json::to_string_pretty(&all).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        let rows = progress_rows(&found, corpus).stamped_between(self.format, from, to, corpus);
        if !rows.rows.is_empty() || self.format == Format::Csv {
            screen.print_rows(&rows, self.format)?;
        }
        if self.format == Format::Csv {
            return Ok(Done::Well);
        }
        if !timeline.is_empty() {
            screen.print("")?;
            screen.print_rows(&started_rows(&timeline, corpus), self.format)?;
        }
        if self.format == Format::Table {
            screen.print("")?;
            let (first, last) = (from.min(to), from.max(to));
            let years = first.year().max(last.year() - LONGEST_CURVE)..=last.year();
            let curves: Vec<(&MetOn<'_>, Vec<usize>)> = found
                .met
                .iter()
                .map(|met| {
                    let curve = met_by_year(&index, met.place, &requirements, years.clone(), last);
                    (met, curve.iter().map(|(_, met, _)| *met).collect())
                })
                .collect();
            let top = curves.iter().flat_map(|(_, met)| met).copied().max().unwrap_or(0);
            for (met, curve) in &curves {
                let line = curve_line(met, curve, top, from <= to);
                let fits = line.chars().count() <= usize::from(screen.style().width);
                if fits { screen.print(&line)? } else { screen.print_prose(&line)? }
            }
            screen.print_prose(&curves_legend(*years.start(), last))?;
        }
        screen.print_prose(&progress_headline(&found, corpus))?;
        Ok(Done::Well)
    }
}

/// The places asked for; by default all that existed on either day.
pub(super) fn places<'c>(
    corpus: &'c Corpus,
    asked: &[String],
    from: Date,
    to: Date,
) -> Result<Vec<&'c Jurisdiction>, Failure> {
    let on = |day: Date| When { places: asked.to_vec(), as_of: None }.places(corpus, day);
    if asked.is_empty() {
        let mut places = on(from.min(to))?;
        for place in on(from.max(to))? {
            if !places.iter().any(|other| other.id == place.id) {
                places.push(place);
            }
        }
        return Ok(places);
    }
    on(from.min(to)).or_else(|_| on(from.max(to)))
}
