//! How the stems of a text are handed to tantivy: as one text that need only be cut at its spaces.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use super::text::Spoken;

/// Before a stem that stands where the one before it does, as the first part of a compound stands where the whole does.
const SAME_PLACE: char = '=';

/// The stems of a text.
pub fn handed(words: &[Spoken]) -> String {
    let mut text = String::new();
    let mut last = None;
    for word in words {
        if last.is_some() {
            text.push(' ');
        }
        if last == Some(word.position) {
            text.push(SAME_PLACE);
        }
        text.push_str(&word.stem);
        last = Some(word.position);
    }
    text
}

/// Cuts at the spaces.
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(Stems::default()).build()
}

#[derive(Clone, Debug, Default)]
struct Stems {
    token: Token,
}

struct Cut<'a> {
    rest: std::str::Split<'a, char>,
    token: &'a mut Token,
}

impl Tokenizer for Stems {
    type TokenStream<'a> = Cut<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut<'a> {
        self.token.reset();
        Cut { rest: text.split(' '), token: &mut self.token }
    }
}

impl TokenStream for Cut<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.rest.find(|word| !word.is_empty()) else {
            return false;
        };
        let (stem, step) = match word.strip_prefix(SAME_PLACE) {
            Some(stem) => (stem, 0),
            None => (word, 1),
        };
        // The first place is 0, which is one after the place of a token that was reset.
        self.token.position = self.token.position.wrapping_add(step);
        self.token.text.clear();
        self.token.text.push_str(stem);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::Reader;
    use super::*;

    #[test]
    fn stems_stand_where_their_words_do() {
        let words = Reader::default().read("Marriages of badl-e-sulh, and after");
        let mut found = Vec::new();
        analyzer().token_stream(&handed(&words)).process(&mut |token| found.push((token.text.clone(), token.position)));
        let expected: Vec<(String, usize)> = words.into_iter().map(|word| (word.stem, word.position)).collect();
        assert_eq!(found, expected);
        assert!(found.contains(&("badlesulh".to_owned(), 2)) && found.contains(&("badl".to_owned(), 2)));
    }
}
