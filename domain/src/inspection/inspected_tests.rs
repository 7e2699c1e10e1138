#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    ids::Id,
    inspection::{Oddity, Undecided, is_tried_again},
    testing::at,
};

fn name() -> FileName {
    FileName::clean("Giáo án.docx")
}

fn inspected(inspection: Inspection, verdict: Option<HeldVerdict>) -> Inspected {
    let judged = |verdict| Judgement { by: Id::new(uuid::Uuid::from_u128(1)), at: at("2026-11-25 15:00"), verdict };
    Inspected { at: at("2026-11-25 14:20"), inspection, judgement: verdict.map(judged), scan: Scan::NotAsked }
}

#[test]
fn only_the_newest_decision_of_the_last_minutes_was_just_taken() {
    let (by, other) = (Id::new(uuid::Uuid::from_u128(1)), Id::new(uuid::Uuid::from_u128(2)));
    let judgement = Some(Judgement { by, at: at("2026-11-25 15:00"), verdict: HeldVerdict::Released });
    let file = Inspected {
        at: at("2026-11-25 14:20"),
        inspection: Inspection::Held(vec![Cause::ProgramLink]),
        judgement,
        scan: Scan::NotAsked,
    };
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

/// The whole way of a file through the scanner: others open it once it is clean and not before, and whatever was decided.
#[test]
fn nothing_that_the_scanner_has_not_called_clean_opens_for_others() {
    let (before, after) = (at("2026-11-25 14:30"), at("2026-11-25 15:30"));
    let infected = |at| Scan::Infected { at, name: "Doc.Trojan.Hoa-1".to_owned() };
    let too_large = |at| Scan::Undecided { at, why: Undecided::TooLarge };
    let held = || Inspection::Held(vec![Cause::ProgramLink]);
    let released = || Some(HeldVerdict::Released);
    let scanning = || Err(InspectionRefusal::Scanning { name: name() });
    let quarantined = || Err(InspectionRefusal::Infected { name: name() });
    let waits = || Err(InspectionRefusal::Held { name: name() });
    for (inspection, verdict, scan, opens, reads, is_looked_into) in [
        (Inspection::Clean, None, Scan::NotAsked, Ok(()), Ok(()), false),
        (Inspection::Clean, None, Scan::Waiting, scanning(), scanning(), false),
        (Inspection::Clean, None, Scan::Clean { at: after }, Ok(()), Ok(()), false),
        (Inspection::Odd(vec![Oddity::Cut]), None, Scan::Waiting, scanning(), scanning(), false),
        // What can act waits for the scanner first, and for whoever decides then; also where it was let open before.
        (held(), None, Scan::Waiting, scanning(), scanning(), false),
        (held(), released(), Scan::Waiting, scanning(), scanning(), false),
        (held(), None, Scan::Clean { at: after }, waits(), Ok(()), true),
        (held(), released(), Scan::Clean { at: after }, Ok(()), Ok(()), false),
        // Nobody lets open what the scanner knows, before and after.
        (Inspection::Clean, None, infected(after), quarantined(), quarantined(), false),
        (held(), released(), infected(after), quarantined(), quarantined(), false),
        (held(), released(), infected(before), quarantined(), quarantined(), false),
        // What it cannot say of, somebody decides; who decided before it said so did not know.
        (Inspection::Clean, None, too_large(after), waits(), waits(), true),
        (held(), released(), too_large(after), waits(), waits(), true),
        (Inspection::Clean, released(), too_large(before), Ok(()), Ok(()), false),
    ] {
        let Inspected { at, inspection, judgement, .. } = inspected(inspection, verdict);
        let file = Inspected::of(at, inspection, judgement, scan);
        assert_eq!((file.check_open(&name()), file.check_read(&name())), (opens.clone(), reads), "{file:?}");
        assert_eq!((file.is_looked_into(), file.is_kept_from_others()), (is_looked_into, opens.is_err()), "{file:?}");
    }
}

#[test]
fn what_the_scanner_knows_is_released_by_nobody_and_its_sender_reads_what_to_do() {
    let scan = Scan::Infected { at: at("2026-11-25 14:30"), name: "Doc.Trojan.Hoa-1".to_owned() };
    let file = Inspected { scan, ..inspected(Inspection::Clean, None) };
    assert_eq!(file.check_release(), Err(InspectionRefusal::VirusStays));
    assert_eq!(file.check_judge(None), Ok(()), "it is given back");
    let told = file.notices(&name());
    assert_eq!(told[0].fact, "Giáo án.docx đang bị cách ly");
    assert!(told[0].advice.starts_with("Giờ nộp vẫn giữ nguyên"), "{told:?}");
    assert!(told[1].advice.contains("Quét virus máy và USB"), "{told:?}");
    assert!(file.notices_for_others(&name()).iter().all(|words| words.advice.is_empty()));
    let evidence = file.check_evidence(&name());
    assert_eq!(evidence, Err(InspectionRefusal::NotAsEvidence { name: name(), why: Cause::Virus }));
    let large = Scan::Undecided { at: at("2026-11-25 14:30"), why: Undecided::TooLarge };
    assert_eq!(Inspected { scan: large, ..file }.check_release(), Ok(()));
}

#[test]
fn a_file_that_waits_for_the_scanner_is_told_so_beside_what_was_found_in_it() {
    let file = Inspected { scan: Scan::Waiting, ..inspected(Inspection::Odd(vec![Oddity::Sealed]), None) };
    let told = file.notices(&name());
    assert_eq!(told[0].fact, "Giáo án.docx đang được kiểm tra virus");
    assert!(told[0].advice.starts_with("Giờ nộp vẫn giữ nguyên"), "{told:?}");
    assert_eq!(told[1].fact, "Giáo án.docx: tệp đang đặt mật khẩu");
    assert_eq!(file.check_evidence(&name()), Ok(()), "a request does not wait for the scanner");
    assert!(!file.notices_for_others(&name())[0].advice.is_empty(), "nobody has to do anything");
}
