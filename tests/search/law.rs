//! What the order of hits means, on a corpus of a few lines.

use serde_json::Value;

use super::small::{corpus, folder, hits, json, run};

fn ask(name: &str, arguments: &[&str]) -> Value {
    json(&corpus(name), &folder(&format!("{name}-cache")), arguments)
}

#[test]
fn a_section_is_found_by_what_people_say_when_they_ask_for_it() {
    let (corpus, cache) = (corpus("phrases"), folder("phrases-cache"));
    for query in ["doli incapax", "they booked my tiny son", "\"doli incapax\""] {
        let answer = json(&corpus, &cache, &[query]);
        assert_eq!(hits(&answer)[0], "federal/1860-code:82", "{query}");
        let snippet = answer["hits"][0]["snippet"].as_str().expect("a snippet");
        assert_eq!(snippet, "A child under 10 commits no offence.", "what is shown is the law");
    }
    // In every version of the section, each on its day.
    let before = json(&corpus, &cache, &["doli incapax", "--as-of", "2011-12-22"]);
    assert_eq!(before["hits"][0]["heading"], "Under seven");
}

#[test]
fn a_citation_comes_first_in_every_way_of_writing_it() {
    let (corpus, cache) = (corpus("citations"), folder("citations-cache"));
    for query in ["PPC 82", "s. 82 penal code", "section 82 of the PPC", "82 PPC", "federal/1860-code:82", "PPC 82(1)"]
    {
        assert_eq!(hits(&json(&corpus, &cache, &[query]))[0], "federal/1860-code:82", "{query}");
    }
    for query in ["CRC 19", "crc:19", "Article 19 CRC", "art. 19(1) of the Convention on the Rights of the Child"] {
        assert_eq!(hits(&json(&corpus, &cache, &[query]))[0], "crc:19(1)", "{query}");
    }
    assert_eq!(hits(&json(&corpus, &cache, &["SCMRA"]))[0], "sindh/2013-restraint-act:-");
}

#[test]
fn the_version_of_the_day_is_shown_and_all_on_demand() {
    let (corpus, cache) = (corpus("versions"), folder("versions-cache"));
    let headings = |arguments: &[&str]| -> Vec<String> {
        let answer = json(&corpus, &cache, arguments);
        let hits = answer["hits"].as_array().expect("hits").iter();
        let of_82 = hits.filter(|hit| hit["section"] == "82");
        of_82.map(|hit| hit["heading"].as_str().expect("a heading").to_owned()).collect()
    };
    assert_eq!(headings(&["PPC 82"]), ["Under ten"]);
    assert_eq!(headings(&["PPC 82", "--as-of", "2011-12-22"]), ["Under seven"]);
    assert_eq!(headings(&["PPC 82", "--all-versions"]), ["Under ten", "Under seven"]);
}

#[test]
fn the_law_in_force_there_comes_before_the_displaced_and_the_neighbours() {
    let (corpus, cache) = (corpus("force"), folder("force-cache"));
    let sindh = hits(&json(&corpus, &cache, &["marrying a child in Sindh"]));
    assert_eq!(sindh[0], "sindh/2013-restraint-act:3");
    let punjab = hits(&json(&corpus, &cache, &["marrying a child", "--in", "punjab"]));
    assert_eq!(punjab[0], "federal/1929-restraint-act:4");
    assert!(punjab.iter().all(|hit| !hit.starts_with("sindh/")), "{punjab:?}");
    let before = hits(&json(&corpus, &cache, &["marrying a child", "--in", "Sind", "--as-of", "2011-12-22"]));
    assert_eq!(before[0], "federal/1929-restraint-act:4");
    assert!(before.iter().all(|hit| !hit.starts_with("sindh/")), "{before:?}");
    let answer = json(&corpus, &cache, &["CMRA 4", "--in", "sindh"]);
    assert_eq!(answer["hits"][0]["in_force"], false, "displaced in Sindh");
    assert_eq!(answer["hits"][0]["in_force_in"], serde_json::json!(["Punjab"]));
}

#[test]
fn synonyms_urdu_and_misspellings_find_what_is_meant() {
    let (corpus, cache) = (corpus("words"), folder("words-cache"));
    for query in ["vani", "badl-i-sulh", "SWARA", "giving girls to settle disputes", "dispyte girl"] {
        assert_eq!(hits(&json(&corpus, &cache, &[query]))[0], "federal/1860-code:310A", "{query}");
    }
    let answer = json(&corpus, &cache, &["injuncton"]);
    assert_eq!(answer["did_you_mean"][0]["searched"], "injunction");
    assert_eq!(hits(&answer)[0], "sindh/2013-restraint-act:7");
}

#[test]
fn fields_and_operators_bind() {
    let (corpus, cache) = (corpus("fields"), folder("fields-cache"));
    let find = |query: &str| hits(&json(&corpus, &cache, &[query]));
    assert_eq!(find("kind:definition in:sindh"), ["sindh/2013-restraint-act:2(a)", "federal/1929-restraint-act:2(a)"]);
    assert_eq!(find("act:exchange-of-child sex:girls"), ["federal/1860-code:310A"]);
    assert_eq!(find("verified:secondary"), ["sindh/2013-restraint-act:7"]);
    assert_eq!(
        find("child marriage -man kind:provision in:sindh \"forbid a child marriage\""),
        ["sindh/2013-restraint-act:7"]
    );
    assert_eq!(find("passed:2010..2015 section:7"), ["sindh/2013-restraint-act:7"]);
    assert_eq!(find("age:<17 kind:definition"), ["federal/1929-restraint-act:2(a)"]);
    assert_eq!(find("helpline in:sindh kind:institution").len(), 1);
    assert_eq!(find("kind:bill punished").len(), 1);
    assert_eq!(find("injunction OR helpline").len(), 2);
    // What is no field is words.
    assert_eq!(find("nonsense:injunction")[0], "sindh/2013-restraint-act:7");
}

#[test]
fn a_word_is_left_out_without_quotation_marks() {
    let (corpus, cache) = (corpus("minus"), folder("minus-cache"));
    let all = hits(&json(&corpus, &cache, &["child", "marriage", "--in", "sindh"]));
    let fewer = json(&corpus, &cache, &["child", "marriage", "-man", "--in", "sindh"]);
    assert_eq!(fewer["query"], "child marriage -man");
    assert!(all.contains(&"sindh/2013-restraint-act:3".to_owned()));
    assert!(!hits(&fewer).is_empty() && !hits(&fewer).contains(&"sindh/2013-restraint-act:3".to_owned()));
    assert_eq!(json(&corpus, &cache, &["-man", "injunction"])["total"], 1);
    // What is mistyped as a flag stays an error.
    assert_eq!(run(&corpus, &cache, &["child", "--limt", "3"]).status.code(), Some(2));
}

#[test]
fn a_word_that_nothing_has_is_said() {
    let (corpus, cache) = (corpus("unknown"), folder("unknown-cache"));
    let answer = json(&corpus, &cache, &["xylophone injunction"]);
    assert_eq!(answer["unknown"], serde_json::json!(["xylophone"]));
    assert_eq!(hits(&answer), ["sindh/2013-restraint-act:7"]);
    let table = run(&corpus, &cache, &["xylophone injunction"]);
    assert!(String::from_utf8_lossy(&table.stderr).starts_with("Nothing here has the word `xylophone`"), "{table:?}");
}

#[test]
fn what_belongs_to_a_section_follows_it_and_nothing_else() {
    let (corpus, cache) = (corpus("belongs"), folder("belongs-cache"));
    assert_eq!(hits(&json(&corpus, &cache, &["PPC 310-A"])), ["federal/1860-code:310A", "federal/1860-code:82"]);
    let both = hits(&json(&corpus, &cache, &["ss. 310A & 82 P.P.C."]));
    assert_eq!(both[..2], ["federal/1860-code:310A", "federal/1860-code:82"]);
}

#[test]
fn whoever_is_young_is_a_child_and_a_slip_is_forgiven_in_full() {
    let (corpus, cache) = (corpus("young"), folder("young-cache"));
    for query in ["marriage of a minor", "marrying a girl", "chlid marrying", "can a boy be married"] {
        let found = hits(&json(&corpus, &cache, &[query, "in", "sindh"]));
        assert_eq!(found[0], "sindh/2013-restraint-act:3", "{query}: {found:?}");
    }
}

#[test]
fn an_unknown_place_is_refused_and_nothing_found_is_said() {
    let (corpus, cache) = (corpus("nothing"), folder("nothing-cache"));
    let refused = run(&corpus, &cache, &["child", "--in", "sindhh"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("did you mean `sindh`?"));
    let nothing = run(&corpus, &cache, &["xylophone"]);
    assert_eq!(nothing.status.code(), Some(0));
    assert!(nothing.stdout.is_empty());
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("Nothing found for `xylophone`"));
    let elsewhere = run(&corpus, &cache, &["injunction", "--in", "punjab"]);
    assert!(String::from_utf8_lossy(&elsewhere.stderr).contains("there is one hit"), "{elsewhere:?}");
}

#[test]
fn every_format_carries_the_documented_columns() {
    let (corpus, cache) = (corpus("formats"), folder("formats-cache"));
    let answer = json(&corpus, &cache, &["marries a child"]);
    for key in ["query", "total", "hits", "as_of", "corpus", "seen_up_to"] {
        assert!(answer.get(key).is_some(), "`{key}` is missing");
    }
    for key in
        ["instrument", "section", "jurisdiction", "heading", "score", "snippet", "in_force", "verified", "citation"]
    {
        assert!(answer["hits"][0].get(key).is_some(), "`{key}` is missing");
    }
    let said = |format: &str| {
        String::from_utf8(run(&corpus, &cache, &["injunction", "--format", format]).stdout).expect("text")
    };
    assert!(said("csv").starts_with("citation,place,heading,snippet,in_force,verified"));
    assert!(said("csv").lines().next().expect("a header").ends_with("as_of,corpus"));
    assert!(said("markdown").contains("| Citation |") && said("markdown").contains("law as of "));
    let beyond = run(&corpus, &cache, &["injunction", "--open", "99"]);
    assert_eq!(beyond.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&beyond.stderr).contains("there is no hit 99: the search has 1"));
    let marked = run(&corpus, &cache, &["forbid marriage", "--format", "markdown"]);
    assert!(String::from_utf8_lossy(&marked.stdout).contains("<mark>forbid</mark>"));
    assert!(!said("table").contains('\u{1b}'), "no colour in a pipe");
    let bold = run(&corpus, &cache, &["forbid marriage", "--color", "always"]);
    assert!(String::from_utf8_lossy(&bold.stdout).contains("\u{1b}[1mforbid"));
}

#[test]
fn a_hit_is_opened_in_full_and_pages_turn() {
    let (corpus, cache) = (corpus("open"), folder("open-cache"));
    let shown = run(&corpus, &cache, &["PPC 310A", "--open", "1"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("source: The code"), "{shown:?}");
    let helpline = run(&corpus, &cache, &["kind:institution helpline", "--open", "1"]);
    assert!(String::from_utf8_lossy(&helpline.stdout).contains("Contact: 1121"), "{helpline:?}");
    let all = hits(&json(&corpus, &cache, &["child", "--limit", "100"]));
    let second = hits(&json(&corpus, &cache, &["child", "--limit", "1", "--offset", "1"]));
    assert_eq!(second, all[1..2]);
    assert_eq!(ask("beyond", &["child", "--offset", "1000"])["hits"], serde_json::json!([]));
}
