//! Markdown's events gathered into blocks: the one shape that HTML and DOCX are both written from.
//!
//! Three conventions go beyond plain Markdown, and all of them read well where nobody knows them: a link to `#status-met` is a badge; `<a id="..."></a>`
//! at the start of a heading, row or item names it; an image `picture:NAME` is a picture of the report, its title the caption.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::assess::Status;

use super::text;

/// A run of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain.
    Text(String),
    /// Strong.
    Strong(Vec<Inline>),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// A name as written in data.
    Code(String),
    /// A link within the document (`#id`) or to the web.
    Link(String, Vec<Inline>),
    /// A status: its sign and words.
    Badge(Status, String),
    /// A new line.
    Break,
}

/// A row or item, and the names it has in the document: several where it tells of several places.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    /// Its names.
    pub ids: Vec<String>,
    /// What it holds.
    pub content: T,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading: its level, its name, its text.
    Heading(u8, Option<String>, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, numbered or not.
    List(bool, Vec<Named<Vec<Block>>>),
    /// A table: its head, and its rows.
    Table(Vec<Vec<Inline>>, Vec<Named<Vec<Vec<Inline>>>>),
    /// A quotation: here, what is set apart.
    Quote(Vec<Block>),
    /// A line across.
    Rule,
    /// A picture: its name, what is seen in it, its caption.
    Picture(String, String, String),
}

/// The text of inlines alone.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Badge(_, text) => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => plain(inner),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

/// Reads Markdown.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut gatherer = Gatherer::default();
    gatherer.stack.push(Open::Blocks(Vec::new()));
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        gatherer.take(event);
    }
    match gatherer.stack.into_iter().next() {
        Some(Open::Blocks(blocks)) => blocks,
        _ => Vec::new(),
    }
}

/// What is open while events come in.
enum Open {
    Blocks(Vec<Block>),
    Inlines(Vec<Inline>),
    Items(Vec<Named<Vec<Block>>>),
    Table { head: Vec<Vec<Inline>>, rows: Vec<Named<Vec<Vec<Inline>>>>, row: Vec<Vec<Inline>> },
}

#[derive(Default)]
struct Gatherer {
    stack: Vec<Open>,
    /// The names met, for the heading, row or item around them.
    names: Vec<String>,
}

impl Gatherer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.inline(Inline::Text(text.into_string())),
            Event::Code(code) => self.inline(Inline::Code(code.into_string())),
            Event::SoftBreak => self.inline(Inline::Text(" ".to_owned())),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html),
            _ => {}
        }
    }

    /// Of HTML only names and line breaks are read; anything else is shown as the text it is.
    fn html(&mut self, html: &str) {
        let html = html.trim();
        if let Some(id) = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">")) {
            self.names.push(id.to_owned());
        } else if html == "<br>" {
            self.inline(Inline::Break);
        } else if html != "</a>" {
            self.inline(Inline::Text(html.to_owned()));
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.names.clear();
                self.stack.push(Open::Inlines(Vec::new()));
            }
            Tag::Item => {
                self.names.clear();
                self.stack.push(Open::Blocks(Vec::new()));
            }
            Tag::List(_) => self.stack.push(Open::Items(Vec::new())),
            Tag::Table(_) => self.stack.push(Open::Table { head: Vec::new(), rows: Vec::new(), row: Vec::new() }),
            Tag::TableRow => self.names.clear(),
            Tag::TableHead => {}
            Tag::BlockQuote(_) => self.stack.push(Open::Blocks(Vec::new())),
            Tag::Paragraph
            | Tag::TableCell
            | Tag::Strong
            | Tag::Emphasis
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock => self.stack.push(Open::Inlines(Vec::new())),
            _ => {}
        }
        // A target stands at the start only; it waits beside the text that it links.
        if let Tag::Link { dest_url, .. } = tag {
            self.inline(Inline::Code(dest_url.to_string()));
        }
        if let Tag::Image { dest_url, title, .. } = tag {
            self.inline(Inline::Code(dest_url.to_string()));
            self.inline(Inline::Code(title.to_string()));
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let inlines = self.inlines();
                let id = std::mem::take(&mut self.names).into_iter().next();
                self.block(Block::Heading(level as u8, id, inlines));
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                let mut inlines = self.inlines();
                match inlines.as_mut_slice() {
                    [Inline::Link(target, inner)] if target.starts_with("picture:") => {
                        let name = target.trim_start_matches("picture:").to_owned();
                        let (caption, alt) = match inner.split_first() {
                            Some((Inline::Code(caption), alt)) => (caption.clone(), plain(alt)),
                            _ => (String::new(), plain(inner)),
                        };
                        self.block(Block::Picture(name, alt, caption));
                    }
                    [] => {}
                    _ => self.block(Block::Paragraph(inlines)),
                }
            }
            TagEnd::Strong => self.wrap(Inline::Strong),
            TagEnd::Emphasis => self.wrap(Inline::Emphasis),
            TagEnd::Link => {
                let mut inlines = self.inlines();
                let target = plain(&inlines.drain(..1.min(inlines.len())).collect::<Vec<_>>());
                self.link(&target, inlines);
            }
            TagEnd::Image => {
                let mut inlines = self.inlines();
                let target = plain(&inlines.drain(..1.min(inlines.len())).collect::<Vec<_>>());
                // A picture from elsewhere is not fetched: its words stand for it.
                match target.starts_with("picture:") {
                    true => self.inline(Inline::Link(target, inlines)),
                    false => self.inline(Inline::Text(plain(inlines.get(1..).unwrap_or_default()))),
                }
            }
            TagEnd::Item => {
                let ids = std::mem::take(&mut self.names);
                let mut content = self.popped_blocks();
                // A tight item is bare text: it becomes a paragraph.
                gather_paragraphs(&mut content);
                if let Some(Open::Items(items)) = self.stack.last_mut() {
                    items.push(Named { ids, content });
                }
            }
            TagEnd::List(ordered) => {
                if let Some(Open::Items(items)) = self.stack.pop() {
                    self.block(Block::List(ordered, items));
                }
            }
            TagEnd::BlockQuote(_) => {
                let content = self.popped_blocks();
                self.block(Block::Quote(content));
            }
            TagEnd::TableCell => {
                let cell = self.inlines();
                if let Some(Open::Table { row, .. }) = self.stack.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::TableHead => {
                if let Some(Open::Table { head, row, .. }) = self.stack.last_mut() {
                    *head = std::mem::take(row);
                }
            }
            TagEnd::TableRow => {
                let ids = std::mem::take(&mut self.names);
                if let Some(Open::Table { rows, row, .. }) = self.stack.last_mut() {
                    rows.push(Named { ids, content: std::mem::take(row) });
                }
            }
            TagEnd::Table => {
                if let Some(Open::Table { head, rows, .. }) = self.stack.pop() {
                    self.block(Block::Table(head, rows));
                }
            }
            _ => {}
        }
    }

    /// A badge, a link to a place in the document or to the web; any other target is dropped, its text stays.
    fn link(&mut self, target: &str, inlines: Vec<Inline>) {
        let status = target.strip_prefix("#status-");
        if let Some(status) = Status::ALL.into_iter().find(|known| Some(known.id()) == status) {
            return self.inline(Inline::Badge(status, plain(&inlines)));
        }
        if target.starts_with('#') {
            self.inline(Inline::Link(target.to_owned(), inlines));
        } else if let Some(address) = text::address(target) {
            self.inline(Inline::Link(address, inlines));
        } else {
            inlines.into_iter().for_each(|inline| self.inline(inline));
        }
    }

    fn wrap(&mut self, kind: fn(Vec<Inline>) -> Inline) {
        let inlines = self.inlines();
        self.inline(kind(inlines));
    }

    fn inlines(&mut self) -> Vec<Inline> {
        match self.stack.pop() {
            Some(Open::Inlines(inlines)) => inlines,
            Some(other) => {
                self.stack.push(other);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn popped_blocks(&mut self) -> Vec<Block> {
        match self.stack.pop() {
            Some(Open::Blocks(blocks)) => blocks,
            _ => Vec::new(),
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(Open::Blocks(blocks)) = self.stack.last_mut() {
            blocks.push(block);
        }
    }

    /// Where text comes without a paragraph around it, as in a tight item, it waits as a paragraph of its own.
    fn inline(&mut self, inline: Inline) {
        match self.stack.last_mut() {
            Some(Open::Inlines(inlines)) => match (inlines.last_mut(), inline) {
                (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
                (_, inline) => inlines.push(inline),
            },
            Some(Open::Blocks(blocks)) => blocks.push(Block::Paragraph(vec![inline])),
            _ => {}
        }
    }
}

/// Paragraphs that follow each other in a tight item are one.
fn gather_paragraphs(blocks: &mut Vec<Block>) {
    let mut gathered: Vec<Block> = Vec::new();
    for block in blocks.drain(..) {
        match (gathered.last_mut(), block) {
            (Some(Block::Paragraph(before)), Block::Paragraph(inlines)) => before.extend(inlines),
            (_, block) => gathered.push(block),
        }
    }
    *blocks = gathered;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_badges_and_pictures_are_read_and_other_html_is_text() {
        let read = blocks(
            "## <a id=\"topic-x\"></a>Title\n\n| <a id=\"f\"></a>Sindh | [+ met](#status-met) |\n|---|---|\n| <a id=\"g\"></a>a | <script>x</script> |\n\n![alt](picture:bars \"Caption\")\n",
        );
        assert_eq!(read[0], Block::Heading(2, Some("topic-x".into()), vec![Inline::Text("Title".into())]));
        let Block::Table(head, rows) = &read[1] else { panic!("a table") };
        assert_eq!(head[1], vec![Inline::Badge(Status::Met, "+ met".into())]);
        assert_eq!(rows[0].ids, ["g"]);
        assert_eq!(plain(&rows[0].content[1]), "<script>x</script>");
        assert_eq!(read[2], Block::Picture("bars".into(), "alt".into(), "Caption".into()));
    }

    #[test]
    fn a_target_that_is_no_web_address_is_no_link() {
        assert_eq!(blocks("[x](javascript:alert)"), vec![Block::Paragraph(vec![Inline::Text("x".into())])]);
        assert!(matches!(&blocks("- [x](https://a.pk)")[0], Block::List(false, items) if items.len() == 1));
    }
}
