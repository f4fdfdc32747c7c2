//! `laws/jurisdictions.yaml` and `laws/<jurisdiction>/institutions.yaml`.

use crate::corpus::read::Reader;
use crate::corpus::yaml::Node;
use crate::model::{Class, Institution, InstitutionState, Interval, Jurisdiction, PartialDate, StateOfBody, Survey};

use super::instrument::sources;
use super::shared::VERIFIED;

/// What `laws/jurisdictions.yaml` holds.
pub struct Places {
    /// The corpus version.
    pub version: String,
    /// Up to when the sources were seen: what changed since is not known.
    pub seen_up_to: Option<PartialDate>,
    /// The places.
    pub jurisdictions: Vec<Jurisdiction>,
    /// What was surveyed.
    pub surveys: Vec<Survey>,
}

/// Reads `laws/jurisdictions.yaml`.
pub fn places(reader: &Reader<'_>, node: &Node) -> Option<Places> {
    let map = reader.map(node, "corpus, jurisdictions, surveyed")?;
    let places = Places {
        version: map.require("corpus", Reader::text).unwrap_or_default(),
        seen_up_to: map.read("seen_up_to", Reader::date),
        jurisdictions: map.list("jurisdictions", jurisdiction),
        surveys: map.list("surveyed", survey),
    };
    map.need("jurisdictions");
    map.finish();
    Some(places)
}

fn jurisdiction(reader: &Reader<'_>, node: &Node) -> Option<Jurisdiction> {
    let map = reader.map(node, "id, name, kind, aliases, towns, from, to, successor")?;
    let jurisdiction = Jurisdiction {
        id: map.require("id", Reader::text)?,
        name: map.require("name", Reader::text)?,
        short: map.text("short").or_else(|| map.text("name")).unwrap_or_default(),
        legislature: map.read("legislature", Reader::place).or_else(|| map.text("id")).unwrap_or_default(),
        kind: map.require("kind", Reader::text)?,
        aliases: map.texts("aliases"),
        towns: map.texts("towns"),
        life: map.interval(),
        successor: map.read("successor", Reader::place),
        note: map.text("note"),
    };
    map.text("source");
    map.text("verified");
    map.finish();
    Some(jurisdiction)
}

fn survey(reader: &Reader<'_>, node: &Node) -> Option<Survey> {
    let map = reader.map(node, "in, topic, from, to, basis")?;
    let survey = Survey {
        places: map.list("in", Reader::place),
        topic: map.need_word("topic", Class::Topic)?,
        interval: map.interval(),
        basis: map.require("basis", Reader::text)?,
        except: map.list("except", Reader::requirement),
    };
    map.need("in");
    map.finish();
    Some(survey)
}

/// Reads `laws/<jurisdiction>/institutions.yaml`.
pub fn institutions(reader: &Reader<'_>, node: &Node, filed_under: &str) -> Vec<Institution> {
    let Some(map) = reader.map(node, "institutions, sources") else {
        return Vec::new();
    };
    map.read("sources", |reader, node| Some(sources(reader, node)));
    let found = map.list("institutions", |reader, node| institution(reader, node, filed_under));
    map.text("note");
    map.finish();
    found
}

fn institution(reader: &Reader<'_>, node: &Node, filed_under: &str) -> Option<Institution> {
    let map = reader.map(node, "name, body, in, functions, founded_by, states")?;
    let institution = Institution {
        name: map.require("name", Reader::text)?,
        filed_under: filed_under.to_owned(),
        body: map.word("body", Class::Body),
        places: map.list("in", Reader::place),
        functions: map.words("functions", Class::FunctionOfBody),
        only_for: map.words("only_for", Class::Topic),
        founded_by: map.read("founded_by", Reader::reference),
        states: map.list("states", state),
        sectors: map.words("sector", Class::Sector),
        contact: map.text("contact"),
        receives_reports: map.bool("receives_reports"),
        summary: map.text("summary").unwrap_or_default(),
        note: map.text("note"),
        verified: map.read("verified", |reader, node| reader.one_of(node, &VERIFIED)),
    };
    map.text("source");
    map.finish();
    Some(institution)
}

fn state(reader: &Reader<'_>, node: &Node) -> Option<InstitutionState> {
    const STATES: [(StateOfBody, &str); 4] = [
        (StateOfBody::Constituted, "constituted"),
        (StateOfBody::Vacant, "vacant"),
        (StateOfBody::Abolished, "abolished"),
        (StateOfBody::Unknown, "unknown"),
    ];
    let map = reader.map(node, "state, partly, from, to, note")?;
    let state = InstitutionState {
        state: map.require("state", |reader, node| reader.one_of(node, &STATES))?,
        interval: Interval { ..map.interval() },
        partly: map.bool("partly").unwrap_or(false),
        note: map.text("note"),
        verified: map.read("verified", |reader, node| reader.one_of(node, &VERIFIED)),
    };
    map.text("source");
    map.finish();
    Some(state)
}
