//! What a pattern means: whether a rule in force, in one of its readings, is what the pattern asks.

use crate::model::{
    AgeBySex, AgeTest, ComplaintTest, Exception, ExceptionTest, FieldAge, FieldTest, FieldValue, Instrument,
    InstrumentTest, Pattern, Penalty, PenaltyTest, Person, PersonTest, ProvisionRef, RuleBody, Sanction, Scope,
    ScopeTest, Sex, StatedOr, Term, Vocabulary, Word, WordTest, section_within,
};

use super::{LawInForce, RuleInForce};

impl<'c> LawInForce<'c> {
    /// The rules that a pattern selects.
    pub fn select<'l>(&'l self, pattern: &'l Pattern) -> impl Iterator<Item = &'l RuleInForce<'c>> {
        self.rules.iter().filter(move |rule| self.matches(rule, pattern))
    }

    /// Whether a pattern selects a rule, in the reading that holds.
    pub fn matches(&self, rule: &RuleInForce<'c>, pattern: &Pattern) -> bool {
        self.reads(rule, &rule.body, pattern)
    }

    /// Why a rule would be selected on another of its readings, if it would.
    pub fn matches_on_a_reading(&self, rule: &RuleInForce<'c>, pattern: &Pattern) -> Option<&'c str> {
        if rule.entailed {
            return None;
        }
        let source = rule.rule;
        let mut readings = source.bodies.iter().zip(&source.whys).skip(1);
        readings.find(|(body, _)| self.reads(rule, body, pattern)).map(|(_, why)| why.as_str())
    }

    /// Whether a pattern may select a rule that stands apart from its law, as what comes or goes does: what it asks of other rules is then open.
    pub fn may_match(&self, rule: &RuleInForce<'c>, pattern: &Pattern) -> bool {
        self.reads_apart(rule, pattern) != Some(false)
    }

    /// `None` where only other rules can tell.
    fn reads_apart(&self, rule: &RuleInForce<'c>, pattern: &Pattern) -> Option<bool> {
        let together = |patterns: &[Pattern], decides: bool| {
            let read: Vec<Option<bool>> = patterns.iter().map(|pattern| self.reads_apart(rule, pattern)).collect();
            match read.contains(&Some(decides)) {
                true => Some(decides),
                false => (!read.contains(&None)).then_some(!decides),
            }
        };
        match pattern {
            Pattern::All(patterns) => together(patterns, false),
            Pattern::Any(patterns) => together(patterns, true),
            Pattern::Not(pattern) => self.reads_apart(rule, pattern).map(|read| !read),
            Pattern::SameLaw(_) | Pattern::OtherLaw(_) => None,
            Pattern::Rule(kind, tests) if pattern.looks_beyond() => {
                let (open, own): (Vec<_>, Vec<_>) =
                    tests.iter().cloned().partition(|(key, test)| test.looks_beyond(key));
                let own = self.matches(rule, &Pattern::Rule(*kind, own));
                if own && !open.is_empty() { None } else { Some(own) }
            }
            pattern => Some(self.matches(rule, pattern)),
        }
    }

    fn reads(&self, rule: &RuleInForce<'c>, body: &RuleBody, pattern: &Pattern) -> bool {
        match pattern {
            Pattern::All(patterns) => patterns.iter().all(|pattern| self.reads(rule, body, pattern)),
            Pattern::Any(patterns) => patterns.iter().any(|pattern| self.reads(rule, body, pattern)),
            Pattern::Not(pattern) => !self.reads(rule, body, pattern),
            Pattern::Rule(kind, tests) => {
                kind.is_none_or(|kind| body.kind() == kind)
                    && tests.iter().all(|(key, test)| self.field(rule, body, key, test))
            }
            Pattern::In(places) => places.contains(&self.place.id),
            Pattern::InKind(kinds) => kinds.contains(&self.place.kind.as_str()),
            Pattern::Instrument(test) => is_instrument(rule.instrument, test, self.words()),
            Pattern::SameLaw(pattern) => {
                self.rules.iter().any(|other| other.position == rule.position && self.matches(other, pattern))
            }
            Pattern::OtherLaw(pattern) => {
                self.rules.iter().any(|other| other.position != rule.position && self.matches(other, pattern))
            }
        }
    }

    fn field(&self, rule: &RuleInForce<'c>, body: &RuleBody, key: &str, test: &FieldTest) -> bool {
        let words = self.words();
        let exceptions = &rule.rule.exceptions;
        match (key, test) {
            ("exceptions", FieldTest::Stated(stated)) => return exceptions.is_empty() != *stated,
            (_, FieldTest::Exception(test)) => return exceptions.iter().any(|one| is_exception(one, test, words)),
            (_, FieldTest::Scope(test)) => return is_scope(&rule.scope, test, words),
            (_, FieldTest::Verified(list)) => return list.contains(&rule.verified()),
            _ => {}
        }
        let Some(value) = body.field(key) else {
            return false;
        };
        match (self.governed(rule, body, key, value), test) {
            (value, FieldTest::Stated(stated)) => is_stated(value) == *stated,
            (FieldValue::Words(own), FieldTest::Words(test)) => are_words(own, test, words),
            (FieldValue::Age(Some(age)), FieldTest::Age(test)) => is_age(age, test),
            (FieldValue::Term(Some(term)), FieldTest::Term(bounds)) => bounds.hold(term),
            (FieldValue::Flag(flag), FieldTest::Flag(asked)) => flag == Some(*asked),
            (FieldValue::Choice(Some(own)), FieldTest::Choice(list)) => list.contains(&own),
            (FieldValue::Person(Some(person)), FieldTest::Person(test)) => self.is_person(rule, person, test),
            (FieldValue::Penalties(list), FieldTest::Penalty(test)) => are_penalties(list, test),
            (FieldValue::Complaint(Some(own)), FieldTest::Complaint(test)) => {
                let ComplaintTest { by, within } = &**test;
                by.as_ref().is_none_or(|by| are_words(&own.by, by, words))
                    && within.is_none_or(|within| is_within_bounds(own.within, within))
            }
            (FieldValue::Refs(refs), FieldTest::Refs(asked)) => {
                refs.iter().any(|own| asked.iter().any(|asked| lies_in(own, asked)))
            }
            (FieldValue::AnyOtherLaw, FieldTest::AnyOtherLaw) => true,
            _ => false,
        }
    }

    /// What an offence leaves unsaid is what governs it.
    fn governed<'r>(
        &'r self,
        rule: &RuleInForce<'c>,
        body: &'r RuleBody,
        key: &str,
        own: FieldValue<'r>,
    ) -> FieldValue<'r> {
        let RuleBody::Offence(offence) = body else {
            return own;
        };
        match key {
            "cognizable" => FieldValue::Flag(self.prosecution(rule, offence).cognizable),
            "bailable" => FieldValue::Flag(self.prosecution(rule, offence).bailable),
            "compoundable" => FieldValue::Flag(self.prosecution(rule, offence).compoundable),
            "complaint" => FieldValue::Complaint(self.complaint(rule, offence)),
            _ => own,
        }
    }

    fn is_person(&self, rule: &RuleInForce<'c>, person: &Person, test: &PersonTest) -> bool {
        let words = self.words();
        let years = |own: Option<AgeBySex>, test: &FieldAge| match test {
            FieldAge::Stated(stated) => own.is_some_and(|age| !age.is_unstated()) == *stated,
            FieldAge::Is(test) => own.is_some_and(|age| is_age(age, test)),
        };
        test.under.as_ref().is_none_or(|test| years(self.upper_age(rule.position, person), test))
            && test.from.as_ref().is_none_or(|test| years(person.from, test))
            && test.sex.is_none_or(|sex| person.sex == Some(sex))
            && test.term.as_ref().is_none_or(|test| are_words(person.term.as_slice(), test, words))
            && test.is.as_ref().is_none_or(|test| are_words(&person.is, test, words))
    }
}

/// Whether a reference points into what another names.
fn lies_in(own: &ProvisionRef, asked: &ProvisionRef) -> bool {
    own.instrument == asked.instrument
        && match (&own.section, &asked.section) {
            (_, None) => true,
            (Some(own), Some(asked)) => section_within(own, asked),
            (None, Some(_)) => false,
        }
}

fn is_stated(value: FieldValue<'_>) -> bool {
    match value {
        FieldValue::Words(list) => !list.is_empty(),
        FieldValue::Age(age) => age.is_some_and(|age| !age.is_unstated()),
        FieldValue::Term(term) => term.is_some(),
        FieldValue::Flag(flag) => flag.is_some(),
        FieldValue::Choice(choice) => choice.is_some(),
        FieldValue::Person(person) => person.is_some(),
        FieldValue::Penalties(list) => !list.is_empty(),
        FieldValue::Complaint(complaint) => complaint.is_some(),
        FieldValue::Refs(refs) => !refs.is_empty(),
        FieldValue::AnyOtherLaw => true,
        FieldValue::Text(stands) => stands,
    }
}

fn are_words(own: &[Word], test: &WordTest, words: &Vocabulary) -> bool {
    let names = |asked: &Word| words.names(own, asked);
    test.stated.is_none_or(|stated| stated != own.is_empty())
        && (test.any.is_empty() || test.any.iter().any(names))
        && test.all.iter().all(names)
        && (test.only.is_empty()
            || !own.is_empty() && own.iter().all(|own| test.only.iter().any(|asked| words.is_within(own, asked))))
        && (test.lacks.is_empty() || !own.is_empty() && !test.lacks.iter().any(|asked| words.takes_in(own, asked)))
        && test.reaches.iter().all(|asked| words.reaches(own, asked))
}

fn is_age(age: AgeBySex, test: &AgeTest) -> bool {
    let stated: Vec<_> = Sex::BOTH.iter().filter_map(|sex| age.of(*sex)).collect();
    let differ = matches!((age.female, age.male), (Some(female), Some(male)) if female != male);
    !stated.is_empty()
        && test.is.is_none_or(|is| stated.iter().all(|age| *age == is))
        && test.below.is_none_or(|below| stated.iter().any(|age| *age < below))
        && test.at_least.is_none_or(|least| stated.iter().all(|age| *age >= least))
        && test.differs.is_none_or(|differs| differs == differ)
}

fn is_within_bounds<T: PartialOrd + Copy>(value: Option<T>, test: StatedOr<T>) -> bool {
    match test {
        StatedOr::Stated(stated) => value.is_some() == stated,
        StatedOr::Within(bounds) => value.is_some_and(|value| bounds.hold(value)),
    }
}

fn are_penalties(list: &[Penalty], test: &PenaltyTest) -> bool {
    let fine_only = !list.is_empty() && list.iter().all(|penalty| penalty.sanctions == [Sanction::Fine]);
    test.fine_only.is_none_or(|asked| asked == fine_only) && list.iter().any(|penalty| is_penalty(penalty, test))
}

fn is_penalty(penalty: &Penalty, test: &PenaltyTest) -> bool {
    let has = |kind: &Sanction| penalty.sanctions.contains(kind);
    let endless = has(&Sanction::Life) || has(&Sanction::Death);
    let longest = |test: StatedOr<Term>| match (test, endless) {
        (StatedOr::Stated(stated), true) => stated,
        (StatedOr::Within(bounds), true) => bounds.below.is_none(),
        _ => is_within_bounds(penalty.longest_prison(), test),
    };
    // Where prison is not on the list, nothing is said of its least term.
    let least =
        |test| has(&Sanction::Prison) && is_within_bounds(penalty.prison.as_ref().and_then(|term| term.min), test);
    let fine = |test, amount: Option<u64>| has(&Sanction::Fine) && is_within_bounds(amount, test);
    let alone = penalty.sanctions != [Sanction::Fine] && penalty.allows_fine_alone() == Some(true);
    test.fine_alone.is_none_or(|asked| asked == alone)
        && test.prison_max.is_none_or(longest)
        && test.prison_min.is_none_or(least)
        && test.fine_max.is_none_or(|test| fine(test, penalty.fine.and_then(|fine| fine.max)))
        && test.fine_min.is_none_or(|test| fine(test, penalty.fine.and_then(|fine| fine.min)))
        && (test.names.is_empty() || test.names.iter().any(has))
        && !test.lacks.iter().any(has)
        && test.level.as_ref().is_none_or(|level| penalty.level.as_ref() == Some(level))
}

fn is_exception(exception: &Exception, test: &ExceptionTest, words: &Vocabulary) -> bool {
    let holds = |own: &[Word], test: &Option<WordTest>| test.as_ref().is_none_or(|test| are_words(own, test, words));
    holds(std::slice::from_ref(&exception.what), &test.what)
        && holds(&exception.by, &test.by)
        && holds(&exception.conditions, &test.conditions)
        && test.age.is_none_or(|asked| asked == exception.age.is_some())
}

fn is_scope(scope: &Scope, test: &ScopeTest, words: &Vocabulary) -> bool {
    let holds = |own: &[Word], test: &Option<WordTest>| test.as_ref().is_none_or(|test| are_words(own, test, words));
    test.narrowed.is_none_or(|asked| asked != scope.is_everyone_there())
        && holds(&scope.parts, &test.part)
        && holds(&scope.communities, &test.community)
        && holds(&scope.child, &test.child)
        && holds(&scope.settings, &test.settings)
        && holds(&scope.offences, &test.offences)
        && test.sex.is_none_or(|sex| scope.sex == Some(sex))
        && test.age.is_none_or(|asked| asked == scope.age.is_some())
        && test.except.is_none_or(|asked| asked == scope.except.is_some())
}

fn is_instrument(instrument: &Instrument, test: &InstrumentTest, words: &Vocabulary) -> bool {
    let holds = |own: &[Word], test: &Option<WordTest>| test.as_ref().is_none_or(|test| are_words(own, test, words));
    (test.id.is_empty() || test.id.iter().any(|id| id.instrument == instrument.id))
        && holds(&instrument.topics, &test.topic)
        && holds(&instrument.surveyed, &test.surveyed)
        && holds(&instrument.family, &test.family)
        && (test.kind.is_empty() || test.kind.contains(&instrument.kind))
        && (test.enacted_by.is_empty() || test.enacted_by.contains(&instrument.enacted_by))
}
