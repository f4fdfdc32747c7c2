//! The filters that commands share: places, day, words.

use clap::Args;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::corpus::{Corpus, nearest};
use crate::model::{Class, Jurisdiction, Word};

use super::Failure;

/// Which places, on which day.
#[derive(Args, Debug, Clone)]
pub struct When {
    /// A place: its id, name or alias; may be given several times; all by default
    #[arg(long = "in", value_name = "PLACE")]
    pub places: Vec<String>,
    /// The day whose law is asked for, such as 2011-12-22; today by default
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
}

impl When {
    /// The day.
    ///
    /// # Errors
    /// When it is not a day of the calendar.
    pub fn day(&self) -> Result<Date, Failure> {
        day_of(self.as_of.as_deref())
    }

    /// The places asked for, those that existed on the day by default.
    ///
    /// # Errors
    /// When a place is unknown, is no place that is assessed, or did not exist on the day.
    pub fn places<'c>(&self, corpus: &'c Corpus, day: Date) -> Result<Vec<&'c Jurisdiction>, Failure> {
        if self.places.is_empty() {
            return Ok(corpus
                .jurisdictions
                .iter()
                .filter(|place| place.is_assessed() && place.exists_on(day))
                .collect());
        }
        let mut places: Vec<&Jurisdiction> = Vec::new();
        for name in self.places.iter().flat_map(|names| names.split(',')) {
            let place = place_on(corpus, name.trim(), day)?;
            if !places.iter().any(|other| other.id == place.id) {
                places.push(place);
            }
        }
        Ok(places)
    }
}

/// The day a person writes; today where none is written.
///
/// # Errors
/// When it is not a day of the calendar.
pub fn day_of(text: Option<&str>) -> Result<Date, Failure> {
    let Some(text) = text else {
        return Ok(ZonedDateTime::now().date());
    };
    text.parse()
        .ok()
        .filter(|_| text.len() == 10)
        .ok_or_else(|| Failure::Usage(format!("`{text}` is not a day of the calendar; a day is written 2011-12-22")))
}

/// The place a person means, as it stood on a day.
///
/// # Errors
/// When it is unknown, is no place that is assessed, or did not exist on the day.
pub fn place_on<'c>(corpus: &'c Corpus, name: &str, day: Date) -> Result<&'c Jurisdiction, Failure> {
    let Some(place) = corpus.find_place_on(name, day) else {
        let known = || corpus.jurisdictions.iter();
        let names = known().flat_map(|place| std::iter::once(&place.id).chain(&place.aliases).chain(&place.towns));
        let names: Vec<String> = names.map(|name| name.to_lowercase()).collect();
        let near = nearest(&name.to_lowercase(), names.iter().map(String::as_str));
        let near = near.map(|near| format!("did you mean `{near}`?"));
        let ids: Vec<&str> = known().filter(|place| place.is_assessed()).map(|place| place.id.as_str()).collect();
        return Err(Failure::Usage(format!(
            "no place is called `{name}`; {}",
            near.unwrap_or_else(|| format!("name the province or territory: {}", ids.join(", ")))
        )));
    };
    if !place.is_assessed() {
        return Err(Failure::Usage(format!(
            "{} is a source of law, not a place that is assessed; its laws count in each place they extend to",
            place.name
        )));
    }
    if !place.exists_on(day) {
        let successor = place.successor.as_deref().and_then(|id| corpus.jurisdiction(id));
        let reason = match (place.ended(), successor) {
            (Some(end), Some(successor)) if day >= end.earliest() => {
                format!(
                    "it merged into {} on {end}: ask for --in {} (or give a day before {end} with --as-of)",
                    successor.name, successor.id
                )
            }
            (Some(end), None) if day >= end.earliest() => format!("it ended on {end}"),
            _ => "it began later".to_owned(),
        };
        return Err(Failure::Usage(format!("{} did not exist on {day}: {reason}", place.name)));
    }
    Ok(place)
}

/// The word of a class that a person means: its id, label or synonym.
///
/// # Errors
/// When there is none; the nearest is named.
pub fn word(corpus: &Corpus, class: Class, said: &str) -> Result<Word, Failure> {
    let known = corpus.words.of_class(class);
    let same = |other: &str| other.eq_ignore_ascii_case(said) || other.replace(' ', "-").eq_ignore_ascii_case(said);
    let found = known.iter().find(|entry| same(entry.word.id())).or_else(|| {
        known.iter().find(|entry| same(&entry.label) || entry.synonyms.iter().any(|synonym| same(synonym)))
    });
    if let Some(entry) = found {
        return Ok(entry.word.clone());
    }
    let ids: Vec<&str> = known.iter().map(|entry| entry.word.id()).collect();
    let help = match nearest(&said.to_lowercase(), ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known: {}", ids.join(", ")),
    };
    Err(Failure::Usage(format!("no {class} is called `{said}`; {help}")))
}
