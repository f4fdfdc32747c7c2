//! The whole answer as a web page of its own: no script, no other file.

use super::view::{Section, View};

const STYLE: &str = "body{font:16px/1.45 system-ui,sans-serif;max-width:46rem;margin:1.5rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1{font-size:1.4rem}h2{font-size:1.05rem;border-bottom:2px solid #1a1a1a;margin-top:1.6rem}\
ol{padding-left:1.6rem}li{margin:.7rem 0}li p{margin:.15rem 0}.lead{font-weight:600}.source{color:#555;font-size:.88rem}\
footer{margin-top:2rem;border-top:1px solid #999;font-size:.85rem;color:#444}@media print{body{margin:0;font-size:11px}}";

/// The page.
pub fn page(view: &View) -> String {
    let mut said = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
        escaped(&view.title)
    );
    for section in &view.sections {
        said.push_str(&section_of_page(section));
    }
    said.push_str(&format!("<footer><p>{}</p></footer>\n</body>\n</html>", escaped(&view.foot)));
    said
}

fn section_of_page(section: &Section) -> String {
    let mut said = format!("<section>\n<h2>{}</h2>\n", escaped(&section.title));
    if let Some(intro) = &section.intro {
        said.push_str(&format!("<p>{}</p>\n", escaped(intro)));
    }
    if !section.items.is_empty() {
        said.push_str("<ol>\n");
        for item in &section.items {
            said.push_str(&format!("<li><p class=\"lead\">{}</p>", escaped(&item.lead)));
            for line in &item.lines {
                said.push_str(&format!("<p>{}</p>", escaped(line)));
            }
            if !item.source.is_empty() {
                said.push_str(&format!("<p class=\"source\">{}</p>", escaped(&item.source)));
            }
            said.push_str("</li>\n");
        }
        said.push_str("</ol>\n");
    }
    said.push_str("</section>\n");
    said
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
