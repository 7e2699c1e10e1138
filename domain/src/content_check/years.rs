//! Which school year a file is of, by its own words.

use super::{
    ContentWarning, Expected,
    words::{Cursor, tokens},
};
use crate::file_text::Passage;

pub(super) fn check(head: &[Passage], expected: &Expected<'_>) -> Option<ContentWarning> {
    let school_year = expected.calendar.school_year();
    let expected_years = stated(&format!("năm học {school_year}")).first().copied()?;
    let all: Vec<_> =
        head.iter().flat_map(|passage| stated(&passage.text).into_iter().map(|years| (years, passage.place))).collect();
    if all.iter().any(|(years, _)| *years == expected_years) {
        return None;
    }
    let ((from, to), place) = all.first().copied()?;
    Some(ContentWarning::OtherSchoolYear { school_year: school_year.to_owned(), stated: format!("{from}-{to}"), place })
}

/// "Năm học 2026-2027", "NĂM HỌC: 2026 – 2027", "năm học 2026/27".
fn stated(text: &str) -> Vec<(u32, u32)> {
    let tokens = tokens(text);
    let years = |(_, mut cursor): (usize, Cursor<'_>)| {
        cursor.attempt(|cursor| {
            cursor.word("năm").then_some(())?;
            cursor.spaces();
            cursor.word("học").then_some(())?;
            cursor.spaces();
            cursor.sign(&[':']);
            cursor.spaces();
            let from = cursor.number(4..=4).filter(|year| (2000..2100).contains(year))?;
            cursor.spaces();
            cursor.sign(&['-', '/'])?;
            cursor.spaces();
            let to = cursor.attempt(|cursor| cursor.number(4..=4)).or_else(|| Some(2000 + cursor.number(2..=2)?))?;
            Some((from, to))
        })
    };
    Cursor::all(&tokens).filter_map(years).collect()
}
