//! `standards/loopholes.yaml`: the patterns, and what a reader accepts.

use crate::corpus::diagnostic::{Code, nearest};
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Mark, Node, Value};
use crate::model::{Accepted, Class, Detector, DetectorOptions, Level, LoopholePattern, Search};

use super::pattern::pattern;

/// What a loophole file holds, each part with its place in the file.
#[derive(Default)]
pub struct Loopholes {
    /// The patterns.
    pub patterns: Vec<(LoopholePattern, Mark)>,
    /// What is accepted.
    pub accepted: Vec<(Accepted, Mark)>,
}

/// Reads a loophole file.
pub fn loopholes(reader: &Reader<'_>, node: &Node) -> Option<Loopholes> {
    let map = reader.map(node, "patterns, accepted")?;
    let read = Loopholes {
        patterns: map.list("patterns", |reader, node| entry(reader, node).map(|entry| (entry, node.mark))),
        accepted: map.list("accepted", |reader, node| accepted(reader, node).map(|entry| (entry, node.mark))),
    };
    map.text("note");
    // Lists of words under an anchor, for patterns that share them: read where they are used.
    map.get("groups");
    map.finish();
    Some(read)
}

fn entry(reader: &Reader<'_>, node: &Node) -> Option<LoopholePattern> {
    let map = reader.map(node, "id, title, explains, matters, level, severity, remedy, pattern or detector")?;
    let search = match (map.get("pattern"), map.get("detector")) {
        (Some(node), None) => pattern(reader, node).map(Search::Pattern),
        (None, Some(node)) => detector(reader, node),
        (Some(_), Some(both)) => {
            reader.problem(both, Code::WrongShape, "an entry has a `pattern` or a `detector`, not both", None);
            None
        }
        (None, None) => {
            reader.problem(node, Code::MissingKey, "an entry needs a `pattern` or a `detector`", None);
            None
        }
    };
    let entry = LoopholePattern {
        id: map.require("id", Reader::text)?,
        title: map.require("title", Reader::text).unwrap_or_default(),
        explains: map.require("explains", Reader::text).unwrap_or_default(),
        matters: map.require("matters", Reader::text).unwrap_or_default(),
        level: map.require("level", |reader, node| reader.one_of(node, &Level::ALL)).unwrap_or(Level::Provision),
        severity: map.require("severity", |reader, node| reader.one_of_numbers(node, &[1, 2, 3])).unwrap_or(1),
        remedy: map.require("remedy", Reader::text).unwrap_or_default(),
        undermines: map.list("undermines", Reader::requirement),
        undermines_anywhere: map.list("undermines_anywhere", Reader::requirement),
        mended: map.read("mended", pattern),
        search: search?,
    };
    map.text("note");
    map.finish();
    Some(entry)
}

/// A detector's name, or `{name, among, milestones}`.
fn detector(reader: &Reader<'_>, node: &Node) -> Option<Search> {
    let named = |node: &Node| {
        let name = reader.text(node)?;
        let found = Detector::ALL.iter().find(|(_, id)| *id == name).map(|(detector, _)| *detector);
        if found.is_none() {
            let known = Detector::ALL.iter().map(|(_, id)| *id);
            let help = match nearest(&name, known.clone()) {
                Some(near) => format!("the nearest detector is `{near}`"),
                None => format!("known: {}", known.collect::<Vec<_>>().join(", ")),
            };
            reader.problem(node, Code::UnknownDetector, format!("no detector is called `{name}`"), Some(help));
        }
        found
    };
    if let Value::Text(_) = node.value {
        return named(node).map(|name| Search::Detector(name, DetectorOptions::default()));
    }
    let map = reader.map(node, "name, among, milestones")?;
    let name = map.need("name").and_then(named);
    let among = map.get("among").map(|node| pattern(reader, node));
    let milestones = map.words("milestones", Class::Milestone);
    map.finish();
    let among = match among {
        Some(read) => Some(read?),
        None => None,
    };
    Some(Search::Detector(name?, DetectorOptions { among, milestones }))
}

fn accepted(reader: &Reader<'_>, node: &Node) -> Option<Accepted> {
    let map = reader.map(node, "pattern, in, law, reason")?;
    let accepted = Accepted {
        pattern: map.require("pattern", Reader::text)?,
        places: map.list("in", Reader::place),
        law: map.read("law", Reader::reference),
        reason: map.require("reason", Reader::text)?,
    };
    map.finish();
    Some(accepted)
}
