//! One requirement against the law in force gives one finding: elements, status, evidence, confidence, doubts.

mod about;
mod acts;
mod age_table;
mod ages;
mod bench;
mod bodies;
mod effects;
mod finding;
mod offences;
mod procedures;
mod status;
mod touched;

pub use age_table::{AgeLine, AgeLineKind, age_lines, age_openings};
pub use bench::{Element, Evidence, Outcome, Role};
pub use finding::{Assessor, Finding, FindingDoubt};
pub use status::Status;
pub use touched::Changes;
