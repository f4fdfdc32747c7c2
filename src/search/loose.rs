//! What people call a law who do not know its whole name: the "Juvenile Justice Act" is the Juvenile Justice System Act, the "Electronic Crimes Act" the Prevention of Electronic Crimes Act.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Corpus, plain};

use super::document::{names_of, shortened};

/// What the last word of such a name is.
const KINDS: [&str; 6] = ["act", "code", "order", "ordinance", "policy", "rules"];
/// So many words in a row can be forgotten.
const FORGOTTEN: usize = 2;
/// A name of fewer words says too little.
const SHORTEST: usize = 3;

/// Whether a name can be a loose one.
pub fn is_loose(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(|last| KINDS.contains(&last))
}

/// Each loose name with the whole one, where only one law can be meant.
pub fn loose_names(corpus: &Corpus) -> BTreeMap<String, String> {
    let whole: BTreeSet<String> =
        corpus.instruments.iter().flat_map(names_of).flat_map(|name| shortened(&name)).collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // Nobody who forgets a word means the act that amends.
    for instrument in corpus.instruments.iter().filter(|instrument| !instrument.title.contains("Amendment")) {
        let names = shortened(instrument.short_title());
        // Without its year, which nobody remembers who forgets a word.
        let Some(name) = names.iter().find(|name| is_loose(name)) else {
            continue;
        };
        for form in forms(name).into_iter().filter(|form| !whole.contains(form)) {
            found.entry(form).or_default().insert(name.clone());
        }
    }
    let only = |(form, names): (String, BTreeSet<String>)| {
        let mut names = names.into_iter();
        names.next().filter(|_| names.next().is_none()).map(|name| (form, name))
    };
    found.into_iter().filter_map(only).collect()
}

/// A name without one or two of its words; the last one, which says what it is, stays.
fn forms(name: &str) -> BTreeSet<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut forms = BTreeSet::new();
    for length in 1..=FORGOTTEN {
        for at in 0..words.len().saturating_sub(length) {
            let kept: Vec<&str> = words[..at].iter().chain(&words[at + length..]).copied().collect();
            let begins = kept.first().is_some_and(|first| !matches!(*first, "of" | "in" | "and" | "the" | "for"));
            if kept.len() >= SHORTEST && begins {
                forms.insert(plain(&kept.join(" ")));
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_or_two_may_be_forgotten() {
        let forms = forms("prevention of electronic crimes act");
        assert!(forms.contains("electronic crimes act") && !forms.contains("of electronic crimes act"));
        assert!(super::forms("juvenile justice system act").contains("juvenile justice act"));
        assert!(super::forms("penal code").is_empty());
        assert!(is_loose("electronic crimes act") && !is_loose("electronic crimes"));
    }
}
