//! The words of the field as types. No I/O, no clock, no terminal.

mod age;
mod bill;
mod date;
mod field;
mod gravity;
mod ids;
mod in_case;
mod instrument;
mod leaf;
mod loophole;
mod pattern;
mod penalty;
mod phrases;
mod place;
mod plain;
mod relation;
mod requirement;
mod rule;
mod scope;
mod term;
mod vocabulary;

pub use age::{Age, AgeBySex, ParseAgeError, Sex};
pub use bill::{Amend, Amendment, Bill};
pub use date::{Interval, ParseDateError, PartialDate, Truth};
pub use field::{FieldType, FieldValue, fields_of};
pub use gravity::Gravity;
pub use ids::{InstrumentId, ProvisionRef, section_within, unhyphened};
pub use in_case::InCase;
pub use instrument::{
    Basis, Commencement, Commentary, Displacement, Doubt, Extent, FollowsAmendments, Instrument, Judgment, Kind, Lapse,
    Milestone, MilestoneState, Provision, Silence, Source, SourceGrade, Verified,
};
pub use leaf::{
    Across, DefinitionLeaf, DutyLeaf, EffectLeaf, EntitlesLeaf, InstitutionLeaf, Leaf, LeafKind, MinimumAgeLeaf,
    OffenceLeaf, Over, ProcedureLeaf, ProhibitsLeaf, SentenceLeaf, Victims,
};
pub use loophole::{Accepted, Detector, DetectorOptions, Level, LoopholePattern, Search};
pub use pattern::{
    AgeTest, Bounds, ComplaintTest, ExceptionTest, FieldAge, FieldTest, InstrumentTest, Pattern, PenaltyTest,
    PersonTest, ScopeTest, StatedOr, WordTest,
};
pub use penalty::{Amount, Penalty, PrisonTerm, Sanction};
pub use phrases::{AskedFor, Phrases};
pub use place::{Institution, InstitutionState, Jurisdiction, StateOfBody, Survey};
pub use relation::{Relation, RelationTarget, RelationWord};
pub use requirement::{Article, Earlier, Requirement, Standard, Strength, Test};
pub use rule::{
    Complaint, Definition, Duty, Effect, Exception, Force, InstitutionRule, MinimumAge, Offence, Permission,
    PermissionAs, Person, Procedure, Prohibition, Right, Rule, RuleBody, SentenceLimit,
};
pub use scope::{AgeBand, Reach, Scope};
pub use term::{ParseTermError, Term, Unit};
pub use vocabulary::{Class, Vocabulary, Word, WordEntry};
