//! The terms of the index: each is looked up once, for a query asks for the same one again and again.

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, SegmentReader};

/// A term that some document has, and where the index keeps its documents.
#[derive(Clone)]
pub struct Listed {
    /// Its field.
    pub field: Field,
    /// How many documents have it, and where they are listed.
    pub info: TermInfo,
    /// The lists of its field.
    pub lists: Arc<InvertedIndexReader>,
}

impl fmt::Debug for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.field, self.info)
    }
}

/// The terms of one field.
#[derive(Default)]
struct OfField {
    lists: OnceCell<Option<Arc<InvertedIndexReader>>>,
    known: RefCell<FxHashMap<String, Option<TermInfo>>>,
}

/// How many fields an index has.
const FIELDS: usize = 4;

/// The terms of an index.
pub struct Terms<'s> {
    segment: Option<&'s SegmentReader>,
    fields: [OfField; FIELDS],
}

impl<'s> Terms<'s> {
    /// Those of this segment, which is the whole index; none where it has none.
    pub fn new(segment: Option<&'s SegmentReader>) -> Self {
        Self { segment, fields: Default::default() }
    }

    /// The term, when a document has it. What is damaged is not found, and its pack says so.
    pub fn find(&self, field: Field, text: &str) -> Option<Listed> {
        let own = self.fields.get(field.field_id() as usize)?;
        let lists = own.lists.get_or_init(|| self.segment?.inverted_index(field).ok()).as_ref()?;
        let known = own.known.borrow().get(text).cloned();
        let info = known.unwrap_or_else(|| {
            let found = lists.terms().get(text).ok().flatten();
            own.known.borrow_mut().insert(text.to_owned(), found.clone());
            found
        })?;
        Some(Listed { field, info, lists: Arc::clone(lists) })
    }

    /// In how many documents it stands.
    pub fn frequency(&self, field: Field, text: &str) -> u64 {
        self.find(field, text).map_or(0, |listed| listed.info.doc_freq.into())
    }
}
