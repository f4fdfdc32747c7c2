//! What the cache and the query language must survive.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use lacuna::cache::Cache;
use lacuna::corpus::Origin;
use lacuna::search::{Ask, Search};

use super::small::{cached, command, corpus, folder, hits, json, run};

#[test]
fn eight_processes_on_an_empty_cache_all_answer_right() {
    let (corpus, cache) = (corpus("eight"), folder("eight-cache"));
    let start = || {
        command(&corpus, &cache, &["PPC 82", "--format", "json"]).stdout(Stdio::piped()).spawn().expect("lacuna starts")
    };
    let started: Vec<_> = (0..8).map(|_| start()).collect();
    let answers: Vec<Vec<u8>> = started
        .into_iter()
        .map(|process| {
            let output = process.wait_with_output().expect("it ends");
            assert!(output.status.success());
            output.stdout
        })
        .collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert!(String::from_utf8_lossy(&answers[0]).contains("Under ten"));
    assert_eq!(cached(&cache).len(), 1, "one index and no draft is left: {:?}", cached(&cache));
}

#[test]
fn a_flipped_byte_anywhere_changes_no_answer() {
    let (corpus, cache) = (corpus("flipped"), folder("flipped-cache"));
    let right = run(&corpus, &cache, &["marrying a child", "--format", "json"]).stdout;
    let index = cached(&cache).pop().expect("an index is kept");
    let sound = fs::read(&index).expect("the index");
    let mut places: Vec<usize> = (0..24).chain((24..sound.len()).step_by(sound.len() / 60)).collect();
    places.push(sound.len() - 1);
    let mut made_again = 0;
    for at in places {
        let mut flipped = sound.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&index, &flipped).expect("a flipped byte");
        let output = run(&corpus, &cache, &["marrying a child", "--format", "json"]);
        assert!(output.status.success() && output.stdout == right, "byte {at} was believed");
        // What was read is made again; what nobody asked for may lie there until somebody does.
        made_again += usize::from(fs::read(&index).expect("the index") != flipped);
    }
    assert!(made_again >= 24, "a damaged head is never believed");
}

#[test]
fn whatever_lies_in_the_cache_the_answer_is_right() {
    let (corpus, cache) = (corpus("rubbish"), folder("rubbish-cache"));
    let right = run(&corpus, &cache, &["injunction", "--format", "json"]).stdout;
    let index = cached(&cache).pop().expect("an index is kept");
    let sound = fs::read(&index).expect("the index");
    let rubbish: [&[u8]; 5] = [b"", b"LACUNA", b"not an index at all", &sound[..sound.len() / 2], &[0; 4096]];
    for bytes in rubbish {
        fs::write(&index, bytes).expect("rubbish");
        assert_eq!(run(&corpus, &cache, &["injunction", "--format", "json"]).stdout, right);
    }
    // Even a folder in its place.
    fs::remove_file(&index).expect("no index");
    fs::create_dir_all(index.join("x")).expect("a folder");
    assert_eq!(run(&corpus, &cache, &["injunction", "--format", "json"]).stdout, right);
    // An index that is sound, but of another corpus under this one's name.
    fs::remove_dir_all(&index).expect("no folder");
    let other = super::small::corpus("rubbish-other");
    fs::write(other.join("laws/federal/1860-code.yaml"), OTHER).expect("another law");
    fs::remove_file(other.join("standards/phrases/federal.yaml")).expect("no phrases for sections it has not");
    let other_cache = folder("rubbish-other-cache");
    let _ = run(&other, &other_cache, &["injunction"]);
    fs::copy(cached(&other_cache).pop().expect("an index"), &index).expect("a copy");
    assert_eq!(run(&corpus, &cache, &["injunction", "--format", "json"]).stdout, right);
}

const OTHER: &str = r#"
title: Other Code, 1861
kind: act
enacted_by: federal
extent: [{in: [punjab], from: 1862-01-01}]
sources: {S: {title: The code, grade: primary}}
provisions:
  - {section: "1", heading: Other injunction, summary: Injunction., source: S, verified: text}
"#;

#[test]
fn a_changed_corpus_is_searched_as_it_is_now() {
    let (corpus, cache) = (corpus("stale"), folder("stale-cache"));
    assert_eq!(hits(&json(&corpus, &cache, &["zebra"])).len(), 0);
    fs::write(corpus.join("laws/federal/1861-other.yaml"), OTHER.replace("Other injunction", "Zebra")).expect("a law");
    assert_eq!(hits(&json(&corpus, &cache, &["zebra"])), ["federal/1861-other:1"]);
    fs::remove_file(corpus.join("laws/federal/1861-other.yaml")).expect("no law");
    assert_eq!(hits(&json(&corpus, &cache, &["zebra"])).len(), 0);
}

#[test]
fn without_a_home_it_is_built_in_memory() {
    let corpus = corpus("homeless");
    // A path below a file can be written by nobody, root included.
    let file = folder("homeless-cache").join("file");
    fs::write(&file, "").expect("a file");
    let found = hits(&json(&corpus, &file.join("below"), &["injunction"]));
    assert_eq!(found, ["sindh/2013-restraint-act:7"]);
    let mut bare = command(&corpus, Path::new("/nonexistent"), &["injunction"]);
    let output = bare.env_remove("XDG_CACHE_HOME").env_remove("HOME").output().expect("lacuna runs");
    assert!(output.status.success());
}

#[test]
fn a_broken_corpus_is_reported_as_everywhere() {
    let (corpus, cache) = (corpus("broken"), folder("broken-cache"));
    fs::write(corpus.join("laws/federal/1860-code.yaml"), "title: [").expect("a broken law");
    let output = run(&corpus, &cache, &["child"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1860-code.yaml"));
    assert!(cached(&cache).is_empty(), "nothing is kept of a corpus that is not used");
}

#[test]
fn a_closed_pipe_is_success() {
    let (corpus, cache) = (corpus("pipe"), folder("pipe-cache"));
    let mut process = command(&corpus, &cache, &["child", "--limit", "100"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("lacuna starts");
    drop(process.stdout.take());
    assert!(process.wait().expect("it ends").success());
}

#[test]
fn hostile_queries_are_answered() {
    Search::consult(Origin::Folder(&corpus("hostile")), &Cache::none(), || {}, survives).expect("a sound corpus");
}

/// Answers whatever is asked.
fn survives(search: &Search) {
    let long = |text: &str| text.repeat(10_240 / text.len());
    let queries = [
        long("a"),
        long("child "),
        long("\"child marriage\" "),
        long("("),
        long("NOT "),
        long("-"),
        long("a OR "),
        long("in:punjab "),
        long("vani swara badl-i-sulh "),
        long("🙂"),
        long("ق"),
        long("6(1)(a) "),
        "\"child".to_owned(),
        "\"\"".to_owned(),
        "child\" \"marriage".to_owned(),
        "AND".to_owned(),
        "AND OR NOT".to_owned(),
        "NOT".to_owned(),
        "NOT child".to_owned(),
        "-child".to_owned(),
        ") child (".to_owned(),
        ".*child[a-z]+(?i)$^|\\d{3}".to_owned(),
        "c*ld? ch~2 child^5 [a TO b] {1 TO 2}".to_owned(),
        "\u{202e}child\u{202c} \u{200f}marriage\u{200e}".to_owned(),
        "child\0marriage\0".to_owned(),
        "'; DROP TABLE laws; --".to_owned(),
        "in: kind: section:".to_owned(),
        "in:\"\" age:.. passed:>".to_owned(),
        "age:-1 age:999999999999999999999 passed:9999..0".to_owned(),
        "passed:[2010 TO 2015]".to_owned(),
        "section:(((".to_owned(),
        ":".to_owned(),
        "::::".to_owned(),
        "/".to_owned(),
        "a/b:c".to_owned(),
        "\u{301}\u{301}".to_owned(),
        "--open".to_owned(),
        "\t\n\r".to_owned(),
        String::new(),
    ];
    for text in queries {
        for (limit, offset) in [(10, 0), (0, 0), (3, usize::MAX)] {
            let day = "2026-11-25".parse().expect("a day");
            let ask = Ask {
                text: text.clone(),
                filters: Vec::new(),
                day,
                only_in_force: false,
                all_versions: false,
                limit,
                offset,
            };
            let answer = search.answer(&ask).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert!(answer.hits.len() <= limit);
            for hit in answer.hits {
                let _ = hit.snippet.marked("<", ">");
            }
        }
    }
    let day = "2026-11-25".parse().expect("a day");
    let ask = |text: &str| Ask {
        text: text.to_owned(),
        filters: Vec::new(),
        day,
        only_in_force: false,
        all_versions: false,
        limit: 10,
        offset: 0,
    };
    assert!(search.answer(&ask("child\0marriage")).expect("an answer").total > 0);
    assert!(search.answer(&ask("\"child marriage")).expect("an answer").total > 0, "an open quotation is words");
    assert!(!search.answer(&ask("AND OR")).expect("an answer").asks);
}

#[test]
fn the_program_answers_hostile_arguments() {
    let (corpus, cache) = (corpus("arguments"), folder("arguments-cache"));
    for query in ["\"", "((((", "child\u{202e}", "-", "🙂", "%s%n", "$(reboot)"] {
        let output = run(&corpus, &cache, &["--", query]);
        assert_eq!(output.status.code(), Some(0), "{query}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let long = "juvenile ".repeat(1200);
    assert_eq!(run(&corpus, &cache, &[&long]).status.code(), Some(0));
}
