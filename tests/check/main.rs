//! `lacuna check` finds each problem at its place, says what was expected, and never panics.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use lacuna::corpus::{Corpus, Diagnostic, Tree};

mod decides;
mod phrases;

const PLACES: &str = "corpus: \"1\"
jurisdictions:
  - {id: federal, name: Federation, kind: federation}
  - {id: punjab, name: Punjab, kind: province}
";

const WORDS: &str = "words:
  topic:
    - {id: child-marriage, definition: d}
  act:
    - {id: child-marriage, definition: d}
    - {id: corporal-punishment, definition: d}
    - {id: caning, definition: d, broader: corporal-punishment}
  activity:
    - {id: marriage, definition: d}
  actor:
    - {id: child, definition: d}
    - {id: parent, definition: d}
  community:
    - {id: christian, definition: d}
  condition:
    - {id: licensed, definition: d}
  entitlement:
    - {id: education, definition: d}
  feature:
    - {id: detention, definition: d}
    - {id: police-detention, definition: d, broader: detention}
  law-family:
    - {id: juvenile-law, definition: d}
  legal-effect:
    - {id: void, definition: d}
    - {id: valid, definition: d, contrary_to: [void]}
  proceeding:
    - {id: bail, definition: d}
  purpose:
    - {id: justice, definition: d}
  status:
    - {id: child-marriage, definition: d}
  task:
    - {id: report, definition: d}
  term:
    - {id: child, definition: d}
  sector:
    - {id: justice, definition: d}
  function:
    - {id: curb, definition: d}
  sanction:
    - {id: death, definition: d}
";

/// A sound instrument with `rules` under its only provision.
fn with_rules(rules: &str) -> String {
    format!(
        "title: Example Act
kind: act
enacted_by: punjab
extent: [{{in: punjab, from: 2000-01-01}}]
sources:
  S1: {{title: the text, grade: primary}}
  S2: {{title: the press, grade: secondary}}
provisions:
  - section: \"3\"
    heading: h
    summary: s
    source: S1
    verified: text
    rules:
{rules}"
    )
}

fn problems(law: &str) -> Vec<Diagnostic> {
    problems_of(&[("laws/punjab/2000-example.yaml", law)])
}

fn problems_of(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut tree = Tree::default();
    for (path, text) in [("laws/jurisdictions.yaml", PLACES), ("standards/vocabulary.yaml", WORDS)] {
        tree.files.insert(path.to_owned(), text.to_owned());
    }
    for (path, text) in files {
        tree.files.insert((*path).to_owned(), (*text).to_owned());
    }
    Corpus::read(&tree).1
}

/// The only problem: its code, line and column, and what it says.
fn only(problems: &[Diagnostic]) -> (String, u32, u32, String) {
    let [problem] = problems else { panic!("one problem is expected: {problems:#?}") };
    let help = problem.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
    (problem.code.to_string(), problem.mark.line, problem.mark.column, format!("{}{help}", problem.message))
}

fn rule_problem(rule: &str) -> (String, u32, u32, String) {
    only(&problems(&with_rules(&format!("      - {rule}\n"))))
}

#[test]
fn a_sound_law_has_no_problem() {
    let law = with_rules("      - minimum_age: {of: marriage, age: 18}\n");
    assert_eq!(problems(&law), []);
}

#[test]
fn an_unknown_word_is_refused_with_the_nearest_one() {
    let (code, line, column, said) = rule_problem("prohibition: {act: corporal-punishmnt}");
    assert_eq!((code.as_str(), line, column), ("unknown-word", 15, 28));
    assert!(said.contains("`corporal-punishment`"), "{said}");
}

#[test]
fn a_word_of_another_class_is_named_as_such() {
    let (code, _, _, said) = rule_problem("prohibition: {act: death}");
    assert_eq!(code, "unknown-word");
    assert!(said.contains("a word of class sanction, not act"), "{said}");
}

#[test]
fn a_mistyped_key_would_lose_law_and_is_refused() {
    let (code, line, column, said) = rule_problem("minimum_age: {of: marriage, age: 18, unles: []}");
    assert_eq!((code.as_str(), line, column), ("unknown-key", 15, 46));
    assert!(said.contains("`unless`"), "{said}");
}

#[test]
fn an_age_lies_between_0_and_25() {
    assert_eq!(rule_problem("minimum_age: {of: marriage, age: 180}").0, "bad-age");
    assert_eq!(rule_problem("minimum_age: {of: marriage, age: {male: 18, female: -1}}").0, "bad-age");
    assert_eq!(rule_problem("minimum_age: {of: marriage, age: eighteen}").0, "bad-age");
}

#[test]
fn a_minimum_does_not_stand_above_its_maximum() {
    let rule = "offence: {act: child-marriage, penalty: {prison: {min: 3 years, max: 30 months}}}";
    assert_eq!(rule_problem(rule).0, "upside-down");
    let rule = "offence: {act: child-marriage, penalty: {fine: {min: 500, max: 100}}}";
    assert_eq!(rule_problem(rule).0, "upside-down");
    let rule = "offence: {act: child-marriage, scope: {age: {from: 18, to: 16}}}";
    assert_eq!(rule_problem(rule).0, "upside-down");
}

#[test]
fn a_date_is_a_day_of_the_calendar() {
    let law = with_rules("      []\n").replace("from: 2000-01-01", "from: 2014-02-30");
    let (code, line, _, said) = only(&problems(&law));
    assert_eq!((code.as_str(), line), ("bad-date", 4));
    assert!(said.contains("2014-02-30"), "{said}");
}

#[test]
fn a_term_is_a_length_of_time() {
    let rule = "offence: {act: child-marriage, complaint: {within: a year}}";
    assert_eq!(rule_problem(rule).0, "bad-term");
}

#[test]
fn an_interval_does_not_end_before_it_begins() {
    let law = with_rules("      []\n").replace("    heading: h", "    from: 2010-01-01\n    to: 2005-01-01");
    let codes: Vec<String> = problems(&law).iter().map(|problem| problem.code.to_string()).collect();
    assert!(codes.contains(&"upside-down".to_owned()), "{codes:?}");
}

#[test]
fn two_versions_of_a_section_do_not_hold_on_one_day() {
    let second = "  - {section: \"3\", summary: s, source: S1, verified: text, from: 2010-01-01}\n";
    let law = with_rules("      []\n") + second;
    let (code, line, _, _) = only(&problems(&law));
    assert_eq!((code.as_str(), line), ("overlapping-versions", 16));
    let ended = law.replace("    heading: h", "    to: 2010-01-01");
    assert_eq!(problems(&ended), []);
}

#[test]
fn a_version_that_no_day_can_reach_is_found() {
    let law = with_rules("      []\n").replace("    heading: h", "    to: 1999-01-01");
    assert_eq!(only(&problems(&law)).0, "unreachable-provision");
}

#[test]
fn a_fact_needs_a_source_that_is_listed_and_is_what_it_claims_to_be() {
    let law = with_rules("      []\n");
    assert_eq!(only(&problems(&law.replace("    source: S1\n", ""))).0, "missing-source");
    assert_eq!(only(&problems(&law.replace("source: S1", "source: S9"))).0, "unknown-source");
    assert_eq!(only(&problems(&law.replace("source: S1", "source: S2"))).0, "overstated-certainty");
}

#[test]
fn a_heading_alone_carries_no_rules() {
    let law = with_rules("      - minimum_age: {of: marriage, age: 18}\n");
    assert_eq!(only(&problems(&law.replace("    heading: h", "    seen: heading-only"))).0, "heading-only-rules");
}

#[test]
fn every_reference_points_at_something() {
    let (code, _, _, said) = rule_problem("relation: {repeals: punjab/2000-exmple}");
    assert_eq!(code, "unknown-reference");
    assert!(said.contains("punjab/2000-example"), "{said}");
    assert_eq!(rule_problem("relation: {repeals: \"punjab/2000-example:99\"}").0, "unknown-reference");
    let law = with_rules("      []\n").replace("in: punjab,", "in: pumjab,");
    assert_eq!(only(&problems(&law)).0, "unknown-reference");
}

#[test]
fn laws_do_not_displace_each_other_in_a_circle() {
    let one = with_rules("      []\n") + "displaces: [{instrument: punjab/2001-other, basis: implied}]\n";
    let other = with_rules("      []\n") + "displaces: [{instrument: punjab/2000-example, basis: implied}]\n";
    let found = problems_of(&[("laws/punjab/2000-example.yaml", &one), ("laws/punjab/2001-other.yaml", &other)]);
    assert!(found.iter().all(|problem| problem.code.id() == "displacement-cycle") && !found.is_empty(), "{found:#?}");
}

#[test]
fn a_displacement_that_is_only_reported_is_doubtful() {
    let law = with_rules("      []\n") + "displaces: [{instrument: punjab/2000-example, basis: reported}]\n";
    assert!(problems(&law).iter().any(|problem| problem.message.contains("needs its doubt")));
}

#[test]
fn a_requirement_has_a_test() {
    let standard = "id: crc
title: t
kind: treaty
requirements:
  - {id: r, article: \"1\", topic: child-marriage, sector: justice, function: curb, strength: binding, weight: 3, text: t}
";
    assert_eq!(only(&problems_of(&[("standards/crc.yaml", standard)])).0, "missing-test");
}

/// A sound standard with one requirement.
const STANDARD: &str = "id: crc
title: t
kind: treaty
requirements:
  - {id: marriage-age-18, article: \"1\", topic: child-marriage, sector: justice, function: curb, strength: binding, weight: 3, text: t,
     test: {minimum_age: {of: marriage, at_least: 18}}}
";

#[test]
fn a_loophole_undermines_a_requirement_that_is_there() {
    let loophole = "patterns:
  - {id: p, title: t, explains: e, matters: m, level: law, severity: 1, remedy: r, pattern: {offence: {bailable: true}},
     undermines: [marriage-age-18, mariage-age-18]}
";
    let found = problems_of(&[("standards/crc.yaml", STANDARD), ("standards/loopholes.yaml", loophole)]);
    let (code, line, column, said) = only(&found);
    assert_eq!((code.as_str(), line, column), ("unknown-reference", 3, 36));
    assert!(said.contains("no requirement is called `mariage-age-18`") && said.contains("`marriage-age-18`"), "{said}");
    let anywhere = loophole.replace("undermines:", "undermines_anywhere:");
    let found = problems_of(&[("standards/crc.yaml", STANDARD), ("standards/loopholes.yaml", &anywhere)]);
    assert_eq!(only(&found).0, "unknown-reference");
    // What points at a requirement that was refused is not a second problem.
    let broken = STANDARD.replace("at_least: 18", "at_least: 180");
    let found = problems_of(&[("standards/crc.yaml", &broken), ("standards/loopholes.yaml", loophole)]);
    assert_eq!(only(&found).0, "bad-age");
}

#[test]
fn what_a_survey_did_not_look_for_is_a_requirement_that_is_there() {
    let places = PLACES.to_owned()
        + "surveyed: [{in: punjab, topic: child-marriage, basis: b, except: [marriage-age-18, marriage-age]}]\n";
    let found = problems_of(&[("standards/crc.yaml", STANDARD), ("laws/jurisdictions.yaml", &places)]);
    let (code, line, _, said) = only(&found);
    assert_eq!((code.as_str(), line), ("unknown-reference", 5));
    assert!(said.contains("`marriage-age`"), "{said}");
}

#[test]
fn ids_and_aliases_name_one_thing() {
    let law = with_rules("      []\n").replace("kind: act", "kind: act\naliases: [EA]");
    let found = problems_of(&[("laws/punjab/2000-example.yaml", &law), ("laws/punjab/2001-other.yaml", &law)]);
    assert_eq!(only(&found).0, "duplicate-id");
    let words = format!("{WORDS}    - {{id: death, definition: again}}\n");
    assert_eq!(only(&problems_of(&[("standards/vocabulary.yaml", &words)])).0, "duplicate-id");
}

#[test]
fn yaml_that_is_not_yaml_says_where() {
    let (code, line, _, said) = only(&problems("title: a\ntitle: b\n"));
    assert_eq!((code.as_str(), line), ("duplicate-key", 2), "{said}");
    assert_eq!(only(&problems("title: a\n\tkind: act\n")).0, "invalid-yaml");
    assert_eq!(only(&problems("title: [a\n")).0, "invalid-yaml");
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n\
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n\
                e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n\
                g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]\nh: [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]\n";
    assert_eq!(only(&problems(bomb)).0, "invalid-yaml");
    let deep = format!("a: {}{}\n", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(only(&problems(&deep)).0, "invalid-yaml");
}

#[test]
fn every_problem_of_a_file_is_found_at_once() {
    let law = with_rules(
        "      - minimum_age: {of: mariage, age: 18}
      - minimum_age: {of: marriage, age: 99}
      - offence: {act: child-marriage, cognisable: true}
",
    );
    let codes: Vec<&str> = problems(&law).iter().map(|problem| problem.code.id()).collect();
    assert_eq!(codes, ["unknown-word", "bad-age", "unknown-key"]);
}

fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let root = std::env::temp_dir().join(format!("lacuna-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
    }
    root
}

fn lacuna(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lacuna")).args(arguments).output().expect("lacuna runs")
}

#[test]
fn a_broken_folder_is_one_clear_error_and_exit_code_2() {
    let empty = folder("empty", &[("readme.txt", b"nothing")]);
    let latin: &[(&str, &[u8])] = &[
        ("laws/jurisdictions.yaml", PLACES.as_bytes()),
        ("standards/vocabulary.yaml", WORDS.as_bytes()),
        ("laws/punjab/2000-example.yaml", b"title: caf\xe9\n"),
    ];
    let latin = folder("latin", latin);
    let missing = empty.join("missing");
    for (root, said) in [(&empty, "no-corpus"), (&latin, "not UTF-8"), (&missing, "no-corpus")] {
        for command in ["gaps", "check"] {
            let output = lacuna(&[command, "--corpus", &root.to_string_lossy()]);
            let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{command}: {text}");
            assert_eq!(text.matches("error[").count(), 1, "{command}: {text}");
            assert!(text.contains(said), "{command}: {text}");
        }
    }
    let _ = fs::remove_dir_all(&empty);
    let _ = fs::remove_dir_all(&latin);
}

#[test]
fn a_problem_is_drawn_with_its_line_underlined() {
    let law = with_rules("      - prohibition: {act: corporal-punishmnt}\n");
    let root = folder(
        "drawn",
        &[
            ("laws/jurisdictions.yaml", PLACES.as_bytes()),
            ("standards/vocabulary.yaml", WORDS.as_bytes()),
            ("laws/punjab/2000-example.yaml", law.as_bytes()),
        ],
    );
    let output = lacuna(&["check", "--corpus", &root.to_string_lossy()]);
    snapbox::assert_data_eq!(
        String::from_utf8_lossy(&output.stdout).into_owned(),
        snapbox::str![[r#"
error[unknown-word]: no act is called `corporal-punishmnt`
  --> laws/punjab/2000-example.yaml:15:28
   |
15 |       - prohibition: {act: corporal-punishmnt}
   |                            ^^^^^^^^^^^^^^^^^^
   |
   = help: the nearest act is `corporal-punishment`

"#]]
    );
    let _ = fs::remove_dir_all(&root);
}
