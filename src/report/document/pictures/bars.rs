//! Statuses per place as stacked bars, each piece with its sign and number.

use plotters::style::RGBColor;

use crate::assess::Status;
use crate::report::document::template::sign;

use super::pen::{Anchor, FAINT, INK, Pen};
use super::{LONGEST_LABEL, label};

/// The order of the pieces, and their colours: far apart in lightness too.
pub const PIECES: [(Status, RGBColor, RGBColor); 5] = [
    (Status::Met, RGBColor(0, 98, 77), RGBColor(255, 255, 255)),
    (Status::Partial, RGBColor(240, 196, 78), RGBColor(28, 32, 38)),
    (Status::Conflict, RGBColor(176, 42, 26), RGBColor(255, 255, 255)),
    (Status::Gap, RGBColor(193, 168, 222), RGBColor(28, 32, 38)),
    (Status::Unknown, RGBColor(226, 228, 231), RGBColor(28, 32, 38)),
];

const LEFT: f64 = 190.0;
const RIGHT: f64 = 870.0;
const TOP: f64 = 96.0;
const ROW: f64 = 34.0;

/// How high the picture is.
pub fn height(bars: usize) -> u32 {
    (TOP + ROW * bars.max(1) as f64 + 44.0) as u32
}

/// Draws it.
pub fn draw(pen: &mut Pen<'_>, bars: &[(String, [usize; 5])]) {
    let mut x = LEFT;
    for (status, colour, _) in PIECES {
        pen.rectangle(x, 68.0, 14.0, 14.0, colour);
        pen.text(x + 20.0, 75.0, 12.5, Anchor::Left, INK, &format!("{} {}", sign(status), status.id()));
        x += 118.0;
    }
    let most = bars.iter().map(|(_, counts)| counts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    for (row, (place, counts)) in bars.iter().enumerate() {
        let y = TOP + ROW * row as f64;
        pen.text(LEFT - 12.0, y + 13.0, 13.0, Anchor::Right, INK, &label(place, LONGEST_LABEL));
        let mut x = LEFT;
        for (at, (status, colour, words)) in PIECES.into_iter().enumerate() {
            let width = (RIGHT - LEFT) * counts[at] as f64 / most as f64;
            if counts[at] == 0 {
                continue;
            }
            // A white seam between pieces keeps them apart in greyscale.
            pen.rectangle(x, y, (width - 1.0).max(1.0), 26.0, colour);
            let said = counts[at].to_string();
            if width > 40.0 {
                pen.text(x + width / 2.0, y + 13.0, 12.5, Anchor::Middle, words, &format!("{} {said}", sign(status)));
            } else if width > 9.0 * said.len() as f64 {
                pen.text(x + width / 2.0, y + 13.0, 12.0, Anchor::Middle, words, &said);
            }
            x += width;
        }
        let all: usize = counts.iter().sum();
        if RIGHT - x > 30.0 || all < most {
            pen.text(x + 6.0, y + 13.0, 12.0, Anchor::Left, FAINT, &all.to_string());
        }
    }
}
