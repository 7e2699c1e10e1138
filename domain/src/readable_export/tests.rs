#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
use super::*;
use crate::testing::at;

fn pair(name: &str, about: &str) -> (String, String) {
    (name.to_owned(), about.to_owned())
}

#[test]
fn owners_of_one_name_have_folders_of_their_own_that_windows_reads() {
    assert_eq!(owner_name("Lớp 4A", 7), "007-Lop 4A");
    assert_ne!(owner_name("Nguyễn Thị Hoa", 1), owner_name("Nguyễn Thị Hoa", 2));
    assert!(owner_name("Tổ: “Mẫu giáo” 4/5 tuổi, điểm trường thôn Đông rất xa", 3).len() <= MAX_OWNER + 4);
}

#[test]
fn the_first_page_leads_to_every_owner_and_table_and_says_nothing_as_html() {
    let owner = |owner: &str, year: &str| ExportedOwner {
        school_year: year.to_owned(),
        owner: owner.to_owned(),
        page: format!("trang/{year}-{}.html", owner_name(owner, 1)),
        versions: 3,
    };
    let owners = [owner("Lớp 4A", "2025-2026"), owner("Lớp <4B>", "2026-2027")];
    let page = index("Trường Mầm non Hoa Sen", at("2026-11-25 14:20"), &owners, &[pair("people", "cán bộ")]);
    assert!(page.contains("Năm học 2025–2026") && page.contains("Năm học 2026–2027"), "{page}");
    assert!(page.contains("href=\"trang/2025-2026-001-Lop%204A.html\"") && page.contains("href=\"bang/people.csv\""), "{page}");
    assert!(page.contains("Lớp &lt;4B&gt;") && !page.contains("<4B>"), "{page}");
    assert!(!page.contains("http"), "it needs no network");
}

#[test]
fn the_words_say_what_is_there_what_is_not_and_how_to_check() {
    let said = read_me(
        "Trường Mầm non Hoa Sen",
        at("2026-11-25 14:20"),
        (&[pair("people", "cán bộ")], &[pair("sessions", "bí mật của việc đăng nhập")]),
        &[pair("accounts.password_hash", "bí mật của việc đăng nhập")],
    );
    for words in
        ["people.csv: cán bộ", "sessions: bí mật", "accounts.password_hash: bí mật", "certutil -hashfile", "SHA256SUMS.txt"]
    {
        assert!(said.contains(words), "{words}");
    }
    assert_eq!(said.matches('\n').count(), said.matches("\r\n").count(), "line ends of Windows");
}

#[test]
fn a_page_without_records_says_what_is_missing() {
    let page = owner_page("Lớp 4A", "2026-2027", &[], &[pair("Giáo án tuần 1 · Lớp 4A", "Quá hạn")]);
    assert!(page.contains("Lớp 4A, năm học 2026–2027") && page.contains("Giáo án tuần 1 · Lớp 4A: Quá hạn"), "{page}");
    assert!(page.contains("href=\"../index.html\""));
}
