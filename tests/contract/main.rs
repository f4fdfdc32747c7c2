//! The output of the reading commands is a documented contract: stable keys, counts that add up, a day on every view.

mod keys;
mod schema;
mod stamps;
mod told;

use std::process::Command;

use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_lacuna")).args(arguments).output().expect("lacuna runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn has_keys(value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(value.get(key).is_some(), "`{key}` is missing in {value}");
    }
}

/// The rows under a key.
fn rows<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is a list"))
}

fn text(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_lacuna")).args(arguments).output().expect("lacuna runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The cells of CSV, row by row, the header first; rows of another length are kept as they are.
fn cells(arguments: &[&str]) -> Vec<Vec<String>> {
    let said = text(&[arguments, &["--format", "csv"]].concat());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(said.as_bytes());
    let row = |row: csv::Result<csv::StringRecord>| row.expect("CSV").iter().map(str::to_owned).collect();
    reader.records().map(row).collect()
}
