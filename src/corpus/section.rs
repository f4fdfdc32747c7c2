//! The numbers by which people know a section.

use std::collections::BTreeSet;

use crate::model::unhyphened;

use super::citation::is_section_word;

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
