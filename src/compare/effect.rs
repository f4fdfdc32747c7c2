//! What a bill does to one finding: whether it closes, opens, betters or only touches it, point by point.

use crate::assess::{Element, Finding, Outcome, Status};

use super::step::Step;

/// What a bill does to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is met now.
    Closed,
    /// It protects less; or a point is lost, and none gained or more contradicted than before.
    Opened,
    /// It protects more, or a point is gained and none lost.
    Bettered,
    /// Its points change, and it is neither better nor worse.
    Touched,
    /// Nothing.
    None,
}

impl Effect {
    /// From the finding before and after.
    pub fn of(old: &Finding<'_>, new: &Finding<'_>) -> Self {
        let points = Points::between(old, new);
        let (gains, loses) = (points.gains(), !points.lost.is_empty());
        let more_contradicted = new.contradicted().0 > old.contradicted().0;
        match (Step::between(old.status, new.status), new.status) {
            (Some(_), Status::Met) => Self::Closed,
            (Some(Step::Better), _) => Self::Bettered,
            (Some(Step::Worse), _) => Self::Opened,
            // Among what is not known, and where the status is the same, the points decide.
            _ if loses && (!gains || more_contradicted) => Self::Opened,
            _ if gains && !loses => Self::Bettered,
            _ if points.is_empty() => Self::None,
            _ => Self::Touched,
        }
    }
}

/// The points of a finding that come out otherwise, each said in a line.
#[derive(Clone, Debug, Default)]
pub struct Points {
    /// Met before and not now, or newly contradicted.
    pub lost: Vec<String>,
    /// Contradicted or missing before, and met now.
    pub gained: Vec<String>,
    /// Otherwise in another way: a point that was not asked before, or of which nobody knew.
    pub other: Vec<String>,
    /// Contradicted before, and asked no more.
    pub gone: Vec<String>,
}

impl Points {
    /// From the finding before and after.
    pub fn between(old: &Finding<'_>, new: &Finding<'_>) -> Self {
        let mut points = Self::default();
        for element in &new.elements {
            let was = before(&old.elements, &element.what);
            if was == Some(element.outcome) {
                continue;
            }
            let said = was.map_or("new".to_owned(), |was| format!("was {}", was.id()));
            let said = format!("{}: {} ({said})", element.what, element.outcome.id());
            match (was, element.outcome) {
                (Some(Outcome::Met), _) | (_, Outcome::Contradicted) => points.lost.push(said),
                (Some(Outcome::Contradicted | Outcome::Missing), Outcome::Met) => points.gained.push(said),
                _ => points.other.push(said),
            }
        }
        let asked = |what: &str| new.elements.iter().any(|element| is_same_or_part(&element.what, what));
        for element in old.elements.iter().filter(|element| element.outcome == Outcome::Contradicted) {
            if !asked(&element.what) {
                points.gone.push(format!("{}: gone (was contradicted)", element.what));
            }
        }
        points
    }

    /// Whether something that contradicted or was missing is so no more.
    fn gains(&self) -> bool {
        !self.gained.is_empty() || !self.gone.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.other.is_empty() && !self.gains()
    }
}

/// How a point came out before. A point that was part of a wider one then, and stands apart now, came out as that did.
fn before(old: &[Element], what: &str) -> Option<Outcome> {
    let exact = old.iter().find(|element| element.what == what);
    let wider = || old.iter().find(|element| is_same_or_part(what, &element.what));
    exact.or_else(wider).map(|element| element.outcome)
}

/// Whether a point is another one, or a cell of it: "no time bar - Hindus" of "no time bar".
fn is_same_or_part(what: &str, whole: &str) -> bool {
    what.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(" - "))
}
