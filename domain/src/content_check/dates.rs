//! Days as plans write them: "từ 23/11/2026 đến 27/11/2026", "23-27/11", "từ ngày 23 tháng 11 đến ngày 27 tháng 11 năm 2026".

use chrono::{Datelike, NaiveDate};

use super::words::{Cursor, Token, tokens};
use crate::{calendar::SchoolCalendar, days::Span};

/// A day of which something may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    day: u32,
    month: Option<u32>,
    year: Option<i32>,
}

/// All spans of days in the text that have a first and a last day, in order; also those that end before they begin.
pub(super) fn spans(text: &str, calendar: &SchoolCalendar) -> Vec<Span> {
    let tokens = tokens(text);
    let mut spans = Vec::new();
    let mut done = 0;
    for (at, mut cursor) in Cursor::all(&tokens) {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        // "1/23-27/11": a number that goes on from another one begins no span.
        let goes_on = matches!(before, Some(Token::Sign('/' | '.' | ',' | '-') | Token::Number { .. }));
        if at < done || goes_on {
            continue;
        }
        let is_announced = is_announced(tokens.get(..at).unwrap_or_default());
        if let Some(span) = cursor.attempt(|cursor| span(cursor, calendar, is_announced)) {
            spans.push(span);
            done = tokens.len() - cursor.rest().len();
        }
    }
    spans
}

/// Whether what stands before says that days follow; else "1/3-2/3" may be two fractions.
fn is_announced(before: &[Token]) -> bool {
    match before.iter().rev().find(|token| !matches!(token, Token::Space | Token::Gap)) {
        Some(Token::Word(word)) => ["từ", "ngày", "gian", "hiện"].contains(&word.as_str()),
        Some(Token::Sign(sign)) => matches!(sign, '(' | ':'),
        Some(Token::Number { .. } | Token::Space | Token::Gap) | None => false,
    }
}

/// `is_announced`: the text says that days follow, and none needs its year.
fn span(cursor: &mut Cursor<'_>, calendar: &SchoolCalendar, is_announced: bool) -> Option<Span> {
    let first = written(cursor)?;
    cursor.spaces();
    let is_joined = cursor.sign(&['-']).is_some() | {
        let said = cursor.word("đến") | cursor.word("tới");
        if said {
            cursor.spaces();
            cursor.word("hết");
        }
        said
    };
    if !is_joined {
        return None;
    }
    cursor.sign(&['-', '>']);
    cursor.spaces();
    if cursor.word("ngày") {
        cursor.spaces();
    }
    let last = written(cursor)?;
    let month = last.month?;
    if !is_announced && first.year.or(last.year).is_none() {
        return None;
    }
    let to_year =
        last.year.or_else(|| first.year.filter(|_| first.month <= last.month)).unwrap_or_else(|| year_of(month, calendar));
    let from_month = first.month.unwrap_or(month);
    let from_year = first.year.unwrap_or(if from_month > month { to_year - 1 } else { to_year });
    let from = NaiveDate::from_ymd_opt(from_year, from_month, first.day)?;
    let to = NaiveDate::from_ymd_opt(to_year, month, last.day)?;
    Some(Span { from, to })
}

/// The day that the text gives here: "23/11", "ngày 23 tháng 11 năm 2026"; `None` where it gives none, or no month.
pub(super) fn day(cursor: &mut Cursor<'_>, calendar: &SchoolCalendar) -> Option<NaiveDate> {
    let written = written(cursor)?;
    let month = written.month?;
    NaiveDate::from_ymd_opt(written.year.unwrap_or_else(|| year_of(month, calendar)), month, written.day)
}

fn written(cursor: &mut Cursor<'_>) -> Option<Written> {
    let day = cursor.number(1..=2).filter(|day| (1..=31).contains(day))?;
    let named = cursor.attempt(|cursor| {
        cursor.spaces();
        cursor.word("tháng").then_some(())?;
        cursor.spaces();
        let month = cursor.number(1..=2).filter(|month| (1..=12).contains(month))?;
        let year = cursor.attempt(|cursor| {
            cursor.spaces();
            cursor.sign(&[',']);
            cursor.spaces();
            cursor.word("năm").then_some(())?;
            cursor.spaces();
            cursor.number(4..=4)
        });
        Some((month, year))
    });
    let in_figures = |cursor: &mut Cursor<'_>| {
        cursor.attempt(|cursor| {
            let sign = cursor.sign(&['/', '.', '-'])?;
            let month = cursor.number(1..=2).filter(|month| (1..=12).contains(month))?;
            let year = cursor.attempt(|cursor| {
                cursor.sign(&[sign])?;
                cursor.attempt(|cursor| cursor.number(4..=4)).or_else(|| Some(2000 + cursor.number(2..=2)?))
            });
            // "23-27" is two days, and "7.30" an hour: only a stroke needs no year behind it.
            (sign == '/' || year.is_some()).then_some((month, year))
        })
    };
    let (month, year) = match named.or_else(|| in_figures(cursor)) {
        Some((month, year)) => (Some(month), year),
        None => (None, None),
    };
    Some(Written { day, month, year: year.and_then(|year| i32::try_from(year).ok()) })
}

/// The year that a day without one has: that in which its month lies in this school year, which begins in August.
fn year_of(month: u32, calendar: &SchoolCalendar) -> i32 {
    let first = calendar.first_day();
    let begins = if first.month() >= 8 { first.year() } else { first.year() - 1 };
    if month >= 8 { begins } else { begins + 1 }
}
