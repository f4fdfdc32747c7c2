//! What a citation brings first: the section itself, its parts, what refers to it, and what stands beside it.

use rustc_hash::FxHashMap;
use tantivy::DocId;

use super::asked::Asked;
use super::cite::{Named, wider};
use super::rank::Order;
use super::sheet::Kind;
use super::{Search, SearchError};

/// So many sections before and after the one that is cited belong to it.
const BESIDE: u32 = 5;

/// The scores of what a citation brings, far above those of words.
mod place {
    /// The section, or the law.
    pub const ITSELF: f32 = 40_000.0;
    /// What refers to it by a rule.
    pub const REFERS: f32 = 30_000.0;
    /// What speaks of it.
    pub const SPEAKS: f32 = 20_000.0;
    /// Its neighbours.
    pub const BESIDE: f32 = 10_000.0;
}

impl Search {
    /// The documents that a citation names, each with the score that puts it first: the section itself, then its parts in their order; the law itself where no section is named and nothing else is
    /// asked. Where nothing but the citation is asked, what belongs to the section follows.
    pub(super) fn cited(
        &self,
        named: &Named,
        order: &Order<'_>,
        first: &mut FxHashMap<DocId, f32>,
    ) -> Result<(), SearchError> {
        let only = order.meaning.only_cites;
        if named.sections.is_empty() && only {
            let law = self.tagged(&[format!("name:{}", named.name)])?;
            let (whole, parts): (Vec<DocId>, Vec<DocId>) =
                law.into_iter().partition(|document| self.sheet.kind(*document) == Kind::Instrument);
            put(first, place::ITSELF, whole);
            put(first, place::BESIDE, parts);
        }
        for (at, section) in named.sections.iter().enumerate() {
            self.section(&named.name, section, at, order, first)?;
        }
        Ok(())
    }

    /// What a citation of one section brings, the `at`th of several.
    fn section(
        &self,
        law: &str,
        section: &str,
        at: usize,
        order: &Order<'_>,
        first: &mut FxHashMap<DocId, f32>,
    ) -> Result<(), SearchError> {
        let later = at as f32 * 100.0;
        for section in wider(section) {
            let found = self.sections(law, section, order)?;
            if found.is_empty() {
                continue;
            }
            if order.meaning.only_cites {
                put(first, place::REFERS - later, self.referring(&found, section)?);
                put(first, place::SPEAKS - later, self.speaking(law, section)?);
                put(first, place::BESIDE - later, self.beside(&found, order)?);
            }
            put(first, place::ITSELF - later, found);
            return Ok(());
        }
        Ok(())
    }

    /// A section of a law and its parts, in their order; requirements of an article after them.
    fn sections(&self, law: &str, section: &str, order: &Order<'_>) -> Result<Vec<DocId>, SearchError> {
        let mut found: Vec<(bool, bool, bool, DocId)> = Vec::new();
        for document in self.tagged(&[format!("name:{law}"), format!("section:{section}")])? {
            let row = self.row(document);
            let own = row.section.unwrap_or_default().to_lowercase().replace(" (", "(");
            let is_itself = own == section && row.requirement.is_none();
            let asks = self.sheet.kind(document) == Kind::Requirement;
            found.push((!is_itself, asks, !order.holds(document), document));
        }
        found.sort_unstable();
        Ok(found.into_iter().map(|(.., document)| document).collect())
    }

    /// The documents whose rules refer to the section: suspend it, apply it, take it as their penalty.
    fn referring(&self, found: &[DocId], section: &str) -> Result<Vec<DocId>, SearchError> {
        let Some(id) = found.first().and_then(|document| self.row(*document).instrument) else {
            return Ok(Vec::new());
        };
        self.tagged(&[format!("refers:{id}:{section}")])
    }

    /// The documents whose words name the section: "PPC 377".
    fn speaking(&self, law: &str, section: &str) -> Result<Vec<DocId>, SearchError> {
        let mut planner = self.planner(u32::MAX);
        let words = planner.reader.plain(&format!("{law} {section}"));
        let Some(query) = planner.in_order(&words, 1, 1.0) else {
            return Ok(Vec::new());
        };
        Ok(query.documents(&self.searcher)?)
    }

    /// The sections of the same law that stand next to those found, the nearest first.
    fn beside(&self, found: &[DocId], order: &Order<'_>) -> Result<Vec<DocId>, SearchError> {
        let (Some(low), Some(high)) = (found.iter().min(), found.iter().max()) else {
            return Ok(Vec::new());
        };
        let law = self.row(*low).instrument;
        let mut beside = Vec::new();
        let mut of_law = |document: DocId| -> Result<bool, SearchError> {
            let row = self.row(document);
            let is_part = row.instrument == law && row.section.is_some();
            if is_part && order.shows(document) {
                beside.push(document);
            }
            Ok(is_part)
        };
        for step in 1..=BESIDE {
            if high + step < self.sheet.len() {
                of_law(high + step)?;
            }
            if let Some(before) = low.checked_sub(step) {
                of_law(before)?;
            }
        }
        Ok(beside)
    }

    /// The documents that have all of these tags, in their order.
    fn tagged(&self, tags: &[String]) -> Result<Vec<DocId>, SearchError> {
        let planner = self.planner(u32::MAX);
        let tags: Vec<Asked> = tags.iter().map(|tag| planner.tag(tag)).collect();
        Ok(Asked::all(tags).documents(&self.searcher)?)
    }
}

/// Gives documents their place, one after the other; one that has a better place keeps it.
fn put(first: &mut FxHashMap<DocId, f32>, place: f32, documents: Vec<DocId>) {
    for (at, document) in documents.into_iter().enumerate() {
        let score = place - at as f32;
        first.entry(document).and_modify(|known| *known = known.max(score)).or_insert(score);
    }
}
