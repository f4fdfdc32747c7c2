//! "Met, but ...": the loopholes that undermine a finding.

use serde_json::{Value, json};

use crate::assess::{Evidence, Finding, Role, Status};
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

    /// The loopholes that undermine a finding: those on a section that it rests on first, of these the gravest.
    pub fn of(&self, finding: &Finding<'_>) -> Vec<&'v Loophole<'c>> {
        let open = self.loopholes.iter().filter(|loophole| loophole.accepted.is_none());
        let mut found: Vec<_> = open.filter(|loophole| undermines(loophole, finding)).collect();
        let evidence = finding.evidence();
        let rests = |loophole: &Loophole<'_>| {
            let decides = |evidence: &&&Evidence| evidence.role != Role::Shown;
            let cited =
                |citation: String| evidence.iter().filter(decides).any(|evidence| evidence.citation == citation);
            loophole.stands.iter().any(|stand| cited(stand.citation()))
        };
        found.sort_by_key(|loophole| (!rests(loophole), std::cmp::Reverse(loophole.pattern.severity)));
        found
    }

    /// What is put after what was said of a finding that is met, wholly or partly: "but: a fine is the only punishment (s. 4)".
    pub fn but(&self, finding: &Finding<'_>) -> Option<String> {
        if !matches!(finding.status, Status::Met | Status::Partial) {
            return None;
        }
        let found = self.of(finding);
        let first = found.first()?;
        // Of its sections the one on which the finding rests.
        let evidence = finding.evidence();
        let rests = |citation: &String| evidence.iter().any(|evidence| evidence.citation == *citation);
        let cited: Vec<String> = first.stands.iter().map(|stand| stand.citation()).collect();
        let citation = cited.iter().find(|citation| rests(citation)).or(cited.first()).cloned().unwrap_or_default();
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
