//! The filters that say which requirements are asked about.

use clap::Args;

use crate::corpus::{Corpus, nearest};
use crate::model::{Class, Requirement, Word};

use super::Failure;
use super::choose::word;

/// Which requirements.
#[derive(Args, Debug, Clone, Default)]
pub struct Asked {
    /// A topic, such as child-marriage; may be given several times
    #[arg(long, value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// A standard, such as crc: requirements that it asks for, alone or beside others
    #[arg(long, value_name = "STANDARD")]
    pub standard: Vec<String>,
    /// A sector, such as justice
    #[arg(long, value_name = "SECTOR")]
    pub sector: Vec<String>,
    /// A function: prevent, respond, mitigate, curb or govern
    #[arg(long, value_name = "FUNCTION")]
    pub function: Vec<String>,
    /// Only requirements of at least this weight: 3 life, liberty, bodily integrity; 2; 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub weight: Option<u8>,
    /// Only this requirement
    #[arg(long, value_name = "ID")]
    pub requirement: Vec<String>,
}

impl Asked {
    /// Whether it asks for anything but topics.
    pub fn narrows(&self) -> bool {
        let lists = [&self.standard, &self.sector, &self.function, &self.requirement];
        self.weight.is_some() || lists.iter().any(|list| !list.is_empty())
    }

    /// The requirements, in the order of the corpus.
    ///
    /// # Errors
    /// When a topic, sector, function, standard or requirement is unknown; the nearest is named.
    pub fn requirements<'c>(&self, corpus: &'c Corpus) -> Result<Vec<&'c Requirement>, Failure> {
        let words =
            |class, said: &[String]| said.iter().map(|said| word(corpus, class, said)).collect::<Result<Vec<_>, _>>();
        let topics = words(Class::Topic, &self.topic)?;
        let sectors = words(Class::Sector, &self.sector)?;
        let functions = words(Class::Function, &self.function)?;
        for standard in &self.standard {
            let named = corpus.requirements().any(|requirement| requirement.answers(standard));
            if corpus.standard(standard).is_none() && !named {
                let ids = corpus.standards.iter().map(|standard| standard.id.as_str());
                return Err(unknown("standard", standard, ids));
            }
        }
        for id in &self.requirement {
            if !corpus.requirements().any(|requirement| requirement.id == *id) {
                return Err(unknown("requirement", id, corpus.requirements().map(|requirement| &*requirement.id)));
            }
        }
        let any = |list: &[Word], word: &Word| list.is_empty() || list.contains(word);
        Ok(corpus
            .requirements()
            .filter(|requirement| any(&topics, &requirement.topic))
            .filter(|requirement| any(&sectors, &requirement.sector))
            .filter(|requirement| any(&functions, &requirement.function))
            .filter(|requirement| {
                self.standard.is_empty() || self.standard.iter().any(|standard| requirement.answers(standard))
            })
            .filter(|requirement| self.requirement.is_empty() || self.requirement.contains(&requirement.id))
            .filter(|requirement| self.weight.is_none_or(|weight| requirement.weight >= weight))
            .collect())
    }
}

/// What is said of a name that nothing goes by: the nearest one, or the known ones where they are few.
fn unknown<'n>(kind: &str, said: &str, known: impl Iterator<Item = &'n str>) -> Failure {
    let known: Vec<&str> = known.collect();
    let near = nearest(&said.to_lowercase(), known.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| match known.len() {
        0..=40 => format!("; known: {}", known.join(", ")),
        _ => format!("; `lacuna list {kind}s` names them"),
    });
    Failure::Usage(format!("no {kind} is called `{said}`{help}"))
}
