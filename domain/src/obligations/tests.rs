#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{at, id, nam_thanh};

#[test]
fn keys_of_periods_are_read_back() {
    let month = |year, month| Period::Month(Month { year, month });
    for (period, key) in [
        (Period::Week(1), "w1"),
        (Period::Week(12), "w12"),
        (month(2026, 9), "m2026-09"),
        (month(2026, 11), "m2026-11"),
        (Period::Theme(id(6, 1)), "t00000000-0000-0006-0000-000000000001"),
        (Period::Semester(Semester::First), "s1"),
        (Period::Semester(Semester::Second), "s2"),
        (Period::Year, "y"),
    ] {
        assert_eq!(period.key(), key);
        assert_eq!(Period::from_key(key), Some(period));
    }
    for wrong in ["", "w", "w+5", "w05", "w256", "m2026-13", "m2026-9", "m2026", "t1", "s", "s3", "y1", "x", "ư1"] {
        assert_eq!(Period::from_key(wrong), None, "{wrong:?}");
    }
}

#[test]
fn titles_name_type_period_and_owner() {
    let mut school = nam_thanh();
    let titles: Vec<String> = school.obligations.iter().map(|one| school.title(one)).collect();
    for title in [
        "Kế hoạch giáo dục học kỳ I · Lớp 4A",
        "Kế hoạch giáo dục học kỳ II · Lớp 4A",
        "Kế hoạch tuần 13 · Lớp 4A",
        "Giáo án tuần 13 · Lớp 4A",
        "Tư liệu tuần 13 · Lớp 4A",
        "Kế hoạch chủ đề Gia đình · Lớp 4A",
        "Kế hoạch tổ tháng 11/2026 · Mẫu giáo 4–5 tuổi",
        "Biên bản sinh hoạt tổ tháng 11/2026 · Nuôi dưỡng",
        "Báo cáo chuyên đề học kỳ II · Văn phòng",
        "Thực đơn tuần 13 · Nuôi dưỡng",
        "Sổ kiểm thực ba bước tuần 13 · Nuôi dưỡng",
        "Lịch công tác tuần 13",
        "Sổ theo dõi sức khỏe tuần 13 · Y tế",
        "Hồ sơ thu chi tháng 11/2026 · Kế toán",
    ] {
        assert_eq!(titles.iter().filter(|one| *one == title).count(), 1, "{title}");
    }
    // No two records of a school are called alike, not even those of two people of one name.
    school.record_type("ke-toan").owed_by = crate::record_types::OwedBy::EachPerson;
    school.bring_up_to_date(at("2026-09-01 08:00"));
    let titles: Vec<String> = school.obligations.iter().filter(|one| one.closing.is_none()).map(|one| school.title(one)).collect();
    assert!(titles.iter().filter(|one| one.contains("tháng 11/2026 · Nguyễn Thị Hoa (")).count() == 2, "{titles:#?}");
    let distinct: std::collections::BTreeSet<&String> = titles.iter().collect();
    assert_eq!(distinct.len(), titles.len());
}

#[test]
fn a_group_is_not_called_a_class_too() {
    let mut school = nam_thanh();
    let mut check = |name: &str, wanted: &str| {
        school.regime.organisation.classes[0].name = name.to_owned();
        assert_eq!(school.regime.organisation.classes[0].title(), wanted);
    };
    check("4A", "Lớp 4A");
    check("Nhóm 24–36 tháng A", "Nhóm 24–36 tháng A");
    check("lớp Mầm", "lớp Mầm");
    check("Nhómon", "Lớp Nhómon");
}

#[test]
fn a_period_that_the_calendar_lost_has_no_days() {
    let school = nam_thanh();
    let span = |period: Period| period.span(&school.regime.calendar, &school.regime.themes);
    assert_eq!(span(Period::Week(36)), None);
    assert_eq!(span(Period::Theme(id(6, 99))), None);
    assert_eq!(span(Period::Month(Month { year: 2026, month: 13 })), None);
    assert!(span(Period::Week(35)).is_some() && span(Period::Year).is_some());
    assert_eq!(Period::Theme(id(6, 99)).words(&school.regime.themes), "chủ đề");
}
