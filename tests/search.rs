//! What a search must find, and what it must survive.

#[path = "search/law.rs"]
mod law;
#[path = "search/queries.rs"]
mod queries;
#[path = "search/safety.rs"]
mod safety;
#[path = "search/small.rs"]
mod small;
