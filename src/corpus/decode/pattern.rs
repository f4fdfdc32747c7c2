//! The grammar of the pattern language over rules (standards/README.md, "Patterns"). Its meaning is in `law/matching.rs`.

use std::fmt::Display;

use crate::corpus::diagnostic::{Code, nearest};
use crate::corpus::map::MapReader;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Key, Node, Value};
use crate::model::{
    AgeTest, Bounds, Class, ComplaintTest, ExceptionTest, FieldAge, FieldTest, FieldType, InstrumentTest, Kind,
    Pattern, PenaltyTest, PersonTest, RuleBody, Sanction, ScopeTest, StatedOr, WordTest, fields_of,
};

use super::selects::{
    refuse_age, refuse_bounds, refuse_constant, refuse_penalty, refuse_person, refuse_unsaid, refuse_words,
};
use super::shared::{VERIFIED, sex};

/// What combines patterns or looks beside the rule.
const COMBINERS: [&str; 9] = ["all", "any", "not", "rule", "in", "in_kind", "instrument", "same_law", "other_law"];

/// Reads a pattern: a map whose keys must all hold.
pub fn pattern(reader: &Reader<'_>, node: &Node) -> Option<Pattern> {
    let entries = match &node.value {
        Value::Map(entries) if !entries.is_empty() => entries,
        _ => {
            reader.wrong_shape(node, "a pattern: a map such as `{offence: {act: [word]}}`");
            return None;
        }
    };
    // Every key is read, so that each mistake in a pattern is shown at once.
    let read: Vec<Option<Pattern>> = entries.iter().map(|(key, body)| one(reader, key, body)).collect();
    let mut patterns = read.into_iter().collect::<Option<Vec<Pattern>>>()?;
    let pattern = if patterns.len() == 1 { patterns.pop()? } else { Pattern::All(patterns) };
    refuse_constant(reader, node, &pattern);
    Some(pattern)
}

fn one(reader: &Reader<'_>, key: &Key, body: &Node) -> Option<Pattern> {
    let branches = || -> Option<Vec<Pattern>> {
        let read: Vec<Option<Pattern>> = reader.items(body).into_iter().map(|item| pattern(reader, item)).collect();
        if read.is_empty() {
            reader.problem(body, Code::EmptyPattern, format!("`{}` has no branch", key.name), None);
            return None;
        }
        read.into_iter().collect()
    };
    match &*key.name {
        "all" => branches().map(Pattern::All),
        "any" => branches().map(Pattern::Any),
        "not" => pattern(reader, body).map(|inner| Pattern::Not(Box::new(inner))),
        "same_law" => pattern(reader, body).map(|inner| Pattern::SameLaw(Box::new(inner))),
        "other_law" => pattern(reader, body).map(|inner| Pattern::OtherLaw(Box::new(inner))),
        "in" => {
            refuse_unsaid(reader, key, body);
            let read: Vec<Option<String>> = reader.items(body).into_iter().map(|item| reader.place(item)).collect();
            read.into_iter().collect::<Option<Vec<_>>>().map(Pattern::In)
        }
        "in_kind" => {
            const KINDS: [(&str, &str); 2] = [("province", "province"), ("territory", "territory")];
            refuse_unsaid(reader, key, body);
            let read: Vec<_> = reader.items(body).into_iter().map(|item| reader.one_of(item, &KINDS)).collect();
            read.into_iter().collect::<Option<Vec<_>>>().map(Pattern::InKind)
        }
        "instrument" => instrument(reader, key, body).map(|test| Pattern::Instrument(Box::new(test))),
        "rule" => rule(reader, body, None),
        name => match RuleBody::KINDS.iter().find(|kind| **kind == name) {
            Some(kind) => rule(reader, body, Some(kind)),
            None => {
                let known = RuleBody::KINDS.iter().chain(&COMBINERS).copied();
                let help = match nearest(name, known.clone()) {
                    Some(near) => format!("the nearest is `{near}`"),
                    None => format!("known here: {}", known.collect::<Vec<_>>().join(", ")),
                };
                let width = name.chars().count();
                let message = format!("`{name}` is no kind of rule and combines nothing");
                reader.problem_at(key.mark, width, Code::UnknownKey, message, Some(help));
                None
            }
        },
    }
}

fn rule(reader: &Reader<'_>, node: &Node, kind: Option<&'static str>) -> Option<Pattern> {
    let map = reader.map(node, "the fields of the rule, each with what it must be")?;
    refuse_unsaid_fields(reader, node);
    let mut tests = Vec::new();
    let mut sound = true;
    let mut take = |key, test: Option<FieldTest>| match test {
        Some(test) => tests.push((key, test)),
        None => sound = false,
    };
    for (key, holds) in kind.map_or(&[][..], fields_of) {
        if let Some(node) = map.get(key) {
            take(*key, field(reader, node, *holds));
        }
    }
    if let Some(node) = map.get("exceptions") {
        take("exceptions", stated(node).map(FieldTest::Stated).or_else(|| exception(reader, node)));
    }
    if let Some(node) = map.get("scope") {
        take("scope", scope(reader, node).map(|test| FieldTest::Scope(Box::new(test))));
    }
    if let Some(node) = map.get("verified") {
        let list = reader.items(node).into_iter().map(|item| reader.one_of(item, &VERIFIED)).collect();
        take("verified", Option::map(list, FieldTest::Verified));
    }
    map.finish();
    sound.then_some(Pattern::Rule(kind, tests))
}

fn refuse_unsaid_fields(reader: &Reader<'_>, node: &Node) {
    if let Value::Map(entries) = &node.value {
        for (key, node) in entries {
            refuse_unsaid(reader, key, node);
        }
    }
}

/// `some` or `none`.
fn stated(node: &Node) -> Option<bool> {
    match &node.value {
        Value::Text(text) if text == "some" => Some(true),
        Value::Text(text) if text == "none" => Some(false),
        _ => None,
    }
}

fn field(reader: &Reader<'_>, node: &Node, holds: FieldType) -> Option<FieldTest> {
    if let Some(stated) = stated(node) {
        return Some(FieldTest::Stated(stated));
    }
    match holds {
        FieldType::Words(class) => words(reader, node, class).map(|test| FieldTest::Words(Box::new(test))),
        FieldType::Age => age(reader, node).map(FieldTest::Age),
        FieldType::Term => bounds(reader, node, Reader::term).map(FieldTest::Term),
        FieldType::Flag => reader.bool(node).map(FieldTest::Flag),
        FieldType::Choice(list) => {
            let known: Vec<(&'static str, &str)> = list.iter().map(|id| (*id, *id)).collect();
            let read: Vec<_> = reader.items(node).into_iter().map(|item| reader.one_of(item, &known)).collect();
            read.into_iter().collect::<Option<Vec<_>>>().map(FieldTest::Choice)
        }
        FieldType::Person => person(reader, node),
        FieldType::Penalty => penalty(reader, node),
        FieldType::Complaint => complaint(reader, node),
        FieldType::Refs => match &node.value {
            Value::Text(text) if text == "any-other-law" => Some(FieldTest::AnyOtherLaw),
            _ => {
                let read: Vec<_> = reader.items(node).into_iter().map(|item| reader.reference(item)).collect();
                read.into_iter().collect::<Option<Vec<_>>>().map(FieldTest::Refs)
            }
        },
        FieldType::Text => {
            reader.wrong_shape(node, "`some` or `none`");
            None
        }
    }
}

/// A word, a list of words any of which will do, or `{any, all, only, lacks, reaches}`.
fn words(reader: &Reader<'_>, node: &Node, class: Class) -> Option<WordTest> {
    let list = |node: &Node| -> Option<Vec<_>> {
        let read: Vec<_> = reader.items(node).into_iter().map(|item| reader.word(item, class)).collect();
        read.into_iter().collect()
    };
    if let Some(stated) = stated(node) {
        return Some(WordTest { stated: Some(stated), ..WordTest::default() });
    }
    let Value::Map(_) = node.value else {
        return list(node).map(|any| WordTest { any, ..WordTest::default() });
    };
    let map = reader.map(node, "any, all, only, lacks, reaches")?;
    let named = |key| map.get(key).map_or(Some(Vec::new()), list);
    let (any, all, only) = (named("any"), named("all"), named("only"));
    let (lacks, reaches) = (named("lacks"), named("reaches"));
    map.finish();
    let test = WordTest { stated: None, any: any?, all: all?, only: only?, lacks: lacks?, reaches: reaches? };
    refuse_words(reader, node, class, &test);
    Some(test)
}

fn word_field(map: &MapReader<'_>, key: &'static str, class: Class) -> Option<WordTest> {
    map.read(key, |reader, node| words(reader, node, class))
}

fn age(reader: &Reader<'_>, node: &Node) -> Option<AgeTest> {
    let Value::Map(_) = node.value else {
        return reader.age(node).map(|age| AgeTest { is: Some(age), ..AgeTest::default() });
    };
    let map = reader.map(node, "below, at_least, differs")?;
    let test = AgeTest {
        is: None,
        below: map.read("below", Reader::age),
        at_least: map.read("at_least", Reader::age),
        differs: map.bool("differs"),
    };
    map.finish();
    refuse_age(reader, node, &test);
    Some(test)
}

fn bounds<'a, T: PartialOrd + Display>(
    reader: &Reader<'a>,
    node: &Node,
    read: impl Fn(&Reader<'a>, &Node) -> Option<T>,
) -> Option<Bounds<T>> {
    let map = reader.map(node, "below, at_least")?;
    let end = |key| map.get(key).and_then(|node| read(reader, node));
    let bounds = Bounds { below: end("below"), at_least: end("at_least") };
    map.finish();
    refuse_bounds(reader, node, &bounds);
    (bounds.below.is_some() || bounds.at_least.is_some()).then_some(bounds)
}

fn stated_or<'a, T: PartialOrd + Display>(
    reader: &Reader<'a>,
    node: &Node,
    read: impl Fn(&Reader<'a>, &Node) -> Option<T>,
) -> Option<StatedOr<T>> {
    stated(node).map(StatedOr::Stated).or_else(|| bounds(reader, node, read).map(StatedOr::Within))
}

fn person(reader: &Reader<'_>, node: &Node) -> Option<FieldTest> {
    let map = reader.map(node, "under, from, sex, term, is")?;
    let years = |reader: &Reader<'_>, node: &Node| {
        stated(node).map(FieldAge::Stated).or_else(|| age(reader, node).map(FieldAge::Is))
    };
    let test = PersonTest {
        under: map.read("under", years),
        from: map.read("from", years),
        sex: map.read("sex", sex),
        term: word_field(&map, "term", Class::Term),
        is: word_field(&map, "is", Class::Actor),
    };
    map.finish();
    refuse_person(reader, node, &test);
    Some(FieldTest::Person(Box::new(test)))
}

fn penalty(reader: &Reader<'_>, node: &Node) -> Option<FieldTest> {
    let map = reader.map(node, "fine_only, fine_alone, prison_max, prison_min, fine_max, fine_min, names, lacks")?;
    let kinds: Vec<(Sanction, &str)> = Sanction::ALL.to_vec();
    let list = |key| map.list(key, |reader, node| reader.one_of(node, &kinds));
    let term = |reader: &Reader<'_>, node: &Node| stated_or(reader, node, Reader::term);
    let rupees = |reader: &Reader<'_>, node: &Node| stated_or(reader, node, Reader::number);
    let test = PenaltyTest {
        fine_only: map.bool("fine_only"),
        fine_alone: map.bool("fine_alone"),
        prison_max: map.read("prison_max", term),
        prison_min: map.read("prison_min", term),
        fine_max: map.read("fine_max", rupees),
        fine_min: map.read("fine_min", rupees),
        names: list("names"),
        lacks: list("lacks"),
        level: map.text("level"),
    };
    map.finish();
    refuse_penalty(reader, node, &test);
    Some(FieldTest::Penalty(Box::new(test)))
}

fn complaint(reader: &Reader<'_>, node: &Node) -> Option<FieldTest> {
    let map = reader.map(node, "by, within")?;
    let test = ComplaintTest {
        by: word_field(&map, "by", Class::Actor),
        within: map.read("within", |reader, node| stated_or(reader, node, Reader::term)),
    };
    map.finish();
    Some(FieldTest::Complaint(Box::new(test)))
}

fn exception(reader: &Reader<'_>, node: &Node) -> Option<FieldTest> {
    let map = reader.map(node, "what, by, conditions, age")?;
    let test = ExceptionTest {
        what: word_field(&map, "what", Class::Condition),
        by: word_field(&map, "by", Class::Actor),
        conditions: word_field(&map, "conditions", Class::Condition),
        age: map.read("age", |reader, node| some_or_none(reader, node)),
    };
    map.finish();
    Some(FieldTest::Exception(Box::new(test)))
}

fn scope(reader: &Reader<'_>, node: &Node) -> Option<ScopeTest> {
    if let Some(narrowed) = stated(node) {
        return Some(ScopeTest { narrowed: Some(narrowed), ..ScopeTest::default() });
    }
    let map = reader.map(node, "part, community, child, settings, offences, sex, age, except")?;
    let test = ScopeTest {
        narrowed: None,
        part: word_field(&map, "part", Class::Part),
        community: word_field(&map, "community", Class::Community),
        child: word_field(&map, "child", Class::Role),
        settings: word_field(&map, "settings", Class::Setting),
        offences: word_field(&map, "offences", Class::OffenceClass),
        sex: map.read("sex", sex),
        age: map.read("age", |reader, node| some_or_none(reader, node)),
        except: map.read("except", |reader, node| some_or_none(reader, node)),
    };
    map.finish();
    Some(test)
}

fn some_or_none(reader: &Reader<'_>, node: &Node) -> Option<bool> {
    let found = stated(node);
    if found.is_none() {
        reader.wrong_shape(node, "`some` or `none`");
    }
    found
}

fn instrument(reader: &Reader<'_>, key: &Key, node: &Node) -> Option<InstrumentTest> {
    let map = reader.map(node, "id, topic, surveyed, family, kind, enacted_by")?;
    refuse_unsaid(reader, key, node);
    let kinds: Vec<(Kind, &str)> = Kind::ALL.to_vec();
    let test = InstrumentTest {
        id: map.refs("id"),
        topic: word_field(&map, "topic", Class::Topic),
        surveyed: word_field(&map, "surveyed", Class::Topic),
        family: word_field(&map, "family", Class::LawFamily),
        kind: map.list("kind", |reader, node| reader.one_of(node, &kinds)),
        enacted_by: map.list("enacted_by", Reader::place),
    };
    map.finish();
    Some(test)
}
