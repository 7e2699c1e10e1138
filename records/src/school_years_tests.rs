#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::Weekday;
use domain::people::SchoolId;

use super::*;
use crate::{
    schools,
    testing::{TestDatabase, allowed, each_engine, school::calendar},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn special(from: &str, to: &str, kind: SpecialDayKind, name: &str) -> SpecialDay {
    SpecialDay { from: day(from), to: day(to), kind, name: name.to_owned() }
}

/// A calendar with everything that one can have, with Saturdays worked.
fn full() -> SchoolCalendar {
    SchoolCalendar::new(CalendarParts {
        weeks: 33,
        semester_2_starts_in_week: 19,
        working_days: WorkingDays::default().with(Weekday::Sat),
        unnumbered: vec![UnnumberedWeek { monday: day("2027-02-08"), reason: "Tết Đinh Mùi".to_owned(), staff_off: true }],
        special_days: vec![
            special("2026-11-06", "2026-11-06", SpecialDayKind::Closure, "Bão số 13"),
            special("2027-01-01", "2027-01-01", SpecialDayKind::Holiday, "Tết Dương lịch"),
            special("2027-01-02", "2027-01-02", SpecialDayKind::SwapOff, "Nghỉ hoán đổi"),
            special("2027-01-10", "2027-01-10", SpecialDayKind::Makeup, "Làm bù"),
        ],
        ..calendar()
    })
    .unwrap()
}

async fn shown(database: &TestDatabase, school: SchoolId) -> Option<SchoolYear> {
    database.read(school, None, current).await.unwrap()
}

#[tokio::test]
async fn a_calendar_is_read_as_it_was_written_and_replaced_under_its_name() {
    each_engine(|database: TestDatabase| async move {
        let school = schools::found(&database, "Trường Mầm non Hoa Mai").await.unwrap();
        assert!(shown(&database, school).await.is_none());
        let from = day("2026-09-01");
        let keep_it = async move |work: &mut Work| keep(work, &allowed(), &full(), from, Some(3)).await;
        let id = database.write(school, None, keep_it).await.unwrap();
        let kept = shown(&database, school).await.unwrap();
        assert_eq!((kept.id, &kept.calendar, kept.counts_from, kept.practice_week), (id, &full(), from, Some(3)));

        let plain = SchoolCalendar::new(calendar()).unwrap();
        let calendar = plain.clone();
        let replace = async move |work: &mut Work| keep(work, &allowed(), &calendar, from, None).await;
        assert_eq!(database.write(school, None, replace).await, Ok(id));
        let kept = shown(&database, school).await.unwrap();
        assert_eq!((&kept.calendar, kept.practice_week), (&plain, None));
    })
    .await;
}

#[tokio::test]
async fn the_year_that_runs_is_the_current_one() {
    each_engine(|database: TestDatabase| async move {
        let school = schools::found(&database, "Trường Mầm non Hoa Mai").await.unwrap();
        for (name, monday) in [("2027-2028", "2027-09-06"), ("2026-2027", "2026-09-07")] {
            let calendar = SchoolCalendar::new(CalendarParts::starting(name, day(monday))).unwrap();
            let keep_it = async move |work: &mut Work| keep(work, &allowed(), &calendar, day(monday), None).await;
            database.write(school, None, keep_it).await.unwrap();
        }
        for (now, running, after) in
            [("2026-11-05T08:00:00+07:00", "2026-2027", Some("2027-2028")), ("2027-08-09T00:00:00+07:00", "2027-2028", None)]
        {
            database.hand.set(now.parse().unwrap());
            assert_eq!(shown(&database, school).await.unwrap().calendar.school_year(), running, "{now}");
            let later = database.read(school, None, next).await.unwrap();
            assert_eq!(later.as_ref().map(|year| year.calendar.school_year()), after, "{now}");
        }
    })
    .await;
}
