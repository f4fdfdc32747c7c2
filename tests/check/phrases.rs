//! What people say when they ask for something is said of what is there.

use super::{only, problems_of, with_rules};

const STANDARD: &str = "id: crc
title: Convention
short: CRC
kind: treaty
adopted: 1989-11-20
binding: true
sources: {S1: {title: t, grade: primary}}
articles: [{article: \"19(1)\", heading: h, summary: s, verified: text}]
requirements: []
";

const BODIES: &str = "institutions:
  - {name: Helpline, in: punjab, summary: s}
";

fn problems(phrases: &str) -> Vec<lacuna::corpus::Diagnostic> {
    problems_of(&[
        ("laws/punjab/2000-example.yaml", &with_rules("      - minimum_age: {of: marriage, age: 18}\n")),
        ("laws/punjab/institutions.yaml", BODIES),
        ("standards/crc.yaml", STANDARD),
        ("standards/phrases/punjab.yaml", phrases),
    ])
}

#[test]
fn phrases_of_what_is_there_are_no_problem() {
    let sound = "laws:
  punjab/2000-example: {whole: [wedding law], sections: {\"3\": [too young to wed, shadi ki umar]}}
standards:
  crc: {articles: {\"19(1)\": [beating at home]}}
bodies:
  punjab: {Helpline: [whom to ring]}
";
    assert_eq!(problems(sound), []);
}

#[test]
fn phrases_of_what_is_not_there_are_refused_with_the_nearest_name() {
    for (phrases, at, said) in [
        (
            "laws:\n  punjab/2000-exampel: {whole: [x y]}\n",
            (2, 12),
            "no instrument is called `punjab/2000-exampel` (the nearest is `punjab/2000-example`)",
        ),
        (
            "laws:\n  punjab/2000-example: {sections: {\"33\": [x y]}}\n",
            (2, 36),
            "no section of punjab/2000-example is called `33` (the nearest is `3`)",
        ),
        (
            "standards:\n  crc: {articles: {\"19(2)\": [x y]}}\n",
            (2, 20),
            "no article of crc is called `19(2)` (the nearest is `19(1)`)",
        ),
        (
            "bodies:\n  punjab: {Helpine: [x y]}\n",
            (2, 12),
            "no body of punjab is called `Helpine` (the nearest is `Helpline`)",
        ),
    ] {
        let (code, line, column, message) = only(&problems(phrases));
        assert_eq!((code.as_str(), line, message.as_str()), ("unknown-reference", at.0, said), "{phrases}");
        assert!(column > 1, "{phrases}");
    }
}

#[test]
fn an_unknown_key_an_empty_list_and_a_phrase_twice_are_refused() {
    for (phrases, code) in [
        ("laws:\n  punjab/2000-example: {hole: [x y]}\n", "unknown-key"),
        ("laws:\n  punjab/2000-example: {whole: []}\n", "missing-key"),
        ("laws:\n  punjab/2000-example: {whole: [x y, X Y]}\n", "duplicate-id"),
        ("law: {}\n", "unknown-key"),
        ("laws: {punjab/2000-example: {whole: {a: b}}}\n", "wrong-shape"),
    ] {
        assert_eq!(only(&problems(phrases)).0, code, "{phrases}");
    }
}
