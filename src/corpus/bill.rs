//! A bill laid over a corpus: what its authors may not do, and the corpus as it would be.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::{
    Amend, Basis, Bill, Commencement, Displacement, Instrument, InstrumentId, Interval, Kind, PartialDate, Provision,
    Scope, section_within,
};

use super::decode::BillMarks;
use super::diagnostic::{Code, Diagnostic};
use super::parsed::Parsed;
use super::yaml::Mark;
use super::{Corpus, LoadError, Origin, Tree};

/// Where bills given on the command line stand among the files of a corpus.
const BILLS: &str = "laws/bill";

/// A bill of a corpus, and where its changes stand in its file.
#[derive(Clone, Debug)]
pub struct BillRead {
    /// The bill.
    pub bill: Bill,
    /// The file.
    pub file: String,
    /// Where its parts stand.
    pub marks: BillMarks,
}

/// A change that a bill had better not make; it is no error of form.
#[derive(Clone, Debug)]
pub struct Warning(pub Diagnostic);

impl Corpus {
    /// A corpus with draft bills beside it, in the order given.
    ///
    /// # Errors
    /// When anything in the corpus or a bill is wrong, a bill that is not `kind: bill` included; problems name the bill's own path.
    pub fn load_with_bills(origin: Origin<'_>, bills: &[PathBuf]) -> Result<(Self, Vec<BillRead>), Box<LoadError>> {
        let (parsed, mut problems, tree) = Parsed::of_origin(origin);
        let mut drafts = Tree::default();
        let mut names = Vec::new();
        for (number, path) in bills.iter().enumerate() {
            let shown = path.display().to_string();
            let inside = format!("{BILLS}/{number}-{}.yaml", path.file_stem().unwrap_or_default().to_string_lossy());
            match std::fs::read_to_string(path) {
                Ok(text) => {
                    drafts.files.insert(inside.clone(), text);
                    names.push((inside, shown));
                }
                Err(error) => problems.push(Diagnostic {
                    code: Code::UnreadableFile,
                    file: shown.clone(),
                    mark: Mark::default(),
                    width: 1,
                    message: format!("{shown} cannot be read: {error}"),
                    help: None,
                }),
            }
        }
        let (corpus, found) = Self::default().read_parsed(parsed.and(Parsed::of(&drafts)));
        problems.extend(found);
        let mut read = Vec::new();
        for (inside, shown) in &names {
            let id = inside.trim_start_matches("laws/").trim_end_matches(".yaml");
            match corpus.bills.iter().find(|bill| bill.bill.instrument.as_str() == id) {
                Some(bill) => read.push(BillRead { file: shown.clone(), ..bill.clone() }),
                None if problems.iter().any(|problem| problem.file == *inside) => {}
                None => problems.push(Diagnostic {
                    code: Code::BadValue,
                    file: inside.clone(),
                    mark: Mark::default(),
                    width: 1,
                    message: "this is not a bill".to_owned(),
                    help: Some("a bill says `kind: bill`".to_owned()),
                }),
            }
        }
        for problem in &mut problems {
            if let Some((inside, shown)) = names.iter().find(|(inside, _)| *inside == problem.file) {
                if let Some(text) = drafts.files.get(inside).cloned() {
                    drafts.files.insert(shown.clone(), text);
                }
                problem.file = shown.clone();
            }
        }
        if problems.is_empty() {
            return Ok((corpus, read));
        }
        let mut tree = tree.unwrap_or_else(Tree::embedded);
        tree.files.extend(drafts.files);
        Err(Box::new(LoadError { problems, tree }))
    }

    /// What a bill does beyond its power, or to what is not there: warnings, each at its line.
    pub fn objections(&self, read: &BillRead) -> Vec<Warning> {
        let Some(own) = self.instrument(&read.bill.instrument) else {
            return Vec::new();
        };
        let mut found = self.out_of_reach(own, read);
        for (amendment, mark) in read.bill.amends.iter().zip(&read.marks.amends) {
            let Some(target) = self.instrument(&amendment.target.instrument) else { continue };
            let mut warn = |message: String, help: &str| {
                found.push(Warning(Diagnostic {
                    code: Code::BeyondPower,
                    file: read.file.clone(),
                    mark: *mark,
                    width: 1,
                    message,
                    help: Some(help.to_owned()),
                }));
            };
            let (maker, other) = (self.legislature_of(&own.enacted_by), self.legislature_of(&target.enacted_by));
            if maker != other {
                if other == "federal" && target.kind == Kind::Constitution {
                    warn(
                        format!("a bill of {maker} cannot change the Constitution"),
                        "only Parliament can, by article 239",
                    );
                } else if other == "federal" {
                    warn(
                        format!("{} is a federal law: the change can hold in {maker} alone", target.short_title()),
                        "and only in a matter that is provincial since 2010 (Constitution, articles 142, 143 and 270AA)",
                    );
                } else {
                    warn(
                        format!("{} is a law of {other}, not of {maker}", target.short_title()),
                        "one legislature does not amend the laws of another",
                    );
                }
            }
            if let (Amend::Insert(_), Some(section)) = (&amendment.what, &amendment.target.section)
                && target.provisions.iter().any(|provision| provision.section == *section)
            {
                warn(format!("{} has a section {section} already", target.short_title()), "use `substitute`");
            }
        }
        found
    }

    /// Places and laws of another legislature that the bill reaches for by its own extent and displacements.
    fn out_of_reach(&self, own: &Instrument, read: &BillRead) -> Vec<Warning> {
        let maker = self.legislature_of(&own.enacted_by);
        let foreign = |place: &str| maker != "federal" && self.legislature_of(place) != maker;
        let warning = |mark: Mark, message: String, help: &str| {
            let (file, help) = (read.file.clone(), Some(help.to_owned()));
            Warning(Diagnostic { code: Code::BeyondPower, file, mark, width: 1, message, help })
        };
        let places = own.extent.iter().flat_map(|extent| &extent.places).filter(|place| foreign(place));
        let mut found: Vec<Warning> = places
            .map(|place| {
                let message = format!("a bill of {maker} cannot hold in {place}");
                warning(
                    read.marks.extent,
                    message,
                    "an Act of a province holds in that province alone (Constitution, article 141)",
                )
            })
            .collect();
        let displaced = own.displaces.iter().filter_map(|displaced| self.instrument(&displaced.instrument));
        let others =
            displaced.filter(|law| self.legislature_of(&law.enacted_by) != "federal" && foreign(&law.enacted_by));
        found.extend(others.map(|law| {
            let message = format!("{} is a law of {}, not of {maker}", law.short_title(), law.enacted_by);
            warning(read.marks.displaces, message, "one legislature does not repeal the laws of another")
        }));
        found
    }

    /// The corpus as it would be with a bill in force from a day on. What is not the bill's stays as it is.
    pub fn enact(&self, bill: &Bill, day: Date) -> Self {
        let mut enacted = self.clone();
        let from = PartialDate::day(day);
        let Some(at) = enacted.position(&bill.instrument) else {
            return enacted;
        };
        let all: Vec<String> = self.jurisdictions.iter().map(|place| place.id.clone()).collect();
        let own = &mut enacted.instruments[at];
        own.kind = Kind::Act;
        for extent in &mut own.extent {
            extent.from = Commencement::On(Some(from));
        }
        let places: Vec<String> = own.extent.iter().flat_map(|extent| extent.places.iter().cloned()).collect();
        for amendment in &bill.amends {
            let Some(target) = enacted.position(&amendment.target.instrument) else { continue };
            let section = amendment.target.section.as_deref().unwrap_or_default();
            let law = &mut enacted.instruments[target];
            match &amendment.what {
                Amend::Repeal => enacted.instruments[at].displaces.push(Displacement {
                    instrument: amendment.target.instrument.clone(),
                    sections: Vec::new(),
                    places: places.clone(),
                    interval: Interval { from: Some(from), to: None },
                    basis: Basis::ExpressRepeal,
                    scope: Scope::default(),
                    doubt: None,
                }),
                Amend::Omit => replace(law, section, &places, &all, from, &bill.instrument, None),
                Amend::Substitute(new) | Amend::Insert(new) => {
                    replace(law, section, &places, &all, from, &bill.instrument, Some(new));
                }
            }
        }
        enacted
    }
}

/// Ends what a section says in some places on a day, and puts a new version in its place, or an empty one.
fn replace(
    law: &mut Instrument,
    section: &str,
    places: &[String],
    all: &[String],
    day: PartialDate,
    by: &InstrumentId,
    new: Option<&Provision>,
) {
    let mut added: Vec<Provision> = Vec::new();
    let mut touched: Vec<String> = Vec::new();
    for version in &mut law.provisions {
        if !section_within(&version.section, section) {
            continue;
        }
        if !touched.contains(&version.section) {
            touched.push(version.section.clone());
        }
        // The general version is shadowed by the new one; a narrower version is ended there and goes on elsewhere.
        if version.scope.is_everyone() || version.interval.to.is_some_and(|to| to <= day) {
            continue;
        }
        let own = if version.scope.places.is_empty() { all } else { &version.scope.places };
        let (inside, outside): (Vec<String>, Vec<String>) =
            own.iter().cloned().partition(|place| places.contains(place));
        if inside.is_empty() {
            continue;
        }
        if !outside.is_empty() {
            let mut rest = version.clone();
            rest.scope.places = outside;
            added.push(rest);
        }
        version.scope.places = inside;
        version.interval.to = Some(day);
    }
    let here = |section: &str| Provision {
        section: section.to_owned(),
        heading: "Omitted by the bill".to_owned(),
        summary: "Omitted by the bill.".to_owned(),
        interval: Interval { from: Some(day), to: None },
        by: Some(by.clone()),
        scope: Scope { places: places.to_vec(), ..Scope::default() },
        heading_only: false,
        source: None,
        verified: crate::model::Verified::Text,
        doubt: None,
        rules: Vec::new(),
        note: None,
    };
    if let Some(new) = new {
        let places = here(section);
        added.push(Provision {
            scope: places.scope.and(&new.scope),
            interval: places.interval,
            by: places.by,
            ..new.clone()
        });
        touched.retain(|own| own != section);
    }
    added.extend(touched.iter().map(|section| here(section)));
    law.provisions.extend(added);
}
