#![allow(clippy::unwrap_used)]
use std::collections::BTreeSet;

use super::*;
use crate::{
    days::Timestamp,
    facts::Facts,
    file_names::FileName,
    files::{FileKind, Sha256, StoredFile},
    inspection::Kept,
    obligations::Verdict,
    people::PersonId,
    permissions::{Actor, Credential, decide_copies, decide_take_copy},
    record_types::Sensitivity,
    submissions::{ClockMark, Composition, Receipt, ReceiptNumber, Submission, SubmissionId},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn stored(name: &str, bytes: u8) -> StoredFile {
    StoredFile { name: FileName::clean(name), size: 1_000, sha256: Sha256::new([bytes; 32]), kind: FileKind::Docx }
}

/// The version that was handed in last, or one before it.
fn version(school: &NamThanh, number: u32, submission: SubmissionId, files: Vec<StoredFile>) -> KnownVersion {
    let kept = vec![None; files.len()];
    let submission = Submission {
        id: submission,
        obligation: id(1, 1),
        version: number,
        person: school.person_id("cô Hoa"),
        received_at: at("2026-11-20 16:40"),
        clock: ClockMark::Believed,
        note: String::new(),
        files,
        composition: Composition::default(),
        receipt: Receipt {
            number: ReceiptNumber { year: 2026, number: 184 },
            verdict: Verdict::OnTime,
            due: Some(day("2026-11-20")),
        },
        withdrawn_at: None,
    };
    KnownVersion { submission, digest: Sha256::new([7; 32]), kept, is_new: true }
}

fn list(school: &NamThanh, records: Vec<CopiedRecord>) -> CopyList {
    let facts = school.facts();
    let hoa = school.person_id("cô Hoa");
    CopyList {
        format: FORMAT,
        school: facts.school.id,
        school_name: facts.school.name.clone(),
        person: hoa,
        person_name: facts.organisation().full_name(hoa),
        made_at: at(NOW),
        kind: CopyKind::All,
        records,
    }
}

/// The plan of 4A with its last version and perhaps another one, as cô Hoa takes it home.
fn plan(school: &mut NamThanh, last: Vec<StoredFile>, old: Option<Vec<StoredFile>>) -> CopiedRecord {
    school.hands_in("cô Hoa", PLAN, "2026-11-20 16:40");
    let obligation = school.obligation(PLAN).clone();
    let newest = obligation.handed_in.as_ref().unwrap().submission;
    let mut versions = vec![version(school, 2, newest, last)];
    versions.extend(old.map(|files| version(school, 1, id(10, 99), files)));
    let facts = school.facts();
    copied_record(&facts, (facts.calendar(), &facts.regime.themes), &obligation, versions)
}

#[test]
fn folders_say_year_semester_and_week_and_old_versions_lie_below() {
    let mut school = nam_thanh();
    let old = vec![stored("Giáo án.docx", 1), stored("Cũ.docx", 3)];
    let record = plan(&mut school, vec![stored("Giáo án.docx", 1), stored("GIAO AN.DOCX", 2)], Some(old));
    let (list, files) = list(&school, vec![record]).arranged(CopyKind::All);
    let folder = "2026-2027/Hoc ky I/Tuan 12/Giao an tuan 12 - Lop 4A";
    let paths: Vec<&str> = files.iter().map(|one| one.path.as_str()).collect();
    let expected = ["Giao an.docx", "GIAO AN (2).DOCX", "Phien ban cu/1/Cu.docx"].map(|name| format!("{folder}/{name}"));
    assert_eq!(paths, expected.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(root_name(&list), "Ban luu - Nguyen Thi Hoa");
    let old = &list.records[0].versions[1].files;
    assert_eq!(old[0].path.as_deref(), Some(expected[0].as_str()), "the same bytes lie there already");
    assert_eq!(CopySize::of(&list, &files), CopySize { records: 1, files: 3, bytes: 3_000 });
}

#[test]
fn every_name_is_one_that_windows_reads() {
    let check = |words: &str, expected: &str| assert_eq!(path_name(words, 40), expected, "{words}");
    check("Kế hoạch tuần 12 · Lớp 4A", "Ke hoach tuan 12 - Lop 4A");
    check("Đợt 1: ảnh/phim.docx", "Dot 1_ anh_phim.docx");
    check(r"..\..\x.docx", "_.._x.docx");
    check("CON.docx", "_CON.docx");
    check("lpt1", "_lpt1");
    check("Lớp 4A. ", "Lop 4A");
    check("\u{202e}xcod.exe", "xcod.exe");
    check("", "tep-khong-ten");
    check("🎉.pdf", "_.pdf");
    check(&format!("{}.docx", "a".repeat(300)), &format!("{}.docx", "a".repeat(35)));
    check(&"b".repeat(300), &"b".repeat(40));
    check("a.một đuôi rất dài", "a.mot duoi rat dai");
}

#[test]
fn no_path_is_longer_than_windows_takes_and_none_leads_out() {
    let mut school = nam_thanh();
    let long = format!("{}.docx", "Kế hoạch ".repeat(40));
    let names = [long.as_str(), long.as_str(), r"..\..\..\windows\system32\x.docx", "../../x.docx", "NUL", "a/../b.docx", "x.exe"];
    let many = || names.iter().zip(1..).map(|(name, number)| stored(name, number)).collect::<Vec<_>>();
    let other = || names.iter().zip(100..).map(|(name, number)| stored(name, number)).collect::<Vec<_>>();
    let mut record = plan(&mut school, many(), Some(other()));
    record.title = "Kế hoạch chăm sóc, nuôi dưỡng ".repeat(10);
    record.stretch = "Chủ đề Gia đình của bé và những người thân yêu".to_owned();
    record.versions[1].version = 9_999;
    let twin = record.clone();
    let mut list = list(&school, vec![record, twin]);
    list.person_name = "Công Tằng Tôn Nữ Thị Phương Thảo Quỳnh Anh Như Ý".to_owned();
    let (list, files) = list.arranged(CopyKind::All);
    let root = root_name(&list);
    let paths: BTreeSet<String> = files.iter().map(|one| format!("{root}/{}", one.path).to_lowercase()).collect();
    assert_eq!(paths.len(), files.len(), "two files of one name");
    assert_eq!(files.len(), 3 * names.len(), "the old version of the second one has the bytes of the first");
    for path in &paths {
        assert!(path.len() <= MAX_PATH && path.is_ascii(), "{path}");
        for part in path.split('/') {
            assert!(!part.is_empty() && part != ".." && !part.ends_with([' ', '.']) && !part.contains(r#"<>:"|?*\"#), "{path}");
        }
    }
}

#[test]
fn what_is_new_is_all_that_no_copy_has_and_what_is_kept_lies_nowhere() {
    let mut school = nam_thanh();
    let mut record = plan(&mut school, vec![stored("a.docx", 1), stored("b.docx", 2)], Some(vec![stored("c.docx", 3)]));
    record.versions[1].is_new = false;
    record.versions[0].files[1].kept = Some(Kept::Waiting);
    let all = list(&school, vec![record]);
    let (new, files) = all.arranged(CopyKind::New);
    assert_eq!(files.iter().map(|one| one.file.name.as_str()).collect::<Vec<_>>(), ["a.docx"]);
    assert_eq!(new.versions(), [(new.records[0].versions[0].submission, 1)]);
    assert_eq!(new.records[0].versions[0].files[1].path, None);
    let mut known = all.clone();
    known.records[0].versions[0].is_new = false;
    assert!(known.arranged(CopyKind::New).0.records.is_empty());
}

#[test]
fn the_page_is_read_without_a_network_and_nothing_in_it_acts() {
    let mut school = nam_thanh();
    let record = plan(&mut school, vec![stored("<script>alert(1)</script> 100% #1.docx", 1)], None);
    let mut list = list(&school, vec![record]);
    list.school_name = "Trường <b>Hoa</b> & \"Sen\"".to_owned();
    let (list, files) = list.arranged(CopyKind::All);
    let page = index_page(&list, &files, LeftOut { sensitive: 2, withdrawn: 0, kept_files: 1, disposed_files: 0 });
    for words in
        ["lang=\"vi\"", "Trường &lt;b&gt;Hoa&lt;/b&gt; &amp; &quot;Sen&quot;", "BN-2026-00184", "hạn 20/11/2026. Đúng hạn."]
    {
        assert!(page.contains(words), "{words} in\n{page}");
    }
    assert!(page.contains("%20100%25%20%231.docx\">"), "{page}");
    assert!(page.contains("2 hồ sơ về sức khỏe") && page.contains("1 tệp đang giữ lại") && !page.contains("đã rút lại"));
    assert!(!page.contains("<script") && !page.contains("http"), "{page}");
}

fn copies(school: &NamThanh, who: &str, last: Option<&str>, holds: bool) -> KnownCopies {
    let (person, facts) = (school.person_id(who), school.facts());
    let copy = |when: &str| PersonalCopy { person, number: 1, at: at(when), kind: CopyKind::All, size: CopySize::default() };
    let versions = facts.obligations.iter().filter_map(|one| Some((person, one.handed_in.as_ref()?.submission)));
    let copied = if holds { versions.collect() } else { BTreeSet::new() };
    KnownCopies { last: last.map(|when| (person, copy(when))).into_iter().collect(), copied }
}

#[test]
fn whoever_has_new_records_and_an_old_copy_is_told_so() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-20 16:40");
    let told = |last: Option<&str>, holds: bool, now: &str| {
        let facts = school.facts();
        let (now, hoa): (Timestamp, PersonId) = (at(now), school.person_id("cô Hoa"));
        uncopied_for_long(&facts, &facts.actor(hoa, now), &copies(&school, "cô Hoa", last, holds), now)
    };
    assert_eq!(told(Some("2026-11-13 08:00"), false, NOW), Some(1));
    assert_eq!(told(Some("2026-11-20 08:00"), false, NOW), None, "the last one is of this week");
    assert_eq!(told(Some("2026-11-13 08:00"), true, NOW), None, "nothing is new");
    assert_eq!(told(None, false, NOW), None, "the first record is of this week");
    assert_eq!(told(None, false, "2026-11-28 08:00"), Some(1));
    let lines = copy_lines(&school.facts(), &copies(&school, "cô Hoa", Some("2026-11-20 08:00"), false), at(NOW));
    assert_eq!(lines.words(), "1/2 người có bản lưu trong 7 ngày", "cô Hoa, and cô Thảo of the same class");
    let told: Vec<(bool, usize)> = lines.lines.iter().map(|one| (one.is_fresh, one.uncopied)).collect();
    assert_eq!(told, [(false, 1), (true, 1)]);
}

fn whether(facts: &Facts, school: &NamThanh, who: &str, title: &str, by: &str) -> Belongs {
    let obligation = facts.obligations.iter().find(|one| facts.title(one) == title).unwrap();
    belongs(facts, &facts.actor(school.person_id(who), at(NOW)), obligation, school.person_id(by))
}

#[test]
fn a_copy_holds_ones_own_and_what_is_ones_duty_and_nothing_that_is_fenced_off() {
    let mut school = nam_thanh();
    let facts = school.facts();
    assert_eq!(whether(&facts, &school, "cô Hoa", PLAN, "cô Hoa"), Belongs::Yes);
    assert_eq!(whether(&facts, &school, "cô Thảo", PLAN, "cô Hoa"), Belongs::Yes, "of the same class");
    assert_eq!(whether(&facts, &school, "cô Ấm", PLAN, "cô Hoa"), Belongs::No, "their head may open it, and it is not hers");
    assert_eq!(whether(&facts, &school, "cô Nguyệt", PLAN, "cô Hoa"), Belongs::No);
    let book = "Sổ theo dõi sức khỏe tuần 13 · Y tế";
    assert_eq!(whether(&facts, &school, "cô Hoà", book, "cô Hoà"), Belongs::Sensitive);
    school.record_type("giao-an").sensitivity = Sensitivity::Child;
    assert_eq!(whether(&school.facts(), &school, "cô Hoa", PLAN, "cô Hoa"), Belongs::Sensitive);
    // Whoever has left takes what they wrote, and nothing of their class.
    let mut left = nam_thanh();
    let hoa = left.person_id("cô Hoa");
    left.regime.organisation.appointments.retain(|one| one.person != hoa);
    let facts = left.facts();
    assert_eq!(whether(&facts, &left, "cô Hoa", PLAN, "cô Hoa"), Belongs::Yes);
    assert_eq!(whether(&facts, &left, "cô Hoa", PLAN, "cô Thảo"), Belongs::No);
}

#[test]
fn a_copy_is_for_oneself_and_the_overview_for_leadership_and_management_team() {
    let school = nam_thanh();
    let facts = school.facts();
    for (who, sees) in [("cô Nguyệt", true), ("cô Vân", true), ("thầy Định", true), ("cô Ấm", false), ("cô Hoa", false)]
    {
        let actor = facts.actor(school.person_id(who), at(NOW));
        assert_eq!(decide_copies(&actor).is_ok(), sees, "{who}");
        assert_eq!(decide_take_copy(&actor, school.person_id("cô Hoa")).is_ok(), who == "cô Hoa", "{who}");
        let unconfirmed = Actor { credential: Credential::ResetUnconfirmed, ..actor };
        assert!(decide_take_copy(&unconfirmed, unconfirmed.person).is_err(), "{who}");
    }
}
