#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::day;

fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
    Table::of_text(text).cleaned().rows.into_iter().map(|row| (row.number, row.cells)).collect()
}

#[test]
fn pasted_text_becomes_rows() {
    let check = |text: &str, wanted: &[(u32, &[&str])]| {
        let wanted: Vec<(u32, Vec<String>)> =
            wanted.iter().map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect();
        assert_eq!(cells(text), wanted, "{text:?}");
    };
    check("Hoa\t4A\nLan\t5A\n", &[(1, &["Hoa", "4A"]), (2, &["Lan", "5A"])]);
    check("\r\nHoa;4A\r\n\r\nLan;5A", &[(2, &["Hoa", "4A"]), (4, &["Lan", "5A"])]);
    check("Hoa,4A\nLan,", &[(1, &["Hoa", "4A"]), (2, &["Lan"])]);
    // A cell with an end of line, with a tab, and with marks written twice.
    check("\"Nguyễn Thị\nHoa\"\t\"giáo\tviên\"\nLan\t5A", &[(1, &["Nguyễn Thị Hoa", "giáo viên"]), (3, &["Lan", "5A"])]);
    check("\"Hoa \"\"Bống\"\"\"\t4A", &[(1, &["Hoa \"Bống\"", "4A"])]);
    // A mark that nothing closes is a letter.
    check("\"Bống\" Hoa\t4A\nLan\t5A", &[(1, &["\"Bống\" Hoa", "4A"]), (2, &["Lan", "5A"])]);
    check("\"Hoa\t4A\nLan\t5A", &[(1, &["\"Hoa", "4A"]), (2, &["Lan", "5A"])]);
    // Letters and marks apart, as on a Mac.
    check("Nguye\u{302}\u{303}n Thi\u{323} Hoa", &[(1, &["Nguyễn Thị Hoa"])]);
    check("", &[]);
    check("\u{feff}Hoa", &[(1, &["Hoa"])]);
}

#[test]
fn a_text_without_end_is_read_to_an_end() {
    let marks = Table::of_text(&"\"a\t".repeat(50_000));
    assert_eq!((marks.rows.len(), marks.rows[0].cells.len()), (1, MAX_CELLS));
    let rows = Table::of_text(&"Hoa\t4A\n".repeat(MAX_ROWS + 1));
    assert_eq!((rows.rows.len(), rows.has_more), (MAX_ROWS, true));
}

#[test]
fn files_of_words() {
    let wide = |text: &str| [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>();
    assert_eq!(text_of("Hoa;Lễ".as_bytes()).unwrap(), "Hoa;Lễ");
    assert_eq!(text_of(&wide("Hoa\tLễ\n")).unwrap(), "Hoa\tLễ\n");
    assert_eq!(text_of(b"Nguye\xe3n Th\xf2").unwrap(), "Nguyeãn Thò");
    assert_eq!(text_of(b"PK\x03\x04\0\0"), None);
}

#[test]
fn days_in_many_ways() {
    let today = day("2026-11-30");
    let check = |typed: &str, wanted: &str| assert_eq!(read_day(typed, ReadDay::OfBirth, today), Ok(Some(day(wanted))), "{typed}");
    for typed in ["12/03/1975", "12/3/1975", "12-3-75", "12.03.1975", "27465", "27465,5", "1975-03-12", "1975-03-12 00:00:00"] {
        check(typed, "1975-03-12");
    }
    for typed in ["ngày 12 tháng 3 năm 1975", "12 / 3 / 1975", "Sinh ngày 12/03/1975"] {
        check(typed, "1975-03-12");
    }
    check("5/6/99", "1999-06-05");
    check("5/6/05", "2005-06-05");
    let begins = |typed: &str| read_day(typed, ReadDay::Beginning, today).unwrap();
    assert_eq!((begins("1/9/26"), begins("1/9/95"), begins("")), (Some(day("2026-09-01")), Some(day("1995-09-01")), None));
    let wrong = |typed: &str| read_day(typed, ReadDay::OfBirth, today).unwrap_err();
    assert_eq!(wrong("31/02/1990"), "“31/02/1990” không có trong lịch. Ghi ngày/tháng/năm, ví dụ 12/03/1975.");
    assert!(wrong("03/25/1975").contains("25/03/1975"));
    assert!(wrong("####").contains("hẹp"));
    assert!(wrong("năm ngoái").contains("chưa phải một ngày"));
    assert!(wrong("12").contains("chưa phải một ngày"));
    assert_eq!(read_year("1975", today), Ok(Some(1975)));
    assert_eq!(read_year("12/03/1975", today), Ok(Some(1975)));
    assert_eq!(read_year("", today), Ok(None));
}
