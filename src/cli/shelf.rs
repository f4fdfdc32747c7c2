//! The project's own reports: those of the bundled corpus that lie in `reports/`, as of the last day its sources were seen.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::report::document::{Asking, Kind, Length, Medium, View, findings_report, progress_report};

use super::choose::When;
use super::write::{pieces, write_all};
use super::{Done, Failure, Screen};

/// The day of the National Consultation from which the road is told.
const CONSULTATION: Date = Date::constant(2011, 12, 22);
/// What the reports on the shelf are written as.
const MEDIA: [Medium; 2] = [Medium::Md, Medium::Html];

/// Writes them.
///
/// # Errors
/// When the corpus does not say up to when its sources were seen, or a file cannot be written.
pub fn write(corpus: &Corpus, folder: &Path, screen: &Screen) -> Result<Done, Failure> {
    let files = shelf(corpus, folder)?;
    write_all(&files, true)?;
    screen.say(&format!("written: {} files in {}", files.len(), folder.display()));
    Ok(Done::Well)
}

/// Compares them with what is there.
///
/// # Errors
/// When the folder cannot be read.
pub fn check(corpus: &Corpus, folder: &Path, screen: &Screen) -> Result<Done, Failure> {
    let files = shelf(corpus, folder)?;
    let mut wrong: Vec<String> = Vec::new();
    for (path, bytes) in &files {
        match std::fs::read(path) {
            Ok(there) if there == *bytes => {}
            Ok(_) => wrong.push(format!("{} is stale", path.display())),
            Err(_) => wrong.push(format!("{} is missing", path.display())),
        }
    }
    let known: BTreeSet<&PathBuf> = files.iter().map(|(path, _)| path).collect();
    let there = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let mut left: Vec<PathBuf> = there.filter(|path| path.is_file() && !known.contains(path)).collect();
    left.retain(|path| Medium::of(path).is_some() && path.file_name().is_some_and(|name| name != "README.md"));
    left.sort();
    wrong.extend(left.iter().map(|path| format!("{} is no report of this corpus any more", path.display())));
    for line in &wrong {
        screen.print(line)?;
    }
    match wrong.len() {
        0 => screen.print(&format!("{} files in {} are fresh", files.len(), folder.display()))?,
        _ => screen.say(&format!("`lacuna report --write {}` writes them anew", folder.display())),
    }
    Ok(if wrong.is_empty() { Done::Well } else { Done::Matched })
}

fn shelf(corpus: &Corpus, folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let Some(seen) = corpus.seen_up_to else {
        return Err(Failure::Usage("the corpus does not say up to when its sources were seen".to_owned()));
    };
    if !folder.is_dir() {
        return Err(Failure::Usage(format!("the folder {} is not there", folder.display())));
    }
    let day = seen.latest();
    let places = When { places: Vec::new(), as_of: None }.places(corpus, day)?;
    let asking = Asking {
        corpus,
        day,
        length: Length::Usual,
        places: places.clone(),
        requirements: corpus.requirements().collect(),
        statuses: Vec::new(),
        severity: 1,
    };
    let mut reports: Vec<(String, View)> = vec![
        ("gaps".to_owned(), findings_report(Kind::Gaps, &asking)),
        ("loopholes".to_owned(), findings_report(Kind::Loopholes, &asking)),
        (format!("progress-{}", CONSULTATION.year()), progress_report(&asking, CONSULTATION, &[])),
    ];
    for place in places {
        let own = Asking { places: vec![place], ..asking.clone() };
        reports.push((place.id.clone(), findings_report(Kind::Place, &own)));
    }
    let mut files = Vec::new();
    for (name, view) in &reports {
        files.extend(pieces(view, &MEDIA, None, &folder.join(name))?);
    }
    Ok(files)
}
