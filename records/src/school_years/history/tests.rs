#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    school_years::{YearForm, calendar_history, calendar_outlook, moved_by_calendar},
    setup::Phase,
};

use super::*;
use crate::{
    error::AfterLook,
    school_years,
    testing::{TestDatabase, each_engine, school::SmallSchool},
};

#[tokio::test]
async fn whoever_changes_the_calendar_stands_in_its_history_with_the_document() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T20:00:00+07:00");
        let before = school.facts().await;
        let mut form = YearForm::of(before.calendar());
        let day = |from: &str, kind: &str, name: &str| domain::school_years::DayRow {
            from: from.to_owned(),
            to: String::new(),
            kind: kind.to_owned(),
            name: name.to_owned(),
        };
        form.rows.push(day("06/11/2026", "swap_off", "Nghỉ theo Sở"));
        form.document = "Công văn 12/SGDĐT-GDMN".to_owned();
        let effect = moved_by_calendar(&before, &form.parse().unwrap(), now).unwrap();
        // On the evening before, no due day moves onto that evening's day.
        assert_eq!(effect.count(), 0, "{}", effect.headline());
        form.rows.push(day("14/11/2026", "makeup", "Làm bù"));
        form.rows.push(day("13/11/2026", "closure", "Mất điện"));
        let effect = moved_by_calendar(&before, &form.parse().unwrap(), now).unwrap();
        assert!(effect.count() > 0 && effect.asks_for_a_look());
        assert_eq!(school.facts().await.revision, before.revision, "a look changes nothing");

        // Whoever has not looked, or has looked at something else, is shown what would follow; the question is asked where it is
        // saved.
        let saves = async |seen: String| {
            let sent = form.clone();
            let change = async move |work: &mut Work| school_years::change(work, Phase::Open, &sent, &seen).await;
            database.write(school.id, Some(school.nguyet), change).await.unwrap()
        };
        let outlook = calendar_outlook(&before, &form.parse().unwrap(), now).unwrap();
        for another in ["", "0123456789abcdef"] {
            assert_eq!(saves(another.to_owned()).await, AfterLook::Unseen);
        }
        assert_eq!(school.facts().await.revision, before.revision);
        assert_eq!(saves(outlook.seen().to_owned()).await, AfterLook::Made);
        let after = school.facts().await;
        let moved = before.open_obligations().filter(|one| after.obligation(one.id).unwrap().due_day() != one.due_day());
        assert_eq!(moved.count(), effect.count(), "what was looked at is what happened");

        let year = school.year;
        let read = async move |work: &mut Work| history(work, year).await;
        let told = calendar_history(&database.read(school.id, None, read).await.unwrap(), after.organisation());
        assert_eq!((told[0].who.as_str(), told[0].at), ("Nguyễn Thị Minh Nguyệt", now));
        assert_eq!(told[0].document, "Công văn 12/SGDĐT-GDMN");
        let wanted = [
            "Thêm nghỉ hoán đổi thứ Sáu 06/11/2026: Nghỉ theo Sở.",
            "Thêm làm bù thứ Bảy 14/11/2026: Làm bù.",
            "Thêm nghỉ đột xuất thứ Sáu 13/11/2026: Mất điện.",
        ];
        assert_eq!(told[0].words, wanted);
        assert_eq!(told.last().unwrap().words, ["Lập lịch năm học."]);
        let long = YearForm { document: "x".repeat(121), ..form };
        let change = async move |work: &mut Work| school_years::change(work, Phase::Open, &long, "").await;
        let refused = database.write(school.id, Some(school.nguyet), change).await.unwrap();
        let AfterLook::Wrong(refused) = refused else { panic!("{refused:?}") };
        assert!(refused.of("document").unwrap().contains("nhiều nhất 120 ký tự"));
    })
    .await;
}
