//! What touches what: every displacement, repeal and suspension, by the instrument it touches. Made once for a corpus.

use crate::corpus::Corpus;
use crate::model::{Basis, Doubt, Interval, ProvisionRef, RelationTarget, RelationWord, Rule, RuleBody, Scope};

use super::doubt::Locus;

/// How a law is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touches {
    /// It ceases there while the other holds.
    Displaces(Basis),
    /// It ends for good.
    Repeals,
    /// It rests for a time.
    Suspends,
}

fn how(word: RelationWord) -> Option<Touches> {
    match word {
        RelationWord::Displaces => Some(Touches::Displaces(Basis::ExpressRepeal)),
        RelationWord::Repeals => Some(Touches::Repeals),
        RelationWord::Suspends => Some(Touches::Suspends),
        _ => None,
    }
}

/// Whether a rule touches the standing of another law.
pub fn touches_other_law(rule: &Rule) -> bool {
    let touches = |body: &RuleBody| matches!(body, RuleBody::Relation(relation) if how(relation.word).is_some());
    rule.bodies.iter().any(touches)
}

/// One law touching another.
#[derive(Clone, Debug)]
pub struct Touch<'c> {
    /// Who touches.
    pub source: usize,
    /// The provision that does; absent for an instrument's `displaces:`.
    pub provision: Option<usize>,
    /// How.
    pub how: Touches,
    /// Which section; absent for all.
    pub section: Option<String>,
    /// Where; empty for everywhere.
    pub places: &'c [String],
    /// When.
    pub interval: Interval,
    /// For whom.
    pub scope: &'c Scope,
    /// Whether.
    pub doubt: Option<&'c Doubt>,
    /// Which part of the corpus says so.
    pub locus: Locus,
}

/// A corpus with its relations laid out.
#[derive(Debug)]
pub struct LawIndex<'c> {
    /// The corpus.
    pub corpus: &'c Corpus,
    touches: Vec<Vec<Touch<'c>>>,
}

impl<'c> LawIndex<'c> {
    /// Lays out the relations of a corpus.
    pub fn new(corpus: &'c Corpus) -> Self {
        let mut index = LawIndex { corpus, touches: vec![Vec::new(); corpus.instruments.len()] };
        for (source, instrument) in corpus.instruments.iter().enumerate() {
            for (number, displaced) in instrument.displaces.iter().enumerate() {
                let locus = Locus::Displacement { instrument: source, displacement: number };
                let sections: Vec<Option<String>> = match displaced.sections.as_slice() {
                    [] => vec![None],
                    sections => sections.iter().cloned().map(Some).collect(),
                };
                for section in sections {
                    let target = ProvisionRef { instrument: displaced.instrument.clone(), section };
                    index.add(&target, |section| Touch {
                        source,
                        provision: None,
                        how: Touches::Displaces(displaced.basis),
                        section,
                        places: &displaced.places,
                        interval: displaced.interval,
                        scope: &displaced.scope,
                        doubt: displaced.doubt.as_ref(),
                        locus,
                    });
                }
            }
            for (provision, version) in instrument.provisions.iter().enumerate() {
                for (number, rule) in version.rules.iter().enumerate() {
                    let RuleBody::Relation(relation) = rule.body() else {
                        continue;
                    };
                    let RelationTarget::Refs(targets) = &relation.target else {
                        continue;
                    };
                    let Some(how) = how(relation.word) else {
                        continue;
                    };
                    for target in targets {
                        index.add(target, |section| Touch {
                            source,
                            provision: Some(provision),
                            how,
                            section,
                            places: &rule.scope.places,
                            interval: relation.interval,
                            scope: &rule.scope,
                            doubt: rule.doubt.as_ref(),
                            locus: Locus::Rule { instrument: source, provision, rule: number },
                        });
                    }
                }
            }
        }
        index
    }

    fn add(&mut self, target: &ProvisionRef, touch: impl FnOnce(Option<String>) -> Touch<'c>) {
        if let Some(position) = self.corpus.position(&target.instrument) {
            self.touches[position].push(touch(target.section.clone()));
        }
    }

    /// What touches an instrument.
    pub fn touches(&self, instrument: usize) -> &[Touch<'c>] {
        &self.touches[instrument]
    }

    /// An instrument and all that it can reach through what it touches.
    pub fn affected(&self, instrument: usize) -> Vec<usize> {
        let mut reached = vec![instrument];
        let mut at = 0;
        while let Some(&source) = reached.get(at) {
            for (target, touches) in self.touches.iter().enumerate() {
                if !reached.contains(&target) && touches.iter().any(|touch| touch.source == source) {
                    reached.push(target);
                }
            }
            at += 1;
        }
        reached.sort_unstable();
        reached
    }
}
