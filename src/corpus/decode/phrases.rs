//! `standards/phrases/`: what people say when they ask for something.

use crate::corpus::diagnostic::{Code, nearest};
use crate::corpus::map::MapReader;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Mark, Node};
use crate::model::{AskedFor, InstrumentId};

/// What is said of one thing, and where that stands.
#[derive(Clone, Debug)]
pub struct Said {
    /// What is asked for.
    pub of: AskedFor,
    /// What is said.
    pub phrases: Vec<String>,
    /// Where it stands.
    pub mark: Mark,
}

/// The phrases of one file. Whether what they are said of exists is checked once all files are read.
pub fn phrases(reader: &Reader<'_>, node: &Node) -> Vec<Said> {
    let mut found = Vec::new();
    let Some(map) = reader.map(node, "laws, standards, bodies") else {
        return found;
    };
    for (id, law) in entries(&map, "laws") {
        let own = InstrumentId::new(id);
        each(law, "whole, sections", &mut found, |part, of| match part {
            "whole" => Some(AskedFor::Law(own.clone())),
            "sections" => Some(AskedFor::Section(own.clone(), of?.to_owned())),
            _ => None,
        });
    }
    for (id, standard) in entries(&map, "standards") {
        each(standard, "articles, requirements", &mut found, |part, of| match part {
            "articles" => Some(AskedFor::Article(id.to_owned(), of?.to_owned())),
            "requirements" => Some(AskedFor::Requirement(of?.to_owned())),
            _ => None,
        });
    }
    for (place, bodies) in entries(&map, "bodies") {
        for (name, phrases) in bodies.free_entries() {
            let of = AskedFor::Body(place.to_owned(), name.name.to_string());
            found.extend(said(reader, of, phrases, name.mark));
        }
    }
    map.finish();
    found
}

/// The maps under a key, each with its own key.
fn entries<'n>(map: &MapReader<'n>, key: &'static str) -> Vec<(&'n str, MapReader<'n>)> {
    let reader = map.reader;
    let Some(all) = map.get(key).and_then(|node| reader.map(node, "what is asked for, each with its phrases")) else {
        return Vec::new();
    };
    let inner = all.free_entries().filter_map(|(key, node)| Some((&*key.name, reader.map(node, "phrases")?)));
    inner.collect()
}

/// The phrases of a law or a standard: of the whole, and of its parts, as `of` names them.
fn each(
    map: MapReader<'_>,
    known: &'static str,
    found: &mut Vec<Said>,
    of: impl Fn(&str, Option<&str>) -> Option<AskedFor>,
) {
    let reader = map.reader;
    for (key, node) in map.free_entries() {
        if let Some(whole) = of(&key.name, None) {
            found.extend(said(reader, whole, node, key.mark));
            continue;
        }
        if of(&key.name, Some("")).is_none() {
            let near = nearest(&key.name, known.split(", ")).map(|near| format!("the nearest key here is `{near}`"));
            let help = near.or_else(|| Some(format!("known here: {known}")));
            let message = format!("`{}` means nothing here", key.name);
            reader.problem_at(key.mark, key.name.chars().count(), Code::UnknownKey, message, help);
            continue;
        }
        let Some(parts) = reader.map(node, "sections or articles, each with its phrases") else {
            continue;
        };
        for (part, phrases) in parts.free_entries() {
            found.extend(of(&key.name, Some(&part.name)).and_then(|of| said(reader, of, phrases, part.mark)));
        }
    }
}

fn said(reader: &Reader<'_>, of: AskedFor, node: &Node, mark: Mark) -> Option<Said> {
    let mut phrases: Vec<String> = Vec::new();
    for item in reader.items(node) {
        let phrase = reader.text(item)?;
        if phrases.iter().any(|other| other.eq_ignore_ascii_case(&phrase)) {
            reader.problem(item, Code::DuplicateId, format!("`{phrase}` stands twice"), None);
        }
        phrases.push(phrase);
    }
    if phrases.is_empty() {
        reader.problem(node, Code::MissingKey, "there is no phrase", Some("leave the entry out".to_owned()));
    }
    Some(Said { of, phrases, mark })
}
