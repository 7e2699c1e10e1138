#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::{
    decisions::{Outcome, Return},
    my_work::{all_done, my_work, viewed::done_viewed_by},
    record_types::Step,
    testing::{at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

/// cô Ấm gave a plan of cô Hoa's back; the principal opens it, the management team sees only that it was given back.
#[test]
fn whoever_looks_at_somebodys_work_reads_of_a_record_what_they_may_read_anyway() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let back = Return {
        reasons: vec!["Thiếu tên bài".to_owned()],
        words: "Xem lại hoạt động ngoài trời".to_owned(),
        correct_by: day("2026-11-27"),
    };
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), "2026-11-25 09:00");
    let facts = school.facts();
    let hoa = school.person("cô Hoa").clone();
    for (viewer, reads) in [("cô Nguyệt", true), ("cô Vân", true), ("thầy Định", false)] {
        let actor = facts.actor(school.person_id(viewer), at(NOW));
        let work = my_work(&facts, &hoa, at(NOW)).viewed_by(&facts, &actor);
        let words = format!("{work:?}");
        assert_eq!(work.returned.len(), 1, "{viewer} sees that it was given back");
        assert_eq!(words.contains("hoạt động ngoài trời"), reads, "{viewer}");
        let done = done_viewed_by(all_done(&facts, hoa.id, at(NOW)), &facts, &actor);
        assert_eq!(format!("{done:?}").contains("hoạt động ngoài trời"), reads, "{viewer}");
    }
}
