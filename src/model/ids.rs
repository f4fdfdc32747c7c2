//! How instruments and provisions are named.

use std::fmt;
use std::sync::Arc;

/// An instrument's id: its path below `laws/` without the ending, `sindh/2013-child-marriages-restraint-act`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstrumentId(Arc<str>);

impl InstrumentId {
    /// Takes the id as given; the corpus checks that it exists.
    pub fn new(id: &str) -> Self {
        Self(Arc::from(id))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InstrumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A reference to an instrument or to a section of it: `id` or `id:section`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProvisionRef {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The section, or the whole instrument.
    pub section: Option<String>,
}

impl ProvisionRef {
    /// The instrument it points into: its own where it names none.
    pub fn law<'r>(&'r self, own: &'r InstrumentId) -> &'r InstrumentId {
        if self.instrument.as_str().is_empty() { own } else { &self.instrument }
    }

    /// Reads `id` or `id:section`.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            Some((id, section)) => Self { instrument: InstrumentId::new(id), section: Some(section.trim().to_owned()) },
            None => Self { instrument: InstrumentId::new(text), section: None },
        }
    }
}

impl fmt::Display for ProvisionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.section {
            Some(section) => write!(f, "{}:{section}", self.instrument),
            None => write!(f, "{}", self.instrument),
        }
    }
}

/// A section without the hyphen before its letter: `377-B` is 377B, a section of its own. `332-336` is a row of sections.
pub fn unhyphened(section: &str) -> String {
    if !section.contains('-') {
        return section.to_owned();
    }
    let chars: Vec<char> = section.chars().collect();
    let is_joint = |at: usize| {
        let digit = at > 0 && chars[at - 1].is_ascii_digit();
        let letters = chars[at + 1..].iter().take_while(|c| c.is_alphabetic()).count();
        digit && (1..=2).contains(&letters)
    };
    let kept = chars.iter().enumerate().filter(|(at, c)| **c != '-' || !is_joint(*at));
    kept.map(|(_, c)| *c).collect()
}

/// Whether `section` is `whole` or a part of it: `9(1)` and `9 proviso` lie within `9`, `90` and `9-A` do not.
///
/// ```
/// use lacuna::model::section_within;
/// assert!(section_within("9(1)", "9"));
/// assert!(section_within("9 proviso", "9"));
/// assert!(section_within("9-A(1)", "9A"));
/// assert!(!section_within("9-A", "9"));
/// assert!(!section_within("90", "9"));
/// ```
pub fn section_within(section: &str, whole: &str) -> bool {
    let squeeze = |text: &str| unhyphened(&text.to_lowercase().replace(" (", "("));
    let (section, whole) = (squeeze(section), squeeze(whole));
    section
        .strip_prefix(&whole)
        .is_some_and(|rest| rest.chars().next().is_none_or(|c| matches!(c, '(' | ' ' | ',' | '-' | '/')))
}
