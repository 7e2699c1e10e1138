#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use domain::{
    dashboard::{DashboardRow, DashboardWeek},
    obligations::{Counts, LateCounts},
};

use super::*;
use crate::dashboard::sheet::Shown;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Two weeks of one department and of the school itself.
fn a_dashboard(term: TermFilter) -> Dashboard {
    let week = |number, monday, last_day| DashboardWeek {
        number,
        monday: day(monday),
        last_day: day(last_day),
        gap: None,
        opens_semester_2: false,
    };
    let counts = Counts { on_time: 5, late: 1, overdue: 2, exempt: 1, ..Counts::default() };
    let row = |key, name: &str| DashboardRow { key, name: name.to_owned(), cells: vec![counts, Counts::default()] };
    let mut total = counts;
    total.add(counts);
    Dashboard {
        revision: 7,
        school: "Trường Mầm non Nam Thanh".to_owned(),
        as_of: "2026-11-25T07:20:05Z".parse().unwrap(),
        term,
        record_type: None,
        types: vec![("giao-an".to_owned(), "Giáo án".to_owned())],
        site: None,
        sites: Vec::new(),
        weeks: vec![week(12, "2026-11-23", "2026-11-27"), week(13, "2026-11-30", "2026-12-04")],
        rows: vec![
            row(RowKey::from_code("01930000-0000-7000-8000-000000000001").unwrap(), "Mẫu giáo 4–5 tuổi"),
            row(RowKey::Leadership, "Ban giám hiệu"),
        ],
        totals: vec![total, Counts::default()],
        total,
        late: LateCounts { with_reason: 1, without_reason: 0, open: 1 },
        ended: None,
        now: Some(12),
        this_week: total,
        next_week: None,
        usual_due: Some(DueDay { day: day("2026-11-20"), counts }),
        next_due: None,
        untimed: Vec::new(),
        year: Vec::new(),
        practice_week: None,
        whole_school: true,
    }
}

pub fn a_sheet(term: TermFilter) -> Sheet {
    Sheet::of(a_dashboard(term), "00000000-0000-7000-8000-000000000001".parse().unwrap(), Choice::default(), None)
}

#[test]
fn a_choice_and_its_address_are_one() {
    let choice = |term: &str, record_type: &str, cell: &str| Choice {
        term: term.to_owned(),
        record_type: record_type.to_owned(),
        site: String::new(),
        cell: cell.to_owned(),
        year: String::new(),
    };
    for (chosen, address) in [
        (choice("", "", ""), "/bang-theo-doi"),
        (choice("1", "", ""), "/bang-theo-doi?ky=1"),
        (choice("", "giao-an", ""), "/bang-theo-doi?loai=giao-an"),
        (choice("ca-nam", "giao-an", "ban-giam-hieu.12"), "/bang-theo-doi?ky=ca-nam&loai=giao-an&o=ban-giam-hieu.12"),
    ] {
        assert_eq!(chosen.address(), address);
        assert_eq!(Choice::of_address(address), chosen);
        assert_eq!(Choice::of_address(&format!("{address}#o")), chosen);
        assert!(chosen.is_understood() && chosen.clone().understood() == chosen);
    }
    let site = "00000000-0000-7000-8000-000000000009";
    let at_site = Choice { site: site.to_owned(), ..choice("1", "", "") };
    assert_eq!(at_site.address(), format!("/bang-theo-doi?ky=1&diem={site}"));
    assert_eq!((Choice::of_address(&at_site.address()), at_site.is_understood()), (at_site.clone(), true));
    for junk in ["?ky=3", "?diem=x", "?o=x", "?o=.12", "?o=ban-giam-hieu.999"] {
        let choice = Choice::of_address(junk);
        assert!(!choice.is_understood(), "{junk}");
        assert_eq!(choice.understood(), Choice::default(), "{junk}");
    }
}

#[test]
fn dates_and_judgements_become_words() {
    let sheet = a_sheet(TermFilter::First);
    assert_eq!(sheet.figures.about, "23/11–27/11/2026 · phần lớn có hạn thứ Sáu 20/11/2026, đã qua");
    assert_eq!(sheet.figures.late, "Trong học kỳ I: nộp muộn 2, trong đó 1 có lý do, 1 chưa xem xét.");
    assert_eq!(sheet.datetime.as_str(), "2026-11-25T14:20:05+07:00");
    assert_eq!(
        sheet.stands,
        "Trường Mầm non Nam Thanh · Bảng theo dõi học kỳ I · mọi loại hồ sơ · Số liệu lúc 14:20 ngày 25/11/2026"
    );
}

/// On the day on which the plans of the next week are due they stand first; on the days before, beside the present week.
#[test]
fn what_is_due_today_stands_first() {
    let counts = Counts { on_time: 3, not_yet_due: 5, ..Counts::default() };
    let of = |next_due: &str, counts: Counts| {
        let next_due = Some(DueDay { day: day(next_due), counts });
        figures(&Dashboard { next_week: Some((13, counts)), next_due, ..a_dashboard(TermFilter::First) })
    };
    let wednesday = of("2026-11-25", counts);
    assert_eq!(wednesday.today.as_deref(), Some("Hôm nay đến hạn, tuần 13: đã nộp 3/8 hồ sơ"));
    assert!(!wednesday.about.contains("tuần 13"), "{}", wednesday.about);
    let past = of("2026-11-25", Counts { overdue: 1, ..counts });
    assert_eq!(past.today.as_deref(), Some("Hôm nay đến hạn, đã qua giờ, tuần 13: đã nộp 3/9 hồ sơ"));
    let before = of("2026-11-27", counts);
    assert_eq!(before.today, None);
    assert!(before.about.ends_with("tuần 13: đã nộp 3/8 hồ sơ có hạn thứ Sáu 27/11/2026"), "{}", before.about);
}

/// Where there is nothing to count, it says why, in the place of zeros.
#[test]
fn what_is_empty_says_why() {
    let of = |term: TermFilter, record_type: Option<&str>, tracked: &[(&str, u32, u32)]| {
        let line = |(code, handed_in, tracked): &(&str, u32, u32)| {
            let (code, name) = ((*code).to_owned(), "Kế hoạch tổ".to_owned());
            domain::dashboard::Untimed { code, name, handed_in: *handed_in, tracked: *tracked }
        };
        let (record_type, untimed) = (record_type.map(str::to_owned), tracked.iter().map(line).collect());
        let dashboard = Dashboard { total: Counts::default(), record_type, untimed, ..a_dashboard(term) };
        figures(&dashboard).empty.unwrap()
    };
    let tracked = [("ke-hoach-to", 12, 54)];
    assert_eq!(
        of(TermFilter::First, Some("ke-hoach-to"), &tracked),
        "Kế hoạch tổ chưa quy định hạn, không xét đúng hạn hay muộn: cả năm đã nộp 12 trong 54 hồ sơ được theo dõi."
    );
    assert!(of(TermFilter::Second, Some("giao-an"), &tracked).contains("không có hồ sơ nào phải nộp trong học kỳ II"));
    assert!(of(TermFilter::Year, None, &[]).contains("Cài đặt"));
    assert!(of(TermFilter::Second, None, &[]).contains("trong học kỳ II"));
    assert_eq!(figures(&a_dashboard(TermFilter::First)).empty, None);
}

#[test]
fn only_what_has_changed_is_tinted() {
    let sheet = a_sheet(TermFilter::First);
    let first = |sheet: &Sheet| Some(sheet.rows[0].cells[0]);
    let second = |sheet: &Sheet| Some(sheet.rows[1].cells[0]);
    let mut shown = Shown::first(sheet.clone());
    assert!(!shown.differs(first), "nothing on a new page");
    let mut later = sheet.clone();
    later.rows[0].cells[0].on_time += 1;
    shown.replace(later.clone());
    assert!(shown.differs(first) && !shown.differs(second));
    shown.replace(later.clone());
    assert!(!shown.differs(first), "for the time of one update");
    // Another choice is no change.
    later.choice.record_type = "giao-an".to_owned();
    later.rows[1].cells[0].on_time += 1;
    shown.replace(later);
    assert!(!shown.differs(second));
}
