//! The document itself: paragraphs, tables, pictures, links.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::assess::Status;
use crate::corpus::harmless;
use crate::report::document::blocks::{Block, Inline, Named, plain};
use crate::report::document::html::cell_status;
use crate::report::document::text::{self, xml};

use super::{Drawn, parts};

/// The width of the text on an A4 page, in twentieths of a point.
const TEXT_WIDTH: usize = 10_206;
/// Which level of heading begins a new page where it names a topic.
const PART: u8 = 2;

/// The document being written.
pub(super) struct Body<'v> {
    drawn: &'v [Drawn],
    out: String,
    /// The web addresses linked, in order.
    links: Vec<String>,
    link_at: HashMap<String, usize>,
    /// The names in the document, each with its number: Word allows forty letters only.
    names: HashMap<String, usize>,
    /// A number for each numbered list, so that each begins at one.
    lists: usize,
    pictures: usize,
    bookmarks: usize,
}

impl<'v> Body<'v> {
    pub(super) fn new(drawn: &'v [Drawn]) -> Self {
        Self {
            drawn,
            out: String::new(),
            links: Vec::new(),
            link_at: HashMap::new(),
            names: HashMap::new(),
            lists: 0,
            pictures: 0,
            bookmarks: 0,
        }
    }

    /// The cover, the contents where there are any, then the parts.
    pub(super) fn report(&mut self, blocks: &[Block], contents: bool) {
        self.gather_names(blocks);
        let first = blocks.iter().position(|block| matches!(block, Block::Heading(PART, ..))).unwrap_or(blocks.len());
        self.blocks(&blocks[..first]);
        if contents {
            self.contents(blocks);
        }
        self.blocks(&blocks[first..]);
    }

    /// The document, and the addresses it links to.
    pub(super) fn finish(self) -> (String, Vec<String>) {
        (parts::document(&self.out), self.links)
    }

    fn gather_names(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(_, Some(id), _) => self.name(id),
                Block::List(_, items) => {
                    for item in items {
                        item.ids.iter().for_each(|id| self.name(id));
                        self.gather_names(&item.content);
                    }
                }
                Block::Table(_, rows) => rows.iter().flat_map(|row| &row.ids).for_each(|id| self.name(id)),
                Block::Quote(blocks) => self.gather_names(blocks),
                _ => {}
            }
        }
    }

    fn name(&mut self, id: &str) {
        let next = self.names.len() + 1;
        self.names.entry(id.to_owned()).or_insert(next);
    }

    /// The contents as a field that Word brings up to date, with its lines already in it.
    fn contents(&mut self, blocks: &[Block]) {
        self.out.push_str(
            "<w:p><w:pPr><w:pStyle w:val=\"ContentsTitle\"/><w:pageBreakBefore/></w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>",
        );
        let headings: Vec<(&String, String)> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(PART, Some(id), inlines) => Some((id, plain(inlines))),
                _ => None,
            })
            .collect();
        let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"2-2\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        let last = headings.len().saturating_sub(1);
        for (at, (id, said)) in headings.iter().enumerate() {
            let number = self.names.get(*id).copied().unwrap_or_default();
            let _ = write!(
                self.out,
                // Links alone: whoever lays out the pages (Word does so by itself) adds their numbers; dots that lead to none look unfinished.
                "<w:p><w:pPr><w:pStyle w:val=\"TOC2\"/></w:pPr>{}<w:hyperlink w:anchor=\"b{number}\" w:history=\"1\">{}</w:hyperlink>{}</w:p>",
                if at == 0 { begin } else { "" },
                run(said, ""),
                if at == last { end } else { "" },
            );
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            match (block, blocks.get(at + 1)) {
                // What introduces a table stays with it.
                (Block::Paragraph(inlines), Some(Block::Table(..))) => {
                    let inside = self.inlines(inlines, "");
                    self.paragraph("<w:keepNext/>", &[], &inside);
                }
                _ => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, id, inlines) => {
                let style = match level {
                    1 => "Title".to_owned(),
                    level => format!("Heading{}", (*level).min(4)),
                };
                let topic = id.as_deref().is_some_and(|id| id.starts_with("topic-") || id == "in-plain-words");
                let page = if *level == PART && topic { "<w:pageBreakBefore/>" } else { "" };
                let inside = self.inlines(inlines, "");
                self.paragraph(&format!("<w:pStyle w:val=\"{style}\"/>{page}"), id.as_slice(), &inside);
            }
            Block::Paragraph(inlines) => {
                let inside = self.inlines(inlines, "");
                self.paragraph("", &[], &inside);
            }
            Block::List(ordered, items) => self.list(*ordered, items, 0),
            Block::Table(head, rows) => self.table(head, rows),
            Block::Quote(blocks) => {
                for block in blocks {
                    match block {
                        Block::Paragraph(inlines) => {
                            let inside = self.inlines(inlines, "");
                            self.paragraph("<w:pStyle w:val=\"Note\"/>", &[], &inside);
                        }
                        other => self.block(other),
                    }
                }
            }
            Block::Rule => self.paragraph("", &[], ""),
            Block::Picture(name, alt, caption) => self.picture(name, alt, caption),
        }
    }

    fn paragraph(&mut self, properties: &str, ids: &[String], inside: &str) {
        let (start, end) = self.bookmarks(ids);
        let _ = write!(self.out, "<w:p><w:pPr>{properties}</w:pPr>{start}{inside}{end}</w:p>");
    }

    fn bookmarks(&mut self, ids: &[String]) -> (String, String) {
        let (mut start, mut end) = (String::new(), String::new());
        for number in ids.iter().filter_map(|id| self.names.get(id)) {
            self.bookmarks += 1;
            let own = self.bookmarks;
            let _ = write!(start, "<w:bookmarkStart w:id=\"{own}\" w:name=\"b{number}\"/>");
            let _ = write!(end, "<w:bookmarkEnd w:id=\"{own}\"/>");
        }
        (start, end)
    }

    fn list(&mut self, ordered: bool, items: &[Named<Vec<Block>>], depth: usize) {
        // Number one is for bullets; every numbered list has a number of its own.
        let number = if ordered { self.next_list() } else { 1 };
        for item in items {
            let mut first = true;
            for block in &item.content {
                match block {
                    Block::Paragraph(inlines) => {
                        let inside = self.inlines(inlines, "");
                        let properties = match first {
                            true => format!(
                                "<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{number}\"/></w:numPr>",
                                depth.min(2)
                            ),
                            false => {
                                format!("<w:pStyle w:val=\"ListParagraph\"/><w:ind w:left=\"{}\"/>", 360 * (depth + 1))
                            }
                        };
                        self.paragraph(&properties, if first { &item.ids } else { &[] }, &inside);
                        first = false;
                    }
                    Block::List(inner, items) => self.list(*inner, items, depth + 1),
                    other => self.block(other),
                }
            }
        }
    }

    fn next_list(&mut self) -> usize {
        self.lists += 1;
        // As many as parts::NUMBERING restarts; past that they share the last.
        (self.lists + 1).min(parts::LISTS)
    }

    /// Columns as wide as what stands in them asks for, within the page; the head repeats on every page, no row is torn.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Named<Vec<Vec<Inline>>>]) {
        let widths = widths(head, rows);
        self.out.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"Report\"/>");
        let _ = write!(
            self.out,
            "<w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (cell, width) in head.iter().zip(&widths) {
            self.cell(cell, *width, Some("E9EDF2"), "<w:b/>", &[]);
        }
        self.out.push_str("</w:tr>");
        for row in rows {
            // A row longer than a page must be torn; any other stays whole.
            let long = row.content.iter().map(|cell| plain(cell).len()).max().unwrap_or(0) > 1500;
            self.out.push_str(if long { "<w:tr>" } else { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" });
            for (at, (cell, width)) in row.content.iter().zip(&widths).enumerate() {
                let fill = cell_status(cell).and_then(status_fill);
                let bold = if at == 0 && plain(cell).len() < 60 { "<w:b/>" } else { "" };
                self.cell(cell, *width, fill, bold, if at == 0 { &row.ids } else { &[] });
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Spacer\"/></w:pPr></w:p>");
    }

    fn cell(&mut self, cell: &[Inline], width: usize, fill: Option<&str>, properties: &str, ids: &[String]) {
        let shade = fill.map(|fill| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"));
        let inside = self.inlines(cell, properties);
        let _ = write!(
            self.out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{}</w:tcPr>",
            shade.unwrap_or_default()
        );
        self.paragraph("<w:pStyle w:val=\"Cell\"/>", ids, &inside);
        self.out.push_str("</w:tc>");
    }

    fn picture(&mut self, name: &str, alt: &str, caption: &str) {
        let Some(at) = self.drawn.iter().position(|drawn| drawn.name == name) else {
            return;
        };
        self.pictures += 1;
        let (width, height) = self.drawn[at].size;
        // As wide as the text, no higher than three quarters of a page; in English Metric Units.
        let scale = (TEXT_WIDTH as f64 * 635.0 / f64::from(width)).min(6_900_000.0 / f64::from(height));
        let (cx, cy) = ((f64::from(width) * scale) as u64, (f64::from(height) * scale) as u64);
        let drawing = parts::drawing(self.pictures, at + 1, cx, cy, &xml(&harmless(alt)));
        self.paragraph("<w:keepNext/>", &[], &drawing);
        self.paragraph("<w:pStyle w:val=\"Caption\"/>", &[], &run(caption, ""));
    }

    fn inlines(&mut self, inlines: &[Inline], properties: &str) -> String {
        let mut out = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(&run(text, properties)),
                Inline::Strong(inner) => {
                    out.push_str(&self.inlines(inner, &format!("<w:b/>{}", properties.replace("<w:b/>", ""))))
                }
                Inline::Emphasis(inner) => out.push_str(&self.inlines(inner, &format!("{properties}<w:i/>"))),
                Inline::Badge(status, shown) => {
                    let fill = status_fill(status.id()).unwrap_or("FFFFFF");
                    let bold = properties.replace("<w:b/>", "");
                    let shade = format!("<w:b/>{bold}<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>");
                    out.push_str(&run(shown, &shade));
                }
                Inline::Link(target, inner) => {
                    let inside = self.inlines(inner, &format!("<w:rStyle w:val=\"Hyperlink\"/>{properties}"));
                    let link = match target.strip_prefix('#') {
                        Some(id) => self.names.get(id).map(|number| format!("w:anchor=\"b{number}\"")),
                        None => Some(format!("r:id=\"link{}\"", self.address(target))),
                    };
                    match link {
                        Some(link) => {
                            let _ = write!(out, "<w:hyperlink {link} w:history=\"1\">{inside}</w:hyperlink>");
                        }
                        None => out.push_str(&inside),
                    }
                }
                Inline::Break => out.push_str("<w:r><w:br/></w:r>"),
            }
        }
        out
    }

    fn address(&mut self, target: &str) -> usize {
        if let Some(known) = self.link_at.get(target) {
            return *known;
        }
        self.links.push(target.to_owned());
        self.link_at.insert(target.to_owned(), self.links.len());
        self.links.len()
    }
}

/// A run of text with properties, which stand in the order that the format asks for.
fn run(said: &str, properties: &str) -> String {
    let right = if text::runs_right_to_left(said) { "<w:rtl/>" } else { "" };
    let properties = match properties.is_empty() && right.is_empty() {
        true => String::new(),
        false => format!("<w:rPr>{properties}{right}</w:rPr>"),
    };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(&said.replace('\n', " ")))
}

/// The fill behind a status: light, so that black words stand on it, and printed in grey too.
fn status_fill(status: &str) -> Option<&'static str> {
    Some(match Status::ALL.into_iter().find(|known| known.id() == status)? {
        Status::Met => "CFE9DF",
        Status::Partial => "FDECB9",
        Status::Conflict => "F7CDC6",
        Status::Gap => "E4D8F3",
        Status::Unknown => "E9EBEE",
    })
}

/// Widths in proportion to what stands in each column, none too narrow for its longest word where the page allows.
fn widths(head: &[Vec<Inline>], rows: &[Named<Vec<Vec<Inline>>>]) -> Vec<usize> {
    let columns = head.len().max(1);
    let texts = |column: usize| -> Vec<String> {
        let cells = rows.iter().filter_map(|row| row.content.get(column));
        head.get(column).into_iter().chain(cells).map(|cell| plain(cell)).collect()
    };
    let mut least = Vec::new();
    let mut wanted = Vec::new();
    for column in 0..columns {
        let texts = texts(column);
        let word = texts.iter().flat_map(|text| text.split_whitespace()).map(|word| word.chars().count()).max();
        // A letter of a cell is about 100 twentieths of a point wide, and the cell has a margin on both sides.
        least.push((word.unwrap_or(1).clamp(3, 16) * 100 + 180) as f64);
        let all: usize = texts.iter().map(|text| text.chars().count().min(400)).sum();
        wanted.push((all as f64 / texts.len().max(1) as f64).clamp(4.0, 160.0).powf(0.7));
    }
    let floor: f64 = least.iter().sum();
    let page = TEXT_WIDTH as f64;
    if floor >= page {
        return least.iter().map(|least| (page * least / floor) as usize).collect();
    }
    let all: f64 = wanted.iter().sum();
    least.iter().zip(&wanted).map(|(least, wanted)| (least + (page - floor) * wanted / all) as usize).collect()
}
