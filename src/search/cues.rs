//! Words that say what kind of answer is wanted, or whom it concerns, rather than what it is about. In a book of child law nearly every text concerns a child: such words help to order hits and decide nothing.

use crate::model::Sex;

/// What a word of a question wishes for beside its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// It concerns a child: of this sex, where the word says so.
    Person(Option<Sex>),
    /// What is done to whoever breaks the law.
    Penalty,
    /// From which age, or up to which.
    Age,
    /// Who must act, may act, or is there to help.
    Who,
    /// Whom to turn to.
    Contact,
    /// Within which time.
    Time,
    /// Turning to somebody: whom, where it is asked.
    Turn,
    /// What a word means in law.
    Definition,
    /// Whether something may be done.
    May,
    /// What the standards ask, rather than what the law says.
    Norm,
    /// A number: how old somebody is, perhaps.
    Number,
    /// It says nothing: every law carries it, or any question.
    Nothing,
}

/// The words of each cue, in small letters. Numbers that people write as words are among them, where a child's age is meant.
static CUES: phf::Map<&str, Cue> = phf::phf_map! {
    "adolescent" | "adolescents" | "bacha" | "bachay" | "bachcha" | "bache" | "bachi" | "bachon" | "child" |
    "children" | "childrens" | "childs" | "kid" | "kids" | "minor" | "minors" | "nabaligh" | "pupil" | "pupils" |
    "student" | "students" | "teen" | "teenage" | "teenager" | "teenagers" | "underage" | "underaged" | "young" |
    "youth" | "youths" => Cue::Person(None),
    "bachchi" | "bachchiyan" | "bachiyan" | "bachion" | "beti" | "daughter" | "daughters" | "girl" | "girls" |
    "larki" | "larkion" | "larkiyan" | "female" => Cue::Person(Some(Sex::Female)),
    "beta" | "boy" | "boys" | "larka" | "larkay" | "nephew" | "larke" | "larkon" | "son" | "sons" | "male" => Cue::Person(Some(Sex::Male)),
    "consequence" | "consequences" | "penalised" | "penalties" | "penalty" | "punish" | "punishable" | "punished" |
    "punishment" | "punishments" | "saza" | "sazaa" => Cue::Penalty,
    "age" | "aged" | "ages" | "limit" | "minimum" | "maximum" | "old" | "older" | "saal" | "sal" | "umar" | "umr" |
    "year" | "years" | "younger" => Cue::Age,
    "duties" | "duty" | "kaun" | "kon" | "obligation" | "obligations" | "obliged" | "who" | "whom" | "whose" => Cue::Who,
    "contact" | "contacts" | "dial" | "hotline" | "phone" | "phoning" | "ring" | "telephone" | "rabta" | "madad" => Cue::Contact,
    "days" | "deadline" | "deadlines" | "fast" | "hours" | "long" | "months" | "quick" | "quickly" | "soon" |
    "speedily" | "speedy" | "time" | "weeks" => Cue::Time,
    "ask" | "call" | "called" | "go" | "tell" | "turn" => Cue::Turn,
    "international" | "norm" | "norms" | "standard" | "standards" | "treaties" | "treaty" | "uno" => Cue::Norm,
    "define" | "defined" | "defines" | "definition" | "definitions" | "matlab" | "meaning" | "means" => Cue::Definition,
    "allow" | "allowed" | "banned" | "can" | "forbidden" | "illegal" | "jaiz" | "lawful" | "legal" | "may" |
    "permitted" | "unlawful" => Cue::May,
    "anybody" | "anyone" | "people" | "person" | "persons" | "somebody" | "someone" | "act" | "acts" | "become" |
    "bring" | "come" | "different" | "force" | "gets" | "getting" | "given" | "going" | "happen" | "happens" |
    "help" | "join" | "joining" | "keep" | "kept" | "kind" | "know" | "let" | "like" | "made" | "make" | "makes" |
    "need" | "needed" | "needs" | "possible" | "put" | "required" | "run" | "same" | "stop" | "take" | "taken" |
    "takes" | "told" | "took" | "use" | "used" | "using" | "want" | "wants" | "way" | "article" | "articles" |
    "case" | "cases" | "crime" | "kanoon" | "kanun" | "law" | "laws" | "legality" | "legislation" | "offence" |
    "offences" | "ordinance" | "pakistan" | "pakistani" | "provision" | "provisions" | "qanoon" | "qanun" | "rule" |
    "rules" | "section" | "sections" => Cue::Nothing,
    "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven" | "twelve" |
    "thirteen" | "fourteen" | "fifteen" | "sixteen" | "seventeen" | "eighteen" | "twenty" => Cue::Number,
};

/// What a word wishes for; `None` when it is about something.
pub fn cue(word: &str) -> Option<Cue> {
    let is_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Some(Cue::Number) } else { CUES.get(word).copied() }
}

/// What a question wishes for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Whether it concerns a child.
    pub child: bool,
    /// The sex of the child.
    pub sex: Option<Sex>,
    /// Whether a number is named.
    pub number: bool,
    /// What is done to whoever breaks the law.
    pub penalty: bool,
    /// An age.
    pub age: bool,
    /// Who.
    pub who: bool,
    /// Whom to turn to.
    pub contact: bool,
    /// Turning to somebody.
    pub turn: bool,
    /// Within which time.
    pub time: bool,
    /// What a word means.
    pub definition: bool,
    /// Whether something may be done.
    pub may: bool,
    /// What the standards ask.
    pub norm: bool,
}

impl Wishes {
    /// Takes a cue in. Of two sexes neither is wished for.
    pub fn take(&mut self, cue: Cue) {
        match cue {
            Cue::Person(sex) => {
                let other = self.child && self.sex != sex && sex.is_some() && self.sex.is_some();
                self.sex = if other { None } else { sex.or(self.sex) };
                self.child = true;
            }
            Cue::Number => self.number = true,
            Cue::Nothing => {}
            Cue::Penalty => self.penalty = true,
            Cue::Age => self.age = true,
            Cue::Who => self.who = true,
            Cue::Contact => self.contact = true,
            Cue::Turn => self.turn = true,
            Cue::Time => self.time = true,
            Cue::Definition => self.definition = true,
            Cue::May => self.may = true,
            Cue::Norm => self.norm = true,
        }
    }

    /// Whether it asks whom to turn to.
    pub fn help(&self) -> bool {
        self.contact || self.who && self.turn
    }

    /// Whether it concerns a child: by a word, or by an age, for "12 years old" is one.
    pub fn of_child(&self) -> bool {
        self.child || self.number && self.age
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_child_law_says_on_every_page_is_no_subject() {
        for word in ["girl", "minor", "children", "fourteen", "14", "punishment", "law", "umar", "who"] {
            assert!(cue(word).is_some(), "{word}");
        }
        for word in ["bail", "marriage", "beat", "school", "1860", "orphan", "wife"] {
            assert!(cue(word).is_none(), "{word}");
        }
    }

    #[test]
    fn a_girl_and_a_boy_are_a_child() {
        let mut wishes = Wishes::default();
        wishes.take(Cue::Person(Some(Sex::Female)));
        assert_eq!(wishes.sex, Some(Sex::Female));
        wishes.take(Cue::Person(Some(Sex::Male)));
        assert_eq!(wishes.sex, None);
    }
}
