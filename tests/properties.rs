//! What holds for every interval, age, term, penalty and citation, not for three.

use jiff::civil::Date;
use lacuna::corpus::{Corpus, Origin, Tree};
use lacuna::model::{
    Age, AgeBand, Interval, PartialDate, Penalty, Reach, Sanction, Scope, Sex, Term, Truth, Unit, Vocabulary,
    section_within,
};
use proptest::prelude::*;

fn days() -> impl Strategy<Value = Date> {
    (1850_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"))
}

fn dates() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        days().prop_map(PartialDate::day),
        days().prop_map(|day| format!("{:04}-{:02}", day.year(), day.month()).parse().expect("a month")),
        days().prop_map(|day| format!("{:04}", day.year()).parse().expect("a year")),
    ]
}

fn intervals() -> impl Strategy<Value = Interval> {
    (proptest::option::of(dates()), proptest::option::of(dates())).prop_map(|(from, to)| Interval { from, to })
}

fn ages() -> impl Strategy<Value = Age> {
    (0_i64..=25).prop_map(|years| Age::new(years).expect("an age"))
}

fn bands() -> impl Strategy<Value = AgeBand> {
    (proptest::option::of(ages()), proptest::option::of(ages())).prop_map(|(from, to)| AgeBand { from, to })
}

fn terms() -> impl Strategy<Value = Term> {
    let unit = prop_oneof![Just(Unit::Hour), Just(Unit::Day), Just(Unit::Week), Just(Unit::Month), Just(Unit::Year)];
    (1_u32..400, unit).prop_map(|(count, unit)| Term::new(count, unit))
}

fn scopes() -> impl Strategy<Value = Scope> {
    let sex = proptest::option::of(prop_oneof![Just(Sex::Female), Just(Sex::Male)]);
    (sex, proptest::option::of(bands())).prop_map(|(sex, age)| Scope { sex, age, ..Scope::default() })
}

proptest! {
    #[test]
    fn a_date_reads_back_as_it_is_written(date in dates()) {
        prop_assert_eq!(date.to_string().parse::<PartialDate>().expect("a date"), date);
        prop_assert!(date.earliest() <= date.latest());
    }

    #[test]
    fn a_term_reads_back_as_it_is_written(term in terms()) {
        prop_assert_eq!(term.to_string().parse::<Term>().expect("a term"), term);
    }

    #[test]
    fn terms_have_one_order(a in terms(), b in terms(), c in terms()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert!(!(a <= b && b <= c) || a <= c);
    }

    #[test]
    fn twelve_months_are_a_year(years in 1_u32..100) {
        prop_assert_eq!(Term::new(years * 12, Unit::Month), Term::new(years, Unit::Year));
    }

    #[test]
    fn an_interval_of_exact_days_never_depends(from in days(), to in days(), day in days()) {
        let interval = Interval { from: Some(PartialDate::day(from)), to: Some(PartialDate::day(to)) };
        let expected = if day >= from && day < to { Truth::Yes } else { Truth::No };
        prop_assert_eq!(interval.contains(day), expected);
    }

    #[test]
    fn an_empty_interval_certainly_holds_on_no_day(interval in intervals(), day in days()) {
        prop_assert!(!(interval.is_empty() && interval.contains(day) == Truth::Yes));
    }

    #[test]
    fn intervals_that_share_a_certain_day_overlap(a in intervals(), b in intervals(), day in days()) {
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        if a.contains(day) == Truth::Yes && b.contains(day) == Truth::Yes {
            prop_assert!(a.overlaps(&b));
        }
    }

    #[test]
    fn following_versions_do_not_overlap(day in days()) {
        let change = Some(PartialDate::day(day));
        let before = Interval { from: None, to: change };
        let after = Interval { from: change, to: None };
        prop_assert!(!before.overlaps(&after));
        prop_assert_eq!(before.contains(day), Truth::No);
        prop_assert_eq!(after.contains(day), Truth::Yes);
    }

    #[test]
    fn ages_outside_0_to_25_are_refused(years in prop_oneof![-1000_i64..0, 26_i64..1000]) {
        prop_assert!(Age::new(years).is_err());
    }

    #[test]
    fn a_band_covers_itself_and_what_it_covers_it_overlaps(a in bands(), b in bands()) {
        prop_assert!(a.covers(a));
        let empty = matches!((b.from, b.to), (Some(from), Some(to)) if from >= to) || b.to.is_some_and(|to| to.years() == 0);
        prop_assert!(empty || !a.covers(b) || a.overlaps(b));
    }

    #[test]
    fn a_scope_reaches_itself_and_everyone_reaches_all(scope in scopes()) {
        let words = Vocabulary::default();
        prop_assert_eq!(scope.reach(&scope, &words), Reach::Full);
        prop_assert_eq!(Scope::default().reach(&scope, &words), Reach::Full);
    }

    #[test]
    fn a_fine_alone_and_prison_available_are_different_questions(both in any::<bool>(), alone in any::<bool>()) {
        let mut any_of = Vec::new();
        if both { any_of.push(vec![Sanction::Prison, Sanction::Fine]); }
        if alone { any_of.push(vec![Sanction::Fine]); }
        let known = !any_of.is_empty();
        let penalty = Penalty { any_of, sanctions: vec![Sanction::Prison, Sanction::Fine], ..Penalty::default() };
        prop_assert!(penalty.reaches_liberty());
        prop_assert_eq!(penalty.allows_fine_alone(), known.then_some(alone));
    }

    #[test]
    fn a_part_of_a_section_lies_within_it(section in "[1-9][0-9]{0,2}[A-Z]?", part in "\\([a-z0-9]\\)") {
        let whole = format!("{section}{part}");
        let beside = format!("{section}1");
        prop_assert!(section_within(&whole, &section));
        prop_assert!(!section_within(&section, &whole));
        prop_assert!(!section_within(&beside, &section));
    }

    #[test]
    fn no_text_makes_the_small_parsers_panic(text in "\\PC{0,40}") {
        let _ = text.parse::<PartialDate>();
        let _ = text.parse::<Term>();
        let _ = text.parse::<Age>();
        let _ = section_within(&text, &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_the_corpus_panic(text in "[\\PC\\n ]{0,200}") {
        let mut tree = Tree::default();
        for path in ["laws/jurisdictions.yaml", "laws/punjab/x.yaml", "standards/vocabulary.yaml", "standards/x.yaml"] {
            tree.files.insert(path.to_owned(), text.clone());
        }
        let _ = Corpus::read(&tree);
    }

    #[test]
    fn a_cut_or_garbled_law_is_a_problem_or_a_law_never_a_panic(cut in 0_usize..4000, garble in "\\PC{0,3}") {
        let mut tree = Tree::embedded();
        let path = "laws/federal/1929-child-marriage-restraint-act.yaml";
        let law = tree.files.get(path).expect("the Act of 1929").clone();
        let at = (0..=cut.min(law.len())).rev().find(|at| law.is_char_boundary(*at)).unwrap_or(0);
        tree.files.retain(|path, _| !path.starts_with("laws/") || path == "laws/jurisdictions.yaml");
        tree.files.insert(path.to_owned(), format!("{}{garble}{}", &law[..at], &law[at..]));
        let _ = Corpus::read(&tree);
    }
}

#[test]
fn no_citation_makes_the_corpus_panic() {
    let corpus = Corpus::load(Origin::Embedded).expect("the bundled corpus is sound");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(256));
    runner
        .run(&"[\\PC ]{0,30}|(s\\.|section|PPC|JJSA|art) [0-9A-Z().]{0,8}( PPC| of)?", |text| {
            let _ = corpus.cite(&text);
            Ok(())
        })
        .expect("no panic");
}
