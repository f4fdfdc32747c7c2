//! Calendar days, days known only by month or year, and half-open intervals of them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A date as a source gives it: a day, a month or a year. Compared through its first and last possible day.
///
/// ```
/// use lacuna::model::PartialDate;
/// let month: PartialDate = "2015-03".parse().unwrap();
/// assert_eq!(month.earliest().to_string(), "2015-03-01");
/// assert_eq!(month.latest().to_string(), "2015-03-31");
/// assert!("2014-02-30".parse::<PartialDate>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    earliest: Date,
    latest: Date,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day (2014-06-11), a month (2014-06) or a year (2014) of the calendar")]
pub struct ParseDateError(pub String);

impl PartialDate {
    /// A date known to the day.
    pub fn day(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }

    /// The first day it can be.
    pub fn earliest(self) -> Date {
        self.earliest
    }

    /// The last day it can be.
    pub fn latest(self) -> Date {
        self.latest
    }

    /// Whether the day itself is known.
    pub fn is_exact(self) -> bool {
        self.earliest == self.latest
    }
}

impl FromStr for PartialDate {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let wrong = || ParseDateError(text.to_owned());
        let shape: Vec<usize> = text.split('-').map(str::len).collect();
        if !text.chars().all(|c| c.is_ascii_digit() || c == '-') {
            return Err(wrong());
        }
        let number = |part: &str| part.parse::<i16>().map_err(|_| wrong());
        let parts: Vec<&str> = text.split('-').collect();
        match shape.as_slice() {
            [4] => {
                let year = number(parts[0])?;
                Ok(Self {
                    earliest: Date::new(year, 1, 1).map_err(|_| wrong())?,
                    latest: Date::new(year, 12, 31).map_err(|_| wrong())?,
                })
            }
            [4, 2] => {
                let month = number(parts[1])? as i8;
                let first = Date::new(number(parts[0])?, month, 1).map_err(|_| wrong())?;
                Ok(Self { earliest: first, latest: first.last_of_month() })
            }
            [4, 2, 2] => {
                let (month, day) = (number(parts[1])? as i8, number(parts[2])? as i8);
                Date::new(number(parts[0])?, month, day).map(Self::day).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_exact() {
            write!(f, "{}", self.earliest)
        } else if self.earliest.month() == self.latest.month() {
            write!(f, "{:04}-{:02}", self.earliest.year(), self.earliest.month())
        } else {
            write!(f, "{:04}", self.earliest.year())
        }
    }
}

/// Whether something holds on a day: certainly, certainly not, or it depends on a date nobody knows to the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// The day lies inside the month or year in which it began or ended.
    Depends,
}

/// A stretch of calendar days: `from` is its first day, `to` the first day after it. An absent end is open.
///
/// ```
/// use lacuna::model::{Interval, Truth};
/// let held = Interval { from: "2014-06-11".parse().ok(), to: "2020".parse().ok() };
/// assert_eq!(held.contains("2014-06-10".parse().unwrap()), Truth::No);
/// assert_eq!(held.contains("2014-06-11".parse().unwrap()), Truth::Yes);
/// assert_eq!(held.contains("2020-05-01".parse().unwrap()), Truth::Depends);
/// assert_eq!(held.contains("2021-01-01".parse().unwrap()), Truth::No);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Option<PartialDate>,
    /// First day on which it no longer holds.
    pub to: Option<PartialDate>,
}

impl Interval {
    /// Whether `day` lies inside.
    pub fn contains(&self, day: Date) -> Truth {
        let begun = match self.from {
            None => Truth::Yes,
            Some(from) if day >= from.latest() => Truth::Yes,
            Some(from) if day < from.earliest() => Truth::No,
            Some(_) => Truth::Depends,
        };
        let ended = match self.to {
            None => Truth::No,
            Some(to) if day >= to.latest() => Truth::Yes,
            Some(to) if day < to.earliest() => Truth::No,
            Some(_) => Truth::Depends,
        };
        match (begun, ended) {
            (Truth::No, _) | (_, Truth::Yes) => Truth::No,
            (Truth::Yes, Truth::No) => Truth::Yes,
            _ => Truth::Depends,
        }
    }

    /// Whether it ends before, or on the day, it begins, so that no day lies inside.
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to.latest() <= from.earliest())
    }

    /// Whether some day certainly lies in both.
    pub fn overlaps(&self, other: &Interval) -> bool {
        let starts_before_end = |a: &Interval, b: &Interval| match (a.from, b.to) {
            (Some(from), Some(to)) => from.latest() < to.earliest(),
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(f, "from {from} until {to}"),
            (Some(from), None) => write!(f, "since {from}"),
            (None, Some(to)) => write!(f, "until {to}"),
            (None, None) => f.write_str("unchanged"),
        }
    }
}
