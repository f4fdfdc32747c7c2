//! What a query asks for, and which documents have it and how well.
//!
//! tantivy keeps the postings, the positions and the lengths, and finds terms, phrases and ranges. How their scores add up is reckoned here, over lists of hits: a document is one of a few thousand, and a query
//! is dozens of small wants, for each of which tantivy's own unions would lay out a window over the whole index.

use std::collections::HashMap;

use tantivy::query::{Bm25Weight, EnableScoring, Query};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use tantivy::postings::Postings;

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
    Term(Term),
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
        let each =
            |wants: &[Asked]| wants.iter().map(|want| want.found(searcher, scored)).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Self::Nothing => Hits::new(),
            Self::Everything => (0..segment.max_doc()).map(|document| (document, 1.0)).collect(),
            Self::Term(term) => term_hits(term, segment, scored)?,
            Self::Found(query) => query_hits(query.as_ref(), searcher, segment, scored)?,
            Self::Any(wants) => merged(each(wants)?, |sum, _| sum),
            Self::Best(wants, others) => merged(each(wants)?, |sum, best| best + others * (sum - best)),
            Self::All { must, should, must_not } => {
                let mut kept: Option<Hits> = None;
                for want in must {
                    let found = want.found(searcher, scored)?;
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
                    let found = want.found(searcher, false)?;
                    kept.retain(|(document, _)| found.binary_search_by_key(document, |(other, _)| *other).is_err());
                }
                for want in should.iter().filter(|_| scored) {
                    add(&mut kept, &want.found(searcher, true)?);
                }
                kept
            }
            Self::Flat(want, score) => {
                let mut hits = want.found(searcher, false)?;
                hits.iter_mut().for_each(|(_, own)| *own = *score);
                hits
            }
            Self::Times(want, factor) => {
                let mut hits = want.found(searcher, scored)?;
                hits.iter_mut().for_each(|(_, own)| *own *= factor);
                hits
            }
        })
    }
}

/// The length of a field that keeps none, as tantivy writes it.
const ONE_WORD: u8 = 1;

/// The documents with a term.
fn term_hits(term: &Term, segment: &SegmentReader, scored: bool) -> tantivy::Result<Hits> {
    let inverted = segment.inverted_index(term.field())?;
    let Some(info) = inverted.get_term_info(term)? else {
        return Ok(Hits::new());
    };
    let option = if scored { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
    let mut postings = inverted.read_postings_from_terminfo(&info, option)?;
    let all = u64::from(segment.num_docs());
    let average = inverted.total_num_tokens() as Score / all.max(1) as Score;
    let weight = Bm25Weight::for_one_term(u64::from(info.doc_freq), all, average);
    let lengths = if scored { segment.fieldnorms_readers().get_field(term.field())? } else { None };
    let mut hits = Hits::with_capacity(info.doc_freq as usize);
    while postings.doc() != TERMINATED {
        let document = postings.doc();
        let score = if scored {
            let length = lengths.as_ref().map_or(ONE_WORD, |lengths| lengths.fieldnorm_id(document));
            weight.score(length, postings.term_freq())
        } else {
            1.0
        };
        hits.push((document, score));
        postings.advance();
    }
    Ok(hits)
}

/// The documents that a query of tantivy finds.
fn query_hits(query: &dyn Query, searcher: &Searcher, segment: &SegmentReader, scored: bool) -> tantivy::Result<Hits> {
    let mut hits = Hits::new();
    if scored {
        let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
        weight.for_each(segment, &mut |document, score| hits.push((document, score)))?;
    } else {
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        weight.for_each_no_score(segment, &mut |documents| {
            hits.extend(documents.iter().map(|document| (*document, 1.0)));
        })?;
    }
    Ok(hits)
}

/// Every document of several lists, with what `score` makes of the sum and the best of its scores.
fn merged(mut lists: Vec<Hits>, score: impl Fn(Score, Score) -> Score) -> Hits {
    lists.retain(|list| !list.is_empty());
    if lists.len() < 2 {
        return lists.pop().unwrap_or_default();
    }
    let mut all = lists.concat();
    // Stable, so that scores add up in one order; runs that are sorted already are only merged.
    all.sort_by_key(|(document, _)| *document);
    all.chunk_by(|a, b| a.0 == b.0)
        .map(|same| {
            let sum = same.iter().map(|(_, score)| score).sum();
            let best = same.iter().map(|(_, score)| *score).fold(0.0, Score::max);
            (same[0].0, score(sum, best))
        })
        .collect()
}

/// The documents of both lists, with the sum of their scores.
fn both(a: &Hits, b: &Hits) -> Hits {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let other = |document: &DocId| many.binary_search_by_key(document, |(other, _)| *other).ok();
    few.iter().filter_map(|(document, score)| other(document).map(|at| (*document, score + many[at].1))).collect()
}

/// Adds the scores of one list to the same documents of another.
fn add(hits: &mut Hits, more: &Hits) {
    let more: HashMap<DocId, Score> = more.iter().copied().collect();
    for (document, score) in hits {
        *score += more.get(document).copied().unwrap_or_default();
    }
}
