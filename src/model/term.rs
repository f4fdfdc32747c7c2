//! Terms of time: of prison, of complaint, of a duty.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// The calendar unit in which a law counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// A length of time as the law states it. Compared by calendar unit: twelve months are one year, thirty days are not a month.
///
/// ```
/// use lacuna::model::Term;
/// let year: Term = "1 year".parse().unwrap();
/// assert_eq!(year, "12 months".parse().unwrap());
/// assert!("90 days".parse::<Term>().unwrap() < year);
/// assert_eq!(year.to_string(), "1 year");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Term {
    count: u32,
    unit: Unit,
}

/// Why a text is not a term.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a term such as `14 days`, `1 month`, `2 years` or `24 hours`")]
pub struct ParseTermError(pub String);

impl Term {
    /// So many of a unit.
    pub fn new(count: u32, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// Whole months where the unit is months or years, and hours of the rest.
    fn split(self) -> (u64, u64) {
        let count = u64::from(self.count);
        match self.unit {
            Unit::Year => (count * 12, 0),
            Unit::Month => (count, 0),
            Unit::Week => (0, count * 7 * 24),
            Unit::Day => (0, count * 24),
            Unit::Hour => (0, count),
        }
    }

    /// Length in days for penalties, a month as 30.4375 days: for ordering terms of different units only.
    pub fn days(self) -> f64 {
        let (months, hours) = self.split();
        months as f64 * 30.4375 + hours as f64 / 24.0
    }
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.split() == other.split()
    }
}

impl Eq for Term {}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Term {
    fn cmp(&self, other: &Self) -> Ordering {
        self.days().total_cmp(&other.days()).then(self.split().cmp(&other.split()))
    }
}

impl FromStr for Term {
    type Err = ParseTermError;

    fn from_str(text: &str) -> Result<Self, ParseTermError> {
        let wrong = || ParseTermError(text.to_owned());
        let (count, unit) = text.split_once(' ').ok_or_else(wrong)?;
        let unit = match unit.trim_end_matches('s') {
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return Err(wrong()),
        };
        let count = count.parse().map_err(|_| wrong())?;
        Ok(Self { count, unit })
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}
