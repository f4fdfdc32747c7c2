//! Lacuna holds the child laws of Pakistan as data and tells where they are silent, weak, contradictory or easily evaded when read against the Convention on the Rights of the Child.
//!
//! Data flows one way: [`corpus`] reads YAML into the [`model`]; [`law`] says which rules hold in a place on a day; [`assess`] puts requirements to
//! them and [`loophole`] looks for patterns in them; [`report`] shows the result; [`cli`] is the thin door.
#![warn(missing_docs)]

pub mod assess;
pub mod cache;
pub mod cli;
pub mod compare;
pub mod corpus;
pub mod law;
pub mod loophole;
pub mod model;
pub mod protect;
pub mod report;
pub mod search;
