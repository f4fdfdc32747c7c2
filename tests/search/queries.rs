//! The queries of `queries.yaml` against the bundled corpus: recall@10 and success@5, printed and held to a floor.

use std::collections::BTreeMap;
use std::fmt;

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
    let files = [("our own", include_str!("queries.yaml")), ("others'", include_str!("others.yaml"))];
    let read = |(of, text): (&'static str, &str)| {
        let queries: Vec<Query> = serde_saphyr::from_str(text).expect("a list of queries");
        assert!(queries.len() >= 60);
        (of, queries)
    };
    let files = files.map(read);
    let all = Search::consult(
        Origin::Embedded,
        &Cache::none(),
        || {},
        |search| {
            let shares = files.iter().map(|(of, queries)| {
                let shares = Shares::of(search, queries);
                println!("{of} {} queries: {shares}", queries.len());
                shares
            });
            shares.reduce(Shares::and).expect("there are queries")
        },
    );
    let (all, _) = all.expect("the bundled corpus is sound");
    for (kind, (share, count)) in &all.by_kind {
        println!("{kind:12} recall@10 {:.3} of {count} queries", share / count);
    }
    println!("{all}");
    assert!(all.recall() >= RECALL_AT_10 && all.success() >= SUCCESS_AT_5, "{all}");
}

/// How well queries were answered: for each a share of what was wanted among the first ten, and whether the first five have what they must.
#[derive(Default)]
struct Shares {
    recall: f64,
    queries: f64,
    success: f64,
    of_five: f64,
    by_kind: BTreeMap<String, (f64, f64)>,
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "recall@10 {:.3}, success@5 {:.3}", self.recall(), self.success())
    }
}

impl Shares {
    fn recall(&self) -> f64 {
        self.recall / self.queries
    }

    fn success(&self) -> f64 {
        self.success / self.of_five
    }

    fn and(mut self, other: Self) -> Self {
        self.recall += other.recall;
        self.queries += other.queries;
        self.success += other.success;
        self.of_five += other.of_five;
        for (kind, (share, count)) in other.by_kind {
            let own = self.by_kind.entry(kind).or_default();
            *own = (own.0 + share, own.1 + count);
        }
        self
    }

    /// Asks every query, and says what is missed.
    fn of(search: &Search, queries: &[Query]) -> Self {
        let mut shares = Self::default();
        for query in queries {
            shares.take(query, &first_ten(search, query));
        }
        shares
    }

    fn take(&mut self, query: &Query, found: &[String]) {
        let wanted: Vec<&String> = query.five.iter().chain(&query.ten).collect();
        let share = wanted.iter().filter(|wanted| found.contains(wanted)).count() as f64 / wanted.len() as f64;
        self.recall += share;
        self.queries += 1.0;
        let kind = self.by_kind.entry(query.kind.clone()).or_default();
        *kind = (kind.0 + share, kind.1 + 1.0);
        if !query.five.is_empty() {
            self.of_five += 1.0;
            let first = &found[..found.len().min(5)];
            let all = query.five.iter().all(|wanted| first.contains(wanted));
            self.success += f64::from(u8::from(all));
            if !all {
                println!("not in the first five of `{}`: {:?}\n    found {first:#?}", query.query, query.five);
            }
        }
        for wanted in wanted.iter().filter(|wanted| !found.contains(wanted)) {
            println!("not in the first ten of `{}`: {wanted}", query.query);
        }
    }
}

/// The first ten hits, by name.
fn first_ten(search: &Search, query: &Query) -> Vec<String> {
    let ask = Ask {
        text: query.query.clone(),
        filters: query.places.iter().map(|place| ("in".to_owned(), place.clone())).collect(),
        day: query.as_of.as_deref().unwrap_or("2026-11-25").parse().expect("a day"),
        only_in_force: query.as_of.is_some(),
        all_versions: false,
        limit: 10,
        offset: 0,
    };
    search.answer(&ask).expect("a sound index answers").hits.iter().map(name).collect()
}
