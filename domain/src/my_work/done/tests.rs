#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::{
    decisions::{Outcome, Return},
    my_work::all_done,
    record_types::{Sensitivity, Step},
    testing::{NamThanh, at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

fn is(school: &mut NamThanh, sensitivity: Sensitivity) {
    let of = school.obligation(PLAN).terms.record_type;
    school.regime.record_types.iter_mut().find(|one| one.id == of).unwrap().sensitivity = sensitivity;
}

/// cô Ấm gave a plan of cô Hoa's back, who then leaves the class; whatever is said of it afterwards is about her successor too.
#[test]
fn whoever_has_left_a_post_reads_no_words_about_what_is_fenced_off_there() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let back = Return {
        reasons: vec!["Thiếu tên bài".to_owned()],
        words: "Xem lại hoạt động ngoài trời".to_owned(),
        correct_by: day("2026-11-27"),
    };
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), "2026-11-25 09:00");
    let hoa = school.person_id("cô Hoa");
    let reads = |school: &NamThanh| {
        let done = all_done(&school.facts(), hoa, at(NOW));
        assert!(done.iter().any(|one| one.title == PLAN), "that she handed it in stays hers to see");
        format!("{done:?}").contains("hoạt động ngoài trời")
    };
    assert!(reads(&school));
    is(&mut school, Sensitivity::Child);
    assert!(reads(&school), "whose work it is");
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == hoa) {
        one.until = Some(day("2026-11-24"));
    }
    assert!(!reads(&school));
    is(&mut school, Sensitivity::Ordinary);
    assert!(reads(&school), "an ordinary plan");
}
