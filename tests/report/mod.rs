//! A corpus small enough to read, and the same with something hostile in every text.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a person with bad intent, or bad luck, may write into any text.
pub fn hostile() -> String {
    let long = "x".repeat(10_000);
    format!(
        "=HYPERLINK(\"http://evil.example\",\"x\") <script>alert(1)</script> <img src=x onerror=alert(2)> \u{1b}[31mred\u{1b}[0m \u{202e}drawkcab\u{202c} \
         \u{1b}]8;;http://evil.example\u{7}link\u{1b}]8;;\u{7} بچوں کا تحفظ | `code` **bold** [link](javascript:alert(3)) ![img](http://evil.example/x.png) &amp; \u{0}\u{8} {{{{ 12345 * 3 }}}} {long}"
    )
}

/// A folder of its own for one test, empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The sample corpus in a folder; `text` makes what stands in its free texts from what would stand there.
pub fn corpus(name: &str, text: impl Fn(&str) -> String) -> PathBuf {
    let root = folder(name);
    let quoted = |plain: &str| serde_json::to_string(&text(plain)).expect("a text");
    for (path, content) in FILES {
        // Free texts stand between « and »; JSON's strings are YAML's.
        let mut out = String::new();
        for (at, part) in content.split(['«', '»']).enumerate() {
            out.push_str(&if at % 2 == 1 { quoted(part) } else { part.to_owned() });
        }
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, out).expect("a file");
    }
    root
}

/// A draft bill beside the sample corpus: eighteen for both in Punjab, and a text of every kind.
#[allow(dead_code, reason = "each test target uses what it needs")]
pub fn draft(root: &Path, text: impl Fn(&str) -> String) -> String {
    let quoted = |plain: &str| serde_json::to_string(&text(plain)).expect("a text");
    let path = root.join("draft.yaml");
    let bill = format!(
        "title: {}
kind: bill
enacted_by: punjab
assumed: 2026-06-01
extent: [{{in: punjab, from: 2026-06-01}}]
topics: [child-marriage]
sources:
  S1: {{title: {}, grade: primary}}
amends:
  - omit: \"punjab/2000-marriage-act:3\"
provisions:
  - section: \"2\"
    heading: {}
    summary: {}
    source: S1
    verified: text
    rules:
      - minimum_age: {{of: marriage, age: 18}}
",
        quoted("Punjab Marriage Bill"),
        quoted("the draft"),
        quoted("Age of marriage"),
        quoted("Nobody marries under eighteen.")
    );
    fs::write(&path, bill).expect("a file");
    path.to_string_lossy().into_owned()
}

/// Runs the program on a corpus.
pub fn lacuna(corpus: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
    command.arg("--corpus").arg(corpus).args(arguments).env_remove("LACUNA_CORPUS").env("NO_COLOR", "1");
    command.output().expect("lacuna runs")
}

/// What it said, for a message.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const FILES: [(&str, &str); 6] = [
    (
        "laws/jurisdictions.yaml",
        "corpus: «sample»
seen_up_to: 2026-01
jurisdictions:
  - {id: federal, name: Federation, kind: federation}
  - {id: punjab, name: «Punjab», short: «Pb», kind: province}
  - {id: sindh, name: «Sindh», short: «Sd», kind: province}
surveyed:
  - {in: [punjab, sindh], topic: child-marriage, basis: «read»}
",
    ),
    (
        "laws/punjab/2000-marriage-act.yaml",
        "title: «Punjab Marriage Act, 2000»
citation: «Punjab Act I of 2000»
kind: act
enacted_by: punjab
passed: 2000-01-01
extent: [{in: punjab, from: 2000-01-01}]
topics: [child-marriage]
sources:
  S1: {title: «Gazette of Punjab», url: «https://example.org/punjab?a=1&b=(2)», grade: primary}
provisions:
  - section: \"3\"
    heading: «Age of marriage»
    summary: «A girl may marry at sixteen.»
    source: S1
    verified: text
    rules:
      - minimum_age: {of: marriage, age: {male: 18, female: 16}}
",
    ),
    (
        "laws/sindh/2013-marriage-act.yaml",
        "title: «Sindh Marriage Act, 2013»
kind: act
enacted_by: sindh
passed: 2013-06-01
extent: [{in: sindh, from: 2013-06-01}]
topics: [child-marriage]
sources:
  S1: {title: «Gazette of Sindh», url: «https://example.org/sindh», grade: official}
provisions:
  - section: \"2\"
    heading: «Age of marriage»
    summary: «Nobody marries under eighteen.»
    source: S1
    verified: secondary
    rules:
      - minimum_age: {of: marriage, age: 18}
  - section: \"3\"
    heading: «Who marries a child»
    summary: «Prison or fine.»
    source: S1
    verified: text
    rules:
      - offence:
          act: child-marriage
          by: anyone
          victim: {under: 18}
          penalty: {any_of: [[prison], [fine]], prison: {max: 1 month}, fine: {}}
",
    ),
    (
        "standards/vocabulary.yaml",
        "words:
  topic:
    - {id: child-marriage, label: «child marriage», definition: «Marriage of a person under eighteen.»}
    - {id: education, label: «education», definition: «Schooling.»}
  act:
    - {id: child-marriage, label: «child marriage», definition: «d»}
  activity:
    - {id: marriage, label: «marriage», definition: «d»}
  actor:
    - {id: anyone, label: «anyone», definition: «d»}
    - {id: child, label: «child», definition: «d»}
  sector:
    - {id: justice, label: «justice», definition: «d»}
  function:
    - {id: curb, label: «curb», definition: «d»}
  entitlement:
    - {id: education, label: «education», definition: «d»}
  sanction:
    - {id: prison, label: «prison», definition: «d»}
    - {id: fine, label: «fine», definition: «d»}
",
    ),
    (
        "standards/crc.yaml",
        "id: crc
title: «Convention on the Rights of the Child»
short: «CRC»
kind: treaty
binding: true
articles:
  - {article: \"1\", heading: «The child», summary: «Everyone under eighteen.», verified: text}
requirements:
  - id: marriage-age
    article: \"1\"
    topic: child-marriage
    sector: justice
    function: curb
    strength: binding
    weight: 3
    text: «Nobody marries under eighteen.»
    why: «A married child leaves school.»
    test: {minimum_age: {of: marriage, at_least: 18, same_for_sexes: true, over: every}}
  - id: marriage-punished
    article: \"1\"
    topic: child-marriage
    sector: justice
    function: curb
    strength: binding
    weight: 2
    text: «Who marries a child is punished.»
    why: «It deters.»
    test: {offence: {act: child-marriage}}
  - id: schooling
    article: \"1\"
    topic: education
    sector: justice
    function: curb
    strength: guideline
    weight: 1
    text: «Every child goes to school.»
    why: «It is the ladder.»
    test: {entitles: {to: education, who: child}}
",
    ),
    (
        "standards/loopholes.yaml",
        "patterns:
  - id: fine-only
    title: «a fine can be all»
    explains: «The sentence may be a fine alone.»
    matters: «The price of a child is small change.»
    level: provision
    severity: 2
    pattern: {offence: {act: some}}
    remedy: «Prison, and a fine beside it.»
",
    ),
];
