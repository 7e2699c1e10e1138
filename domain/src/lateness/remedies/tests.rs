use super::*;
use crate::testing::{NamThanh, at, day, nam_thanh};

/// Due on Friday 20 November.
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn line(school: &NamThanh, who: &str, (from, until): (&str, Option<&str>), now: &str) -> OutageLine {
    let facts = school.facts();
    let outage = Outage { from: at(from), until: until.map(at) };
    outage_lines(&facts, &facts.actor(school.person_id(who), at(now)), &[outage], at(now))[0]
}

const FRIDAY: (&str, Option<&str>) = ("2026-11-20 14:00", Some("2026-11-20 15:10"));
const NOW: &str = "2026-11-23 08:00";

#[test]
fn what_came_due_in_an_outage_and_has_not_come_can_be_put_off_together() {
    let mut school = nam_thanh();
    let before = line(&school, "cô Nguyệt", FRIDAY, NOW).more_time.unwrap();
    assert_eq!((before.due, before.until), (Span::one_day(day("2026-11-20")), day("2026-11-24")));
    school.hands_in("cô Hoa", PLAN, "2026-11-20 22:00");
    let after = line(&school, "cô Nguyệt", FRIDAY, NOW).more_time.unwrap();
    assert_eq!(after.records + 1, before.records, "what has come needs no more time");
    // Nothing came due on Wednesday, and nobody but the leadership gives more time.
    assert_eq!(line(&school, "cô Nguyệt", ("2026-11-18 14:00", Some("2026-11-18 15:10")), NOW).more_time, None);
    for who in ["cô Hoa", "cô Ấm", "thầy Định"] {
        let line = line(&school, who, FRIDAY, NOW);
        assert_eq!((line.more_time, line.shut), (None, None), "{who}");
    }
}

#[test]
fn a_closure_is_offered_for_the_working_days_that_an_outage_took() {
    let school = nam_thanh();
    let check = |outage: (&str, Option<&str>), now: &str, wanted: Option<(&str, &str)>| {
        let wanted = wanted.map(|(from, to)| Span::new(day(from), day(to)));
        assert_eq!(line(&school, "cô Nguyệt", outage, now).shut, wanted, "{outage:?}");
    };
    check(FRIDAY, NOW, None);
    check(("2026-11-20 07:30", Some("2026-11-20 13:00")), NOW, Some(("2026-11-20", "2026-11-20")));
    // A night takes no work, a week-end neither.
    check(("2026-11-19 17:00", Some("2026-11-20 07:00")), NOW, None);
    check(("2026-11-20 15:00", Some("2026-11-23 07:00")), NOW, None);
    check(("2026-11-19 12:00", Some("2026-11-23 07:00")), NOW, Some(("2026-11-19", "2026-11-20")));
    check(("2026-11-23 07:00", None), "2026-11-23 11:00", Some(("2026-11-23", "2026-11-23")));
    // After six weeks nobody rewrites it.
    check(("2026-11-20 07:30", Some("2026-11-20 13:00")), "2027-01-25 08:00", None);
}
