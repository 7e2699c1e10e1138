use super::*;
use crate::{
    ids::Id,
    inspection::{Cause, Interruption, Oddity, Scan, Undecided},
    testing::at,
};

fn file(inspection: Inspection, verdict: Option<HeldVerdict>) -> Inspected {
    let judged = |verdict| Judgement { by: Id::new(uuid::Uuid::from_u128(1)), at: at("2026-11-25 15:00"), verdict };
    Inspected { at: at("2026-11-25 14:20"), inspection, judgement: verdict.map(judged), scan: Scan::NotAsked }
}

#[test]
fn a_reviewer_is_told_what_keeps_a_file_and_whose_turn_it_is() {
    let held = || Inspection::Held(vec![Cause::ProgramLink]);
    let returned = HeldVerdict::Returned { reason: "Liên kết lạ".to_owned() };
    for (inspection, verdict, kept, turn) in [
        (Inspection::Clean, None, None, None),
        (Inspection::Odd(vec![Oddity::Cut]), None, None, Some("Không đọc được đủ thì trả lại")),
        (held(), Some(HeldVerdict::Released), None, Some("Tổ quản lý phần mềm đã xem và cho mở")),
        (held(), None, Some(Kept::Waiting), Some("Đến lượt tổ quản lý phần mềm")),
        (held(), Some(returned), Some(Kept::Returned), Some("Đến lượt thầy cô nộp tệp khác")),
        (Inspection::Pending(Interruption::Killed), None, Some(Kept::Pending), Some("Xong trong ít phút")),
    ] {
        let file = file(inspection, verdict);
        assert_eq!(file.kept(), kept, "{file:?}");
        assert_eq!(file.kept().is_some(), file.is_kept_from_others(), "{file:?}");
        let told = file.notices_for_reviewer(&FileName::clean("Giáo án.docx"));
        assert_eq!(told.is_empty(), turn.is_none(), "{told:?}");
        assert!(told.first().is_none_or(|words| turn.is_some_and(|turn| words.advice.contains(turn))), "{told:?}");
        assert!(told.iter().all(|words| !words.advice.contains("nộp phiên bản mới")), "that is for the sender: {told:?}");
        let others = file.notices_for_others(&FileName::clean("Giáo án.docx"));
        assert_eq!(others.is_empty(), told.is_empty(), "{others:?}");
        let advice = others.first().map(|words| words.advice.as_str()).unwrap_or_default();
        let for_all = ["", "Tổ quản lý phần mềm đã xem và cho mở.", "Máy chủ tự kiểm tra lại trong ít phút."];
        assert!(for_all.iter().any(|words| advice == *words || (!words.is_empty() && advice.starts_with(words))), "{advice}");
    }
}

#[test]
fn a_reviewer_is_told_of_the_virus_scanner_whatever_else_was_found_and_decided() {
    let now = at("2026-11-25 15:30");
    let held = || Inspection::Held(vec![Cause::ProgramLink]);
    let infected = || Scan::Infected { at: now, name: "Doc.Trojan.Hoa-1".to_owned() };
    let undecided = || Scan::Undecided { at: now, why: Undecided::TooLarge };
    for (inspection, verdict, scan, kept, advice) in [
        (Inspection::Clean, None, Scan::Waiting, Some(Kept::Scanning), "Quét xong thì mở và duyệt được"),
        (held(), Some(HeldVerdict::Released), Scan::Waiting, Some(Kept::Scanning), "Quét xong thì mở và duyệt được"),
        (held(), None, Scan::Waiting, Some(Kept::Scanning), "Quét xong thì mở và duyệt được"),
        (Inspection::Clean, None, infected(), Some(Kept::Infected), "Đến lượt thầy cô nộp tệp sạch"),
        (held(), Some(HeldVerdict::Released), infected(), Some(Kept::Infected), "Đến lượt thầy cô nộp tệp sạch"),
        (Inspection::Clean, None, undecided(), Some(Kept::Waiting), "Đến lượt tổ quản lý phần mềm"),
        (held(), None, Scan::Clean { at: now }, Some(Kept::Waiting), "Đến lượt tổ quản lý phần mềm"),
        (Inspection::Clean, None, Scan::Clean { at: now }, None, ""),
    ] {
        let before = file(inspection, verdict);
        let file = Inspected::of(before.at, before.inspection, before.judgement, scan);
        assert_eq!(file.kept(), kept, "{file:?}");
        assert_eq!(file.kept().is_some(), file.is_kept_from_others(), "{file:?}");
        let told = file.notices_for_reviewer(&FileName::clean("Giáo án.docx"));
        assert!(told.first().map_or(advice.is_empty(), |words| words.advice.starts_with(advice)), "{told:?}");
    }
}
