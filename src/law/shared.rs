//! Lists whose items are shared: the law under a doubt is the law but for a few rules, and does not hold the rest a second time.

use std::sync::{Arc, OnceLock};

use crate::model::RuleBody;

use super::RuleInForce;

/// A list of shared items.
#[derive(Clone, Debug)]
pub struct Shared<T>(Vec<Arc<T>>);

/// Walks a list of shared items.
pub type Iter<'l, T> = std::iter::Map<std::slice::Iter<'l, Arc<T>>, fn(&'l Arc<T>) -> &'l T>;

impl<T> Shared<T> {
    /// Its items.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in the items of another list that a test keeps.
    pub fn share(&mut self, other: &Self, keep: impl Fn(&T) -> bool) {
        self.0.extend(other.0.iter().filter(|item| keep(item)).cloned());
    }

    /// Sorts by a key; what is equal stays in order.
    pub fn sort_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.0.sort_by_key(|item| key(item));
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Vec<T>> for Shared<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items.into_iter().map(Arc::new).collect())
    }
}

impl<'l, T> IntoIterator for &'l Shared<T> {
    type Item = &'l T;
    type IntoIter = Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The rules that hold, with the kind of each at hand.
#[derive(Clone, Debug, Default)]
pub struct Rules<'c> {
    all: Shared<RuleInForce<'c>>,
    /// A bit of its kind for each rule.
    kinds: OnceLock<Vec<u16>>,
}

impl<'c> Rules<'c> {
    /// Its rules.
    pub fn iter(&self) -> Iter<'_, RuleInForce<'c>> {
        self.all.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Its rules of some kinds, in their order.
    pub fn of_kinds<'l>(&'l self, kinds: &[&str]) -> impl Iterator<Item = &'l RuleInForce<'c>> + use<'l, 'c> {
        let bits = |asked: &dyn Fn(&str) -> bool| {
            let kinds = RuleBody::KINDS.iter().enumerate().filter(|(_, kind)| asked(kind));
            kinds.fold(0_u16, |bits, (at, _)| bits | 1 << at)
        };
        let known = self.kinds.get_or_init(|| self.iter().map(|rule| bits(&|kind| kind == rule.body.kind())).collect());
        let asked = bits(&|kind| kinds.contains(&kind));
        self.all.0.iter().zip(known).filter(move |(_, kind)| **kind & asked != 0).map(|(rule, _)| &**rule)
    }

    /// The rules that a test keeps.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&RuleInForce<'c>) -> bool) -> Self {
        let mut all = Shared::default();
        all.share(&self.all, keep);
        Self::from(all)
    }

    /// These rules and more behind them.
    #[must_use]
    pub fn and(mut self, more: Vec<RuleInForce<'c>>) -> Self {
        self.all.0.extend(more.into_iter().map(Arc::new));
        Self::from(self.all)
    }

    /// These rules, each law's in the place of that law.
    #[must_use]
    pub fn by_law(mut self) -> Self {
        self.all.sort_by_key(|rule| rule.position);
        Self::from(self.all)
    }
}

impl<'c> From<Shared<RuleInForce<'c>>> for Rules<'c> {
    fn from(all: Shared<RuleInForce<'c>>) -> Self {
        Self { all, kinds: OnceLock::new() }
    }
}

impl<'c> From<Vec<RuleInForce<'c>>> for Rules<'c> {
    fn from(rules: Vec<RuleInForce<'c>>) -> Self {
        Self::from(Shared::from(rules))
    }
}

impl<'l, 'c> IntoIterator for &'l Rules<'c> {
    type Item = &'l RuleInForce<'c>;
    type IntoIter = Iter<'l, RuleInForce<'c>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
