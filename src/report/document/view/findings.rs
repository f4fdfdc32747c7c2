//! From findings to the gap report: of the country, of a place, of a topic.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::assess::{Element, Finding, Outcome, Role, Status};
use crate::compare::better_than_others;
use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::model::{Jurisdiction, Requirement, Verified};
use crate::report::findings::{first_cited, shown_status, where_it_says};
use crate::report::overview::{Counts, GroupBy, counts};

use super::{
    CountsView, DoubtPart, FindingView, HeatCell, HeatRow, Kind, Length, LoopholeView, OpenView, PlaceView, Sure, View,
    end, topics,
};

/// How many open requirements the page in plain words names.
const WEIGHTIEST: usize = 10;
/// How many of a place's own strengths are named in a report on many, and in its own.
const BEST: (usize, usize) = (2, 12);

/// What a report on findings is made from.
pub struct Material<'m, 'c> {
    /// The corpus, indexed.
    pub index: &'m LawIndex<'c>,
    /// The day.
    pub day: Date,
    /// The places reported on.
    pub places: &'m [&'c Jurisdiction],
    /// The findings of every place: what one lacks, another may have.
    pub findings: &'m [Finding<'c>],
    /// Only these statuses are listed; empty means all.
    pub statuses: &'m [Status],
}

/// What other rooms add to a report on findings.
#[derive(Default)]
pub struct Sides {
    /// The loopholes, where somebody looked.
    pub loopholes: Option<Vec<LoopholeView>>,
    /// For a finding (by anchor) the loophole that undermines it, in few words.
    pub buts: std::collections::HashMap<String, String>,
}

impl<'m, 'c> Material<'m, 'c> {
    /// The corpus.
    pub fn corpus(&self) -> &'c Corpus {
        self.index.corpus
    }

    /// The findings of the places reported on.
    pub fn own(&self) -> Vec<&'m Finding<'c>> {
        let wanted = |place: &str| self.places.iter().any(|own| own.id == place);
        self.findings.iter().filter(|finding| wanted(&finding.place.id)).collect()
    }

    /// The law of every place that was looked at.
    fn laws(&self) -> Vec<LawInForce<'c>> {
        let found = |place: &&Jurisdiction| self.findings.iter().any(|finding| finding.place.id == place.id);
        let places: Vec<&'c Jurisdiction> = self.corpus().jurisdictions.iter().filter(found).collect();
        places.into_par_iter().map(|place| LawInForce::of(self.index, place, self.day)).collect()
    }

    /// Whether a finding of this status is listed.
    pub fn lists(&self, status: Status) -> bool {
        self.statuses.is_empty() || self.statuses.contains(&status)
    }
}

/// The report.
pub fn gaps(kind: Kind, length: Length, material: &Material<'_, '_>, sides: Sides) -> View {
    let corpus = material.corpus();
    let own: Vec<Finding<'_>> = material.own().into_iter().cloned().collect();
    let mut view = View::new(kind, length, corpus, material.day);
    let by_place = counts(&own, GroupBy::Jurisdiction, corpus);
    let of = |id: &str| by_place.iter().find(|(known, _, _)| known == id).map(|(_, _, counts)| *counts);
    let all = own.iter().fold(Counts::default(), |counts, finding| counts.and(finding.status));
    view.counts = all.into();
    view.sure = sure(&own);
    let laws = material.laws();
    let most = if kind == Kind::Place { BEST.1 } else { BEST.0 };
    view.places = material
        .places
        .iter()
        .map(|place| PlaceView {
            id: place.id.clone(),
            name: place.name.clone(),
            short: place.short.clone(),
            counts: of(&place.id).map(CountsView::from).unwrap_or_default(),
            best: better_than_others(material.findings, &place.id, &laws)
                .into_iter()
                .take(most)
                .map(|ahead| {
                    let view = finding_view(ahead.finding, &sides);
                    FindingView { cited: if ahead.by.is_empty() { view.cited } else { first_cited(&ahead.by) }, ..view }
                })
                .collect(),
        })
        .collect();
    let requirements = asked(&own);
    view.requirements = requirements.len();
    view.weightiest = weightiest(&requirements, &own, corpus);
    view.topics = topics::topics(material, &requirements, length, &sides);
    view.heat = heat(&view, &own);
    end::end(&mut view, &own, corpus, length);
    view.loopholes = sides.loopholes;
    view
}

/// The requirements asked, in their order.
fn asked<'c>(findings: &[Finding<'c>]) -> Vec<&'c Requirement> {
    let mut found: Vec<&Requirement> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for finding in findings {
        if seen.insert(finding.requirement.id.as_str()) {
            found.push(finding.requirement);
        }
    }
    found
}

fn sure(findings: &[Finding<'_>]) -> Sure {
    let mut sure = Sure::default();
    for finding in findings {
        match finding.confidence {
            Some(Verified::Text) => sure.text += 1,
            Some(Verified::Secondary) => sure.secondary += 1,
            Some(Verified::Recalled) => sure.recalled += 1,
            None => sure.none += 1,
        }
        sure.doubtful += usize::from(!finding.doubts.is_empty());
        sure.reach += usize::from(finding.unknown_but_for().is_some());
    }
    sure
}

/// The requirements open in most places, the weightiest first; where a law grants the contrary before where it is silent.
fn weightiest(requirements: &[&Requirement], findings: &[Finding<'_>], corpus: &Corpus) -> Vec<OpenView> {
    let mut open: Vec<(usize, OpenView)> = Vec::new();
    for requirement in requirements {
        let own = || findings.iter().filter(|finding| finding.requirement.id == requirement.id);
        let places = |status: Status| -> Vec<String> {
            own()
                .filter(|finding| finding.status == status)
                .map(|finding| starred(finding, &finding.place.short))
                .collect()
        };
        let (conflict, gap) = (places(Status::Conflict), places(Status::Gap));
        if conflict.is_empty() && gap.is_empty() {
            continue;
        }
        let share: usize = own()
            .map(|finding| {
                let (contradicted, all) = finding.contradicted();
                (contradicted * 100).checked_div(all).unwrap_or(0)
            })
            .sum();
        let mut cited: Vec<String> = Vec::new();
        for evidence in own().flat_map(|finding| finding.evidence()).filter(|evidence| evidence.role == Role::Against) {
            if cited.len() < 2 && !cited.contains(&evidence.citation) {
                cited.push(evidence.citation.clone());
            }
        }
        let in_doubt = own().any(|finding| finding.unknown_but_for().is_some());
        let view = OpenView {
            requirement: requirement.id.clone(),
            text: requirement.text.clone(),
            topic: super::topics::capitalised(&corpus.words.label(&requirement.topic)),
            weight: requirement.weight,
            conflict,
            gap,
            cited,
            in_doubt,
        };
        open.push((share, view));
    }
    open.sort_by_key(|(share, view)| {
        std::cmp::Reverse((view.weight, view.conflict.len() + view.gap.len(), view.conflict.len(), *share))
    });
    open.into_iter().take(WEIGHTIEST).map(|(_, view)| view).collect()
}

/// A place, with the star of a doubt.
fn starred(finding: &Finding<'_>, name: &str) -> String {
    format!("{name}{}", if finding.doubts.is_empty() { "" } else { "*" })
}

fn heat(view: &View, findings: &[Finding<'_>]) -> Vec<HeatRow> {
    let mut cells: std::collections::HashMap<(&str, &str), Counts> = std::collections::HashMap::new();
    for finding in findings {
        let cell = cells.entry((finding.requirement.topic.id(), &finding.place.id)).or_default();
        *cell = cell.and(finding.status);
    }
    let cell = |topic: &str, place: &str| {
        let counts = cells.get(&(topic, place)).copied().unwrap_or_default();
        let status = counts.least();
        HeatCell {
            place: place.to_owned(),
            status,
            count: status.map_or(0, |status| counts.of(status)),
            all: counts.all(),
        }
    };
    view.topics
        .iter()
        .map(|topic| HeatRow {
            topic: topic.id.clone(),
            label: topic.label.clone(),
            cells: view.places.iter().map(|place| cell(&topic.id, &place.id)).collect(),
        })
        .collect()
}

/// A name in the document, from ids.
pub fn anchor(parts: &[&str]) -> String {
    let sound = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    parts.join("-").chars().map(sound).take(120).collect()
}

/// A finding as shown.
pub(super) fn finding_view(finding: &Finding<'_>, sides: &Sides) -> FindingView {
    let requirement = finding.requirement;
    let (contradicted, elements) = finding.contradicted();
    let points = |outcome: Outcome| -> Vec<String> {
        finding.elements.iter().filter(|element| element.outcome == outcome).map(point).collect()
    };
    let mut citations: Vec<String> = Vec::new();
    for evidence in finding.evidence() {
        if !citations.contains(&evidence.citation) {
            citations.push(evidence.citation.clone());
        }
    }
    let doubt =
        |doubt: &crate::assess::FindingDoubt| DoubtPart { cause: doubt.cause.clone(), otherwise: doubt.otherwise };
    let anchor = anchor(&["finding", &requirement.id, &finding.place.id]);
    FindingView {
        requirement: requirement.id.clone(),
        text: requirement.text.clone(),
        weight: requirement.weight,
        topic: requirement.topic.id().to_owned(),
        place: finding.place.id.clone(),
        place_name: finding.place.name.clone(),
        place_short: starred(finding, &finding.place.short),
        status: finding.status,
        shown: shown_status(finding),
        contradicted,
        elements,
        cited: cited(finding),
        citations,
        against: points(Outcome::Contradicted),
        silent: points(Outcome::Missing),
        unknown: points(Outcome::Unknown),
        confidence: finding.confidence.map(Verified::id),
        doubts: finding.doubts.iter().map(doubt).collect(),
        pending: finding.pending.iter().map(doubt).collect(),
        but: sides.buts.get(&anchor).cloned(),
        anchor,
    }
}

/// The sections that decide; where silence alone meets it, that is said.
pub(super) fn cited(finding: &Finding<'_>) -> String {
    match finding.status {
        Status::Met if finding.evidence().is_empty() => "no law says otherwise".to_owned(),
        _ => where_it_says(finding),
    }
}

fn point(element: &Element) -> String {
    element.what.clone()
}
