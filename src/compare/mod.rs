//! Findings and rules side by side: between places, between days, with and without a bill.

mod bill;
mod effect;
mod forgets;
mod offences;
mod places;
mod practices;
mod progress;
mod reach;
mod rules;
mod step;

pub use bill::{BillEffect, Change, Forgotten, LoopholeChange, StillOpen, effect};
pub use forgets::not_in_force;
pub use places::{FindingRow, finding_rows};
pub use practices::{Ahead, Neighbour, Practice, better_than_others, is_ahead, practices};
pub use progress::{MetOn, Moved, Progress, Started, met_by_year, progress, started};
pub use reach::touched;
pub use rules::{Facet, RuleCell, RuleRow, Silence, rule_rows};
pub use step::Step;
