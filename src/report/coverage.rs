//! `list coverage`: how much of the field is held, and how sure it is.

use crate::corpus::Corpus;
use crate::model::{Class, Verified};

use super::listing::Wanted;
use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// Per place and topic: the laws that ever reached it, their provisions and rules, the share verified from the text, and since when the field was surveyed.
pub fn coverage(corpus: &Corpus, wanted: &Wanted) -> Rows {
    let mut rows = Rows::new(&["Place", "Topic", "Laws", "Sections", "Rules", "No rule", "Text", "Surveyed"]);
    rows.widths = vec![Fixed(9), Share(1), Fixed(4), Fixed(8), Fixed(5), Fixed(4), Fixed(5), Fixed(10)];
    rows.compact = true;
    for place in corpus.jurisdictions.iter().filter(|place| place.is_assessed() && wanted.takes_place(&place.id)) {
        for entry in corpus.words.of_class(Class::Topic) {
            if !wanted.takes_topic(entry.word.id()) {
                continue;
            }
            let reaches = |places: &[String]| places.contains(&place.id);
            let instruments: Vec<_> = corpus
                .instruments
                .iter()
                .filter(|instrument| instrument.extent.iter().any(|extent| reaches(&extent.places)))
                .filter(|instrument| instrument.topics.contains(&entry.word))
                .collect();
            let provisions = || instruments.iter().flat_map(|instrument| &instrument.provisions);
            let count = provisions().count();
            let from_text = provisions().filter(|provision| provision.verified == Verified::Text).count();
            let surveyed: Vec<String> = corpus
                .surveys
                .iter()
                .filter(|survey| survey.topic == entry.word && reaches(&survey.places))
                .map(|survey| match (survey.interval.from, survey.interval.to) {
                    (Some(from), Some(to)) => format!("{from} to {to}"),
                    (Some(from), None) => format!("since {from}"),
                    _ => "yes".to_owned(),
                })
                .collect();
            rows.push(vec![
                place.name.clone(),
                entry.label.clone(),
                instruments.len().to_string(),
                count.to_string(),
                provisions().map(|provision| provision.rules.len()).sum::<usize>().to_string(),
                provisions().filter(|provision| provision.rules.is_empty()).count().to_string(),
                (from_text * 100).checked_div(count).map_or("-".to_owned(), |share| format!("{share} %")),
                if surveyed.is_empty() { "no".to_owned() } else { surveyed.join("; ") },
            ]);
        }
    }
    rows
}
