//! Ages in completed years.

use std::fmt;
use std::str::FromStr;

/// The highest age a child law of the corpus can speak of: Christian and Parsi consent ages reach twenty-one, borstals twenty-three.
const HIGHEST: u8 = 25;

/// The sex a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sex {
    /// Girls and women.
    Female,
    /// Boys and men.
    Male,
}

impl Sex {
    /// Both, in the order in which they are shown.
    pub const BOTH: [Sex; 2] = [Sex::Female, Sex::Male];

    /// `girls` or `boys`, as a reader sees it.
    pub fn children(self) -> &'static str {
        match self {
            Sex::Female => "girls",
            Sex::Male => "boys",
        }
    }
}

impl FromStr for Sex {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "female" => Ok(Sex::Female),
            "male" => Ok(Sex::Male),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sex::Female => "female",
            Sex::Male => "male",
        })
    }
}

/// An age in completed years, 0 to 25.
///
/// ```
/// use lacuna::model::Age;
/// assert_eq!("18".parse::<Age>().unwrap().years(), 18);
/// assert!("181".parse::<Age>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Age(u8);

/// Why a number is not an age.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an age in completed years between 0 and {HIGHEST}")]
pub struct ParseAgeError(pub String);

impl Age {
    /// The age of so many completed years.
    ///
    /// # Errors
    /// When it lies outside 0 to 25.
    pub fn new(years: i64) -> Result<Self, ParseAgeError> {
        u8::try_from(years)
            .ok()
            .filter(|years| *years <= HIGHEST)
            .map(Self)
            .ok_or_else(|| ParseAgeError(years.to_string()))
    }

    /// Completed years.
    pub fn years(self) -> u8 {
        self.0
    }
}

impl FromStr for Age {
    type Err = ParseAgeError;

    fn from_str(text: &str) -> Result<Self, ParseAgeError> {
        text.parse::<i64>().map_err(|_| ParseAgeError(text.to_owned())).and_then(Self::new)
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// An age for each sex; `None` where the law, or the source, does not state it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AgeBySex {
    /// For girls and women.
    pub female: Option<Age>,
    /// For boys and men.
    pub male: Option<Age>,
}

impl AgeBySex {
    /// The same age for both.
    pub fn both(age: Age) -> Self {
        Self { female: Some(age), male: Some(age) }
    }

    /// The age for one sex.
    pub fn of(self, sex: Sex) -> Option<Age> {
        match sex {
            Sex::Female => self.female,
            Sex::Male => self.male,
        }
    }

    /// Whether neither is stated.
    pub fn is_unstated(self) -> bool {
        self.female.is_none() && self.male.is_none()
    }
}

impl fmt::Display for AgeBySex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.male, self.female) {
            (None, None) => f.write_str("age not stated"),
            (Some(male), Some(female)) if male == female => write!(f, "{male}"),
            (Some(male), Some(female)) => write!(f, "{male} for males, {female} for females"),
            (Some(male), None) => write!(f, "{male} for males"),
            (None, Some(female)) => write!(f, "{female} for females"),
        }
    }
}
