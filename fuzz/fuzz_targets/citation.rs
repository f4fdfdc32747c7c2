//! Any text as a citation.
#![no_main]

use std::sync::OnceLock;

use lacuna::corpus::{Corpus, Origin};
use libfuzzer_sys::fuzz_target;

fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| Corpus::load(Origin::Embedded).expect("the bundled corpus is sound"))
}

fuzz_target!(|text: &str| {
    let _ = corpus().cite(text);
    let _ = corpus().find_place(text);
});
