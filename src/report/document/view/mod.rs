//! The view model: what a report says, as data. Templates put it into words, sheets into rows; JSON is this very object.

mod bill;
mod compare;
mod end;
mod findings;
mod loopholes;
mod parts;
mod progress;
mod topics;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::assess::Status;
use crate::corpus::Corpus;
use crate::report::overview::Counts;
use crate::report::protect::Card;

pub use bill::{BillPart, bill};
pub use compare::{ComparePart, compare};
pub use findings::{Material, Sides, anchor, gaps};
pub use loopholes::{loopholes, undermining};
pub use parts::{
    DoubtPart, DoubtView, EvidenceView, FindingView, HeatCell, HeatRow, InstrumentView, LoopholeView, OpenView,
    PictureView, PointView, Question, RequirementView, SolvedView, SourceView, StandardRef, TopicView, UnknownView,
};
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
    /// One child's case, on one page.
    Case,
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
            Kind::Case => "case",
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
    /// A child's case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Card>,
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
            case: None,
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
    /// Of these: whether the law that decides holds there at all is in doubt, and nothing would be known without it.
    pub reach: usize,
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
