use super::*;
use crate::{names::PersonName, people::Position, tables::Table, testing::forms::told};

fn rows_of(form: &StaffForm) -> Vec<String> {
    form.rows
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}/{} {}/{}",
                row.honorific, row.name, row.username, row.position, row.place, row.position_2, row.place_2
            )
        })
        .collect()
}

#[test]
fn lines_from_excel_become_rows() {
    let organisation = nam_thanh().regime.organisation;
    let text = "1\tNguyễn Thị Minh Nguyệt\tcô\tHiệu trưởng\t\n\
        2\tPhạm Văn Định\t\tQuản lý phần mềm\t\n\
        3\tLê Thị Ấm\tCô\ttổ trưởng\tMẫu giáo 4-5 tuổi\tGV\t4B\n\n\
        4\tChu Thị Xuân\tcô\tgiáo viên\t3A, 3B\n\
        5\tĐỗ Thị Yến\tcô\tKế toán\n\
        6\tMai Thị Lý\tcô\tnghệ nhân\t5C\n";
    let form = StaffForm::default().with_table(Table::of_text(text), &organisation, day("2026-11-25")).with_user_names();
    assert_eq!(
        rows_of(&form),
        [
            "co Nguyễn Thị Minh Nguyệt nguyetnguyen principal/ /",
            "thay Phạm Văn Định dinhpham management-team/ /",
            "co Lê Thị Ấm amle head/Mẫu giáo 4-5 tuổi teacher/4B",
            "co Chu Thị Xuân xuanchu teacher/3A, 3B /",
            "co Đỗ Thị Yến yendo section-holder/Kế toán /",
            "co Mai Thị Lý lymai nghệ nhân/5C /",
        ]
    );
    let errors = form.parse(&organisation).unwrap_err();
    assert_eq!(told(&errors), ["p5: Chưa rõ chức vụ “nghệ nhân”, chọn trong danh sách."]);
}

#[test]
fn people_with_two_classes_or_two_posts() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let text = "Lê Thị Ấm\tcô\tTổ trưởng\ttổ Mẫu giáo 4–5 tuổi\tGiáo viên\tLớp 4b\nChu Thị Xuân\tcô\tGiáo viên\t3A, 3B\nHiệu\tcô\tHiệu trưởng";
    let plan = StaffForm::default().with_table(Table::of_text(text), organisation, day("2026-11-25")).parse(organisation).unwrap();
    let class = |name: &str| Position::Teacher(organisation.classes.iter().find(|one| one.name == name).unwrap().id);
    let department = organisation.departments.iter().find(|one| one.name == "Mẫu giáo 4–5 tuổi").unwrap().id;
    assert_eq!(plan.people[0].positions, [Position::Head(department), class("4B")]);
    assert_eq!(plan.people[1].positions, [class("3A"), class("3B")]);
    assert!(plan.with_leadership().is_ok());
}

#[test]
fn everybody_survives_their_own_form() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let form = StaffForm::of(organisation, &Default::default(), day("2026-11-25"));
    let form = form.with_user_names().with_room(true);
    let plan = form.parse(organisation).unwrap();
    assert_eq!(plan.people.len(), organisation.people.len());
    for person in &plan.people {
        let mut wanted = organisation.positions(person.id.unwrap(), day("2026-11-25"));
        let mut planned = person.positions.clone();
        wanted.sort();
        planned.sort();
        assert_eq!(planned, wanted, "{}", person.name);
    }
    let mut names: Vec<&str> = plan.people.iter().map(|person| person.username.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), plan.people.len(), "user names are unique");
}

#[test]
fn what_is_wrong_with_people_is_told_in_their_rows() {
    let organisation = nam_thanh().regime.organisation;
    let row = |name: &str, username: &str, position: &str, place: &str| StaffRow {
        name: name.to_owned(),
        honorific: "co".to_owned(),
        username: username.to_owned(),
        position: position.to_owned(),
        place: place.to_owned(),
        ..StaffRow::default()
    };
    let check = |rows: Vec<StaffRow>, wanted: &[&str]| {
        assert_eq!(told(&StaffForm { rows }.parse(&organisation).unwrap_err()), wanted);
    };
    check(vec![row("", "hoa", "teacher", "4A")], &["n0: Họ và tên còn để trống."]);
    check(
        vec![row("Nguyễn Thị Hoa", "hoa nt", "teacher", "4A")],
        &["u0: Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, viết liền."],
    );
    check(
        vec![row("Nguyễn Thị Hoa", "hoa", "teacher", "4A"), row("Vũ Thị Đào", "HOA", "teacher", "4A")],
        &["u1: Tên đăng nhập “hoa” đã có ở dòng 1. Thêm một chữ cho khác, ví dụ “hoa2”."],
    );
    check(vec![row("Nguyễn Thị Hoa", "", "", "")], &["p0: Chọn chức vụ."]);
    check(
        vec![row("Nguyễn Thị Hoa", "", "teacher", "")],
        &["w0: Thiếu lớp. Đã khai: 3A, 3B, 3C, 4A, 4B, 4C, 5A, 5B, 5C, 5D, NT1, NT2."],
    );
    check(
        vec![row("Nguyễn Thị Hoa", "", "section-holder", "Kho")],
        &["w0: Không có bộ phận “Kho”. Đã khai: Kế toán, Văn thư, Y tế."],
    );
    check(
        vec![row("Nguyễn Thị Hoa", "", "principal", ""), row("Vũ Thị Đào", "", "principal", "")],
        &["p1: Hiệu trưởng đã có ở dòng 1."],
    );
}

#[test]
fn one_more_person_of_an_open_school() {
    let organisation = nam_thanh().regime.organisation;
    let row = |username: &str| StaffRow {
        name: "Nguyễn Thị Hoa".to_owned(),
        honorific: "co".to_owned(),
        username: username.to_owned(),
        position: "teacher".to_owned(),
        place: "4A".to_owned(),
        ..StaffRow::default()
    };
    let taken = ["hoanguyen".to_owned()];
    // Somebody of that name is there: whoever enters them is asked first.
    let (_, asked) = StaffForm::one(row(""), &taken, &organisation);
    assert!(told(&asked.unwrap_err())[0].starts_with("n0: Trường đã có Nguyễn Thị Hoa (Giáo viên lớp 4A); "));
    let row = |username: &str| StaffRow { other: ANOTHER_PERSON.to_owned(), ..row(username) };
    assert_eq!(StaffForm::one(row(""), &taken, &organisation).1.unwrap().username, "hoanguyen2");
    let (_, refused) = StaffForm::one(row("hoanguyen"), &taken, &organisation);
    assert_eq!(told(&refused.unwrap_err()).len(), 1);
}

#[test]
fn pasting_twice_is_pasting_once_and_a_second_of_the_name_is_asked_about() {
    let organisation = nam_thanh().regime.organisation;
    let today = day("2026-11-25");
    let paste = |form: StaffForm, text: &str| form.with_table(Table::of_text(text), &organisation, today);
    let list = "Họ tên\tNăm sinh\tChức vụ\tLớp\nNguyễn Thị Hoa\t1990\tGiáo viên\t4A\nNGUYỄN THỊ HOÀ\t\tGiáo viên\t4A\n";
    let once = paste(StaffForm::default(), list);
    assert_eq!((once.rows.len(), once.rows[0].birth_year.as_str(), once.rows[1].name.as_str()), (2, "1990", "Nguyễn Thị Hoà"));
    assert_eq!(paste(once.clone(), list), once);
    // The same name with another class, and with another year of birth.
    let second = paste(once.clone(), "Họ tên\tLớp\nNguyễn Thị Hòa\t4B\n");
    assert_eq!(
        told(&second.parse(&organisation).unwrap_err()),
        [
            "n2: Nguyễn Thị Hòa đã có ở dòng 2. Nếu là người khác thì chọn “Người khác” ở dòng này, nếu là một người thì xóa trống dòng này."
        ]
    );
    let mut answered = second;
    answered.rows[2].other = ANOTHER_PERSON.to_owned();
    assert_eq!(answered.parse(&organisation).unwrap().people.len(), 3);
    let younger = paste(once, "Họ tên\tNăm sinh\tLớp\nNguyễn Thị Hoa\t1995\t4B\n");
    assert_eq!(younger.parse(&organisation).unwrap().people[2].birth_year, Some(1995));
}

#[test]
fn user_names_from_names() {
    let name = |text: &str| PersonName::parse(text).unwrap();
    assert_eq!(suggested(&name("Công Tằng Tôn Nữ Khánh Huyền"), |_| false), "huyencong");
    assert_eq!(suggested(&name("Đỗ Thị Ý"), |_| false), "ydo");
    assert_eq!(suggested(&name("Nguyễn Thị Hoa"), |taken| taken == "hoanguyen" || taken == "hoanguyen2"), "hoanguyen3");
    assert_eq!(suggested(&name("Y"), |_| false), "ycanbo");
}
