//! The order of hits: how well the words fit, then what the reader means by asking. The law in force before what lapsed, the place's own law before the federal one and other places' law last, rules before
//! definitions when a conduct and a place are named, a provision before the instrument around it.

use rustc_hash::FxHashMap;
use tantivy::{DocId, Score};

use super::plan::Meaning;
use super::sheet::{Kind, Known, NOWHERE, Sheet, answers, flag};
use crate::model::Sex;

/// The share of the best score that a hit must have beyond the first page.
const ENOUGH: f32 = 0.25;
/// Hits of a page.
const PAGE: usize = 10;

/// In so many places at least does a law hold widely.
const WIDE: usize = 4;

/// What the order depends on beside the words.
pub struct Order<'s> {
    /// What is known of every document.
    pub sheet: &'s Sheet,
    /// The day, as `yyyymmdd`.
    pub day: u32,
    /// Whether only what holds on that day is shown.
    pub only_in_force: bool,
    /// Whether versions that another one has replaced are shown too.
    pub all_versions: bool,
    /// What the query means.
    pub meaning: &'s Meaning,
}

impl Order<'_> {
    /// Whether it holds on the day: in one of the places asked for, where some are.
    pub fn holds(&self, document: DocId) -> bool {
        self.standing(self.sheet.known(document)).holds
    }

    fn standing(&self, known: Known) -> Standing {
        let asked = &self.meaning.only_in;
        let mut standing = Standing { holds: false, reach: 0 };
        for stretch in self.sheet.stretches_of(known).filter(|stretch| stretch.contains(self.day)) {
            standing.holds |= asked.is_empty() || asked.contains(&stretch.place);
            standing.reach += 1;
        }
        standing
    }

    /// Whether it is shown at all. Of the versions of a section that is the one that holds; where none does, the last one.
    pub fn shows(&self, document: DocId) -> bool {
        self.shows_standing(document, self.standing(self.sheet.known(document)))
    }

    fn shows_standing(&self, document: DocId, standing: Standing) -> bool {
        if self.all_versions || standing.holds {
            return true;
        }
        if self.only_in_force {
            return false;
        }
        let mut others = self.sheet.versions(document).filter(|other| *other != document);
        let latest = self.sheet.latest(document);
        !others.any(|other| {
            let later = self.sheet.latest(other);
            self.holds(other) || later > latest || (later == latest && other > document)
        })
    }

    /// What a score is multiplied by.
    fn factor(&self, known: Known, standing: Standing) -> f32 {
        let (sheet, meaning) = (self.sheet, self.meaning);
        let kind = known.kind;
        let mut factor = 1.0;
        if !standing.holds {
            factor *= 0.45;
        }
        let asked = if meaning.only_in.is_empty() { &meaning.places } else { &meaning.only_in };
        if !asked.is_empty() {
            factor *= if known.home != NOWHERE && asked.contains(&known.home) {
                1.6
            } else if kind.is_standard() {
                0.5
            } else if sheet.stretches_of(known).any(|stretch| asked.contains(&stretch.place)) {
                1.0
            } else {
                0.3
            };
        }
        if asked.is_empty() && !kind.is_standard() {
            // The law of most places answers more people than that of one.
            let reach = standing.reach.min(WIDE) as f32;
            factor *= 0.8 + 0.2 * reach / WIDE as f32;
        }
        if !meaning.kind_asked {
            factor *= match kind {
                Kind::Provision => 1.0,
                Kind::Institution if meaning.wishes.help() => 1.8,
                Kind::Institution if meaning.body_asked => 1.3,
                Kind::Institution => 0.8,
                Kind::Instrument => 0.7,
                Kind::Requirement | Kind::Article if meaning.wishes.norm => 1.4,
                Kind::Requirement | Kind::Article => 0.75,
            };
        }
        let wishes = meaning.wishes;
        let asks_what = wishes.definition || wishes.age;
        if meaning.conduct && !asked.is_empty() && !asks_what && known.is(flag::DEFINES) {
            factor *= 0.75;
        }
        for (wished, what, more) in [
            (wishes.penalty, answers::PENALTY, 1.3),
            // The limit of a time limit is none of age.
            (wishes.age && !wishes.time, answers::AGE, 1.4),
            (wishes.time, answers::TIME, 1.4),
            (wishes.who, answers::WHO, 1.2),
            (wishes.definition, answers::DEFINITION, 1.6),
            (wishes.may, answers::MAY, 1.15),
            (wishes.sex == Some(Sex::Female), answers::FEMALE, 1.1),
            (wishes.sex == Some(Sex::Male), answers::MALE, 1.1),
            // What speaks of girls alone does not answer who asks about a boy.
            (wishes.sex == Some(Sex::Female), answers::MALE, 0.7),
            (wishes.sex == Some(Sex::Male), answers::FEMALE, 0.7),
        ] {
            if wished && known.answers(what) {
                factor *= more;
            }
        }
        // A law for one community answers who names it.
        if known.is(flag::COMMUNITY) && !meaning.community_asked {
            factor *= 0.6;
        }
        for (marks, less) in [(flag::HEADING_ONLY, 0.8), (flag::BILL, 0.6), (flag::FRAME, 0.7), (flag::SOFT, 0.9)] {
            if known.is(marks) {
                factor *= less;
            }
        }
        factor
    }

    /// The hits in order, the best first; `cited` names those that a citation asks for, which come before all others, and are all there is where nothing else is asked.
    pub fn sorted(&self, hits: Vec<(DocId, Score)>, cited: &FxHashMap<DocId, f32>) -> Vec<(DocId, Score)> {
        let of_citation = |document: &DocId| cited.contains_key(document);
        let mut shown: Vec<(DocId, Score)> = Vec::new();
        for (document, score) in hits {
            let first = cited.get(&document);
            let known = self.sheet.known(document);
            let standing = self.standing(known);
            let asked = !self.meaning.only_cites || cited.is_empty() || first.is_some();
            if asked && self.shows_standing(document, standing) {
                let score = score * self.factor(known, standing);
                shown.push((document, first.map_or(score, |first| first + score.min(0.5))));
            }
        }
        // A page is filled; beyond it, what has little of what the best has is no answer to the same question.
        let words = shown.iter().filter(|(document, _)| !of_citation(document)).map(|(_, score)| *score);
        let enough = words.fold(0.0, Score::max) * ENOUGH;
        let good = shown.iter().filter(|(_, score)| *score >= enough).count();
        if good >= PAGE {
            shown.retain(|(_, score)| *score >= enough);
        }
        shown.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shown.truncate(good.max(PAGE));
        shown
    }
}

/// Where a document stands on the day that is asked about.
#[derive(Clone, Copy)]
struct Standing {
    /// Whether it holds, in one of the places asked for where some are.
    holds: bool,
    /// In how many places it holds.
    reach: usize,
}
