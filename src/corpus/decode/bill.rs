//! `assumed:` and `amends:` of a bill.

use std::collections::BTreeMap;

use crate::corpus::diagnostic::{Code, nearest};
use crate::corpus::map::MapReader;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Mark, Node};
use crate::model::{Amend, Amendment, Bill, InstrumentId, ProvisionRef, Source, Verified};

use super::instrument::provision_of;

/// The four things a bill can do to another law.
const VERBS: [&str; 4] = ["omit", "substitute", "insert", "repeal"];

/// Where the parts of a bill stand in its file.
#[derive(Clone, Debug, Default)]
pub struct BillMarks {
    /// Each change to another law.
    pub amends: Vec<Mark>,
    /// What it says of where it holds.
    pub extent: Mark,
    /// What it says of the laws that it displaces.
    pub displaces: Mark,
}

/// Reads what makes an instrument a bill, and where its parts stand.
pub fn bill(map: &MapReader<'_>, id: &InstrumentId, sources: &BTreeMap<String, Source>) -> (Bill, BillMarks) {
    let assumed = map.read("assumed", Reader::date);
    let nodes = map.get("amends").map(|node| map.reader.items(node)).unwrap_or_default();
    let mut amends = Vec::new();
    let mut marks = Vec::new();
    for node in nodes {
        if let Some(read) = amendment(map.reader, node, sources) {
            amends.push(read);
            marks.push(node.mark);
        }
    }
    let at = |key: &'static str| map.get(key).map(|node| node.mark).unwrap_or_default();
    let marks = BillMarks { amends: marks, extent: at("extent"), displaces: at("displaces") };
    (Bill { instrument: id.clone(), assumed, amends }, marks)
}

fn amendment(reader: &Reader<'_>, node: &Node, sources: &BTreeMap<String, Source>) -> Option<Amendment> {
    let map = reader.map(node, "omit, substitute, insert or repeal")?;
    let Some(verb) = VERBS.iter().copied().find(|verb| map.get(verb).is_some()) else {
        let said = map.free_entries().next().map(|(key, _)| key.name.to_string()).unwrap_or_default();
        let near = nearest(&said, VERBS).map(|near| format!("the nearest is `{near}`"));
        let help = near.unwrap_or_else(|| VERBS.join(", "));
        reader.problem(node, Code::MissingKey, "a bill omits, substitutes, inserts or repeals", Some(help));
        return None;
    };
    // What is inserted is not there yet: only its law must be.
    let target: ProvisionRef = match verb {
        "insert" => map.require(verb, |reader, node| reader.text(node).map(|text| ProvisionRef::parse(&text)))?,
        _ => map.require(verb, Reader::reference)?,
    };
    let at = map.get(verb).unwrap_or(node);
    if verb == "insert" {
        let law = ProvisionRef { section: None, ..target.clone() };
        reader.points_at(at, crate::corpus::read::PointsAt::Provision(law));
    }
    if (verb == "repeal") != target.section.is_none() {
        let (message, help) = match verb {
            "repeal" => ("`repeal` takes a whole law", "a section goes by `omit`"),
            _ => ("a section is needed here", "written `federal/1860-pakistan-penal-code:89`"),
        };
        reader.problem(at, Code::BadValue, message, Some(help.to_owned()));
        return None;
    }
    let what = match (verb, &target.section) {
        ("substitute", Some(section)) => {
            Amend::Substitute(Box::new(provision_of(&map, section.clone(), Verified::Text, sources)?))
        }
        ("insert", Some(section)) => {
            Amend::Insert(Box::new(provision_of(&map, section.clone(), Verified::Text, sources)?))
        }
        ("omit", _) => Amend::Omit,
        _ => Amend::Repeal,
    };
    map.text("note");
    map.finish();
    Some(Amendment { target, what })
}
