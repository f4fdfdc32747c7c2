//! Loopholes: where the law in force speaks and still lets the child fall. A loophole is a ground for review, never a verdict.

mod detect;
mod find;
mod links;

pub use find::{ClosedBy, Finder, Loophole, Stand};
pub use links::undermines;
