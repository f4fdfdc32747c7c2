//! Problems of a corpus, drawn as rustc draws them, or as JSON.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::corpus::{Code, Diagnostic, PROBLEMS_SHOWN, Tree};

/// Every problem with its line underlined, and a last line that counts them.
pub fn problems_text(problems: &[Diagnostic], tree: &Tree, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut said = Vec::new();
    for problem in problems.iter().take(PROBLEMS_SHOWN) {
        said.push(one(problem, tree, &renderer));
    }
    if problems.len() > PROBLEMS_SHOWN {
        said.push(format!("... and {} more", problems.len() - PROBLEMS_SHOWN));
    }
    said.join("\n\n")
}

fn one(problem: &Diagnostic, tree: &Tree, renderer: &Renderer) -> String {
    let level = if problem.code.is_warning() { Level::WARNING } else { Level::ERROR };
    let title = level.primary_title(&problem.message).id(problem.code.id());
    let place = tree.files.get(&problem.file).and_then(|text| span(text, problem).map(|span| (text, span)));
    let mut group = title.elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    if let Some((text, span)) = place {
        let annotation = AnnotationKind::Primary.span(span);
        group = group.element(Snippet::source(text).path(&problem.file).annotation(annotation));
    } else {
        group = group.element(annotate_snippets::Origin::path(&problem.file));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group]).to_string()
}

/// The bytes a problem means.
fn span(text: &str, problem: &Diagnostic) -> Option<std::ops::Range<usize>> {
    let wanted = usize::try_from(problem.mark.line).ok()?.checked_sub(1)?;
    let column = usize::try_from(problem.mark.column).ok()?.saturating_sub(1);
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number == wanted {
            let shown = line.trim_end_matches(['\n', '\r']);
            let byte = |characters: usize| shown.char_indices().nth(characters).map_or(shown.len(), |(at, _)| at);
            let from = byte(column);
            let to = byte(column + problem.width).max(from);
            return Some(start + from..start + to);
        }
        start += line.len();
    }
    None
}

/// The problems as JSON: `problems[]` {code, file, line, column, message, help}.
pub fn problems_json(problems: &[Diagnostic]) -> Value {
    let list: Vec<Value> = problems
        .iter()
        .map(|problem| {
            json!({
                "code": problem.code.id(), "file": problem.file, "line": problem.mark.line, "column": problem.mark.column,
                "message": problem.message, "help": problem.help,
            })
        })
        .collect();
    json!({ "problems": list })
}

/// More about a code.
pub fn explain(code: Code) -> String {
    format!("{}: {}\n\n{}", code.id(), code.title(), code.explanation())
}
