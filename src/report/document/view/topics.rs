//! Topic by topic: the requirements, what the law makes of them, who solved them, and what to talk about.

use std::collections::HashMap;

use crate::assess::{Finding, Role, Status};
use crate::compare::is_ahead;
use crate::corpus::Corpus;
use crate::model::{Class, InstrumentId, Requirement, Strength, Verified};
use crate::report::overview::Counts;

use super::findings::{Material, Sides, cited, finding_view};
use super::{
    CountsView, EvidenceView, FindingView, Length, PointView, Question, RequirementView, SolvedView, StandardRef,
    TopicView,
};

/// How many questions a topic is given.
const QUESTIONS: usize = 2;

/// The topics of some requirements, by their labels.
pub(super) fn topics(
    material: &Material<'_, '_>,
    requirements: &[&Requirement],
    length: Length,
    sides: &Sides,
) -> Vec<TopicView> {
    let corpus = material.corpus();
    let mut found = Vec::new();
    for entry in corpus.words.of_class(Class::Topic) {
        let mut own: Vec<&Requirement> =
            requirements.iter().copied().filter(|requirement| requirement.topic == entry.word).collect();
        if own.is_empty() {
            continue;
        }
        own.sort_by_key(|requirement| std::cmp::Reverse(requirement.weight));
        let views: Vec<RequirementView> =
            own.iter().map(|requirement| requirement_view(material, requirement, length, sides)).collect();
        let statuses = views.iter().flat_map(|view| &view.findings).map(|finding| finding.status);
        let counts = statuses.fold(Counts::default(), Counts::and);
        let questions = questions(&views);
        let listed = views.into_iter().filter_map(|mut view| {
            view.findings.retain(|finding| material.lists(finding.status));
            view.groups = groups(&view.findings);
            (!view.findings.is_empty()).then_some(view)
        });
        let of_topic = |loopholes: &Vec<super::LoopholeView>| {
            loopholes.iter().filter(|loophole| loophole.topic == entry.word.id()).cloned().collect()
        };
        found.push(TopicView {
            id: entry.word.id().to_owned(),
            label: capitalised(&entry.label),
            definition: entry.definition.clone(),
            counts: CountsView::from(counts),
            requirements: listed.collect(),
            loopholes: sides.loopholes.as_ref().map(of_topic).unwrap_or_default(),
            questions,
            timeline: None,
        });
    }
    found.sort_by_key(|topic| topic.label.to_lowercase());
    found
}

/// The first letter large: labels stand in headings here.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Binding => "binding",
        Strength::AuthoritativeInterpretation => "authoritative interpretation",
        Strength::Guideline => "guideline",
    }
}

fn asked_by(requirement: &Requirement, corpus: &Corpus) -> Vec<StandardRef> {
    let own = std::iter::once((&requirement.standard, &requirement.article));
    let mut found: Vec<StandardRef> = Vec::new();
    for (standard, article) in own.chain(requirement.also.iter().map(|(standard, article)| (standard, article))) {
        let short = corpus.standard(standard).map_or_else(|| standard.to_uppercase(), |own| own.short.clone());
        let reference = StandardRef { standard: standard.clone(), short, article: article.clone() };
        if !found.contains(&reference) {
            found.push(reference);
        }
    }
    found
}

fn requirement_view(
    material: &Material<'_, '_>,
    requirement: &Requirement,
    length: Length,
    sides: &Sides,
) -> RequirementView {
    let corpus = material.corpus();
    let everywhere: Vec<&Finding<'_>> =
        material.findings.iter().filter(|finding| finding.requirement.id == requirement.id).collect();
    let own: Vec<&Finding<'_>> = material
        .places
        .iter()
        .filter_map(|place| everywhere.iter().copied().find(|finding| finding.place.id == place.id))
        .collect();
    let (solved, solved_partly) = solved(&own, &everywhere);
    let full = length == Length::Full;
    RequirementView {
        id: requirement.id.clone(),
        text: requirement.text.clone(),
        why: requirement.why.clone(),
        weight: requirement.weight,
        strength: strength(requirement.strength).to_owned(),
        sector: corpus.words.label(&requirement.sector),
        function: corpus.words.label(&requirement.function),
        asked_by: asked_by(requirement, corpus),
        findings: own.iter().map(|finding| finding_view(finding, sides)).collect(),
        groups: Vec::new(),
        points: if full { points(&own) } else { Vec::new() },
        evidence: if full { evidence(&own, corpus) } else { Vec::new() },
        solved,
        solved_partly,
    }
}

/// Positions of findings that say the same in the same words, in order of first appearance.
fn groups(findings: &[FindingView]) -> Vec<Vec<usize>> {
    let same = |a: &FindingView, b: &FindingView| {
        let causes = |parts: &[super::DoubtPart]| parts.iter().map(|part| part.cause.clone()).collect::<Vec<_>>();
        (&a.shown, &a.cited, &a.against, &a.silent, &a.unknown, a.confidence, &a.but)
            == (&b.shown, &b.cited, &b.against, &b.silent, &b.unknown, b.confidence, &b.but)
            && causes(&a.doubts) == causes(&b.doubts)
            && causes(&a.pending) == causes(&b.pending)
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        match groups.iter_mut().find(|group| same(&findings[group[0]], finding)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// Every point asked anywhere, in the order of first appearance, place by place.
fn points(findings: &[&Finding<'_>]) -> Vec<PointView> {
    let mut found: Vec<PointView> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for (place, finding) in findings.iter().enumerate() {
        for element in &finding.elements {
            let row = *at.entry(element.what.as_str()).or_insert_with(|| {
                found.push(PointView { what: element.what.clone(), outcomes: vec![None; findings.len()] });
                found.len() - 1
            });
            found[row].outcomes[place] = Some(element.outcome.id());
        }
    }
    found
}

/// Every section that bears on it, once, with the places in which it does.
pub(super) fn evidence(findings: &[&Finding<'_>], corpus: &Corpus) -> Vec<EvidenceView> {
    let mut found: Vec<(Role, EvidenceView)> = Vec::new();
    let mut at: HashMap<(InstrumentId, &str, u8), usize> = HashMap::new();
    for finding in findings {
        for evidence in finding.evidence() {
            let key = (evidence.instrument.clone(), evidence.section.as_str(), evidence.role as u8);
            let row = *at.entry(key).or_insert_with(|| {
                let role = match evidence.role {
                    Role::Against => "against",
                    Role::For => "for",
                    Role::Shown => "shown",
                };
                let view = EvidenceView {
                    citation: evidence.citation.clone(),
                    instrument: evidence.instrument.as_str().to_owned(),
                    section: evidence.section.clone(),
                    says: evidence.says.clone(),
                    verified: evidence.verified.id(),
                    role,
                    places: Vec::new(),
                    url: url(&evidence.instrument, &evidence.section, corpus),
                };
                found.push((evidence.role, view));
                found.len() - 1
            });
            found[row].1.places.push(finding.place.short.clone());
        }
    }
    found.sort_by_key(|(role, _)| *role);
    found.into_iter().map(|(_, view)| view).collect()
}

/// Where a section can be read.
pub(super) fn url(instrument: &InstrumentId, section: &str, corpus: &Corpus) -> Option<String> {
    let instrument = corpus.instrument(instrument)?;
    let provision = instrument.provisions.iter().find(|provision| provision.section == section)?;
    instrument.sources.get(provision.source.as_ref()?)?.url.clone()
}

/// The places that meet it where some reported place does not; where nobody does, those nearest to it.
fn solved(own: &[&Finding<'_>], everywhere: &[&Finding<'_>]) -> (Vec<SolvedView>, bool) {
    let least = own.iter().map(|finding| finding.status).min();
    let with = |status: Status| -> Vec<SolvedView> {
        let of = everywhere.iter().filter(|finding| finding.status == status);
        // What is not met is near only where it is known to be ahead.
        let near = |finding: &&&Finding<'_>| status == Status::Met || own.iter().any(|own| is_ahead(finding, own));
        let mut found: Vec<&&Finding<'_>> = of.filter(near).collect();
        found.sort_by_key(|finding| (!finding.doubts.is_empty(), std::cmp::Reverse(finding.confidence)));
        let mut views: Vec<SolvedView> = Vec::new();
        for finding in found {
            add_solved(
                &mut views,
                SolvedView {
                    places: vec![finding.place.name.clone()],
                    cited: cited(finding),
                    confidence: finding.confidence.map(Verified::id),
                    doubtful: !finding.doubts.is_empty(),
                },
            );
        }
        views
    };
    match least {
        Some(Status::Met) | None => (Vec::new(), false),
        Some(least) => {
            let met = with(Status::Met);
            if !met.is_empty() || least >= Status::Partial {
                return (met, false);
            }
            let elsewhere = own.len() < everywhere.len() || own.iter().any(|finding| finding.status == Status::Partial);
            (if elsewhere { with(Status::Partial) } else { Vec::new() }, true)
        }
    }
}

/// Adds a solution; who solved it with the same sections is named beside.
pub(super) fn add_solved(views: &mut Vec<SolvedView>, view: SolvedView) {
    let same = |known: &&mut SolvedView| {
        (&known.cited, known.confidence, known.doubtful) == (&view.cited, view.confidence, view.doubtful)
    };
    match views.iter_mut().find(same) {
        Some(known) => known.places.extend(view.places),
        None => views.push(view),
    }
}

/// What to talk about: of the weightiest requirements first what a law forbids to meet, then what others solved, then silence and ignorance; each kind once.
fn questions(requirements: &[RequirementView]) -> Vec<Question> {
    let places = |view: &RequirementView, statuses: &[Status]| -> Vec<String> {
        let of = |finding: &&FindingView| statuses.contains(&finding.status);
        let starred = |finding: &FindingView| {
            format!("{}{}", finding.place_name, if finding.doubts.is_empty() { "" } else { "*" })
        };
        view.findings.iter().filter(of).map(starred).collect()
    };
    let ask = |kind: &'static str, statuses: &[Status]| {
        requirements.iter().find_map(|view| {
            let places = places(view, statuses);
            let example = view.solved.first().filter(|_| !view.solved_partly);
            let cited = || {
                let finding = view.findings.iter().find(|finding| statuses.contains(&finding.status))?;
                (!finding.citations.is_empty()).then(|| finding.cited.clone())
            };
            let fits = !places.is_empty()
                && match kind {
                    "follow" => example.is_some(),
                    _ => true,
                };
            fits.then(|| Question {
                kind,
                text: view.text.clone(),
                places,
                example: example.filter(|_| kind == "follow").and_then(|example| example.places.first().cloned()),
                cited: if kind == "follow" { example.map(|example| example.cited.clone()) } else { cited() },
            })
        })
    };
    let kinds = [
        ("repeal", &[Status::Conflict][..]),
        ("follow", &[Status::Conflict, Status::Gap, Status::Partial][..]),
        ("silent", &[Status::Gap][..]),
        ("complete", &[Status::Partial][..]),
        ("unknown", &[Status::Unknown][..]),
    ];
    kinds.into_iter().filter_map(|(kind, statuses)| ask(kind, statuses)).take(QUESTIONS).collect()
}
