//! Full-text search that a lawyer can trust: provisions, laws, bodies, requirements and articles by words, citations, synonyms and fields, on any day.
//!
//! [`Search::consult`] takes the index from the [`Cache`](crate::cache::Cache) or makes it; [`Search::answer`] answers. The index holds everything that an answer shows, so that the corpus is not read again:
//! see `pack` for the file, `standing` for how it knows what is in force, `grammar` and `plan` for the query language.

mod answer;
mod asked;
mod bag;
mod beside;
mod cite;
mod cited;
mod cues;
mod cut;
mod document;
mod fields;
mod grammar;
mod group;
mod hearing;
mod index;
mod key;
mod lexicon;
mod loose;
mod name;
mod numbered;
mod pack;
mod plan;
mod rank;
mod row;
mod saying;
mod sheet;
mod snippet;
mod standing;
mod stems;
mod suggest;
mod sums;
mod tags;
mod terms;
mod text;
mod wishes;

use std::path::Path;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::directory::{MmapDirectory, OwnedBytes};
use tantivy::{Directory, DocId, Index, ReloadPolicy, Score, Searcher};

use crate::cache::Cache;
use crate::corpus::{Corpus, LoadError, Origin, Tree, nearest};

use asked::Asked;
use index::Fields;
use key::Digest;
use lexicon::Lexicon;
use pack::Pack;
use plan::{Meaning, Planner};
use rank::Order;
use row::Rows;
use saying::Said;
use sheet::{Sheet, day_number};
use terms::Terms;
use text::{Reader, Sought};

pub use answer::{Answer, Ask, Hit, SearchError};
pub use grammar::{LONGEST_QUERY, MOST_WORDS};
pub use row::Row;
pub use sheet::Kind;
pub use snippet::Snippet;

/// What an index in the cache is called.
const PREFIX: &str = "search-";
/// So many indices are kept: the bundled corpus, and those of a few folders under work.
const KEPT: usize = 6;

/// A place as the index knows it.
struct Place<'l> {
    id: &'l str,
    short: &'l str,
    assessed: bool,
    /// From which day to which it is a place, half-open.
    from: u32,
    to: u32,
}

/// An index, open.
pub struct Search {
    searcher: Searcher,
    fields: Fields,
    sheet: Sheet,
    rows: Rows,
    lexicon: Lexicon,
    said: Said,
    pack: Pack,
}

impl Search {
    /// Asks the index of a corpus: the one in the cache where a sound one lies there, else one that is made, and kept where that is possible. `making` is called before an index is made.
    ///
    /// The cached index is checked as it is read. When `ask` has met damage, what it says is thrown away and it asks again, of an index made anew; so it should only ask. What it says comes with the index it
    /// asked: a program that ends with the answer need not give it back piece by piece.
    ///
    /// # Errors
    /// When the corpus has problems.
    pub fn consult<T>(
        origin: Origin<'_>,
        cache: &Cache,
        making: impl FnOnce(),
        ask: impl Fn(&Self) -> T,
    ) -> Result<(T, Self), SearchError> {
        let (key, tree) = key_of(origin)?;
        let name = format!("{PREFIX}{key}.index");
        let kept = cache.folder().and_then(|folder| mapped(folder, &name));
        if let Some(search) = kept.and_then(|bytes| Self::of_pack(bytes, &key)) {
            let said = ask(&search);
            if !search.pack.is_damaged() {
                return Ok((said, search));
            }
        }
        making();
        let corpus = corpus_of(origin, tree)?;
        let bytes = index::build(&corpus, &key)?;
        // It is given back while the index is written.
        rayon::spawn(move || drop(corpus));
        if cache.write(&name, &bytes).is_ok() {
            cache.prune(PREFIX, KEPT);
        }
        let broken = || tantivy::TantivyError::InternalError("an index just made is not sound".to_owned());
        let search = Self::of_pack(OwnedBytes::new(bytes), &key).ok_or_else(broken)?;
        Ok((ask(&search), search))
    }

    /// An index from its bytes; `None` when they are damaged where an opening looks, or belong to another corpus.
    fn of_pack(bytes: OwnedBytes, key: &str) -> Option<Self> {
        let pack = Pack::open(bytes)?;
        if pack.file(index::KEY)?.all()?.as_slice() != key.as_bytes() {
            return None;
        }
        let sheet = Sheet::new(pack.file(index::SHEET)?);
        let lexicon = Lexicon::new(pack.file(index::LEXICON)?);
        let said = Said::new(pack.file(index::SAID)?);
        let index = Index::open(pack.clone()).ok()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().ok()?;
        let rows = Rows::new(pack.file(index::ROWS)?);
        Some(Self { searcher: reader.searcher(), fields: Fields::known(), sheet, rows, lexicon, said, pack })
    }

    /// The version of the corpus, and a warning when the day lies after its sources were seen.
    pub fn stamp(&self, day: Date) -> String {
        let version = self.lexicon.one("corpus").unwrap_or_default();
        let seen: Vec<&str> = self.lexicon.find("seen").into_iter().flatten().collect();
        match seen.as_slice() {
            [number, seen] if number.parse().is_ok_and(|number: u32| day_number(day) > number) => {
                format!("corpus {version}, sources seen up to {seen}: what changed since is not known")
            }
            _ => format!("corpus {version}"),
        }
    }

    /// The version of the corpus.
    pub fn corpus_version(&self) -> &str {
        self.lexicon.one("corpus").unwrap_or_default()
    }

    /// Up to when its sources were seen.
    pub fn seen_up_to(&self) -> Option<&str> {
        self.lexicon.find("seen").and_then(|mut parts| parts.nth(1))
    }

    fn planner(&self, day: u32) -> Planner<'_> {
        Planner {
            day,
            searcher: &self.searcher,
            terms: Terms::new(self.searcher.segment_readers().first()),
            fields: self.fields,
            lexicon: &self.lexicon,
            said: &self.said,
            reader: Reader::default(),
            meaning: Meaning::default(),
            used: FxHashSet::default(),
        }
    }

    /// Whether a field knows a value.
    ///
    /// # Errors
    /// When it does not: a sentence that names the nearest, or what there is.
    pub fn check(&self, field: &str, value: &str) -> Result<(), String> {
        let mut planner = self.planner(u32::MAX);
        let all = format!("word:{field}:");
        let known: Vec<&str> = if field == "in" {
            if fields::place_number(&self.lexicon, value).is_some() {
                return Ok(());
            }
            self.lexicon.beginning("place:").map(|(name, _)| name).collect()
        } else {
            if fields::value_of(&mut planner, field, value).is_some() {
                return Ok(());
            }
            let standards = self.lexicon.beginning("standard:").map(|(_, id)| id);
            if field == "standard" {
                standards.collect()
            } else {
                self.lexicon.beginning(&all).map(|(id, _)| id).collect()
            }
        };
        let field = if field == "in" { "place" } else { field };
        let help = match nearest(&value.to_lowercase(), known.iter().copied()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None if known.is_empty() => String::new(),
            None => format!("; known: {}", known.join(", ")),
        };
        Err(format!("no {field} is called `{value}`{help}"))
    }

    /// Answers.
    ///
    /// # Errors
    /// When the index fails, which a sound one does not.
    pub fn answer(&self, ask: &Ask) -> Result<Answer, SearchError> {
        let node = grammar::parse(&ask.text, |name| fields::tag_of(name).is_some());
        let mut planner = self.planner(day_number(ask.day));
        let words = planner.query(&node);
        let asks = words.is_some() || !ask.filters.is_empty() || !planner.meaning.unknown.is_empty();
        let query = self.filtered(&mut planner, words, &ask.filters);
        let meaning = planner.meaning;
        let hits = match query {
            Some(query) => self.sorted(&meaning, &query, ask)?,
            None => Vec::new(),
        };
        let without_filters = if hits.is_empty() && asks { self.unfiltered(ask, &node)? } else { 0 };
        let sought = Sought::new(&meaning.stems);
        let order = self.order(&meaning, ask);
        let mut reader = Reader::default();
        let places: Vec<Place<'_>> = (0..u8::MAX).map_while(|number| self.place(number)).collect();
        let mut shown = Vec::new();
        for (document, score) in hits.iter().skip(ask.offset).take(ask.limit) {
            let row = self.row(*document);
            let snippet = snippet::snippet(&row.pieces, &sought, &mut reader);
            shown.push(self.hit(*document, *score, row, snippet, &order, &places));
        }
        let Meaning { instead, unknown, .. } = meaning;
        Ok(Answer { total: hits.len(), hits: shown, instead, unknown, without_filters, asks })
    }

    fn order<'s>(&'s self, meaning: &'s Meaning, ask: &Ask) -> Order<'s> {
        Order {
            sheet: &self.sheet,
            day: day_number(ask.day),
            only_in_force: ask.only_in_force,
            all_versions: ask.all_versions,
            meaning,
        }
    }

    /// How many hits there are without filters and on any day.
    fn unfiltered(&self, ask: &Ask, node: &grammar::Node) -> Result<usize, SearchError> {
        if ask.filters.is_empty() && !ask.only_in_force {
            return Ok(0);
        }
        let mut planner = self.planner(day_number(ask.day));
        let Some(query) = planner.query(node) else {
            return Ok(0);
        };
        let any_day = Ask { only_in_force: false, ..ask.clone() };
        Ok(self.sorted(&planner.meaning, &query, &any_day)?.len())
    }

    /// The words' query within the filters: one field's values are alternatives, fields add up.
    fn filtered(&self, planner: &mut Planner<'_>, words: Option<Asked>, filters: &[(String, String)]) -> Option<Asked> {
        let mut fields: Vec<&str> = filters.iter().map(|(field, _)| field.as_str()).collect();
        fields.sort_unstable();
        fields.dedup();
        let mut must: Vec<Asked> = words.into_iter().collect();
        for field in fields {
            let values = filters.iter().filter(|(other, _)| other == field);
            let values: Vec<Asked> = values.filter_map(|(_, value)| fields::query(planner, field, value)).collect();
            // A filter says what is wanted, not how well it fits.
            must.push(Asked::Any(values).flat(0.01));
        }
        (!must.is_empty()).then(|| Asked::all(must))
    }

    fn sorted(&self, meaning: &Meaning, query: &Asked, ask: &Ask) -> Result<Vec<(DocId, Score)>, SearchError> {
        let order = self.order(meaning, ask);
        let mut first = FxHashMap::default();
        for named in &meaning.cited {
            self.cited(named, &order, &mut first)?;
        }
        let mut hits = query.hits(&self.searcher)?;
        if meaning.only_cites && ask.filters.is_empty() {
            // What refers to a section need not have the words of its citation.
            let found: FxHashSet<DocId> = hits.iter().map(|(document, _)| *document).collect();
            hits.extend(first.keys().filter(|document| !found.contains(document)).map(|document| (*document, 0.0)));
        }
        Ok(order.sorted(hits, &first))
    }

    /// What is shown of a document; nothing where that is damaged, and then the answer does not count.
    fn row(&self, document: DocId) -> Row {
        self.rows.row(document).unwrap_or_default()
    }

    fn place(&self, number: u8) -> Option<Place<'_>> {
        let parts: Vec<&str> = self.lexicon.find(&format!("place#{number}"))?.collect();
        let [id, _, short, assessed, from, to, _] = parts.try_into().ok()?;
        Some(Place { id, short, assessed: assessed == "assessed", from: from.parse().ok()?, to: to.parse().ok()? })
    }

    fn hit(
        &self,
        document: DocId,
        score: Score,
        row: Row,
        snippet: Snippet,
        order: &Order<'_>,
        places: &[Place<'_>],
    ) -> Hit {
        let numbers: Vec<u8> = self.sheet.holds_in(document, order.day).collect();
        let there = places.iter().zip(0u8..).filter(|(_, number)| numbers.contains(number));
        let holds_in: Vec<String> = there.map(|(place, _)| place.short.to_owned()).collect();
        let all =
            places.iter().filter(|place| place.assessed && place.from <= order.day && order.day < place.to).count();
        Hit {
            kind: self.sheet.kind(document),
            place: places.get(usize::from(self.sheet.home(document))).map(|place| place.id.to_owned()),
            score,
            snippet,
            in_force: order.holds(document),
            everywhere: holds_in.len() >= all,
            holds_in,
            row,
        }
    }
}

/// The corpus, from its files where they were read already.
fn corpus_of(origin: Origin<'_>, tree: Option<Tree>) -> Result<Corpus, SearchError> {
    let Some(tree) = tree else {
        return Ok(Corpus::load(origin)?);
    };
    let (corpus, problems) = Corpus::read(&tree);
    if problems.is_empty() { Ok(corpus) } else { Err(Box::new(LoadError { problems, tree }).into()) }
}

/// A file of the cache, mapped rather than read: few of its pages are asked for. Files there are replaced, never changed, so that what was checked stays as it was.
fn mapped(folder: &Path, name: &str) -> Option<OwnedBytes> {
    // A folder that is not there is not an error worth a look.
    if !folder.join(name).is_file() {
        return None;
    }
    MmapDirectory::open(folder).ok()?.open_read(Path::new(name)).ok()?.read_bytes().ok()
}

/// The key of a corpus, and its files where they had to be read for it.
fn key_of(origin: Origin<'_>) -> Result<(String, Option<Tree>), SearchError> {
    let mut digest = Digest::new();
    digest.take(env!("LACUNA_CODE_KEY").as_bytes());
    digest.take(env!("CARGO_PKG_VERSION").as_bytes());
    match origin {
        Origin::Embedded => {
            digest.take(env!("LACUNA_CORPUS_KEY").as_bytes());
            Ok((digest.hex(), None))
        }
        Origin::Folder(_) => {
            let (tree, problems) = Tree::of(origin);
            if !problems.is_empty() {
                return Err(Box::new(LoadError { problems, tree }).into());
            }
            for (path, text) in &tree.files {
                digest.take(path.as_bytes());
                digest.take(text.as_bytes());
            }
            Ok((digest.hex(), Some(tree)))
        }
    }
}
