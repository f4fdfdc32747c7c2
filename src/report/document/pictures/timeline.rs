//! The instruments of a topic, the oldest first, each at the year in which it began.

use plotters::style::RGBColor;

use super::label;
use super::pen::{Anchor, FAINT, GRID, INK, Pen};

const LEFT: f64 = 24.0;
const RIGHT: f64 = 876.0;
const TOP: f64 = 84.0;
const ROW: f64 = 21.0;
/// About how wide a letter is.
const LETTER: f64 = 6.2;
const DOT: RGBColor = RGBColor(0, 90, 156);

/// How high the picture is.
pub fn height(entries: usize) -> u32 {
    (TOP + ROW * entries.max(1) as f64 + 44.0) as u32
}

/// Draws it.
pub fn draw(pen: &mut Pen<'_>, entries: &[(f64, String, String)], until: f64) {
    let first = entries.first().map_or(1947.0, |(year, _, _)| *year).min(until - 10.0);
    let start = (first / 10.0).floor() * 10.0;
    let x = |year: f64| LEFT + (RIGHT - LEFT) * (year - start) / (until - start);
    let bottom = TOP + ROW * entries.len().max(1) as f64;
    let apart = [5.0, 10.0, 20.0, 50.0].into_iter().find(|step| (until - start) / step <= 10.0).unwrap_or(50.0);
    let mut year = (start / apart).ceil() * apart;
    while year <= until {
        pen.line(&[(x(year), TOP - 6.0), (x(year), bottom)], 1.0, GRID);
        pen.text(x(year), TOP - 16.0, 12.0, Anchor::Middle, FAINT, &format!("{year:.0}"));
        year += apart;
    }
    for (row, (year, places, title)) in entries.iter().enumerate() {
        let y = TOP + ROW * (row as f64 + 0.5);
        pen.mark(x(*year), y, 0, DOT);
        // The words stand where there is most room for them, and no longer than it is.
        let (before, after) = (x(*year) - 10.0, RIGHT + LEFT - x(*year) - 10.0);
        let (anchor, place, room) =
            if after >= before { (Anchor::Left, x(*year) + 10.0, after) } else { (Anchor::Right, before, before) };
        let places = label(places, 36);
        let letters = (room / LETTER) as usize;
        let title = label(title, letters.saturating_sub(places.chars().count() + 8).clamp(12, 70));
        let said = format!("{} {title} ({places})", year.floor());
        pen.text(place, y, 11.5, anchor, INK, &said);
    }
}
