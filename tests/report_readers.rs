//! Reports as other programs read them: a browser, LibreOffice, a Python reader. `.ci/run` installs those and runs these tests.

#[path = "report/mod.rs"]
mod report;

use std::path::{Path, PathBuf};
use std::process::Command;

use report::{corpus, folder, hostile, lacuna, said};

const DAY: &str = "2026-01-31";

/// A report of the bundled corpus, or of a folder, written in one format.
fn written(root: Option<&Path>, name: &str, arguments: &[&str]) -> PathBuf {
    let out = folder(&format!("readers-{}", name.replace('.', "-"))).join(name);
    let name = out.display().to_string();
    let arguments = [&["report"], arguments, &["--out", &name]].concat();
    let output = match root {
        Some(root) => lacuna(root, &arguments),
        None => Command::new(env!("CARGO_BIN_EXE_lacuna")).args(&arguments).output().expect("lacuna runs"),
    };
    assert!(output.status.success(), "{}", said(&output));
    out
}

fn runs(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}\n{}", said(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn pages(pdf: &Path) -> usize {
    let told = runs(Command::new("pdfinfo").arg(pdf));
    let pages = told.lines().find_map(|line| line.strip_prefix("Pages:")).expect("a number of pages");
    pages.trim().parse().expect("a number")
}

fn browsed(html: &Path, arguments: &[&str]) -> PathBuf {
    let pdf = html.with_extension("pdf");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/check.mjs");
    runs(Command::new("node").arg(script).arg(html).args(["--pdf", &pdf.display().to_string()]).args(arguments));
    pdf
}

/// LibreOffice with a profile of its own, so that two tests do not share one.
fn converted(file: &Path, to: &str) -> PathBuf {
    let out = file.parent().expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}/office", out.display());
    runs(Command::new("soffice").arg(profile).args(["--headless", "--convert-to", to, "--outdir"]).arg(out).arg(file));
    file.with_extension(to)
}

#[test]
#[ignore = "needs Chromium and Node with playwright-core and axe-core; .ci/run installs them"]
fn a_browser_reads_filters_and_prints_a_topic() {
    let html = written(None, "topic.html", &["topic", "juvenile-justice", "--as-of", DAY]);
    let pdf = browsed(&html, &[]);
    assert!(pages(&pdf) >= 8, "{} pages", pages(&pdf));
    let last = pages(&pdf);
    let text = runs(Command::new("pdftotext").arg(&pdf).arg("-"));
    assert!(text.contains(&format!("Page 2 of {last}")) && text.contains(&format!("Page {last} of {last}")));
}

#[test]
#[ignore = "needs Chromium and Node with playwright-core and axe-core; .ci/run installs them"]
fn a_browser_reads_a_hostile_report_and_nothing_happens() {
    let root = corpus("readers-hostile", |plain| format!("{} {plain}", hostile()));
    browsed(&written(Some(&root), "hostile.html", &["gaps", "--as-of", DAY, "--full"]), &["--findings", "6"]);
}

#[test]
#[ignore = "needs LibreOffice and poppler-utils; .ci/run installs them"]
fn a_word_processor_opens_the_document_whole() {
    let docx = written(None, "marriage.docx", &["topic", "child-marriage", "--as-of", DAY]);
    let pdf = converted(&docx, "pdf");
    assert!(pages(&pdf) >= 8, "{} pages", pages(&pdf));
    let text = runs(Command::new("pdftotext").args(["-layout"]).arg(&pdf).arg("-"));
    for said in ["Child marriage: the law in Pakistan", "Contents", "In plain words", "Page 2 of", "To talk about"] {
        assert!(text.contains(said), "`{said}` is not in the document");
    }
    let pictures = runs(Command::new("pdfimages").arg("-list").arg(&pdf));
    assert!(pictures.lines().count() >= 2 + 3, "pictures are missing:\n{pictures}");
}

#[test]
#[ignore = "needs LibreOffice and poppler-utils; .ci/run installs them"]
fn a_word_processor_and_a_spreadsheet_open_hostile_files() {
    let root = corpus("readers-hostile-office", |plain| format!("{} {plain}", hostile()));
    let docx = written(Some(&root), "hostile.docx", &["gaps", "--as-of", DAY, "--full"]);
    assert!(pages(&converted(&docx, "pdf")) >= 5);
    let xlsx = written(Some(&root), "hostile.xlsx", &["gaps", "--as-of", DAY, "--full"]);
    assert!(pages(&converted(&xlsx, "pdf")) >= 1);
}

#[test]
#[ignore = "needs Python with openpyxl; .ci/run installs it"]
fn a_spreadsheet_has_its_types_filters_links_and_no_formula() {
    let xlsx = written(None, "marriage.xlsx", &["topic", "child-marriage", "--as-of", DAY, "--full"]);
    let script = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
names = ["About", "Matrix", "Findings", "Loopholes", "Evidence", "Instruments"]
assert book.sheetnames == names, book.sheetnames
for sheet in book:
    assert sheet.freeze_panes == "B2", (sheet.title, sheet.freeze_panes)
    assert sheet.auto_filter.ref.startswith("A1:"), sheet.title
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f", (sheet.title, cell.coordinate)
            if cell.hyperlink:
                assert cell.hyperlink.target.startswith("http"), cell.hyperlink.target
head = {cell.value: cell.column for cell in book["Findings"][1]}
for row in book["Findings"].iter_rows(min_row=2):
    assert row[head["Weight"] - 1].data_type == "n"
    status = row[head["Status"] - 1]
    assert status.value in ("met", "partial", "conflict", "gap", "unknown")
    assert status.fill.fgColor.rgb != "00000000"
assert any(cell.hyperlink for row in book["Evidence"].iter_rows() for cell in row), "no links"
"#;
    runs(Command::new("python3").args(["-c", script]).arg(&xlsx));
    assert!(pages(&converted(&xlsx, "pdf")) >= 1);
}

#[test]
#[ignore = "needs Chromium, LibreOffice and poppler-utils; .ci/run installs them"]
fn the_card_of_a_case_prints_on_one_page_of_paper() {
    let cases: [&[&str]; 3] = [
        &["--harm", "child labour", "--in", "Lahore", "--age", "12", "--sex", "boy"],
        &["--harm", "rape", "--in", "Karachi", "--age", "9", "--sex", "girl", "--setting", "home"],
        &["--harm", "terrorism", "--in", "Peshawar", "--age", "16", "--sex", "boy", "--accused"],
    ];
    for (at, asked) in cases.into_iter().enumerate() {
        let asked = [&["case"], asked, &["--on", DAY]].concat();
        let html = written(None, &format!("case{at}.html"), &asked);
        let pdf = html.with_extension("pdf");
        let mut browser = Command::new("chromium");
        browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
        runs(browser.arg(format!("--print-to-pdf={}", pdf.display())).arg(&html));
        assert_eq!(pages(&pdf), 1, "{asked:?} in the browser");
        let docx = written(None, &format!("case{at}.docx"), &asked);
        assert_eq!(pages(&converted(&docx, "pdf")), 1, "{asked:?} in the word processor");
    }
}
