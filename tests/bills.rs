//! Bills laid over the bundled law: their effects were written down before they were run.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use lacuna::assess::{Assessor, Status};
use lacuna::compare::{BillEffect, effect, progress, touched};
use lacuna::corpus::{BillRead, Corpus, Origin};
use lacuna::law::LawIndex;
use lacuna::model::{Amend, Jurisdiction, Requirement};
use serde_json::Value;

fn path(bill: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bills").join(format!("{bill}.yaml"))
}

fn load(bill: &str) -> (Corpus, Vec<BillRead>) {
    Corpus::load_with_bills(Origin::Embedded, &[path(bill)])
        .unwrap_or_else(|error| panic!("{bill}: {:?}", error.problems))
}

fn run(bill: &str) -> BillEffect {
    let (corpus, bills) = load(bill);
    let drafts: Vec<_> = bills.iter().map(|read| &read.bill).collect();
    let day = drafts[0].assumed.expect("an assumed day").latest();
    effect(&corpus, &drafts, day).1
}

/// The texts of one kind of effect, each long enough to be looked for.
fn texts(effect: &BillEffect, kind: &str) -> Vec<String> {
    let changes = |list: &[lacuna::compare::Change]| list.iter().map(|change| change.requirement.clone()).collect();
    let elsewhere = |list: &[lacuna::compare::Forgotten]| list.iter().map(|entry| entry.citation.clone()).collect();
    let loopholes =
        |list: &[lacuna::compare::LoopholeChange]| list.iter().map(|change| change.pattern.clone()).collect();
    match kind {
        "closed" => changes(&effect.closed),
        "opened" => changes(&effect.opened),
        "bettered" => changes(&effect.bettered),
        "weakened" => elsewhere(&effect.weakened),
        "forgotten" => elsewhere(&effect.forgotten),
        "loopholes_added" => loopholes(&effect.loopholes_added),
        "loopholes_removed" => loopholes(&effect.loopholes_removed),
        kind => panic!("no effect is called {kind}"),
    }
}

#[test]
fn each_bill_does_what_was_written_down_and_nothing_outside_its_extent() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected-effects.yaml");
    let text = std::fs::read_to_string(file).expect("the expectations");
    let all: Vec<Value> = serde_saphyr::from_str(&text).expect("YAML");
    let mut wrong = Vec::new();
    for expected in &all {
        let bill = expected["bill"].as_str().expect("a bill");
        let effect = run(bill);
        for kind in ["closed", "opened", "bettered", "weakened", "forgotten", "loopholes_added", "loopholes_removed"] {
            let found = texts(&effect, kind);
            match expected.get(kind) {
                None => {}
                Some(Value::String(none)) if none == "none" && found.is_empty() => {}
                Some(Value::String(_)) => wrong.push(format!("{bill}: {kind} should be none, found {found:?}")),
                Some(list) => {
                    for wanted in list.as_array().expect("a list").iter().filter_map(Value::as_str) {
                        if !found.iter().any(|text| text.contains(wanted)) {
                            wrong.push(format!("{bill}: {kind} should hold {wanted}, found {found:?}"));
                        }
                    }
                }
            }
        }
        if let Some(places) = expected["places"].as_array() {
            let outside = effect.closed.iter().chain(&effect.opened).chain(&effect.bettered);
            let outside: Vec<&str> = outside
                .map(|change| change.jurisdiction.as_str())
                .filter(|place| !places.iter().any(|allowed| allowed == place))
                .collect();
            if !outside.is_empty() {
                wrong.push(format!("{bill}: changes something in {outside:?}, outside its extent"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn statuses(corpus: &Corpus, day: Date) -> Vec<(String, String, Status)> {
    let index = LawIndex::new(corpus);
    let places: Vec<&Jurisdiction> =
        corpus.jurisdictions.iter().filter(|place| place.is_assessed() && place.exists_on(day)).collect();
    let requirements: Vec<&Requirement> = corpus.requirements().collect();
    let findings = Assessor::new(&index, day).findings(&places, &requirements);
    let of = |finding: &lacuna::assess::Finding<'_>| {
        (finding.place.id.clone(), finding.requirement.id.clone(), finding.status)
    };
    findings.iter().map(of).collect()
}

#[test]
fn what_a_bill_cannot_touch_comes_out_as_before_word_for_word() {
    let names =
        ["empty", "macr-14", "omit-ppc-89", "kp-child-marriage-restraint", "punjab-domestic-work", "worse-in-kp"];
    for name in names {
        let (corpus, bills) = load(name);
        let bill = &bills[0].bill;
        let day = bill.assumed.expect("an assumed day").latest();
        let enacted = corpus.enact(bill, day);
        let (before, after) = (LawIndex::new(&corpus), LawIndex::new(&enacted));
        let touched: Vec<&str> =
            touched(&before, &after, &[bill], day).iter().map(|requirement| requirement.id.as_str()).collect();
        let untouched = |index: &LawIndex<'_>| -> Vec<String> {
            let all = index.corpus.requirements();
            let asked: Vec<&Requirement> = all.filter(|one| !touched.contains(&one.id.as_str())).collect();
            let places: Vec<&Jurisdiction> =
                index.corpus.jurisdictions.iter().filter(|place| place.is_assessed() && place.exists_on(day)).collect();
            let found = Assessor::new(index, day).findings(&places, &asked);
            let said = found.iter().map(|one| {
                let place = &one.place.id;
                let says = (&one.status, &one.elements, &one.confidence, &one.doubts, &one.pending);
                format!("{} in {place}: {says:?}", one.requirement.id)
            });
            said.collect()
        };
        let (was, is) = (untouched(&before), untouched(&after));
        assert!(!was.is_empty(), "{name} does not touch everything");
        for (was, is) in was.iter().zip(&is) {
            assert_eq!(was, is, "{name}");
        }
        assert_eq!(was.len(), is.len(), "{name}");
    }
}

#[test]
fn a_bill_and_then_its_inverse_change_nothing() {
    let (corpus, bills) = load("omit-ppc-89");
    let bill = &bills[0].bill;
    let day = bill.assumed.expect("an assumed day").latest();
    let enacted = corpus.enact(bill, day);
    assert_ne!(statuses(&corpus, day), statuses(&enacted, day), "the bill does something");
    // The inverse puts back, word for word, what was omitted.
    let mut inverse = bill.clone();
    for amendment in &mut inverse.amends {
        let law = corpus.instrument(&amendment.target.instrument).expect("the law");
        let section = amendment.target.section.as_deref().expect("a section");
        let old = law
            .provisions
            .iter()
            .find(|provision| provision.section == section && provision.scope.is_everyone())
            .expect("the section as it stood");
        amendment.what = Amend::Substitute(Box::new(old.clone()));
    }
    let next = day.tomorrow().expect("a day");
    let restored = enacted.enact(&inverse, next);
    assert_eq!(statuses(&corpus, next), statuses(&restored, next));
}

#[test]
fn a_bill_that_goes_beyond_its_power_or_changes_what_is_not_in_force_is_warned() {
    let (corpus, bills) = load("worse-in-kp");
    let warned: Vec<String> = corpus.objections(&bills[0]).into_iter().map(|warning| warning.0.message).collect();
    assert!(warned.iter().any(|message| message.contains("is a federal law")), "{warned:?}");
    let gone = "2026-12-01".parse().expect("a day");
    let (corpus, bills) = load("ict-family-exemption");
    assert!(lacuna::compare::not_in_force(&corpus, &bills[0], gone).is_empty());
    let before_the_act = "1980-01-01".parse().expect("a day");
    assert_eq!(lacuna::compare::not_in_force(&corpus, &bills[0], before_the_act).len(), 1);
}

#[test]
fn a_bill_of_a_province_that_reaches_into_another_is_warned_at_its_extent_and_at_what_it_repeals() {
    let folder = std::env::temp_dir().join(format!("lacuna-bill-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("beyond.yaml");
    let text = "title: Beyond its power\nkind: bill\nenacted_by: punjab\nassumed: 2027-01-01\nextent:\n  - {in: [punjab, sindh], from: 2027-01-01}\n\
                displaces:\n  - {instrument: sindh/2013-child-marriages-restraint-act, in: sindh, from: 2027-01-01, basis: express-repeal}\n\
                topics: []\nsources: {}\nprovisions: []\n";
    std::fs::write(&file, text).expect("a file");
    let (corpus, bills) = Corpus::load_with_bills(Origin::Embedded, &[file]).expect("a bill");
    let found: Vec<(u32, String)> =
        corpus.objections(&bills[0]).into_iter().map(|warning| (warning.0.mark.line, warning.0.message)).collect();
    let said = |line: u32, what: &str| found.iter().any(|(at, message)| *at == line && message == what);
    assert!(said(6, "a bill of punjab cannot hold in sindh"), "{found:?}");
    assert!(said(8, "Sindh Child Marriages Restraint Act, 2013 is a law of sindh, not of punjab"), "{found:?}");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn a_loophole_that_was_there_before_neither_comes_nor_goes_when_another_section_joins_it() {
    let effect = run("punjab-domestic-work");
    assert!(effect.loopholes_removed.is_empty(), "{:?}", effect.loopholes_removed);
    let joined = effect.loopholes_added.iter().find(|change| change.pattern == "complaint-only-by-official");
    let provisions = joined.map(|change| change.provisions.clone()).unwrap_or_default();
    assert_eq!(provisions, ["Punjab Restriction on Employment of Children Act, 2016, s. 3A"]);
}

#[test]
fn more_points_to_meet_are_no_betterment_and_a_point_that_stands_apart_now_is_no_loss() {
    let names = |list: &[lacuna::compare::Change]| -> Vec<String> {
        list.iter().map(|change| change.requirement.clone()).collect()
    };
    // A second minimum age of domestic work is two more points, met: nothing that was open before is met by it.
    let work = run("punjab-domestic-work");
    for requirement in ["equality-clause-for-children", "minimum-working-age-every-occupation"] {
        assert!(names(&work.touched).contains(&requirement.to_owned()), "{:?}", names(&work.touched));
        assert!(!names(&work.bettered).contains(&requirement.to_owned()), "{:?}", names(&work.bettered));
    }
    // The test of maturity of the Penal Code goes; that of the law on electronic crimes stayed behind it, and is not new.
    let age = run("macr-14");
    let one_age = age.bettered.iter().find(|change| change.requirement == "macr-one-age-no-exceptions");
    let one_age = one_age.expect("a point that contradicted is met now");
    assert!(one_age.lost.is_empty(), "{:?}", one_age.lost);
    assert!(one_age.why[0].contains("met (was contradicted)"), "{:?}", one_age.why);
}

#[test]
fn what_a_better_bill_takes_away_is_said_first() {
    let effect = run("kp-child-marriage-restraint");
    let helpers = effect
        .bettered
        .iter()
        .find(|change| change.requirement == "child-marriage-solemniser-and-parents-punished")
        .expect("whoever solemnises");
    assert!(!helpers.lost.is_empty());
    assert_eq!(helpers.why[0], helpers.lost[0]);
}

#[test]
fn a_clause_of_a_province_against_a_federal_act_is_shown_as_the_doubt_that_the_bill_brings() {
    let (mut corpus, bills) = load("balochistan-school-punishment");
    let own = corpus.position(&bills[0].bill.instrument).expect("the bill");
    corpus.instruments[own].provincial_matter = false;
    let day = bills[0].bill.assumed.expect("a day").latest();
    let found = effect(&corpus, &[&bills[0].bill], day).1;
    let schools = found.bettered.iter().find(|change| change.requirement == "corporal-punishment-school");
    let doubts = &schools.expect("schools").doubts;
    assert!(
        doubts.iter().any(|doubt| doubt.otherwise == Status::Met && doubt.cause.contains("article 143")),
        "{doubts:?}"
    );
}

#[test]
fn progress_run_backwards_is_the_mirror_image() {
    let corpus = Corpus::load(Origin::Embedded).expect("the corpus");
    let index = LawIndex::new(&corpus);
    let places: Vec<&Jurisdiction> = corpus.jurisdictions.iter().filter(|place| place.is_assessed()).collect();
    let requirements: Vec<&Requirement> = corpus.requirements().collect();
    for (from, to) in [("2011-12-22", "2026-11-24"), ("2015-06-01", "2019-01-01")] {
        let (from, to): (Date, Date) = (from.parse().expect("a day"), to.parse().expect("a day"));
        let there = progress(&index, &places, &requirements, from, to);
        let back = progress(&index, &places, &requirements, to, from);
        let moves = |list: &[lacuna::compare::Moved<'_>], turned: bool| {
            let mut found: Vec<String> = list
                .iter()
                .map(|moved| {
                    let (from, to) = if turned { (moved.to, moved.from) } else { (moved.from, moved.to) };
                    format!("{} {} {from:?} {to:?} {:?}", moved.place.id, moved.requirement.id, moved.by)
                })
                .collect();
            found.sort();
            found
        };
        assert_eq!(moves(&there.gained, false), moves(&back.lost, true));
        assert_eq!(moves(&there.lost, false), moves(&back.gained, true));
        assert_eq!(moves(&there.changed, false), moves(&back.changed, true));
        assert_eq!(there.unchanged, back.unchanged);
    }
}

#[test]
fn nothing_that_was_already_law_in_2011_is_named_as_what_closed_a_gap_since() {
    let corpus = Corpus::load(Origin::Embedded).expect("the corpus");
    let index = LawIndex::new(&corpus);
    let places: Vec<&Jurisdiction> = corpus.jurisdictions.iter().filter(|place| place.is_assessed()).collect();
    let requirements: Vec<&Requirement> = corpus.requirements().collect();
    let (from, to): (Date, Date) = ("2011-12-22".parse().expect("a day"), "2026-11-24".parse().expect("a day"));
    let found = progress(&index, &places, &requirements, from, to);
    assert!(!found.gained.is_empty());
    for moved in &found.gained {
        assert!(!moved.by.is_empty() || moved.doubtful, "{} in {}", moved.requirement.id, moved.place.id);
    }
}
