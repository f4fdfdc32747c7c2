//! What a query asks for, and which documents have it and how well.
//!
//! tantivy keeps the postings, the positions and the lengths, and finds terms, phrases and ranges. How their scores add up is reckoned here, over lists of hits: a document is one of a few thousand, and a query
//! is dozens of small wants, for each of which tantivy's own unions would lay out a window over the whole index.

use std::cell::RefCell;

use tantivy::postings::Postings;
use tantivy::query::{Bm25Weight, EnableScoring, Query};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED};

use super::sums::Sums;
use super::terms::Listed;

/// Documents with their scores, in the order of the documents.
pub type Hits = Vec<(DocId, Score)>;

/// A want.
#[derive(Debug)]
pub enum Asked {
    /// What nothing has.
    Nothing,
    /// What everything has.
    Everything,
    /// A term, scored by BM25.
    Term(Listed),
    /// These documents, in their order, each with this score.
    Documents(Vec<DocId>, Score),
    /// What tantivy finds: words in their order, values between two ends.
    Found(Box<dyn Query>),
    /// One of several: their scores add up.
    Any(Vec<Asked>),
    /// One of several: the best score, and a share of the others'.
    Best(Vec<Asked>, Score),
    /// All of `must`, none of `must_not`; what also has something of `should` is the better for it.
    All {
        /// What must be there.
        must: Vec<Asked>,
        /// What adds to the score.
        should: Vec<Asked>,
        /// What must not be there.
        must_not: Vec<Asked>,
    },
    /// The same score for whatever has it.
    Flat(Box<Asked>, Score),
    /// A score so many times as high.
    Times(Box<Asked>, Score),
}

impl Asked {
    /// All of these.
    pub fn all(must: Vec<Asked>) -> Self {
        Self::All { must, should: Vec::new(), must_not: Vec::new() }
    }

    /// The same score for whatever has it.
    pub fn flat(self, score: Score) -> Self {
        Self::Flat(Box::new(self), score)
    }

    /// A score so many times as high.
    pub fn times(self, factor: Score) -> Self {
        Self::Times(Box::new(self), factor)
    }

    /// The documents that have it, each with its score.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hits(&self, searcher: &Searcher) -> tantivy::Result<Hits> {
        self.found(searcher, true)
    }

    /// The documents that have it, in their order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn documents(&self, searcher: &Searcher) -> tantivy::Result<Vec<DocId>> {
        Ok(self.found(searcher, false)?.into_iter().map(|(document, _)| document).collect())
    }

    /// The hits; without `scored` every score is 1.
    fn found(&self, searcher: &Searcher, scored: bool) -> tantivy::Result<Hits> {
        let Some(segment) = searcher.segment_readers().first() else {
            return Ok(Hits::new());
        };
        let sums = RefCell::new(Sums::of(segment.max_doc()));
        Finder { searcher, segment, sums }.hits(self, scored)
    }
}

/// Finds what is asked for in an index.
struct Finder<'s> {
    searcher: &'s Searcher,
    segment: &'s SegmentReader,
    sums: RefCell<Sums>,
}

impl Finder<'_> {
    fn hits(&self, asked: &Asked, scored: bool) -> tantivy::Result<Hits> {
        Ok(match asked {
            Asked::Nothing => Hits::new(),
            Asked::Everything => (0..self.segment.max_doc()).map(|document| (document, 1.0)).collect(),
            Asked::Term(term) => self.term(term, scored)?,
            Asked::Documents(documents, score) => documents.iter().map(|document| (*document, *score)).collect(),
            Asked::Found(query) => self.query(query.as_ref(), scored)?,
            Asked::Any(wants) => self.merged(wants, scored, |sum, _| sum)?,
            Asked::Best(wants, others) => self.merged(wants, scored, |sum, best| best + others * (sum - best))?,
            Asked::All { must, should, must_not } => self.all(must, should, must_not, scored)?,
            Asked::Flat(want, score) => {
                let mut hits = self.hits(want, false)?;
                hits.iter_mut().for_each(|(_, own)| *own = *score);
                hits
            }
            Asked::Times(want, factor) => {
                let mut hits = self.hits(want, scored)?;
                hits.iter_mut().for_each(|(_, own)| *own *= factor);
                hits
            }
        })
    }

    fn all(&self, must: &[Asked], should: &[Asked], must_not: &[Asked], scored: bool) -> tantivy::Result<Hits> {
        let mut kept: Option<Hits> = None;
        for want in must {
            let found = self.hits(want, scored)?;
            kept = Some(match kept {
                Some(kept) => both(&kept, &found),
                None => found,
            });
            if kept.as_ref().is_some_and(Vec::is_empty) {
                return Ok(Hits::new());
            }
        }
        let mut kept = kept.unwrap_or_default();
        for want in must_not {
            let found = self.hits(want, false)?;
            kept.retain(|(document, _)| found.binary_search_by_key(document, |(other, _)| *other).is_err());
        }
        for want in should.iter().filter(|_| scored) {
            add(&mut kept, &self.hits(want, true)?);
        }
        Ok(kept)
    }

    /// Every document that has one of these, with what `score` makes of the sum and the best of its scores.
    fn merged(&self, wants: &[Asked], scored: bool, score: impl Fn(Score, Score) -> Score) -> tantivy::Result<Hits> {
        let mut lists = Vec::with_capacity(wants.len());
        for want in wants {
            lists.push(self.hits(want, scored)?);
        }
        lists.retain(|list| !list.is_empty());
        if lists.len() < 2 {
            return Ok(lists.pop().unwrap_or_default());
        }
        Ok(self.sums.borrow_mut().merged(&lists, score))
    }

    /// The documents with a term.
    fn term(&self, term: &Listed, scored: bool) -> tantivy::Result<Hits> {
        let option = if scored { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let mut postings = term.lists.read_postings_from_terminfo(&term.info, option)?;
        let mut hits = Hits::with_capacity(term.info.doc_freq as usize);
        if !scored {
            while postings.doc() != TERMINATED {
                hits.push((postings.doc(), 1.0));
                postings.advance();
            }
            return Ok(hits);
        }
        let all = u64::from(self.segment.num_docs());
        let average = term.lists.total_num_tokens() as Score / all.max(1) as Score;
        let weight = Bm25Weight::for_one_term(u64::from(term.info.doc_freq), all, average);
        let lengths = self.segment.fieldnorms_readers().get_field(term.field)?;
        while postings.doc() != TERMINATED {
            let document = postings.doc();
            let length = lengths.as_ref().map_or(ONE_WORD, |lengths| lengths.fieldnorm_id(document));
            hits.push((document, weight.score(length, postings.term_freq())));
            postings.advance();
        }
        Ok(hits)
    }

    /// The documents that a query of tantivy finds.
    fn query(&self, query: &dyn Query, scored: bool) -> tantivy::Result<Hits> {
        let mut hits = Hits::new();
        if scored {
            let weight = query.weight(EnableScoring::enabled_from_searcher(self.searcher))?;
            weight.for_each(self.segment, &mut |document, score| hits.push((document, score)))?;
        } else {
            let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
            weight.for_each_no_score(self.segment, &mut |documents| {
                hits.extend(documents.iter().map(|document| (*document, 1.0)));
            })?;
        }
        Ok(hits)
    }
}

/// The length of a field that keeps none, as tantivy writes it.
const ONE_WORD: u8 = 1;

/// The documents of both lists, with the sum of their scores.
fn both(a: &Hits, b: &Hits) -> Hits {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let other = |document: &DocId| many.binary_search_by_key(document, |(other, _)| *other).ok();
    few.iter().filter_map(|(document, score)| other(document).map(|at| (*document, score + many[at].1))).collect()
}

/// Adds the scores of one list to the same documents of another; both are in the order of their documents.
fn add(hits: &mut Hits, more: &Hits) {
    let mut more = more.iter().peekable();
    for (document, score) in hits {
        while more.next_if(|(other, _)| other < document).is_some() {}
        *score += more.next_if(|(other, _)| other == document).map_or(0.0, |(_, score)| *score);
    }
}
