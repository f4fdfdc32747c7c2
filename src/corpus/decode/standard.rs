//! Standards and requirements.

use crate::corpus::diagnostic::Code;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Node, Value};
use crate::model::{Article, Class, Earlier, Interval, Requirement, Standard, Strength, Test, Verified};

use super::instrument::sources;
use super::shared::VERIFIED;
use super::test::test;

/// Reads a standard.
pub fn standard(reader: &Reader<'_>, node: &Node) -> Option<Standard> {
    let map = reader.map(node, "a standard")?;
    let id = map.require("id", Reader::text)?;
    let standard = Standard {
        title: map.require("title", Reader::text).unwrap_or_default(),
        aliases: map.texts("aliases"),
        short: map.text("short").unwrap_or_else(|| id.clone()),
        kind: map.require("kind", Reader::text).unwrap_or_default(),
        adopted: map.read("adopted", Reader::date),
        binding: map.bool("binding").unwrap_or(false),
        position: map.read("pakistan", |reader, node| Some(position(reader, node))).unwrap_or_default(),
        articles: map.list("articles", article),
        requirements: map.list("requirements", |reader, node| requirement(reader, node, &id)),
        id: id.clone(),
    };
    map.read("sources", |reader, node| Some(sources(reader, node)));
    map.read("in_force", Reader::date);
    for key in ["adopted_by", "binding_note", "note", "verified"] {
        map.text(key);
    }
    map.texts("unsure");
    map.finish();
    Some(standard)
}

/// What Pakistan did, each entry with its words: free, since no two treaties were joined alike.
fn position(reader: &Reader<'_>, node: &Node) -> Vec<(String, String)> {
    let Some(map) = reader.map(node, "signed, ratified, in_force, reservations ...") else {
        return Vec::new();
    };
    map.free_entries()
        .map(|(key, node)| (key.name.replace('_', " "), plain(node)))
        .filter(|(_, said)| !said.is_empty())
        .collect()
}

fn plain(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Bool(value) => if *value { "yes" } else { "no" }.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
        // What was declared, then when; how sure that is and where it was seen is not part of it.
        Value::Map(entries) => {
            let beside = |key: &str| matches!(key, "text" | "verified" | "source");
            let text = entries.iter().find(|(key, _)| key.name == "text").map(|(_, node)| plain(node));
            let rest = entries.iter().filter(|(key, _)| !beside(&key.name));
            let rest = rest.map(|(key, node)| format!("{} {}", key.name.replace('_', " "), plain(node)));
            let rest = rest.collect::<Vec<_>>().join(", ");
            match text {
                Some(text) if rest.is_empty() => text,
                Some(text) => format!("{text} ({rest})"),
                None => rest,
            }
        }
    }
}

fn article(reader: &Reader<'_>, node: &Node) -> Option<Article> {
    let map = reader.map(node, "article, heading, summary, verified")?;
    let article = Article {
        article: map.require("article", Reader::text)?,
        heading: map.text("heading").unwrap_or_default(),
        summary: map.text("summary").unwrap_or_default(),
        verified: map.read("verified", |reader, node| reader.one_of(node, &VERIFIED)).unwrap_or(Verified::Secondary),
    };
    map.text("note");
    map.text("source");
    map.finish();
    Some(article)
}

fn requirement(reader: &Reader<'_>, node: &Node, standard: &str) -> Option<Requirement> {
    const STRENGTHS: [(Strength, &str); 3] = [
        (Strength::Binding, "binding"),
        (Strength::AuthoritativeInterpretation, "authoritative-interpretation"),
        (Strength::Guideline, "guideline"),
    ];
    let map = reader.map(node, "id, article, topic, test ...")?;
    if map.get("test").is_none() {
        reader.problem(node, Code::MissingTest, "this requirement has no `test`", None);
    }
    let requirement = Requirement {
        id: map.require("id", Reader::text)?,
        standard: standard.to_owned(),
        article: map.require("article", Reader::text)?,
        also: map.list("also", also),
        topic: map.need_word("topic", Class::Topic)?,
        sector: map.need_word("sector", Class::Sector)?,
        function: map.need_word("function", Class::Function)?,
        strength: map.require("strength", |reader, node| reader.one_of(node, &STRENGTHS))?,
        weight: map.require("weight", |reader, node| reader.one_of_numbers(node, &[1, 2, 3]))?,
        applies: map.read("applies", interval).unwrap_or_default(),
        text: map.require("text", Reader::text)?,
        why: map.text("why").unwrap_or_default(),
        earlier: map.list("earlier", earlier),
        test: map.read("test", test)?,
    };
    map.text("note");
    map.finish();
    Some(requirement)
}

/// A requirement may name a standard that is not held yet: the view of that standard then simply lacks it.
fn also(reader: &Reader<'_>, node: &Node) -> Option<(String, String)> {
    let text = reader.text(node)?;
    let Some((standard, article)) = text.split_once(": ") else {
        let help = "written `<standard>: <article>`, such as \"cedaw: 16(2)\"".to_owned();
        reader.problem(node, Code::BadValue, "not a standard and an article", Some(help));
        return None;
    };
    Some((standard.to_owned(), article.to_owned()))
}

fn interval(reader: &Reader<'_>, node: &Node) -> Option<Interval> {
    let map = reader.map(node, "from, to")?;
    let interval = map.interval();
    map.text("note");
    map.finish();
    Some(interval)
}

fn earlier(reader: &Reader<'_>, node: &Node) -> Option<Earlier> {
    let map = reader.map(node, "to, why, test")?;
    let to = map.require("to", Reader::date)?;
    let why = map.text("why").unwrap_or_default();
    let test: Option<Test> = map.require("test", test);
    map.finish();
    Some(Earlier { to, why, test: test? })
}
