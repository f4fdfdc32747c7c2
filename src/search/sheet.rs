//! What ranking must know of every document without reading it: what it is, whose law it is, and on which days it holds in which place. Fixed-width, read where it lies.

use jiff::civil::Date;

use super::pack::Part;

/// A stretch of days on which a document holds in a place. Half-open; days are numbers `yyyymmdd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The place, by its number in the corpus.
    pub place: u8,
    /// First day.
    pub from: u32,
    /// First day on which it no longer holds.
    pub to: u32,
}

impl Stretch {
    /// Whether it holds on a day.
    pub fn contains(self, day: u32) -> bool {
        self.from <= day && day < self.to
    }
}

/// A day as a number that sorts: 2011-12-22 is 20111222.
pub fn day_number(day: Date) -> u32 {
    u32::from(day.year().unsigned_abs()) * 10_000
        + u32::from(day.month().unsigned_abs()) * 100
        + u32::from(day.day().unsigned_abs())
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A version of a provision.
    Provision,
    /// An instrument.
    Instrument,
    /// A body or service.
    Institution,
    /// A requirement of a standard.
    Requirement,
    /// An article of a standard.
    Article,
}

impl Kind {
    /// Every kind with its key.
    pub const ALL: [(Kind, &'static str); 5] = [
        (Kind::Provision, "provision"),
        (Kind::Instrument, "instrument"),
        (Kind::Institution, "institution"),
        (Kind::Requirement, "requirement"),
        (Kind::Article, "article"),
    ];

    /// Its key, also in the JSON.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("provision", |(_, id)| id)
    }

    /// Whether it belongs to the standards rather than to the law.
    pub fn is_standard(self) -> bool {
        matches!(self, Kind::Requirement | Kind::Article)
    }
}

/// Marks of a document.
pub mod flag {
    /// It has rules that say what may, must or must not be done.
    pub const CONDUCT: u8 = 1;
    /// All its rules define words.
    pub const DEFINES: u8 = 2;
    /// Nothing but its heading is known.
    pub const HEADING_ONLY: u8 = 4;
    /// It belongs to a bill.
    pub const BILL: u8 = 8;
    /// All it does is touch other laws, or begin: extent, commencement, repeal.
    pub const FRAME: u8 = 16;
    /// It belongs to a judgment, policy or plan.
    pub const SOFT: u8 = 32;
    /// All its rules are for some communities alone.
    pub const COMMUNITY: u8 = 64;
}

/// What a document can answer.
pub mod answers {
    /// What is done to whoever breaks the law.
    pub const PENALTY: u8 = 1;
    /// From which age, or up to which.
    pub const AGE: u8 = 2;
    /// Who must act, may act, or is there to help.
    pub const WHO: u8 = 4;
    /// What a word means.
    pub const DEFINITION: u8 = 8;
    /// It speaks of girls or women, and not of both sexes alike.
    pub const FEMALE: u8 = 16;
    /// It speaks of boys or men, and not of both sexes alike.
    pub const MALE: u8 = 32;
    /// Whether something may be done.
    pub const MAY: u8 = 64;
    /// Within which time something must be done.
    pub const TIME: u8 = 128;
}

/// What ranking knows of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// See [`flag`].
    pub flags: u8,
    /// See [`answers`].
    pub answers: u8,
    /// The place whose legislature made it, by number; `NOWHERE` for standards.
    pub home: u8,
    /// The first document of its section: the versions of a section stand side by side.
    pub first_version: u32,
    /// How many versions its section has.
    pub versions: u16,
    /// When it holds.
    pub stretches: Vec<Stretch>,
}

/// What a document is, as far as one look tells.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// What it is.
    pub kind: Kind,
    /// See [`flag`].
    pub flags: u8,
    /// The place whose legislature made it, by number; `NOWHERE` for standards.
    pub home: u8,
    /// See [`answers`].
    pub answers: u8,
    /// From which byte of the sheet to which its stretches stand.
    stretches: (usize, usize),
}

impl Known {
    /// Whether it carries one of these marks.
    pub fn is(self, flags: u8) -> bool {
        self.flags & flags != 0
    }

    /// Whether it can answer one of these.
    pub fn answers(self, what: u8) -> bool {
        self.answers & what != 0
    }
}

/// The home of what no place made.
pub const NOWHERE: u8 = u8::MAX;

/// Bytes of a document's record: kind, flags, home, answers, first version, versions, stretches (u16), first stretch (u32).
const RECORD: usize = 16;
/// Bytes of a stretch: place, three of padding, from, to.
const STRETCH: usize = 12;

/// The sheet as bytes: how many documents, their records, their stretches.
pub fn bytes(facts: &[Facts]) -> Vec<u8> {
    let mut records = u32::try_from(facts.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    let mut stretches = Vec::new();
    let mut count: u32 = 0;
    for fact in facts {
        let kind = Kind::ALL.iter().position(|(kind, _)| *kind == fact.kind).unwrap_or_default();
        records.extend([u8::try_from(kind).unwrap_or_default(), fact.flags, fact.home, fact.answers]);
        records.extend(fact.first_version.to_le_bytes());
        records.extend(fact.versions.to_le_bytes());
        let own = u16::try_from(fact.stretches.len()).unwrap_or(u16::MAX);
        records.extend(own.to_le_bytes());
        records.extend(count.to_le_bytes());
        count += u32::from(own);
        for stretch in fact.stretches.iter().take(usize::from(own)) {
            stretches.extend([stretch.place, 0, 0, 0]);
            stretches.extend(stretch.from.to_le_bytes());
            stretches.extend(stretch.to.to_le_bytes());
        }
    }
    records.extend(stretches);
    records
}

/// The sheet as it lies in the index.
#[derive(Clone, Debug)]
pub struct Sheet {
    bytes: Part,
    documents: usize,
}

impl Sheet {
    /// Takes the bytes as [`bytes`] made them. What is damaged in them reads as zeros, and its pack says so.
    pub fn new(bytes: Part) -> Self {
        let documents = bytes.number(0).unwrap_or_default() as usize;
        Self { bytes, documents }
    }

    fn record(&self, document: u32) -> &[u8] {
        let at = 4 + document as usize * RECORD;
        self.bytes.get(at..at + RECORD).unwrap_or(&[0; RECORD])
    }

    /// What it is, without when it holds.
    pub fn known(&self, document: u32) -> Known {
        let record = self.record(document);
        let kind = Kind::ALL.get(usize::from(record[0])).map_or(Kind::Provision, |(kind, _)| *kind);
        let from = 4 + self.documents * RECORD + word(record, 12) as usize * STRETCH;
        let stretches = (from, from + usize::from(half(record, 10)) * STRETCH);
        Known { kind, flags: record[1], home: record[2], answers: record[3], stretches }
    }

    /// What it is.
    pub fn kind(&self, document: u32) -> Kind {
        self.known(document).kind
    }

    /// How many documents there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.documents).unwrap_or(u32::MAX)
    }

    /// The place that made it, by number.
    pub fn home(&self, document: u32) -> u8 {
        self.known(document).home
    }

    /// The documents that are versions of its section, itself included.
    pub fn versions(&self, document: u32) -> std::ops::Range<u32> {
        let record = self.record(document);
        let first = word(record, 4);
        first..first + u32::from(half(record, 8))
    }

    /// When it holds, and where.
    pub fn stretches(&self, document: u32) -> impl Iterator<Item = Stretch> {
        self.stretches_of(self.known(document))
    }

    /// When what is known holds, and where.
    pub fn stretches_of(&self, known: Known) -> impl Iterator<Item = Stretch> + use<'_> {
        let (from, to) = known.stretches;
        let own = self.bytes.get(from..to).unwrap_or_default();
        own.chunks_exact(STRETCH).map(|stretch| Stretch {
            place: stretch[0],
            from: word(stretch, 4),
            to: word(stretch, 8),
        })
    }

    /// The places, by number, in which it holds on a day.
    pub fn holds_in(&self, document: u32, day: u32) -> impl Iterator<Item = u8> {
        self.stretches(document).filter(move |stretch| stretch.contains(day)).map(|stretch| stretch.place)
    }

    /// The day from which, or the last day before which, it ever held: orders versions by age.
    pub fn latest(&self, document: u32) -> u32 {
        self.stretches(document).map(|stretch| stretch.to).max().unwrap_or_default()
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn half(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::super::pack::part_of;
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let stretch = |place, from, to| Stretch { place, from, to };
        let facts = [
            Facts {
                kind: Kind::Article,
                flags: 0,
                answers: 0,
                home: NOWHERE,
                first_version: 0,
                versions: 1,
                stretches: vec![],
            },
            Facts {
                kind: Kind::Provision,
                flags: flag::CONDUCT | flag::BILL,
                answers: answers::AGE,
                home: 2,
                first_version: 1,
                versions: 2,
                stretches: vec![stretch(2, 20_110_101, 20_120_101), stretch(3, 20_110_101, u32::MAX)],
            },
        ];
        let sheet = Sheet::new(part_of(bytes(&facts)));
        assert_eq!((sheet.kind(0), sheet.kind(1), sheet.home(1)), (Kind::Article, Kind::Provision, 2));
        assert_eq!(sheet.versions(1), 1..3);
        let (article, provision) = (sheet.known(0), sheet.known(1));
        assert!(provision.is(flag::BILL) && !provision.is(flag::DEFINES));
        assert!(provision.answers(answers::AGE) && !provision.answers(answers::PENALTY));
        assert!(!article.answers(answers::AGE));
        assert_eq!(sheet.holds_in(1, 20_111_222).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(sheet.holds_in(1, 20_120_101).collect::<Vec<_>>(), [3]);
        assert_eq!(sheet.stretches(9).count(), 0);
    }
}
