#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod properties;

use super::*;
use crate::{
    deadlines::Lateness,
    obligations::{Exemption, Standing},
    refusal::{ExtensionRefusal, Refusal},
    scope::Scope,
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        nam_thanh,
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
    let last = facts.calendar().year().to;
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
fn a_form_says_what_is_wrong_with_it() {
    let read = |until: &str, reason: &str| {
        let form = AskForm::read(&typed(&[("until", until), ("reason", reason)]));
        form.parse().map(|(until, reason)| (until, reason.as_str().to_owned()))
    };
    assert_eq!(read("30/11/2026", " con  ốm ").unwrap(), (day("2026-11-30"), "con ốm".to_owned()));
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
        preview_of_many(&facts, &actor(mention), &plan(deed, "04/12/2026").unwrap(), at("2026-11-25 14:20"))
    };
    for deed in [ManyForm::EXTEND, ManyForm::EXEMPT] {
        let shown = preview("cô Vân", deed);
        assert!(shown.records.iter().all(|(_, title)| title != PLAN && title.ends_with("Lớp 4A")), "{shown:?}");
        assert!(shown.records.iter().any(|(_, title)| title == "Kế hoạch tuần 13 · Lớp 4A"), "{shown:?}");
        assert!(shown.skipped.iter().any(|one| one.title == PLAN), "{shown:?}");
        assert_eq!(preview("cô Ấm", deed).records, [], "a head of department decides nothing");
    }
    assert!(plan("", "").is_err() && plan("extend", "").is_err() && plan("exempt", "").is_ok());
}
