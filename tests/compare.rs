//! Places and days side by side, as a drafter reads them: what is marked, what is left open, who is named.

use std::sync::OnceLock;

use jiff::civil::Date;
use lacuna::assess::{Assessor, Finding, Status};
use lacuna::compare::{Ahead, Moved, RuleRow, Silence, Step, better_than_others, practices, progress, rule_rows};
use lacuna::corpus::{Corpus, Origin};
use lacuna::law::{LawInForce, LawIndex};
use lacuna::model::{Jurisdiction, Requirement};

const TODAY: &str = "2026-11-24";
const CONSULTATION: &str = "2011-12-22";

fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| Corpus::load(Origin::Embedded).expect("the bundled corpus is sound"))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn places(ids: &[&str]) -> Vec<&'static Jurisdiction> {
    ids.iter().map(|id| corpus().jurisdiction(id).expect("a place")).collect()
}

fn everywhere() -> Vec<&'static Jurisdiction> {
    corpus().jurisdictions.iter().filter(|place| place.is_assessed()).collect()
}

fn on_topic(topic: &str) -> Vec<&'static Requirement> {
    corpus().requirements().filter(|requirement| requirement.topic.id() == topic).collect()
}

fn rules(ids: &[&str], topic: &str) -> Vec<RuleRow> {
    let index = LawIndex::new(corpus());
    let laws: Vec<LawInForce<'_>> =
        places(ids).into_iter().map(|place| LawInForce::of(&index, place, day(TODAY))).collect();
    rule_rows(&Assessor::new(&index, day(TODAY)), &laws, &on_topic(topic), &[])
}

fn row<'r>(rows: &'r [RuleRow], subject: &str, facet: &str) -> &'r RuleRow {
    let found = rows.iter().find(|row| row.subject == subject && row.facet.label() == facet);
    found.unwrap_or_else(|| panic!("no row on {subject}: {facet}"))
}

/// The findings of all places today.
fn findings(index: &LawIndex<'static>) -> Vec<Finding<'static>> {
    let requirements: Vec<&Requirement> = corpus().requirements().collect();
    let there: Vec<&Jurisdiction> = everywhere().into_iter().filter(|place| place.exists_on(day(TODAY))).collect();
    Assessor::new(index, day(TODAY)).findings(&there, &requirements)
}

/// The law of all places on a day.
fn laws(index: &LawIndex<'static>, on: &str) -> Vec<LawInForce<'static>> {
    let there = everywhere().into_iter().filter(|place| place.exists_on(day(on)));
    there.map(|place| LawInForce::of(index, place, day(on))).collect()
}

#[test]
fn what_one_place_alone_says_is_not_called_stronger_than_a_law_that_nobody_read() {
    let rows = rules(&["punjab", "sindh"], "child-labour");
    let unread = |row: &&RuleRow| row.cells[1].is_empty() && row.silence[1] == Silence::Unread;
    let beside: Vec<&RuleRow> = rows.iter().filter(unread).collect();
    assert!(!beside.is_empty(), "something of Sindh was not read");
    assert!(beside.iter().all(|row| row.strongest.is_empty() && row.only.is_none()));
    for row in rows.iter().filter(|row| row.cells.iter().filter(|cells| !cells.is_empty()).count() < 2) {
        assert!(row.strongest.is_empty(), "{}: {}", row.subject, row.facet.label());
    }
}

#[test]
fn a_place_that_was_not_read_whole_is_beaten_only_by_what_was_read() {
    let rows = rules(&["punjab", "sindh"], "child-labour");
    let age = row(&rows, "minimum age: employment in general", "age");
    assert_eq!(age.reason.as_deref(), Some("the highest age, of what was read"));
}

#[test]
fn a_line_that_the_weaker_place_has_too_bears_no_mark() {
    for (pair, topic) in [
        (["khyber-pakhtunkhwa", "sindh"], "child-marriage"),
        (["punjab", "sindh"], "child-labour"),
        (["balochistan", "ict"], "corporal-punishment"),
        (["sindh", "azad-jammu-kashmir"], "juvenile-justice"),
    ] {
        for row in rules(&pair, topic) {
            for (at, cells) in row.cells.iter().enumerate() {
                for cell in cells.iter().filter(|cell| cell.best) {
                    let shared = row.cells[1 - at].iter().any(|other| other.says == cell.says);
                    assert!(!shared, "{}: {} is marked and stands in both", row.subject, cell.says);
                }
            }
        }
    }
}

#[test]
fn where_the_offence_has_no_filter_anyone_may_complain_and_where_there_is_no_offence_nobody_is_freer() {
    let rows = rules(&["khyber-pakhtunkhwa", "sindh"], "child-marriage");
    let spouse = row(&rows, "offence: an adult marrying a child", "who may complain");
    assert_eq!((spouse.strongest.as_slice(), spouse.silence[1].label()), ([1].as_slice(), "anyone"));
    // The Hindu Marriage Act of 2017 does not hold in Sindh, and no Act there punishes what its section 21 does.
    let hindu = row(&rows, "offence: child marriage", "who may complain");
    assert!(hindu.strongest.is_empty() && hindu.silence[1].label() == "-");
}

#[test]
fn that_a_woman_goes_to_no_prison_is_an_exception_that_khyber_pakhtunkhwa_has_and_sindh_has_not() {
    let rows = rules(&["khyber-pakhtunkhwa", "sindh"], "child-marriage");
    let spared = row(&rows, "exceptions: promoting or permitting a child marriage", "exceptions");
    assert!(spared.cells[0].iter().any(|cell| cell.citation == "Child Marriage Restraint Act, 1929, s. 6"));
    assert_eq!((spared.strongest.as_slice(), spared.silence[1].label()), ([1].as_slice(), "none"));
    let breach = row(&rows, "offence: disobeying an injunction", "penalty");
    assert_eq!(breach.only, Some(0));
}

#[test]
fn a_comparison_on_child_marriage_defines_the_child_for_marriage_and_one_on_whipping_leaves_liquor_out() {
    let subjects =
        |ids: &[&str], topic: &str| -> Vec<String> { rules(ids, topic).into_iter().map(|row| row.subject).collect() };
    let marriage = subjects(&["khyber-pakhtunkhwa", "sindh"], "child-marriage");
    let definitions: Vec<&String> =
        marriage.iter().filter(|subject| subject.starts_with("definition: child")).collect();
    assert_eq!(definitions, ["definition: child, for marriage"]);
    let blows = subjects(&["balochistan", "ict"], "corporal-punishment");
    assert!(blows.iter().any(|subject| subject == "exceptions: whipping"), "{blows:?}");
    assert!(!blows.iter().any(|subject| subject.contains("liquor") || subject.contains("zina")), "{blows:?}");
}

#[test]
fn what_is_offered_to_borrow_is_something_that_the_borrower_lacks() {
    let index = LawIndex::new(corpus());
    let all = findings(&index);
    for id in ["khyber-pakhtunkhwa", "balochistan", "punjab"] {
        let law = LawInForce::of(&index, places(&[id])[0], day(TODAY));
        for practice in practices(&all, &law) {
            for neighbour in &practice.nearest {
                let first = neighbour.borrow.first().expect("a section");
                let own = practice.own.evidence().iter().any(|evidence| evidence.citation == *first);
                let place = &neighbour.finding.place.id;
                assert!(!own, "{}: {id} has {first} as well as {place}", practice.requirement.id);
            }
        }
    }
    // Section 4 of the Act of 1929 spares the child spouse in Azad Jammu and Kashmir, and in Khyber Pakhtunkhwa just so.
    let law = LawInForce::of(&index, places(&["khyber-pakhtunkhwa"])[0], day(TODAY));
    let found = practices(&all, &law);
    let spouse = found.iter().find(|practice| practice.requirement.id == "child-spouse-not-liable-and-helped");
    let from = spouse.map(|practice| practice.nearest.iter().map(|other| other.finding.place.id.as_str()));
    assert!(!from.into_iter().flatten().any(|place| place == "azad-jammu-kashmir"));
}

#[test]
fn a_neighbour_whose_law_may_have_lapsed_or_that_meets_less_is_no_plain_example() {
    let index = LawIndex::new(corpus());
    let all = findings(&index);
    let law = LawInForce::of(&index, places(&["khyber-pakhtunkhwa"])[0], day(TODAY));
    let found = practices(&all, &law);
    let nearest = |requirement: &str| -> Vec<(String, bool)> {
        let practice = found.iter().find(|practice| practice.requirement.id == requirement);
        let near = practice.map(|practice| practice.nearest.iter());
        near.into_iter().flatten().map(|other| (other.finding.place.id.clone(), other.doubtful)).collect()
    };
    // Whether the Labour Code of 2026 took Punjab's Act on domestic workers with it is not known.
    assert!(nearest("domestic-work-minimum-age").contains(&("punjab".to_owned(), true)));
    // Little of the law of Gilgit-Baltistan is known: three old laws are no model for sixty.
    assert!(!nearest("child-is-under-18").iter().any(|(place, _)| place == "gilgit-baltistan"));
}

#[test]
fn a_place_with_no_law_on_domestic_work_does_not_do_better_than_one_whose_law_is_weak() {
    let index = LawIndex::new(corpus());
    let all = findings(&index);
    let laws = laws(&index, TODAY);
    let better = better_than_others(&all, "sindh", &laws);
    assert!(better.iter().any(|ahead| ahead.finding.requirement.id == "child-marriage-prosecution-open"));
    assert!(!better.iter().any(|ahead| ahead.finding.requirement.id == "domestic-work-enforceable"));
}

fn since_2011() -> Vec<Moved<'static>> {
    static INDEX: OnceLock<LawIndex<'static>> = OnceLock::new();
    let index = INDEX.get_or_init(|| LawIndex::new(corpus()));
    let requirements: Vec<&Requirement> = corpus().requirements().collect();
    let found = progress(index, &everywhere(), &requirements, day(CONSULTATION), day(TODAY));
    found.gained.into_iter().chain(found.lost).chain(found.changed).collect()
}

#[test]
fn no_law_that_held_on_the_day_of_the_consultation_is_credited_with_what_came_after() {
    let index = LawIndex::new(corpus());
    let held: Vec<(String, Vec<String>)> = everywhere()
        .into_iter()
        .map(|place| {
            let law = LawInForce::of(&index, place, day(CONSULTATION));
            (place.id.clone(), law.held.iter().map(|held| held.instrument.id.to_string()).collect())
        })
        .collect();
    for moved in since_2011() {
        let then = &held.iter().find(|(place, _)| *place == moved.place.id).expect("the place").1;
        for by in &moved.by {
            let law = corpus().instrument(by).expect("the instrument");
            let old = law.passed.is_some_and(|passed| passed.latest() <= day(CONSULTATION));
            let what = format!("{} in {} by {by}", moved.requirement.id, moved.place.id);
            assert!(!then.contains(&by.to_string()) && !old, "{what}");
        }
    }
}

#[test]
fn only_what_decides_the_points_that_moved_is_credited() {
    let moved = since_2011();
    let by = |requirement: &str, place: &str| -> Vec<String> {
        let found = moved.iter().find(|moved| moved.requirement.id == requirement && moved.place.id == place);
        found.map(|moved| moved.by.iter().map(ToString::to_string).collect()).unwrap_or_default()
    };
    // The ban on fetters in juvenile custody did nothing for schools.
    let schools = by("corporal-punishment-school", "ict");
    assert!(schools.contains(&"ict/2021-prohibition-of-corporal-punishment-act".to_owned()), "{schools:?}");
    assert!(!schools.contains(&"federal/2018-juvenile-justice-system-act".to_owned()), "{schools:?}");
    // The Ordinance of 2002 named adoption; the Act that repealed it does not.
    assert_eq!(
        by("improper-adoption-inducement-offence", "sindh"),
        ["federal/2018-prevention-of-trafficking-in-persons-act"]
    );
    // What brought a contradiction into the law of rape is the Act of 2022, not those that widened it before.
    assert_eq!(by("rape-covers-boys-and-girls", "sindh"), ["federal/2022-torture-and-custodial-death-act"]);
    // Section 21 was written in 2024 and changed in 2025: both had a hand in it.
    let schools = by("private-and-religious-schools-regulated", "ict");
    assert!(schools.contains(&"federal/2024-societies-registration-amendment-act".to_owned()), "{schools:?}");
    // Punjab's shops law is of 1969; what made the hours was written into it in 2023.
    let hours = by("play-and-leisure", "punjab");
    assert!(hours.contains(&"punjab/2023-shops-and-establishments-amendment-act".to_owned()), "{hours:?}");
}

#[test]
fn what_changes_without_an_instrument_says_what_it_hangs_on_or_that_nobody_looked() {
    for moved in since_2011().iter().filter(|moved| moved.by.is_empty()) {
        let said = !moved.doubts.is_empty() || moved.step() == Step::Unknown;
        assert!(said, "{} in {}: {:?} to {:?}", moved.requirement.id, moved.place.id, moved.from, moved.to);
    }
}

#[test]
fn a_step_from_or_into_ignorance_is_neither_better_nor_worse() {
    assert_eq!(Step::between(Status::Gap, Status::Partial), Some(Step::Better));
    assert_eq!(Step::between(Status::Partial, Status::Conflict), Some(Step::Worse));
    for known in [Status::Conflict, Status::Gap, Status::Partial, Status::Met] {
        assert_eq!(Step::between(Status::Unknown, known), Some(Step::Unknown));
        assert_eq!(Step::between(known, Status::Unknown), Some(Step::Unknown));
    }
    assert_eq!(Step::between(Status::Gap, Status::Gap), None);
}

#[test]
fn a_place_is_not_ahead_of_others_by_what_nobody_knows_of_it_nor_by_a_law_that_holds_everywhere() {
    let index = LawIndex::new(corpus());
    let requirements: Vec<&Requirement> = corpus().requirements().collect();
    let laws = laws(&index, CONSULTATION);
    let found = Assessor::new(&index, day(CONSULTATION)).findings_under(&laws, &requirements);
    // The Employment of Children Act, 1991 held everywhere in 2011, and what the mines law says was looked up for the provinces only.
    let best = better_than_others(&found, "fata", &laws);
    let inspectors =
        |ahead: &Ahead<'_, '_>| ahead.finding.requirement.id == "labour-inspection-registers-and-open-complaints";
    assert!(!best.iter().any(inspectors));
    assert!(laws.iter().any(|law| !better_than_others(&found, &law.place.id, &laws).is_empty()), "some place is ahead");
}

#[test]
fn what_a_place_is_ahead_by_is_named_first_by_the_section_that_others_lack() {
    let index = LawIndex::new(corpus());
    let (found, laws) = (findings(&index), laws(&index, TODAY));
    let best = better_than_others(&found, "ict", &laws);
    let forced = best.iter().find(|ahead| ahead.finding.requirement.id == "forced-marriage-of-child-offence");
    let first = forced.and_then(|ahead| ahead.by.first()).expect("a section");
    assert!(first.starts_with("Islamabad Capital Territory"), "{first}");
}

#[test]
fn what_a_place_has_itself_is_nothing_to_borrow() {
    let index = LawIndex::new(corpus());
    let found = findings(&index);
    let law = LawInForce::of(&index, corpus().jurisdiction("khyber-pakhtunkhwa").expect("a place"), day(TODAY));
    let borrowed = practices(&found, &law);
    assert!(!borrowed.is_empty());
    for practice in &borrowed {
        for neighbour in practice.met_in.iter().chain(&practice.nearest) {
            let first = neighbour.borrow.first().expect("a section");
            let own = law.held.iter().any(|held| {
                held.instrument.cite(&held.provision.section) == *first
                    && !held.instrument.provisions.iter().any(|other| {
                        other.section == held.provision.section
                            && other.scope.places.contains(&neighbour.finding.place.id)
                    })
            });
            assert!(!own, "{first} holds in Khyber Pakhtunkhwa too: {}", practice.requirement.id);
        }
    }
}
