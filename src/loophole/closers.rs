//! Who closed a loophole: places whose law has the mended form, on the same matter, and not the loophole itself.

use std::collections::HashSet;

use crate::law::{LawInForce, RuleInForce};
use crate::model::{Instrument, Jurisdiction, Pattern, Reach, Scope, Vocabulary, Word};

use super::detect::Hit;
use super::find::{Stand, binds, purpose};

/// A place whose law has the mended form, and where it stands.
#[derive(Clone, Debug)]
pub struct ClosedBy<'c> {
    /// The place.
    pub place: &'c Jurisdiction,
    /// Its law.
    pub instrument: &'c Instrument,
    /// The section.
    pub section: &'c str,
    /// The sections it answers, as cited, where the loophole stands on others too; empty where it answers all.
    pub answers: Vec<String>,
    /// The same as said beside the loophole: "s. 5, 6" where it stands in one law.
    pub answers_said: String,
}

/// The mended rules of every place, for one pattern.
pub struct Closers<'l, 'c> {
    places: Vec<(&'l LawInForce<'c>, Vec<&'l RuleInForce<'c>>)>,
}

impl<'l, 'c> Closers<'l, 'c> {
    /// The rules of each place that have the mended form; a section in which the loophole itself was found there closes nothing.
    pub fn of(laws: &'l [LawInForce<'c>], mended: &Pattern, hits: impl Fn(&LawInForce<'c>) -> Vec<Hit<'c>>) -> Self {
        let places = laws.iter().map(|law| {
            let stands: HashSet<(*const Instrument, &str)> = hits(law)
                .iter()
                .flat_map(|hit| &hit.stands)
                .filter_map(|stand| Some((std::ptr::from_ref(stand.instrument), stand.section?)))
                .collect();
            let sound = |rule: &&RuleInForce<'c>| {
                !stands.contains(&(std::ptr::from_ref(rule.instrument), rule.provision.section.as_str()))
            };
            let rules = law.rules.iter().filter(|rule| binds(rule.instrument) && law.matches(rule, mended));
            (law, rules.filter(sound).collect())
        });
        Self { places: places.collect() }
    }

    /// Who closed a loophole of a place that stands on these sections: in each other place the sections that answer at least one of them wholly.
    pub fn of_loophole(&self, own: &LawInForce<'c>, stands: &[Stand<'c>]) -> Vec<ClosedBy<'c>> {
        let mut found: Vec<ClosedBy<'c>> = Vec::new();
        let cited: HashSet<String> = stands.iter().map(Stand::citation).collect();
        for (law, rules) in self.places.iter().filter(|(law, _)| law.place.id != own.place.id) {
            // What holds in the loophole's own place too did not close it there.
            let holds_here = |rule: &RuleInForce<'c>| own.rules.iter().any(|other| std::ptr::eq(other.rule, rule.rule));
            let rules: Vec<&RuleInForce<'c>> = rules.iter().copied().filter(|rule| !holds_here(rule)).collect();
            let mut here: Vec<ClosedBy<'c>> = Vec::new();
            for stand in stands {
                for rule in answers(stand, &rules, law.words()) {
                    let section = rule.provision.section.as_str();
                    let same = |known: &&mut ClosedBy<'c>| {
                        std::ptr::eq(known.instrument, rule.instrument) && known.section == section
                    };
                    let citation = stand.citation();
                    match here.iter_mut().find(same) {
                        Some(known) if known.answers.contains(&citation) => {}
                        Some(known) => known.answers.push(citation),
                        None => here.push(ClosedBy {
                            place: law.place,
                            instrument: rule.instrument,
                            section,
                            answers: vec![citation],
                            answers_said: String::new(),
                        }),
                    }
                }
            }
            for closed in &mut here {
                if closed.answers.len() == cited.len() {
                    closed.answers.clear();
                }
                closed.answers_said = said(&closed.answers, stands);
            }
            found.extend(here);
        }
        found
    }
}

/// The sections answered, as said beside the loophole: without the law where it stands in one law only.
fn said(answers: &[String], stands: &[Stand<'_>]) -> String {
    let one_law = stands.iter().all(|stand| std::ptr::eq(stand.instrument, stands[0].instrument));
    let section = |answer: &String| stands.iter().find(|stand| stand.citation() == *answer)?.section;
    let sections: Option<Vec<&str>> = answers.iter().map(section).collect();
    match sections {
        Some(sections) if one_law && !sections.is_empty() => format!("s. {}", sections.join(", ")),
        _ => answers.join("; "),
    }
}

/// The rules that answer one section: for each of its acts the first that is on it, and for everyone whom the section is for. None where one of the acts stays unanswered.
fn answers<'r, 'c>(stand: &Stand<'c>, rules: &[&'r RuleInForce<'c>], words: &Vocabulary) -> Vec<&'r RuleInForce<'c>> {
    let on = |word: &Word| {
        let is_answer = |rule: &&&RuleInForce<'c>| {
            let matter = rule.body.matter();
            let reaches = |asked: &Word| matter.iter().any(|own| words.is_within(asked, own));
            // A child for work is another thing than a child for marriage.
            let same_purpose = purpose(rule).is_none_or(|purpose| stand.subjects.contains(purpose));
            let on_it = reaches(word) || stand.purpose.as_ref().is_some_and(reaches);
            same_purpose && on_it && is_for_all(&rule.scope, &stand.scope, words)
        };
        rules.iter().find(is_answer).copied()
    };
    let found: Option<Vec<&RuleInForce<'c>>> = stand.matter.iter().map(on).collect();
    found.unwrap_or_default()
}

/// Whether a rule is for everyone whom another is for, wherever each of them holds.
fn is_for_all(scope: &Scope, other: &Scope, words: &Vocabulary) -> bool {
    scope.reach(other, words) == Reach::Full
}
