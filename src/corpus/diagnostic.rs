//! What `lacuna check` finds: typed problems with a stable code and a place. Someone else prints them.

use std::fmt;

use super::yaml::Mark;

macro_rules! codes {
    ($($variant:ident $id:literal $title:literal $more:literal,)*) => {
        /// A kind of problem. Its id is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Code { $($variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// Its kebab-case id.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => $id,)* }
            }

            /// What it means, in one line.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }

            /// More: why it matters and what to do.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => $more,)* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" "a file cannot be read"
        "The file is missing, is not UTF-8, or is larger than 4 MB. Save it as UTF-8 text; split it if it is too large.",
    InvalidYaml "invalid-yaml" "a file is not well-formed YAML"
        "The file breaks the grammar of YAML 1.2, or is deeper, longer or more self-referring than any law needs. Indent with two spaces, never tabs; quote texts that hold `: ` or ` #`.",
    DuplicateKey "duplicate-key" "a key stands twice in one map"
        "Only one of the two values could count, and nobody can know which was meant. Keep one.",
    WrongShape "wrong-shape" "a value has the wrong shape"
        "A map, a list, a text or a number was expected here and something else stands. Section numbers are texts: quote them (\"9\").",
    UnknownKey "unknown-key" "a key that means nothing here"
        "The key is not one of those that laws/README.md or standards/README.md list for this place. A mistyped key would silently lose law, so it is refused.",
    MissingKey "missing-key" "a key that must stand here is missing"
        "Without it the entry says nothing that could be trusted.",
    UnknownWord "unknown-word" "a word the vocabulary does not have"
        "Every word in act, of, settings, features ... is an entry of standards/vocabulary.yaml in its class. Use the nearest word, or add an entry with a label, a definition and synonyms.",
    UnknownReference "unknown-reference" "a reference to something that is not there"
        "An instrument is named by its path below laws/ without the ending, a section of it as `id:section`, a place by its id in laws/jurisdictions.yaml, a standard or a requirement by its id.",
    DuplicateId "duplicate-id" "two things have one id or alias"
        "Ids, aliases and words are how people and other entries name a thing: each must name one.",
    BadDate "bad-date" "not a day, month or year of the calendar"
        "Dates are written 2014-06-11, or 2014-06 or 2014 where no more is known.",
    BadTerm "bad-term" "not a length of time"
        "Terms are written `14 days`, `1 month`, `2 years`, `24 hours`.",
    BadAge "bad-age" "not an age between 0 and 25 completed years"
        "Ages are whole completed years. `unstated` says that the law or the source does not give one.",
    BadValue "bad-value" "not one of the values allowed here"
        "The key takes one of a short closed list.",
    UpsideDown "upside-down" "a range whose end comes before its beginning"
        "A minimum stands above its maximum, or an interval ends before it begins: nothing could ever fall inside.",
    OverlappingVersions "overlapping-versions" "two versions of one section hold on the same day"
        "Versions of a section follow one another: the `to` of one is the `from` of the next. Versions that hold in different places or communities carry a `scope`.",
    MissingSource "missing-source" "a fact without a source"
        "A fact without a source does not go in. Only what is `verified: recalled` may stand without one.",
    UnknownSource "unknown-source" "a source id the instrument does not list"
        "`source:` names an entry of the instrument's own `sources:`.",
    UnreachableProvision "unreachable-provision" "a provision that can never hold"
        "Its version ends before its instrument begins anywhere, or begins after it has ended everywhere.",
    DisplacementCycle "displacement-cycle" "laws that displace each other in a circle"
        "If each ceases because of the other, none can be said to hold. Mend the dates or the `displaces`.",
    MissingTest "missing-test" "a requirement without a test"
        "A requirement that nothing decides would always be met or never. Give it a `test`.",
    OverstatedCertainty "overstated-certainty" "said to be seen in the text, but the source is not the text"
        "`verified: text` needs a source graded primary or official. Use `secondary`, or name the source in which the words were seen.",
    HeadingOnlyRules "heading-only-rules" "rules under a provision of which only the heading is known"
        "What was not read cannot be encoded. Remove the rules, or the `seen: heading-only` once the text was read.",
    AsksNothing "asks-nothing" "a part of a test that asks nothing"
        "Each leaf of a test asks at least one point, and each key in it something: a leaf that only names its subject, an empty list, or `cognizable: false` where only `true` asks would be passed over, and the requirement decide less than its text says. Say what is asked, or leave the key out.",
    NeverMet "never-met" "a requirement that no law could meet"
        "Two parts of the test ask for contraries, or one asks for what cannot be, so that every law fails it and the finding says nothing of any. Change the part named here; branches of which one is enough stand under `any`.",
    NeverFailed "never-failed" "a requirement that no law could fail"
        "The test holds whatever the law says: an age of 0, a time limit as long as a childhood, branches under `any` of which one always holds. A requirement that nothing can fail finds no gap. Say what a law must do to fail it.",
    ImpossibleAge "impossible-age" "an age at which nobody is a child any more, or that everybody has"
        "A child is below eighteen (CRC art. 1): a definition, a victim or a limit on sentences that is asked up to a higher age asks for what no child law gives, and 0 for what any gives. A minimum age of an activity may be asked up to 25.",
    EmptyPattern "empty-pattern" "a part of a pattern that selects nothing or everything"
        "A pattern that asks nothing would match every rule; one whose parts cannot hold together would match none. Say what the rule must be: a kind with its fields, `below` or `at_least`, a branch under `all` or `any`.",
    UnknownDetector "unknown-detector" "a detector that is not built in"
        "A loophole pattern is written in the pattern language, or names one of the built-in detectors of standards/README.md.",
    UnknownPattern "unknown-pattern" "an acceptance of a loophole pattern that is not there"
        "`accepted:` names a pattern of standards/loopholes.yaml by its id. A mistyped id would accept nothing, and nobody would notice.",
    BeyondPower "beyond-power" "a bill changes what is not its legislature's"
        "Each legislature changes its own laws. A province can displace a federal law within its own borders in a matter that is provincial since the Eighteenth Amendment, and no province can touch another's law or the Constitution.",
    NotInForce "not-in-force" "a bill changes what is not in force"
        "What was displaced, repealed, struck down or has not begun cannot be changed there: the bill would do nothing. Look it up with `lacuna show`.",
    NoCorpus "no-corpus" "the folder holds no corpus"
        "A corpus has `laws/jurisdictions.yaml` and `standards/vocabulary.yaml`.",
}

impl Code {
    /// Whether it is worth a second look rather than wrong: the thing is used all the same.
    pub fn is_warning(self) -> bool {
        matches!(self, Code::BeyondPower | Code::NotInForce)
    }

    /// The code with this id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id() == id)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code.
    pub code: Code,
    /// The file, below the corpus.
    pub file: String,
    /// The place in it.
    pub mark: Mark,
    /// How many characters are meant.
    pub width: usize,
    /// What is wrong.
    pub message: String,
    /// What was expected, or the nearest valid word.
    pub help: Option<String>,
}

/// The nearest of `known` to a mistyped `word`, if one is near.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
