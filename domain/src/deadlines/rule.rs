//! The due rules that the principal can choose from, and their codes in tables and forms.

use std::fmt;
use std::str::FromStr;

use chrono::Weekday;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::vietnamese::weekday_name;

/// When a type of record is due. Stored and sent as its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum DueRule {
    /// That day of the calendar week before the one in which the period begins; on Friday: giáo án, kế hoạch tuần (Điều 9).
    InWeekBefore(Weekday),
    /// That day of the calendar week in which the period ends.
    InWeek(Weekday),
    /// The last day of the working week, or a later make-up day, of that numbered week (KHGD: 1 and 18, Điều 9);
    /// of the calendar week in which the period ends, where no number is given.
    LastWorkingDayOfWeek(Option<u8>),
    /// The last working day of the whole period: month, theme, semester, year.
    LastWorkingDayOfPeriod,
    /// The n-th working day after the period's last day; with 0, that last day itself.
    WorkingDaysAfterPeriod(u16),
    /// Tracked, and never late.
    NotSet,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("không hiểu quy tắc hạn “{0}”")]
pub struct UnknownRuleError(pub String);

const LAST_WORKING_DAY_OF_WEEK: &str = "last_working_day_of_week";
const LAST_WORKING_DAY_OF_PERIOD: &str = "last_working_day_of_period";
const WORKING_DAYS_AFTER_PERIOD: &str = "working_days_after_period";
const NOT_SET: &str = "not_set";

/// The code of each day of a week, in the week before and in the week itself.
const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "monday_before", "monday"),
    (Weekday::Tue, "tuesday_before", "tuesday"),
    (Weekday::Wed, "wednesday_before", "wednesday"),
    (Weekday::Thu, "thursday_before", "thursday"),
    (Weekday::Fri, "friday_before", "friday"),
    (Weekday::Sat, "saturday_before", "saturday"),
    (Weekday::Sun, "sunday_before", "sunday"),
];

const fn codes(day: Weekday) -> (&'static str, &'static str) {
    let (_, before, within) = WEEKDAYS[day.num_days_from_monday() as usize];
    (before, within)
}

/// The code: "friday_before", "last_working_day_of_week:18", "working_days_after_period:5" …
impl fmt::Display for DueRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DueRule::InWeekBefore(day) => f.write_str(codes(*day).0),
            DueRule::InWeek(day) => f.write_str(codes(*day).1),
            DueRule::LastWorkingDayOfWeek(None) => f.write_str(LAST_WORKING_DAY_OF_WEEK),
            DueRule::LastWorkingDayOfWeek(Some(week)) => write!(f, "{LAST_WORKING_DAY_OF_WEEK}:{week}"),
            DueRule::LastWorkingDayOfPeriod => f.write_str(LAST_WORKING_DAY_OF_PERIOD),
            DueRule::WorkingDaysAfterPeriod(days) => write!(f, "{WORKING_DAYS_AFTER_PERIOD}:{days}"),
            DueRule::NotSet => f.write_str(NOT_SET),
        }
    }
}

impl FromStr for DueRule {
    type Err = UnknownRuleError;

    fn from_str(code: &str) -> Result<DueRule, UnknownRuleError> {
        let unknown = || UnknownRuleError(code.to_owned());
        let (word, number) = match code.split_once(':') {
            Some((word, number)) => (word, Some(number.parse::<u16>().map_err(|_| unknown())?)),
            None => (code, None),
        };
        match (word, number) {
            (LAST_WORKING_DAY_OF_WEEK, None) => Ok(DueRule::LastWorkingDayOfWeek(None)),
            (LAST_WORKING_DAY_OF_WEEK, Some(week @ 1..)) => {
                u8::try_from(week).map(|week| DueRule::LastWorkingDayOfWeek(Some(week))).map_err(|_| unknown())
            }
            (LAST_WORKING_DAY_OF_PERIOD, None) => Ok(DueRule::LastWorkingDayOfPeriod),
            (WORKING_DAYS_AFTER_PERIOD, Some(days)) => Ok(DueRule::WorkingDaysAfterPeriod(days)),
            (NOT_SET, None) => Ok(DueRule::NotSet),
            (word, None) => of_weekday(word).ok_or_else(unknown),
            (_, Some(_)) => Err(unknown()),
        }
    }
}

fn of_weekday(word: &str) -> Option<DueRule> {
    WEEKDAYS.iter().find_map(|(day, before, within)| {
        if word == *before { Some(DueRule::InWeekBefore(*day)) } else { (word == *within).then_some(DueRule::InWeek(*day)) }
    })
}

impl TryFrom<String> for DueRule {
    type Error = UnknownRuleError;

    fn try_from(code: String) -> Result<DueRule, UnknownRuleError> {
        code.parse()
    }
}

impl From<DueRule> for String {
    fn from(rule: DueRule) -> String {
        rule.to_string()
    }
}

impl DueRule {
    /// The rule that Điều 9 gives what is taught in a week: the Friday of the week before.
    pub const FRIDAY_BEFORE: Self = Self::InWeekBefore(Weekday::Fri);

    /// The rule in the principal's words.
    pub fn shown(self) -> String {
        match self {
            DueRule::InWeekBefore(day) => format!("{} của tuần trước", weekday_name(day)),
            DueRule::InWeek(day) => format!("{} của tuần", weekday_name(day)),
            DueRule::LastWorkingDayOfWeek(Some(week)) => format!("ngày làm việc cuối của tuần {week}"),
            DueRule::LastWorkingDayOfWeek(None) => "ngày làm việc cuối của tuần".to_owned(),
            DueRule::LastWorkingDayOfPeriod => "ngày làm việc cuối của kỳ".to_owned(),
            DueRule::WorkingDaysAfterPeriod(0) => "ngày cuối của kỳ".to_owned(),
            DueRule::WorkingDaysAfterPeriod(days) => format!("{days} ngày làm việc sau khi hết kỳ"),
            DueRule::NotSet => "chưa quy định hạn".to_owned(),
        }
    }
}
