//! A corpus of a few lines, so that an index is made in a blink, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const FILES: [(&str, &str); 9] = [
    (
        "laws/jurisdictions.yaml",
        r#"
corpus: "small"
seen_up_to: 2026-01
jurisdictions:
  - {id: federal, name: Federation, kind: federation, aliases: [Pakistan]}
  - {id: punjab, name: Punjab, kind: province}
  - {id: sindh, name: Sindh, kind: province, aliases: [Sind]}
  - {id: fata, name: Federally Administered Tribal Areas, short: FATA, kind: territory, aliases: [tribal areas], to: 2018-05-31, successor: punjab}
"#,
    ),
    (
        "standards/vocabulary.yaml",
        r#"
words:
  topic:
    - {id: child-marriage, label: child marriage, definition: Marriage of a child.}
    - {id: juvenile-justice, label: juvenile justice, definition: Children and crime.}
  sector:
    - {id: justice, label: justice, definition: Courts.}
  function:
    - {id: curb, label: curb, definition: Punishes.}
  act:
    - {id: child-marriage, label: marrying a child, definition: A marriage with a child., synonyms: [nikah with a minor]}
    - {id: exchange-of-child, label: giving a child to settle a dispute, definition: A girl given., synonyms: [vani, swara, badl-i-sulh]}
  term:
    - {id: child, label: child, definition: A person under age., synonyms: [bachcha]}
"#,
    ),
    (
        "standards/phrases/federal.yaml",
        r#"
laws:
  federal/1860-code: {sections: {"82": [doli incapax, police booked a tiny kid]}}
"#,
    ),
    (
        "laws/federal/1860-code.yaml",
        r#"
title: Penal Code, 1860
aliases: [PPC]
kind: act
enacted_by: federal
extent: [{in: [punjab, sindh], from: 1862-01-01}, {in: fata, from: 1862-01-01}]
topics: [child-marriage]
sources: {S: {title: The code, grade: primary}}
provisions:
  - {section: "82", heading: Under seven, summary: A child under 7 commits no offence., to: 2016-03-18, source: S, verified: text}
  - {section: "82", heading: Under ten, summary: A child under 10 commits no offence., from: 2016-03-18, source: S, verified: text}
  - section: "310A"
    heading: Giving a girl to settle a dispute
    summary: Whoever gives a girl in badl-e-sulh or the like is punished with up to 7 years.
    from: 2011-12-26
    source: S
    verified: text
    rules:
      - offence: {act: exchange-of-child, victim: {sex: female, under: 18}, penalty: {prison: {max: 7 years}}}
"#,
    ),
    (
        "laws/federal/1929-restraint-act.yaml",
        r#"
title: Child Marriage Restraint Act, 1929
aliases: [CMRA]
kind: act
enacted_by: federal
extent: [{in: [punjab, sindh], from: 1930-04-01}]
topics: [child-marriage]
sources: {S: {title: The act, grade: primary}}
provisions:
  - {section: "2(a)", heading: Child, summary: A child is a girl under 16 or a boy under 18., source: S, verified: text, rules: [{definition: {term: child, under: {male: 18, female: 16}}}]}
  - {section: "4", heading: Marrying a child, summary: A man who marries a child is punished with 1 month., source: S, verified: text, rules: [{offence: {act: child-marriage, penalty: {prison: {max: 1 month}}}}]}
"#,
    ),
    (
        "laws/sindh/2013-restraint-act.yaml",
        r#"
title: Sindh Child Marriages Restraint Act, 2013
aliases: [SCMRA]
kind: act
enacted_by: sindh
passed: 2014-04-28
extent: [{in: sindh, from: 2014-06-11}]
displaces: [{instrument: federal/1929-restraint-act, in: sindh, from: 2014-06-11, basis: express-repeal}]
topics: [child-marriage]
sources: {S: {title: The act, grade: primary}}
provisions:
  - {section: "2(a)", heading: Child, summary: A child is a person under 18., source: S, verified: text, rules: [{definition: {term: child, under: 18}}]}
  - {section: "3", heading: Man who marries a child, summary: A man who marries a child is punished with up to 3 years., source: S, verified: text, rules: [{offence: {act: child-marriage, penalty: {prison: {max: 3 years}}}}]}
  - {section: "7", heading: Injunction, summary: A court can forbid a child marriage., source: S, verified: secondary}
"#,
    ),
    (
        "laws/punjab/2030-repeal.yaml",
        r#"
title: Punjab Child Marriage Bill
kind: bill
enacted_by: punjab
topics: [child-marriage]
sources: {S: {title: The bill, grade: primary}}
provisions:
  - {section: "3", heading: Marrying a child, summary: A man who marries a child would be punished., source: S, verified: text}
"#,
    ),
    (
        "laws/sindh/institutions.yaml",
        r#"
institutions:
  - {name: Sindh Child Helpline, in: sindh, functions: [], sector: [justice], contact: "1121", summary: Answers calls about children., receives_reports: true}
"#,
    ),
    (
        "standards/crc.yaml",
        r#"
id: crc
title: Convention on the Rights of the Child
short: CRC
kind: treaty
adopted: 1989-11-20
binding: true
articles:
  - {article: "19(1)", heading: Protection from all violence, summary: The State protects the child from violence., verified: text}
  - {article: "19(2)", heading: The protection system, summary: Programmes and procedures., verified: text}
"#,
    ),
];

/// A folder of this test's own, empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("search-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// The small corpus in a folder.
pub fn corpus(name: &str) -> PathBuf {
    let root = folder(name).join("corpus");
    for (path, text) in FILES {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the law");
        fs::write(path, text).expect("a law");
    }
    root
}

/// `lacuna search` on a corpus with a cache.
pub fn command(corpus: &Path, cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
    command.arg("search").args(arguments).arg("--corpus").arg(corpus).env("XDG_CACHE_HOME", cache);
    command.env_remove("LACUNA_CORPUS");
    command
}

/// What it said.
pub fn run(corpus: &Path, cache: &Path, arguments: &[&str]) -> Output {
    command(corpus, cache, arguments).output().expect("lacuna runs")
}

/// Its JSON.
pub fn json(corpus: &Path, cache: &Path, arguments: &[&str]) -> Value {
    let output = run(corpus, cache, &[arguments, &["--format", "json"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

/// The hits as `instrument:section`, with the version's summary where it has several.
pub fn hits(answer: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let hit = |hit: &Value| format!("{}:{}", text(&hit["instrument"]), text(&hit["section"]));
    answer["hits"].as_array().expect("hits").iter().map(hit).collect()
}

/// The files of the cache.
pub fn cached(cache: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cache.join("lacuna")).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
