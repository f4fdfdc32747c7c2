//! The pattern language over rules: its shapes. The grammar is in `corpus/decode/pattern.rs`, the meaning in `law/matching.rs`.

use super::age::{Age, Sex};
use super::ids::ProvisionRef;
use super::instrument::{Kind, Verified};
use super::penalty::Sanction;
use super::rule::RuleBody;
use super::term::Term;
use super::vocabulary::Word;

/// What a rule must be to be selected.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// Each of these.
    All(Vec<Pattern>),
    /// One of these.
    Any(Vec<Pattern>),
    /// Not this.
    Not(Box<Pattern>),
    /// Of a kind (`None`: of any kind), with these fields.
    Rule(Option<&'static str>, Vec<(&'static str, FieldTest)>),
    /// In the law of one of these places.
    In(Vec<String>),
    /// In a place of one of these kinds.
    InKind(Vec<&'static str>),
    /// In such an instrument.
    Instrument(Box<InstrumentTest>),
    /// Some rule in force in the same instrument is so.
    SameLaw(Box<Pattern>),
    /// Some rule in force in another instrument is so.
    OtherLaw(Box<Pattern>),
}

/// The keys of an offence that the procedure of its law answers where the offence itself is silent.
const GOVERNED: [&str; 4] = ["cognizable", "bailable", "compoundable", "complaint"];

impl Pattern {
    /// Laws of a family: what `law_family` is short for.
    pub fn of_family(family: Word) -> Self {
        let family = WordTest { any: vec![family], ..WordTest::default() };
        Pattern::Instrument(Box::new(InstrumentTest { family: Some(family), ..InstrumentTest::default() }))
    }

    /// The kinds of rule among which it can select one.
    pub fn kinds(&self) -> Vec<&'static str> {
        let of = |kind: &&str, pattern: &Pattern| pattern.kinds().contains(kind);
        let among = |test: &dyn Fn(&&str) -> bool| RuleBody::KINDS.into_iter().filter(|kind| test(kind)).collect();
        match self {
            Pattern::All(patterns) => among(&|kind| patterns.iter().all(|pattern| of(kind, pattern))),
            Pattern::Any(patterns) => among(&|kind| patterns.iter().any(|pattern| of(kind, pattern))),
            Pattern::Rule(Some(kind), _) => vec![kind],
            _ => RuleBody::KINDS.to_vec(),
        }
    }

    /// Whether it looks beyond the rule it is put to, so that another rule coming or going can change what it selects.
    pub fn looks_beyond(&self) -> bool {
        match self {
            Pattern::All(patterns) | Pattern::Any(patterns) => patterns.iter().any(Pattern::looks_beyond),
            Pattern::Not(pattern) => pattern.looks_beyond(),
            Pattern::Rule(_, tests) => tests.iter().any(|(key, test)| test.looks_beyond(key)),
            Pattern::SameLaw(_) | Pattern::OtherLaw(_) => true,
            Pattern::In(_) | Pattern::InKind(_) | Pattern::Instrument(_) => false,
        }
    }

    /// The words that say what the rules it selects are about, as [`RuleBody::subjects`] does for a rule.
    pub fn subjects(&self) -> Vec<&Word> {
        match self {
            Pattern::All(patterns) | Pattern::Any(patterns) => patterns.iter().flat_map(Pattern::subjects).collect(),
            Pattern::Rule(Some(kind), tests) => {
                let asked = tests.iter().filter(|(key, _)| RuleBody::subject_keys(kind).contains(key));
                let words = asked.filter_map(|(_, test)| match test {
                    FieldTest::Words(test) => Some(test.any.iter().chain(&test.all).chain(&test.only)),
                    _ => None,
                });
                words.flatten().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What a field must be.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldTest {
    /// `some`: stated; `none`: not stated.
    Stated(bool),
    /// Words.
    Words(Box<WordTest>),
    /// An age.
    Age(AgeTest),
    /// A length of time.
    Term(Bounds<Term>),
    /// `true` or `false`.
    Flag(bool),
    /// One of these.
    Choice(Vec<&'static str>),
    /// A person.
    Person(Box<PersonTest>),
    /// A penalty.
    Penalty(Box<PenaltyTest>),
    /// A restricted complaint.
    Complaint(Box<ComplaintTest>),
    /// One of these references, or a section within one.
    Refs(Vec<ProvisionRef>),
    /// `any-other-law`.
    AnyOtherLaw,
    /// An exception of the rule.
    Exception(Box<ExceptionTest>),
    /// The rule's scope.
    Scope(Box<ScopeTest>),
    /// How sure the rule is.
    Verified(Vec<Verified>),
}

impl FieldTest {
    /// Whether other rules of the law have a say in what stands under a key: what governs an offence, the age of a term.
    pub fn looks_beyond(&self, key: &str) -> bool {
        GOVERNED.contains(&key) || matches!(self, FieldTest::Person(test) if test.under.is_some())
    }
}

/// A number or term between bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds<T> {
    /// It lies below this.
    pub below: Option<T>,
    /// It is this or more.
    pub at_least: Option<T>,
}

impl<T: PartialOrd + Copy> Bounds<T> {
    /// Whether a value lies between them.
    pub fn hold(&self, value: T) -> bool {
        self.below.is_none_or(|below| value < below) && self.at_least.is_none_or(|least| value >= least)
    }
}

/// What a list of words must be. A word stands for itself and every narrower one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordTest {
    /// `some`: it names something; `none`: it names nothing.
    pub stated: Option<bool>,
    /// It names one of these.
    pub any: Vec<Word>,
    /// It names each of these.
    pub all: Vec<Word>,
    /// It names something, and nothing but these.
    pub only: Vec<Word>,
    /// It names something, and neither these nor anything that takes these in.
    pub lacks: Vec<Word>,
    /// It covers each of these: names it or something that takes it in, or names nothing, which means all.
    pub reaches: Vec<Word>,
}

/// What an age must be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AgeTest {
    /// This for whoever it is stated for.
    pub is: Option<Age>,
    /// Below this for some sex.
    pub below: Option<Age>,
    /// This or more for whoever it is stated for.
    pub at_least: Option<Age>,
    /// Different for girls and boys, or not.
    pub differs: Option<bool>,
}

/// What a person must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonTest {
    /// The upper age, the term resolved as the act defines it.
    pub under: Option<FieldAge>,
    /// The lower age.
    pub from: Option<FieldAge>,
    /// Of this sex only.
    pub sex: Option<Sex>,
    /// Named by one of these terms.
    pub term: Option<WordTest>,
    /// Named by one of these actors.
    pub is: Option<WordTest>,
}

/// An age inside a person: stated or not, or tested.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum FieldAge {
    Stated(bool),
    Is(AgeTest),
}

/// What a penalty must be: all of it must hold of one penalty, `fine_only` of every penalty of the rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PenaltyTest {
    /// A fine is all that any penalty of the rule gives.
    pub fine_only: Option<bool>,
    /// A fine alone is a lawful sentence, beside others.
    pub fine_alone: Option<bool>,
    /// The longest prison term; life and death are longer than any.
    pub prison_max: Option<StatedOr<Term>>,
    /// The least prison term.
    pub prison_min: Option<StatedOr<Term>>,
    /// The highest fine, in rupees.
    pub fine_max: Option<StatedOr<u64>>,
    /// The lowest fine, in rupees.
    pub fine_min: Option<StatedOr<u64>>,
    /// It names one of these.
    pub names: Vec<Sanction>,
    /// It names none of these.
    pub lacks: Vec<Sanction>,
    /// For a first or a repeated offence only.
    pub level: Option<String>,
}

/// Stated or not, or between bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum StatedOr<T> {
    Stated(bool),
    Within(Bounds<T>),
}

/// What a restriction on complaints must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComplaintTest {
    /// Only these may complain.
    pub by: Option<WordTest>,
    /// A time limit: stated or not, or between bounds.
    pub within: Option<StatedOr<Term>>,
}

/// What some exception of a rule must be.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct ExceptionTest {
    pub what: Option<WordTest>,
    pub by: Option<WordTest>,
    pub conditions: Option<WordTest>,
    /// Whether it sets an age.
    pub age: Option<bool>,
}

/// What the scope of a rule must be.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct ScopeTest {
    /// Whether it narrows anything.
    pub narrowed: Option<bool>,
    pub part: Option<WordTest>,
    pub community: Option<WordTest>,
    pub child: Option<WordTest>,
    pub settings: Option<WordTest>,
    pub offences: Option<WordTest>,
    pub sex: Option<Sex>,
    /// Whether it is bound to an age.
    pub age: Option<bool>,
    /// Whether it takes someone out again.
    pub except: Option<bool>,
}

/// What an instrument must be.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct InstrumentTest {
    pub id: Vec<ProvisionRef>,
    pub topic: Option<WordTest>,
    /// Topics for which its whole text was read: only there is its silence known.
    pub surveyed: Option<WordTest>,
    pub family: Option<WordTest>,
    pub kind: Vec<Kind>,
    pub enacted_by: Vec<String>,
}
