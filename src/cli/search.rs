//! `lacuna search`.

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use clap::Args;

use crate::cache::Cache;
use crate::corpus::{Corpus, Origin};
use crate::report::{Format, SearchStamp, found_line, nothing_found, search_json, search_rows, unknown_line};
use crate::search::{Answer, Ask, Hit, Kind, Search as Index, SearchError};

use super::choose::day_of;
use super::show::Show;
use super::{Done, Failure, Screen};

/// Hits of a page.
const PAGE: usize = 10;
/// An index that takes longer than this to make is announced.
const PATIENCE: Duration = Duration::from_millis(500);

/// Find provisions, laws, bodies and standards
#[derive(Args, Debug)]
#[command(
    after_help = "Words, \"phrases\", AND OR NOT, -word, and fields: in:punjab topic:child-labour kind:offence section:11 sex:girls\n\
act: setting: sector: standard:crc verified:text age:14..16 passed:2010..2015. A citation (`PPC 377`, `CRC 19`) comes first.\n\
A phrase needs quotes that the shell leaves: lacuna search '\"brick kiln\" -advance'"
)]
pub struct Search {
    /// What is looked for
    #[arg(required = true, num_args = 1.., value_name = "QUERY")]
    query: Vec<String>,
    /// Only what holds, or held, in this place; may be given several times
    #[arg(long = "in", value_name = "PLACE")]
    places: Vec<String>,
    /// Only this topic, such as child-marriage
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only this kind: act, judgment, institution, requirement ..., or a kind of rule such as offence
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only this standard, such as crc
    #[arg(long, value_name = "STANDARD")]
    standard: Vec<String>,
    /// Only this sector, such as justice
    #[arg(long, value_name = "SECTOR")]
    sector: Vec<String>,
    /// Only requirements with this function: prevent, respond, mitigate, curb or govern
    #[arg(long, value_name = "FUNCTION")]
    function: Vec<String>,
    /// Only the law of this day, such as 2011-12-22; without it the law of today comes first
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Every version of a section, not only the one that holds
    #[arg(long)]
    all_versions: bool,
    /// How many hits
    #[arg(long, value_name = "N", default_value_t = PAGE)]
    limit: usize,
    /// How many hits to leave out first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Show hit N in full
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    open: Option<u32>,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Search {
    /// The search that `lacuna search WORD ...` asks for: with no flag among the arguments there are none to read.
    pub fn of_words(arguments: &[OsString]) -> Option<Self> {
        let [_, search, query @ ..] = arguments else {
            return None;
        };
        let words: Option<Vec<String>> =
            query.iter().map(|word| word.to_str().filter(|word| !word.starts_with('-')).map(str::to_owned)).collect();
        let query = words.filter(|words| search == "search" && !words.is_empty())?;
        Some(Self {
            query,
            places: Vec::new(),
            topic: Vec::new(),
            kind: Vec::new(),
            standard: Vec::new(),
            sector: Vec::new(),
            function: Vec::new(),
            as_of: None,
            all_versions: false,
            limit: PAGE,
            offset: 0,
            open: None,
            format: Format::Table,
        })
    }

    /// Runs the command.
    pub fn run(&self, origin: Origin<'_>, screen: &Screen) -> Result<Done, Failure> {
        let day = day_of(self.as_of.as_deref())?;
        let (limit, offset) = match self.open {
            Some(number) => (1, self.offset.saturating_add(number as usize - 1)),
            None => (self.limit, self.offset),
        };
        let ask = Ask {
            text: self.query.join(" ").replace(MINUS, "-"),
            filters: Vec::new(),
            day,
            only_in_force: self.as_of.is_some() && !self.all_versions,
            all_versions: self.all_versions,
            limit,
            offset,
        };
        let found = consulted(origin, screen, |index| {
            let ask = Ask { filters: self.filters(index)?, ..ask.clone() };
            let answer = index.answer(&ask).map_err(failure)?;
            let seen = index.seen_up_to().map(str::to_owned);
            let stamp = SearchStamp { day: day.to_string(), corpus: index.corpus_version().to_owned(), seen };
            Ok(Found { answer, stamp, said: index.stamp(day) })
        })?;
        if let Some(number) = self.open
            && found.answer.total > 0
        {
            let total = found.answer.total;
            let beyond = || Failure::Usage(format!("there is no hit {number}: the search has {total}"));
            return self.show(number, found.answer.hits.first().ok_or_else(beyond)?, &found.stamp, origin, screen);
        }
        self.write(&found, &ask, screen)
    }

    fn filters(&self, index: &Index) -> Result<Vec<(String, String)>, Failure> {
        let mut filters = Vec::new();
        for (field, values) in [
            ("in", &self.places),
            ("topic", &self.topic),
            ("kind", &self.kind),
            ("standard", &self.standard),
            ("sector", &self.sector),
            ("function", &self.function),
        ] {
            for value in values.iter().flat_map(|values| values.split(',')).map(str::trim) {
                index.check(field, value).map_err(Failure::Usage)?;
                filters.push((field.to_owned(), value.to_owned()));
            }
        }
        Ok(filters)
    }

    fn write(&self, found: &Found, ask: &Ask, screen: &Screen) -> Result<Done, Failure> {
        let answer = &found.answer;
        if self.format == Format::Json {
            let json = search_json(answer, &ask.text, &found.stamp);
            screen.print(&serde_json::to_string_pretty(&json).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        if !answer.hits.is_empty()
            && let Some(said) = unknown_line(answer)
        {
            screen.say(&said);
        }
        if !answer.hits.is_empty() || self.format == Format::Csv {
            let rows = search_rows(answer, &found.stamp, self.format, screen.style().colour);
            screen.print_rows(&rows, self.format)?;
        }
        let line = || found_line(answer, ask.offset, &found.stamp.day, &found.said);
        match self.format {
            _ if answer.hits.is_empty() => screen.say(&nothing_found(answer, &ask.text, ask.offset)),
            Format::Table => screen.say(&line()),
            // A page that is kept says of what day it is.
            Format::Markdown => screen.print(&format!("\n{}", line()))?,
            Format::Csv | Format::Json => {}
        }
        Ok(Done::Well)
    }

    /// A hit in full: as `show` does, or, where `show` knows nothing of it, all that the index has.
    fn show(
        &self,
        number: u32,
        hit: &Hit,
        stamp: &SearchStamp,
        origin: Origin<'_>,
        screen: &Screen,
    ) -> Result<Done, Failure> {
        let citation = match (hit.kind, &hit.row.instrument, &hit.row.section) {
            (Kind::Provision, Some(instrument), Some(section)) => Some(format!("{instrument}:{section}")),
            (Kind::Instrument, Some(instrument), _) => Some(instrument.clone()),
            (Kind::Article, Some(standard), Some(article)) => Some(format!("{standard}:{article}")),
            _ => None,
        };
        if let Some(citation) = citation {
            let corpus = Corpus::load(origin)?;
            return Show::of(citation, self.as_of.clone(), self.format).run(&corpus, screen);
        }
        if self.format == Format::Json {
            let answer = Answer { total: 1, hits: vec![hit.clone()], ..Answer::default() };
            let json = search_json(&answer, &self.query.join(" "), stamp);
            screen.print(&serde_json::to_string_pretty(&json["hits"][0]).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        let row = &hit.row;
        let mut said = format!("{}\n{}", row.heading, row.citation);
        for piece in &row.pieces {
            said.push_str(&format!("\n  {piece}"));
        }
        if let (Kind::Requirement, Some(standard), Some(article)) = (hit.kind, &row.instrument, &row.section) {
            let first = article.split([';', ',']).next().unwrap_or_default();
            said.push_str(&format!("\nlacuna show {standard}:{first} shows how each place stands."));
        }
        screen.print_lines(&said)?;
        screen.say(&format!("Hit {number}, a {}.", hit.kind.id()));
        Ok(Done::Well)
    }
}

/// Stands for the hyphen of `-word` until clap has read the arguments; the query language reads it as a hyphen too.
const MINUS: char = '\u{2212}';

/// The arguments, with the hyphen of every `-word` of a search made a minus sign: clap would take it for flags. Flags of the program are longer (`--in`) or shorter (`-h`).
pub fn minus_words(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    let Some(search) = arguments.iter().skip(1).position(|argument| argument == "search") else {
        return arguments;
    };
    for argument in arguments.iter_mut().skip(search + 2).take_while(|argument| *argument != "--") {
        let word = argument.to_str().and_then(|argument| argument.strip_prefix('-'));
        if let Some(word) = word.filter(|word| !word.starts_with('-') && word.chars().nth(1).is_some()) {
            *argument = OsString::from(format!("{MINUS}{word}"));
        }
    }
    arguments
}

/// What the index said.
struct Found {
    answer: Answer,
    stamp: SearchStamp,
    /// The version of the corpus and how far its sources go, in words.
    said: String,
}

/// Asks the index, with a word on stderr when it takes its time.
fn consulted(
    origin: Origin<'_>,
    screen: &Screen,
    ask: impl Fn(&Index) -> Result<Found, Failure>,
) -> Result<Found, Failure> {
    std::thread::scope(|threads| {
        let (made, waiting) = mpsc::channel::<()>();
        let announce = || {
            threads.spawn(move || {
                if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    screen.say("Making the search index, once for this corpus ...");
                }
            });
        };
        let asked = Index::consult(origin, &Cache::of_user(), announce, ask);
        drop(made);
        let (found, index) = asked.map_err(failure)?;
        // The program ends with the answer: the index is given back with the process.
        let _ = ManuallyDrop::new(index);
        found
    })
}

fn failure(error: SearchError) -> Failure {
    match error {
        SearchError::Corpus(error) => Failure::Corpus(error),
        SearchError::Index(error) => Failure::Search(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Vec<String> {
        let arguments = arguments.iter().map(OsString::from);
        minus_words(arguments).into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_word_with_a_hyphen_is_no_flag() {
        let read = |arguments: &[&str]| read(&[&["lacuna"], arguments].concat()).join(" ");
        assert_eq!(read(&["search", "smoking", "-advertising"]), "lacuna search smoking \u{2212}advertising");
        assert_eq!(read(&["--color", "never", "search", "-a", "-ab"]), "lacuna --color never search -a \u{2212}ab");
        assert_eq!(read(&["search", "x", "--in", "sindh", "-h"]), "lacuna search x --in sindh -h");
        assert_eq!(read(&["search", "--", "-word"]), "lacuna search -- -word");
        assert_eq!(read(&["gaps", "-word"]), "lacuna gaps -word");
    }
}
