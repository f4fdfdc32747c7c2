//! Blocks as one page of HTML: no outside request, readable without script, a filter where there is one.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::corpus::harmless;

use super::blocks::{Block, Inline, Named, plain};
use super::pictures;
use super::template::sign;
use super::text::{runs_right_to_left, xml};
use super::view::{Kind, View};

const STYLE: &str = include_str!("assets/report.css");
const CARD_STYLE: &str = include_str!("assets/card.css");
const SCRIPT: &str = include_str!("assets/report.js");

/// What a named row or section is about, so that it can be filtered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub place: String,
    /// The status.
    pub status: &'static str,
}

/// The page.
pub fn page<'v>(view: &'v View, blocks: &'v [Block], marks: &'v HashMap<String, Mark>) -> String {
    let title = xml(&harmless(&format!("{} - {}", view.title, view.as_of)));
    let mut names = HashSet::new();
    gather_names(blocks, &mut names);
    let mut writer = Writer { view, marks, names, out: String::new(), open: Vec::new(), table: 0 };
    let card = view.kind == Kind::Case;
    let parts = blocks.iter().position(|block| matches!(block, Block::Heading(2, ..))).unwrap_or(blocks.len());
    let first = if card { parts.min(1) } else { parts };
    writer.blocks(&blocks[..first]);
    let cover = std::mem::take(&mut writer.out);
    writer.blocks(&blocks[first..]);
    writer.close(0);
    let body = writer.out;
    // A card is one page: no contents, nothing to filter.
    let style = if card { format!("{STYLE}{CARD_STYLE}") } else { STYLE.to_owned() };
    let side = if card { String::new() } else { side(view, blocks) };
    // Only this very style and this very script: what a text might smuggle in does not run.
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        digest(&format!("\n{style}")),
        digest(&format!("\n{SCRIPT}"))
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#report\">Skip to the report</a>\n<div class=\"frame\">\n<header class=\"cover\">\n{cover}</header>\n{side}\n<main id=\"report\" tabindex=\"-1\">\n{body}</main>\n</div>\n\
         <script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// What a content security policy calls a text by.
fn digest(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::from("sha256-");
    for three in Sha256::digest(text.as_bytes()).chunks(3) {
        let bits = three.iter().enumerate().fold(0_u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// The contents and, for those with script, the filter.
fn side(view: &View, blocks: &[Block]) -> String {
    let mut out = String::from("<div class=\"side\">\n");
    let _ = write!(
        out,
        "<form class=\"filter\" id=\"filter\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n{}{}{}\
         <label>Text <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n<button type=\"reset\">Show all</button>\n\
         <p class=\"count\" role=\"status\" aria-live=\"polite\"></p>\n</form>\n",
        choice("Place", "place", view.places.iter().map(|place| (place.id.as_str(), place.name.as_str()))),
        choice("Topic", "topic", topics(view).into_iter()),
        choice(
            "Status",
            "status",
            ["conflict", "gap", "unknown", "partial", "met"].into_iter().map(|status| (status, status))
        ),
    );
    out.push_str("<nav aria-label=\"Contents\">\n<details open>\n<summary>Contents</summary>\n<ol>\n");
    for block in blocks {
        if let Block::Heading(2, Some(id), inlines) = block {
            let _ = writeln!(out, "<li><a href=\"#{}\">{}</a></li>", xml(id), words(&plain(inlines)));
        }
    }
    out.push_str("</ol>\n</details>\n</nav>\n</div>");
    out
}

fn topics(view: &View) -> Vec<(&str, &str)> {
    match &view.compare {
        Some(compare) => compare.topics.iter().map(|topic| (topic.id.as_str(), topic.label.as_str())).collect(),
        None => view.topics.iter().map(|topic| (topic.id.as_str(), topic.label.as_str())).collect(),
    }
}

fn choice<'v>(label: &str, name: &str, options: impl Iterator<Item = (&'v str, &'v str)>) -> String {
    let options: Vec<String> = options
        .map(|(id, shown)| format!("<option value=\"{}\">{}</option>\n", xml(&harmless(id)), xml(&harmless(shown))))
        .collect();
    // A choice of one is no choice.
    if options.len() < 2 {
        return String::new();
    }
    format!(
        "<label>{label} <select name=\"{name}\">\n<option value=\"\">all</option>\n{}</select></label>\n",
        options.concat()
    )
}

/// A text, with what runs from right to left kept apart, so that it moves no sign around it.
fn words(text: &str) -> String {
    let text = xml(text);
    if runs_right_to_left(&text) { format!("<bdi>{text}</bdi>") } else { text }
}

struct Writer<'v> {
    view: &'v View,
    marks: &'v HashMap<String, Mark>,
    /// The names in the document: a link to any other would lead nowhere.
    names: HashSet<&'v str>,
    out: String,
    /// The levels of the sections that are open.
    open: Vec<u8>,
    table: usize,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// Closes the sections of this level and deeper.
    fn close(&mut self, level: u8) {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
            self.out.push_str("</section>\n");
        }
    }

    /// The name of an element and, where it is a finding, `data-place` and `data-status`: of all places it tells of.
    fn about(&self, ids: &[String]) -> String {
        let Some(first) = ids.first() else {
            return String::new();
        };
        let marks: Vec<&Mark> = ids.iter().filter_map(|id| self.marks.get(id)).collect();
        let places: Vec<String> = marks.iter().map(|mark| xml(&mark.place.replace(' ', "-"))).collect();
        let about =
            marks.first().map(|mark| format!(" data-place=\"{}\" data-status=\"{}\"", places.join(" "), mark.status));
        format!(" id=\"{}\"{}", xml(first), about.unwrap_or_default())
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level @ 2.., id, inlines) => {
                self.close(*level);
                self.open.push(*level);
                let topic = id.as_deref().and_then(|id| id.strip_prefix("topic-"));
                let about = self.about(id.as_slice());
                let kind = match topic {
                    Some(topic) => format!(" class=\"part topic\" data-topic=\"{}\"", xml(topic)),
                    None if *level == 2 => " class=\"part\"".to_owned(),
                    None if about.contains("data-status") => " class=\"finding\"".to_owned(),
                    None => String::new(),
                };
                let link = id.as_deref().map(|id| {
                    let name = xml(&plain(inlines));
                    format!(" <a class=\"here\" href=\"#{}\" aria-label=\"Link to: {name}\">#</a>", xml(id))
                });
                let _ = write!(self.out, "<section{about}{kind}>\n<h{level}>");
                self.inlines(inlines);
                let _ = writeln!(self.out, "{}</h{level}>", link.unwrap_or_default());
            }
            Block::Heading(level, _, inlines) => {
                let _ = write!(self.out, "<h{level}>");
                self.inlines(inlines);
                let _ = writeln!(self.out, "</h{level}>");
            }
            Block::Paragraph(inlines) => {
                self.out.push_str("<p>");
                self.inlines(inlines);
                self.out.push_str("</p>\n");
            }
            Block::List(ordered, items) => {
                let tag = if *ordered { "ol" } else { "ul" };
                let _ = writeln!(self.out, "<{tag}>");
                for item in items {
                    let about = self.about(&item.ids);
                    let _ = write!(self.out, "<li{about}>");
                    match item.content.as_slice() {
                        [Block::Paragraph(inlines), rest @ ..] => {
                            self.inlines(inlines);
                            self.blocks(rest);
                        }
                        blocks => self.blocks(blocks),
                    }
                    self.out.push_str("</li>\n");
                }
                let _ = writeln!(self.out, "</{tag}>");
            }
            Block::Table(head, rows) => self.table(head, rows),
            Block::Quote(blocks) => {
                self.out.push_str("<div class=\"note\" role=\"note\">\n");
                self.blocks(blocks);
                self.out.push_str("</div>\n");
            }
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Picture(name, _, caption) => {
                if let Some(picture) = self.view.pictures.get(name) {
                    let drawn = pictures::svg(picture, &format!("picture-{}", xml(name)));
                    let caption = words(caption);
                    let _ = writeln!(self.out, "<figure>\n{drawn}\n<figcaption>{caption}</figcaption>\n</figure>");
                }
            }
        }
    }

    /// The first column names its row. A table that is wider than the window scrolls by itself, with the keyboard too.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Named<Vec<Vec<Inline>>>]) {
        self.table += 1;
        let map = rows
            .iter()
            .any(|row| row.content.iter().skip(1).all(|cell| cell_status(cell).is_some() || cell.is_empty()));
        let findings = rows.iter().flat_map(|row| &row.ids).any(|id| self.marks.contains_key(id));
        let kind = match (map && head.len() > 2, findings) {
            (true, _) => " class=\"map\"",
            (_, true) => " class=\"findings\"",
            _ => "",
        };
        let name = head.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            self.out,
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table {}: {}\"><table{kind}>\n<thead>\n<tr>",
            self.table,
            xml(&name)
        );
        for cell in head {
            self.out.push_str("<th scope=\"col\">");
            self.inlines(cell);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            let about = self.about(&row.ids);
            let kind = if about.contains("data-status") { " class=\"finding\"" } else { "" };
            let _ = write!(self.out, "<tr{about}{kind}>");
            for (at, cell) in row.content.iter().enumerate() {
                let status = cell_status(cell).filter(|_| at > 0);
                let number = !cell.is_empty() && plain(cell).chars().all(|c| c.is_ascii_digit());
                let kind = match status {
                    Some(status) => format!(" class=\"s-{status}\""),
                    None if number => " class=\"number\"".to_owned(),
                    None => String::new(),
                };
                self.out.push_str(&if at == 0 { "<th scope=\"row\">".to_owned() } else { format!("<td{kind}>") });
                for id in row.ids.iter().skip(1).filter(|_| at == 0) {
                    let _ = write!(self.out, "<span id=\"{}\"></span>", xml(id));
                }
                self.inlines(cell);
                self.out.push_str(if at == 0 { "</th>" } else { "</td>" });
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.out.push_str(&words(text)),
                Inline::Code(text) => {
                    let _ = write!(self.out, "<code>{}</code>", words(text));
                }
                Inline::Strong(inner) => self.around("strong", inner),
                Inline::Emphasis(inner) => self.around("em", inner),
                Inline::Link(target, inner)
                    if target.strip_prefix('#').is_some_and(|name| !self.names.contains(name)) =>
                {
                    self.inlines(inner);
                }
                Inline::Link(target, inner) => {
                    let away = if target.starts_with('#') { "" } else { " rel=\"noopener noreferrer\"" };
                    let _ = write!(self.out, "<a href=\"{}\"{away}>", xml(target));
                    self.inlines(inner);
                    self.out.push_str("</a>");
                }
                Inline::Badge(status, shown) => {
                    let said = shown.trim_start_matches(sign(*status)).trim();
                    let _ = write!(
                        self.out,
                        "<span class=\"badge s-{}\"><span aria-hidden=\"true\">{} </span>{}</span>",
                        status.id(),
                        sign(*status),
                        xml(said)
                    );
                }
                Inline::Break => self.out.push_str("<br>"),
            }
        }
    }

    fn around(&mut self, tag: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(inner);
        let _ = write!(self.out, "</{tag}>");
    }
}

/// Every name in the document.
fn gather_names<'b>(blocks: &'b [Block], names: &mut HashSet<&'b str>) {
    for block in blocks {
        match block {
            Block::Heading(_, Some(id), _) => drop(names.insert(id)),
            Block::List(_, items) => {
                for item in items {
                    names.extend(item.ids.iter().map(String::as_str));
                    gather_names(&item.content, names);
                }
            }
            Block::Table(_, rows) => names.extend(rows.iter().flat_map(|row| &row.ids).map(String::as_str)),
            Block::Quote(blocks) => gather_names(blocks, names),
            _ => {}
        }
    }
}

/// The status of a cell that says nothing else.
pub fn cell_status(cell: &[Inline]) -> Option<&'static str> {
    match cell {
        [Inline::Badge(status, _)] => Some(status.id()),
        _ => None,
    }
}
