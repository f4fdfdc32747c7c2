//! `lacuna list institutions`: the bodies and services of a place, and the map of who does what.

use clap::Args;
use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::law::LawIndex;
use crate::model::{Class, Word};
use crate::protect::system_map;
use crate::report::{Format, Listing, NO_RECORD, Wanted, listing, map_json, map_rows, nobodys};

use super::choose::{place_on, word};
use super::{Done, Failure, Screen};

/// Which institutions.
#[derive(Args, Debug)]
pub struct Institutions {
    /// For institutions: only this sector
    #[arg(long, value_name = "SECTOR")]
    sector: Vec<String>,
    /// For institutions: only this function, such as child-helpline, or this part: preventing, responding, rehabilitating, adjudicating, monitoring, leading
    #[arg(long, value_name = "FUNCTION")]
    function: Vec<String>,
    /// For institutions: the map of one place, who has which function in fact and in law, and which nobody has
    #[arg(long)]
    map: bool,
}

impl Institutions {
    /// Whether any of its filters was given.
    pub fn is_asked(&self) -> bool {
        self.map || !self.sector.is_empty() || !self.function.is_empty()
    }

    /// Lists them, or draws the map.
    ///
    /// # Errors
    /// When a place, sector or function is unknown, or a map is asked of no place or several.
    pub fn run(
        &self,
        corpus: &Corpus,
        screen: &Screen,
        places: &[String],
        day: Date,
        format: Format,
    ) -> Result<Done, Failure> {
        let words =
            |class, said: &[String]| said.iter().map(|said| word(corpus, class, said)).collect::<Result<Vec<_>, _>>();
        let functions = words(Class::FunctionOfBody, &self.function)?;
        if self.map {
            return map(corpus, screen, places, day, &functions, format);
        }
        let mut wanted =
            Wanted { sectors: words(Class::Sector, &self.sector)?, functions, day: Some(day), ..Wanted::default() };
        for name in places.iter().flat_map(|names| names.split(',')) {
            wanted.places.push(place_on(corpus, name.trim(), day)?.id.clone());
        }
        let rows = listing(corpus, Listing::Institutions, &wanted);
        if format == Format::Json {
            let mut object = rows.json(&corpus.version);
            object["as_of"] = serde_json::json!(day.to_string());
            object["seen_up_to"] = serde_json::json!(corpus.seen());
            screen.print(&serde_json::to_string_pretty(&object).unwrap_or_default())?;
            return Ok(Done::Well);
        }
        screen.print_rows(&rows.clone().stamped(format, Some(day), corpus), format)?;
        if format == Format::Table {
            screen.say(&format!("{} institutions on {day}, {}", rows.rows.len(), corpus.stamp(day)));
        }
        Ok(Done::Well)
    }
}

/// The map of one place.
fn map(
    corpus: &Corpus,
    screen: &Screen,
    places: &[String],
    day: Date,
    functions: &[Word],
    format: Format,
) -> Result<Done, Failure> {
    let [name] = places else {
        return Err(Failure::Usage("a map is of one place: lacuna list institutions --map --in sindh".to_owned()));
    };
    let place = place_on(corpus, name, day)?;
    let index = LawIndex::new(corpus);
    let mut map = system_map(&index, place, day);
    map.retain(|row| {
        functions.is_empty() || functions.iter().any(|asked| corpus.words.is_within(&row.function, asked))
    });
    if format == Format::Json {
        let object = map_json(&map, corpus, &place.id, day);
        screen.print(&serde_json::to_string_pretty(&object).unwrap_or_default())?;
        return Ok(Done::Well);
    }
    screen.print_rows(&map_rows(&map, &corpus.words).stamped(format, Some(day), corpus), format)?;
    if format != Format::Csv {
        let nobody = nobodys(&map, &corpus.words);
        let nobody = match nobody.is_empty() {
            true => String::new(),
            false => format!("Nobody on record in {} on {day}: {}. ", place.name, nobody.join("; ")),
        };
        if format == Format::Markdown {
            screen.print("")?;
        }
        screen.print_prose(&format!("{nobody}{NO_RECORD} From {}. Not legal advice.", corpus.stamp(day)))?;
    }
    Ok(Done::Well)
}
