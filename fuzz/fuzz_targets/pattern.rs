//! Any text as a pattern over rules, typed or in a requirement: problems, never a panic; and a sound one is put to the law.
#![no_main]

use std::sync::OnceLock;

use lacuna::corpus::{Corpus, Origin, Tree};
use lacuna::law::{LawInForce, LawIndex};
use libfuzzer_sys::fuzz_target;

fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| Corpus::load(Origin::Embedded).expect("the bundled corpus is sound"))
}

fn law() -> &'static LawInForce<'static> {
    static INDEX: OnceLock<LawIndex<'static>> = OnceLock::new();
    static LAW: OnceLock<LawInForce<'static>> = OnceLock::new();
    LAW.get_or_init(|| {
        let index = INDEX.get_or_init(|| LawIndex::new(corpus()));
        LawInForce::of(index, corpus().jurisdiction("punjab").expect("a place"), jiff::civil::date(2026, 1, 1))
    })
}

fuzz_target!(|text: &str| {
    if let Ok(pattern) = corpus().pattern(text) {
        let _ = law().select(&pattern).count();
        let _ = law().rules.iter().filter(|rule| law().may_match(rule, &pattern)).count();
    }
    let standard = format!(
        "id: x\ntitle: t\nkind: treaty\nrequirements:\n  - {{id: r, article: \"1\", topic: child-marriage, sector: justice, \
         function: curb, strength: binding, weight: 3, text: t, test: {{rule: {{what: w, where: {text}}}}}}}\n"
    );
    let tree = Tree { files: [("standards/x.yaml".to_owned(), standard)].into() };
    let _ = corpus().read_over(&tree);
});
