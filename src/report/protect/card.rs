//! The card: the answer on one A4 page, to be printed and carried.

use serde::Serialize;

use crate::corpus::Corpus;
use crate::protect::{Closeness, Crime, Part, Protection, Trap};

use super::super::findings::shown_status;
use super::accused::{done_title, outgrown};
use super::crime::{capital, name, penalty, prosecution_line};
use super::view::{case_line, foot, misfit, state_in_short, sure};

/// How much goes on one page of A4.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    /// Letters in a line.
    line: usize,
    /// Lines on the page.
    page: usize,
}

impl Paper {
    /// At ten points, as a viewer of Markdown prints, margins left.
    pub const PLAIN: Paper = Paper { line: 95, page: 60 };
    /// At the size and margins of the report.
    pub const REPORT: Paper = Paper { line: 100, page: 62 };
}

/// How much one card says: the longest sentence in letters, and lines of each part.
#[derive(Clone, Copy)]
struct Room {
    sentence: usize,
    calls: usize,
    crimes: usize,
    rights: usize,
    care: usize,
    traps: usize,
}

/// From roomy to narrow: the first that fits the page is taken.
const ROOMS: [Room; 5] = [
    Room { sentence: 230, calls: 5, crimes: 5, rights: 4, care: 3, traps: 4 },
    Room { sentence: 150, calls: 4, crimes: 4, rights: 4, care: 3, traps: 4 },
    Room { sentence: 120, calls: 4, crimes: 4, rights: 3, care: 2, traps: 3 },
    Room { sentence: 100, calls: 3, crimes: 3, rights: 2, care: 2, traps: 2 },
    Room { sentence: 75, calls: 3, crimes: 2, rights: 2, care: 1, traps: 2 },
];

/// The least room for a heading and the sentence after it: a heading alone says little.
const HEADED: usize = 170;

/// One thing on the card: what stands out, plain words, then where it stands and how sure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardLine {
    /// What stands out: a number to call, the name of an offence; empty where nothing does.
    pub strong: String,
    /// In plain words.
    pub says: String,
    /// Citation and certainty; empty where they are within the words.
    pub source: String,
}

/// A part of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardPart {
    /// Its title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<CardLine>,
}

/// The card of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The case in a line.
    pub title: String,
    /// Its parts, in the order in which they are needed.
    pub parts: Vec<CardPart>,
    /// What stands once at the end: day, corpus, how sure, not legal advice.
    pub foot: String,
}

impl Card {
    /// The card in Markdown.
    pub fn markdown(&self) -> String {
        let mut said = vec![format!("# {}", self.title), String::new()];
        for part in &self.parts {
            said.extend([format!("**{}**", part.title), String::new()]);
            said.extend(part.lines.iter().map(|line| format!("- {}", line.markdown())));
            said.push(String::new());
        }
        said.push(format!("<small>{}</small>", self.foot));
        said.join("\n")
    }

    /// Whether it fits one page.
    fn fits(&self, paper: Paper) -> bool {
        let text = self.markdown();
        let lines = text.lines().filter(|line| !line.is_empty());
        lines.map(|line| line.chars().count().div_ceil(paper.line)).sum::<usize>() <= paper.page
    }
}

impl CardLine {
    fn markdown(&self) -> String {
        let strong = if self.strong.is_empty() { String::new() } else { format!("**{}** ", self.strong) };
        let source = if self.source.is_empty() { String::new() } else { format!(" - *{}*", self.source) };
        format!("{strong}{}{source}", self.says)
    }
}

/// The card: plain words first, citation after; a single harm fits one A4 page.
pub fn card(protection: &Protection<'_>, corpus: &Corpus, paper: Paper) -> Card {
    let [first, rest @ ..] = ROOMS;
    let mut made = card_of(protection, corpus, first);
    for room in rest {
        if made.fits(paper) {
            break;
        }
        made = card_of(protection, corpus, room);
    }
    made
}

fn card_of(protection: &Protection<'_>, corpus: &Corpus, room: Room) -> Card {
    let words = &corpus.words;
    let mut parts = Vec::new();
    let mut part = |title: &str, lines: Vec<CardLine>| {
        if !lines.is_empty() {
            parts.push(CardPart { title: title.to_owned(), lines });
        }
    };
    let calls = protection.to_call.iter().take(room.calls).map(|body| CardLine {
        strong: body.institution.contact.clone().unwrap_or_default(),
        says: format!("{}: {} ({})", body.institution.name, state_in_short(body), sure(body.verified())),
        source: String::new(),
    });
    part("Call now", calls.collect());
    let duties = protection.part(Part::Duty).take(2);
    part(
        "Bound to act",
        duties.map(|owed| line(room, &capital(&owed.says.join("; ")), &owed.citation(), owed.verified.id())).collect(),
    );
    let crimes = main_crimes(protection);
    let told = crimes.iter().take(room.crimes).map(|crime| crime_line(crime, corpus)).collect::<Vec<_>>();
    let accused = accused_lines(protection, room);
    if protection.case.accused {
        part(accused_title(protection), accused.clone());
    }
    match told.is_empty() && !protection.is_open() {
        true => part(
            done_title(protection),
            vec![line(
                room,
                "No offence or ban in force was found that reaches this child. That is no proof that there is none",
                "",
                "",
            )],
        ),
        false => part(done_title(protection), told),
    }
    let misses = protection.not_fitting().take(1).map(|crime| {
        let why = crime.fit.against.first().map(|(_, reason)| reason.as_str()).unwrap_or_default();
        line(room, &format!("{}: {why}", misfit(protection, crime, words)), &crime.citation(), crime.verified.id())
    });
    part("Does not fit", misses.collect());
    let victim = if protection.case.accused { 0 } else { room.rights };
    part("The child's rights in the case", owed_lines(protection, room, Part::Victim, victim));
    if !protection.case.accused {
        part(accused_title(protection), accused);
    }
    part("Care and recovery", owed_lines(protection, room, Part::Care, room.care));
    part("Beware", traps(protection, room));
    Card { title: case_line(protection, words), parts, foot: foot(corpus, protection) }
}

fn accused_title(protection: &Protection<'_>) -> &'static str {
    match (&protection.grown, protection.case.accused) {
        (Some(_), _) => "The accused is no child in law",
        (None, true) => "The child is accused: its rights",
        (None, false) => "If the child is accused",
    }
}

fn accused_lines(protection: &Protection<'_>, room: Room) -> Vec<CardLine> {
    let most = match (protection.case.accused, protection.may_be_accused) {
        (true, _) => room.rights * 2 + 1,
        (false, true) => room.rights,
        (false, false) => 1,
    };
    let outgrown = outgrown(protection).map(|says| CardLine { strong: String::new(), says, source: String::new() });
    outgrown.into_iter().chain(owed_lines(protection, room, Part::Accused, most)).collect()
}

fn owed_lines(protection: &Protection<'_>, room: Room, wanted: Part, most: usize) -> Vec<CardLine> {
    let told = protection.part(wanted).take(most).map(|owed| {
        let (heading, summary) = (&owed.provision.heading, &owed.provision.summary);
        let wide = Room { sentence: room.sentence.max(HEADED), ..room };
        line(wide, &format!("{heading}. {summary}"), &owed.citation(), owed.verified.id())
    });
    told.collect()
}

/// The crimes of the card: those on the harm before those that are only related.
fn main_crimes<'p, 'c>(protection: &'p Protection<'c>) -> Vec<&'p Crime<'c>> {
    let mut found: Vec<&Crime<'c>> = Vec::new();
    for crime in protection.reaching() {
        if !found.iter().any(|other| std::ptr::eq(other.provision, crime.provision)) {
            found.push(crime);
        }
    }
    found.sort_by_key(|crime| crime.closeness == Closeness::Near);
    found
}

fn crime_line(crime: &Crime<'_>, corpus: &Corpus) -> CardLine {
    let words = &corpus.words;
    let penalty = penalty(crime).unwrap_or_else(|| "forbidden, no penalty in this section".to_owned());
    let handled = if crime.punished { format!(". {}", prosecution_line(crime, words)) } else { String::new() };
    let depends = crime.fit.depends.first().map(|condition| format!(". Depends: {condition}")).unwrap_or_default();
    let by = crime.fit.done_by.first().map(|who| format!("; done by: {who}")).unwrap_or_default();
    CardLine {
        strong: name(crime, words),
        says: format!("(protects {}{by}): {penalty}{handled}{depends}", crime.protects),
        source: format!("{}, {}", crime.citation(), crime.verified.id()),
    }
}

fn traps(protection: &Protection<'_>, room: Room) -> Vec<CardLine> {
    let mut kinds: Vec<Trap> = Vec::new();
    let mut lines = Vec::new();
    // One of each kind before a second of any.
    let (first, rest): (Vec<_>, Vec<_>) = protection.beware.iter().partition(|beware| {
        let new = !kinds.contains(&beware.trap);
        kinds.push(beware.trap);
        new
    });
    for beware in first.into_iter().chain(rest).take(room.traps) {
        let citation = beware.citations.first().map_or("", String::as_str);
        lines.push(line(room, &capital(&beware.says), citation, sure(beware.verified)));
    }
    lines.extend(protection.findings.iter().take(2).map(|finding| {
        let asked =
            format!("Here {}, where the standards ask: {}", shown_status(finding), finding.requirement.text.trim());
        line(
            room,
            &asked,
            &format!("{} {}", finding.requirement.standard, finding.requirement.article),
            sure(finding.confidence),
        )
    }));
    lines
}

/// A line of the card: plain words, as many whole sentences as there is room for, then citation and certainty.
fn line(room: Room, plain: &str, citation: &str, sure: &str) -> CardLine {
    let source = if citation.is_empty() { String::new() } else { format!("{citation}, {sure}") };
    CardLine { strong: String::new(), says: shortened(plain, room.sentence), source }
}

/// The first sentences of a text: as many as there is room for and one at the least. Half a sentence on paper can say the contrary of the whole.
fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = text.match_indices(". ").map(|(at, _)| at).filter(|at| !is_abbreviation(&text[..*at]));
    let mut kept = None;
    for end in ends.chain([text.trim_end_matches('.').len()]) {
        if kept.is_some() && text[..end].chars().count() > most {
            break;
        }
        kept = Some(end);
    }
    text[..kept.unwrap_or(text.len())].to_owned()
}

/// Whether a full stop here ends a word that is cut short, such as "s. 3", rather than a sentence.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    word.len() <= 3 && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '.')
}
