//! How results are shown: a view is rows, and one renderer a format. Nothing is decided here.

mod ages;
mod article;
mod bill;
mod compare;
mod coverage;
mod diagnostics;
pub mod document;
mod findings;
mod institutions;
mod listing;
mod loopholes;
mod narrow;
mod overview;
mod practices;
mod progress;
mod protect;
mod provision;
mod rows;
mod rules;
mod schema;
mod search;
mod stamped;
mod undermined;
mod why;

pub use ages::{ages_json, ages_records, ages_rows};
pub use article::{ShownArticle, article_json, article_text, resting_on, standing_rows};
pub use bill::{
    bill_headline, bill_json, bill_rows, change_rows, forgotten_rows, loophole_change_rows, skeleton, still_open_rows,
};
pub use compare::{
    COMPARE_LEGEND, compare_all_rows, compare_blocks, compare_headline, compare_json, compare_rows, compare_rule_rows,
    fits,
};
pub use diagnostics::{explain, problems_json, problems_text};
pub use findings::{findings_json, findings_records, findings_rows, headline, summary};
pub use institutions::{NO_RECORD, institution_json, institution_text, map_json, map_rows, nobodys};
pub use listing::{Listing, Wanted, listing};
pub use loopholes::{
    ShownLoophole, loophole_headline, loophole_records, loophole_tables, loopholes_in_full, loopholes_json,
};
pub use overview::{
    Counts, GroupBy, MATRIX_LEGEND, counts, counts_rows, glyph, matrix_rows, weightiest, weightiest_rows,
};
pub use practices::{better_json, better_rows, practices_headline, practices_json, practices_rows};
pub use progress::{curve_line, curves_legend, progress_headline, progress_json, progress_rows, started_rows};
pub use protect::{
    Card, CaseFormat, Limits, Paper, body_item, body_json, protect_card, protect_json, protect_page, protect_rows,
    protect_text,
};
pub use provision::{Shown, show_json, show_text};
pub use rows::{ColumnWidth, Format, Rows, Style, folded};
pub use rules::rules;
pub use schema::{Contract, contract_rows};
pub use search::{SearchStamp, found_line, nothing_found, search_json, search_rows, unknown_line};
pub use undermined::Undermining;
pub use why::why;
