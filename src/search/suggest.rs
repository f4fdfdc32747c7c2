//! What a misspelt word was meant to be.

use super::cues::cue;
use super::lexicon::Lexicon;
use super::plan::Planner;
use super::text::{Spoken, is_stop_word};

/// How often a word must be used to be meant where the slip is no usual one.
fn common(is_long: bool, is_letter_lost: bool) -> usize {
    match (is_long, is_letter_lost) {
        // "Randsom" is hardly anything but ransom.
        (true, true) => 8,
        // "Overnight" is a word of its own, and no oversight.
        (true, false) | (false, true) => 25,
        (false, false) => usize::MAX,
    }
}

/// How many letters may differ in a word of this length: none in a short one, which would become another word.
fn tolerance(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=6 => 1,
        7..=10 => 2,
        _ => 3,
    }
}

impl Planner<'_> {
    /// The words as they were meant: a word that nobody uses becomes the one it was to be, before names are looked for among them. What nobody can have meant is left out, and said.
    pub(super) fn heard(&mut self, said: Vec<Spoken>) -> Vec<Spoken> {
        let mut heard = Vec::new();
        let mut at = 0;
        while at < said.len() {
            if let Some((_, length)) = self.place(&said[at..]) {
                heard.extend_from_slice(&said[at..at + length]);
                at += length;
                continue;
            }
            let word = &said[at];
            at += 1;
            if self.is_known(word) {
                heard.push(word.clone());
            } else if let Some(better) = meant(&word.word, self.lexicon) {
                self.meaning.reads(&word.word, &better);
                heard.extend(self.reader.plain(&better));
            } else if !self.meaning.unknown.contains(&word.word) {
                self.meaning.unknown.push(word.word.clone());
            }
        }
        heard
    }

    fn is_known(&self, word: &Spoken) -> bool {
        let named = |key: &str| self.lexicon.find(&format!("{key}:{}", word.stem)).is_some();
        is_stop_word(&word.word)
            || cue(&word.word).is_some()
            || self.stem_frequency(&word.stem) > 0
            || named("called")
            || named("within")
    }
}

/// The word of the corpus nearest to one that nobody uses: one that sounds the same, then fewest letters wrong (two swapped count once), then the same first letter, then the commonest.
pub fn meant(word: &str, lexicon: &Lexicon) -> Option<String> {
    let length = word.chars().count();
    let allowed = tolerance(length);
    if allowed == 0 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let first = word.chars().next();
    let sounded = sound(word);
    lexicon
        .beginning("spelt:")
        .filter(|(known, _)| known.chars().count().abs_diff(length) <= allowed.max(2))
        .filter_map(|(known, count)| {
            let often: usize = count.parse().unwrap_or_default();
            let alike = sound(known) == sounded;
            let distance = strsim::osa_distance(word, known);
            let lost = known.chars().count() != length;
            let slip = distance <= allowed && (is_usual(word, known) || often >= common(length > 6, lost));
            (alike || slip).then_some((
                !alike,
                distance,
                known.chars().next() != first,
                std::cmp::Reverse(often),
                known,
            ))
        })
        .min()
        .map(|(.., known)| known.to_owned())
}

/// Whether a short word differs from another as people slip: two letters swapped, a letter doubled, or a wrong vowel. Any other letter makes another word: a camel is not what came.
fn is_usual(word: &str, known: &str) -> bool {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let bones = |text: &str| -> String {
        let mut bones: Vec<char> = text.chars().filter(|c| !"aeiouy".contains(*c)).collect();
        bones.dedup();
        bones.into_iter().collect()
    };
    let end = |text: &str| text.chars().last().filter(|c| !"aeiouy".contains(*c));
    letters(word) == letters(known) || bones(word) == bones(known) && end(word) == end(known)
}

/// How a word of Urdu or English sounds, however it is spelt in Latin letters: `shaadi` and `shadi`, `vanni` and `wani`, `bacchay` and `bachay`, `castrashun` and `castration`.
fn sound(word: &str) -> String {
    let mut spelt = word.to_owned();
    for (letters, sound) in [
        ("tion", "shn"),
        ("sion", "shn"),
        ("shun", "shn"),
        ("shon", "shn"),
        ("ee", "i"),
        ("oo", "u"),
        ("ph", "f"),
        ("ck", "k"),
        ("gh", "g"),
        ("kh", "k"),
    ] {
        if spelt.contains(letters) {
            spelt = spelt.replace(letters, sound);
        }
    }
    let next = spelt.chars().skip(1).map(Some).chain([None]);
    let mut sound: Vec<char> = spelt
        .chars()
        .zip(next)
        .map(|(c, next)| match (c, next) {
            ('w', _) => 'v',
            ('y', _) => 'i',
            // "Cell" and "sell", "crime" and "krime"; "ch" is a sound of its own.
            ('c', Some('e' | 'i' | 'y')) | ('z', _) => 's',
            ('c', Some('h')) => 'c',
            ('c' | 'q', _) => 'k',
            (c, _) => c,
        })
        .collect();
    sound.dedup();
    if sound.len() > 3 && sound.last() == Some(&'h') {
        sound.pop();
    }
    sound.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Collected;
    use super::super::pack::part_of;
    use super::*;

    #[test]
    fn a_slip_is_forgiven_and_a_riddle_is_not_solved() {
        let mut words = Collected::default();
        for (word, count) in [
            ("juvenile", "90"),
            ("guardian", "80"),
            ("gardens", "1"),
            ("girl", "50"),
            ("wali", "3"),
            ("came", "4"),
            ("shadi", "2"),
            ("child", "900"),
        ] {
            words.add(format!("spelt:{word}"), count);
        }
        let lexicon = Lexicon::new(part_of(words.bytes()));
        assert_eq!(meant("juvinile", &lexicon).as_deref(), Some("juvenile"));
        assert_eq!(meant("gaurdian", &lexicon).as_deref(), Some("guardian"));
        assert_eq!(meant("chlid", &lexicon).as_deref(), Some("child"));
        assert_eq!(meant("shaadi", &lexicon).as_deref(), Some("shadi"));
        assert_eq!(meant("camel", &lexicon), None);
        assert_eq!(meant("overnight", &lexicon), None);
        assert_eq!(meant("grl", &lexicon), None);
        assert_eq!(meant("xylophone", &lexicon), None);
        assert_eq!(meant("🙂🙂🙂🙂", &lexicon), None);
    }
}
