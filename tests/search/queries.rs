//! The queries of `queries.yaml` against the bundled corpus: recall@10 and success@5, printed and held to a floor.

use std::collections::BTreeMap;

use lacuna::cache::Cache;
use lacuna::corpus::Origin;
use lacuna::search::{Ask, Hit, Kind, Search};
use serde::Deserialize;

const RECALL_AT_10: f64 = 0.90;
const SUCCESS_AT_5: f64 = 0.85;

#[derive(Debug, Deserialize)]
struct Query {
    query: String,
    #[allow(dead_code)]
    who: String,
    kind: String,
    #[serde(default)]
    as_of: Option<String>,
    #[serde(default, rename = "in")]
    places: Vec<String>,
    five: Vec<String>,
    #[serde(default)]
    ten: Vec<String>,
}

/// A hit as the file names it.
fn name(hit: &Hit) -> String {
    let instrument = hit.row.instrument.clone().unwrap_or_default();
    match hit.kind {
        Kind::Institution => format!("institution:{}", hit.row.heading),
        Kind::Requirement => format!("{instrument}:{}", hit.row.requirement.as_deref().unwrap_or_default()),
        _ => match &hit.row.section {
            Some(section) => format!("{instrument}:{section}"),
            None => instrument,
        },
    }
}

#[test]
fn what_people_ask_for_comes_first() {
    let queries: Vec<Query> = serde_saphyr::from_str(include_str!("queries.yaml")).expect("queries.yaml is a list");
    assert!(queries.len() >= 60);
    Search::consult(Origin::Embedded, &Cache::none(), || {}, |search| measure(search, &queries))
        .expect("the bundled corpus is sound");
}

/// Asks every query, says what is missed, and holds the shares to their floors.
fn measure(search: &Search, queries: &[Query]) {
    let (mut recall, mut success, mut of_five) = (0.0, 0.0, 0.0);
    let mut by_kind: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for query in queries {
        let ask = Ask {
            text: query.query.clone(),
            filters: query.places.iter().map(|place| ("in".to_owned(), place.clone())).collect(),
            day: query.as_of.as_deref().unwrap_or("2026-11-25").parse().expect("a day"),
            only_in_force: query.as_of.is_some(),
            all_versions: false,
            limit: 10,
            offset: 0,
        };
        let answer = search.answer(&ask).expect("a sound index answers");
        let found: Vec<String> = answer.hits.iter().map(name).collect();
        let wanted: Vec<&String> = query.five.iter().chain(&query.ten).collect();
        let share = wanted.iter().filter(|wanted| found.contains(wanted)).count() as f64 / wanted.len() as f64;
        recall += share;
        let kind = by_kind.entry(&query.kind).or_default();
        *kind = (kind.0 + share, kind.1 + 1.0);
        if !query.five.is_empty() {
            of_five += 1.0;
            let first: Vec<&String> = found.iter().take(5).collect();
            let all = query.five.iter().all(|wanted| first.contains(&wanted));
            success += f64::from(u8::from(all));
            if !all {
                println!("not in the first five of `{}`: {:?}\n    found {first:#?}", query.query, query.five);
            }
        }
        for wanted in wanted.iter().filter(|wanted| !found.contains(wanted)) {
            println!("not in the first ten of `{}`: {wanted}", query.query);
        }
    }
    let (recall, success) = (recall / queries.len() as f64, success / of_five);
    for (kind, (share, count)) in by_kind {
        println!("{kind:12} recall@10 {:.3} of {count} queries", share / count);
    }
    println!("{} queries: recall@10 {recall:.3}, success@5 {success:.3}", queries.len());
    assert!(recall >= RECALL_AT_10, "recall@10 is {recall:.3}");
    assert!(success >= SUCCESS_AT_5, "success@5 is {success:.3}");
}
