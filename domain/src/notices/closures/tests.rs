use super::*;
use crate::{
    scope::Scope,
    testing::{NamThanh, at, nam_thanh},
};

#[test]
fn what_a_clock_noted_ahead_of_now_is_told_as_done_by_now() {
    let mut school = nam_thanh();
    let (declared, now) = ("2026-11-26 21:00", at("2026-11-26 20:00"));
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), declared);
    school.bring_up_to_date(now);
    let told = |school: &NamThanh, now| {
        let facts = school.facts();
        let all = notices(&facts, &facts.actor(school.person_id("cô Hoa"), now), now).into_iter();
        all.map(|one| one.at).collect::<Vec<_>>()
    };
    assert_eq!(told(&school, now), [now]);
    assert_eq!(told(&school, at("2026-11-27 08:00")), [at(declared)]);
}

/// Both plans of week 13 of class 4A are due on Friday 27 November, and what the kitchen owes of it too.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const OTHER: &str = "Kế hoạch tuần 13 · Lớp 4A";

/// What `who` is told of days on which the school is shut, or open again: the titles.
fn titles(school: &NamThanh, who: &str, now: &str) -> Vec<Vec<String>> {
    let (facts, now) = (school.facts(), at(now));
    let titles = |one: Notice| match one.news {
        News::Shut { moved, .. } => moved.into_iter().map(|(title, ..)| title).collect(),
        News::OpenAgain { due, .. } => due.into_iter().map(|(title, _)| title).collect(),
        _ => Vec::new(),
    };
    notices(&facts, &facts.actor(school.person_id(who), now), now).into_iter().map(titles).collect()
}

#[test]
fn what_was_done_in_time_before_the_school_was_shut_is_not_told_and_the_rest_in_its_order() {
    let shut = |story: &dyn Fn(&mut NamThanh)| {
        let mut school = nam_thanh();
        story(&mut school);
        school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-26 21:00");
        school.bring_up_to_date(at("2026-11-26 21:00"));
        school
    };
    let both = vec![vec![OTHER.to_owned(), PLAN.to_owned()]];
    assert_eq!(titles(&shut(&|_| {}), "cô Hoa", "2026-11-26 21:00"), both);
    assert_eq!(titles(&shut(&|school| school.swaps_ids(PLAN, OTHER)), "cô Hoa", "2026-11-26 21:00"), both);
    let without_plan = vec![vec![OTHER.to_owned()]];
    for (when, told) in [("2026-11-26 15:00", &without_plan), ("2026-11-26 21:00", &without_plan), ("2026-11-26 21:00:01", &both)] {
        let school = shut(&|school| _ = school.hands_in("cô Hoa", PLAN, when));
        assert_eq!(titles(&school, "cô Hoa", "2026-11-26 22:00"), *told, "handed in at {when}");
    }
    let exempt = shut(&|school| _ = school.exempts(PLAN, "lớp đi tham quan"));
    assert_eq!(titles(&exempt, "cô Hoa", "2026-11-26 21:00"), without_plan);
    let school = shut(&|_| {});
    assert_eq!(titles(&school, "cô Hoa", "2026-12-26 21:00:00"), both, "for thirty days");
    assert_eq!(titles(&school, "cô Hoa", "2026-12-26 21:00:01"), Vec::<Vec<String>>::new());
}

/// It came on the Tuesday after, and on the day after that the school says that it was shut on the Friday.
#[test]
fn what_came_too_late_also_for_the_day_to_which_it_moved_is_told() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-12-01 15:00");
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-12-02 08:00");
    school.bring_up_to_date(at("2026-12-02 08:00"));
    assert_eq!(titles(&school, "cô Hoa", "2026-12-02 08:00"), [[OTHER.to_owned(), PLAN.to_owned()]]);
}

#[test]
fn each_closure_that_was_taken_back_is_told_with_the_records_of_its_own_days() {
    let mut school = nam_thanh();
    for (first, second) in [("2026-11-27", "2026-12-11"), ("2026-12-11", "2026-11-27")] {
        school.closures.clear();
        let ids = [first, second].map(|day| school.shuts("cô Nguyệt", Scope::whole(), (day, day), "2026-11-25 08:00"));
        for id in ids {
            school.takes_back("cô Nguyệt", id, "2026-11-25 09:00");
        }
        school.bring_up_to_date(at("2026-11-25 09:00"));
        let of_week = |week: u8| vec![format!("Kế hoạch tuần {week} · Lớp 4A"), format!("Giáo án tuần {week} · Lớp 4A")];
        let wanted = if first < second { [of_week(13), of_week(15)] } else { [of_week(15), of_week(13)] };
        let open: Vec<Vec<String>> =
            titles(&school, "cô Hoa", "2026-11-25 09:01").into_iter().filter(|titles| !titles.is_empty()).collect();
        assert_eq!(open, wanted, "{first}, {second}");
    }
    school.swaps_ids("Giáo án tuần 13 · Lớp 4A", "Kế hoạch tuần 13 · Lớp 4A");
    let titles = titles(&school, "cô Hoa", "2026-11-25 09:01");
    assert!(titles.contains(&vec![OTHER.to_owned(), PLAN.to_owned()]), "{titles:?}");
}

#[test]
fn what_was_put_off_since_is_told_when_the_closure_is_taken_back() {
    let mut school = nam_thanh();
    let closure = school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    school.extends("cô Nguyệt", &[PLAN], "2026-12-02", "2026-11-25 09:00");
    school.bring_up_to_date(at("2026-11-25 09:00"));
    school.takes_back("cô Nguyệt", closure, "2026-11-25 10:00");
    school.bring_up_to_date(at("2026-11-25 10:00"));
    let (facts, now) = (school.facts(), at("2026-11-25 11:00"));
    let told = notices(&facts, &facts.actor(school.person_id("cô Hoa"), now), now).into_iter().map(|one| one.news);
    let both: Vec<_> = told
        .filter_map(|news| match news {
            News::OpenAgain { due, put_off, .. } => Some((due, put_off)),
            _ => None,
        })
        .collect();
    let day = crate::testing::day;
    assert_eq!(both, [(vec![(OTHER.to_owned(), day("2026-11-27"))], vec![(PLAN.to_owned(), day("2026-12-02"))])]);
}
