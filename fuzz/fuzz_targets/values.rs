//! Any text as a date, an age, a term, a section.
#![no_main]

use lacuna::model::{Age, PartialDate, ProvisionRef, Term, section_within};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.to_string().parse(), Ok(date));
    }
    if let Ok(term) = text.parse::<Term>() {
        assert_eq!(term.to_string().parse(), Ok(term));
    }
    let _ = text.parse::<Age>();
    let reference = ProvisionRef::parse(text);
    let _ = section_within(text, &reference.to_string());
});
