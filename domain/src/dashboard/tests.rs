#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;

use super::*;
use crate::{
    calendar::{CalendarParts, SchoolCalendar},
    people::Site,
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn lived() -> NamThanh {
    let mut school = nam_thanh();
    school.lives_until(at(NOW)).exempts("Giáo án tuần 11 · Lớp 4A", "lớp đi tham quan");
    school.exempts("Tư liệu tuần 11 · Lớp 4A", "lớp đi tham quan");
    school
}

fn year(record_type: Option<&str>) -> DashboardFilter {
    DashboardFilter { term: Some(TermFilter::Year), record_type: record_type.map(str::to_owned), site: None }
}

fn shown(school: &NamThanh, scope: &Scope, filter: &DashboardFilter, now: &str) -> Dashboard {
    dashboard(&school.facts(), scope, filter, at(now))
}

/// Counts by row and week, found another way: from the records alone.
fn recount(school: &NamThanh, now: &str, record_type: Option<&str>) -> BTreeMap<(String, u8), Counts> {
    let facts = school.facts();
    let mut counts: BTreeMap<(String, u8), Counts> = BTreeMap::new();
    for one in &school.obligations {
        let code = &facts.record_type(one.terms.record_type).unwrap().code;
        let (Some(due), Some(week), None) = (&one.terms.due, one.terms.week, &one.closing) else { continue };
        if one.terms.practice || record_type.is_some_and(|wanted| wanted != code) {
            continue;
        }
        let end = at(&format!("{} 23:59:59", due.day));
        let row = one.terms.department.map_or("Ban giám hiệu", |id| &facts.organisation().department(id).unwrap().name);
        let cell = counts.entry((row.to_owned(), week)).or_default();
        match &one.handed_in {
            _ if one.exemption.is_some() => cell.exempt += 1,
            Some(handed_in) if handed_in.first_at <= end => cell.on_time += 1,
            Some(_) => cell.late += 1,
            None if at(now) <= end => cell.not_yet_due += 1,
            None => cell.overdue += 1,
        }
    }
    counts
}

#[test]
fn every_cell_is_what_a_recount_says() {
    let school = lived();
    for record_type in [None, Some("giao-an"), Some("ke-toan"), Some("tu-lieu")] {
        let dashboard = shown(&school, &Scope::School, &year(record_type), NOW);
        let recount = recount(&school, NOW, record_type);
        let mut sum = Counts::default();
        for row in &dashboard.rows {
            assert_eq!(row.cells.len(), dashboard.weeks.len());
            for (week, cell) in dashboard.weeks.iter().zip(&row.cells) {
                let wanted = recount.get(&(row.name.clone(), week.number)).copied().unwrap_or_default();
                assert_eq!(*cell, wanted, "{} {} {record_type:?}", row.name, week.number);
                sum.add(*cell);
            }
        }
        assert_eq!(dashboard.total, sum);
        let mut totals = Counts::default();
        dashboard.totals.iter().for_each(|counts| totals.add(*counts));
        assert_eq!(totals, sum);
        assert_eq!((dashboard.weeks.len(), dashboard.rows.len()), (35, 7));
    }
    let dashboard = shown(&school, &Scope::School, &year(None), NOW);
    let timed = school.obligations.iter().filter(|one| one.terms.due.is_some()).count();
    assert_eq!((dashboard.total.owed() as usize, dashboard.total.exempt), (timed - 1, 1));
    let names: Vec<&str> = dashboard.rows.iter().map(|row| row.name.as_str()).collect();
    let departments = ["Nhà trẻ", "Mẫu giáo 3–4 tuổi", "Mẫu giáo 4–5 tuổi", "Mẫu giáo 5–6 tuổi", "Nuôi dưỡng", "Văn phòng"];
    assert_eq!((&names[..6], names[6]), (&departments[..], "Ban giám hiệu"));
}

#[test]
fn semesters_and_types() {
    let school = lived();
    let weeks = |term: Option<TermFilter>, now: &str| {
        let filter = DashboardFilter { term, ..DashboardFilter::default() };
        let dashboard = shown(&school, &Scope::School, &filter, now);
        (dashboard.term, dashboard.weeks[0].number, dashboard.weeks[dashboard.weeks.len() - 1].number)
    };
    assert_eq!(weeks(None, NOW), (TermFilter::First, 1, 18));
    assert_eq!(weeks(None, "2027-01-11 08:00"), (TermFilter::Second, 19, 35));
    assert_eq!(weeks(None, "2026-08-01 08:00"), (TermFilter::First, 1, 18));
    assert_eq!(weeks(None, "2027-07-01 08:00"), (TermFilter::Second, 19, 35));
    assert_eq!(weeks(Some(TermFilter::Year), NOW), (TermFilter::Year, 1, 35));
    let both = shown(&school, &Scope::School, &year(None), NOW);
    let mut halves = Counts::default();
    for term in [TermFilter::First, TermFilter::Second] {
        let filter = DashboardFilter { term: Some(term), ..DashboardFilter::default() };
        halves.add(shown(&school, &Scope::School, &filter, NOW).total);
    }
    assert_eq!(halves, both.total);
    let mut types = Counts::default();
    for (code, _) in &both.types {
        types.add(shown(&school, &Scope::School, &year(Some(code)), NOW).total);
    }
    assert_eq!(types, both.total);
    // An old bookmark of a type that is gone: all of them, as the page says, and no zeros under their name.
    let gone = shown(&school, &Scope::School, &year(Some("không có")), NOW);
    assert_eq!((gone.total, gone.record_type), (both.total, None));
    let opens: Vec<u8> = both.weeks.iter().filter(|week| week.opens_semester_2).map(|week| week.number).collect();
    let gaps: Vec<(u8, &str)> = both.weeks.iter().filter_map(|week| Some((week.number, week.gap.as_deref()?))).collect();
    assert_eq!((opens, gaps), (vec![19], vec![(23, "Tết Đinh Mùi")]));
}

#[test]
fn a_head_sees_the_own_rows() {
    let school = lived();
    let (fours, fives) = (school.department("Mẫu giáo 4–5 tuổi"), school.department("Mẫu giáo 5–6 tuổi"));
    let whole = shown(&school, &Scope::School, &year(None), NOW);
    let own = shown(&school, &Scope::Departments(vec![fives, fours]), &year(None), NOW);
    // Class by class, and what each department owes besides; together as much as the leadership sees in its row.
    let names: Vec<&str> = own.rows.iter().map(|row| row.name.as_str()).collect();
    let (of_fours, of_fives) = names.split_at(names.iter().position(|name| name.ends_with("hồ sơ chung")).unwrap() + 1);
    assert_eq!(of_fours, ["Lớp 4A", "Lớp 4B", "Lớp 4C", "Mẫu giáo 4–5 tuổi, hồ sơ chung"]);
    assert_eq!(of_fives.last(), Some(&"Mẫu giáo 5–6 tuổi, hồ sơ chung"));
    for (parts, whole) in [(&own.rows[..of_fours.len()], &whole.rows[2]), (&own.rows[of_fours.len()..], &whole.rows[3])] {
        let mut together = vec![Counts::default(); whole.cells.len()];
        for row in parts {
            assert_eq!(row.key.whole(), whole.key, "{}", row.name);
            together.iter_mut().zip(&row.cells).for_each(|(sum, cell)| sum.add(*cell));
        }
        assert_eq!(together, whole.cells, "{}", whole.name);
    }
    let kitchen = shown(&school, &Scope::Departments(vec![school.department("Nuôi dưỡng")]), &year(None), NOW);
    assert_eq!(kitchen.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Nuôi dưỡng"], "it has no class");
    assert!(whole.whole_school && !own.whole_school);
    let tracked: Vec<(&str, u32)> = own.untimed.iter().map(|one| (one.code.as_str(), one.tracked)).collect();
    // 7 classes, one exempt in one week; 2 departments.
    let wanted = [("tu-lieu", 7 * 35 - 1), ("ke-hoach-chu-de", 7 * 8), ("ke-hoach-to", 18), ("bien-ban-to", 18), ("chuyen-de", 4)];
    assert_eq!(tracked, wanted);
    let nothing = shown(&school, &Scope::Departments(Vec::new()), &year(None), NOW);
    assert_eq!((nothing.rows.len(), nothing.total, nothing.untimed.len()), (0, Counts::default(), 0));
    assert!(!Scope::Departments(vec![fours]).holds(RowKey::Leadership) && Scope::School.holds(RowKey::Leadership));
}

#[test]
fn a_school_with_several_places_is_narrowed_by_them_and_both_together_are_its_classes() {
    let mut school = lived();
    let whole = shown(&school, &Scope::School, &year(None), NOW);
    assert!(whole.sites.is_empty() && whole.site.is_none(), "a school at one place says nothing of it");
    let site = |number, name: &str| Site {
        id: id(30, number),
        name: name.to_owned(),
        short: name.to_owned(),
        address: String::new(),
        sort_order: i64::try_from(number).unwrap(),
    };
    school.regime.organisation.sites = vec![site(1, "Trung tâm"), site(2, "thôn Đông")];
    let east: [ClassGroupId; 2] = [school.class("4B"), school.class("5A")];
    for class in &mut school.regime.organisation.classes {
        class.site = east.contains(&class.id).then(|| id(30, 2));
    }
    let at_site = |number| DashboardFilter { site: Some(id(30, number)), ..year(None) };
    let (centre, east) = (shown(&school, &Scope::School, &at_site(1), NOW), shown(&school, &Scope::School, &at_site(2), NOW));
    let names = |dashboard: &Dashboard| dashboard.rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&east), ["Mẫu giáo 4–5 tuổi", "Mẫu giáo 5–6 tuổi"], "departments with a class there, and no others");
    // What departments, sections and the school owe is at no place.
    let classes = || school.obligations.iter().filter(|one| matches!(one.terms.owner, Owner::Class(_)));
    let timed = classes().filter(|one| one.terms.due.is_some() && one.exemption.is_none()).count();
    assert_eq!((centre.total.owed() + east.total.owed()) as usize, timed);
    assert!(east.total.owed() > 0 && east.total.owed() < centre.total.owed());
    let behind = crate::record_list::ListFilter { week: Some(12), site: Some(id(30, 2)), ..Default::default() };
    let list = crate::record_list::record_list(&school.facts(), &Scope::School, school.person_id("cô Nguyệt"), &behind, at(NOW));
    assert_eq!(list.counts, east.totals[11], "the list behind a number holds as many");
    let head = Scope::Departments(vec![school.department("Mẫu giáo 4–5 tuổi")]);
    assert_eq!(names(&shown(&school, &head, &at_site(2), NOW)), ["Lớp 4B (thôn Đông)"]);
    // A site that is none, from an old bookmark, narrows nothing.
    let gone = shown(&school, &Scope::School, &at_site(9), NOW);
    assert_eq!((gone.total, gone.site), (whole.total, None));
    let reviewed = |filter: &DashboardFilter| {
        crate::review_dashboard::review_dashboard(&school.facts(), &Scope::School, school.person_id("cô Nguyệt"), filter, at(NOW))
    };
    assert!(reviewed(&at_site(2)).total.all() > 0 && reviewed(&at_site(2)).total.all() < reviewed(&year(None)).total.all());
}

#[test]
fn this_week_and_the_next() {
    let school = lived();
    let check = |now: &str, week: Option<u8>, next: Option<u8>| {
        let filter = DashboardFilter { term: Some(TermFilter::First), ..DashboardFilter::default() };
        let dashboard = shown(&school, &Scope::School, &filter, now);
        let whole = shown(&school, &Scope::School, &year(None), now);
        let total = |number: u8| whole.totals[usize::from(number) - 1];
        assert_eq!(dashboard.now, week, "{now}");
        assert_eq!(dashboard.this_week, week.map_or(Counts::default(), total), "{now}");
        assert_eq!(dashboard.next_week, next.map(|number| (number, total(number))), "{now}");
    };
    check("2026-08-20 08:00", None, Some(1));
    check("2026-09-07 00:00", Some(1), Some(2));
    check(NOW, Some(12), Some(13));
    check("2026-11-29 23:59", Some(12), Some(13));
    check("2027-02-09 08:00", Some(22), Some(23));
    check("2027-05-12 08:00", Some(35), None);
    check("2027-06-20 08:00", Some(35), None);
}

#[test]
fn the_usual_due_day_of_the_week() {
    let school = lived();
    let usual = |now: &str| shown(&school, &Scope::School, &year(None), now).usual_due.map(|due| due.day);
    assert_eq!(usual(NOW), Some(day("2026-11-20")));
    assert_eq!(usual("2027-01-05 08:00"), Some(day("2026-12-31")));
    assert_eq!(usual("2026-08-20 08:00"), None);
    let next = |now: &str| shown(&school, &Scope::School, &year(None), now).next_due.map(|due| due.day);
    assert_eq!(next("2026-11-27 08:00"), Some(day("2026-11-27")), "on the Friday itself it is today");
    assert_eq!(next("2026-12-29 08:00"), Some(day("2026-12-31")), "pulled back by the holiday");
    assert_eq!(next("2027-05-12 08:00"), None, "nothing comes after the last week");
    // Forty records of a month fall into week 13, and the plans of the week are due on Friday all the same.
    let mut school = nam_thanh();
    school.record_type("ke-toan").owed_by = crate::record_types::OwedBy::EachPerson;
    school.bring_up_to_date(at("2026-09-01 08:00"));
    let dashboard = shown(&school, &Scope::School, &year(None), "2026-11-27 08:00");
    let (next, usual) = (dashboard.next_due.unwrap(), dashboard.usual_due.unwrap());
    assert_eq!((next.day, usual.day), (day("2026-11-27"), day("2026-11-20")));
    // 12 classes with two plans each, the menu, the school's calendar; not the book that is due a week later.
    assert_eq!((next.counts.owed(), dashboard.next_week.unwrap().1.owed() > 40), (26, true));
}

#[test]
fn the_strip_of_the_year() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let dashboard = shown(&school, &Scope::School, &DashboardFilter::default(), NOW);
    let shares: Vec<Option<u32>> = dashboard.year.iter().map(|bar| bar.share).collect();
    assert_eq!((&shares[..12], &shares[12..]), (&[Some(100); 12][..], &[None; 23][..]));
    let other =
        shown(&school, &Scope::School, &DashboardFilter { term: Some(TermFilter::Second), ..DashboardFilter::default() }, NOW);
    assert_eq!(other.year, dashboard.year, "the whole year, whatever is shown");
    let before = shown(&school, &Scope::School, &DashboardFilter::default(), "2026-08-20 08:00");
    assert!(before.year.iter().all(|bar| bar.share.is_none()));
}

#[test]
fn practice_and_closed_records_are_counted_nowhere() {
    let mut school = nam_thanh();
    school.regime.practice_week = Some(13);
    let class = school.class("5A");
    school.regime.organisation.classes.retain(|one| one.id != class);
    school.bring_up_to_date(at("2026-09-01 09:00"));
    let dashboard = shown(&school, &Scope::School, &year(None), NOW);
    assert_eq!(dashboard.practice_week, Some(13));
    assert_eq!(dashboard.totals[12], Counts::default());
    let fives = &dashboard.rows[3];
    assert_eq!(fives.cells[13].owed(), 2 * 3);
    assert_eq!(dashboard.untimed.iter().find(|one| one.code == "tu-lieu").unwrap().tracked, 11 * 34);
}

#[test]
fn a_school_of_six_days() {
    let mut school = nam_thanh();
    let parts = school.regime.calendar.parts().clone();
    let working_days = parts.working_days.with(chrono::Weekday::Sat);
    school.regime.calendar = SchoolCalendar::new(CalendarParts { working_days, ..parts }).unwrap();
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    let dashboard = shown(&school, &Scope::School, &year(None), "2026-11-28 10:00");
    assert_eq!((dashboard.now, dashboard.weeks[11].last_day), (Some(12), day("2026-11-28")));
    // The book of the kitchen is due today, Saturday; plans were due yesterday.
    assert_eq!(dashboard.rows[4].cells[11].not_yet_due, 1);
    assert_eq!(dashboard.rows[4].cells[12].overdue, 1);
    assert_eq!(dashboard.rows[2].cells[12], Counts { overdue: 6, ..Counts::default() });
}

#[test]
fn codes_are_read_back() {
    assert!(TermFilter::ALL.into_iter().all(|one| TermFilter::from_code(one.code()) == Some(one)));
    let (department, class) = (crate::testing::id(1, 3), crate::testing::id(1, 4));
    let parts = [RowKey::Class(department, class), RowKey::Common(department)];
    for key in parts.into_iter().chain([RowKey::Leadership, RowKey::Department(department)]) {
        assert_eq!(RowKey::from_code(&key.code()), Some(key));
    }
    assert_eq!((RowKey::from_code("x"), TermFilter::from_code("3")), (None, None));
}

#[test]
fn the_leadership_sees_the_school_a_head_their_department_and_others_nothing() {
    let school = nam_thanh();
    let facts = school.facts();
    let scope = |mention: &str| Scope::of(&facts.actor(school.person_id(mention), at(NOW)), facts.organisation());
    assert_eq!(scope("cô Nguyệt"), Ok(Scope::School));
    assert_eq!(scope("cô Ấm"), Ok(Scope::Departments(vec![school.department("Mẫu giáo 4–5 tuổi")])));
    assert_eq!(scope("cô Hoa"), Err(Refusal::DashboardNotYours));
}

#[test]
fn of_a_year_that_is_over_all_of_it_is_shown_and_no_week_is_the_present_one() {
    let school = lived();
    let facts = Facts { is_over: true, ..school.facts() };
    let now = at("2027-08-20 09:00");
    let over = dashboard(&facts, &Scope::School, &DashboardFilter::default(), now);
    assert_eq!((over.term, over.ended.as_deref(), over.weeks.len()), (TermFilter::Year, Some("2026-2027"), 35));
    assert!(over.weeks.iter().all(|week| Some(week.number) < over.now), "every week lies behind");
    assert_eq!(over.total.not_yet_due, 0, "nothing is still to come");
    // Every number of it stands on the day after the last one too; what was not handed in then never was.
    let then = shown(&school, &Scope::School, &year(None), "2027-06-02 09:00");
    let missed = |counts: Counts| Counts { missed: counts.overdue + counts.not_yet_due, overdue: 0, not_yet_due: 0, ..counts };
    let cells = |rows: Vec<DashboardRow>| -> Vec<Vec<Counts>> { rows.into_iter().map(|row| row.cells).collect() };
    let wanted: Vec<Vec<Counts>> = cells(then.rows).into_iter().map(|row| row.into_iter().map(missed).collect()).collect();
    assert_eq!((over.total, cells(over.rows) == wanted), (missed(then.total), true));
    assert_eq!((then.ended, then.now), (None, Some(35)));
}
