//! What is told of the law is told alike everywhere, with its doubts.

use serde_json::Value;

use super::{cells, json, rows, text};

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
fn no_record_of_a_body_is_no_proof_and_a_body_that_was_abolished_does_nothing() {
    let csv = cells(&["list", "institutions", "--map", "--in", "sindh"]);
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
