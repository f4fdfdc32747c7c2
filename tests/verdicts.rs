//! Double coding: somebody who had not seen the program read the facts and wrote a verdict for each requirement and place. Where the two disagreed the facts decided, and the
//! file says which of the two was mended and why; since then they agree.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use lacuna::assess::Assessor;
use lacuna::corpus::{Corpus, Origin};
use lacuna::law::LawIndex;
use lacuna::model::{Class, Jurisdiction, Requirement};
use serde_json::Value;

/// The two days on which verdicts were given: the keys of the day and of the verdicts in a file.
const DAYS: [(&str, &str); 2] = [("day", "verdicts"), ("day_2011", "verdicts_2011")];

/// The places that `all:` means today.
const FIVE: [&str; 5] = ["punjab", "sindh", "khyber-pakhtunkhwa", "balochistan", "ict"];

fn files() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the verdicts").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a text");
        let value = serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path.file_stem().expect("a name").to_string_lossy().into_owned(), value)
    };
    paths.into_iter().map(read).collect()
}

/// The status of every requirement in every place on a day.
fn statuses(index: &LawIndex<'_>, day: Date) -> BTreeMap<(String, String), &'static str> {
    let corpus = index.corpus;
    let places: Vec<&Jurisdiction> =
        corpus.jurisdictions.iter().filter(|place| place.is_assessed() && place.exists_on(day)).collect();
    let requirements: Vec<&Requirement> = corpus.requirements().collect();
    let findings = Assessor::new(index, day).findings(&places, &requirements);
    findings
        .iter()
        .map(|finding| ((finding.requirement.id.clone(), finding.place.id.clone()), finding.status.id()))
        .collect()
}

#[test]
fn the_program_and_the_blind_coder_agree() {
    let corpus = Corpus::load(Origin::Embedded).expect("the corpus");
    let index = LawIndex::new(&corpus);
    let mut by_day: BTreeMap<Date, BTreeMap<(String, String), &'static str>> = BTreeMap::new();
    let (mut compared, mut wrong) = (0, Vec::new());
    for (file, verdicts) in files() {
        for (day, list) in DAYS {
            let Some(day) = verdicts[day].as_str() else { continue };
            let day: Date = day.parse().expect("a day");
            let found = by_day.entry(day).or_insert_with(|| statuses(&index, day));
            for verdict in verdicts[list].as_array().into_iter().flatten() {
                let requirement = verdict["requirement"].as_str().expect("a requirement");
                for place in corpus.jurisdictions.iter().filter(|place| place.is_assessed()) {
                    // Today the coder judged the five main places; in 2011 the three territories too.
                    let meant = list == "verdicts_2011" || FIVE.contains(&place.id.as_str());
                    let all = verdict.get("all").filter(|_| meant);
                    let said = verdict.get(&place.id).or(all);
                    let key = (requirement.to_owned(), place.id.clone());
                    let (Some(said), Some(found)) = (said, found.get(&key)) else { continue };
                    compared += 1;
                    if said["status"] != *found {
                        wrong.push(format!(
                            "{file}: {requirement} in {} on {day}: {} by the facts, {found} here",
                            place.id, said["status"]
                        ));
                    }
                }
            }
        }
    }
    assert!(compared > 0);
    assert!(wrong.is_empty(), "{} of {compared} verdicts differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_topic_was_coded_twice() {
    let corpus = Corpus::load(Origin::Embedded).expect("the corpus");
    let coded: Vec<String> = files().into_iter().map(|(file, _)| file).collect();
    for entry in corpus.words.of_class(Class::Topic) {
        let asked = corpus.requirements().any(|requirement| requirement.topic == entry.word);
        assert!(!asked || coded.contains(&entry.word.id().to_owned()), "{} has no verdicts", entry.word);
    }
}
