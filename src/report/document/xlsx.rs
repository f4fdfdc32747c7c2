//! Sheets as a spreadsheet file: heads that stay, filters, widths, colours of statuses, links.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

use crate::assess::Status;

use super::sheets::{Cell, Sheet};
use super::text;
use super::view::View;

/// The longest address a spreadsheet links, and how many a sheet may have.
const LONGEST_LINK: usize = 2_000;
const MOST_LINKS: usize = 60_000;

/// The file.
///
/// # Errors
/// When a sheet breaks a limit of the format.
pub fn xlsx(view: &View, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The report's own day, never the clock: the same report is the same bytes.
    let [year, month, day] =
        [0..4, 5..7, 8..10].map(|part| view.as_of.get(part).and_then(|part| part.parse::<u16>().ok()));
    let mut properties = DocProperties::new().set_title(text::sheet_cell(&view.title)).set_author("Lacuna");
    if let (Some(year), Some(month), Some(day)) = (year, month, day) {
        let day = ExcelDateTime::from_ymd(year.max(1900), month as u8, day as u8)?;
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    let formats = Formats::new();
    for sheet in sheets {
        write(book.add_worksheet(), sheet, &formats)?;
    }
    book.save_to_buffer()
}

struct Formats {
    head: Format,
    text: Format,
    link: Format,
    statuses: HashMap<&'static str, Format>,
}

impl Formats {
    fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let status = |status: Status| {
            let (fill, ink) = match status {
                Status::Met => (0xCFE9DF, 0x063D30),
                Status::Partial => (0xFDECB9, 0x4C3A00),
                Status::Conflict => (0xF7CDC6, 0x6F1207),
                Status::Gap => (0xE4D8F3, 0x3B1D66),
                Status::Unknown => (0xE9EBEE, 0x3A3F45),
            };
            let format = base().set_background_color(Color::RGB(fill)).set_font_color(Color::RGB(ink)).set_bold();
            (status.id(), format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xC3CAD2)))
        };
        Self {
            head: base()
                .set_bold()
                .set_background_color(Color::RGB(0x00406F))
                .set_font_color(Color::White)
                .set_border(FormatBorder::Thin),
            text: base(),
            link: base().set_font_color(Color::RGB(0x00508C)).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            statuses: Status::ALL.into_iter().map(status).collect(),
        }
    }
}

fn write(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    page.set_name(sheet.name)?;
    for (at, (name, width)) in (0_u16..).zip(&sheet.columns) {
        page.write_string_with_format(0, at, text::sheet_cell(name), &formats.head)?;
        page.set_column_width(at, f64::from(*width))?;
    }
    let mut links = 0;
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Number(number) => {
                    page.write_number_with_format(row, column, *number as f64, &formats.text)?;
                }
                Cell::Link(said, address) if address.len() < LONGEST_LINK && links < MOST_LINKS => {
                    links += 1;
                    let url = Url::new(address).set_text(text::sheet_cell(said));
                    page.write_url_with_format(row, column, url, &formats.link)?;
                }
                Cell::Status(status, said) => {
                    page.write_string_with_format(row, column, text::sheet_cell(said), &formats.statuses[status.id()])?;
                }
                Cell::Text(said) | Cell::Link(said, _) => {
                    page.write_string_with_format(row, column, text::sheet_cell(said), &formats.text)?;
                }
            }
        }
    }
    page.set_freeze_panes(1, 1)?;
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.autofilter(0, 0, last_row, last_column)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    page.set_footer("&L&A&RPage &P of &N");
    Ok(())
}
