//! Citations as lawyers write them: `PPC 82`, `JJSA 2018 s. 6`, `s. 89 Penal Code`, `Article 25A`, `sindh/2013-child-marriages-restraint-act:2(a)`.

use crate::model::{Instrument, Kind, ProvisionRef, Standard, section_within, unhyphened};

use super::section::sections_named;
use super::{Corpus, nearest};

/// What a citation names.
#[derive(Clone, Debug)]
pub struct Cited<'c> {
    /// The instrument.
    pub instrument: &'c Instrument,
    /// The section; absent for the whole.
    pub section: Option<String>,
}

/// Why a citation names nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CitationError {
    /// No instrument goes by that name.
    #[error("no law goes by the name `{name}`{}", .near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Instrument {
        /// The name asked for.
        name: String,
        /// The nearest name.
        near: Option<String>,
    },
    /// Several do.
    #[error("`{name}` could be {}", .found.join(", or "))]
    Ambiguous {
        /// The name asked for.
        name: String,
        /// The ids it could be.
        found: Vec<String>,
    },
    /// The instrument has no such section.
    #[error("{title} has no section `{section}` here; it has {}", .known.join(", "))]
    Section {
        /// The instrument.
        title: String,
        /// The section asked for.
        section: String,
        /// Its sections.
        known: Vec<String>,
    },
}

impl Corpus {
    /// What a citation names.
    ///
    /// # Errors
    /// When it names nothing, or more than one thing.
    pub fn cite(&self, text: &str) -> Result<Cited<'_>, CitationError> {
        let text = text.trim();
        if text.contains('/') {
            let target = ProvisionRef::parse(text);
            if let Some(instrument) = self.instrument(&target.instrument) {
                return with_section(instrument, target.section);
            }
            return Err(self.nothing(target.instrument.as_str()));
        }
        let tokens: Vec<String> = text.replace(',', " ").split_whitespace().map(str::to_owned).collect();
        let mut best: Option<(usize, Vec<&Instrument>, Option<String>)> = None;
        for (name, section) in splits(&tokens) {
            let found = self.named(&name);
            // The longest name that is known wins: "JJSA 2018" before "JJSA".
            if !found.is_empty() && best.as_ref().is_none_or(|(length, ..)| name.len() > *length) {
                best = Some((name.len(), found, section));
            }
        }
        match best {
            Some((_, found, section)) if found.len() == 1 => with_section(found[0], section),
            Some((_, found, _)) => Err(CitationError::Ambiguous {
                name: text.to_owned(),
                found: found.iter().map(|instrument| instrument.id.to_string()).collect(),
            }),
            None => Err(self.nothing(text)),
        }
    }

    /// The standard, and article of it, that a citation names: `crc:19`, `CRC 19`, `Article 19 CRC`, `ilo-138`.
    pub fn cite_standard(&self, text: &str) -> Option<(&Standard, Option<String>)> {
        let find = |name: &str| {
            let is = |other: &str| plain(other) == plain(name);
            self.standards.iter().find(|standard| {
                [&standard.id, &standard.short, &standard.title]
                    .into_iter()
                    .chain(&standard.aliases)
                    .any(|name| is(name))
            })
        };
        if let Some((name, article)) = text.split_once(':')
            && let Some(standard) = find(name)
        {
            return Some((standard, Some(article.trim().to_owned())));
        }
        let tokens: Vec<String> = text.replace(',', " ").split_whitespace().map(str::to_owned).collect();
        let mut ways = splits(&tokens);
        ways.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        ways.into_iter().find_map(|(name, article)| find(&name).map(|standard| (standard, article)))
    }

    fn named(&self, name: &str) -> Vec<&Instrument> {
        let name = plain(name);
        let is = |other: &str| plain(other) == name;
        let exact: Vec<&Instrument> = self
            .instruments
            .iter()
            .filter(|instrument| {
                is(&instrument.title)
                    || is(instrument.short_title())
                    || instrument.citation.as_deref().is_some_and(is)
                    || instrument.aliases.iter().any(|alias| is(alias))
                    || (instrument.kind == Kind::Constitution && (name == "article" || name == "art"))
            })
            .collect();
        if !exact.is_empty() || name.len() < 8 {
            return exact;
        }
        self.instruments.iter().filter(|instrument| plain(&instrument.title).contains(&name)).collect()
    }

    fn nothing(&self, name: &str) -> CitationError {
        let names = self.instruments.iter().flat_map(|instrument| {
            instrument.aliases.iter().map(String::as_str).chain([instrument.short_title(), instrument.id.as_str()])
        });
        // The name without its section: "PCC 82" is meant for "PPC".
        let without_section = name.rsplit_once(' ').map_or(name, |(name, _)| name);
        let near = nearest(name, names.clone()).or_else(|| nearest(without_section, names)).map(str::to_owned);
        CitationError::Instrument { name: name.to_owned(), near }
    }
}

/// Letters and digits only, in small letters: "Child Marriage Restraint Act, 1929" and "child marriage restraint act 1929" are one.
pub fn plain(name: &str) -> String {
    let words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "the" && *word != "of")
        .map(str::to_owned)
        .collect();
    words.join(" ")
}

/// Whether a token stands before the number of a section: `s.`, `Article`, `rule`.
pub fn is_section_word(token: &str) -> bool {
    matches!(
        token.to_lowercase().trim_end_matches('.'),
        "s" | "ss"
            | "sec"
            | "section"
            | "sections"
            | "u/s"
            | "dafa"
            | "dafaa"
            | "article"
            | "articles"
            | "art"
            | "arts"
            | "r"
            | "rule"
            | "para"
            | "paras"
            | "paragraph"
            | "paragraphs"
    )
}

/// Every way to cut a citation into a name and a section: the section last, or first after "s.".
fn splits(tokens: &[String]) -> Vec<(String, Option<String>)> {
    let mut ways = vec![(tokens.join(" "), None)];
    for at in 1..tokens.len() {
        let (name, rest) = tokens.split_at(at);
        let rest: Vec<&String> = rest.iter().skip_while(|token| is_section_word(token)).collect();
        let name: Vec<&String> = name.iter().collect();
        if !rest.is_empty() && !name.iter().all(|token| is_section_word(token)) {
            ways.push((words(&name), Some(words(&rest))));
        }
        if is_section_word(&tokens[0]) && at > 1 {
            let name: Vec<&String> = tokens[at..].iter().collect();
            ways.push((words(&name), Some(tokens[1..at].join(" "))));
        }
    }
    if let ([word, section], true) =
        (tokens, tokens.first().is_some_and(|token| token.to_lowercase().starts_with("art")))
    {
        ways.push((word.clone(), Some(section.clone())));
    }
    ways
}

fn words(tokens: &[&String]) -> String {
    tokens.iter().map(|token| token.as_str()).collect::<Vec<_>>().join(" ")
}

fn with_section(instrument: &Instrument, section: Option<String>) -> Result<Cited<'_>, CitationError> {
    let Some(section) = section else {
        return Ok(Cited { instrument, section: None });
    };
    let known = |wanted: &str| instrument.provisions.iter().any(|provision| section_within(&provision.section, wanted));
    if known(&section) {
        return Ok(Cited { instrument, section: Some(section) });
    }
    // Commas and spaces are lost on the way here: "299(a),(i)" is 299(a) (i).
    let bare = |text: &str| text.replace([' ', ','], "").to_lowercase();
    if let Some(provision) = instrument.provisions.iter().find(|provision| bare(&provision.section) == bare(&section)) {
        return Ok(Cited { instrument, section: Some(provision.section.clone()) });
    }
    // A subsection of a section that is held whole: 82(1) of 82.
    let whole = instrument.provisions.iter().find(|provision| section_within(&section, &provision.section));
    if let Some(provision) = whole {
        return Ok(Cited { instrument, section: Some(provision.section.clone()) });
    }
    // One of several that are held together: 21-G of "12, 21-G".
    let wanted = unhyphened(&section.to_lowercase());
    if let Some(provision) =
        instrument.provisions.iter().find(|provision| sections_named(&provision.section).contains(&wanted))
    {
        return Ok(Cited { instrument, section: Some(provision.section.clone()) });
    }
    let mut sections: Vec<String> = instrument.provisions.iter().map(|provision| provision.section.clone()).collect();
    sections.dedup();
    Err(CitationError::Section { title: instrument.short_title().to_owned(), section, known: sections })
}

#[cfg(test)]
mod tests {
    use crate::corpus::{Corpus, Origin};

    #[test]
    fn a_section_is_found_however_it_is_written_and_though_it_is_held_with_others() {
        let corpus = Corpus::load(Origin::Embedded).expect("the bundled corpus loads");
        for (said, held) in [
            ("CrPC 249-A", "249-A"),
            ("CrPC 382B", "382B"),
            ("PPC 377-A", "377-A"),
            ("ATA 21G", "12, 21-G"),
            ("PPC 292C", "292B, 292C"),
            ("PPC 82(1)", "82"),
        ] {
            let cited = corpus.cite(said).unwrap_or_else(|error| panic!("{said}: {error}"));
            assert_eq!(cited.section.as_deref(), Some(held), "{said}");
        }
        // 361-A would be a section of its own, and no part of 361.
        assert!(corpus.cite("PPC 9999").is_err() && corpus.cite("PPC 361-A").is_err());
    }
}
