//! Days as they stand in lists: as text in several ways, as Excel's serial number, or as a year alone.

use chrono::{Datelike, Days, NaiveDate};

use crate::{names::fold, vietnamese};

/// Of Excel's serial numbers, which count days since the end of 1899: from 1920 to 2100. A smaller number is none of a day.
const SERIALS: std::ops::RangeInclusive<u64> = 7_306..=73_415;

/// Where days with two figures for the year belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadDay {
    /// Somebody's birth: fifteen years ago at the least.
    OfBirth,
    /// A beginning, some decades ago or a few years ahead.
    Beginning,
}

/// The day that a cell names; `None` for an empty one.
///
/// # Errors
/// Why it is no day, in a whole sentence.
pub fn read_day(typed: &str, as_what: ReadDay, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.chars().all(|letter| letter == '#') {
        return Err("Ô này hiện “####”: cột trong Excel hẹp quá. Kéo rộng cột rồi chép lại.".to_owned());
    }
    if let Some(day) = serial(typed) {
        return Ok(Some(day));
    }
    let numbers = figures(typed);
    let read = match numbers.as_slice() {
        [year, month, day] if year.len() == 4 => Parts { day, month, year },
        [day, month, year] => Parts { day, month, year },
        _ => return Err(format!("“{typed}” chưa phải một ngày. Ghi ngày/tháng/năm, ví dụ 12/03/1975.")),
    };
    read.day(typed, as_what, today).map(Some)
}

/// The year that a cell names, alone or with its day; `None` for an empty one.
///
/// # Errors
/// Why it is none, in a whole sentence.
pub fn read_year(typed: &str, today: NaiveDate) -> Result<Option<i64>, String> {
    let is_year = typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit());
    match typed.parse::<i64>() {
        Ok(year) if is_year => Ok(Some(year)),
        _ => Ok(read_day(typed, ReadDay::OfBirth, today)?.map(|day| i64::from(day.year()))),
    }
}

/// Excel's number of a day, with the hour behind the comma where it has one.
fn serial(typed: &str) -> Option<NaiveDate> {
    let (whole, rest) = typed.split_once([',', '.']).unwrap_or((typed, ""));
    let is_number = !whole.is_empty() && whole.bytes().chain(rest.bytes()).all(|byte| byte.is_ascii_digit());
    let number: u64 = whole.parse().ok().filter(|_| is_number)?;
    if !SERIALS.contains(&number) {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number))
}

/// The words that may stand around the numbers of a day.
const WORDS: [&str; 4] = ["ngay", "thang", "nam", "sinh"];

/// The numbers of a day: of "12/03/1975", "12-3-75", "ngày 12 tháng 3 năm 1975", "1975-03-12 00:00:00".
fn figures(typed: &str) -> Vec<&str> {
    let plain = fold(typed);
    let is_fine = |letter: char| letter.is_ascii_alphanumeric() || " /-.,:".contains(letter);
    let mut words = plain.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    if !plain.chars().all(is_fine) || !words.all(|word| WORDS.contains(&word)) {
        return Vec::new();
    }
    // An hour behind the day is nothing that is asked for.
    let day = typed.split_once(':').map_or(typed, |(before, _)| before.rsplit_once(' ').map_or(before, |(day, _)| day));
    day.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}

struct Parts<'t> {
    day: &'t str,
    month: &'t str,
    year: &'t str,
}

impl Parts<'_> {
    fn day(&self, typed: &str, as_what: ReadDay, today: NaiveDate) -> Result<NaiveDate, String> {
        let no_day = || format!("“{typed}” không có trong lịch. Ghi ngày/tháng/năm, ví dụ 12/03/1975.");
        let number = |part: &str| part.parse::<u32>().map_err(|_| no_day());
        let (day, month, year) = (number(self.day)?, number(self.month)?, number(self.year)?);
        let year = match self.year.len() {
            4 => i32::try_from(year).map_err(|_| no_day())?,
            2 => century(i32::try_from(year).map_err(|_| no_day())?, as_what, today),
            _ => return Err(format!("“{typed}”: ghi đủ bốn chữ số của năm, ví dụ 12/03/1975.")),
        };
        if let Some(found) = NaiveDate::from_ymd_opt(year, month, day) {
            return Ok(found);
        }
        // Written the American way.
        Err(match NaiveDate::from_ymd_opt(year, day, month) {
            Some(other) => {
                format!("“{typed}” có tháng đứng trước. Nếu là ngày {0} thì ghi {0}.", vietnamese::date(other))
            }
            None => no_day(),
        })
    }
}

fn century(year: i32, as_what: ReadDay, today: NaiveDate) -> i32 {
    let latest = match as_what {
        ReadDay::OfBirth => today.year() - 15,
        ReadDay::Beginning => today.year() + 5,
    };
    if 2000 + year <= latest { 2000 + year } else { 1900 + year }
}
