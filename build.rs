//! Rebuilds when the embedded corpus changes (`include_dir!` alone cannot tell cargo that), parses it once for all starts, and takes the digests that key the search index: of the corpus, and of the code that makes an index of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[path = "src/search/key.rs"]
mod key;
#[allow(dead_code)]
#[path = "src/corpus/limits.rs"]
mod limits;
#[allow(dead_code)]
#[path = "src/corpus/snapshot.rs"]
mod snapshot;
#[allow(dead_code)]
#[path = "src/corpus/yaml.rs"]
mod yaml;

fn main() -> io::Result<()> {
    for (variable, trees, endings) in [
        ("LACUNA_CORPUS_KEY", ["laws", "standards"].as_slice(), ["yaml", "yml"].as_slice()),
        ("LACUNA_CODE_KEY", ["src/corpus", "src/law", "src/model", "src/search"].as_slice(), ["rs"].as_slice()),
    ] {
        let mut files = Vec::new();
        for tree in trees {
            println!("cargo:rerun-if-changed={tree}");
            find(Path::new(tree), endings, &mut files)?;
        }
        files.sort();
        let mut digest = key::Digest::new();
        for file in files {
            digest.take(file.to_string_lossy().replace('\\', "/").as_bytes());
            digest.take(&fs::read(&file)?);
        }
        println!("cargo:rustc-env={variable}={}", digest.hex());
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    compile_corpus()?;
    // An executable at a fixed address needs no relocations at start: 52,000 of them, 0.6 of the 4 ms of a warm search. The price is that the program's own code lies where it always lies; it is safe Rust and
    // opens no socket, and libraries, stack and heap keep their random addresses.
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
    Ok(())
}

/// Parses the corpus as the program would, and packs the trees for it. A file that is not YAML is left out: the program parses it itself, and says what is wrong and where.
fn compile_corpus() -> io::Result<()> {
    let mut files = Vec::new();
    for tree in ["laws", "standards"] {
        find(Path::new(tree), &["yaml", "yml"], &mut files)?;
    }
    files.sort();
    let mut trees = Vec::new();
    for file in files {
        if let Ok(node) = fs::read_to_string(&file).map(|text| yaml::parse(&text))? {
            trees.push((file.to_string_lossy().replace('\\', "/"), node));
        }
    }
    let out = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("corpus.snapshot"), snapshot::pack::pack(&trees))
}

/// Every file below a folder that ends in one of `endings`.
fn find(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, endings, found)?;
        } else if path.extension().is_some_and(|ending| endings.iter().any(|other| ending == *other)) {
            found.push(path);
        }
    }
    Ok(())
}
