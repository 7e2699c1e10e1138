#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{ids::Id, inspection::Oddity, testing::at};

fn name() -> FileName {
    FileName::clean("Giáo án.docx")
}

fn inspected(inspection: Inspection, verdict: Option<HeldVerdict>) -> Inspected {
    let judged = |verdict| Judgement { by: Id::new(uuid::Uuid::from_u128(1)), at: at("2026-11-25 15:00"), verdict };
    Inspected { at: at("2026-11-25 14:20"), inspection, judgement: verdict.map(judged) }
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
}
