#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{at, nam_thanh};

#[test]
fn a_reminder_names_what_is_missing_and_whose_it_is() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-20");
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let reader = school.person_id("cô Ấm");
    let facts = school.facts();
    let now = at("2026-11-21 08:00");
    let message = reminder(&facts, department, reader, now).unwrap();
    assert!(
        message.starts_with("Kính gửi các thầy cô trong tổ Mẫu giáo 4–5 tuổi.\nTính đến 08:00 thứ Bảy 21/11/2026, tổ mình còn"),
        "{message}"
    );
    assert!(message.contains("– Giáo án tuần 12 · Lớp 4B: "), "{message}");
    assert!(message.contains(", hạn thứ Sáu 20/11/2026\n"), "{message}");
    assert!(message.ends_with("Trân trọng cảm ơn."), "{message}");
    assert_eq!(reminder(&facts, department, reader, at("2026-11-20 08:00")), None, "nothing is overdue yet");
}

#[test]
fn only_what_is_not_yet_taught_is_asked_for_before_it_is() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-20");
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let reader = school.person_id("cô Ấm");
    let facts = school.facts();
    let says = |now: &str, wanted: &str| {
        let message = reminder(&facts, department, reader, at(now)).unwrap();
        assert!(message.contains(wanted), "{now}: {message}");
    };
    // The plans of week 12 were due on Friday and are taught from Monday on.
    says("2026-11-22 20:00", "nộp giúp để kịp duyệt trước giờ dạy.");
    says("2026-11-23 08:00", "nộp giúp trong thời gian sớm nhất.");
    says("2026-11-28 08:00", "hồ sơ của tuần chưa dạy nộp trước để kịp duyệt.");
}
