//! A report as sheets of rows: for XLSX all of them, for CSV the chief one.

use crate::assess::Status;

use super::template::sign;
use super::text;
use super::view::{FindingView, Kind, LoopholeView, View};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number.
    Number(usize),
    /// A status, and how it is shown.
    Status(Status, String),
    /// A text with the web address behind it.
    Link(String, String),
}

impl Cell {
    /// What a reader sees.
    pub fn shown(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Status(_, text) | Cell::Link(text, _) => text.clone(),
            Cell::Number(number) => number.to_string(),
        }
    }
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Its columns, with their widths in characters.
    pub columns: Vec<(String, u16)>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

fn sheet(name: &'static str, columns: &[(&str, u16)]) -> Sheet {
    let columns = columns.iter().map(|(name, width)| ((*name).to_owned(), *width)).collect();
    Sheet { name, columns, rows: Vec::new() }
}

fn said(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn linked(text: &str, url: Option<&String>) -> Cell {
    match url.and_then(|url| text::address(url)) {
        Some(address) => Cell::Link(text.to_owned(), address),
        None => said(text),
    }
}

/// Every sheet of a report that has rows.
pub fn sheets(view: &View) -> Vec<Sheet> {
    let mut found = vec![about(view)];
    found.extend([map(view), findings(view), changes(view), comparison(view), case(view)]);
    found.extend([loopholes(view), evidence(view), instruments(view)]);
    found.retain(|sheet| !sheet.rows.is_empty());
    found
}

/// The sheet that a CSV is made of: what the report is chiefly about.
pub fn chief(view: &View) -> Sheet {
    match view.kind {
        Kind::Loopholes => loopholes(view),
        Kind::Compare => comparison(view),
        Kind::Progress | Kind::Bill => changes(view),
        Kind::Case => case(view),
        Kind::Gaps | Kind::Topic | Kind::Place => findings(view),
    }
}

/// A sheet as CSV. No cell is read as a formula.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Into memory, and every row as long as the head: this does not fail.
    let _ = writer.write_record(sheet.columns.iter().map(|(name, _)| text::plain_cell(name)));
    for row in &sheet.rows {
        let _ = writer.write_record(row.iter().map(|cell| text::plain_cell(&cell.shown())));
    }
    writer.into_inner().unwrap_or_default()
}

fn about(view: &View) -> Sheet {
    let mut sheet = sheet("About", &[("What", 28), ("Value", 90)]);
    let mut put = |what: &str, value: &str| sheet.rows.push(vec![said(what), said(value)]);
    put("Report", &view.title);
    put("", &view.subtitle);
    put("Law as of", &view.as_of);
    put("Corpus", &view.corpus);
    put("Sources seen up to", view.seen_up_to.as_deref().unwrap_or("not said"));
    put("Places", &view.places.iter().map(|place| place.name.as_str()).collect::<Vec<_>>().join(", "));
    put("met", "The law in force satisfies every point of the requirement.");
    put("partial", "It satisfies some points.");
    put("conflict", "On some points a law in force grants the contrary.");
    put("gap", "The law was read, and says nothing of it.");
    put("unknown", "Nobody has looked yet, or the source does not say.");
    put("Sure", "text: the law's own words were seen; secondary: a named source says so; recalled: general knowledge.");
    put("", "A map of the law, not legal advice.");
    sheet
}

/// The card of a case, a row a line.
fn case(view: &View) -> Sheet {
    let mut sheet = sheet("Case", &[("Part", 30), ("What", 40), ("In plain words", 90), ("Source, how sure", 50)]);
    for part in view.case.iter().flat_map(|card| &card.parts) {
        let rows = part.lines.iter();
        sheet.rows.extend(
            rows.map(|line| [&part.title, &line.strong, &line.says, &line.source].map(|text| said(text)).to_vec()),
        );
    }
    sheet
}

fn map(view: &View) -> Sheet {
    let mut sheet = sheet("Matrix", &[("Topic", 34)]);
    sheet.columns.extend(view.places.iter().map(|place| (place.short.clone(), 16)));
    for row in &view.heat {
        let cell = |cell: &super::view::HeatCell| match cell.status {
            Some(status) => {
                Cell::Status(status, format!("{} {} {}/{}", sign(status), status.id(), cell.count, cell.all))
            }
            None => said(""),
        };
        sheet.rows.push(std::iter::once(said(&row.label)).chain(row.cells.iter().map(cell)).collect());
    }
    sheet
}

fn findings(view: &View) -> Sheet {
    let mut sheet = sheet(
        "Findings",
        &[
            ("Place", 18),
            ("Topic", 24),
            ("Status", 14),
            ("Weight", 8),
            ("Requirement", 56),
            ("Asked by", 26),
            ("Where the law says so", 46),
            ("Contrary", 40),
            ("Silent on", 40),
            ("Not known", 30),
            ("Points contradicted", 12),
            ("Points asked", 12),
            ("Sure", 12),
            ("Doubts", 40),
            ("Loophole", 40),
            ("Strength", 16),
            ("Sector", 18),
            ("Function", 14),
            ("Requirement id", 30),
            ("Place id", 18),
        ],
    );
    for topic in &view.topics {
        for requirement in &topic.requirements {
            let asked: Vec<String> =
                requirement.asked_by.iter().map(|asked| format!("{} {}", asked.short, asked.article)).collect();
            for finding in &requirement.findings {
                sheet.rows.push(vec![
                    said(&finding.place_name),
                    said(&topic.label),
                    Cell::Status(finding.status, finding.status.id().to_owned()),
                    Cell::Number(usize::from(requirement.weight)),
                    said(&requirement.text),
                    Cell::Text(asked.join("; ")),
                    Cell::Text(citations(finding)),
                    Cell::Text(finding.against.join("; ")),
                    Cell::Text(finding.silent.join("; ")),
                    Cell::Text(finding.unknown.join("; ")),
                    Cell::Number(finding.contradicted),
                    Cell::Number(finding.elements),
                    said(finding.confidence.unwrap_or("")),
                    Cell::Text(finding.doubts.iter().map(|doubt| doubt.cause.as_str()).collect::<Vec<_>>().join("; ")),
                    said(finding.but.as_deref().unwrap_or("")),
                    said(&requirement.strength),
                    said(&requirement.sector),
                    said(&requirement.function),
                    said(&requirement.id),
                    said(&finding.place),
                ]);
            }
        }
    }
    sheet
}

fn citations(finding: &FindingView) -> String {
    match finding.citations.as_slice() {
        [] => finding.cited.clone(),
        citations => citations.join("; "),
    }
}

fn loopholes(view: &View) -> Sheet {
    let mut sheet = sheet(
        "Loopholes",
        &[
            ("Loophole", 34),
            ("Severity", 9),
            ("Topic", 24),
            ("Places", 26),
            ("Sections", 50),
            ("What they say", 60),
            ("Why it matters", 50),
            ("What to draft instead", 50),
            ("Closed by", 40),
            ("Undermines", 50),
            ("Accepted", 20),
            ("Pattern id", 28),
        ],
    );
    let own: Vec<&LoopholeView> = view.loopholes.iter().flatten().collect();
    for loophole in own {
        let of = |part: fn(&super::view::EvidenceView) -> &str| {
            loophole.stands.iter().map(part).collect::<Vec<_>>().join("; ")
        };
        let closed: Vec<String> =
            loophole.closed_by.iter().map(|closed| format!("{}: {}", closed.places.join(", "), closed.cited)).collect();
        sheet.rows.push(vec![
            said(&loophole.title),
            Cell::Number(usize::from(loophole.severity)),
            said(&loophole.topic),
            Cell::Text(loophole.place_names.join(", ")),
            Cell::Text(of(|stand| &stand.citation)),
            Cell::Text(of(|stand| &stand.says)),
            said(&loophole.matters),
            said(&loophole.remedy),
            Cell::Text(closed.join("; ")),
            Cell::Text(loophole.undermines.join("; ")),
            said(loophole.accepted.as_deref().unwrap_or("")),
            said(&loophole.pattern),
        ]);
    }
    sheet
}

fn evidence(view: &View) -> Sheet {
    let mut sheet = sheet(
        "Evidence",
        &[("Requirement", 50), ("Section", 50), ("What it says", 70), ("Role", 10), ("Places", 30), ("Sure", 12)],
    );
    for requirement in view.topics.iter().flat_map(|topic| &topic.requirements) {
        for evidence in &requirement.evidence {
            sheet.rows.push(vec![
                said(&requirement.text),
                linked(&evidence.citation, evidence.url.as_ref()),
                said(&evidence.says),
                said(evidence.role),
                Cell::Text(evidence.places.join(", ")),
                said(evidence.verified),
            ]);
        }
    }
    sheet
}

fn instruments(view: &View) -> Sheet {
    let mut sheet = sheet(
        "Instruments",
        &[
            ("Law", 60),
            ("Citation", 28),
            ("Kind", 12),
            ("Places", 30),
            ("Sections", 9),
            ("Sure", 12),
            ("Source", 70),
            ("Grade", 12),
            ("Id", 50),
        ],
    );
    for instrument in &view.instruments {
        let source = instrument.sources.first();
        sheet.rows.push(vec![
            said(&instrument.title),
            said(instrument.citation.as_deref().unwrap_or("")),
            said(instrument.kind),
            Cell::Text(instrument.places.join(", ")),
            Cell::Number(instrument.sections),
            said(instrument.verified),
            source.map_or_else(|| said(""), |source| linked(&source.title, source.url.as_ref())),
            said(source.map_or("", |source| source.grade)),
            said(&instrument.id),
        ]);
    }
    sheet
}

/// What moved between two days, or through a bill.
fn changes(view: &View) -> Sheet {
    let mut sheet = sheet(
        "Changes",
        &[
            ("Change", 14),
            ("Place", 18),
            ("Topic", 24),
            ("Before", 12),
            ("After", 12),
            ("Weight", 8),
            ("Requirement", 60),
            ("By", 60),
            ("Sections", 60),
        ],
    );
    let status = |status: Status| Cell::Status(status, status.id().to_owned());
    if let Some(progress) = &view.progress {
        let parts = [
            ("gained", &progress.gained),
            ("lost", &progress.lost),
            ("better", &progress.bettered),
            ("worse", &progress.worsened),
            ("known on one day only", &progress.known_once),
        ];
        for (change, moved) in parts.into_iter().flat_map(|(change, list)| list.iter().map(move |one| (change, one))) {
            sheet.rows.push(vec![
                said(change),
                said(&moved.place_name),
                said(&moved.topic),
                status(moved.before),
                status(moved.after),
                Cell::Number(usize::from(moved.weight)),
                said(&moved.text),
                Cell::Text(moved.by.join("; ")),
                Cell::Text(moved.provisions.join("; ")),
            ]);
        }
    }
    if let Some(bill) = &view.bill {
        let parts = [
            ("closed", &bill.closed),
            ("opened", &bill.opened),
            ("better", &bill.bettered),
            ("touched", &bill.touched),
        ];
        for (kind, change) in parts.into_iter().flat_map(|(kind, list)| list.iter().map(move |one| (kind, one))) {
            sheet.rows.push(vec![
                said(kind),
                said(&change.place_name),
                said(&change.topic),
                status(change.before),
                status(change.after),
                Cell::Number(usize::from(change.weight)),
                said(&change.text),
                Cell::Text(change.why.join("; ")),
                Cell::Text(change.evidence.join("; ")),
            ]);
        }
    }
    sheet
}

fn comparison(view: &View) -> Sheet {
    let mut sheet = sheet("Comparison", &[("Topic", 24), ("Weight", 8), ("Requirement", 56), ("Differs", 9)]);
    let Some(compare) = &view.compare else {
        return sheet;
    };
    for place in &view.places {
        sheet.columns.push((place.name.clone(), 16));
        sheet.columns.push((format!("{}: sections", place.name), 40));
    }
    for topic in &compare.topics {
        for row in &topic.rows {
            let mut cells = vec![
                said(&topic.label),
                Cell::Number(usize::from(row.weight)),
                said(&row.text),
                said(if row.differs { "yes" } else { "no" }),
            ];
            for cell in &row.cells {
                cells.push(Cell::Status(cell.status, cell.status.id().to_owned()));
                cells.push(said(&cell.cited));
            }
            // A place whose finding is not there leaves its cells empty.
            cells.resize(sheet.columns.len(), said(""));
            sheet.rows.push(cells);
        }
    }
    sheet
}
