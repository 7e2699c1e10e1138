#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    people::Organisation,
    tables::MAX_ROWS,
    testing::{day, nam_thanh},
};

const TODAY: &str = "2026-11-30";

/// "row name honorific year phone jobs from: problems"
fn told(line: &ListLine) -> String {
    let jobs: Vec<String> = line.jobs.iter().map(|(post, place)| format!("{post}/{place}")).collect();
    let problems: Vec<String> = line.problems.iter().map(|one| format!(" [{}: {}]", one.column.words(), one.words)).collect();
    format!(
        "{} {} {} {} {} {} {}{}",
        line.number,
        line.person_name(true).map_or_else(|| "?".to_owned(), |name| name.to_string()),
        line.honorific.map_or("?", |one| one.code()),
        line.birth_year.map_or_else(|| "-".to_owned(), |year| year.to_string()),
        line.phone.as_ref().map_or_else(|| "-".to_owned(), |phone| phone.as_str().to_owned()),
        jobs.join(" "),
        line.from.map_or_else(|| "-".to_owned(), |day| day.to_string()),
        problems.concat()
    )
}

fn read_text(text: &str) -> Vec<String> {
    let organisation = nam_thanh().regime.organisation;
    let (table, _) = readable(Table::of_text(text), false);
    read(&table, &organisation, day(TODAY)).1.iter().map(told).collect()
}

/// The rows of `danh-sach-nhan-su.xlsx` as a spreadsheet copies them.
const SAMPLE: &str = "Họ và tên\tNgày sinh\tChức vụ\tTổ\tLớp\tĐiện thoại\tTừ ngày\n\
    Nguyễn Thị Minh Nguyệt\t12/03/1975\tHiệu trưởng\tBan giám hiệu\t\t0912000001\t01/09/2020\n\
    Trần Thị Đào\t05/07/1980\tPhó hiệu trưởng\tBan giám hiệu\t\t0912000002\t01/09/2021\n\
    Lê Thị Ấm\t20/11/1988\tTổ trưởng\tMẫu giáo 4–5 tuổi\t4A\t0912000003\t01/09/2022\n\
    Nguyễn Thị Hoa\t01/01/1990\tGiáo viên\tMẫu giáo 4–5 tuổi\t4A\t0912000004\t01/09/2023\n\
    Nguyễn Thị Hoa\t15/06/1995\tGiáo viên\tNhà trẻ\tNT1\t0912000005\t15/10/2026\n\
    Đỗ Văn Yên\t09/09/1979\tKế toán\tVăn phòng\t\t0912000006\t01/01/2019\n\
    Phạm Thị Hoà\t30/04/1992\tY tế học đường\tVăn phòng\t\t\t01/09/2024\n";

#[test]
fn the_sample_list_is_read_to_its_last_row() {
    assert_eq!(
        read_text(SAMPLE),
        [
            "2 Nguyễn Thị Minh Nguyệt co 1975 0912000001 principal/ 2020-09-01",
            "3 Trần Thị Đào co 1980 0912000002 vice-principal/ 2021-09-01",
            "4 Lê Thị Ấm co 1988 0912000003 head/Mẫu giáo 4–5 tuổi teacher/4A 2022-09-01",
            "5 Nguyễn Thị Hoa co 1990 0912000004 teacher/4A 2023-09-01",
            "6 Nguyễn Thị Hoa co 1995 0912000005 teacher/NT1 2026-10-15",
            "7 Đỗ Văn Yên thay 1979 0912000006 section-holder/Kế toán 2019-01-01",
            "8 Phạm Thị Hoà co 1992 - section-holder/Y tế 2024-09-01",
        ]
    );
}

#[test]
fn columns_stand_in_any_order_under_any_words_and_titles() {
    let check = |text: &str, wanted: &[&str]| assert_eq!(read_text(text), wanted, "{text}");
    // Title rows, a number, the name in two columns, rows of numbers, departments between, a sum and places to sign.
    check(
        "UBND PHƯỜNG AN BIÊN\t\t\t\t\nTRƯỜNG MẦM NON NAM THANH\n\nDANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN NĂM HỌC 2026-2027\n\
         STT\tHọ đệm\tTên\tGiới tính\tNăm sinh\tChức danh\tNhóm/lớp\tSĐT\tTrình độ\n\
         (1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)\t(9)\n\
         I. BAN GIÁM HIỆU\t\t\t\t\n\
         1\tNguyễn Thị Minh\tNguyệt\tNữ\t1975\tHT\t\t912000001\tĐH\n\
         Tổ Nuôi dưỡng\t\t\t\t\n\
         2\tVũ Đình\tNam\tNam\t1980\tCấp dưỡng\t\t\tTC\n\
         Tổng cộng: 2 người\n\t\t\t\t\tHiệu trưởng\n",
        &["8 Nguyễn Thị Minh Nguyệt co 1975 0912000001 principal/ -", "10 Vũ Đình Nam thay 1980 - member/Nuôi dưỡng -"],
    );
    check(
        "Điện thoại;Lớp phụ trách;Chức vụ;Ngày tháng năm sinh;Họ, chữ đệm và tên\n0912.000.004;4A;GV;1/1/90;Nguyễn Thị Hoa\n",
        &["2 Nguyễn Thị Hoa co 1990 0912000004 teacher/4A -"],
    );
    // A cell that holds for the rows below, and the head once more on the second page.
    check(
        "Họ tên\tTổ\tChức vụ\nLê Thị Ấm\tMẫu giáo 4-5 tuổi\tTổ trưởng\nHoàng Thị Cúc\t\tTổ phó\nHọ tên\tTổ\tChức vụ\nBùi Thị Lan\tMẫu giáo 5-6 tuổi\tTTCM\n",
        &[
            "2 Lê Thị Ấm co - - head/Mẫu giáo 4-5 tuổi -",
            "3 Hoàng Thị Cúc co - - deputy-head/Mẫu giáo 4-5 tuổi -",
            "5 Bùi Thị Lan co - - head/Mẫu giáo 5-6 tuổi -",
        ],
    );
}

#[test]
fn names_and_letters_of_all_kinds() {
    let check = |text: &str, wanted: &[&str]| assert_eq!(read_text(text), wanted, "{text}");
    check(
        "Họ tên\tLớp\nNGUYỄN VĂN NAM\t4A\nnguyễn thị hoa\t4B",
        &["2 Nguyễn Văn Nam thay - - teacher/4A -", "3 Nguyễn Thị Hoa co - - teacher/4B -"],
    );
    // VNI, TCVN3 and letters with their marks apart.
    check("Hoï vaø teân\tLôùp\nNguyeãn Thò Hoa\t4A", &["2 Nguyễn Thị Hoa co - - teacher/4A -"]);
    check("Hä vµ tªn\tLíp\nNguyÔn ThÞ Hoa\t4A", &["2 Nguyễn Thị Hoa co - - teacher/4A -"]);
    check(
        "Ho\u{323} te\u{302}n\tLo\u{31b}\u{301}p\nNguye\u{302}\u{303}n Thi\u{323} Hoa\t4A",
        &["2 Nguyễn Thị Hoa co - - teacher/4A -"],
    );
    // Neither the column nor the name tells whether it is cô or thầy.
    check(
        "Họ tên\tGiới tính\tLớp\nTrần Thu Thảo\t\t4A\nLê An\tx\t4B",
        &[
            "2 Trần Thu Thảo ? - - teacher/4A -",
            "3 Lê An ? - - teacher/4B - [Giới tính: “x” chưa rõ là cô hay thầy. Ghi nam, nữ, cô hoặc thầy.]",
        ],
    );
}

#[test]
fn what_is_wrong_names_row_column_and_cause() {
    assert_eq!(
        read_text(
            "Họ tên\tNgày sinh\tLớp\tĐiện thoại\tTừ ngày\nNguyễn Thị Hoa\t31/02/1990\t4A\t12\thôm qua\n123\t2020\t4A\t\t\n\t1990\t4A\t\t\n"
        ),
        [
            "2 Nguyễn Thị Hoa co - - teacher/4A - [Ngày sinh: “31/02/1990” không có trong lịch. Ghi ngày/tháng/năm, ví dụ 12/03/1975.] \
             [Điện thoại: “12” chưa phải số điện thoại. Ghi một số có 10 chữ số, ví dụ 0912 000 001; không rõ thì để trống.] \
             [Từ ngày: “hôm qua” chưa phải một ngày. Ghi ngày/tháng/năm, ví dụ 12/03/1975.]",
            "3 ? ? - - teacher/4A - [Họ tên: Họ và tên có chữ không đọc được. Gõ lại bằng bàn phím.] \
             [Ngày sinh: Năm sinh 2020 có lẽ gõ nhầm; nhận từ 1930 đến 2011.]",
            "4 ? ? 1990 - teacher/4A - [Họ tên: Họ và tên còn để trống.]",
        ]
    );
}

// The preview.

fn look(text: &str, answers: &[(&str, &str)], organisation: &Organisation) -> ListPreview {
    let answers = Answers::of_pairs(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    preview(Table::of_text(text), &answers, organisation, day(TODAY))
}

fn fates(preview: &ListPreview, organisation: &Organisation) -> Vec<String> {
    let fate = |line: &PreviewLine| match &line.fate {
        Fate::Add(settled) => {
            format!("add {} {}: {}", settled.honorific.word(), settled.name, organisation.titles(&settled.positions))
        }
        Fate::Change(_, settled) => format!(
            "change {}: {} {:?} {}",
            settled.name,
            organisation.titles(&settled.positions),
            settled.birth_year,
            settled.phone.as_ref().map_or("", |phone| phone.as_str())
        ),
        Fate::Unchanged(_) => "unchanged".to_owned(),
        Fate::LeftOut => "left out".to_owned(),
        Fate::Asked => "asked".to_owned(),
        Fate::Wrong(problems) => problems.iter().map(|one| one.words.clone()).collect::<Vec<_>>().join(" "),
    };
    preview.lines.iter().map(|line| format!("{} {}", line.line.number, fate(line))).collect()
}

#[test]
fn whoever_may_be_there_already_is_asked_about() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let list = "Họ tên\tNăm sinh\tLớp\tĐiện thoại\n\
        Vũ Thị Đào\t1991\t4B\t0912000007\n\
        Vũ Thị Đào\t1991\t4B\t0912000007\n\
        Trịnh Thị Mơ\t\t5C\t\n\
        Tạ Thị Yến\t2000\t5D\t\n\
        Lê Lan Anh\t\t5A\t\n";
    let first = look(list, &[], organisation);
    assert_eq!(
        fates(&first, organisation),
        ["2 change Vũ Thị Đào: Cán bộ None 0912000007", "3 left out", "4 asked", "5 asked", "6 asked"]
    );
    let mo = school.person_id("cô Mơ").to_string();
    let second = look(list, &[("w4", &mo), ("g6", "thay"), ("w3", ANOTHER), ("w5", ANOTHER)], organisation);
    assert_eq!(
        fates(&second, organisation),
        [
            "2 change Vũ Thị Đào: Cán bộ None 0912000007",
            "3 add cô Vũ Thị Đào: Giáo viên lớp 4B",
            "4 change Trịnh Thị Mơ: Giáo viên lớp 5C None ",
            "5 add cô Tạ Thị Yến: Giáo viên lớp 5D",
            "6 add thầy Lê Lan Anh: Giáo viên lớp 5A",
        ]
    );
    assert_ne!(first.seen(), second.seen());
    let third = look(list, &[("w4", ANOTHER), ("w5", LEFT_OUT), ("w2", "nobody")], organisation);
    assert_eq!(fates(&third, organisation)[2..4], ["4 add cô Trịnh Thị Mơ: Giáo viên lớp 5C", "5 left out"]);
    assert_eq!(fates(&third, organisation)[0], "2 asked");
}

#[test]
fn another_year_of_birth_in_the_same_position_is_asked_about_and_not_taken_for_a_second_person() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let list = "Họ tên\tNăm sinh\tChức vụ\tLớp\nVũ Thị Đào\t1981\tGiáo viên\t4B\nVũ Thị Đào\t1982\tGiáo viên\t5C\n";
    let preview = look(list, &[], organisation);
    assert_eq!(fates(&preview, organisation), ["2 asked", "3 add cô Vũ Thị Đào: Giáo viên lớp 5C"]);
    assert!(matches!(&preview.lines[0].questions[0], Question::Who { answer, .. } if answer.is_empty()));
    assert_eq!(preview.to_save(), 1, "what is asked is not counted among those to be entered");
    let answered = look(list, &[("w2", ANOTHER)], organisation);
    assert_eq!(answered.to_save(), 2);
}

#[test]
fn whoever_has_left_comes_back_as_the_same_person() {
    let mut school = nam_thanh();
    let mo = school.person_id("cô Mơ");
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == mo) {
        one.until = Some(day("2026-10-30"));
    }
    let organisation = &school.regime.organisation;
    let list = "Họ tên\tNăm sinh\tLớp\nTrịnh Thị Mơ\t1992\t5B";
    let preview = look(list, &[], organisation);
    assert!(matches!(&preview.lines[0].fate, Fate::Change(id, settled) if *id == mo && settled.positions.len() == 1));
    assert_eq!(fates(&preview, organisation), ["2 change Trịnh Thị Mơ: Giáo viên lớp 5B None "]);
}

#[test]
fn a_list_that_was_taken_over_changes_nothing_when_it_comes_again() {
    let mut school = nam_thanh();
    let list = "Họ tên\tNăm sinh\tChức vụ\tLớp\tĐiện thoại\nNguyễn Lan Chi\t2001\tGiáo viên\t5D\t0912000009\n";
    let before = look(list, &[("g2", "co")], &school.regime.organisation);
    let Fate::Add(settled) = before.lines[0].fate.clone() else { panic!("{before:?}") };
    let organisation = &mut school.regime.organisation;
    let person = crate::people::Person {
        id: crate::testing::id(1, 999),
        name: settled.name,
        honorific: settled.honorific,
        birth_year: settled.birth_year,
        phone: settled.phone,
    };
    let held = |position: &crate::people::Position| crate::people::Appointment {
        person: person.id,
        position: *position,
        from: settled.from,
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    };
    organisation.appointments.extend(settled.positions.iter().map(held));
    organisation.people.push(person);
    let again = look(list, &[], organisation);
    assert_eq!((fates(&again, organisation), again.to_save()), (vec!["2 unchanged".to_owned()], 0));
}

#[test]
fn what_cannot_be_is_told_in_its_row() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let preview = look(
        "Họ tên\tChức vụ\tLớp\nLê Thị A\tHiệu trưởng\t\nLê Thị B\tGiáo viên\t9Z\nLê Thị C\tnghệ nhân\t\nLê Thị D\t\t\n",
        &[],
        organisation,
    );
    let told = fates(&preview, organisation);
    assert!(told[0].starts_with("2 Hiệu trưởng đang là cô Nguyễn Thị Minh Nguyệt."), "{told:?}");
    assert!(told[1].starts_with("3 Không có lớp “9Z”."), "{told:?}");
    assert!(told[2].starts_with("4 Chưa rõ chức vụ “nghệ nhân”."), "{told:?}");
    assert_eq!(preview.lines.len(), 4);
    assert!(preview.is_open() && preview.to_save() == 0);
}

#[test]
fn a_list_of_five_thousand_rows_ends() {
    let school = nam_thanh();
    let rows: String = (0..MAX_ROWS).map(|row| format!("Nguyễn Thị Hoa {row}\t01/01/1990\t4A\n")).collect();
    let preview = look(&format!("Họ tên\tNgày sinh\tLớp\n{rows}"), &[], &school.regime.organisation);
    assert_eq!((preview.lines.len(), preview.beyond), (preview::MAX_PEOPLE, MAX_ROWS - 1 - preview::MAX_PEOPLE));
    let same: String = "NGUYỄN THỊ HOA\t4A\n".repeat(MAX_ROWS);
    assert!(look(&format!("Họ tên\tLớp\n{same}"), &[], &school.regime.organisation).is_open());
}
