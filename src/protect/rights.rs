//! What is owed to the child: who is bound to act, its rights as victim, witness and accused, care and recovery.

use crate::assess::{Assessor, Evidence, Finding, Role};
use crate::corpus::Corpus;
use crate::law::{LawInForce, RuleInForce};
use crate::model::{Class, Force, Instrument, LeafKind, Provision, Requirement, RuleBody, Verified, Vocabulary, Word};

use super::bearing::{ACCUSED, Bearing, VICTIMS};
use super::case::Case;
use super::crimes::{Crime, doubts};
use super::fit::{Fit, Fitting};
use super::harm::Closeness;

/// The topic of services for every child who is harmed, whatever the harm.
const SERVICES: &str = "abuse-and-neglect";
/// The topic of the bodies that protect children: their laws are for every harm.
const SYSTEM: &str = "institutions-and-coordination";
/// What a harmed child may need beside the case: a home, papers, school, its family, health.
const CARE: [&str; 6] = [
    "alternative-care-and-adoption",
    "birth-registration",
    "education",
    "family-and-custody",
    "health",
    "implementation-and-remedies",
];
/// The role of a child against whom a case is made.
const ROLE_ACCUSED: &str = "accused";
/// After everything that a requirement asks for.
const LAST: usize = 9;
/// The task of which every task for one child is a part.
const ACT_FOR_A_CHILD: &str = "act-for-a-child";
/// Of these, the tasks that bear no delay.
const ACT_AT_ONCE: &str = "act-at-once";

/// To which part of the answer a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who is bound to act.
    Duty,
    /// Rights in procedure of the child as victim and witness.
    Victim,
    /// Rights in procedure of the child as accused.
    Accused,
    /// Care and recovery.
    Care,
}

/// A section that owes the child something.
#[derive(Clone, Debug)]
pub struct Owed<'c> {
    /// To which part it belongs.
    pub part: Part,
    /// Its instrument.
    pub instrument: &'c Instrument,
    /// Its provision, in the version that holds.
    pub provision: &'c Provision,
    /// Its rules, in words, one a line.
    pub says: Vec<String>,
    /// The kinds of its rules.
    pub kinds: Vec<&'static str>,
    /// Must or may; the strongest of its rules.
    pub force: Option<Force>,
    /// Who is bound, of duties.
    pub bearers: Vec<Word>,
    /// On what it depends.
    pub depends: Vec<String>,
    /// What is doubtful about it.
    pub doubts: Vec<String>,
    /// Whether it is on the harm itself rather than for every child.
    pub on_the_harm: bool,
    /// Whether it works against the child: a standard is contradicted by it.
    pub adverse: bool,
    /// How sure.
    pub verified: Verified,
    rank: usize,
    /// Whether it is for children of this child's age and not for all.
    of_own_age: bool,
    /// Whether one of its rules rules something out.
    rules_out: bool,
}

impl Owed<'_> {
    /// How it is cited.
    pub fn citation(&self) -> String {
        self.instrument.cite(&self.provision.section)
    }
}

/// The part of the answer that a rule belongs to when it speaks to a requirement.
fn part_of(requirement: &Requirement, rule: &RuleBody, bearing: &Bearing<'_>) -> Option<Part> {
    let (topic, function) = (requirement.topic.id(), requirement.function.id());
    let on_case = bearing.has(&requirement.topic);
    let handles = matches!(rule, RuleBody::Duty(_) | RuleBody::Procedure(_));
    let gives = matches!(rule, RuleBody::Right(_));
    if ACCUSED.contains(&topic) {
        let spares = matches!(rule, RuleBody::SentenceLimit(_) | RuleBody::MinimumAge(_) | RuleBody::Prohibition(_));
        let answers = handles || gives || spares;
        return (answers && (topic == ACCUSED[0] || function == "respond")).then_some(Part::Accused);
    }
    if function == "govern" {
        return None;
    }
    if function == "mitigate" && (on_case || topic == VICTIMS) {
        return (handles || gives || matches!(rule, RuleBody::Effect(_))).then_some(Part::Care);
    }
    if CARE.contains(&topic) {
        let placed = topic == CARE[0] && handles && function != "prevent";
        return (gives || placed).then_some(Part::Care);
    }
    let heard = on_case || topic == VICTIMS || topic == SERVICES;
    let procedure = gives || matches!(rule, RuleBody::Procedure(_));
    (heard && procedure && requirement.sector.id() != "civil-registration").then_some(Part::Victim)
}

/// How early a line stands in its part: what a weightier requirement asks for first, care in the order of need.
fn rank(requirement: &Requirement, part: Part) -> usize {
    let topic = requirement.topic.id();
    match part {
        Part::Care => CARE.iter().position(|care| *care == topic).map_or(0, |at| at + 1),
        _ => usize::from(3 - requirement.weight.min(3)),
    }
}

/// Everything owed to the child, part by part, what is on the harm itself first.
pub fn owed<'c>(
    assessor: &Assessor<'_, 'c>,
    law: &LawInForce<'c>,
    case: &Case<'c>,
    bearing: &Bearing<'c>,
    crimes: &[Crime<'c>],
) -> Vec<Owed<'c>> {
    let fitting = Fitting::new(law, case, &bearing.topics);
    let reach = Reach::of(law, bearing, crimes);
    let mut found: Vec<Owed<'c>> = Vec::new();
    for rule in law.rules.iter().filter(|rule| has_task(rule, ACT_FOR_A_CHILD, law.words())) {
        let justice = rule.instrument.topics.iter().all(|topic| ACCUSED.contains(&topic.id()));
        let part = if justice { Part::Accused } else { Part::Duty };
        let fit = rule_fit(&fitting, rule, part);
        if fit.reaches() && reach.reaches(rule.instrument, part) && reach.is_owed_here(rule, part) {
            let on_the_harm = reach.is_on_the_harm(rule.instrument);
            let waits = part == Part::Accused || !has_task(rule, ACT_AT_ONCE, law.words());
            let rank = usize::from(waits);
            add(&mut found, law, rule, fit, Place { part, rank, on_the_harm });
        }
    }
    // What a law made for accused children says of procedure is told whole, asked for or not; of other laws what they say of an accused child.
    for rule in law.rules.iter().filter(|rule| is_of_the_accused(rule)) {
        let fit = rule_fit(&fitting, rule, Part::Accused);
        if fit.reaches() && reach.reaches(rule.instrument, Part::Accused) {
            add(&mut found, law, rule, fit, Place { part: Part::Accused, rank: LAST, on_the_harm: false });
        }
    }
    let mut asked: Vec<&'c Requirement> = Vec::new();
    for requirement in law.corpus.requirements() {
        let heard = |rule: &&RuleInForce<'c>| {
            let part = part_of(requirement, &rule.body, bearing);
            !rule.entailed
                && part.is_some_and(|part| reach.reaches(rule.instrument, part))
                && subjects_meet(requirement, &rule.body, law.words())
        };
        let rules: Vec<RuleInForce<'c>> = law.rules.iter().filter(heard).cloned().collect();
        if rules.is_empty() {
            continue;
        }
        asked.push(requirement);
        let some = law.only(rules);
        for rule in assessor.rules_on(&some, &[requirement]) {
            let Some(part) = part_of(requirement, &rule.body, bearing) else { continue };
            let fit = rule_fit(&fitting, rule, part);
            if fit.reaches() {
                let place = Place { part, rank: rank(requirement, part), on_the_harm: bearing.has(&requirement.topic) };
                add(&mut found, law, rule, fit, place);
            }
        }
    }
    let findings = assessor.findings(&[case.place], &asked);
    let evidence: Vec<&Evidence> = findings.iter().flat_map(Finding::evidence).collect();
    let of_case = |finding: &&Finding<'_>| bearing.measures(finding.requirement);
    let of_case: Vec<&Evidence> = findings.iter().filter(of_case).flat_map(Finding::evidence).collect();
    for owed in &mut found {
        owed.adverse = works_against(owed, &evidence);
    }
    // What works against a child in another case is no news here.
    let special = |owed: &Owed<'c>| !owed.instrument.family.is_empty() && reach.is_on_the_harm(owed.instrument);
    found.retain(|owed| !owed.adverse || special(owed) || works_against(owed, &of_case));
    // What is told of the case itself is not told again as care.
    let told: Vec<*const Provision> =
        found.iter().filter(|owed| owed.part != Part::Care).map(|owed| std::ptr::from_ref(owed.provision)).collect();
    found.retain(|owed| owed.part != Part::Care || !told.contains(&std::ptr::from_ref(owed.provision)));
    found.sort_by_key(|owed| {
        let may = owed.force == Some(Force::May);
        // Whom to press at once: who must act now, then who must act, then who may.
        let late = if owed.part == Part::Duty { (may, owed.rank > 0) } else { (false, false) };
        let general = case.accused && case.age.is_some() && owed.part == Part::Accused && !owed.of_own_age;
        (owed.part, late, general, !owed.on_the_harm, owed.rank, may, owed.depends.len().min(2))
    });
    found
}

/// Whether a section says nothing but how something is done, some requirement is contradicted by it and none is satisfied. A line that protects too few is still a protection.
fn works_against(owed: &Owed<'_>, evidence: &[&Evidence]) -> bool {
    let handles = owed.kinds.iter().all(|kind| *kind == "procedure") && !owed.rules_out;
    if !handles || (owed.part == Part::Care && !owed.on_the_harm) {
        return false;
    }
    let own =
        |evidence: &&&Evidence| evidence.instrument == owed.instrument.id && evidence.section == owed.provision.section;
    let has = |role: Role| evidence.iter().filter(own).any(|evidence| evidence.role == role);
    has(Role::Against) && !has(Role::For)
}

/// Whether a rule tells somebody to do something that is part of a task.
fn has_task(rule: &RuleInForce<'_>, whole: &str, words: &Vocabulary) -> bool {
    let whole = Word::new(Class::Task, whole);
    match &*rule.body {
        RuleBody::Duty(duty) => duty.to.iter().any(|task| words.is_within(task, &whole)),
        _ => false,
    }
}

/// Whether a rule is on procedure against an accused child: by its scope, or because its law is on nothing else.
fn is_of_the_accused(rule: &RuleInForce<'_>) -> bool {
    let kind = matches!(&*rule.body, RuleBody::Procedure(_) | RuleBody::Right(_) | RuleBody::SentenceLimit(_));
    let scoped = rule.scope.child.iter().any(|role| role.id() == ROLE_ACCUSED);
    let whole =
        !rule.instrument.family.is_empty() && rule.instrument.topics.iter().all(|topic| ACCUSED.contains(&topic.id()));
    kind && (scoped || whole)
}

/// Where a line stands.
#[derive(Clone, Copy)]
struct Place {
    part: Part,
    rank: usize,
    on_the_harm: bool,
}

/// Whether a rule can speak to a requirement at all: one asks about what the other is about.
fn subjects_meet(requirement: &Requirement, body: &RuleBody, words: &Vocabulary) -> bool {
    let own = body.subjects();
    requirement
        .test
        .leaves()
        .iter()
        .any(|leaf| leaf.subjects().iter().any(|asked| own.iter().any(|own| words.are_related(own, asked))))
}

fn add<'c>(found: &mut Vec<Owed<'c>>, law: &LawInForce<'c>, rule: &RuleInForce<'c>, fit: Fit, place: Place) {
    let Place { part, rank, on_the_harm } = place;
    let words = law.words();
    let scope = rule.scope.describe(words).map(|scope| format!(" [{scope}]")).unwrap_or_default();
    let says = format!("{}{scope}", rule.body.describe(words));
    let of_own_age = rule.scope.age.is_some() || matches!(&*rule.body, RuleBody::MinimumAge(_));
    let rules_out = matches!(&*rule.body, RuleBody::Procedure(procedure) if !procedure.bars.is_empty());
    let (force, bearers) = match &*rule.body {
        RuleBody::Duty(duty) => (duty.force, duty.bearer.clone()),
        RuleBody::Right(right) => (right.force.or(Some(Force::Shall)), Vec::new()),
        RuleBody::Procedure(procedure) => (procedure.force, Vec::new()),
        _ => (Some(Force::Shall), Vec::new()),
    };
    let same = |owed: &&mut Owed<'c>| owed.part == part && std::ptr::eq(owed.provision, rule.provision);
    match found.iter_mut().find(same) {
        Some(owed) => {
            if !owed.says.contains(&says) {
                owed.says.push(says);
                owed.depends.retain(|condition| fit.depends.contains(condition));
            }
            if force == Some(Force::Shall) {
                owed.force = force;
            }
            for bearer in bearers {
                if !owed.bearers.contains(&bearer) {
                    owed.bearers.push(bearer);
                }
            }
            if !owed.kinds.contains(&rule.body.kind()) {
                owed.kinds.push(rule.body.kind());
            }
            owed.on_the_harm |= on_the_harm;
            owed.rank = owed.rank.min(rank);
            owed.of_own_age |= of_own_age;
            owed.rules_out |= rules_out;
            owed.verified = owed.verified.min(rule.verified());
        }
        None => found.push(Owed {
            part,
            instrument: rule.instrument,
            provision: rule.provision,
            says: vec![says],
            kinds: vec![rule.body.kind()],
            force,
            bearers,
            depends: fit.depends,
            doubts: doubts(law, rule),
            on_the_harm,
            adverse: false,
            rank,
            of_own_age,
            rules_out,
            verified: rule.verified(),
        }),
    }
}

/// Whether a rule that owes something owes it to this child.
fn rule_fit<'c>(fitting: &Fitting<'_, 'c>, rule: &RuleInForce<'c>, part: Part) -> Fit {
    let role = |id: &str| Word::new(Class::Role, id);
    let roles = match part {
        Part::Accused => vec![role(ROLE_ACCUSED)],
        _ => vec![role("victim"), role("witness"), role("spouse")],
    };
    let mut scope = fitting.scope(rule, &roles);
    // A law made for children ends where its own childhood ends.
    if part == Part::Accused || rule.instrument.topics.iter().any(|topic| topic.id() == SYSTEM) {
        scope = scope.and(fitting.childhood_of(rule));
    }
    match &*rule.body {
        RuleBody::Right(right) => {
            let ages = fitting.ages_between(right.from_age, right.to_age);
            scope.and(fitting.settings(&right.settings)).and(ages).and(fitting.owed_to(&right.whose))
        }
        RuleBody::Duty(duty) => scope.and(fitting.settings(&duty.settings)),
        RuleBody::Prohibition(ban) => {
            let person = ban.victim.as_ref().map(|victim| fitting.person(rule, victim)).unwrap_or_default();
            // Where an accused child is held is not where the harm was done.
            scope.and(Fit { depends: Vec::new(), ..person })
        }
        RuleBody::SentenceLimit(limit) => scope.and(fitting.ages_between(None, limit.under)),
        RuleBody::MinimumAge(minimum) => scope.and(fitting.ages_between(None, Some(minimum.age))),
        _ => scope,
    }
}

/// Which laws are heard on a case: general ones, those on its topics, those that punish what was done, and those that set up the protection of children.
struct Reach<'c> {
    corpus: &'c Corpus,
    topics: Vec<Word>,
    punishing: Vec<&'c Instrument>,
}

impl<'c> Reach<'c> {
    fn of(law: &LawInForce<'c>, bearing: &Bearing<'c>, crimes: &[Crime<'c>]) -> Self {
        let told = crimes.iter().filter(|crime| crime.fit.reaches() && crime.closeness != Closeness::Near);
        Self {
            corpus: law.corpus,
            topics: bearing.topics.clone(),
            punishing: told.map(|crime| crime.instrument).collect(),
        }
    }

    /// Whether a law is on the harm itself rather than on every harm.
    fn is_on_the_harm(&self, instrument: &'c Instrument) -> bool {
        self.punishing.iter().any(|other| std::ptr::eq(*other, instrument))
    }

    fn is_special(&self, instrument: &'c Instrument) -> bool {
        self.is_on_the_harm(instrument)
            || instrument.topics.iter().any(|topic| self.topics.contains(topic) || topic.id() == SYSTEM)
    }

    /// A law of no family is general. A special one is heard on its own matter, and on a part of the answer that is all it is about.
    fn reaches(&self, instrument: &'c Instrument, part: Part) -> bool {
        let mut topics = instrument.topics.iter();
        let own = match part {
            Part::Accused => topics.all(|topic| ACCUSED.contains(&topic.id())),
            Part::Care => topics.next().is_some_and(|topic| CARE.contains(&topic.id())),
            Part::Duty | Part::Victim => topics.all(|topic| topic.id() == VICTIMS),
        };
        instrument.family.is_empty() || own || self.is_special(instrument)
    }

    /// Whether a duty is owed in such a case: its task is asked for on one of the topics of the case or on every harm, or its law is on the harm.
    fn is_owed_here(&self, rule: &RuleInForce<'c>, part: Part) -> bool {
        let RuleBody::Duty(duty) = &*rule.body else { return false };
        if part == Part::Accused {
            return true;
        }
        let words = &self.corpus.words;
        let mut asked = false;
        for requirement in self.corpus.requirements() {
            let asks = requirement.test.leaves().iter().any(|leaf| match &leaf.kind {
                LeafKind::Duty(leaf) => leaf.to.iter().any(|to| duty.to.iter().any(|own| words.is_within(own, to))),
                _ => false,
            });
            let topic = requirement.topic.id();
            if asks && (self.topics.contains(&requirement.topic) || topic == VICTIMS || topic == SERVICES) {
                return true;
            }
            asked |= asks;
        }
        !asked && self.is_special(rule.instrument)
    }
}
