//! The exact words a document can be filtered by: every word of the vocabulary that its rules use, ages, sexes, penalties' kinds.

use std::collections::BTreeSet;

use crate::model::{
    AgeBySex, FieldValue, Person, RelationTarget, Rule, RuleBody, Scope, Sex, Vocabulary, Word, fields_of,
};

/// A rule that names more than so many things of a kind is chiefly about none of them: these are also tagged `among:class:id`.
const FEW: usize = 4;

/// Tags of a document, `field:value`.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    tags: BTreeSet<String>,
}

impl Tags {
    /// Adds one.
    pub fn add(&mut self, field: &str, value: &str) {
        self.tags.insert(format!("{field}:{value}"));
    }

    /// Adds a word and every broader one: who asks for the broader is answered.
    pub fn word(&mut self, word: &Word, words: &Vocabulary) {
        let mut current = Some(word);
        while let Some(word) = current {
            // A word that is there already has brought its broader ones, and ends a circle.
            if !self.tags.insert(format!("{}:{}", word.class(), word.id())) {
                break;
            }
            current = words.get(word).and_then(|entry| entry.broader.as_ref());
        }
    }

    /// Whether it is there.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.tags.contains(&format!("{field}:{value}"))
    }

    /// All of them, in order.
    pub fn into_iter(self) -> impl Iterator<Item = String> {
        self.tags.into_iter()
    }

    fn age(&mut self, age: AgeBySex) {
        for sex in Sex::BOTH {
            if let Some(age) = age.of(sex) {
                self.add("age", &format!("{:02}", age.years()));
            }
        }
        match (age.female, age.male) {
            (Some(_), None) => self.add("sex", "female"),
            (None, Some(_)) => self.add("sex", "male"),
            (Some(female), Some(male)) if female != male => {
                self.add("sex", "female");
                self.add("sex", "male");
            }
            _ => {}
        }
    }

    fn sex(&mut self, sex: Option<Sex>) {
        if let Some(sex) = sex {
            self.add("sex", &sex.to_string());
        }
    }

    fn person(&mut self, person: &Person, words: &Vocabulary) {
        self.sex(person.sex);
        for age in person.under.iter().chain(&person.from) {
            self.age(*age);
        }
        for word in person.term.iter().chain(&person.is) {
            self.word(word, words);
        }
    }

    /// What a scope narrows to; what it takes out is not what the text is about.
    pub fn scope(&mut self, scope: &Scope, words: &Vocabulary) {
        self.sex(scope.sex);
        if let Some(band) = scope.age {
            for age in band.from.iter().chain(&band.to) {
                self.add("age", &format!("{:02}", age.years()));
            }
        }
        for list in [&scope.parts, &scope.communities, &scope.child, &scope.settings, &scope.offences] {
            for word in list {
                self.word(word, words);
            }
        }
    }

    /// Everything a rule names.
    pub fn rule(&mut self, rule: &Rule, words: &Vocabulary) {
        self.add("kind", &rule.body().kind().replace('_', "-"));
        self.scope(&rule.scope, words);
        for exception in &rule.exceptions {
            self.word(&exception.what, words);
            for word in exception.by.iter().chain(&exception.conditions) {
                self.word(word, words);
            }
        }
        for body in &rule.bodies {
            self.body(body, words);
        }
    }

    fn body(&mut self, body: &RuleBody, words: &Vocabulary) {
        for (key, _) in fields_of(body.kind()) {
            // What a rule leaves out is not what it is about.
            if matches!(*key, "excludes" | "not_covered" | "except") {
                continue;
            }
            match body.field(key) {
                Some(FieldValue::Words(list)) => {
                    list.iter().for_each(|word| self.word(word, words));
                    if list.len() > FEW {
                        list.iter().for_each(|word| self.add("among", &format!("{}:{}", word.class(), word.id())));
                    }
                }
                Some(FieldValue::Age(Some(age))) => self.age(age),
                Some(FieldValue::Person(Some(person))) => self.person(person, words),
                Some(FieldValue::Flag(Some(flag))) => self.add(key, if flag { "yes" } else { "no" }),
                _ => {}
            }
        }
        if let RuleBody::Relation(rule) = body
            && let RelationTarget::Words(list) = &rule.target
        {
            list.iter().for_each(|word| self.word(word, words));
        }
    }
}
