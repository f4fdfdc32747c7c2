//! Any text as a law, a standard, a vocabulary and the list of places: problems, never a panic.
#![no_main]

use lacuna::corpus::{Corpus, Tree};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for path in ["laws/punjab/x.yaml", "standards/x.yaml", "standards/vocabulary-x.yaml", "laws/punjab/institutions.yaml"] {
        let mut tree = Tree::default();
        tree.files.insert(path.to_owned(), text.to_owned());
        let _ = Corpus::read(&tree);
    }
});
