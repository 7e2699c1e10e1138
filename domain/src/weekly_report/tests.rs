#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::Outcome,
    people::DepartmentId,
    record_types::Step,
    review_dashboard::review_dashboard,
    testing::{NamThanh, at, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn lived() -> NamThanh {
    let mut school = nam_thanh();
    school.lives_until(at(NOW)).exempts("Giáo án tuần 11 · Lớp 4A", "lớp đi tham quan");
    school
}

fn report(school: &NamThanh, scope: &Scope, viewer: &str, week: Option<u8>) -> Option<WeeklyReport> {
    weekly_report(&school.facts(), scope, school.person_id(viewer), week, at(NOW))
}

fn of_department(school: &NamThanh, name: &str) -> (DepartmentId, Scope) {
    let id = school.department(name);
    (id, Scope::Departments(vec![id]))
}

#[test]
fn every_figure_of_a_report_is_that_of_the_dashboards() {
    let school = lived();
    let facts = school.facts();
    let (_, of_head) = of_department(&school, "Mẫu giáo 4–5 tuổi");
    for (scope, viewer) in [(Scope::School, "cô Nguyệt"), (of_head, "cô Ấm")] {
        let reader = school.person_id(viewer);
        let filter = DashboardFilter { term: Some(TermFilter::Year), ..DashboardFilter::default() };
        let shown = dashboard(&facts, &scope, &filter, at(NOW));
        let reviews = review_dashboard(&facts, &scope, reader, &filter, at(NOW));
        let mut reported = 0;
        for (place, week) in shown.weeks.iter().enumerate().take(12) {
            let report = report(&school, &scope, viewer, Some(week.number)).unwrap();
            let rows: Vec<(String, Counts)> = shown.rows.iter().map(|row| (row.name.clone(), row.cells[place])).collect();
            assert_eq!((&report.rows, report.total), (&rows, shown.totals[place]), "{viewer} {}", week.number);
            assert_eq!(report.reviews, reviews.week_total(place), "{viewer} {}", week.number);
            assert_eq!(report.missing.len(), (report.total.overdue + report.total.missed) as usize, "{viewer} {}", week.number);
            let late = report.total.late + report.total.excused;
            assert_eq!((report.handed_in_late.len(), report.late.all()), (late as usize, late), "{viewer} {}", week.number);
            reported += report.total.owed();
        }
        assert!(reported > 0, "{viewer}");
    }
}

#[test]
fn the_present_week_is_reported_and_none_that_has_not_begun() {
    let school = lived();
    let shown = report(&school, &Scope::School, "cô Nguyệt", None).unwrap();
    assert_eq!((shown.week.number, shown.semester, shown.whole_school), (12, Semester::First, true));
    assert_eq!(report(&school, &Scope::School, "cô Nguyệt", Some(13)), None);
    assert_eq!(report(&school, &Scope::School, "cô Nguyệt", Some(99)), None);
    let weeks: Vec<u8> = weeks_to_report(&school.facts(), at(NOW)).iter().map(|week| week.number).collect();
    assert_eq!((weeks.first(), weeks.last(), weeks.len()), (Some(&12), Some(&1), 12));
}

#[test]
fn what_the_leadership_signed_is_counted_while_its_version_is_the_last() {
    let mut school = lived();
    let signed = |school: &NamThanh| report(school, &Scope::School, "cô Nguyệt", Some(12)).unwrap().signed;
    let before = signed(&school);
    let title = "Giáo án tuần 12 · Lớp 4A";
    if school.obligation(title).handed_in.is_none() {
        school.hands_in("cô Hoa", title, "2026-11-20 09:00");
    }
    school.decides("cô Nguyệt", title, Step::Leadership, Outcome::Approved, "2026-11-23 09:00");
    assert_eq!(signed(&school), before + 1);
    // Of another department nothing is told to a head.
    let (_, of_head) = of_department(&school, "Nhà trẻ");
    assert_eq!(report(&school, &of_head, "cô Ấm", Some(12)).unwrap().signed, 0);
    school.hands_in("cô Hoa", title, "2026-11-24 09:00");
    assert_eq!(signed(&school), before);
}

#[test]
fn whoever_is_principal_stands_under_a_report_once_also_where_they_print_it() {
    let school = lived();
    let signed = |who: &str| report(&school, &Scope::School, who, None).map(|one| (one.author, one.principal)).unwrap();
    let principal = school.regime.organisation.person(school.person_id("cô Nguyệt")).unwrap().name.to_string();
    let vice = school.regime.organisation.person(school.person_id("cô Vân")).unwrap().name.to_string();
    assert_eq!(signed("cô Nguyệt"), (None, principal.clone()));
    assert_eq!(signed("cô Vân"), (Some(vice), principal));
}
