#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    obligations::{Standing, Verdict},
    testing::{NamThanh, at, id, nam_thanh},
};

/// Due on Friday 20 November.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

/// The last version is taken back, and `before` counts again.
fn withdraw(school: &mut NamThanh, before: Option<(NewVersion, u32)>, when: &str) {
    let obligation = school.obligation(PLAN);
    let HandedIn { submission, versions, last_by, .. } = *obligation.handed_in.as_ref().unwrap();
    obligation.withdrawals.push(Withdrawal { submission, version: versions, by: last_by, at: at(when) });
    obligation.handed_in = obligation.without_last(before);
}

#[test]
fn a_first_hand_in_that_was_taken_back_counts_for_nothing() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-19 10:00");
    withdraw(&mut school, None, "2026-11-19 10:05");
    assert_eq!(school.obligation(PLAN).handed_in, None);
    assert_eq!(school.standing(PLAN, "2026-11-20 10:00"), Standing::NotYetDue);
    let due = school.obligation(PLAN).due_day().unwrap();
    let (before, after) = (format!("{due} 10:00"), format!("{} 10:00", due + chrono::TimeDelta::days(4)));
    assert!(matches!(school.standing(PLAN, &after), Standing::Overdue(_)), "as if nothing had been handed in");
    school.hands_in("cô Thảo", PLAN, &before);
    let handed_in = school.obligation(PLAN).handed_in.clone().unwrap();
    assert_eq!((handed_in.versions, handed_in.first_verdict), (2, Verdict::OnTime), "the number of the first one is gone");
    assert_eq!(handed_in.authors, [school.person_id("cô Hoa"), school.person_id("cô Thảo")], "whoever wrote stays an author");
    assert_eq!(school.obligation(PLAN).first_version(), 2);
}

#[test]
fn the_version_before_counts_again() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-19 10:00");
    let first = school.obligation(PLAN).handed_in.clone().unwrap();
    school.hands_in("cô Thảo", PLAN, "2026-11-30 10:00");
    let (submission, by, when) = (first.submission, first.first_by, first.first_at);
    let before = NewVersion { submission, by, at: when, counted: when, files: first.files };
    withdraw(&mut school, Some((before, 1)), "2026-11-30 10:05");
    let again = school.obligation(PLAN).handed_in.clone().unwrap();
    let authors = vec![school.person_id("cô Hoa"), school.person_id("cô Thảo")];
    assert_eq!(again, HandedIn { authors, ..first });
    assert_eq!((school.obligation(PLAN).first_version(), school.obligation(PLAN).next_version()), (1, 3));
    assert!(school.obligation(PLAN).withdrawal(id(10, 2)).is_some() && school.obligation(PLAN).withdrawal(id(10, 1)).is_none());
}
