#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    registers::{EntryLine, RegisterKind},
    testing::{at, id, nam_thanh},
};

#[test]
fn a_line_that_names_somebody_else_is_told_without_it() {
    let school = nam_thanh();
    let (organisation, hoa) = (&school.regime.organisation, school.person_id("cô Hoa"));
    let thao = school.person("cô Thảo").name.to_string();
    let own = school.person("cô Hoa").name.to_string();
    let check = |text: &str, stays: bool| {
        let told = without_others(organisation, hoa, text);
        assert_eq!(told == text, stays, "{text} became {told}");
    };
    check("nộp Giáo án tuần 12 · Lớp 4A, phiên bản 1, 2 tệp", true);
    check("đổi mật khẩu của cô Hoa", true);
    // Two are called so: nobody can tell which of them is meant.
    check(&format!("sửa thông tin của {own}"), false);
    check("cấp lại mật khẩu cho cô Thảo", false);
    check("CẤP LẠI MẬT KHẨU CHO CÔ THẢO", false);
    check(&format!("thêm {thao} vào danh sách cán bộ"), false);
    check("sửa thông tin cô Thảoo", true);
}

#[test]
fn what_was_written_in_a_record_that_is_not_theirs_any_more_stays_behind_its_fence() {
    let mut school = nam_thanh();
    let nurse = school.person_id("cô Hoà");
    let title = "Sổ theo dõi sức khỏe tuần 13 · Y tế";
    let book = school.obligation(title).clone();
    let check = |who: PersonId, school: &crate::testing::NamThanh, words: &str| {
        let facts = school.facts();
        let row = comment_row(&facts, &facts.actor(who, at("2026-11-25 14:20")), &book, at("2026-11-25 08:00"), "Bé An sốt");
        assert_eq!(row, ["08:00 ngày 25/11/2026", title, words]);
    };
    check(nurse, &school, "Bé An sốt");
    check(school.person_id("cô Mận"), &school, FENCED);
}

#[test]
fn a_profile_is_of_one_person_and_holds_no_secret() {
    let school = nam_thanh();
    let facts = school.facts();
    let hoa = school.person_id("cô Hoa");
    let rows = profile_rows(facts.organisation(), hoa);
    assert_eq!(rows[0], ["Họ và tên".to_owned(), school.person("cô Hoa").name.to_string()]);
    let held = position_rows(facts.organisation(), hoa);
    assert!(held.iter().any(|row| row[0].contains("4A")), "{held:?}");
    let others: Vec<String> =
        held.iter().chain(&rows).flatten().map(|cell| without_others(facts.organisation(), hoa, cell)).collect();
    assert!(others.iter().all(|cell| !cell.contains("Thảo")), "{others:?}");
}

/// Cô Hoa is praised beside a colleague; she is given what is hers of it.
#[test]
fn an_entry_about_somebody_is_given_without_the_others_in_it() {
    let school = nam_thanh();
    let (organisation, hoa) = (&school.regime.organisation, school.person_id("cô Hoa"));
    let (thao, principal) = (school.person_id("cô Thảo"), school.person_id("cô Nguyệt"));
    let name =
        |one: PersonId| organisation.distinct_name(organisation.person(one).unwrap(), Some(crate::testing::day("2026-11-25")));
    let said = [
        ("what", "Nộp đúng hạn cả kỳ".to_owned()),
        ("term", "1".to_owned()),
        ("people", format!("{hoa},{thao}")),
        ("figures", format!("{}: đúng hạn 9/9.\n{}: đúng hạn 8/9.", name(hoa), name(thao))),
    ];
    let when = at("2026-11-25 08:00");
    let step =
        |number, by, state: &str, words: &str| EntryStep { number, by, at: when, state: state.to_owned(), words: words.to_owned() };
    let steps = vec![step(1, principal, "new", ""), step(2, principal, "agreed", "Giấy khen")];
    let line = EntryLine {
        id: id(31, 1),
        register: RegisterKind::Commendations,
        year: 2026,
        number: 3,
        by: principal,
        at: when,
        said: said.map(|(column, words)| (column.to_owned(), words)).into(),
        version: 1,
        written_by: principal,
        step: steps[1].clone(),
    };
    let row = entry_row(organisation, hoa, &Entry { line, versions: Vec::new(), steps });
    assert_eq!(row[..3], ["Khen thưởng", "số 3/2026", "08:00 ngày 25/11/2026"]);
    let own = format!("Thành tích: Nộp đúng hạn cả kỳ\nCủa học kỳ: Học kỳ I\nSố liệu lúc đề nghị: {}: đúng hạn 9/9.", name(hoa));
    assert_eq!(row[3], own);
    assert_eq!(
        row[4],
        "Chờ quyết định (nhà trường, 08:00 ngày 25/11/2026)\nKhen thưởng (nhà trường, 08:00 ngày 25/11/2026): Giấy khen"
    );
}
