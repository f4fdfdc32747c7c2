//! Penalties: what may or must be imposed, and in which combinations.

use std::fmt;

use super::rule::Force;
use super::term::Term;

/// A kind of punishment that a penalty can combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Sanction {
    Prison,
    Fine,
    Death,
    Life,
    Diyat,
    Qisas,
    Arsh,
    Whipping,
    Amputation,
    CollectiveFine,
    Other,
}

impl Sanction {
    /// Every kind, with its key in YAML.
    pub const ALL: [(Sanction, &'static str); 11] = [
        (Sanction::Prison, "prison"),
        (Sanction::Fine, "fine"),
        (Sanction::Death, "death"),
        (Sanction::Life, "life"),
        (Sanction::Diyat, "diyat"),
        (Sanction::Qisas, "qisas"),
        (Sanction::Arsh, "arsh"),
        (Sanction::Whipping, "whipping"),
        (Sanction::Amputation, "amputation"),
        (Sanction::CollectiveFine, "collective-fine"),
        (Sanction::Other, "other"),
    ];

    /// Where it comes when the gravest comes first.
    fn rank(self) -> usize {
        let order = [Sanction::Death, Sanction::Qisas, Sanction::Amputation, Sanction::Life, Sanction::Prison];
        let last = usize::from(matches!(self, Sanction::Fine | Sanction::CollectiveFine));
        order.iter().position(|kind| *kind == self).unwrap_or(order.len() + last)
    }

    /// Its key.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("other", |(_, id)| id)
    }

    /// The kind with this key.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, key)| *key == id).map(|(kind, _)| *kind)
    }
}

/// A term of prison. Absent bounds are not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrisonTerm {
    /// The least.
    pub min: Option<Term>,
    /// The most.
    pub max: Option<Term>,
    /// Rigorous, simple, or either.
    pub kind: Option<String>,
}

/// An amount in rupees (PKR). Absent bounds are not stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// The least.
    pub min: Option<u64>,
    /// The most.
    pub max: Option<u64>,
}

/// What may or must be imposed for an offence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Penalty {
    /// The lawful combinations; empty when they are not known.
    pub any_of: Vec<Vec<Sanction>>,
    /// The kinds the text names.
    pub sanctions: Vec<Sanction>,
    /// Prison.
    pub prison: Option<PrisonTerm>,
    /// Fine.
    pub fine: Option<Amount>,
    /// Stripes of whipping.
    pub stripes: Option<u32>,
    /// Whether it must or may be imposed.
    pub force: Option<Force>,
    /// For a first or a repeated offence only.
    pub level: Option<String>,
}

impl Penalty {
    /// Whether prison, life or death can be imposed.
    pub fn reaches_liberty(&self) -> bool {
        [Sanction::Prison, Sanction::Life, Sanction::Death].iter().any(|kind| self.sanctions.contains(kind))
    }

    /// Whether a fine alone is a lawful sentence; `None` when the combinations are not known.
    pub fn allows_fine_alone(&self) -> Option<bool> {
        if !self.sanctions.contains(&Sanction::Fine) {
            return Some(false);
        }
        if self.sanctions == [Sanction::Fine] {
            return Some(true);
        }
        (!self.any_of.is_empty()).then(|| self.any_of.iter().any(|kinds| kinds == &[Sanction::Fine]))
    }

    /// The longest term of prison stated; life counts as longer than any term.
    pub fn longest_prison(&self) -> Option<Term> {
        self.prison.as_ref().and_then(|term| term.max)
    }
}

impl fmt::Display for PrisonTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.as_ref().filter(|kind| *kind != "either");
        let kind = kind.map(|kind| format!("{kind} ")).unwrap_or_default();
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "{max} {kind}prison"),
            (Some(min), Some(max)) => write!(f, "{min} to {max} {kind}prison"),
            (None, Some(max)) => write!(f, "up to {max} {kind}prison"),
            (Some(min), None) => write!(f, "at least {min} {kind}prison"),
            (None, None) => write!(f, "{kind}prison (term not stated)"),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "fine of Rs {}", grouped(max)),
            (Some(min), Some(max)) => write!(f, "fine of Rs {} to {}", grouped(min), grouped(max)),
            (None, Some(max)) => write!(f, "fine of up to Rs {}", grouped(max)),
            (Some(min), None) => write!(f, "fine of at least Rs {}", grouped(min)),
            (None, None) => f.write_str("fine (amount not stated)"),
        }
    }
}

fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

impl Penalty {
    fn said(&self, kind: Sanction) -> String {
        match kind {
            Sanction::Prison => self.prison.as_ref().map(ToString::to_string).unwrap_or_default(),
            Sanction::Fine => self.fine.as_ref().map(ToString::to_string).unwrap_or_default(),
            Sanction::Whipping => self.stripes.map_or("whipping".to_owned(), |n| format!("up to {n} stripes")),
            Sanction::Life => "life imprisonment".to_owned(),
            Sanction::CollectiveFine => "collective fine".to_owned(),
            kind => kind.id().to_owned(),
        }
    }

    /// The lawful combinations in words, what stands in each of them once: "death or life imprisonment, and fine".
    fn combinations(&self) -> String {
        let always = |kind: &Sanction| self.any_of.iter().all(|kinds| kinds.contains(kind));
        let joined =
            |kinds: Vec<Sanction>| kinds.into_iter().map(|kind| self.said(kind)).collect::<Vec<_>>().join(" and ");
        let choices: Vec<Vec<Sanction>> =
            self.any_of.iter().map(|kinds| kinds.iter().copied().filter(|kind| !always(kind)).collect()).collect();
        let each = joined(self.sanctions.iter().copied().filter(|kind| always(kind)).collect());
        // Where one combination is nothing but what is in all, nothing is said twice only by saying each whole.
        if each.is_empty() || choices.iter().any(Vec::is_empty) {
            let whole: Vec<String> = self.any_of.iter().map(|kinds| joined(kinds.clone())).collect();
            return whole.join(", or ");
        }
        let choices: Vec<String> = choices.into_iter().map(joined).collect();
        format!("{}, and {each}", choices.join(" or "))
    }
}

impl fmt::Display for Penalty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.sanctions.iter().map(|kind| self.said(*kind)).collect();
        let two = parts.len() == 2;
        // What is not told apart must not read as a choice: the gravest first, and that the text was not seen to say more.
        let open = || {
            let mut kinds = self.sanctions.clone();
            kinds.sort_by_key(|kind| kind.rank());
            let named: Vec<String> = kinds.into_iter().map(|kind| self.said(kind)).collect();
            format!("{} (which of these go together is not stated)", named.join("; "))
        };
        let said = match self.any_of.as_slice() {
            [all] if all.len() == parts.len() => parts.join(" and "),
            [one, both] if two && one.len() == 1 && both.len() == 1 => parts.join(" or "),
            [_, _, _] if two => format!("{}, or both", parts.join(" or ")),
            [_, _, ..] => self.combinations(),
            _ if parts.len() > 1 => open(),
            _ => parts.concat(),
        };
        f.write_str(if said.is_empty() { "penalty not stated" } else { &said })
    }
}
