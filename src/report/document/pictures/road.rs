//! Requirements met over time, place by place: steps, each line with its own mark and its name at its end.

use plotters::style::RGBColor;

use super::label;
use super::pen::{Anchor, FAINT, GRID, INK, Pen};

/// How high the picture is.
pub const HEIGHT: u32 = 420;

const COLOURS: [RGBColor; 8] = [
    RGBColor(0, 90, 156),
    RGBColor(176, 74, 0),
    RGBColor(0, 110, 84),
    RGBColor(146, 58, 122),
    RGBColor(40, 40, 40),
    RGBColor(150, 110, 0),
    RGBColor(40, 130, 170),
    RGBColor(120, 120, 120),
];

const LEFT: f64 = 56.0;
const RIGHT: f64 = 742.0;
const TOP: f64 = 68.0;
const BOTTOM: f64 = 352.0;
/// How high a name is.
const NAME: f64 = 17.0;

/// Draws it.
pub fn draw(pen: &mut Pen<'_>, years: &[i16], lines: &[(String, Vec<Option<usize>>)]) {
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return;
    };
    let top = lines.iter().flat_map(|(_, met)| met.iter().flatten()).copied().max().unwrap_or(0).max(1);
    let step = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|step| top / step < 6).unwrap_or(500);
    let ceiling = (top / step + 1) * step;
    let span = f64::from((last - first).max(1));
    let x = |year: i16| LEFT + (RIGHT - LEFT) * f64::from(year - first) / span;
    let y = |met: usize| BOTTOM - (BOTTOM - TOP) * met as f64 / ceiling as f64;
    for tick in (0..=ceiling).step_by(step) {
        pen.line(&[(LEFT, y(tick)), (RIGHT, y(tick))], 1.0, GRID);
        pen.text(LEFT - 8.0, y(tick), 12.0, Anchor::Right, FAINT, &tick.to_string());
    }
    let years_apart = [1, 2, 5, 10, 20, 50].into_iter().find(|step| (last - first) / step <= 9).unwrap_or(50);
    for year in (*first..=*last).filter(|year| year % years_apart == 0) {
        pen.line(&[(x(year), BOTTOM), (x(year), BOTTOM + 5.0)], 1.0, FAINT);
        pen.text(x(year), BOTTOM + 17.0, 12.0, Anchor::Middle, FAINT, &year.to_string());
    }
    pen.line(&[(LEFT, BOTTOM), (RIGHT, BOTTOM)], 1.0, FAINT);
    let mut ends: Vec<(f64, usize)> = Vec::new();
    for (at, (_, met)) in lines.iter().enumerate() {
        let colour = COLOURS[at % COLOURS.len()];
        // Lines on the same value lie a little apart, so that none hides another.
        let shift = (at as f64 - lines.len() as f64 / 2.0) * 1.2;
        let known: Vec<(f64, f64)> =
            years.iter().zip(met).filter_map(|(year, met)| met.map(|met| (x(*year), y(met) - shift))).collect();
        let mut steps: Vec<(f64, f64)> = Vec::new();
        for point in &known {
            if let Some((_, before)) = steps.last() {
                steps.push((point.0, *before));
            }
            steps.push(*point);
        }
        pen.line(&steps, 2.0, colour);
        let apart = (known.len() / 8).max(1);
        for point in known.iter().rev().step_by(apart) {
            pen.mark(point.0, point.1, at, colour);
        }
        if let Some(end) = known.last() {
            ends.push((end.1, at));
        }
    }
    // Names at the ends, pushed apart where they would lie on each other.
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut heights: Vec<f64> = Vec::new();
    for (end, _) in &ends {
        heights.push(heights.last().map_or(*end, |above: &f64| end.max(above + NAME)));
    }
    // What was pushed below the axis moves up again, and with it what it meets.
    let mut below = BOTTOM + NAME;
    for height in heights.iter_mut().rev() {
        *height = height.min(below - NAME);
        below = *height;
    }
    for ((end, at), height) in ends.into_iter().zip(heights) {
        let (name, met) = &lines[at];
        let count = met.iter().rev().flatten().next().copied().unwrap_or(0);
        pen.line(&[(RIGHT + 6.0, end), (RIGHT + 18.0, height)], 1.0, GRID);
        pen.mark(RIGHT + 24.0, height, at, COLOURS[at % COLOURS.len()]);
        pen.text(RIGHT + 34.0, height, 12.5, Anchor::Left, INK, &format!("{} {count}", label(name, 14)));
    }
}
