//! `lacuna list`.

use clap::Args;

use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::model::Class;
use crate::report::{Format, Listing, Rows, Wanted, listing, rules};

use super::choose::{When, day_of, word};
use super::institutions::Institutions;
use super::{Done, Failure, Screen};

/// What the corpus holds
#[derive(Args, Debug)]
pub struct List {
    /// What to list
    what: Listing,
    /// Only laws that extend to this place
    #[arg(long = "in", value_name = "PLACE")]
    places: Vec<String>,
    /// Only this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only requirements that this standard asks for
    #[arg(long, value_name = "STANDARD")]
    standard: Vec<String>,
    /// Only provisions that have prose but no rules
    #[arg(long)]
    without_rules: bool,
    /// Only rules that this pattern selects, such as "{offence: {penalty: {fine_only: true}}}": see standards/README.md, "Patterns"
    #[arg(long = "where", value_name = "PATTERN")]
    pattern: Option<String>,
    /// For rules and institutions: the day asked for, such as 2011-12-22; today by default
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    institutions: Institutions,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl List {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        if self.what == Listing::Institutions {
            let day = day_of(self.as_of.as_deref())?;
            return self.institutions.run(corpus, screen, &self.places, day, self.format);
        }
        if self.institutions.is_asked() {
            let usage = "--sector, --function and --map select institutions: lacuna list institutions --map --in sindh";
            return Err(Failure::Usage(usage.to_owned()));
        }
        let mut wanted =
            Wanted { standards: self.standard.clone(), without_rules: self.without_rules, ..Wanted::default() };
        for name in self.places.iter().filter(|_| self.what != Listing::Rules) {
            let place =
                corpus.find_place(name).ok_or_else(|| Failure::Usage(format!("no place is called `{name}`")))?;
            wanted.places.push(place.id.clone());
        }
        for topic in &self.topic {
            wanted.topics.push(word(corpus, Class::Topic, topic)?.id().to_owned());
        }
        let rows = match (self.what, &self.pattern, &self.as_of) {
            (Listing::Rules, _, _) => self.rules(corpus, &wanted)?,
            (_, None, None) => listing(corpus, self.what, &wanted),
            _ => {
                return Err(Failure::Usage(
                    "--where and --as-of select rules: lacuna list rules --where ...".to_owned(),
                ));
            }
        };
        // Only rules hold on a day; the rest is what the corpus has of all days.
        let day = if self.what == Listing::Rules { Some(day_of(self.as_of.as_deref())?) } else { None };
        if self.format == Format::Json {
            let mut object = rows.json(&corpus.version);
            object["seen_up_to"] = serde_json::json!(corpus.seen());
            if let Some(day) = day {
                object["as_of"] = serde_json::json!(day.to_string());
            }
            screen.print(&serde_json::to_string_pretty(&object).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        let count = rows.rows.len();
        screen.print_rows(&rows.stamped(self.format, day, corpus), self.format)?;
        if self.format == Format::Table {
            screen.say(&format!("{count} entries, corpus {}", corpus.version));
        }
        Ok(Done::Well)
    }

    fn rules(&self, corpus: &Corpus, wanted: &Wanted) -> Result<Rows, Failure> {
        let pattern = self.pattern.as_deref().map(|text| corpus.pattern(text)).transpose();
        let pattern = pattern.map_err(Failure::Pattern)?;
        let when = When { places: self.places.clone(), as_of: self.as_of.clone() };
        let day = when.day()?;
        let index = LawIndex::new(corpus);
        let places = when.places(corpus, day)?;
        let laws: Vec<LawInForce<'_>> = places.into_iter().map(|place| LawInForce::of(&index, place, day)).collect();
        Ok(rules(&laws, pattern.as_ref(), &wanted.topics))
    }
}
