#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{at, day, nam_thanh_calendar};

fn form(fields: &[(&str, &str)]) -> DecisionForm {
    let version = [("submission", "00000000-0000-000a-0000-000000000001"), ("digest", &"07".repeat(32)), ("step", "department")];
    let fields = version.iter().chain(fields).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    DecisionForm::of(&FormData::new(fields.collect()))
}

fn parse(fields: &[(&str, &str)]) -> Result<DecisionRequest, FormErrors> {
    form(fields).parse(&nam_thanh_calendar(), &Hours::default(), &ReviewSettings::default(), at("2026-11-25 14:20"))
}

#[test]
fn an_approval_needs_no_words_and_a_return_a_reason_and_a_day() {
    assert_eq!(parse(&[("outcome", "approve")]).unwrap().outcome, Outcome::Approved);
    let back = parse(&[
        ("outcome", "return"),
        ("reason", "Còn ô để trống"),
        ("reason", "một lý do tự đặt"),
        ("words", "Thứ Tư còn trống em nhé."),
        ("correct_by", "27/11/2026"),
    ]);
    let wanted = Return {
        reasons: vec!["Còn ô để trống".to_owned()],
        words: "Thứ Tư còn trống em nhé.".to_owned(),
        correct_by: day("2026-11-27"),
    };
    assert_eq!(back.unwrap().outcome, Outcome::Returned(wanted));
}

#[test]
fn what_was_chosen_and_typed_is_given_back_to_be_copied() {
    let typed = form(&[("reason", "Còn ô để trống"), ("reason", "Sai tuần"), ("words", " Thứ Tư còn trống em nhé. ")]).typed();
    let line = |label: &'static str, words: &str| (label, words.to_owned());
    let wanted = [line("Lý do đã chọn", "Còn ô để trống; Sai tuần"), line("Lời nhắn vừa gõ", "Thứ Tư còn trống em nhé.")];
    assert_eq!(typed, wanted);
    assert_eq!(form(&[("words", " ")]).typed(), [], "of nothing nothing is told");
}

#[test]
fn a_desk_that_lay_open_over_the_update_says_what_was_chosen_on_it() {
    assert_eq!(parse(&[("outcome", "duyet")]).unwrap().outcome, Outcome::Approved);
    let back = [("outcome", "approve"), ("outcome", "tra-lai"), ("reason", "Còn ô để trống"), ("correct_by", "27/11/2026")];
    assert!(matches!(parse(&back).unwrap().outcome, Outcome::Returned(_)));
    // One that is to be corrected comes back with the return chosen.
    assert_eq!(form(&[("outcome", "tra-lai"), ("correct_by", "mai")]).outcome, "return");
}

#[test]
fn as_much_as_may_be_is_taken_and_as_little_as_must_be() {
    let most = "ạ".repeat(DecisionForm::MAX_WORDS);
    let back = |reason: &str, words: &str, day: &str| {
        parse(&[("outcome", "return"), ("reason", reason), ("words", words), ("correct_by", day)]).is_ok()
    };
    assert!(back("", &most, "27/11/2026") && !back("", &format!("{most}ạ"), "27/11/2026"));
    assert!(back("", "sửa", "27/11/2026") && !back("", "ốm", "27/11/2026"));
    // A reason that the screen offers is enough, another one is none.
    assert!(back("Còn ô để trống", "", "27/11/2026") && !back("một lý do tự đặt", "", "27/11/2026"));
    // Today is a day to correct by, and so is the last of the school year.
    let last = crate::vietnamese::date(nam_thanh_calendar().last_day());
    assert!(back("", "sửa", "25/11/2026"));
    assert!(back("", "sửa", &last) || !nam_thanh_calendar().is_open(nam_thanh_calendar().last_day()), "{last}");
}

#[test]
fn what_is_missing_is_told_at_its_field() {
    let long = "a".repeat(10_000);
    for (fields, field, wanted) in [
        (&[("outcome", "")][..], "outcome", "Chọn Duyệt hoặc Trả lại."),
        (&[("outcome", "return"), ("correct_by", "27/11/2026")], "words", "Chọn một lý do"),
        (&[("outcome", "return"), ("words", "  . ."), ("correct_by", "27/11/2026")], "words", "Chọn một lý do"),
        (&[("outcome", "return"), ("words", &long), ("correct_by", "27/11/2026")], "words", "dài 10000 ký tự, nhiều nhất 2000"),
        (&[("outcome", "return"), ("words", "Còn thiếu")], "correct_by", "ví dụ 27/11/2026"),
        (&[("outcome", "return"), ("words", "Còn thiếu"), ("correct_by", "24/11/2026")], "correct_by", "đã qua"),
        (&[("outcome", "return"), ("words", "Còn thiếu"), ("correct_by", "29/11/2026")], "correct_by", "trường không làm việc"),
        (&[("outcome", "return"), ("words", "Còn thiếu"), ("correct_by", "01/09/2027")], "correct_by", "Năm học kết thúc"),
    ] {
        let errors = parse(fields).unwrap_err();
        assert!(errors.of(field).is_some_and(|words| words.contains(wanted)), "{field}: {:?}", errors.of(field));
    }
    let unbound = DecisionForm { digest: "7".to_owned(), ..form(&[("outcome", "approve")]) };
    assert!(unbound.parse(&nam_thanh_calendar(), &Hours::default(), &ReviewSettings::default(), at("2026-11-25 14:20")).is_err());
}

#[test]
fn a_day_to_correct_by_leaves_working_hours() {
    let on_the_25th = [("outcome", "return"), ("words", "Còn thiếu"), ("correct_by", "25/11/2026")];
    for (now, is_taken) in
        [("2026-11-25 09:00", true), ("2026-11-25 15:00", true), ("2026-11-25 15:00:01", false), ("2026-11-25 23:50", false)]
    {
        let read = form(&on_the_25th).parse(&nam_thanh_calendar(), &Hours::default(), &ReviewSettings::default(), at(now));
        assert_eq!(read.is_ok(), is_taken, "{now}");
        let told = read.err().and_then(|errors| errors.of("correct_by").map(str::to_owned));
        assert_eq!(told.is_some_and(|words| words.contains("Chọn thứ Năm 26/11/2026")), !is_taken, "{now}");
    }
}

/// What comes in the last afternoon of the year, or after it, is given back as any other time: the offered day may be chosen.
#[test]
fn the_offered_day_may_be_chosen_also_when_the_year_is_over() {
    let calendar = nam_thanh_calendar();
    let last = calendar.last_day();
    for (days_later, hour) in [(0, 16), (1, 9), (30, 22)] {
        let day = last + chrono::Days::new(days_later);
        let now = crate::days::at(day, chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
        let back = |day: NaiveDate| {
            let typed = vietnamese::date(day);
            let form = form(&[("outcome", "return"), ("words", "Còn thiếu"), ("correct_by", &typed)]);
            form.parse(&calendar, &Hours::default(), &ReviewSettings::default(), now)
        };
        let offered = correct_by(&calendar, now);
        assert!(offered > last && back(offered).is_ok(), "{now}");
        let refused = back(calendar.next_open_day(offered).unwrap()).unwrap_err();
        let words = refused.of("correct_by").unwrap();
        assert!(words.ends_with(&format!("Chọn {} hoặc một ngày sớm hơn.", vietnamese::weekday_and_date(offered))), "{words}");
    }
    let long_after = parse(&[("outcome", "return"), ("words", "Còn thiếu"), ("correct_by", "01/09/2027")]).unwrap_err();
    let until = vietnamese::weekday_and_date(last);
    assert!(long_after.of("correct_by").is_some_and(|words| words.contains(&format!("Chọn {until} hoặc"))), "{long_after:?}");
}

#[test]
fn who_signs_agrees_to_it_and_who_approves_or_gives_back_need_not() {
    let calendar = crate::testing::nam_thanh_calendar();
    let now = crate::testing::at("2026-11-25 14:20");
    let form = |step: &str, outcome: &str, consent: &str| DecisionForm {
        outcome: outcome.to_owned(),
        words: "Thứ Tư còn trống.".to_owned(),
        correct_by: "27/11/2026".to_owned(),
        submission: crate::testing::id::<crate::submissions::Submission>(8, 1).to_string(),
        digest: "17".repeat(32),
        step: step.to_owned(),
        consent: consent.to_owned(),
        ..DecisionForm::default()
    };
    for (step, outcome, consent, is_read) in [
        ("leadership", "approve", "1", true),
        ("leadership", "approve", "", false),
        ("leadership", "approve", "khong", false),
        ("leadership", "return", "", true),
        ("department", "approve", "", true),
    ] {
        let read = form(step, outcome, consent).parse(&calendar, &Hours::default(), &ReviewSettings::default(), now);
        assert_eq!(read.is_ok(), is_read, "{step} {outcome} {consent}");
        assert_eq!(read.err().is_some_and(|errors| errors.of("consent").is_some()), !is_read);
    }
}
