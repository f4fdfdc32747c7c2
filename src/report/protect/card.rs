//! The card: the answer on one A4 page, to be printed and carried.

use crate::corpus::Corpus;
use crate::model::Force;
use crate::protect::{Closeness, Crime, Part, Protection, Trap};

use super::super::findings::shown_status;
use super::crime::{name, prosecution_line};
use super::view::{case_line, foot, sure};

/// Letters in a line and lines on a page of A4 at ten points, margins left.
const LINE: usize = 95;
const PAGE: usize = 60;

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
const ROOMS: [Room; 4] = [
    Room { sentence: 150, calls: 4, crimes: 4, rights: 4, care: 3, traps: 4 },
    Room { sentence: 120, calls: 4, crimes: 4, rights: 3, care: 2, traps: 3 },
    Room { sentence: 100, calls: 3, crimes: 3, rights: 2, care: 2, traps: 2 },
    Room { sentence: 75, calls: 3, crimes: 2, rights: 2, care: 1, traps: 2 },
];

/// The card in Markdown: plain words first, citation after; a single harm fits one A4 page.
pub fn card(protection: &Protection<'_>, corpus: &Corpus) -> String {
    let fits = |card: &String| {
        let lines = card.lines().filter(|line| !line.is_empty());
        lines.map(|line| line.chars().count().div_ceil(LINE)).sum::<usize>() <= PAGE
    };
    let [first, rest @ ..] = ROOMS;
    let mut made = card_of(protection, corpus, first);
    for room in rest {
        if fits(&made) {
            break;
        }
        made = card_of(protection, corpus, room);
    }
    made
}

fn card_of(protection: &Protection<'_>, corpus: &Corpus, room: Room) -> String {
    let words = &corpus.words;
    let mut said = vec![format!("# {}", case_line(protection, words)), String::new()];
    let mut part = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            said.push(format!("**{title}**"));
            said.push(String::new());
            said.extend(lines.into_iter().map(|line| format!("- {line}")));
            said.push(String::new());
        }
    };
    let calls = protection.to_call.iter().take(room.calls).map(|body| {
        let contact = body.institution.contact.as_ref().map(|contact| format!("**{contact}** ")).unwrap_or_default();
        format!("{contact}{} ({})", body.institution.name, sure(body.verified()))
    });
    part("Call now", calls.collect());
    let duties = protection.part(Part::Duty).filter(|owed| owed.force != Some(Force::May)).take(2);
    part(
        "Bound to act",
        duties.map(|owed| line(room, &owed.says.join("; "), &owed.citation(), owed.verified.id())).collect(),
    );
    let crimes = main_crimes(protection);
    let title = if protection.case.accused { "What the law makes of it" } else { "What was done, in law" };
    part(title, crimes.iter().take(room.crimes).map(|crime| crime_line(crime, corpus)).collect());
    let misses = protection.not_fitting().take(1).map(|crime| {
        let why = crime.fit.against.first().map(|(_, reason)| reason.as_str()).unwrap_or_default();
        line(room, &format!("{}: {why}", name(crime, words)), &crime.citation(), crime.verified.id())
    });
    part("Does not fit", misses.collect());
    let owed = |wanted: Part, most: usize| -> Vec<String> {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        protection
            .part(wanted)
            .take(most)
            .map(|owed| {
                line(
                    room,
                    &format!("{}: {}", owed.provision.heading, plain(&owed.provision.summary)),
                    &owed.citation(),
                    owed.verified.id(),
                )
            })
            .collect()
    };
    let victim = if protection.case.accused { 0 } else { room.rights };
    part("The child's rights in the case", owed(Part::Victim, victim));
    let accused = match (protection.case.accused, protection.may_be_accused) {
        (true, _) => room.rights * 2 + 1,
        (false, true) => room.rights,
        (false, false) => 1,
    };
    part("If the child is accused", owed(Part::Accused, accused));
    part("Care and recovery", owed(Part::Care, room.care));
    part("Beware", traps(protection, room));
    said.push(format!("<small>{}</small>", foot(corpus, protection)));
    said.join("\n")
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

fn crime_line(crime: &Crime<'_>, corpus: &Corpus) -> String {
    let words = &corpus.words;
    let penalty = match (crime.punished, crime.penalties.is_empty()) {
        (false, _) => "forbidden, no penalty in this section".to_owned(),
        (true, true) => "penalty not stated".to_owned(),
        (true, false) => crime.penalties.join("; "),
    };
    let handled = if crime.punished { format!(". {}", prosecution_line(crime, words)) } else { String::new() };
    let depends = crime.fit.depends.first().map(|condition| format!(". Depends: {condition}")).unwrap_or_default();
    let by = crime.fit.done_by.first().map(|who| format!("; done by: {who}")).unwrap_or_default();
    format!(
        "**{}** (protects {}{by}): {penalty}{handled}{depends} - *{}, {}*",
        name(crime, words),
        crime.protects,
        crime.citation(),
        crime.verified.id()
    )
}

fn traps(protection: &Protection<'_>, room: Room) -> Vec<String> {
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
        lines.push(line(room, &beware.says, citation, sure(beware.verified)));
    }
    lines.extend(protection.findings.iter().take(2).map(|finding| {
        let asked = format!("The standards ask: {} Here: {}", finding.requirement.text.trim(), shown_status(finding));
        line(
            room,
            &asked,
            &format!("{} {}", finding.requirement.standard, finding.requirement.article),
            sure(finding.confidence),
        )
    }));
    lines
}

/// A line of the card: plain words, cut at the end of a word, then citation and certainty.
fn line(room: Room, plain: &str, citation: &str, sure: &str) -> String {
    let plain = shortened(plain, room.sentence);
    match citation {
        "" => plain,
        citation => format!("{plain} - *{citation}, {sure}*"),
    }
}

fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text.trim_end_matches('.').to_owned();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        if kept.chars().count() + word.chars().count() + 1 > most {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    format!("{} ...", kept.trim_end_matches([',', ';', ':', '.']))
}
