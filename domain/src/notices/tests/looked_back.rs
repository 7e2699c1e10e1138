//! What was told in a year that is over.

use super::*;

/// Whoever looks back reads what was told in all of the year, and nothing that is to be done.
#[test]
fn a_year_that_is_over_tells_all_that_was_told_in_it() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    school.hands_in("cô Hoa", "Kế hoạch tuần 13 · Lớp 4A", "2026-11-24 10:00");
    let mut facts = school.facts();
    let told = |facts: &Facts, who: &str| -> Vec<News> {
        notices(facts, school.person_id(who), at("2027-08-20 09:00")).into_iter().map(|one| one.news).collect()
    };
    assert_eq!(told(&facts, "cô Hoa"), [], "it is long ago");
    facts.is_over = true;
    assert!(matches!(&told(&facts, "cô Hoa")[..], [News::Approved { title, .. }] if title == PLAN), "{:?}", told(&facts, "cô Hoa"));
    assert_eq!(told(&facts, "cô Ấm"), [], "what waited for her waits no longer");
    facts.next_year_from = Some(day("2026-11-25"));
    assert_eq!(told(&facts, "cô Hoa"), [], "it was told in the year after");
}
