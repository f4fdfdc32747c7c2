//! The table of legal minimum ages: lines, bands, and what opens an activity below its line.

use crate::law::{LawInForce, RuleInForce};
use crate::model::{MinimumAge, Permission, RuleBody, Word};

/// What a line of the table of ages is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeLineKind {
    /// A line that holds.
    Line,
    /// Below the line, liability or capacity depends on a condition: a rebuttable band.
    Band,
}

/// One line of the table of legal minimum ages.
pub struct AgeLine<'l, 'c> {
    /// The rule.
    pub rule: &'l RuleInForce<'c>,
    /// The age.
    pub minimum: MinimumAge,
    /// Line or band.
    pub kind: AgeLineKind,
}

/// The permissions that open an activity below its minimum age in a place on a day: a father's consent, a licence, a proviso.
pub fn age_openings<'l, 'c>(law: &'l LawInForce<'c>, of: &Word) -> Vec<(&'l RuleInForce<'c>, &'l Permission)> {
    let opens = |permission: &Permission| {
        permission.act.iter().any(|act| law.words().get(act).and_then(|entry| entry.age_of.as_ref()) == Some(of))
    };
    let found = law.rules.iter().filter_map(|rule| match &*rule.body {
        RuleBody::Permission(permission) if opens(permission) => Some((rule, &**permission)),
        _ => None,
    });
    found.collect()
}

/// The minimum ages of an activity that hold in a place on a day: general lines first, then those for some people, then bands.
pub fn age_lines<'l, 'c>(law: &'l LawInForce<'c>, of: &Word) -> Vec<AgeLine<'l, 'c>> {
    let mut lines: Vec<AgeLine<'l, 'c>> = law
        .rules
        .iter()
        .filter_map(|rule| match &*rule.body {
            RuleBody::MinimumAge(minimum) if law.words().is_within(&minimum.of, of) => {
                let kind = if minimum.unless.is_empty() { AgeLineKind::Line } else { AgeLineKind::Band };
                Some(AgeLine { rule, minimum: minimum.clone(), kind })
            }
            _ => None,
        })
        .collect();
    lines.sort_by_key(|line| {
        let narrow = line.rule.scope.describe(law.words()).is_some();
        let judgment = line.rule.instrument.judgment.is_some();
        (narrow, judgment, line.kind == AgeLineKind::Band)
    });
    lines
}
