//! The answer as one JSON object.

use serde_json::{Value, json};

use crate::corpus::Corpus;
use crate::model::{Force, Sex, Vocabulary};
use crate::protect::{BodyOnDay, Closeness, Crime, Faith, Miss, Owed, Part, Protection, state_said};

use super::super::findings::finding_json;
use super::super::why::reason;
use super::accused::outgrown;
use super::view::{foot, sure};

/// The documented object of `protect --format json`.
pub fn protect_json(protection: &Protection<'_>, corpus: &Corpus) -> Value {
    let words = &corpus.words;
    let case = &protection.case;
    let ids = |list: &[crate::model::Word]| list.iter().map(|word| word.id().to_owned()).collect::<Vec<_>>();
    let harms: Vec<Value> = case
        .harms
        .iter()
        .map(|harm| json!({ "said": harm.said, "label": harm.label, "acts": ids(&harm.acts), "topics": ids(&harm.topics) }))
        .collect();
    let owed = |part: Part| {
        let own = protection.owed.iter().filter(|owed| owed.part == part);
        own.map(|owed| owed_json(owed, words)).collect::<Vec<_>>()
    };
    let procedures: Vec<Value> = owed(Part::Victim).into_iter().chain(owed(Part::Accused)).collect();
    let gaps: Vec<Value> = protection.findings.iter().map(finding_json).collect();
    let beware: Vec<Value> = protection
        .beware
        .iter()
        .map(|beware| {
            json!({ "kind": beware.trap, "says": beware.says, "citations": beware.citations, "verified": sure(beware.verified) })
        })
        .collect();
    let not_in_force: Vec<Value> = protection
        .not_in_force
        .iter()
        .map(|law| {
            json!({
                "instrument": law.instrument.id.as_str(),
                "section": law.provision.map(|provision| provision.section.as_str()),
                "citation": law.provision.map_or_else(|| law.instrument.short_title().to_owned(), |provision| law.instrument.cite(&provision.section)),
                "why": reason(&law.why, corpus),
            })
        })
        .collect();
    json!({
        "as_of": case.day.to_string(),
        "corpus": corpus.version,
        "seen_up_to": corpus.seen_up_to.map(|seen| seen.to_string()),
        "case": {
            "harms": harms,
            "place": case.place.id,
            "age": case.age.map(crate::model::Age::years),
            "sex": case.sex.map(|sex| if sex == Sex::Female { "girl" } else { "boy" }),
            "setting": case.setting.as_ref().map(|word| word.id().to_owned()),
            "by": case.by.as_ref().map(|word| word.id().to_owned()),
            "community": match &case.faith { Faith::Of(word) => Some(word.id().to_owned()), Faith::NotMuslim => Some("not-muslim".to_owned()), Faith::Unsaid => None },
            "accused": case.accused,
            "outgrown": outgrown(protection),
            "topics": ids(&protection.topics),
        },
        "institutions": protection.to_call.iter().map(|body| body_json(body, corpus)).collect::<Vec<_>>(),
        "duties": owed(Part::Duty).into_iter().chain(owed(Part::Power)).collect::<Vec<_>>(),
        "offences": protection.reaching().map(|crime| crime_json(crime, words)).collect::<Vec<_>>(),
        "not_fitting": protection.not_fitting().map(|crime| not_fitting_json(protection, crime, words)).collect::<Vec<_>>(),
        "not_in_force": not_in_force,
        "procedures": procedures,
        "care": owed(Part::Care),
        "beware": beware,
        "gaps": gaps,
        "note": foot(corpus, protection),
    })
}

fn crime_json(crime: &Crime<'_>, words: &Vocabulary) -> Value {
    let handled = &crime.prosecution;
    let complaint = handled.complaint.as_ref().map(|complaint| {
        json!({
            "by": complaint.by.iter().map(|word| words.label(word)).collect::<Vec<_>>(),
            "within": complaint.within.map(|within| within.to_string()),
        })
    });
    let against: Vec<Value> =
        crime.fit.against.iter().map(|(miss, says): &(Miss, String)| json!({ "kind": miss, "says": says })).collect();
    json!({
        "instrument": crime.instrument.id.as_str(),
        "section": crime.provision.section,
        "citation": crime.citation(),
        "heading": crime.provision.heading,
        "summary": crime.provision.summary,
        "acts": crime.acts.iter().map(|act| act.id().to_owned()).collect::<Vec<_>>(),
        "match": match crime.closeness { Closeness::Same => "same", Closeness::Wider => "wider", Closeness::Near => "related" },
        "punished": crime.punished,
        "protects": crime.protects,
        "for_children": crime.for_children,
        "done_by": crime.fit.done_by,
        "penalties": crime.penalties,
        "cognizable": handled.cognizable,
        "bailable": handled.bailable,
        "compoundable": handled.compoundable,
        "complaint": complaint,
        "courts": crime.courts.iter().map(|court| words.label(court)).collect::<Vec<_>>(),
        "with": crime.forbidden_by.iter().chain(&crime.prosecuted_by).collect::<Vec<_>>(),
        "depends": crime.fit.depends,
        "against": against,
        "exceptions": crime.exceptions,
        "doubts": crime.doubts,
        "notes": crime.notes,
        "verified": crime.verified,
    })
}

/// A crime that does not reach the child; `part` says which part of its section it is where another part does.
fn not_fitting_json<'c>(protection: &Protection<'c>, crime: &Crime<'c>, words: &Vocabulary) -> Value {
    let mut told = crime_json(crime, words);
    told["part"] = json!(protection.part_of_section(crime));
    told
}

fn owed_json(owed: &Owed<'_>, words: &Vocabulary) -> Value {
    json!({
        "role": match owed.part { Part::Duty => "bound-to-act", Part::Power => "may-act", Part::Victim => "victim-or-witness", Part::Accused => "accused", Part::Care => "care" },
        "instrument": owed.instrument.id.as_str(),
        "section": owed.provision.section,
        "citation": owed.citation(),
        "heading": owed.provision.heading,
        "summary": owed.provision.summary,
        "says": owed.says,
        "kinds": owed.kinds,
        "force": owed.force.map(|force| if force == Force::Shall { "shall" } else { "may" }),
        "bearers": owed.bearers.iter().map(|word| words.label(word)).collect::<Vec<_>>(),
        "depends": owed.depends,
        "doubts": owed.doubts,
        "on_the_harm": owed.on_the_harm,
        "against_the_child": owed.adverse,
        "verified": owed.verified,
    })
}

/// A body and its state on the day.
pub fn body_json(body: &BodyOnDay<'_>, corpus: &Corpus) -> Value {
    let institution = body.institution;
    json!({
        "name": institution.name,
        "body": institution.body.as_ref().map(|word| word.id().to_owned()),
        "places": institution.places,
        "functions": institution.functions.iter().map(|word| word.id().to_owned()).collect::<Vec<_>>(),
        "only_for": institution.only_for.iter().map(|word| word.id().to_owned()).collect::<Vec<_>>(),
        "sectors": institution.sectors.iter().map(|word| word.id().to_owned()).collect::<Vec<_>>(),
        "contact": institution.contact,
        "receives_reports": institution.receives_reports,
        "founded_by": body.founded_by(corpus),
        "founding_provision": institution.founded_by.as_ref().map(ToString::to_string),
        "state": state_said(body.state),
        "state_note": body.record.and_then(|record| record.note.clone()),
        "summary": institution.summary,
        "verified": body.verified(),
    })
}
