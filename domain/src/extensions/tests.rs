#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod chosen;
mod freed;
mod passed_on;
mod properties;

use super::*;
use crate::{
    deadlines::Lateness,
    locks::LockKind,
    obligations::{Exemption, Reason, Standing},
    refusal::{ExtensionRefusal, LockRefusal, Refusal},
    scope::{Scope, Whose},
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        id, nam_thanh,
    },
};

/// Due on Friday 27 November; odd weeks are cô Hoa's turn.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 13 · Lớp 4B";

fn due(school: &mut NamThanh, title: &str) -> String {
    school.obligation(title).due_day().unwrap().to_string()
}

fn standing(school: &mut NamThanh, title: &str, now: &str) -> Standing {
    let obligation = school.obligation(title).clone();
    school.facts().standing(&obligation, at(now))
}

#[test]
fn one_record_gets_more_time_and_says_why_and_nobody_elses_moves() {
    let mut school = nam_thanh();
    school.extends("cô Nguyệt", &[PLAN], "2026-12-01", "2026-11-26 20:14");
    assert_eq!(school.bring_up_to_date(at("2026-11-26 20:14")).len(), 1);
    assert_eq!(school.bring_up_to_date(at("2026-11-26 20:14")), []);
    assert_eq!((due(&mut school, PLAN), due(&mut school, OTHER)), ("2026-12-01".to_owned(), "2026-11-27".to_owned()));
    let plan = school.obligation(PLAN).clone();
    let steps = school.facts().why(&plan).unwrap().steps;
    assert_eq!(steps.len(), 5);
    assert_eq!(steps[2].text(), "Ngày 27/11 trường làm việc bình thường, hạn không dời.");
    assert_eq!(steps[3].text(), "Gia hạn đến thứ Ba 01/12/2026 (cô Nguyệt, 20:14 ngày 26/11/2026): con ốm.");
    assert_eq!(standing(&mut school, PLAN, "2026-12-01 23:00"), Standing::NotYetDue);
    assert_eq!(standing(&mut school, PLAN, "2026-12-02 08:00"), Standing::Overdue(Lateness::WorkingDays(1)));
    assert_eq!(standing(&mut school, OTHER, "2026-12-01 08:00"), Standing::Overdue(Lateness::WorkingDays(2)));
}

#[test]
fn taken_back_before_the_old_day_all_is_as_before_and_afterwards_it_stands() {
    let check = |on: &str, wanted: &str| {
        let mut school = nam_thanh();
        let before = school.obligation(PLAN).clone();
        let extension = school.extends("cô Nguyệt", &[PLAN], "2026-12-01", "2026-11-25 08:00");
        school.bring_up_to_date(at("2026-11-25 08:00"));
        school.takes_extension_back("cô Vân", extension, on);
        school.bring_up_to_date(at(on));
        assert_eq!(due(&mut school, PLAN), wanted, "{on}");
        assert_eq!(*school.obligation(PLAN) == before, wanted == "2026-11-27", "{on}");
        assert_eq!(school.bring_up_to_date(at("2026-12-03 08:00")), [], "{on}");
    };
    check("2026-11-26 08:00", "2026-11-27");
    // On the old day and after it somebody would be late at once.
    check("2026-11-27 08:00", "2026-12-01");
    check("2026-11-30 08:00", "2026-12-01");
}

#[test]
fn what_is_overdue_can_be_given_more_time_and_is_judged_by_it() {
    let mut school = nam_thanh();
    assert_eq!(standing(&mut school, PLAN, "2026-11-30 09:00"), Standing::Overdue(Lateness::WorkingDays(1)));
    let extension = school.extends("cô Nguyệt", &[PLAN], "2026-12-01", "2026-11-30 09:00");
    school.bring_up_to_date(at("2026-11-30 09:00"));
    school.hands_in("cô Hoa", PLAN, "2026-12-01 10:00");
    assert_eq!(standing(&mut school, PLAN, "2026-12-05 09:00"), Standing::OnTime);
    school.takes_extension_back("cô Nguyệt", extension, "2026-12-02 09:00");
    school.bring_up_to_date(at("2026-12-02 09:00"));
    assert_eq!(standing(&mut school, PLAN, "2026-12-05 09:00"), Standing::OnTime);
}

#[test]
fn a_storm_on_the_day_that_was_given_moves_it_on_and_back() {
    let mut school = nam_thanh();
    school.extends("cô Nguyệt", &[PLAN], "2026-12-01", "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let extended = school.obligation(PLAN).clone();
    let storm = school.shuts("cô Nguyệt", Scope::whole(), ("2026-12-01", "2026-12-01"), "2026-11-30 20:00");
    school.bring_up_to_date(at("2026-11-30 20:00"));
    assert_eq!(due(&mut school, PLAN), "2026-12-02");
    let plan = school.obligation(PLAN).clone();
    let why = school.facts().why(&plan).unwrap();
    assert!(why.steps[3].text().ends_with("Hôm đó trường nghỉ, hạn là thứ Tư 02/12/2026."), "{:?}", why.steps[3]);
    school.takes_back("cô Nguyệt", storm, "2026-11-30 21:00");
    school.bring_up_to_date(at("2026-11-30 21:00"));
    assert_eq!(*school.obligation(PLAN), extended);
}

#[test]
fn of_two_extensions_the_longer_one_counts() {
    let mut school = nam_thanh();
    let longer = school.extends("cô Nguyệt", &[PLAN, OTHER], "2026-12-04", "2026-11-25 08:00");
    school.extends("cô Vân", &[PLAN], "2026-12-01", "2026-11-25 09:00");
    school.bring_up_to_date(at("2026-11-25 09:00"));
    assert_eq!((due(&mut school, PLAN), due(&mut school, OTHER)), ("2026-12-04".to_owned(), "2026-12-04".to_owned()));
    school.takes_extension_back("cô Nguyệt", longer, "2026-11-25 10:00");
    school.bring_up_to_date(at("2026-11-25 10:00"));
    assert_eq!((due(&mut school, PLAN), due(&mut school, OTHER)), ("2026-12-01".to_owned(), "2026-11-27".to_owned()));
}

#[test]
fn what_cannot_get_more_time_says_why() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 11 · Lớp 4A", "2026-11-13 10:00");
    let by = school.person_id("cô Nguyệt");
    let exempted = at("2026-11-20 10:00");
    school.obligation("Giáo án tuần 15 · Lớp 4A").exemption = Some(Exemption { by, at: exempted, reason: "ốm".to_owned() });
    let facts = school.facts();
    let refused = |title: &str, until: &str| {
        let record = facts.open_obligations().find(|one| facts.title(one) == title).unwrap();
        check_extend(&facts, record, day(until), at("2026-11-25 14:20")).err()
    };
    let refusal = |refusal: ExtensionRefusal| Some(Refusal::from(refusal));
    let due = day("2026-11-27");
    for until in ["2026-11-20", "2026-11-27"] {
        assert_eq!(refused(PLAN, until), refusal(ExtensionRefusal::NotLater { due }), "{until}");
    }
    assert_eq!(refused(PLAN, "2026-11-28"), None);
    let last = facts.calendar().last_day();
    assert_eq!(refused(PLAN, "2027-09-01"), refusal(ExtensionRefusal::AfterTheYear { last }));
    let over = day("2026-11-23");
    assert_eq!(refused("Giáo án tuần 12 · Lớp 4A", "2026-11-23"), refusal(ExtensionRefusal::DayIsOver { day: over }));
    assert_eq!(refused("Giáo án tuần 12 · Lớp 4A", "2026-11-25"), None, "overdue, and still to be handed in");
    let handed_in = refusal(ExtensionRefusal::HandedIn { at: at("2026-11-13 10:00") });
    assert_eq!(refused("Giáo án tuần 11 · Lớp 4A", "2026-12-01"), handed_in);
    let exempt = Some(Refusal::AlreadyExempt { at: exempted, reason: "ốm".to_owned() });
    assert_eq!(refused("Giáo án tuần 15 · Lớp 4A", "2026-12-30"), exempt);
}

#[test]
fn a_day_whose_hour_has_passed_is_no_more_time() {
    let mut school = nam_thanh();
    for rules in &mut school.regime.rules {
        rules.hours.counted_until = rules.hours.shown;
    }
    let facts = school.facts();
    let record = facts.open_obligations().find(|one| facts.title(one) == "Giáo án tuần 12 · Lớp 4A").unwrap();
    let today = day("2026-11-25");
    let refused = |now: &str| check_extend(&facts, record, today, at(now)).err();
    assert_eq!(refused("2026-11-25 16:00"), None);
    assert_eq!(refused("2026-11-25 20:00"), Some(ExtensionRefusal::DayIsOver { day: today }.into()));
}

#[test]
fn an_extension_of_what_is_shut_is_not_taken_back() {
    let mut school = nam_thanh();
    let given = school.extends("cô Nguyệt", &[PLAN, OTHER], "2026-12-01", "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let check = |school: &NamThanh, now: &str| {
        let facts = school.facts();
        let one = facts.extension(given).unwrap();
        let told = extensions_told(&facts, &facts.actor(school.person_id("cô Vân"), at(now)), "", at(now));
        let HistoryLine::Given(given) = &told.history[0] else { panic!("{:?}", told.history) };
        (check_take_back(&facts, one, at(now)), given.goes_back)
    };
    assert_eq!(check(&school, "2026-11-25 09:00"), (Ok(()), 2));
    assert_eq!(check(&school, "2026-11-27 09:00"), (Err(ExtensionRefusal::Stands.into()), 0));
    let scope = Scope { whose: [Whose::Class(school.class("4B"))].into(), ..Scope::whole() };
    school.orders("cô Nguyệt", LockKind::Lock, scope, "2026-11-25 10:00");
    let (refused, goes_back) = check(&school, "2026-11-25 11:00");
    assert!(matches!(refused, Err(Refusal::Lock(LockRefusal::Shut(_)))), "{refused:?}");
    assert_eq!(goes_back, 0, "the button is not offered");
}

#[test]
fn the_same_form_asks_once_and_a_changed_one_or_one_after_the_answer_asks_anew() {
    let mut school = nam_thanh();
    let form = |until: &str, reason: &str| AskForm { until: until.to_owned(), reason: reason.to_owned(), ..AskForm::default() };
    let (by, other, obligation) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"), school.obligation(PLAN).id);
    let (reason, moment) = (Reason::parse("con ốm").unwrap(), at("2026-11-25 20:00"));
    let asked = ExtensionRequest {
        id: id(20, 1),
        obligation,
        by,
        at: moment,
        wish: Wish::Until(day("2026-11-30")),
        reason,
        answered: None,
    };
    let same = form("30/11/2026", "con  ốm");
    assert!(same.repeats(&asked, by));
    assert!(!same.repeats(&asked, other));
    assert!(!form("01/12/2026", "con ốm").repeats(&asked, by));
    assert!(!form("30/11/2026", "con ốm nặng").repeats(&asked, by));
    let answered = Some(Answered { answer: Answer::Withdrawn, by, at: moment });
    assert!(!same.repeats(&ExtensionRequest { answered, ..asked }, by));
}

#[test]
fn a_request_whose_day_has_passed_is_offered_another_and_one_without_need_says_so() {
    let check = |hands_in: bool, now: &str| {
        let mut school = nam_thanh();
        let (by, obligation) = (school.person_id("cô Hoa"), school.obligation(PLAN).id);
        let (reason, at_) = (Reason::parse("con ốm").unwrap(), at("2026-11-25 20:00"));
        let (id, wish) = (id(20, 1), Wish::Until(day("2026-11-30")));
        school.extension_requests.push(ExtensionRequest { id, obligation, by, at: at_, wish, reason, answered: None });
        if hands_in {
            school.hands_in("cô Hoa", PLAN, "2026-11-26 09:00");
        }
        let facts = school.facts();
        let told = |mention: &str| extensions_told(&facts, &facts.actor(school.person_id(mention), at(now)), "", at(now));
        let (leads, asks) = (told("cô Nguyệt"), told("cô Hoa"));
        match leads.waiting.first() {
            Some(one) => assert_eq!(one.became, asks.own[0].became, "both read the same"),
            None => assert!(matches!(asks.own[0].became, Became::Overtaken(_)), "{:?}", asks.own[0].became),
        }
        asks.own[0].became.clone()
    };
    assert_eq!(check(false, "2026-11-26 10:00"), Became::Waits);
    let next = check(false, "2026-12-02 10:00");
    assert!(matches!(next, Became::WaitsForAnother { day: next, .. } if next == day("2026-12-03")), "{next:?}");
    let facts = [check(true, "2026-11-26 10:00")].map(|became| match became {
        Became::Overtaken(words) => words.fact,
        other => format!("{other:?}"),
    });
    assert_eq!(facts, ["Hồ sơ này đã nộp lúc 09:00 ngày 26/11/2026"]);
}

#[test]
fn who_wishes_to_be_freed_is_overtaken_by_a_hand_in_and_not_by_a_later_day() {
    let check = |school: &NamThanh, wanted: Option<&str>| {
        let (facts, now) = (school.facts(), at("2026-11-26 10:00"));
        let told = |mention: &str| extensions_told(&facts, &facts.actor(school.person_id(mention), now), "", now);
        let own = &told("cô Hoa").own[0];
        match (&own.became, wanted) {
            (Became::Waits, None) => assert!(told("cô Nguyệt").waiting[0].may_free),
            (Became::Overtaken(words), Some(wanted)) => {
                assert_eq!(words.fact, wanted);
                assert_eq!(told("cô Nguyệt").waiting, []);
            }
            other => panic!("{other:?}"),
        }
    };
    let mut school = nam_thanh();
    let (by, obligation) = (school.person_id("cô Hoa"), school.obligation(PLAN).id);
    let (reason, moment) = (Reason::parse("lớp nghỉ").unwrap(), at("2026-11-25 20:00"));
    let (id, wish) = (id(20, 1), Wish::Freedom);
    school.extension_requests.push(ExtensionRequest { id, obligation, by, at: moment, wish, reason, answered: None });
    check(&school, None);
    school.extends("cô Nguyệt", &[PLAN], "2026-12-04", "2026-11-26 08:00");
    check(&school, None);
    school.hands_in("cô Hoa", PLAN, "2026-11-26 09:00");
    check(&school, Some("Hồ sơ này đã nộp lúc 09:00 ngày 26/11/2026"));
}

#[test]
fn a_form_says_what_is_wrong_with_it() {
    let read = |until: &str, reason: &str| {
        let form = AskForm::read(&typed(&[("until", until), ("reason", reason)]));
        form.parse().map(|(wish, reason)| (wish, reason.as_str().to_owned()))
    };
    assert_eq!(read("30/11/2026", " con  ốm ").unwrap(), (Wish::Until(day("2026-11-30")), "con ốm".to_owned()));
    // Whoever wishes to be freed names no day.
    let freedom = AskForm::read(&typed(&[("wish", AskForm::FREEDOM), ("until", ""), ("reason", "con ốm")]));
    assert_eq!(freedom.parse().unwrap().0, Wish::Freedom);
    let wrong = told(&read("30/13", "ốm").unwrap_err());
    assert!(wrong[0].starts_with("until: Ghi ngày/tháng/năm") && wrong[1].starts_with("reason: Ghi lý do"), "{wrong:?}");
}

#[test]
fn many_at_once_names_what_it_does_and_what_it_leaves_alone() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    let class = format!("class.{}", school.class("4A"));
    let facts = school.facts();
    let plan = |deed: &str, until: &str| {
        let fields = [("deed", deed), ("until", until), ("reason", "tập huấn ở huyện"), ("weeks", "13"), ("whose", &class)];
        ManyForm::read(&typed(&fields)).parse(&facts)
    };
    let actor = |mention: &str| facts.actor(school.person_id(mention), at("2026-11-25 14:20"));
    let preview = |mention: &str, deed: &str| {
        ManyOutlook::of(&facts, &actor(mention), &plan(deed, "04/12/2026").unwrap(), at("2026-11-25 14:20")).preview
    };
    for deed in [ManyForm::EXTEND, ManyForm::EXEMPT] {
        let shown = preview("cô Vân", deed);
        assert!(shown.records.iter().all(|one| one.title != PLAN && one.title.ends_with("Lớp 4A")), "{shown:?}");
        assert!(shown.records.iter().any(|one| one.title == "Kế hoạch tuần 13 · Lớp 4A"), "{shown:?}");
        assert!(shown.skipped.iter().any(|one| one.title == PLAN), "{shown:?}");
        assert_eq!(preview("cô Ấm", deed).records, [], "a head of department decides nothing");
    }
    assert!(plan("", "").is_err() && plan("extend", "").is_err() && plan("exempt", "").is_ok());
}

/// What is sent with the confirmation of a form, and whether it was sent before.
struct Look {
    seen: String,
    sent: SentMany,
}

fn looks(school: &NamThanh, mention: &str, fields: &[(&str, &str)], now: &str) -> Look {
    let (facts, now) = (school.facts(), at(now));
    let (form, actor) = (ManyForm::read(&typed(fields)), facts.actor(school.person_id(mention), now));
    let plan = form.parse(&facts).unwrap();
    let seen = ManyOutlook::of(&facts, &actor, &plan, now).seen().to_owned();
    Look { seen, sent: sent_many(&facts, &actor, &form, &plan, now) }
}

#[test]
fn another_record_of_as_many_is_another_look() {
    let fields = [("deed", "extend"), ("until", "04/12/2026"), ("reason", "tập huấn ở huyện"), ("weeks", "13")];
    let (mut first, mut second) = (nam_thanh(), nam_thanh());
    first.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    second.hands_in("cô Đào", OTHER, "2026-11-24 10:00");
    let look = |school: &NamThanh| looks(school, "cô Nguyệt", &fields, "2026-11-25 08:00").seen;
    assert_ne!(look(&first), look(&second));
    assert_eq!(look(&first), look(&first.clone()));
}

#[test]
fn a_form_is_known_again_by_what_it_says_and_by_whoever_sent_it() {
    let mut school = nam_thanh();
    let given = school.extends("cô Nguyệt", &[PLAN], "2026-12-01", "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let key = given.to_string();
    let check = |school: &NamThanh, mention: &str, until: &str, key: &str, wanted: SentMany| {
        let fields = [("key", key), ("deed", "extend"), ("until", until), ("reason", "con ốm"), ("weeks", "13")];
        assert_eq!(looks(school, mention, &fields, "2026-11-25 09:00").sent, wanted, "{mention} {until}");
    };
    check(&school, "cô Nguyệt", "01/12/2026", &key, SentMany::Repeats);
    check(&school, "cô Vân", "01/12/2026", &key, SentMany::Taken);
    check(&school, "cô Nguyệt", "02/12/2026", &key, SentMany::Taken);
    check(&school, "cô Nguyệt", "01/12/2026", "", SentMany::Fresh);
    school.takes_extension_back("cô Nguyệt", given, "2026-11-25 08:30");
    check(&school, "cô Nguyệt", "01/12/2026", &key, SentMany::Taken);
}

#[test]
fn a_form_that_frees_keeps_the_number_in_the_reason_and_is_known_again() {
    let mut school = nam_thanh();
    let (class, now) = (format!("class.{}", school.class("4A")), at("2026-11-25 08:00"));
    let fields = [
        ("deed", "exempt"),
        ("reason", "nghỉ thai sản"),
        ("decision", "QĐ số 15/QĐ-MN"),
        ("weeks", "13"),
        ("whose", class.as_str()),
    ];
    let facts = school.facts();
    let plan = ManyForm::read(&typed(&fields)).parse(&facts).unwrap();
    assert_eq!(plan.reason.as_str(), "nghỉ thai sản (Quyết định số 15/QĐ-MN)");
    assert_eq!(looks(&school, "cô Nguyệt", &fields, "2026-11-25 08:00").sent, SentMany::Fresh);
    let by = school.person_id("cô Nguyệt");
    let freed = ManyOutlook::of(&facts, &facts.actor(by, now), &plan, now).preview.records;
    for line in freed {
        let one = school.obligations.iter_mut().find(|one| one.id == line.obligation).unwrap();
        std::sync::Arc::make_mut(one).exemption = Some(Exemption { by, at: now, reason: plan.reason.as_str().to_owned() });
    }
    assert_eq!(looks(&school, "cô Nguyệt", &fields, "2026-11-25 08:01").sent, SentMany::Repeats);
    assert_eq!(
        looks(&school, "cô Vân", &fields, "2026-11-25 08:01").sent,
        SentMany::Fresh,
        "another one is told that nothing is left"
    );
}

#[test]
fn of_a_year_that_is_over_a_request_without_an_answer_says_so_and_one_that_was_settled_too() {
    let mut school = nam_thanh();
    let ask = |school: &mut NamThanh, number: u128, title: &str| {
        let obligation = school.obligation(title).id;
        let (by, at, reason) = (school.person_id("cô Hoa"), at("2026-11-26 08:00"), Reason::parse("con ốm").unwrap());
        let request = ExtensionRequest {
            id: id(21, number),
            obligation,
            by,
            at,
            wish: Wish::Until(day("2026-12-01")),
            reason,
            answered: None,
        };
        school.extension_requests.push(request);
    };
    ask(&mut school, 1, PLAN);
    ask(&mut school, 2, OTHER);
    school.hands_in("cô Xuân", OTHER, "2026-11-27 09:00");
    let facts = crate::facts::Facts { is_over: true, ..school.facts() };
    let now = at("2027-08-20 09:00");
    let told = |mention: &str| extensions_told(&facts, &facts.actor(school.person_id(mention), now), "", now);
    let waiting: Vec<(String, Became)> = told("cô Nguyệt").waiting.into_iter().map(|one| (one.title, one.became)).collect();
    assert_eq!(waiting, [(PLAN.to_owned(), Became::Unanswered)]);
    let own: Vec<bool> = told("cô Hoa").own.iter().map(|one| one.became == Became::Unanswered).collect();
    assert_eq!(own, [false, true], "of what was handed in nobody had to answer");
    let actor = facts.actor(school.person_id("cô Nguyệt"), now);
    assert_eq!(requests_for(&facts, &actor, now), 0);
}
