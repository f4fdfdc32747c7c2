//! `lacuna loopholes`.

use clap::Args;

use crate::assess::{Assessor, Finding};
use crate::corpus::{Corpus, nearest};
use crate::law::LawIndex;
use crate::loophole::{Finder, Loophole, undermines};
use crate::model::{Class, LoopholePattern, Requirement};
use crate::report::{
    Format, ShownLoophole, loophole_headline, loophole_records, loophole_tables, loopholes_in_full, loopholes_json,
};

use super::asked::Asked;
use super::choose::{When, word};
use super::gaps::StatusArg;
use super::{Done, Failure, Screen};

const LEGEND: &str = "Severity: 3 can undo the protection of life, liberty or body; 2 seriously weakens a protection; 1 weakens it at the edge. \
     A loophole is a ground for review, never a verdict. --why shows the rules. Not legal advice.";

/// Where the law speaks and still lets the child fall
#[derive(Args, Debug)]
#[command(
    after_help = "A topic is a loophole's own. --standard, --sector, --function, --weight, --requirement and --status choose by the requirements it bears on."
)]
pub struct Loopholes {
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    asked: Asked,
    /// Only loopholes that undermine a finding of this status: met is what stands on paper and falls in practice
    #[arg(long, value_name = "STATUS")]
    status: Vec<StatusArg>,
    /// Only loopholes of at least this severity: 3 life, liberty, bodily integrity; 2; 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    severity: Option<u8>,
    /// Only this pattern, such as fine-only-penalty
    #[arg(long, value_name = "ID")]
    pattern: Vec<String>,
    /// In full: the explanation, the rules that matched, the findings undermined, who closed it
    #[arg(long)]
    why: bool,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Exit with code 1 when a loophole that is not accepted has at least this severity
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    fail_on: Option<u8>,
}

impl Loopholes {
    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let day = self.when.day()?;
        let places = self.when.places(corpus, day)?;
        let patterns = self.patterns(corpus)?;
        let topics = self.asked.topic.iter().map(|said| word(corpus, Class::Topic, said));
        let topics = topics.collect::<Result<Vec<_>, _>>()?;
        let asked = Asked { topic: Vec::new(), ..self.asked.clone() }.requirements(corpus)?;
        let index = LawIndex::new(corpus);
        let mut loopholes = Finder::new(&index, day).find(&places, &patterns);
        loopholes.retain(|loophole| topics.is_empty() || loophole.topics.iter().any(|topic| topics.contains(topic)));
        let found_topics: Vec<_> = loopholes.iter().flat_map(|loophole| &loophole.topics).collect();
        let requirements: Vec<&Requirement> = corpus
            .requirements()
            .filter(|requirement| {
                found_topics.contains(&&requirement.topic)
                    || loopholes.iter().any(|loophole| loophole.bears_on.iter().any(|own| own.id == requirement.id))
            })
            .collect();
        let findings = Assessor::new(&index, day).findings(&places, &requirements);
        loopholes.retain(|loophole| self.is_asked(&shown(loophole, &findings), &asked));
        sort(&mut loopholes, &places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>());
        let shown: Vec<ShownLoophole<'_, '_>> = loopholes.iter().map(|loophole| shown(loophole, &findings)).collect();
        let (accepted, open): (Vec<_>, Vec<_>) = shown.into_iter().partition(|shown| shown.loophole.accepted.is_some());
        match self.format {
            Format::Json => {
                let all: Vec<_> = open.iter().chain(&accepted).map(|shown| shown.again()).collect();
                screen.print(&serde_json::to_string_pretty(&loopholes_json(&all, corpus, day)).unwrap_or_default())?;
            }
            Format::Csv => {
                let all: Vec<_> = open.iter().chain(&accepted).map(|shown| shown.again()).collect();
                screen.print_rows(&loophole_records(&all, corpus, day), Format::Csv)?;
            }
            format => {
                self.print(&open, corpus, screen, format)?;
                if !accepted.is_empty() {
                    screen.print("Known and accepted:\n")?;
                    self.print(&accepted, corpus, screen, format)?;
                }
                if self.why {
                    screen.print("")?;
                }
                screen.print_prose(&loophole_headline(&open, accepted.len(), day))?;
                screen.print_prose(&format!("From {}. {LEGEND}", corpus.stamp(day)))?;
            }
        }
        let matched = self.fail_on.is_some_and(|least| open.iter().any(|one| one.loophole.pattern.severity >= least));
        Ok(if matched { Done::Matched } else { Done::Well })
    }

    /// Whether it bears on a requirement that is asked about, and undermines one of its findings of a status that is.
    fn is_asked(&self, shown: &ShownLoophole<'_, '_>, asked: &[&Requirement]) -> bool {
        let is_one = |requirement: &Requirement| asked.iter().any(|asked| asked.id == requirement.id);
        let of_status = |finding: &&Finding<'_>| self.status.iter().any(|status| status.status() == finding.status);
        match (self.asked.narrows(), self.status.is_empty()) {
            (false, true) => true,
            (true, true) => {
                let undermined = shown.undermined.iter().map(|finding| finding.requirement);
                shown.loophole.bears_on.iter().copied().chain(undermined).any(is_one)
            }
            (_, false) => shown.undermined.iter().copied().filter(of_status).any(|finding| is_one(finding.requirement)),
        }
    }

    fn print(
        &self,
        list: &[ShownLoophole<'_, '_>],
        corpus: &Corpus,
        screen: &Screen,
        format: Format,
    ) -> Result<(), Failure> {
        match format {
            _ if list.is_empty() => Ok(()),
            Format::Table if self.why => screen.print_lines(&loopholes_in_full(list, corpus)),
            format => {
                for (heading, rows) in loophole_tables(list, corpus) {
                    let heading = if format == Format::Markdown { format!("### {heading}\n") } else { heading };
                    screen.print(&heading)?;
                    screen.print_rows(&rows, format)?;
                    screen.print("")?;
                }
                Ok(())
            }
        }
    }

    fn patterns<'c>(&self, corpus: &'c Corpus) -> Result<Vec<&'c LoopholePattern>, Failure> {
        for id in &self.pattern {
            if !corpus.loopholes.iter().any(|pattern| pattern.id == *id) {
                let ids = corpus.loopholes.iter().map(|pattern| pattern.id.as_str());
                let near = nearest(id, ids).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                return Err(Failure::Usage(format!("no loophole pattern is called `{id}`{near}")));
            }
        }
        Ok(corpus
            .loopholes
            .iter()
            .filter(|pattern| self.pattern.is_empty() || self.pattern.contains(&pattern.id))
            .filter(|pattern| self.severity.is_none_or(|least| pattern.severity >= least))
            .collect())
    }
}

fn shown<'v, 'c>(loophole: &'v Loophole<'c>, findings: &'v [Finding<'c>]) -> ShownLoophole<'v, 'c> {
    let undermined = findings.iter().filter(|finding| undermines(loophole, finding)).collect();
    ShownLoophole { loophole, undermined }
}

/// Place by place as asked, topic by topic, the worst first: topics by their gravest loopholes, loopholes by severity.
fn sort(loopholes: &mut [Loophole<'_>], places: &[&str]) {
    let weight = |loophole: &Loophole<'_>| 10_usize.pow(u32::from(loophole.pattern.severity) * 2);
    let mut topics: std::collections::HashMap<(String, Option<crate::model::Word>), usize> = Default::default();
    for loophole in loopholes.iter() {
        *topics.entry((loophole.place.id.clone(), loophole.topics.first().cloned())).or_default() += weight(loophole);
    }
    loopholes.sort_by_cached_key(|loophole| {
        let topic = loophole.topics.first().cloned();
        let worst = topics.get(&(loophole.place.id.clone(), topic.clone())).copied().unwrap_or_default();
        let place = places.iter().position(|id| *id == loophole.place.id);
        (place, std::cmp::Reverse(worst), topic, std::cmp::Reverse(loophole.pattern.severity))
    });
}
