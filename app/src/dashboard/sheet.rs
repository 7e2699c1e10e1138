//! All that the dashboard shows, as words and counts: made on the server (`make.rs`), drawn on both sides.
//!
//! Words, not `domain`'s own values: dates, names and judgements stay on the server, and the browser loads no code for
//! them. Counts are drawn as bars and shares, so they travel as numbers.

use std::fmt::Display;

use domain::{dashboard::TermFilter, obligations::Counts};
use serde::{Deserialize, Serialize};

use super::Choice;
use crate::paths;

/// One dashboard at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The school's revision: the stream of events says whether it is the present one.
    pub revision: i64,
    /// The id of whoever it was made for.
    pub person: String,
    /// What was asked for.
    pub choice: Choice,
    /// Which weeks are shown: those that were chosen, or the semester of today.
    pub term: TermFilter,
    /// `false` for a head of department, who sees the own rows only.
    pub whole_school: bool,
    /// The moment of the figures: "2026-11-25T14:20:05+07:00".
    pub datetime: String,
    /// Code and name of each type, for the filter.
    pub types: Vec<(String, String)>,
    /// Id and name of each site, for the filter; none where the school has only one place.
    pub sites: Vec<(String, String)>,
    pub figures: Figures,
    /// The numbered week of today, or the last one before.
    pub now: Option<u8>,
    pub weeks: Vec<Week>,
    pub rows: Vec<MatrixRow>,
    /// The counts of each week, over all rows.
    pub totals: Vec<Counts>,
    /// The counts of all weeks that are shown.
    pub total: Counts,
    pub year: Vec<Bar>,
    pub untimed: Vec<Untimed>,
    /// The foot of the printed sheet: whose it is, what was chosen, when it was true.
    pub stands: String,
    /// The records behind the chosen cell.
    pub open: Option<CellList>,
}

/// The present week in large numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// "Tuần 12".
    pub head: String,
    /// Its days, and what is due when.
    pub about: String,
    /// What is due on the day on which it is looked at: "Hôm nay đến hạn, tuần 13: đã nộp 3/8 hồ sơ".
    #[serde(default)]
    pub today: Option<String>,
    /// Why there is nothing to count in what is shown.
    #[serde(default)]
    pub empty: Option<String>,
    pub counts: Counts,
    /// "Trong học kỳ I: nộp muộn 8, trong đó 3 có lý do…", over all weeks that are shown; empty where nothing was late.
    pub late: String,
}

/// A week of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    pub number: u8,
    /// "23/11".
    pub monday: String,
    pub last_day: String,
    /// The dashed line stands before it.
    pub opens_semester_2: bool,
}

/// A department, or the school's own records, with a count for each week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// In addresses.
    pub code: String,
    pub name: String,
    pub cells: Vec<Counts>,
}

/// One week of the whole year: the share handed in on time, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    pub number: u8,
    pub share: Option<u32>,
    pub opens_semester_2: bool,
}

/// A record type without due days: outside of all counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Untimed {
    pub code: String,
    pub name: String,
    pub handed_in: u32,
    pub tracked: u32,
}

/// What lies behind one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellList {
    /// Its row, as in addresses.
    pub row: String,
    pub week: u8,
    /// The name of its row.
    pub name: String,
    pub counts: Counts,
    /// "Đã nộp 6/8: 5 đúng hạn, 1 muộn, 2 quá hạn".
    pub summary: String,
    pub lines: Vec<Line>,
}

/// One record of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub obligation: String,
    pub title: String,
    pub who: String,
    /// Its standing: the name of the shape, and the word beside it.
    pub shape: String,
    pub word: String,
    /// Since when, or when.
    pub right: String,
}

/// A sheet on the screen, beside the one that it took the place of: what differs is tinted.
#[derive(Clone, Debug)]
pub struct Shown {
    pub sheet: Sheet,
    /// Only of the same weeks, the same record type and the same site; another choice is no change.
    before: Option<Sheet>,
}

impl Shown {
    /// The sheet with which the page came, of which nothing is marked as changed.
    pub const fn first(sheet: Sheet) -> Self {
        Self { sheet, before: None }
    }

    /// Takes the place of what is shown now.
    pub fn replace(&mut self, sheet: Sheet) {
        let old = std::mem::replace(&mut self.sheet, sheet);
        let new = &self.sheet;
        let is_same = old.term == new.term
            && old.choice.record_type == new.choice.record_type
            && old.choice.site == new.choice.site
            && old.weeks.len() == new.weeks.len()
            && old.rows.len() == new.rows.len();
        self.before = is_same.then_some(old);
    }

    /// Whether what `part` finds in a sheet was different before.
    pub fn differs<T: PartialEq>(&self, part: impl Fn(&Sheet) -> Option<T>) -> bool {
        self.before.as_ref().is_some_and(|before| part(before) != part(&self.sheet))
    }
}

impl Sheet {
    /// An address of this dashboard with the weeks and the type that are shown, and this cell opened.
    pub fn address(&self, cell: String) -> String {
        Choice { term: self.term.code().to_owned(), cell, ..self.choice.clone() }.address()
    }

    /// "&loai=…" where one type is chosen.
    fn type_part(&self) -> String {
        match self.choice.record_type.as_str() {
            "" => String::new(),
            code => format!("&loai={code}"),
        }
    }

    /// The list of these records, of the type that is chosen and in the school year that is shown.
    pub fn list(&self, query: impl Display) -> String {
        self.list_of_all(format_args!("{query}{}", self.type_part()))
    }

    /// Whether a department stands in it class by class, as whoever heads it sees it.
    pub fn has_parts(&self) -> bool {
        self.rows.iter().any(|row| row.code.contains('.'))
    }

    /// What its rows are, in a sentence.
    pub fn of_rows(&self) -> &'static str {
        if self.has_parts() { "lớp" } else { "tổ" }
    }

    /// What the sum of all rows is called; one row is its own sum.
    pub fn sum_name(&self) -> Option<&'static str> {
        match self.whole_school {
            true => Some("Toàn trường"),
            false => self.has_parts().then_some("Cả tổ"),
        }
    }

    /// Whether it is of a year that is over.
    pub fn is_over(&self) -> bool {
        !self.choice.year.is_empty()
    }

    /// The list of these records at the site that is chosen and in the school year that is shown.
    pub fn list_of_all(&self, query: impl Display) -> String {
        let list = match self.choice.site.as_str() {
            "" => paths::record_list(query),
            site => paths::record_list(format_args!("{query}&{}={site}", paths::SITE)),
        };
        paths::in_year(&list, Some(self.choice.year.as_str()).filter(|year| !year.is_empty()))
    }
}

impl MatrixRow {
    /// Over all weeks that are shown.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.cells.iter().for_each(|counts| total.add(*counts));
        total
    }
}
