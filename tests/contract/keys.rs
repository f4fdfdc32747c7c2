//! The documented keys of each command, and counts that equal their rows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{has_keys, json, rows};

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
