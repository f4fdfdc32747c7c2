//! How a view is written: one table of CSV, one object, no colour in a pipe, eighty columns, and of what day and corpus it is.

use std::collections::BTreeSet;
use std::process::Command;

use super::{cells, json};

#[test]
fn a_pipe_gets_no_colour_codes_and_a_closed_pipe_is_success() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_lacuna")).args(["gaps", "--in", "sindh"]).output().expect("lacuna runs");
    assert!(!output.stdout.contains(&0x1b));
    let always = ["gaps", "--in", "sindh", "--color", "always"];
    let output = Command::new(env!("CARGO_BIN_EXE_lacuna")).args(always).output().expect("lacuna runs");
    assert!(output.stdout.contains(&0x1b));
    let mut child = Command::new(env!("CARGO_BIN_EXE_lacuna"))
        .args(["list", "provisions"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("lacuna runs");
    drop(child.stdout.take());
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn every_view_fits_eighty_columns() {
    for arguments in [
        &["gaps", "--in", "sindh", "--as-of", "2026-11-24"][..],
        &["gaps", "--as-of", "2011-12-22"],
        &["ages", "--of", "marriage"],
        &["loopholes", "--in", "sindh", "--topic", "child-labour"],
        &["list", "rules", "--in", "sindh", "--where", "{institution: {}}"],
        &["list", "patterns"],
        &["list", "instruments"],
        &["list", "provisions"],
        &["list", "requirements"],
        &["list", "standards"],
        &["list", "topics"],
        &["list", "jurisdictions"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_lacuna"))
            .args(arguments)
            .env("COLUMNS", "80")
            .output()
            .expect("lacuna runs");
        let text = String::from_utf8(output.stdout).expect("text");
        // The sentences below a table are for the terminal to fold.
        let table = text.lines().filter(|line| line.starts_with([' ', '─', '═']));
        let wide: Vec<&str> = table.filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{arguments:?}: {wide:#?}");
    }
}

#[test]
fn every_csv_is_one_table_whose_rows_say_their_day_and_their_corpus() {
    const BILL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bills/macr-14.yaml");
    let commands: [(&str, &[&str]); 14] = [
        ("as_of", &["ages", "--in", "punjab"]),
        ("as_of", &["gaps", "--in", "punjab"]),
        ("as_of", &["gaps", "--by", "topic"]),
        ("as_of", &["gaps", "--matrix"]),
        ("as_of", &["loopholes", "--in", "punjab"]),
        ("as_of", &["practices", "--for", "kp"]),
        ("as_of", &["practices", "--of", "punjab"]),
        ("as_of", &["compare", "punjab", "sindh"]),
        ("to", &["progress", "--from", "2011-12-22"]),
        ("as_of", &["list", "institutions", "--in", "sindh"]),
        ("as_of", &["list", "institutions", "--map", "--in", "sindh"]),
        ("as_of", &["bill", BILL]),
        ("as_of", &["search", "bail"]),
        ("as_of", &["protect", "--harm", "beating", "--in", "punjab"]),
    ];
    for (day, command) in commands {
        let rows = cells(command);
        let header = rows.first().unwrap_or_else(|| panic!("{command:?} says nothing"));
        assert!(header.iter().any(|name| name == day), "{command:?}: {header:?}");
        assert_eq!(header.last().map(String::as_str), Some("corpus"), "{command:?}");
        assert!(rows.len() > 1, "{command:?} has rows");
        for row in &rows[1..] {
            assert_eq!(row.len(), header.len(), "{command:?}: {row:?}");
            assert_ne!(row, header, "{command:?} begins twice");
        }
    }
    let ages = cells(&["ages", "--in", "punjab"]);
    assert_eq!(ages[0][0], "of");
    let of: BTreeSet<&str> = ages[1..].iter().map(|row| row[0].as_str()).collect();
    assert!(of.contains("marriage") && of.contains("criminal-responsibility"), "{of:?}");
}

#[test]
fn every_object_says_up_to_when_its_sources_were_seen() {
    const BILL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bills/macr-14.yaml");
    let commands: [&[&str]; 12] = [
        &["ages", "--in", "punjab"],
        &["gaps", "--in", "punjab"],
        &["loopholes", "--in", "punjab"],
        &["practices", "--for", "kp"],
        &["practices", "--of", "punjab"],
        &["compare", "punjab", "sindh"],
        &["progress", "--from", "2011-12-22"],
        &["list", "topics"],
        &["list", "institutions", "--map", "--in", "sindh"],
        &["show", "PPC 82"],
        &["bill", BILL],
        &["search", "bail"],
    ];
    for command in commands {
        let said = json(&[command, &["--format", "json"]].concat());
        assert!(said["seen_up_to"].is_string(), "{command:?}");
    }
}
