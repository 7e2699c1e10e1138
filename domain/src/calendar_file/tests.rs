#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;

const GOOD: &str = r#"school_year = "2026-2027"
first_week = 2026-09-07
weeks = 35
working_days = ["mon", "tue", "wed", "thu", "fri"]

[[unnumbered]]
monday = 2027-02-08
reason = "Tết Đinh Mùi"
staff_off = true

[[special_days]]
from = 2026-09-01
to = 2026-09-02
kind = "holiday"
name = "Quốc khánh"
"#;

/// The errors of a file, one on a line.
fn errors(file: &str) -> String {
    let errors = parse(file).err().unwrap_or_default();
    errors.iter().map(FileError::to_string).collect::<Vec<_>>().join("\n")
}

/// The good file with one line changed.
fn check(line: &str, instead: &str, wanted: &str) {
    assert!(GOOD.contains(line), "{line}");
    assert_eq!(errors(&GOOD.replacen(line, instead, 1)), wanted, "{line} -> {instead}");
}

/// The good file with lines added at its end, the first of them line 16.
fn check_added(added: &str, wanted: &str) {
    assert_eq!(errors(&format!("{GOOD}{added}")), wanted, "{added}");
}

#[test]
fn defaults() {
    let calendar = parse("school_year = \"2026-2027\"\nfirst_week = 2026-09-07\n").unwrap();
    assert_eq!(calendar.parts(), &CalendarParts::starting("2026-2027", "2026-09-07".parse().unwrap()));
    let calendar = parse(&GOOD.replace("staff_off = true\n", "").replace("to = 2026-09-02\n", "")).unwrap();
    assert!(!calendar.parts().unnumbered[0].staff_off);
    assert_eq!(calendar.parts().special_days[0].span().days().count(), 1);
}

#[test]
fn other_ways_to_write_the_same() {
    let wanted = parse(GOOD).unwrap();
    assert_eq!(parse(&GOOD.replace('\n', "\r\n")).as_ref(), Ok(&wanted));
    assert_eq!(parse(&format!("\u{feff}# Lịch\n{GOOD}")).as_ref(), Ok(&wanted));
    let inline = r#"
        special_days = [{ from = 2026-09-01, to = 2026-09-02, kind = "holiday", name = "Quốc khánh" }]
        unnumbered = [{ monday = 2027-02-08, reason = 'Tết Đinh Mùi', staff_off = true }]
        working_days = ["mon", "tue", "wed", "thu", "fri", "fri"]
        first_week = 2026-09-07
        school_year = "2026-2027"
    "#;
    assert_eq!(parse(inline).as_ref(), Ok(&wanted));
}

#[test]
fn what_is_written_is_read_again() {
    let mut parts = parse(GOOD).unwrap().parts().clone();
    parts.special_days[0].name = "Quốc \"khánh\", 'và'\nbù\\ \u{7f} # không".to_owned();
    parts.unnumbered[0].reason = "\n".to_owned() + &"Tết".repeat(3);
    let calendar = SchoolCalendar::new(parts).unwrap();
    assert_eq!(parse(&to_toml(&calendar)), Ok(calendar));
}

#[test]
fn dates() {
    check("first_week = 2026-09-07", "first_week = 2026-09-08", "dòng 2: first_week: 08/09/2026 là thứ Ba, phải là thứ Hai");
    check("monday = 2027-02-08", "monday = 2027-02-07", "dòng 7: monday: 07/02/2027 là Chủ nhật, phải là thứ Hai");
    check("first_week = 2026-09-07", "first_week = 2027-02-30", "dòng 2: “2027-02-30” không có trong lịch");
    check("to = 2026-09-02", "to = 2026-09-31", "dòng 13: “2026-09-31” không có trong lịch");
    check("to = 2026-09-02", "to = 2026-13-01", "dòng 13: “2026-13-01” không có trong lịch");
    check("to = 2026-09-02", "to = 2027-02-29", "dòng 13: “2027-02-29” không có trong lịch");
    check("to = 2026-09-02", "to = 2026-9-2", "dòng 13: “2026-9-2” không phải là ngày; viết năm-tháng-ngày, như 2026-09-07");
    check("to = 2026-09-02", "to = 02/09/2026", "dòng 13: “02/09/2026” không phải là ngày; viết năm-tháng-ngày, như 2026-09-07");
    let no_date = "phải là ngày không có ngoặc kép, như 2026-09-07";
    check("first_week = 2026-09-07", "first_week = \"2026-09-07\"", &format!("dòng 2: first_week: {no_date}"));
    check("to = 2026-09-02", "to = 2026-09-02T00:00:00", &format!("dòng 13: to: {no_date}"));
    check("to = 2026-09-02", "to = 20260902", &format!("dòng 13: to: {no_date}"));
    check("to = 2026-09-02", "to = 2026-08-31", "dòng 13: to: ngày cuối 31/08/2026 trước ngày đầu 01/09/2026");
    check(
        "monday = 2027-02-08",
        "monday = 2026-08-31",
        "dòng 7: monday: tuần không đánh số 31/08/2026 nằm trước tuần 1 (07/09/2026)",
    );
    check(
        "from = 2026-09-01",
        "from = 2025-09-01",
        "dòng 12: from: 01/09/2025 nằm ngoài năm học (07/09/2026–16/05/2027) quá 60 ngày",
    );
    check("to = 2026-09-02", "to = 9999-12-31", "dòng 13: to: 31/12/9999 nằm ngoài năm học (07/09/2026–16/05/2027) quá 60 ngày");
    check(
        "monday = 2027-02-08",
        "monday = 2027-09-06",
        "dòng 7: monday: 06/09/2027 nằm ngoài năm học (07/09/2026–09/05/2027) quá 60 ngày",
    );
}

#[test]
fn twice_on_one_date() {
    check_added(
        "[[special_days]]\nfrom = 2026-09-02\nkind = \"swap_off\"\nname = \"Hoán đổi\"\n",
        "dòng 17: from: 02/09/2026 ghi nghỉ hai lần, lần kia là “Quốc khánh”",
    );
    check_added(
        "[[special_days]]\nfrom = 2026-09-02\nkind = \"closure\"\nname = \"Bão\"\n\
         [[special_days]]\nfrom = 2026-09-02\nkind = \"closure\"\nname = \"Lụt\"\n",
        "dòng 21: from: 02/09/2026 ghi nghỉ đột xuất hai lần, lần kia là “Bão”",
    );
    check_added("[[special_days]]\nfrom = 2026-09-02\nkind = \"closure\"\nname = \"Bão\"\n", "");
    check_added("[[special_days]]\nfrom = 2026-09-02\nkind = \"makeup\"\nname = \"Bù\"\n", "");
    check_added(
        "[[unnumbered]]\nmonday = 2027-02-08\nreason = \"Tết\"\n",
        "dòng 17: monday: tuần không đánh số 08/02/2027 ghi hai lần",
    );
}

#[test]
fn fields() {
    check("school_year = \"2026-2027\"\n", "", "dòng 1: thiếu trường “school_year”");
    check("first_week = 2026-09-07\n", "", "dòng 1: thiếu trường “first_week”");
    check("reason = \"Tết Đinh Mùi\"\n", "", "dòng 6: thiếu trường “reason”");
    check("from = 2026-09-01\n", "", "dòng 11: thiếu trường “from”");
    check("kind = \"holiday\"\n", "", "dòng 11: thiếu trường “kind”");
    check("name = \"Quốc khánh\"", "name = \"\"", "dòng 15: name: còn để trống");
    check(
        "kind = \"holiday\"",
        "kind = \"Holiday\"",
        "dòng 14: không có loại ngày “Holiday”; chọn holiday, swap_off, makeup hoặc closure",
    );
    check(
        "name = \"Quốc khánh\"",
        "note = \"x\"\nname = \"Quốc khánh\"",
        "dòng 15: không có trường “note”; có thể ghi from, to, kind, name",
    );
    check("staff_off = true", "staff_of = true", "dòng 9: không có trường “staff_of”; có thể ghi monday, reason, staff_off");
    check_added(
        "[holidays]\nfrom = 2026-09-01\n",
        "dòng 16: không có trường “holidays”; có thể ghi school_year, first_week, weeks, semester_2_starts_in_week, \
         working_days, unnumbered, special_days",
    );
    check("weeks = 35", "weeks = 35\nweeks = 36", "dòng 4: trường “weeks” ghi hai lần");
}

#[test]
fn types() {
    check("weeks = 35", "weeks = \"35\"", "dòng 3: weeks: phải là số nguyên");
    check("weeks = 35", "weeks = 35.0", "dòng 3: weeks: phải là số nguyên");
    check("weeks = 35", "weeks = 0", "dòng 3: weeks: số tuần là 0, phải từ 1 đến 53");
    check("weeks = 35", "weeks = 300", "dòng 3: weeks: số tuần là 300, phải từ 1 đến 53");
    check("weeks = 35", "weeks = -1", "dòng 3: weeks: số tuần là -1, phải từ 1 đến 53");
    check(
        "weeks = 35",
        "semester_2_starts_in_week = 99",
        "dòng 3: semester_2_starts_in_week: học kỳ II từ tuần 99, phải từ tuần 2 đến tuần 53",
    );
    check("school_year = \"2026-2027\"", "school_year = 2026", "dòng 1: school_year: phải là chữ trong ngoặc kép");
    check("name = \"Quốc khánh\"", "name = Quốc khánh", "dòng 15: “Quốc khánh” phải đặt trong ngoặc kép");
    check("staff_off = true", "staff_off = \"true\"", "dòng 9: staff_off: phải là true hoặc false");
    check("\"tue\"", "\"T3\"", "dòng 4: không có thứ “T3”; chọn trong mon, tue, wed, thu, fri, sat, sun");
    let weekdays = "phải là danh sách thứ, như [\"mon\", \"tue\"]";
    check("\"tue\"", "2", &format!("dòng 4: working_days: {weekdays}"));
    let all = "[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]";
    check(all, "\"mon-fri\"", &format!("dòng 4: working_days: {weekdays}"));
    check(all, "[]", "dòng 4: working_days: cần ít nhất một ngày làm việc trong tuần");
    check(
        "[[unnumbered]]",
        "[unnumbered]",
        "dòng 6: unnumbered: phải viết thành từng mục trong hai ngoặc vuông, như [[special_days]]",
    );
}

#[test]
fn a_broken_shape_is_told_alone() {
    let unreadable = "không đọc được; mỗi dòng viết: trường = giá trị";
    check("[[special_days]]", "[[special_days]", &format!("dòng 11: {unreadable}"));
    check("weeks = 35", "weeks 35", &format!("dòng 3: {unreadable}"));
    check("name = \"Quốc khánh\"", "name = \"Quốc khánh", &format!("dòng 15: {unreadable}"));
    assert_eq!(errors("xin chào"), format!("dòng 1: {unreadable}"));
    assert_eq!(errors(""), "dòng 1: thiếu trường “school_year”\ndòng 1: thiếu trường “first_week”");
}

#[test]
fn everything_wrong_is_told_at_once_in_the_order_of_the_lines() {
    let file = GOOD
        .replace("first_week = 2026-09-07", "first_week = 2026-09-31")
        .replace("weeks = 35", "week = 35")
        .replace("monday = 2027-02-08", "monday = 2027-02-09")
        .replace("to = 2026-09-02", "to = 2026-08-31")
        + "[[special_days]]\nfrom = 2026-10-01\nkind = \"storm\"\n";
    assert_eq!(
        errors(&file),
        "dòng 2: “2026-09-31” không có trong lịch\n\
         dòng 3: không có trường “week”; có thể ghi school_year, first_week, weeks, semester_2_starts_in_week, \
         working_days, unnumbered, special_days\n\
         dòng 7: monday: 09/02/2027 là thứ Ba, phải là thứ Hai\n\
         dòng 13: to: ngày cuối 31/08/2026 trước ngày đầu 01/09/2026\n\
         dòng 16: thiếu trường “name”\n\
         dòng 18: không có loại ngày “storm”; chọn holiday, swap_off, makeup hoặc closure"
    );
}
