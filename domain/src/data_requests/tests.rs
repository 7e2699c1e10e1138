#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    forms::FormData,
    testing::{at, day, id, nam_thanh, nam_thanh_calendar},
};

#[test]
fn an_answer_is_due_at_the_end_of_the_second_working_day() {
    let calendar = nam_thanh_calendar();
    let check = |asked: &str, due: &str| assert_eq!(due_day(&calendar, day(asked)), day(due), "{asked}");
    // Wednesday, Thursday, Friday, and the days of the weekend.
    check("2026-11-25", "2026-11-27");
    check("2026-11-26", "2026-11-30");
    check("2026-11-27", "2026-12-01");
    check("2026-11-28", "2026-12-01");
    check("2026-11-29", "2026-12-01");
    // The summer is no reason to wait.
    check("2027-07-14", "2027-07-16");
}

fn request(answered: Option<DataAnswer>) -> DataRequest {
    let school = nam_thanh();
    let hoa = school.person_id("cô Hoa");
    DataRequest {
        id: id(30, 1),
        number: 3,
        person: hoa,
        by: hoa,
        at: at("2026-11-25 08:10"),
        due: day("2026-11-27"),
        reason: String::new(),
        identity: String::new(),
        answered,
    }
}

fn given(when: &str) -> DataAnswer {
    DataAnswer { by: nam_thanh().person_id("thầy Định"), at: at(when), what: Outcome::Given }
}

#[test]
fn a_request_is_late_from_the_day_after_its_day_and_stays_told_as_late() {
    let school = nam_thanh();
    let check = |answered: Option<DataAnswer>, today: &str, words: &str| {
        let told = request_told(&school.regime.organisation, &request(answered), day(today));
        assert_eq!(told.state.words(), words, "{today}");
    };
    check(None, "2026-11-27", "Mới");
    check(None, "2026-11-28", "Quá hạn trả lời");
    check(Some(given("2026-11-27 23:59")), "2026-12-05", "Đã giao");
    check(Some(given("2026-11-28 07:00")), "2026-12-05", "Đã giao, muộn");
    let what = Outcome::Refused { reason: "Đã giao hôm qua".to_owned(), clause: "Điều 4".to_owned() };
    check(Some(DataAnswer { what, ..given("2026-11-28 07:00") }), "2026-12-05", "Từ chối, muộn");
}

#[test]
fn the_register_counts_what_waits() {
    let today = day("2026-11-30");
    assert_eq!(in_short(&[], today), "không có yêu cầu nào đang chờ");
    let in_time = DataRequest { due: day("2026-12-01"), ..request(None) };
    assert_eq!(in_short(&[in_time.clone(), request(Some(given("2026-11-27 09:00")))], today), "1 yêu cầu đang chờ");
    assert_eq!(in_short(&[in_time, request(None)], today), "2 yêu cầu đang chờ, 1 quá hạn");
}

#[test]
fn forms_are_refused_field_by_field() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let typed = |fields: &[(&str, &str)]| {
        FormData::new(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    };
    let long = "a".repeat(301);
    let fields = |errors: crate::forms::FormErrors| -> Vec<String> { errors.iter().map(|(field, _)| field.to_owned()).collect() };
    assert!(AskForm::read(&typed(&[])).parse().unwrap().is_empty(), "nobody has to say why");
    assert_eq!(fields(AskForm::read(&typed(&[("reason", &long)])).parse().unwrap_err()), ["reason"]);
    let hoa = school.person_id("cô Hoa").to_string();
    let entered = EnterForm::read(&typed(&[("person", &hoa), ("identity", "Xem căn cước công dân")]));
    assert!(entered.parse(organisation).is_ok());
    let nobody = EnterForm::read(&typed(&[("person", "cô Hoa"), ("identity", "?")]));
    assert_eq!(fields(nobody.parse(organisation).unwrap_err()), ["person", "identity"]);
    assert_eq!(fields(RefuseForm::read(&typed(&[])).parse().unwrap_err()), ["reason", "clause"]);
}
