//! What rules, instruments and tests share: scope, doubt, persons, penalties.

use crate::corpus::diagnostic::Code;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Node, Value};
use crate::model::{AgeBand, Amount, Class, Doubt, Force, Penalty, Person, PrisonTerm, Sanction, Scope, Sex, Verified};

/// The keys `shall` and `may`.
pub const FORCE: [(Force, &str); 2] = [(Force::Shall, "shall"), (Force::May, "may")];
/// How sure.
pub const VERIFIED: [(Verified, &str); 3] =
    [(Verified::Text, "text"), (Verified::Secondary, "secondary"), (Verified::Recalled, "recalled")];
const SEX: [(Sex, &str); 2] = [(Sex::Female, "female"), (Sex::Male, "male")];

pub fn scope(reader: &Reader<'_>, node: &Node) -> Option<Scope> {
    let map = reader.map(node, "in, part, community, child, age, sex, settings, offences, except")?;
    let scope = Scope {
        places: map.list("in", Reader::place),
        parts: map.words("part", Class::Part),
        communities: map.words("community", Class::Community),
        child: map.words("child", Class::Role),
        age: map.read("age", age_band),
        sex: map.read("sex", |reader, node| reader.one_of(node, &SEX)),
        settings: map.words("settings", Class::Setting),
        offences: map.words("offences", Class::OffenceClass),
        except: map.read("except", scope).map(Box::new),
    };
    map.finish();
    Some(scope)
}

fn age_band(reader: &Reader<'_>, node: &Node) -> Option<AgeBand> {
    let map = reader.map(node, "from, to")?;
    let band = AgeBand { from: map.read("from", Reader::age), to: map.read("to", Reader::age) };
    map.finish();
    if let (Some(from), Some(to)) = (band.from, band.to)
        && from >= to
    {
        reader.problem(node, Code::UpsideDown, format!("no age lies from {from} to under {to}"), None);
    }
    Some(band)
}

pub fn sex(reader: &Reader<'_>, node: &Node) -> Option<Sex> {
    reader.one_of(node, &SEX)
}

pub fn doubt(reader: &Reader<'_>, node: &Node) -> Option<Doubt> {
    if let Value::Text(_) = node.value {
        return reader.text(node).map(|why| Doubt { why, source: None, presumed_in: true });
    }
    let map = reader.map(node, "why, source, presume")?;
    let doubt = Doubt {
        why: map.require("why", Reader::text)?,
        source: map.read("source", Reader::source),
        presumed_in: map
            .read("presume", |reader, node| reader.one_of(node, &[(true, "in"), (false, "out")]))
            .unwrap_or(true),
    };
    map.finish();
    Some(doubt)
}

pub fn person(reader: &Reader<'_>, node: &Node) -> Option<Person> {
    let map = reader.map(node, "under, from, sex, term, is")?;
    let person = Person {
        under: map.read("under", Reader::ages),
        from: map.read("from", Reader::ages),
        sex: map.read("sex", sex),
        term: map.word("term", Class::Term),
        is: map.words("is", Class::Actor),
    };
    map.finish();
    Some(person)
}

pub fn force(reader: &Reader<'_>, node: &Node) -> Option<Force> {
    reader.one_of(node, &FORCE)
}

pub fn penalty(reader: &Reader<'_>, node: &Node) -> Option<Penalty> {
    let map = reader.map(node, "any_of, prison, fine, death, life ...")?;
    let mut penalty = Penalty {
        any_of: map.list("any_of", |reader, node| {
            Some(reader.items(node).into_iter().filter_map(|item| sanction(reader, item)).collect())
        }),
        prison: map.read("prison", prison),
        fine: map.read("fine", amount),
        force: map.read("force", force),
        level: map.text("level"),
        ..Penalty::default()
    };
    for (kind, key) in Sanction::ALL {
        let Some(node) = map.get(key) else { continue };
        penalty.sanctions.push(kind);
        if kind == Sanction::Whipping
            && let Some(stripes) = reader.map(node, "stripes")
        {
            penalty.stripes = stripes.read("stripes", Reader::number).and_then(|n| u32::try_from(n).ok());
            stripes.finish();
        }
    }
    map.text("note");
    map.finish();
    for kind in penalty.any_of.iter().flatten() {
        if !penalty.sanctions.contains(kind) {
            let message = format!("`any_of` names {}, which the penalty does not give", kind.id());
            reader.problem(node, Code::BadValue, message, Some(format!("add `{}: {{}}`", kind.id())));
        }
    }
    Some(penalty)
}

fn sanction(reader: &Reader<'_>, node: &Node) -> Option<Sanction> {
    let list: Vec<(Sanction, &str)> = Sanction::ALL.to_vec();
    reader.one_of(node, &list)
}

fn prison(reader: &Reader<'_>, node: &Node) -> Option<PrisonTerm> {
    let map = reader.map(node, "min, max, kind")?;
    let term = PrisonTerm {
        min: map.read("min", Reader::term),
        max: map.read("max", Reader::term),
        kind: map
            .read("kind", |reader, node| {
                reader.one_of(node, &[("rigorous", "rigorous"), ("simple", "simple"), ("either", "either")])
            })
            .map(str::to_owned),
    };
    map.finish();
    if let (Some(min), Some(max)) = (term.min, term.max)
        && min > max
    {
        reader.problem(node, Code::UpsideDown, format!("at least {min} but at most {max}"), None);
    }
    Some(term)
}

fn amount(reader: &Reader<'_>, node: &Node) -> Option<Amount> {
    let map = reader.map(node, "min, max (rupees)")?;
    let amount = Amount { min: map.read("min", Reader::number), max: map.read("max", Reader::number) };
    map.finish();
    if let (Some(min), Some(max)) = (amount.min, amount.max)
        && min > max
    {
        reader.problem(node, Code::UpsideDown, format!("at least Rs {min} but at most Rs {max}"), None);
    }
    Some(amount)
}
