//! What stands at the end: doubts, what is not known, the instruments and their sources.

use std::collections::BTreeMap;

use crate::assess::{Finding, Status};
use crate::corpus::Corpus;
use crate::model::{InstrumentId, SourceGrade, Verified};

use super::topics::capitalised;
use super::{DoubtView, InstrumentView, Length, SourceView, UnknownView, View};

/// How many sources of an instrument are named unless all is asked for.
const SOURCES: usize = 2;

/// Fills it in.
pub(super) fn end(view: &mut View, findings: &[Finding<'_>], corpus: &Corpus, length: Length) {
    view.doubts = doubts(findings);
    view.unknown = unknown(view, findings, corpus);
    view.instruments = instruments(findings, corpus, length);
}

fn add(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}

/// Doubt by doubt, those on which most hangs first.
fn doubts(findings: &[Finding<'_>]) -> Vec<DoubtView> {
    let mut found: BTreeMap<&str, DoubtView> = BTreeMap::new();
    for finding in findings {
        let mut causes: Vec<&str> = finding.doubts.iter().map(|doubt| doubt.cause.as_str()).collect();
        causes.dedup();
        for cause in causes {
            let doubt = found.entry(cause).or_insert_with(|| DoubtView {
                cause: cause.to_owned(),
                places: Vec::new(),
                findings: 0,
            });
            doubt.findings += 1;
            add(&mut doubt.places, &finding.place.short);
        }
    }
    let mut doubts: Vec<DoubtView> = found.into_values().collect();
    doubts.sort_by_key(|doubt| std::cmp::Reverse(doubt.findings));
    doubts
}

fn unknown(view: &View, findings: &[Finding<'_>], corpus: &Corpus) -> Vec<UnknownView> {
    let mut found = Vec::new();
    for place in view.places.iter().filter(|place| place.counts.unknown > 0) {
        let mut topics = Vec::new();
        for finding in findings.iter().filter(|finding| finding.place.id == place.id) {
            if finding.status == Status::Unknown {
                add(&mut topics, &capitalised(&corpus.words.label(&finding.requirement.topic)));
            }
        }
        topics.sort();
        found.push(UnknownView {
            place: place.name.clone(),
            findings: place.counts.unknown,
            all: place.counts.all,
            topics,
        });
    }
    found
}

/// Every instrument cited, by title, with its sources.
fn instruments(findings: &[Finding<'_>], corpus: &Corpus, length: Length) -> Vec<InstrumentView> {
    struct Cited {
        places: Vec<String>,
        sections: Vec<String>,
        verified: Verified,
    }
    let mut cited: BTreeMap<InstrumentId, Cited> = BTreeMap::new();
    for finding in findings {
        for evidence in finding.elements.iter().flat_map(|element| &element.evidence) {
            let own = cited.entry(evidence.instrument.clone()).or_insert_with(|| Cited {
                places: Vec::new(),
                sections: Vec::new(),
                verified: evidence.verified,
            });
            add(&mut own.places, &finding.place.short);
            add(&mut own.sections, &evidence.section);
            own.verified = own.verified.min(evidence.verified);
        }
    }
    let mut found: Vec<InstrumentView> = cited
        .into_iter()
        .filter_map(|(id, cited)| {
            let instrument = corpus.instrument(&id)?;
            let mut sources: Vec<SourceView> = Vec::new();
            for source in instrument.sources.values() {
                let grade = match source.grade {
                    SourceGrade::Primary => "primary",
                    SourceGrade::Official => "official",
                    SourceGrade::Secondary => "secondary",
                };
                let view = SourceView { title: source.title.clone(), url: source.url.clone(), grade };
                if !sources.contains(&view) {
                    sources.push(view);
                }
            }
            let rank = |grade: &str| ["primary", "official", "secondary"].iter().position(|known| *known == grade);
            sources.sort_by_key(|source| (rank(source.grade), source.url.is_none()));
            if length < Length::Full {
                sources.truncate(SOURCES);
            }
            Some(InstrumentView {
                id: id.as_str().to_owned(),
                title: instrument.title.clone(),
                citation: instrument.citation.clone(),
                kind: instrument.kind.id(),
                places: cited.places,
                sections: cited.sections.len(),
                verified: cited.verified.id(),
                sources,
            })
        })
        .collect();
    found.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    found
}
