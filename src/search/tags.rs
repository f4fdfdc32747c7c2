//! The exact words a document can be filtered by: every word of the vocabulary that its rules use, ages, sexes, penalties' kinds.

use std::collections::BTreeSet;

use super::cite::unhyphened;
use crate::corpus::is_section_word;
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

/// Every section that a section's number names: `6(3)` is in 6; `292B, 292C` names both; `332-336` names five.
pub fn sections_named(section: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let plain = section.to_lowercase().replace(" (", "(");
    found.insert(plain.clone());
    let mut stem = String::new();
    for part in plain.split([',', ';']).map(str::trim) {
        // "306(b), (c)": the second belongs to the first one's section.
        let part = if part.starts_with('(') { format!("{stem}{part}") } else { part.to_owned() };
        // "para 87" is found by its number.
        let part = part.split(' ').find(|word| !is_section_word(word)).unwrap_or_default();
        stem = part.split('(').next().unwrap_or_default().to_owned();
        let ends =
            part.split_once('-').and_then(|(from, to)| Some((from.parse::<u32>().ok()?, to.parse::<u32>().ok()?)));
        if let Some((from, to)) = ends {
            // "1998-2015" is a span of years, not of sections.
            found.extend((from..=to).take(if to < 1000 { 40 } else { 0 }).map(|number| number.to_string()));
        }
        let mut part = part;
        while !part.is_empty() {
            found.insert(part.to_owned());
            // From `19(1)(a)` to `19(1)` to `19`; from `4.1` to `4`.
            part = part.rfind(['(', '.', '/']).map_or("", |at| &part[..at]);
        }
    }
    found.retain(|section| !section.is_empty());
    let unhyphened: Vec<String> = found.iter().map(|section| unhyphened(section)).collect();
    found.extend(unhyphened);
    found
}

#[cfg(test)]
mod tests {
    use super::sections_named;

    #[test]
    fn a_section_is_found_by_each_of_its_numbers() {
        let named = |section: &str| sections_named(section).into_iter().collect::<Vec<_>>();
        assert!(named("6(3)").contains(&"6".to_owned()));
        assert!(named("292B, 292C").contains(&"292c".to_owned()));
        assert!(named("332-336").contains(&"334".to_owned()));
        assert!(named("306(b), (c)").contains(&"306(c)".to_owned()));
        assert!(named("55 (provisos)").contains(&"55".to_owned()));
        assert!(named("1; 24(3)").contains(&"24".to_owned()));
        assert!(named("paras 69-71").contains(&"70".to_owned()) && named("para 87").contains(&"87".to_owned()));
        assert_eq!(named("25A"), ["25a"]);
    }
}
