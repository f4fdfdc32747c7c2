//! Reports as documents: one view model, put into Markdown by templates; its blocks become HTML and DOCX, its rows XLSX and CSV, its data JSON.

mod blocks;
mod docx;
mod gather;
mod html;
mod pictures;
mod sheets;
mod template;
mod text;
mod view;
mod xlsx;

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use crate::corpus::harmless;

pub use gather::{Asking, bill_report, case_report, compare_report, findings_report, progress_report};
pub use html::Mark;
pub use pictures::{Drawing, Numbers};
pub use template::TemplateError;
pub use view::{Kind, Length, PictureView, View};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Medium {
    /// Markdown.
    Md,
    /// One page of HTML.
    Html,
    /// A document for Word and LibreOffice.
    Docx,
    /// A spreadsheet of several sheets.
    Xlsx,
    /// The chief rows.
    Csv,
    /// The whole report as data.
    Json,
}

impl Medium {
    /// Every medium.
    pub const ALL: [Medium; 6] = [Medium::Md, Medium::Html, Medium::Docx, Medium::Xlsx, Medium::Csv, Medium::Json];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Medium::Md => "md",
            Medium::Html => "html",
            Medium::Docx => "docx",
            Medium::Xlsx => "xlsx",
            Medium::Csv => "csv",
            Medium::Json => "json",
        }
    }

    /// The medium of a file, by its ending.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let ending = match ending.as_str() {
            "markdown" => "md",
            "htm" => "html",
            ending => ending,
        };
        Self::ALL.into_iter().find(|medium| medium.ending() == ending)
    }

    /// Whether it is text that a terminal may show.
    pub fn is_text(self) -> bool {
        !matches!(self, Medium::Docx | Medium::Xlsx)
    }
}

/// Why a report cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A template is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A spreadsheet breaks a limit.
    #[error("the spreadsheet cannot be made: {0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
    /// A document cannot be packed.
    #[error("the document cannot be packed: {0}")]
    Packing(#[from] std::io::Error),
}

/// A report, ready to be written as anything.
pub struct Document<'v> {
    view: &'v View,
    markdown: Option<String>,
    blocks: Vec<blocks::Block>,
}

/// A file of a report: what is added to its name before the ending, and its bytes.
pub struct Piece {
    /// The name of a picture beside it; absent for the report itself.
    pub picture: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl<'v> Document<'v> {
    /// Puts a view into words where one of the media needs them.
    ///
    /// # Errors
    /// When a template is missing or wrong.
    pub fn new(view: &'v View, media: &[Medium], templates: Option<&Path>) -> Result<Self, ReportError> {
        let needs_words = |medium: &Medium| matches!(medium, Medium::Md | Medium::Html | Medium::Docx);
        if !media.iter().any(needs_words) {
            return Ok(Self { view, markdown: None, blocks: Vec::new() });
        }
        let markdown = template::markdown(view, templates)?;
        let blocks = blocks::blocks(&markdown);
        Ok(Self { view, markdown: Some(markdown), blocks })
    }

    /// The report in one medium: the file itself first, then what must lie beside it. `stem` is the name of the file without its ending;
    /// without one there is nothing beside, and a Markdown report tells its pictures in their captions.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn write(&self, medium: Medium, stem: Option<&str>) -> Result<Vec<Piece>, ReportError> {
        let own = |bytes: Vec<u8>| Piece { picture: None, bytes };
        Ok(match medium {
            Medium::Md => self.markdown_pieces(stem),
            Medium::Html => vec![own(html::page(self.view, &self.blocks, &self.marks()).into_bytes())],
            Medium::Docx => vec![own(docx::docx(self.view, &self.blocks)?)],
            Medium::Xlsx => vec![own(xlsx::xlsx(self.view, &sheets::sheets(self.view))?)],
            Medium::Csv => vec![own(sheets::csv(&sheets::chief(self.view)))],
            Medium::Json => vec![own(json(self.view))],
        })
    }

    /// What each named finding is about, for the filter.
    fn marks(&self) -> HashMap<String, Mark> {
        let mut marks = HashMap::new();
        let mut put = |anchor: &str, place: &str, status: crate::assess::Status| {
            marks.insert(anchor.to_owned(), Mark { place: place.to_owned(), status: status.id() });
        };
        for (_, finding) in self.view.findings() {
            put(&finding.anchor, &finding.place, finding.status);
        }
        if let Some(progress) = &self.view.progress {
            let lists =
                [&progress.gained, &progress.lost, &progress.bettered, &progress.worsened, &progress.known_once];
            for moved in lists.into_iter().flatten() {
                put(&moved.anchor, &moved.place, moved.after);
            }
        }
        if let Some(bill) = &self.view.bill {
            for change in [&bill.closed, &bill.opened, &bill.bettered, &bill.touched].into_iter().flatten() {
                put(&change.anchor, &change.place, change.after);
            }
        }
        marks
    }

    /// Markdown with its pictures as files beside it.
    fn markdown_pieces(&self, stem: Option<&str>) -> Vec<Piece> {
        let mut pieces = vec![Piece { picture: None, bytes: Vec::new() }];
        let mut out = String::new();
        for line in self.markdown.iter().flat_map(|markdown| markdown.lines()) {
            match picture_of(line) {
                None => out.push_str(line),
                Some((before, name, caption)) => {
                    if let (Some(stem), Some(picture)) = (stem, self.view.pictures.get(name)) {
                        out.push_str(&format!("{before}]({}.{name}.svg)\n\n", stem.replace(' ', "%20")));
                        let drawn = pictures::svg(picture, name);
                        pieces.push(Piece { picture: Some(name.to_owned()), bytes: drawn.into_bytes() });
                    }
                    out.push_str(&format!("*{caption}*"));
                }
            }
            out.push('\n');
        }
        pieces[0].bytes = out.into_bytes();
        pieces
    }
}

/// A line that is a picture of the report: what stands before its target, its name, its caption.
fn picture_of(line: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = line.strip_prefix("![").and(line.split_once("](picture:"))?;
    let (name, caption) = rest.split_once(" \"")?;
    Some((before, name, caption.strip_suffix("\")")?))
}

/// The report as data, its texts made harmless like all others.
fn json(view: &View) -> Vec<u8> {
    let mut value = serde_json::to_value(view).unwrap_or_default();
    clean(&mut value);
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn clean(value: &mut Value) {
    match value {
        Value::String(said) => *said = harmless(said),
        Value::Array(list) => list.iter_mut().for_each(clean),
        Value::Object(map) => map.values_mut().for_each(clean),
        _ => {}
    }
}
