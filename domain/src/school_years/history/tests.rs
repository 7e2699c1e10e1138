#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    calendar::{CalendarParts, SpecialDay, UnnumberedWeek},
    testing::{at, day, nam_thanh, nam_thanh_calendar},
};

fn change(lines: Vec<String>, document: &str, when: &str) -> CalendarChange {
    let by = Some(nam_thanh().person_id("cô Nguyệt"));
    CalendarChange { at: at(when), by, document: document.to_owned(), lines, renamed: None }
}

#[test]
fn every_line_of_the_log_has_words() {
    let before = nam_thanh_calendar().parts().clone();
    let mut after = CalendarParts { weeks: 34, ..before.clone() };
    after.working_days = after.working_days.with(chrono::Weekday::Sat);
    let special = |from: &str, to: &str, kind, name: &str| SpecialDay { from: day(from), to: day(to), kind, name: name.to_owned() };
    after.special_days.push(special("2026-11-28", "2026-11-28", SpecialDayKind::Makeup, "làm bù thứ Hai"));
    after.special_days.push(special("2026-11-30", "2026-12-01", SpecialDayKind::Closure, "Bão số 13"));
    after.unnumbered.push(UnnumberedWeek { monday: day("2026-12-14"), reason: "lũ lớn".to_owned(), staff_off: true });
    after
        .unnumbered
        .push(UnnumberedWeek { monday: day("2026-12-21"), reason: "thi giáo viên giỏi".to_owned(), staff_off: false });
    let organisation = nam_thanh().regime.organisation;
    let told = |lines| calendar_history(&[change(lines, "", "2026-11-25 14:20")], &organisation)[0].words.clone();
    let forth = told(after.changes_from(&before));
    let wanted = [
        "Số tuần: 34, trước đây là 35.",
        "Ngày làm việc: thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu, thứ Bảy, trước đây là thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu.",
        "Thêm tuần không đánh số, nghỉ, từ thứ Hai 14/12/2026: lũ lớn.",
        "Thêm tuần không đánh số, vẫn làm việc, từ thứ Hai 21/12/2026: thi giáo viên giỏi.",
        "Thêm làm bù thứ Bảy 28/11/2026: làm bù thứ Hai.",
        "Thêm nghỉ đột xuất từ 30/11/2026 đến 01/12/2026: Bão số 13.",
    ];
    assert_eq!(forth, wanted);
    let back = told(before.changes_from(&after));
    assert_eq!(back.len(), forth.len());
    assert!(back.iter().any(|words| words == "Bỏ làm bù thứ Bảy 28/11/2026: làm bù thứ Hai."), "{back:?}");
    // What an older program wrote otherwise is not lost.
    assert_eq!(told(vec!["+ 2026-13-01 lạ".to_owned(), "lạ".to_owned()]), ["Thêm 2026-13-01 lạ.", "lạ"]);
}

#[test]
fn the_newest_stands_first_and_a_save_without_a_change_is_left_out() {
    let organisation = nam_thanh().regime.organisation;
    let storm = vec!["+ 2026-11-06 closure Bão số 13".to_owned()];
    let mut changes = vec![
        change(Vec::new(), "", "2026-08-20 08:00"),
        change(Vec::new(), "", "2026-08-21 08:00"),
        change(storm, "CV 12/SGDĐT", "2026-11-05 20:00"),
    ];
    changes.push(CalendarChange { by: None, renamed: Some("2026-2027".to_owned()), ..change(Vec::new(), "", "2026-11-06 08:00") });
    let told = calendar_history(&changes, &organisation);
    let lines: Vec<_> = told.iter().map(|one| (one.words.join(" "), one.document.as_str())).collect();
    let wanted = [
        ("Đổi tên thành năm học 2026–2027.", ""),
        ("Thêm nghỉ đột xuất thứ Sáu 06/11/2026: Bão số 13.", "CV 12/SGDĐT"),
        ("Lập lịch năm học.", ""),
    ];
    assert_eq!(lines, wanted.map(|(words, document)| (words.to_owned(), document)));
    assert_eq!(told[0].who, "chương trình");
    assert!(told[1].who.ends_with("Nguyệt"), "{}", told[1].who);
}
