//! Instruments and their provisions.

use std::collections::BTreeMap;

use crate::corpus::diagnostic::Code;
use crate::corpus::map::MapReader;
use crate::corpus::read::{PointsAt, Reader};
use crate::corpus::yaml::{Mark, Node, Value};
use crate::model::{
    Basis, Bill, Class, Commencement, Commentary, Displacement, Extent, FollowsAmendments, Instrument, InstrumentId,
    Interval, Judgment, Kind, Lapse, Milestone, MilestoneState, Provision, ProvisionRef, Silence, Source, SourceGrade,
    Verified,
};

use super::bill::{BillMarks, bill};
use super::rule::rule;
use super::shared::{VERIFIED, doubt, scope};

/// Where the parts of an instrument stand in its file.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Each provision.
    pub provisions: Vec<Mark>,
    /// Each displacement.
    pub displaces: Vec<Mark>,
    /// Each alias.
    pub aliases: Vec<Mark>,
}

/// A bill, and where each of its changes stands.
type BillWithMarks = (Bill, BillMarks);

/// Reads an instrument; its id is its path.
pub fn instrument(reader: &Reader<'_>, node: &Node, id: &str) -> Option<(Instrument, Marks, Option<BillWithMarks>)> {
    let map = reader.map(node, "an instrument")?;
    let marks = |key: &str| -> Vec<Mark> {
        node.get(key).map(|list| reader.items(list).iter().map(|item| item.mark).collect()).unwrap_or_default()
    };
    let marks = Marks { provisions: marks("provisions"), displaces: marks("displaces"), aliases: marks("aliases") };
    let kinds: Vec<(Kind, &str)> = Kind::ALL.to_vec();
    let sources = map.read("sources", |reader, node| Some(sources(reader, node))).unwrap_or_default();
    let instrument = Instrument {
        id: InstrumentId::new(id),
        title: map.require("title", Reader::text).unwrap_or_default(),
        citation: map.text("citation"),
        aliases: map.texts("aliases"),
        kind: map.require("kind", |reader, node| reader.one_of(node, &kinds)).unwrap_or(Kind::Act),
        enacted_by: map.require("enacted_by", Reader::place).unwrap_or_default(),
        provincial_matter: map
            .read("competence", |reader, node| {
                reader.one_of(node, &[(true, "provincial"), (false, "federal"), (false, "concurrent")])
            })
            .unwrap_or(false),
        passed: map.read("passed", Reader::date),
        extent: map.list("extent", extent),
        displaces: map.list("displaces", displacement),
        lapses: map.read("lapses", lapse),
        topics: map.words("topics", Class::Topic),
        family: map.words("family", Class::LawFamily),
        surveyed: map.words("surveyed", Class::Topic),
        judgment: map.read("judgment", judgment),
        provisions: provisions(&map, &sources),
        implementation: map.list("implementation", milestone),
        commentary: map.list("commentary", commentary),
        silent_on: map.list("silent_on", silence),
        unsure: map.texts("unsure"),
        sources,
    };
    map.texts("facts");
    map.text("note");
    map.words("sectors", Class::Sector);
    let bill = (instrument.kind == Kind::Bill).then(|| bill(&map, &instrument.id, &instrument.sources));
    map.finish();
    reader.check_sources(&instrument.sources);
    Some((instrument, marks, bill))
}

/// Reads `sources:`: a map of ids.
pub fn sources(reader: &Reader<'_>, node: &Node) -> BTreeMap<String, Source> {
    const GRADES: [(SourceGrade, &str); 3] =
        [(SourceGrade::Primary, "primary"), (SourceGrade::Official, "official"), (SourceGrade::Secondary, "secondary")];
    let mut found = BTreeMap::new();
    let Some(map) = reader.map(node, "a source under each id") else {
        return found;
    };
    for (key, item) in map.free_entries() {
        let Some(source) = reader.map(item, "title, url, grade") else {
            continue;
        };
        let title = source.require("title", Reader::text);
        let grade = source.require("grade", |reader, node| reader.one_of(node, &GRADES));
        let url = source.text("url");
        source.text("note");
        source.finish();
        if let (Some(title), Some(grade)) = (title, grade) {
            found.insert(key.name.to_string(), Source { title, url, grade });
        }
    }
    found
}

fn extent(reader: &Reader<'_>, node: &Node) -> Option<Extent> {
    const AMENDMENTS: [(FollowsAmendments, &str); 3] = [
        (FollowsAmendments::Follow, "follow"),
        (FollowsAmendments::Frozen, "frozen"),
        (FollowsAmendments::Unknown, "unknown"),
    ];
    let map = reader.map(node, "in, from, to, scope, amendments, doubt")?;
    map.need("in");
    let extent = Extent {
        places: map.list("in", Reader::place),
        from: map.read("from", commencement).unwrap_or(Commencement::On(None)),
        to: map.read("to", Reader::date),
        scope: map.read("scope", scope).unwrap_or_default(),
        amendments: map
            .read("amendments", |reader, node| reader.one_of(node, &AMENDMENTS))
            .unwrap_or(FollowsAmendments::Follow),
        doubt: map.read("doubt", doubt),
    };
    if let Commencement::On(from) = extent.from {
        map.check_interval(Interval { from, to: extent.to });
    }
    map.read("source", Reader::source);
    for key in ["note", "verified", "basis"] {
        map.text(key);
    }
    map.finish();
    Some(extent)
}

fn commencement(reader: &Reader<'_>, node: &Node) -> Option<Commencement> {
    match &node.value {
        Value::Map(_) => {
            let map = reader.map(node, "upon, date")?;
            let upon = map.require("upon", Reader::text)?;
            let date = map.read("date", |reader, node| match &node.value {
                Value::Text(text) if text == "unknown" => None,
                _ => reader.date(node),
            });
            map.finish();
            Some(date.map_or(Commencement::Pending(upon), |date| Commencement::On(Some(date))))
        }
        Value::Text(text) if text == "unknown" => Some(Commencement::On(None)),
        _ => reader.date(node).map(|date| Commencement::On(Some(date))),
    }
}

fn displacement(reader: &Reader<'_>, node: &Node) -> Option<Displacement> {
    const BASES: [(Basis, &str); 4] = [
        (Basis::ExpressRepeal, "express-repeal"),
        (Basis::Implied, "implied"),
        (Basis::StruckDown, "struck-down"),
        (Basis::Reported, "reported"),
    ];
    let map = reader.map(node, "instrument, in, from, basis")?;
    let instrument = map.require("instrument", |reader, node| reader.text(node).map(|id| (id, node)));
    let sections = map.texts("sections");
    if let Some((id, at)) = &instrument {
        let instrument = InstrumentId::new(id);
        if sections.is_empty() {
            reader.points_at(at, PointsAt::Provision(ProvisionRef { instrument, section: None }));
        } else {
            for section in &sections {
                let target = ProvisionRef { instrument: instrument.clone(), section: Some(section.clone()) };
                reader.points_at(at, PointsAt::Provision(target));
            }
        }
    }
    let displacement = Displacement {
        instrument: InstrumentId::new(&instrument?.0),
        sections,
        places: map.list("in", Reader::place),
        interval: map.interval(),
        basis: map.require("basis", |reader, node| reader.one_of(node, &BASES))?,
        scope: map.read("scope", scope).unwrap_or_default(),
        doubt: map.read("doubt", doubt),
    };
    if displacement.basis == Basis::Reported && displacement.doubt.is_none() {
        let help = "add `doubt:` with what is not established".to_owned();
        reader.problem(node, Code::MissingKey, "a displacement that is only reported needs its doubt", Some(help));
    }
    map.read("source", Reader::source);
    for key in ["note", "verified"] {
        map.text(key);
    }
    map.finish();
    Some(displacement)
}

fn lapse(reader: &Reader<'_>, node: &Node) -> Option<Lapse> {
    let map = reader.map(node, "date, doubt")?;
    let lapse = Lapse { date: map.require("date", Reader::date)?, doubt: map.read("doubt", doubt) };
    map.read("source", Reader::source);
    for key in ["note", "verified"] {
        map.text(key);
    }
    map.finish();
    Some(lapse)
}

fn judgment(reader: &Reader<'_>, node: &Node) -> Option<Judgment> {
    let map = reader.map(node, "court, bench, ratio")?;
    let courts = [("fcc", "fcc"), ("sc", "sc"), ("fsc", "fsc"), ("high-court", "high-court")];
    let judgment = Judgment {
        court: map.require("court", |reader, node| reader.one_of(node, &courts))?.to_owned(),
        bench: map.read("bench", Reader::number).and_then(|judges| u8::try_from(judges).ok()),
        ratio_read: map
            .read("ratio", |reader, node| reader.one_of(node, &[(true, "read"), (false, "reported")]))
            .unwrap_or(false),
    };
    map.finish();
    Some(judgment)
}

fn provisions(map: &MapReader<'_>, sources: &BTreeMap<String, Source>) -> Vec<Provision> {
    let Some(list) = map.get("provisions") else {
        return Vec::new();
    };
    let reader = map.reader;
    reader.items(list).into_iter().filter_map(|node| provision(reader, node, sources)).collect()
}

fn provision(reader: &Reader<'_>, node: &Node, sources: &BTreeMap<String, Source>) -> Option<Provision> {
    let map = reader.map(node, "section, heading, summary, source, verified, rules")?;
    let section = map.require("section", Reader::text)?;
    let verified = map.require("verified", |reader, node| reader.one_of(node, &VERIFIED));
    let provision = provision_of(&map, section, verified.unwrap_or(Verified::Recalled), sources)?;
    map.finish();
    Some(provision)
}

/// Reads what a provision holds beside its section and its certainty.
pub fn provision_of(
    map: &MapReader<'_>,
    section: String,
    verified: Verified,
    sources: &BTreeMap<String, Source>,
) -> Option<Provision> {
    let (reader, node) = (map.reader, map.node);
    let source = map.get("source");
    let source_id = source.and_then(|node| reader.source(node));
    let own_words = map.get("verified").is_none();
    match (&source_id, verified) {
        (None, Verified::Text | Verified::Secondary) if !own_words => {
            let help = "name an entry of `sources:`, or say `verified: recalled`".to_owned();
            reader.problem(node, Code::MissingSource, "this provision has no `source`", Some(help));
        }
        (Some(id), Verified::Text) if sources.get(id).is_some_and(|source| source.grade == SourceGrade::Secondary) => {
            let at = map.get("verified").unwrap_or(node);
            let message = format!("`verified: text`, but {id} is graded secondary");
            reader.problem(at, Code::OverstatedCertainty, message, Some("use `verified: secondary`".to_owned()));
        }
        _ => {}
    }
    let heading_only = map.read("seen", |reader, node| reader.one_of(node, &[(true, "heading-only")])).unwrap_or(false);
    let rules = map.list("rules", rule);
    if heading_only && !rules.is_empty() {
        reader.problem(node, Code::HeadingOnlyRules, "only the heading is known, yet there are rules", None);
    }
    let provision = Provision {
        section,
        heading: map.text("heading").unwrap_or_default(),
        summary: map.require("summary", Reader::text).unwrap_or_default(),
        interval: map.interval(),
        by: map.read("by", Reader::reference).map(|by| by.instrument),
        scope: map.read("scope", scope).unwrap_or_default(),
        heading_only,
        source: source_id,
        verified,
        doubt: map.read("doubt", doubt),
        rules,
        note: map.text("note"),
    };
    Some(provision)
}

fn milestone(reader: &Reader<'_>, node: &Node) -> Option<Milestone> {
    const STATES: [(MilestoneState, &str); 4] = [
        (MilestoneState::Done, "done"),
        (MilestoneState::NotDone, "not-done"),
        (MilestoneState::Partly, "partly"),
        (MilestoneState::Unknown, "unknown"),
    ];
    let map = reader.map(node, "milestone, in, state, date, note, source")?;
    let milestone = Milestone {
        milestone: map.need_word("milestone", Class::Milestone)?,
        places: map.list("in", Reader::place),
        state: map.read("state", |reader, node| reader.one_of(node, &STATES)).unwrap_or(MilestoneState::Unknown),
        date: map.read("date", Reader::date),
        note: map.text("note").unwrap_or_default(),
        source: map.read("source", Reader::source),
        verified: map.read("verified", |reader, node| reader.one_of(node, &VERIFIED)),
    };
    map.finish();
    Some(milestone)
}

fn commentary(reader: &Reader<'_>, node: &Node) -> Option<Commentary> {
    let map = reader.map(node, "says, source")?;
    let commentary =
        Commentary { says: map.require("says", Reader::text)?, source: map.read("source", Reader::source) };
    map.text("verified");
    map.finish();
    Some(commentary)
}

fn silence(reader: &Reader<'_>, node: &Node) -> Option<Silence> {
    if let Value::Text(_) = node.value {
        return reader.text(node).map(|what| Silence { what, verified: Verified::Secondary });
    }
    let map = reader.map(node, "what, verified")?;
    let silence = Silence {
        what: map.require("what", Reader::text)?,
        verified: map.read("verified", |reader, node| reader.one_of(node, &VERIFIED)).unwrap_or(Verified::Secondary),
    };
    map.read("source", Reader::source);
    map.finish();
    Some(silence)
}
