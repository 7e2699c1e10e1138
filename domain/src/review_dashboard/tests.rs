#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    record_types::Step,
    testing::{NamThanh, at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn dashboard(school: &NamThanh, scope: &Scope, who: &str, now: &str) -> ReviewDashboard {
    review_dashboard(&school.facts(), scope, school.person_id(who), &DashboardFilter::default(), at(now))
}

fn lively() -> NamThanh {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 13 · Lớp 4A", "2026-11-24 20:14");
    school.hands_in("cô Hoa", "Kế hoạch tuần 13 · Lớp 4A", "2026-11-24 20:15");
    school.hands_in("cô Đào", "Kế hoạch tuần 13 · Lớp 4B", "2026-11-23 20:14");
    school.hands_in("cô Hoa", "Giáo án tuần 12 · Lớp 4A", "2026-11-18 20:14");
    school.decides("cô Ấm", "Giáo án tuần 13 · Lớp 4A", Step::Department, Outcome::Approved, "2026-11-25 08:00");
    let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-11-26") };
    school.decides("cô Ấm", "Kế hoạch tuần 13 · Lớp 4B", Step::Department, Outcome::Returned(back), "2026-11-25 09:00");
    school
}

#[test]
fn each_record_stands_once_in_its_week_and_department() {
    let school = lively();
    let dashboard = dashboard(&school, &Scope::School, "cô Nguyệt", NOW);
    let row = dashboard.rows.iter().find(|row| row.total().all() > 0).unwrap();
    assert_eq!(row.key, RowKey::Department(school.department("Mẫu giáo 4–5 tuổi")));
    let of_week = |number: u8| row.cells[dashboard.weeks.iter().position(|week| week.number == number).unwrap()];
    assert_eq!(of_week(13), ReviewCounts { too_long: 0, waiting: 1, returned: 1, approved: 1 });
    assert_eq!(of_week(12), ReviewCounts { too_long: 1, ..ReviewCounts::default() }, "its week has begun on Monday");
    assert_eq!((dashboard.total.all(), row.total()), (4, dashboard.total));
    assert_eq!((dashboard.now, dashboard.this_week.too_long), (Some(12), 1));
    let at = dashboard.weeks.iter().position(|week| week.number == 13).unwrap();
    assert_eq!(dashboard.week_total(at), of_week(13));
}

#[test]
fn the_reader_is_told_of_the_own_delay_first() {
    let school = lively();
    let whole = dashboard(&school, &Scope::School, "cô Ấm", NOW);
    assert_eq!(whole.own, OwnDelay { waiting: 2, overdue: 1 });
    assert_eq!(dashboard(&school, &Scope::School, "thầy Định", NOW).own, OwnDelay::default());
}

#[test]
fn a_head_sees_the_own_rows_and_everybody_the_semester_of_today() {
    let school = lively();
    let own = Scope::Departments(vec![school.department("Mẫu giáo 4–5 tuổi")]);
    let dashboard = dashboard(&school, &own, "cô Ấm", NOW);
    assert_eq!((dashboard.rows.len(), dashboard.whole_school, dashboard.term), (1, false, TermFilter::First));
    assert!(dashboard.weeks.iter().all(|week| week.number <= 18), "{:?}", dashboard.weeks.last());
}
