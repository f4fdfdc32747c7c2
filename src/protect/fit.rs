//! Whether a rule reaches this child: what speaks against it, and on what it depends because the case does not say.

use crate::law::{LawInForce, RuleInForce};
use crate::model::{Age, AgeBand, AgeBySex, Class, InCase, Person, Reach, Scope, Sex, Vocabulary, Word};

use super::case::{Case, Faith};
use super::grown::childhood_in;

/// What speaks against a rule, the nearest miss first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Miss {
    /// The child is too old or too young for it.
    Age,
    /// It covers the other sex only.
    Sex,
    /// It was taken away for this child, or leaves it out.
    LeftOut,
    /// It is for another community.
    Community,
    /// It is for another place or kind of place.
    Setting,
    /// It is for other cases.
    Kind,
}

/// How a rule fits a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Why it does not reach this child; empty when it does or may.
    pub against: Vec<(Miss, String)>,
    /// On what it depends that the case, or the law, does not say.
    pub depends: Vec<String>,
    /// Who alone can commit it, where the case does not say who did it.
    pub done_by: Vec<String>,
}

impl Fit {
    /// Whether it reaches the child, or may.
    pub fn reaches(&self) -> bool {
        self.against.is_empty()
    }

    /// Both fits at once.
    #[must_use]
    pub fn and(mut self, other: Fit) -> Self {
        self.against.extend(other.against);
        self.depends.extend(other.depends);
        self.done_by.extend(other.done_by);
        self.against.sort();
        self.against.dedup();
        for list in [&mut self.depends, &mut self.done_by] {
            let mut seen = Vec::new();
            list.retain(|said| {
                let new = !seen.contains(said);
                seen.push(said.clone());
                new
            });
        }
        self
    }

    /// How far it misses, to rank by: how many reasons, and the nearest of them.
    pub fn distance(&self) -> (usize, Option<Miss>) {
        (self.against.len(), self.against.first().map(|(miss, _)| *miss))
    }

    fn no(&mut self, miss: Miss, reason: String) {
        self.against.push((miss, reason));
    }

    fn only_if(&mut self, condition: String) {
        self.depends.push(condition);
    }
}

/// Asks rules of one place whether they reach one child.
pub struct Fitting<'l, 'c> {
    law: &'l LawInForce<'c>,
    case: &'l Case<'c>,
    topics: &'l [Word],
    /// Whether the case is about a child accused of what was not said.
    open: bool,
}

impl<'l, 'c> Fitting<'l, 'c> {
    /// For a case under the law of its place and day; `topics` are those it bears on.
    pub fn new(law: &'l LawInForce<'c>, case: &'l Case<'c>, topics: &'l [Word]) -> Self {
        let open = case.accused && case.harms.iter().all(|harm| harm.is_topic);
        Self { law, case, topics, open }
    }

    /// The case.
    pub fn case(&self) -> &'l Case<'c> {
        self.case
    }

    fn words(&self) -> &'c Vocabulary {
        self.law.words()
    }

    /// The person a rule protects, against this child.
    pub fn person(&self, rule: &RuleInForce<'c>, person: &Person) -> Fit {
        let mut fit = Fit::default();
        match (person.sex, self.case.sex) {
            (Some(own), Some(child)) if own != child => fit.no(Miss::Sex, format!("it covers {} only", own.children())),
            (Some(own), None) => fit.only_if(format!("only if the child is a {}", one(own))),
            _ => {}
        }
        match self.law.upper_age(rule.position, person) {
            Some(under) => self.under(&mut fit, under, person.sex),
            None if person.term.is_some() => {
                let term = person.term.as_ref().map(|term| self.words().label(term)).unwrap_or_default();
                fit.only_if(format!("the law does not say up to which age someone is a {term}"));
            }
            None => {}
        }
        if let Some(from) = person.from {
            self.from(&mut fit, from);
        }
        if !person.is.is_empty() && !self.is_one_of(&person.is) {
            let labels: Vec<String> = person.is.iter().map(|word| self.words().label(word)).collect();
            fit.only_if(format!("only if this describes the child: {}", labels.join(" or ")));
        }
        // Who is named as a child without an age is a child as that law says.
        let ageless = person.under.is_none() && person.term.is_none() && !person.is.is_empty();
        if ageless && person.is.iter().all(|word| self.words().stands_for(word, InCase::Child)) {
            return fit.and(self.childhood_of(rule));
        }
        fit
    }

    /// Whether words for a person describe any child in this case: every child, the one harmed, and where it is accused the one accused.
    fn is_one_of(&self, people: &[Word]) -> bool {
        let roles = [(InCase::Victim, true), (InCase::Accused, self.case.accused)];
        let known = roles.iter().filter(|(_, holds)| *holds);
        let mut known = known.flat_map(|(role, _)| self.words().standing_for(Class::Actor, *role));
        known.any(|own| people.iter().any(|word| self.words().is_within(own, word)))
    }

    /// For whom something is owed, against this child.
    pub fn owed_to(&self, people: &[Word]) -> Fit {
        let mut fit = Fit::default();
        if !people.is_empty() && !self.is_one_of(people) {
            fit.only_if(format!("only if this describes the child: {}", self.words().labels(people)));
        }
        fit
    }

    /// Whether the child is still a child in the law a rule stands in, where that law says who is.
    pub fn childhood_of(&self, rule: &RuleInForce<'c>) -> Fit {
        self.ages_between(None, childhood_in(self.law, rule.position))
    }

    fn ages(&self, ages: AgeBySex, only: Option<Sex>) -> Vec<Age> {
        let sexes: Vec<Sex> = match self.case.sex.or(only) {
            Some(sex) => vec![sex],
            None => Sex::BOTH.to_vec(),
        };
        sexes.into_iter().filter_map(|sex| ages.of(sex)).collect()
    }

    fn under(&self, fit: &mut Fit, under: AgeBySex, only: Option<Sex>) {
        let ends = self.ages(under, only);
        let (Some(lowest), Some(highest)) = (ends.iter().min(), ends.iter().max()) else {
            return fit.only_if("the law does not state the age for this child".to_owned());
        };
        match self.case.age {
            None => fit.only_if(format!("only if the child is under {under}")),
            Some(age) if age >= *highest => {
                fit.no(Miss::Age, format!("it covers children under {under}; this child is {age}"))
            }
            Some(age) if age >= *lowest => {
                fit.only_if(format!("the age limit differs by sex ({under}), and the child's sex was not given"));
            }
            Some(_) => {}
        }
    }

    fn from(&self, fit: &mut Fit, from: AgeBySex) {
        let starts = self.ages(from, None);
        let (Some(lowest), Some(highest)) = (starts.iter().min(), starts.iter().max()) else {
            return;
        };
        match self.case.age {
            None => fit.only_if(format!("only if the person is {from} or older")),
            Some(age) if age < *lowest => fit.no(Miss::Age, format!("it begins at {from}; this child is {age}")),
            Some(age) if age < *highest => {
                fit.only_if(format!(
                    "the age from which it applies differs by sex ({from}), and the child's sex was not given"
                ));
            }
            Some(_) => {}
        }
    }

    /// Where a rule applies, against where the harm was done.
    pub fn settings(&self, settings: &[Word]) -> Fit {
        let mut fit = Fit::default();
        if settings.is_empty() {
            return fit;
        }
        let labels: Vec<String> = settings.iter().map(|word| self.words().label(word)).collect();
        let labels = labels.join(" or ");
        match &self.case.setting {
            None => fit.only_if(format!("only where it happened in: {labels}")),
            Some(here) if self.words().reaches(settings, here) => {}
            Some(here) if settings.iter().any(|own| self.words().is_within(own, here)) => {
                fit.only_if(format!("only where it happened in: {labels}"));
            }
            Some(here) if settings.iter().any(|own| self.may_overlap(own, here) || self.words().is_near(here, own)) => {
                fit.only_if(format!("only if {} counts as: {labels}", self.words().label(here)));
            }
            Some(here) => fit
                .no(Miss::Setting, format!("it covers only: {labels}; this happened in: {}", self.words().label(here))),
        }
        fit
    }

    /// Whether settings name the surroundings of the case, or broader ones.
    pub fn is_made_for_setting(&self, settings: &[Word]) -> bool {
        let here = self.case.setting.as_ref();
        !settings.is_empty() && here.is_some_and(|here| self.words().reaches(settings, here))
    }

    /// Two narrower settings under one broader can be the same place: work at a kiln may be scheduled work.
    fn may_overlap(&self, a: &Word, b: &Word) -> bool {
        let chain = |word: &Word| {
            let mut above = Vec::new();
            let mut at = self.words().get(word).and_then(|entry| entry.broader.clone());
            while let Some(broader) = at {
                if above.contains(&broader) {
                    break;
                }
                at = self.words().get(&broader).and_then(|entry| entry.broader.clone());
                above.push(broader);
            }
            above
        };
        let (over_a, over_b) = (chain(a), chain(b));
        // Siblings side by side (factory, mine) exclude each other; a word two levels down may also be what a sibling of its parent says.
        over_a.first() != over_b.first() && over_a.iter().any(|broader| over_b.contains(broader))
    }

    /// Who can commit it, against who did it. Nobody is shut out for having another name: a teacher can be a guardian too.
    pub fn doer(&self, by: &[Word], not_covered: &[Word]) -> Fit {
        let mut fit = Fit::default();
        let words = self.words();
        if let Some(who) = &self.case.by
            && let Some(left_out) = not_covered.iter().find(|left| words.is_within(who, left))
        {
            fit.no(Miss::LeftOut, format!("it leaves out: {}", words.label(left_out)));
        }
        let anyone = by.iter().any(|word| words.in_case(word) == Some(InCase::Everyone));
        if by.is_empty() || anyone {
            return fit;
        }
        let labels: Vec<String> = by.iter().map(|word| words.label(word)).collect();
        let labels = labels.join(" or ");
        match &self.case.by {
            Some(who) if words.reaches(by, who) => {}
            Some(_) => fit.only_if(format!("only when done by: {labels}")),
            None => fit.done_by.push(labels),
        }
        fit
    }

    /// The scope of a rule and what was cut out of it, against this child.
    pub fn scope(&self, rule: &RuleInForce<'c>, role: &[Word]) -> Fit {
        let mut fit = self.scope_of(&rule.scope, role);
        let cell = self.cell(role);
        for cut in &rule.cuts {
            match cut.reach(&cell, self.words()) {
                Reach::Full if !cut.is_everyone_there() => {
                    fit.no(Miss::LeftOut, format!("taken away for {}", self.describe(cut)))
                }
                Reach::Part => fit.only_if(format!("taken away for {}", self.describe(cut))),
                _ => {}
            }
        }
        fit
    }

    fn describe(&self, scope: &Scope) -> String {
        scope.describe(self.words()).unwrap_or_else(|| "some".to_owned())
    }

    fn scope_of(&self, scope: &Scope, role: &[Word]) -> Fit {
        let mut fit = Fit::default();
        let words = self.words();
        match (scope.sex, self.case.sex) {
            (Some(own), Some(child)) if own != child => fit.no(Miss::Sex, format!("it is for {} only", own.children())),
            (Some(own), None) => fit.only_if(format!("only for {}", own.children())),
            _ => {}
        }
        if let Some(band) = scope.age {
            let said = Scope { age: Some(band), ..Scope::default() }.describe(words).unwrap_or_default();
            match self.case.age {
                None => fit.only_if(format!("only for children {said}")),
                Some(age) if !band.covers(year(age)) => {
                    fit.no(Miss::Age, format!("it is for children {said}; this child is {age}"))
                }
                Some(_) => {}
            }
        }
        if !scope.communities.is_empty() {
            let labels = words.labels(&scope.communities);
            match &self.case.faith {
                Faith::Of(own) if words.reaches(&scope.communities, own) => {}
                Faith::Of(own) => {
                    fit.no(Miss::Community, format!("it is for {labels} only, not for: {}", words.label(own)))
                }
                Faith::NotMuslim if scope.communities.iter().all(|community| community.id() == "muslim") => {
                    fit.no(Miss::Community, format!("it is for {labels} only"));
                }
                Faith::NotMuslim | Faith::Unsaid => fit.only_if(format!("only for {labels}")),
            }
        }
        if !scope.parts.is_empty() {
            fit.only_if(format!("only in {}", words.labels(&scope.parts)));
        }
        if !scope.offences.is_empty() {
            let labels = words.labels(&scope.offences);
            // A class that belongs to a topic of the case is what the case is about.
            if !scope.offences.iter().any(|class| self.is_about(class)) {
                if scope.offences.iter().any(|class| self.may_be(class)) {
                    fit.only_if(format!("only for these offences: {labels}"));
                } else {
                    fit.no(Miss::Kind, format!("it is for these offences only: {labels}"));
                }
            }
        }
        if !scope.child.is_empty() && !role.is_empty() && !scope.child.iter().any(|own| role.contains(own)) {
            fit.no(Miss::Kind, format!("it is for a child who is {}", words.labels(&scope.child)));
        }
        fit = fit.and(self.settings(&scope.settings));
        if let Some(except) = &scope.except {
            match except.reach(&self.cell(role), words) {
                Reach::Full => fit.no(Miss::LeftOut, format!("it leaves out {}", self.describe(except))),
                Reach::Part => fit.only_if(format!("not for {}", self.describe(except))),
                Reach::None => {}
            }
        }
        fit
    }

    fn is_about(&self, class: &Word) -> bool {
        self.words().get(class).is_some_and(|entry| entry.topics.iter().any(|topic| self.topics.contains(topic)))
    }

    /// Whether the case may be one of a class of offences: what was done was not said, or the class is not a matter of topics.
    fn may_be(&self, class: &Word) -> bool {
        self.open || self.words().get(class).is_none_or(|entry| entry.topics.is_empty())
    }

    fn cell(&self, role: &[Word]) -> Scope {
        Scope {
            age: self.case.age.map(year),
            sex: self.case.sex,
            settings: self.case.setting.iter().cloned().collect(),
            communities: match &self.case.faith {
                Faith::Of(word) => vec![word.clone()],
                _ => Vec::new(),
            },
            child: role.to_vec(),
            ..Scope::default()
        }
    }

    /// Whether the ages between which something is owed reach this child.
    pub fn ages_between(&self, from: Option<AgeBySex>, to: Option<AgeBySex>) -> Fit {
        let mut fit = Fit::default();
        if let Some(to) = to.filter(|to| !to.is_unstated()) {
            self.under(&mut fit, to, None);
        }
        if let Some(from) = from {
            self.from(&mut fit, from);
        }
        fit
    }
}

fn year(age: Age) -> AgeBand {
    AgeBand { from: Some(age), to: Age::new(i64::from(age.years()) + 1).ok() }
}

fn one(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "girl",
        Sex::Male => "boy",
    }
}
