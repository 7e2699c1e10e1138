//! Plans as teachers hand them in, as pages to be read by people.

use std::{fs, path::PathBuf};

use domain::{
    content_check::{self, ContentWarning, Expected},
    testing::nam_thanh_calendar,
};
use unicode_normalization::UnicodeNormalization;

use super::made::read_bytes;
use crate::reading::html;

/// One of the samples; a Mac has written the name of one of them in letters and marks apart.
fn sample(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/samples");
    let mut files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let is_wanted = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().nfc().eq(name.chars());
    fs::read(files.find(is_wanted).unwrap()).unwrap()
}

fn page(name: &str) -> String {
    html::document(&read_bytes(sample(name)).unwrap(), "/anh/").unwrap()
}

#[test]
fn a_weekly_plan_is_a_page() {
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("weekly_plan", page("ke-hoach-tuan-12-ghi-sai-ngay.docx"));
    });
}

#[test]
fn the_same_bytes_have_the_same_places() {
    let long = page("ke-hoach-tuan-12-lop-4A-dai.docx");
    assert_eq!(long, page("ke-hoach-tuan-12-lop-4A-dai.docx"));
    let mut ids: Vec<&str> = long.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), all > 1_000), (all, true));
}

/// What the plan says of itself that the record of this class in week 12 does not.
fn warnings(name: &str, class: &str) -> Vec<String> {
    let calendar = nam_thanh_calendar();
    let expected = Expected {
        calendar: &calendar,
        week: calendar.week(12),
        class: Some(class),
        classes: &["3A", "3B", "4A", "4B", "5A"],
        plans_each_day: true,
    };
    let text = read_bytes(sample(name)).unwrap().text();
    content_check::check(&text, &expected).iter().map(ContentWarning::sentence).collect()
}

#[test]
fn plans_are_checked_against_their_records() {
    let right = [
        ("ke-hoach-tuan-12-lop-4A.docx", "4A"),
        ("ke-hoach-tuan-12-lop-4A-dai.docx", "4A"),
        ("Giáo án tuần 12 – Lớp Mẫu giáo bé (cô Hoà).docx", "3A"),
    ];
    for (name, class) in right {
        assert_eq!(warnings(name, class), [""; 0], "{name}");
    }
    let wrong_days = "Tệp ghi tuần 12 từ 30/11, lịch là 23/11–27/11/2026.";
    assert_eq!(warnings("ke-hoach-tuan-12-ghi-sai-ngay.docx", "4B"), [wrong_days]);
    let wrong_class = "Tệp ghi lớp 4B, hồ sơ của lớp 4A.";
    assert_eq!(warnings("ke-hoach-tuan-12-ghi-sai-ngay.docx", "4A"), [wrong_days, wrong_class]);
}
