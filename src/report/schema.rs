//! The contract of each command that writes JSON: one JSON Schema a command, each a file in `schemas/`.

use serde::Deserialize;

use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// The schema of what a command writes as JSON.
#[derive(Clone, Copy, Debug)]
pub struct Contract {
    /// The command, as it is typed.
    pub command: &'static str,
    /// The JSON Schema, draft 2020-12, as its file has it.
    pub schema: &'static str,
}

macro_rules! contracts {
    ($($command:literal,)*) => {
        impl Contract {
            /// Every command that writes JSON, in the order in which `--help` names them.
            pub const ALL: &'static [Contract] =
                &[$(Contract { command: $command, schema: include_str!(concat!("schemas/", $command, ".json")) },)*];
        }
    };
}

contracts! {
    "gaps", "loopholes", "ages", "show", "search", "compare", "practices", "protect", "progress", "bill", "report", "list",
    "check",
}

/// What a schema says of itself.
#[derive(Deserialize)]
struct Head {
    title: String,
}

impl Contract {
    /// The contract of a command.
    pub fn of(command: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|contract| contract.command == command)
    }

    /// What its object holds, in a line.
    pub fn title(&self) -> String {
        serde_json::from_str::<Head>(self.schema).map(|head| head.title).unwrap_or_default()
    }
}

/// One row a command.
pub fn contract_rows() -> Rows {
    let mut rows = Rows::new(&["Command", "What its JSON holds"]);
    rows.widths = vec![Fixed(9), Share(1)];
    rows.compact = true;
    for contract in Contract::ALL {
        rows.push(vec![contract.command.to_owned(), contract.title()]);
    }
    rows
}
