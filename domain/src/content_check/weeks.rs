//! Which week a file is of, by its own words.

use chrono::{Datelike, NaiveDate};

use super::{
    ContentWarning, Expected, dates,
    days::weekday_at,
    words::{Cursor, Token, tokens},
};
use crate::{
    days::Span,
    file_text::{FileText, Passage, Place},
};

/// A span that is longer than this many days is that of a theme or of a month.
const MAX_DAYS_OF_A_WEEK: i64 = 10;

/// Weeks are also counted within a theme, and themes have no more weeks than this: a small number may be either.
const MAX_WEEKS_OF_A_THEME: u8 = 6;

/// Passages in which days are looked for that name their weekday.
const MAX_PASSAGES: usize = 400;

pub(super) fn check(text: &FileText, head: &[Passage], expected: &Expected<'_>) -> Option<ContentWarning> {
    let week = expected.week?;
    let numbers = numbers(head);
    let is_of_week = |number: u8| number == week.number || number > MAX_WEEKS_OF_A_THEME || week.number <= MAX_WEEKS_OF_A_THEME;
    let number = match numbers.iter().find(|(number, _)| *number == week.number) {
        Some((number, _)) => Some(*number),
        None => numbers.first().map(|(number, _)| *number).filter(|number| is_of_week(*number)),
    };
    let stated = spans(head, expected).or_else(|| named_days(text, expected));
    match (stated, number) {
        (Some(Stated::Fits), _) => None,
        (Some(Stated::Other(stated, place)), number) => Some(ContentWarning::OtherDays { week, number, stated, place }),
        (None, Some(number)) if number != week.number => {
            let place = numbers.first().map(|(_, place)| *place)?;
            Some(ContentWarning::OtherWeek { week, number, place })
        }
        (None, _) => None,
    }
}

enum Stated {
    Fits,
    Other(Span, Place),
}

/// What the head says of a first and a last day; `None` where it says nothing of the length of a week.
fn spans(head: &[Passage], expected: &Expected<'_>) -> Option<Stated> {
    let week = expected.week?;
    let of_a_week = |span: &Span| (span.to - span.from).num_days() < MAX_DAYS_OF_A_WEEK;
    let all = || {
        head.iter().flat_map(|passage| dates::spans(&passage.text, expected.calendar).into_iter().map(|span| (span, passage.place)))
    };
    if all().any(|(span, _)| span.from <= span.to && week.span().contains(span.from) && week.span().contains(span.to)) {
        return Some(Stated::Fits);
    }
    // A theme's or month's span that holds the week says nothing against it.
    all().find(|(span, _)| of_a_week(span)).map(|(span, place)| Stated::Other(span, place))
}

/// What the days say that stand beside the names of their weekdays: "Thứ Hai 30/11", "Thứ hai, ngày 30 tháng 11 năm 2026".
fn named_days(text: &FileText, expected: &Expected<'_>) -> Option<Stated> {
    let week = expected.week?;
    let mut found: Vec<(NaiveDate, Place)> = Vec::new();
    for passage in text.passages.iter().take(MAX_PASSAGES) {
        let tokens = tokens(&passage.text);
        for (_, mut cursor) in Cursor::all(&tokens) {
            let day = cursor.attempt(|cursor| {
                let weekday = weekday_at(cursor)?;
                cursor.spaces();
                cursor.sign(&[',', '-', ':', '(']);
                cursor.spaces();
                cursor.sign(&['(']);
                if cursor.word("ngày") {
                    cursor.spaces();
                }
                dates::day(cursor, expected.calendar).filter(|day| day.weekday() == weekday)
            });
            found.extend(day.map(|day| (day, passage.place)));
        }
    }
    if found.iter().any(|(day, _)| week.span().contains(*day)) {
        return Some(Stated::Fits);
    }
    let from = found.iter().map(|(day, _)| *day).min()?;
    let to = found.iter().map(|(day, _)| *day).max()?;
    found.first().map(|(_, place)| Stated::Other(Span { from, to }, *place))
}

/// The numbers that the head gives to one week: "Tuần 12", "TUẦN THỨ XII"; not how many weeks there are, and not from which
/// to which.
fn numbers(head: &[Passage]) -> Vec<(u8, Place)> {
    let mut numbers = Vec::new();
    for passage in head {
        let tokens = tokens(&passage.text);
        let mut done = 0;
        for (at, mut cursor) in Cursor::all(&tokens).filter(|(_, cursor)| cursor.is_at_word("tuần")) {
            if at < done {
                continue;
            }
            let number = week_number(&mut cursor).and_then(|number| u8::try_from(number).ok());
            numbers.extend(number.filter(|number| (1..=53).contains(number)).map(|number| (number, passage.place)));
            done = tokens.len() - cursor.rest().len();
        }
    }
    numbers
}

/// The number behind "tuần"; `None` where there is none, or one of several that belong together, which are passed over.
fn week_number(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.next();
    cursor.spaces();
    if cursor.word("thứ") || cursor.word("học") {
        cursor.spaces();
    }
    if cursor.word("số") {
        cursor.spaces();
    }
    cursor.sign(&[':']);
    cursor.spaces();
    let number = cursor.number(1..=2).or_else(|| roman(cursor))?;
    let another = cursor.attempt(|cursor| {
        cursor.spaces();
        let is_joined = cursor.sign(&['-', ',', '+', '/', '&']).is_some() || cursor.word("đến") || cursor.word("và");
        cursor.spaces();
        if cursor.word("tuần") {
            cursor.spaces();
        }
        let other = cursor.number(1..=2).filter(|_| is_joined)?;
        // "Tuần 12 - 23/11": what follows is a day.
        (!matches!(cursor.peek(), Some(Token::Sign('/' | '-' | '.')))).then_some(other)
    });
    another.is_none().then_some(number)
}

/// "XII"; up to 39, which no school year reaches.
fn roman(cursor: &mut Cursor<'_>) -> Option<u32> {
    let Some(Token::Word(word)) = cursor.peek() else { return None };
    let tens = word.bytes().take_while(|letter| *letter == b'x').count();
    let ones = match word.get(tens..)? {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    let number = tens as u32 * 10 + ones;
    cursor.next();
    (tens <= 3 && number > 0).then_some(number)
}
