#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    ids::Id,
    inspection::{Oddity, is_tried_again},
    testing::at,
};

fn name() -> FileName {
    FileName::clean("Giáo án.docx")
}

fn inspected(inspection: Inspection, verdict: Option<HeldVerdict>) -> Inspected {
    let judged = |verdict| Judgement { by: Id::new(uuid::Uuid::from_u128(1)), at: at("2026-11-25 15:00"), verdict };
    Inspected { at: at("2026-11-25 14:20"), inspection, judgement: verdict.map(judged) }
}

#[test]
fn only_the_newest_decision_of_the_last_minutes_was_just_taken() {
    let (by, other) = (Id::new(uuid::Uuid::from_u128(1)), Id::new(uuid::Uuid::from_u128(2)));
    let judgement = Some(Judgement { by, at: at("2026-11-25 15:00"), verdict: HeldVerdict::Released });
    let file = Inspected { at: at("2026-11-25 14:20"), inspection: Inspection::Held(vec![Cause::ProgramLink]), judgement };
    for (person, now, said) in [
        (by, "2026-11-25 15:00", true),
        (by, "2026-11-25 15:10", true),
        (by, "2026-11-25 15:11", false),
        (by, "2026-11-25 14:59", false),
        (other, "2026-11-25 15:00", false),
    ] {
        assert_eq!(file.just_judged(person, at(now)).is_some(), said, "{now}");
    }
    let waiting = Inspected { judgement: None, ..file };
    assert_eq!(waiting.just_judged(by, at("2026-11-25 15:00")), None);
}

#[test]
fn what_can_act_opens_for_others_once_it_was_let() {
    let held = || Inspection::Held(vec![Cause::ProgramLink]);
    let returned = || HeldVerdict::Returned { reason: "Liên kết lạ".to_owned() };
    for (inspection, verdict, opens, judged) in [
        (Inspection::Clean, None, Ok(()), Err(InspectionRefusal::NotHeld)),
        (Inspection::Odd(vec![Oddity::Cut]), None, Ok(()), Err(InspectionRefusal::NotHeld)),
        (held(), None, Err(InspectionRefusal::Held { name: name() }), Ok(())),
        (held(), Some(HeldVerdict::Released), Ok(()), Err(InspectionRefusal::NotHeld)),
        (
            held(),
            Some(returned()),
            Err(InspectionRefusal::Returned { name: name() }),
            Err(InspectionRefusal::Decided { at: at("2026-11-25 15:00") }),
        ),
    ] {
        let file = inspected(inspection, verdict);
        assert_eq!((file.check_open(&name()), file.check_judge(None)), (opens, judged), "{file:?}");
    }
    let again = inspected(held(), Some(returned()));
    assert_eq!(again.check_judge(Some(at("2026-11-25 15:00"))), Ok(()), "whoever has seen the answer may change it");
}

#[test]
fn what_can_act_bears_nothing_out_until_somebody_let_it_be_opened() {
    let held = || Inspection::Held(vec![Cause::Macros, Cause::ProgramLink]);
    let refused = Err(InspectionRefusal::NotAsEvidence { name: name(), why: Cause::Macros });
    for (inspection, verdict, expected) in [
        (Inspection::Clean, None, Ok(())),
        (Inspection::Odd(vec![Oddity::Cut]), None, Ok(())),
        (Inspection::Pending(Interruption::Killed), None, Ok(())),
        (held(), None, refused.clone()),
        (held(), Some(HeldVerdict::Returned { reason: "Liên kết lạ".to_owned() }), refused),
        (held(), Some(HeldVerdict::Released), Ok(())),
    ] {
        let file = inspected(inspection, verdict);
        assert_eq!(file.check_evidence(&name()), expected, "{file:?}");
    }
}

#[test]
fn what_nobody_could_look_into_yet_waits_and_is_nobodys_fault() {
    let file = inspected(Inspection::Pending(Interruption::Killed), None);
    assert!(file.is_kept_from_others() && file.causes().is_empty());
    assert_eq!(file.check_open(&name()), Err(InspectionRefusal::Pending { name: name(), at: at("2026-11-25 14:20") }));
    assert_eq!(file.check_judge(None), Err(InspectionRefusal::NotHeld), "there is nothing to decide yet");
    let told = file.notices(&name());
    assert!(told[0].fact.starts_with("Giáo án.docx đang được kiểm tra: lúc 14:20"), "{}", told[0].fact);
    assert!(told[0].advice.contains("Giờ nộp vẫn giữ nguyên"));
    let (soon, later) = (at("2026-11-25 14:20"), at("2026-11-25 14:21"));
    assert!(!is_tried_again(file.at, soon) && is_tried_again(file.at, later));
    assert!(Interruption::ALL.into_iter().all(|one| Interruption::from_code(one.code()) == Some(one)));
}

#[test]
fn a_long_name_is_told_short_in_each_sentence() {
    let long =
        FileName::clean("Kế hoạch giáo dục tuần 12 chủ đề Gia đình thân yêu của bé theo góp ý của tổ trưởng chuyên môn.docx");
    let told = inspected(Inspection::Held(vec![Cause::ProgramLink]), None).notices(&long);
    assert_eq!(told[0].fact, "Kế hoạch giáo dục tuần 12 chủ đề…chuyên môn.docx đang chờ tổ quản lý phần mềm xem");
    assert_eq!(FileName::clean("Giáo án tuần 12 – Lớp Mẫu giáo nhỡ 4A (2).docx").short().chars().count(), 46, "told whole");
}

#[test]
fn the_sender_reads_what_to_do() {
    let told = |inspection, verdict| inspected(inspection, verdict).notices(&name());
    assert_eq!(told(Inspection::Clean, None), []);
    let odd = told(Inspection::Odd(vec![Oddity::Sealed]), None);
    assert_eq!(odd[0].fact, "Giáo án.docx: tệp đang đặt mật khẩu");
    let held = told(Inspection::Held(vec![Cause::ProgramLink]), None);
    assert_eq!(held[0].fact, "Giáo án.docx đang chờ tổ quản lý phần mềm xem");
    assert!(held[1].advice.contains("nộp phiên bản mới"), "{}", held[1].advice);
    let back = told(Inspection::Held(vec![Cause::Macros]), Some(HeldVerdict::Returned { reason: "Bỏ macro".to_owned() }));
    assert!(back[0].fact.ends_with("trả lại: Bỏ macro"));
    let sentence = Some(HeldVerdict::Returned { reason: "Bỏ macro.".to_owned() });
    assert_eq!(told(Inspection::Held(vec![Cause::Macros]), sentence)[0], back[0], "the page ends the sentence by itself");
}

#[test]
fn a_file_that_was_looked_into_later_did_not_come_with_its_hand_in() {
    let file = inspected(Inspection::Clean, None);
    for (handed_in, came) in [
        ("2026-11-25 13:19", false),
        ("2026-11-25 13:20", true),
        ("2026-11-25 14:20", true),
        // Uploaded before "Nộp" was pressed.
        ("2026-11-25 16:58", true),
    ] {
        assert_eq!(file.came_with(at(handed_in)), came, "{handed_in}");
    }
}
