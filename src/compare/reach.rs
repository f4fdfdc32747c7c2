//! Which requirements a bill can touch: the others come out as before, and need not be put to the law again.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::assess::Changes;
use crate::corpus::Corpus;
use crate::law::{LawIndex, touches_other_law};
use crate::model::{Amend, Bill, Requirement, Rule, section_within};

/// The requirements that bills can touch in some place, in the order of the corpus as it would be.
pub fn touched<'c>(before: &LawIndex<'c>, after: &LawIndex<'c>, bills: &[&Bill], day: Date) -> Vec<&'c Requirement> {
    let corpora = [before.corpus, after.corpus];
    let rules = changed_rules([before, after], bills);
    Changes { corpora, rules }.touching(&corpora[1].requirements().collect::<Vec<_>>(), day)
}

/// The rules of the sections that bills amend, as they are and as they would be, and every rule of the bills themselves and of the laws that they, or those sections, touch.
fn changed_rules<'c>(indexes: [&LawIndex<'c>; 2], bills: &[&Bill]) -> Vec<(usize, &'c Rule)> {
    let mut whole: BTreeSet<usize> = BTreeSet::new();
    let mut rules = Vec::new();
    let was = indexes[0].corpus;
    let all_of = |position: usize| indexes.into_iter().flat_map(move |index| index.affected(position));
    for bill in bills {
        whole.extend(was.position(&bill.instrument).into_iter().flat_map(all_of));
        for amendment in &bill.amends {
            let Some(position) = was.position(&amendment.target.instrument) else { continue };
            if matches!(amendment.what, Amend::Repeal) {
                whole.extend(all_of(position));
            }
            let section = amendment.target.section.as_deref().unwrap_or_default();
            let amended: Vec<&Rule> =
                indexes.into_iter().flat_map(|index| amended(was, index.corpus, position, section)).collect();
            if amended.iter().any(|rule| touches_other_law(rule)) {
                whole.extend(all_of(position));
            }
            rules.extend(amended.into_iter().map(|rule| (position, rule)));
        }
    }
    for index in indexes {
        for position in &whole {
            let provisions = &index.corpus.instruments[*position].provisions;
            rules.extend(provisions.iter().flat_map(|provision| &provision.rules).map(|rule| (*position, rule)));
        }
    }
    rules
}

/// The rules of an amended section in one of the two corpora, and of what stands behind what was there before.
fn amended<'c>(was: &Corpus, corpus: &'c Corpus, position: usize, section: &str) -> Vec<&'c Rule> {
    let known = was.instruments[position].provisions.len();
    let provisions = corpus.instruments[position].provisions.iter().enumerate();
    let concerned = provisions.filter(|(at, version)| *at >= known || section_within(&version.section, section));
    concerned.flat_map(|(_, version)| &version.rules).collect()
}
