//! The school's calendar: numbered weeks, working days, days off, closures (Điều 9).

mod check;
mod parts;
mod table;
mod units;
mod weeks;

use chrono::NaiveDate;

pub(crate) use check::problems_of_values;
pub use check::{CalendarError, CalendarField, CalendarFieldError};
pub use parts::{CalendarParts, SpecialDay, SpecialDayKind, UnknownCodeError, UnnumberedWeek, WorkingDays};
pub use units::{Unit, UnitCalendars};
pub use weeks::{CalendarWeek, CalendarWeekKind, Semester, TeachingWeek, WeekOf};

use crate::days::{Month, Span, monday_of};
use table::{DayTable, Off};

/// A checked calendar. Its weeks are numbered and its days looked up once, so every question below is cheap.
#[derive(Clone, Debug)]
pub struct SchoolCalendar {
    parts: CalendarParts,
    /// Closures at short notice that are no part of what the school entered as its calendar.
    sudden: Vec<SpecialDay>,
    /// Days of such closures that were given back, as far as what was for a day before them can have been moved over them.
    given_back: Vec<GivenBack>,
    weeks: Vec<TeachingWeek>,
    table: DayTable,
}

/// Days that were to be shut at short notice, and are open all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenBack {
    /// The day on which that was decided, before all of them.
    pub on: NaiveDate,
    pub days: Span,
}

impl PartialEq for SchoolCalendar {
    fn eq(&self, other: &SchoolCalendar) -> bool {
        self.parts == other.parts && self.sudden == other.sudden && self.given_back == other.given_back
    }
}

impl Eq for SchoolCalendar {}

impl SchoolCalendar {
    /// The only way to a calendar; all that is wrong is told at once.
    pub fn new(parts: CalendarParts) -> Result<SchoolCalendar, Vec<CalendarError>> {
        let weeks = check::check(&parts)?;
        let table = DayTable::new(&parts, &weeks, &[]);
        Ok(SchoolCalendar { parts, sudden: Vec::new(), given_back: Vec::new(), weeks, table })
    }

    /// The same year, shut on these days at short notice beside what its parts say, and on no others: what was so shut before is
    /// left out. Of what was `given_back` before anybody went by it nothing is left.
    #[must_use]
    pub fn shut_on(&self, sudden: Vec<SpecialDay>, mut given_back: Vec<GivenBack>) -> SchoolCalendar {
        let table = DayTable::new(&self.parts, &self.weeks, &sudden);
        let (parts, weeks) = (self.parts.clone(), self.weeks.clone());
        let shut = SchoolCalendar { parts, sudden, given_back: Vec::new(), weeks, table };
        given_back.retain(|one| shut.is_shut_through(one.on));
        SchoolCalendar { given_back, ..shut }
    }

    /// The last day that is worked by plan, up to and including `day`, is shut.
    fn is_shut_through(&self, day: NaiveDate) -> bool {
        let worked = if self.is_working_day(day) { Some(day) } else { self.last_working_day_before(day) };
        worked.is_some_and(|worked| !self.is_open(worked))
    }

    /// What the calendar was made from, to store, show in a form, and change.
    pub fn parts(&self) -> &CalendarParts {
        &self.parts
    }

    /// "2026-2027"
    pub fn school_year(&self) -> &str {
        &self.parts.school_year
    }

    pub fn working_days(&self) -> WorkingDays {
        self.parts.working_days
    }

    // Weeks.

    pub fn teaching_weeks(&self) -> &[TeachingWeek] {
        &self.weeks
    }

    /// The week of that number; `None` where the year has no such week.
    pub fn week(&self, number: u8) -> Option<TeachingWeek> {
        self.weeks.get(usize::from(number).checked_sub(1)?).copied()
    }

    pub fn week_of(&self, day: NaiveDate) -> WeekOf<'_> {
        if let Some(week) = self.numbered_week_of(day) {
            return WeekOf::Numbered(week.number);
        }
        match self.unnumbered_week_of(day) {
            Some(week) => WeekOf::Unnumbered(&week.reason),
            None if day < self.first_day() => WeekOf::Before,
            None => WeekOf::After,
        }
    }

    /// The numbered week that holds the day.
    pub fn numbered_week_of(&self, day: NaiveDate) -> Option<TeachingWeek> {
        self.last_numbered_week_on_or_before(day).filter(|week| week.span().contains(day))
    }

    /// The numbered week that holds the day, or else the last one before it; `None` before week 1.
    pub fn last_numbered_week_on_or_before(&self, day: NaiveDate) -> Option<TeachingWeek> {
        let begun = self.weeks.partition_point(|week| week.monday <= day);
        self.weeks[..begun].last().copied()
    }

    pub fn unnumbered_week_of(&self, day: NaiveDate) -> Option<&UnnumberedWeek> {
        let monday = monday_of(day);
        self.parts.unnumbered.iter().find(|week| week.monday == monday)
    }

    // The year and its parts.

    /// The Monday of week 1.
    pub fn first_day(&self) -> NaiveDate {
        self.parts.first_week
    }

    /// The last weekday of the working week of the last numbered week, as people write the end of the year.
    pub fn last_day(&self) -> NaiveDate {
        self.weeks.last().map_or(self.parts.first_week, |week| week.last_day)
    }

    /// The Monday of week 1 through the Sunday of the last numbered week: the year as a period.
    pub fn year(&self) -> Span {
        Span { from: self.first_day(), to: Span::week_of(self.last_day()).to }
    }

    pub fn semester_of(&self, week: u8) -> Semester {
        if week < self.parts.semester_2_starts_in_week { Semester::First } else { Semester::Second }
    }

    /// Monday of its first through Sunday of its last numbered week; `None` for a second semester that never starts.
    pub fn semester(&self, semester: Semester) -> Option<Span> {
        let mut weeks = self.weeks.iter().filter(|week| self.semester_of(week.number) == semester);
        let first = weeks.next()?;
        let last = weeks.next_back().unwrap_or(first);
        Some(Span { from: first.monday, to: last.span().to })
    }

    /// The calendar months from that of week 1's Monday to that of the last day.
    pub fn months(&self) -> Vec<Month> {
        let last = Month::of(self.last_day());
        std::iter::successors(Some(Month::of(self.first_day())), |month| Some(month.next()))
            .take_while(|month| *month <= last)
            .collect()
    }

    /// Every calendar week from the first to the last numbered one, for the calendar page.
    pub fn calendar_weeks(&self) -> Vec<CalendarWeek<'_>> {
        let within = |monday: &NaiveDate| self.year().contains(*monday);
        let numbered = self.weeks.iter().map(|week| (week.monday, CalendarWeekKind::Numbered(*week)));
        let unnumbered = self.parts.unnumbered.iter().map(|week| (week.monday, CalendarWeekKind::Unnumbered(week)));
        let mut weeks: Vec<CalendarWeek<'_>> = numbered
            .chain(unnumbered)
            .filter(|(monday, _)| within(monday))
            .map(|(monday, kind)| CalendarWeek { monday, kind, special_days: self.special_days_in(Span::week_of(monday)) })
            .collect();
        weeks.sort_by_key(|week| week.monday);
        weeks
    }

    /// The special days that touch the span, in the order of their first days.
    pub fn special_days_in(&self, span: Span) -> Vec<&SpecialDay> {
        let special_days = self.parts.special_days.iter().chain(&self.sudden);
        let mut found: Vec<_> = special_days.filter(|special| special.span().overlaps(span)).collect();
        found.sort_by_key(|special| special.from);
        found
    }

    // Days.

    /// A make-up day, or a weekday of the working week that is no planned day off. Closures play no part.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.table.is_working_day(day)
    }

    /// A working day that is not closed.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.table.is_open(day)
    }

    /// The first day after `day` on which the school works.
    pub fn next_open_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().skip(1).take(self.table.longest_search()).find(|day| self.is_open(*day))
    }

    /// The day on which something is due that was for `day`: another one where `day` is shut at short notice, the next on which the
    /// school works. Whoever went by days that were given back only when `day` had come keeps what they gave.
    pub fn open_or_moved(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.closed(day).is_none() {
            return Some(day);
        }
        let went_by = |next: NaiveDate| self.given_back.iter().any(|one| day <= one.on && one.days.contains(next));
        let mut after = day.iter_days().skip(1).take(self.table.longest_search());
        after.find(|next| self.is_open(*next) && !went_by(*next))
    }

    /// The next day after `day` that is worked by plan, whether or not it is closed.
    pub fn next_working_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().skip(1).take(self.table.longest_search()).find(|day| self.is_working_day(*day))
    }

    /// The last day before `day` on which the school works.
    pub fn last_open_day_before(&self, day: NaiveDate) -> Option<NaiveDate> {
        let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt);
        before.take(self.table.longest_search()).find(|day| self.is_open(*day))
    }

    /// The last day before `day` that is worked by plan, whether or not it is closed.
    pub fn last_working_day_before(&self, day: NaiveDate) -> Option<NaiveDate> {
        let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt);
        before.take(self.table.longest_search()).find(|day| self.is_working_day(*day))
    }

    /// The name under which the day is a planned day off; a make-up day is none.
    pub fn planned_off(&self, day: NaiveDate) -> Option<&str> {
        let facts = self.table.facts(day);
        match facts.off.filter(|_| !facts.makeup)? {
            Off::SpecialDay(index) => Some(&self.parts.special_days[index].name),
            Off::UnnumberedWeek(index) => Some(&self.parts.unnumbered[index].reason),
        }
    }

    /// The name of the closure declared for the day.
    pub fn closed(&self, day: NaiveDate) -> Option<&str> {
        let index = self.table.facts(day).closure?;
        self.parts.special_days.iter().chain(&self.sudden).nth(index).map(|special| special.name.as_str())
    }

    pub fn is_makeup(&self, day: NaiveDate) -> bool {
        self.table.facts(day).makeup
    }

    /// How many open days lie in (after, through]; 0 where `through` is not after `after`.
    pub fn working_days_between(&self, after: NaiveDate, through: NaiveDate) -> u32 {
        self.table.open_days_between(after, through)
    }

    /// No search for a working day needs more steps than this.
    pub(crate) fn longest_search(&self) -> usize {
        self.table.longest_search()
    }
}

#[cfg(test)]
mod tests;
