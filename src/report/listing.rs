//! `list`: what the corpus holds.

use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::model::{Class, Instrument, Requirement, Standard, Word};

use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Listing {
    /// The places and their lives.
    Jurisdictions,
    /// The instruments.
    Instruments,
    /// The provisions, version by version.
    Provisions,
    /// The standards and Pakistan's position.
    Standards,
    /// The requirements.
    Requirements,
    /// The topics.
    Topics,
    /// The rules in force.
    Rules,
    /// The loophole patterns.
    Patterns,
    /// The bodies and services of a place, and whether they work on the day.
    Institutions,
    /// How much of each field is held, place by place, and how sure.
    Coverage,
}

/// Which entries of a list are wanted; an empty filter wants all.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Places, by id: instruments that reach one of them.
    pub places: Vec<String>,
    /// Topics, by id.
    pub topics: Vec<String>,
    /// Standards, by id.
    pub standards: Vec<String>,
    /// Provisions without rules only.
    pub without_rules: bool,
    /// Institutions of one of these sectors.
    pub sectors: Vec<Word>,
    /// Institutions with one of these functions.
    pub functions: Vec<Word>,
    /// The day on which an institution works or not; absent: only what is on record.
    pub day: Option<Date>,
}

impl Wanted {
    /// Whether a place is wanted.
    pub fn takes_place(&self, place: &str) -> bool {
        self.places.is_empty() || self.places.iter().any(|wanted| wanted == place)
    }

    /// Whether a topic is wanted.
    pub fn takes_topic(&self, topic: &str) -> bool {
        self.topics.is_empty() || self.topics.iter().any(|wanted| wanted == topic)
    }

    fn takes(&self, instrument: &Instrument) -> bool {
        let place = self.places.is_empty()
            || instrument.extent.iter().flat_map(|extent| &extent.places).any(|place| self.places.contains(place));
        let topic = self.topics.is_empty()
            || instrument.topics.iter().any(|topic| self.topics.iter().any(|id| id == topic.id()));
        place && topic
    }
}

/// The rows of a list.
pub fn listing(corpus: &Corpus, what: Listing, wanted: &Wanted) -> Rows {
    match what {
        Listing::Jurisdictions => jurisdictions(corpus),
        Listing::Instruments => instruments(corpus, wanted),
        Listing::Provisions => provisions(corpus, wanted),
        Listing::Standards => standards(corpus),
        Listing::Requirements => requirements(corpus, wanted),
        Listing::Topics => topics(corpus),
        Listing::Institutions => super::institutions::institution_rows(corpus, wanted),
        Listing::Patterns => patterns(corpus),
        // Rules hold in a place on a day: see `rules`.
        Listing::Rules => Rows::default(),
        Listing::Coverage => super::coverage::coverage(corpus, wanted),
    }
}

fn jurisdictions(corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["Id", "Name", "Kind", "Life", "Successor", "Surveyed for"]);
    rows.widths = vec![Fixed(18), Share(3), Fixed(10), Share(2), Share(2), Share(3)];
    for place in &corpus.jurisdictions {
        let mut surveyed: Vec<&str> = corpus
            .surveys
            .iter()
            .filter(|survey| survey.places.contains(&place.id))
            .map(|survey| survey.topic.id())
            .collect();
        surveyed.dedup();
        rows.push(vec![
            place.id.clone(),
            place.name.clone(),
            place.kind.clone(),
            place.life.to_string().replace("unchanged", "-"),
            place.successor.clone().unwrap_or_default(),
            surveyed.join(", "),
        ]);
    }
    rows
}

fn instruments(corpus: &Corpus, wanted: &Wanted) -> Rows {
    let mut rows = Rows::new(&["Id", "Title", "Citation", "Kind", "Passed", "Provisions"]);
    rows.widths = vec![Share(3), Share(3), Share(2), Fixed(12), Fixed(10), Fixed(10)];
    for instrument in corpus.instruments.iter().filter(|instrument| wanted.takes(instrument)) {
        rows.push(vec![
            instrument.id.to_string(),
            instrument.title.clone(),
            instrument.citation.clone().unwrap_or_default(),
            instrument.kind.id().to_owned(),
            instrument.passed.map(|day| day.to_string()).unwrap_or_default(),
            instrument.provisions.len().to_string(),
        ]);
    }
    rows
}

fn provisions(corpus: &Corpus, wanted: &Wanted) -> Rows {
    let mut rows = Rows::new(&["Provision", "Heading", "Version", "Rules", "Sure"]);
    rows.widths = vec![Share(5), Share(4), Share(3), Fixed(5), Fixed(9)];
    for instrument in corpus.instruments.iter().filter(|instrument| wanted.takes(instrument)) {
        for provision in &instrument.provisions {
            if wanted.without_rules && !provision.rules.is_empty() {
                continue;
            }
            rows.push(vec![
                format!("{}:{}", instrument.id, provision.section),
                provision.heading.clone(),
                provision.interval.to_string(),
                provision.rules.len().to_string(),
                provision.verified.id().to_owned(),
            ]);
        }
    }
    rows
}

fn standards(corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["Id", "Title", "Adopted", "Binding", "Pakistan", "Requirements"]);
    rows.widths = vec![Fixed(13), Share(3), Fixed(10), Fixed(7), Share(4), Fixed(12)];
    for standard in &corpus.standards {
        let position = position(standard);
        let asks = |requirement: &&Requirement| {
            requirement.standard == standard.id || requirement.also.iter().any(|(other, _)| *other == standard.id)
        };
        rows.push(vec![
            standard.id.clone(),
            standard.title.clone(),
            standard.adopted.map(|day| day.to_string()).unwrap_or_default(),
            if standard.binding { "yes" } else { "no" }.to_owned(),
            position,
            corpus.requirements().filter(asks).count().to_string(),
        ]);
    }
    rows
}

/// What Pakistan did, in words, and how sure that is; where it was seen stands in `show STANDARD`.
fn position(standard: &Standard) -> String {
    let beside = |key: &str| matches!(key, "verified" | "source" | "note");
    let said = standard.position.iter().filter(|(key, _)| !beside(key)).map(|(key, said)| format!("{key}: {said}"));
    let sure = standard.position.iter().find(|(key, _)| key == "verified").map(|(_, sure)| format!(" [sure: {sure}]"));
    format!("{}{}", said.collect::<Vec<_>>().join("; "), sure.unwrap_or_default())
}

fn requirements(corpus: &Corpus, wanted: &Wanted) -> Rows {
    let mut rows = Rows::new(&["Id", "Standard", "Topic", "Sector", "Function", "W", "Text"]);
    rows.widths = vec![Share(4), Share(2), Share(3), Fixed(8), Fixed(8), Fixed(1), Share(5)];
    for requirement in corpus.requirements() {
        let topic = wanted.topics.is_empty() || wanted.topics.iter().any(|id| id == requirement.topic.id());
        let standard = wanted.standards.is_empty()
            || wanted
                .standards
                .iter()
                .any(|id| *id == requirement.standard || requirement.also.iter().any(|(other, _)| other == id));
        if topic && standard {
            rows.push(vec![
                requirement.id.clone(),
                format!("{} {}", requirement.standard, requirement.article),
                requirement.topic.id().to_owned(),
                requirement.sector.id().to_owned(),
                requirement.function.id().to_owned(),
                requirement.weight.to_string(),
                requirement.text.clone(),
            ]);
        }
    }
    rows
}

fn patterns(corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["Id", "Severity", "Title", "What it is", "Remedy"]);
    rows.widths = vec![Share(3), Fixed(8), Share(3), Share(5), Share(4)];
    for pattern in &corpus.loopholes {
        rows.push(vec![
            pattern.id.clone(),
            pattern.severity.to_string(),
            pattern.title.clone(),
            pattern.explains.clone(),
            pattern.remedy.clone(),
        ]);
    }
    rows
}

fn topics(corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&["Id", "Topic", "What it covers", "Requirements", "Instruments"]);
    rows.widths = vec![Share(3), Share(3), Share(4), Fixed(12), Fixed(11)];
    for entry in corpus.words.of_class(Class::Topic) {
        let requirements = corpus.requirements().filter(|requirement| requirement.topic == entry.word).count();
        let instruments =
            corpus.instruments.iter().filter(|instrument| instrument.topics.contains(&entry.word)).count();
        rows.push(vec![
            entry.word.id().to_owned(),
            entry.label.clone(),
            entry.definition.clone(),
            requirements.to_string(),
            instruments.to_string(),
        ]);
    }
    rows
}
