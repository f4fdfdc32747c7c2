//! `standards/vocabulary.yaml`.

use crate::corpus::diagnostic::{Code, nearest};
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Mark, Node};
use crate::model::{Class, InCase, Word, WordEntry};

/// The entries of one vocabulary file, each with its place. Broader terms are checked once all files are read.
pub fn vocabulary(reader: &Reader<'_>, node: &Node) -> Vec<(WordEntry, Mark)> {
    let mut found = Vec::new();
    let Some(map) = reader.map(node, "words") else {
        return found;
    };
    map.text("note");
    let Some(classes) = map.need("words").and_then(|node| reader.map(node, "a list of words under each class")) else {
        return found;
    };
    for (key, list) in classes.free_entries() {
        let Some(class) = Class::parse(&key.name) else {
            let near = nearest(&key.name, Class::ALL.iter().map(|class| class.id()));
            let help = near.map(|near| format!("the nearest class is `{near}`"));
            reader.problem_at(
                key.mark,
                key.name.len(),
                Code::UnknownKey,
                format!("no class is called `{}`", key.name),
                help,
            );
            continue;
        };
        for item in reader.items(list) {
            found.extend(entry(reader, item, class).map(|entry| (entry, item.mark)));
        }
    }
    map.finish();
    found
}

fn entry(reader: &Reader<'_>, node: &Node, class: Class) -> Option<WordEntry> {
    let map = reader.map(node, "id, label, definition, synonyms, broader")?;
    let id = map.require("id", Reader::text)?;
    let entry = WordEntry {
        label: map.text("label").unwrap_or_else(|| id.replace('-', " ")),
        word: Word::new(class, &id),
        definition: map.require("definition", Reader::text).unwrap_or_default(),
        synonyms: map.texts("synonyms"),
        broader: map.text("broader").map(|broader| Word::new(class, &broader)),
        contrary_to: map.texts("contrary_to").iter().map(|other| Word::new(class, other)).collect(),
        topics: map.texts("topics").iter().map(|topic| Word::new(Class::Topic, topic)).collect(),
        related: map.texts("related").iter().map(|other| Word::new(class, other)).collect(),
        acts: map.texts("acts").iter().map(|act| Word::new(Class::Act, act)).collect(),
        actors: map.texts("actors").iter().map(|actor| Word::new(Class::Actor, actor)).collect(),
        in_case: map.read("in_case", |reader, node| reader.one_of(node, &InCase::ALL)),
        order: map.read("order", Reader::number),
        age_of: map.text("age_of").map(|of| Word::new(Class::Activity, &of)),
    };
    map.text("note");
    map.texts("covers");
    map.finish();
    Some(entry)
}
