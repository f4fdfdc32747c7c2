//! What is said otherwise where the child is the one accused.

use crate::protect::{Part, Protection};

use super::view::{Limits, Section, owed_section};

/// What an accused child is owed; told plainly where the law made for children no longer reaches the accused.
pub fn accused_section(protection: &Protection<'_>, limits: Limits) -> Section {
    let case = &protection.case;
    let title = match (&protection.grown, case.accused) {
        (Some(_), _) => "THE ACCUSED IS NO CHILD IN LAW",
        (None, true) => "THE CHILD IS ACCUSED: ITS RIGHTS",
        (None, false) => "IF THE CHILD IS ITSELF ACCUSED",
    };
    let limit = match (limits.rights, case.accused, protection.may_be_accused) {
        (usize::MAX, ..) => usize::MAX,
        (rights, true, _) => rights * 3,
        (rights, false, true) => rights,
        (rights, false, false) => rights / 2,
    };
    Section { intro: outgrown(protection), ..owed_section(title, protection, Part::Accused, limit) }
}

/// That the law for accused children does not reach the accused, and from which age; absent where it does.
pub fn outgrown(protection: &Protection<'_>) -> Option<String> {
    let (grown, age) = (protection.grown.as_ref()?, protection.case.age?);
    Some(format!(
        "At {age} the law made for accused children does not reach the accused: it ends at {} ({}). If the act was done before that age, ask again with the age of that day.",
        grown.ends, grown.citation
    ))
}

/// The title of the offences: of an accused child of whom no act was said they are offences against it.
pub fn done_title(protection: &Protection<'_>) -> &'static str {
    match (protection.case.accused, protection.is_open()) {
        (true, true) => "What nobody may do to the accused",
        (true, false) => "What the law makes of it",
        (false, _) => "What was done to the child, in law",
    }
}
