#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use proptest::prelude::*;

use super::*;
use crate::{
    deadlines::Lateness,
    obligations::{Counts, LateCounts, Standing},
    testing::{NamThanh, at, nam_thanh},
};

/// Due on Friday 20 November.
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";
const NOW: &str = "2026-11-25 14:20";

/// How the plan of cô Hoa stands.
fn standing(school: &mut NamThanh) -> Standing {
    let obligation = school.obligation(PLAN).clone();
    school.facts().standing(&obligation, at(NOW))
}

fn late() -> NamThanh {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    school
}

#[test]
fn late_with_a_reason_is_told_beside_late_and_the_last_word_counts() {
    let mut school = late();
    let by = Lateness::WorkingDays(1);
    let mut check = |found: Option<(Finding, &str)>, wanted: Standing, words: &str| {
        if let Some((finding, when)) = found {
            school.finds("cô Nguyệt", PLAN, finding, when);
        }
        let standing = standing(&mut school);
        assert_eq!(standing, wanted);
        let (mut late, mut counts) = (LateCounts::default(), Counts::default());
        late.count(school.obligation(PLAN), standing);
        counts.count(standing);
        assert_eq!(late.words().unwrap(), words);
        assert_eq!((counts.owed(), counts.handed_in(), counts.late + counts.excused), (1, 1, 1));
    };
    check(None, Standing::Late(by), "nộp muộn 1, trong đó 1 chưa xem xét");
    check(Some((Finding::WithoutReason, "2026-11-24 08:00")), Standing::Late(by), "nộp muộn 1, trong đó 1 không có lý do");
    check(Some((Finding::WithReason, "2026-11-24 09:00")), Standing::Excused(by), "nộp muộn 1, trong đó 1 có lý do");
    check(Some((Finding::WithoutReason, "2026-11-24 10:00")), Standing::Late(by), "nộp muộn 1, trong đó 1 không có lý do");
}

#[test]
fn what_was_found_of_a_hand_in_that_was_taken_back_says_nothing_of_the_next_one() {
    let mut school = late();
    school.finds("cô Nguyệt", PLAN, Finding::WithReason, "2026-11-23 10:00");
    school.obligation(PLAN).handed_in = None;
    assert!(matches!(standing(&mut school), Standing::Overdue(_)));
    school.hands_in("cô Hoa", PLAN, "2026-11-25 09:00");
    assert!(matches!(standing(&mut school), Standing::Late(_)));
    assert_eq!(school.obligation(PLAN).explained.rulings.len(), 1, "it stays in the history");
}

#[test]
fn a_reason_changes_nothing_for_what_is_not_late() {
    for (handed_in, is_exempt, wanted) in
        [("2026-11-20 22:00", false, Standing::OnTime), ("2026-11-23 09:00", true, Standing::Exempt)]
    {
        let mut school = nam_thanh();
        school.hands_in("cô Hoa", PLAN, handed_in);
        if is_exempt {
            school.exempts(PLAN, "Lớp nghỉ");
        }
        school.finds("cô Nguyệt", PLAN, Finding::WithReason, "2026-11-24 08:00");
        assert_eq!(standing(&mut school), wanted);
        let mut late = LateCounts::default();
        late.count(school.obligation(PLAN), wanted);
        assert_eq!(late.words(), None);
    }
}

#[test]
fn a_reason_is_neither_for_nor_against_the_share_that_came_on_time() {
    let counts = |on_time, late, excused| Counts { on_time, late, excused, ..Counts::default() };
    assert_eq!(counts(3, 1, 0).on_time_share(), Some(75));
    assert_eq!(counts(3, 0, 1).on_time_share(), Some(100));
    assert_eq!(counts(0, 0, 1).on_time_share(), None);
    assert_eq!(counts(3, 0, 1).share(3), Some(75), "it is owed and handed in all the same");
}

#[test]
fn a_finding_and_its_code_are_one() {
    for finding in Finding::ALL {
        assert_eq!(Finding::from_code(finding.code()), Some(finding));
    }
    assert_eq!(Finding::from_code("both"), None);
}

proptest! {
    /// Nobody becomes late, or stops being late, by what was found: it only moves from one figure to another.
    #[test]
    fn whatever_was_found_the_same_records_are_late(found in proptest::collection::vec((0..4_usize, any::<bool>()), 0..12)) {
        let plans = [9, 10, 11, 12].map(|week| format!("Giáo án tuần {week} · Lớp 4A"));
        let mut school = nam_thanh();
        for (plan, when) in plans.iter().zip(["2026-10-30 16:00", "2026-11-09 09:00", "2026-11-16 09:00", "2026-11-23 09:00"]) {
            school.hands_in("cô Hoa", plan, when);
        }
        let ids = plans.each_ref().map(|plan| school.obligation(plan).id);
        let count = |school: &NamThanh| {
            let (facts, mut late, mut counts) = (school.facts(), LateCounts::default(), Counts::default());
            for one in ids.iter().filter_map(|id| facts.obligation(*id)) {
                let standing = facts.standing(one, at(NOW));
                late.count(one, standing);
                counts.count(standing);
            }
            (late, counts)
        };
        let (_, before) = count(&school);
        for (plan, is_reason) in found {
            let finding = if is_reason { Finding::WithReason } else { Finding::WithoutReason };
            school.finds("cô Nguyệt", &plans[plan], finding, "2026-11-24 08:00");
            let (late, after) = count(&school);
            prop_assert_eq!((late.with_reason, late.without_reason + late.open), (after.excused, after.late));
            prop_assert_eq!(late.all(), before.late);
            prop_assert_eq!(Counts { late: before.late, excused: 0, ..after }, before);
        }
    }
}
