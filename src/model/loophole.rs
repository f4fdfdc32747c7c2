//! Loophole patterns: what a reader is told, and how they are found.

use super::ids::ProvisionRef;
use super::pattern::Pattern;
use super::vocabulary::Word;

/// At what a pattern looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Level {
    Provision,
    Law,
    Jurisdiction,
    CrossJurisdiction,
    Implementation,
}

impl Level {
    /// Every level, with its key in YAML.
    pub const ALL: [(Level, &'static str); 5] = [
        (Level::Provision, "provision"),
        (Level::Law, "law"),
        (Level::Jurisdiction, "jurisdiction"),
        (Level::CrossJurisdiction, "cross-jurisdiction"),
        (Level::Implementation, "implementation"),
    ];
}

macro_rules! detectors {
    ($($variant:ident $id:literal $what:literal,)*) => {
        /// A built-in detector: for what only several rules together show.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Detector { $(#[doc = $what] $variant,)* }

        impl Detector {
            /// Every detector, with its name in YAML.
            pub const ALL: &'static [(Detector, &'static str)] = &[$((Detector::$variant, $id),)*];
        }
    };
}

detectors! {
    AgesDiffer "ages-differ" "Laws of one place set different ages for one activity, or define one term for one purpose differently.",
    DefinitionsDiffer "definitions-differ" "Laws of one place define one term differently, whatever the purpose.",
    DefenceUndoesBan "defence-undoes-ban" "A defence in one law stands against a ban, and no ban prevails over it everywhere.",
    OneSexOnly "one-sex-only" "A rule covers one sex, and no rule beside it covers the other.",
    LowerAgeThanNeeded "lower-age-than-needed" "An offence protects to an age below eighteen, and no offence beside it reaches eighteen.",
    PunishedLess "punished-less" "A law made for children punishes a conduct less than the general law.",
    BanWithoutPenalty "ban-without-penalty" "No offence of the same law answers a ban.",
    CompetingOverrides "competing-overrides" "Two laws on one matter each say that they prevail.",
    OlderLawSurvives "older-law-survives" "A newer law without an overriding clause leaves an older one standing that asks for less.",
    StaleReference "stale-reference" "A rule refers to a law that does not hold there any more.",
    MilestoneNotReached "milestone-not-reached" "A step that the law needs on the ground was not taken.",
    BodyNotWorking "body-not-working" "A body on which the law rests was not set up, stands empty or was abolished.",
    PassedNotCommenced "passed-not-commenced" "A law was passed and is not in force.",
    Lapsed "lapsed" "An ordinance lapsed.",
    PartLeftOut "part-left-out" "A law does not reach a part of the place, or not everyone in it.",
    PlaceLeftOut "place-left-out" "A law that holds elsewhere does not reach the place, and no other law on the topic does.",
}

/// How a loophole is found.
#[derive(Clone, Debug)]
pub enum Search {
    /// Every rule that matches.
    Pattern(Pattern),
    /// By a detector, among the rules that match, or all.
    Detector(Detector, DetectorOptions),
}

/// What narrows a detector.
#[derive(Clone, Debug, Default)]
pub struct DetectorOptions {
    /// Only rules like this are looked at.
    pub among: Option<Pattern>,
    /// For milestones: which.
    pub milestones: Vec<Word>,
}

/// A pattern of legal drafting that lets a child fall.
#[derive(Clone, Debug)]
pub struct LoopholePattern {
    /// Its id.
    pub id: String,
    /// What it is called, in a few words.
    pub title: String,
    /// What it is.
    pub explains: String,
    /// Why it matters for a child, in one sentence.
    pub matters: String,
    /// At what it looks.
    pub level: Level,
    /// 3 can undo the protection of life, liberty or bodily integrity; 2 seriously weakens; 1 weakens at the edge.
    pub severity: u8,
    /// What to draft instead.
    pub remedy: String,
    /// The requirements it bears on, where they are on a topic of the law it stands in.
    pub undermines: Vec<String>,
    /// The requirements it bears on whatever the topic of the law.
    pub undermines_anywhere: Vec<String>,
    /// How it is found.
    pub search: Search,
    /// What a mended rule looks like: who already closed it.
    pub mended: Option<Pattern>,
}

/// A loophole that a reader knows and accepts: shown apart, never hidden.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Which pattern.
    pub pattern: String,
    /// In which places; empty means all.
    pub places: Vec<String>,
    /// In which law or section; absent means all.
    pub law: Option<ProvisionRef>,
    /// Why.
    pub reason: String,
}
