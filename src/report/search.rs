//! Hits of a search, as rows, as JSON and in a sentence.

use serde_json::{Value, json};

use crate::search::{Answer, Hit, Kind};

use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::{Format, MARKED, Rows};

const MARK: (&str, &str) = ("<mark>", "</mark>");

/// Of what day and corpus an answer is.
#[derive(Clone, Debug)]
pub struct SearchStamp {
    /// The day whose law was asked for.
    pub day: String,
    /// The version of the corpus.
    pub corpus: String,
    /// Up to when its sources were seen.
    pub seen: Option<String>,
}

/// The rows of an answer. What matched is bold where colour may be used, `<mark>` in Markdown, plain elsewhere.
pub fn search_rows(answer: &Answer, stamp: &SearchStamp, format: Format, colour: bool) -> Rows {
    let (open, close) = match format {
        Format::Markdown => (MARK.0.to_owned(), MARK.1.to_owned()),
        Format::Table if colour => (MARKED.0.to_string(), MARKED.1.to_string()),
        _ => <(String, String)>::default(),
    };
    let snippet = |hit: &Hit| hit.snippet.marked(&open, &close);
    if format == Format::Csv {
        let columns = [
            "Citation",
            "Place",
            "Heading",
            "Snippet",
            "In force",
            "Verified",
            "Kind",
            "Instrument",
            "Section",
            "Score",
            "As of",
            "Corpus",
        ];
        let mut rows = Rows::new(&columns);
        for hit in &answer.hits {
            rows.push(vec![
                hit.row.citation.clone(),
                hit.place.clone().unwrap_or_default(),
                hit.row.heading.clone(),
                snippet(hit),
                in_force(hit),
                hit.row.verified.clone(),
                hit.kind.id().to_owned(),
                hit.row.instrument.clone().unwrap_or_default(),
                hit.row.section.clone().unwrap_or_default(),
                format!("{:.2}", hit.score),
                stamp.day.clone(),
                stamp.corpus.clone(),
            ]);
        }
        return rows;
    }
    let mut rows = Rows::new(&["#", "Citation", "Place", "What it says", "In force", "Sure"]);
    rows.widths = vec![Fixed(2), Share(4), Fixed(11), Share(6), Fixed(10), Fixed(9)];
    for (at, hit) in answer.hits.iter().enumerate() {
        let heading = &hit.row.heading;
        let says = if hit.snippet.text.is_empty() { heading.clone() } else { format!("{heading}: {}", snippet(hit)) };
        rows.push(vec![
            (at + 1).to_string(),
            cited(hit),
            hit.place.clone().unwrap_or_else(|| "-".to_owned()),
            says,
            in_force(hit),
            if hit.row.verified.is_empty() { "-".to_owned() } else { hit.row.verified.clone() },
        ]);
    }
    rows
}

fn cited(hit: &Hit) -> String {
    match hit.row.version.as_str() {
        "" => hit.row.citation.clone(),
        version => format!("{} ({version})", hit.row.citation),
    }
}

/// Where it holds on the day, in few words.
fn in_force(hit: &Hit) -> String {
    match hit.kind {
        Kind::Institution if hit.in_force => return "exists".to_owned(),
        kind if kind.is_standard() && hit.in_force => return "applies".to_owned(),
        _ => {}
    }
    if hit.holds_in.is_empty() {
        "no".to_owned()
    } else if hit.everywhere {
        "yes, everywhere".to_owned()
    } else if hit.in_force {
        format!("yes: {}", hit.holds_in.join(", "))
    } else {
        format!("not there; in {}", hit.holds_in.join(", "))
    }
}

/// An answer as JSON.
pub fn search_json(answer: &Answer, query: &str, stamp: &SearchStamp) -> Value {
    let hits: Vec<Value> = answer
        .hits
        .iter()
        .map(|hit| {
            json!({
                "kind": hit.kind.id(),
                "instrument": hit.row.instrument,
                "section": hit.row.section,
                "requirement": hit.row.requirement,
                "citation": hit.row.citation,
                "jurisdiction": hit.place,
                "heading": hit.row.heading,
                "version": Some(&hit.row.version).filter(|version| !version.is_empty()),
                "snippet": hit.snippet.text,
                "in_force": hit.in_force,
                "in_force_in": hit.holds_in,
                "verified": Some(&hit.row.verified).filter(|verified| !verified.is_empty()),
                "score": (f64::from(hit.score) * 100.0).round() / 100.0,
            })
        })
        .collect();
    let instead: Vec<Value> =
        answer.instead.iter().map(|(word, better)| json!({ "word": word, "searched": better })).collect();
    let SearchStamp { day, corpus, seen } = stamp;
    json!({ "query": query, "as_of": day, "corpus": corpus, "seen_up_to": seen, "total": answer.total, "did_you_mean": instead, "unknown": answer.unknown, "hits": hits })
}

/// What is said before hits that lack a word of the query because nothing has it.
pub fn unknown_line(answer: &Answer) -> Option<String> {
    let words: Vec<String> = answer.unknown.iter().map(|word| format!("`{}`", clean(word))).collect();
    let (last, rest) = words.split_last()?;
    let words = if rest.is_empty() { last.clone() } else { format!("{} or {last}", rest.join(", ")) };
    Some(format!("Nothing here has the word {words}: what follows answers the other words."))
}

/// A piece of a query without what a terminal would obey.
fn clean(text: &str) -> String {
    text.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The line below a table of hits.
pub fn found_line(answer: &Answer, offset: usize, day: &str, stamp: &str) -> String {
    let mut said = String::new();
    for (word, better) in &answer.instead {
        said.push_str(&format!("`{word}` was read as `{better}`. "));
    }
    let last = offset + answer.hits.len();
    let which = if answer.hits.len() == answer.total {
        String::new()
    } else {
        format!(", {} to {last} shown (--limit, --offset)", offset + 1)
    };
    let hits = if answer.total == 1 { "hit" } else { "hits" };
    said.push_str(&format!("{} {hits}{which}; law as of {day}, {stamp}. --open N shows hit N in full.", answer.total));
    said
}

/// What is said when nothing was found, and what to try.
pub fn nothing_found(answer: &Answer, query: &str, offset: usize) -> String {
    let query = clean(query);
    if !answer.asks {
        return "There is nothing to search for in that. Try words (`corporal punishment school`), a citation (`PPC 377`) or a field (`topic:child-marriage in:sindh`).".to_owned();
    }
    if answer.total > 0 {
        return format!("There are only {} hits: --offset {offset} leaves none.", answer.total);
    }
    let mut said = format!("Nothing found for `{query}`.");
    for (word, better) in &answer.instead {
        said.push_str(&format!(" `{word}` was read as `{better}`."));
    }
    if !answer.unknown.is_empty() {
        said.push_str(&format!(" No text here has: {}.", answer.unknown.join(", ")));
    }
    match answer.without_filters {
        0 => said.push_str(
            " Try fewer or other words; `lacuna list topics` names the topics, `lacuna list instruments` the laws.",
        ),
        1 => said.push_str(" Without the filters, and on any day, there is one hit."),
        many => said.push_str(&format!(" Without the filters, and on any day, there are {many} hits.")),
    }
    said
}
