//! Pictures: drawn once, as SVG for HTML and as pixels for DOCX. Each has a title, units, a source line, and its numbers as a table beside it.

mod bars;
mod pen;
mod road;
mod timeline;

use std::sync::Once;

use plotters::style::{FontStyle, RGBColor, register_font};
use serde::Serialize;

use crate::corpus::harmless;

use super::text;
use super::view::PictureView;
use pen::Pen;

/// How wide a picture is, in points.
pub const WIDTH: u32 = 900;
/// How many pixels a point is in DOCX, so that print is sharp.
const SHARPNESS: u32 = 2;
/// The name under which our font is known to the drawing library.
const FONT: &str = "report-sans";
/// What a browser takes instead.
const FONT_IN_SVG: &str = "system-ui, 'DejaVu Sans', Arial, sans-serif";
/// The longest name of a place.
const LONGEST_LABEL: usize = 24;

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// Statuses per place: met, partial, conflict, gap, unknown.
    Bars(Vec<(String, [usize; 5])>),
    /// How many are met at the end of each year, place by place.
    Road {
        /// The years.
        years: Vec<i16>,
        /// The places, and a number a year; none where the place did not exist.
        lines: Vec<(String, Vec<Option<usize>>)>,
    },
    /// Instruments: the year and its fraction in which each began, where, and what it is called.
    Timeline {
        /// The instruments, the oldest first.
        entries: Vec<(f64, String, String)>,
        /// The year of the report.
        until: f64,
    },
}

/// The numbers behind a picture.
#[derive(Clone, Debug, Serialize)]
pub struct Numbers {
    /// The columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Drawing {
    /// The numbers, for a table.
    pub fn numbers(&self) -> Numbers {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        match self {
            Drawing::Bars(bars) => Numbers {
                header: names(&["Place", "Met", "Partial", "Conflict", "Gap", "Unknown"]),
                rows: bars
                    .iter()
                    .map(|(place, counts)| {
                        std::iter::once(place.clone()).chain(counts.iter().map(usize::to_string)).collect()
                    })
                    .collect(),
            },
            Drawing::Road { years, lines } => {
                // Few enough columns for a page: decades, and the last year.
                let shown: Vec<usize> = (0..years.len())
                    .filter(|at| years[*at] % 10 == 0 || *at == 0 || *at + 1 == years.len() || years.len() <= 12)
                    .collect();
                let year = |at: &usize| years[*at].to_string();
                Numbers {
                    header: std::iter::once("Place".to_owned()).chain(shown.iter().map(year)).collect(),
                    rows: lines
                        .iter()
                        .map(|(place, met)| {
                            let number = |at: &usize| met[*at].map_or_else(|| "–".to_owned(), |met| met.to_string());
                            std::iter::once(place.clone()).chain(shown.iter().map(number)).collect()
                        })
                        .collect(),
                }
            }
            Drawing::Timeline { entries, .. } => Numbers {
                header: names(&["From", "Where", "Law"]),
                rows: entries
                    .iter()
                    .map(|(year, places, title)| {
                        vec![format!("{}", year.floor() as i64), places.clone(), title.clone()]
                    })
                    .collect(),
            },
        }
    }

    fn height(&self) -> u32 {
        match self {
            Drawing::Bars(bars) => bars::height(bars.len()),
            Drawing::Road { .. } => road::HEIGHT,
            Drawing::Timeline { entries, .. } => timeline::height(entries.len()),
        }
    }

    fn draw(&self, pen: &mut Pen<'_>, picture: &PictureView) {
        let height = f64::from(self.height());
        pen.fill(RGBColor(255, 255, 255));
        pen.text(14.0, 24.0, 17.0, pen::Anchor::Left, pen::INK, &label(&picture.title, 96));
        pen.text(14.0, 44.0, 12.5, pen::Anchor::Left, pen::FAINT, &label(&picture.units, 120));
        pen.text(
            14.0,
            height - 14.0,
            11.0,
            pen::Anchor::Left,
            pen::FAINT,
            &label(&format!("Source: {}", picture.source), 130),
        );
        match self {
            Drawing::Bars(bars) => bars::draw(pen, bars),
            Drawing::Road { years, lines } => road::draw(pen, years, lines),
            Drawing::Timeline { entries, until } => timeline::draw(pen, entries, *until),
        }
    }
}

/// A label that fits; what runs from right to left cannot be shaped by the drawing library, and is left to the table.
fn label(text: &str, most: usize) -> String {
    let text = harmless(text);
    let kept: String = match text::runs_right_to_left(&text) {
        true => text.chars().filter(|c| c.is_ascii()).collect(),
        false => text,
    };
    let kept = text::shortened(kept.trim(), most);
    if kept.is_empty() { "…".to_owned() } else { kept }
}

/// A picture as SVG, for a page: no size of its own, its words for who cannot see it.
pub fn svg(picture: &PictureView, name: &str) -> String {
    bring_font();
    let drawing = &picture.drawing;
    let mut out = String::new();
    let mut pen = Pen::svg(&mut out, WIDTH, drawing.height());
    drawing.draw(&mut pen, picture);
    pen.done();
    let start = out.find("<svg").unwrap_or(0);
    let body = out[start..].find('>').map_or("", |end| &out[start + end + 1..]);
    let body = body.replace(&format!("\"{FONT}\""), &format!("\"{FONT_IN_SVG}\""));
    let (title, alt) = (text::xml(&harmless(&picture.title)), text::xml(&harmless(&picture.alt)));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-labelledby=\"{name}-title {name}-desc\">\n\
         <title id=\"{name}-title\">{title}</title>\n<desc id=\"{name}-desc\">{alt}</desc>{body}",
        drawing.height()
    )
}

/// A picture as PNG, and its size in points.
pub fn png(picture: &PictureView) -> (Vec<u8>, u32, u32) {
    bring_font();
    let drawing = &picture.drawing;
    let (width, height) = (WIDTH * SHARPNESS, drawing.height() * SHARPNESS);
    let mut pixels = vec![255_u8; (width * height * 3) as usize];
    let mut pen = Pen::pixels(&mut pixels, WIDTH, drawing.height(), SHARPNESS);
    drawing.draw(&mut pen, picture);
    pen.done();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    // Flat colours and straight lines repeat themselves best as they are.
    encoder.set_filter(png::Filter::NoFilter);
    // Into memory, with a size that fits: this does not fail.
    let _ = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    (file, WIDTH, drawing.height())
}

fn bring_font() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // DejaVu Sans, the letters and signs that pictures need; the file is ours, so it is sound.
        let _ = register_font(FONT, FontStyle::Normal, include_bytes!("../assets/report-sans.ttf"));
    });
}
