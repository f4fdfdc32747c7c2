//! From nodes to the model, one file a concept. Every function notes what is wrong and goes on.

mod bill;
mod decides;
mod instrument;
mod loophole;
mod pattern;
mod phrases;
mod places;
mod readings;
mod rule;
mod selects;
mod shared;
mod standard;
mod test;
mod vocabulary;

pub use bill::BillMarks;
pub use instrument::instrument;
pub use loophole::{Loopholes, loopholes};
pub use pattern::pattern;
pub use phrases::{Said, phrases};
pub use places::{Places, institutions, places};
pub use standard::standard;
pub use vocabulary::vocabulary;

/// Where a thing stands, for the checks that look across files.
pub use instrument::Marks;
