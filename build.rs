//! Rebuilds when the embedded corpus changes (`include_dir!` alone cannot tell cargo that), and takes the digests that key the search index: of the corpus, and of the code that makes an index of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[path = "src/search/key.rs"]
mod key;

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
    // An executable at a fixed address needs no relocations at start: a third of the time that a warm search takes. The program is safe Rust and opens no socket; libraries keep their random addresses.
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
    Ok(())
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
