//! The JSON of the reading commands is a documented contract: stable keys, counts that add up.

use std::collections::{BTreeMap, BTreeSet};
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

#[test]
fn the_terminal_the_report_and_gaps_count_the_road_from_2011_alike() {
    let days = ["--from", "2011-12-22", "--to", "2026-11-24"];
    let progress = json(&[&["progress", "--format", "json"], &days[..]].concat());
    let of = |step: &str| rows(&progress, "changed").iter().filter(|moved| moved["step"] == step).count();
    assert!(of("better") > 100 && of("worse") > 10 && of("unknown") > 10);
    let (better, worse, unknown) = (of("better"), of("worse"), of("unknown"));
    let terminal = text(&[&["progress"], &days[..]].concat()).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(terminal.contains(&format!("{better} bettered and {worse} worsened")), "{terminal}");
    assert!(terminal.contains(&format!("{unknown} known on one of the days only")), "{terminal}");
    let report = text(&[&["report", "progress"], &days[..]].concat());
    assert!(report.contains(&format!("{better} got better and {worse} got worse")), "the report counts otherwise");
    assert!(report.contains(&format!("{unknown} are known on one of the days only")), "the report counts otherwise");
    // What the curve leaves aside is said beside it: the count of `gaps`.
    let summary = &json(&["gaps", "--as-of", "2026-11-24", "--format", "json"])["summary"];
    for (place, met) in progress["met"].as_object().expect("places") {
        assert_eq!(met["to"], summary[place].get("met").cloned().unwrap_or_else(|| Value::from(0)), "{place}");
    }
    assert_eq!(progress["met"].as_object().map(serde_json::Map::len), Some(7));
    assert!(terminal.contains("the last on 2026-11-24, doubts left aside"), "{terminal}");
}

#[test]
fn gaps_carry_the_documented_keys_and_the_summary_equals_the_rows() {
    for day in ["2011-12-22", "2026-11-24"] {
        let gaps = json(&["gaps", "--format", "json", "--as-of", day]);
        has_keys(&gaps, &["as_of", "findings", "summary"]);
        assert_eq!(gaps["as_of"], day);
        assert!(rows(&gaps, "findings").len() > 100, "there is much to assess on {day}");
        let mut counted: BTreeMap<(String, String), u64> = BTreeMap::new();
        for finding in gaps["findings"].as_array().expect("findings") {
            has_keys(
                finding,
                &[
                    "requirement",
                    "standard",
                    "article",
                    "topic",
                    "jurisdiction",
                    "status",
                    "confidence",
                    "doubts",
                    "weight",
                    "elements",
                    "evidence",
                ],
            );
            for element in finding["elements"].as_array().expect("elements") {
                has_keys(element, &["what", "outcome"]);
            }
            for evidence in finding["evidence"].as_array().expect("evidence") {
                has_keys(evidence, &["instrument", "section", "citation", "verified"]);
            }
            let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
            *counted.entry((text("jurisdiction"), text("status"))).or_default() += 1;
        }
        let mut summed = BTreeMap::new();
        for (place, counts) in gaps["summary"].as_object().expect("summary") {
            for (status, count) in counts.as_object().expect("counts") {
                summed.insert((place.clone(), status.clone()), count.as_u64().expect("a count"));
            }
        }
        assert_eq!(summed, counted);
    }
}

#[test]
fn ages_carry_the_documented_keys_and_scope_only_where_there_is_one() {
    let ages = json(&["ages", "--of", "marriage", "--format", "json", "--as-of", "2026-11-24"]);
    let rows = ages["ages"].as_array().expect("ages");
    for row in rows {
        has_keys(
            row,
            &["of", "jurisdiction", "male", "female", "exceptions", "doubts", "instrument", "section", "verified"],
        );
    }
    let general = |place: &str| {
        let of_place = |row: &&Value| row["jurisdiction"] == place && row.get("scope").is_none();
        rows.iter().find(of_place).unwrap_or_else(|| panic!("no general age in {place}"))
    };
    for (place, male, female, doubtful) in [
        ("ict", Some(18), Some(18), false),
        ("sindh", Some(18), Some(18), false),
        ("punjab", Some(18), Some(18), true),
        ("balochistan", Some(18), Some(18), true),
        ("khyber-pakhtunkhwa", Some(18), Some(16), true),
        ("gilgit-baltistan", None, None, true),
        ("azad-jammu-kashmir", Some(18), Some(16), true),
    ] {
        let row = general(place);
        assert_eq!((row["male"].as_u64(), row["female"].as_u64()), (male, female), "{place}");
        assert_eq!(!row["doubts"].as_array().expect("doubts").is_empty(), doubtful, "{place}");
    }
}

#[test]
fn no_place_meets_the_validity_of_child_marriages() {
    for day in ["2011-12-22", "2019-01-01", "2026-11-24"] {
        let gaps =
            json(&["gaps", "--requirement", "child-marriage-no-legal-effect", "--format", "json", "--as-of", day]);
        assert!(rows(&gaps, "findings").len() > 5, "every place is asked on {day}");
        for finding in rows(&gaps, "findings") {
            assert_ne!(finding["status"], "met", "{}", finding["jurisdiction"]);
        }
    }
}

#[test]
fn ordinances_do_not_lapse_by_their_kind() {
    for (citation, place, day) in
        [("MFLO", "punjab", "2026-11-24"), ("Probation Ordinance 1960", "sindh", "2026-11-24")]
    {
        let shown = json(&["show", citation, "--in", place, "--as-of", day, "--format", "json"]);
        assert_ne!(shown["in_force_in"].as_array().map(Vec::len), Some(0), "{citation}");
    }
    let ended = json(&["show", "Probation Ordinance 1960", "--in", "kp", "--as-of", "2026-11-24", "--format", "json"]);
    assert_eq!(ended["in_force_in"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_ordinance_of_2000_was_struck_down_lived_again_and_was_replaced() {
    for (day, holds) in [("2004-12-05", 1), ("2004-12-06", 0), ("2005-02-11", 1), ("2018-05-17", 1), ("2018-05-18", 0)]
    {
        let shown = json(&["show", "JJSO 2000", "--in", "punjab", "--as-of", day, "--format", "json"]);
        assert_eq!(shown["in_force_in"].as_array().map(Vec::len), Some(holds), "{day}");
    }
}

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
fn the_filters_of_gaps_choose_loopholes_by_the_requirements_they_bear_on() {
    const WHERE: [&str; 6] = ["--in", "sindh", "--as-of", "2026-11-24", "--format", "json"];
    let ids = |filter: &[&str]| -> BTreeSet<String> {
        let findings = json(&[&["gaps"], &WHERE[..], filter].concat());
        let list = findings["findings"].as_array().expect("findings").iter();
        list.map(|finding| finding["requirement"].as_str().expect("an id").to_owned()).collect()
    };
    let loopholes = |filter: &[&str]| json(&[&["loopholes"], &WHERE[..], filter].concat())["loopholes"].clone();
    let all = loopholes(&[]);
    let all = all.as_array().expect("loopholes");
    for filter in [
        ["--standard", "ilo-182"],
        ["--sector", "labour"],
        ["--function", "mitigate"],
        ["--weight", "3"],
        ["--requirement", "marriage-age-18"],
        ["--status", "met"],
    ] {
        let asked = ids(&filter);
        let bears = |loophole: &&Value| {
            let undermined = loophole["undermines"].as_array().expect("undermines").iter();
            undermined.filter_map(|one| one["requirement"].as_str()).any(|id| asked.contains(id))
        };
        let expected: Vec<&Value> = all.iter().filter(bears).collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{filter:?} chooses some of them");
        assert_eq!(loopholes(&filter).as_array().expect("loopholes").len(), expected.len(), "{filter:?}");
    }
}

#[test]
fn loopholes_carry_the_documented_keys_and_undermine_findings_that_gaps_marks() {
    let day = "2026-01-01";
    let loopholes =
        json(&["loopholes", "--in", "punjab", "--topic", "child-marriage", "--format", "json", "--as-of", day]);
    assert_eq!(loopholes["as_of"], day);
    let list = loopholes["loopholes"].as_array().expect("loopholes");
    assert!(!list.is_empty());
    for loophole in list {
        has_keys(
            loophole,
            &[
                "pattern",
                "jurisdiction",
                "severity",
                "topic",
                "provisions",
                "explanation",
                "remedy",
                "undermines",
                "closed_by",
                "verified",
                "accepted",
            ],
        );
        for provision in loophole["provisions"].as_array().expect("provisions") {
            has_keys(provision, &["instrument", "section", "citation", "verified", "says"]);
        }
    }
    let gaps = json(&["gaps", "--in", "punjab", "--topic", "child-marriage", "--format", "json", "--as-of", day]);
    let marked: Vec<&Value> = gaps["findings"].as_array().expect("findings").iter().collect();
    let undermined = |requirement: &Value| {
        let of = |finding: &&&Value| finding["requirement"] == *requirement;
        let finding = marked.iter().find(of).unwrap_or_else(|| panic!("no finding on {requirement}"));
        finding["undermined_by"].as_array().expect("undermined_by").len()
    };
    for named in list.iter().flat_map(|loophole| loophole["undermines"].as_array().expect("undermines")) {
        let on_topic = marked.iter().any(|finding| finding["requirement"] == named["requirement"]);
        assert!(!on_topic || undermined(&named["requirement"]) > 0, "{named}");
    }
}

#[test]
fn protect_carries_the_documented_keys() {
    let answer =
        json(&["protect", "--harm", "beating", "--in", "punjab", "--age", "10", "--sex", "boy", "--format", "json"]);
    has_keys(
        &answer,
        &[
            "as_of",
            "case",
            "institutions",
            "duties",
            "offences",
            "not_fitting",
            "not_in_force",
            "procedures",
            "care",
            "beware",
            "gaps",
            "note",
        ],
    );
    for offence in answer["offences"].as_array().expect("offences") {
        has_keys(
            offence,
            &[
                "instrument",
                "section",
                "citation",
                "penalties",
                "cognizable",
                "bailable",
                "compoundable",
                "complaint",
                "depends",
                "verified",
            ],
        );
    }
    for key in ["duties", "procedures", "care"] {
        for owed in answer[key].as_array().expect("a list") {
            has_keys(owed, &["role", "instrument", "section", "citation", "says", "force", "depends", "verified"]);
        }
    }
    for institution in answer["institutions"].as_array().expect("institutions") {
        has_keys(institution, &["name", "functions", "sectors", "contact", "founded_by", "state", "verified"]);
    }
    let map = json(&["list", "institutions", "--map", "--in", "sindh", "--format", "json"]);
    has_keys(&map, &["place", "as_of", "functions"]);
    for row in map["functions"].as_array().expect("functions") {
        has_keys(row, &["part", "function", "in_fact", "in_law", "nobody", "asked_by"]);
    }
}

/// The cells of CSV, row by row.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for c in csv.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn every_csv_is_one_table_whose_rows_say_their_day_and_their_corpus() {
    const BILL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bills/macr-14.yaml");
    let commands: [(&str, &[&str]); 12] = [
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
    ];
    for (day, command) in commands {
        let rows = cells(&text(&[command, &["--format", "csv"]].concat()));
        let header = rows.first().unwrap_or_else(|| panic!("{command:?} says nothing"));
        assert!(header.iter().any(|name| name == day), "{command:?}: {header:?}");
        assert_eq!(header.last().map(String::as_str), Some("corpus"), "{command:?}");
        assert!(rows.len() > 1, "{command:?} has rows");
        for row in &rows[1..] {
            assert_eq!(row.len(), header.len(), "{command:?}: {row:?}");
            assert_ne!(row, header, "{command:?} begins twice");
        }
    }
    let ages = cells(&text(&["ages", "--in", "punjab", "--format", "csv"]));
    assert_eq!(ages[0][0], "of");
    let of: BTreeSet<&str> = ages[1..].iter().map(|row| row[0].as_str()).collect();
    assert!(of.contains("marriage") && of.contains("criminal-responsibility"), "{of:?}");
}

#[test]
fn every_object_says_up_to_when_its_sources_were_seen() {
    const BILL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bills/macr-14.yaml");
    let commands: [&[&str]; 11] = [
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
    ];
    for command in commands {
        let said = json(&[command, &["--format", "json"]].concat());
        assert!(said["seen_up_to"].is_string(), "{command:?}");
    }
}

#[test]
fn no_record_of_a_body_is_no_proof_and_a_body_that_was_abolished_does_nothing() {
    let csv = cells(&text(&["list", "institutions", "--map", "--in", "sindh", "--format", "csv"]));
    let said: Vec<&String> = csv.iter().flatten().filter(|cell| cell.starts_with("nobody")).collect();
    assert!(!said.is_empty() && said.iter().all(|cell| *cell == "nobody on record"), "{said:?}");
    let map = text(&["list", "institutions", "--map", "--in", "balochistan"]);
    assert!(map.contains("No record is no proof"), "{map}");
    let map = json(&["list", "institutions", "--map", "--in", "balochistan", "--format", "json"]);
    for row in rows(&map, "functions") {
        let works = rows(row, "in_fact").iter().any(|body| body["state"] != "abolished");
        assert_eq!(row["nobody"] == true, !works && rows(row, "in_law").is_empty(), "{row}");
    }
}

#[test]
fn what_was_seen_of_a_body_later_is_not_told_of_an_earlier_day_and_part_of_its_work_is_not_all() {
    let then = text(&["list", "institutions", "--in", "punjab", "--as-of", "2011-12-22", "--format", "csv"]);
    assert!(then.contains("set up in 2004"), "{then}");
    for later in ["3,654 calls in 2023", "10,140 children rescued in 2023"] {
        assert!(!then.contains(later), "{later} is told of 2011");
    }
    let units = json(&["show", "Child protection units", "--in", "punjab", "--format", "json"]);
    assert_eq!(units["state"], "works in part", "{units}");
}

#[test]
fn an_answer_that_rests_on_a_law_whose_reach_is_in_doubt_says_so_wherever_it_is_told() {
    let asked = ["--requirement", "macr-14", "--in", "gilgit-baltistan"];
    let why = text(&[&["gaps", "--why"], &asked[..]].concat());
    assert!(why.contains("conflict 3/6*"), "{why}");
    assert!(why.contains("known only if the law that decides holds there"), "{why}");
    assert!(why.contains("and otherwise we do not know"), "{why}");
    let table = text(&[&["gaps"], &asked[..]].concat()).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(table.contains("reach"), "{table}");
    let report = text(&["report", "gaps", "--requirement", "macr-14", "--brief"]);
    assert!(report.contains("it is in doubt whether the law that decides holds there at all"), "the cover says it");
    assert!(report.contains("GB\\*") && report.contains("is in doubt; otherwise we do not know"), "{report}");
}

#[test]
fn a_report_counts_the_requirements_that_its_day_knows() {
    let report = text(&["report", "gaps", "--as-of", "2011-12-22", "--brief"]);
    let title = report.lines().find(|line| line.starts_with("What the law of")).expect("a subtitle");
    let asked = title.split_whitespace().find_map(|word| word.parse::<usize>().ok().filter(|count| *count > 20));
    let asked = asked.expect("how many requirements");
    assert!(report.contains(&format!("We put {asked} requirements")), "{title}");
}
