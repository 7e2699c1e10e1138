#![allow(clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use crate::{
    calendar::SchoolCalendar,
    days::Span,
    file_text::{FileText, Passage, Place},
    testing::{day, nam_thanh_calendar},
};

use super::{ContentWarning, Expected, check};

const CLASSES: [&str; 9] = ["3A", "3B", "4A", "4B", "4C", "5A", "5B", "Nhóm 24–36 tháng A", "Nhóm 24–36 tháng B"];

/// A plan as text: lines are paragraphs; between "[bảng" and "]" stand rows with " | " between cells, "<" is merged with the
/// cell to the left, "^" with the one above, and " // " is an end of line in a cell.
fn plan(written: &str) -> FileText {
    let mut passages: Vec<Passage> = Vec::new();
    let (mut number, mut table) = (0, 0);
    let mut row = None;
    for line in written.lines() {
        match (line, row) {
            ("[bảng", _) => (table, row) = (table + 1, Some(0)),
            ("]", _) => row = None,
            (text, None) => {
                number += 1;
                passages.push(Passage { place: Place::Paragraph(number), columns: 1, rows: 1, text: text.to_owned() });
            }
            (cells, Some(before)) => {
                row = Some(before + 1);
                add_row(cells, table, before + 1, &mut passages);
            }
        }
    }
    FileText { passages }
}

fn add_row(cells: &str, table: u32, row: u32, passages: &mut Vec<Passage>) {
    for (column, text) in (1..).zip(cells.split('|')) {
        let covers = |passage: &Passage, wanted: (u32, u32)| match passage.place {
            Place::Cell { table: of, row, column } => {
                of == table
                    && (row..row + passage.rows).contains(&wanted.0)
                    && (column..column + passage.columns).contains(&wanted.1)
            }
            Place::Paragraph(_) => false,
        };
        let covering = |wanted| passages.iter().position(|passage| covers(passage, wanted)).unwrap();
        match text.trim() {
            "<" => {
                let left = covering((row, column - 1));
                passages[left].columns += 1;
            }
            "^" => {
                let above = covering((row - 1, column));
                passages[above].rows += 1;
            }
            text => passages.push(Passage {
                place: Place::Cell { table, row, column },
                columns: 1,
                rows: 1,
                text: text.replace(" // ", "\n"),
            }),
        }
    }
}

fn expected<'a>(calendar: &'a SchoolCalendar, week: u8, class: &'a str) -> Expected<'a> {
    Expected { calendar, week: calendar.week(week), class: Some(class), classes: &CLASSES, plans_each_day: true }
}

fn sentences(written: &str, week: u8, class: &str) -> Vec<String> {
    let calendar = nam_thanh_calendar();
    check(&plan(written), &expected(&calendar, week, class)).iter().map(ContentWarning::sentence).collect()
}

/// Plans made after real ones, each with the week and class whose record it belongs to.
const PLANS: [(&str, u8, &str); 11] = [
    (include_str!("tests/plans/01-tuan-4a.txt"), 12, "4A"),
    (include_str!("tests/plans/02-nha-tre.txt"), 12, "Nhóm 24–36 tháng A"),
    (include_str!("tests/plans/03-doc.txt"), 12, "5A"),
    (include_str!("tests/plans/04-giao-an-ngay.txt"), 12, "4A"),
    (include_str!("tests/plans/05-theo-ngay.txt"), 12, "3A"),
    (include_str!("tests/plans/06-thang-nhieu-tuan.txt"), 12, "4B"),
    (include_str!("tests/plans/07-khong-ngay.txt"), 12, "4A"),
    (include_str!("tests/plans/08-buoi-le.txt"), 17, "4A"),
    (include_str!("tests/plans/09-hai-bang.txt"), 12, "4C"),
    (include_str!("tests/plans/10-bao-cao.txt"), 12, "5B"),
    (include_str!("tests/plans/11-merge.txt"), 12, "5A"),
];

#[test]
fn plans_that_are_right_are_not_warned_about() {
    for (written, week, class) in PLANS {
        assert_eq!(sentences(written, week, class), [""; 0], "{written}");
    }
}

#[test]
fn plans_in_the_record_of_another_week_are_warned_about() {
    let of_another_week = |number: usize| sentences(PLANS[number].0, 14, PLANS[number].2);
    assert_eq!(of_another_week(0), ["Tệp ghi tuần 12 từ 23/11, hồ sơ là tuần 14 (07/12–11/12/2026)."]);
    assert_eq!(of_another_week(1), ["Tệp ghi từ 23/11, lịch tuần 14 là 07/12–11/12/2026."]);
    assert_eq!(of_another_week(2), ["Tệp ghi tuần 12 từ 23/11, hồ sơ là tuần 14 (07/12–11/12/2026)."]);
    assert_eq!(of_another_week(4), ["Tệp ghi tuần 12 từ 23/11, hồ sơ là tuần 14 (07/12–11/12/2026)."]);
    assert_eq!(of_another_week(10), ["Tệp ghi tuần 12 từ 23/11, hồ sơ là tuần 14 (07/12–11/12/2026)."]);
}

#[test]
fn days_of_another_week_are_told_with_those_of_the_calendar() {
    let check = |head: &str, wanted: &[&str]| assert_eq!(sentences(head, 12, "4A"), wanted, "{head}");
    let wrong = "Tệp ghi tuần 12 từ 30/11, lịch là 23/11–27/11/2026.";
    check("KẾ HOẠCH GIÁO DỤC TUẦN 12\nThời gian thực hiện: từ 30/11/2026 đến 04/12/2026", &[wrong]);
    check("TUẦN 12: 30/11 - 4/12/2026", &[wrong]);
    check("Tuần 12 (Từ ngày 30 tháng 11 đến ngày 4 tháng 12)", &[wrong]);
    check("Tuần 12\nTừ 30/11 → 04/12", &[wrong]);
    check("Tuần 12\nThứ Hai 30/11\nThứ Ba 01/12", &[wrong]);
    // As in real files: the end of another week, the year before, an end before the beginning.
    check("Tuần 12 (23/11 - 01/12/2026)", &["Tệp ghi tuần 12 từ 23/11 đến 01/12, lịch là 23/11–27/11/2026."]);
    check("Tuần 12: 19/11/2026-27/11/2026", &["Tệp ghi tuần 12 từ 19/11, lịch là 23/11–27/11/2026."]);
    check("Tuần 12: từ 24/11/2025 đến 28/11/2025", &["Tệp ghi tuần 12 từ 24/11/2025, lịch là 23/11–27/11/2026."]);
    check("Tuần 12: 23/11 – 04/11/2026", &["Tệp ghi tuần 12 từ 23/11 đến 04/11, lịch là 23/11–27/11/2026."]);
    check("Kế hoạch từ 30/11 đến 04/12", &["Tệp ghi từ 30/11, lịch tuần 12 là 23/11–27/11/2026."]);
    check("Kế hoạch tuần 13", &["Tệp ghi tuần 13, hồ sơ là tuần 12 (23/11–27/11/2026)."]);
    // The same numbers may be those of a theme, or of nothing.
    for silent in [
        "Kế hoạch tuần 2",
        "Thời gian: 4 tuần",
        "Tuần 11, 12",
        "từ tuần 9 đến tuần 13",
        "Ngày soạn 30/11/2026",
        "Tỉ lệ 1/3-2/3",
        "7h30-8h00",
    ] {
        check(silent, &[]);
    }
}

#[test]
fn a_week_over_new_year_and_a_week_before_summer_have_their_years() {
    assert_eq!(sentences("Tuần 17 (28/12 - 01/01)", 17, "4A"), [""; 0]);
    let calendar = nam_thanh_calendar();
    let week = calendar.week(30).unwrap();
    let written = format!("Tuần 30: từ {} đến {}", week.monday.format("%d/%m"), week.last_day.format("%d/%m"));
    assert_eq!(sentences(&written, 30, "4A"), [""; 0]);
}

#[test]
fn another_class_is_told() {
    let check = |head: &str, wanted: &[&str]| assert_eq!(sentences(head, 12, "4A"), wanted, "{head}");
    check("Lớp: Mẫu giáo 4B    Chủ đề: Thế giới thực vật", &["Tệp ghi lớp 4B, hồ sơ của lớp 4A."]);
    check("LỚP 5 A", &["Tệp ghi lớp 5A, hồ sơ của lớp 4A."]);
    check("Lớp: 4D", &["Tệp ghi lớp 4D, hồ sơ của lớp 4A."]);
    for silent in [
        "Lớp: 4A và 4B",
        "Lớp: 4 A",
        "Lớp: Nhỡ 1",
        "Trẻ 4-5 tuổi",
        "vào lớp 5A",
        "Mỗi lớp 2 cô",
        "Lớp học 4B\nLớp: 4A",
        "Lớp: ........",
    ] {
        check(silent, &[]);
    }
    assert_eq!(
        sentences("Nhóm 24 - 36 tháng B", 12, "Nhóm 24–36 tháng A"),
        ["Tệp ghi lớp Nhóm 24–36 tháng B, hồ sơ của lớp Nhóm 24–36 tháng A."]
    );
}

#[test]
fn another_school_year_is_told() {
    let check = |head: &str, wanted: &[&str]| assert_eq!(sentences(head, 12, "4A"), wanted, "{head}");
    check("NĂM HỌC: 2025 – 2026", &["Tệp ghi năm học 2025–2026, hồ sơ của năm học 2026–2027."]);
    check("Năm học 2025/26", &["Tệp ghi năm học 2025–2026, hồ sơ của năm học 2026–2027."]);
    for silent in ["Năm học 2026-2027", "Năm học 2026–27; năm học 2025–2026 đạt 98%", "Năm 2025-2026", "năm học mới"]
    {
        check(silent, &[]);
    }
}

#[test]
fn days_without_content_are_told() {
    let plan = |wednesday: &str| {
        format!(
            "Tuần 12 (23/11-27/11/2026)\n[bảng\nHoạt động | Thứ Hai | Thứ Ba | Thứ Tư | Thứ Năm | Thứ Sáu\nSÁNG | < | < | < | < | <\n\
             Học | Toán | Thơ | {wednesday} | Thể dục | Âm nhạc\nChiều | Ôn | Nặn | … | Vệ sinh | Nêu gương\n]"
        )
    };
    assert_eq!(sentences(&plan("Vẽ"), 12, "4A"), [""; 0]);
    assert_eq!(sentences(&plan(""), 12, "4A"), ["Kế hoạch chưa có nội dung cho thứ Tư 25/11."]);
    assert_eq!(sentences(&plan("<"), 12, "4A"), [""; 0], "merged with Tuesday");

    let by_rows = "[bảng\nThứ Hai | Toán\nThứ Ba | \nThứ Tư | Vẽ\nThứ Năm | Thể dục\nThứ Sáu | \n]";
    assert_eq!(sentences(by_rows, 12, "4A"), ["Kế hoạch chưa có nội dung cho thứ Ba 24/11, thứ Sáu 27/11."]);
    let by_paragraphs = "Thứ hai\nToán\nThứ ba\nThơ\nThứ tư\nThứ năm: Thể dục trong lớp\nThứ sáu\nHát";
    assert_eq!(sentences(by_paragraphs, 12, "4A"), ["Kế hoạch chưa có nội dung cho thứ Tư 25/11."]);
    let without_friday = "[bảng\n | Thứ 2 | Thứ 3 | Thứ 4 | Thứ 5\nHọc | Toán | Thơ | Vẽ | Thể dục\n]";
    assert_eq!(sentences(without_friday, 12, "4A"), ["Kế hoạch chưa có nội dung cho thứ Sáu 27/11."]);

    for silent in [
        "[bảng\n | Thứ 2 | Thứ 3, 4 | Thứ 5 | Thứ 6\nHọc | Toán |  | Vẽ | Hát\n]",
        "[bảng\n | Thứ 2 | Thứ 4 | Thứ 6\nMúa | x | x | x\n]",
        "[bảng\nThứ Hai | Thứ Ba | Thứ Tư | Thứ Năm | Thứ Sáu\n]",
        "Thứ Hai | Thứ Ba",
    ] {
        assert_eq!(sentences(silent, 12, "4A"), [""; 0], "{silent}");
    }
}

#[test]
fn a_word_behind_the_colon_of_a_day_is_content() {
    let written = "Giáo án tuần 12, lớp 4A\nThứ hai 23/11: Trò chuyện về cây xanh\nThứ ba 24/11: Vẽ cây\n\
         Thứ tư 25/11 – Hát\nThứ năm 26/11: Toán\nThứ sáu 27/11: Thơ";
    assert_eq!(sentences(written, 12, "4A"), Vec::<String>::new());
    let empty = sentences(&written.replace(": Thơ", ":"), 12, "4A");
    assert!(empty.iter().any(|one| one.contains("thứ Sáu")), "{empty:?}");
}

#[test]
fn a_record_of_no_week_is_asked_for_class_and_year_alone() {
    let calendar = nam_thanh_calendar();
    let text = plan("Năm học 2025-2026\nLớp 4B\nTuần 13: 30/11-04/12/2026");
    let of_year = Expected { week: None, plans_each_day: false, ..expected(&calendar, 12, "4A") };
    let found: Vec<String> = check(&text, &of_year).iter().map(ContentWarning::sentence).collect();
    assert_eq!(found, ["Tệp ghi lớp 4B, hồ sơ của lớp 4A.", "Tệp ghi năm học 2025–2026, hồ sơ của năm học 2026–2027."]);
    let of_school = Expected { class: None, ..of_year };
    assert_eq!(check(&text, &of_school).len(), 1);
}

#[test]
fn a_warning_knows_its_place() {
    let calendar = nam_thanh_calendar();
    let text = plan("KẾ HOẠCH TUẦN 12\nLớp 4A, từ 30/11/2026 đến 04/12/2026");
    let week = calendar.week(12).unwrap();
    assert_eq!(
        check(&text, &expected(&calendar, 12, "4A")),
        [ContentWarning::OtherDays {
            week,
            number: Some(12),
            stated: Span::new(day("2026-11-30"), day("2026-12-04")),
            place: Place::Paragraph(2)
        }]
    );
}
