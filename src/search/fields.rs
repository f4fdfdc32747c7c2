//! The fields of the query language: `in:punjab`, `kind:act`, `age:14..16`, `passed:2010..2015`.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::InvertedIndexRangeQuery;

use crate::corpus::{nearest, plain};
use crate::model::Class;

use super::asked::Asked;
use super::cite::{named, wider};
use super::lexicon::Lexicon;
use super::plan::Planner;
use super::sheet::Kind;

/// Names of fields, and the tag each one asks for.
const NAMES: [(&str, &str); 30] = [
    ("in", "in"),
    ("place", "in"),
    ("jurisdiction", "in"),
    ("kind", "kind"),
    ("type", "kind"),
    ("section", "section"),
    ("s", "section"),
    ("article", "section"),
    ("art", "section"),
    ("sex", "sex"),
    ("verified", "verified"),
    ("sure", "verified"),
    ("citation", "citation"),
    ("cite", "citation"),
    ("law", "citation"),
    ("instrument", "citation"),
    ("standard", "standard"),
    ("requirement", "requirement"),
    ("weight", "weight"),
    ("age", "age"),
    ("passed", "passed"),
    ("year", "passed"),
    ("from", "from"),
    ("since", "from"),
    ("until", "until"),
    ("cognizable", "cognizable"),
    ("bailable", "bailable"),
    ("compoundable", "compoundable"),
    ("family", "law-family"),
    ("body", "body"),
];

/// The tag that a field asks for, when there is such a field: those above, and every class of the vocabulary.
pub fn tag_of(name: &str) -> Option<&str> {
    let own = NAMES.iter().find(|(field, _)| *field == name).map(|(_, tag)| *tag);
    own.or_else(|| Class::parse(name).map(Class::id))
}

/// What a field asks for; `None` when its value makes no sense.
pub fn query(planner: &mut Planner<'_>, name: &str, value: &str) -> Option<Asked> {
    let tag = tag_of(name)?;
    match tag {
        "in" => place_field(planner, value),
        "citation" => citation_field(planner, value),
        "age" => range(planner, "age", value, |end| {
            end.parse::<u8>().ok().filter(|age| *age < 100).map(|age| (format!("{age:02}"), format!("{age:02}")))
        }),
        "passed" | "from" | "until" => range(planner, tag, value, day_bounds),
        "section" => {
            let value = value.to_lowercase();
            let tag = wider(&value).map(|section| format!("section:{section}")).find(|tag| planner.has_tag(tag));
            Some(tag.map_or(Asked::Nothing, |tag| planner.tag(&tag)))
        }
        _ => {
            let known = match value_of(planner, tag, value) {
                Some(known) => known,
                None => {
                    let all = format!("word:{tag}:");
                    let near = slip(value, planner.lexicon.beginning(&all).map(|(id, _)| id))?.to_owned();
                    planner.meaning.reads(value, &near);
                    near
                }
            };
            // The sections of a law have its kind too: who asks for judgments asks for what they hold.
            let of_document = tag == "kind" && Kind::ALL.iter().any(|(_, id)| *id == known);
            planner.meaning.kind_asked |= of_document || matches!(tag, "standard" | "requirement" | "weight");
            planner.meaning.conduct |= matches!(tag, "act" | "activity");
            let tagged = planner.tag(&format!("{tag}:{known}"));
            // A law's topic is that of all its sections; those that speak of it come first.
            let spoken = if tag == "topic" { planner.named(&format!("{tag}:{known}")) } else { None };
            Some(Asked::All { must: vec![tagged], should: spoken.into_iter().collect(), must_not: Vec::new() })
        }
    }
}

fn place_field(planner: &mut Planner<'_>, value: &str) -> Option<Asked> {
    let mut places: Vec<Asked> = Vec::new();
    for name in value.split(',') {
        let number = match place_number(planner.lexicon, name) {
            Some(number) => number,
            None => {
                let known = planner.lexicon.beginning("place:").map(|(known, _)| known);
                let near = slip(name, known)?.to_owned();
                planner.meaning.reads(name, &near);
                place_number(planner.lexicon, &near)?
            }
        };
        for number in std::iter::once(number).chain(successor(planner.lexicon, number, planner.day)) {
            let id = planner.lexicon.one(&format!("place#{number}"))?.to_owned();
            planner.meaning.only_in.push(number);
            places.push(planner.tag(&format!("in:{id}")));
        }
    }
    Some(Asked::Any(places))
}

/// The number of the place with this name.
pub fn place_number(lexicon: &Lexicon, name: &str) -> Option<u8> {
    lexicon.one(&format!("place:{}", plain(name))).and_then(|number| number.parse().ok())
}

/// The place that took over from one that had ended by a day, as `yyyymmdd`.
pub fn successor(lexicon: &Lexicon, number: u8, day: u32) -> Option<u8> {
    let parts: Vec<&str> = lexicon.find(&format!("place#{number}"))?.collect();
    let [.., to, successor] = parts.as_slice() else {
        return None;
    };
    let ended = to.parse::<u32>().is_ok_and(|to| to <= day);
    if ended { place_number(lexicon, successor) } else { None }
}

/// The known name that a mistyped one stands for: two letters wrong at most.
fn slip<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let name = name.to_lowercase();
    nearest(&name, known).filter(|near| strsim::osa_distance(near, &name) <= 2)
}

fn citation_field(planner: &mut Planner<'_>, value: &str) -> Option<Asked> {
    let words: Vec<String> = value.split_whitespace().map(str::to_owned).collect();
    let found = named(&words, |name| planner.has_tag(&format!("name:{name}")))?;
    let mut both = vec![planner.tag(&format!("name:{}", found.name))];
    if let Some(section) = found.sections.first() {
        let tag = wider(section).map(|section| format!("section:{section}")).find(|tag| planner.has_tag(tag))?;
        both.push(planner.tag(&tag));
    }
    planner.meaning.cited.push(found);
    planner.meaning.kind_asked = true;
    Some(Asked::all(both))
}

/// The value of a field as the index knows it, under any of its names.
pub fn value_of(planner: &mut Planner<'_>, tag: &str, value: &str) -> Option<String> {
    let id = value.trim().to_lowercase().replace([' ', '_'], "-");
    let known = |id: &str| planner.has_tag(&format!("{tag}:{id}"));
    // `kind:rules` is an instrument, `kind:rights` is not: the plural is tried after the word itself.
    let singular = |id: &str| {
        id.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| id.strip_suffix('s').map(str::to_owned))
    };
    if known(&id) {
        return Some(id);
    }
    if let Some(singular) = singular(&id).filter(|id| known(id)) {
        return Some(singular);
    }
    if tag == "sex" {
        let sex = match id.as_str() {
            "girl" | "girls" | "woman" | "women" | "f" => "female",
            "boy" | "boys" | "man" | "men" | "m" => "male",
            _ => return None,
        };
        return Some(sex.to_owned());
    }
    if tag == "standard" {
        return planner.lexicon.one(&format!("standard:{}", plain(value))).map(str::to_owned);
    }
    let key = format!("called:{}", planner.reader.key(value));
    let prefix = format!("{tag}:");
    let mut named = planner.lexicon.find(&key).into_iter().flatten();
    if let Some(found) = named.find_map(|word| word.strip_prefix(&prefix)) {
        return Some(found.to_owned());
    }
    // A word of the vocabulary that no document carries is a value all the same: it finds nothing.
    planner.lexicon.one(&format!("word:{tag}:{id}")).map(|_| id)
}

/// `14`, `14..16`, `..16`, `<16`, `>=14`: values of a tag between two ends.
fn range(
    planner: &Planner<'_>,
    tag: &str,
    value: &str,
    ends: impl Fn(&str) -> Option<(String, String)>,
) -> Option<Asked> {
    let text = |end: String| Term::from_field_text(planner.fields.tag, &format!("{tag}:{end}"));
    // Tags sort as text, and every value is as long as its fellows: `age:09` before `age:14`, days as 2014-04-28.
    let lowest = || Bound::Included(text(String::new()));
    let highest = || Bound::Included(text("~".to_owned()));
    let value = value.trim().trim_matches(['[', ']']);
    let (lower, upper) = if let Some((from, to)) = value.split_once("..").or_else(|| value.split_once(" TO ")) {
        let from = if from.trim().is_empty() { lowest() } else { Bound::Included(text(ends(from.trim())?.0)) };
        let to = if to.trim().is_empty() { highest() } else { Bound::Included(text(ends(to.trim())?.1)) };
        (from, to)
    } else if let Some(end) = value.strip_prefix("<=") {
        (lowest(), Bound::Included(text(ends(end)?.1)))
    } else if let Some(end) = value.strip_prefix('<') {
        (lowest(), Bound::Excluded(text(ends(end)?.0)))
    } else if let Some(end) = value.strip_prefix(">=") {
        (Bound::Included(text(ends(end)?.0)), highest())
    } else if let Some(end) = value.strip_prefix('>') {
        (Bound::Excluded(text(ends(end)?.1)), highest())
    } else {
        let (first, last) = ends(value)?;
        (Bound::Included(text(first)), Bound::Included(text(last)))
    };
    Some(Asked::Found(Box::new(InvertedIndexRangeQuery::new(lower, upper))))
}

/// The first and last day of a year, a month or a day.
fn day_bounds(text: &str) -> Option<(String, String)> {
    let date: crate::model::PartialDate = text.parse().ok()?;
    Some((date.earliest().to_string(), date.latest().to_string()))
}
