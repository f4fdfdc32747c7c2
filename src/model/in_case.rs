//! What a word stands for in the case of one child. The vocabulary says it (`in_case:`), so that who answers a case needs no list of words.

/// What a word stands for in the case of one child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InCase {
    /// Of a child that is accused: its topic, role, name, and the body it needs first.
    Accused,
    /// A topic that an accused child is told of only where the law responds to it.
    Childhood,
    /// Of a child that was harmed, whatever the harm.
    Victim,
    /// A topic of services for every child that is harmed.
    EveryHarm,
    /// A topic of the bodies that protect children: their laws are for every harm.
    System,
    /// A topic of what a harmed child may need beside the case.
    Care,
    /// The like, where being taken in by somebody is itself the need.
    Placement,
    /// A function that helps the child to recover.
    Recovery,
    /// A function that answers a case.
    Response,
    /// A function that keeps harm away.
    Prevention,
    /// A function that makes the system work, and says nothing of one child.
    Machinery,
    /// A sector of papers rather than of help.
    Papers,
    /// A child by the law's own words.
    Child,
    /// An actor that leaves nobody out.
    Everyone,
    /// A task done for one child.
    Act,
    /// Of these, one that bears no delay.
    ActAtOnce,
    /// An act that no child survives.
    Fatal,
    /// A proceeding or task in which only a child that lives takes part.
    Living,
}

impl InCase {
    /// Every meaning, with its key in YAML.
    pub const ALL: [(InCase, &'static str); 18] = [
        (InCase::Accused, "accused"),
        (InCase::Childhood, "childhood"),
        (InCase::Victim, "victim"),
        (InCase::EveryHarm, "every-harm"),
        (InCase::System, "system"),
        (InCase::Care, "care"),
        (InCase::Placement, "placement"),
        (InCase::Recovery, "recovery"),
        (InCase::Response, "response"),
        (InCase::Prevention, "prevention"),
        (InCase::Machinery, "machinery"),
        (InCase::Papers, "papers"),
        (InCase::Child, "child"),
        (InCase::Everyone, "everyone"),
        (InCase::Act, "act"),
        (InCase::ActAtOnce, "act-at-once"),
        (InCase::Fatal, "fatal"),
        (InCase::Living, "living"),
    ];

    /// The meaning with this key.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, key)| *key == id).map(|(meaning, _)| *meaning)
    }
}
