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
            let folder = root.join(name);
            // Where a link leads out of the corpus is no part of it.
            let inside = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            tree.add_folder(&folder, &Below { inside: &inside, name, depth: 0 }, &mut problems);
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

    fn add_folder(&mut self, folder: &Path, below: &Below<'_>, problems: &mut Vec<Diagnostic>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        if below.depth > limits::YAML_DEPTH {
            return;
        }
        for entry in entries.flatten() {
            let path = entry.path();
            let name = format!("{}/{}", below.name, entry.file_name().to_string_lossy());
            if path.is_dir() {
                match below.is_inside(&path) {
                    true => self.add_folder(&path, &Below { name: &name, depth: below.depth + 1, ..*below }, problems),
                    false => problems.push(problem(Code::UnreadableFile, &name, LEADS_OUT.to_owned())),
                }
            } else if is_yaml(&name) && self.files.len() < limits::FILES {
                let text = if below.is_inside(&path) { read(&path) } else { Err(LEADS_OUT.to_owned()) };
                match text {
                    Ok(text) => drop(self.files.insert(name, text)),
                    Err(why) => problems.push(problem(Code::UnreadableFile, &name, why)),
                }
            }
        }
    }
}

/// Said of a link that is not followed.
const LEADS_OUT: &str = "it is a link that leads out of the corpus, or to nothing; a copy of the file was expected";

/// Where in a corpus a folder stands.
#[derive(Clone, Copy)]
struct Below<'a> {
    /// The folder of laws or of standards, without links.
    inside: &'a Path,
    /// Its path in the corpus.
    name: &'a str,
    /// How deep it lies.
    depth: usize,
}

impl Below<'_> {
    /// Whether a path stays inside, wherever its links lead.
    fn is_inside(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|path| path.starts_with(self.inside))
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
    let kind = fs::metadata(path).map_err(|error| error.to_string())?;
    // A pipe would be waited for without end, and a device may have none.
    if !kind.is_file() {
        return Err("it is a pipe, a socket or a device; a regular file was expected".to_owned());
    }
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn only_regular_files_of_the_corpus_are_read_and_what_else_lies_there_is_named() {
        let root = std::env::temp_dir().join(format!("lacuna-tree-{}", std::process::id()));
        let laws = root.join("laws");
        fs::create_dir_all(laws.join("punjab")).expect("a folder");
        fs::write(laws.join("jurisdictions.yaml"), "corpus: 1").expect("a file");
        fs::write(root.join("secret.yaml"), "password: 1").expect("a file");
        symlink(laws.join("jurisdictions.yaml"), laws.join("punjab/same.yaml")).expect("a link inside");
        symlink(root.join("secret.yaml"), laws.join("punjab/out.yaml")).expect("a link that leads out");
        symlink("/etc", laws.join("etc")).expect("a link to a folder outside");
        let pipe = Command::new("mkfifo").arg(laws.join("pipe.yaml")).status().expect("mkfifo runs");
        assert!(pipe.success());
        let (tree, problems) = Tree::of_folder(&root);
        fs::remove_dir_all(&root).expect("the folder goes");
        let read: Vec<&str> = tree.files.keys().map(String::as_str).collect();
        assert_eq!(read, ["laws/jurisdictions.yaml", "laws/punjab/same.yaml"]);
        let said = |file: &str| {
            let found = problems.iter().find(|problem| problem.file == file);
            found.map(|problem| problem.message.clone()).unwrap_or_default()
        };
        assert!(said("laws/pipe.yaml").contains("a pipe"), "{problems:?}");
        assert_eq!(said("laws/punjab/out.yaml"), LEADS_OUT);
        assert_eq!(said("laws/etc"), LEADS_OUT);
    }
}
