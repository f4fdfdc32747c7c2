//! `lacuna protect`.

use std::io::{BufRead, IsTerminal, Write};

use clap::Args;

use crate::corpus::{Corpus, nearest};
use crate::law::LawIndex;
use crate::model::{Age, Class, Sex, Word};
use crate::protect::{Case, Faith, Harm, protect};
use crate::report::{CaseFormat, Format, Limits, protect_card, protect_json, protect_page, protect_rows, protect_text};

use super::choose::{day_of, place_on, word};
use super::{Done, Failure, Screen};

/// The width that a page of plain text never exceeds.
const WIDTH: usize = 80;

/// One child, one case: whom to call, what was done in law, the child's rights, what to beware of
#[derive(Args, Debug, Default, Clone)]
#[command(after_help = "Asked without --harm and --in in a terminal, it asks the questions.\n\
    Example: lacuna protect --harm beating --in punjab --age 10 --sex boy --setting school")]
pub struct Protect {
    /// What was done: an act or topic, such as beating, vani, child-labour; may be given several times
    #[arg(long, value_name = "HARM")]
    harm: Vec<String>,
    /// Where: a province or territory
    #[arg(long = "in", value_name = "PLACE")]
    place: Option<String>,
    /// The child's age in completed years
    #[arg(long, value_name = "YEARS", allow_hyphen_values = true)]
    age: Option<String>,
    /// girl or boy
    #[arg(long, value_name = "SEX")]
    sex: Option<String>,
    /// In what surroundings, such as school, home, brick-kiln, online, police-custody
    #[arg(long, value_name = "SETTING")]
    setting: Option<String>,
    /// Who did it, such as parent, teacher, employer, police-officer
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// The day, such as 2011-12-22; today by default
    #[arg(long, visible_alias = "as-of", value_name = "DAY")]
    on: Option<String>,
    /// The child is not Muslim; its community, such as christian or hindu, where it is known
    #[arg(long, visible_alias = "community", value_name = "COMMUNITY", num_args = 0..=1, default_missing_value = "")]
    non_muslim: Option<String>,
    /// The child is itself accused
    #[arg(long)]
    accused: bool,
    /// Everything, not only what comes first
    #[arg(long)]
    all: bool,
    /// How the answer is written; markdown is a card of one page
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Option<CaseFormat>,
}

impl Protect {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let given = !self.harm.is_empty() && self.place.is_some();
        let asks = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        let case = match (given, asks) {
            (true, _) => self.case(corpus)?,
            (false, true) => self.asked(corpus, screen)?.case(corpus)?,
            (false, false) => return Err(self.lacking()),
        };
        let index = LawIndex::new(corpus);
        let protection = protect(&index, case);
        match self.format.unwrap_or(CaseFormat::Table) {
            CaseFormat::Table => {
                let limits = if self.all { Limits::ALL } else { Limits::SCREEN };
                let width = usize::from(screen.style().width).min(WIDTH);
                screen.print(&protect_text(&protection, corpus, limits, width))?;
            }
            CaseFormat::Json => {
                let object = protect_json(&protection, corpus);
                screen.print(&serde_json::to_string_pretty(&object).unwrap_or_default())?;
            }
            CaseFormat::Markdown => screen.print(&protect_card(&protection, corpus))?,
            CaseFormat::Html => screen.print(&protect_page(&protection, corpus))?,
            CaseFormat::Csv => screen.print_rows(&protect_rows(&protection, corpus), Format::Csv)?,
        }
        Ok(Done::Well)
    }

    /// What the case needs and was not given, for a pipe, where nobody can be asked.
    fn lacking(&self) -> Failure {
        let needed = match (self.harm.is_empty(), self.place.is_none()) {
            (true, true) => "--harm HARM and --in PLACE are",
            (true, false) => "--harm HARM is",
            _ => "--in PLACE is",
        };
        Failure::Usage(format!(
            "{needed} needed: what was done to the child, and where; --age and --sex make the answer sharper. \
             For example: lacuna protect --harm beating --in punjab --age 10 --sex boy"
        ))
    }

    /// The case that was meant.
    fn case<'c>(&self, corpus: &'c Corpus) -> Result<Case<'c>, Failure> {
        let day = day_of(self.on.as_deref())?;
        let Some(place) = &self.place else { return Err(self.lacking()) };
        Ok(Case {
            place: place_on(corpus, place, day)?,
            day,
            harms: self.harm.iter().map(|said| harm(corpus, said)).collect::<Result<_, _>>()?,
            age: self.age.as_deref().map(age).transpose()?,
            sex: self.sex.as_deref().map(sex).transpose()?,
            setting: self.setting.as_deref().map(|said| setting(corpus, said)).transpose()?,
            by: self.by.as_deref().map(|said| word(corpus, Class::Actor, said)).transpose()?,
            faith: faith(corpus, self.non_muslim.as_deref())?,
            accused: self.accused,
        })
    }

    /// Asks the questions in a terminal, each again until its answer makes sense; an empty answer means that it is not known.
    fn asked(&self, corpus: &Corpus, screen: &Screen) -> Result<Self, Failure> {
        let mut filled = self.clone();
        if filled.harm.is_empty() {
            let said = question(
                screen,
                "What was done to the child? (such as beating, child marriage, begging)",
                true,
                |said| harm(corpus, said).map(drop),
            )?;
            filled.harm.extend(said);
        }
        let day = day_of(self.on.as_deref())?;
        if filled.place.is_none() {
            filled.place = question(screen, "In which province or territory?", true, |said| {
                place_on(corpus, said, day).map(drop)
            })?;
        }
        if filled.age.is_none() {
            filled.age =
                question(screen, "How old is the child, in completed years? (Enter: not known)", false, |said| {
                    age(said).map(drop)
                })?;
        }
        if filled.sex.is_none() {
            filled.sex = question(screen, "Girl or boy? (Enter: not known)", false, |said| sex(said).map(drop))?;
        }
        if filled.setting.is_none() {
            filled.setting = question(
                screen,
                "Where did it happen: home, school, workplace, online ...? (Enter: not known)",
                false,
                |said| setting(corpus, said).map(drop),
            )?;
        }
        Ok(filled)
    }
}

/// Puts a question on stderr and reads a line; stdin that ends is no answer.
fn question(
    screen: &Screen,
    ask: &str,
    needed: bool,
    check: impl Fn(&str) -> Result<(), Failure>,
) -> Result<Option<String>, Failure> {
    loop {
        eprint!("{ask} ");
        std::io::stderr().flush()?;
        let mut said = String::new();
        if std::io::stdin().lock().read_line(&mut said)? == 0 {
            return if needed { Err(Failure::Usage("nothing was answered".to_owned())) } else { Ok(None) };
        }
        let said = said.trim();
        match (said.is_empty(), needed) {
            (true, false) => return Ok(None),
            (true, true) => continue,
            _ => {}
        }
        match check(said) {
            Ok(()) => return Ok(Some(said.to_owned())),
            Err(failure) => screen.say(&failure.to_string()),
        }
    }
}

fn harm(corpus: &Corpus, said: &str) -> Result<Harm, Failure> {
    Harm::named(corpus, said).map_err(|unknown| {
        let near: Vec<String> = unknown.near.iter().map(|(id, label)| format!("{id} ({label})")).collect();
        let help = if near.is_empty() {
            "`lacuna list topics` names the topics, each with its words".to_owned()
        } else {
            format!("did you mean one of these? {}", near.join(", "))
        };
        Failure::Usage(format!("no harm is called `{said}`; {help}"))
    })
}

fn age(said: &str) -> Result<Age, Failure> {
    said.parse::<Age>().map_err(|_| {
        Failure::Usage(format!("`{said}` is not the age of a child: give completed years, such as 12; leave --age out where it is not known"))
    })
}

fn sex(said: &str) -> Result<Sex, Failure> {
    match said.to_lowercase().as_str() {
        "girl" | "female" | "f" => Ok(Sex::Female),
        "boy" | "male" | "m" => Ok(Sex::Male),
        _ => Err(Failure::Usage(format!(
            "`{said}` is no sex that these laws speak of: girl or boy; leave --sex out where it is not known, and both are told"
        ))),
    }
}

fn setting(corpus: &Corpus, said: &str) -> Result<Word, Failure> {
    word(corpus, Class::Setting, said)
}

fn faith(corpus: &Corpus, said: Option<&str>) -> Result<Faith, Failure> {
    match said {
        None => Ok(Faith::Unsaid),
        Some("") => Ok(Faith::NotMuslim),
        Some(said) => {
            let known = corpus.words.of_class(Class::Community);
            let ids = || known.iter().map(|entry| entry.word.id());
            word(corpus, Class::Community, said).map(Faith::Of).map_err(|_| {
                let near = nearest(&said.to_lowercase(), ids()).map(|near| format!("did you mean `{near}`? "));
                let all: Vec<&str> = ids().collect();
                Failure::Usage(format!(
                    "no community is called `{said}`; {}known: {}",
                    near.unwrap_or_default(),
                    all.join(", ")
                ))
            })
        }
    }
}
