//! `standards/phrases/`: what people say when they ask for something.

use crate::corpus::diagnostic::Code;
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
        let whole = law.get("whole").and_then(|node| said(reader, AskedFor::Law(own.clone()), node, node.mark));
        found.extend(whole);
        parts(&law, "sections", &mut found, |section| AskedFor::Section(own.clone(), section));
        law.finish();
    }
    for (id, standard) in entries(&map, "standards") {
        parts(&standard, "articles", &mut found, |article| AskedFor::Article(id.to_owned(), article));
        parts(&standard, "requirements", &mut found, AskedFor::Requirement);
        standard.finish();
    }
    for (place, bodies) in entries(&map, "bodies") {
        each(&bodies, &mut found, |name| AskedFor::Body(place.to_owned(), name));
    }
    map.finish();
    found
}

/// The maps under a key, each with its own key.
fn entries<'n>(map: &MapReader<'n>, key: &'static str) -> Vec<(&'n str, MapReader<'n>)> {
    let reader = map.reader;
    let Some(all) = map.read(key, |reader, node| reader.map(node, "what is asked for, each with its phrases")) else {
        return Vec::new();
    };
    all.free_entries().filter_map(|(key, node)| Some((&*key.name, reader.map(node, "phrases")?))).collect()
}

/// The phrases of the parts that lie under a key.
fn parts(map: &MapReader<'_>, key: &'static str, found: &mut Vec<Said>, of: impl Fn(String) -> AskedFor) {
    if let Some(parts) = map.read(key, |reader, node| reader.map(node, "parts, each with its phrases")) {
        each(&parts, found, of);
    }
}

fn each(map: &MapReader<'_>, found: &mut Vec<Said>, of: impl Fn(String) -> AskedFor) {
    for (name, phrases) in map.free_entries() {
        found.extend(said(map.reader, of(name.name.to_string()), phrases, name.mark));
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
