//! `lacuna report`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::corpus::{Corpus, Origin};
use crate::law::LawIndex;
use crate::model::{Class, Requirement};
use crate::protect::protect;
use crate::report::document::{
    Asking, Document, Kind, Length, Medium, View, bill_report, case_report, compare_report, findings_report,
    progress_report,
};

use super::asked::Asked;
use super::child::Child;
use super::choose::{When, day_of, word};
use super::gaps::StatusArg;
use super::shelf;
use super::write::write_all;
use super::{Done, Failure, Screen};

/// A report to print, project or send
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct Report {
    #[command(subcommand)]
    about: Option<About>,
    /// Write the project's own reports (Markdown and HTML) into this folder, over those that are there
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Say which of the reports in this folder are stale, and exit with code 1 if any is
    #[arg(long, value_name = "DIR", conflicts_with = "write")]
    check: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
enum About {
    /// The gaps: of the country, or of the places given
    Gaps(Gaps),
    /// Where the law speaks and still lets the child fall
    Loopholes(Loopholes),
    /// Two or more places side by side
    Compare(Compare),
    /// What became of the law between two days
    Progress(Progress),
    /// One topic across the country
    Topic(Topic),
    /// Everything on one place
    Place(Place),
    /// What draft bills would change
    Bill(Bill),
    /// One child's case as a card of one page; asked as `lacuna protect` is
    Case(Case),
}

/// How much is told, and where it goes.
#[derive(Args, Debug)]
struct How {
    /// The file, its ending says the format (md, html, docx, xlsx, csv, json); or a folder, for all formats; stdout by default
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,
    /// The format, where the ending of the file does not say it; may be given several times for a folder
    #[arg(long, value_name = "FORMAT")]
    format: Vec<Medium>,
    /// Only the page in plain words, the map, and of each topic the weightiest
    #[arg(long, conflicts_with = "full")]
    brief: bool,
    /// Every point of every requirement, and every section it rests on
    #[arg(long)]
    full: bool,
    /// Take the templates in this folder instead of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    template: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long)]
    force: bool,
}

#[derive(Args, Debug)]
struct Gaps {
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    asked: Asked,
    /// List only findings of this status
    #[arg(long, value_name = "STATUS")]
    status: Vec<StatusArg>,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Loopholes {
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    asked: Asked,
    /// Only loopholes of at least this severity: 3 life, liberty, bodily integrity; 2; 1
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    severity: u8,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Compare {
    /// The places
    #[arg(required = true, num_args = 2.., value_name = "PLACE")]
    places: Vec<String>,
    /// The day whose law is asked for, such as 2011-12-22; today by default
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    asked: Asked,
    /// Only what differs
    #[arg(long)]
    only_differences: bool,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Progress {
    /// The first day, such as 2011-12-22
    #[arg(long, value_name = "DAY")]
    from: String,
    /// The second day; today by default
    #[arg(long, value_name = "DAY", visible_alias = "as-of")]
    to: Option<String>,
    /// A place: its id, name or alias; may be given several times; all by default
    #[arg(long = "in", value_name = "PLACE")]
    places: Vec<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Topic {
    /// The topic, such as child-marriage
    #[arg(value_name = "TOPIC")]
    topic: String,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Place {
    /// The place: its id, name or alias
    #[arg(value_name = "PLACE")]
    place: String,
    /// The day whose law is asked for, such as 2011-12-22; today by default
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Bill {
    /// The files of the bills, in the order in which they are laid over the law
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day they are laid over; the bill's own `assumed:` by default, else today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Case {
    #[command(flatten)]
    child: Child,
    #[command(flatten)]
    how: How,
}

impl Report {
    /// Runs the command.
    pub fn run(&self, origin: Origin<'_>, screen: &Screen) -> Result<Done, Failure> {
        if let Some(About::Bill(bill)) = &self.about {
            return bill.run(origin, screen);
        }
        let corpus = &Corpus::load(origin)?;
        match &self.about {
            Some(about) => about.run(corpus, screen),
            None => match (&self.write, &self.check) {
                (Some(folder), _) => shelf::write(corpus, folder, screen),
                (_, Some(folder)) => shelf::check(corpus, folder, screen),
                _ => Err(Failure::Usage("say what the report is about, such as `lacuna report gaps`".to_owned())),
            },
        }
    }
}

impl About {
    fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let (view, name, how) = match self {
            About::Gaps(gaps) => {
                let mut asking = asking(corpus, &gaps.when, gaps.asked.requirements(corpus)?, &gaps.how)?;
                asking.statuses = gaps.status.iter().map(|status| status.status()).collect();
                (findings_report(Kind::Gaps, &asking), "gaps".to_owned(), &gaps.how)
            }
            About::Loopholes(own) => {
                let mut asking = asking(corpus, &own.when, own.asked.requirements(corpus)?, &own.how)?;
                asking.severity = own.severity;
                (findings_report(Kind::Loopholes, &asking), "loopholes".to_owned(), &own.how)
            }
            About::Topic(own) => {
                let topic = word(corpus, Class::Topic, &own.topic)?;
                let requirements = corpus.requirements().filter(|requirement| requirement.topic == topic).collect();
                let asking = asking(corpus, &own.when, requirements, &own.how)?;
                (findings_report(Kind::Topic, &asking), topic.id().to_owned(), &own.how)
            }
            About::Place(own) => {
                let when = When { places: vec![own.place.clone()], as_of: own.as_of.clone() };
                let asking = asking(corpus, &when, own.asked.requirements(corpus)?, &own.how)?;
                let [place] = asking.places.as_slice() else {
                    return Err(Failure::Usage("one place is needed".to_owned()));
                };
                (findings_report(Kind::Place, &asking), place.id.clone(), &own.how)
            }
            About::Compare(own) => {
                let when = When { places: own.places.clone(), as_of: own.as_of.clone() };
                let asking = asking(corpus, &when, own.asked.requirements(corpus)?, &own.how)?;
                if asking.places.len() < 2 {
                    return Err(Failure::Usage("compare needs two different places".to_owned()));
                }
                (compare_report(&asking, own.only_differences), "compare".to_owned(), &own.how)
            }
            About::Progress(own) => {
                let (from, to) = (day_of(Some(&own.from))?, day_of(own.to.as_deref())?);
                if from > to {
                    return Err(Failure::Usage(format!("--from {from} lies after --to {to}")));
                }
                let places = super::progress::places(corpus, &own.places, from, to)?;
                let topics = own
                    .asked
                    .topic
                    .iter()
                    .map(|said| word(corpus, Class::Topic, said))
                    .collect::<Result<Vec<_>, _>>()?;
                let requirements = own.asked.requirements(corpus)?;
                let asking = Asking { places, day: to, ..bare(corpus, to, requirements, &own.how) };
                (progress_report(&asking, from, &topics), "progress".to_owned(), &own.how)
            }
            About::Case(own) => {
                let protection = protect(&LawIndex::new(corpus), own.child.case(corpus)?);
                (case_report(&protection, corpus), "case".to_owned(), &own.how)
            }
            // A bill is read together with its corpus, before this.
            About::Bill(_) => return Ok(Done::Well),
        };
        how.put(&view, &name, screen)
    }
}

impl Bill {
    fn run(&self, origin: Origin<'_>, screen: &Screen) -> Result<Done, Failure> {
        let (corpus, bills) = Corpus::load_with_bills(origin, &self.files)?;
        let day = super::bill::day(self.as_of.as_deref(), &bills)?;
        let drafts: Vec<&crate::model::Bill> = bills.iter().map(|read| &read.bill).collect();
        let (enacted, effect) = crate::compare::effect(&corpus, &drafts, day);
        let view = bill_report(&super::bill::titles(&corpus, &drafts), &effect, &enacted, self.how.length());
        self.how.put(&view, "bill", screen)
    }
}

fn bare<'c>(corpus: &'c Corpus, day: jiff::civil::Date, requirements: Vec<&'c Requirement>, how: &How) -> Asking<'c> {
    Asking { corpus, day, length: how.length(), places: Vec::new(), requirements, statuses: Vec::new(), severity: 1 }
}

fn asking<'c>(
    corpus: &'c Corpus,
    when: &When,
    requirements: Vec<&'c Requirement>,
    how: &How,
) -> Result<Asking<'c>, Failure> {
    if requirements.is_empty() {
        return Err(Failure::Usage("no requirement fits these filters".to_owned()));
    }
    let day = when.day()?;
    Ok(Asking { places: when.places(corpus, day)?, ..bare(corpus, day, requirements, how) })
}

impl How {
    fn length(&self) -> Length {
        match (self.brief, self.full) {
            (true, _) => Length::Brief,
            (_, true) => Length::Full,
            _ => Length::Usual,
        }
    }

    /// Writes the report where it was asked for; `name` is that of its files in a folder.
    fn put(&self, view: &View, name: &str, screen: &Screen) -> Result<Done, Failure> {
        if let Some(folder) = self.template.as_ref().filter(|folder| !folder.is_dir()) {
            return Err(Failure::Usage(format!("the folder of templates {} is not there", folder.display())));
        }
        let Some(out) = &self.out else {
            return self.print(view, screen);
        };
        let into_folder = out.is_dir() || out.as_os_str().to_string_lossy().ends_with(['/', '\\']);
        let media = match (into_folder, self.format.as_slice()) {
            (true, []) => Medium::ALL.to_vec(),
            (true, media) => media.to_vec(),
            (false, []) => vec![Medium::of(out).ok_or_else(|| {
                let endings = Medium::ALL.map(Medium::ending).join(", ");
                Failure::Usage(format!("the ending of {} says no format; known: {endings}", out.display()))
            })?],
            (false, [medium]) => vec![*medium],
            (false, _) => return Err(Failure::Usage("several formats need a folder in --out".to_owned())),
        };
        let stem = match into_folder {
            true => out.join(name),
            false => out.with_extension(""),
        };
        let mut files = super::write::pieces(view, &media, self.template.as_deref(), &stem)?;
        if let (false, Some((path, _))) = (into_folder, files.first_mut()) {
            path.clone_from(out);
        }
        write_all(&files, self.force)?;
        let names: Vec<String> = files.iter().map(|(path, _)| path.display().to_string()).collect();
        screen.say(&format!("written: {}", names.join(", ")));
        Ok(Done::Well)
    }

    fn print(&self, view: &View, screen: &Screen) -> Result<Done, Failure> {
        let medium = match self.format.as_slice() {
            [] => Medium::Md,
            [medium] if medium.is_text() => *medium,
            [medium] => {
                let ending = medium.ending();
                return Err(Failure::Usage(format!(
                    "{ending} is no text for a terminal; --out FILE.{ending} writes it"
                )));
            }
            _ => return Err(Failure::Usage("several formats need a folder in --out".to_owned())),
        };
        let document = Document::new(view, &[medium], self.template.as_deref()).map_err(Failure::Report)?;
        for piece in document.write(medium, None).map_err(Failure::Report)? {
            screen.print(String::from_utf8_lossy(&piece.bytes).trim_end())?;
        }
        Ok(Done::Well)
    }
}

/// A path without its ending.
pub(super) fn named(stem: &Path, ending: &str) -> PathBuf {
    let mut name = stem.file_name().map(|name| name.to_os_string()).unwrap_or_default();
    name.push(format!(".{ending}"));
    stem.with_file_name(name)
}
