//! The child's case, as a person gives it: on the command line, or answering questions in a terminal.

use std::io::{BufRead, IsTerminal, Write};

use clap::Args;

use crate::corpus::{Corpus, nearest};
use crate::model::{Age, Class, Sex};
use crate::protect::{Case, Faith, Harm};

use super::Failure;
use super::choose::{day_of, place_on, word};

/// The topic of an accused child of whom nothing more is said.
const ACCUSED_OF_ANYTHING: &str = "juvenile-justice";

/// What is known of one child and what was done to it.
#[derive(Args, Debug, Default, Clone)]
pub struct Child {
    /// What was done: an act or topic, such as beating, vani, child-labour; may be given several times
    #[arg(long, value_name = "HARM")]
    harm: Vec<String>,
    /// Where: a province or territory, or a city or district of it
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
    /// The child is itself accused; --harm may then be left out
    #[arg(long)]
    accused: bool,
}

impl Child {
    /// The case that was meant. What is lacking is asked for in a terminal, and only there.
    ///
    /// # Errors
    /// When a word, the place, the day or the age makes no sense, or something is lacking and nobody can be asked.
    pub fn case<'c>(&self, corpus: &'c Corpus) -> Result<Case<'c>, Failure> {
        let given = self.says_what() && self.place.is_some();
        if !given && std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
            let (mut answers, mut told) = (std::io::stdin().lock(), std::io::stderr());
            let filled = self.asked(corpus, &mut answers, &mut told)?;
            writeln!(told, "\nTo ask this again: lacuna protect{}\n", filled.written())?;
            return filled.meant(corpus);
        }
        self.meant(corpus)
    }

    fn meant<'c>(&self, corpus: &'c Corpus) -> Result<Case<'c>, Failure> {
        let Some(place) = self.place.as_deref().filter(|_| self.says_what()) else { return Err(self.lacking()) };
        let day = day_of(self.on.as_deref())?;
        Ok(Case {
            place: place_on(corpus, place, day)?,
            day,
            harms: self.harms().map(|said| harm(corpus, said)).collect::<Result<_, _>>()?,
            age: self.age.as_deref().map(age).transpose()?,
            sex: self.sex.as_deref().map(sex).transpose()?,
            setting: self.setting.as_deref().map(|said| word(corpus, Class::Setting, said)).transpose()?,
            by: self.by.as_deref().map(|said| word(corpus, Class::Actor, said)).transpose()?,
            faith: faith(corpus, self.non_muslim.as_deref())?,
            accused: self.accused,
        })
    }

    /// Whether it is said what the case is about: of an accused child it need not be.
    fn says_what(&self) -> bool {
        !self.harm.is_empty() || self.accused
    }

    /// What the case is about: of an accused child, where nothing else was said, the law on accused children.
    fn harms(&self) -> impl Iterator<Item = &str> {
        let unsaid = self.harm.is_empty().then_some(ACCUSED_OF_ANYTHING);
        self.harm.iter().map(String::as_str).chain(unsaid)
    }

    /// What the case needs and was not given, for a pipe, where nobody can be asked.
    fn lacking(&self) -> Failure {
        let needed = match (!self.says_what(), self.place.is_none()) {
            (true, true) => "--harm HARM and --in PLACE are",
            (true, false) => "--harm HARM is",
            _ => "--in PLACE is",
        };
        Failure::Usage(format!(
            "{needed} needed: what was done to the child, and where; --age and --sex make the answer sharper. \
             For example: lacuna protect --harm beating --in punjab --age 10 --sex boy"
        ))
    }

    /// Asks for what is lacking, each question again until its answer makes sense; an empty answer means that it is not known.
    fn asked(&self, corpus: &Corpus, answers: &mut dyn BufRead, told: &mut dyn Write) -> Result<Self, Failure> {
        let mut filled = self.clone();
        let day = day_of(self.on.as_deref())?;
        let mut talk = Talk { answers, told };
        if !filled.says_what() {
            let ask = "What was done to the child? (such as beating, child marriage, begging)";
            filled.harm.push(talk.needed(ask, |said| harm(corpus, said).map(drop))?);
        }
        if filled.place.is_none() {
            let ask = "Where: which province, city or district?";
            filled.place = Some(talk.needed(ask, |said| place_on(corpus, said, day).map(drop))?);
        }
        if filled.age.is_none() {
            let ask = "How old is the child, in completed years? (Enter: not known)";
            filled.age = talk.optional(ask, |said| age(said).map(drop))?;
        }
        if filled.sex.is_none() {
            filled.sex = talk.optional("Girl or boy? (Enter: not known)", |said| sex(said).map(drop))?;
        }
        if filled.setting.is_none() {
            let ask = "In what surroundings: home, school, workplace, online ...? (Enter: not known)";
            filled.setting = talk.optional(ask, |said| word(corpus, Class::Setting, said).map(drop))?;
        }
        Ok(filled)
    }

    /// The case as it is written on a command line.
    fn written(&self) -> String {
        let mut said = String::new();
        let mut put = |name: &str, value: &str| {
            let plain = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
            let value = if plain { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) };
            said.push_str(&format!(" --{name} {value}"));
        };
        self.harm.iter().for_each(|harm| put("harm", harm));
        let rest = [
            ("in", &self.place),
            ("age", &self.age),
            ("sex", &self.sex),
            ("setting", &self.setting),
            ("by", &self.by),
            ("on", &self.on),
        ];
        rest.iter()
            .filter_map(|(name, value)| Some((name, value.as_ref()?)))
            .for_each(|(name, value)| put(name, value));
        match self.non_muslim.as_deref() {
            Some("") => said.push_str(" --non-muslim"),
            Some(community) => said.push_str(&format!(" --non-muslim {community}")),
            None => {}
        }
        if self.accused {
            said.push_str(" --accused");
        }
        said
    }
}

/// A talk with a person: lines in, questions and complaints out.
struct Talk<'t> {
    answers: &'t mut dyn BufRead,
    told: &'t mut dyn Write,
}

impl Talk<'_> {
    /// An answer that must be given.
    fn needed(&mut self, ask: &str, check: impl Fn(&str) -> Result<(), Failure>) -> Result<String, Failure> {
        loop {
            match self.line(ask)? {
                None => return Err(Failure::Usage(format!("nothing was answered to: {ask}"))),
                Some(said) if said.is_empty() => {}
                Some(said) if self.accepts(&said, &check)? => return Ok(said),
                Some(_) => {}
            }
        }
    }

    /// An answer that may be left out.
    fn optional(&mut self, ask: &str, check: impl Fn(&str) -> Result<(), Failure>) -> Result<Option<String>, Failure> {
        loop {
            match self.line(ask)?.filter(|said| !said.is_empty()) {
                None => return Ok(None),
                Some(said) if self.accepts(&said, &check)? => return Ok(Some(said)),
                Some(_) => {}
            }
        }
    }

    fn accepts(&mut self, said: &str, check: impl Fn(&str) -> Result<(), Failure>) -> Result<bool, Failure> {
        match check(said) {
            Ok(()) => Ok(true),
            Err(failure) => {
                writeln!(self.told, "  {failure}")?;
                Ok(false)
            }
        }
    }

    /// Puts a question and reads a line; `None` when there are no more.
    fn line(&mut self, ask: &str) -> Result<Option<String>, Failure> {
        write!(self.told, "{ask} ")?;
        self.told.flush()?;
        let mut said = Vec::new();
        if self.answers.read_until(b'\n', &mut said)? == 0 {
            writeln!(self.told)?;
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&said).trim().to_owned()))
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
        Failure::Usage(format!(
            "`{said}` is not the age of a child: give completed years, such as 12; leave it out where it is not known"
        ))
    })
}

fn sex(said: &str) -> Result<Sex, Failure> {
    match said.to_lowercase().as_str() {
        "girl" | "female" | "f" => Ok(Sex::Female),
        "boy" | "male" | "m" => Ok(Sex::Male),
        _ => Err(Failure::Usage(format!(
            "`{said}` is no sex that these laws speak of: girl or boy; leave it out where it is not known, and both are told"
        ))),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Origin;

    /// What is filled in, and what the person was told, when these lines are answered.
    fn talked(lines: &str) -> (Result<Child, String>, String) {
        let corpus = Corpus::load(Origin::Embedded).expect("the bundled corpus loads");
        let mut told = Vec::new();
        let filled = Child::default().asked(&corpus, &mut lines.as_bytes(), &mut told);
        (filled.map_err(|failure| failure.to_string()), String::from_utf8(told).expect("text"))
    }

    #[test]
    fn each_question_is_asked_once_when_the_answers_make_sense() {
        let (child, told) = talked("beating\npunjab\n10\nboy\nschool\n");
        assert_eq!(
            child.expect("a child").written(),
            " --harm beating --in punjab --age 10 --sex boy --setting school"
        );
        assert_eq!(told.matches('?').count(), 5, "{told}");
    }

    #[test]
    fn a_wrong_answer_is_explained_and_asked_again() {
        let (child, told) =
            talked("sellling a child\nselling a child\nAtlantis\nquetta\n130\ntwelve\n12\nman\ngirl\n\n");
        assert_eq!(child.expect("a child").written(), " --harm 'selling a child' --in quetta --age 12 --sex girl");
        for said in ["no harm is called `sellling a child`; did you mean", "no place is called `Atlantis`"] {
            assert!(told.contains(said), "{said}: {told}");
        }
        for said in ["`130` is not the age of a child", "`twelve` is not", "`man` is no sex"] {
            assert!(told.contains(said), "{said}: {told}");
        }
    }

    #[test]
    fn what_must_be_known_is_asked_until_it_is_said_or_the_person_goes() {
        let (child, told) = talked("\n\nbegging\n\n");
        assert!(child.expect_err("no place").contains("nothing was answered to: Where"));
        assert_eq!(told.matches("What was done").count(), 3, "{told}");
    }

    #[test]
    fn whoever_goes_after_harm_and_place_gets_an_answer_without_age_and_sex() {
        let (child, _) = talked("begging\nlahore\n");
        assert_eq!(child.expect("a child").written(), " --harm begging --in lahore");
    }
}
