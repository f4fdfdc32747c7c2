//! One child, one case: what must be told of each, and what must not. The cases were written from the researched facts, not from the output.

use std::path::Path;
use std::sync::OnceLock;

use lacuna::corpus::{Corpus, Origin};
use lacuna::law::LawIndex;
use lacuna::model::{Age, Class, Sex, Word};
use lacuna::protect::{Case, Closeness, Crime, Faith, Harm, crimes_of, protect};
use lacuna::report::{Paper, protect_card, protect_json};
use serde_json::Value;

fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| Corpus::load(Origin::Embedded).expect("the bundled corpus loads"))
}

fn case(asked: &Value) -> Case<'static> {
    let corpus = corpus();
    let text = |key: &str| asked.get(key).and_then(Value::as_str);
    let word = |class, key: &str| text(key).map(|id| Word::new(class, id));
    let harms = asked["harm"].as_array().expect("harms").iter().map(|said| {
        let said = said.as_str().expect("a harm");
        Harm::named(corpus, said).unwrap_or_else(|unknown| panic!("no harm is called {said}: {unknown:?}"))
    });
    let day: jiff::civil::Date = text("on").expect("a day").parse().expect("a day of the calendar");
    Case {
        harms: harms.collect(),
        place: corpus.find_place_on(text("in").expect("a place"), day).expect("a known place"),
        day,
        age: asked.get("age").and_then(Value::as_i64).map(|age| Age::new(age).expect("an age")),
        sex: text("sex").map(|sex| if sex == "girl" { Sex::Female } else { Sex::Male }),
        setting: word(Class::Setting, "setting"),
        by: word(Class::Actor, "by"),
        faith: word(Class::Community, "community").map_or(Faith::Unsaid, Faith::Of),
        accused: asked.get("accused").and_then(Value::as_bool).unwrap_or(false),
    }
}

/// The lists of an answer that a case looks at in part: whose rights they are, who must act and who may.
const PARTS: [(&str, &str, &str); 5] = [
    ("victim", "procedures", "victim-or-witness"),
    ("accused", "procedures", "accused"),
    ("decides", "procedures", "accused"),
    ("bound", "duties", "bound-to-act"),
    ("may", "duties", "may-act"),
];

/// What an answer tells under a key: "instrument:section", a name, a requirement, or for the traps whatever they cite.
fn told(answer: &Value, key: &str) -> Vec<String> {
    let text = |item: &Value, key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let of_part = |list: &str, role: &str| {
        let items = answer[list].as_array().into_iter().flatten();
        let own = items.filter(|item| item["role"] == role && item["against_the_child"] != true);
        own.map(|item| format!("{}:{}", text(item, "instrument"), text(item, "section"))).collect::<Vec<_>>()
    };
    match key {
        // The first offence, and the first of the accused child's rights.
        "first" => return told(answer, "offences").into_iter().take(1).collect(),
        "decides" => return of_part("procedures", "accused").into_iter().take(1).collect(),
        "outgrown" => return answer["case"]["outgrown"].as_str().map(str::to_owned).into_iter().collect(),
        _ => {}
    }
    if let Some((_, list, role)) = PARTS.iter().find(|(name, ..)| *name == key) {
        return of_part(list, role);
    }
    answer[key]
        .as_array()
        .unwrap_or_else(|| panic!("no {key} in the answer"))
        .iter()
        .flat_map(|item| match key {
            "institutions" => vec![text(item, "name")],
            "gaps" => vec![text(item, "requirement")],
            "beware" => item["citations"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|cited| cited.as_str().unwrap_or_default().to_owned())
                .collect(),
            "not_in_force" => vec![text(item, "instrument")],
            _ => vec![format!("{}:{}", text(item, "instrument"), text(item, "section"))],
        })
        .collect()
}

/// Whether an offence is handled as a flag says: "a:1 cognizable", "a:1 not bailable", "a:1 complaint within 1 year".
fn flagged(answer: &Value, flag: &str) -> bool {
    answer["offences"].as_array().into_iter().flatten().any(|offence| {
        let at = format!(
            "{}:{} ",
            offence["instrument"].as_str().unwrap_or_default(),
            offence["section"].as_str().unwrap_or_default()
        );
        match flag.strip_prefix(&at) {
            None => false,
            Some(said) if said.starts_with("complaint within ") => {
                offence["complaint"]["within"].as_str() == said.strip_prefix("complaint within ")
            }
            Some(said) => match said.strip_prefix("not ") {
                Some(key) => offence[key] == false,
                None => offence[said] == true,
            },
        }
    })
}

/// Whether something is told not to fit, for a reason: "a:1 because girls only".
fn misses(answer: &Value, wanted: &str) -> bool {
    let (at, why) = wanted.split_once(" because ").expect("a reason");
    answer["not_fitting"].as_array().into_iter().flatten().any(|crime| {
        let own = format!(
            "{}:{}",
            crime["instrument"].as_str().unwrap_or_default(),
            crime["section"].as_str().unwrap_or_default()
        );
        own == at && crime["against"].to_string().contains(why)
    })
}

/// Whether an offence carries just these penalties: "a:1 carries up to 25 years prison".
fn penalised(answer: &Value, wanted: &str) -> bool {
    let (at, penalty) = wanted.split_once(" carries ").expect("a penalty");
    crimes_at(answer, "offences", at).any(|crime| {
        let said: Vec<&str> = crime["penalties"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        said.join("; ") == penalty
    })
}

/// The cases of `tests/cases/`, by name.
fn cases() -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> =
        std::fs::read_dir(root).expect("the folder of cases").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a case is text");
            let value = serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_stem().expect("a name").to_string_lossy().into_owned(), value)
        })
        .collect()
}

/// A case with its answer and, for a single harm, its card.
struct Answered {
    name: String,
    example: Value,
    answer: Value,
    card: Option<String>,
}

/// Each case, worked out once.
fn answers() -> &'static [Answered] {
    static ANSWERS: OnceLock<Vec<Answered>> = OnceLock::new();
    ANSWERS.get_or_init(|| {
        let index = LawIndex::new(corpus());
        let answered = |(name, example): (String, Value)| {
            let protection = protect(&index, case(&example["case"]));
            let one = protection.case.harms.len() == 1;
            let card = one.then(|| protect_card(&protection, corpus(), Paper::PLAIN).markdown());
            Answered { name, answer: protect_json(&protection, corpus()), example, card }
        };
        cases().into_iter().map(answered).collect()
    })
}

fn wanted<'v>(example: &'v Value, side: &str) -> Vec<(&'v str, &'v str)> {
    let lists = example.get(side).and_then(Value::as_object).into_iter().flatten();
    lists
        .flat_map(|(key, list)| {
            list.as_array().into_iter().flatten().filter_map(move |item| Some((key.as_str(), item.as_str()?)))
        })
        .collect()
}

#[test]
fn each_case_tells_what_it_must_and_nothing_that_it_must_not() {
    let mut wrong = Vec::new();
    for Answered { name, example, answer, .. } in answers() {
        for (key, item) in wanted(example, "tell") {
            let found = match key {
                "flags" => flagged(answer, item),
                "not_fitting" => misses(answer, item),
                "penalties" => penalised(answer, item),
                "outgrown" => told(answer, key).iter().any(|said| said.contains(item)),
                key => told(answer, key).iter().any(|own| own == item),
            };
            if !found {
                wrong.push(format!("{name}: {key} lacks {item}"));
            }
        }
        for (key, item) in wanted(example, "never") {
            if told(answer, key).iter().any(|own| own == item) {
                wrong.push(format!("{name}: {key} must not tell {item}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_the_cases_name_is_in_the_corpus() {
    let corpus = corpus();
    let mut unknown = Vec::new();
    for (name, example) in cases() {
        for (key, item) in wanted(&example, "tell").into_iter().chain(wanted(&example, "never")) {
            let known = match key {
                "outgrown" => true,
                "gaps" => corpus.requirements().any(|requirement| requirement.id == item),
                "institutions" => corpus.institution(item).is_some(),
                "beware" => corpus.cite(item).is_ok(),
                "not_in_force" => corpus.instruments.iter().any(|instrument| instrument.id.as_str() == item),
                _ => corpus.instruments.iter().any(|instrument| {
                    item.strip_prefix(instrument.id.as_str()).and_then(|rest| rest.strip_prefix(':')).is_some_and(
                        |rest| {
                            instrument.provisions.iter().any(|provision| {
                                rest == provision.section
                                    || rest.starts_with(&format!("{} because ", provision.section))
                                    || rest.starts_with(&format!("{} carries ", provision.section))
                                    || (key == "flags" && rest.starts_with(&format!("{} ", provision.section)))
                            })
                        },
                    )
                }),
            };
            if !known {
                unknown.push(format!("{name}: {key} {item}"));
            }
        }
    }
    assert!(unknown.is_empty(), "not in the corpus:\n{}", unknown.join("\n"));
}

/// A section that reaches the child does not also miss it, unless the part that misses is named.
#[test]
fn no_section_both_fits_and_does_not_fit_without_its_part_named() {
    for Answered { name, answer, .. } in answers() {
        let fits = told(answer, "offences");
        for crime in answer["not_fitting"].as_array().into_iter().flatten() {
            let own = format!(
                "{}:{}",
                crime["instrument"].as_str().unwrap_or_default(),
                crime["section"].as_str().unwrap_or_default()
            );
            assert!(!fits.contains(&own) || crime["part"].is_string(), "{name}: {own}");
        }
    }
}

/// Bound is whoever must; whoever may is told apart.
#[test]
fn nobody_is_bound_to_do_what_the_law_lets_him_do() {
    for Answered { name, answer, .. } in answers() {
        for duty in answer["duties"].as_array().into_iter().flatten() {
            assert_eq!(duty["role"] == "bound-to-act", duty["force"] == "shall", "{name}: {}", duty["citation"]);
        }
    }
}

/// On paper a line ends where a sentence does.
#[test]
fn no_sentence_of_a_card_is_cut_in_the_middle() {
    for Answered { name, card, .. } in answers() {
        let Some(card) = card else { continue };
        assert!(!card.contains(" ..."), "{name}: {card}");
    }
}

/// For a frontline worker a wrong word is worse than none.
#[test]
fn an_unknown_harm_is_answered_by_words_that_are_meant_or_by_none() {
    let near = |said: &str| match Harm::named(corpus(), said) {
        Ok(harm) => panic!("{said} is {harm:?}"),
        Err(unknown) => unknown.near.into_iter().map(|(id, _)| id).collect::<Vec<_>>(),
    };
    for said in ["suicide", "drowned", "electrocution"] {
        assert_eq!(near(said), Vec::<String>::new(), "{said}");
    }
    for (said, first) in
        [("beeting", "corporal-punishment"), ("rap of child", "rape-of-child"), ("terorism", "terrorism")]
    {
        assert_eq!(near(said).first().map(String::as_str), Some(first), "{said}");
    }
    for (said, meant) in [
        ("burn", "hurt"),
        ("sexting", "online-image-abuse"),
        ("fgm", "female-genital-mutilation"),
        ("missing", "kidnapping"),
    ] {
        let harm = Harm::named(corpus(), said).unwrap_or_else(|unknown| panic!("{said}: {unknown:?}"));
        assert!(harm.acts.iter().any(|act| act.id() == meant), "{said}: {harm:?}");
    }
}

/// A finding that rests on a judgment names it, though the judgment only moves another law aside.
#[test]
fn the_judgment_that_settles_which_law_prevails_is_named_among_the_reasons() {
    let index = LawIndex::new(corpus());
    let day: jiff::civil::Date = "2026-11-24".parse().expect("a day");
    let assessor = lacuna::assess::Assessor::new(&index, day);
    for id in ["juvenile-law-for-all-under-18", "juvenile-law-over-special-laws"] {
        let requirement = corpus().requirements().find(|requirement| requirement.id == id).expect("a requirement");
        let place = corpus().find_place_on("khyber-pakhtunkhwa", day).expect("a place");
        let findings = assessor.findings(&[place], &[requirement]);
        let cited: Vec<&str> = findings[0].evidence().into_iter().map(|evidence| evidence.citation.as_str()).collect();
        assert!(cited.iter().any(|cited| cited.starts_with("Saeedullah")), "{id}: {cited:?}");
    }
}

/// The same case on both sides of an age, for a girl and a boy: harm, section, first age at which it no longer reaches a girl, and a boy; the reason is told.
#[test]
fn ages_and_sexes_change_what_fits_and_the_reason_is_told() {
    let index = LawIndex::new(corpus());
    let edges = [
        ("kidnapping", "federal/1860-pakistan-penal-code:364A", 14, 14),
        ("kidnapping", "federal/1860-pakistan-penal-code:363", 16, 14),
        ("procuration-of-minor-girl", "federal/1860-pakistan-penal-code:366A", 18, 0),
        ("rape-of-child", "federal/1860-pakistan-penal-code:376(3)", 18, 18),
        ("abandonment-of-child", "federal/1860-pakistan-penal-code:328", 12, 12),
        ("child-marriage", "ict/2025-child-marriage-restraint-act:4", 18, 18),
    ];
    for (harm, section, girl, boy) in edges {
        for (sex, edge) in [("girl", girl), ("boy", boy)] {
            for age in [9, 10, 13, 14, 15, 16, 17, 18] {
                let place = if section.starts_with("ict/") { "ict" } else { "punjab" };
                let asked =
                    serde_json::json!({ "harm": [harm], "in": place, "age": age, "sex": sex, "on": "2026-11-24" });
                let crimes = crimes_of(&index, &case(&asked));
                let here =
                    |crime: &&Crime<'_>| section == format!("{}:{}", crime.instrument.id, crime.provision.section);
                let direct = crimes.iter().filter(here).filter(|crime| crime.closeness != Closeness::Near);
                let (reach, miss): (Vec<_>, Vec<_>) = direct.partition(|crime| crime.fit.reaches());
                let fits = !reach.is_empty();
                assert_eq!(fits, age < edge, "{harm}, {sex} of {age}: {section}");
                let against = miss.iter().flat_map(|crime| &crime.fit.against);
                let reasons: Vec<&str> = against.map(|(_, reason)| reason.as_str()).collect();
                let because = if edge == 0 { "girls only" } else { "this child is" };
                assert!(
                    fits || reasons.iter().any(|reason| reason.contains(because)),
                    "{harm}, {sex} of {age}: {reasons:?}"
                );
            }
        }
    }
}

/// Ten and fourteen are the lines of criminal responsibility, eighteen ends the juvenile law and its bar of the death penalty.
#[test]
fn an_accused_child_is_told_the_lines_of_its_own_age() {
    let index = LawIndex::new(corpus());
    let told_at = |age: i64| {
        let asked = serde_json::json!({ "harm": ["murder"], "in": "punjab", "age": age, "sex": "boy", "accused": true, "on": "2026-11-24" });
        told(&protect_json(&protect(&index, case(&asked)), corpus()), "procedures")
    };
    let lines = [
        ("federal/1860-pakistan-penal-code:82", 0, 10),
        ("federal/1860-pakistan-penal-code:83", 10, 14),
        ("federal/2018-juvenile-justice-system-act:6(4)", 16, 18),
        ("federal/2018-juvenile-justice-system-act:16(1)", 0, 18),
    ];
    for age in [9, 10, 13, 14, 15, 16, 17, 18] {
        let told = told_at(age);
        for (section, from, to) in lines {
            let expected = (from..to).contains(&age);
            assert_eq!(told.iter().any(|own| own == section), expected, "{section} at {age}");
        }
    }
}

/// Without an age nothing is guessed: what hangs on it says so.
#[test]
fn no_age_means_that_the_offences_say_on_which_age_they_depend() {
    let index = LawIndex::new(corpus());
    let asked = serde_json::json!({ "harm": ["kidnapping"], "in": "punjab", "on": "2026-11-24" });
    let answer = protect_json(&protect(&index, case(&asked)), corpus());
    let depends: Vec<String> = crimes_at(&answer, "offences", "federal/1860-pakistan-penal-code:364A")
        .map(|crime| crime["depends"].to_string())
        .collect();
    assert!(depends.iter().any(|said| said.contains("only if the child is under 14")), "{depends:?}");
}

fn crimes_at<'v>(answer: &'v Value, key: &str, section: &'v str) -> impl Iterator<Item = &'v Value> {
    answer[key].as_array().into_iter().flatten().filter(move |crime| {
        let own = (crime["instrument"].as_str(), crime["section"].as_str());
        own.0.zip(own.1).is_some_and(|(instrument, own)| section == format!("{instrument}:{own}"))
    })
}

/// Lines of a page of A4 at ten points: about 95 letters a line, 62 lines.
#[test]
fn the_card_of_one_harm_fits_a_page() {
    for Answered { name, card, .. } in answers() {
        let Some(card) = card else { continue };
        let lines: usize =
            card.lines().filter(|line| !line.is_empty()).map(|line| line.chars().count().div_ceil(95)).sum();
        assert!(lines <= 62, "{name}: {lines} lines");
    }
}
