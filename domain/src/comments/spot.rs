//! A place to which a comment is pinned, as it is stored, as people read it, and as they type it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    file_text::{Place, PlaceError},
    names::fold,
};

/// A place in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// A paragraph or a cell of what can be read as text.
    Text(Place),
    /// A page of what cannot, from 1; a picture has one.
    Page(u32),
}

impl Spot {
    /// As it is said: "đoạn 5", "bảng 1, dòng 3, cột 2", "trang 2".
    pub fn words(self) -> String {
        match self {
            Self::Text(Place::Paragraph(number)) => format!("đoạn {number}"),
            Self::Text(Place::Cell { table, row, column }) => format!("bảng {table}, dòng {row}, cột {column}"),
            Self::Page(page) => format!("trang {page}"),
        }
    }

    /// Reads what somebody typed, as `words` and `Display` write it, with or without marks; `None` for anything else.
    pub fn parse(typed: &str) -> Option<Self> {
        if let Ok(spot) = typed.trim().parse() {
            return Some(spot);
        }
        let folded = fold(&typed.replace([',', '.', ';', ':', '-'], " "));
        let said: Vec<&str> = folded.split(' ').collect();
        let number = |figures: &str| figures.parse().ok().filter(|number: &u32| *number > 0);
        match said.as_slice() {
            ["doan", paragraph] => Some(Self::Text(Place::Paragraph(number(paragraph)?))),
            ["trang", page] => Some(Self::Page(number(page)?)),
            ["bang", table, "dong" | "hang", row, "cot", column] => {
                Some(Self::Text(Place::Cell { table: number(table)?, row: number(row)?, column: number(column)? }))
            }
            _ => None,
        }
    }
}

/// As it is stored, and as the id of the place in a page: "doan-12", "o-1-3-2", "trang-2".
impl fmt::Display for Spot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(place) => place.fmt(formatter),
            Self::Page(page) => write!(formatter, "trang-{page}"),
        }
    }
}

impl FromStr for Spot {
    type Err = PlaceError;

    fn from_str(words: &str) -> Result<Self, PlaceError> {
        match words.strip_prefix("trang-") {
            Some(page) if page.starts_with(|figure: char| figure.is_ascii_digit() && figure != '0') => {
                page.parse().map(Self::Page).map_err(|_| PlaceError)
            }
            Some(_) => Err(PlaceError),
            None => words.parse().map(Self::Text),
        }
    }
}
