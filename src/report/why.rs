//! The full chain of a finding: requirement, elements, rules found, rules excluded and why.

use std::fmt::Write as _;

use crate::assess::{Finding, Outcome, Role};
use crate::corpus::Corpus;
use crate::law::{Exclusion, Why};
use crate::loophole::Stand;

use super::findings::shown_status;
use super::rows::status_style;
use super::undermined::Undermining;

/// The chain of one finding, in plain words.
pub fn why(
    finding: &Finding<'_>,
    undermining: Undermining<'_, '_>,
    would_speak: &[Exclusion],
    corpus: &Corpus,
    colour: bool,
) -> String {
    let requirement = finding.requirement;
    let mut said = String::new();
    let style = if colour { status_style(finding.status.id()) } else { anstyle::Style::new() };
    let _ = writeln!(said, "{} - {}: {style}{}{style:#}", requirement.id, finding.place.name, shown_status(finding));
    let _ = writeln!(said, "  {}", requirement.text);
    let also: Vec<String> =
        requirement.also.iter().map(|(standard, article)| format!("{standard} {article}")).collect();
    let also = if also.is_empty() { String::new() } else { format!("; also {}", also.join(", ")) };
    let _ = writeln!(said, "  asked by: {} {}{also}", requirement.standard, requirement.article);
    if let Some(doubt) = finding.unknown_but_for() {
        let _ = writeln!(said, "  known only if the law that decides holds there, which is in doubt: {}", doubt.cause);
    }
    for element in &finding.elements {
        let mark = match element.outcome {
            Outcome::Met => "+",
            Outcome::Contradicted => "x",
            Outcome::Missing => "-",
            Outcome::Unknown => "?",
        };
        let _ = writeln!(said, "  {mark} {} [{}]", element.what, element.outcome.id());
        if let Some(note) = &element.note {
            let _ = writeln!(said, "      {note}");
        }
        for evidence in &element.evidence {
            let role = match evidence.role {
                Role::For => "for",
                Role::Against => "against",
                Role::Shown => "shown",
            };
            let _ =
                writeln!(said, "      {role}: {} ({}) - {}", evidence.citation, evidence.verified.id(), evidence.says);
        }
    }
    for doubt in &finding.doubts {
        let _ = writeln!(said, "  doubt: {} (otherwise: {})", doubt.cause, doubt.otherwise.id());
    }
    for pending in &finding.pending {
        let _ = writeln!(said, "  would be {} with: {}", pending.otherwise.id(), pending.cause);
    }
    for loophole in undermining.of(finding) {
        let mut cited: Vec<String> = loophole.stands.iter().map(Stand::citation).collect();
        cited.dedup();
        let _ = writeln!(
            said,
            "  undermined by: {} [{}] - {}",
            loophole.pattern.title,
            loophole.pattern.id,
            cited.join("; ")
        );
    }
    for exclusion in would_speak {
        let _ = writeln!(said, "  not in force: {}", excluded(exclusion, corpus));
    }
    said.trim_end().to_owned()
}

/// An exclusion in a line: what, and why it does not hold.
fn excluded(exclusion: &Exclusion, corpus: &Corpus) -> String {
    let instrument = &corpus.instruments[exclusion.instrument];
    let what = match exclusion.provision {
        None => instrument.short_title().to_owned(),
        Some(at) => instrument.cite(&instrument.provisions[at].section),
    };
    format!("{what}: {}", reason(&exclusion.why, corpus))
}

/// Why something does not hold, as a sentence.
pub fn reason(why: &Why, corpus: &Corpus) -> String {
    match why {
        Why::NotExtended => "it was not extended there".to_owned(),
        Why::Pending(upon) => format!("passed, but in force only upon {upon}"),
        Why::NotPassed(on) => format!("passed only on {on}"),
        Why::NotYet(from) => format!("in force only from {from}"),
        Why::Ended(to) => format!("it ended on {to}"),
        Why::Lapsed(on) => format!("it lapsed on {on}"),
        Why::Doubtful(doubt) => format!("not taken to hold: {doubt}"),
        Why::Touched { how, by, since } => {
            let by =
                corpus.instrument(by).map_or_else(|| by.to_string(), |instrument| instrument.short_title().to_owned());
            let since = since.map(|day| format!(" since {day}")).unwrap_or_default();
            format!("{how} by {by}{since}")
        }
        Why::OtherVersion => "another version holds there".to_owned(),
    }
}
