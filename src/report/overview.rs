//! The findings of many requirements or places at a glance: counts, a matrix, the weightiest gaps.

use std::collections::BTreeMap;

use crate::assess::{Finding, Status};
use crate::corpus::Corpus;
use crate::model::Class;

use super::findings::{shown_status, where_it_says};
use super::rows::ColumnWidth::{Fixed, Share};
use super::rows::Rows;

/// By what findings are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum GroupBy {
    /// The topic of the requirement.
    Topic,
    /// Each standard that the requirement answers.
    Standard,
    /// The sector that must act.
    Sector,
    /// Prevent, respond, mitigate, curb, govern.
    Function,
    /// The place.
    Jurisdiction,
}

impl GroupBy {
    fn header(self) -> &'static str {
        match self {
            GroupBy::Topic => "Topic",
            GroupBy::Standard => "Standard",
            GroupBy::Sector => "Sector",
            GroupBy::Function => "Function",
            GroupBy::Jurisdiction => "Place",
        }
    }

    /// The groups of a finding: its id and how it is shown. A requirement that answers several standards counts under each.
    fn of(self, finding: &Finding<'_>, corpus: &Corpus) -> Vec<(String, String)> {
        let requirement = finding.requirement;
        let word = |word: &crate::model::Word| vec![(word.id().to_owned(), corpus.words.label(word))];
        match self {
            GroupBy::Topic => word(&requirement.topic),
            GroupBy::Sector => word(&requirement.sector),
            GroupBy::Function => word(&requirement.function),
            GroupBy::Jurisdiction => vec![(finding.place.id.clone(), finding.place.name.clone())],
            GroupBy::Standard => {
                let mut ids: Vec<&str> = vec![&requirement.standard];
                ids.extend(requirement.also.iter().map(|(standard, _)| standard.as_str()));
                ids.sort_unstable();
                ids.dedup();
                let named = |id: &str| corpus.standard(id).map_or(id.to_owned(), |standard| standard.short.clone());
                ids.into_iter().map(|id| (id.to_owned(), named(id))).collect()
            }
        }
    }
}

/// How many findings have each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; 5]);

impl Counts {
    fn add(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    /// The same and one more of this status.
    #[must_use]
    pub fn and(mut self, status: Status) -> Self {
        self.add(status);
        self
    }

    /// How many have this status.
    pub fn of(&self, status: Status) -> usize {
        self.0[status as usize]
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.0.iter().sum()
    }

    /// The least protective status among them.
    pub fn least(&self) -> Option<Status> {
        Status::ALL.into_iter().find(|status| self.of(*status) > 0)
    }
}

/// The counts of each group, in order of first appearance for places and of the vocabulary otherwise.
pub fn counts(findings: &[Finding<'_>], by: GroupBy, corpus: &Corpus) -> Vec<(String, String, Counts)> {
    let mut groups: Vec<(String, String, Counts)> = Vec::new();
    for finding in findings {
        for (id, shown) in by.of(finding, corpus) {
            let at = groups.iter().position(|(known, _, _)| *known == id).unwrap_or_else(|| {
                groups.push((id, shown, Counts::default()));
                groups.len() - 1
            });
            groups[at].2.add(finding.status);
        }
    }
    if by != GroupBy::Jurisdiction {
        groups.sort_by_key(|(_, shown, _)| shown.to_lowercase());
    }
    groups
}

/// The counts as a table: one row a group.
pub fn counts_rows(findings: &[Finding<'_>], by: GroupBy, corpus: &Corpus) -> Rows {
    let mut rows = Rows::new(&[by.header(), "Met", "Partial", "Conflict", "Gap", "Unknown", "All"]);
    rows.widths = vec![Share(1), Fixed(4), Fixed(7), Fixed(8), Fixed(4), Fixed(7), Fixed(4)];
    rows.compact = true;
    for (_, shown, count) in counts(findings, by, corpus) {
        let of = |status| count.of(status).to_string();
        rows.push(vec![
            shown,
            of(Status::Met),
            of(Status::Partial),
            of(Status::Conflict),
            of(Status::Gap),
            of(Status::Unknown),
            count.all().to_string(),
        ]);
    }
    rows
}

/// The sign of a status, readable without colour.
pub fn glyph(status: Status) -> char {
    match status {
        Status::Met => '+',
        Status::Partial => '~',
        Status::Conflict => 'x',
        Status::Gap => '-',
        Status::Unknown => '?',
    }
}

/// What the signs of the matrix mean.
pub const MATRIX_LEGEND: &str = "In each cell the least protective status and how many of the requirements have it: \
     x contradicted, - silent, ? not known, ~ partly met, + met.";

/// Topics down, places across.
pub fn matrix_rows(findings: &[Finding<'_>], corpus: &Corpus) -> Rows {
    let places: Vec<(String, String, Counts)> = counts(findings, GroupBy::Jurisdiction, corpus);
    let mut cells: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for finding in findings {
        cells.entry((finding.requirement.topic.id(), &finding.place.id)).or_default().add(finding.status);
    }
    let mut header = vec!["Topic"];
    let short = |id: &str| corpus.jurisdiction(id).map_or(id.to_owned(), |place| place.short.clone());
    let shorts: Vec<String> = places.iter().map(|(id, _, _)| short(id)).collect();
    header.extend(shorts.iter().map(String::as_str));
    let mut rows = Rows::new(&header);
    rows.widths = std::iter::once(Share(1)).chain(places.iter().map(|_| Fixed(6))).collect();
    rows.compact = true;
    for entry in corpus.words.of_class(Class::Topic) {
        let cell = |(place, _, _): &(String, String, Counts)| {
            let count = cells.get(&(entry.word.id(), place.as_str())).copied().unwrap_or_default();
            count
                .least()
                .map_or(String::new(), |status| format!("{}{}/{}", glyph(status), count.of(status), count.all()))
        };
        let said: Vec<String> = places.iter().map(cell).collect();
        if said.iter().any(|cell| !cell.is_empty()) {
            rows.push(std::iter::once(entry.label.clone()).chain(said).collect());
        }
    }
    rows
}

/// The weightiest findings that are not met, the least protective first: what to put on the table.
pub fn weightiest<'f, 'c>(findings: &'f [Finding<'c>], most: usize) -> Vec<&'f Finding<'c>> {
    let mut open: Vec<&Finding<'c>> =
        findings.iter().filter(|finding| matches!(finding.status, Status::Conflict | Status::Gap)).collect();
    let share = |finding: &Finding<'_>| {
        let (contradicted, all) = finding.contradicted();
        (contradicted * 100).checked_div(all).unwrap_or(0)
    };
    open.sort_by_key(|finding| {
        (std::cmp::Reverse(finding.requirement.weight), finding.status, std::cmp::Reverse(share(finding)))
    });
    open.truncate(most);
    open
}

/// The weightiest gaps as a table.
pub fn weightiest_rows(findings: &[Finding<'_>], most: usize) -> Rows {
    let mut rows = Rows::new(&["Place", "Status", "Weightiest gaps", "Where the law says so"]);
    rows.coloured = Some(1);
    rows.widths = vec![Fixed(11), Fixed(14), Share(11), Share(9)];
    for finding in weightiest(findings, most) {
        rows.push(vec![
            finding.place.name.clone(),
            shown_status(finding),
            finding.requirement.text.clone(),
            where_it_says(finding),
        ]);
    }
    rows
}
