//! Reports: what they say, that they say it twice alike, that they are safe, and that files are whole or as they were.

#[path = "report/mod.rs"]
mod report;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use report::{corpus, draft, folder, hostile, lacuna, said};

const DAY: &str = "2026-01-31";

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file")))
        .collect()
}

/// Every part of a packed file, as text.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a packed file");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        parts.insert(part.name().expect("a name").to_string(), String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

fn markdown(arguments: &[&str]) -> String {
    let output = lacuna(&corpus(arguments[0], str::to_owned), &[&["report"], arguments].concat());
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_gap_report_reads_as_it_was_read() {
    let read = markdown(&["gaps", "--as-of", DAY]);
    snapbox::assert_data_eq!(read, snapbox::file!["report/gaps.md"]);
}

#[test]
fn the_report_on_one_place_reads_as_it_was_read() {
    let read = markdown(&["place", "punjab", "--as-of", DAY, "--full"]);
    snapbox::assert_data_eq!(read, snapbox::file!["report/place.md"]);
}

#[test]
fn the_report_on_the_road_between_two_days_reads_as_it_was_read() {
    let read = markdown(&["progress", "--from", "2011-12-22", "--to", DAY]);
    snapbox::assert_data_eq!(read, snapbox::file!["report/progress.md"]);
}

#[test]
fn every_kind_in_every_format_is_written_twice_alike() {
    let root = corpus("alike", str::to_owned);
    let draft = draft(&root, str::to_owned);
    for kind in [
        &["gaps", "--as-of", DAY, "--full"][..],
        &["loopholes", "--as-of", DAY],
        &["topic", "child-marriage", "--as-of", DAY],
        &["place", "sindh", "--as-of", DAY, "--brief"],
        &["compare", "punjab", "sindh", "--as-of", DAY],
        &["progress", "--from", "2011-12-22", "--to", DAY],
        &["case", "--harm", "child marriage", "--in", "sindh", "--age", "15", "--sex", "girl", "--on", DAY],
        &["bill", &draft],
    ] {
        let (one, two) = (folder("alike-one"), folder("alike-two"));
        for out in [&one, &two] {
            let out = format!("{}/", out.display());
            let output = lacuna(&root, &[&["report"], kind, &["--out", out.as_str()]].concat());
            assert!(output.status.success(), "{kind:?}: {}", said(&output));
        }
        let (one, two) = (files(&one), files(&two));
        for ending in ["md", "html", "docx", "xlsx", "csv", "json"] {
            assert!(one.keys().any(|name| name.ends_with(ending)), "{kind:?} wrote no {ending}");
        }
        assert!(one == two, "{kind:?} differs between two runs");
    }
}

#[test]
fn what_is_hostile_in_the_corpus_is_harmless_in_every_format() {
    let worse = |plain: &str| format!("{} {plain}", hostile());
    let root = corpus("hostile", worse);
    let draft = draft(&root, worse);
    for kind in [
        &["gaps", "--as-of", DAY, "--full"][..],
        &["loopholes", "--as-of", DAY],
        &["compare", "punjab", "sindh", "--as-of", DAY, "--full"],
        &["progress", "--from", "2011-12-22", "--to", DAY, "--full"],
        &["case", "--harm", "child-marriage", "--in", "sindh", "--age", "15", "--on", DAY],
        &["bill", &draft],
    ] {
        let out = folder("hostile-out");
        let output = lacuna(&root, &[&["report"], kind, &["--out", format!("{}/", out.display()).as_str()]].concat());
        assert!(output.status.success(), "{kind:?}: {}", said(&output));
        for (name, bytes) in files(&out) {
            let parts = match name.rsplit('.').next() {
                Some("docx" | "xlsx") => unpacked(&bytes),
                _ => BTreeMap::from([(name.clone(), String::from_utf8(bytes).expect("text"))]),
            };
            for (part, text) in parts.iter().filter(|(part, _)| !part.ends_with(".png")) {
                harmless(&format!("{kind:?} {name} {part}"), part, text);
            }
        }
    }
}

#[test]
fn what_is_hostile_in_the_corpus_reaches_no_terminal_and_no_spreadsheet() {
    let worse = |plain: &str| format!("{} {plain}", hostile());
    let root = corpus("hostile-terminal", worse);
    let draft = draft(&root, worse);
    for command in [
        &["gaps", "--as-of", DAY][..],
        &["gaps", "--as-of", DAY, "--why"],
        &["loopholes", "--as-of", DAY],
        &["ages", "--as-of", DAY],
        &["compare", "punjab", "sindh", "--as-of", DAY],
        &["compare", "punjab", "sindh", "--topic", "child-marriage", "--as-of", DAY],
        &["practices", "--for", "punjab", "--as-of", DAY],
        &["progress", "--from", "2011-12-22", "--to", DAY],
        &["protect", "--harm", "child-marriage", "--in", "sindh", "--age", "12", "--on", DAY],
        &["search", "marriage"],
        &["show", "punjab/2000-marriage-act:3"],
        &["list", "provisions"],
        &["list", "rules"],
        &["bill", &draft],
        &["show", "\u{1b}[31mred"],
    ] {
        let output = lacuna(&root, command);
        let text = said(&output);
        let hidden = ['\u{1b}', '\u{202e}', '\u{0}', '\u{7}'].into_iter().find(|sign| text.contains(*sign));
        assert_eq!(hidden, None, "{command:?}");
        let output = lacuna(&root, &[command, &["--format", "csv"]].concat());
        if output.status.success() {
            harmless(&format!("{command:?}"), "rows.csv", &String::from_utf8_lossy(&output.stdout));
        }
    }
}

#[test]
fn the_report_on_a_bill_says_what_it_changes_point_by_point() {
    let root = corpus("bill", str::to_owned);
    let draft = draft(&root, str::to_owned);
    let output = lacuna(&root, &["report", "bill", &draft]);
    assert!(output.status.success(), "{}", said(&output));
    snapbox::assert_data_eq!(String::from_utf8_lossy(&output.stdout).into_owned(), snapbox::file!["report/bill.md"]);
}

fn harmless(context: &str, part: &str, text: &str) {
    for hidden in ['\u{1b}', '\u{202e}', '\u{202c}', '\u{0}', '\u{8}', '\u{7}'] {
        assert!(!text.contains(hidden), "{context}: U+{:04X} is in it", u32::from(hidden));
    }
    assert!(!text.contains("37035"), "{context}: a text was read as a template");
    let html = part.ends_with(".html") || part.ends_with(".svg") || part.ends_with(".xml");
    if html {
        assert!(!text.contains("<script>alert") && !text.contains("<img"), "{context}: a text became an element");
    }
    if part.ends_with(".html") {
        assert_eq!(text.matches("<script>").count(), 1, "{context}: another script than the page's own");
        assert!(
            !text.contains("href=\"javascript") && !text.contains("href=\"http://evil"),
            "{context}: a link it should not have"
        );
        assert!(!text.contains("<a href=\"http:"), "{context}: a link to an address that only a text named");
        assert!(text.contains("<bdi>"), "{context}: text from right to left is not kept apart");
    }
    if part.ends_with(".md") {
        let live = text.lines().any(|line| line.contains("<script") && !line.contains("\\<script"));
        assert!(!live, "{context}: HTML is live in Markdown");
        // A bracket that is escaped closes no link.
        let text = text.replace("\\]", "");
        assert!(!text.contains("](javascript"), "{context}: a script is linked");
        assert!(!text.contains("](http://evil"), "{context}: a text became a link");
    }
    if part.ends_with(".csv") {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap_or_else(|error| panic!("{context}: {error}")) {
                let formula = cell.starts_with(['=', '+', '@', '-']) && cell.len() > 1;
                assert!(!formula, "{context}: `{}` is a formula", &cell[..20.min(cell.len())]);
            }
        }
    }
    if part.contains("worksheets/sheet") {
        assert!(!text.contains("<f>") && !text.contains("<f "), "{context}: a cell is a formula");
    }
    if part.ends_with(".rels") {
        let external = text.split("TargetMode=\"External\"").count() - 1;
        assert_eq!(external, text.matches("Target=\"http").count(), "{context}: a link that is no web address");
    }
}

#[test]
fn a_file_that_is_there_stays_unless_it_is_forced() {
    let root = corpus("there", str::to_owned);
    let out = folder("there-out").join("gaps.md");
    fs::write(&out, "mine").expect("a file");
    let name = out.display().to_string();
    let output = lacuna(&root, &["report", "gaps", "--as-of", DAY, "--out", &name]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        format!("error: {name} is there already; --force writes over it\n")
    );
    assert_eq!(fs::read_to_string(&out).expect("a file"), "mine");
    let output = lacuna(&root, &["report", "gaps", "--as-of", DAY, "--out", &name, "--force"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(fs::read_to_string(&out).expect("a file").starts_with("# Gaps"));
}

#[test]
fn a_missing_folder_an_unknown_ending_and_a_read_only_file_are_one_clear_error() {
    let root = corpus("refused", str::to_owned);
    let out = folder("refused-out");
    let locked = out.join("locked.html");
    fs::write(&locked, "mine").expect("a file");
    let mut rights = fs::metadata(&locked).expect("a file").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&locked, rights).expect("rights");
    for (name, error) in [
        (out.join("no/such/gaps.html"), "the folder"),
        (out.join("gaps.pdf"), "says no format; known: md, html, docx, xlsx, csv, json"),
        (locked.clone(), "the file is read-only"),
    ] {
        let output =
            lacuna(&root, &["report", "gaps", "--as-of", DAY, "--force", "--out", &name.display().to_string()]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains(error) && told.lines().count() == 1, "{told}");
    }
    assert_eq!(fs::read_to_string(&locked).expect("a file"), "mine");
    assert_eq!(files(&out).len(), 1, "something was left behind");
}

/// A limit on the size of files is what a full disk looks like: the write itself fails.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let root = corpus("full", str::to_owned);
    let out = folder("full-out");
    let page = out.join("gaps.html");
    fs::write(&page, "mine").expect("a file");
    let script = format!(
        "trap '' XFSZ; ulimit -f 4; exec {} --corpus {} report gaps --as-of {DAY} --force --out {}/",
        env!("CARGO_BIN_EXE_lacuna"),
        root.display(),
        out.display()
    );
    let output = Command::new("bash").args(["-c", &script]).output().expect("bash runs");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("cannot write") && told.lines().count() == 1, "{told}");
    assert_eq!(fs::read_to_string(&page).expect("a file"), "mine");
    assert_eq!(files(&out).len(), 1, "something was left behind");
}

#[test]
fn a_template_of_ones_own_replaces_one_and_its_error_has_file_and_line() {
    let root = corpus("template", str::to_owned);
    let own = folder("template-own");
    fs::write(own.join("end.md"), "\n## Written by\n\nThe *Department* of {{ places[0].name }}.\n").expect("a file");
    let name = own.display().to_string();
    let output = lacuna(&root, &["report", "gaps", "--as-of", DAY, "--template", &name]);
    assert!(output.status.success(), "{}", said(&output));
    let read = String::from_utf8_lossy(&output.stdout);
    assert!(read.contains("# Gaps in") && read.ends_with("The *Department* of Punjab.\n"), "{read}");
    fs::write(own.join("end.md"), "one\ntwo {{ plases }}\n").expect("a file");
    let output = lacuna(&root, &["report", "gaps", "--as-of", DAY, "--template", &name]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.starts_with(&format!("error: {name}/end.md:2: ")), "{told}");
    fs::write(own.join("end.md"), "{% if %}\n").expect("a file");
    let output = lacuna(&root, &["report", "gaps", "--as-of", DAY, "--template", &name]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.starts_with(&format!("error: {name}/end.md:1: ")), "{told}");
}

#[test]
fn the_shelf_is_fresh_after_it_was_written_and_stale_when_a_word_changes() {
    let root = corpus("shelf", str::to_owned);
    let shelf = folder("shelf-out");
    let name = shelf.display().to_string();
    let output = lacuna(&root, &["report", "--write", &name]);
    assert!(output.status.success(), "{}", said(&output));
    for report in ["gaps.md", "gaps.html", "loopholes.md", "progress-2011.html", "punjab.md", "sindh.html"] {
        assert!(shelf.join(report).is_file(), "{report} is not on the shelf");
    }
    let output = lacuna(&root, &["report", "--check", &name]);
    assert!(output.status.success(), "{}", said(&output));
    fs::write(shelf.join("gaps.md"), "old").expect("a file");
    fs::remove_file(shelf.join("punjab.html")).expect("it was there");
    fs::write(shelf.join("fata.md"), "old").expect("a file");
    let output = lacuna(&root, &["report", "--check", &name]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let told = String::from_utf8_lossy(&output.stdout);
    for line in ["gaps.md is stale", "punjab.html is missing", "fata.md is no report of this corpus any more"] {
        assert!(told.contains(line), "{told}");
    }
}
