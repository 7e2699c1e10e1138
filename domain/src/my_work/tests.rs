#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod days;
mod untimed;
mod week;

use super::*;
use crate::{
    calendar::{CalendarParts, SchoolCalendar, WorkingDays},
    deadlines::DueRule,
    locks::LockKind,
    people::{Appointment, Position},
    scope::Scope,
    testing::{NamThanh, at, day, nam_thanh},
    vietnamese,
};

/// Every story also asks whether the bar of the other pages would say the same.
fn page(school: &NamThanh, mention: &str, now: &str) -> MyWork {
    let (facts, person) = (school.facts(), school.person(mention));
    let work = my_work(&facts, person, at(now));
    assert_eq!(at_a_glance(&facts, person.id, at(now)), AtAGlance { left: work.left, owes: work.owes }, "{mention}, {now}");
    work
}

#[test]
fn the_bar_of_everybody_says_what_their_page_says() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-18");
    let facts = school.facts();
    let all_agree = &|now| {
        for person in &facts.organisation().people {
            let work = my_work(&facts, person, at(now));
            assert_eq!(
                at_a_glance(&facts, person.id, at(now)),
                AtAGlance { left: work.left, owes: work.owes },
                "{}, {now}",
                person.name
            );
        }
    };
    // Many pages: each instant in a thread of its own.
    std::thread::scope(|threads| {
        for now in ["2026-08-20 08:00", "2026-11-25 14:20", "2026-11-27 17:30", "2027-06-20 08:00"] {
            threads.spawn(move || all_agree(now));
        }
    });
}

/// "title, whose, due": what stands on one line.
fn lines(items: &[WorkItem]) -> Vec<String> {
    let whose = |item: &WorkItem| match &item.whose {
        Whose::Mine => "của mình".to_owned(),
        Whose::MyTurn => "lượt mình".to_owned(),
        Whose::Shared(others) => format!("chung {}", others.join(" và ")),
        Whose::Turn(who) => format!("lượt {who}"),
        Whose::BeforeMe => "trước khi nhận lớp".to_owned(),
    };
    let due = |item: &WorkItem| match (&item.standing, &item.due) {
        (Standing::Exempt, _) => "miễn".to_owned(),
        (_, Some(due)) => vietnamese::date(due.day),
        _ => "không hạn".to_owned(),
    };
    items.iter().map(|item| format!("{}, {}, {}", item.title, whose(item), due(item))).collect()
}

/// Weeks with a mark, and the present one in brackets.
fn ribbon_of(work: &MyWork) -> String {
    let cell = |cell: &RibbonCell| match cell {
        RibbonCell::Gap(reason) => format!("{} ", reason.split(' ').next().unwrap()),
        RibbonCell::Week { mark, now, .. } => {
            let letter = match mark {
                None => "-",
                Some(RibbonMark::OnTime) => "o",
                Some(RibbonMark::Late) => "l",
                Some(RibbonMark::Excused) => "e",
                Some(RibbonMark::Overdue) => "!",
                Some(RibbonMark::Exempt) => "x",
            };
            if *now { format!("[{letter}]") } else { letter.to_owned() }
        }
    };
    work.ribbon.iter().map(cell).collect()
}

#[test]
fn co_hoa_on_a_wednesday() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    assert_eq!((work.week, work.week_words.as_str(), work.honorific), (Some(12), "Tuần 12", Honorific::Co));
    assert_eq!(vietnamese::days(work.week_taught), "23/11–27/11/2026");
    assert!(work.urgent.is_empty());
    assert_eq!(
        lines(&work.this_week),
        [
            "Giáo án tuần 13 · Lớp 4A, lượt mình, 27/11/2026",
            "Kế hoạch tuần 13 · Lớp 4A, lượt mình, 27/11/2026",
            "Kế hoạch chủ đề Gia đình · Lớp 4A, chung cô Thảo, không hạn",
            "Tư liệu tuần 12 · Lớp 4A, lượt cô Thảo, không hạn",
        ]
    );
    // Two weeks of plans, and what a holiday or a semester makes worth knowing now.
    assert_eq!(
        lines(&work.coming),
        [
            "Giáo án tuần 14 · Lớp 4A, lượt cô Thảo, 04/12/2026",
            "Kế hoạch tuần 14 · Lớp 4A, lượt cô Thảo, 04/12/2026",
            "Giáo án tuần 15 · Lớp 4A, lượt mình, 11/12/2026",
            "Kế hoạch tuần 15 · Lớp 4A, lượt mình, 11/12/2026",
            "Giáo án tuần 18 · Lớp 4A, lượt cô Thảo, 31/12/2026",
            "Kế hoạch tuần 18 · Lớp 4A, lượt cô Thảo, 31/12/2026",
            "Kế hoạch giáo dục học kỳ II · Lớp 4A, chung cô Thảo, 08/01/2027",
        ]
    );
    // Between week 15 and the moved day of week 18 nothing is left out: it is folded.
    assert_eq!(
        lines(&work.later),
        [
            "Giáo án tuần 16 · Lớp 4A, lượt cô Thảo, 18/12/2026",
            "Kế hoạch tuần 16 · Lớp 4A, lượt cô Thảo, 18/12/2026",
            "Giáo án tuần 17 · Lớp 4A, lượt mình, 25/12/2026",
            "Kế hoạch tuần 17 · Lớp 4A, lượt mình, 25/12/2026",
            "Giáo án tuần 19 · Lớp 4A, lượt mình, 08/01/2027",
            "Kế hoạch tuần 19 · Lớp 4A, lượt mình, 08/01/2027",
            "Giáo án tuần 20 · Lớp 4A, lượt cô Thảo, 15/01/2027",
            "Kế hoạch tuần 20 · Lớp 4A, lượt cô Thảo, 15/01/2027",
        ]
    );
    assert!(work.later.iter().all(|item| item.why.is_none()) && work.coming.iter().all(|item| item.why.is_some()));
    assert_eq!((work.left, work.overdue, work.done), (2, 0, 25));
    assert_eq!(work.recent.len(), 5);
    assert!(work.recent.is_sorted_by_key(|item| std::cmp::Reverse(item.at)));
    assert_eq!(work.recent[0].by_other.as_deref(), Some("cô Thảo"), "week 12 was her turn");
    let moved = &work.coming[4];
    assert!(moved.why.is_some() && moved.due.as_ref().unwrap().moved.is_some());
    assert_eq!(moved.taught.map(vietnamese::days).unwrap(), "04/01–08/01/2027");
    // Odd weeks are hers; week 1 also has the year's plan of both.
    assert_eq!(ribbon_of(&work), format!("o-o-o-o-o-o[-]{}Tết {}", "-".repeat(10), "-".repeat(13)));
}

#[test]
fn handing_in_takes_it_off_the_list() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    school.hands_in("cô Thảo", "Giáo án tuần 13 · Lớp 4A", "2026-11-25 14:00");
    school.hands_in("cô Hoa", "Tư liệu tuần 12 · Lớp 4A", "2026-11-25 14:10");
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    assert_eq!(
        lines(&work.this_week),
        ["Kế hoạch tuần 13 · Lớp 4A, lượt mình, 27/11/2026", "Kế hoạch chủ đề Gia đình · Lớp 4A, chung cô Thảo, không hạn",]
    );
    assert_eq!(work.left, 1);
    let recent: Vec<_> = work.recent.iter().take(2).map(|item| (item.title.as_str(), item.by_other.as_deref())).collect();
    assert_eq!(recent, [("Tư liệu tuần 12 · Lớp 4A", None), ("Giáo án tuần 13 · Lớp 4A", Some("cô Thảo"))]);
    let all = all_done(&school.facts(), school.person_id("cô Hoa"), at("2026-11-25 14:20"));
    assert_eq!((all.len(), all[0].title.as_str()), (work.done, "Tư liệu tuần 12 · Lớp 4A"));
}

#[test]
fn the_hours_after_five_on_friday() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    for (now, left, overdue) in
        [("2026-11-27 16:59:59", 2, 0), ("2026-11-27 23:59:59", 2, 0), ("2026-11-28 00:00:00", 2, 2), ("2026-11-30 08:00", 2, 2)]
    {
        let work = page(&school, "cô Hoa", now);
        assert_eq!((work.left, work.overdue), (left, overdue), "{now}");
    }
    // On Monday her colleague sees the same two as the turn of another: not hers to answer for.
    let thao = page(&school, "cô Thảo", "2026-11-30 08:00");
    assert_eq!(lines(&thao.urgent)[0], "Giáo án tuần 13 · Lớp 4A, lượt cô Hoa, 27/11/2026");
    assert_eq!((thao.left, thao.overdue), (2, 0));
    assert!(ribbon_of(&thao).starts_with("oo-o-o-o-o-o[-]"), "{}", ribbon_of(&thao));
    assert!(ribbon_of(&page(&school, "cô Hoa", "2026-11-30 08:00")).starts_with("o-o-o-o-o-o-[!]"));
}

#[test]
fn marks_of_the_ribbon() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-10-20");
    school.hands_in("cô Hoa", "Giáo án tuần 9 · Lớp 4A", "2026-11-03 08:00");
    school.hands_in("cô Hoa", "Kế hoạch tuần 9 · Lớp 4A", "2026-10-30 08:00");
    for title in ["Giáo án tuần 11 · Lớp 4A", "Kế hoạch tuần 11 · Lớp 4A", "Giáo án tuần 13 · Lớp 4A"] {
        school.exempts(title, "lớp đi tham quan");
    }
    school.hands_in("cô Hoa", "Kế hoạch tuần 13 · Lớp 4A", "2026-11-24 08:00");
    school.hands_in("cô Hoa", "Giáo án tuần 15 · Lớp 4A", "2026-11-24 08:00");
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    assert!(ribbon_of(&work).starts_with("o-o-o-o-l-x[-]o--"), "{}", ribbon_of(&work));
}

#[test]
fn shared_by_three_and_a_teacher_of_two_classes() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let work = page(&school, "cô Huệ", "2026-11-25 14:20");
    assert_eq!(lines(&work.this_week)[0], "Giáo án tuần 13 · Lớp 5A, chung cô Lan và cô Dương và cô Uyên, 27/11/2026");
    assert_eq!(work.left, 2);
    let xuan = page(&school, "cô Xuân", "2026-11-25 14:20");
    assert_eq!(xuan.left, 4);
    // A head has the class's work and the department's.
    let am = page(&school, "cô Ấm", "2026-11-25 14:20");
    assert_eq!(
        lines(&am.this_week),
        [
            "Giáo án tuần 13 · Lớp 4B, chung cô Đào, 27/11/2026",
            "Kế hoạch tuần 13 · Lớp 4B, chung cô Đào, 27/11/2026",
            "Báo cáo chuyên đề học kỳ I · Mẫu giáo 4–5 tuổi, chung cô Cúc, không hạn",
            "Biên bản sinh hoạt tổ tháng 11/2026 · Mẫu giáo 4–5 tuổi, chung cô Cúc, không hạn",
            "Kế hoạch chủ đề Gia đình · Lớp 4B, chung cô Đào, không hạn",
            "Kế hoạch tổ tháng 11/2026 · Mẫu giáo 4–5 tuổi, chung cô Cúc, không hạn",
            "Tư liệu tuần 12 · Lớp 4B, chung cô Đào, không hạn",
        ]
    );
    assert_eq!(
        lines(&page(&school, "cô Hoà", "2026-11-25 14:20").this_week),
        ["Sổ theo dõi sức khỏe tuần 12 · Y tế, của mình, 27/11/2026",]
    );
    assert_eq!(lines(&page(&school, "cô Thơm", "2026-11-25 14:20").this_week), ["Lịch công tác tuần 13, của mình, 27/11/2026",]);
    let yen = page(&school, "thầy Yên", "2026-11-25 14:20");
    assert_eq!(
        lines(&yen.coming),
        [
            "Hồ sơ thu chi tháng 11/2026 · Kế toán, của mình, 30/11/2026",
            "Hồ sơ thu chi tháng 12/2026 · Kế toán, của mình, 31/12/2026",
        ]
    );
    // A cook owes nothing.
    let vui = page(&school, "cô Vui", "2026-11-25 14:20");
    assert!(vui.urgent.is_empty() && vui.this_week.is_empty() && vui.coming.is_empty() && vui.recent.is_empty());
    assert_eq!((vui.left, vui.done), (0, 0));
}

#[test]
fn the_turn_of_a_teacher_who_left_falls_to_the_others() {
    let mut school = nam_thanh();
    let hoa = school.person_id("cô Hoa");
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.person == hoa).for_each(|one| one.until = Some("2026-11-24".parse().unwrap()));
    let work = page(&school, "cô Thảo", "2026-11-25 14:20");
    let plan = work.this_week.iter().find(|item| item.title == "Giáo án tuần 13 · Lớp 4A").unwrap();
    assert_eq!(plan.whose, Whose::Mine);
    assert!(page(&school, "cô Hoa", "2026-11-25 14:20").this_week.is_empty());
}

#[test]
fn a_school_that_does_not_work_on_fridays_is_not_told_weeks_ahead() {
    let mut school = nam_thanh();
    let four: WorkingDays =
        ["mon", "tue", "wed", "thu"].map(|code| WorkingDays::parse_weekday(code).unwrap()).into_iter().collect();
    let parts = CalendarParts { working_days: four, ..school.regime.calendar.parts().clone() };
    school.regime.calendar = SchoolCalendar::new(parts).unwrap();
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school.all_on_time_before("2026-11-25");
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    let plans: Vec<String> = lines(&work.coming).into_iter().filter(|line| line.starts_with("Giáo án")).collect();
    assert_eq!(plans.len(), 3, "weeks 14 and 15, and 18 for its holiday: {plans:?}");
}

#[test]
fn overdue_first_the_oldest_on_top() {
    let mut school = nam_thanh();
    school.record_type("ke-hoach-to").due = DueRule::LastWorkingDayOfPeriod;
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    let work = page(&school, "cô Cúc", "2026-10-05 08:00");
    assert!(work.urgent.is_sorted_by_key(|item| item.due.as_ref().unwrap().day));
    assert_eq!(work.urgent[0].title, "Giáo án tuần 1 · Lớp 4C");
    assert!(work.urgent.iter().any(|item| item.title == "Kế hoạch tổ tháng 9/2026 · Mẫu giáo 4–5 tuổi"));
    assert_eq!((work.overdue, work.left), (work.urgent.len(), work.urgent.len() + 2));
}

/// Cô Tuyết comes to 4B on the Wednesday of week 12; nobody handed in anything before.
fn with_a_new_teacher() -> NamThanh {
    let mut school = nam_thanh();
    let (person, class) = (school.person_id("cô Tuyết"), school.class("4B"));
    school.regime.organisation.appointments.retain(|one| one.person != person && one.position != Position::Teacher(class));
    let (position, from) = (Position::Teacher(class), day("2026-11-25"));
    school.regime.organisation.appointments.push(Appointment {
        person,
        position,
        from,
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    });
    school
}

#[test]
fn nobody_answers_for_days_before_they_came() {
    let school = with_a_new_teacher();
    let work = page(&school, "cô Tuyết", "2026-11-25 14:20");
    assert!(work.urgent.iter().all(|item| item.whose == Whose::BeforeMe), "{:?}", lines(&work.urgent));
    assert!(!work.urgent.is_empty(), "the class may still be helped");
    assert_eq!(work.overdue, 0);
    assert!(work.ribbon.iter().all(|cell| !matches!(cell, RibbonCell::Week { mark: Some(RibbonMark::Overdue), .. })));
    // What falls due on her first day or later is hers.
    let later = page(&school, "cô Tuyết", "2026-12-01 08:00");
    let hers: Vec<&WorkItem> = later.urgent.iter().filter(|item| item.whose.is_expected()).collect();
    assert_eq!(
        lines(&later.urgent)[..2],
        ["Giáo án tuần 13 · Lớp 4B, của mình, 27/11/2026", "Kế hoạch tuần 13 · Lớp 4B, của mình, 27/11/2026"]
    );
    assert_eq!(hers.len(), 2);
}

#[test]
fn what_somebody_handed_in_stays_theirs_to_see() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 12 · Lớp 4A", "2026-11-19 10:00");
    school.hands_in("cô Thảo", "Giáo án tuần 12 · Lớp 4A", "2026-11-19 11:00");
    let hoa = school.person_id("cô Hoa");
    school.regime.organisation.appointments.retain(|one| one.person != hoa);
    let done = all_done(&school.facts(), hoa, at("2026-11-25 14:20"));
    assert_eq!(done.iter().map(|one| (one.title.as_str(), one.again)).collect::<Vec<_>>(), [("Giáo án tuần 12 · Lớp 4A", false)]);
    let thao = school.person_id("cô Thảo");
    school.regime.organisation.appointments.retain(|one| one.person != thao);
    let done = all_done(&school.facts(), thao, at("2026-11-25 14:20"));
    assert_eq!(done.len(), 1, "the last version is hers");
}

#[test]
fn a_receipt_is_linked_where_it_opens() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 12 · Lớp 4A", "2026-11-19 10:00");
    school.hands_in("cô Hoà", "Sổ theo dõi sức khỏe tuần 12 · Y tế", "2026-11-19 10:00");
    let now = at("2026-11-25 14:20");
    let linked = |school: &NamThanh, mention: &str| {
        all_done(&school.facts(), school.person_id(mention), now).iter().map(|one| one.receipt.is_some()).collect::<Vec<_>>()
    };
    assert_eq!([linked(&school, "cô Hoa"), linked(&school, "cô Hoà")], [vec![true], vec![true]]);
    // Both leave their posts: her plan stays hers to open, the health book does not.
    let (hoa, nurse) = (school.person_id("cô Hoa"), school.person_id("cô Hoà"));
    school.regime.organisation.appointments.retain(|one| ![hoa, nurse].contains(&one.person));
    assert_eq!([linked(&school, "cô Hoa"), linked(&school, "cô Hoà")], [vec![true], vec![false]]);
}

#[test]
fn what_is_still_due_this_week_is_expected_has_a_day_and_is_not_exempt() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let titles = |school: &NamThanh, who: &str| -> Vec<String> {
        page(school, who, "2026-11-25 14:20").still_due().map(|item| item.title.clone()).collect()
    };
    assert_eq!(titles(&school, "cô Hoa"), ["Giáo án tuần 13 · Lớp 4A", "Kế hoạch tuần 13 · Lớp 4A"]);
    assert_eq!(titles(&school, "cô Thảo"), Vec::<String>::new(), "it is not her turn");
    school.exempts("Kế hoạch tuần 13 · Lớp 4A", "Lớp nghỉ cả tuần");
    assert_eq!(titles(&school, "cô Hoa"), ["Giáo án tuần 13 · Lớp 4A"]);
}

#[test]
fn files_that_wait_are_noted_with_their_record_wherever_it_stands() {
    let school = nam_thanh();
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    assert!(work.this_week.iter().all(|item| item.waiting == 0), "the database knows them, and has not been asked");
    let lists = |work: &MyWork| {
        [&work.urgent, &work.this_week, &work.coming, &work.later, &work.untimed]
            .map(|list| list.iter().map(|item| (item.obligation, item.waiting)).collect::<Vec<_>>())
    };
    let files: Vec<(ObligationId, usize)> = lists(&work).iter().zip(1..).map(|(list, count)| (list[0].0, count)).collect();
    for (list, count) in lists(&work.with_waiting(&files)).iter().zip(1..) {
        assert_eq!(list[0].1, count);
        assert!(list[1..].iter().all(|(_, waiting)| *waiting == 0), "{list:?}");
    }
}

#[test]
fn whoever_has_left_by_the_due_day_shares_nothing_of_it() {
    let mut school = nam_thanh();
    let thao = school.person_id("cô Thảo");
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.person == thao).for_each(|one| one.until = Some(day("2026-11-26")));
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    let plan = work.coming.iter().find(|item| item.title == "Kế hoạch giáo dục học kỳ II · Lớp 4A").unwrap();
    assert_eq!(plan.whose, Whose::Mine);
}

#[test]
fn on_the_due_day_itself_nobody_came_too_late_for_it() {
    let mut school = nam_thanh();
    let due_today = school.obligation("Giáo án tuần 13 · Lớp 4A").clone();
    let whose_is = |now: &str| whose(&school.facts(), school.person_id("cô Đào"), &due_today, at(now));
    assert_ne!(whose_is("2026-11-27 08:00"), Whose::BeforeMe);
    assert_eq!(whose_is("2026-11-28 08:00"), Whose::BeforeMe);
}

#[test]
fn what_is_open_by_an_update_is_shut_to_others_alone() {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-24 08:00");
    let plan = "Giáo án tuần 13 · Lớp 4A";
    school.opens_to("cô Hoa", plan, "2026-11-25 09:00");
    let is_shut = |mention: &str| {
        let work = page(&school, mention, "2026-11-25 10:00");
        let mut items = work.this_week.iter().chain(&work.coming).chain(&work.later);
        items.find(|item| item.title == plan).map(|item| item.shut.is_some())
    };
    assert_eq!((is_shut("cô Hoa"), is_shut("cô Thảo")), (Some(false), Some(true)));
}
