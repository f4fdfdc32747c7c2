//! The corpus as documents: every provision version, instrument, body, requirement and article.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Corpus, plain, sections_named};
use crate::model::{
    AskedFor, FieldValue, Instrument, Kind as InstrumentKind, Provision, Relation, RelationTarget, RuleBody, Verified,
    Word,
};

use rayon::prelude::*;

use super::row::Row;
use super::sheet::{Facts, Kind, NOWHERE, Stretch, flag};
use super::standing::{Held, held, place_number};
use super::tags::Tags;
use super::wishes::{answered, references};

/// One thing that can be found.
#[derive(Clone, Debug)]
pub struct Document {
    /// The names of what it belongs to: title, aliases.
    pub title: String,
    /// Its heading.
    pub heading: String,
    /// Its text in our words and its rules in plain words.
    pub body: String,
    /// What people say when they ask for it.
    pub phrases: String,
    /// What it can be filtered by.
    pub tags: Vec<String>,
    /// What is shown of it.
    pub row: Row,
    /// What ranking knows of it.
    pub facts: Facts,
}

/// Everything that can be found in a corpus, the versions of a section side by side.
pub fn documents(corpus: &Corpus) -> Vec<Document> {
    let maker = Maker { corpus, sectors: sectors_of_topics(corpus) };
    let standing = held(corpus);
    let of_laws: Vec<Vec<Document>> = corpus
        .instruments
        .par_iter()
        .zip(&standing)
        .map(|(instrument, held)| maker.instrument(instrument, held))
        .collect();
    let mut found: Vec<Document> = Vec::new();
    for mut of_law in of_laws {
        // What was numbered within its law is numbered among all.
        let before = u32::try_from(found.len()).unwrap_or(u32::MAX);
        of_law.iter_mut().for_each(|document| document.facts.first_version += before);
        found.append(&mut of_law);
    }
    for institution in &corpus.institutions {
        found.push(maker.institution(institution));
    }
    for standard in &corpus.standards {
        found.extend(standard.articles.iter().map(|article| maker.article(standard, article)));
        found.extend(standard.requirements.iter().map(|requirement| maker.requirement(standard, requirement)));
    }
    for (at, document) in found.iter_mut().enumerate() {
        if document.facts.versions == 1 {
            document.facts.first_version = u32::try_from(at).unwrap_or(u32::MAX);
        }
    }
    found
}

/// The sectors of a topic: those that a third of its requirements speak to.
fn sectors_of_topics(corpus: &Corpus) -> BTreeMap<String, Vec<Word>> {
    let mut counted: BTreeMap<String, BTreeMap<Word, usize>> = BTreeMap::new();
    for requirement in corpus.requirements() {
        let sectors = counted.entry(requirement.topic.id().to_owned()).or_default();
        *sectors.entry(requirement.sector.clone()).or_default() += 1;
    }
    counted
        .into_iter()
        .map(|(topic, sectors)| {
            let all: usize = sectors.values().sum();
            (topic, sectors.into_iter().filter(|(_, count)| count * 3 >= all).map(|(sector, _)| sector).collect())
        })
        .collect()
}

/// Makes documents of what a corpus holds.
pub(super) struct Maker<'c> {
    pub(super) corpus: &'c Corpus,
    sectors: BTreeMap<String, Vec<Word>>,
}

impl Maker<'_> {
    /// The documents of a law: itself, then its sections.
    fn instrument(&self, instrument: &Instrument, held: &Held) -> Vec<Document> {
        let mut found = Vec::new();
        let names = names_of(instrument);
        let title = names.join(" ");
        let mut own = self.instrument_tags(instrument);
        for name in names.iter().flat_map(|name| shortened(name)).chain([instrument.id.to_string()]) {
            for other in self.of_place(&instrument.enacted_by, &name) {
                own.add("name", &other);
            }
            own.add("name", &name);
        }
        if instrument.kind == InstrumentKind::Constitution {
            own.add("name", "article");
        }
        found.push(self.whole(instrument, held, own.clone(), &title));
        let mut order: Vec<usize> = (0..instrument.provisions.len()).collect();
        let section = |at: &usize| &instrument.provisions[*at].section;
        order.sort_by_key(|at| {
            let first = instrument.provisions.iter().position(|other| other.section == *section(at));
            (first, instrument.provisions[*at].interval.from.map(|from| from.earliest()))
        });
        for versions in order.chunk_by(|a, b| section(a) == section(b)) {
            let first_version = u32::try_from(found.len()).unwrap_or(u32::MAX);
            for at in versions {
                let provision = &instrument.provisions[*at];
                let stretches = held.provisions.get(*at).cloned().unwrap_or_default();
                let mut document = self.provision(instrument, provision, own.clone(), &title, stretches);
                document.facts.first_version = first_version;
                document.facts.versions = u16::try_from(versions.len()).unwrap_or(u16::MAX);
                if versions.len() > 1 {
                    document.row.version = provision.interval.to_string();
                }
                found.push(document);
            }
        }
        found
    }

    /// What suspends, amends or overrides a section is about what that section is about.
    fn touched(&self, provision: &Provision, tags: &mut Tags) {
        let relations = provision.rules.iter().flat_map(|rule| &rule.bodies).filter_map(|body| match body {
            RuleBody::Relation(Relation { target: RelationTarget::Refs(refs), .. }) => Some(refs),
            _ => None,
        });
        for target in relations.flatten() {
            let Some((law, section)) = self.corpus.instrument(&target.instrument).zip(target.section.as_ref()) else {
                continue;
            };
            for touched in law.provisions.iter().filter(|provision| provision.section == *section) {
                for body in touched.rules.iter().flat_map(|rule| &rule.bodies) {
                    if let Some(FieldValue::Words(acts)) = body.field("act") {
                        acts.iter().for_each(|act| tags.word(act, &self.corpus.words));
                    }
                }
            }
        }
    }

    /// A law's name with the other names of its place: "ict child protection act" beside "islamabad capital territory child protection act".
    fn of_place(&self, place: &str, name: &str) -> Vec<String> {
        let Some(place) = self.corpus.jurisdictions.iter().find(|other| other.id == place) else {
            return Vec::new();
        };
        let laws_of = self.corpus.jurisdictions.iter().filter(|other| other.id == place.id || place.id == "federal");
        let mut found = Vec::new();
        for place in laws_of {
            let names: Vec<String> =
                [&place.name, &place.short].into_iter().chain(&place.aliases).map(|name| plain(name)).collect();
            for own in names.iter().filter(|own| !own.is_empty()) {
                if let Some(rest) = name.strip_prefix(own.as_str()).and_then(|rest| rest.strip_prefix(' ')) {
                    found.extend(names.iter().filter(|other| !other.is_empty()).map(|other| format!("{other} {rest}")));
                }
            }
        }
        found
    }

    /// What people say when they ask for it. It is searched and never shown: what a hit shows is the law.
    pub(super) fn phrases(&self, asked_for: &AskedFor) -> String {
        self.corpus.phrases.of(asked_for).join("; ")
    }

    /// The number of a place.
    pub(super) fn home(&self, id: &str) -> u8 {
        place_number(self.corpus, id).unwrap_or(NOWHERE)
    }

    /// The tags that an instrument gives to itself and to each of its provisions.
    fn instrument_tags(&self, instrument: &Instrument) -> Tags {
        let words = &self.corpus.words;
        let mut tags = Tags::default();
        tags.add("kind", instrument.kind.id());
        tags.add("in", &instrument.enacted_by);
        tags.add("instrument", instrument.id.as_str());
        for place in instrument.extent.iter().flat_map(|extent| &extent.places) {
            tags.add("in", place);
        }
        for topic in &instrument.topics {
            tags.word(topic, words);
            for sector in self.sectors.get(topic.id()).into_iter().flatten() {
                tags.word(sector, words);
            }
        }
        for family in &instrument.family {
            tags.word(family, words);
        }
        if let Some(passed) = instrument.passed {
            tags.add("passed", &passed.earliest().to_string());
        }
        tags
    }

    fn whole(&self, instrument: &Instrument, held: &Held, mut tags: Tags, title: &str) -> Document {
        tags.add("kind", Kind::Instrument.id());
        let words = &self.corpus.words;
        let mut pieces: Vec<String> = Vec::new();
        pieces.extend(instrument.citation.clone().filter(|citation| *citation != instrument.title));
        pieces.extend((!instrument.topics.is_empty()).then(|| format!("On {}.", words.labels(&instrument.topics))));
        pieces.extend(instrument.commentary.iter().map(|commentary| commentary.says.clone()));
        pieces.extend(instrument.implementation.iter().map(|milestone| milestone.note.clone()));
        pieces.extend(instrument.silent_on.iter().map(|silence| format!("Silent on {}", silence.what)));
        pieces.extend(instrument.unsure.iter().cloned());
        let phrases = self.phrases(&AskedFor::Law(instrument.id.clone()));
        let verified = instrument.provisions.iter().map(|provision| provision.verified).min();
        Document {
            title: title.to_owned(),
            heading: instrument.title.clone(),
            body: pieces.join("\n"),
            phrases,
            row: Row {
                instrument: Some(instrument.id.to_string()),
                citation: instrument.short_title().to_owned(),
                heading: instrument.citation.clone().unwrap_or_else(|| instrument.kind.id().to_owned()),
                verified: verified.map(Verified::id).unwrap_or_default().to_owned(),
                pieces,
                ..Row::default()
            },
            facts: Facts {
                kind: Kind::Instrument,
                flags: kind_flags(instrument.kind),
                answers: 0,
                home: self.home(&instrument.enacted_by),
                first_version: 0,
                versions: 1,
                stretches: held.whole.clone(),
            },
            tags: tags.into_iter().collect(),
        }
    }

    fn provision(
        &self,
        instrument: &Instrument,
        provision: &Provision,
        mut tags: Tags,
        title: &str,
        stretches: Vec<Stretch>,
    ) -> Document {
        let words = &self.corpus.words;
        tags.add("kind", Kind::Provision.id());
        tags.add("verified", provision.verified.id());
        for section in sections_named(&provision.section) {
            tags.add("section", &section);
        }
        tags.scope(&provision.scope, words);
        for (field, date) in [("from", provision.interval.from), ("until", provision.interval.to)] {
            if let Some(date) = date {
                tags.add(field, &date.earliest().to_string());
            }
        }
        for reference in references(instrument, provision) {
            tags.add("refers", &reference);
        }
        self.touched(provision, &mut tags);
        let mut rules = Vec::new();
        for rule in &provision.rules {
            tags.rule(rule, words);
            rules.push(rule.describe(words));
        }
        let mut notes: Vec<String> = provision.note.iter().cloned().collect();
        notes.extend(provision.doubt.iter().map(|doubt| format!("Doubt: {}", doubt.why)));
        let notes_of_rules = |rule: &crate::model::Rule| {
            rule.note.iter().cloned().chain(rule.doubt.iter().map(|doubt| doubt.why.clone())).collect::<Vec<_>>()
        };
        notes.extend(provision.rules.iter().flat_map(notes_of_rules));
        let pieces: Vec<String> = std::iter::once(provision.summary.clone()).chain(rules).chain(notes).collect();
        let of = AskedFor::Section(instrument.id.clone(), provision.section.clone());
        let phrases = self.phrases(&of);
        Document {
            title: title.to_owned(),
            heading: provision.heading.clone(),
            body: pieces.join("\n"),
            phrases,
            row: Row {
                instrument: Some(instrument.id.to_string()),
                section: Some(provision.section.clone()),
                citation: instrument.cite(&provision.section),
                heading: provision.heading.clone(),
                verified: provision.verified.id().to_owned(),
                pieces,
                ..Row::default()
            },
            facts: Facts {
                kind: Kind::Provision,
                flags: kind_flags(instrument.kind) | provision_flags(provision),
                answers: answered(provision, &tags),
                home: self.home(&instrument.enacted_by),
                first_version: 0,
                versions: 1,
                stretches,
            },
            tags: tags.into_iter().collect(),
        }
    }
}

/// The names an instrument goes by: title with and without what stands in brackets, citation, aliases.
pub fn names_of(instrument: &Instrument) -> Vec<String> {
    let mut names = vec![instrument.title.clone(), instrument.short_title().to_owned()];
    // "PLD 2025 Lahore 1 = 2024 LHC 1392 (Writ Petition 32798 of 2023)" is two names and a remark.
    for citation in instrument.citation.iter() {
        let reports = citation.split(" (").next().unwrap_or_default().split([';', '=']).map(str::trim);
        names.extend(reports.filter(|report| report.contains(' ')).map(str::to_owned));
        names.push(citation.clone());
    }
    names.extend(instrument.aliases.iter().cloned());
    names.sort_unstable();
    names.dedup();
    names
}

/// A name as it can be cited: whole, without its year, without what stands in brackets in its middle.
pub(super) fn shortened(name: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([name.to_owned()]);
    let brackets = (name.find(" ("), name.find(") ").filter(|close| name.find(" (") < Some(*close)));
    // An act that amends is not called by the name of the act it amends.
    if let (Some(open), Some(close)) = brackets
        && !name[open..close].contains("Amendment")
    {
        forms.insert(format!("{}{}", &name[..open], &name[close + 1..]));
    }
    let year = |form: &String| {
        let (rest, year) = form.rsplit_once(' ')?;
        (year.len() == 4 && year.chars().all(|c| c.is_ascii_digit())).then(|| rest.trim_end_matches(',').to_owned())
    };
    let without: Vec<String> = forms.iter().filter_map(year).collect();
    // "Act" alone, or "Ordinance", names nothing.
    forms.extend(without.into_iter().filter(|form| form.split(' ').count() > 1));
    // "Sindh Act No. XV of 2014" is also cited without the word.
    forms.iter().flat_map(|form| [plain(form), plain(&form.replace(" No. ", " "))]).collect()
}

fn kind_flags(kind: InstrumentKind) -> u8 {
    match kind {
        InstrumentKind::Bill => flag::BILL,
        InstrumentKind::Judgment | InstrumentKind::Policy | InstrumentKind::Plan => flag::SOFT,
        _ => 0,
    }
}

fn provision_flags(provision: &Provision) -> u8 {
    let bodies = || provision.rules.iter().map(|rule| rule.body());
    let defines = |body: &RuleBody| matches!(body, RuleBody::Definition(_));
    let frames = |body: &RuleBody| matches!(body, RuleBody::Relation(_));
    let mut flags = 0;
    if provision.heading_only {
        flags |= flag::HEADING_ONLY;
    }
    if provision.rules.is_empty() {
        let heading = provision.heading.to_lowercase();
        let frame = ["extent", "commencement", "repeal", "rules", "start", "title"];
        if frame.iter().any(|word| heading.split_whitespace().next().is_some_and(|first| first.starts_with(word))) {
            flags |= flag::FRAME;
        }
    } else if bodies().all(defines) {
        flags |= flag::DEFINES;
    } else if bodies().all(frames) {
        flags |= flag::FRAME;
    } else {
        flags |= flag::CONDUCT;
    }
    if !provision.rules.is_empty() && provision.rules.iter().all(|rule| !rule.scope.communities.is_empty()) {
        flags |= flag::COMMUNITY;
    }
    flags
}
