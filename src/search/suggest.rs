//! What a misspelt word was meant to be.

use super::lexicon::Lexicon;

/// How many letters may differ in a word of this length: none in a short one, which would become another word.
fn tolerance(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// The word of the corpus nearest to one that nobody uses: fewest letters wrong (two swapped count once), then the same first letter, then the commonest.
pub fn meant(word: &str, lexicon: &Lexicon) -> Option<String> {
    let length = word.chars().count();
    let allowed = tolerance(length);
    if allowed == 0 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let first = word.chars().next();
    lexicon
        .beginning("spelt:")
        .filter(|(known, _)| known.chars().count().abs_diff(length) <= allowed)
        .map(|(known, count)| (strsim::osa_distance(word, known), known, count))
        .filter(|(distance, ..)| *distance <= allowed)
        .min_by_key(|(distance, known, count)| {
            let often: usize = count.parse().unwrap_or_default();
            (*distance, known.chars().next() != first, std::cmp::Reverse(often))
        })
        .map(|(_, known, _)| known.to_owned())
}

#[cfg(test)]
mod tests {
    use tantivy::directory::OwnedBytes;

    use super::super::lexicon::Collected;
    use super::*;

    #[test]
    fn a_slip_is_forgiven_and_a_riddle_is_not_solved() {
        let mut words = Collected::default();
        for (word, count) in [("juvenile", "90"), ("guardian", "80"), ("gardens", "1"), ("girl", "50"), ("wali", "3")] {
            words.add(format!("spelt:{word}"), count);
        }
        let lexicon = Lexicon::new(OwnedBytes::new(words.bytes()));
        assert_eq!(meant("juvinile", &lexicon).as_deref(), Some("juvenile"));
        assert_eq!(meant("gaurdian", &lexicon).as_deref(), Some("guardian"));
        assert_eq!(meant("grl", &lexicon), None);
        assert_eq!(meant("xylophone", &lexicon), None);
        assert_eq!(meant("🙂🙂🙂🙂", &lexicon), None);
    }
}
