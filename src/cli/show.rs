//! `lacuna show`.

use clap::Args;

use crate::assess::Assessor;
use crate::corpus::Corpus;
use crate::law::{LawInForce, LawIndex};
use crate::model::{Institution, Standard, section_within};
use crate::report::{
    Format, Rows, Shown, ShownArticle, article_json, article_text, institution_json, institution_text, resting_on,
    show_json, show_text, standing_rows,
};

use super::choose::When;
use super::{Done, Failure, Screen};

/// A law or a section in full
#[derive(Args, Debug)]
pub struct Show {
    /// A citation: "PPC 82", "JJSA 2018 s. 6", sindh/2013-child-marriages-restraint-act:2(a), crc:19
    #[arg(required = true, num_args = 1..)]
    citation: Vec<String>,
    #[command(flatten)]
    when: When,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Show {
    /// The command as if it had been typed: a citation, on a day.
    pub fn of(citation: String, as_of: Option<String>, format: Format) -> Self {
        Self { citation: vec![citation], when: When { places: Vec::new(), as_of }, format }
    }

    /// Runs the command.
    pub fn run(&self, corpus: &Corpus, screen: &Screen) -> Result<Done, Failure> {
        let day = self.when.day()?;
        let places = self.when.places(corpus, day)?;
        let text = self.citation.join(" ");
        if let Some((standard, article)) = corpus.cite_standard(&text) {
            return self.article(corpus, screen, standard, article);
        }
        if let Some(institution) = corpus.institution(&text) {
            return self.institution(corpus, screen, institution);
        }
        let cited = match corpus.cite(&text) {
            Ok(cited) => cited,
            Err(error) => match corpus.institution_like(&text) {
                Some(institution) => return self.institution(corpus, screen, institution),
                None => return Err(error.into()),
            },
        };
        let index = LawIndex::new(corpus);
        let laws: Vec<LawInForce<'_>> = places.iter().map(|place| LawInForce::of(&index, place, day)).collect();
        let requirements: Vec<_> = corpus.requirements().collect();
        let findings = Assessor::new(&index, day).findings(&places, &requirements);
        let rests = |instrument: &str, section: &str| {
            instrument == cited.instrument.id.as_str()
                && cited.section.as_ref().is_none_or(|asked| section_within(section, asked))
        };
        let resting = findings
            .iter()
            .filter(|finding| {
                finding.evidence().iter().any(|evidence| rests(evidence.instrument.as_str(), &evidence.section))
            })
            .collect();
        let shown =
            Shown { instrument: cited.instrument, section: cited.section.clone(), day, laws: &laws, findings: resting };
        match self.format {
            Format::Table => screen.print_lines(&show_text(&shown, corpus))?,
            Format::Json => {
                screen.print(&serde_json::to_string_pretty(&show_json(&shown, corpus)).unwrap_or_default())?
            }
            format => {
                let mut rows = Rows::new(&["Section", "Heading", "Version", "Summary", "Sure"]);
                for provision in &cited.instrument.provisions {
                    if cited.section.as_ref().is_none_or(|asked| section_within(&provision.section, asked)) {
                        rows.push(vec![
                            cited.instrument.cite(&provision.section),
                            provision.heading.clone(),
                            provision.interval.to_string(),
                            provision.summary.clone(),
                            provision.verified.id().to_owned(),
                        ]);
                    }
                }
                screen.print_rows(&rows.stamped(format, Some(day), corpus), format)?;
            }
        }
        Ok(Done::Well)
    }

    /// A body or service: what it is, its life, and how it stands on the day.
    fn institution(&self, corpus: &Corpus, screen: &Screen, institution: &Institution) -> Result<Done, Failure> {
        let day = self.when.day()?;
        match self.format {
            Format::Json => {
                let object = institution_json(institution, corpus, day);
                screen.print(&serde_json::to_string_pretty(&object).unwrap_or_default())?;
            }
            _ => screen.print_lines(&institution_text(institution, corpus, day))?,
        }
        Ok(Done::Well)
    }

    /// An article of a standard, what rests on it, and how each place stands.
    fn article(
        &self,
        corpus: &Corpus,
        screen: &Screen,
        standard: &Standard,
        article: Option<String>,
    ) -> Result<Done, Failure> {
        let day = self.when.day()?;
        let places = self.when.places(corpus, day)?;
        let requirements = resting_on(corpus, standard, article.as_deref());
        if let Some(article) = &article
            && requirements.is_empty()
            && !standard.articles.iter().any(|own| section_within(&own.article, article))
        {
            let known: Vec<&str> = standard.articles.iter().map(|own| own.article.as_str()).collect();
            let message = format!("{} has no article {article} here; it has {}", standard.short, known.join(", "));
            return Err(Failure::Usage(message));
        }
        let index = LawIndex::new(corpus);
        let findings = Assessor::new(&index, day).findings(&places, &requirements);
        let standard = corpus.standard(&standard.id).unwrap_or(standard);
        let shown = ShownArticle { standard, article, day, findings: &findings };
        match self.format {
            Format::Json => {
                screen.print(&serde_json::to_string_pretty(&article_json(&shown, corpus)).unwrap_or_default())?
            }
            Format::Csv => screen.print_rows(&standing_rows(&shown), Format::Csv)?,
            format => {
                screen.print_lines(&article_text(&shown, corpus))?;
                if !findings.is_empty() {
                    screen.print("")?;
                    screen.print_rows(&standing_rows(&shown), format)?;
                }
            }
        }
        Ok(Done::Well)
    }
}
