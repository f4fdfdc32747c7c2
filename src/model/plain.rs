//! Rules in plain words, for views, for the chain of reasons, and for search.

use std::fmt::Write as _;

use super::relation::RelationTarget;
use super::rule::{Exception, Force, PermissionAs, Person, Rule, RuleBody};
use super::vocabulary::{Vocabulary, Word};

impl Rule {
    /// The rule, in the reading that is shown, as a sentence without its end.
    pub fn describe(&self, words: &Vocabulary) -> String {
        let mut said = self.body().describe(words);
        if let Some(scope) = self.scope.describe(words) {
            let _ = write!(said, " [{scope}]");
        }
        for exception in &self.exceptions {
            let _ = write!(said, "; except: {}", exception.describe(words));
        }
        said
    }
}

impl Exception {
    /// The case and its conditions.
    pub fn describe(&self, words: &Vocabulary) -> String {
        let mut said = words.label(&self.what);
        if let Some(age) = self.age {
            let _ = write!(said, " (from {age})");
        }
        if !self.conditions.is_empty() {
            let _ = write!(said, ", if {}", words.labels(&self.conditions));
        }
        said
    }
}

fn person(person: &Person, words: &Vocabulary) -> String {
    let mut said = Vec::new();
    if let Some(term) = &person.term {
        said.push(format!("a {}", words.label(term)));
    }
    if !person.is.is_empty() {
        said.push(words.labels(&person.is));
    }
    if let Some(sex) = person.sex {
        said.push(sex.to_string());
    }
    if let Some(under) = person.under {
        said.push(format!("under {under}"));
    }
    if let Some(from) = person.from {
        said.push(format!("from {from}"));
    }
    said.join(", ")
}

fn force(force: Option<Force>) -> &'static str {
    match force {
        Some(Force::Shall) => "must",
        Some(Force::May) => "may",
        None => "is to",
    }
}

struct Sentence<'v> {
    said: String,
    words: &'v Vocabulary,
}

impl Sentence<'_> {
    fn list(&mut self, before: &str, list: &[Word]) {
        if !list.is_empty() {
            let _ = write!(self.said, "{before}{}", self.words.labels(list));
        }
    }

    /// Any of the list.
    fn either(&mut self, before: &str, list: &[Word]) {
        if !list.is_empty() {
            let labels: Vec<String> = list.iter().map(|word| self.words.label(word)).collect();
            let _ = write!(self.said, "{before}{}", labels.join(" or "));
        }
    }

    fn flag(&mut self, flag: Option<bool>, yes: &str, no: &str) {
        if let Some(flag) = flag {
            let _ = write!(self.said, "; {}", if flag { yes } else { no });
        }
    }
}

impl RuleBody {
    /// What it says, in plain words.
    pub fn describe(&self, words: &Vocabulary) -> String {
        let mut s = Sentence { said: String::new(), words };
        match self {
            RuleBody::Definition(rule) => {
                s.said = format!("defines {}", words.label(&rule.term));
                if let Some(purpose) = &rule.purpose {
                    let _ = write!(s.said, " for {}", words.label(purpose));
                }
                if let Some(under) = rule.under {
                    let _ = write!(s.said, ": under {under}");
                }
                if let Some(from) = rule.from_age {
                    let _ = write!(s.said, ": from {from}");
                }
                s.list(", or by ", &rule.tests);
                if let Some(at) = &rule.at {
                    let _ = write!(s.said, ", measured at {}", words.label(at));
                }
                s.list("; takes in ", &rule.includes);
                s.list("; leaves out ", &rule.excludes);
            }
            RuleBody::MinimumAge(rule) => {
                s.said = format!("minimum age of {}: {}", words.label(&rule.of), rule.age);
                s.list(", or earlier by ", &rule.or_earlier);
                s.list(", unless ", &rule.unless);
                s.list(", with ", &rule.conditions);
            }
            RuleBody::Prohibition(rule) => {
                s.said = format!("forbids {}", words.labels(&rule.act));
                s.either(" by ", &rule.by);
                if let Some(victim) = &rule.victim {
                    let _ = write!(s.said, " towards {}", person(victim, words));
                }
                s.either(" in ", &rule.settings);
                s.either(" on the ground of ", &rule.grounds);
                if !rule.subject_to.is_empty() {
                    let refs: Vec<String> = rule.subject_to.iter().map(ToString::to_string).collect();
                    let _ = write!(s.said, ", subject to {}", refs.join(", "));
                }
                if rule.sanction.is_none() {
                    s.said.push_str("; no penalty of its own");
                }
            }
            RuleBody::Offence(rule) => {
                s.said = format!("offence: {}", words.labels(&rule.act));
                s.either(" by ", &rule.by);
                if let Some(victim) = &rule.victim {
                    let _ = write!(s.said, " against {}", person(victim, words));
                }
                s.either(" in ", &rule.settings);
                s.either(", also as ", &rule.forms);
                for penalty in &rule.penalties {
                    let level = penalty.level.as_ref().map(|level| format!("{level}: ")).unwrap_or_default();
                    let _ = write!(s.said, " - {level}{penalty}");
                }
                s.flag(rule.cognizable, "cognizable", "not cognizable");
                s.flag(rule.bailable, "bailable", "not bailable");
                s.flag(rule.compoundable, "compoundable", "not compoundable");
                if let Some(complaint) = &rule.complaint {
                    s.either("; complaint only by ", &complaint.by);
                    if let Some(within) = complaint.within {
                        let _ = write!(s.said, "; complaint within {within}");
                    }
                }
                s.either("; does not reach ", &rule.not_covered);
            }
            RuleBody::SentenceLimit(rule) => {
                s.said = "bars".to_owned();
                s.list(" ", &rule.bars);
                if let Some(under) = rule.under {
                    let _ = write!(s.said, " under {under}");
                }
                if let Some(at) = &rule.at {
                    let _ = write!(s.said, " (age at {})", words.label(at));
                }
                if let Some(max) = rule.max {
                    let _ = write!(s.said, "; at most {max}");
                }
            }
            RuleBody::Permission(rule) => {
                let manner = match rule.manner {
                    PermissionAs::Defence => "defence",
                    PermissionAs::Exemption => "exemption",
                    PermissionAs::Exception => "exception",
                    PermissionAs::Waiver => "waiver",
                    PermissionAs::Licence => "licence",
                    PermissionAs::Authorisation => "authorisation",
                };
                s.said = format!("allows, as {manner},");
                s.list(" ", &rule.act);
                s.list(" ", &rule.sanction);
                s.either(" by ", &rule.by);
                if let Some(victim) = &rule.victim {
                    let _ = write!(s.said, " towards {}", person(victim, words));
                }
                s.either(" in ", &rule.settings);
                s.list(", if ", &rule.conditions);
                s.list(", by ", &rule.or_earlier);
                s.list("; not ", &rule.except);
            }
            RuleBody::Duty(rule) => {
                let bearer = if rule.bearer.is_empty() {
                    "someone (the law does not say who)".to_owned()
                } else {
                    words.labels(&rule.bearer)
                };
                s.said = format!("{bearer} {} {}", force(rule.force), words.labels(&rule.to));
                if let Some(within) = rule.within {
                    let _ = write!(s.said, " within {within}");
                }
                s.either(", for ", &rule.owed_to);
                s.either(" in ", &rule.settings);
                s.flag(rule.sanction, "breach is punished", "breach is not punished");
            }
            RuleBody::Right(rule) => {
                s.said = format!("{} has a right to {}", words.labels(&rule.whose), words.labels(&rule.to));
                if rule.force == Some(Force::May) {
                    s.said = format!("{} may be given {}", words.labels(&rule.whose), words.labels(&rule.to));
                }
                match (rule.from_age, rule.to_age) {
                    (Some(from), Some(to)) => drop(write!(s.said, ", from {from} to {to}")),
                    (Some(from), None) => drop(write!(s.said, ", from {from}")),
                    (None, Some(to)) => drop(write!(s.said, ", to {to}")),
                    (None, None) => {}
                }
                s.flag(rule.free, "free", "not free");
                s.list(", if ", &rule.conditions);
                s.either(" in ", &rule.settings);
                s.list("; may be refused for ", &rule.refusable_for);
                s.list("; may not be refused for ", &rule.not_refusable_for);
                s.either("; paid by ", &rule.paid_by);
            }
            RuleBody::Procedure(rule) => {
                s.said = words.labels(&rule.proceedings);
                s.list(if rule.force == Some(Force::May) { " may have: " } else { ": " }, &rule.features);
                s.list("; rules out ", &rule.bars);
                if let Some(within) = rule.within {
                    let _ = write!(s.said, "; within {within}");
                }
                s.either("; before ", &rule.before);
                s.flag(rule.cognizable, "cognizable", "not cognizable");
                s.flag(rule.bailable, "bailable", "not bailable");
                s.flag(rule.compoundable, "compoundable", "not compoundable");
                if let Some(complaint) = &rule.complaint {
                    s.either("; complaint only by ", &complaint.by);
                    if let Some(within) = complaint.within {
                        let _ = write!(s.said, "; complaint within {within}");
                    }
                }
                s.either("; court: ", &rule.court);
            }
            RuleBody::Institution(rule) => {
                s.said = format!("{} {} be set up", words.label(&rule.body), force(rule.force));
                s.list(" for ", &rule.functions);
                s.list("; powers: ", &rule.powers);
                s.list("; at level: ", &rule.levels);
                s.list("; members: ", &rule.members);
                s.list("; by ", &rule.set_up_by);
                s.flag(rule.independent, "independent", "not independent");
                s.flag(rule.funded, "given money by law", "given no money by law");
            }
            RuleBody::Effect(rule) => {
                s.said = format!("{}: {}", words.label(&rule.of), words.label(&rule.effect));
                s.either(" on the motion of ", &rule.on_motion_of);
                if let Some(within) = rule.within {
                    let _ = write!(s.said, " within {within}");
                }
                if let Some(age) = rule.until_age {
                    let _ = write!(s.said, " until the age of {age}");
                }
                s.list(", if ", &rule.conditions);
                s.list("; keeps ", &rule.protects);
            }
            RuleBody::Relation(rule) => {
                let target = match &rule.target {
                    RelationTarget::AnyOtherLaw => "any other law".to_owned(),
                    RelationTarget::Words(list) => words.labels(list),
                    RelationTarget::Refs(refs) => refs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
                };
                s.said = format!("{} {target}", rule.word.id().replace('_', " "));
                if rule.interim {
                    s.said.push_str(" for the time being");
                }
                if let Some(winner) = &rule.winner {
                    let _ = write!(s.said, "; {winner} prevails");
                }
                s.list(", when ", &rule.when);
                s.list(", on ", &rule.only);
            }
        }
        s.said
    }
}
