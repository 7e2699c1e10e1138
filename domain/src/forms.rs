//! What every form shares: the fields as they were sent, and what is wrong with them, told field by field.
//!
//! A form is kept as it was typed, so that whatever is refused is shown again word for word.

use crate::vietnamese;

/// Name and value of each field, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormData(Vec<(String, String)>);

/// More rows than this is no table that anybody typed.
const MAX_ROWS: usize = 300;

impl FormData {
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// The first field of this name, without spaces around; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(of, _)| of == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether the form had such a field at all: what was not asked is not answered by silence.
    pub fn sent(&self, name: &str) -> bool {
        self.0.iter().any(|(of, _)| of == name)
    }

    /// As typed, for passwords.
    pub fn exactly(&self, name: &str) -> &str {
        self.0.iter().find(|(of, _)| of == name).map_or("", |(_, value)| value)
    }

    /// Every value of this name: ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// How many rows a table has whose first column is `prefix0`, `prefix1` …
    pub fn rows(&self, prefix: &str) -> usize {
        let numbers = self.0.iter().filter_map(|(name, _)| name.strip_prefix(prefix)?.parse::<usize>().ok());
        numbers.map(|number| number.saturating_add(1)).max().unwrap_or(0).min(MAX_ROWS)
    }

    /// The field `prefix` of a row.
    pub fn cell(&self, prefix: &str, row: usize) -> &str {
        self.get(&format!("{prefix}{row}"))
    }
}

/// The empty rows that a table has at its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// How many wait to be filled.
    pub waiting: usize,
    /// How many there are where somebody asked for more.
    pub asked_for: usize,
}

impl Room {
    /// The rows with as many like `empty` behind them; those that were asked for where `more` says so.
    pub(crate) fn behind<Row: Clone>(self, mut rows: Vec<Row>, empty: &Row, more: bool) -> Vec<Row> {
        let room = if more { self.asked_for } else { self.waiting };
        rows.extend(std::iter::repeat_n(empty.clone(), room));
        rows
    }
}

/// A column of names, none of which may stand twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameColumn {
    /// The letter before the number of the row in the name of the field.
    pub field: &'static str,
    /// What is named, inside a sentence.
    pub what: &'static str,
    /// The most letters of a name.
    pub most: usize,
    /// Whether two names are one, as people read them.
    pub same: fn(&str, &str) -> bool,
}

impl NameColumn {
    /// Tells what is wrong with the name in row `at` of `names`.
    pub(crate) fn check(self, names: &[&str], at: usize, errors: &mut FormErrors) {
        let Self { field, what, most, same } = self;
        let (name, field) = (names[at], format!("{field}{at}"));
        if name.is_empty() {
            errors.add(field, format!("Thiếu tên {what}."));
        } else if name.chars().count() > most {
            errors.add(field, format!("Tên {what} dài quá {most} chữ."));
        } else if let Some(other) = names[..at].iter().position(|other| !other.is_empty() && same(other, name)) {
            errors.add(field, format!("{} “{name}” đã có ở dòng {}.", vietnamese::capitalised(what), other + 1));
        }
    }
}

/// What is wrong, by the names of the fields, each with a whole sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<(String, String)>);

impl FormErrors {
    pub fn one(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self(vec![(field.into(), words.into())])
    }

    pub fn add(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.0.push((field.into(), words.into()));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong in two halves of one form, in their order; both values where nothing is.
    ///
    /// # Errors
    /// All that is wrong in either.
    pub fn both<A, B>(one: Result<A, Self>, other: Result<B, Self>) -> Result<(A, B), Self> {
        match (one, other) {
            (Ok(one), Ok(other)) => Ok((one, other)),
            (one, other) => {
                let mut errors = one.err().unwrap_or_default();
                errors.0.extend(other.err().unwrap_or_default().0);
                Err(errors)
            }
        }
    }

    /// `value` where nothing is wrong.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(of, _)| of == field).map(|(_, words)| words.as_str())
    }

    /// The first thing that is wrong, whichever the field.
    pub fn first(&self) -> Option<&str> {
        self.0.iter().map(|(_, words)| words.as_str()).next()
    }

    /// All that is wrong in one row of a table, whichever the column.
    pub fn of_row(&self, row: usize) -> Vec<&str> {
        self.0.iter().filter(|(field, _)| row_of(field) == Some(row)).map(|(_, words)| words.as_str()).collect()
    }

    /// How many rows of a table have something wrong.
    pub fn rows(&self) -> usize {
        let mut rows: Vec<usize> = self.0.iter().filter_map(|(field, _)| row_of(field)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, words)| (field.as_str(), words.as_str()))
    }
}

fn row_of(field: &str) -> Option<usize> {
    field.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
}

/// A name as people mean it: one space between words, none around.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
