#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::sync::Arc;

use chrono::Weekday;
use domain::{facts::Facts, locks::Arrival, people::SchoolId, refusal::LockRefusal};

use super::*;
use crate::{
    schools,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{SmallSchool, calendar},
    },
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

#[tokio::test]
async fn a_year_that_is_over_is_looked_back_at_as_it_ended() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let before = school.facts().await;
        school.enters_next_year().await;
        assert_eq!(database.read(school.id, None, ended).await.unwrap(), []);

        let now = school.at("2027-08-09T08:00:00+07:00");
        let ended = database.read(school.id, None, ended).await.unwrap();
        assert_eq!(ended, [(school.year, "2026-2027".to_owned())]);
        let looks = async || {
            let (store, year) = (school.store.clone(), school.year);
            database.read(school.id, None, async move |work: &mut Work| store.of_year(work, year).await).await.unwrap()
        };
        let past = looks().await;
        assert_eq!((past.calendar().school_year(), past.is_over, school.facts().await.is_over), ("2026-2027", true, false));
        let handed_in = |facts: &Facts| facts.obligations.iter().filter(|one| one.handed_in.is_some()).cloned().collect::<Vec<_>>();
        assert_eq!(handed_in(&past), handed_in(&before));
        // It is kept as long as nothing happens, and a record finds its year by itself.
        assert!(Arc::ptr_eq(&past, &looks().await));
        let (store, plan) = (school.store.clone(), handed_in(&past)[0].id);
        let of_record = async move |work: &mut Work| store.of_record(work, plan).await;
        assert!(Arc::ptr_eq(&past, &database.read(school.id, None, of_record).await.unwrap()));
        let (actor, arrival) = (past.actor(school.hoa, now), Arrival::at(now));
        let refused = past.check_hand_in(&actor, past.obligation(plan).unwrap(), arrival);
        assert!(matches!(refused, Err(Refusal::Lock(LockRefusal::YearOver { .. }))), "{refused:?}");
        assert!(past.check_writable(past.obligation(plan).unwrap(), arrival).is_err());
        school.hand_in(school.hoa, "Giáo án tuần 1 · Lớp 4A").await.expect("the year that is shown goes on");
        let again = looks().await;
        assert!(!Arc::ptr_eq(&past, &again), "after an event it is loaded again");
        assert_eq!(*again, Facts { revision: school.facts().await.revision, ..Facts::clone(&past) });
    })
    .await;
}
