//! `readings:` inside a rule, or inside its penalty: each replaces the keys it names and gives one way to read the law.

use std::borrow::Cow;

use crate::corpus::yaml::{Key, Mark, Node, Value};

/// Every reading of a rule's body with the reason for it: one, without a reason, where nothing is open.
pub fn readings(body: &Node) -> Vec<(String, Cow<'_, Node>)> {
    let Value::Map(entries) = &body.value else {
        return vec![(String::new(), Cow::Borrowed(body))];
    };
    if let Some(list) = body.get("readings") {
        let rest: Vec<(Key, Node)> = entries.iter().filter(|(key, _)| key.name != "readings").cloned().collect();
        return alternatives(list)
            .into_iter()
            .map(|(why, changes)| (why, Cow::Owned(replaced(body.mark, &rest, changes))))
            .collect();
    }
    let nested = entries.iter().position(|(_, node)| node.get("readings").is_some());
    let Some(at) = nested else {
        return vec![(String::new(), Cow::Borrowed(body))];
    };
    readings(&entries[at].1)
        .into_iter()
        .map(|(why, node)| {
            let mut entries = entries.clone();
            entries[at].1 = node.into_owned();
            (why, Cow::Owned(Node { mark: body.mark, value: Value::Map(entries) }))
        })
        .collect()
}

fn alternatives(list: &Node) -> Vec<(String, Vec<(Key, Node)>)> {
    let Value::List(items) = &list.value else {
        return vec![(String::new(), Vec::new())];
    };
    let mut found = Vec::new();
    for item in items {
        let Value::Map(entries) = &item.value else {
            continue;
        };
        let why = match item.get("why").map(|node| &node.value) {
            Some(Value::Text(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => String::new(),
        };
        let changes = entries.iter().filter(|(key, _)| !matches!(&*key.name, "why" | "source")).cloned();
        found.push((why, changes.collect()));
    }
    if found.is_empty() {
        found.push((String::new(), Vec::new()));
    }
    found
}

fn replaced(mark: Mark, rest: &[(Key, Node)], changes: Vec<(Key, Node)>) -> Node {
    let mut entries: Vec<(Key, Node)> =
        rest.iter().filter(|(key, _)| !changes.iter().any(|(change, _)| change.name == key.name)).cloned().collect();
    entries.extend(changes);
    Node { mark, value: Value::Map(entries) }
}
