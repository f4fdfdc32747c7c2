//! Any text as a search, on any day: an answer, never a panic, and pages that are parts of one list.
#![no_main]

use lacuna::cache::Cache;
use lacuna::corpus::Origin;
use lacuna::search::{Ask, Search};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static SEARCH: Search = {
        let opened = Search::consult(Origin::Embedded, &Cache::none(), || {}, |_| ());
        opened.expect("the bundled corpus is sound").1
    };
}

fuzz_target!(|input: (&str, u8, bool, bool)| {
    let (text, year, only_in_force, all_versions) = input;
    SEARCH.with(|search| {
        let page = |offset| Ask {
            text: text.to_owned(),
            filters: Vec::new(),
            day: jiff::civil::date(1850 + i16::from(year), 1, 1),
            only_in_force,
            all_versions,
            limit: 10,
            offset,
        };
        let first = search.answer(&page(0)).expect("an answer");
        let second = search.answer(&page(10)).expect("an answer");
        assert_eq!(first.total, second.total);
        assert!(first.hits.len() <= 10 && first.hits.len() + second.hits.len() <= first.total);
        assert!(first.hits.iter().all(|hit| hit.score.is_finite()));
    });
});
