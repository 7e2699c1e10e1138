#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    facts::Facts,
    school_years::calendar_outlook,
    testing::{at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

/// A Friday off, as somebody looks at it.
fn looked_at(facts: &Facts) -> ChangeOutlook {
    let mut parts = facts.calendar().parts().clone();
    let (from, to, kind) = (day("2026-12-04"), day("2026-12-04"), crate::calendar::SpecialDayKind::SwapOff);
    parts.special_days.push(crate::calendar::SpecialDay { from, to, kind, name: "việc của Sở".to_owned() });
    calendar_outlook(facts, &crate::calendar::SchoolCalendar::new(parts).unwrap(), at(NOW)).unwrap()
}

#[test]
fn as_many_days_of_others_are_another_look() {
    let school = nam_thanh();
    let before = looked_at(&school.facts());
    assert!(before.is_of(looked_at(&school.facts()).seen()) && before.asks_for_a_look());
    assert_eq!(before.changes, ["Thêm nghỉ hoán đổi thứ Sáu 04/12/2026: việc của Sở."]);

    // One plan has been handed in meanwhile and the plan of another class taken back: as many records move.
    let titles = ["Giáo án tuần 14 · Lớp 4A", "Giáo án tuần 14 · Lớp 4B"];
    let [one, other] = titles.map(|title| {
        let mut school = school.clone();
        let place = school.obligations.iter().position(|one| school.facts().title(one) == title).unwrap();
        school.hand_in_at(place, school.person_id("cô Hoa"), at("2026-11-25 15:00"), crate::testing::id(12, 1));
        looked_at(&school.facts())
    });
    assert_eq!(one.moved.count(), other.moved.count());
    assert_ne!(one.seen(), other.seen(), "the same numbers, and not the same records");
    assert!(!before.is_of(one.seen()));
}

#[test]
fn the_year_after_is_shown_where_anything_of_it_is_touched() {
    let nothing = || NextYear { name: "2027-2028".to_owned(), moved: MovedDays::default() };
    let closed = MovedDays { closed: vec!["Giáo án tuần 3 · Lớp 4A".to_owned()], ..MovedDays::default() };
    let outlook = |next| ChangeOutlook::new(Digest::new(), Vec::new(), MovedDays::default(), Some(next));
    assert!(outlook(nothing()).next.is_none() && !outlook(nothing()).asks_for_a_look());
    let touched = outlook(NextYear { moved: closed, ..nothing() });
    assert!(touched.asks_for_a_look() && !touched.is_of(outlook(nothing()).seen()));
    let added = MovedDays { added: 3, ..MovedDays::default() };
    assert!(!outlook(NextYear { moved: added, ..nothing() }).asks_for_a_look(), "what is owed anew surprises nobody");
}
