//! Rebuilds when the embedded corpus changes (`include_dir!` alone cannot tell cargo that), parses it once for all starts, and takes the digests that key the search index: of the corpus, and of the code that makes an index of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    quicken_start()?;
    Ok(())
}

/// Makes the start of the program short, which is most of what a search takes: on Linux the executable lies at a fixed address, so that nothing need be relocated (52,000 places, 0.6 ms), has its C library
/// within it, so that none need be looked for and bound (0.3 ms), and what a search runs stands together in it (`src/search.ld`, 0.2 ms). The price is that the program's own code lies where it always lies; it
/// is safe Rust and opens no socket, and stack and heap keep their random addresses. What the linker here cannot do is left out.
fn quicken_start() -> io::Result<()> {
    if variable("CARGO_CFG_TARGET_OS") != "linux" || variable("CARGO_CFG_TARGET_ENV") != "gnu" {
        return Ok(());
    }
    println!("cargo:rerun-if-env-changed=RUSTC_LINKER");
    println!("cargo:rerun-if-changed={ORDER}");
    let mut arguments = vec!["-no-pie".to_owned()];
    // What another machine is built for cannot be tried on this one.
    if variable("HOST") == variable("TARGET") {
        let order = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join(ORDER);
        for more in [static_library()?.unwrap_or_default(), vec![format!("-Wl,-T,{}", order.display())]] {
            let tried = [arguments.clone(), more].concat();
            if links(&tried)? {
                arguments = tried;
            }
        }
    }
    for argument in arguments {
        println!("cargo:rustc-link-arg-bins={argument}");
    }
    Ok(())
}

/// The order of the program's code, as the linker is told it.
const ORDER: &str = "src/search.ld";

/// What cargo says of this build; empty where it says nothing.
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// Whether a program that is linked with these arguments comes about here, and starts.
fn links(arguments: &[String]) -> io::Result<bool> {
    let out = PathBuf::from(variable("OUT_DIR"));
    let (source, program) = (out.join("trial.rs"), out.join("trial"));
    fs::write(&source, "fn main() {}\n")?;
    let flags = variable("CARGO_ENCODED_RUSTFLAGS");
    let linker = std::env::var("RUSTC_LINKER").ok().map(|linker| format!("-Clinker={linker}"));
    let linked = Command::new(variable("RUSTC"))
        .args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()))
        .args(linker)
        .args(arguments.iter().map(|argument| format!("-Clink-arg={argument}")))
        .arg(&source)
        .arg("-o")
        .arg(&program)
        .output()?;
    Ok(linked.status.success() && Command::new(&program).status().is_ok_and(|status| status.success()))
}

/// The arguments that link the C library in; `None` where it is not installed as an archive.
fn static_library() -> io::Result<Option<Vec<String>>> {
    let Some([c, m, unwind, gcc]) = archives() else {
        return Ok(None);
    };
    // The standard library asks for the shared ones by name. A linker takes a script under that name as well, as glibc's own libc.so is one.
    let folder = PathBuf::from(variable("OUT_DIR")).join("static");
    fs::create_dir_all(&folder)?;
    let scripts = [
        ("libc.so", format!("GROUP ( {c} )")),
        ("libm.so", format!("GROUP ( {m} )")),
        ("libgcc_s.so", format!("GROUP ( {unwind} {gcc} {c} )")),
    ];
    for (name, script) in scripts {
        fs::write(folder.join(name), script)?;
    }
    Ok(Some(vec!["-static".to_owned(), format!("-L{}", folder.display())]))
}

/// The archives of the C library, of its mathematics, and of the compiler's unwinder and helpers, as the linker's driver knows them; `None` where one is not installed.
fn archives() -> Option<[String; 4]> {
    let driver = std::env::var("RUSTC_LINKER").unwrap_or_else(|_| "cc".to_owned());
    let find = |name: &str| {
        let output = Command::new(&driver).arg(format!("-print-file-name={name}")).output().ok()?;
        let path = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        // A name that is not found comes back as it was given; a path with a space is none for a script.
        (Path::new(&path).is_absolute() && Path::new(&path).is_file() && !path.contains(' ')).then_some(path)
    };
    Some([find("libc.a")?, find("libm.a")?, find("libgcc_eh.a")?, find("libgcc.a")?])
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
