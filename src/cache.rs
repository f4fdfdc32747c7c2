//! The one room that knows where the tool keeps what it can make again. Nothing here is needed: a cache that cannot be read or written is done without.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy;

/// A folder of files that can be made again at any time.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// The user's own: `$XDG_CACHE_HOME/lacuna`, `~/.cache/lacuna`, or what the platform has in its place. Nothing is made before something is written.
    pub fn of_user() -> Self {
        let folder = etcetera::choose_base_strategy().ok().map(|base| base.cache_dir().join("lacuna"));
        Self { folder }
    }

    /// A cache in this folder.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()) }
    }

    /// No cache: everything is made in memory.
    pub fn none() -> Self {
        Self { folder: None }
    }

    /// Its folder, if it has one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Writes a file whole: first under a name of its own, then renamed, so that no other process ever sees a part of it and the last of several writers wins.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = self.folder.as_ref().ok_or(io::ErrorKind::NotFound)?;
        fs::create_dir_all(folder)?;
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let draft = folder.join(format!(".{name}.{}.{now}", std::process::id()));
        let written = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&draft)
            .and_then(|mut file| file.write_all(bytes))
            .and_then(|()| fs::rename(&draft, folder.join(name)));
        if written.is_err() {
            // Half a file under a name nobody reads: a leftover, not a danger.
            let _ = fs::remove_file(&draft);
        }
        written
    }

    /// Removes the oldest files whose names begin like this, all but the newest `keep`. A file in use stays readable for whoever has it open.
    pub fn prune(&self, prefix: &str, keep: usize) {
        let Some(entries) = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok()) else {
            return;
        };
        let mut files: Vec<(SystemTime, OsString)> = entries
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.file_name())))
            .collect();
        files.sort();
        let surplus = files.len().saturating_sub(keep);
        for (_, name) in files.into_iter().take(surplus) {
            if let Some(folder) = &self.folder {
                let _ = fs::remove_file(folder.join(name));
            }
        }
    }
}
