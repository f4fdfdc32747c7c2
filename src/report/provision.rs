//! `show`: an instrument or a section in full, with its versions, where it holds, and what rests on it.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::Finding;
use crate::corpus::Corpus;
use crate::law::{LawInForce, Why};
use crate::model::{Commencement, Extent, Instrument, Provision, section_within};

use super::why::reason;

/// What is shown.
pub struct Shown<'v, 'c> {
    /// The instrument.
    pub instrument: &'c Instrument,
    /// The section asked for; absent for the whole instrument.
    pub section: Option<String>,
    /// The day.
    pub day: Date,
    /// The law of every place on that day.
    pub laws: &'v [LawInForce<'c>],
    /// The findings that rest on it.
    pub findings: Vec<&'v Finding<'c>>,
}

impl<'c> Shown<'_, 'c> {
    fn versions(&self) -> Vec<(usize, &'c Provision)> {
        let provisions = &self.instrument.provisions;
        let mut versions: Vec<(usize, &'c Provision)> = provisions
            .iter()
            .enumerate()
            .filter(|(_, provision)| {
                self.section.as_ref().is_none_or(|section| section_within(&provision.section, section))
            })
            .collect();
        // Sections in the instrument's own order, the versions of each from the oldest on.
        versions.sort_by_key(|(_, version)| {
            let first = provisions.iter().position(|other| other.section == version.section);
            (first, version.interval.from.map(|from| from.earliest()))
        });
        versions
    }

    fn position(&self) -> Option<usize> {
        self.laws.first().and_then(|law| law.corpus.position(&self.instrument.id))
    }

    /// Where the instrument, or one version of a provision, holds; and where not, with the reason.
    fn standing(&self, version: Option<usize>) -> (Vec<&'c str>, Vec<(&'c str, String)>) {
        let Some(position) = self.position() else {
            return Default::default();
        };
        let mut holds = Vec::new();
        let mut not = Vec::new();
        let is_meant = |law: &&LawInForce<'_>| {
            version.is_none_or(|at| self.instrument.provisions[at].scope.includes_place(&law.place.id))
        };
        for law in self.laws.iter().filter(is_meant) {
            let held = law.held.iter().any(|held| held.position == position && version.is_none_or(|at| held.at == at));
            if held {
                holds.push(law.place.name.as_str());
                continue;
            }
            let exclusion = law.excluded.iter().find(|exclusion| {
                exclusion.instrument == position && (exclusion.provision.is_none() || exclusion.provision == version)
            });
            match exclusion.map(|exclusion| &exclusion.why) {
                None | Some(Why::NotExtended) => {}
                Some(why) => not.push((law.place.name.as_str(), reason(why, law.corpus))),
            }
        }
        (holds, not)
    }
}

fn joined<T: AsRef<str>>(list: &[T]) -> String {
    list.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}

/// The places a reason holds for, said once.
fn grouped<'n>(list: &[(&'n str, String)]) -> Vec<(String, Vec<&'n str>)> {
    let mut groups: Vec<(String, Vec<&'n str>)> = Vec::new();
    for (place, reason) in list {
        match groups.iter_mut().find(|(known, _)| known == reason) {
            Some((_, places)) => places.push(place),
            None => groups.push((reason.clone(), vec![place])),
        }
    }
    groups
}

fn extent_line(extent: &Extent) -> String {
    let from = match &extent.from {
        Commencement::On(Some(from)) => format!(" from {from}"),
        Commencement::On(None) => String::new(),
        Commencement::Pending(upon) => format!(", only upon {upon}"),
    };
    let to = extent.to.map(|to| format!(" until {to}")).unwrap_or_default();
    let doubt = extent.doubt.as_ref().map(|doubt| format!(" (doubtful: {})", doubt.why)).unwrap_or_default();
    format!("{}{from}{to}{doubt}", extent.places.join(", "))
}

/// The text for a terminal.
pub fn show_text(shown: &Shown<'_, '_>, corpus: &Corpus) -> String {
    let instrument = shown.instrument;
    let mut said = String::new();
    let _ = writeln!(said, "{}", instrument.title);
    if let Some(citation) = &instrument.citation {
        let _ = writeln!(said, "{citation}");
    }
    let passed = instrument.passed.map(|day| format!(", {day}")).unwrap_or_default();
    let _ = writeln!(said, "{} {}{passed} - {}", instrument.enacted_by, instrument.kind.id(), instrument.id);
    let _ = writeln!(said, "Law as of {}, {}", shown.day, corpus.stamp(shown.day));
    for extent in &instrument.extent {
        let _ = writeln!(said, "  extends to {}", extent_line(extent));
    }
    if let Some(lapse) = &instrument.lapses {
        let doubt = lapse.doubt.as_ref().map(|doubt| format!(" (doubtful: {})", doubt.why)).unwrap_or_default();
        let _ = writeln!(said, "  lapses on {}{doubt}", lapse.date);
    }
    let (holds, not) = shown.standing(None);
    let holds = if holds.is_empty() { "nowhere".to_owned() } else { joined(&holds) };
    let _ = writeln!(said, "  in force on that day: {holds}");
    for (reason, places) in grouped(&not) {
        let _ = writeln!(said, "  not in force in {}: {reason}", joined(&places));
    }
    touched_by(shown, corpus, &mut said);
    for (at, provision) in shown.versions() {
        write_provision(shown, corpus, at, provision, &mut said);
    }
    write_ground(shown, corpus, &mut said);
    if !shown.findings.is_empty() {
        let _ = writeln!(said, "\nFindings that rest on it:");
        for finding in &shown.findings {
            let _ = writeln!(said, "  {} - {}: {}", finding.place.name, finding.requirement.id, finding.status.id());
        }
    }
    said.trim_end().to_owned()
}

/// Everything that displaced, repealed, struck down or suspended it, in any place and time.
fn touched_by(shown: &Shown<'_, '_>, corpus: &Corpus, said: &mut String) {
    for other in &corpus.instruments {
        for displaced in other.displaces.iter().filter(|displaced| displaced.instrument == shown.instrument.id) {
            let sections = if displaced.sections.is_empty() {
                String::new()
            } else {
                format!(" (s. {})", displaced.sections.join(", "))
            };
            let places = if displaced.places.is_empty() {
                "wherever that holds".to_owned()
            } else {
                format!("in {}", displaced.places.join(", "))
            };
            let word = if displaced.basis == crate::model::Basis::StruckDown { "struck down" } else { "displaced" };
            let doubt = displaced.doubt.as_ref().map(|doubt| format!(" (doubtful: {})", doubt.why)).unwrap_or_default();
            let when = match (displaced.interval.from, displaced.interval.to) {
                (None, None) => String::new(),
                _ => format!(", {}", displaced.interval),
            };
            let _ = writeln!(said, "  {word}{sections} by {} {places}{when}{doubt}", other.title);
        }
        for provision in &other.provisions {
            for rule in &provision.rules {
                let crate::model::RuleBody::Relation(relation) = rule.body() else {
                    continue;
                };
                let crate::model::RelationTarget::Refs(refs) = &relation.target else {
                    continue;
                };
                if refs.iter().any(|target| target.instrument == shown.instrument.id) {
                    let when = if relation.interval == Default::default() {
                        String::new()
                    } else {
                        format!(", {}", relation.interval)
                    };
                    let _ =
                        writeln!(said, "  {}: {}{when}", other.cite(&provision.section), rule.describe(&corpus.words));
                }
            }
        }
    }
    // A judgment against the judgment that touched it belongs to the story too.
    for other in corpus
        .instruments
        .iter()
        .filter(|other| other.displaces.iter().any(|displaced| displaced.instrument == shown.instrument.id))
    {
        for third in &corpus.instruments {
            for provision in &third.provisions {
                for rule in &provision.rules {
                    let crate::model::RuleBody::Relation(relation) = rule.body() else {
                        continue;
                    };
                    let crate::model::RelationTarget::Refs(refs) = &relation.target else {
                        continue;
                    };
                    if relation.word == crate::model::RelationWord::Suspends
                        && refs.iter().any(|target| target.instrument == other.id)
                    {
                        let _ = writeln!(
                            said,
                            "  {} was suspended by {}, {}",
                            other.short_title(),
                            third.short_title(),
                            relation.interval
                        );
                    }
                }
            }
        }
    }
}

fn write_provision(shown: &Shown<'_, '_>, corpus: &Corpus, at: usize, provision: &Provision, said: &mut String) {
    let instrument = shown.instrument;
    let _ = writeln!(said, "\n{} - {}", instrument.cite(&provision.section), provision.heading);
    let by = provision
        .by
        .as_ref()
        .and_then(|by| corpus.instrument(by))
        .map(|by| format!(", by {}", by.short_title()))
        .unwrap_or_default();
    let scope = provision.scope.describe(&corpus.words).map(|scope| format!(", for {scope}")).unwrap_or_default();
    let places = if provision.scope.places.is_empty() {
        String::new()
    } else {
        format!(", in {}", provision.scope.places.join(", "))
    };
    let _ = writeln!(said, "  version: {}{by}{places}{scope}", provision.interval);
    let (holds, not) = shown.standing(Some(at));
    if holds.is_empty() {
        let why: Vec<String> = match grouped(&not).as_slice() {
            [(why, _)] => vec![why.clone()],
            several => several.iter().map(|(why, places)| format!("{why} ({})", joined(places))).collect(),
        };
        let colon = if why.is_empty() { "" } else { ": " };
        let _ = writeln!(said, "  does not hold on {}{colon}{}", shown.day, why.join("; "));
    } else {
        let _ = writeln!(said, "  holds on {} in {}", shown.day, joined(&holds));
    }
    let _ = writeln!(said, "  {}", provision.summary);
    if provision.heading_only {
        let _ = writeln!(said, "  only the heading is known");
    }
    for rule in &provision.rules {
        let _ = writeln!(said, "  - {}", rule.describe(&corpus.words));
        for why in rule.whys.iter().skip(1).filter(|why| !why.is_empty()) {
            let _ = writeln!(said, "    or read otherwise: {why}");
        }
        if let Some(doubt) = &rule.doubt {
            let _ = writeln!(said, "    doubt: {}", doubt.why);
        }
    }
    for (word, text) in [("doubt", provision.doubt.as_ref().map(|doubt| &doubt.why)), ("note", provision.note.as_ref())]
    {
        if let Some(text) = text {
            let _ = writeln!(said, "  {word}: {text}");
        }
    }
    let source = provision.source.as_ref().and_then(|id| instrument.sources.get(id));
    let url = source.and_then(|source| source.url.clone()).map(|url| format!(", {url}")).unwrap_or_default();
    let source = source.map_or("no source".to_owned(), |source| format!("{}{url}", source.title));
    let _ = writeln!(said, "  source: {source} ({})", provision.verified.id());
}

fn write_ground(shown: &Shown<'_, '_>, corpus: &Corpus, said: &mut String) {
    let instrument = shown.instrument;
    if shown.section.is_some() {
        return;
    }
    for (title, lines) in [
        (
            "On the ground:",
            instrument
                .implementation
                .iter()
                .map(|record| {
                    let date = record.date.map(|date| format!("{date}: ")).unwrap_or_default();
                    format!("{date}{} - {}", corpus.words.label(&record.milestone), record.note)
                })
                .collect::<Vec<_>>(),
        ),
        ("Silent on:", instrument.silent_on.iter().map(|silence| silence.what.clone()).collect()),
        ("Said of it:", instrument.commentary.iter().map(|commentary| commentary.says.clone()).collect()),
        ("Not settled:", instrument.unsure.clone()),
    ] {
        if !lines.is_empty() {
            let _ = writeln!(said, "\n{title}");
            for line in lines {
                let _ = writeln!(said, "  - {line}");
            }
        }
    }
}

/// The same as JSON.
pub fn show_json(shown: &Shown<'_, '_>, corpus: &Corpus) -> Value {
    let instrument = shown.instrument;
    let places = |list: Vec<(&str, String)>| -> Vec<Value> {
        list.into_iter().map(|(place, why)| json!({ "jurisdiction": place, "why": why })).collect()
    };
    let (holds, not) = shown.standing(None);
    let provisions: Vec<Value> = shown
        .versions()
        .into_iter()
        .map(|(at, provision)| {
            let (holds, not) = shown.standing(Some(at));
            json!({
                "section": provision.section, "citation": instrument.cite(&provision.section), "heading": provision.heading,
                "summary": provision.summary, "from": provision.interval.from.map(|day| day.to_string()),
                "to": provision.interval.to.map(|day| day.to_string()), "by": provision.by.as_ref().map(ToString::to_string),
                "in_force_in": holds, "not_in_force_in": places(not), "verified": provision.verified,
                "rules": provision.rules.iter().map(|rule| json!({ "kind": rule.body().kind(), "says": rule.describe(&corpus.words) })).collect::<Vec<_>>(),
                "source": provision.source.as_ref().and_then(|id| instrument.sources.get(id)).map(|source| json!({ "title": source.title, "url": source.url })),
            })
        })
        .collect();
    let findings: Vec<Value> = shown
        .findings
        .iter()
        .map(|finding| json!({ "requirement": finding.requirement.id, "jurisdiction": finding.place.id, "status": finding.status }))
        .collect();
    json!({
        "as_of": shown.day.to_string(), "corpus": corpus.version, "seen_up_to": corpus.seen(), "instrument": instrument.id.as_str(), "title": instrument.title,
        "citation": instrument.citation, "kind": instrument.kind.id(), "in_force_in": holds, "not_in_force_in": places(not),
        "provisions": provisions, "findings": findings,
    })
}
