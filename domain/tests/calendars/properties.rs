//! What is true of the due days of every calendar.

use chrono::{Days, NaiveDate, Weekday};
use domain::calendar::{CalendarParts, SchoolCalendar, SpecialDay, SpecialDayKind, WeekOf};
use domain::calendar_file::{parse, to_toml};
use domain::days::Span;
use domain::deadlines::{Due, DueRule, MovedKind, deadlines_csv, due};
use proptest::prelude::*;

use crate::oracle::{self, Oracle};
use crate::random;

fn checked(parts: &CalendarParts) -> SchoolCalendar {
    SchoolCalendar::new(parts.clone()).unwrap()
}

fn plans(calendar: &SchoolCalendar) -> Vec<Due> {
    let due_of = |span| due(calendar, DueRule::FRIDAY_BEFORE, span).unwrap().unwrap();
    calendar.teaching_weeks().iter().map(|week| due_of(week.span())).collect()
}

fn any_span() -> impl Strategy<Value = (u64, u64)> {
    (0..400_u64, 0..120_u64)
}

fn span_of(parts: &CalendarParts, (from, length): (u64, u64)) -> Span {
    let from = parts.first_week - Days::new(90) + Days::new(from);
    Span::new(from, from + Days::new(length))
}

fn weekday(number: u8) -> Weekday {
    Weekday::try_from(number).unwrap()
}

fn any_rule() -> impl Strategy<Value = DueRule> {
    prop_oneof![
        (0..7_u8).prop_map(|day| DueRule::InWeekBefore(weekday(day))),
        (0..7_u8).prop_map(|day| DueRule::InWeek(weekday(day))),
        Just(DueRule::LastWorkingDayOfWeek(Some(1))),
        Just(DueRule::LastWorkingDayOfWeek(None)),
        Just(DueRule::LastWorkingDayOfPeriod),
        (0..40_u16).prop_map(DueRule::WorkingDaysAfterPeriod),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_oracle_agrees(parts in random::calendar()) {
        prop_assert_eq!(deadlines_csv(&checked(&parts)), oracle::deadlines_csv(&parts));
    }

    #[test]
    fn a_file_is_read_as_it_was_written(parts in random::calendar()) {
        let calendar = checked(&parts);
        prop_assert_eq!(parse(&to_toml(&calendar)), Ok(calendar));
    }

    /// A piece cut out, doubled or replaced: whatever is left, each error has a line of the file.
    #[test]
    fn a_damaged_file_is_told_by_line(at in 0..900_usize, length in 0..60_usize, instead in "[\\[\\]=\"a-z0-9, \\-\n]{0,12}") {
        let file: Vec<char> = include_str!("../fixtures/calendars/2026-2027.toml").chars().collect();
        let at = at.min(file.len());
        let rest = &file[(at + length).min(file.len())..];
        let damaged: String = file[..at].iter().copied().chain(instead.chars()).chain(rest.iter().copied()).collect();
        for error in parse(&damaged).err().unwrap_or_default() {
            prop_assert!((1..=damaged.lines().count() + 1).contains(&error.line), "{error}\n{damaged}");
        }
    }

    #[test]
    fn a_due_day_is_open_and_moves_as_it_says(
        parts in random::calendar(), rule in any_rule(), span in any_span(),
    ) {
        let calendar = checked(&parts);
        let due = due(&calendar, rule, span_of(&parts, span)).unwrap().unwrap();
        prop_assert!(calendar.is_open(due.day));
        match due.moved.map(|moved| moved.kind) {
            None => prop_assert_eq!(due.day, due.nominal),
            Some(MovedKind::PulledBack) => {
                prop_assert!(due.day < due.nominal && calendar.planned_off(due.nominal).is_some());
            }
            Some(MovedKind::NotWorked) => {
                prop_assert!(due.day < due.nominal && calendar.planned_off(due.nominal).is_none());
            }
            Some(MovedKind::PushedForward { closed }) => {
                prop_assert!(closed < due.day && closed <= due.nominal);
                prop_assert!(calendar.is_working_day(closed) && calendar.closed(closed).is_some());
            }
        }
    }

    #[test]
    fn a_later_week_is_never_due_earlier(parts in random::calendar()) {
        prop_assert!(plans(&checked(&parts)).is_sorted_by_key(|due| (due.nominal, due.day)));
    }

    #[test]
    fn a_closure_off_the_way_moves_nothing(parts in random::calendar(), week in 1..=53_u8, on in 0..500_u64) {
        let week = usize::from(week.min(parts.weeks));
        let on = (parts.first_week - Days::new(60) + Days::new(on)).min(checked(&parts).year().to);
        let before = Oracle::new(&parts).plan(week);
        prop_assume!(checked(&parts).closed(on).is_none());
        prop_assume!(on < before.pulled || before.day < on);
        let closure = SpecialDay { from: on, to: on, kind: SpecialDayKind::Closure, name: "Lụt".to_owned() };
        let mut with_closure = parts.clone();
        with_closure.special_days.push(closure);
        prop_assert_eq!(&plans(&checked(&with_closure))[week - 1], &plans(&checked(&parts))[week - 1]);
    }

    #[test]
    fn days_are_what_the_oracle_says(parts in random::calendar(), span in any_span()) {
        let calendar = checked(&parts);
        let oracle = Oracle::new(&parts);
        let span = span_of(&parts, span);
        for day in span.days() {
            prop_assert_eq!(calendar.is_working_day(day), oracle.working.contains(&day), "{}", day);
            prop_assert_eq!(calendar.is_open(day), oracle.open.contains(&day), "{}", day);
        }
        let counted = oracle.open.range(span.from + Days::new(1)..=span.to.max(span.from + Days::new(1))).count();
        let counted = if span.from == span.to { 0 } else { counted };
        prop_assert_eq!(calendar.working_days_between(span.from, span.to) as usize, counted);
    }

    #[test]
    fn every_day_of_a_numbered_week_knows_its_number(parts in random::calendar()) {
        let calendar = checked(&parts);
        for week in calendar.teaching_weeks() {
            let says: Vec<WeekOf<'_>> = week.span().days().map(|day| calendar.week_of(day)).collect();
            prop_assert_eq!(says, vec![WeekOf::Numbered(week.number); 7]);
        }
        let listed = calendar.calendar_weeks();
        let mondays: Vec<NaiveDate> = listed.iter().map(|week| week.monday).collect();
        prop_assert!(mondays.windows(2).all(|pair| pair[1] - pair[0] == chrono::TimeDelta::days(7)));
    }
}
