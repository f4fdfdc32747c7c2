//! What each kind of report is made from: the rooms are asked, and their answers become the view.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::assess::{Assessor, Finding, Status};
use crate::compare::{BillEffect, Progress, finding_rows, met_by_year, rule_rows, started};
use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::loophole::{Finder, Loophole};
use crate::model::{Jurisdiction, Requirement, Truth, Word};
use crate::protect::Protection;
use crate::report::protect::{Paper, protect_card};

use super::pictures::Drawing;
use super::view::{self, Kind, Length, Material, PictureView, Sides, View, in_words};

/// The first year of the road.
const FIRST_YEAR: i16 = 1947;
/// So many years the road of a place is looked at apart, and every year where the law became better or worse between two of them.
const ROAD_STEP: i16 = 10;
/// How many instruments a timeline shows.
const TIMELINE: usize = 40;

/// What every kind of report is asked with.
#[derive(Clone, Debug)]
pub struct Asking<'c> {
    /// The corpus.
    pub corpus: &'c Corpus,
    /// The day.
    pub day: Date,
    /// How much is told.
    pub length: Length,
    /// The places reported on.
    pub places: Vec<&'c Jurisdiction>,
    /// The requirements put to them.
    pub requirements: Vec<&'c Requirement>,
    /// Only these statuses are listed; empty means all.
    pub statuses: Vec<Status>,
    /// Only loopholes of at least this severity.
    pub severity: u8,
}

impl<'c> Asking<'c> {
    fn everywhere(&self) -> Vec<&'c Jurisdiction> {
        let there = |place: &&Jurisdiction| place.is_assessed() && place.exists_on(self.day);
        self.corpus.jurisdictions.iter().filter(there).collect()
    }

    /// What a view is made from.
    fn material<'m>(&'m self, index: &'m LawIndex<'c>, findings: &'m [Finding<'c>]) -> Material<'m, 'c> {
        Material { index, day: self.day, places: &self.places, findings, statuses: &self.statuses }
    }

    fn topics(&self) -> Vec<&'c Word> {
        let mut topics: Vec<&Word> = Vec::new();
        for requirement in &self.requirements {
            if !topics.contains(&&requirement.topic) {
                topics.push(&requirement.topic);
            }
        }
        topics
    }

    fn source(&self) -> String {
        format!("Lacuna, corpus {}, law as of {}", self.corpus.version, in_words(self.day))
    }

    fn all_places(&self) -> bool {
        self.places.len() == self.everywhere().len()
    }

    /// "Pakistan", or the names of the places.
    fn whereabouts(&self) -> String {
        match self.places.as_slice() {
            _ if self.all_places() && self.places.len() > 1 => "Pakistan".to_owned(),
            places => {
                let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
                match names.split_last() {
                    Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                    _ => names.concat(),
                }
            }
        }
    }

    fn subtitle(&self) -> String {
        // A standard that came later asked nothing on that day.
        let applies = |requirement: &&Requirement| requirement.applies.contains(self.day) != Truth::No;
        let all = self.corpus.requirements().filter(applies).count();
        let asked = self.requirements.iter().copied().filter(|requirement| applies(requirement)).count();
        let places = self.places.len();
        let of =
            if asked < all { format!("{asked} of the {all} requirements") } else { format!("{asked} requirements") };
        let law = if places == 1 { "its law makes".to_owned() } else { format!("the law of {places} places makes") };
        format!("What {law} of {of} of the Convention on the Rights of the Child and the standards beside it")
    }
}

/// One child's case, on one page.
pub fn case_report(protection: &Protection<'_>, corpus: &Corpus) -> View {
    let card = protect_card(protection, corpus, Paper::REPORT);
    let mut view = View::new(Kind::Case, Length::Usual, corpus, protection.case.day);
    view.title.clone_from(&card.title);
    view.places = vec![view::PlaceView::named(protection.case.place)];
    view.case = Some(card);
    view
}

/// Findings and loopholes: of the country, of some places, of a topic, of a place.
pub fn findings_report(kind: Kind, asking: &Asking<'_>) -> View {
    let index = LawIndex::new(asking.corpus);
    let everywhere = asking.everywhere();
    let (findings, found) = rayon::join(
        || Assessor::new(&index, asking.day).findings(&everywhere, &asking.requirements),
        || loopholes_of(asking, &index),
    );
    let own: Vec<Finding<'_>> = findings
        .iter()
        .filter(|finding| asking.places.iter().any(|place| place.id == finding.place.id))
        .cloned()
        .collect();
    let sides =
        Sides { loopholes: Some(view::loopholes(&found, &own, asking.corpus)), buts: view::undermining(&found, &own) };
    let material = asking.material(&index, &findings);
    let mut view = view::gaps(kind, asking.length, &material, sides);
    let place = asking.whereabouts();
    (view.title, view.subtitle) = match kind {
        Kind::Place => (format!("Children and the law in {place}"), asking.subtitle()),
        Kind::Topic => {
            let topics: Vec<&str> = view.topics.iter().map(|topic| topic.label.as_str()).collect();
            (format!("{}: the law in {place}", topics.join(", ")), asking.subtitle())
        }
        Kind::Loopholes => (
            format!("Loopholes in the child laws of {place}"),
            "Where the law speaks and still lets the child fall".to_owned(),
        ),
        _ => (format!("Gaps in the child laws of {place}"), asking.subtitle()),
    };
    if view.places.len() > 1 {
        statuses(&mut view, asking);
    }
    if asking.length > Length::Brief && kind != Kind::Loopholes {
        road(&mut view, asking, &index, FIRST_YEAR);
    }
    if kind == Kind::Topic || (kind == Kind::Gaps && asking.length == Length::Full) {
        timelines(&mut view, asking, &index);
    }
    view
}

fn loopholes_of<'c>(asking: &Asking<'c>, index: &LawIndex<'c>) -> Vec<Loophole<'c>> {
    let patterns: Vec<_> =
        asking.corpus.loopholes.iter().filter(|pattern| pattern.severity >= asking.severity).collect();
    let topics = asking.topics();
    let mut found = Finder::new(index, asking.day).find(&asking.places, &patterns);
    let all = asking.requirements.len() == asking.corpus.requirements().count();
    found.retain(|loophole| all || loophole.topics.iter().any(|topic| topics.contains(&topic)));
    found
}

/// Places side by side.
pub fn compare_report(asking: &Asking<'_>, only_differences: bool) -> View {
    let index = LawIndex::new(asking.corpus);
    let assessor = Assessor::new(&index, asking.day);
    let findings = assessor.findings(&asking.places, &asking.requirements);
    let ids: Vec<&str> = asking.places.iter().map(|place| place.id.as_str()).collect();
    let mut rows = finding_rows(&findings, &ids);
    let narrow = asking.topics().len() == 1 || asking.length == Length::Full;
    let mut rules = Vec::new();
    if narrow && asking.length > Length::Brief {
        let laws: Vec<LawInForce<'_>> =
            asking.places.iter().map(|place| LawInForce::of(&index, place, asking.day)).collect();
        rules = rule_rows(&assessor, &laws, &asking.requirements, &[]);
    }
    if only_differences || asking.length == Length::Brief {
        rows.retain(|row| row.differs);
        rules.retain(|row| row.differs);
    }
    let material = asking.material(&index, &findings);
    let mut view = view::gaps(Kind::Compare, asking.length, &material, Sides::default());
    view.title = format!("{} side by side", asking.whereabouts());
    view.subtitle = asking.subtitle();
    view.compare = Some(view::compare(&rows, &rules, &asking.places, asking.corpus));
    statuses(&mut view, asking);
    view
}

/// What became of the law between two days; `asking.day` is the later one.
pub fn progress_report(asking: &Asking<'_>, from: Date, topics: &[Word]) -> View {
    let index = LawIndex::new(asking.corpus);
    let found: Progress<'_> = crate::compare::progress(&index, &asking.places, &asking.requirements, from, asking.day);
    let ids: Vec<&str> = asking.places.iter().map(|place| place.id.as_str()).collect();
    let timeline = started(&index, &ids, topics, from, asking.day);
    let mut view = View::new(Kind::Progress, asking.length, asking.corpus, asking.day);
    view.title = format!("The road from {} to {}", from.year(), asking.day.year());
    view.subtitle = format!(
        "What became of the child laws of {} between {} and {}",
        asking.whereabouts(),
        in_words(from),
        in_words(asking.day)
    );
    view.requirements = asking.requirements.len();
    view.progress = Some(view::progress(&found, &timeline, asking.corpus));
    let stayed = |place: &&&Jurisdiction| found.left_out.iter().all(|left| left.id != place.id);
    view.places = asking.places.iter().filter(stayed).map(|place| view::PlaceView::named(place)).collect();
    road(&mut view, asking, &index, from.year());
    view
}

/// What a bill would change; `corpus` is the law with the bill in it.
pub fn bill_report(title: &str, effect: &BillEffect, corpus: &Corpus, length: Length) -> View {
    let mut view = View::new(Kind::Bill, length, corpus, effect.day);
    view.title = title.to_owned();
    view.subtitle = "What this draft would change in the law as it stands".to_owned();
    view.bill = Some(view::bill(title, effect, corpus));
    let reached = effect.places.iter().filter_map(|id| corpus.jurisdiction(id));
    view.places = reached.map(view::PlaceView::named).collect();
    view
}

fn add(view: &mut View, name: &str, title: String, units: &str, alt: String, asking: &Asking<'_>, drawing: Drawing) {
    let picture = PictureView {
        title,
        units: units.to_owned(),
        alt,
        source: asking.source(),
        numbers: drawing.numbers(),
        drawing,
    };
    view.pictures.insert(name.to_owned(), picture);
}

/// Statuses per place, as bars.
fn statuses(view: &mut View, asking: &Asking<'_>) {
    let bars: Vec<(String, [usize; 5])> = view
        .places
        .iter()
        .map(|place| {
            let counts = place.counts;
            (place.name.clone(), [counts.met, counts.partial, counts.conflict, counts.gap, counts.unknown])
        })
        .collect();
    let said: Vec<String> = bars
        .iter()
        .map(|(place, [met, partial, conflict, gap, unknown])| {
            format!("{place}: {met} met, {partial} partial, {conflict} conflict, {gap} gap, {unknown} unknown")
        })
        .collect();
    let (title, units) = ("How the requirements stand, place by place".to_owned(), "Number of requirements by status");
    add(view, "statuses", title, units, format!("Stacked bars. {}.", said.join("; ")), asking, Drawing::Bars(bars));
}

/// Requirements met over time, place by place.
fn road(view: &mut View, asking: &Asking<'_>, index: &LawIndex<'_>, from: i16) {
    let last = asking.day.year();
    let first = from.min(last);
    let years: Vec<i16> = (first..=last).collect();
    let lines: Vec<(String, Vec<Option<usize>>)> = asking
        .places
        .par_iter()
        .map(|place| {
            let met = |year: i16| {
                let on = Date::new(year, 12, 31).unwrap_or(asking.day).min(asking.day);
                let counted = met_by_year(index, place, &asking.requirements, year..=year, asking.day);
                place.exists_on(on).then(|| counted.first().map_or(0, |(_, met, _)| *met))
            };
            (place.short.clone(), stepwise(first, last, &met))
        })
        .collect();
    let ends: Vec<String> = lines
        .iter()
        .filter_map(|(place, met)| {
            let known: Vec<usize> = met.iter().flatten().copied().collect();
            Some(format!("{place} from {} to {}", known.first()?, known.last()?))
        })
        .collect();
    let title = format!("Requirements met, {first} to {last}");
    let units = format!(
        "Requirements wholly met at the end of the year, the last on {}, of {}, by the standards of {}; doubts left aside",
        asking.day,
        asking.requirements.len(),
        asking.day.year()
    );
    let drawing = Drawing::Road { years, lines };
    add(view, "road", title, &units, format!("Lines over time. {}.", ends.join("; ")), asking, drawing);
}

/// A value for every year: looked at every [`ROAD_STEP`] years, and in between wherever it changed; where both ends agree, so does what lies between.
fn stepwise(first: i16, last: i16, at: &dyn Fn(i16) -> Option<usize>) -> Vec<Option<usize>> {
    let mut known: Vec<(i16, Option<usize>)> = Vec::new();
    for year in (first..=last).filter(|year| *year == first || *year == last || year % ROAD_STEP == 0) {
        let here = (year, at(year));
        if let Some(before) = known.last().copied() {
            between(before, here, at, &mut known);
        }
        known.push(here);
    }
    let value = |year: i16| known.iter().rev().find(|(known, _)| *known <= year).and_then(|(_, value)| *value);
    (first..=last).map(value).collect()
}

/// Halves a stretch until its years agree or are neighbours.
fn between(
    from: (i16, Option<usize>),
    to: (i16, Option<usize>),
    at: &dyn Fn(i16) -> Option<usize>,
    known: &mut Vec<(i16, Option<usize>)>,
) {
    if from.1 == to.1 || to.0 - from.0 < 2 {
        return;
    }
    let middle = from.0 + (to.0 - from.0) / 2;
    let here = (middle, at(middle));
    between(from, here, at, known);
    known.push(here);
    between(here, to, at, known);
}

/// The instruments of each topic, each at the year in which it began.
fn timelines(view: &mut View, asking: &Asking<'_>, index: &LawIndex<'_>) {
    let ids: Vec<&str> = asking.places.iter().map(|place| place.id.as_str()).collect();
    let until = f64::from(asking.day.year()) + f64::from(asking.day.day_of_year()) / 366.0;
    let beginning = Date::constant(1800, 1, 1);
    for topic in asking.topics() {
        let mut entries: Vec<(f64, Vec<String>, &str)> = Vec::new();
        for entry in started(index, &ids, std::slice::from_ref(topic), beginning, asking.day) {
            let title = entry.instrument.short_title();
            let named = entry.places.iter().filter_map(|id| asking.corpus.jurisdiction(id));
            let places: Vec<String> = named.map(|place| place.short.clone()).collect();
            let day = entry.day.earliest();
            match entries.iter_mut().find(|(_, _, known)| *known == title) {
                Some((_, known, _)) => known.extend(places),
                None => {
                    entries.push((f64::from(day.year()) + f64::from(day.day_of_year()) / 366.0, places, title));
                }
            }
        }
        let left = entries.len().saturating_sub(TIMELINE);
        let entries: Vec<(f64, String, String)> = entries
            .into_iter()
            .skip(left)
            .map(|(year, mut places, title)| {
                let mut seen = std::collections::HashSet::new();
                places.retain(|place| seen.insert(place.clone()));
                let everywhere = places.len() >= asking.places.len() && places.len() > 1;
                (year, if everywhere { "all places".to_owned() } else { places.join(", ") }, title.to_owned())
            })
            .collect();
        let Some(at) = view.topics.iter().position(|own| own.id == topic.id()) else { continue };
        if entries.is_empty() {
            continue;
        }
        let title = format!("{}: the laws, and when they began", view.topics[at].label);
        let more = if left > 0 { format!("; {left} older ones are left out") } else { String::new() };
        let said: Vec<String> =
            entries.iter().map(|(year, _, title)| format!("{} {title}", year.floor() as i64)).collect();
        let name = super::view::anchor(&["timeline", topic.id()]);
        let units = format!("Year in which each began to hold in a place of this report{more}");
        add(
            view,
            &name,
            title,
            &units,
            format!("A line of time. {}.", said.join("; ")),
            asking,
            Drawing::Timeline { entries, until },
        );
        view.topics[at].timeline = Some(name);
    }
}
