//! Checks that look across files: references, ids, versions, circles.

use std::collections::{HashMap, HashSet};

use crate::model::{AskedFor, Commencement, Instrument, InstrumentId, Interval, Vocabulary, Word};

use super::Corpus;
use super::decode::{Loopholes, Marks, Said};
use super::diagnostic::{Code, Diagnostic, nearest};
use super::read::{Pointer, PointsAt};
use super::yaml::Mark;

struct Sink<'s> {
    problems: &'s mut Vec<Diagnostic>,
}

impl Sink<'_> {
    fn note(&mut self, code: Code, file: &str, mark: Mark, message: String, help: Option<String>) {
        self.problems.push(Diagnostic { code, file: file.to_owned(), mark, width: 1, message, help });
    }
}

/// Words named twice, broader terms that are not there or go in a circle.
pub fn words(known: &Vocabulary, places: &[(Word, &str, Mark)], problems: &mut Vec<Diagnostic>) {
    let mut sink = Sink { problems };
    let mut seen: HashMap<_, (&str, Mark)> = HashMap::new();
    for (word, file, mark) in places {
        let Some(entry) = known.get(word) else {
            continue;
        };
        if let Some((other, at)) = seen.insert(word, (*file, *mark)) {
            let help = format!("first in {other}, line {}", at.line);
            sink.note(
                Code::DuplicateId,
                file,
                *mark,
                format!("the {} `{word}` is defined twice", word.class()),
                Some(help),
            );
        }
        for other in entry
            .broader
            .iter()
            .chain(&entry.age_of)
            .chain(&entry.contrary_to)
            .chain(&entry.related)
            .chain(&entry.topics)
            .chain(&entry.acts)
            .chain(&entry.actors)
        {
            if known.get(other).is_none() {
                let of_class = known.of_class(other.class());
                let near = nearest(other.id(), of_class.iter().map(|entry| entry.word.id()));
                let help = near.map(|near| format!("the nearest {} is `{near}`", other.class()));
                sink.note(
                    Code::UnknownWord,
                    file,
                    *mark,
                    format!("`{word}` points at the {} `{other}`, which is not there", other.class()),
                    help,
                );
            }
        }
        if let Some(broader) = &entry.broader
            && known.is_within(broader, word)
        {
            sink.note(Code::DisplacementCycle, file, *mark, format!("`{word}` is broader than itself"), None);
        }
    }
}

/// Everything else.
pub fn verify(corpus: &Corpus, marks: &[Marks], pointers: &[Pointer], problems: &mut Vec<Diagnostic>) {
    let mut sink = Sink { problems };
    references(corpus, pointers, &mut sink);
    ids(corpus, marks, &mut sink);
    for (instrument, marks) in corpus.instruments.iter().zip(marks) {
        versions(instrument, marks, &mut sink);
        reachable(instrument, marks, &mut sink);
    }
    circles(corpus, marks, &mut sink);
}

/// References met outside the corpus's own files.
pub fn pointers(corpus: &Corpus, pointers: &[Pointer], problems: &mut Vec<Diagnostic>) {
    references(corpus, pointers, &mut Sink { problems });
}

/// Patterns named twice, and acceptances of patterns that are not there.
pub fn loopholes(files: &[(&str, Loopholes)], problems: &mut Vec<Diagnostic>) {
    let mut sink = Sink { problems };
    let mut seen = HashSet::new();
    for (file, loopholes) in files {
        for (pattern, mark) in &loopholes.patterns {
            if !seen.insert(pattern.id.as_str()) {
                sink.note(Code::DuplicateId, file, *mark, format!("the pattern `{}` stands twice", pattern.id), None);
            }
        }
    }
    for (file, loopholes) in files {
        for (accepted, mark) in loopholes.accepted.iter().filter(|(accepted, _)| !seen.contains(&*accepted.pattern)) {
            let near = nearest(&accepted.pattern, seen.iter().copied());
            let help = near.map(|near| format!("the nearest pattern is `{near}`"));
            sink.note(Code::UnknownPattern, file, *mark, format!("no pattern is called `{}`", accepted.pattern), help);
        }
    }
}

/// Phrases for what is not there: nobody would find it by them.
pub fn phrases(corpus: &Corpus, files: &[(&str, Vec<Said>)], problems: &mut Vec<Diagnostic>) {
    let mut sink = Sink { problems };
    for (file, said) in files {
        for Said { of, mark, .. } in said {
            if let Some((what, name, known)) = absent(corpus, of) {
                let help = nearest(name, known).map(|near| format!("the nearest is `{near}`"));
                sink.note(Code::UnknownReference, file, *mark, format!("no {what} is called `{name}`"), help);
            }
        }
    }
}

/// What is asked for, when there is none such: of which kind it is, its name, and the names there are.
fn absent<'c>(corpus: &'c Corpus, of: &'c AskedFor) -> Option<(String, &'c str, Vec<&'c str>)> {
    let laws = corpus.instruments.iter().map(|law| law.id.as_str());
    let standards = corpus.standards.iter().map(|standard| standard.id.as_str());
    match of {
        AskedFor::Law(id) => unless("instrument", id.as_str(), laws),
        AskedFor::Section(id, section) => match corpus.instrument(id) {
            Some(law) => {
                let sections = law.provisions.iter().map(|provision| provision.section.as_str());
                unless(&format!("section of {id}"), section, sections)
            }
            None => unless("instrument", id.as_str(), laws),
        },
        AskedFor::Article(id, article) => match corpus.standard(id) {
            Some(standard) => {
                let articles = standard.articles.iter().map(|article| article.article.as_str());
                unless(&format!("article of {id}"), article, articles)
            }
            None => unless("standard", id, standards),
        },
        AskedFor::Requirement(id) => unless("requirement", id, corpus.requirements().map(|known| known.id.as_str())),
        AskedFor::Body(place, name) => {
            let there = corpus.institutions.iter().filter(|body| body.filed_under == *place);
            unless(&format!("body of {place}"), name, there.map(|body| body.name.as_str()))
        }
    }
}

fn unless<'c>(
    what: &str,
    name: &'c str,
    mut known: impl Iterator<Item = &'c str> + Clone,
) -> Option<(String, &'c str, Vec<&'c str>)> {
    let all = known.clone();
    (!known.any(|other| other == name)).then(|| (what.to_owned(), name, all.collect()))
}

fn file_of(id: &InstrumentId) -> String {
    format!("laws/{id}.yaml")
}

fn references(corpus: &Corpus, pointers: &[Pointer], sink: &mut Sink<'_>) {
    // What points at a requirement that was refused is not a second problem.
    let refused = |problem: &Diagnostic| {
        problem.file.starts_with("standards/") && !problem.file.starts_with("standards/loopholes")
    };
    let refused = sink.problems.iter().any(refused);
    let requirements: HashSet<&str> = corpus.requirements().map(|requirement| requirement.id.as_str()).collect();
    for Pointer { file, mark, target } in pointers {
        let (message, help) = match target {
            PointsAt::Provision(target) if corpus.has(target) => continue,
            PointsAt::Provision(target) => match corpus.instrument(&target.instrument) {
                Some(instrument) => {
                    let sections: Vec<&str> = instrument.provisions.iter().map(|p| p.section.as_str()).collect();
                    let section = target.section.as_deref().unwrap_or_default();
                    let near = nearest(section, sections).map(|near| format!("the nearest section is `{near}`"));
                    (format!("{} has no section `{section}`", target.instrument), near)
                }
                None => {
                    let ids = corpus.instruments.iter().map(|instrument| instrument.id.as_str());
                    let near = nearest(target.instrument.as_str(), ids)
                        .map(|near| format!("the nearest instrument is `{near}`"));
                    (format!("no instrument is called `{}`", target.instrument), near)
                }
            },
            PointsAt::Requirement(id) if refused || requirements.contains(id.as_str()) => continue,
            PointsAt::Requirement(id) => {
                let near = nearest(id, requirements.iter().copied());
                let help = near.map(|near| format!("the nearest requirement is `{near}`"));
                (format!("no requirement is called `{id}`"), help)
            }
            PointsAt::Place(place) if corpus.jurisdiction(place).is_some() => continue,
            PointsAt::Place(place) => {
                let near = nearest(place, corpus.jurisdictions.iter().map(|place| place.id.as_str()));
                (format!("no place is called `{place}`"), near.map(|near| format!("the nearest place is `{near}`")))
            }
        };
        sink.note(Code::UnknownReference, file, *mark, message, help);
    }
}

fn ids(corpus: &Corpus, marks: &[Marks], sink: &mut Sink<'_>) {
    let mut names: HashMap<String, &InstrumentId> = HashMap::new();
    for (instrument, marks) in corpus.instruments.iter().zip(marks) {
        for (at, alias) in instrument.aliases.iter().enumerate() {
            if let Some(other) = names.insert(alias.to_lowercase(), &instrument.id)
                && *other != instrument.id
            {
                let mark = marks.aliases.get(at).copied().unwrap_or_default();
                sink.note(
                    Code::DuplicateId,
                    &file_of(&instrument.id),
                    mark,
                    format!("`{alias}` is also the alias of {other}"),
                    None,
                );
            }
        }
    }
    let mut seen = HashSet::new();
    for requirement in corpus.requirements() {
        if !seen.insert(&requirement.id) {
            let file = format!("standards/{}.yaml", requirement.standard);
            sink.note(
                Code::DuplicateId,
                &file,
                Mark::default(),
                format!("the requirement `{}` stands twice", requirement.id),
                None,
            );
        }
    }
    let mut seen = HashSet::new();
    for place in &corpus.jurisdictions {
        if !seen.insert(&place.id) {
            sink.note(
                Code::DuplicateId,
                "laws/jurisdictions.yaml",
                Mark::default(),
                format!("the place `{}` stands twice", place.id),
                None,
            );
        }
    }
    let mut seen = HashSet::new();
    for standard in &corpus.standards {
        if !seen.insert(&standard.id) {
            let file = format!("standards/{}.yaml", standard.id);
            sink.note(
                Code::DuplicateId,
                &file,
                Mark::default(),
                format!("the standard `{}` stands twice", standard.id),
                None,
            );
        }
    }
}

fn versions(instrument: &Instrument, marks: &Marks, sink: &mut Sink<'_>) {
    for (at, version) in instrument.provisions.iter().enumerate() {
        let earlier = instrument.provisions[..at].iter().find(|other| {
            other.section == version.section
                && other.scope == version.scope
                && other.interval.overlaps(&version.interval)
        });
        if earlier.is_some() {
            let mark = marks.provisions.get(at).copied().unwrap_or_default();
            let help = "end one with `to:` where the other begins, or give one a `scope:`".to_owned();
            let message = format!("two versions of section {} hold on the same day", version.section);
            sink.note(Code::OverlappingVersions, &file_of(&instrument.id), mark, message, Some(help));
        }
    }
}

fn reachable(instrument: &Instrument, marks: &Marks, sink: &mut Sink<'_>) {
    let lives: Vec<Interval> = instrument
        .extent
        .iter()
        .filter_map(|extent| match extent.from {
            Commencement::On(from) => Some(Interval { from, to: extent.to }),
            Commencement::Pending(_) => None,
        })
        .collect();
    if lives.is_empty() {
        return;
    }
    for (at, version) in instrument.provisions.iter().enumerate() {
        if !lives.iter().any(|life| life.overlaps(&version.interval)) && version.interval != Interval::default() {
            let mark = marks.provisions.get(at).copied().unwrap_or_default();
            let message = format!(
                "this version of section {} never holds: its instrument does not hold then anywhere",
                version.section
            );
            sink.note(Code::UnreachableProvision, &file_of(&instrument.id), mark, message, None);
        }
    }
}

fn circles(corpus: &Corpus, marks: &[Marks], sink: &mut Sink<'_>) {
    let edges: HashMap<&InstrumentId, Vec<&InstrumentId>> = corpus
        .instruments
        .iter()
        .map(|instrument| {
            let whole = instrument.displaces.iter().filter(|d| d.sections.is_empty() && d.interval.to.is_none());
            (&instrument.id, whole.map(|d| &d.instrument).collect())
        })
        .collect();
    for (instrument, marks) in corpus.instruments.iter().zip(marks) {
        let mut open: Vec<&InstrumentId> = edges[&instrument.id].clone();
        let mut seen = HashSet::new();
        while let Some(next) = open.pop() {
            if *next == instrument.id {
                let mark = marks.displaces.first().copied().unwrap_or_default();
                let message = format!("{} displaces a law that displaces it", instrument.id);
                sink.note(Code::DisplacementCycle, &file_of(&instrument.id), mark, message, None);
                break;
            }
            if seen.insert(next) {
                open.extend(edges.get(next).into_iter().flatten());
            }
        }
    }
}
