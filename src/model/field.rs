//! The fields of each kind of rule under their keys in YAML: what the pattern language can ask about.

use super::age::AgeBySex;
use super::ids::ProvisionRef;
use super::penalty::Penalty;
use super::relation::{RelationTarget, RelationWord};
use super::rule::{Complaint, Force, PermissionAs, Person, RuleBody};
use super::term::Term;
use super::vocabulary::{Class, Word};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One word or several, of a class.
    Words(Class),
    /// An age, or one for each sex.
    Age,
    /// A length of time.
    Term,
    /// `true`, `false`, or not stated.
    Flag,
    /// One of a closed list.
    Choice(&'static [&'static str]),
    /// A person.
    Person,
    /// One penalty, or one a level.
    Penalty,
    /// Who may complain and until when.
    Complaint,
    /// References to instruments or sections.
    Refs,
    /// A text of which only the presence can be asked.
    Text,
}

/// What a rule says in a field.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum FieldValue<'r> {
    Words(&'r [Word]),
    Age(Option<AgeBySex>),
    Term(Option<Term>),
    Flag(Option<bool>),
    Choice(Option<&'static str>),
    Person(Option<&'r Person>),
    Penalties(&'r [Penalty]),
    Complaint(Option<&'r Complaint>),
    Refs(&'r [ProvisionRef]),
    AnyOtherLaw,
    Text(bool),
}

const FORCE: FieldType = FieldType::Choice(&["shall", "may"]);
const MANNER: FieldType =
    FieldType::Choice(&["defence", "exemption", "exception", "waiver", "licence", "authorisation"]);

/// The fields of a kind of rule, each with what it holds; empty for what is no kind.
pub fn fields_of(kind: &str) -> &'static [(&'static str, FieldType)] {
    use FieldType::{Age, Complaint, Flag, Penalty, Person, Refs, Term, Text, Words};
    match kind {
        "definition" => &[
            ("term", Words(Class::Term)),
            ("for", Words(Class::Purpose)),
            ("under", Age),
            ("from_age", Age),
            ("tests", Words(Class::Test)),
            ("at", Words(Class::Moment)),
            ("includes", Words(Class::Feature)),
            ("excludes", Words(Class::Feature)),
        ],
        "minimum_age" => &[
            ("of", Words(Class::Activity)),
            ("age", Age),
            ("or_earlier", Words(Class::Test)),
            ("unless", Words(Class::Condition)),
            ("conditions", Words(Class::Condition)),
        ],
        "prohibition" => &[
            ("act", Words(Class::Act)),
            ("by", Words(Class::Actor)),
            ("victim", Person),
            ("settings", Words(Class::Setting)),
            ("grounds", Words(Class::Condition)),
            ("sanction", Text),
            ("subject_to", Refs),
        ],
        "offence" => &[
            ("act", Words(Class::Act)),
            ("forms", Words(Class::Act)),
            ("by", Words(Class::Actor)),
            ("victim", Person),
            ("settings", Words(Class::Setting)),
            ("penalty", Penalty),
            ("cognizable", Flag),
            ("bailable", Flag),
            ("compoundable", Flag),
            ("complaint", Complaint),
            ("court", Words(Class::Actor)),
            ("consent", FieldType::Choice(&["irrelevant"])),
            ("attempt", Flag),
            ("legal_persons", Flag),
            ("extraterritorial", Flag),
            ("presumption", Words(Class::Condition)),
            ("not_covered", Words(Class::Actor)),
        ],
        "sentence_limit" => {
            &[("bars", Words(Class::Sanction)), ("under", Age), ("at", Words(Class::Moment)), ("max", Term)]
        }
        "permission" => &[
            ("act", Words(Class::Act)),
            ("sanction", Words(Class::Sanction)),
            ("as", MANNER),
            ("by", Words(Class::Actor)),
            ("victim", Person),
            ("settings", Words(Class::Setting)),
            ("from", Refs),
            ("except", Words(Class::Act)),
            ("conditions", Words(Class::Condition)),
            ("or_earlier", Words(Class::Test)),
        ],
        "duty" => &[
            ("bearer", Words(Class::Actor)),
            ("to", Words(Class::Task)),
            ("force", FORCE),
            ("within", Term),
            ("sanction", Flag),
            ("owed_to", Words(Class::Actor)),
            ("settings", Words(Class::Setting)),
        ],
        "right" => &[
            ("whose", Words(Class::Actor)),
            ("to", Words(Class::Entitlement)),
            ("force", FORCE),
            ("free", Flag),
            ("from_age", Age),
            ("to_age", Age),
            ("conditions", Words(Class::Condition)),
            ("refusable_for", Words(Class::Condition)),
            ("not_refusable_for", Words(Class::Condition)),
            ("settings", Words(Class::Setting)),
            ("paid_by", Words(Class::Actor)),
        ],
        "procedure" => &[
            ("in", Words(Class::Proceeding)),
            ("features", Words(Class::Feature)),
            ("bars", Words(Class::Feature)),
            ("force", FORCE),
            ("within", Term),
            ("before", Words(Class::Actor)),
            ("governs", Text),
            ("cognizable", Flag),
            ("bailable", Flag),
            ("compoundable", Flag),
            ("complaint", Complaint),
            ("court", Words(Class::Actor)),
        ],
        "institution" => &[
            ("body", Words(Class::Body)),
            ("functions", Words(Class::FunctionOfBody)),
            ("powers", Words(Class::Power)),
            ("levels", Words(Class::Level)),
            ("members", Words(Class::Actor)),
            ("independent", Flag),
            ("funded", Flag),
            ("set_up_by", Words(Class::Actor)),
            ("force", FORCE),
        ],
        "effect" => &[
            ("of", Words(Class::Status)),
            ("effect", Words(Class::LegalEffect)),
            ("on_motion_of", Words(Class::Actor)),
            ("within", Term),
            ("until_age", Age),
            ("conditions", Words(Class::Condition)),
            ("protects", Words(Class::Entitlement)),
        ],
        "relation" => &[
            ("displaces", Refs),
            ("repeals", Refs),
            ("overrides", Refs),
            ("suspends", Refs),
            ("excludes", Words(Class::Sanction)),
            ("subject_to", Refs),
            ("supplies", Refs),
            ("term", Words(Class::Term)),
            ("when", Words(Class::Condition)),
            ("only", Words(Class::Topic)),
            ("interim", Flag),
        ],
        _ => &[],
    }
}

fn force(force: Option<Force>) -> FieldValue<'static> {
    FieldValue::Choice(force.map(|force| match force {
        Force::Shall => "shall",
        Force::May => "may",
    }))
}

fn manner(manner: PermissionAs) -> &'static str {
    match manner {
        PermissionAs::Defence => "defence",
        PermissionAs::Exemption => "exemption",
        PermissionAs::Exception => "exception",
        PermissionAs::Waiver => "waiver",
        PermissionAs::Licence => "licence",
        PermissionAs::Authorisation => "authorisation",
    }
}

impl RuleBody {
    /// What the rule says under a key of [`fields_of`] its kind; `None` for a key its kind does not have.
    pub fn field(&self, key: &str) -> Option<FieldValue<'_>> {
        use FieldValue::{Age, AnyOtherLaw, Flag, Penalties, Refs, Text, Words};
        let one = std::slice::from_ref::<Word>;
        Some(match (self, key) {
            (RuleBody::Definition(rule), "term") => Words(one(&rule.term)),
            (RuleBody::Definition(rule), "for") => Words(rule.purpose.as_slice()),
            (RuleBody::Definition(rule), "under") => Age(rule.under),
            (RuleBody::Definition(rule), "from_age") => Age(rule.from_age),
            (RuleBody::Definition(rule), "tests") => Words(&rule.tests),
            (RuleBody::Definition(rule), "at") => Words(rule.at.as_slice()),
            (RuleBody::Definition(rule), "includes") => Words(&rule.includes),
            (RuleBody::Definition(rule), "excludes") => Words(&rule.excludes),
            (RuleBody::MinimumAge(rule), "of") => Words(one(&rule.of)),
            (RuleBody::MinimumAge(rule), "age") => Age(Some(rule.age)),
            (RuleBody::MinimumAge(rule), "or_earlier") => Words(&rule.or_earlier),
            (RuleBody::MinimumAge(rule), "unless") => Words(&rule.unless),
            (RuleBody::MinimumAge(rule), "conditions") => Words(&rule.conditions),
            (RuleBody::Prohibition(rule), "act") => Words(&rule.act),
            (RuleBody::Prohibition(rule), "by") => Words(&rule.by),
            (RuleBody::Prohibition(rule), "victim") => FieldValue::Person(rule.victim.as_ref()),
            (RuleBody::Prohibition(rule), "settings") => Words(&rule.settings),
            (RuleBody::Prohibition(rule), "grounds") => Words(&rule.grounds),
            (RuleBody::Prohibition(rule), "sanction") => Text(rule.sanction.is_some()),
            (RuleBody::Prohibition(rule), "subject_to") => Refs(&rule.subject_to),
            (RuleBody::Offence(rule), "act") => Words(&rule.act),
            (RuleBody::Offence(rule), "forms") => Words(&rule.forms),
            (RuleBody::Offence(rule), "by") => Words(&rule.by),
            (RuleBody::Offence(rule), "victim") => FieldValue::Person(rule.victim.as_ref()),
            (RuleBody::Offence(rule), "settings") => Words(&rule.settings),
            (RuleBody::Offence(rule), "penalty") => Penalties(&rule.penalties),
            (RuleBody::Offence(rule), "cognizable") => Flag(rule.cognizable),
            (RuleBody::Offence(rule), "bailable") => Flag(rule.bailable),
            (RuleBody::Offence(rule), "compoundable") => Flag(rule.compoundable),
            (RuleBody::Offence(rule), "complaint") => FieldValue::Complaint(rule.complaint.as_ref()),
            (RuleBody::Offence(rule), "court") => Words(&rule.court),
            (RuleBody::Offence(rule), "consent") => FieldValue::Choice(rule.consent_irrelevant.then_some("irrelevant")),
            (RuleBody::Offence(rule), "attempt") => Flag(rule.attempt),
            (RuleBody::Offence(rule), "legal_persons") => Flag(rule.legal_persons),
            (RuleBody::Offence(rule), "extraterritorial") => Flag(rule.extraterritorial),
            (RuleBody::Offence(rule), "presumption") => Words(&rule.presumption),
            (RuleBody::Offence(rule), "not_covered") => Words(&rule.not_covered),
            (RuleBody::SentenceLimit(rule), "bars") => Words(&rule.bars),
            (RuleBody::SentenceLimit(rule), "under") => Age(rule.under),
            (RuleBody::SentenceLimit(rule), "at") => Words(rule.at.as_slice()),
            (RuleBody::SentenceLimit(rule), "max") => FieldValue::Term(rule.max),
            (RuleBody::Permission(rule), "act") => Words(&rule.act),
            (RuleBody::Permission(rule), "sanction") => Words(&rule.sanction),
            (RuleBody::Permission(rule), "as") => FieldValue::Choice(Some(manner(rule.manner))),
            (RuleBody::Permission(rule), "by") => Words(&rule.by),
            (RuleBody::Permission(rule), "victim") => FieldValue::Person(rule.victim.as_ref()),
            (RuleBody::Permission(rule), "settings") => Words(&rule.settings),
            (RuleBody::Permission(rule), "from") => Refs(rule.from.as_slice()),
            (RuleBody::Permission(rule), "except") => Words(&rule.except),
            (RuleBody::Permission(rule), "conditions") => Words(&rule.conditions),
            (RuleBody::Permission(rule), "or_earlier") => Words(&rule.or_earlier),
            (RuleBody::Duty(rule), "bearer") => Words(&rule.bearer),
            (RuleBody::Duty(rule), "to") => Words(&rule.to),
            (RuleBody::Duty(rule), "force") => force(rule.force),
            (RuleBody::Duty(rule), "within") => FieldValue::Term(rule.within),
            (RuleBody::Duty(rule), "sanction") => Flag(rule.sanction),
            (RuleBody::Duty(rule), "owed_to") => Words(&rule.owed_to),
            (RuleBody::Duty(rule), "settings") => Words(&rule.settings),
            (RuleBody::Right(rule), "whose") => Words(&rule.whose),
            (RuleBody::Right(rule), "to") => Words(&rule.to),
            (RuleBody::Right(rule), "force") => force(rule.force),
            (RuleBody::Right(rule), "free") => Flag(rule.free),
            (RuleBody::Right(rule), "from_age") => Age(rule.from_age),
            (RuleBody::Right(rule), "to_age") => Age(rule.to_age),
            (RuleBody::Right(rule), "conditions") => Words(&rule.conditions),
            (RuleBody::Right(rule), "refusable_for") => Words(&rule.refusable_for),
            (RuleBody::Right(rule), "not_refusable_for") => Words(&rule.not_refusable_for),
            (RuleBody::Right(rule), "settings") => Words(&rule.settings),
            (RuleBody::Right(rule), "paid_by") => Words(&rule.paid_by),
            (RuleBody::Procedure(rule), "in") => Words(&rule.proceedings),
            (RuleBody::Procedure(rule), "features") => Words(&rule.features),
            (RuleBody::Procedure(rule), "bars") => Words(&rule.bars),
            (RuleBody::Procedure(rule), "force") => force(rule.force),
            (RuleBody::Procedure(rule), "within") => FieldValue::Term(rule.within),
            (RuleBody::Procedure(rule), "before") => Words(&rule.before),
            (RuleBody::Procedure(rule), "governs") => Text(rule.governs.is_some()),
            (RuleBody::Procedure(rule), "cognizable") => Flag(rule.cognizable),
            (RuleBody::Procedure(rule), "bailable") => Flag(rule.bailable),
            (RuleBody::Procedure(rule), "compoundable") => Flag(rule.compoundable),
            (RuleBody::Procedure(rule), "complaint") => FieldValue::Complaint(rule.complaint.as_ref()),
            (RuleBody::Procedure(rule), "court") => Words(&rule.court),
            (RuleBody::Institution(rule), "body") => Words(one(&rule.body)),
            (RuleBody::Institution(rule), "functions") => Words(&rule.functions),
            (RuleBody::Institution(rule), "powers") => Words(&rule.powers),
            (RuleBody::Institution(rule), "levels") => Words(&rule.levels),
            (RuleBody::Institution(rule), "members") => Words(&rule.members),
            (RuleBody::Institution(rule), "independent") => Flag(rule.independent),
            (RuleBody::Institution(rule), "funded") => Flag(rule.funded),
            (RuleBody::Institution(rule), "set_up_by") => Words(&rule.set_up_by),
            (RuleBody::Institution(rule), "force") => force(rule.force),
            (RuleBody::Effect(rule), "of") => Words(one(&rule.of)),
            (RuleBody::Effect(rule), "effect") => Words(one(&rule.effect)),
            (RuleBody::Effect(rule), "on_motion_of") => Words(&rule.on_motion_of),
            (RuleBody::Effect(rule), "within") => FieldValue::Term(rule.within),
            (RuleBody::Effect(rule), "until_age") => Age(rule.until_age),
            (RuleBody::Effect(rule), "conditions") => Words(&rule.conditions),
            (RuleBody::Effect(rule), "protects") => Words(&rule.protects),
            (RuleBody::Relation(rule), "term") => Words(rule.term.as_slice()),
            (RuleBody::Relation(rule), "when") => Words(&rule.when),
            (RuleBody::Relation(rule), "only") => Words(&rule.only),
            (RuleBody::Relation(rule), "interim") => Flag(Some(rule.interim)),
            (RuleBody::Relation(rule), key) => {
                let (word, _) = RelationWord::ALL.iter().find(|(_, id)| *id == key)?;
                match &rule.target {
                    _ if rule.word != *word => Refs(&[]),
                    RelationTarget::Refs(refs) => Refs(refs),
                    RelationTarget::AnyOtherLaw => AnyOtherLaw,
                    RelationTarget::Words(list) => Words(list),
                }
            }
            _ => return None,
        })
    }

    /// The words that say what the rule is about: its acts, activity, term, tasks, entitlements, proceedings, functions or status.
    pub fn subjects(&self) -> Vec<&Word> {
        Self::subject_keys(self.kind())
            .iter()
            .filter_map(|key| match self.field(key) {
                Some(FieldValue::Words(words)) => Some(words),
                _ => None,
            })
            .flatten()
            .collect()
    }

    /// The chief of its subjects: the acts, terms or tasks themselves, not the forms they take.
    pub fn matter(&self) -> Vec<&Word> {
        let words = |key| match self.field(key) {
            Some(FieldValue::Words(words)) if !words.is_empty() => Some(words.iter().collect()),
            _ => None,
        };
        Self::subject_keys(self.kind()).iter().copied().find_map(words).unwrap_or_default()
    }

    /// The keys under which a kind of rule says what it is about.
    pub fn subject_keys(kind: &str) -> &'static [&'static str] {
        match kind {
            "definition" => &["term"],
            "minimum_age" | "effect" => &["of"],
            "prohibition" | "offence" => &["act", "forms"],
            "sentence_limit" => &["bars"],
            "permission" => &["act", "sanction"],
            "duty" | "right" => &["to"],
            "procedure" => &["in"],
            "institution" => &["functions", "body"],
            "relation" => &["excludes"],
            _ => &[],
        }
    }
}
