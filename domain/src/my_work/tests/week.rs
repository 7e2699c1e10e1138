//! The page of one week, to which the ribbon leads.

use super::*;

#[test]
fn a_week_tells_what_was_handed_in_what_is_missing_and_what_is_freed() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-10-20");
    school.exempts("Kế hoạch tuần 8 · Lớp 4A", "Lớp đi tham quan");
    let (facts, hoa) = (school.facts(), school.person("cô Hoa"));
    let week = |number| my_week(&facts, hoa, number, at("2026-11-25 14:20"));

    let eighth = week(8).unwrap();
    let handed_in = |week: &MyWeek| week.done.iter().map(|one| one.title.clone()).collect::<Vec<_>>();
    let open = |week: &MyWeek| week.open.iter().map(|one| one.title.clone()).collect::<Vec<_>>();
    assert_eq!((eighth.before, eighth.after, eighth.is_now), (Some(7), Some(9), false));
    // Each record of the week stands on it once.
    let mut all = [handed_in(&eighth), open(&eighth), eighth.freed.iter().map(|one| one.title.clone()).collect()].concat();
    all.sort();
    let mut distinct = all.clone();
    distinct.dedup();
    assert_eq!(all, distinct);
    assert!(all.iter().any(|title| title == "Giáo án tuần 8 · Lớp 4A"), "{all:?}");
    let freed: Vec<_> = eighth.freed.iter().map(|one| (one.title.as_str(), one.exempt_reason.as_deref())).collect();
    assert_eq!(freed, [("Kế hoạch tuần 8 · Lớp 4A", Some("Lớp đi tham quan"))]);

    let all_year: Vec<_> = done(&facts, hoa, at("2026-11-25 14:20")).freed.into_iter().map(|one| one.title).collect();
    assert_eq!(all_year, ["Kế hoạch tuần 8 · Lớp 4A"]);

    // What was handed in is not missing, and the other way round.
    assert!(week(3).unwrap().open.iter().all(|one| one.due.is_none()), "{:?}", open(&week(3).unwrap()));
    assert!(!handed_in(&week(3).unwrap()).is_empty());
    assert!(handed_in(&week(11).unwrap()).is_empty() && open(&week(11).unwrap()).len() >= 2, "{:?}", week(11));

    assert!(week(12).unwrap().is_now);
    let last = facts.calendar().teaching_weeks().last().unwrap().number;
    assert_eq!((week(1).unwrap().before, week(last).unwrap().after), (None, None));
    assert!(week(0).is_none() && week(last + 1).is_none());
}

#[test]
fn the_page_tells_the_hours_once_and_rows_with_other_hours_tell_their_own() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    let usual = work.usual_hours().unwrap();
    assert!(work.this_week.iter().chain(&work.coming).filter(|one| one.due.is_some()).all(|one| one.hours == usual));
}
