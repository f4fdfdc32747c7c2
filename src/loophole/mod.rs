//! Loopholes: where the law in force speaks and still lets the child fall. A loophole is a ground for review, never a verdict.

mod closers;
mod detect;
mod find;
mod links;

pub use closers::ClosedBy;
pub use find::{Finder, Loophole, Stand};
pub use links::undermines;
