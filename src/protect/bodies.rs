//! Bodies and services: who works on that day, whom to call, and who does what in the protection of children of a place.

use jiff::civil::Date;

use super::case::Case;

use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::model::{
    Class, InCase, Institution, InstitutionRule, InstitutionState, Instrument, Jurisdiction, LeafKind, Provision,
    Requirement, RuleBody, StateOfBody, Truth, Verified, Word,
};

/// A body as it stands on a day.
#[derive(Clone, Copy, Debug)]
pub struct BodyOnDay<'c> {
    /// The body.
    pub institution: &'c Institution,
    /// Its state: unknown where nothing is recorded.
    pub state: StateOfBody,
    /// The record that says so.
    pub record: Option<&'c InstitutionState>,
}

impl<'c> BodyOnDay<'c> {
    /// Of a body.
    pub fn of(institution: &'c Institution, day: Date) -> Self {
        let rank = |state: StateOfBody| match state {
            StateOfBody::Constituted => 3,
            StateOfBody::Vacant => 2,
            StateOfBody::Abolished => 1,
            StateOfBody::Unknown => 0,
        };
        let record = institution
            .states
            .iter()
            .filter(|state| state.interval.contains(day) == Truth::Yes)
            .max_by_key(|state| rank(state.state));
        Self { institution, state: record.map_or(StateOfBody::Unknown, |record| record.state), record }
    }

    /// How sure its state is, else the body itself.
    pub fn verified(&self) -> Option<Verified> {
        self.record.and_then(|record| record.verified).or(self.institution.verified)
    }

    /// The founding section, cited.
    pub fn founded_by(&self, corpus: &Corpus) -> Option<String> {
        let target = self.institution.founded_by.as_ref()?;
        let instrument = corpus.instrument(&target.instrument)?;
        Some(match &target.section {
            Some(section) => instrument.cite(section),
            None => instrument.short_title().to_owned(),
        })
    }
}

/// How a state is said.
pub fn state_said(state: StateOfBody) -> &'static str {
    match state {
        StateOfBody::Constituted => "works",
        StateOfBody::Vacant => "on paper only",
        StateOfBody::Abolished => "abolished",
        StateOfBody::Unknown => "not known",
    }
}

/// The bodies of a place on a day.
pub fn bodies<'c>(corpus: &'c Corpus, place: &Jurisdiction, day: Date) -> Vec<BodyOnDay<'c>> {
    let here = |institution: &&Institution| institution.places.is_empty() || institution.places.contains(&place.id);
    corpus.institutions.iter().filter(here).map(|institution| BodyOnDay::of(institution, day)).collect()
}

/// Whom to call: bodies that take reports or have a number, the ones with a number and those that work first. What is known not to work is left out, and what is for other matters only.
pub fn to_call<'c>(corpus: &'c Corpus, case: &Case<'c>, topics: &[Word]) -> Vec<BodyOnDay<'c>> {
    let (place, day) = (case.place, case.day);
    let began = |body: &BodyOnDay<'_>| {
        body.record.is_some()
            || body.institution.states.is_empty()
            || body.institution.states.iter().any(|state| state.interval.from.is_none_or(|from| from.earliest() <= day))
    };
    let mut found: Vec<BodyOnDay<'c>> = bodies(corpus, place, day)
        .into_iter()
        .filter(|body| body.institution.receives_reports == Some(true) || body.institution.contact.is_some())
        .filter(|body| is_for(body.institution, topics))
        .filter(|body| !matches!(body.state, StateOfBody::Vacant | StateOfBody::Abolished) && began(body))
        .collect();
    let mut asked: Vec<&Word> =
        functions_asked(corpus, Some(topics)).into_iter().map(|(function, _)| function).collect();
    if case.accused {
        // What an accused child needs first: a lawyer.
        asked = corpus.words.standing_for(Class::FunctionOfBody, InCase::Accused);
    }
    let on_case = |body: &BodyOnDay<'_>| {
        body.institution.functions.iter().any(|own| asked.iter().any(|function| corpus.words.is_within(own, function)))
    };
    found.sort_by_key(|body| {
        (
            body.institution.contact.is_none(),
            case.accused && !on_case(body),
            body.state != StateOfBody::Constituted,
            !on_case(body),
            // A body of this place before one of the whole country.
            body.institution.places.len() != 1,
        )
    });
    found
}

/// Whether a body may be turned to in a matter of these topics.
fn is_for(institution: &Institution, topics: &[Word]) -> bool {
    institution.only_for.is_empty() || institution.only_for.iter().any(|own| topics.contains(own))
}

/// The functions of bodies that standards ask for, with the first requirement that does; of some topics only, or of all.
pub fn functions_asked<'c>(corpus: &'c Corpus, topics: Option<&[Word]>) -> Vec<(&'c Word, &'c Requirement)> {
    let mut found: Vec<(&Word, &Requirement)> = Vec::new();
    for requirement in corpus.requirements() {
        if topics.is_some_and(|topics| !topics.contains(&requirement.topic)) {
            continue;
        }
        for leaf in requirement.test.leaves() {
            if let LeafKind::Institution(asked) = &leaf.kind
                && !found.iter().any(|(function, _)| *function == &asked.function)
            {
                found.push((&asked.function, requirement));
            }
        }
    }
    found
}

/// A body that a law in force sets up.
#[derive(Clone, Debug)]
pub struct BodyInLaw<'c> {
    /// The law.
    pub instrument: &'c Instrument,
    /// The section.
    pub provision: &'c Provision,
    /// What it sets up.
    pub rule: InstitutionRule,
    /// How sure.
    pub verified: Verified,
}

/// One function of the protection of children in a place: who has it, in fact and in law.
#[derive(Clone, Debug)]
pub struct FunctionRow<'c> {
    /// What part of protection it is: preventing, responding ...
    pub part: Word,
    /// The function.
    pub function: Word,
    /// The bodies on record that have it.
    pub bodies: Vec<BodyOnDay<'c>>,
    /// Bodies that the law in force sets up for it.
    pub in_law: Vec<BodyInLaw<'c>>,
    /// The requirement that asks for it, if one does.
    pub asked_by: Option<&'c Requirement>,
}

impl FunctionRow<'_> {
    /// Whether nobody has it, in fact or in law.
    pub fn is_nobodys(&self) -> bool {
        self.bodies.is_empty() && self.in_law.is_empty()
    }
}

/// The map of a place's child-protection system: every function below the broadest functions of bodies, in their order.
pub fn system_map<'c>(index: &LawIndex<'c>, place: &'c Jurisdiction, day: Date) -> Vec<FunctionRow<'c>> {
    let corpus = index.corpus;
    let law = LawInForce::of(index, place, day);
    let bodies = bodies(corpus, place, day);
    let asked = functions_asked(corpus, None);
    let entries = corpus.words.of_class(Class::FunctionOfBody);
    let broadest = |word: &Word| {
        let mut at = word.clone();
        while let Some(broader) = corpus.words.get(&at).and_then(|entry| entry.broader.clone()) {
            at = broader;
        }
        at
    };
    let is_part = |word: &Word| {
        broadest(word) == *word
            && entries.iter().any(|entry| entry.broader.as_ref() == Some(word))
            && !bodies.iter().any(|body| body.institution.functions.contains(word))
            && !asked.iter().any(|(function, _)| *function == word)
    };
    let mut rows = Vec::new();
    for entry in &entries {
        if is_part(&entry.word) {
            continue;
        }
        let has = |functions: &[Word]| functions.contains(&entry.word);
        let of_law = law.rules.iter().filter_map(|rule| match &*rule.body {
            RuleBody::Institution(own) if has(&own.functions) => Some(BodyInLaw {
                instrument: rule.instrument,
                provision: rule.provision,
                rule: own.clone(),
                verified: rule.verified(),
            }),
            _ => None,
        });
        rows.push(FunctionRow {
            part: broadest(&entry.word),
            function: entry.word.clone(),
            bodies: bodies.iter().filter(|body| has(&body.institution.functions)).copied().collect(),
            in_law: of_law.collect(),
            asked_by: asked.iter().find(|(function, _)| *function == &entry.word).map(|(_, requirement)| *requirement),
        });
    }
    rows
}
