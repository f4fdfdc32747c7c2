//! Which of two laws in force prevails where they disagree (design, "Priority").

use crate::model::{Instrument, ProvisionRef, RelationTarget, RelationWord, RuleBody, section_within};

use super::doubt::{Assumption, Choice, DoubtPoint, Locus};
use super::{LawInForce, RuleInForce};

/// Which of two laws prevails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Priority {
    /// The first.
    First,
    /// The second.
    Second,
    /// Nothing says; both are shown.
    Unsettled,
}

/// How one law overrides another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    None,
    /// In words that reach the other.
    Made,
    /// A provincial clause against a federal act, in a matter not shown to be provincial.
    Doubtful,
}

/// One of two laws that disagree: an instrument, or the rules of one of its sections.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The instrument, by position.
    pub position: usize,
    /// The section; absent for the instrument as a whole.
    pub section: Option<&'s str>,
}

impl<'r> From<&'r RuleInForce<'_>> for Side<'r> {
    fn from(rule: &'r RuleInForce<'_>) -> Self {
        Side { position: rule.position, section: Some(&rule.provision.section) }
    }
}

impl<'c> LawInForce<'c> {
    /// Which of two laws prevails here, and the doubt on that, if any.
    ///
    /// (a) A judgment in force here that says so; the higher court, then the larger bench, if its ratio was read. (b) A one-sided overriding clause. (c) Of two such clauses
    /// the later, doubtful. (d) A provincial clause against a federal act: doubtful unless the matter is provincial (Constitution, articles 142 and 143). (e) Otherwise unsettled.
    pub fn priority(&self, first: Side<'_>, second: Side<'_>) -> (Priority, Option<DoubtPoint>) {
        if first.position == second.position {
            return (Priority::Unsettled, None);
        }
        if let Some((settled, _)) = self.judged(first.position, second.position) {
            return (settled, None);
        }
        let (claim, counter) = (self.claim(first, second.position), self.claim(second, first.position));
        let (first, second) = (first.position, second.position);
        let (priority, doubt) = match (claim, counter) {
            (Claim::Made, Claim::None) => (Priority::First, None),
            (Claim::None, Claim::Made) => (Priority::Second, None),
            (Claim::None, Claim::None) => (Priority::Unsettled, None),
            (Claim::Doubtful, Claim::None) => {
                (Priority::First, Some("a provincial clause against a federal act (Constitution, article 143)"))
            }
            (Claim::None, Claim::Doubtful) => {
                (Priority::Second, Some("a provincial clause against a federal act (Constitution, article 143)"))
            }
            _ => {
                let later = if self.passed(first) >= self.passed(second) { Priority::First } else { Priority::Second };
                (later, Some("both carry an overriding clause, and no court has settled which prevails"))
            }
        };
        let Some(reason) = doubt else {
            return (priority, None);
        };
        let locus = Locus::Priority { first: first.min(second), second: first.max(second) };
        let titles = [first, second].map(|position| self.corpus.instruments[position].short_title());
        let cause = format!("{} against {}: {reason}", titles[0], titles[1]);
        let point = DoubtPoint { locus, choice: Choice::Flip, cause };
        let turned = self.assumption == Some(Assumption { locus, choice: Choice::Flip });
        // Taken the other way nothing is won: what no court has settled stays unsettled.
        let priority = if turned { Priority::Unsettled } else { priority };
        (priority, Some(point))
    }

    fn passed(&self, position: usize) -> Option<jiff::civil::Date> {
        self.corpus.instruments[position].passed.map(|day| day.earliest())
    }

    /// The judgment in force here by which it is settled which of two laws prevails, if one does.
    pub fn judgment_on(&self, first: usize, second: usize) -> Option<&RuleInForce<'c>> {
        self.judged(first, second).map(|(_, judgment)| judgment)
    }

    fn judged(&self, first: usize, second: usize) -> Option<(Priority, &RuleInForce<'c>)> {
        let mut best: Option<((u8, u8), Priority, &RuleInForce<'c>)> = None;
        let mut split = false;
        for rule in &self.rules {
            let RuleBody::Relation(relation) = &*rule.body else {
                continue;
            };
            let Some(winner) = &relation.winner else {
                continue;
            };
            let winner = self.corpus.position(&winner.instrument);
            let names = |position| self.names(relation_targets(rule), position);
            let verdict = match winner {
                Some(winner) if winner == first && names(second) => Priority::First,
                Some(winner) if winner == second && names(first) => Priority::Second,
                _ => continue,
            };
            let Some(weight) = court_weight(rule.instrument) else {
                continue;
            };
            match &best {
                Some((known, ..)) if *known > weight => {}
                Some((known, other, _)) if *known == weight && *other != verdict => split = true,
                _ => {
                    best = Some((weight, verdict, rule));
                    split = false;
                }
            }
        }
        best.filter(|_| !split).map(|(_, verdict, rule)| (verdict, rule))
    }

    /// Whether a law claims to override another. A clause that sits on some sections only lifts nothing but those.
    fn claim(&self, side: Side<'_>, second: usize) -> Claim {
        let first = side.position;
        let lifts = |of: &Option<ProvisionRef>| match of.as_ref().and_then(|of| of.section.as_deref()) {
            None => true,
            Some(lifted) => side.section.is_some_and(|section| section_within(section, lifted)),
        };
        let made = self.rules.iter().any(|rule| {
            rule.position == first
                && rule.instrument.judgment.is_none()
                && matches!(&*rule.body, RuleBody::Relation(relation)
                    if relation.word == RelationWord::Overrides
                        && lifts(&relation.of)
                        && relation.interval.contains(self.day) != crate::model::Truth::No
                        && (relation.only.is_empty() || relation.only.iter().any(|topic| self.corpus.instruments[second].topics.contains(topic))))
                && self.names(relation_targets(rule), second)
        });
        let (own, other) = (&self.corpus.instruments[first], &self.corpus.instruments[second]);
        let maker = |law: &'c Instrument| self.corpus.legislature_of(&law.enacted_by);
        match made {
            false => Claim::None,
            true if maker(own) != maker(other) && maker(other) == "federal" && !own.provincial_matter => {
                Claim::Doubtful
            }
            true => Claim::Made,
        }
    }

    fn names(&self, target: Option<&RelationTarget>, position: usize) -> bool {
        match target {
            Some(RelationTarget::AnyOtherLaw) => true,
            Some(RelationTarget::Refs(refs)) => {
                refs.iter().any(|target| target.instrument == self.corpus.instruments[position].id)
            }
            _ => false,
        }
    }
}

fn relation_targets<'r>(rule: &'r RuleInForce<'_>) -> Option<&'r RelationTarget> {
    match &*rule.body {
        RuleBody::Relation(relation) => Some(&relation.target),
        _ => None,
    }
}

/// What a judgment weighs: the higher court, then the larger bench; a ratio that was only reported weighs less than one that was read. `None` for what is no judgment.
pub fn court_weight(instrument: &Instrument) -> Option<(u8, u8)> {
    let judgment = instrument.judgment.as_ref()?;
    let court = match judgment.court.as_str() {
        "fcc" | "sc" => 6,
        "fsc" => 4,
        _ => 2,
    };
    Some((court + u8::from(judgment.ratio_read), judgment.bench.unwrap_or(1)))
}
