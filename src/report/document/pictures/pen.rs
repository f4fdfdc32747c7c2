//! A pen in points: the same strokes on SVG and on pixels.

use plotters::backend::{BitMapBackend, SVGBackend};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, EmptyElement, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBColor, ShapeStyle};

use super::FONT;

/// The colour of words.
pub const INK: RGBColor = RGBColor(28, 32, 38);
/// The colour of what stands back.
pub const FAINT: RGBColor = RGBColor(88, 96, 105);
/// The colour of lines behind.
pub const GRID: RGBColor = RGBColor(222, 226, 230);

/// Where a text stands from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The point is its left end.
    Left,
    /// The point is its middle.
    Middle,
    /// The point is its right end.
    Right,
}

enum Paper<'a> {
    Svg(DrawingArea<SVGBackend<'a>, Shift>),
    Pixels(DrawingArea<BitMapBackend<'a>, Shift>),
}

/// A pen.
pub struct Pen<'a> {
    paper: Paper<'a>,
    scale: f64,
}

/// Draws an element on either paper. Drawing into memory does not fail.
macro_rules! put {
    ($pen:expr, $element:expr) => {
        match &$pen.paper {
            Paper::Svg(area) => {
                let _ = area.draw(&$element);
            }
            Paper::Pixels(area) => {
                let _ = area.draw(&$element);
            }
        }
    };
}

impl<'a> Pen<'a> {
    /// On SVG.
    pub fn svg(out: &'a mut String, width: u32, height: u32) -> Self {
        Self { paper: Paper::Svg(SVGBackend::with_string(out, (width, height)).into_drawing_area()), scale: 1.0 }
    }

    /// On pixels, so many a point; three bytes each.
    pub fn pixels(pixels: &'a mut [u8], width: u32, height: u32, scale: u32) -> Self {
        let area = BitMapBackend::with_buffer(pixels, (width * scale, height * scale)).into_drawing_area();
        Self { paper: Paper::Pixels(area), scale: f64::from(scale) }
    }

    /// Ends the drawing.
    pub fn done(self) {
        match self.paper {
            Paper::Svg(area) => drop(area.present()),
            Paper::Pixels(area) => drop(area.present()),
        }
    }

    fn at(&self, x: f64, y: f64) -> (i32, i32) {
        ((x * self.scale).round() as i32, (y * self.scale).round() as i32)
    }

    /// Fills everything.
    pub fn fill(&mut self, colour: RGBColor) {
        match &self.paper {
            Paper::Svg(area) => drop(area.fill(&colour)),
            Paper::Pixels(area) => drop(area.fill(&colour)),
        }
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64, colour: RGBColor) {
        put!(self, Rectangle::new([self.at(x, y), self.at(x + width, y + height)], colour.filled()));
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f64, f64)], width: f64, colour: RGBColor) {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| self.at(*x, *y)).collect();
        let stroke = (width * self.scale).round().max(1.0) as u32;
        put!(
            self,
            PathElement::new(
                points.clone(),
                ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: stroke }
            )
        );
    }

    /// A mark around a point; every kind has a shape of its own, so that colour is not needed to tell them apart.
    pub fn mark(&mut self, x: f64, y: f64, kind: usize, colour: RGBColor) {
        let r = 4.2;
        let corners: &[(f64, f64)] = match kind % 6 {
            0 => &[],
            1 => &[(-r, -r), (r, -r), (r, r), (-r, r)],
            2 => &[(0.0, -r - 1.0), (r + 1.0, r), (-r - 1.0, r)],
            3 => &[(0.0, -r - 1.5), (r + 1.5, 0.0), (0.0, r + 1.5), (-r - 1.5, 0.0)],
            4 => &[(-r - 1.0, -r), (r + 1.0, -r), (0.0, r + 1.0)],
            _ => &[(-2.0, -r - 1.0), (2.0, -r - 1.0), (2.0, r + 1.0), (-2.0, r + 1.0)],
        };
        if corners.is_empty() {
            let radius = (r * self.scale).round() as i32;
            put!(self, Circle::new(self.at(x, y), radius, colour.filled()));
        } else {
            let points: Vec<(i32, i32)> = corners.iter().map(|(dx, dy)| self.at(x + dx, y + dy)).collect();
            put!(self, Polygon::new(points.clone(), colour.filled()));
        }
    }

    /// A text whose middle stands at this height.
    pub fn text(&mut self, x: f64, y: f64, size: f64, anchor: Anchor, colour: RGBColor, text: &str) {
        let across = match anchor {
            Anchor::Left => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::Right => HPos::Right,
        };
        let style = (FONT, size * self.scale).into_font().color(&colour).pos(Pos::new(across, VPos::Center));
        // The element carries its own place, so that the style's anchor is kept.
        put!(self, EmptyElement::at(self.at(x, y)) + Text::new(text.to_owned(), (0, 0), style.clone()));
    }
}
