//! The query language: its grammar. Nothing a person types is an error; what is no syntax is words.
//!
//! Words side by side are one bag: hits with more of them come first. `AND`, `OR`, `NOT` in capitals, `-word`, parentheses, `"phrases"` and `field:value` bind strictly. Parentheses inside a word
//! (`6(3)`) belong to it.

/// More than this of a query, in characters, is not read.
pub const LONGEST_QUERY: usize = 2_000;
/// More words than this are not searched.
pub const MOST_WORDS: usize = 48;
/// Parentheses deeper than this are ignored.
const DEEPEST: usize = 24;

/// A query as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Words side by side.
    Words(Vec<String>),
    /// Words in this order.
    Phrase(String),
    /// A field and what is asked of it.
    Field {
        /// Its name, in small letters.
        name: String,
        /// The value as written.
        value: String,
    },
    /// What must not be there.
    Not(Box<Node>),
    /// All of these.
    All(Vec<Node>),
    /// One of these or more.
    Any(Vec<Node>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Word(String),
    Phrase(String),
    Field(String, String),
}

/// Reads a query. `is_field` says which names before a colon are fields.
pub fn parse(text: &str, is_field: impl Fn(&str) -> bool) -> Node {
    let text: String = text.chars().take(LONGEST_QUERY).collect();
    let mut tokens = lex(&text, &is_field);
    let mut words = 0;
    tokens.retain(|token| {
        words += usize::from(matches!(token, Token::Word(_) | Token::Phrase(_) | Token::Field(..)));
        words <= MOST_WORDS
    });
    let mut parser = Parser { tokens, at: 0 };
    let mut parts = Vec::new();
    while parser.at < parser.tokens.len() {
        parts.extend(parser.any(0));
        // A closing parenthesis that nothing opened.
        parser.at += 1;
    }
    one_or(parts, Node::All).unwrap_or(Node::Words(Vec::new()))
}

fn one_or(mut parts: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Option<Node> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(many(parts)),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}')
}

fn lex(text: &str, is_field: &impl Fn(&str) -> bool) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        match c {
            '(' => {
                tokens.push(Token::Open);
                at += 1;
            }
            ')' => {
                tokens.push(Token::Close);
                at += 1;
            }
            c if is_quote(c) => match quoted(&chars, at) {
                Some((phrase, next)) => {
                    tokens.push(Token::Phrase(phrase));
                    at = next;
                }
                None => at += 1,
            },
            '-' | '\u{2212}'
                if chars.get(at + 1).is_some_and(|next| next.is_alphanumeric() || is_quote(*next) || *next == '(') =>
            {
                tokens.push(Token::Not);
                at += 1;
            }
            c if c.is_whitespace() || c.is_control() || matches!(c, '-' | '+' | ',' | ';') => at += 1,
            _ => {
                let (word, next) = bare(&chars, at);
                at = next;
                let field = word.split_once(':').map(|(name, value)| (name.to_lowercase(), value.to_owned()));
                match field.filter(|(name, _)| is_field(name)) {
                    Some((name, value)) if !value.is_empty() => tokens.push(Token::Field(name, value)),
                    Some((name, _)) => match quoted(&chars, at) {
                        Some((value, next)) => {
                            tokens.push(Token::Field(name, value));
                            at = next;
                        }
                        None => tokens.push(Token::Word(name)),
                    },
                    None => tokens.push(match word.as_str() {
                        "AND" => Token::And,
                        "OR" => Token::Or,
                        "NOT" => Token::Not,
                        _ => Token::Word(word),
                    }),
                }
            }
        }
    }
    tokens
}

/// What stands between quotation marks, and where the text goes on; `None` when they are never closed.
fn quoted(chars: &[char], at: usize) -> Option<(String, usize)> {
    chars.get(at).filter(|c| is_quote(**c))?;
    let length = chars[at + 1..].iter().position(|c| is_quote(*c))?;
    Some((chars[at + 1..at + 1 + length].iter().collect(), at + length + 2))
}

/// A word, with the parentheses it opens itself, and where the text goes on.
fn bare(chars: &[char], from: usize) -> (String, usize) {
    let mut depth = 0usize;
    let mut at = from;
    while let Some(&c) = chars.get(at) {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            c if c.is_whitespace() || is_quote(c) => break,
            _ => {}
        }
        at += 1;
    }
    (chars[from..at].iter().collect(), at.max(from + 1))
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn any(&mut self, depth: usize) -> Option<Node> {
        let mut branches = Vec::new();
        loop {
            branches.extend(self.all(depth));
            if self.tokens.get(self.at) != Some(&Token::Or) {
                return one_or(branches, Node::Any);
            }
            self.at += 1;
        }
    }

    fn all(&mut self, depth: usize) -> Option<Node> {
        let mut parts: Vec<Node> = Vec::new();
        // Whether the next word joins the words before it.
        let mut joins = false;
        while let Some(token) = self.tokens.get(self.at) {
            match token {
                Token::Or | Token::Close => break,
                Token::And => {
                    joins = false;
                    self.at += 1;
                }
                Token::Word(word) => {
                    match parts.last_mut() {
                        Some(Node::Words(words)) if joins => words.push(word.clone()),
                        _ => parts.push(Node::Words(vec![word.clone()])),
                    }
                    joins = true;
                    self.at += 1;
                }
                _ => {
                    // A field or phrase between words does not part them: "juvenile in:punjab bail" is one bag.
                    let words = joins.then(|| parts.pop()).flatten();
                    parts.extend(self.strict(depth));
                    joins = words.is_some();
                    parts.extend(words);
                }
            }
        }
        one_or(parts, Node::All)
    }

    /// What is no plain word.
    fn strict(&mut self, depth: usize) -> Option<Node> {
        let token = self.tokens.get(self.at).cloned()?;
        self.at += 1;
        match token {
            Token::Phrase(phrase) => Some(Node::Phrase(phrase)),
            Token::Field(name, value) => Some(Node::Field { name, value }),
            Token::Word(word) => Some(Node::Words(vec![word])),
            Token::Not => {
                let next = self.tokens.get(self.at)?;
                if depth > DEEPEST || matches!(next, Token::And | Token::Or | Token::Close) {
                    return None;
                }
                self.strict(depth + 1).map(|node| match node {
                    Node::Not(inner) => *inner,
                    node => Node::Not(Box::new(node)),
                })
            }
            Token::Open if depth < DEEPEST => {
                let inner = self.any(depth + 1);
                if self.tokens.get(self.at) == Some(&Token::Close) {
                    self.at += 1;
                }
                inner
            }
            Token::Open | Token::Close | Token::And | Token::Or => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Node {
        parse(text, |name| matches!(name, "in" | "topic"))
    }

    fn words(words: &[&str]) -> Node {
        Node::Words(words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn field(name: &str, value: &str) -> Node {
        Node::Field { name: name.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn words_are_one_bag_and_fields_bind() {
        assert_eq!(read("child bail"), words(&["child", "bail"]));
        assert_eq!(read("child in:punjab bail"), Node::All(vec![field("in", "punjab"), words(&["child", "bail"])]));
        assert_eq!(read("topic:\"child marriage\""), field("topic", "child marriage"));
        assert_eq!(read("crc:19"), words(&["crc:19"]));
    }

    #[test]
    fn operators_bind_strictly() {
        let or = Node::Any(vec![words(&["b"]), words(&["c"])]);
        assert_eq!(read("a AND (b OR c)"), Node::All(vec![words(&["a"]), or]));
        let not = |word: &str| Node::Not(Box::new(words(&[word])));
        assert_eq!(read("a -b"), Node::All(vec![not("b"), words(&["a"])]));
        assert_eq!(read("a NOT b c"), Node::All(vec![not("b"), words(&["a", "c"])]));
    }

    #[test]
    fn sections_keep_their_parentheses() {
        assert_eq!(read("JJSA 6(3)"), words(&["JJSA", "6(3)"]));
        assert_eq!(read("(PPC 376(1A))"), words(&["PPC", "376(1A)"]));
    }

    #[test]
    fn nothing_is_an_error() {
        for text in ["", "AND", "OR OR", "NOT", "- -", "\"", "(((", ")))", "a AND", "in:", "NOT NOT a", ":", "((a) OR"]
        {
            let _ = read(text);
        }
        assert_eq!(read(")a"), words(&["a"]));
        let _ = read(&"(".repeat(10_000));
        let _ = read(&"NOT ".repeat(10_000));
    }
}
