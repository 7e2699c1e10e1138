//! Whether a weekly plan has something for each of its days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    ContentWarning, Expected,
    words::{Cursor, Token, tokens},
};
use crate::file_text::{FileText, Passage, Place};

/// A table, or a text, that names fewer days than this is not laid out by days.
const MIN_DAYS: usize = 3;

/// The name of a day stands alone, or with its date and little else.
const MAX_HEADING: usize = 60;

const DAYS: [(Weekday, [&str; 2]); 7] = [
    (Weekday::Mon, ["hai", "2"]),
    (Weekday::Tue, ["ba", "3"]),
    (Weekday::Wed, ["tư", "4"]),
    (Weekday::Thu, ["năm", "5"]),
    (Weekday::Fri, ["sáu", "6"]),
    (Weekday::Sat, ["bảy", "7"]),
    (Weekday::Sun, ["nhật", "8"]),
];

/// What was found of a day, by the weekday.
#[derive(Default)]
struct Found {
    /// Where it is named first, and whether anything stands under it.
    named: BTreeMap<u32, (Place, bool)>,
    /// A place names several days at once: then nothing is known of any.
    is_unclear: bool,
}

pub(super) fn check(text: &FileText, expected: &Expected<'_>) -> Option<ContentWarning> {
    let week = expected.week.filter(|_| expected.plans_each_day)?;
    let mut found = Found::default();
    for cells in tables(text).values() {
        found.table(cells);
    }
    found.paragraphs(text);
    if found.is_unclear || found.named.is_empty() {
        return None;
    }
    let mentioned = mentioned(text);
    let open = |day: &NaiveDate| expected.calendar.is_open(*day);
    let number = |day: NaiveDate| day.weekday().num_days_from_monday();
    let named = week.taught().days().filter(open).filter(|day| found.named.contains_key(&number(*day))).count();
    let is_empty = |day: &NaiveDate| match found.named.get(&number(*day)) {
        Some((_, has_content)) => !has_content,
        // A day without a place of its own: only where all the others have one, and nothing else tells of it.
        None => named > MIN_DAYS && !mentioned.contains(&number(*day)),
    };
    let days: Vec<NaiveDate> = week.taught().days().filter(open).filter(is_empty).collect();
    let first = days.iter().find_map(|day| found.named.get(&number(*day))).or_else(|| found.named.values().next())?;
    // A form in which nothing at all is filled in may be meant so (a cover, a list of dates).
    let has_any = found.named.values().any(|(_, has_content)| *has_content);
    (!days.is_empty() && has_any).then(|| ContentWarning::DaysWithoutContent { week, days: days.clone(), place: first.0 })
}

fn tables(text: &FileText) -> BTreeMap<u32, Vec<&Passage>> {
    let mut tables: BTreeMap<u32, Vec<&Passage>> = BTreeMap::new();
    for passage in &text.passages {
        if let Place::Cell { table, .. } = passage.place {
            tables.entry(table).or_default().push(passage);
        }
    }
    tables
}

/// From one row or column through another one, both from 1.
type Reach = (u32, u32);

fn reach(passage: &Passage) -> Option<(Reach, Reach)> {
    match passage.place {
        Place::Cell { row, column, .. } => {
            Some(((row, row + passage.rows.saturating_sub(1)), (column, column + passage.columns.saturating_sub(1))))
        }
        Place::Paragraph(_) => None,
    }
}

fn meet(one: Reach, other: Reach) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

impl Found {
    /// A table whose columns or rows are the days.
    fn table(&mut self, cells: &[&Passage]) {
        let days: Vec<(Heading, &Passage, Reach, Reach)> = cells
            .iter()
            .filter_map(|cell| {
                let (rows, columns) = reach(cell)?;
                Some((heading(&cell.text)?, *cell, rows, columns))
            })
            .collect();
        let mut in_rows: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut in_columns: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (heading, _, rows, columns) in &days {
            in_rows.entry(rows.0).or_default().insert(heading.day);
            in_columns.entry(columns.0).or_default().insert(heading.day);
        }
        let by_columns = in_rows.iter().find(|(_, named)| named.len() >= MIN_DAYS).map(|(row, _)| *row);
        let by_rows = in_columns.iter().find(|(_, named)| named.len() >= MIN_DAYS).map(|(column, _)| *column);
        let (of_table, is_across) = match (by_columns, by_rows) {
            (Some(row), _) => (days.iter().filter(|(_, _, rows, _)| rows.0 == row).collect::<Vec<_>>(), true),
            (None, Some(column)) => (days.iter().filter(|(_, _, _, columns)| columns.0 == column).collect(), false),
            (None, None) => return,
        };
        let first_day = of_table.iter().map(|(_, _, rows, columns)| if is_across { columns.0 } else { rows.0 }).min().unwrap_or(1);
        for (heading, cell, rows, columns) in &of_table {
            self.is_unclear |= heading.names_several;
            let is_content = |other: &&&Passage| {
                let Some((other_rows, other_columns)) = reach(other) else { return false };
                let is_under = if is_across {
                    // What begins left of the first day is a title over all of them.
                    other_rows.0 > rows.1 && meet(other_columns, *columns) && other_columns.0 >= first_day
                } else {
                    other_columns.0 > columns.1 && meet(other_rows, *rows) && other_rows.0 >= first_day
                };
                is_under && says_something(&other.text)
            };
            let has_content = heading.says_more || cells.iter().any(|other| is_content(&other));
            self.name(heading.day, cell.place, has_content);
        }
    }

    /// A text that goes day by day.
    fn paragraphs(&mut self, text: &FileText) {
        let is_paragraph = |passage: &&Passage| matches!(passage.place, Place::Paragraph(_));
        let headings = || text.passages.iter().filter(is_paragraph).filter_map(|passage| heading(&passage.text));
        if headings().map(|heading| heading.day).collect::<BTreeSet<_>>().len() < MIN_DAYS {
            return;
        }
        let mut current: Option<(Heading, Place)> = None;
        for passage in &text.passages {
            match Some(passage).filter(is_paragraph).and_then(|passage| heading(&passage.text)) {
                Some(next) => {
                    self.is_unclear |= next.names_several;
                    self.name(next.day, passage.place, next.says_more);
                    current = Some((next, passage.place));
                }
                None => {
                    if let Some((heading, place)) = &current
                        && says_something(&passage.text)
                    {
                        self.name(heading.day, *place, true);
                    }
                }
            }
        }
    }

    fn name(&mut self, day: u32, place: Place, has_content: bool) {
        let (_, content) = self.named.entry(day).or_insert((place, false));
        *content |= has_content;
    }
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

struct Heading {
    /// From Monday, 0.
    day: u32,
    /// Behind the name and date there is more than signs.
    says_more: bool,
    names_several: bool,
}

/// Text that begins with the name of a day.
fn heading(text: &str) -> Option<Heading> {
    let letters = text.chars().count();
    let tokens = tokens(text);
    let (_, mut cursor) =
        Cursor::all(&tokens).find(|(_, cursor)| matches!(cursor.peek(), Some(Token::Word(_) | Token::Number { .. })))?;
    let is_short = letters <= MAX_HEADING;
    let weekday = cursor.attempt(weekday_at).or_else(|| {
        // "Hai", alone in its cell.
        let Some(Token::Word(word)) = cursor.next() else { return None };
        let is_alone = !cursor.rest().iter().any(|token| matches!(token, Token::Word(_)));
        DAYS.iter().find(|(day, names)| is_alone && *day != Weekday::Sun && names[0] == word).map(|(day, _)| *day)
    })?;
    let rest = cursor.rest();
    let is_day_name = |token: &Token| match token {
        Token::Word(word) => word == "thứ" || DAYS.iter().any(|(day, names)| *day != Weekday::Thu && names[0] == word),
        Token::Number { .. } | Token::Sign(_) | Token::Space | Token::Gap => false,
    };
    let next = rest.iter().find(|token| !matches!(token, Token::Space | Token::Gap | Token::Sign('(')));
    let joins_number = matches!(next, Some(Token::Sign(',' | '+' | '&' | '/' | '-')))
        && matches!(
            rest.iter().find(|token| matches!(token, Token::Word(_) | Token::Number { .. })),
            Some(Token::Number { value: 2..=7, figures: 1 })
        );
    let words = rest
        .iter()
        .filter(|token| matches!(token, Token::Word(word) if !["ngày", "tháng", "năm"].contains(&word.as_str())))
        .count();
    Some(Heading {
        day: weekday.num_days_from_monday(),
        // Behind a colon or a dash a single word is content: "Thứ tư 25/11: Hát".
        says_more: !is_short || words >= 3 || (words >= 1 && is_introduced(rest)),
        names_several: is_short && (rest.iter().any(is_day_name) || joins_number),
    })
}

/// Whether the words come behind a colon or a dash, after which no date goes on.
fn is_introduced(rest: &[Token]) -> bool {
    let Some(sign) = rest.iter().rposition(|token| matches!(token, Token::Sign(':' | '–' | '-'))) else { return false };
    rest[sign + 1..]
        .iter()
        .find(|token| !matches!(token, Token::Space | Token::Gap))
        .is_some_and(|next| matches!(next, Token::Word(_)))
}

/// The weekday that the text names here: "Thứ Hai", "Thứ 2", "T2", "Chủ nhật".
pub(super) fn weekday_at(cursor: &mut Cursor<'_>) -> Option<Weekday> {
    let of_name = |name: &str| DAYS.iter().find(|(_, names)| names.contains(&name)).map(|(day, _)| *day);
    let Some(Token::Word(first)) = cursor.next() else { return None };
    match first.as_str() {
        "thứ" => {
            cursor.spaces();
            match cursor.next()? {
                Token::Word(word) if word == "bẩy" => Some(Weekday::Sat),
                Token::Word(word) => of_name(word).filter(|day| *day != Weekday::Sun),
                Token::Number { value: value @ 2..=7, figures: 1 } => of_name(&value.to_string()),
                Token::Number { .. } | Token::Sign(_) | Token::Space | Token::Gap => None,
            }
        }
        "t" => of_name(&cursor.number(1..=1).filter(|day| (2..=7).contains(day))?.to_string()),
        "chủ" => {
            cursor.spaces();
            cursor.word("nhật").then_some(Weekday::Sun)
        }
        _ => None,
    }
}

/// The weekdays that the text names anywhere, from Monday, 0.
fn mentioned(text: &FileText) -> BTreeSet<u32> {
    let mut mentioned = BTreeSet::new();
    for passage in &text.passages {
        let tokens = tokens(&passage.text);
        for (_, mut cursor) in Cursor::all(&tokens) {
            mentioned.extend(cursor.attempt(weekday_at).map(|day| day.num_days_from_monday()));
        }
        mentioned.extend(heading(&passage.text).map(|heading| heading.day));
    }
    mentioned
}
