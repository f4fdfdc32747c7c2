//! The view model: what a report says, as data. Templates put it into words, sheets into rows; JSON is this very object.

mod bill;
mod compare;
mod end;
mod findings;
mod loopholes;
mod progress;
mod topics;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::assess::Status;
use crate::corpus::Corpus;
use crate::report::overview::Counts;

pub use bill::{BillPart, bill};
pub use compare::{ComparePart, compare};
pub use findings::{Material, Sides, anchor, gaps};
pub use loopholes::{loopholes, undermining};
pub use progress::{ProgressPart, progress};

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Findings of the country, or of the places asked for.
    Gaps,
    /// Loopholes.
    Loopholes,
    /// Places side by side.
    Compare,
    /// Two days.
    Progress,
    /// One topic across the country.
    Topic,
    /// Everything on one place.
    Place,
    /// What a draft bill would change.
    Bill,
}

impl Kind {
    /// Its key, which names its template too.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Gaps => "gaps",
            Kind::Loopholes => "loopholes",
            Kind::Compare => "compare",
            Kind::Progress => "progress",
            Kind::Topic => "topic",
            Kind::Place => "place",
            Kind::Bill => "bill",
        }
    }
}

/// How much a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// The page in plain words, the map, and of each topic the weightiest.
    Brief,
    /// Every requirement and where it stands.
    Usual,
    /// Every point of every requirement too, and every section it rests on.
    Full,
}

/// A report.
#[derive(Debug, Serialize)]
pub struct View {
    /// What it is about.
    pub kind: Kind,
    /// How much it tells.
    pub length: Length,
    /// Its title.
    pub title: String,
    /// What the title page says below.
    pub subtitle: String,
    /// The day whose law it tells, as written in data.
    pub as_of: String,
    /// The same for people: 22 December 2011.
    pub day: String,
    /// The version of the corpus.
    pub corpus: String,
    /// Up to when its sources were seen.
    pub seen_up_to: Option<String>,
    /// Whether the day lies after that.
    pub outdated: bool,
    /// How many requirements were put to the law.
    pub requirements: usize,
    /// How the findings came out.
    pub counts: CountsView,
    /// How sure they are.
    pub sure: Sure,
    /// The places.
    pub places: Vec<PlaceView>,
    /// The weightiest gaps.
    pub weightiest: Vec<OpenView>,
    /// Topics by places.
    pub heat: Vec<HeatRow>,
    /// Topic by topic.
    pub topics: Vec<TopicView>,
    /// The loopholes, the gravest first; absent where nobody looked.
    pub loopholes: Option<Vec<LoopholeView>>,
    /// What hangs on a doubt, doubt by doubt.
    pub doubts: Vec<DoubtView>,
    /// What is not known, place by place.
    pub unknown: Vec<UnknownView>,
    /// The instruments it rests on.
    pub instruments: Vec<InstrumentView>,
    /// The pictures, by name.
    pub pictures: BTreeMap<String, PictureView>,
    /// Places side by side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compare: Option<ComparePart>,
    /// Two days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<ProgressPart>,
    /// A bill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill: Option<BillPart>,
}

impl View {
    /// An empty report on a day.
    pub fn new(kind: Kind, length: Length, corpus: &Corpus, day: Date) -> Self {
        Self {
            kind,
            length,
            title: String::new(),
            subtitle: String::new(),
            as_of: day.to_string(),
            day: in_words(day),
            corpus: corpus.version.clone(),
            seen_up_to: corpus.seen_up_to.map(|seen| seen.to_string()),
            outdated: corpus.seen_up_to.is_some_and(|seen| day > seen.latest()),
            requirements: 0,
            counts: CountsView::default(),
            sure: Sure::default(),
            places: Vec::new(),
            weightiest: Vec::new(),
            heat: Vec::new(),
            topics: Vec::new(),
            loopholes: None,
            doubts: Vec::new(),
            unknown: Vec::new(),
            instruments: Vec::new(),
            pictures: BTreeMap::new(),
            compare: None,
            progress: None,
            bill: None,
        }
    }

    /// Every finding of its topics.
    pub fn findings(&self) -> impl Iterator<Item = (&RequirementView, &FindingView)> {
        self.topics
            .iter()
            .flat_map(|topic| &topic.requirements)
            .flat_map(|requirement| requirement.findings.iter().map(move |finding| (requirement, finding)))
    }
}

/// A day as people write it.
pub fn in_words(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS[usize::from(day.month().unsigned_abs()).clamp(1, 12) - 1];
    format!("{} {month} {}", day.day(), day.year())
}

/// How many findings have each status.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[allow(missing_docs)]
pub struct CountsView {
    pub all: usize,
    pub met: usize,
    pub partial: usize,
    pub conflict: usize,
    pub gap: usize,
    pub unknown: usize,
}

impl From<Counts> for CountsView {
    fn from(counts: Counts) -> Self {
        Self {
            all: counts.all(),
            met: counts.of(Status::Met),
            partial: counts.of(Status::Partial),
            conflict: counts.of(Status::Conflict),
            gap: counts.of(Status::Gap),
            unknown: counts.of(Status::Unknown),
        }
    }
}

/// On what the findings rest, in numbers.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Sure {
    /// The law's own words were seen.
    pub text: usize,
    /// A named source says so.
    pub secondary: usize,
    /// General knowledge.
    pub recalled: usize,
    /// No provision decided: silence, or ignorance.
    pub none: usize,
    /// A doubt would change it.
    pub doubtful: usize,
}

/// A place, and how it stands.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in few letters.
    pub short: String,
    /// How its findings came out.
    pub counts: CountsView,
    /// What it does better than every other place.
    pub best: Vec<FindingView>,
}

impl PlaceView {
    /// A place of which nothing is counted.
    pub fn named(place: &crate::model::Jurisdiction) -> Self {
        Self {
            id: place.id.clone(),
            name: place.name.clone(),
            short: place.short.clone(),
            counts: CountsView::default(),
            best: Vec::new(),
        }
    }
}

/// One row of the map: a topic, place by place.
#[derive(Clone, Debug, Serialize)]
pub struct HeatRow {
    /// The topic.
    pub topic: String,
    /// How it is shown.
    pub label: String,
    /// A cell a place.
    pub cells: Vec<HeatCell>,
}

/// A cell of the map: the least protective status, and how many of the requirements have it.
#[derive(Clone, Debug, Serialize)]
pub struct HeatCell {
    /// The place.
    pub place: String,
    /// The status; absent where nothing was asked.
    pub status: Option<Status>,
    /// How many have it.
    pub count: usize,
    /// Of how many.
    pub all: usize,
}

/// A topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Its id.
    pub id: String,
    /// How it is shown.
    pub label: String,
    /// What it is.
    pub definition: String,
    /// How its findings came out.
    pub counts: CountsView,
    /// Its requirements, the weightiest first.
    pub requirements: Vec<RequirementView>,
    /// Its loopholes.
    pub loopholes: Vec<LoopholeView>,
    /// What to talk about.
    pub questions: Vec<Question>,
    /// The name of its timeline among the pictures.
    pub timeline: Option<String>,
}

/// A requirement, and what the law of each place makes of it.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementView {
    /// Its id.
    pub id: String,
    /// In our words.
    pub text: String,
    /// Why it matters.
    pub why: String,
    /// 3 life, liberty, bodily integrity; 2; 1.
    pub weight: u8,
    /// Binding, authoritative interpretation, guideline.
    pub strength: String,
    /// The sector that must act.
    pub sector: String,
    /// What it is for.
    pub function: String,
    /// The standards that ask for it, and where.
    pub asked_by: Vec<StandardRef>,
    /// A finding a place.
    pub findings: Vec<FindingView>,
    /// Positions of findings that say the same, so that they are told once.
    pub groups: Vec<Vec<usize>>,
    /// Its points, place by place: for the full report.
    pub points: Vec<PointView>,
    /// The sections it rests on: for the full report.
    pub evidence: Vec<EvidenceView>,
    /// Who solved it: places that meet it, else those that meet some of it.
    pub solved: Vec<SolvedView>,
    /// Whether those only meet some of it.
    pub solved_partly: bool,
}

/// An article of a standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandardRef {
    /// The standard's id.
    pub standard: String,
    /// Its short name.
    pub short: String,
    /// The article.
    pub article: String,
}

/// What the law of one place makes of one requirement.
#[derive(Clone, Debug, Serialize)]
pub struct FindingView {
    /// Where it stands in the document.
    pub anchor: String,
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// Its weight.
    pub weight: u8,
    /// The topic.
    pub topic: String,
    /// The place.
    pub place: String,
    /// The place's name.
    pub place_name: String,
    /// The place's name in few letters.
    pub place_short: String,
    /// The status.
    pub status: Status,
    /// As shown: `conflict 2/7`.
    pub shown: String,
    /// Points contradicted.
    pub contradicted: usize,
    /// Points asked.
    pub elements: usize,
    /// The sections that decide, in few.
    pub cited: String,
    /// All sections.
    pub citations: Vec<String>,
    /// The points not met, in few words, by outcome.
    pub against: Vec<String>,
    /// The points nothing speaks of.
    pub silent: Vec<String>,
    /// The points not known.
    pub unknown: Vec<String>,
    /// text, secondary, recalled; absent where nothing decided.
    pub confidence: Option<&'static str>,
    /// What would change it.
    pub doubts: Vec<DoubtPart>,
    /// What was passed but is not in force and would better it.
    pub pending: Vec<DoubtPart>,
    /// The loophole that undermines it, in few words.
    pub but: Option<String>,
}

/// A requirement that is open in some places: what to put on the table first.
#[derive(Clone, Debug, Serialize)]
pub struct OpenView {
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// Its topic, as shown.
    pub topic: String,
    /// Its weight.
    pub weight: u8,
    /// Where a law in force grants the contrary.
    pub conflict: Vec<String>,
    /// Where the law is silent.
    pub gap: Vec<String>,
    /// The sections that grant the contrary, in few.
    pub cited: Vec<String>,
}

/// A doubt on one finding.
#[derive(Clone, Debug, Serialize)]
pub struct DoubtPart {
    /// What is doubtful.
    pub cause: String,
    /// What the status would be otherwise.
    pub otherwise: Status,
}

/// A point of a requirement, place by place.
#[derive(Clone, Debug, Serialize)]
pub struct PointView {
    /// What is asked.
    pub what: String,
    /// How it came out in each place, in the order of the report; absent where it was not asked.
    pub outcomes: Vec<Option<&'static str>>,
}

/// A section a requirement rests on.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView {
    /// As cited.
    pub citation: String,
    /// The instrument.
    pub instrument: String,
    /// The section.
    pub section: String,
    /// What it says.
    pub says: String,
    /// How sure.
    pub verified: &'static str,
    /// For, against, shown.
    pub role: &'static str,
    /// The places in which it holds, in few letters.
    pub places: Vec<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Who solved a requirement.
#[derive(Clone, Debug, Serialize)]
pub struct SolvedView {
    /// The place.
    pub place: String,
    /// With which sections.
    pub cited: String,
    /// How sure.
    pub confidence: Option<&'static str>,
    /// Whether a doubt would change it.
    pub doubtful: bool,
}

/// A question for the hall.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Of which kind: follow, repeal, silent, unknown.
    pub kind: &'static str,
    /// What the requirement asks.
    pub text: String,
    /// The places it is put to.
    pub places: Vec<String>,
    /// The place that has done it.
    pub example: Option<String>,
    /// The sections to look at.
    pub cited: Option<String>,
}

/// A loophole.
#[derive(Clone, Debug, Serialize)]
pub struct LoopholeView {
    /// Its pattern.
    pub pattern: String,
    /// What it is called.
    pub title: String,
    /// 3 grave, 2 serious, 1 at the edge.
    pub severity: u8,
    /// The topic.
    pub topic: String,
    /// The places, as ids.
    pub places: Vec<String>,
    /// Their names.
    pub place_names: Vec<String>,
    /// What it is.
    pub explains: String,
    /// Why it matters for a child.
    pub matters: String,
    /// What is special about it here.
    pub notes: Vec<String>,
    /// The sections it stands on.
    pub stands: Vec<EvidenceView>,
    /// What to draft instead.
    pub remedy: String,
    /// Who closed it: place and section.
    pub closed_by: Vec<SolvedView>,
    /// The requirements it undermines.
    pub undermines: Vec<String>,
    /// Why it is accepted, if it is.
    pub accepted: Option<String>,
}

/// A doubt, and the findings that hang on it.
#[derive(Clone, Debug, Serialize)]
pub struct DoubtView {
    /// What is doubtful.
    pub cause: String,
    /// The places, as names.
    pub places: Vec<String>,
    /// How many findings hang on it.
    pub findings: usize,
}

/// What is not known of a place.
#[derive(Clone, Debug, Serialize)]
pub struct UnknownView {
    /// The place's name.
    pub place: String,
    /// How many findings are unknown.
    pub findings: usize,
    /// Of how many.
    pub all: usize,
    /// The topics wholly or partly unknown.
    pub topics: Vec<String>,
}

/// An instrument the report rests on.
#[derive(Clone, Debug, Serialize)]
pub struct InstrumentView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its citation.
    pub citation: Option<String>,
    /// What it is.
    pub kind: &'static str,
    /// The places of the report where it is cited, in few letters.
    pub places: Vec<String>,
    /// How many sections are cited.
    pub sections: usize,
    /// The least sure of them.
    pub verified: &'static str,
    /// Where it can be read.
    pub sources: Vec<SourceView>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// primary, official, secondary.
    pub grade: &'static str,
}

/// A picture: what it shows, and the numbers behind it.
#[derive(Clone, Debug, Serialize)]
pub struct PictureView {
    /// Its title.
    pub title: String,
    /// What its axes count.
    pub units: String,
    /// What a person sees in it, for who cannot.
    pub alt: String,
    /// Where the numbers come from.
    pub source: String,
    /// The numbers behind it, as a table.
    pub numbers: super::pictures::Numbers,
    /// What is drawn.
    #[serde(skip)]
    pub drawing: super::pictures::Drawing,
}
