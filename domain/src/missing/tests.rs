#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    obligations::ObligationId,
    refusal::{LatenessRefusal, Refusal},
    testing::{at, nam_thanh},
};

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

/// What is overdue is no dead end for whoever leads: its own page has the words to paste.
#[test]
fn whoever_leads_has_words_for_one_record_that_is_overdue() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-20");
    let facts = school.facts();
    let obligation = facts.open_obligations().find(|one| facts.title(one) == "Giáo án tuần 12 · Lớp 4C").unwrap();
    let words = |facts: &Facts, who: &str, now: &str| {
        reminder_of_record(facts, &facts.actor(school.person_id(who), at(now)), obligation, at(now))
    };
    let message = words(&facts, "cô Ấm", "2026-11-21 08:00").unwrap();
    assert!(message.starts_with("Kính gửi thầy cô "), "{message}");
    assert!(
        message.contains("Tính đến 08:00 thứ Bảy 21/11/2026, Giáo án tuần 12 · Lớp 4C (hạn thứ Sáu 20/11/2026) chưa nộp."),
        "{message}"
    );
    assert_eq!(words(&facts, "cô Nguyệt", "2026-11-21 08:00"), Some(message), "the leadership leads everybody");
    assert_eq!(words(&facts, "cô Ấm", "2026-11-20 08:00"), None, "nothing is overdue yet");
    for who in ["cô Sen", "cô Hoa"] {
        assert_eq!(words(&facts, who, "2026-11-21 08:00"), None, "{who}: whoever owes it, and whoever leads nobody");
    }
    let over = Facts { is_over: true, ..school.facts() };
    assert_eq!(words(&over, "cô Ấm", "2027-08-20 08:00"), None, "nobody can hand it in any more");
}

/// Who has reminded whom is for those who lead: a colleague does not read it, nor does whoever owes the record.
#[test]
fn that_somebody_was_reminded_is_told_to_those_who_lead_alone() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-20");
    let facts = school.facts();
    let plan = facts.open_obligations().find(|one| facts.title(one) == "Giáo án tuần 12 · Lớp 4C").unwrap();
    let other = facts.open_obligations().find(|one| facts.title(one) == "Giáo án tuần 12 · Lớp 4B").unwrap();
    let (am, nguyet) = (school.person_id("cô Ấm"), school.person_id("cô Nguyệt"));
    let noted = |one: &Obligation, by, when: &str| Reminded { obligation: one.id, by, at: at(when) };
    let (once, now) = ([noted(other, nguyet, "2026-11-21 07:30"), noted(plan, am, "2026-11-21 08:00")], at("2026-11-21 09:00"));
    let told = |who: &str, known: &[Reminded]| reminded_words(&facts, &facts.actor(school.person_id(who), now), plan, known, now);
    let words = "Đã nhắc lúc 08:00 ngày 21/11/2026, Lê Thị Ấm".to_owned();
    assert_eq!((told("cô Nguyệt", &once), told("cô Ấm", &once)), (Some(words.clone()), Some(words)));
    let twice = [once[0], once[1], noted(plan, nguyet, "2026-11-21 08:40")];
    let words = told("cô Ấm", &twice).unwrap();
    assert!(words.starts_with("Đã nhắc 2 lần, lần cuối lúc 08:40 ngày 21/11/2026, "), "{words}");
    assert_eq!(told("cô Ấm", &once[..1]), None, "another record");
    for who in ["cô Sen", "cô Hoa", "thầy Định"] {
        assert_eq!(told(who, &twice), None, "{who}");
    }
    // A form that is sent twice notes it once; what somebody else noted meanwhile does not stand in its way.
    assert!(is_noted(&twice[1..], 0, am) && !is_noted(&twice[1..], 1, am) && !is_noted(&[], 0, am));
    let may = |who: &str, now: &str| check_remind(&facts, &facts.actor(school.person_id(who), at(now)), plan, at(now)).map(drop);
    assert_eq!(may("cô Ấm", "2026-11-21 09:00"), Ok(()));
    assert_eq!(may("cô Ấm", "2026-11-20 09:00"), Err(Refusal::from(LatenessRefusal::NothingToRemind)));
    assert_eq!(may("cô Hoa", "2026-11-21 09:00"), Err(Refusal::from(LatenessRefusal::NotYoursToRemind)));
}

/// One press notes the whole message, without what the head owes herself and what has come in since.
#[test]
fn a_message_to_a_department_reminds_of_each_record_in_it_that_is_overdue_still() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-20");
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let facts = school.facts();
    let (shown, now) = (at("2026-11-21 08:00"), at("2026-11-21 09:00"));
    let actor = |who: &str| facts.actor(school.person_id(who), now);
    let found = |who: &str, shown: Timestamp| {
        let found = to_remind(&facts, &actor(who), department, shown, now)?;
        Ok::<_, Refusal>(found.into_iter().map(|(id, _)| facts.title(facts.obligation(id).unwrap())).collect::<Vec<_>>())
    };
    let of_head = found("cô Ấm", shown).unwrap();
    assert!(of_head.iter().any(|title| title == "Giáo án tuần 12 · Lớp 4C"), "{of_head:?}");
    let own = school.person_id("cô Ấm");
    let message = reminder(&facts, department, own, shown).unwrap();
    assert!(of_head.iter().all(|title| message.contains(title.as_str())), "{of_head:?}: {message}");
    assert_eq!(found("cô Ấm", at("2026-11-20 08:00")), Ok(Vec::new()), "a message of the day before told of none");
    let not_theirs = Err(Refusal::from(LatenessRefusal::NotYoursToRemind));
    for who in ["cô Sen", "cô Hoa"] {
        assert_eq!(found(who, shown), not_theirs, "{who}");
    }
    let ids: Vec<ObligationId> =
        to_remind(&facts, &actor("cô Ấm"), department, shown, now).unwrap().into_iter().map(|(id, _)| id).collect();
    let noted = [Reminded { obligation: ids[0], by: own, at: now }];
    assert!(is_noted_since(&noted, ids[0], own, shown) && !is_noted_since(&noted, ids[0], own, at("2026-11-21 10:00")));
    assert!(!is_noted_since(&noted, ids[0], school.person_id("cô Nguyệt"), shown));
    let words = |who: &str, known: &[Reminded]| department_reminded_words(&facts, &actor(who), department, known, now);
    let told = words("cô Nguyệt", &noted).unwrap();
    assert!(told.starts_with("Đã ghi nhắc 1 trong ") && told.ends_with("gần nhất lúc 09:00 ngày 21/11/2026, Lê Thị Ấm"), "{told}");
    assert_eq!((words("cô Ấm", &[]), words("cô Hoa", &noted)), (None, None));
}
