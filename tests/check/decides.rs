//! A test that cannot decide, and a pattern that selects everything or nothing, are refused at their place.

use lacuna::corpus::Diagnostic;

use super::{WORDS, only, problems_of};

/// The only problem of a standard whose requirement has this test on its sixth line, from column 12.
fn test_problem(test: &str) -> (String, u32, u32, String) {
    only(&test_problems(test))
}

fn test_problems(test: &str) -> Vec<Diagnostic> {
    problems_of(&[("standards/crc.yaml", &standard_with(test))])
}

fn standard_with(test: &str) -> String {
    format!(
        "id: crc
title: t
kind: treaty
requirements:
  - {{id: r, article: \"1\", topic: child-marriage, sector: justice, function: curb, strength: binding, weight: 3, text: t,
     test: {test}}}
"
    )
}

#[test]
fn a_pattern_in_a_requirement_is_refused_at_its_place_with_the_nearest_word() {
    let test = "{prohibits: {act: child-marriage, where: {prohibition: {act: child-marriage, setings: some}}}}";
    let (code, line, column, said) = test_problem(test);
    assert_eq!((code.as_str(), line, column), ("unknown-key", 6, 89));
    assert!(said.contains("`settings`"), "{said}");
    let (code, line, column, said) = test_problem("{rule: {what: none, where: {ofence: {act: child-marriage}}}}");
    assert_eq!((code.as_str(), line, column), ("unknown-key", 6, 40));
    assert!(said.contains("`offence`"), "{said}");
    let (code, _, column, said) = test_problem("{rule: {what: none, where: {offence: {act: child-mariage}}}}");
    assert_eq!((code.as_str(), column), ("unknown-word", 55));
    assert!(said.contains("`child-marriage`"), "{said}");
    let (code, _, column, said) = test_problem("{rule: {what: none, where: {offence: {bailable: often}}}}");
    assert_eq!((code.as_str(), column), ("wrong-shape", 60), "{said}");
}

#[test]
fn a_rule_leaf_says_which_rules_and_what_they_are_to_a_reader() {
    assert!(test_problem("{rule: {what: none}}").3.contains("`where` is missing"));
    assert!(test_problem("{rule: {where: {offence: {act: child-marriage}}}}").3.contains("`what` is missing"));
    assert_eq!(test_problems("{rule: {what: none, absent: true, where: {offence: {act: child-marriage}}}}"), []);
}

/// Refused with this code at this column of the sixth line; what is said.
fn refused(test: &str, code: &str, at: &str) -> String {
    let (found, line, column, said) = test_problem(test);
    let expected = "     test: ".len() + test.find(at).expect("the part that is wrong") + 1;
    assert_eq!((found.as_str(), line, column as usize), (code, 6, expected), "{test}: {said}");
    said
}

#[test]
fn a_leaf_that_asks_nothing_is_refused() {
    for leaf in [
        "{definition: {term: child, for: justice, over: every}}",
        "{minimum_age: {of: marriage, over: every}}",
        "{minimum_age: {of: marriage, same_for_sexes: true}}",
        "{offence: {act: child-marriage, if_any: true}}",
        "{procedure: {in: bail}}",
        "{legal_effect: {of: child-marriage}}",
    ] {
        let body = &leaf[leaf[1..].find('{').expect("a body") + 1..];
        assert!(refused(leaf, "asks-nothing", body).contains("asks nothing of it"));
    }
}

#[test]
fn a_key_that_asks_nothing_is_refused_because_it_would_be_passed_over() {
    refused("{offence: {act: child-marriage, cognizable: false}}", "asks-nothing", "false");
    refused("{offence: {act: child-marriage, compoundable: true}}", "asks-nothing", "true");
    refused("{duty: {to: report, force: may}}", "asks-nothing", "may");
    refused("{prohibits: {act: []}}", "asks-nothing", "[]");
    refused("{procedure: {in: bail, requires: [], bars: detention}}", "asks-nothing", "[]");
    let said = refused("{prohibits: {act: caning, explicit: true}}", "asks-nothing", "true");
    assert!(said.contains("without `settings`"), "{said}");
    let said = refused("{offence: {act: caning, victims: {under: 18}}}", "asks-nothing", "{under");
    assert!(said.contains("sexes: [female, male]"), "{said}");
    assert_eq!(test_problems("{offence: {act: child-marriage, cognizable: true, compoundable: false}}"), []);
    assert_eq!(test_problems("{duty: {to: report, force: shall}}"), []);
}

#[test]
fn an_age_that_no_child_has_is_refused() {
    let said = refused("{definition: {term: child, under: 21}}", "impossible-age", "21");
    assert!(said.contains("CRC art. 1"), "{said}");
    refused("{sentence_limit: {bars: death, under: 19}}", "impossible-age", "19");
    refused("{offence: {act: caning, victims: {under: 25, sexes: [female, male]}}}", "impossible-age", "25");
    refused("{minimum_age: {of: marriage, at_least: 180}}", "bad-age", "180");
    refused("{minimum_age: {of: marriage, at_least: eighteen}}", "bad-age", "eighteen");
    assert_eq!(test_problems("{minimum_age: {of: marriage, at_least: 21, contradicted_below: 18}}"), []);
}

#[test]
fn ages_that_are_upside_down_are_refused() {
    let test = "{minimum_age: {of: marriage, at_least: 16, contradicted_below: 18}}";
    assert!(refused(test, "upside-down", "18").contains("an age of 16 would meet it"));
    let test = "{entitles: {who: child, to: education, from_age: 16, to_age: 5}}";
    assert!(refused(test, "upside-down", "5}").contains("no age lies from 16 to under 5"));
}

#[test]
fn a_requirement_that_no_law_could_fail_is_refused() {
    refused("{minimum_age: {of: marriage, at_least: 0}}", "never-failed", "0");
    refused("{duty: {to: report, within: 18 years}}", "never-failed", "18 years");
    refused("{procedure: {in: bail, within: 300 months}}", "never-failed", "300 months");
    let rule = |absent| format!("{{rule: {{what: w, absent: {absent}, where: {{offence: {{act: caning}}}}}}}}");
    let test = format!("{{any: [{}, {}]}}", rule(false), rule(true));
    assert!(refused(&test, "never-failed", "[").contains("another for its absence"));
}

#[test]
fn a_requirement_that_no_law_could_meet_is_refused() {
    refused("{duty: {to: report, within: 0 hours}}", "never-met", "0 hours");
    refused("{legal_effect: {of: child-marriage, on_motion_of: child}}", "never-met", "child}}");
    refused("{legal_effect: {family: juvenile-law, prevails_over: juvenile-law}}", "never-met", "juvenile-law}}");
    let test = "{duty: {to: report, scope: {community: christian, except: {community: christian}}}}";
    assert!(refused(test, "never-met", "{community").contains("takes out again"));
    let said = refused("{procedure: {in: bail, requires: police-detention, bars: detention}}", "never-met", "{in");
    assert!(said.contains("`police-detention` is asked for and barred"), "{said}");
    let test = "{offence: {act: caning, by: [child, parent], spares: child}}";
    assert!(refused(test, "never-met", "{act").contains("`child` is to be punishable and to be spared"));
}

#[test]
fn branches_that_cannot_all_hold_are_refused_at_the_second() {
    let test = "{all: [{procedure: {in: bail, bars: detention}}, {procedure: {requires: police-detention, in: bail}}]}";
    assert!(refused(test, "never-met", "{requires").contains("beside line 6"));
    let test = "{all: [{legal_effect: {of: child-marriage, effect: void}}, {legal_effect: {effect: valid, of: child-marriage}}]}";
    assert!(refused(test, "never-met", "{effect").contains("valid is the contrary of void"));
    let test = "{all: [{all: [{duty: {to: report, force: shall}}]}, {rule: {what: w, absent: true, where: {duty: {to: report}}}}]}";
    assert!(refused(test, "never-met", "{what").contains("wants absent"));
    let test = "{all: [{rule: {what: a, where: {duty: {to: report}}}}, {rule: {what: b, absent: true, where: {duty: {to: report}}}}]}";
    refused(test, "never-met", "{what: b");
    // Of different children, or one of two that is enough: both can be.
    let test = "{all: [{procedure: {in: bail, bars: detention, scope: {child: victim}}}, {procedure: {in: bail, requires: detention, scope: {child: accused}}}]}";
    let words = WORDS.to_owned() + "  role: [{id: victim, definition: d}, {id: accused, definition: d}]\n";
    assert_eq!(problems_of(&[("standards/vocabulary.yaml", &words), ("standards/crc.yaml", &standard_with(test))]), []);
    let test = "{any: [{procedure: {in: bail, bars: detention}}, {procedure: {in: bail, requires: detention}}]}";
    assert_eq!(test_problems(test), []);
}

/// Refused in a pattern, wherever it stands: in a requirement and in a loophole alike.
fn refused_pattern(pattern: &str, code: &str, at: &str) -> String {
    let said = refused(&format!("{{rule: {{what: w, where: {pattern}}}}}"), code, at);
    let loophole = format!(
        "patterns:
  - {{id: p, title: t, explains: e, matters: m, level: law, severity: 1, remedy: r,
     pattern: {pattern}}}
"
    );
    let (found, line, _, there) = only(&problems_of(&[("standards/loopholes.yaml", &loophole)]));
    assert_eq!((found.as_str(), line), (code, 3), "{pattern}");
    assert_eq!(said, there);
    said
}

#[test]
fn a_pattern_that_selects_everything_or_nothing_is_refused() {
    refused_pattern("{rule: {}}", "empty-pattern", "{rule: {}}");
    refused_pattern("{offence: {}, duty: {}}", "empty-pattern", "{offence");
    refused_pattern("{any: [{offence: {}}, {not: {offence: {}}}]}", "empty-pattern", "{any");
    refused_pattern("{duty: {to: report}, not: {duty: {to: report}}}", "empty-pattern", "{duty: {to: report}, not");
    let said = refused_pattern(
        "{all: [{offence: {bailable: true}}, {rule: {scope: some}, offence: {bailable: false}}]}",
        "empty-pattern",
        "{all",
    );
    assert!(said.contains("`bailable` is asked to be two things"), "{said}");
    refused_pattern(
        "{offence: {act: {any: caning, lacks: corporal-punishment, only: child-marriage}}}",
        "empty-pattern",
        "{any",
    );
    refused_pattern("{offence: {act: {only: caning, all: [child-marriage]}}}", "empty-pattern", "{only");
    refused_pattern("{offence: {penalty: {fine_only: true, prison_max: some}}}", "empty-pattern", "{fine_only");
    refused_pattern("{offence: {penalty: {names: [death], lacks: [death, fine]}}}", "empty-pattern", "{names");
}

#[test]
fn a_key_of_a_pattern_with_nothing_behind_it_is_refused() {
    for pattern in [
        "{offence: {act: }}",
        "{offence: {act: []}}",
        "{offence: {act: {}}}",
        "{offence: {act: {any: []}}}",
        "{offence: {victim: {}}}",
        "{offence: {victim: {under: {}}}}",
        "{offence: {penalty: {}}}",
        "{offence: {complaint: {within: {}}}}",
        "{offence: {exceptions: {}}}",
        "{offence: {verified: []}}",
        "{offence: {}, instrument: {}}",
        "{offence: {}, in: []}",
        "{offence: {}, in_kind: []}",
        "{not: {any: []}}",
    ] {
        assert_eq!(test_problem(&format!("{{rule: {{what: w, where: {pattern}}}}}")).0, "empty-pattern", "{pattern}");
    }
}

#[test]
fn an_impossible_age_or_bound_in_a_pattern_is_refused() {
    refused_pattern("{offence: {victim: {under: 180}}}", "bad-age", "180");
    refused_pattern("{offence: {victim: {under: {below: 26}}}}", "bad-age", "26");
    refused_pattern("{minimum_age: {age: {below: 0}}}", "impossible-age", "{below");
    refused_pattern("{minimum_age: {age: {at_least: 0}}}", "impossible-age", "{at_least");
    refused_pattern("{minimum_age: {age: {below: 14, at_least: 18}}}", "upside-down", "{below");
    refused_pattern("{offence: {victim: {under: 12, from: 14}}}", "upside-down", "{under");
    refused_pattern("{offence: {victim: {under: {below: 12}, from: {at_least: 12}}}}", "upside-down", "{under");
    refused_pattern("{duty: {within: {below: 1 month, at_least: 1 year}}}", "upside-down", "{below");
    let penalty = "{offence: {penalty: {prison_min: {at_least: 5 years}, prison_max: {below: 2 years}}}}";
    refused_pattern(penalty, "upside-down", "{prison_min");
    refused_pattern("{offence: {exceptions: {age: 16}}}", "wrong-shape", "16");
}
