//! Files written whole or not at all: into a new file beside, then renamed over.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::report::document::{Document, Medium, View};

use super::Failure;
use super::report::named;

/// Writes files, all of them or, where one cannot be written, none that was not there before is half written.
///
/// # Errors
/// When a folder is missing, a file is there already and may not be replaced, or the system refuses: one sentence, and what was there stays.
pub fn write_all(files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<(), Failure> {
    for (path, _) in files {
        check(path, force)?;
    }
    let mut written: Vec<(PathBuf, &PathBuf)> = Vec::new();
    let result = files.iter().try_for_each(|(path, bytes)| {
        let beside = beside(path);
        let outcome = put(&beside, bytes).map_err(|error| refused(path, &error));
        written.push((beside, path));
        outcome
    });
    let result = result.and_then(|()| {
        written.iter().try_for_each(|(beside, path)| fs::rename(beside, path).map_err(|error| refused(path, &error)))
    });
    if result.is_err() {
        for (beside, _) in &written {
            // Best effort: the reason for the failure is already told.
            let _ = fs::remove_file(beside);
        }
    }
    result
}

fn check(path: &Path, force: bool) -> Result<(), Failure> {
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(Failure::Usage(format!(
            "cannot write {}: the folder {} is not there",
            path.display(),
            folder.display()
        )));
    }
    match fs::symlink_metadata(path) {
        Err(_) => Ok(()),
        Ok(found) if found.is_dir() => {
            Err(Failure::Usage(format!("cannot write {}: a folder of that name is there", path.display())))
        }
        Ok(_) if !force => Err(Failure::Usage(format!("{} is there already; --force writes over it", path.display()))),
        Ok(found) if found.permissions().readonly() => {
            Err(Failure::Usage(format!("cannot write {}: the file is read-only", path.display())))
        }
        Ok(_) => Ok(()),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A name beside the file that nobody else takes.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder_of(path).join(format!(".{name}.{}.part", std::process::id()))
}

fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    // A full disk may show only here.
    file.sync_all()
}

fn refused(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Usage(format!("cannot write {}: {error}; what was there is as it was", path.display()))
}

/// The files of a report in some media: names made from `stem`, each with its bytes. The media are made side by side.
///
/// # Errors
/// When a template is wrong or a file cannot be made.
pub fn pieces(
    view: &View,
    media: &[Medium],
    templates: Option<&Path>,
    stem: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let document = Document::new(view, media, templates).map_err(Failure::Report)?;
    let name = stem.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let made: Vec<Vec<(PathBuf, Vec<u8>)>> = media
        .par_iter()
        .map(|medium| {
            let pieces = document.write(*medium, Some(&name)).map_err(Failure::Report)?;
            let path = |picture: Option<String>| match picture {
                None => named(stem, medium.ending()),
                Some(picture) => named(stem, &format!("{picture}.svg")),
            };
            Ok(pieces.into_iter().map(|piece| (path(piece.picture), piece.bytes)).collect())
        })
        .collect::<Result<_, Failure>>()?;
    Ok(made.into_iter().flatten().collect())
}
