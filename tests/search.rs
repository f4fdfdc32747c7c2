//! What a search must find, and what it must survive.

#[path = "search/queries.rs"]
mod queries;
