#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod properties;

use super::*;
use crate::{
    calendar::SpecialDayKind,
    deadlines::{DueRule, Hours},
    obligations::{Standing, Verdict},
    people::{ClassGroup, Position},
    record_types::RuleVersion,
    scope::Scope,
    testing::{NamThanh, at, day, id, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

fn due_day(school: &mut NamThanh, title: &str) -> NaiveDate {
    school.obligation(title).terms.due.as_ref().unwrap().day
}

#[test]
fn the_first_list_begins_with_the_past() {
    let mut school = nam_thanh();
    school.obligations.clear();
    let wanted = school.generated().len();
    assert_eq!(school.bring_up_to_date(at("2026-11-25 14:20")).len(), wanted);
    assert!(matches!(school.standing("Giáo án tuần 12 · Lớp 4A", "2026-11-25 14:20"), Standing::Overdue(_)));
    assert_eq!(school.bring_up_to_date(at("2026-11-25 14:20")), []);
    assert_eq!(school.bring_up_to_date(at("2027-03-01 08:00")), []);
}

#[test]
fn a_storm_declared_afterwards_makes_a_late_hand_in_on_time() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-30 09:00");
    assert!(matches!(school.standing(PLAN, "2026-11-30 10:00"), Standing::Late(_)));
    assert!(matches!(school.standing("Kế hoạch tuần 13 · Lớp 4A", "2026-11-30 10:00"), Standing::Overdue(_)));
    school.declares(SpecialDayKind::Closure, "2026-11-27", "2026-11-27", "Bão số 9");
    school.bring_up_to_date(at("2026-11-30 10:00"));
    assert_eq!(school.standing(PLAN, "2026-11-30 10:00"), Standing::OnTime);
    assert_eq!(school.standing("Kế hoạch tuần 13 · Lớp 4A", "2026-11-30 10:00"), Standing::NotYetDue);
    let kept = school.obligation(PLAN).handed_in.clone().unwrap();
    assert_eq!((kept.first_at, kept.judged.by), (at("2026-11-30 09:00"), Some(day("2026-11-30"))));
    assert!(matches!((kept.first_verdict, kept.judged.verdict), (Verdict::Late(_), Verdict::OnTime)));
    // The closure was a slip of the hand and is taken back: whoever was on time stays on time.
    let mut calendar = school.regime.calendar.parts().clone();
    calendar.special_days.pop();
    school.regime.calendar = crate::calendar::SchoolCalendar::new(calendar).unwrap();
    school.bring_up_to_date(at("2026-11-30 11:00"));
    assert_eq!(school.standing(PLAN, "2026-12-03 10:00"), Standing::OnTime);
    assert_eq!(school.standing("Kế hoạch tuần 13 · Lớp 4A", "2026-11-30 11:00"), Standing::NotYetDue);
}

#[test]
fn a_holiday_added_makes_nobody_late() {
    let mut school = nam_thanh();
    school.declares(SpecialDayKind::Holiday, "2026-11-27", "2026-11-27", "Ngày hội");
    let mut wednesday = school.clone();
    wednesday.bring_up_to_date(at("2026-11-25 10:00"));
    assert_eq!(due_day(&mut wednesday, PLAN), day("2026-11-26"));
    // Told on the very day to which it would move, or later: the old day stands.
    for (now, handed_in) in [("2026-11-26 10:00", "2026-11-27 10:00"), ("2026-11-30 10:00", "2026-11-27 22:00")] {
        let mut school = school.clone();
        if handed_in < now {
            school.hands_in("cô Hoa", PLAN, handed_in);
        }
        school.bring_up_to_date(at(now));
        assert_eq!(due_day(&mut school, PLAN), day("2026-11-27"));
        assert_eq!(school.bring_up_to_date(at(now)), []);
        if handed_in > now {
            school.hands_in("cô Hoa", PLAN, handed_in);
        }
        assert_eq!(school.standing(PLAN, "2026-12-01 10:00"), Standing::OnTime);
    }
}

#[test]
fn a_rule_set_today_is_for_what_comes() {
    let mut school = nam_thanh();
    let materials = |week: u8| format!("Tư liệu tuần {week} · Lớp 4A");
    school.hands_in("cô Hoa", &materials(2), "2026-10-01 10:00").hands_in("cô Hoa", &materials(20), "2026-11-24 10:00");
    school.record_type("tu-lieu").due = DueRule::FRIDAY_BEFORE;
    let now = "2026-11-25 14:20";
    school.bring_up_to_date(at(now));
    assert_eq!(school.standing(&materials(1), now), Standing::Untimed { handed_in: false });
    assert_eq!(school.standing(&materials(2), now), Standing::Untimed { handed_in: true });
    assert_eq!(school.standing(&materials(13), now), Standing::NotYetDue);
    // What came before there was a due day came before that day.
    assert_eq!(school.standing(&materials(20), now), Standing::OnTime);
    assert_eq!(school.bring_up_to_date(at(now)), []);
    // Taken back again: what is judged stays judged, the rest is tracked.
    school.record_type("tu-lieu").due = DueRule::NotSet;
    school.bring_up_to_date(at("2026-11-30 08:00"));
    assert_eq!(school.standing(&materials(20), now), Standing::OnTime);
    assert!(matches!(school.standing(&materials(13), "2026-11-30 08:00"), Standing::Overdue(_)));
    assert_eq!(school.standing(&materials(14), "2027-05-01 08:00"), Standing::Untimed { handed_in: false });
}

#[test]
fn a_rule_changed_today_leaves_the_past_and_its_reasons_alone() {
    let mut school = nam_thanh();
    school.lives_until(at("2026-11-25 14:20"));
    let now = "2026-11-25 14:20";
    let past = |school: &NamThanh| -> Vec<(ObligationId, Standing, Option<Vec<String>>)> {
        let facts = school.facts();
        let come = facts.obligations.iter().filter(|one| one.terms.due.as_ref().is_some_and(|due| due.day <= day("2026-11-25")));
        let told = |one: &Obligation| facts.why(one).map(|why| why.steps.iter().map(|step| step.text()).collect());
        come.map(|one| (one.id, facts.standing(one, at(now)), told(one))).collect()
    };
    let before = past(&school);
    for code in ["giao-an", "ke-hoach-tuan"] {
        school.record_type(code).due = DueRule::LastWorkingDayOfWeek(None);
    }
    school.bring_up_to_date(at(now));
    assert_eq!(past(&school), before);
    assert_eq!(due_day(&mut school, PLAN), day("2026-12-04"), "what comes has the new rule");
    // A storm on a day that is past still moves that day, by the rule of that time.
    school.declares(SpecialDayKind::Closure, "2026-11-20", "2026-11-20", "Bão số 9");
    school.bring_up_to_date(at(now));
    assert_eq!(due_day(&mut school, "Giáo án tuần 12 · Lớp 4A"), day("2026-11-23"));
    assert_eq!(school.bring_up_to_date(at(now)), []);
}

#[test]
fn a_judgement_that_was_improved_stays_so() {
    let mut school = nam_thanh();
    let plan = "Giáo án tuần 10 · Lớp 4A";
    // Due on Friday the 6th, handed in on the Wednesday after.
    school.hands_in("cô Hoa", plan, "2026-11-11 09:00");
    let late = |days| Standing::Late(crate::deadlines::Lateness::WorkingDays(days));
    assert_eq!(school.standing(plan, "2026-11-12 08:00"), late(3));
    school.declares(SpecialDayKind::Closure, "2026-11-09", "2026-11-10", "Mất điện");
    school.bring_up_to_date(at("2026-11-12 08:00"));
    assert_eq!(school.standing(plan, "2026-11-12 08:00"), late(1));
    let mut calendar = school.regime.calendar.parts().clone();
    calendar.special_days.pop();
    school.regime.calendar = crate::calendar::SchoolCalendar::new(calendar).unwrap();
    school.bring_up_to_date(at("2026-11-13 08:00"));
    assert_eq!(school.standing(plan, "2026-11-13 08:00"), late(1));
    assert_eq!(school.bring_up_to_date(at("2026-11-13 08:00")), []);
}

#[test]
fn a_judgement_that_was_improved_stays_so_where_the_class_is_gone() {
    let mut school = nam_thanh();
    let plan = "Giáo án tuần 10 · Lớp 4A";
    school.hands_in("cô Hoa", plan, "2026-11-11 09:00");
    let (id, class) = (school.obligation(plan).id, school.class("4A"));
    let late = |days| Standing::Late(crate::deadlines::Lateness::WorkingDays(days));
    let standing = |school: &NamThanh, now: &str| {
        let facts = school.facts();
        facts.standing(facts.obligation(id).unwrap(), at(now))
    };
    assert_eq!(standing(&school, "2026-11-12 08:00"), late(3));
    school.regime.organisation.classes.retain(|one| one.id != class);
    school.declares(SpecialDayKind::Closure, "2026-11-09", "2026-11-10", "Mất điện");
    school.bring_up_to_date(at("2026-11-12 08:00"));
    assert_eq!(standing(&school, "2026-11-12 08:00"), late(1));
    let mut calendar = school.regime.calendar.parts().clone();
    calendar.special_days.pop();
    school.regime.calendar = crate::calendar::SchoolCalendar::new(calendar).unwrap();
    school.bring_up_to_date(at("2026-11-13 08:00"));
    assert_eq!(standing(&school, "2026-11-13 08:00"), late(1));
    assert_eq!(school.bring_up_to_date(at("2026-11-13 08:00")), []);
}

#[test]
fn what_has_come_due_keeps_its_row_and_its_turn() {
    let mut school = nam_thanh();
    let past = "Giáo án tuần 12 · Lớp 4A";
    let (thao, class) = (school.person_id("cô Thảo"), school.class("4A"));
    let before = (school.obligation(past).terms.department, school.obligation(past).terms.turn);
    let to = school.department("Mẫu giáo 3–4 tuổi");
    school.regime.organisation.turns.iter_mut().for_each(|turn| turn.person = thao);
    school.regime.organisation.classes.iter_mut().filter(|one| one.id == class).for_each(|one| one.department = to);
    school.bring_up_to_date(at("2026-11-25 14:20"));
    assert_eq!((school.obligation(past).terms.department, school.obligation(past).terms.turn), before);
    assert_eq!((school.obligation(PLAN).terms.department, school.obligation(PLAN).terms.turn), (Some(to), Some(thao)));
    // A row that is gone cannot hold anything.
    let from = before.0.unwrap();
    school.regime.organisation.departments.retain(|one| one.id != from);
    school.bring_up_to_date(at("2026-11-25 14:20"));
    assert_eq!(school.obligation(past).terms.department, Some(to));
}

#[test]
fn a_due_day_that_stays_keeps_its_week_of_the_dashboard() {
    let mut school = nam_thanh();
    let november = "Hồ sơ thu chi tháng 9/2026 · Kế toán";
    school.record_type("ke-toan").due = DueRule::NotSet;
    school.bring_up_to_date(at("2026-11-25 14:20"));
    let kept = school.obligation(november);
    assert_eq!((kept.terms.week, kept.due_day()), (Some(4), Some(day("2026-09-30"))));
    let coming = school.obligation("Hồ sơ thu chi tháng 12/2026 · Kế toán");
    assert_eq!((coming.terms.week, coming.terms.due.clone()), (None, None));
}

#[test]
fn stricter_hours_are_for_what_comes() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-27 18:00");
    let five = chrono::NaiveTime::from_hms_opt(17, 0, 0).unwrap();
    let hours = Hours { shown: five, counted_until: five };
    school.regime.rules.push(RuleVersion {
        id: id(8, 2),
        number: 2,
        effective_from: day("2026-11-27"),
        hours,
        due: Default::default(),
        in_use: Default::default(),
    });
    let now = "2026-11-27 19:00";
    school.bring_up_to_date(at(now));
    assert_eq!(school.standing(PLAN, now), Standing::OnTime);
    assert_eq!(school.standing("Kế hoạch tuần 13 · Lớp 4A", now), Standing::NotYetDue);
    assert!(matches!(school.standing("Kế hoạch tuần 14 · Lớp 4A", "2026-12-04 18:00"), Standing::Overdue(_)));
    assert_eq!(school.bring_up_to_date(at("2026-12-01 08:00")), []);
}

#[test]
fn a_class_that_is_gone_and_comes_back() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 1 · Lớp 4A", "2026-09-03 10:00");
    let titles = [1, 2, 13, 20].map(|week| (week, school.obligation(&format!("Giáo án tuần {week} · Lớp 4A")).id));
    let class = school.class("4A");
    let classes = school.regime.organisation.classes.clone();
    let now = "2026-11-25 14:20";
    school.regime.organisation.classes.retain(|one| one.id != class);
    let changes = school.bring_up_to_date(at(now));
    assert!(changes.iter().all(|change| matches!(change, Change::Close(_))));
    assert_eq!(school.bring_up_to_date(at(now)), []);
    let closed = |school: &NamThanh| -> Vec<u8> {
        let is_closed = |id| school.obligations.iter().any(|one| one.id == id && one.closing.is_some());
        titles.iter().filter(|(_, id)| is_closed(*id)).map(|(week, _)| *week).collect()
    };
    assert_eq!(closed(&school), [2, 13, 20], "what was handed in stands");
    // Back on Monday: what was overdue before is so again, what came due meanwhile is not owed.
    school.regime.organisation.classes = classes;
    school.bring_up_to_date(at("2026-11-30 08:00"));
    assert_eq!(closed(&school), [13]);
    assert_eq!(school.bring_up_to_date(at("2026-11-30 08:00")), []);
    assert_eq!(school.standing("Giáo án tuần 20 · Lớp 4A", "2026-11-30 08:00"), Standing::NotYetDue);
}

#[test]
fn a_class_that_ends_owes_nothing_of_later_weeks() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 14 · Lớp 4A", "2026-11-25 10:00");
    let class = school.class("4A");
    let now = "2026-11-25 14:20";
    school.regime.organisation.classes.iter_mut().filter(|one| one.id == class).for_each(|one| one.until = Some(day("2026-11-25")));
    school.bring_up_to_date(at(now));
    let open = |school: &mut NamThanh, title: &str| school.obligation(title).closing.is_none();
    assert!(open(&mut school, "Giáo án tuần 12 · Lớp 4A"), "what was owed while there was a class stays owed");
    assert!(open(&mut school, "Giáo án tuần 14 · Lớp 4A"), "what was handed in stands");
    assert!(!open(&mut school, PLAN) && !open(&mut school, "Kế hoạch giáo dục học kỳ II · Lớp 4A"));
    assert!(open(&mut school, "Giáo án tuần 13 · Lớp 4B"));
    assert_eq!(school.bring_up_to_date(at(now)), []);
}

#[test]
fn a_class_opened_in_november_owes_nothing_of_september() {
    let mut school = nam_thanh();
    let department = school.department("Mẫu giáo 3–4 tuổi");
    school.regime.organisation.classes.push(ClassGroup {
        id: id(2, 13),
        name: "3D".to_owned(),
        department,
        from: None,
        site: None,
        until: None,
    });
    let now = "2026-11-25 14:20";
    school.bring_up_to_date(at(now));
    let has = |school: &NamThanh, title: &str| school.obligations.iter().any(|one| school.title(one) == title);
    assert!(!has(&school, "Giáo án tuần 12 · Lớp 3D") && has(&school, "Giáo án tuần 13 · Lớp 3D"));
    assert!(!has(&school, "Kế hoạch giáo dục học kỳ I · Lớp 3D"));
    assert_eq!(school.bring_up_to_date(at(now)), []);
}

#[test]
fn a_class_that_is_opened_for_a_day_to_come_owes_nothing_before() {
    let mut school = nam_thanh();
    let department = school.department("Mẫu giáo 3–4 tuổi");
    let from = Some(day("2027-02-08"));
    school.regime.organisation.classes.push(ClassGroup {
        id: id(2, 13),
        name: "3D".to_owned(),
        department,
        from,
        site: None,
        until: None,
    });
    school.bring_up_to_date(at("2026-11-25 14:20"));
    let of_new = school.obligations.iter().filter(|one| school.title(one).ends_with("Lớp 3D"));
    let begins = |one: &Obligation| one.terms.period.span(&school.regime.calendar, &school.regime.themes).map(|span| span.from);
    let due = |one: &Obligation| one.due_day().max(begins(one));
    let first = of_new.clone().filter_map(|one| due(one)).min();
    assert!(first >= from && of_new.count() > 10, "{first:?}");
    assert!(!school.obligations.iter().any(|one| school.title(one) == "Giáo án tuần 13 · Lớp 3D"));
}

#[test]
fn a_type_that_is_retired_keeps_its_past() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    school.record_type("thuc-don").retired = true;
    school.bring_up_to_date(at("2026-11-25 14:20"));
    assert_eq!(school.standing("Thực đơn tuần 12 · Nuôi dưỡng", "2026-11-25 14:20"), Standing::OnTime);
    assert!(school.obligation("Thực đơn tuần 12 · Nuôi dưỡng").closing.is_none());
    assert!(school.obligation("Thực đơn tuần 13 · Nuôi dưỡng").closing.is_some());
}

#[test]
fn the_week_of_practice_is_chosen_beforehand() {
    let mut school = nam_thanh();
    school.regime.practice_week = Some(13);
    school.bring_up_to_date(at("2026-11-25 14:20"));
    assert!(school.obligation(PLAN).terms.practice);
    // Afterwards neither a week that is past nor one that was practised changes its kind.
    school.hands_in("cô Hoa", PLAN, "2026-12-01 08:00");
    school.regime.practice_week = Some(12);
    school.bring_up_to_date(at("2026-12-01 09:00"));
    assert!(school.obligation(PLAN).terms.practice);
    assert!(!school.obligation("Giáo án tuần 12 · Lớp 4A").terms.practice);
}

#[test]
fn a_new_roster_and_a_new_department_are_taken_over() {
    let mut school = nam_thanh();
    let (thao, class) = (school.person_id("cô Thảo"), school.class("4A"));
    school.regime.organisation.turns.iter_mut().filter(|turn| turn.week == 13).for_each(|turn| turn.person = thao);
    school.bring_up_to_date(at("2026-11-25 14:20"));
    assert_eq!(school.obligation(PLAN).terms.turn, Some(thao));
    let to = school.department("Mẫu giáo 3–4 tuổi");
    school.regime.organisation.classes.iter_mut().filter(|one| one.id == class).for_each(|one| one.department = to);
    school.bring_up_to_date(at("2026-11-25 14:20"));
    assert_eq!(school.obligation(PLAN).terms.department, Some(to));
    assert!(school.regime.organisation.appointments.iter().any(|one| one.position == Position::Teacher(class)));
}

#[test]
fn a_storm_of_today_makes_nothing_owed_that_was_not() {
    let has = |school: &NamThanh, title: &str| school.obligations.iter().any(|one| school.title(one) == title);
    // A type that is added on its due day, with the storm before or after.
    let mut school = nam_thanh();
    school.record_type("giao-an").retired = true;
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school.record_type("giao-an").retired = false;
    let mut shut_first = school.clone();
    school.bring_up_to_date(at("2026-11-27 08:00"));
    assert!(!has(&school, PLAN) && has(&school, "Giáo án tuần 14 · Lớp 4A"));
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-27 09:00");
    school.bring_up_to_date(at("2026-11-27 09:00"));
    assert!(!has(&school, PLAN), "nobody owed it that morning");
    shut_first.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-27 07:00");
    shut_first.bring_up_to_date(at("2026-11-28 08:00"));
    assert!(!has(&shut_first, PLAN), "its day had come");
    // A class that is taken out and put back on that day owes it no more, storm or not.
    let mut school = nam_thanh();
    let (plan, class) = (school.obligation(PLAN).id, school.class("4A"));
    let classes = school.regime.organisation.classes.clone();
    school.regime.organisation.classes.retain(|one| one.id != class);
    school.bring_up_to_date(at("2026-11-27 08:00"));
    school.regime.organisation.classes = classes;
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-27 09:00");
    school.bring_up_to_date(at("2026-11-27 09:00"));
    assert!(school.obligations.iter().find(|one| one.id == plan).unwrap().closing.is_some());
    assert_eq!(school.bring_up_to_date(at("2026-11-27 09:00")), []);
    // What has had no due day so far gets none by a storm on the day of its new rule.
    let mut school = nam_thanh();
    school.record_type("tu-lieu").due = DueRule::FRIDAY_BEFORE;
    school.bring_up_to_date(at("2026-11-27 08:00"));
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-27 09:00");
    school.bring_up_to_date(at("2026-11-27 09:00"));
    assert_eq!(school.obligation("Tư liệu tuần 13 · Lớp 4A").due_day(), None);
}

#[test]
fn what_has_come_keeps_its_turn_its_row_and_its_rule_also_where_its_day_was_put_off() {
    let now = "2026-11-28 08:00";
    let check = |due: &str, put_off: &dyn Fn(&mut NamThanh)| {
        let mut school = nam_thanh();
        put_off(&mut school);
        school.bring_up_to_date(at("2026-11-27 08:00"));
        let before = school.obligation(PLAN).terms.clone();
        assert_eq!(before.due_day(), Some(day(due)));
        let (thao, class) = (school.person_id("cô Thảo"), school.class("4A"));
        let to = school.department("Mẫu giáo 3–4 tuổi");
        school.regime.organisation.turns.iter_mut().for_each(|turn| turn.person = thao);
        school.regime.organisation.classes.iter_mut().filter(|one| one.id == class).for_each(|one| one.department = to);
        school.regime.practice_week = Some(13);
        for rule in [DueRule::LastWorkingDayOfWeek(None), DueRule::NotSet] {
            school.record_type("giao-an").due = rule;
            school.bring_up_to_date(at(now));
            assert_eq!(school.obligation(PLAN).terms, before, "{due}");
            assert_eq!(school.bring_up_to_date(at(now)), [], "twice is once");
        }
        assert_eq!(school.obligation("Giáo án tuần 14 · Lớp 4A").terms.turn, Some(thao), "what comes follows");
    };
    check("2026-11-27", &|_| {});
    check("2026-11-30", &|school| {
        school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-27 06:00");
    });
    check("2026-12-02", &|school| {
        school.extends("cô Nguyệt", &[PLAN], "2026-12-02", "2026-11-26 08:00");
    });
    check("2026-12-02", &|school| {
        school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-27 06:00");
        school.extends("cô Nguyệt", &[PLAN], "2026-12-02", "2026-11-27 07:00");
    });
}

#[test]
fn more_time_is_not_lost_by_a_class_that_was_taken_out_by_a_slip() {
    let mut school = nam_thanh();
    school.extends("cô Nguyệt", &[PLAN], "2026-12-02", "2026-11-26 08:00");
    school.bring_up_to_date(at("2026-11-26 08:00"));
    let class = school.class("4A");
    let classes = school.regime.organisation.classes.clone();
    school.regime.organisation.classes.retain(|one| one.id != class);
    school.bring_up_to_date(at("2026-11-26 09:00"));
    school.regime.organisation.classes = classes;
    school.bring_up_to_date(at("2026-11-30 08:00"));
    let plan = school.obligation(PLAN);
    assert_eq!((plan.closing.clone(), plan.due_day()), (None, Some(day("2026-12-02"))));
}
