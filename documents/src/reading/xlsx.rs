//! An Excel workbook (ECMA-376 part 1, SpreadsheetML), read part by part.
//!
//! Our own reader: the crates for this hold a whole sheet as one rectangle, which two cells far apart make larger than any
//! memory, and give no number formats, so that 7,5 % reads 0.075.

mod number_format;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use domain::tables::{MAX_ROWS, Table};

use super::{
    budget::Budget,
    error::ReadingError,
    lettering::Fonts,
    limits::{MAX_ROWS_SHOWN, MAX_SHEETS},
    parts::{self, Relationships, Target},
    workbook::{Sheet, Workbook},
};
use crate::package::Package;
use sheet::Shared;
use styles::CellStyles;

/// Letters of a sheet's name; Excel allows 31.
const MAX_NAME: usize = 100;

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    id: String,
    is_hidden: bool,
}

/// Reads a workbook.
///
/// # Errors
/// `ReadingError`: it is broken, or larger than the budgets allow.
pub fn read<R: Read + Seek>(package: &Package<R>) -> Result<Workbook, ReadingError> {
    read_up_to(package, MAX_ROWS_SHOWN)
}

/// Reads the sheets of a workbook as tables, with more rows than a page shows.
///
/// # Errors
/// `ReadingError`: it is broken, or larger than the budgets allow.
pub fn read_tables<R: Read + Seek>(package: &Package<R>) -> Result<Vec<Table>, ReadingError> {
    let most = u32::try_from(MAX_ROWS).unwrap_or(u32::MAX);
    Ok(read_up_to(package, most)?.sheets.iter().map(Sheet::table).collect())
}

/// `rows`: how many of a sheet are read at most.
fn read_up_to<R: Read + Seek>(package: &Package<R>, rows: u32) -> Result<Workbook, ReadingError> {
    let of_package = Relationships::of(package, "")?;
    let main = of_package.part_of_kind("officeDocument").unwrap_or("xl/workbook.xml").to_owned();
    let relationships = Relationships::of(package, &main)?;
    let (listed, is_1904) = list(package, &main)?;
    let mut fonts = Fonts::default();
    let styles = match relationships.part_of_kind("styles").map(|name| parts::open(package, name)).transpose()?.flatten() {
        Some(mut xml) => CellStyles::read(&mut xml, &mut fonts)?,
        None => CellStyles::default(),
    };
    let strings = match relationships.part_of_kind("sharedStrings").map(|name| parts::open(package, name)).transpose()?.flatten() {
        Some(mut xml) => strings::shared(&mut xml, &mut fonts)?,
        None => Vec::new(),
    };
    let shared = Shared { strings: &strings, styles: &styles, is_1904, rows };
    let mut budget = Budget::default();
    let mut workbook = Workbook::default();
    for (number, listed) in (1..).zip(listed) {
        if listed.is_hidden {
            workbook.hidden.push(listed.name);
        } else if relationships.kind(&listed.id) != Some("worksheet") {
            workbook.charts.push(listed.name);
        } else {
            let part = match relationships.target(&listed.id) {
                Some(Target::Part(name)) => parts::open(package, name)?,
                Some(Target::Outside(_)) | None => None,
            };
            let mut xml = part.ok_or(ReadingError::Malformed("sheet"))?;
            let sheet = sheet::read(&mut xml, &shared, &mut fonts, &mut budget)?;
            workbook.sheets.push(Sheet { number, name: listed.name, ..sheet });
        }
    }
    workbook.old_fonts = fonts.finished();
    Ok(workbook)
}

/// The sheets in the order of their tabs, and whether days are counted from 1904 on.
fn list<R: Read + Seek>(package: &Package<R>, main: &str) -> Result<(Vec<Listed>, bool), ReadingError> {
    let mut xml = parts::open(package, main)?.ok_or(ReadingError::Malformed("main part"))?;
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    let root = xml.root("workbook")?;
    while let Some(tag) = xml.child_of(root)? {
        match tag.name() {
            "workbookPr" => is_1904 = tag.attribute("date1904").is_some_and(|value| matches!(&*value, "1" | "true")),
            "sheets" => {
                let all = xml.depth();
                while let Some(tag) = xml.child_of(all)? {
                    if sheets.len() >= MAX_SHEETS {
                        return Err(ReadingError::TooManySheets);
                    }
                    sheets.push(Listed {
                        name: tag.attribute("name").unwrap_or_default().chars().take(MAX_NAME).collect(),
                        id: tag.attribute("id").unwrap_or_default().into_owned(),
                        is_hidden: tag.attribute("state").is_some_and(|state| matches!(&*state, "hidden" | "veryHidden")),
                    });
                }
            }
            _ => {}
        }
    }
    Ok((sheets, is_1904))
}
