//! `show crc:19`: an article of a standard, the requirements that rest on it, and how each place stands.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::assess::Finding;
use crate::corpus::Corpus;
use crate::model::{Article, Requirement, Standard, section_within};

use super::findings::shown_status;
use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// What is shown of a standard.
pub struct ShownArticle<'v, 'c> {
    /// The standard.
    pub standard: &'c Standard,
    /// The article; absent for the whole standard.
    pub article: Option<String>,
    /// The day.
    pub day: Date,
    /// The findings of the requirements that rest on it.
    pub findings: &'v [Finding<'c>],
}

/// Whether an article of a standard, such as `1; 24(3)`, names the one asked or a part of it.
fn names(list: &str, asked: &str) -> bool {
    list.split([';', ',']).any(|article| section_within(article.trim(), asked))
}

/// The requirements that rest on a standard, or on one of its articles.
pub fn resting_on<'c>(corpus: &'c Corpus, standard: &Standard, article: Option<&str>) -> Vec<&'c Requirement> {
    let asked = |list: &str| article.is_none_or(|article| names(list, article));
    corpus
        .requirements()
        .filter(|requirement| {
            (requirement.standard == standard.id && asked(&requirement.article))
                || requirement.also.iter().any(|(other, list)| *other == standard.id && asked(list))
        })
        .collect()
}

impl<'c> ShownArticle<'_, 'c> {
    fn articles(&self) -> Vec<&'c Article> {
        let asked = |own: &Article| self.article.as_ref().is_none_or(|article| names(&own.article, article));
        self.standard.articles.iter().filter(|own| asked(own)).collect()
    }

    fn requirements(&self) -> Vec<&'c Requirement> {
        let mut found: Vec<&'c Requirement> = Vec::new();
        for finding in self.findings {
            if !found.iter().any(|other| other.id == finding.requirement.id) {
                found.push(finding.requirement);
            }
        }
        found
    }
}

/// Requirements down, places across.
pub fn standing_rows(shown: &ShownArticle<'_, '_>) -> Rows {
    let mut places: Vec<&str> = Vec::new();
    for finding in shown.findings {
        if !places.contains(&finding.place.name.as_str()) {
            places.push(&finding.place.name);
        }
    }
    let mut rows = Rows::new(&["Requirement", "Place", "Status", "Sure"]);
    rows.coloured = Some(2);
    rows.widths = vec![Share(1), Fixed(22), Fixed(14), Fixed(9)];
    for requirement in shown.requirements() {
        let mut said = requirement.id.clone();
        for finding in shown.findings.iter().filter(|finding| finding.requirement.id == requirement.id) {
            let sure = finding.confidence.map_or("-", crate::model::Verified::id).to_owned();
            rows.push(vec![std::mem::take(&mut said), finding.place.name.clone(), shown_status(finding), sure]);
        }
    }
    rows.compact = true;
    rows
}

/// The text above the table.
pub fn article_text(shown: &ShownArticle<'_, '_>, corpus: &Corpus) -> String {
    let standard = shown.standard;
    let mut said = String::new();
    let _ = writeln!(said, "{} ({})", standard.title, standard.short);
    let binding = if standard.binding { "binding" } else { "not binding in itself" };
    let adopted = standard.adopted.map(|day| format!(", adopted {day}")).unwrap_or_default();
    let _ = writeln!(said, "{}, {binding}{adopted}", standard.kind);
    if shown.article.is_none() {
        for (key, words) in &standard.position {
            let _ = writeln!(said, "  Pakistan - {key}: {words}");
        }
    }
    let _ = writeln!(said, "Law as of {}, {}", shown.day, corpus.stamp(shown.day));
    for article in shown.articles() {
        let _ = writeln!(said, "\n{} {} - {}", standard.short, article.article, article.heading);
        let _ = writeln!(said, "  {} ({})", article.summary, article.verified.id());
    }
    let requirements = shown.requirements();
    if requirements.is_empty() {
        let _ = writeln!(said, "\nNo requirement of this corpus rests on it on that day.");
    } else {
        let _ = writeln!(said, "\nRequirements:");
    }
    for requirement in requirements {
        let also: Vec<String> =
            requirement.also.iter().map(|(standard, article)| format!("{standard} {article}")).collect();
        let also = if also.is_empty() { String::new() } else { format!(", {}", also.join(", ")) };
        let _ = writeln!(said, "  {}: {}", requirement.id, requirement.text);
        let _ = writeln!(
            said,
            "    weight {}, {}; asked by {} {}{also}",
            requirement.weight, requirement.topic, requirement.standard, requirement.article
        );
    }
    said.trim_end().to_owned()
}

/// The same as JSON.
pub fn article_json(shown: &ShownArticle<'_, '_>, corpus: &Corpus) -> Value {
    let articles: Vec<Value> = shown
        .articles()
        .into_iter()
        .map(|article| json!({ "article": article.article, "heading": article.heading, "summary": article.summary, "verified": article.verified }))
        .collect();
    let requirements: Vec<Value> = shown
        .requirements()
        .into_iter()
        .map(|requirement| {
            let findings: serde_json::Map<String, Value> = shown
                .findings
                .iter()
                .filter(|finding| finding.requirement.id == requirement.id)
                .map(|finding| (finding.place.id.clone(), json!(finding.status)))
                .collect();
            json!({ "requirement": requirement.id, "article": requirement.article, "standard": requirement.standard, "text": requirement.text, "findings": findings })
        })
        .collect();
    json!({
        "as_of": shown.day.to_string(), "corpus": corpus.version, "seen_up_to": corpus.seen(), "standard": shown.standard.id, "title": shown.standard.title,
        "binding": shown.standard.binding, "position": shown.standard.position, "articles": articles, "requirements": requirements,
    })
}
