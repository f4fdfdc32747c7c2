//! `lacuna schema`.

use clap::Args;

use crate::corpus::nearest;
use crate::report::{Contract, Format, contract_rows};

use super::{Done, Failure, Screen};

/// How a schema is asked for.
const HOW: &str = "`lacuna schema COMMAND` prints the JSON Schema (draft 2020-12) of what `lacuna COMMAND --format json` prints: every key, its shape, its unit and what it means.";

/// What a program may rely on in the JSON of a command
#[derive(Args, Debug)]
pub struct Schema {
    /// The command, such as gaps; without one, the commands that write JSON
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Schema {
    /// Runs the command.
    pub fn run(&self, screen: &Screen) -> Result<Done, Failure> {
        let Some(command) = &self.command else {
            screen.print_rows(&contract_rows(), Format::Table)?;
            screen.print_prose(HOW)?;
            return Ok(Done::Well);
        };
        let contract = Contract::of(command).ok_or_else(|| unknown(command))?;
        screen.print(contract.schema.trim_end())?;
        Ok(Done::Well)
    }
}

/// What is said of a name that no command which writes JSON goes by.
fn unknown(command: &str) -> Failure {
    let known: Vec<&str> = Contract::ALL.iter().map(|contract| contract.command).collect();
    let near = nearest(&command.to_lowercase(), known.iter().copied());
    let help = near.map_or_else(|| format!("known: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    Failure::Usage(format!("no command that writes JSON is called `{command}`; {help}"))
}
