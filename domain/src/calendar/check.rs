//! What makes a calendar impossible, and where: typed, each with a sentence for the person who entered it.

use chrono::{Datelike, NaiveDate, Weekday};
use thiserror::Error;

use super::parts::{CalendarParts, SpecialDayKind};
use super::weeks::{TeachingWeek, number_weeks};
use crate::days::Span;
use crate::vietnamese;

/// One thing that is wrong, and the field in which to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem}")]
pub struct CalendarError {
    pub field: CalendarField,
    pub problem: CalendarFieldError,
}

/// A field of `CalendarParts`; the numbers are indexes into its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarField {
    SchoolYear,
    FirstWeek,
    Weeks,
    Semester2StartsInWeek,
    WorkingDays,
    UnnumberedMonday(usize),
    UnnumberedReason(usize),
    SpecialDayFrom(usize),
    SpecialDayTo(usize),
    SpecialDayName(usize),
}

/// `Display` is the sentence on screen and in the list of a file's errors.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarFieldError {
    #[error("còn để trống")]
    Empty,
    #[error("{} là {}, phải là thứ Hai", vietnamese::date(*.0), vietnamese::weekday(*.0))]
    NotMonday(NaiveDate),
    #[error("số tuần là {0}, phải từ 1 đến {max}", max = MAX_WEEKS)]
    WeeksOutOfRange(i64),
    #[error("học kỳ II từ tuần {0}, phải từ tuần 2 đến tuần {max}", max = MAX_WEEKS)]
    Semester2OutOfRange(i64),
    #[error("cần ít nhất một ngày làm việc trong tuần")]
    NoWorkingDays,
    #[error("tuần không đánh số {} nằm trước tuần 1 ({})", vietnamese::date(*.monday), vietnamese::date(*.first_week))]
    UnnumberedBeforeWeek1 { monday: NaiveDate, first_week: NaiveDate },
    #[error("tuần {} là tuần 1, không thể là tuần không đánh số", vietnamese::date(*.0))]
    UnnumberedIsWeek1(NaiveDate),
    #[error("tuần không đánh số {} ghi hai lần", vietnamese::date(*.0))]
    UnnumberedTwice(NaiveDate),
    #[error("ngày cuối {} trước ngày đầu {}", vietnamese::date(*.to), vietnamese::date(*.from))]
    ToBeforeFrom { from: NaiveDate, to: NaiveDate },
    #[error(
        "{} nằm ngoài năm học ({}) quá {days} ngày",
        vietnamese::date(*.day),
        vietnamese::days(*.year),
        days = MARGIN_DAYS
    )]
    OutsideYear { day: NaiveDate, year: Span },
    #[error("{} ghi nghỉ hai lần, lần kia là “{other}”", vietnamese::date(*.day))]
    OffTwice { day: NaiveDate, other: String },
    #[error("{} ghi nghỉ đột xuất hai lần, lần kia là “{other}”", vietnamese::date(*.day))]
    ClosedTwice { day: NaiveDate, other: String },
    #[error("{} ghi làm bù hai lần, lần kia là “{other}”", vietnamese::date(*.day))]
    MakeupTwice { day: NaiveDate, other: String },
}

/// More numbered weeks than a year has are a slip of the hand.
pub const MAX_WEEKS: u8 = 53;
/// A date farther than this from the school year is a slip of the hand.
const MARGIN_DAYS: i64 = 60;

pub(super) fn check(parts: &CalendarParts) -> Result<Vec<TeachingWeek>, Vec<CalendarError>> {
    let mut errors = problems_of_values(parts);
    // Without a sound first week no other date can be judged.
    let sound_frame = !errors.iter().any(|error| matches!(error.field, CalendarField::FirstWeek | CalendarField::Weeks));
    let weeks = if sound_frame { number_weeks(parts) } else { Vec::new() };
    if sound_frame {
        errors.extend(problems_of_dates(parts, &weeks));
    }
    if errors.is_empty() { Ok(weeks) } else { Err(errors) }
}

/// What can be said of each value without knowing where the year lies.
pub(crate) fn problems_of_values(parts: &CalendarParts) -> Vec<CalendarError> {
    let mut found = Found::default();
    found.when(parts.school_year.trim().is_empty(), CalendarField::SchoolYear, || CalendarFieldError::Empty);
    found.monday(parts.first_week, CalendarField::FirstWeek);
    found.when(!(1..=MAX_WEEKS).contains(&parts.weeks), CalendarField::Weeks, || {
        CalendarFieldError::WeeksOutOfRange(parts.weeks.into())
    });
    found.when(!(2..=MAX_WEEKS).contains(&parts.semester_2_starts_in_week), CalendarField::Semester2StartsInWeek, || {
        CalendarFieldError::Semester2OutOfRange(parts.semester_2_starts_in_week.into())
    });
    found.when(parts.working_days.is_empty(), CalendarField::WorkingDays, || CalendarFieldError::NoWorkingDays);
    for (index, week) in parts.unnumbered.iter().enumerate() {
        found.monday(week.monday, CalendarField::UnnumberedMonday(index));
        let twice = parts.unnumbered[..index].iter().any(|earlier| earlier.monday == week.monday);
        found.when(twice, CalendarField::UnnumberedMonday(index), || CalendarFieldError::UnnumberedTwice(week.monday));
        found.when(week.reason.trim().is_empty(), CalendarField::UnnumberedReason(index), || CalendarFieldError::Empty);
    }
    for (index, special) in parts.special_days.iter().enumerate() {
        let Span { from, to } = special.span();
        found.when(to < from, CalendarField::SpecialDayTo(index), || CalendarFieldError::ToBeforeFrom { from, to });
        found.when(special.name.trim().is_empty(), CalendarField::SpecialDayName(index), || CalendarFieldError::Empty);
    }
    for group in [Group::Off, Group::Closed, Group::Makeup] {
        found.once_a_day(parts, group);
    }
    found.0
}

fn problems_of_dates(parts: &CalendarParts, weeks: &[TeachingWeek]) -> Vec<CalendarError> {
    let mut found = Found::default();
    let first_week = parts.first_week;
    let year = Span { from: first_week, to: weeks.last().map_or(first_week, |week| week.span().to) };
    for (index, week) in parts.unnumbered.iter().enumerate() {
        let (monday, field) = (week.monday, CalendarField::UnnumberedMonday(index));
        found.when(monday < first_week, field, || CalendarFieldError::UnnumberedBeforeWeek1 { monday, first_week });
        found.when(monday == first_week, field, || CalendarFieldError::UnnumberedIsWeek1(monday));
        found.when(monday > first_week && outside(year, monday), field, || CalendarFieldError::OutsideYear { day: monday, year });
    }
    for (index, special) in parts.special_days.iter().enumerate() {
        for (day, field) in [(special.from, CalendarField::SpecialDayFrom(index)), (special.to, CalendarField::SpecialDayTo(index))]
        {
            let same_again = field == CalendarField::SpecialDayTo(index) && special.to == special.from;
            found.when(!same_again && outside(year, day), field, || CalendarFieldError::OutsideYear { day, year });
        }
    }
    found.0
}

fn outside(year: Span, day: NaiveDate) -> bool {
    (year.from - day).num_days() > MARGIN_DAYS || (day - year.to).num_days() > MARGIN_DAYS
}

/// Special days of one group may not meet on one date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Off,
    Closed,
    Makeup,
}

impl Group {
    fn of(kind: SpecialDayKind) -> Group {
        match kind {
            SpecialDayKind::Holiday | SpecialDayKind::SwapOff => Group::Off,
            SpecialDayKind::Closure => Group::Closed,
            SpecialDayKind::Makeup => Group::Makeup,
        }
    }

    fn twice(self, day: NaiveDate, other: String) -> CalendarFieldError {
        match self {
            Group::Off => CalendarFieldError::OffTwice { day, other },
            Group::Closed => CalendarFieldError::ClosedTwice { day, other },
            Group::Makeup => CalendarFieldError::MakeupTwice { day, other },
        }
    }
}

#[derive(Default)]
struct Found(Vec<CalendarError>);

impl Found {
    fn when(&mut self, wrong: bool, field: CalendarField, problem: impl FnOnce() -> CalendarFieldError) {
        if wrong {
            self.0.push(CalendarError { field, problem: problem() });
        }
    }

    fn monday(&mut self, day: NaiveDate, field: CalendarField) {
        self.when(day.weekday() != Weekday::Mon, field, || CalendarFieldError::NotMonday(day));
    }

    /// Walks the group by first day and remembers the entry that reaches farthest; the later entry is the one to blame.
    fn once_a_day(&mut self, parts: &CalendarParts, group: Group) {
        let mut in_order: Vec<_> = parts.special_days.iter().enumerate().collect();
        in_order.retain(|(_, special)| Group::of(special.kind) == group && special.from <= special.to);
        in_order.sort_by_key(|(index, special)| (special.from, *index));
        let mut farthest: Option<(usize, NaiveDate)> = None;
        for (index, special) in in_order {
            if let Some((other, reach)) = farthest
                && special.from <= reach
            {
                let (earlier, later) = (index.min(other), index.max(other));
                let other = parts.special_days[earlier].name.clone();
                self.when(true, CalendarField::SpecialDayFrom(later), || group.twice(special.from, other));
            }
            if farthest.is_none_or(|(_, reach)| reach < special.to) {
                farthest = Some((index, special.to));
            }
        }
    }
}
