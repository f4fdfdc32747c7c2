//! Whether a test can decide: a leaf that asks nothing, a requirement that no law could meet, one that no law could fail. All of it is known before any law is read.

use crate::corpus::diagnostic::Code;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Node, Value};
use crate::model::{
    Age, EffectLeaf, EntitlesLeaf, FieldTest, Leaf, LeafKind, MinimumAgeLeaf, OffenceLeaf, Over, Pattern,
    ProcedureLeaf, Term, Test, Unit, Vocabulary, Word,
};

/// The age at which a child is none any more (CRC art. 1).
const OF_AGE: u8 = 18;

/// Keys of a leaf that ask something only beside another.
const ONLY_BESIDE: [(&str, &str, &[&str]); 5] = [
    ("minimum_age", "contradicted_below", &["at_least", "not_below"]),
    ("prohibits", "explicit", &["settings"]),
    ("entitles", "explicit", &["not_refused_for"]),
    ("entitles", "grounds_only", &["not_refused_for"]),
    ("procedure", "explicit", &["bars"]),
];

/// Refuses a leaf that cannot decide.
pub fn leaf(reader: &Reader<'_>, name: &str, node: &Node, leaf: &Leaf) {
    // Where a key asks nothing, that the leaf does not either is no second mistake.
    if !unsaid(reader, name, node) && !has_points(&leaf.kind) {
        let message = format!("this `{name}` names its subject and asks nothing of it");
        reader.problem(node, Code::AsksNothing, message, Some("add what must hold, or take the leaf out".to_owned()));
    }
    if leaf.scope.except.as_ref().is_some_and(|except| {
        let all = crate::model::Scope { except: None, ..leaf.scope.clone() };
        except.reach(&all, reader.words) == crate::model::Reach::Full
    }) {
        let message = "the scope takes out again everyone whom it names";
        reader.problem(node.get("scope").unwrap_or(node), Code::NeverMet, message, None);
    }
    ages(reader, node, &leaf.kind);
    within(reader, node, &leaf.kind);
    against_itself(reader, node, &leaf.kind);
}

/// Notes the keys that ask nothing; whether there are any.
fn unsaid(reader: &Reader<'_>, name: &str, node: &Node) -> bool {
    let Value::Map(entries) = &node.value else {
        return false;
    };
    let mut found = false;
    let mut note = |node: &Node, message: String, help: &str| {
        reader.problem(node, Code::AsksNothing, message, Some(help.to_owned()));
        found = true;
    };
    for (key, value) in entries {
        let key = &*key.name;
        let silent = match (&value.value, key) {
            (Value::Null, _) => true,
            (Value::List(items), _) => items.is_empty(),
            (Value::Map(entries), _) => entries.is_empty(),
            (Value::Bool(said), "compoundable") => *said,
            (Value::Bool(said), key) => !said && key != "absent",
            (Value::Text(said), "force") => said == "may",
            _ => false,
        };
        if silent {
            note(value, format!("`{key}` asks nothing so"), "say what is asked, or leave the key out");
        }
        let beside = ONLY_BESIDE.iter().find(|(leaf, own, _)| *leaf == name && *own == key);
        if let Some((_, _, others)) = beside.filter(|(_, _, others)| others.iter().all(|key| node.get(key).is_none())) {
            note(
                value,
                format!("`{key}` asks nothing without `{}`", others.join("` or `")),
                "add it, or leave this out",
            );
        }
    }
    if let Some(victims) = node.get("victims").filter(|victims| victims.get("sexes").is_none()) {
        note(victims, "`victims` asks nothing without `sexes`".to_owned(), "add `sexes: [female, male]`");
    }
    found
}

/// Whether a leaf asks any point.
fn has_points(kind: &LeafKind) -> bool {
    match kind {
        LeafKind::Definition(leaf) => {
            leaf.under.is_some()
                || leaf.at.is_some()
                || leaf.uniform
                || !leaf.includes.is_empty()
                || !leaf.no_tests.is_empty()
        }
        LeafKind::MinimumAge(leaf) => {
            let MinimumAgeLeaf { at_least, exceptions, no_maturity_test, conditions, not_below, across, .. } = leaf;
            at_least.is_some()
                || exceptions.is_some()
                || *no_maturity_test
                || leaf.same_for_sexes && leaf.over == Over::Every
                || !(conditions.is_empty() && not_below.is_empty() && across.cells().is_empty())
        }
        LeafKind::Offence(leaf) => !leaf.if_any || asks_of_offence(leaf),
        LeafKind::Entitles(leaf) => {
            let EntitlesLeaf { grounds_only, free, from_age, to_age, not_refused_for, settings, .. } = leaf;
            !grounds_only
                || *free
                || from_age.is_some()
                || to_age.is_some()
                || !(not_refused_for.is_empty() && settings.is_empty())
        }
        LeafKind::Procedure(leaf) => {
            let ProcedureLeaf { requires, bars, within, before, .. } = leaf;
            within.is_some() || !(requires.is_empty() && bars.is_empty() && before.is_empty())
        }
        LeafKind::LegalEffect(leaf) => {
            !(leaf.effect.is_empty() && leaf.on_motion_of.is_empty() && leaf.protects.is_empty())
        }
        _ => true,
    }
}

fn asks_of_offence(leaf: &OffenceLeaf) -> bool {
    let flags = [
        leaf.not_fine_only,
        leaf.cognizable,
        leaf.not_compoundable,
        leaf.consent_irrelevant,
        leaf.open_complaint,
        leaf.no_time_bar,
        leaf.attempt,
        leaf.legal_persons,
        leaf.extraterritorial,
        !leaf.victims.sexes.is_empty(),
    ];
    let lists = [&leaf.includes, &leaf.by, &leaf.settings, &leaf.no_exemption_for, &leaf.spares];
    flags.contains(&true) || lists.iter().any(|list| !list.is_empty())
}

/// Ages at which nobody is a child, ages that everybody has, spans that are upside down.
fn ages(reader: &Reader<'_>, node: &Node, kind: &LeafKind) {
    let at = |key: &str| node.get(key).unwrap_or(node);
    let of_child = |node: &Node, age: Age| {
        if age.years() > OF_AGE {
            let help = Some(format!("a child is below {OF_AGE} (CRC art. 1)"));
            reader.problem(node, Code::ImpossibleAge, format!("nobody is a child up to {age}"), help);
        }
    };
    let not_zero = |node: &Node, age: Age| {
        if age.years() == 0 {
            reader.problem(node, Code::NeverFailed, "no law could fail it: every age is 0 or more", None);
        }
    };
    let of_leaf = match kind {
        LeafKind::Definition(leaf) => leaf.under.map(|age| (at("under"), age)),
        LeafKind::SentenceLimit(leaf) => Some((at("under"), leaf.under)),
        LeafKind::Offence(leaf) => leaf.victims.under.map(|age| (at("victims").get("under").unwrap_or(node), age)),
        _ => None,
    };
    if let Some((node, age)) = of_leaf {
        of_child(node, age);
        not_zero(node, age);
    }
    match kind {
        LeafKind::MinimumAge(MinimumAgeLeaf { at_least: Some(least), contradicted_below, .. }) => {
            not_zero(at("at_least"), *least);
            if let Some(contrary) = contradicted_below.filter(|contrary| contrary > least) {
                let message = format!("an age of {least} would meet it and, being below {contrary}, be its contrary");
                let help = format!("at most {least}");
                reader.problem(at("contradicted_below"), Code::UpsideDown, message, Some(help));
            }
        }
        LeafKind::Entitles(EntitlesLeaf { from_age, to_age: Some(to), .. }) => {
            not_zero(at("to_age"), *to);
            if let Some(from) = from_age.filter(|from| from >= to && to.years() > 0) {
                reader.problem(at("to_age"), Code::UpsideDown, format!("no age lies from {from} to under {to}"), None);
            }
        }
        _ => {}
    }
}

/// Time limits that limit nothing, and those that nobody can keep.
fn within(reader: &Reader<'_>, node: &Node, kind: &LeafKind) {
    let (LeafKind::Duty(crate::model::DutyLeaf { within: Some(limit), .. })
    | LeafKind::Procedure(ProcedureLeaf { within: Some(limit), .. })) = kind
    else {
        return;
    };
    let at = node.get("within").unwrap_or(node);
    if *limit == Term::new(0, Unit::Day) {
        reader.problem(at, Code::NeverMet, "no law could meet it: nothing is done in no time", None);
    } else if *limit >= Term::new(u32::from(OF_AGE), Unit::Year) {
        let message = format!("no law could fail it: {limit} is as long as a childhood");
        reader.problem(at, Code::NeverFailed, message, None);
    }
}

/// Points of one leaf of which the one is the contrary of the other.
fn against_itself(reader: &Reader<'_>, node: &Node, kind: &LeafKind) {
    let words = reader.words;
    match kind {
        LeafKind::LegalEffect(leaf) if leaf.effect.is_empty() && !leaf.on_motion_of.is_empty() => {
            let message = "no law could meet it: `on_motion_of` asks of the effects under `effect`, and there is none";
            reader.problem(node.get("on_motion_of").unwrap_or(node), Code::NeverMet, message, None);
        }
        LeafKind::Prevails { family, over } => {
            if let Some(own) = over.iter().find(|own| words.are_related(own, family)) {
                let message = format!("no law could meet it: `{own}` does not prevail over itself");
                reader.problem(node.get("prevails_over").unwrap_or(node), Code::NeverMet, message, None);
            }
        }
        kind => {
            if let Some(clash) = clash(kind, kind, words) {
                reader.problem(node, Code::NeverMet, format!("no law could meet it: {clash}"), None);
            }
        }
    }
}

/// Refuses branches of which all must hold and two cannot.
pub fn together(reader: &Reader<'_>, node: &Node, test: &Test) {
    let leaves = leaves_of_all(node, test);
    for (at, (second, b)) in leaves.iter().enumerate() {
        for (first, a) in leaves[..at].iter().filter(|(_, a)| a.scope == b.scope) {
            let found = against(a, b, reader.words).or_else(|| against(b, a, reader.words));
            if let Some(clash) = found {
                let message = format!("no law could meet it beside line {}: {clash}", first.mark.line);
                reader.problem(second, Code::NeverMet, message, None);
            }
        }
    }
}

/// Refuses branches of which one always holds.
pub fn either(reader: &Reader<'_>, node: &Node, branches: &[Test]) {
    let rules = branches.iter().filter_map(|branch| match branch {
        Test::Leaf(leaf) => match &leaf.kind {
            LeafKind::Rule { absent, .. } => Some((*absent, leaf)),
            _ => None,
        },
        _ => None,
    });
    let rules: Vec<_> = rules.collect();
    let opposite = rules.iter().any(|(absent, leaf)| {
        rules.iter().any(|(other, own)| absent != other && leaf.among == own.among && leaf.scope == own.scope)
    });
    if opposite {
        let message = "no law could fail it: one branch asks for a rule, another for its absence";
        reader.problem(node, Code::NeverFailed, message, None);
    }
}

/// The leaves that must all hold, each with its place.
fn leaves_of_all<'n, 't>(node: &'n Node, test: &'t Test) -> Vec<(&'n Node, &'t Leaf)> {
    let Value::Map(entries) = &node.value else {
        return Vec::new();
    };
    match (test, entries.as_slice()) {
        (Test::Leaf(leaf), [(_, body)]) => vec![(body, leaf)],
        (Test::All(tests), [(_, body)]) => {
            let items: Vec<&'n Node> = match &body.value {
                Value::List(items) => items.iter().collect(),
                _ => vec![body],
            };
            items.into_iter().zip(tests).flat_map(|(node, test)| leaves_of_all(node, test)).collect()
        }
        _ => Vec::new(),
    }
}

/// Why what one leaf asks for is what another rules out.
fn against(a: &Leaf, b: &Leaf, words: &Vocabulary) -> Option<String> {
    if let (LeafKind::Rule { absent: true, .. }, Some(pattern)) = (&b.kind, &b.among) {
        let wanted = match (&a.kind, &a.among) {
            (LeafKind::Rule { absent: false, .. }, Some(own)) => own == pattern,
            (LeafKind::Rule { .. }, _) => false,
            (kind, _) => needs(kind, pattern, words),
        };
        return wanted.then(|| "the one asks for a rule that the other wants absent".to_owned());
    }
    (a.among == b.among).then(|| clash(&a.kind, &b.kind, words))?
}

/// Whether each rule that could meet a leaf is one that a pattern selects: of the kind, on the subject asked for, and nothing more.
fn needs(kind: &LeafKind, pattern: &Pattern, words: &Vocabulary) -> bool {
    let (own, key, subjects): (_, _, Vec<&Word>) = match kind {
        LeafKind::Duty(leaf) => ("duty", "to", leaf.to.iter().collect()),
        LeafKind::Entitles(leaf) if !leaf.grounds_only => ("right", "to", leaf.to.iter().collect()),
        LeafKind::Institution(leaf) => ("institution", "functions", vec![&leaf.function]),
        LeafKind::MinimumAge(leaf) if leaf.at_least.is_some() => ("minimum_age", "of", vec![&leaf.of]),
        LeafKind::Offence(leaf) if !leaf.if_any => ("offence", "act", Vec::new()),
        _ => return false,
    };
    match pattern {
        Pattern::Rule(Some(kind), tests) if *kind == own => match tests.as_slice() {
            [] => true,
            [(asked, FieldTest::Words(test))] if *asked == key => {
                let plain = test.all.is_empty() && test.only.is_empty() && test.lacks.is_empty();
                let named = |subject: &&Word| test.any.iter().any(|word| words.is_within(subject, word));
                plain && test.reaches.is_empty() && test.stated.is_none() && subjects.iter().any(named)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Why no law could meet both of two questions, the first asking and the second ruling out.
fn clash(a: &LeafKind, b: &LeafKind, words: &Vocabulary) -> Option<String> {
    match (a, b) {
        (LeafKind::Procedure(a), LeafKind::Procedure(b)) => {
            let read_by_both = a.proceedings.iter().all(|own| words.takes_in(&b.proceedings, own));
            let barred = a.requires.iter().find(|feature| read_by_both && words.takes_in(&b.bars, feature));
            barred.map(|feature| format!("`{feature}` is asked for and barred"))
        }
        (LeafKind::Offence(a), LeafKind::Offence(b)) if a.act == b.act => {
            let spared = a.by.iter().chain(&a.no_exemption_for).find(|person| b.spares.contains(person));
            spared.map(|person| format!("`{person}` is to be punishable and to be spared"))
        }
        (LeafKind::LegalEffect(a), LeafKind::LegalEffect(b)) if a.of == b.of => opposed(a, b, words),
        _ => None,
    }
}

/// Whether every effect that would meet the one is the contrary of what the other asks.
fn opposed(a: &EffectLeaf, b: &EffectLeaf, words: &Vocabulary) -> Option<String> {
    let meets = |asked: &EffectLeaf, effect: &Word| words.takes_in(&asked.effect, effect);
    let mut meeting = words.entries().filter(|entry| meets(a, &entry.word)).peekable();
    meeting.peek()?;
    let contrary =
        meeting.all(|entry| !meets(b, &entry.word) && b.effect.iter().any(|asked| entry.contrary_to.contains(asked)));
    contrary.then(|| format!("{} is the contrary of {}", words.labels(&a.effect), words.labels(&b.effect)))
}
