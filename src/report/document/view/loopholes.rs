//! Loopholes: the same one in several places is told once.

use std::collections::HashMap;

use crate::assess::Finding;
use crate::corpus::Corpus;
use crate::loophole::{Loophole, Stand};
use crate::model::Word;
use crate::report::undermined::Undermining;

use super::findings::anchor;
use super::topics::{add_solved, capitalised, url};
use super::{EvidenceView, LoopholeView, SolvedView};

/// The loopholes of some places, the gravest first; those that stand on the same sections are one, in several places.
pub fn loopholes(found: &[Loophole<'_>], findings: &[Finding<'_>], corpus: &Corpus) -> Vec<LoopholeView> {
    let mut views: Vec<LoopholeView> = Vec::new();
    let mut at: HashMap<(String, Vec<String>, Vec<String>, bool), usize> = HashMap::new();
    for loophole in found {
        let stands: Vec<EvidenceView> = loophole.stands.iter().map(|stand| stand_view(stand, corpus)).collect();
        let sections = stands.iter().map(|stand| stand.citation.clone()).collect();
        let key = (loophole.pattern.id.clone(), sections, loophole.notes.clone(), loophole.accepted.is_some());
        let row = *at.entry(key).or_insert_with(|| {
            views.push(view(loophole, stands));
            views.len() - 1
        });
        if !views[row].places.contains(&loophole.place.id) {
            views[row].places.push(loophole.place.id.clone());
            views[row].place_names.push(loophole.place.short.clone());
        }
        for finding in findings.iter().filter(|finding| crate::loophole::undermines(loophole, finding)) {
            if !views[row].undermines.contains(&finding.requirement.text) {
                views[row].undermines.push(finding.requirement.text.clone());
            }
        }
    }
    views.sort_by(|a, b| {
        let key =
            |view: &LoopholeView| (view.accepted.is_some(), std::cmp::Reverse((view.severity, view.places.len())));
        key(a).cmp(&key(b))
    });
    views
}

fn view(loophole: &Loophole<'_>, stands: Vec<EvidenceView>) -> LoopholeView {
    let pattern = loophole.pattern;
    LoopholeView {
        pattern: pattern.id.clone(),
        title: capitalised(&pattern.title),
        severity: pattern.severity,
        topic: loophole.topics.first().map(Word::id).unwrap_or_default().to_owned(),
        places: Vec::new(),
        place_names: Vec::new(),
        explains: pattern.explains.clone(),
        matters: pattern.matters.clone(),
        notes: loophole.notes.clone(),
        stands,
        remedy: pattern.remedy.clone(),
        closed_by: closed_by(loophole),
        undermines: Vec::new(),
        accepted: loophole.accepted.map(str::to_owned),
    }
}

fn closed_by(loophole: &Loophole<'_>) -> Vec<SolvedView> {
    let mut views = Vec::new();
    for closed in &loophole.closed_by {
        let of = if closed.answers_said.is_empty() { String::new() } else { format!(" (for {})", closed.answers_said) };
        let cited = format!("{}{of}", closed.instrument.cite(closed.section));
        let view = SolvedView { places: vec![closed.place.name.clone()], cited, confidence: None, doubtful: false };
        add_solved(&mut views, view);
    }
    views
}

fn stand_view(stand: &Stand<'_>, corpus: &Corpus) -> EvidenceView {
    let section = stand.section.unwrap_or_default();
    EvidenceView {
        citation: stand.citation(),
        instrument: stand.instrument.id.as_str().to_owned(),
        section: section.to_owned(),
        says: stand.says.clone(),
        verified: stand.verified.id(),
        role: "against",
        places: Vec::new(),
        url: url(&stand.instrument.id, section, corpus),
    }
}

/// For each finding, by its anchor, the loophole that undermines it, in few words.
pub fn undermining(found: &[Loophole<'_>], findings: &[Finding<'_>]) -> HashMap<String, String> {
    let undermining = Undermining::by(found);
    findings
        .iter()
        .filter_map(|finding| {
            let but = undermining.but(finding)?;
            let but = but.trim_start_matches("but: ").to_owned();
            Some((anchor(&["finding", &finding.requirement.id, &finding.place.id]), but))
        })
        .collect()
}
