//! What a pattern selects before any law is read: one that nothing, or everything, answers is a mistake of whoever wrote it.

use std::fmt::Display;

use crate::corpus::diagnostic::Code;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Key, Node, Value};
use crate::model::{
    Age, AgeTest, Bounds, Class, FieldAge, FieldTest, Pattern, PenaltyTest, PersonTest, RuleBody, Sanction, StatedOr,
    Word, WordTest,
};

/// Refuses a pattern whose parts together select nothing or everything. A part that does so by itself was refused where it stands.
pub fn refuse_constant(reader: &Reader<'_>, node: &Node, pattern: &Pattern) {
    let parts = match pattern {
        Pattern::All(patterns) | Pattern::Any(patterns) => patterns.as_slice(),
        Pattern::Not(pattern) | Pattern::SameLaw(pattern) | Pattern::OtherLaw(pattern) => {
            std::slice::from_ref(&**pattern)
        }
        _ => &[],
    };
    if parts.iter().any(|part| constant(part).is_some()) {
        return;
    }
    if let Some(why) = constant(pattern) {
        reader.problem(node, Code::EmptyPattern, why, None);
    }
}

/// Why a pattern selects nothing or everything, if it does.
fn constant(pattern: &Pattern) -> Option<String> {
    let opposite = |parts: &[&Pattern]| {
        let denied = |part: &Pattern| parts.iter().any(|other| matches!(other, Pattern::Not(own) if **own == *part));
        parts.iter().any(|part| denied(part))
    };
    match pattern {
        Pattern::Rule(None, tests) if tests.is_empty() => {
            Some("it selects every rule: nothing is asked of it".to_owned())
        }
        Pattern::Not(pattern) => constant(pattern),
        Pattern::All(_) => {
            let parts = parts_of_all(pattern);
            if parts.iter().fold(u16::MAX, |kinds, part| kinds & kinds_of(part)) == 0 {
                return Some("it selects no rule: none is of two kinds at once".to_owned());
            }
            if opposite(&parts) {
                return Some("it selects no rule: one part asks for what another part denies".to_owned());
            }
            let clashing =
                parts.iter().enumerate().find_map(|(at, part)| parts[..at].iter().find_map(|other| clash(part, other)));
            clashing.map(|key| format!("it selects no rule: `{key}` is asked to be two things at once"))
        }
        Pattern::Any(parts) if opposite(&parts.iter().collect::<Vec<_>>()) => {
            Some("it selects every rule: one branch takes what another leaves".to_owned())
        }
        _ => None,
    }
}

fn parts_of_all(pattern: &Pattern) -> Vec<&Pattern> {
    match pattern {
        Pattern::All(patterns) => patterns.iter().flat_map(parts_of_all).collect(),
        pattern => vec![pattern],
    }
}

/// The kinds of rule a pattern can select, a bit each.
fn kinds_of(pattern: &Pattern) -> u16 {
    let all = (1_u16 << RuleBody::KINDS.len()) - 1;
    let bit = |kind: &str| RuleBody::KINDS.iter().position(|known| *known == kind).map_or(all, |at| 1 << at);
    match pattern {
        Pattern::All(patterns) => patterns.iter().fold(all, |kinds, part| kinds & kinds_of(part)),
        Pattern::Any(patterns) => patterns.iter().fold(0, |kinds, part| kinds | kinds_of(part)),
        Pattern::Rule(Some(kind), _) => bit(kind),
        Pattern::Not(pattern) => match &**pattern {
            Pattern::Rule(Some(kind), tests) if tests.is_empty() => all & !bit(kind),
            _ => all,
        },
        _ => all,
    }
}

/// The field of which two patterns ask what cannot both be.
fn clash(a: &Pattern, b: &Pattern) -> Option<&'static str> {
    let (Pattern::Rule(_, a), Pattern::Rule(_, b)) = (a, b) else {
        return None;
    };
    let apart = |a: &FieldTest, b: &FieldTest| match (a, b) {
        (FieldTest::Stated(a), FieldTest::Stated(b)) => a != b,
        (FieldTest::Stated(false), FieldTest::Flag(_) | FieldTest::Choice(_) | FieldTest::Age(_))
        | (FieldTest::Flag(_) | FieldTest::Choice(_) | FieldTest::Age(_), FieldTest::Stated(false)) => true,
        (FieldTest::Flag(a), FieldTest::Flag(b)) => a != b,
        (FieldTest::Choice(a), FieldTest::Choice(b)) => !a.iter().any(|choice| b.contains(choice)),
        _ => false,
    };
    a.iter().find_map(|(key, a)| b.iter().any(|(other, b)| key == other && apart(a, b)).then_some(*key))
}

/// Refuses a key with nothing behind it, here and below: it would be passed over, and the pattern select more than was meant.
pub fn refuse_unsaid(reader: &Reader<'_>, key: &Key, node: &Node) {
    let unsaid = match &node.value {
        Value::Null => true,
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => {
            for (key, node) in entries {
                refuse_unsaid(reader, key, node);
            }
            entries.is_empty()
        }
        _ => false,
    };
    if unsaid {
        let help = "say what it must be, such as `some` or `none`, or leave the key out".to_owned();
        let (message, width) = (format!("`{}` asks nothing", key.name), key.name.chars().count());
        reader.problem_at(key.mark, width, Code::EmptyPattern, message, Some(help));
    }
}

/// Refuses bounds between which nothing lies.
pub fn refuse_bounds<T: PartialOrd + Display>(reader: &Reader<'_>, node: &Node, bounds: &Bounds<T>) {
    if let (Some(below), Some(least)) = (&bounds.below, &bounds.at_least)
        && below <= least
    {
        reader.problem(node, Code::UpsideDown, format!("nothing is below {below} and at least {least}"), None);
    }
}

/// Refuses ages that nobody, or everybody, has.
pub fn refuse_age(reader: &Reader<'_>, node: &Node, test: &AgeTest) {
    refuse_bounds(reader, node, &Bounds { below: test.below, at_least: test.at_least });
    let nobody = |age: Option<Age>| age.is_some_and(|age| age.years() == 0);
    if nobody(test.below) {
        reader.problem(node, Code::ImpossibleAge, "no age lies below 0", None);
    }
    if nobody(test.at_least) {
        let help = "`some` asks whether an age is stated".to_owned();
        reader.problem(node, Code::ImpossibleAge, "every age is 0 or more", Some(help));
    }
}

/// Refuses a person of whom there is none: old enough for the lower age only when too old for the upper.
pub fn refuse_person(reader: &Reader<'_>, node: &Node, test: &PersonTest) {
    let ages = |test: &Option<FieldAge>| match test {
        Some(FieldAge::Is(test)) => *test,
        _ => AgeTest::default(),
    };
    let (under, from) = (ages(&test.under), ages(&test.from));
    let Some(from) = from.is.or(from.at_least) else {
        return;
    };
    let last = under.is.or(under.below);
    if let Some(under) = last.filter(|under| from >= *under) {
        reader.problem(node, Code::UpsideDown, format!("nobody is {from} or more and under {under}"), None);
    }
}

/// Refuses a penalty that no law could give.
pub fn refuse_penalty(reader: &Reader<'_>, node: &Node, test: &PenaltyTest) {
    let refuse = |why: &str| reader.problem(node, Code::EmptyPattern, format!("no penalty is so: {why}"), None);
    if !test.names.is_empty() && test.names.iter().all(|kind| test.lacks.contains(kind)) {
        refuse("what `names` asks for, `lacks` rules out");
    }
    let prison = |asked: Option<StatedOr<_>>| !matches!(asked, None | Some(StatedOr::Stated(false)));
    if test.fine_only == Some(true) {
        let named = !test.names.is_empty() && !test.names.contains(&Sanction::Fine);
        if named || test.lacks.contains(&Sanction::Fine) || prison(test.prison_max) || prison(test.prison_min) {
            refuse("a fine is to be all of it, and more is asked");
        }
        if test.fine_alone == Some(true) {
            refuse("a fine is to be all of it, and one sentence beside others");
        }
    }
    let ends = |least: Option<StatedOr<_>>, most: Option<StatedOr<_>>| match (least, most) {
        (Some(StatedOr::Within(least)), Some(StatedOr::Within(most))) => Some((least, most)),
        _ => None,
    };
    if let Some((least, most)) = ends(test.prison_min, test.prison_max) {
        refuse_bounds(reader, node, &Bounds { below: most.below, at_least: least.at_least });
    }
    let amounts = |test| match test {
        Some(StatedOr::Within(bounds)) => bounds,
        _ => Bounds { below: None, at_least: None },
    };
    let (least, most) = (amounts(test.fine_min), amounts(test.fine_max));
    refuse_bounds(reader, node, &Bounds { below: most.below, at_least: least.at_least });
}

/// Refuses words that no list of words of the class can be.
pub fn refuse_words(reader: &Reader<'_>, node: &Node, class: Class, test: &WordTest) {
    if test.lacks.is_empty() && test.only.is_empty() {
        return;
    }
    let words = reader.words;
    let allowed: Vec<&Word> = words
        .entries()
        .map(|entry| &entry.word)
        .filter(|word| word.class() == class)
        .filter(|word| test.only.is_empty() || test.only.iter().any(|only| words.is_within(word, only)))
        .filter(|word| !test.lacks.iter().any(|lacked| words.is_within(lacked, word)))
        .collect();
    let can = |asked: &Word| allowed.iter().any(|word| words.is_within(word, asked));
    let any = if test.any.is_empty() { !allowed.is_empty() } else { test.any.iter().any(can) };
    if !any || !test.all.iter().all(can) {
        let what = if test.lacks.is_empty() { "only" } else { "lacks" };
        let message = format!("no list of words is so: `{what}` leaves none of those asked for");
        reader.problem(node, Code::EmptyPattern, message, None);
    }
}
