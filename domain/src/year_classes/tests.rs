#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    calendar::{CalendarParts, SchoolCalendar},
    people::{Appointment, Organisation, Position},
    permissions::Actor,
    staff::list::Answers,
    tables::MAX_ROWS,
    testing::{NamThanh, at, day, nam_thanh, nam_thanh_calendar},
};

const TODAY: &str = "2027-06-01";

fn change() -> ChangeOfYear {
    ChangeOfYear { school_year: "2027-2028".to_owned(), from: day("2027-08-09") }
}

fn look(text: &str, answers: &[(&str, &str)], organisation: &Organisation) -> ClassListPreview {
    let answers = Answers::of_pairs(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    preview(Table::of_text(text), &answers, organisation, change(), day(TODAY))
}

/// "row class: what becomes of it"
fn told(preview: &ClassListPreview, organisation: &Organisation) -> Vec<String> {
    let fate = |fate: &ClassFate| match fate {
        ClassFate::Changes { opens, changes } => {
            let opens = opens.and_then(|id| organisation.department(id)).map(|one| format!("mở ở {}", one.name));
            let changes = changes.iter().map(|one| one.told(organisation, &preview.change));
            opens.into_iter().chain(changes).collect::<Vec<_>>().join(" ")
        }
        ClassFate::Unchanged => "như cũ".to_owned(),
        ClassFate::Asked => "hỏi".to_owned(),
        ClassFate::Wrong(problems) => {
            problems.iter().map(|one| format!("[{}: {}]", one.column.words(), one.words)).collect::<Vec<_>>().join(" ")
        }
    };
    preview.lines.iter().map(|line| format!("{} {}: {}", line.line.number, line.line.class, fate(&line.fate))).collect()
}

#[track_caller]
fn check(text: &str, wanted: &[&str]) {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    assert_eq!(told(&look(text, &[], organisation), organisation), wanted);
}

/// Each look at the page reads the list, and so does the transaction that takes it over.
#[test]
fn a_list_of_five_thousand_classes_ends() {
    let school = nam_thanh();
    let rows: String = (1..MAX_ROWS).map(|row| format!("Lớp {row}\tMẫu giáo 4–5 tuổi\tLê Thị Ấm\t\n")).collect();
    let preview = look(&format!("Lớp mới\tTổ\tGiáo viên 1\tGiáo viên 2\n{rows}"), &[], &school.regime.organisation);
    assert_eq!((preview.lines.len(), preview.beyond), (MAX_CLASSES, MAX_ROWS - 1 - MAX_CLASSES));
    let many: String = (1..MAX_ROWS).map(|_| format!("4A1\tLê Thị Ấm\t{}\n", "3A, 3B, ".repeat(30))).collect();
    let preview = look(&format!("Lớp mới\tGiáo viên\tLớp cũ\n{many}"), &[], &school.regime.organisation);
    assert_eq!(preview.lines.len(), 1);
    assert!(matches!(&preview.lines[0].fate, ClassFate::Wrong(problems) if problems.len() == 1));
}

#[test]
fn a_teacher_leaves_the_old_class_on_the_day_before_and_has_the_new_one_from_the_first_day_on() {
    check(
        "Lớp mới\tTổ\tGiáo viên 1\tGiáo viên 2\tLớp cũ\n\
         4A1\tMẫu giáo 4–5 tuổi\tChu Thị Xuân\tĐoàn Thị Thu\t3C\n\
         4B\tMẫu giáo 4–5 tuổi\tLê Thị Ấm\tVũ Thị Đào\t\n",
        &[
            "2 4A1: mở ở Mẫu giáo 4–5 tuổi Cô Chu Thị Xuân: hết 08/08/2027 thôi lớp 3A, 3B, từ 09/08/2027 dạy lớp này. \
             Cô Đoàn Thị Thu: hết 08/08/2027 thôi lớp 3C, từ 09/08/2027 dạy lớp này.",
            "3 4B: như cũ",
        ],
    );
}

#[test]
fn columns_stand_in_any_order_under_any_words_and_titles() {
    let one = "Cô Đoàn Thị Thu: hết 08/08/2027 thôi lớp 3C, từ 09/08/2027 dạy lớp này.";
    for text in [
        "PHÒNG GD&ĐT\nPHÂN CÔNG GIÁO VIÊN NĂM HỌC 2027–2028\n\nSTT\tGVCN\tLớp\n1\tĐOÀN THỊ THU\t4A\nTổng cộng\t1\t\n",
        "Lớp 2026–2027\tSố trẻ\tHọ và tên giáo viên\tLớp 2027–2028\n3C\t25\tĐoàn Thị Thu\tLớp 4A\n",
        "Lớp\tLên lớp\n3C\t4A\n",
        "Khối\tLớp mới\tGV phụ trách\nKhối 4 tuổi\t4A\tcô Thu (1986)\n",
        "Họ tên\tLớp mới\nKHỐI 4 TUỔI\t\nĐoa\u{300}n Thị Thu\t4A\nNgười lập biểu\t\n",
    ] {
        let school = nam_thanh();
        let organisation = &school.regime.organisation;
        let preview = look(text, &[], organisation);
        let told = told(&preview, organisation);
        assert!(told.len() == 1 && told[0].contains(one), "{text}: {told:?}");
    }
    let school = nam_thanh();
    let none = look("4A\tĐoàn Thị Thu\n", &[], &school.regime.organisation);
    assert!(none.without_head && none.lines.is_empty() && none.to_save() == 0);
}

/// Each teacher has a row, with the class over both of them, or once more.
#[test]
fn a_class_over_several_rows_is_one_class() {
    let wanted = ["2 4A1: mở ở Mẫu giáo 4–5 tuổi Cô Đoàn Thị Thu: hết 08/08/2027 thôi lớp 3C, từ 09/08/2027 dạy lớp này. \
         Cô Kiều Thị Oanh: hết 08/08/2027 thôi lớp 3C, từ 09/08/2027 dạy lớp này."];
    check("Lớp mới\tGiáo viên\n4A1\tĐoàn Thị Thu\n\tKiều Thị Oanh\n", &wanted);
    check("Lớp mới\tGiáo viên\n4A1\tĐoàn Thị Thu\nLớp 4A1\tKiều Thị Oanh\n", &wanted);
    check("Lớp mới\tGiáo viên\n4A1\tĐoàn Thị Thu, cô Kiều Thị Oanh\n", &wanted);
}

#[test]
fn what_is_wrong_names_row_column_and_cause_and_the_rest_goes_on() {
    check(
        "Lớp mới\tTổ\tGV1\tGV2\tLớp cũ\n\
         4A\tMẫu giáo 5–6 tuổi\tLê Thị Ấm\t\t\n\
         Sao Mai\t\tLý Thị Sen\t\t9Z\n\
         4B\t\tLê Thị Ấm\tVũ Thị Đào\t\n\
         5A\t\tĐoàn Thị Thu\t\t\n\
         4B\t\tKiều Thị Oanh\t\t\n",
        &[
            "2 4A: [Tổ: Lớp 4A đang ở tổ Mẫu giáo 4–5 tuổi, không phải Mẫu giáo 5–6 tuổi. Đổi tổ ở Cài đặt, mục Tổ và lớp.]",
            SAO_MAI,
            "4 4B: như cũ",
            "5 5A: Cô Đoàn Thị Thu: hết 08/08/2027 thôi lớp 3C, từ 09/08/2027 dạy lớp này.",
            "6 4B: [Lớp mới: Lớp này đã có ở dòng 4.]",
        ],
    );
}

/// A department that stands above holds for the rows below it, as a merged cell does.
const SAO_MAI: &str = "3 Sao Mai: [Lớp cũ: Trường không có lớp “9Z”.] \
    [Giáo viên: Trường chưa có “Lý Thị Sen”. Thêm ở Cán bộ, mục Nhập từ Excel, rồi quay lại đây.]";

#[test]
fn a_class_whose_department_nothing_tells_is_asked_for() {
    check(
        "Lớp mới\tGiáo viên\nSao Mai\tĐoàn Thị Thu\n3D\t\n",
        &["2 Sao Mai: [Tổ: Lớp mới Sao Mai: chưa rõ thuộc tổ nào. Đã khai: Nhà trẻ, Mẫu giáo 3–4 tuổi, Mẫu giáo 4–5 tuổi, \
             Mẫu giáo 5–6 tuổi.]"],
    );
    check("Lớp mới\tTổ\tGiáo viên\n3D\tMẫu giáo bé\t\n", &["2 3D: mở ở Mẫu giáo 3–4 tuổi"]);
}

#[test]
fn of_two_of_one_name_the_one_of_the_class_is_meant_and_another_one_is_asked_about() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    // One of them has 4A, the other one 3B.
    let list = "Lớp mới\tGV\tLớp cũ\n5B\tNguyễn Thị Hoa\t3B\n5C\tNguyễn Thị Hoa\t\n5D\tNguyễn Thị Hoa 1990\t\n";
    let first = look(list, &[], organisation);
    let told_first = told(&first, organisation);
    assert!(told_first[0].starts_with("2 5B: Cô Nguyễn Thị Hoa: hết 08/08/2027 thôi lớp 3B, từ"), "{told_first:?}");
    assert_eq!(told_first[1], "3 5C: hỏi");
    let hoa = organisation.people.iter().find(|one| one.name.as_str() == "Nguyễn Thị Hoa" && one.birth_year == Some(1984)).unwrap();
    let answered = look(list, &[("w30", &hoa.id.to_string())], organisation);
    assert_eq!(told(&answered, organisation)[1], "3 5C: Cô Nguyễn Thị Hoa: từ 09/08/2027 dạy lớp này.");
    assert_ne!(first.seen(), answered.seen());
    let nobody = look(list, &[("w30", "bo")], organisation);
    assert_eq!(told(&nobody, organisation)[1], "3 5C: như cũ");
    let stranger = look(list, &[("w30", &school.person_id("cô Mơ").to_string())], organisation);
    assert_eq!(told(&stranger, organisation)[1], "3 5C: hỏi", "nobody is taken who was not asked about");
}

#[test]
fn whom_a_list_does_not_name_keeps_the_class_unless_somebody_says_otherwise() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let list = "Lớp mới\tGiáo viên\n4C\tHoàng Thị Cúc\n";
    let first = look(list, &[], organisation);
    assert_eq!(told(&first, organisation), ["2 4C: như cũ"]);
    assert!(matches!(&first.lines[0].questions[..], [ClassQuestion::Unnamed { people, ends: false }] if people.len() == 1));
    let ended = look(list, &[("k2", ENDS)], organisation);
    assert_eq!(told(&ended, organisation), ["2 4C: Cô Đinh Thị Sen: hết 08/08/2027 thôi lớp 4C."]);
    assert!(first.not_named.contains(&"5A".to_owned()) && !first.not_named.contains(&"4C".to_owned()), "{:?}", first.not_named);
}

/// The changes of a preview, as they are once they were made.
fn made(school: &mut NamThanh, preview: &ClassListPreview) {
    let (from, last) = (preview.change.from, preview.change.last());
    for line in &preview.lines {
        let ClassFate::Changes { changes, .. } = &line.fate else { continue };
        for one in changes {
            let ends = |held: &Appointment| {
                held.person == one.person && matches!(held.position, Position::Teacher(class) if one.ends.contains(&class))
            };
            school.regime.organisation.appointments.iter_mut().filter(|held| ends(held)).for_each(|held| held.until = Some(last));
            if let Some(class) = line.known.filter(|_| one.begins) {
                school.regime.organisation.appointments.push(Appointment {
                    person: one.person,
                    position: Position::Teacher(class),
                    from,
                    until: None,
                    known_since: None,
                    end_known_since: None,
                    acting: None,
                });
            }
        }
    }
}

#[test]
fn a_list_that_was_taken_over_changes_nothing_when_it_comes_again() {
    let mut school = nam_thanh();
    let list = "Lớp mới\tGiáo viên\tLớp cũ\n4A\tĐoàn Thị Thu\t3C\n3C\tNguyễn Thị Hoa (1990)\t\n5D\t\t4B\n";
    let first = look(list, &[], &school.regime.organisation);
    assert_eq!(first.to_save(), 3, "{:?}", told(&first, &school.regime.organisation));
    made(&mut school, &first);
    let again = look("Lớp mới\tGiáo viên\n4A\tĐoàn Thị Thu\n3C\tNguyễn Thị Hoa (1990)\n", &[], &school.regime.organisation);
    assert_eq!(told(&again, &school.regime.organisation), ["2 4A: như cũ", "3 3C: như cũ"]);
    // Another class in the list than the one that was taken over: the position that has not begun is somebody's to mend.
    let other = look("Lớp mới\tGiáo viên\n5D\tĐoàn Thị Thu\n", &[], &school.regime.organisation);
    assert_eq!(
        told(&other, &school.regime.organisation),
        ["2 5D: [Giáo viên: Cô Đoàn Thị Thu đã ghi dạy lớp 4A từ 09/08/2027. Sửa ở trang của người đó trước.]"]
    );
}

#[test]
fn a_list_is_of_the_next_year_or_of_one_that_is_young() {
    let (present, next) =
        (nam_thanh_calendar(), SchoolCalendar::new(CalendarParts::starting("2027-2028", day("2027-09-06"))).unwrap());
    let told = |next, today| change_of_year(&present, next, day(today)).map(|one| (one.school_year.clone(), one.from, one.last()));
    let of = |year: &str, from, last| Some((year.to_owned(), day(from), day(last)));
    assert_eq!(told(Some(&next), "2027-06-01"), of("2027-2028", "2027-08-09", "2027-08-08"));
    // Of the present year from tomorrow on, as long as it is young.
    assert_eq!(told(None, "2026-09-15"), of("2026-2027", "2026-09-16", "2026-09-15"));
    assert_eq!(told(None, "2027-06-01"), None, "the classes of a year without a calendar begin on no day");
}

#[test]
fn a_list_gives_and_opens_nothing_that_could_not_be_given_by_hand() {
    let school = nam_thanh();
    let (facts, now) = (school.facts(), at("2027-06-01 09:00"));
    let list = "Lớp mới\tTổ\tGiáo viên\n4A1\tMẫu giáo 4–5 tuổi\tĐoàn Thị Thu\n4C\t\tKiều Thị Oanh\n5B\t\tPhạm Văn Định\n";
    let seen_by = |mention: &str| {
        let actor: Actor = facts.actor(school.person_id(mention), now);
        let preview = decided(look(list, &[], facts.organisation()), &facts, &actor, now);
        told(&preview, facts.organisation())
    };
    let principal = seen_by("cô Nguyệt");
    assert!(principal[0].starts_with("2 4A1: mở ở") && principal[1].starts_with("3 4C: Cô Kiều Thị Oanh"), "{principal:?}");
    // The management team has the accounts, and no say about which classes there are.
    let team = seen_by("thầy Định");
    assert!(team[0].starts_with("2 4A1: [Lớp mới: "), "{team:?}");
    assert!(team[1].starts_with("3 4C: Cô Kiều Thị Oanh: hết"), "{team:?}");
    let teacher = seen_by("cô Mơ");
    assert!(teacher[1].starts_with("3 4C: [Giáo viên: "), "{teacher:?}");
}
