//! Templates: the view model put into words. A user may replace any of them.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use crate::assess::Status;
use crate::report::rows::first;

use super::text;
use super::view::View;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/reports/templates");

/// A template that cannot be used, with its file and line.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct TemplateError {
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// The report as Markdown.
///
/// # Errors
/// When a template is missing or wrong: which, and on which line.
pub fn markdown(view: &View, folder: Option<&Path>) -> Result<String, TemplateError> {
    let environment = environment(folder.map(Path::to_owned));
    let name = format!("{}.md", view.kind.id());
    let rendered = environment.get_template(&name).and_then(|template| template.render(Serde(view)));
    rendered.map(|text| tidy(&text)).map_err(|error| located(&error, &name, folder))
}

/// One blank line before a heading, never two in a row, none at the ends.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 2;
    for line in text.lines() {
        let line = line.trim_end();
        if line.starts_with('#') && blank == 0 {
            out.push('\n');
        }
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Where the deepest error lies: an error in an included template is wrapped in one at the place of the include.
fn located(error: &Error, asked: &str, folder: Option<&Path>) -> TemplateError {
    let mut deepest = error;
    while let Some(inner) = std::error::Error::source(deepest).and_then(|inner| inner.downcast_ref::<Error>()) {
        deepest = inner;
    }
    let name = deepest.name().unwrap_or(asked);
    let file = match folder.map(|folder| folder.join(name)).filter(|path| path.exists()) {
        Some(path) => path.display().to_string(),
        None => format!("(built-in) {name}"),
    };
    let what =
        deepest.detail().map_or_else(|| deepest.kind().to_string(), |detail| format!("{}: {detail}", deepest.kind()));
    TemplateError { file, line: deepest.line().unwrap_or(1), what }
}

fn environment(folder: Option<PathBuf>) -> Environment<'static> {
    let mut environment = Environment::new();
    // Blocks stand on lines of their own and leave none behind; the delimiters are the usual ones, which cannot clash.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, _, value| {
        if value.is_undefined() {
            return Err(Error::new(ErrorKind::UndefinedError, "this is not in the report's data"));
        }
        match value.as_str() {
            _ if value.is_none() => Ok(()),
            Some(said) if !value.is_safe() => out.write_str(&text::markdown(said)).map_err(Error::from),
            _ => write!(out, "{value}").map_err(Error::from),
        }
    });
    environment.set_loader(move |name| {
        if let Some(folder) = &folder {
            match std::fs::read_to_string(folder.join(name)) {
                Ok(own) => return Ok(Some(own)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    let what = format!("{}: {error}", folder.join(name).display());
                    return Err(Error::new(ErrorKind::TemplateNotFound, what));
                }
            }
        }
        Ok(BUILT_IN.get_file(name).and_then(|file| file.contents_utf8()).map(str::to_owned))
    });
    environment.add_function("badge", badge);
    environment.add_function("mark", |outcome: &str| Value::from_safe_string(mark(outcome)));
    environment.add_function("anchor", |parts: Rest<String>| {
        Value::from_safe_string(format!("<a id=\"{}\"></a>", name(&parts)))
    });
    environment.add_function("goto", |said: &str, parts: Rest<String>| {
        Value::from_safe_string(format!("[{}](#{})", text::markdown(said), name(&parts)))
    });
    environment.add_function("link", |said: &str, url: Option<String>| {
        let said = text::markdown(said);
        Value::from_safe_string(match url.and_then(|url| text::address(&url)) {
            Some(address) => format!("[{said}]({address})"),
            None => said,
        })
    });
    environment.add_function("picture", |name: &str, picture: Value| picture_line(name, &picture));
    environment.add_function("numbers", numbers);
    environment.add_filter("sentence", |list: Vec<String>| sentence(&list));
    environment.add_filter("first", |list: Vec<String>, most: usize, joint: &str| first(&list, most, joint));
    environment.add_filter("times", |n: usize, one: &str, many: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    });
    environment
}

fn name(parts: &Rest<String>) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    super::view::anchor(&parts)
}

/// A status as a badge: sign, word and, where it says more, the numbers.
fn badge(status: &str, shown: Option<String>) -> Result<Value, Error> {
    let known = Status::ALL.into_iter().find(|known| known.id() == status);
    let Some(known) = known else {
        return Err(Error::new(ErrorKind::InvalidOperation, format!("`{status}` is no status")));
    };
    let shown = shown.unwrap_or_else(|| known.id().to_owned());
    let said = format!("[{} {}](#status-{})", sign(known), text::markdown(&shown), known.id());
    Ok(Value::from_safe_string(said))
}

/// The sign of a status, readable without colour.
pub fn sign(status: Status) -> char {
    match status {
        Status::Met => '✓',
        Status::Partial => '◐',
        Status::Conflict => '✗',
        Status::Gap => '○',
        Status::Unknown => '?',
    }
}

/// The outcome of a point: sign and word.
fn mark(outcome: &str) -> String {
    match outcome {
        "met" => "✓ met".to_owned(),
        "contradicted" => "✗ contrary".to_owned(),
        "missing" => "○ silent".to_owned(),
        "unknown" => "? not known".to_owned(),
        _ => "–".to_owned(),
    }
}

fn picture_line(name: &str, picture: &Value) -> Result<Value, Error> {
    let field = |key: &str| picture.get_attr(key).map(|value| value.as_str().unwrap_or_default().to_owned());
    let caption = format!("{}. {}. Source: {}.", field("title")?, field("units")?, field("source")?);
    let caption = text::markdown(&caption).replace('"', "'");
    Ok(Value::from_safe_string(format!("![{}](picture:{name} \"{caption}\")", text::markdown(&field("alt")?))))
}

/// The numbers behind a picture, as a table.
fn numbers(picture: &Value) -> Result<Value, Error> {
    let numbers = picture.get_attr("numbers")?;
    let row = |cells: Value| -> Result<String, Error> {
        let cells: Vec<String> = cells.try_iter()?.map(|cell| text::markdown(&cell.to_string())).collect();
        Ok(format!("| {} |\n", cells.join(" | ")))
    };
    let header = numbers.get_attr("header")?;
    let columns = header.len().unwrap_or_default();
    let mut out = row(header)?;
    out.push_str(&format!("|---|{}\n", "---:|".repeat(columns.saturating_sub(1))));
    for cells in numbers.get_attr("rows")?.try_iter()? {
        out.push_str(&row(cells)?);
    }
    Ok(Value::from_safe_string(out))
}

/// "Punjab, Sindh and Balochistan".
fn sentence(list: &[String]) -> String {
    match list.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => list.concat(),
    }
}
