//! Every limit on what is read, in one place.

/// The largest file read, in bytes.
pub const FILE_BYTES: usize = 4 * 1024 * 1024;
/// The most files read from one corpus.
pub const FILES: usize = 20_000;
/// How deep folders and YAML may nest.
pub const YAML_DEPTH: usize = 64;
/// The most nodes in one file.
pub const YAML_NODES: usize = 400_000;
/// The most anchors, and the most aliases, in one file.
pub const YAML_ANCHORS: usize = 64;
/// The most problems shown of one corpus.
pub const PROBLEMS_SHOWN: usize = 200;
