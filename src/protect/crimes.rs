//! What was done to the child, in law: the offences and bans in force that reach it, and the nearest that do not.

use crate::law::{LawInForce, Prosecution, RuleInForce};
use crate::loophole::Stand;
use crate::model::{
    Gravity, InCase, Instrument, Offence, Penalty, Person, Prohibition, Provision, RuleBody, Sex, Verified, Vocabulary,
    Word, section_within,
};

use super::case::Case;
use super::doubtful::doubts;
use super::excluded::left_of;
use super::fit::{Fit, Fitting};
use super::harm::{Closeness, Harm, closeness};

/// An offence, or a ban without a penalty of its own.
#[derive(Clone, Debug)]
pub struct Crime<'c> {
    /// Its instrument.
    pub instrument: &'c Instrument,
    /// Its provision, in the version that holds.
    pub provision: &'c Provision,
    /// Whether it is punished; else only forbidden.
    pub punished: bool,
    /// The acts, those of the case first.
    pub acts: Vec<Word>,
    /// How near they are to the harm.
    pub closeness: Closeness,
    /// Whom it protects, in words: "girls under 16".
    pub protects: String,
    /// Whether it is made for children.
    pub for_children: bool,
    /// The penalties, in words.
    pub penalties: Vec<String>,
    /// Arrest, bail, compounding and complaint.
    pub prosecution: Prosecution,
    /// The sections that say so, where they are others.
    pub prosecuted_by: Vec<String>,
    /// The courts.
    pub courts: Vec<Word>,
    /// Other sections of the same law that forbid what this one punishes.
    pub forbidden_by: Vec<String>,
    /// Whether it names a child as the one who commits it: it is turned against children.
    pub by_child: bool,
    /// Whether it reaches the child.
    pub fit: Fit,
    /// What cuts into it.
    pub exceptions: Vec<String>,
    /// What is doubtful about it.
    pub doubts: Vec<String>,
    /// Said to the reader.
    pub notes: Vec<String>,
    /// How sure.
    pub verified: Verified,
    /// How grave its penalty is.
    pub gravity: Gravity,
    /// Whether it is made for the surroundings of the case.
    pub in_setting: bool,
    /// Whether nobody has shown that its law holds there.
    pub perhaps: bool,
    /// Whether it names an act of the case itself, no narrower one.
    pub exact: bool,
    /// How far it is from what was chiefly meant, where a whole topic was named.
    pub beside: u8,
    /// Its rule as a loophole stands on it.
    pub ground: String,
}

impl Crime<'_> {
    /// How it is cited.
    pub fn citation(&self) -> String {
        self.instrument.cite(&self.provision.section)
    }
}

/// The crimes of a case, those that reach the child first.
pub fn crimes<'c>(law: &LawInForce<'c>, case: &Case<'c>, topics: &[Word]) -> Vec<Crime<'c>> {
    let fitting = Fitting::new(law, case, topics);
    let bans: Vec<(&RuleInForce<'c>, &Prohibition)> = law
        .rules
        .iter()
        .filter_map(|rule| match &*rule.body {
            RuleBody::Prohibition(ban) if !rule.entailed => Some((rule, ban)),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    let mut punished: Vec<(usize, &Prohibition)> = Vec::new();
    for rule in &law.rules {
        let RuleBody::Offence(offence) = &*rule.body else { continue };
        let acts = offence.act.iter().chain(&offence.forms);
        let Some((closeness, acts)) = matched(law, case, acts) else { continue };
        let own = |ban: &Prohibition| {
            ban.sanction.as_ref().is_some_and(|section| section_within(&rule.provision.section, section))
                && ban.act.iter().any(|act| offence.act.iter().any(|own| law.words().are_related(own, act)))
        };
        let behind: Vec<_> = bans.iter().filter(|(other, ban)| other.position == rule.position && own(ban)).collect();
        punished.extend(behind.iter().map(|(other, ban)| (other.position, *ban)));
        let mut crime = offence_told(law, &fitting, rule, offence, (closeness, acts));
        // Whoever breaks a ban is punished: the offence reaches no further than the ban behind it.
        let fits = behind.iter().map(|(other, ban)| ban_fit(&fitting, other, ban));
        if let Some(best) = fits.min_by_key(|fit| (fit.distance(), fit.depends.len())) {
            crime.fit = crime.fit.and(best);
            crime.forbidden_by = behind.iter().map(|(other, _)| other.citation()).collect();
            crime.forbidden_by.dedup();
            crime.in_setting |= behind.iter().any(|(_, ban)| fitting.is_made_for_setting(&ban.settings));
        }
        found.push(crime);
    }
    for (rule, ban) in bans {
        let told = punished.iter().any(|(position, other)| *position == rule.position && std::ptr::eq(*other, ban));
        if let (false, Some(matched)) = (told, matched(law, case, ban.act.iter())) {
            found.push(ban_told(law, &fitting, rule, ban, matched));
        }
    }
    for crime in &mut found {
        crime.beside = beside(law.words(), &case.harms, crime);
        crime.exact = crime.acts.iter().any(|act| case.acts().any(|own| own == act));
    }
    found
}

/// How near the acts of a rule are to the harm, and the acts, the nearest first.
fn matched<'w>(
    law: &LawInForce<'_>,
    case: &Case<'_>,
    acts: impl Iterator<Item = &'w Word>,
) -> Option<(Closeness, Vec<Word>)> {
    let mut near: Vec<(Closeness, Word)> =
        acts.filter_map(|act| closeness(law.words(), &case.harms, act).map(|close| (close, act.clone()))).collect();
    near.sort_by_key(|(close, _)| *close);
    let closest = near.first()?.0;
    Some((closest, near.into_iter().map(|(_, act)| act).collect()))
}

fn offence_told<'c>(
    law: &LawInForce<'c>,
    fitting: &Fitting<'_, 'c>,
    rule: &RuleInForce<'c>,
    offence: &Offence,
    (closeness, acts): (Closeness, Vec<Word>),
) -> Crime<'c> {
    let fit = victim_fit(fitting, rule, offence.victim.as_ref())
        .and(fitting.settings(&offence.settings))
        .and(fitting.doer(&offence.by, &offence.not_covered));
    let (left, away) = left_of(law, fitting.case(), rule, &offence.penalties);
    let penalties = left.iter().map(|penalty| {
        let level = penalty.level.as_ref().map(|level| format!("{level} offence: ")).unwrap_or_default();
        format!("{level}{penalty}")
    });
    let (prosecuted_by, courts) = prosecuted_by(law, rule);
    let mut crime = told(law, rule, closeness, acts, offence.victim.as_ref());
    crime.notes.extend(away);
    if !offence.not_covered.is_empty() {
        crime.notes.push(format!("does not reach: {}", law.words().labels(&offence.not_covered)));
    }
    Crime {
        punished: true,
        by_child: offence.victim.is_none() && offence.by.iter().any(|who| is_child(who, law)),
        penalties: penalties.collect(),
        prosecution: law.prosecution(rule, offence),
        prosecuted_by,
        courts: if offence.court.is_empty() { courts } else { offence.court.clone() },
        fit,
        gravity: gravest(&left),
        in_setting: fitting.is_made_for_setting(&offence.settings),
        ..crime
    }
}

fn ban_told<'c>(
    law: &LawInForce<'c>,
    fitting: &Fitting<'_, 'c>,
    rule: &RuleInForce<'c>,
    ban: &Prohibition,
    (closeness, acts): (Closeness, Vec<Word>),
) -> Crime<'c> {
    let mut crime = told(law, rule, closeness, acts, ban.victim.as_ref());
    if let Some(section) = &ban.sanction {
        let punishing = law.rules.iter().find_map(|other| match &*other.body {
            RuleBody::Offence(offence)
                if other.position == rule.position && section_within(&other.provision.section, section) =>
            {
                Some((other, offence))
            }
            _ => None,
        });
        match punishing {
            Some((other, offence)) => {
                crime.punished = true;
                crime.penalties = offence.penalties.iter().map(ToString::to_string).collect();
                crime.prosecution = law.prosecution(other, offence);
                let (also, courts) = prosecuted_by(law, other);
                crime.prosecuted_by = std::iter::once(other.citation()).chain(also).collect();
                crime.courts = if offence.court.is_empty() { courts } else { offence.court.clone() };
                crime.gravity = gravest(&offence.penalties);
            }
            None => crime.notes.push(format!("punished under section {section}")),
        }
    }
    if !ban.subject_to.is_empty() {
        let cited: Vec<String> = ban
            .subject_to
            .iter()
            .map(|target| match (law.corpus.instrument(&target.instrument), &target.section) {
                (Some(instrument), Some(section)) => instrument.cite(section),
                _ => target.to_string(),
            })
            .collect();
        crime.notes.push(format!("gives way to the defence in {}", cited.join(", ")));
    }
    let in_setting = fitting.is_made_for_setting(&ban.settings);
    Crime { fit: ban_fit(fitting, rule, ban), in_setting, ..crime }
}

fn told<'c>(
    law: &LawInForce<'c>,
    rule: &RuleInForce<'c>,
    closeness: Closeness,
    acts: Vec<Word>,
    victim: Option<&Person>,
) -> Crime<'c> {
    let words = law.words();
    Crime {
        instrument: rule.instrument,
        provision: rule.provision,
        punished: false,
        acts,
        closeness,
        protects: protects(law, rule, victim),
        for_children: victim.is_some_and(|victim| victim.under.is_some() || victim.term.is_some()),
        penalties: Vec::new(),
        prosecution: Prosecution::default(),
        prosecuted_by: Vec::new(),
        courts: Vec::new(),
        forbidden_by: Vec::new(),
        by_child: false,
        fit: Fit::default(),
        exceptions: rule.rule.exceptions.iter().map(|exception| exception.describe(words)).collect(),
        doubts: doubts(law, rule),
        notes: rule.rule.note.iter().cloned().collect(),
        verified: rule.verified(),
        gravity: Gravity::default(),
        ground: Stand::rule(rule, words).says,
        in_setting: false,
        perhaps: false,
        exact: false,
        beside: 0,
    }
}

/// How far a crime is from what was chiefly meant where a topic was named as a whole: an act that goes by its name first, and a law on it.
fn beside(words: &Vocabulary, harms: &[Harm], crime: &Crime<'_>) -> u8 {
    let far = harms.iter().map(|harm| {
        let named = |act: &Word| harm.chief.iter().any(|own| words.is_within(act, own));
        let by_name = harm.chief.is_empty() || crime.acts.iter().any(named);
        let on_topic = crime.instrument.topics.iter().any(|topic| harm.topics.contains(topic));
        if harm.is_topic { u8::from(!by_name) + u8::from(!on_topic) } else { 0 }
    });
    far.min().unwrap_or(0)
}

fn victim_fit<'c>(fitting: &Fitting<'_, 'c>, rule: &RuleInForce<'c>, victim: Option<&Person>) -> Fit {
    let person = victim.map(|victim| fitting.person(rule, victim)).unwrap_or_default();
    person.and(fitting.scope(rule, &[]))
}

fn ban_fit<'c>(fitting: &Fitting<'_, 'c>, rule: &RuleInForce<'c>, ban: &Prohibition) -> Fit {
    victim_fit(fitting, rule, ban.victim.as_ref()).and(fitting.settings(&ban.settings)).and(fitting.doer(&ban.by, &[]))
}

fn is_child(who: &Word, law: &LawInForce<'_>) -> bool {
    law.words().stands_for(who, InCase::Child)
}

/// Whom a rule protects, in words.
fn protects(law: &LawInForce<'_>, rule: &RuleInForce<'_>, victim: Option<&Person>) -> String {
    let Some(victim) = victim else {
        return "anyone".to_owned();
    };
    let words = law.words();
    let mut said = match (law.upper_age(rule.position, victim), victim.sex) {
        (Some(ages), Some(sex)) => match ages.of(sex) {
            Some(age) => format!("{} under {age}", sex.children()),
            None => sex.children().to_owned(),
        },
        (Some(ages), None) => format!("children under {ages}"),
        (None, Some(Sex::Female)) => "women and girls".to_owned(),
        (None, Some(Sex::Male)) => "men and boys".to_owned(),
        (None, None) if victim.term.is_some() => "children; the law does not say up to which age".to_owned(),
        (None, None) if !victim.is.is_empty() => words.labels(&victim.is),
        (None, None) => "anyone".to_owned(),
    };
    if let Some(from) = victim.from {
        said.push_str(&format!(", from {from}"));
    }
    said
}

/// The sections of the same law that say how its offences are prosecuted, and in which court.
fn prosecuted_by(law: &LawInForce<'_>, rule: &RuleInForce<'_>) -> (Vec<String>, Vec<Word>) {
    let (mut cited, mut courts) = (Vec::new(), Vec::new());
    for (other, procedure) in law.governing(rule.position, &rule.provision.section) {
        courts.extend(procedure.court.iter().cloned());
        if procedure.complaint.is_none() && !procedure.features.is_empty() {
            let before = if procedure.before.is_empty() {
                String::new()
            } else {
                format!(" ({})", law.words().labels(&procedure.before))
            };
            cited.push(format!("{}: {}{before}", other.citation(), law.words().labels(&procedure.features)));
            continue;
        }
        let flagged =
            procedure.cognizable.is_some() || procedure.bailable.is_some() || procedure.compoundable.is_some();
        if (flagged || procedure.complaint.is_some()) && !cited.contains(&other.citation()) {
            cited.push(other.citation());
        }
    }
    (cited, courts)
}

fn gravest(penalties: &[Penalty]) -> Gravity {
    penalties.iter().map(Penalty::gravity).max().unwrap_or_default()
}
