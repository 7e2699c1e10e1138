//! Every day of the year with what the calendar says of it, so that a question about a day is one look-up.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::parts::{CalendarParts, SpecialDay, SpecialDayKind, WorkingDays};
use super::weeks::TeachingWeek;
use crate::days::Span;

/// Days outside the table are ordinary: their weekday decides.
#[derive(Clone, Debug)]
pub(super) struct DayTable {
    start: NaiveDate,
    days: Vec<DayFacts>,
    working_days: WorkingDays,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DayFacts {
    pub off: Option<Off>,
    pub makeup: bool,
    /// Index of the special day: of the calendar's parts first, then of what is shut beside them.
    pub closure: Option<usize>,
    /// How many days from the start of the table through this one are worked and not closed.
    open_through: i64,
}

/// Which part of the calendar makes a day a planned day off: an index into its list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Off {
    SpecialDay(usize),
    UnnumberedWeek(usize),
}

impl DayTable {
    pub fn new(parts: &CalendarParts, weeks: &[TeachingWeek], sudden: &[SpecialDay]) -> DayTable {
        let spans = || {
            let unnumbered = parts.unnumbered.iter().map(|week| week.span());
            let special = parts.special_days.iter().chain(sudden).map(|special| special.span());
            weeks.iter().map(|week| week.span()).chain(unnumbered).chain(special)
        };
        let start = spans().map(|span| span.from).fold(parts.first_week, NaiveDate::min);
        let end = spans().map(|span| span.to).fold(parts.first_week, NaiveDate::max);
        let length = (end - start).num_days().unsigned_abs() as usize + 1;
        let mut table = DayTable { start, days: vec![DayFacts::default(); length], working_days: parts.working_days };
        table.mark(parts);
        table.shut(sudden, parts.special_days.len());
        table.count();
        table
    }

    /// Special days first: an unnumbered week names only the days that no special day already names.
    fn mark(&mut self, parts: &CalendarParts) {
        for (index, special) in parts.special_days.iter().enumerate() {
            for facts in self.facts_in(special.span()) {
                match special.kind {
                    SpecialDayKind::Holiday | SpecialDayKind::SwapOff => facts.off = Some(Off::SpecialDay(index)),
                    SpecialDayKind::Makeup => facts.makeup = true,
                    SpecialDayKind::Closure => facts.closure = Some(index),
                }
            }
        }
        for (index, week) in parts.unnumbered.iter().enumerate().filter(|(_, week)| week.staff_off) {
            for facts in self.facts_in(week.span()) {
                facts.off.get_or_insert(Off::UnnumberedWeek(index));
            }
        }
    }

    /// What is shut beside the parts, whose special days are as many as `before`; where a day is shut already, it keeps its name.
    fn shut(&mut self, sudden: &[SpecialDay], before: usize) {
        for (index, special) in sudden.iter().enumerate() {
            for facts in self.facts_in(special.span()) {
                facts.closure.get_or_insert(before + index);
            }
        }
    }

    fn count(&mut self) {
        let mut open = 0;
        for offset in 0..self.days.len() {
            open += i64::from(self.is_open(self.day(offset)));
            self.days[offset].open_through = open;
        }
    }

    fn day(&self, offset: usize) -> NaiveDate {
        self.start + TimeDelta::days(offset as i64)
    }

    fn offset(&self, day: NaiveDate) -> Option<usize> {
        usize::try_from((day - self.start).num_days()).ok()
    }

    fn facts_in(&mut self, span: Span) -> &mut [DayFacts] {
        match (self.offset(span.from), self.offset(span.to)) {
            (Some(from), Some(to)) => self.days.get_mut(from..=to).unwrap_or_default(),
            _ => &mut [],
        }
    }

    pub fn facts(&self, day: NaiveDate) -> DayFacts {
        self.offset(day).and_then(|offset| self.days.get(offset)).copied().unwrap_or_default()
    }

    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let facts = self.facts(day);
        facts.makeup || facts.off.is_none() && self.working_days.contains(day.weekday())
    }

    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.facts(day).closure.is_none() && self.is_working_day(day)
    }

    /// No search for a working day needs more steps than this, since the days outside the table are ordinary.
    pub fn longest_search(&self) -> usize {
        self.days.len() + 7
    }

    /// Open days in (after, through], as a difference of two running counts.
    pub fn open_days_between(&self, after: NaiveDate, through: NaiveDate) -> u32 {
        u32::try_from(self.open_through(through) - self.open_through(after)).unwrap_or(0)
    }

    fn open_through(&self, day: NaiveDate) -> i64 {
        let Some(offset) = self.offset(day) else {
            return -self.weekdays_between(day, self.start - TimeDelta::days(1));
        };
        if let Some(facts) = self.days.get(offset) {
            return facts.open_through;
        }
        let last = self.day(self.days.len() - 1);
        self.facts(last).open_through + self.weekdays_between(last, day)
    }

    /// Days in (after, through] whose weekday is worked: whole weeks at once, then the rest one by one.
    fn weekdays_between(&self, after: NaiveDate, through: NaiveDate) -> i64 {
        let days = (through - after).num_days();
        let whole_weeks = days.div_euclid(7);
        let rest = Span { from: after + TimeDelta::days(whole_weeks * 7 + 1), to: through };
        let rest = rest.days().filter(|day| self.working_days.contains(day.weekday())).count();
        whole_weeks * i64::from(self.working_days.len()) + rest as i64
    }
}
