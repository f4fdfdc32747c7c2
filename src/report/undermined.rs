//! "Met, but ...": the loopholes that undermine a finding.

use serde_json::{Value, json};

use crate::assess::{Finding, Status};
use crate::loophole::{Loophole, undermines};

/// Loopholes, asked finding by finding.
#[derive(Clone, Copy, Debug, Default)]
pub struct Undermining<'v, 'c> {
    loopholes: &'v [Loophole<'c>],
}

impl<'v, 'c> Undermining<'v, 'c> {
    /// By these loopholes; those that are accepted undermine nothing.
    pub fn by(loopholes: &'v [Loophole<'c>]) -> Self {
        Self { loopholes }
    }

    /// The loopholes that undermine a finding, the gravest first.
    pub fn of(&self, finding: &Finding<'_>) -> Vec<&'v Loophole<'c>> {
        let open = self.loopholes.iter().filter(|loophole| loophole.accepted.is_none());
        let mut found: Vec<_> = open.filter(|loophole| undermines(loophole, finding)).collect();
        found.sort_by_key(|loophole| std::cmp::Reverse(loophole.pattern.severity));
        found
    }

    /// What is put after what was said of a finding that is met, wholly or partly: "but: a fine is the only punishment (s. 4)".
    pub fn but(&self, finding: &Finding<'_>) -> Option<String> {
        if !matches!(finding.status, Status::Met | Status::Partial) {
            return None;
        }
        let found = self.of(finding);
        let first = found.first()?;
        let citation = first.stands.first().map(|stand| stand.citation()).unwrap_or_default();
        let more = match found.len() {
            1 => String::new(),
            n => format!(", and {} more", n - 1),
        };
        Some(format!("but: {} ({citation}){more}", first.pattern.title))
    }

    /// `undermined_by[]` of a finding.
    pub fn json(&self, finding: &Finding<'_>) -> Value {
        let each = self.of(finding).into_iter().map(|loophole| {
            let provisions: Vec<String> = loophole.stands.iter().map(|stand| stand.citation()).collect();
            json!({
                "pattern": loophole.pattern.id, "title": loophole.pattern.title, "severity": loophole.pattern.severity,
                "provisions": provisions,
            })
        });
        Value::Array(each.collect())
    }
}
