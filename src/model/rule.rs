//! Rules: what a provision says, in twelve kinds. The words here are the words in YAML and on the screen.

use super::age::{AgeBySex, Sex};
use super::ids::ProvisionRef;
use super::instrument::{Doubt, Verified};
use super::penalty::Penalty;
use super::relation::Relation;
use super::scope::Scope;
use super::term::Term;
use super::vocabulary::Word;

/// `shall` or `may`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It must be done.
    Shall,
    /// It can be done.
    May,
}

/// One rule of a provision. Where the law can be read in several ways, `bodies` holds each; the first is the one shown.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The readings of the rule: at least one.
    pub bodies: Vec<RuleBody>,
    /// Why each reading exists; as long as `bodies`.
    pub whys: Vec<String>,
    /// Whom and what it reaches.
    pub scope: Scope,
    /// Whether it holds at all.
    pub doubt: Option<Doubt>,
    /// What cuts into it.
    pub exceptions: Vec<Exception>,
    /// Said to the reader.
    pub note: Option<String>,
    /// How sure, when it differs from the provision.
    pub verified: Option<Verified>,
}

impl Rule {
    /// The reading that is shown.
    pub fn body(&self) -> &RuleBody {
        &self.bodies[0]
    }
}

/// What the rule says, by kind.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum RuleBody {
    Definition(Definition),
    MinimumAge(MinimumAge),
    Prohibition(Prohibition),
    Offence(Box<Offence>),
    SentenceLimit(SentenceLimit),
    Permission(Box<Permission>),
    Duty(Duty),
    Right(Right),
    Procedure(Box<Procedure>),
    Institution(InstitutionRule),
    Effect(Effect),
    Relation(Relation),
}

impl RuleBody {
    /// Its key in YAML.
    pub fn kind(&self) -> &'static str {
        match self {
            RuleBody::Definition(_) => "definition",
            RuleBody::MinimumAge(_) => "minimum_age",
            RuleBody::Prohibition(_) => "prohibition",
            RuleBody::Offence(_) => "offence",
            RuleBody::SentenceLimit(_) => "sentence_limit",
            RuleBody::Permission(_) => "permission",
            RuleBody::Duty(_) => "duty",
            RuleBody::Right(_) => "right",
            RuleBody::Procedure(_) => "procedure",
            RuleBody::Institution(_) => "institution",
            RuleBody::Effect(_) => "effect",
            RuleBody::Relation(_) => "relation",
        }
    }

    /// Every kind's key.
    pub const KINDS: [&'static str; 12] = [
        "definition",
        "minimum_age",
        "prohibition",
        "offence",
        "sentence_limit",
        "permission",
        "duty",
        "right",
        "procedure",
        "institution",
        "effect",
        "relation",
    ];
}

/// A person a rule speaks of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Under this age.
    pub under: Option<AgeBySex>,
    /// From this age.
    pub from: Option<AgeBySex>,
    /// Of this sex only.
    pub sex: Option<Sex>,
    /// As a term of the act defines: resolved in the act, then through `supplies`.
    pub term: Option<Word>,
    /// As these words say.
    pub is: Vec<Word>,
}

/// What cuts into a rule: short for a permission with `from`.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// In which case.
    pub what: Word,
    /// From which age, where it sets one.
    pub age: Option<AgeBySex>,
    /// By whose leave or for whose benefit.
    pub by: Vec<Word>,
    /// On what conditions.
    pub conditions: Vec<Word>,
    /// The section that says so, when it is another.
    pub section: Option<String>,
}

/// How a term is defined.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Word,
    /// For which purpose.
    pub purpose: Option<Word>,
    /// Upper age.
    pub under: Option<AgeBySex>,
    /// Lower age, for a term such as adult.
    pub from_age: Option<AgeBySex>,
    /// Tests that end the status as well as the number does.
    pub tests: Vec<Word>,
    /// The moment at which age is measured.
    pub at: Option<Word>,
    /// What it takes in.
    pub includes: Vec<Word>,
    /// What it leaves out.
    pub excludes: Vec<Word>,
}

/// From which age something is lawful or possible.
#[derive(Clone, Debug, PartialEq)]
pub struct MinimumAge {
    /// The activity.
    pub of: Word,
    /// The age.
    pub age: AgeBySex,
    /// Tests that open it earlier, such as puberty.
    pub or_earlier: Vec<Word>,
    /// Conditions on which the line yields: a rebuttable line.
    pub unless: Vec<Word>,
    /// Safeguards it carries: hours, proof of age, consent of a parent.
    pub conditions: Vec<Word>,
}

/// An act that is forbidden.
#[derive(Clone, Debug, PartialEq)]
pub struct Prohibition {
    /// The acts.
    pub act: Vec<Word>,
    /// Who may not.
    pub by: Vec<Word>,
    /// Towards whom.
    pub victim: Option<Person>,
    /// Where; empty means everywhere.
    pub settings: Vec<Word>,
    /// For discrimination: on which grounds; empty means any.
    pub grounds: Vec<Word>,
    /// The section that punishes it.
    pub sanction: Option<String>,
    /// Defences that it lets stand.
    pub subject_to: Vec<ProvisionRef>,
}

/// Who may complain and until when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Complaint {
    /// Only these may.
    pub by: Vec<Word>,
    /// Only so long.
    pub within: Option<Term>,
}

/// A crime.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offence {
    /// The acts.
    pub act: Vec<Word>,
    /// Further forms it reaches.
    pub forms: Vec<Word>,
    /// Who can commit it; empty means anyone.
    pub by: Vec<Word>,
    /// Against whom; absent means anyone.
    pub victim: Option<Person>,
    /// Where.
    pub settings: Vec<Word>,
    /// Penalties: one, or one a level.
    pub penalties: Vec<Penalty>,
    /// Arrest without warrant.
    pub cognizable: Option<bool>,
    /// Bail as of right.
    pub bailable: Option<bool>,
    /// Can be compounded.
    pub compoundable: Option<bool>,
    /// Restrictions on complaint.
    pub complaint: Option<Complaint>,
    /// Which court.
    pub court: Vec<Word>,
    /// Whether consent is said to be irrelevant.
    pub consent_irrelevant: bool,
    /// Attempt punished.
    pub attempt: Option<bool>,
    /// Companies punishable.
    pub legal_persons: Option<bool>,
    /// Acts abroad reached.
    pub extraterritorial: Option<bool>,
    /// What is presumed.
    pub presumption: Vec<Word>,
    /// Persons it plainly leaves out.
    pub not_covered: Vec<Word>,
}

/// What may not be imposed on a child, or how far it may go.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceLimit {
    /// The sanctions barred.
    pub bars: Vec<Word>,
    /// Under which age.
    pub under: Option<AgeBySex>,
    /// Measured when.
    pub at: Option<Word>,
    /// The longest term.
    pub max: Option<Term>,
}

/// As what something is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PermissionAs {
    Defence,
    Exemption,
    Exception,
    Waiver,
    Licence,
    Authorisation,
}

/// A defence, exemption, exception, waiver, licence or authorisation: the raw matter of loopholes.
#[derive(Clone, Debug, PartialEq)]
pub struct Permission {
    /// The acts allowed.
    pub act: Vec<Word>,
    /// Or the sanctions allowed.
    pub sanction: Vec<Word>,
    /// As what.
    pub manner: PermissionAs,
    /// To whom.
    pub by: Vec<Word>,
    /// Towards whom.
    pub victim: Option<Person>,
    /// Where.
    pub settings: Vec<Word>,
    /// The rule it cuts into.
    pub from: Option<ProvisionRef>,
    /// Acts that stay outside it.
    pub except: Vec<Word>,
    /// On what conditions.
    pub conditions: Vec<Word>,
    /// Tests that open it.
    pub or_earlier: Vec<Word>,
}

/// Something someone must or may do.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    /// Who; empty when the law names nobody.
    pub bearer: Vec<Word>,
    /// What.
    pub to: Vec<Word>,
    /// Must or may.
    pub force: Option<Force>,
    /// How soon.
    pub within: Option<Term>,
    /// Whether breach is punished; `None` when not stated.
    pub sanction: Option<bool>,
    /// To whom.
    pub owed_to: Vec<Word>,
    /// Where.
    pub settings: Vec<Word>,
}

/// Something someone has a right to.
#[derive(Clone, Debug, PartialEq)]
pub struct Right {
    /// Whose.
    pub whose: Vec<Word>,
    /// To what.
    pub to: Vec<Word>,
    /// Must or may it be given.
    pub force: Option<Force>,
    /// At no cost.
    pub free: Option<bool>,
    /// From this age.
    pub from_age: Option<AgeBySex>,
    /// To this age.
    pub to_age: Option<AgeBySex>,
    /// On what conditions.
    pub conditions: Vec<Word>,
    /// Grounds on which it may be refused.
    pub refusable_for: Vec<Word>,
    /// Grounds on which it may not be refused, in terms.
    pub not_refusable_for: Vec<Word>,
    /// Where; empty means everywhere.
    pub settings: Vec<Word>,
    /// Who pays.
    pub paid_by: Vec<Word>,
}

/// How a matter is handled.
#[derive(Clone, Debug, PartialEq)]
pub struct Procedure {
    /// Which proceedings.
    pub proceedings: Vec<Word>,
    /// What it has.
    pub features: Vec<Word>,
    /// What it rules out.
    pub bars: Vec<Word>,
    /// Must or may.
    pub force: Option<Force>,
    /// How soon.
    pub within: Option<Term>,
    /// Who decides.
    pub before: Vec<Word>,
    /// The offences of the same instrument whose unsaid points it fills: all, or these sections.
    pub governs: Option<Vec<String>>,
    /// Arrest without warrant, for those.
    pub cognizable: Option<bool>,
    /// Bail as of right, for those.
    pub bailable: Option<bool>,
    /// Can be compounded, for those.
    pub compoundable: Option<bool>,
    /// Complaint, for those.
    pub complaint: Option<Complaint>,
    /// Court, for those.
    pub court: Vec<Word>,
}

/// A body set up by law.
#[derive(Clone, Debug, PartialEq)]
pub struct InstitutionRule {
    /// The body.
    pub body: Word,
    /// What for.
    pub functions: Vec<Word>,
    /// Its powers.
    pub powers: Vec<Word>,
    /// At which levels.
    pub levels: Vec<Word>,
    /// Who sits in it.
    pub members: Vec<Word>,
    /// Free of direction.
    pub independent: Option<bool>,
    /// Given money by the law.
    pub funded: Option<bool>,
    /// Who sets it up.
    pub set_up_by: Vec<Word>,
    /// Must or may it be set up.
    pub force: Option<Force>,
}

/// What the law makes of an act or status.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The act or status.
    pub of: Word,
    /// The effect.
    pub effect: Word,
    /// On whose motion.
    pub on_motion_of: Vec<Word>,
    /// How long.
    pub within: Option<Term>,
    /// Until which age.
    pub until_age: Option<AgeBySex>,
    /// On what conditions.
    pub conditions: Vec<Word>,
    /// What it keeps safe.
    pub protects: Vec<Word>,
}
