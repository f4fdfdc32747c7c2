//! The tests of requirements: `all`, `any`, and the kinds of leaf.

use crate::corpus::diagnostic::{Code, nearest};
use crate::corpus::map::MapReader;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Node, Value};
use crate::model::{
    Across, Class, DefinitionLeaf, DutyLeaf, EffectLeaf, EntitlesLeaf, InstitutionLeaf, Leaf, LeafKind, MinimumAgeLeaf,
    OffenceLeaf, Over, Pattern, ProcedureLeaf, ProhibitsLeaf, SentenceLeaf, Test, Victims, Word,
};

use super::decides;
use super::pattern::pattern;
use super::shared::{scope, sex};

const LEAVES: [&str; 12] = [
    "definition",
    "minimum_age",
    "prohibits",
    "offence",
    "sentence_limit",
    "entitles",
    "duty",
    "institution",
    "procedure",
    "legal_effect",
    "milestone",
    "rule",
];

/// Reads a test tree.
pub fn test(reader: &Reader<'_>, node: &Node) -> Option<Test> {
    let entries = match &node.value {
        Value::Map(entries) if entries.len() == 1 => entries,
        _ => {
            reader.wrong_shape(node, "a map with one key: `all`, `any` or a leaf");
            return None;
        }
    };
    let (key, body) = &entries[0];
    let before = reader.noted();
    let sound = || reader.noted() == before;
    let branches = || -> Option<Vec<Test>> {
        let found: Vec<Test> = reader.items(body).into_iter().filter_map(|item| test(reader, item)).collect();
        if found.is_empty() {
            reader.problem(body, Code::MissingTest, "no branch stands here", None);
            return None;
        }
        Some(found)
    };
    match &*key.name {
        "all" => {
            let read = branches().map(Test::All)?;
            if sound() {
                decides::together(reader, node, &read);
            }
            Some(read)
        }
        "any" => {
            let read = branches()?;
            if sound() {
                decides::either(reader, body, &read);
            }
            Some(Test::Any(read))
        }
        name if LEAVES.contains(&name) => {
            let map = reader.map(body, "the fields of the leaf")?;
            let leaf = Leaf {
                label: map.text("label"),
                scope: map.read("scope", scope).unwrap_or_default(),
                among: among(&map),
                kind: leaf(&map, name)?,
            };
            map.finish();
            if sound() {
                decides::leaf(reader, name, body, &leaf);
            }
            Some(Test::Leaf(Box::new(leaf)))
        }
        name => {
            let known = LEAVES.iter().copied().chain(["all", "any"]);
            let help = nearest(name, known).map(|near| format!("the nearest is `{near}`"));
            reader.problem_at(key.mark, name.len(), Code::UnknownKey, format!("no leaf is called `{name}`"), help);
            None
        }
    }
}

/// Which rules may speak: `where`, and `law_family`, which is short for `where: {instrument: {family: ..}}`.
fn among(map: &MapReader<'_>) -> Option<Pattern> {
    let family = map.word("law_family", Class::LawFamily).map(Pattern::of_family);
    match (family, map.read("where", pattern)) {
        (Some(family), Some(asked)) => Some(Pattern::All(vec![family, asked])),
        (family, asked) => family.or(asked),
    }
}

fn flag(map: &MapReader<'_>, key: &'static str) -> bool {
    map.bool(key).unwrap_or(false)
}

fn over(map: &MapReader<'_>) -> Over {
    map.read("over", |reader, node| reader.one_of(node, &[(Over::Any, "any"), (Over::Every, "every")]))
        .unwrap_or(Over::Any)
}

fn shall(map: &MapReader<'_>) -> bool {
    map.read("force", |reader, node| reader.one_of(node, &[(true, "shall"), (false, "may")])).unwrap_or(false)
}

/// `none` for no exception at all, or the conditions a standard allows.
fn exceptions(map: &MapReader<'_>) -> Option<Vec<Word>> {
    let node = map.get("exceptions")?;
    match &node.value {
        Value::Text(text) if text == "none" => Some(Vec::new()),
        _ => Some(map.words("exceptions", Class::Condition)),
    }
}

fn leaf(map: &MapReader<'_>, name: &str) -> Option<LeafKind> {
    Some(match name {
        "definition" => LeafKind::Definition(DefinitionLeaf {
            term: map.need_words("term", Class::Term),
            purpose: map.word("for", Class::Purpose),
            under: map.read("under", Reader::age),
            same_for_sexes: flag(map, "same_for_sexes"),
            includes: map.words("includes", Class::Feature),
            no_tests: map.words("no_tests", Class::Test),
            at: map.word("at", Class::Moment),
            uniform: flag(map, "uniform"),
            over: over(map),
        }),
        "minimum_age" => LeafKind::MinimumAge(MinimumAgeLeaf {
            of: map.need_word("of", Class::Activity)?,
            at_least: map.read("at_least", Reader::age),
            contradicted_below: map.read("contradicted_below", Reader::age),
            same_for_sexes: flag(map, "same_for_sexes"),
            exceptions: exceptions(map),
            no_maturity_test: flag(map, "no_maturity_test"),
            conditions: map.words("conditions", Class::Condition),
            not_below: map.words("not_below", Class::Activity),
            across: map.read("across", across).unwrap_or_default(),
            over: over(map),
        }),
        "prohibits" => LeafKind::Prohibits(ProhibitsLeaf {
            act: map.need_words("act", Class::Act),
            settings: map.words("settings", Class::Setting),
            grounds: map.words("grounds", Class::Condition),
            explicit: flag(map, "explicit"),
            no_defence: flag(map, "no_defence"),
            exceptions: exceptions(map).unwrap_or_default(),
            sanction: flag(map, "sanction"),
        }),
        "offence" => LeafKind::Offence(Box::new(offence(map))),
        "sentence_limit" => LeafKind::SentenceLimit(SentenceLeaf {
            bars: map.need_words("bars", Class::Sanction),
            under: map.require("under", Reader::age)?,
            at: map.word("at", Class::Moment),
            no_exceptions: flag(map, "no_exceptions"),
            over_special_laws: map.words("over_special_laws", Class::LawFamily),
        }),
        "entitles" => LeafKind::Entitles(EntitlesLeaf {
            who: map.need_word("who", Class::Actor)?,
            to: map.need_words("to", Class::Entitlement),
            free: flag(map, "free"),
            from_age: map.read("from_age", Reader::age),
            to_age: map.read("to_age", Reader::age),
            shall: shall(map),
            not_refused_for: map.words("not_refused_for", Class::Condition),
            explicit: flag(map, "explicit"),
            grounds_only: flag(map, "grounds_only"),
            settings: map.words("settings", Class::Setting),
        }),
        "duty" => LeafKind::Duty(DutyLeaf {
            bearer: map.words("bearer", Class::Actor),
            to: map.need_words("to", Class::Task),
            shall: shall(map),
            within: map.read("within", Reader::term),
            sanction: flag(map, "sanction"),
            settings: map.words("settings", Class::Setting),
        }),
        "institution" => LeafKind::Institution(InstitutionLeaf {
            function: map.need_word("function", Class::FunctionOfBody)?,
            levels: map.words("levels", Class::Level),
            powers: map.words("powers", Class::Power),
            members: map.words("members", Class::Actor),
            independent: flag(map, "independent"),
            funded: flag(map, "funded"),
            in_fact: flag(map, "in_fact"),
        }),
        "procedure" => LeafKind::Procedure(ProcedureLeaf {
            proceedings: map.need_words("in", Class::Proceeding),
            requires: map.words("requires", Class::Feature),
            bars: map.words("bars", Class::Feature),
            explicit: flag(map, "explicit"),
            within: map.read("within", Reader::term),
            before: map.words("before", Class::Actor),
        }),
        "legal_effect" if map.get("family").is_some() => LeafKind::Prevails {
            family: map.need_word("family", Class::LawFamily)?,
            over: map.need_words("prevails_over", Class::LawFamily),
        },
        "legal_effect" => LeafKind::LegalEffect(EffectLeaf {
            of: map.need_word("of", Class::Status)?,
            effect: map.words("effect", Class::LegalEffect),
            on_motion_of: map.words("on_motion_of", Class::Actor),
            protects: map.words("protects", Class::Entitlement),
        }),
        "milestone" => LeafKind::Milestone {
            of: map.need_word("of", Class::Milestone)?,
            family: map.word("family", Class::LawFamily),
        },
        _ => {
            map.need("where");
            LeafKind::Rule { what: map.require("what", Reader::text)?, absent: flag(map, "absent") }
        }
    })
}

fn across(reader: &Reader<'_>, node: &Node) -> Option<Across> {
    let map = reader.map(node, "community, offences, settings")?;
    let across = Across {
        communities: map.words("community", Class::Community),
        offences: map.words("offences", Class::OffenceClass),
        settings: map.words("settings", Class::Setting),
    };
    map.finish();
    Some(across)
}

fn offence(map: &MapReader<'_>) -> OffenceLeaf {
    let victims = map.get("victims").and_then(|node| map.reader.map(node, "under, sexes"));
    let victims = victims.map_or_else(Victims::default, |person| {
        let victims = Victims { under: person.read("under", Reader::age), sexes: person.list("sexes", sex) };
        person.finish();
        victims
    });
    let yardstick = map.get("yardstick").and_then(|node| map.reader.map(node, "prison_max"));
    let prison_yardstick = yardstick.and_then(|yardstick| {
        let term = yardstick.require("prison_max", Reader::term);
        yardstick.finish();
        term
    });
    OffenceLeaf {
        act: map.need_words("act", Class::Act),
        if_any: flag(map, "if_any"),
        includes: map.words("includes", Class::Act),
        victims,
        by: map.words("by", Class::Actor),
        settings: map.words("settings", Class::Setting),
        not_fine_only: flag(map, "not_fine_only"),
        cognizable: flag(map, "cognizable"),
        not_compoundable: map.bool("compoundable") == Some(false),
        consent_irrelevant: flag(map, "consent_irrelevant"),
        open_complaint: flag(map, "open_complaint"),
        no_time_bar: flag(map, "no_time_bar"),
        no_exemption_for: map.words("no_exemption_for", Class::Actor),
        spares: map.words("spares", Class::Actor),
        attempt: flag(map, "attempt"),
        legal_persons: flag(map, "legal_persons"),
        extraterritorial: flag(map, "extraterritorial"),
        prison_yardstick,
    }
}
