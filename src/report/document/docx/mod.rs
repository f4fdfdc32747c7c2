//! Blocks as a DOCX: styles and contents of its own, tables whose head repeats, pictures that are described, page numbers.

mod body;
mod parts;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::corpus::harmless;

use super::blocks::Block;
use super::pictures;
use super::text;
use super::view::{Kind, View};
use body::Body;

/// A picture in the file.
pub(super) struct Drawn {
    /// Its name in the report.
    pub name: String,
    /// Its pixels as PNG.
    pub png: Vec<u8>,
    /// Its size in points of the drawing.
    pub size: (u32, u32),
}

/// The file.
///
/// # Errors
/// When it cannot be packed, which into memory does not happen.
pub fn docx(view: &View, blocks: &[Block]) -> std::io::Result<Vec<u8>> {
    let drawn = drawn(view, blocks);
    let mut body = Body::new(&drawn);
    body.report(blocks, view.kind != Kind::Case);
    let (document, links) = body.finish();
    let card = view.kind == Kind::Case;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the same report is the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let title = text::xml(&harmless(&view.title));
    let texts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(&title, &view.as_of)),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("word/document.xml", document),
        ("word/styles.xml", if card { parts::card_styles() } else { parts::styles() }),
        ("word/numbering.xml", parts::NUMBERING.to_owned()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/footer1.xml", parts::footer(&title, &text::xml(&view.day))),
        ("word/_rels/document.xml.rels", parts::document_relations(&links, drawn.len())),
    ];
    for (name, content) in texts {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    let stored = options.compression_method(CompressionMethod::Stored);
    for (at, picture) in drawn.iter().enumerate() {
        zip.start_file(format!("word/media/picture{}.png", at + 1), stored)?;
        zip.write_all(&picture.png)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn drawn(view: &View, blocks: &[Block]) -> Vec<Drawn> {
    use rayon::prelude::*;
    let mut names: Vec<&String> = Vec::new();
    for block in blocks {
        if let Block::Picture(name, ..) = block
            && view.pictures.contains_key(name)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
        .par_iter()
        .map(|name| {
            let (png, width, height) = pictures::png(&view.pictures[*name]);
            Drawn { name: (*name).clone(), png, size: (width, height) }
        })
        .collect()
}
