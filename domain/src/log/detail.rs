//! The facts of an event as they are stored: whatever JSON can say, read without knowing of which kind it is.

use std::collections::BTreeMap;

use serde::Deserialize;
use uuid::Uuid;

/// One fact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Detail {
    None,
    Flag(bool),
    Number(i64),
    Text(String),
    Many(Vec<Detail>),
    Facts(Details),
    /// A number that is no whole one: no kind writes one.
    Fraction(f64),
}

/// The facts of one event, by their keys.
pub type Details = BTreeMap<String, Detail>;

/// Every id in a fact.
pub(super) fn ids(detail: &Detail) -> Vec<Uuid> {
    match detail {
        Detail::Text(text) => Uuid::try_parse(text).into_iter().collect(),
        Detail::Many(many) => many.iter().flat_map(ids).collect(),
        Detail::None | Detail::Flag(_) | Detail::Number(_) | Detail::Facts(_) | Detail::Fraction(_) => Vec::new(),
    }
}
