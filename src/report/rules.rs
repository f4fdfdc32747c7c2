//! `list rules`: rules in force, selected by a pattern.

use crate::law::{LawInForce, RuleInForce};
use crate::model::Pattern;

use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// The rules in force in some places that a pattern selects (all without one), on some topics: one row a rule, with the places where it holds.
pub fn rules(laws: &[LawInForce<'_>], pattern: Option<&Pattern>, topics: &[String]) -> Rows {
    let mut found: Vec<(RuleInForce<'_>, Vec<&str>)> = Vec::new();
    for law in laws {
        let on_topic = |rule: &&RuleInForce<'_>| {
            topics.is_empty() || rule.instrument.topics.iter().any(|topic| topics.iter().any(|id| id == topic.id()))
        };
        let selected = |rule: &&RuleInForce<'_>| pattern.is_none_or(|pattern| law.matches(rule, pattern));
        for rule in law.rules.iter().filter(|rule| !rule.entailed).filter(on_topic).filter(selected) {
            match found.iter_mut().find(|(known, _)| std::ptr::eq(known.rule, rule.rule)) {
                Some((_, places)) if places.contains(&law.place.id.as_str()) => {}
                Some((_, places)) => places.push(&law.place.id),
                None => found.push((rule.clone(), vec![&law.place.id])),
            }
        }
    }
    found.sort_by_key(|(rule, _)| rule.position);
    let mut rows = Rows::new(&["Provision", "Kind", "What it says", "Holds in", "Sure"]);
    rows.widths = vec![Share(4), Fixed(11), Share(7), Share(3), Fixed(9)];
    for (rule, places) in found {
        let words = laws.first().map(LawInForce::words);
        rows.push(vec![
            rule.citation(),
            rule.body.kind().replace('_', " "),
            words.map(|words| rule.rule.describe(words)).unwrap_or_default(),
            places.join(", "),
            rule.verified().id().to_owned(),
        ]);
    }
    rows
}
