//! What no hour is counted for: exemptions, the week of practice, holidays, and what has no due day.

use super::*;

#[test]
fn exempt_and_practice() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    school.exempts("Giáo án tuần 13 · Lớp 4A", "lớp đi tham quan").exempts("Tư liệu tuần 12 · Lớp 4A", "như trên");
    let work = page(&school, "cô Hoa", "2026-11-25 14:20");
    assert_eq!(
        lines(&work.this_week),
        [
            "Giáo án tuần 13 · Lớp 4A, lượt mình, miễn",
            "Kế hoạch tuần 13 · Lớp 4A, lượt mình, 27/11/2026",
            "Kế hoạch chủ đề Gia đình · Lớp 4A, chung cô Thảo, không hạn",
        ]
    );
    assert_eq!(work.this_week[0].exempt_reason.as_deref(), Some("lớp đi tham quan"));
    assert_eq!(work.left, 1);
    school.exempts("Giáo án tuần 15 · Lớp 4A", "lớp đi tham quan");
    assert_eq!(page(&school, "cô Hoa", "2026-11-25 14:20").this_week.len(), 3, "of another week nothing is said in this one");

    // In the week of practice its records are there for trying, also those of the Friday before.
    let mut school = nam_thanh();
    school.regime.practice_week = Some(1);
    school.obligations.clear();
    school.bring_up_to_date(at("2026-08-31 08:00"));
    let titles = |now: &str| -> Vec<String> {
        page(&school, "cô Hoa", now)
            .this_week
            .into_iter()
            .filter(|item| matches!(item.standing, Standing::Practice { .. }))
            .map(|item| item.title)
            .collect()
    };
    let plans = ["Giáo án tuần 1 · Lớp 4A", "Kế hoạch tuần 1 · Lớp 4A"];
    let coming: Vec<String> = page(&school, "cô Hoa", "2026-08-27 08:00").coming.into_iter().map(|item| item.title).collect();
    assert!(plans.iter().all(|plan| coming.iter().any(|title| title == plan)), "{coming:?}");
    assert_eq!(titles("2026-09-03 08:00"), plans);
    let all = [plans[0], plans[1], "Kế hoạch giáo dục học kỳ I · Lớp 4A", "Tư liệu tuần 1 · Lớp 4A"];
    assert_eq!(titles("2026-09-09 08:00"), all);
    assert_eq!(titles("2026-09-14 08:00"), Vec::<String>::new());
    let work = page(&school, "cô Hoa", "2026-09-09 08:00");
    assert_eq!((work.left, work.overdue), (0, 0), "only plans of week 2, the turn of cô Thảo");
    assert!(ribbon_of(&work).starts_with("[-]"), "practice leaves no mark: {}", ribbon_of(&work));
    let begins = |cell: &&RibbonCell| matches!(cell, RibbonCell::Week { opens_semester_2: true, .. });
    let begun: Vec<&RibbonCell> = work.ribbon.iter().filter(begins).collect();
    let first = school.regime.calendar.parts().semester_2_starts_in_week;
    assert!(matches!(begun[..], [RibbonCell::Week { number, .. }] if *number == first), "{begun:?}");
    assert!(work.this_week.iter().any(|item| item.title == "Giáo án tuần 2 · Lớp 4A"));
}

#[test]
fn the_page_tells_of_the_week_of_practice_while_records_of_it_are_near() {
    let mut school = nam_thanh();
    school.regime.practice_week = Some(1);
    school.obligations.clear();
    school.bring_up_to_date(at("2026-08-31 08:00"));
    let told = |school: &NamThanh, now: &str| page(school, "cô Hoa", now).practises;
    let moments = ["2026-06-29 08:00", "2026-08-24 08:00", "2026-08-31 08:00", "2026-09-09 08:00", "2026-09-14 08:00"];
    assert_eq!(moments.map(|now| told(&school, now)), [false, true, true, true, false]);

    // The records keep what they were made for, but the school practises no longer.
    school.regime.practice_week = None;
    assert!(!told(&school, "2026-09-09 08:00"));
}

#[test]
fn what_has_no_due_day_stays_in_reach() {
    let school = nam_thanh();
    let head = page(&school, "cô Ấm", "2026-11-25 14:20");
    let titles: Vec<&str> = head.untimed.iter().map(|item| item.title.as_str()).collect();
    for title in [
        "Biên bản sinh hoạt tổ tháng 10/2026 · Mẫu giáo 4–5 tuổi",
        "Biên bản sinh hoạt tổ tháng 12/2026 · Mẫu giáo 4–5 tuổi",
        "Kế hoạch chủ đề Nghề nghiệp · Lớp 4B",
        "Tư liệu tuần 3 · Lớp 4B",
    ] {
        assert!(titles.contains(&title), "{title}: {titles:?}");
    }
    assert!(!titles.contains(&"Tư liệu tuần 12 · Lớp 4B"), "this week's stands with this week's");
    assert!(titles.iter().all(|title| !title.contains("tuần 30")));
    assert!(head.untimed.is_sorted_by_key(|item| item.span.map(|span| span.from)), "{titles:?}");
}

#[test]
fn before_the_year_in_tet_and_after_the_year() {
    let mut school = nam_thanh();
    let before = page(&school, "cô Hoa", "2026-09-02 10:00");
    assert_eq!((before.week, before.week_words.as_str()), (None, "Trước năm học"));
    assert_eq!(
        lines(&before.this_week),
        ["Giáo án tuần 1 · Lớp 4A, lượt mình, 04/09/2026", "Kế hoạch tuần 1 · Lớp 4A, lượt mình, 04/09/2026",]
    );
    assert_eq!(lines(&before.coming)[0], "Giáo án tuần 2 · Lớp 4A, lượt cô Thảo, 11/09/2026");

    school.all_on_time_before("2027-02-04");
    let tet = page(&school, "cô Hoa", "2027-02-09 10:00");
    assert_eq!((tet.week, tet.week_words.as_str()), (None, "Tết Đinh Mùi"));
    assert!(tet.urgent.is_empty() && lines(&tet.this_week).is_empty());
    assert_eq!(lines(&tet.coming)[0], "Giáo án tuần 24 · Lớp 4A, lượt cô Thảo, 19/02/2027");
    assert!(tet.ribbon.iter().all(|cell| !matches!(cell, RibbonCell::Week { now: true, .. })));
    // Told while there is time: on the Monday of week 16 the plans of week 23, due before Tết.
    let early = page(&school, "cô Hoa", "2026-12-21 10:00");
    assert_eq!(early.coming.iter().filter(|item| item.title.contains("tuần 23")).count(), 0, "handed in already");

    school.all_on_time_before("2027-06-30");
    let after = page(&school, "cô Hoa", "2027-05-24 10:00");
    assert_eq!((after.week, after.week_words.as_str(), after.left), (None, "Sau năm học", 0));
    assert!(after.this_week.is_empty() && after.coming.is_empty());
    assert_eq!(
        lines(&page(&nam_thanh(), "thầy Yên", "2027-05-24 10:00").coming),
        ["Hồ sơ thu chi tháng 5/2027 · Kế toán, của mình, 31/05/2027",]
    );
}
