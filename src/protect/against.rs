//! What in the law on a child's procedure or care works against it.

use crate::assess::{Evidence, Role};
use crate::law::{LawInForce, RuleInForce};
use crate::model::{LeafKind, RuleBody};

use super::rights::{Owed, Part};

/// Whether a section says nothing but how something is done or what the law makes of it, some requirement is contradicted by it and none is satisfied. A line that protects too few is
/// still a protection.
pub fn works_against(owed: &Owed<'_>, evidence: &[&Evidence]) -> bool {
    let handles = owed.kinds.iter().all(|kind| matches!(*kind, "procedure" | "effect")) && !owed.rules_out;
    if !handles || (owed.part == Part::Care && !owed.on_the_harm) {
        return false;
    }
    let own =
        |evidence: &&&Evidence| evidence.instrument == owed.instrument.id && evidence.section == owed.provision.section;
    let has = |role: Role| evidence.iter().filter(own).any(|evidence| evidence.role == role);
    has(Role::Against) && !has(Role::For)
}

/// Whether a rule gives nothing but what standards bar, or a line of age that may fall earlier: no right of a child, even where it yields to another law.
pub fn is_against_children(law: &LawInForce<'_>, rule: &RuleInForce<'_>) -> bool {
    match &*rule.body {
        RuleBody::Procedure(procedure) => {
            let leaves = || law.corpus.requirements().flat_map(|requirement| requirement.test.leaves());
            let barred = |feature| {
                leaves().any(|leaf| matches!(&leaf.kind, LeafKind::Procedure(asked) if law.words().takes_in(&asked.bars, feature)))
            };
            !procedure.features.is_empty() && procedure.bars.is_empty() && procedure.features.iter().all(barred)
        }
        RuleBody::MinimumAge(minimum) => !minimum.or_earlier.is_empty(),
        _ => false,
    }
}
