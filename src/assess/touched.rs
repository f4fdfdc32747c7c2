//! What a rule that comes, goes or changes can touch: laws beyond its own, and requirements.

use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::law::entailable;
use crate::model::{
    AgeBySex, Instrument, Leaf, LeafKind, MinimumAge, Pattern, ProvisionRef, RelationTarget, RelationWord, Requirement,
    Rule, RuleBody, Word,
};

/// The laws whose meaning or standing a rule of the law at `position` settles beyond what it says itself: its own, and those it names.
pub fn moved_by(corpus: &Corpus, position: usize, body: &RuleBody) -> Vec<usize> {
    match body {
        RuleBody::Relation(relation) => {
            let named = named(body).iter().chain(&relation.winner).chain(&relation.of);
            let positions = named.filter_map(|target| corpus.position(&target.instrument));
            positions.chain([position]).collect()
        }
        RuleBody::Definition(_) => {
            // A term can be lent: whoever borrows from this law is moved with it.
            let id = &corpus.instruments[position].id;
            let borrows = |other: &Instrument| {
                rules(other).flat_map(|rule| &rule.bodies).flat_map(lent).any(|target| target.instrument == *id)
            };
            let all = corpus.instruments.iter().enumerate();
            let borrowers = all.filter(|(_, other)| borrows(other)).map(|(position, _)| position);
            borrowers.chain([position]).collect()
        }
        RuleBody::Procedure(procedure) if procedure.governs.is_some() => vec![position],
        _ => Vec::new(),
    }
}

/// The rules of a law that come, go or change, each by the position of its law: all that is needed to tell which requirements they can touch.
pub struct Changes<'c> {
    /// The corpus before and after.
    pub corpora: [&'c Corpus; 2],
    /// The rules, of both.
    pub rules: Vec<(usize, &'c Rule)>,
}

impl<'c> Changes<'c> {
    /// Of some requirements those that the changes can touch, in any place, whatever is doubtful there. One that is not among them comes out as before, element by element.
    ///
    /// A change touches a requirement when a rule of it, in any of its readings, is on a subject that the requirement asks about; or when it moves a law that has a rule which is,
    /// whether or not that law holds; or when the requirement looks beyond the rules that it reads, so that no list of rules could tell.
    pub fn touching<'r>(&self, requirements: &[&'r Requirement], day: Date) -> Vec<&'r Requirement> {
        let changed: Vec<&RuleBody> = self.rules.iter().flat_map(|(_, rule)| &rule.bodies).collect();
        let moved = self.moved();
        let words = &self.corpora[1].words;
        let entailed: Vec<RuleBody> = changed.iter().flat_map(|body| entailable(body, words)).map(age_of).collect();
        let touches = |leaf: &&Leaf| {
            let reads = |body: &&RuleBody| leaf.kind.reads(body, words);
            matches!(leaf.kind, LeafKind::Milestone { .. })
                || leaf.kind.hears_beyond()
                || leaf.among.as_ref().is_some_and(Pattern::looks_beyond)
                || changed.iter().chain(&moved).copied().chain(&entailed).any(|body| reads(&body))
        };
        requirements
            .iter()
            .copied()
            .filter(|requirement| requirement.test_on(day).leaves().iter().any(touches))
            .collect()
    }

    /// Every rule of the laws that the changes move.
    fn moved(&self) -> Vec<&'c RuleBody> {
        let mut positions: Vec<usize> = Vec::new();
        for corpus in self.corpora {
            for (position, rule) in &self.rules {
                for body in &rule.bodies {
                    positions.extend(moved_by(corpus, *position, body));
                    if matches!(body, RuleBody::Definition(_)) {
                        // A law can also say itself to whom it lends its terms.
                        let bodies = rules(&corpus.instruments[*position]).flat_map(|rule| &rule.bodies);
                        positions.extend(bodies.flat_map(lent).filter_map(|to| corpus.position(&to.instrument)));
                    }
                }
            }
        }
        positions.sort_unstable();
        positions.dedup();
        let laws = self.corpora.into_iter().flat_map(|corpus| positions.iter().map(|at| &corpus.instruments[*at]));
        laws.flat_map(rules).flat_map(|rule| &rule.bodies).collect()
    }
}

/// An age that bans could entail for an activity.
fn age_of(of: Word) -> RuleBody {
    let age = AgeBySex::default();
    RuleBody::MinimumAge(MinimumAge { of, age, or_earlier: Vec::new(), unless: Vec::new(), conditions: Vec::new() })
}

fn rules(law: &Instrument) -> impl Iterator<Item = &Rule> {
    law.provisions.iter().flat_map(|provision| &provision.rules)
}

/// The laws and sections that a relation names.
fn named(body: &RuleBody) -> &[ProvisionRef] {
    match body {
        RuleBody::Relation(relation) => match &relation.target {
            RelationTarget::Refs(refs) => refs,
            _ => &[],
        },
        _ => &[],
    }
}

/// Those that a rule which lends a term names.
fn lent(body: &RuleBody) -> &[ProvisionRef] {
    match body {
        RuleBody::Relation(relation) if relation.word == RelationWord::Supplies => named(body),
        _ => &[],
    }
}
