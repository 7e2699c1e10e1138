#![allow(clippy::unwrap_used)]
use super::*;
use crate::{
    handovers::{Handed, HandoverSignature, Leaving, SignedWay},
    locks::{Post, Signature},
    people::Appointment,
    registers::{EntryStep, Said},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn told(school: &NamThanh, who: &str, handovers: &[Handover], findings: usize) -> Vec<String> {
    let facts = school.facts();
    let actor = facts.actor(school.person_id(who), at(NOW));
    let lines = attention(&facts, &actor, handovers, findings, &KnownEntries::default(), at(NOW));
    lines.iter().map(|line| format!("{}. {}", line.words.fact, line.words.advice)).collect()
}

#[test]
fn both_sides_of_a_handover_read_what_goes_to_whom_until_they_have_signed() {
    let school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let mut handover = Handover {
        id: id(40, 1),
        number: 1,
        of: hoa,
        last: day("2026-11-27"),
        leaving: Leaving::School,
        words: String::new(),
        confirmed: Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: at(NOW) },
        items: vec![Handed { position: Position::Teacher(school.class("4A")), to: Some(thao) }],
        signatures: Vec::new(),
    };
    let items = "Từ ngày 28/11/2026, giáo viên lớp 4A: cô Thảo nhận.";
    assert_eq!(told(&school, "cô Hoa", &[handover.clone()], 0), [format!("Biên bản bàn giao của mình chờ ký. {items}")]);
    assert_eq!(told(&school, "cô Thảo", &[handover.clone()], 0), [format!("Nhận bàn giao từ cô Hoa, biên bản chờ ký. {items}")]);
    assert!(told(&school, "cô Mơ", &[handover.clone()], 0).is_empty());
    handover.signatures.push(HandoverSignature { person: thao, way: SignedWay::Here, by: thao, at: at(NOW) });
    assert!(told(&school, "cô Thảo", &[handover], 0).is_empty());
}

#[test]
fn whoever_is_away_reads_until_when_and_who_stands_in() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Thảo", ("2026-11-25", "2026-12-08"), "2026-11-25 07:00");
    let line = "Cô đang nghỉ đến hết 08/12/2026, cô Thảo dạy thay. Hồ sơ đến hạn những ngày này do cô Thảo nộp. Đi làm lại sớm thì \
                báo ban giám hiệu ghi.";
    assert_eq!(told(&school, "cô Hoa", &[], 0), [line]);
    assert!(told(&school, "cô Thảo", &[], 0).is_empty());
    school.is_back(school.absences[0].id, "2026-11-25 08:00");
    assert!(told(&school, "cô Hoa", &[], 0).is_empty());
}

#[test]
fn what_is_to_be_mended_and_who_was_named_lately() {
    let mut school = nam_thanh();
    assert!(told(&school, "cô Mơ", &[], 2)[0].starts_with("2 điều về tài khoản chờ xử lý."));
    let named = |from: &str, school: &NamThanh| Appointment {
        person: school.person_id("cô Mơ"),
        position: Position::ManagementTeam,
        from: day(from),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    };
    let lately = named("2026-11-20", &school);
    school.regime.organisation.appointments.push(lately);
    assert!(told(&school, "cô Mơ", &[], 0)[0].starts_with("Ở trong tổ quản lý phần mềm từ ngày 20/11/2026."));
    school.regime.organisation.appointments.pop();
    let long_ago = named("2026-11-01", &school);
    school.regime.organisation.appointments.push(long_ago);
    assert!(told(&school, "cô Mơ", &[], 0).is_empty());
}

/// Cô Vân has opened a case about cô Hoa, and cô Hạnh is to advise about it.
#[test]
fn a_case_waits_for_the_person_then_the_adviser_then_the_principal_and_its_words_stay_on_its_page() {
    let school = nam_thanh();
    let facts = school.facts();
    let (hoa, van, hanh) = (school.person_id("cô Hoa"), school.person_id("cô Vân"), school.person_id("cô Hạnh"));
    let said = [
        ("what", "Nộp thiếu giáo án".to_owned()),
        ("who", hoa.to_string()),
        ("adviser", hanh.to_string()),
        ("answer_by", "30/11/2026".to_owned()),
    ];
    let said: Said = said.map(|(column, words)| (column.to_owned(), words)).into();
    let entry = |(number, state): (u32, &str)| {
        let (at, words) = (at("2026-11-25 08:00"), "Nhắc riêng".to_owned());
        let step = EntryStep { number, by: van, at, state: state.to_owned(), words };
        let (id, register, said) = (id(31, 1), RegisterKind::Violations, said.clone());
        EntryLine { id, register, year: 2026, number: 4, by: van, at, said, version: 1, written_by: van, step }
    };
    let told = |who: &str, secret: EntryLine| -> Vec<String> {
        let actor = facts.actor(school.person_id(who), at(NOW));
        let known = KnownEntries { secret: vec![secret], ..KnownEntries::default() };
        attention(&facts, &actor, &[], 0, &known, at(NOW)).into_iter().map(|line| line.words.fact).collect()
    };
    let all = |(number, state): (u32, &str)| {
        ["cô Hoa", "cô Hạnh", "cô Nguyệt", "cô Vân", "cô Thảo", "thầy Định"].map(|who| told(who, entry((number, state))).len())
    };
    assert_eq!(told("cô Hoa", entry((1, "opened"))), ["Vụ việc số 4/2026 chờ mình giải trình"]);
    assert_eq!(all((1, "opened")), [1, 0, 0, 0, 0, 0]);
    assert_eq!(told("cô Hạnh", entry((2, "answered"))), ["Vụ việc số 4/2026 chờ mình tham mưu"]);
    assert_eq!(told("cô Nguyệt", entry((3, "advised"))), ["Vụ việc số 4/2026 chờ quyết định"]);
    assert_eq!(all((3, "advised")), [0, 0, 1, 0, 0, 0]);
    // That it was decided is told to the person; what was said is read on its page alone.
    let decided = KnownEntries { own: vec![entry((4, "cleared"))], ..KnownEntries::default() };
    let lines = attention(&facts, &facts.actor(hoa, at(NOW)), &[], 0, &decided, at(NOW));
    let words: Vec<String> = lines.iter().map(|line| format!("{}. {}", line.words.fact, line.words.advice)).collect();
    assert_eq!(words, ["Vụ việc số 4/2026: không vi phạm. Mở ra để đọc."]);
}

#[test]
fn records_that_are_in_no_copy_for_a_week_are_told_to_whose_they_are() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 12 · Lớp 4A", "2026-11-18 14:20");
    let facts = school.facts();
    let told = |who: &str| {
        let actor = facts.actor(school.person_id(who), at(NOW));
        copy_line(&facts, &actor, &KnownCopies::default(), at(NOW)).map(|line| (line.words.fact, line.way))
    };
    let line = ("1 hồ sơ chưa có trong bản lưu cá nhân".to_owned(), Way::PersonalCopy);
    assert_eq!(told("cô Hoa"), Some(line));
    assert_eq!(told("cô Mơ"), None);
}
