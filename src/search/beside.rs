//! What stands beside the law, as documents: bodies and services, articles and requirements of the standards.

use crate::corpus::{plain, sections_named};
use crate::model::{
    Article, AskedFor, Institution, Interval, Jurisdiction, LeafKind, Requirement, Standard, StateOfBody, Verified,
    Vocabulary, Word,
};

use super::document::{Document, Maker};
use super::row::Row;
use super::sheet::{Facts, Kind, NOWHERE, Stretch, answers};
use super::standing::{clipped, interval_in};
use super::tags::Tags;

/// Most words a leaf of a test can be about.
const MOST_SUBJECTS: usize = 3;

/// Adds what the test of a requirement asks the law about.
fn tested(requirement: &Requirement, tags: &mut Tags, words: &Vocabulary) {
    for leaf in requirement.test.leaves() {
        let features = match &leaf.kind {
            LeafKind::Procedure(leaf) => leaf.requires.iter().chain(&leaf.bars).collect(),
            _ => Vec::new(),
        };
        // Who asks about six things is about none of them.
        let asked: Vec<&Word> = leaf.subjects().into_iter().chain(features).collect();
        if asked.len() <= MOST_SUBJECTS {
            asked.into_iter().for_each(|word| tags.word(word, words));
        }
    }
}

impl Maker<'_> {
    /// The document of one.
    pub(super) fn institution(&self, institution: &Institution) -> Document {
        let words = &self.corpus.words;
        let mut tags = Tags::default();
        tags.add("kind", Kind::Institution.id());
        for place in &institution.places {
            tags.add("in", place);
        }
        for word in institution.body.iter().chain(&institution.functions).chain(&institution.sectors) {
            tags.word(word, words);
        }
        if let Some(verified) = institution.verified {
            tags.add("verified", verified.id());
        }
        let mut pieces = vec![institution.summary.clone()];
        pieces.extend(institution.contact.iter().map(|contact| format!("Contact: {contact}.")));
        if institution.receives_reports == Some(true) {
            pieces.push("Takes reports of harm to a child.".to_owned());
        }
        pieces.extend(
            (!institution.functions.is_empty()).then(|| format!("For {}.", words.labels(&institution.functions))),
        );
        pieces.extend(institution.note.iter().cloned());
        let states = institution.states.iter();
        pieces.extend(states.clone().filter_map(|state| state.note.clone()));
        let founded = institution.founded_by.as_ref();
        let places: Vec<u8> = institution.places.iter().map(|place| self.home(place)).collect();
        let mut stretches: Vec<Stretch> = states
            .filter(|state| state.state != StateOfBody::Abolished)
            .flat_map(|state| interval_in(places.iter().copied(), state.interval))
            .collect();
        if institution.states.is_empty() {
            // Nobody recorded its life: it is shown as living.
            stretches = interval_in(places.iter().copied(), Default::default());
        }
        let of = AskedFor::Body(institution.filed_under.clone(), institution.name.clone());
        let phrases = self.phrases(&of);
        let by_law = founded.and_then(|founded| {
            let instrument = self.corpus.instrument(&founded.instrument)?;
            Some(founded.section.as_ref().map_or(instrument.title.clone(), |section| instrument.cite(section)))
        });
        let body = institution.body.as_ref().map(|body| words.label(body)).unwrap_or_default();
        Document {
            title: body,
            heading: institution.name.clone(),
            body: pieces.join("\n"),
            phrases,
            row: Row {
                instrument: founded.map(|founded| founded.instrument.to_string()),
                section: founded.and_then(|founded| founded.section.clone()),
                citation: by_law.unwrap_or_else(|| "institution".to_owned()),
                heading: institution.name.clone(),
                verified: institution.verified.map(Verified::id).unwrap_or_default().to_owned(),
                pieces,
                ..Row::default()
            },
            facts: Facts {
                kind: Kind::Institution,
                flags: 0,
                answers: answers::WHO,
                home: places.first().copied().unwrap_or(NOWHERE),
                first_version: 0,
                versions: 1,
                stretches,
            },
            tags: tags.into_iter().collect(),
        }
    }

    fn standard_tags(&self, standard: &Standard, article: &str) -> Tags {
        let mut tags = Tags::default();
        tags.add("standard", &standard.id);
        tags.add("kind", &standard.kind);
        for name in [&standard.id, &standard.short, &standard.title].into_iter().chain(&standard.aliases) {
            tags.add("name", &plain(name));
        }
        for section in sections_named(article) {
            tags.add("section", &section);
        }
        tags
    }

    /// Days in every place, while the place is one. Standards hold everywhere; they are no place's law.
    fn everywhere(&self, interval: Interval) -> Vec<Stretch> {
        let places = self.corpus.jurisdictions.iter().enumerate().filter(|(_, place)| place.is_assessed());
        let there = |(number, place): (usize, &Jurisdiction)| {
            clipped(interval_in(u8::try_from(number).ok(), interval), place.life)
        };
        places.flat_map(there).collect()
    }

    /// The document of one.
    pub(super) fn article(&self, standard: &Standard, article: &Article) -> Document {
        let mut tags = self.standard_tags(standard, &article.article);
        // What is required under an article is what it is about.
        let under = |requirement: &&Requirement| sections_named(&requirement.article).contains(&article.article);
        for requirement in standard.requirements.iter().filter(under) {
            tags.word(&requirement.topic, &self.corpus.words);
            tested(requirement, &mut tags, &self.corpus.words);
        }
        tags.add("kind", Kind::Article.id());
        tags.add("verified", article.verified.id());
        let life = Interval { from: standard.adopted, to: None };
        let of = AskedFor::Article(standard.id.clone(), article.article.clone());
        let phrases = self.phrases(&of);
        let pieces = vec![article.summary.clone()];
        Document {
            title: format!("{} {}", standard.title, standard.short),
            heading: article.heading.clone(),
            body: article.summary.clone(),
            phrases,
            row: Row {
                instrument: Some(standard.id.clone()),
                section: Some(article.article.clone()),
                citation: format!("{} {}", standard.short, article.article),
                heading: article.heading.clone(),
                verified: article.verified.id().to_owned(),
                pieces,
                ..Row::default()
            },
            facts: Facts {
                kind: Kind::Article,
                flags: 0,
                answers: 0,
                home: NOWHERE,
                first_version: 0,
                versions: 1,
                stretches: self.everywhere(life),
            },
            tags: tags.into_iter().collect(),
        }
    }

    /// The document of one.
    pub(super) fn requirement(&self, standard: &Standard, requirement: &Requirement) -> Document {
        let words = &self.corpus.words;
        let mut tags = self.standard_tags(standard, &requirement.article);
        tags.add("kind", Kind::Requirement.id());
        tags.add("requirement", &requirement.id);
        tags.add("weight", &requirement.weight.to_string());
        for (other, _) in &requirement.also {
            tags.add("standard", other);
        }
        for word in [&requirement.topic, &requirement.sector, &requirement.function] {
            tags.word(word, words);
        }
        tested(requirement, &mut tags, words);
        let phrases = self.phrases(&AskedFor::Requirement(requirement.id.clone()));
        let pieces = vec![requirement.why.clone()];
        let verified = standard.articles.iter().find(|article| requirement.article.starts_with(&article.article));
        Document {
            title: format!("{} {}", standard.title, standard.short),
            heading: requirement.text.clone(),
            body: format!("{}\n{}", requirement.why, requirement.id.replace('-', " ")),
            phrases,
            row: Row {
                instrument: Some(standard.id.clone()),
                section: Some(requirement.article.clone()),
                requirement: Some(requirement.id.clone()),
                citation: format!("{} {}, requirement {}", standard.short, requirement.article, requirement.id),
                heading: requirement.text.clone(),
                verified: verified.map(|article| article.verified.id()).unwrap_or_default().to_owned(),
                pieces,
                ..Row::default()
            },
            facts: Facts {
                kind: Kind::Requirement,
                flags: 0,
                answers: 0,
                home: NOWHERE,
                first_version: 0,
                versions: 1,
                stretches: self.everywhere(requirement.applies),
            },
            tags: tags.into_iter().collect(),
        }
    }
}
