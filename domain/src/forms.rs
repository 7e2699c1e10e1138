//! What every form shares: the fields as they were sent, and what is wrong with them, told field by field.
//!
//! A form is kept as it was typed, so that whatever is refused is shown again word for word; only what cannot be seen, and
//! what no line holds, is taken out of it where it comes in.

use crate::{lines, vietnamese};

/// The fields of a form, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormData(Vec<Field>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Field {
    name: String,
    typed: String,
    /// What was typed, cleaned as a line of words.
    line: String,
}

/// More rows than this is no table that anybody typed.
const MAX_ROWS: usize = 300;

impl FormData {
    /// Takes name and value of each field, and cleans the values.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        let field = |(name, typed): (String, String)| Field { name, line: lines::clean(&typed), typed };
        Self(fields.into_iter().map(field).collect())
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|field| field.name == name)
    }

    /// The first field of this name as a clean line; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.field(name).map_or("", |field| &field.line)
    }

    /// Whether the form had such a field at all: what was not asked is not answered by silence.
    pub fn sent(&self, name: &str) -> bool {
        self.field(name).is_some()
    }

    /// The text as it was typed: for passwords, and for what is pasted in several lines.
    pub fn exactly(&self, name: &str) -> &str {
        self.field(name).map_or("", |field| &field.typed)
    }

    /// Name and clean line of every field, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|field| (field.name.as_str(), field.line.as_str()))
    }

    /// Every value of this name: ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |field| field.name == name).map(|field| field.line.as_str())
    }

    /// How many rows a table has whose first column is `prefix0`, `prefix1` …
    pub fn rows(&self, prefix: &str) -> usize {
        let numbers = self.0.iter().filter_map(|field| field.name.strip_prefix(prefix)?.parse::<usize>().ok());
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
        let before = |is_one: &dyn Fn(&str) -> bool| names[..at].iter().position(|other| !other.is_empty() && is_one(other));
        if let Some(words) = lines::problem_of_name(name, what, most) {
            errors.add(field, words);
        } else if let Some(other) = before(&|other| same(other, name)) {
            errors.add(field, format!("{} “{name}” đã có ở dòng {}.", vietnamese::capitalised(what), other + 1));
        } else if let Some(other) = before(&|other| lines::look_alike(other, name)) {
            errors.add(field, looks_like(what, name, &format!("ở dòng {}", other + 1)));
        }
    }
}

/// Two names that nobody can tell apart, though their letters differ: the second one is typed anew, in our alphabet.
pub(crate) fn looks_like(what: &str, name: &str, other: &str) -> String {
    let what = vietnamese::capitalised(what);
    format!("{what} “{name}” trông giống hệt tên {other} mà gõ bằng chữ khác. Gõ lại bằng bàn phím, hoặc đặt tên khác.")
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

    /// What is wrong in another part of the form, behind what is wrong in this one.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
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

#[cfg(test)]
mod tests;
