//! What people are told of what is written about a record.

use super::*;

#[test]
fn comments_are_gathered_for_the_authors_and_answers_told_to_whoever_asked() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 15:14");
    let first = school.comments("cô Ấm", PLAN, None, "2026-11-25 09:00");
    school.comments("cô Ấm", PLAN, None, "2026-11-25 09:10");
    let wanted = [format!("góp ý 2 trả lời 0 {PLAN}")];
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 09:30"), wanted);
    assert_eq!(told(&school, "cô Thảo", "2026-11-25 09:30"), wanted, "she has the duty too");
    assert_eq!(told(&school, "cô Đào", "2026-11-25 09:30"), Vec::<String>::new());
    school.comments("cô Hoa", PLAN, Some(first), "2026-11-25 18:00");
    let of_head = |when: &str| told(&school, "cô Ấm", when).into_iter().filter(|one| one.contains("trả lời")).collect::<Vec<_>>();
    assert_eq!(of_head("2026-11-25 18:30"), Vec::<String>::new(), "the working day is over");
    assert_eq!(of_head("2026-11-26 07:00"), [format!("được trả lời 1 {PLAN}")]);
    let of_principal = told(&school, "cô Nguyệt", "2026-11-26 07:00");
    assert_eq!(of_principal, Vec::<String>::new(), "she asked nothing, and it is not her turn");
    school.comments("cô Ấm", PLAN, Some(first), "2026-11-26 08:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 09:00"), [format!("góp ý 0 trả lời 1 {PLAN}"), wanted[0].clone()]);
}

/// cô Hoa and cô Thảo teach class 4A; cô Ấm heads their department and cô Cúc is her deputy; cô Nguyệt is principal.
#[test]
fn whoever_takes_part_and_whoever_reviews_is_told_of_comments_and_nobody_else() {
    const EVERYBODY: [&str; 7] = ["cô Hoa", "cô Thảo", "cô Ấm", "cô Cúc", "cô Nguyệt", "cô Vân", "cô Đào"];
    let mut waits = nam_thanh();
    waits.hands_in("cô Hoa", PLAN, "2026-11-24 15:14");
    let asked = waits.comments("cô Ấm", PLAN, None, "2026-11-24 16:00");
    let mut approved = waits.clone();
    approved.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-24 16:05");
    let mut returned = waits.clone();
    returns(&mut returned, "2026-11-24 16:05");
    let mut joined = approved.clone();
    joined.comments("cô Nguyệt", PLAN, Some(asked), "2026-11-24 16:10");
    let mut corrected = returned.clone();
    corrected.hands_in("cô Thảo", PLAN, "2026-11-24 16:15");
    // Whoever writes on Wednesday, in the head's thread or in a new one, and who hears of it.
    for (school, by, answers, told) in [
        (&waits, "cô Ấm", None, &["cô Hoa", "cô Thảo", "cô Cúc"][..]),
        (&waits, "cô Cúc", None, &["cô Hoa", "cô Thảo", "cô Ấm"]),
        (&waits, "cô Hoa", None, &["cô Thảo", "cô Ấm", "cô Cúc"]),
        (&waits, "cô Hoa", Some(asked), &["cô Thảo", "cô Ấm", "cô Cúc"]),
        (&waits, "cô Thảo", Some(asked), &["cô Hoa", "cô Ấm", "cô Cúc"]),
        (&waits, "cô Nguyệt", Some(asked), &["cô Hoa", "cô Thảo", "cô Ấm", "cô Cúc"]),
        // Nobody's turn: those who take part.
        (&approved, "cô Cúc", None, &["cô Hoa", "cô Thảo"]),
        (&approved, "cô Cúc", Some(asked), &["cô Hoa", "cô Thảo", "cô Ấm"]),
        (&returned, "cô Hoa", Some(asked), &["cô Thảo", "cô Ấm"]),
        (&joined, "cô Hoa", Some(asked), &["cô Thảo", "cô Ấm", "cô Nguyệt"]),
        (&joined, "cô Hoa", None, &["cô Thảo"]),
        (&corrected, "cô Hoa", None, &["cô Thảo", "cô Ấm", "cô Cúc"]),
    ] {
        let mut school = school.clone();
        school.comments(by, PLAN, answers, "2026-11-25 09:00");
        let hears = |who: &&&str| {
            let notices = notices(&school.facts(), school.person_id(who), at("2026-11-25 09:30"));
            let is_of = |notice: &Notice| matches!(notice.news, News::Commented { .. } | News::Discussed { .. });
            notices.iter().any(|notice| is_of(notice) && notice.at == at("2026-11-25 09:00"))
        };
        let heard: Vec<&str> = EVERYBODY.iter().filter(hears).copied().collect();
        assert_eq!(heard, told, "{by} writes, answering {answers:?}");
    }
}

#[test]
fn comments_of_one_person_on_one_day_are_one_notice_whoever_writes_between_them() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 15:14");
    let asked = school.comments("cô Ấm", PLAN, None, "2026-11-25 09:00");
    school.comments("cô Cúc", PLAN, None, "2026-11-25 09:10");
    school.comments("cô Ấm", PLAN, None, "2026-11-25 09:20");
    let of_hoa = told(&school, "cô Hoa", "2026-11-25 10:00");
    assert_eq!(of_hoa, [format!("góp ý 2 trả lời 0 {PLAN}"), format!("góp ý 1 trả lời 0 {PLAN}")]);
    let of_head = &notices(&school.facts(), school.person_id("cô Hoa"), at("2026-11-25 10:00"))[0];
    assert_eq!(of_head.at, at("2026-11-25 09:20"), "when the last of them came");
    // Whoever writes in the very second takes part already.
    school.comments("cô Nguyệt", PLAN, Some(asked), "2026-11-25 10:00");
    school.comments("cô Hoa", PLAN, Some(asked), "2026-11-25 10:00");
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-25 11:00"), [format!("được trả lời 1 {PLAN}")]);
}

#[test]
fn whoever_may_write_about_a_record_no_more_is_told_nothing_of_its_threads() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 15:14");
    let asked = school.comments("cô Ấm", PLAN, None, "2026-11-24 16:00");
    school.comments("cô Hoa", PLAN, Some(asked), "2026-11-25 09:00");
    assert_eq!(told(&school, "cô Ấm", "2026-11-25 10:00")[0], format!("được trả lời 1 {PLAN}"));
    let am = school.person_id("cô Ấm");
    school.regime.organisation.appointments.retain(|one| one.person != am);
    assert_eq!(told(&school, "cô Ấm", "2026-11-25 10:00"), Vec::<String>::new());
}
