//! What the index keeps of a document to show it: enough for a row and for its text in full, without the corpus.

use super::numbered::{self, Numbered};
use super::pack::Part;

/// Between the fields of a row that is kept, and between the pieces of its text; no text has them.
const FIELD: char = '\u{1f}';
const PIECE: char = '\u{1e}';

/// A document as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Instrument or standard, by id; absent for a body that no law of the corpus founds.
    pub instrument: Option<String>,
    /// Section or article.
    pub section: Option<String>,
    /// The requirement's id.
    pub requirement: Option<String>,
    /// How it is cited.
    pub citation: String,
    /// Heading, title, name, or the words of a requirement.
    pub heading: String,
    /// How sure: `text`, `secondary`, `recalled`, or empty where nobody said.
    pub verified: String,
    /// Which version it is, where there are several: "since 2016-03-18".
    pub version: String,
    /// Its text in pieces: summary, rules in plain words, notes.
    pub pieces: Vec<String>,
}

impl Row {
    /// The row as it is kept. What is absent is kept as an empty text.
    fn kept(&self) -> String {
        let absent = |field: &Option<String>| field.clone().unwrap_or_default();
        let pieces: Vec<String> = self.pieces.iter().map(|piece| clean(piece)).collect();
        let fields = [
            absent(&self.instrument),
            absent(&self.section),
            absent(&self.requirement),
            self.citation.clone(),
            self.heading.clone(),
            self.verified.clone(),
            self.version.clone(),
        ];
        let fields = fields.iter().map(|field| clean(field)).chain([pieces.join(&PIECE.to_string())]);
        fields.collect::<Vec<_>>().join(&FIELD.to_string())
    }

    fn from_kept(kept: &str) -> Option<Self> {
        let mut fields = kept.split(FIELD).map(str::to_owned);
        let mut next = || fields.next();
        let present = |field: String| Some(field).filter(|field| !field.is_empty());
        Some(Self {
            instrument: present(next()?),
            section: present(next()?),
            requirement: present(next()?),
            citation: next()?,
            heading: next()?,
            verified: next()?,
            version: next()?,
            pieces: next()?.split(PIECE).filter(|piece| !piece.is_empty()).map(str::to_owned).collect(),
        })
    }
}

fn clean(text: &str) -> String {
    text.replace([FIELD, PIECE], " ")
}

/// The rows as bytes.
pub fn bytes<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<u8> {
    numbered::bytes(rows.map(|row| row.kept().into_bytes()))
}

/// The rows as they lie in the index.
#[derive(Clone, Debug)]
pub struct Rows {
    table: Numbered,
}

impl Rows {
    /// Takes the bytes as [`bytes`] made them. What is damaged in them reads as no row, and its pack says so.
    pub fn new(bytes: Part) -> Self {
        Self { table: Numbered::new(bytes) }
    }

    /// The row of a document.
    pub fn row(&self, document: u32) -> Option<Row> {
        Row::from_kept(std::str::from_utf8(self.table.entry(document)?).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::pack::part_of;
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_kept() {
        let whole = Row {
            instrument: Some("federal/1860-pakistan-penal-code".to_owned()),
            section: Some("82".to_owned()),
            requirement: None,
            citation: "PPC 82".to_owned(),
            heading: "No offence under ten".to_owned(),
            verified: "text".to_owned(),
            version: String::new(),
            pieces: vec!["Nothing \"done\".".to_owned(), "minimum age: 10".to_owned()],
        };
        let rows = Rows::new(part_of(bytes([&Row::default(), &whole].into_iter())));
        assert_eq!((rows.row(0), rows.row(1), rows.row(2)), (Some(Row::default()), Some(whole), None));
        for broken in [vec![], vec![1], vec![255; 9], vec![1, 0, 0, 0, 9, 0, 0, 0, 65]] {
            assert_eq!(Rows::new(part_of(broken)).row(0), None);
        }
    }
}
