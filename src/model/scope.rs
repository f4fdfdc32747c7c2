//! Scope: the one mechanism by which a rule, relation, extent, doubt or version narrows itself. An absent key means all.

use super::age::{Age, Sex};
use super::vocabulary::{Vocabulary, Word};

/// Ages in completed years, `from` included, `to` excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeBand {
    /// First age inside.
    pub from: Option<Age>,
    /// First age outside.
    pub to: Option<Age>,
}

impl AgeBand {
    fn ends(self) -> (u8, u8) {
        (self.from.map_or(0, Age::years), self.to.map_or(u8::MAX, Age::years))
    }

    /// Whether all of `other` lies inside.
    pub fn covers(self, other: AgeBand) -> bool {
        let ((from, to), (other_from, other_to)) = (self.ends(), other.ends());
        from <= other_from && other_to <= to
    }

    /// Whether some age lies in both.
    pub fn overlaps(self, other: AgeBand) -> bool {
        let ((from, to), (other_from, other_to)) = (self.ends(), other.ends());
        from < other_to && other_from < to
    }
}

/// Where, for whom and in what something holds. Empty lists and absent values mean all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Places, by jurisdiction id.
    pub places: Vec<String>,
    /// Parts of a place: provincially administered tribal areas, a division ...
    pub parts: Vec<Word>,
    /// Religious communities.
    pub communities: Vec<Word>,
    /// The child's role: accused, victim, witness, spouse.
    pub child: Vec<Word>,
    /// Ages.
    pub age: Option<AgeBand>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Settings.
    pub settings: Vec<Word>,
    /// Classes of offence.
    pub offences: Vec<Word>,
    /// Taken out again.
    pub except: Option<Box<Scope>>,
}

/// How far a scope reaches into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    None,
    /// Into some of it.
    Part,
    /// Over all of it.
    Full,
}

impl Scope {
    /// Whether it narrows nothing.
    pub fn is_everyone(&self) -> bool {
        *self == Scope::default()
    }

    /// Whether it narrows nothing but the places.
    pub fn is_everyone_there(&self) -> bool {
        Scope { places: Vec::new(), ..self.clone() }.is_everyone()
    }

    /// How many keys narrow it.
    pub fn keys(&self) -> usize {
        let lists = [&self.parts, &self.communities, &self.child, &self.settings, &self.offences];
        lists.iter().filter(|list| !list.is_empty()).count()
            + usize::from(self.sex.is_some())
            + usize::from(self.age.is_some())
            + usize::from(self.except.is_some())
    }

    /// Whether it includes a place.
    pub fn includes_place(&self, place: &str) -> bool {
        self.places.is_empty() || self.places.iter().any(|p| p == place)
    }

    /// How far it reaches into `cell`, which is a scope of its own: a key the cell leaves open stands for everyone, except the child's role, which the question itself settles.
    /// An exception narrows only a cell that asks for it.
    pub fn reach(&self, cell: &Scope, words: &Vocabulary) -> Reach {
        let mut reach = Reach::Full;
        let lists = [
            (&self.parts, &cell.parts),
            (&self.communities, &cell.communities),
            (&self.settings, &cell.settings),
            (&self.offences, &cell.offences),
        ];
        for (own, asked) in lists {
            reach = reach.min(list_reach(own, asked, words));
        }
        if !cell.child.is_empty() {
            reach = reach.min(list_reach(&self.child, &cell.child, words));
        }
        reach = reach.min(match (self.sex, cell.sex) {
            (None, _) => Reach::Full,
            (Some(_), None) => Reach::Part,
            (Some(own), Some(asked)) if own == asked => Reach::Full,
            _ => Reach::None,
        });
        reach = reach.min(match (self.age, cell.age) {
            (None, _) => Reach::Full,
            (Some(_), None) => Reach::Part,
            (Some(own), Some(asked)) if own.covers(asked) => Reach::Full,
            (Some(own), Some(asked)) if own.overlaps(asked) => Reach::Part,
            _ => Reach::None,
        });
        match &self.except {
            Some(except) if except.reach(cell, words) == Reach::Full => Reach::None,
            _ => reach,
        }
    }

    /// Both narrowings at once.
    pub fn and(&self, other: &Scope) -> Scope {
        fn join<T: Clone + PartialEq>(a: &[T], b: &[T]) -> Vec<T> {
            match (a.is_empty(), b.is_empty()) {
                (true, _) => b.to_vec(),
                (_, true) => a.to_vec(),
                _ => {
                    let both: Vec<T> = a.iter().filter(|x| b.contains(x)).cloned().collect();
                    if both.is_empty() { b.to_vec() } else { both }
                }
            }
        }
        Scope {
            places: join(&self.places, &other.places),
            parts: join(&self.parts, &other.parts),
            communities: join(&self.communities, &other.communities),
            child: join(&self.child, &other.child),
            age: match (self.age, other.age) {
                (Some(a), Some(b)) => Some(AgeBand { from: a.from.max(b.from), to: least(a.to, b.to) }),
                (a, b) => b.or(a),
            },
            sex: other.sex.or(self.sex),
            settings: join(&self.settings, &other.settings),
            offences: join(&self.offences, &other.offences),
            except: other.except.clone().or_else(|| self.except.clone()),
        }
    }

    /// The narrowing in plain words, `None` when there is none: "Christians, not Roman Catholics; boys".
    pub fn describe(&self, words: &Vocabulary) -> Option<String> {
        let mut said = Vec::new();
        for list in [&self.communities, &self.parts, &self.offences, &self.settings] {
            if !list.is_empty() {
                said.push(words.labels(list));
            }
        }
        if let Some(sex) = self.sex {
            said.push(sex.children().to_owned());
        }
        if let Some(age) = self.age {
            said.push(match (age.from, age.to) {
                (Some(from), Some(to)) => format!("aged {from} to under {to}"),
                (Some(from), None) => format!("aged {from} and over"),
                (None, Some(to)) => format!("under {to}"),
                (None, None) => "of any age".to_owned(),
            });
        }
        if let Some(except) = self.except.as_ref().and_then(|except| except.describe(words)) {
            said.push(format!("not {except}"));
        }
        (!said.is_empty()).then(|| said.join(", "))
    }
}

fn least(a: Option<Age>, b: Option<Age>) -> Option<Age> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn list_reach(own: &[Word], asked: &[Word], words: &Vocabulary) -> Reach {
    if own.is_empty() {
        return Reach::Full;
    }
    if asked.is_empty() {
        return Reach::Part;
    }
    if asked.iter().all(|word| words.reaches(own, word)) {
        return Reach::Full;
    }
    let touches = |word| own.iter().any(|own| words.are_related(own, word));
    if asked.iter().any(touches) { Reach::Part } else { Reach::None }
}
