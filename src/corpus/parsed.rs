//! The files of a corpus as trees of YAML: those in the binary as the build parsed them, all others parsed here.

use rayon::prelude::*;

use super::Origin;
use super::diagnostic::{Code, Diagnostic};
use super::snapshot::Snapshot;
use super::tree::{self, Tree};
use super::yaml::{self, Node};

/// Made by `build.rs` from laws/ and standards/.
static SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.snapshot"));

/// Trees by path, in the order of the paths, and what is wrong with the files that are none.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The trees.
    pub nodes: Vec<(String, Node)>,
    /// What is not YAML.
    pub problems: Vec<Diagnostic>,
}

impl Parsed {
    /// The files of an origin, those that cannot be read, and the texts themselves where they had to be read.
    pub fn of_origin(origin: Origin<'_>) -> (Self, Vec<Diagnostic>, Option<Tree>) {
        match origin {
            Origin::Embedded => (Self::embedded(), Vec::new(), None),
            Origin::Folder(root) => {
                let (tree, problems) = Tree::of_folder(root);
                (Self::of(&tree), problems, Some(tree))
            }
        }
    }

    /// Parses files.
    pub fn of(tree: &Tree) -> Self {
        let files: Vec<(&String, &String)> = tree.files.iter().collect();
        Self::collect(files.par_iter().map(|(path, text)| ((*path).clone(), yaml::parse(text))).collect())
    }

    /// The corpus in the binary.
    pub fn embedded() -> Self {
        Self::unpacked(&Snapshot::open(SNAPSHOT).unwrap_or_default())
    }

    /// The corpus in the binary by a snapshot of it; what the snapshot has no tree of is parsed.
    pub fn unpacked(snapshot: &Snapshot) -> Self {
        let files = tree::embedded_files();
        let read = |(path, text): &(String, &'static str)| {
            let tree = snapshot.tree(path).map_or_else(|| yaml::parse(text), Ok);
            (path.clone(), tree)
        };
        Self::collect(files.par_iter().map(read).collect())
    }

    /// These and others, which replace those of the same path.
    #[must_use]
    pub fn and(mut self, mut others: Self) -> Self {
        others.nodes.extend(self.nodes);
        others.nodes.sort_by(|(a, _), (b, _)| a.cmp(b));
        others.nodes.dedup_by(|(later, _), (earlier, _)| later == earlier);
        self.problems.extend(others.problems);
        Self { nodes: others.nodes, problems: self.problems }
    }

    fn collect(read: Vec<(String, Result<Node, Box<yaml::Malformed>>)>) -> Self {
        let mut parsed = Self::default();
        for (path, result) in read {
            match result {
                Ok(node) => parsed.nodes.push((path, node)),
                Err(malformed) => parsed.problems.push(malformed_at(&path, *malformed)),
            }
        }
        parsed
    }
}

/// What is wrong with a file that is not YAML.
pub fn malformed_at(file: &str, malformed: yaml::Malformed) -> Diagnostic {
    Diagnostic {
        code: if malformed.duplicate_key { Code::DuplicateKey } else { Code::InvalidYaml },
        file: file.to_owned(),
        mark: malformed.mark,
        width: 1,
        message: malformed.what,
        help: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::snapshot::pack::pack;

    fn leaked(bytes: &[u8]) -> &'static [u8] {
        Box::leak(bytes.to_vec().into_boxed_slice())
    }

    #[test]
    fn the_snapshot_in_the_binary_says_what_the_yaml_says_word_for_word_and_mark_for_mark() {
        let snapshot = Snapshot::open(SNAPSHOT).expect("the build made it whole");
        let parsed = Parsed::of(&Tree::embedded());
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        for (path, node) in &parsed.nodes {
            assert_eq!(snapshot.tree(path).as_ref(), Some(node), "{path}");
        }
        assert_eq!(snapshot.paths().count(), parsed.nodes.len());
        assert_eq!(pack(&parsed.nodes), SNAPSHOT, "packed again it is the same");
        assert_eq!(Parsed::embedded().nodes, parsed.nodes);
    }

    #[test]
    fn every_kind_of_value_survives() {
        let text = "a: [1, -7, 9223372036854775807, -9223372036854775808, 1.5, -0.0, 1e300]\nb: {c: true, d: false, e: null, f: ''}\ng: [[], {}]\nh: \"ü,\\n\"\n";
        let node = yaml::parse(text).expect("YAML");
        let bytes = pack(&[("x.yaml".to_owned(), node.clone())]);
        let snapshot = Snapshot::open(leaked(&bytes)).expect("whole");
        assert_eq!(snapshot.tree("x.yaml"), Some(node));
        assert_eq!(snapshot.tree("y.yaml"), None);
    }

    #[test]
    fn a_damaged_snapshot_is_no_snapshot_or_another_tree_never_a_panic() {
        let text =
            "title: An Act\nsections:\n- {section: '1', from: 1929, rules: [{offence: {act: child-marriage}}]}\n- ä\n";
        let files = [("laws/x.yaml".to_owned(), yaml::parse(text).expect("YAML"))];
        let whole = pack(&files);
        for at in 0..whole.len() {
            assert!(Snapshot::open(leaked(&whole[..at])).is_none_or(|cut| cut.tree("laws/x.yaml").is_none()), "{at}");
            for other in 0..=u8::MAX {
                let mut damaged = whole.clone();
                damaged[at] = other;
                if let Some(snapshot) = Snapshot::open(leaked(&damaged)) {
                    let _: Vec<Option<Node>> = snapshot.paths().map(|path| snapshot.tree(path)).collect();
                }
            }
        }
    }

    #[test]
    fn without_a_snapshot_the_yaml_is_parsed() {
        assert_eq!(Parsed::unpacked(&Snapshot::default()).nodes, Parsed::embedded().nodes);
    }
}
