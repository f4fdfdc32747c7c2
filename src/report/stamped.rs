//! Rows for a program: each carries the day and the corpus it is of, as the rows of `gaps` do.

use jiff::civil::Date;

use crate::corpus::Corpus;

use super::rows::{Format, Rows};

impl Rows {
    /// The same, in CSV with the day and the corpus in every row; the other formats say both beside the table.
    #[must_use]
    pub fn stamped(self, format: Format, day: Option<Date>, corpus: &Corpus) -> Self {
        let day = day.map(|day| ("as_of", day.to_string()));
        self.with_columns(format, day.into_iter().collect(), corpus)
    }

    /// The same for what lies between two days.
    #[must_use]
    pub fn stamped_between(self, format: Format, from: Date, to: Date, corpus: &Corpus) -> Self {
        self.with_columns(format, vec![("from", from.to_string()), ("to", to.to_string())], corpus)
    }

    fn with_columns(mut self, format: Format, mut columns: Vec<(&str, String)>, corpus: &Corpus) -> Self {
        if format != Format::Csv {
            return self;
        }
        columns.push(("corpus", corpus.version.clone()));
        for (name, value) in columns {
            self.header.push(name.to_owned());
            self.rows.iter_mut().for_each(|row| row.push(value.clone()));
        }
        self
    }
}
