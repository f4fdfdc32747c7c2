//! Adding up the scores of documents that stand in several lists.

use tantivy::{DocId, Score};

use super::asked::Hits;

/// A place for every document of an index: there are a few thousand, and lists are added up dozens of times in one query.
pub struct Sums {
    /// The sum and the best of each document's scores.
    scores: Vec<(Score, Score)>,
    /// Which documents have one, a bit for each.
    there: Vec<u64>,
}

impl Sums {
    /// A place for so many documents.
    pub fn of(documents: DocId) -> Self {
        let documents = documents as usize;
        Self { scores: vec![(0.0, 0.0); documents], there: vec![0; documents.div_ceil(64)] }
    }

    /// Every document of several lists, in their order, with what `score` makes of the sum and the best of its scores. Scores add up in the order of the lists.
    pub fn merged(&mut self, lists: &[Hits], score: impl Fn(Score, Score) -> Score) -> Hits {
        for (document, own) in lists.iter().flatten() {
            let at = *document as usize;
            let (Some(there), Some(scores)) = (self.there.get_mut(at / 64), self.scores.get_mut(at)) else {
                continue;
            };
            if *there & (1 << (at % 64)) == 0 {
                *there |= 1 << (at % 64);
                *scores = (*own, *own);
            } else {
                *scores = (scores.0 + own, scores.1.max(*own));
            }
        }
        let mut merged = Hits::with_capacity(lists.iter().map(Vec::len).max().unwrap_or_default());
        for (from, there) in self.there.iter_mut().enumerate() {
            while *there != 0 {
                let at = from * 64 + there.trailing_zeros() as usize;
                *there &= *there - 1;
                let (sum, best) = self.scores[at];
                merged.push((DocId::try_from(at).unwrap_or(DocId::MAX), score(sum, best)));
            }
        }
        merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_of_one_document_add_up_and_the_next_lists_begin_anew() {
        let mut sums = Sums::of(130);
        let lists = [vec![(0, 1.0), (64, 2.0)], vec![(64, 5.0), (129, 1.0)]];
        assert_eq!(sums.merged(&lists, |sum, _| sum), [(0, 1.0), (64, 7.0), (129, 1.0)]);
        assert_eq!(sums.merged(&lists, |_, best| best), [(0, 1.0), (64, 5.0), (129, 1.0)]);
        assert_eq!(sums.merged(&[], |sum, _| sum), []);
    }
}
