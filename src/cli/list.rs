//! `lacuna list`.

use clap::Args;

use crate::corpus::Corpus;
use crate::model::Class;
use crate::report::{Format, Listing, Wanted, listing};

use super::choose::word;
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
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl List {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let mut wanted =
            Wanted { standards: self.standard.clone(), without_rules: self.without_rules, ..Wanted::default() };
        for name in &self.places {
            let place =
                corpus.find_place(name).ok_or_else(|| Failure::Usage(format!("no place is called `{name}`")))?;
            wanted.places.push(place.id.clone());
        }
        for topic in &self.topic {
            wanted.topics.push(word(corpus, Class::Topic, topic)?.id().to_owned());
        }
        let rows = listing(corpus, self.what, &wanted);
        if self.format == Format::Json {
            screen.print(&serde_json::to_string_pretty(&rows.json(&corpus.version)).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        screen.print_rows(&rows, self.format)?;
        if self.format == Format::Table {
            screen.say(&format!("{} entries, corpus {}", rows.rows.len(), corpus.version));
        }
        Ok(Done::Well)
    }
}
