//! The files of a corpus: those in the binary, or those of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

use super::Origin;
use super::diagnostic::{Code, Diagnostic};
use super::limits;
use super::yaml::Mark;

static LAWS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/laws");
static STANDARDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/standards");

/// The YAML files of a corpus by their path below it, `laws/sindh/2013-x.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Path and text.
    pub files: BTreeMap<String, String>,
}

impl Tree {
    /// The corpus in the binary.
    pub fn embedded() -> Self {
        Tree { files: embedded_files().into_iter().map(|(path, text)| (path, text.to_owned())).collect() }
    }

    /// The files of a corpus, and those that cannot be read.
    pub fn of(origin: Origin<'_>) -> (Self, Vec<Diagnostic>) {
        match origin {
            Origin::Embedded => (Tree::embedded(), Vec::new()),
            Origin::Folder(root) => Tree::of_folder(root),
        }
    }

    /// The corpus of a folder.
    ///
    /// # Errors
    /// One diagnostic for each file that cannot be read, and one when the folder is no corpus.
    pub fn of_folder(root: &Path) -> (Self, Vec<Diagnostic>) {
        let mut tree = Tree::default();
        let mut problems = Vec::new();
        for name in ["laws", "standards"] {
            tree.add_folder(&root.join(name), name, 0, &mut problems);
        }
        for needed in ["laws/jurisdictions.yaml", "standards/vocabulary.yaml"] {
            if !tree.files.contains_key(needed) && !problems.iter().any(|problem| problem.file == needed) {
                let message = format!("{} is not a corpus: it has no {needed}", root.display());
                problems.push(problem(Code::NoCorpus, needed, message));
                break;
            }
        }
        (tree, problems)
    }

    fn add_folder(&mut self, folder: &Path, name: &str, depth: usize, problems: &mut Vec<Diagnostic>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        if depth > limits::YAML_DEPTH {
            return;
        }
        for entry in entries.flatten() {
            let path = entry.path();
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if path.is_dir() {
                self.add_folder(&path, &name, depth + 1, problems);
            } else if is_yaml(&name) && self.files.len() < limits::FILES {
                match read(&path) {
                    Ok(text) => drop(self.files.insert(name, text)),
                    Err(why) => problems.push(problem(Code::UnreadableFile, &name, why)),
                }
            }
        }
    }
}

/// The texts in the binary, in the order of their paths.
pub fn embedded_files() -> Vec<(String, &'static str)> {
    let mut files = Vec::new();
    for (name, dir) in [("laws", &LAWS), ("standards", &STANDARDS)] {
        add_embedded(name, dir, &mut files);
    }
    files.sort();
    files
}

fn add_embedded(name: &str, dir: &Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => add_embedded(name, inner, files),
            DirEntry::File(file) => {
                let path = format!("{name}/{}", file.path().display());
                if let (true, Some(text)) = (is_yaml(&path), file.contents_utf8()) {
                    files.push((path, text));
                }
            }
        }
    }
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    if bytes.len() > limits::FILE_BYTES {
        return Err(format!("the file has {} bytes, more than the {} allowed", bytes.len(), limits::FILE_BYTES));
    }
    String::from_utf8(bytes)
        .map_err(|error| format!("the file is not UTF-8: byte {} is not", error.utf8_error().valid_up_to()))
}

fn problem(code: Code, file: &str, message: String) -> Diagnostic {
    Diagnostic { code, file: file.to_owned(), mark: Mark::default(), width: 1, message, help: None }
}
