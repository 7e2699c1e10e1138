//! The last days of a week, and days that nothing is about.

use super::*;

/// A Sunday on which the school makes a day up is the last day of its week, and the last one of those that are told ahead.
#[test]
fn what_is_due_on_a_sunday_is_due_in_the_week_that_ends_with_it() {
    let mut school = nam_thanh();
    let (today, week) = (day("2026-11-25"), Span::week_of(day("2026-11-25")));
    let placed = |school: &mut NamThanh, title: &str, due: &str, moved: Option<MovedKind>| {
        let mut one = school.obligation(title).clone();
        let of = one.terms.due.as_mut().unwrap();
        of.day = day(due);
        of.moved = moved.map(|kind| crate::deadlines::Moved { kind, because: String::new() });
        let place = place(&school.facts(), &one, Standing::NotYetDue, today, week);
        match place {
            Some(WorkSection::ThisWeek) => "this week",
            Some(WorkSection::Coming) => "coming",
            Some(WorkSection::Later) => "later",
            Some(WorkSection::Urgent | WorkSection::Untimed) => "elsewhere",
            None => "nowhere",
        }
    };
    let (weekly, of_semester) = ("Giáo án tuần 13 · Lớp 4A", "Kế hoạch giáo dục học kỳ II · Lớp 4A");
    for (title, due, moved, wanted) in [
        (weekly, "2026-11-29", None, "this week"),
        (weekly, "2026-11-30", None, "coming"),
        (weekly, "2026-12-13", None, "coming"),
        (weekly, "2026-12-14", None, "later"),
        (weekly, "2026-12-14", Some(MovedKind::PulledBack), "coming"),
        (weekly, "2026-12-14", Some(MovedKind::NotWorked), "later"),
        (weekly, "2027-01-17", None, "later"),
        (weekly, "2027-01-17", Some(MovedKind::PulledBack), "coming"),
        (weekly, "2027-01-18", Some(MovedKind::PulledBack), "nowhere"),
        (of_semester, "2027-01-17", None, "coming"),
        (of_semester, "2027-01-18", None, "nowhere"),
    ] {
        assert_eq!(placed(&mut school, title, due, moved), wanted, "{title}, due {due}, {moved:?}");
    }
}

#[test]
fn what_is_about_days_that_the_calendar_has_no_more_is_not_about_today() {
    let mut school = nam_thanh();
    let facts = school.facts();
    assert!(is_now(&facts, Period::Week(12), day("2026-11-25")) && !is_now(&facts, Period::Week(13), day("2026-11-25")));
    assert!(!is_now(&facts, Period::Week(60), day("2026-11-25")));
    let whose_is =
        |school: &NamThanh, one: &Obligation| whose(&school.facts(), school.person_id("cô Huệ"), one, at("2026-11-25 14:20"));
    // The turn of cô Lan, who has left class 5A, falls to the others together.
    let lan = school.person_id("cô Lan");
    school.obligation("Giáo án tuần 13 · Lớp 5A").terms.turn = Some(lan);
    let plan = school.obligation("Giáo án tuần 13 · Lớp 5A").clone();
    assert_eq!(whose_is(&school, &plan), Whose::Turn("cô Lan".to_owned()));
    school.regime.organisation.appointments.retain(|one| one.person != lan);
    assert_eq!(whose_is(&school, &plan), Whose::Shared(vec!["cô Dương".to_owned(), "cô Uyên".to_owned()]));
}

/// Only what has a due day marks a week, and what is to come is still the viewer's who leaves before it.
#[test]
fn what_has_no_day_marks_no_week_and_what_is_to_come_marks_it_also_for_whoever_leaves_before() {
    let mut school = nam_thanh();
    let hoa = school.person_id("cô Hoa");
    let untimed = "Tư liệu tuần 11 · Lớp 4A";
    let plans = ["Giáo án tuần 13 · Lớp 4A", "Kế hoạch tuần 13 · Lớp 4A"];
    for title in [untimed, plans[0], plans[1]] {
        school.exempts(title, "lớp đi tham quan");
    }
    let kept: Vec<ObligationId> = [untimed, plans[0], plans[1]].map(|title| school.obligation(title).id).to_vec();
    school.obligations.retain(|one| kept.contains(&one.id));
    let theirs = school.regime.organisation.appointments.iter_mut().filter(|one| one.person == hoa);
    theirs.for_each(|one| one.until = Some(day("2026-11-26")));
    let ribbon = ribbon_of(&page(&school, "cô Hoa", "2026-11-25 14:20"));
    assert!(ribbon.starts_with("-----------[-]x---"), "{ribbon}");
}
