//! What the index keeps of a document to show it: enough for a row and for its text in full, without the corpus.

use serde::{Deserialize, Serialize};

/// A document as a reader sees it. Keys are short because thousands of them lie in the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Instrument or standard, by id; absent for a body that no law of the corpus founds.
    #[serde(rename = "i", skip_serializing_if = "Option::is_none", default)]
    pub instrument: Option<String>,
    /// Section or article.
    #[serde(rename = "s", skip_serializing_if = "Option::is_none", default)]
    pub section: Option<String>,
    /// The requirement's id.
    #[serde(rename = "r", skip_serializing_if = "Option::is_none", default)]
    pub requirement: Option<String>,
    /// How it is cited.
    #[serde(rename = "c")]
    pub citation: String,
    /// Heading, title, name, or the words of a requirement.
    #[serde(rename = "h")]
    pub heading: String,
    /// How sure: `text`, `secondary`, `recalled`, or empty where nobody said.
    #[serde(rename = "v")]
    pub verified: String,
    /// Which version it is, where there are several: "since 2016-03-18".
    #[serde(rename = "t", skip_serializing_if = "String::is_empty", default)]
    pub version: String,
    /// Its text in pieces: summary, rules in plain words, notes.
    #[serde(rename = "p")]
    pub pieces: Vec<String>,
}

impl Row {
    /// The row as it is kept.
    pub fn kept(&self) -> String {
        // A struct of texts cannot fail to become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A row that was kept.
    pub fn from_kept(kept: &str) -> Option<Self> {
        serde_json::from_str(kept).ok()
    }
}
