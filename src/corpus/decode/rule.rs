//! The twelve kinds of rule.

use crate::corpus::diagnostic::{Code, nearest};
use crate::corpus::map::MapReader;
use crate::corpus::read::Reader;
use crate::corpus::yaml::{Node, Value};
use crate::model::{
    Class, Complaint, Definition, Duty, Effect, Exception, InstitutionRule, Interval, MinimumAge, Offence, Permission,
    PermissionAs, Procedure, Prohibition, ProvisionRef, Relation, RelationTarget, RelationWord, Right, Rule, RuleBody,
    Scope, SentenceLimit, Word,
};

use super::readings::readings;
use super::shared::{VERIFIED, doubt, force, penalty, person, scope};

/// Reads `{kind: {...}}`.
pub fn rule(reader: &Reader<'_>, node: &Node) -> Option<Rule> {
    let entries = match &node.value {
        Value::Map(entries) if entries.len() == 1 => entries,
        _ => {
            reader.wrong_shape(node, "a map with one key, the rule's kind");
            return None;
        }
    };
    let (kind, body) = &entries[0];
    let mut bodies = Vec::new();
    let mut whys = Vec::new();
    let mut common = None;
    for (why, reading) in readings(body) {
        let map = reader.map(&reading, "the fields of the rule")?;
        let read = body_of(&map, &kind.name);
        let shared = Common::read(&map);
        if read.is_none() && !RuleBody::KINDS.contains(&&*kind.name) {
            let near = nearest(&kind.name, RuleBody::KINDS).map(|near| format!("the nearest kind is `{near}`"));
            let width = kind.name.chars().count();
            reader.problem_at(kind.mark, width, Code::UnknownKey, format!("no rule is called `{}`", kind.name), near);
            return None;
        }
        // What a broken field left unread is not a second problem.
        let body = read?;
        map.finish();
        bodies.push(body);
        whys.push(why);
        common.get_or_insert(shared);
    }
    let Common { scope, doubt, exceptions, note, verified } = common?;
    Some(Rule { bodies, whys, scope, doubt, exceptions, note, verified })
}

struct Common {
    scope: Scope,
    doubt: Option<crate::model::Doubt>,
    exceptions: Vec<Exception>,
    note: Option<String>,
    verified: Option<crate::model::Verified>,
}

impl Common {
    fn read(map: &MapReader<'_>) -> Self {
        map.read("source", Reader::source);
        Self {
            scope: map.read("scope", scope).unwrap_or_default(),
            doubt: map.read("doubt", doubt),
            exceptions: map.list("exceptions", exception),
            note: map.text("note"),
            verified: map.read("verified", |reader, node| reader.one_of(node, &VERIFIED)),
        }
    }
}

fn exception(reader: &Reader<'_>, node: &Node) -> Option<Exception> {
    if let Value::Text(_) = node.value {
        let what = reader.word(node, Class::Condition)?;
        return Some(Exception { what, age: None, by: Vec::new(), conditions: Vec::new(), section: None });
    }
    let map = reader.map(node, "what, age, by, conditions, section")?;
    let exception = Exception {
        what: map.need_word("what", Class::Condition)?,
        age: map.read("age", Reader::ages),
        by: map.words("by", Class::Actor),
        conditions: map.words("conditions", Class::Condition),
        section: map.text("section"),
    };
    map.finish();
    Some(exception)
}

fn body_of(map: &MapReader<'_>, kind: &str) -> Option<RuleBody> {
    Some(match kind {
        "definition" => RuleBody::Definition(definition(map)?),
        "minimum_age" => RuleBody::MinimumAge(MinimumAge {
            of: map.need_word("of", Class::Activity)?,
            age: map.require("age", Reader::ages)?,
            or_earlier: map.words("or_earlier", Class::Test),
            unless: map.words("unless", Class::Condition),
            conditions: map.words("conditions", Class::Condition),
        }),
        "prohibition" => RuleBody::Prohibition(Prohibition {
            act: map.need_words("act", Class::Act),
            by: map.words("by", Class::Actor),
            victim: map.read("victim", person),
            settings: map.words("settings", Class::Setting),
            grounds: map.words("grounds", Class::Condition),
            sanction: map.text("sanction"),
            subject_to: map.refs("subject_to"),
        }),
        "offence" => RuleBody::Offence(Box::new(offence(map))),
        "sentence_limit" => RuleBody::SentenceLimit(SentenceLimit {
            bars: map.words("bars", Class::Sanction),
            under: map.read("under", Reader::ages),
            at: map.word("at", Class::Moment),
            max: map.read("max", Reader::term),
        }),
        "permission" => RuleBody::Permission(Box::new(permission(map)?)),
        "duty" => RuleBody::Duty(Duty {
            bearer: map.words("bearer", Class::Actor),
            to: map.need_words("to", Class::Task),
            force: map.read("force", force),
            within: map.read("within", Reader::term),
            sanction: map.read("sanction", sanction),
            owed_to: map.words("owed_to", Class::Actor),
            settings: map.words("settings", Class::Setting),
        }),
        "right" => RuleBody::Right(Right {
            whose: map.need_words("whose", Class::Actor),
            to: map.need_words("to", Class::Entitlement),
            force: map.read("force", force),
            free: map.bool("free"),
            from_age: map.read("from_age", Reader::ages),
            to_age: map.read("to_age", Reader::ages),
            conditions: map.words("conditions", Class::Condition),
            refusable_for: map.words("refusable_for", Class::Condition),
            not_refusable_for: map.words("not_refusable_for", Class::Condition),
            settings: map.words("settings", Class::Setting),
            paid_by: map.words("paid_by", Class::Actor),
        }),
        "procedure" => RuleBody::Procedure(Box::new(procedure(map))),
        "institution" => RuleBody::Institution(InstitutionRule {
            body: map.need_word("body", Class::Body)?,
            functions: map.words("functions", Class::FunctionOfBody),
            powers: map.words("powers", Class::Power),
            levels: map.words("levels", Class::Level),
            members: map.words("members", Class::Actor),
            independent: map.bool("independent"),
            funded: map.bool("funded"),
            set_up_by: map.words("set_up_by", Class::Actor),
            force: map.read("force", force),
        }),
        "effect" => RuleBody::Effect(effect(map)?),
        "relation" => RuleBody::Relation(relation(map)?),
        _ => return None,
    })
}

fn definition(map: &MapReader<'_>) -> Option<Definition> {
    Some(Definition {
        term: map.need_word("term", Class::Term)?,
        purpose: map.word("for", Class::Purpose),
        under: map.read("under", Reader::ages),
        from_age: map.read("from_age", Reader::ages),
        tests: map.words("tests", Class::Test),
        at: map.word("at", Class::Moment),
        includes: map.words("includes", Class::Feature),
        excludes: map.words("excludes", Class::Feature),
    })
}

/// A section that punishes, or `true` where one does and `false` where the text says that none does.
fn sanction(reader: &Reader<'_>, node: &Node) -> Option<bool> {
    match &node.value {
        Value::Text(_) => Some(true),
        _ => reader.bool(node),
    }
}

fn complaint(reader: &Reader<'_>, node: &Node) -> Option<Complaint> {
    let map = reader.map(node, "by, within")?;
    let complaint = Complaint { by: map.words("by", Class::Actor), within: map.read("within", Reader::term) };
    map.finish();
    Some(complaint)
}

fn offence(map: &MapReader<'_>) -> Offence {
    let consent = map.read("consent", |reader, node| reader.one_of(node, &[(true, "irrelevant"), (false, "relevant")]));
    Offence {
        act: map.need_words("act", Class::Act),
        forms: map.words("forms", Class::Act),
        by: map.words("by", Class::Actor),
        victim: map.read("victim", person),
        settings: map.words("settings", Class::Setting),
        penalties: map.list("penalty", penalty),
        cognizable: map.bool("cognizable"),
        bailable: map.bool("bailable"),
        compoundable: map.bool("compoundable"),
        complaint: map.read("complaint", complaint),
        court: map.words("court", Class::Actor),
        consent_irrelevant: consent == Some(true),
        attempt: map.bool("attempt"),
        legal_persons: map.bool("legal_persons"),
        extraterritorial: map.bool("extraterritorial"),
        presumption: map.words("presumption", Class::Condition),
        not_covered: map.words("not_covered", Class::Actor),
    }
}

fn permission(map: &MapReader<'_>) -> Option<Permission> {
    const MANNERS: [(PermissionAs, &str); 6] = [
        (PermissionAs::Defence, "defence"),
        (PermissionAs::Exemption, "exemption"),
        (PermissionAs::Exception, "exception"),
        (PermissionAs::Waiver, "waiver"),
        (PermissionAs::Licence, "licence"),
        (PermissionAs::Authorisation, "authorisation"),
    ];
    let permission = Permission {
        act: map.words("act", Class::Act),
        sanction: map.words("sanction", Class::Sanction),
        manner: map.require("as", |reader, node| reader.one_of(node, &MANNERS))?,
        by: map.words("by", Class::Actor),
        victim: map.read("victim", person),
        settings: map.words("settings", Class::Setting),
        from: map.read("from", cut_into),
        except: map.words("except", Class::Act),
        conditions: map.words("conditions", Class::Condition),
        or_earlier: map.words("or_earlier", Class::Test),
    };
    map.text("effect");
    if permission.act.is_empty() && permission.sanction.is_empty() && map.get("act").is_none() {
        map.reader.problem(map.node, Code::MissingKey, "a permission needs an `act` or a `sanction`", None);
    }
    Some(permission)
}

/// The rule a permission cuts into: a section of the same instrument, or a full reference.
fn cut_into(reader: &Reader<'_>, node: &Node) -> Option<ProvisionRef> {
    let text = reader.text(node)?;
    if text.contains(':') || text.contains('/') {
        reader.reference(node)
    } else {
        Some(ProvisionRef::parse(&format!(":{text}")))
    }
}

fn procedure(map: &MapReader<'_>) -> Procedure {
    let governs = map.read("governs", |reader, node| match &node.value {
        Value::Text(text) if text == "all" => Some(Vec::new()),
        _ => Some(reader.items(node).into_iter().filter_map(|item| reader.text(item)).collect()),
    });
    Procedure {
        proceedings: map.need_words("in", Class::Proceeding),
        features: map.words("features", Class::Feature),
        bars: map.words("bars", Class::Feature),
        force: map.read("force", force),
        within: map.read("within", Reader::term),
        before: map.words("before", Class::Actor),
        governs,
        cognizable: map.bool("cognizable"),
        bailable: map.bool("bailable"),
        compoundable: map.bool("compoundable"),
        complaint: map.read("complaint", complaint),
        court: map.words("court", Class::Actor),
    }
}

fn effect(map: &MapReader<'_>) -> Option<Effect> {
    let mut until_age = None;
    let within = map.read("within", |reader, node| match node.value {
        Value::Map(_) => None,
        _ => reader.term(node),
    });
    if let Some(node) = map.get("within")
        && let Value::Map(_) = node.value
        && let Some(limit) = map.reader.map(node, "until_age")
    {
        until_age = limit.read("until_age", Reader::ages);
        limit.finish();
    }
    Some(Effect {
        of: map.need_word("of", Class::Status)?,
        effect: map.need_word("effect", Class::LegalEffect)?,
        on_motion_of: map.words("on_motion_of", Class::Actor),
        within,
        until_age,
        conditions: map.words("conditions", Class::Condition),
        protects: map.words("protects", Class::Entitlement),
    })
}

fn relation(map: &MapReader<'_>) -> Option<Relation> {
    let mut word = None;
    let mut target = RelationTarget::Refs(Vec::new());
    for (candidate, key) in RelationWord::ALL {
        let Some(node) = map.get(key) else { continue };
        if word.is_some() {
            map.reader.problem(node, Code::WrongShape, "a relation has one word", None);
        }
        word = Some(candidate);
        target = match (&node.value, candidate) {
            (Value::Text(text), _) if text == "any-other-law" => RelationTarget::AnyOtherLaw,
            (_, RelationWord::Excludes) => {
                let words: Vec<Word> = map
                    .reader
                    .items(node)
                    .into_iter()
                    .filter_map(|item| map.reader.word(item, Class::Sanction))
                    .collect();
                RelationTarget::Words(words)
            }
            _ => RelationTarget::Refs(
                map.reader.items(node).into_iter().filter_map(|item| map.reader.reference(item)).collect(),
            ),
        };
    }
    let Some(word) = word else {
        let keys: Vec<&str> = RelationWord::ALL.iter().map(|(_, key)| *key).collect();
        map.reader.problem(map.node, Code::MissingKey, "a relation needs one of its words", Some(keys.join(", ")));
        return None;
    };
    let to = map.read("until", |reader, node| match &node.value {
        Value::Text(text) if text == "unknown" => None,
        _ => reader.date(node),
    });
    let from = match word {
        // For `supplies`, `from` names the section that lends.
        RelationWord::Supplies => None,
        _ => map.read("from", Reader::date),
    };
    if word == RelationWord::Supplies
        && let Some(lender) = map.read("from", Reader::reference)
        && let RelationTarget::Refs(refs) = &mut target
    {
        refs.push(lender);
    }
    let interval = Interval { from, to };
    map.check_interval(interval);
    Some(Relation {
        word,
        target,
        of: map.read("of", cut_into),
        term: map.word("term", Class::Term),
        when: map.words("when", Class::Condition),
        only: map.words("only", Class::Topic),
        interval,
        interim: map.bool("interim").unwrap_or(false),
        winner: map.read("winner", Reader::reference),
    })
}
