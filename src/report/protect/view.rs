//! The answer to a case as sections of items: one shape behind the screen, the card and the page.

use crate::corpus::Corpus;
use crate::model::{Force, Verified, Vocabulary};
use crate::protect::{Beware, BodyOnDay, Crime, Faith, NotInForce, Owed, Part, Protection, Trap, state_said};

use super::super::why::reason;
use super::accused::{accused_section, done_title};
use super::crime::{against, brief_crime, capital, crimes_item, name, sourced};

/// One thing told: plain words first, then details, then where it stands and how sure.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// What a reader needs first.
    pub lead: String,
    /// The rest, a line each.
    pub lines: Vec<String>,
    /// Citation and certainty.
    pub source: String,
}

/// A part of the answer.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// What stands before its items.
    pub intro: Option<String>,
    /// Its items.
    pub items: Vec<Item>,
    /// How many more there are.
    pub more: usize,
}

/// The whole answer.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// "A boy of 12, child labour, Balochistan, law of 2026-11-24".
    pub title: String,
    /// Its sections, in the order in which they are needed.
    pub sections: Vec<Section>,
    /// What stands once at the end.
    pub foot: String,
}

/// How much of each part is shown.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bodies to call.
    pub to_call: usize,
    /// Duties.
    pub duties: usize,
    /// Crimes that reach the child.
    pub crimes: usize,
    /// How many of them are told in full; the others in a line.
    pub in_full: usize,
    /// Crimes that do not.
    pub not_fitting: usize,
    /// Rights in procedure.
    pub rights: usize,
    /// Care.
    pub care: usize,
    /// Traps, of each kind.
    pub beware: usize,
    /// Findings.
    pub findings: usize,
    /// Whether bodies and duties are told in a line.
    pub brief: bool,
}

impl Limits {
    /// What comes first: the first screen says whom to call, who must act, and the gravest offence that fits.
    pub const SCREEN: Limits = Limits {
        to_call: 3,
        duties: 3,
        crimes: 8,
        in_full: 3,
        not_fitting: 3,
        rights: 4,
        care: 3,
        beware: 2,
        findings: 3,
        brief: true,
    };
    /// Everything.
    pub const ALL: Limits = Limits {
        to_call: usize::MAX,
        duties: usize::MAX,
        crimes: usize::MAX,
        in_full: usize::MAX,
        not_fitting: usize::MAX,
        rights: usize::MAX,
        care: usize::MAX,
        beware: usize::MAX,
        findings: usize::MAX,
        brief: false,
    };
}

/// The foot of every form of the answer.
pub fn foot(corpus: &Corpus, protection: &Protection<'_>) -> String {
    format!(
        "Law of {} on {}, {}. Sure: text = the law's own words were seen; secondary = a named source says so; recalled = general knowledge. Not legal advice.",
        protection.case.place.name,
        protection.case.day,
        corpus.stamp(protection.case.day)
    )
}

/// The case in a line: "Girl, 15: child marriage. Sindh, 2026-11-25."
pub fn case_line(protection: &Protection<'_>, words: &Vocabulary) -> String {
    let case = &protection.case;
    let who = match (case.sex, &protection.grown) {
        (Some(crate::model::Sex::Female), None) => "Girl",
        (Some(crate::model::Sex::Male), None) => "Boy",
        (None, None) => "Child (boy or girl not said)",
        (Some(crate::model::Sex::Female), Some(_)) => "Woman",
        (Some(crate::model::Sex::Male), Some(_)) => "Man",
        (None, Some(_)) => "Adult (man or woman not said)",
    };
    let age = case.age.map_or_else(|| "age not said".to_owned(), |age| age.to_string());
    let harms: Vec<&str> = case.harms.iter().map(|harm| harm.label.as_str()).collect();
    let mut said = format!("{who}, {age}: {}", harms.join("; "));
    for word in case.setting.iter().chain(&case.by) {
        said.push_str(&format!("; {}", words.label(word)));
    }
    match &case.faith {
        Faith::Of(word) => said.push_str(&format!("; {}", words.label(word))),
        Faith::NotMuslim => said.push_str("; not Muslim"),
        Faith::Unsaid => {}
    }
    if case.accused {
        said.push_str("; accused");
    }
    format!("{said}. {}, {}", case.place.name, case.day)
}

/// How sure, as it is said after a citation.
pub fn sure(verified: Option<Verified>) -> &'static str {
    verified.map_or("not known", Verified::id)
}

/// The answer as sections.
pub fn view(protection: &Protection<'_>, corpus: &Corpus, limits: Limits) -> View {
    let words = &corpus.words;
    let first = call(protection, corpus, limits);
    let acting = [bound(protection, limits), asked(protection, limits)];
    let law = [done(protection, words, limits), not_fitting(protection, corpus, limits)];
    let tried = if protection.case.is_fatal(words) {
        "HOW THE CASE IS TRIED"
    } else {
        "THE CHILD'S RIGHTS AS VICTIM AND WITNESS"
    };
    let victim = owed_section(tried, protection, Part::Victim, limits.rights);
    let accused = accused_section(protection, limits);
    // What decides for an accused child comes before what it is accused of.
    let mut sections = vec![first];
    if protection.case.accused {
        sections.push(accused);
        sections.extend(law.into_iter().chain(acting));
        sections.push(victim);
    } else {
        sections.extend(acting.into_iter().chain(law));
        sections.extend([victim, accused]);
    }
    sections.push(owed_section("CARE AND RECOVERY", protection, Part::Care, limits.care));
    sections.push(beware_section(protection, limits));
    sections.push(standards(protection, limits));
    sections.retain(|section| !section.items.is_empty() || section.intro.is_some());
    View { title: case_line(protection, words), sections, foot: foot(corpus, protection) }
}

fn cut<T>(items: Vec<T>, limit: usize) -> (Vec<T>, usize) {
    let more = items.len().saturating_sub(limit);
    (items.into_iter().take(limit).collect(), more)
}

fn call(protection: &Protection<'_>, corpus: &Corpus, limits: Limits) -> Section {
    let (bodies, more) = cut(protection.to_call.iter().collect(), limits.to_call);
    let told = if limits.brief { brief_body } else { body_item };
    let items = bodies.into_iter().map(|body| told(body, corpus)).collect::<Vec<Item>>();
    let intro = items.is_empty().then(|| {
        "No helpline, bureau, unit or desk is on record for this place and day. Go to the nearest police station; ask for its report in writing."
            .to_owned()
    });
    Section { title: "FIRST: WHOM TO CALL NOW".to_owned(), intro, items, more }
}

fn called(body: &BodyOnDay<'_>) -> String {
    let contact = body.institution.contact.as_ref().map(|contact| format!("{contact} - ")).unwrap_or_default();
    format!("{contact}{}", body.institution.name)
}

/// Whether a body works, in few words.
pub fn state_in_short<'b>(body: &BodyOnDay<'b>) -> &'b str {
    let note = body.record.and_then(|record| record.note.as_deref()).unwrap_or_default();
    match (state_said(body.state), note.split(';').next().unwrap_or_default()) {
        (state, short) if short.starts_with(state) => short,
        ("not known", _) => "whether it works is not known",
        (state, _) => state,
    }
}

/// A body to call in a line: its number, its name, whether it works.
fn brief_body(body: &BodyOnDay<'_>, _: &Corpus) -> Item {
    let state = state_in_short(body);
    Item { lead: format!("{}: {state} [{}]", called(body), sure(body.verified())), ..Item::default() }
}

/// A body to call, with its state on the day.
pub fn body_item(body: &BodyOnDay<'_>, corpus: &Corpus) -> Item {
    let institution = body.institution;
    let lead = called(body);
    let functions = corpus.words.labels(&institution.functions);
    let mut lines = if functions.is_empty() { Vec::new() } else { vec![format!("For: {functions}")] };
    let note = body.record.and_then(|record| record.note.as_deref()).unwrap_or_default();
    let state = state_said(body.state);
    lines.push(match note {
        "" => format!("On this day: {state}"),
        note if note.starts_with(state) => format!("On this day: {note}"),
        note => format!("On this day: {state}; {note}"),
    });
    let founded = body.founded_by(corpus).unwrap_or_else(|| "no founding law on record".to_owned());
    Item { lead, lines, source: format!("{founded} [sure: {}]", sure(body.verified())) }
}

/// Who must act.
fn bound(protection: &Protection<'_>, limits: Limits) -> Section {
    let section = duties("WHO IS BOUND TO ACT", protection, Part::Duty, limits);
    let nobody = section.items.is_empty() && protection.case.is_of_the_harmed();
    let intro = nobody
        .then(|| "No duty to act was found that binds anybody by name here: ask in writing all the same.".to_owned());
    Section { intro, ..section }
}

/// Who may act and need not.
fn asked(protection: &Protection<'_>, limits: Limits) -> Section {
    duties("WHO MAY ACT, AND CAN BE ASKED", protection, Part::Power, limits)
}

fn duties(title: &str, protection: &Protection<'_>, part: Part, limits: Limits) -> Section {
    let (owed, more) = cut(protection.part(part).collect(), limits.duties);
    let told = |owed: &Owed<'_>| {
        let item = owed_item(owed);
        let mut lines = if limits.brief { Vec::new() } else { vec![item.lead] };
        lines.extend(item.lines);
        Item { lead: capital(&owed.says.join("; ")), lines, source: item.source }
    };
    Section { title: title.to_owned(), intro: None, items: owed.into_iter().map(told).collect(), more }
}

fn owed_item(owed: &Owed<'_>) -> Item {
    let mut lines = Vec::new();
    if owed.force == Some(Force::May) && !matches!(owed.part, Part::Duty | Part::Power) {
        lines.push("It may be given; it need not be.".to_owned());
    }
    lines.extend(owed.depends.iter().map(|condition| format!("Depends: {condition}")));
    Item {
        lead: plain(&owed.provision.heading, &owed.provision.summary),
        lines,
        source: sourced(&owed.citation(), owed.verified),
    }
}

/// The heading and the summary, which is in plain words.
pub fn plain(heading: &str, summary: &str) -> String {
    let summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    if summary.is_empty() { heading.to_owned() } else { format!("{heading}. {summary}") }
}

fn done(protection: &Protection<'_>, words: &Vocabulary, limits: Limits) -> Section {
    let mut groups: Vec<Vec<&Crime<'_>>> = Vec::new();
    for crime in protection.reaching() {
        match groups.iter_mut().find(|group| std::ptr::eq(group[0].provision, crime.provision)) {
            Some(group) => group.push(crime),
            None => groups.push(vec![crime]),
        }
    }
    let (groups, more) = cut(groups, limits.crimes);
    let told = |(at, group): (usize, Vec<&Crime<'_>>)| match at {
        at if at < limits.in_full => crimes_item(&group, words),
        _ => brief_crime(group[0], words),
    };
    let items = groups.into_iter().enumerate().map(told).collect::<Vec<_>>();
    let intro = items.is_empty().then(|| {
        "No offence or ban in force was found that reaches this child. That is no proof that there is none.".to_owned()
    });
    let title = done_title(protection).to_uppercase();
    Section { title, intro: intro.filter(|_| !protection.is_open()), items, more }
}

/// What does not fit, in few words: an offence, or the part of it that does not where another does.
pub fn misfit<'c>(protection: &Protection<'c>, crime: &Crime<'c>, words: &Vocabulary) -> String {
    let part = protection.part_of_section(crime).map(|part| format!(", {part}")).unwrap_or_default();
    format!("{}{part}", name(crime, words))
}

fn not_fitting(protection: &Protection<'_>, corpus: &Corpus, limits: Limits) -> Section {
    let words = &corpus.words;
    let mut items: Vec<Item> = protection
        .not_fitting()
        .map(|crime| Item {
            lead: format!("{}: {}", misfit(protection, crime, words), against(crime)),
            lines: Vec::new(),
            source: sourced(&crime.citation(), crime.verified),
        })
        .collect();
    items.extend(protection.not_in_force.iter().map(|law| not_in_force_item(law, corpus)));
    let (items, more) = cut(items, limits.not_fitting);
    Section { title: "WHAT DOES NOT FIT, AND WHY".to_owned(), intro: None, items, more }
}

fn not_in_force_item(law: &NotInForce<'_>, corpus: &Corpus) -> Item {
    let what = law
        .provision
        .map_or_else(|| law.instrument.short_title().to_owned(), |provision| law.instrument.cite(&provision.section));
    Item {
        lead: format!("Not in force here on this day: {}", reason(&law.why, corpus)),
        lines: Vec::new(),
        source: what,
    }
}

/// One part of what is owed.
pub fn owed_section(title: &str, protection: &Protection<'_>, part: Part, limit: usize) -> Section {
    let (owed, more) = cut(protection.part(part).collect(), limit);
    Section { title: title.to_owned(), intro: None, items: owed.into_iter().map(owed_item).collect(), more }
}

fn trap_said(trap: Trap) -> &'static str {
    match trap {
        Trap::Excuse => "Excuse",
        Trap::AgainstTheChild => "Turned against the child",
        Trap::Doubt => "Doubt",
        Trap::Loophole => "Loophole",
        Trap::NotOnTheGround => "On the ground",
        Trap::Unknown => "Not known",
    }
}

fn beware_section(protection: &Protection<'_>, limits: Limits) -> Section {
    // Some of each kind, so that many loopholes do not hide that something is not known.
    let most = limits.beware;
    let mut kept: Vec<&Beware> = Vec::new();
    for beware in &protection.beware {
        if kept.iter().filter(|other| other.trap == beware.trap).count() < most {
            kept.push(beware);
        }
    }
    let more = protection.beware.len() - kept.len();
    Section { title: "BEWARE".to_owned(), intro: None, items: kept.into_iter().map(beware_item).collect(), more }
}

/// A trap.
pub fn beware_item(beware: &Beware) -> Item {
    let lead = format!("{}: {}", trap_said(beware.trap), beware.says);
    let source = match (beware.citations.is_empty(), beware.verified) {
        (true, None) => String::new(),
        (true, Some(verified)) => format!("[sure: {}]", verified.id()),
        (false, verified) => format!("{} [sure: {}]", beware.citations.join("; "), sure(verified)),
    };
    Item { lead, lines: Vec::new(), source }
}

fn standards(protection: &Protection<'_>, limits: Limits) -> Section {
    let (findings, more) = cut(protection.findings.iter().collect(), limits.findings);
    let items = findings
        .into_iter()
        .map(|finding| {
            let status = super::super::findings::shown_status(finding);
            let lines = vec![format!("Here: {status}; {}", super::super::findings::where_it_says(finding))];
            let source = format!(
                "{} {} [sure: {}]",
                finding.requirement.standard,
                finding.requirement.article,
                sure(finding.confidence)
            );
            Item { lead: finding.requirement.text.split_whitespace().collect::<Vec<_>>().join(" "), lines, source }
        })
        .collect();
    Section {
        title: "WHAT THE STANDARDS WOULD HAVE REQUIRED, AND THE LAW DOES NOT FULLY GIVE".to_owned(),
        intro: None,
        items,
        more,
    }
}
