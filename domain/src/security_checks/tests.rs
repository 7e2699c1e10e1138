#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    days::{Timestamp, day_of},
    forms::FormErrors,
    people::Position,
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const TODAY: &str = "2026-11-25";

/// An account in which nothing is found.
fn quiet(school: &NamThanh, mention: &str) -> AccountSigns {
    AccountSigns {
        person: school.person_id(mention),
        has_password: true,
        handed_out_at: None,
        is_shut: false,
        last_seen: LastSeen::SignedIn(at("2026-11-24 16:00")),
        browsers: 2,
        failed: None,
        wrong_codes: None,
    }
}

fn found(school: &NamThanh, signs: &Signs) -> Vec<Finding> {
    findings(&school.regime.organisation, signs, at(NOW))
}

/// What is found of one account that is as `quiet` but for what `change` does.
fn of_one(change: impl Fn(&mut AccountSigns)) -> Vec<(FindingKind, String)> {
    let school = nam_thanh();
    let mut account = quiet(&school, "cô Hoa");
    change(&mut account);
    let signs = Signs { accounts: vec![account], ..Signs::default() };
    found(&school, &signs).iter().map(|one| (one.kind, one.fact())).collect()
}

fn only(kind: FindingKind, fact: &str) -> Vec<(FindingKind, String)> {
    vec![(kind, fact.to_owned())]
}

#[test]
fn an_account_in_daily_use_has_no_finding() {
    assert_eq!(of_one(|_| {}), []);
}

#[test]
fn a_password_that_was_handed_out_is_found_and_nothing_else_of_that_account() {
    let wanted = only(FindingKind::InitialPassword, "Phát ngày 01/10/2026, chưa tự đặt mật khẩu.");
    let never = |account: &mut AccountSigns| {
        account.handed_out_at = Some(at("2026-10-01 08:00"));
        account.last_seen = LastSeen::Opened(at("2026-10-01 08:00"));
    };
    assert_eq!(of_one(never), wanted, "not dormant as well");
}

#[test]
fn an_account_without_any_password_is_found_and_nothing_else_of_it() {
    let never = |account: &mut AccountSigns| {
        account.has_password = false;
        account.handed_out_at = Some(at("2026-09-01 08:00"));
        account.last_seen = LastSeen::Opened(at("2026-09-01 08:00"));
    };
    let fact = "Tài khoản mở ngày 01/09/2026, chưa ai phát mật khẩu nên chưa đăng nhập được.";
    assert_eq!(of_one(never), only(FindingKind::NoPassword, fact));
}

#[test]
fn thirty_days_without_a_sign_in_are_dormant_and_not_a_second_less() {
    let last = |instant: Timestamp| of_one(|account| account.last_seen = LastSeen::SignedIn(instant));
    assert_eq!(last(at(NOW) - DORMANT_AFTER), []);
    let wanted = only(FindingKind::Dormant, "Không đăng nhập từ ngày 26/10/2026.");
    assert_eq!(last(at(NOW) - DORMANT_AFTER - chrono::TimeDelta::seconds(1)), wanted);
    let opened = of_one(|account| account.last_seen = LastSeen::Opened(at("2026-09-01 08:00")));
    assert_eq!(opened, only(FindingKind::Dormant, "Không đăng nhập từ ngày 01/09/2026."));
    let unknown = of_one(|account| account.last_seen = LastSeen::Unknown);
    assert_eq!(unknown, only(FindingKind::Dormant, "Chưa thấy đăng nhập lần nào."));
}

#[test]
fn many_wrong_passwords_and_many_browsers_are_found_above_their_bounds() {
    let failed = |times| of_one(|account| account.failed = Some((times, day("2026-11-20"))));
    assert_eq!(failed(MIN_FAILED_SIGN_INS - 1), []);
    let wanted = only(FindingKind::FailedSignIns, "10 lần trong 30 ngày, lần gần nhất ngày 20/11/2026.");
    assert_eq!(failed(MIN_FAILED_SIGN_INS), wanted);
    // A wrong code beside the right password is graver, and there are fewer of them by chance.
    let codes = |times| of_one(|account| account.wrong_codes = Some((times, day("2026-11-20"))));
    assert_eq!(codes(MIN_WRONG_CODES - 1), []);
    assert_eq!(codes(MIN_WRONG_CODES), only(FindingKind::WrongCodes, "5 lần trong 30 ngày, lần gần nhất ngày 20/11/2026."));
    let browsers = |count| of_one(|account| account.browsers = count);
    assert_eq!(browsers(MAX_BROWSERS), []);
    assert_eq!(browsers(MAX_BROWSERS + 1), only(FindingKind::ManyBrowsers, "5 máy (trình duyệt) trong 30 ngày."));
}

#[test]
fn a_shut_account_is_no_finding_of_any_kind() {
    let shut = of_one(|account| {
        account.is_shut = true;
        account.handed_out_at = Some(at("2026-10-01 08:00"));
        account.failed = Some((99, day(TODAY)));
        account.wrong_codes = Some((99, day(TODAY)));
        account.browsers = 99;
    });
    assert_eq!(shut, []);
}

#[test]
fn whoever_has_left_is_found_while_their_account_is_open() {
    let mut school = nam_thanh();
    let hoa = school.person_id("cô Hoa");
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == hoa) {
        one.until = Some(day("2026-11-24"));
    }
    let signs = Signs { accounts: vec![quiet(&school, "cô Hoa")], ..Signs::default() };
    let facts = |school: &NamThanh| found(school, &signs).iter().map(Finding::fact).collect::<Vec<_>>();
    assert_eq!(facts(&school), ["Chức vụ cuối cùng kết thúc ngày 24/11/2026, tài khoản vẫn đăng nhập được."]);
    // Whoever leaves tonight works today.
    let ends = |school: &mut NamThanh, last: &str| {
        school.regime.organisation.appointments.iter_mut().filter(|one| one.person == hoa).for_each(|one| {
            one.until = Some(day(last));
        });
    };
    ends(&mut school, TODAY);
    assert_eq!(facts(&school), Vec::<String>::new());
    school.regime.organisation.appointments.retain(|one| one.person != hoa);
    assert_eq!(facts(&school), ["Không giữ chức vụ nào, tài khoản vẫn đăng nhập được."]);
}

#[test]
fn two_accounts_in_one_browser_are_one_pair_and_called_a_hint() {
    let school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let change = |before, after, times, last: &str| QuickChange { before, after, times, last: day(last) };
    let accounts = vec![quiet(&school, "cô Hoa"), quiet(&school, "cô Thảo")];
    let of = |changes| found(&school, &Signs { accounts: accounts.clone(), changes, undecided: Vec::new() });
    assert_eq!(of(vec![change(hoa, thao, 1, "2026-11-20"), change(thao, hoa, 1, "2026-11-23")]), [], "chance");
    let pair = of(vec![change(hoa, thao, 2, "2026-11-20"), change(thao, hoa, 1, "2026-11-23")]);
    assert_eq!(pair.len(), 1);
    let [one] = pair.as_slice() else { return };
    assert!(one.is_about(hoa) && one.is_about(thao));
    assert_eq!(one.fact(), "3 lần trong 30 ngày, cách nhau không quá 5 phút, lần gần nhất ngày 23/11/2026.");
    assert!(one.kind.advice().contains("không phải bằng chứng"));
    let shut = AccountSigns { is_shut: true, ..quiet(&school, "cô Thảo") };
    let signs = Signs {
        accounts: vec![quiet(&school, "cô Hoa"), shut],
        changes: vec![change(hoa, thao, 9, "2026-11-20")],
        undecided: Vec::new(),
    };
    assert_eq!(found(&school, &signs), [], "nobody can use the second one");
}

#[test]
fn rights_with_power_need_a_decision_and_others_do_not() {
    let school = nam_thanh();
    let (dinh, hoa) = (school.person_id("thầy Định"), school.person_id("cô Hoa"));
    let right = |person, position, from: &str, until: Option<&str>| UndecidedRight {
        person,
        position,
        from: day(from),
        until: until.map(day),
    };
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let rights = [
        right(dinh, Position::ManagementTeam, "2026-09-01", None),
        right(dinh, Position::Head(department), "2026-10-01", None),
        right(hoa, Position::Teacher(school.class("4A")), "2026-09-01", None),
        right(hoa, Position::ManagementTeam, "2026-09-01", Some("2026-11-24")),
        right(hoa, Position::Head(department), "2026-11-26", None),
    ];
    let found = without_decision(&rights, day(TODAY));
    assert_eq!(found.iter().map(|one| (one.person, one.times)).collect::<Vec<_>>(), [(dinh, 2)]);
    assert_eq!(found[0].fact(), "2 chức vụ chưa ghi số quyết định, sớm nhất từ 01/09/2026.");
}

/// What is found in two accounts: a password that was handed out, and wrong passwords.
fn two(school: &NamThanh) -> Vec<Finding> {
    let hoa = AccountSigns { handed_out_at: Some(at("2026-10-01 08:00")), ..quiet(school, "cô Hoa") };
    let thao = AccountSigns { failed: Some((12, day("2026-11-20"))), ..quiet(school, "cô Thảo") };
    found(school, &Signs { accounts: vec![hoa, thao], ..Signs::default() })
}

fn typed(school: &NamThanh, findings: &[Finding]) -> CheckForm {
    let organisation = &school.regime.organisation;
    let mut form = CheckForm::empty("key".to_owned(), findings, organisation, day(TODAY));
    for (row, finding) in form.findings.iter_mut().zip(findings) {
        row.to = menders(organisation, finding, day(TODAY))[0].to_string();
    }
    form
}

fn parsed(school: &NamThanh, form: &CheckForm) -> Result<usize, FormErrors> {
    let findings = two(school);
    let decided = form.parse(&findings, &school.regime.organisation, day(TODAY));
    decided.map(|(decided, _)| decided.iter().filter(|(assigned, _)| assigned.is_some()).count())
}

#[test]
fn each_finding_has_somebody_who_mends_it_in_time_or_a_reason_why_nobody_does() {
    let school = nam_thanh();
    let findings = two(&school);
    let form = typed(&school, &findings);
    assert_eq!(form.findings[0].to, school.person_id("thầy Định").to_string(), "the management team first");
    assert_eq!(form.findings[0].by, "02/12/2026");
    assert_eq!(parsed(&school, &form), Ok(2));
    let wrong = |change: &dyn Fn(&mut FindingForm), field: &str, words: &str| {
        let mut form = form.clone();
        change(&mut form.findings[1]);
        let errors = parsed(&school, &form).unwrap_err();
        assert!(errors.of(field).unwrap().contains(words), "{errors:?}");
    };
    wrong(&|row| row.to = String::new(), "note1", "không cần xử lý");
    wrong(&|row| row.to = school.person_id("cô Nguyệt").uuid().as_u128().to_string(), "to1", "Chọn người xử lý");
    wrong(&|row| row.to = school.person_id("cô Ấm").to_string(), "to1", "Chọn người xử lý");
    wrong(&|row| row.by = "24/11/2026".to_owned(), "by1", "đã qua");
    wrong(&|row| row.by = "25/01/2027".to_owned(), "by1", "Muộn nhất ngày 24/01/2027");
    wrong(&|row| row.by = "mai".to_owned(), "by1", "Ghi ngày/tháng/năm");
    wrong(&|row| row.note = "a".repeat(501), "note1", "nhiều nhất 500");
    let mut noted = form;
    let note = "máy phòng hội đồng".to_owned();
    noted.findings[1] = FindingForm { note: note.clone(), ..FindingForm::default() };
    assert_eq!(parsed(&school, &noted), Ok(1));
    // Nobody is chosen by the page itself; who mends all the rest is chosen once, and none of what needs nothing.
    let mut form = CheckForm::empty("key".to_owned(), &findings, &school.regime.organisation, day(TODAY));
    assert!(form.findings.iter().all(|one| one.to.is_empty()));
    assert!(parsed(&school, &form).unwrap_err().of("note0").unwrap().contains("chọn người xử lý"));
    form.all = school.person_id("thầy Định").to_string();
    assert_eq!(parsed(&school, &form), Ok(2));
    form.findings[1] = FindingForm { to: CheckForm::NOBODY.to_owned(), note, ..form.findings[1].clone() };
    assert_eq!(parsed(&school, &form), Ok(1));
}

#[test]
fn nobody_mends_what_is_about_themselves_or_with_an_account_that_is_shut() {
    let mut school = nam_thanh();
    let (dinh, van) = (school.person_id("thầy Định"), school.person_id("cô Vân"));
    let of = |person| Finding { kind: FindingKind::Dormant, person, other: None, since: None, times: 0 };
    let menders_of = |school: &NamThanh, person| menders(&school.regime.organisation, &of(person), day(TODAY));
    assert!(menders_of(&school, van).contains(&dinh) && !menders_of(&school, dinh).contains(&dinh));
    school.regime.organisation.suspended.push(dinh);
    assert!(!menders_of(&school, van).contains(&dinh));
}

/// A check of `two`, in which the first is to be mended by a day.
fn checked(school: &NamThanh, by_day: &str) -> SecurityCheck {
    let assigned = Some(Assigned { to: school.person_id("thầy Định"), by_day: day(by_day) });
    let findings = two(school).into_iter().zip(1..).map(|(finding, number)| Checked {
        number,
        finding,
        assigned: assigned.filter(|_| number == 1),
        note: String::new(),
        mended: None,
    });
    let findings = findings.collect();
    SecurityCheck { id: id(30, 1), number: 1, by: school.person_id("cô Vân"), at: at(NOW), note: String::new(), findings }
}

#[test]
fn a_finding_is_open_overdue_gone_or_mended() {
    let school = nam_thanh();
    let (mut check, now) = (checked(&school, "2026-12-02"), two(&school));
    assert_eq!(check.findings[0].stands(&now, day("2026-12-02")), FollowUp::Open, "until the end of the day");
    assert_eq!(check.findings[0].stands(&now, day("2026-12-04")), FollowUp::Overdue { days: 2 });
    assert_eq!(check.findings[1].stands(&now, day("2026-12-04")), FollowUp::Noted);
    assert_eq!(check.findings[0].stands(&[], day("2026-12-04")), FollowUp::Gone);
    // Handed out again, the password is another fact.
    let again = Finding { since: Some(day("2026-12-03")), ..now[0] };
    assert_eq!(check.findings[0].stands(&[again], day("2026-12-04")), FollowUp::Gone);
    let checks = |check: &SecurityCheck| vec![check.clone()];
    assert_eq!(overdue(&checks(&check), &now, day("2026-12-04")), 1);
    assert_eq!(overdue(&checks(&check), &now, day("2026-12-02")), 0);
    let of = |mention: &str| assigned_to(&checks(&check), Some(school.person_id(mention)), &now, day(TODAY)).len();
    assert_eq!((of("thầy Định"), of("cô Vân")), (1, 0));
    check.findings[0].mended =
        Some(Mended { by: school.person_id("thầy Định"), at: at(NOW), words: "đã nhắc".to_owned() });
    assert_eq!(check.findings[0].stands(&now, day("2026-12-04")), FollowUp::Mended { is_still_there: true });
    assert_eq!(check.findings[0].stands(&[], day("2026-12-04")), FollowUp::Mended { is_still_there: false });
    assert_eq!(overdue(&checks(&check), &now, day("2026-12-04")), 0);
}

#[test]
fn what_has_happened_does_not_go_away_by_time_passing() {
    let school = nam_thanh();
    let mut check = checked(&school, "2026-12-02");
    check.findings[1].assigned = check.findings[0].assigned;
    assert_eq!(check.findings[1].finding.kind, FindingKind::FailedSignIns);
    assert_eq!(check.findings[1].stands(&[], day("2026-12-04")), FollowUp::Overdue { days: 2 });
}

#[test]
fn a_check_is_told_in_words() {
    let school = nam_thanh();
    let (mut check, now) = (checked(&school, "2026-12-02"), two(&school));
    check.findings[0].mended =
        Some(Mended { by: school.person_id("thầy Định"), at: at(NOW), words: "đã gọi điện nhắc.".to_owned() });
    let told = check_told(&school.regime.organisation, &check, &now, day(TODAY));
    assert_eq!((told.by.as_str(), told.titles.as_str()), ("Trần Thị Bích Vân", "Phó hiệu trưởng"));
    assert_eq!((told.open, told.overdue, told.findings.len()), (0, 0, 2));
    let first = &told.findings[0];
    assert!(first.who.starts_with("Nguyễn Thị Hoa"));
    assert_eq!(first.assigned.as_deref(), Some("thầy Định, chậm nhất ngày 02/12/2026"));
    assert!(first.mended.as_deref().unwrap().ends_with("đã gọi điện nhắc."));
}

#[test]
fn the_digest_knows_other_findings_from_those_that_were_shown() {
    let school = nam_thanh();
    let findings = two(&school);
    assert_eq!(seen(&findings), seen(&two(&school)));
    assert_ne!(seen(&findings), seen(&findings[..1]));
    let more = Finding { times: findings[1].times + 1, ..findings[1] };
    assert_ne!(seen(&findings), seen(&[findings[0], more]));
    assert_eq!(day_of(at(NOW)), day(TODAY));
}
