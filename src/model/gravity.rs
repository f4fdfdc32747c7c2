//! How grave a penalty is, to tell the gravest offence first.

use super::penalty::{Penalty, Sanction};
use super::term::Term;

/// Longer than any term of prison.
const LIFE: i64 = i64::MAX - 1;
const DEATH: i64 = i64::MAX;

/// How grave a penalty is: the worst that can be imposed, then the least that must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gravity {
    worst: i64,
    least: i64,
}

impl Penalty {
    /// How grave it is. Where the combinations are not stated, the least is the mildest loss of life or liberty that it names.
    pub fn gravity(&self) -> Gravity {
        let prison = |bound: fn(&super::penalty::PrisonTerm) -> Option<Term>| {
            self.prison.as_ref().and_then(bound).map_or(0, |term| term.days() as i64)
        };
        let days = |kind: &Sanction, term: i64| match kind {
            Sanction::Death | Sanction::Qisas => DEATH,
            Sanction::Life => LIFE,
            Sanction::Prison => term,
            _ => 0,
        };
        let most = prison(|term| term.max.or(term.min));
        let worst = self.sanctions.iter().map(|kind| days(kind, most)).max().unwrap_or(0);
        let fewest = prison(|term| term.min);
        let least = match self.any_of.is_empty() {
            true => {
                self.sanctions.iter().filter(|kind| kind.takes_life_or_liberty()).map(|kind| days(kind, fewest)).min()
            }
            false => {
                let each = |kinds: &Vec<Sanction>| kinds.iter().map(|kind| days(kind, fewest)).max().unwrap_or(0);
                self.any_of.iter().map(each).min()
            }
        };
        Gravity { worst, least: least.unwrap_or(0) }
    }

    /// What is left of it where some kinds of punishment cannot be imposed.
    #[must_use]
    pub fn without(&self, kinds: &[Sanction]) -> Penalty {
        let kept = |kind: &Sanction| !kinds.contains(kind);
        Penalty {
            sanctions: self.sanctions.iter().copied().filter(kept).collect(),
            any_of: self.any_of.iter().filter(|together| together.iter().all(kept)).cloned().collect(),
            ..self.clone()
        }
    }
}

impl Sanction {
    /// Whether it takes life or liberty.
    pub fn takes_life_or_liberty(self) -> bool {
        matches!(self, Sanction::Death | Sanction::Qisas | Sanction::Life | Sanction::Prison)
    }
}
