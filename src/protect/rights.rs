//! What is owed to the child: who is bound to act, its rights as victim, witness and accused, care and recovery.

use crate::assess::{Assessor, Evidence, Finding};
use crate::law::{LawInForce, RuleInForce};
use crate::model::{Class, Force, InCase, Instrument, Provision, Requirement, RuleBody, Verified, Word};

use super::against::{is_against_children, works_against};
use super::bearing::Bearing;
use super::case::Case;
use super::crimes::Crime;
use super::doubtful::doubts;
use super::fit::{Fit, Fitting, Miss};
use super::grown::{grown, is_of_accused_children};
use super::hearing::{Reach, has_task, is_of_the_accused, is_of_the_victim, parts_of, rank, subjects_meet};
use super::judged::judgments;

/// After everything that a requirement asks for.
const LAST: usize = 9;

/// To which part of the answer a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who is bound to act.
    Duty,
    /// Who may act, and can be asked.
    Power,
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
    /// How early it is told.
    pub rank: usize,
    /// Whether it alone decides: below this age nothing is an offence.
    decides: bool,
    /// Whether only a child that lives has any use of it.
    of_the_living: bool,
    /// Whether it says nothing but what standards bar.
    pub barred: bool,
    /// Whether it is for children of this child's age and not for all.
    pub of_own_age: bool,
    /// Whether one of its rules rules something out.
    pub rules_out: bool,
}

impl Owed<'_> {
    /// How it is cited.
    pub fn citation(&self) -> String {
        self.instrument.cite(&self.provision.section)
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
    let reach = Reach::new(law, case, bearing, crimes);
    let mut found: Vec<Owed<'c>> = Vec::new();
    for rule in law.rules.iter().filter(|rule| has_task(rule, InCase::Act, law.words())) {
        let part = duty_part(law, rule);
        let fit = rule_fit(&fitting, law, rule, part);
        if fit.reaches() && reach.reaches(rule.instrument, part) && reach.is_owed_here(rule, part) {
            let on_the_harm = reach.is_on_the_harm(rule.instrument);
            let waits = part == Part::Accused || !has_task(rule, InCase::ActAtOnce, law.words());
            let rank = usize::from(waits);
            add(&mut found, law, rule, fit, Place { part, rank, on_the_harm });
        }
    }
    // What a law made for accused children says of procedure is told whole, asked for or not; of other laws what they say of an accused child.
    for rule in law.rules.iter().filter(|rule| is_of_the_accused(law, rule)) {
        let fit = rule_fit(&fitting, law, rule, Part::Accused);
        if fit.reaches() && reach.reaches(rule.instrument, Part::Accused) {
            add(&mut found, law, rule, fit, Place { part: Part::Accused, rank: LAST, on_the_harm: false });
        }
    }
    let asked = on_requirements(assessor, law, bearing, &fitting, &reach, &mut found);
    let findings = assessor.findings(&[case.place], &asked);
    let evidence: Vec<&Evidence> = findings.iter().flat_map(Finding::evidence).collect();
    let of_case = |finding: &&Finding<'_>| bearing.measures(finding.requirement, law.words());
    let of_case: Vec<&Evidence> = findings.iter().filter(of_case).flat_map(Finding::evidence).collect();
    for owed in &mut found {
        owed.adverse = owed.barred || works_against(owed, &evidence);
    }
    // What works against a child in another case is no news here.
    let special = |owed: &Owed<'c>| !owed.instrument.family.is_empty() && reach.is_on_the_harm(owed.instrument);
    let of_accused = |owed: &Owed<'c>| owed.part == Part::Accused && case.accused && owed.barred;
    found.retain(|owed| {
        let news = special(owed) || of_accused(owed) || works_against(owed, &of_case);
        !owed.adverse || (news && (case.accused || owed.part != Part::Accused))
    });
    if case.accused {
        for judgment in judgments(law, &found, crimes) {
            let fit = rule_fit(&fitting, law, judgment.rule, Part::Accused);
            if fit.reaches() {
                let place = Place { part: Part::Accused, rank: 0, on_the_harm: judgment.on_the_harm };
                add(&mut found, law, judgment.rule, fit, place);
                found
                    .iter_mut()
                    .filter(|owed| judgment.is_told_in(owed))
                    .for_each(|owed| owed.adverse = judgment.adverse);
            }
        }
    }
    keep_what_is_of_the_case(&mut found, case, law);
    found.sort_by_key(|owed| {
        let may = owed.force == Some(Force::May);
        // Whom to press at once: who must act now, then who must act.
        let late = matches!(owed.part, Part::Duty | Part::Power) && owed.rank > 0;
        let general = case.accused && case.age.is_some() && owed.part == Part::Accused && !owed.of_own_age;
        (owed.part, !owed.decides, late, general, !owed.on_the_harm, owed.rank, may, owed.depends.len().min(2))
    });
    found
}

/// Adds what rules say to requirements that are heard on the case; which requirements these are.
fn on_requirements<'c>(
    assessor: &Assessor<'_, 'c>,
    law: &LawInForce<'c>,
    bearing: &Bearing<'c>,
    fitting: &Fitting<'_, 'c>,
    reach: &Reach<'c>,
    found: &mut Vec<Owed<'c>>,
) -> Vec<&'c Requirement> {
    let words = law.words();
    let mut asked: Vec<&'c Requirement> = Vec::new();
    for requirement in law.corpus.requirements() {
        let parts = |rule: &RuleInForce<'c>| -> Vec<Part> {
            let named = |part: &Part| *part == Part::Victim && is_of_the_victim(&rule.body, words);
            let mut parts = parts_of(requirement, &rule.body, words, bearing);
            parts.retain(|part| named(part) || reach.reaches(rule.instrument, *part));
            parts.retain(|part| *part == Part::Accused || !reach.is_of_other_acts(&rule.body));
            parts
        };
        let heard = |rule: &&RuleInForce<'c>| {
            !rule.entailed && !parts(rule).is_empty() && subjects_meet(requirement, &rule.body, words)
        };
        let rules: Vec<RuleInForce<'c>> = law.rules.iter().filter(heard).cloned().collect();
        if rules.is_empty() {
            continue;
        }
        asked.push(requirement);
        let some = law.only(rules);
        for rule in assessor.rules_on(&some, &[requirement]) {
            for part in parts(rule) {
                let fit = rule_fit(fitting, law, rule, part);
                let on_the_harm = bearing.has(&requirement.topic);
                // What a harmed child may need is told of every child, not of those of whom nobody spoke.
                let beside = part == Part::Care && !on_the_harm && !reach.is_special(rule.instrument);
                let unasked = beside && !is_care_for_any_child(fitting, &rule.body);
                if fit.reaches() && !unasked {
                    let place = Place { part, rank: rank(requirement, part, words), on_the_harm };
                    add(found, law, rule, fit, place);
                }
            }
        }
    }
    asked
}

/// Whether a rule gives care to whichever child was harmed: not only to children of whom the case does not speak, nor only where somebody likes.
fn is_care_for_any_child(fitting: &Fitting<'_, '_>, rule: &RuleBody) -> bool {
    match rule {
        RuleBody::Right(right) => right.force != Some(Force::May) && fitting.owed_to(&right.whose).depends.is_empty(),
        _ => true,
    }
}

/// Leaves out what is of another case: of a child that is only accused what is owed to the harmed, of one that did not live care, and as care what was told already.
fn keep_what_is_of_the_case(found: &mut Vec<Owed<'_>>, case: &Case<'_>, law: &LawInForce<'_>) {
    let (dead, outgrown) = (case.is_fatal(law.words()), grown(law, case).is_some());
    found.retain(|owed| match owed.part {
        Part::Duty | Part::Power => case.is_of_the_harmed() && !(dead && owed.of_the_living),
        Part::Victim => case.is_of_the_harmed() && !(dead && owed.of_the_living),
        Part::Care => owed.on_the_harm || (case.is_of_the_harmed() && !dead),
        Part::Accused => !outgrown,
    });
    let told: Vec<*const Provision> =
        found.iter().filter(|owed| owed.part != Part::Care).map(|owed| std::ptr::from_ref(owed.provision)).collect();
    found.retain(|owed| owed.part != Part::Care || !told.contains(&std::ptr::from_ref(owed.provision)));
}

/// The part in which a duty to act for a child is told: bound is only whoever must.
fn duty_part(law: &LawInForce<'_>, rule: &RuleInForce<'_>) -> Part {
    match &*rule.body {
        _ if is_of_accused_children(law, rule.instrument) => Part::Accused,
        RuleBody::Duty(duty) if duty.force == Some(Force::Shall) => Part::Duty,
        _ => Part::Power,
    }
}

/// Where a line stands.
#[derive(Clone, Copy)]
struct Place {
    part: Part,
    rank: usize,
    on_the_harm: bool,
}

fn add<'c>(found: &mut Vec<Owed<'c>>, law: &LawInForce<'c>, rule: &RuleInForce<'c>, fit: Fit, place: Place) {
    let Place { part, rank, on_the_harm } = place;
    let words = law.words();
    let scope = rule.scope.describe(words).map(|scope| format!(" [{scope}]")).unwrap_or_default();
    let says = format!("{}{scope}", rule.body.describe(words));
    let of_own_age = rule.scope.age.is_some() || matches!(&*rule.body, RuleBody::MinimumAge(_) | RuleBody::Relation(_));
    let spares = matches!(&*rule.body, RuleBody::MinimumAge(minimum) if minimum.unless.is_empty() && minimum.or_earlier.is_empty());
    let decides = part == Part::Accused && spares && fit.depends.is_empty();
    let barred = is_against_children(law, rule);
    let of_the_living = match &*rule.body {
        RuleBody::Right(_) => true,
        RuleBody::Duty(duty) => duty.to.iter().all(|task| words.stands_for(task, InCase::Living)),
        RuleBody::Procedure(procedure) => {
            procedure.proceedings.iter().all(|proceeding| words.stands_for(proceeding, InCase::Living))
        }
        _ => false,
    };
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
            owed.decides |= decides;
            owed.barred &= barred;
            owed.of_the_living &= of_the_living;
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
            decides,
            barred,
            of_the_living,
            of_own_age,
            rules_out,
            verified: rule.verified(),
        }),
    }
}

/// Whether a rule that owes something owes it to this child.
fn rule_fit<'c>(fitting: &Fitting<'_, 'c>, law: &LawInForce<'c>, rule: &RuleInForce<'c>, part: Part) -> Fit {
    let words = law.words();
    let role = if part == Part::Accused { InCase::Accused } else { InCase::Victim };
    let roles: Vec<Word> = words.standing_for(Class::Role, role).into_iter().cloned().collect();
    let mut scope = fitting.scope(rule, &roles);
    // A law made for children ends where its own childhood ends.
    let of_system = |topic: &Word| words.in_case(topic) == Some(InCase::System);
    if part == Part::Accused || rule.instrument.topics.iter().any(of_system) {
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
        RuleBody::MinimumAge(minimum) => {
            let mut fit = scope.and(fitting.ages_between(None, Some(minimum.age)));
            // Where the same law spares the child outright, its line that yields is not the child's.
            let outright = |other: &RuleInForce<'c>| {
                other.position == rule.position
                    && matches!(&*other.body, RuleBody::MinimumAge(lower) if lower.of == minimum.of
                        && lower.unless.is_empty() && fitting.case().age.is_some() && fitting.ages_between(None, Some(lower.age)) == Fit::default())
            };
            if !minimum.unless.is_empty() && law.rules.iter().any(outright) {
                fit.against.push((Miss::Age, "the same law spares the child outright".to_owned()));
            }
            fit
        }
        _ => scope,
    }
}
