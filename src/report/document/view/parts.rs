//! The parts of a report on findings: topics, requirements, findings, loopholes, and what stands at the end.

use serde::Serialize;

use crate::assess::Status;
use crate::report::document::pictures::{Drawing, Numbers};

use super::CountsView;

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
    /// The place's name in few letters, with the star of a doubt.
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
    /// Whether it is in doubt somewhere that the law which decides holds there at all.
    pub in_doubt: bool,
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
    /// The places that did it alike.
    pub places: Vec<String>,
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
    /// Of which kind: repeal, follow, silent, complete, unknown.
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
    pub numbers: Numbers,
    /// What is drawn.
    #[serde(skip)]
    pub drawing: Drawing,
}
