//! What a bill would change: findings before and after, what it forgets, and what it still leaves open.

use jiff::civil::Date;

use crate::assess::{Assessor, Finding, FindingDoubt, Status};
use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::loophole::{Finder, Loophole};
use crate::model::{Bill, Jurisdiction, LoopholePattern, Requirement};

use super::effect::{Effect, Points};
use super::forgets::{dangling, inconsistent, left_out, weakened};
use super::practices::practices;
use super::reach::touched;

/// A finding that the bill would change.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// Its topic.
    pub topic: String,
    /// The place.
    pub jurisdiction: String,
    /// Its weight.
    pub weight: u8,
    /// Before.
    pub from: Status,
    /// After.
    pub to: Status,
    /// How many points are contradicted, of how many, before and after.
    pub contradicted: [(usize, usize); 2],
    /// The points that come out worse: met before and not now, or newly contradicted.
    pub lost: Vec<String>,
    /// All the points that come out otherwise, those that are lost first.
    pub why: Vec<String>,
    /// What the new status rests on.
    pub evidence: Vec<String>,
    /// What the new status hangs on, where the bill brings the doubt, and what it would be otherwise.
    pub doubts: Vec<FindingDoubt>,
}

/// A provision elsewhere that the bill forgets.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Forgotten {
    /// As cited.
    pub citation: String,
    /// What is wrong with it after the bill.
    pub what: String,
}

/// A loophole that comes or goes with the bill.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LoopholeChange {
    /// Its pattern.
    pub pattern: String,
    /// What it is.
    pub title: String,
    /// The place.
    pub jurisdiction: String,
    /// How grave: 3, 2 or 1.
    pub severity: u8,
    /// On what it stands, as cited.
    pub provisions: Vec<String>,
}

impl LoopholeChange {
    fn of(loophole: &Loophole<'_>) -> Self {
        Self {
            pattern: loophole.pattern.id.clone(),
            title: loophole.pattern.title.clone(),
            jurisdiction: loophole.place.id.clone(),
            severity: loophole.pattern.severity,
            provisions: loophole.stands.iter().map(|stand| stand.citation()).collect(),
        }
    }
}

/// A requirement of the bill's own topics that it still leaves open.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct StillOpen {
    /// The requirement.
    pub requirement: String,
    /// What it asks.
    pub text: String,
    /// The place.
    pub jurisdiction: String,
    /// Its status after the bill.
    pub status: Status,
    /// Neighbours that meet it: place and sections to borrow from.
    pub borrow: Vec<(String, Vec<String>)>,
}

/// What a bill would do.
#[derive(Debug)]
pub struct BillEffect {
    /// The day it is laid over.
    pub day: Date,
    /// Where it would hold.
    pub places: Vec<String>,
    /// Findings that become met.
    pub closed: Vec<Change>,
    /// Findings that get worse: less protective, or with more points contradicted.
    pub opened: Vec<Change>,
    /// Findings that get better without being met: a better status; or a point that was contradicted or missing is so no more, and nothing is lost.
    pub bettered: Vec<Change>,
    /// Findings whose points change and that are neither better nor worse: more points to meet, gains beside losses, or nobody knew what held before.
    pub touched: Vec<Change>,
    /// Ages lowered and defences added, whatever the statuses say.
    pub weakened: Vec<Forgotten>,
    /// What it forgets elsewhere.
    pub forgotten: Vec<Forgotten>,
    /// What it leaves open in its own topics.
    pub still_open: Vec<StillOpen>,
    /// Loopholes it opens.
    pub loopholes_added: Vec<LoopholeChange>,
    /// Loopholes it closes.
    pub loopholes_removed: Vec<LoopholeChange>,
}

/// Lays bills over a corpus and compares the law before and after, on one day, in the places that they reach.
pub fn effect(corpus: &Corpus, bills: &[&Bill], day: Date) -> (Corpus, BillEffect) {
    let laid =
        bills.iter().fold(None, |laid: Option<Corpus>, bill| Some(laid.as_ref().unwrap_or(corpus).enact(bill, day)));
    let enacted = laid.unwrap_or_else(|| corpus.clone());
    let found = compare(corpus, &enacted, bills, day);
    (enacted, found)
}

fn compare(corpus: &Corpus, enacted: &Corpus, bills: &[&Bill], day: Date) -> BillEffect {
    let of_bill = |bill: &&Bill| enacted.instrument(&bill.instrument).cloned();
    let own: Vec<_> = bills.iter().filter_map(of_bill).collect();
    let reached: Vec<String> =
        own.iter().flat_map(|law| &law.extent).flat_map(|extent| extent.places.iter().cloned()).collect();
    let places = |corpus: &'_ Corpus| -> Vec<String> {
        let there = corpus.jurisdictions.iter().filter(|place| place.is_assessed() && place.exists_on(day));
        there.filter(|place| reached.contains(&place.id)).map(|place| place.id.clone()).collect()
    };
    let names = places(corpus);
    let (old_index, new_index) = (LawIndex::new(corpus), LawIndex::new(enacted));
    // What the bills cannot touch is asked of the new law only, and only to show what stays open.
    let touched = touched(&old_index, &new_index, bills, day);
    let is_touched = |requirement: &Requirement| touched.iter().any(|other| other.id == requirement.id);
    let on_topic = |requirement: &Requirement| own.iter().any(|law| law.topics.contains(&requirement.topic));
    let ((was, before), (is, after)) = rayon::join(
        || weighed(&old_index, day, is_touched),
        || weighed(&new_index, day, |requirement| is_touched(requirement) || on_topic(requirement)),
    );
    let mut found = BillEffect {
        day,
        places: names.clone(),
        closed: Vec::new(),
        opened: Vec::new(),
        bettered: Vec::new(),
        touched: Vec::new(),
        weakened: Vec::new(),
        forgotten: Vec::new(),
        still_open: Vec::new(),
        loopholes_added: Vec::new(),
        loopholes_removed: Vec::new(),
    };
    for (old, new) in before.iter().zip(after.iter().filter(|finding| is_touched(finding.requirement))) {
        let list = match Effect::of(old, new) {
            Effect::Closed => &mut found.closed,
            Effect::Opened => &mut found.opened,
            Effect::Bettered => &mut found.bettered,
            Effect::Touched => &mut found.touched,
            Effect::None => continue,
        };
        list.push(changed(old, new, enacted));
    }
    let mut forgotten: Vec<Forgotten> = Vec::new();
    for (was, is) in was.laws().iter().zip(is.laws()).filter(|(_, is)| names.contains(&is.place.id)) {
        found.weakened.extend(weakened(was, is));
        forgotten.extend(dangling(was, is, bills));
        forgotten.extend(inconsistent(was, is, bills));
    }
    forgotten.extend(left_out(corpus, was.laws(), bills, &names));
    for entry in forgotten {
        if !found.forgotten.contains(&entry) {
            found.forgotten.push(entry);
        }
    }
    found.still_open = still_open(&after, is.laws(), &names, &own);
    let (old, new) = rayon::join(|| loopholes(&was, corpus, &names), || loopholes(&is, enacted, &names));
    found.loopholes_added = new.iter().filter_map(|loophole| beyond(loophole, &old)).collect();
    found.loopholes_removed = old.iter().filter_map(|loophole| beyond(loophole, &new)).collect();
    found
}

/// What of a loophole does not stand on the other side: the provisions that it does not share with the same loophole there. Absent where all of it does.
fn beyond(loophole: &LoopholeChange, others: &[LoopholeChange]) -> Option<LoopholeChange> {
    let same =
        |other: &&LoopholeChange| other.pattern == loophole.pattern && other.jurisdiction == loophole.jurisdiction;
    let shared: Vec<&String> = others.iter().filter(same).flat_map(|other| &other.provisions).collect();
    let mut provisions: Vec<String> = Vec::new();
    for citation in loophole.provisions.iter().filter(|citation| !shared.contains(citation)) {
        if !provisions.contains(citation) {
            provisions.push(citation.clone());
        }
    }
    (!provisions.is_empty()).then(|| LoopholeChange { provisions, ..loophole.clone() })
}

/// Looks for loopholes in the law of every place, which it holds, and assesses some requirements there.
fn weighed<'i, 'c>(
    index: &'i LawIndex<'c>,
    day: Date,
    asked: impl Fn(&Requirement) -> bool,
) -> (Finder<'i, 'c>, Vec<Finding<'c>>) {
    let finder = Finder::new(index, day).without_closers();
    let requirements: Vec<&Requirement> =
        index.corpus.requirements().filter(|requirement| asked(requirement)).collect();
    let findings = Assessor::new(index, day).findings_under(finder.laws(), &requirements);
    (finder, findings)
}

fn loopholes(finder: &Finder<'_, '_>, corpus: &Corpus, places: &[String]) -> Vec<LoopholeChange> {
    let there: Vec<&Jurisdiction> = corpus.jurisdictions.iter().filter(|place| places.contains(&place.id)).collect();
    let patterns: Vec<&LoopholePattern> = corpus.loopholes.iter().collect();
    let found = finder.find(&there, &patterns);
    found.iter().map(LoopholeChange::of).collect()
}

fn changed(old: &Finding<'_>, new: &Finding<'_>, corpus: &Corpus) -> Change {
    let points = Points::between(old, new);
    // What a bill takes away stands first, also where it betters the whole.
    let why = [&points.lost[..], &points.gained, &points.other, &points.gone].concat();
    let lost = points.lost;
    let requirement = new.requirement;
    Change {
        requirement: requirement.id.clone(),
        text: requirement.text.clone(),
        topic: corpus.words.label(&requirement.topic),
        jurisdiction: new.place.id.clone(),
        weight: requirement.weight,
        from: old.status,
        to: new.status,
        contradicted: [old.contradicted(), new.contradicted()],
        lost,
        why,
        evidence: citations(new),
        doubts: new.doubts.iter().filter(|doubt| !old.doubts.contains(doubt)).cloned().collect(),
    }
}

/// What decides a finding, as cited.
fn citations(finding: &Finding<'_>) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    for evidence in finding.evidence().into_iter().filter(|evidence| evidence.role != crate::assess::Role::Shown) {
        if !cited.contains(&evidence.citation) {
            cited.push(evidence.citation.clone());
        }
    }
    cited
}

fn still_open<'c>(
    after: &[Finding<'c>],
    laws: &[LawInForce<'c>],
    places: &[String],
    own: &[crate::model::Instrument],
) -> Vec<StillOpen> {
    let mut found = Vec::new();
    for place in places {
        let Some(law) = laws.iter().find(|law| law.place.id == *place) else { continue };
        let solved = practices(after, law);
        let on_topic = |finding: &&Finding<'_>| {
            finding.place.id == *place
                && finding.status != Status::Met
                && own.iter().any(|law| law.topics.contains(&finding.requirement.topic))
        };
        for finding in after.iter().filter(on_topic) {
            let practice = solved.iter().find(|practice| practice.requirement.id == finding.requirement.id);
            let borrow = practice.map_or_else(Vec::new, |practice| {
                practice.met_in.iter().map(|other| (other.finding.place.name.clone(), other.borrow.clone())).collect()
            });
            found.push(StillOpen {
                requirement: finding.requirement.id.clone(),
                text: finding.requirement.text.clone(),
                jurisdiction: place.clone(),
                status: finding.status,
                borrow,
            });
        }
    }
    found
}
