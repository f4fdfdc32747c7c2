//! Rule by rule: for each act or subject the ages, penalties, persons, settings and exceptions of each place.

use std::collections::BTreeMap;

use crate::assess::Assessor;
use crate::law::{LawInForce, RuleInForce};
use crate::model::{Force, ProvisionRef, Requirement, RuleBody, Sex, Verified, Vocabulary, Word, section_within};

use super::offences::offence_facets;

/// What of a rule is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Facet {
    Age,
    Protects,
    Penalty,
    Prosecution,
    Complaint,
    Ban,
    Exception,
    Says,
}

impl Facet {
    /// How it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Facet::Age => "age",
            Facet::Protects => "protects",
            Facet::Penalty => "penalty",
            Facet::Prosecution => "police, bail, compounding",
            Facet::Complaint => "who may complain",
            Facet::Ban => "ban",
            Facet::Exception => "exceptions",
            Facet::Says => "says",
        }
    }

    /// Whether having it makes the law weaker.
    fn weakens(self) -> bool {
        matches!(self, Facet::Exception | Facet::Complaint)
    }

    /// Why one place is the strongest in it, with that strength.
    fn reason(self, strength: &[i64]) -> &'static str {
        match self {
            Facet::Age => "the highest age",
            Facet::Protects => "reaches most children",
            Facet::Penalty => "the heaviest penalty",
            Facet::Prosecution if strength.first() == Some(&0) => "nobody can compound",
            Facet::Prosecution if strength.last() == Some(&0) => "police may act",
            Facet::Prosecution => "police may act and nobody can compound",
            Facet::Complaint => "no such limit on complaint",
            Facet::Ban if strength.first() == Some(&0) => "the widest, though with no penalty of its own",
            Facet::Ban => "has a penalty, and is the widest that has",
            Facet::Exception => "no such exception",
            Facet::Says => "",
        }
    }
}

/// One rule of a place on one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCell {
    /// What it says, in plain words.
    pub says: String,
    /// Where it stands.
    pub citation: String,
    /// How sure.
    pub verified: Verified,
    strength: Vec<i64>,
    /// Whether it is for everyone there.
    general: bool,
    /// Whether it is the strongest of its row.
    pub best: bool,
}

/// What it means that a place says nothing on a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It was looked through and has nothing.
    Nothing,
    /// It punishes or forbids the act and sets no such limit.
    Free(Facet),
    /// Nobody has looked it through.
    Unread,
}

impl Silence {
    /// How it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Silence::Nothing => "-",
            Silence::Free(Facet::Complaint) => "anyone",
            Silence::Free(_) => "none",
            Silence::Unread => "not looked through",
        }
    }
}

/// One subject and facet in several places.
pub struct RuleRow {
    /// The subject: "offence: child marriage".
    pub subject: String,
    /// The facet.
    pub facet: Facet,
    /// What each place has, in the order asked.
    pub cells: Vec<Vec<RuleCell>>,
    /// What its silence would mean, place by place.
    pub silence: Vec<Silence>,
    /// Whether the places differ.
    pub differs: bool,
    /// The only place that has anything, if one alone has.
    pub only: Option<usize>,
    /// The places with the strongest version, where not all are alike.
    pub strongest: Vec<usize>,
    /// Why they are.
    pub reason: Option<String>,
}

impl RuleRow {
    /// Whether a line of a place bears the mark of the strongest; where none does, as when a weaker line elsewhere decides, the place is named with the reason.
    pub fn is_marked(&self, at: usize) -> bool {
        self.cells[at].is_empty() || self.cells[at].iter().any(|cell| cell.best)
    }
}

/// The rules that speak to any of the requirements, or to one of the acts, side by side; differences first.
pub fn rule_rows<'c>(
    assessor: &Assessor<'_, 'c>,
    laws: &[LawInForce<'c>],
    requirements: &[&'c Requirement],
    acts: &[Word],
) -> Vec<RuleRow> {
    let mut rows: BTreeMap<(String, Facet), Vec<Vec<RuleCell>>> = BTreeMap::new();
    for (at, law) in laws.iter().enumerate() {
        for rule in assessor.rules_about(law, requirements) {
            for (subject, facet, says, strength, said_by) in facets(law, rule, acts) {
                let cells = &mut rows.entry((subject, facet)).or_insert_with(|| vec![Vec::new(); laws.len()])[at];
                let whom = rule.scope.describe(law.words()).map(|whom| format!(" ({whom})")).unwrap_or_default();
                let open = rule.rule.doubt.is_some() || rule.rule.bodies.len() > 1 || said_by.provision.doubt.is_some();
                let star = if open { "*" } else { "" };
                let cell = RuleCell {
                    says: format!("{says}{whom}{star}"),
                    citation: said_by.citation(),
                    verified: rule.verified().min(said_by.verified()),
                    strength,
                    general: rule.scope.is_everyone_there(),
                    best: false,
                };
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
        }
    }
    // Silence of a place that nobody looked through is no rule of its own, and no strength.
    let looked = |law: &LawInForce<'c>| {
        requirements.iter().all(|requirement| law.corpus.is_surveyed(&law.place.id, requirement, law.day))
    };
    let surveyed: Vec<bool> = laws.iter().map(looked).collect();
    // A place that neither bans nor punishes an act has no exceptions there to be free of.
    let having = |kind: &str, act: &str, at: usize| {
        rows.iter().any(|((subject, _), cells)| {
            !cells[at].is_empty() && subject.strip_prefix(kind).and_then(|rest| rest.strip_prefix(": ")) == Some(act)
        })
    };
    let silence = |subject: &str, facet: Facet, at: usize| {
        let (kind, act) = subject.split_once(": ").unwrap_or(("", subject));
        let ground = match facet {
            Facet::Complaint => having(kind, act, at),
            Facet::Exception => having("offence", act, at) || having("ban", act, at),
            _ => false,
        };
        match (surveyed[at], ground) {
            (false, _) => Silence::Unread,
            (true, true) => Silence::Free(facet),
            (true, false) => Silence::Nothing,
        }
    };
    let silences: Vec<Vec<Silence>> =
        rows.keys().map(|(subject, facet)| (0..laws.len()).map(|at| silence(subject, *facet, at)).collect()).collect();
    let mut found: Vec<RuleRow> = rows
        .into_iter()
        .zip(silences)
        .map(|(((subject, facet), cells), silence)| row(subject, facet, cells, silence))
        .collect();
    found.sort_by_key(|row| !row.differs);
    found
}

fn row(subject: String, facet: Facet, mut cells: Vec<Vec<RuleCell>>, silence: Vec<Silence>) -> RuleRow {
    let said = |cells: &Vec<RuleCell>| {
        let mut said: Vec<String> = cells.iter().map(|cell| cell.says.clone()).collect();
        said.sort();
        said
    };
    let differs = cells.iter().any(|other| said(other) != said(&cells[0]));
    let having: Vec<usize> = (0..cells.len()).filter(|at| !cells[*at].is_empty()).collect();
    let all_known = !silence.contains(&Silence::Unread);
    let only = match having.as_slice() {
        [one] if cells.len() > 1 && !facet.weakens() && all_known => Some(*one),
        _ => None,
    };
    let mut strongest: Vec<usize> = Vec::new();
    let mut best: Option<Vec<i64>> = None;
    if facet.weakens() {
        let free = |at: &usize| cells[*at].is_empty() && matches!(silence[*at], Silence::Free(_));
        strongest = (0..cells.len()).filter(free).collect();
    } else if having.len() > 1 && facet != Facet::Says {
        // One place alone is the strongest of nothing; and two duties can be unlike without one being the stronger.
        let strengths: Vec<Option<Vec<i64>>> = cells.iter().map(|cells| strength(facet, cells)).collect();
        let comparable = having.iter().all(|at| strengths[*at].is_some());
        best = strengths.iter().flatten().max().cloned().filter(|_| comparable);
        strongest.extend(having.iter().filter(|at| best.is_some() && strengths[**at] == best));
    }
    if strongest.len() == cells.len() || only.is_some() {
        strongest.clear();
    }
    mark(&mut cells, &strongest, best.as_ref());
    let reason = (!strongest.is_empty()).then(|| facet.reason(best.as_deref().unwrap_or_default()));
    // What is stronger than a law that was not read may be weaker than what is in it.
    let read = strongest.iter().all(|at| silence[*at] != Silence::Unread) && all_known;
    let reason = reason.map(|reason| if read { reason.to_owned() } else { format!("{reason}, of what was read") });
    RuleRow { subject, facet, cells, silence, differs, only, strongest, reason }
}

/// How strong a place is on a facet: what is for everyone counts before what is for some; of ages the weakest line, else the strongest rule. Absent where its reach is not stated.
fn strength(facet: Facet, cells: &[RuleCell]) -> Option<Vec<i64>> {
    let general = cells.iter().any(|cell| cell.general);
    let counted = cells.iter().filter(|cell| cell.general || !general).map(|cell| cell.strength.clone());
    match facet {
        // An age that is not stated is no age of nought.
        Facet::Age => counted.filter(|strength| strength.first() != Some(&-1)).min(),
        Facet::Protects => counted.max().filter(|strength| strength.last() != Some(&-1)),
        _ => counted.max(),
    }
}

/// Marks the lines that make a place the strongest: never one that a weaker place has too.
fn mark(cells: &mut [Vec<RuleCell>], strongest: &[usize], best: Option<&Vec<i64>>) {
    let weaker = (0..cells.len()).filter(|at| !strongest.contains(at));
    let common: Vec<String> = weaker.flat_map(|at| cells[at].iter().map(|cell| cell.says.clone())).collect();
    for at in strongest {
        for cell in &mut cells[*at] {
            cell.best = Some(&cell.strength) == best && !common.contains(&cell.says);
        }
    }
}

/// Subject, facet, what it says, how strong it is, and the rule that says it.
pub type Faceted<'l, 'c> = (String, Facet, String, Vec<i64>, &'l RuleInForce<'c>);

fn facets<'l, 'c>(law: &'l LawInForce<'c>, rule: &'l RuleInForce<'c>, acts: &[Word]) -> Vec<Faceted<'l, 'c>> {
    let words = law.words();
    let wanted = |act: &&Word| acts.is_empty() || acts.iter().any(|asked| words.are_related(act, asked));
    let of_acts = !acts.is_empty();
    match &*rule.body {
        RuleBody::Offence(offence) => {
            offence.act.iter().filter(wanted).flat_map(|act| offence_facets(law, rule, offence, act)).collect()
        }
        RuleBody::Prohibition(ban) if !rule.entailed => {
            let strength = vec![
                i64::from(ban.sanction.is_some()),
                i64::from(ban.settings.is_empty()),
                i64::from(ban.subject_to.is_empty()),
            ];
            let subject = |act: &Word| format!("ban: {}", words.label(act));
            let says = rule.body.describe(words);
            ban.act
                .iter()
                .filter(wanted)
                .map(|act| (subject(act), Facet::Ban, says.clone(), strength.clone(), rule))
                .collect()
        }
        RuleBody::Permission(permission) => {
            let says = rule.body.describe(words);
            let subject = |act: &Word| format!("exceptions: {}", words.label(act));
            // Who is spared a sanction is an exception to the offence that it cuts into.
            let cut: Vec<&Word> = permission.from.iter().flat_map(|from| offences_at(law, rule, from)).collect();
            let spared = permission.sanction.iter().filter(|_| !of_acts && cut.is_empty());
            let spared = spared.chain(cut.iter().copied().filter(|_| !permission.sanction.is_empty()).filter(wanted));
            let over = permission.act.iter().filter(wanted).chain(spared);
            over.map(|act| (subject(act), Facet::Exception, says.clone(), Vec::new(), rule)).collect()
        }
        RuleBody::MinimumAge(minimum) => {
            let act_sets = |act: &Word| words.get(act).and_then(|entry| entry.age_of.as_ref()) == Some(&minimum.of);
            if of_acts && !acts.iter().any(act_sets) {
                return Vec::new();
            }
            let lowest = Sex::BOTH.iter().filter_map(|sex| minimum.age.of(*sex)).min();
            let mut says = minimum.age.to_string();
            if !minimum.or_earlier.is_empty() {
                says = format!("{says}, or earlier by {}", words.labels(&minimum.or_earlier));
            }
            if !minimum.unless.is_empty() {
                says = format!("{says}, unless {}", words.labels(&minimum.unless));
            }
            let subject = format!("minimum age: {}", words.label(&minimum.of));
            let firm = i64::from(minimum.or_earlier.is_empty() && minimum.unless.is_empty());
            let strength = vec![lowest.map_or(-1, |age| i64::from(age.years())), firm];
            vec![(subject, Facet::Age, says, strength, rule)]
        }
        RuleBody::Definition(definition) if !of_acts => {
            let purpose = definition.purpose.as_ref().map(|purpose| format!(", for {}", words.label(purpose)));
            let subject = format!("definition: {}{}", words.label(&definition.term), purpose.unwrap_or_default());
            match definition.under {
                Some(under) => {
                    let lowest = Sex::BOTH.iter().filter_map(|sex| under.of(*sex)).min();
                    let strength = vec![lowest.map_or(-1, |age| i64::from(age.years()))];
                    vec![(subject, Facet::Age, format!("under {under}"), strength, rule)]
                }
                None => vec![(subject, Facet::Says, rule.body.describe(words), Vec::new(), rule)],
            }
        }
        _ if of_acts => Vec::new(),
        body => said(body, words)
            .into_iter()
            .map(|(subject, facet, says, strength)| (subject, facet, says, strength, rule))
            .collect(),
    }
}

/// The acts of the offences that stand at a section which a rule points at.
fn offences_at<'l>(law: &'l LawInForce<'_>, pointing: &RuleInForce<'_>, section: &ProvisionRef) -> Vec<&'l Word> {
    let there = law.rules.iter().filter(|rule| {
        rule.instrument.id == *section.law(&pointing.instrument.id)
            && section.section.as_ref().is_some_and(|section| section_within(&rule.provision.section, section))
    });
    let acts = there.filter_map(|rule| match &*rule.body {
        RuleBody::Offence(offence) => Some(&offence.act),
        _ => None,
    });
    acts.flatten().collect()
}

/// Rules whose own sentence is the best comparison.
fn said(body: &RuleBody, words: &Vocabulary) -> Vec<(String, Facet, String, Vec<i64>)> {
    let (kind, subjects, strength): (&str, &[Word], Vec<i64>) = match body {
        RuleBody::Duty(duty) => (
            "duty",
            &duty.to,
            vec![
                i64::from(duty.force == Some(Force::Shall)),
                i64::from(duty.sanction == Some(true)),
                duty.within.map_or(i64::MIN, |within| -(within.days() * 24.0) as i64),
            ],
        ),
        RuleBody::Right(right) => (
            "right",
            &right.to,
            vec![
                i64::from(right.force != Some(Force::May)),
                i64::from(right.conditions.is_empty()),
                i64::from(right.free == Some(true)),
            ],
        ),
        RuleBody::Procedure(procedure) => (
            "procedure",
            &procedure.proceedings,
            vec![i64::from(procedure.force != Some(Force::May)), procedure.features.len() as i64],
        ),
        RuleBody::Institution(body) => (
            "body",
            &body.functions,
            vec![
                i64::from(body.force != Some(Force::May)),
                i64::from(body.independent == Some(true)),
                body.powers.len() as i64,
            ],
        ),
        RuleBody::Effect(effect) => {
            ("effect", std::slice::from_ref(&effect.of), vec![i64::from(effect.conditions.is_empty())])
        }
        RuleBody::SentenceLimit(limit) => (
            "sentence barred",
            &limit.bars,
            vec![
                limit
                    .under
                    .and_then(|under| Sex::BOTH.iter().filter_map(|sex| under.of(*sex)).min())
                    .map_or(-1, |age| i64::from(age.years())),
            ],
        ),
        _ => return Vec::new(),
    };
    let says = body.describe(words);
    let subject = |word: &Word| format!("{kind}: {}", words.label(word));
    subjects.iter().map(|word| (subject(word), Facet::Says, says.clone(), strength.clone())).collect()
}
