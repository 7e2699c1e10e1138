#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use domain::{
    deadlines::DueRule,
    record_types::{OwedBy, RecordType, Recurrence},
    school_years::WhichYear,
    themes::{KnownThemes, ThemeRow, ThemesForm},
};

use super::*;
use crate::{
    error::AfterLook,
    record_types,
    testing::{
        allowed, each_engine,
        school::{SmallSchool, weekly},
    },
};

/// The themes as a form, changed by the principal, looked at and sent.
async fn themes(school: &SmallSchool, change: impl FnOnce(&mut Vec<ThemeRow>)) -> AfterLook {
    let facts = school.facts().await;
    let mut form = ThemesForm::of(&facts.regime.themes);
    change(&mut form.rows);
    let now = school.database.read(school.id, None, async |work: &mut Work| Ok(work.now)).await.unwrap();
    let outlook = form.parse(&KnownThemes::of(&facts)).map(|plan| plan.outlook(&facts, now).unwrap());
    let seen = outlook.map_or_else(|_| String::new(), |outlook| outlook.seen().to_owned());
    send(school, form, seen).await
}

async fn send(school: &SmallSchool, form: ThemesForm, seen: String) -> AfterLook {
    let send = async move |work: &mut Work| super::change(work, WhichYear::Present, &form, &seen).await;
    school.database.write(school.id, Some(school.nguyet), send).await.unwrap()
}

fn theme(name: &str, from: u8, through: u8) -> ThemeRow {
    ThemeRow { id: String::new(), name: name.to_owned(), from: from.to_string(), through: through.to_string() }
}

/// "Kế hoạch" of each class for each theme.
async fn theme_plans(school: &SmallSchool) {
    let plans = RecordType {
        recurrence: Recurrence::EachTheme,
        ..weekly("ke-hoach-chu-de", "Kế hoạch", OwedBy::EachClass, DueRule::LastWorkingDayOfPeriod, 9)
    };
    let add = async move |work: &mut Work| record_types::add(work, &allowed(), &plans).await;
    school.database.write(school.id, None, add).await.unwrap();
}

#[tokio::test]
async fn a_theme_brings_its_records_and_takes_them_along() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        theme_plans(&school).await;
        let both = themes(&school, |rows| rows.extend([theme("Gia đình", 9, 12), theme("Nghề nghiệp", 13, 17)])).await;
        assert_eq!(both, AfterLook::Made);
        let family = school.record("Kế hoạch chủ đề Gia đình · Lớp 4A").await;
        assert_eq!(family.terms.due.as_ref().unwrap().day.to_string(), "2026-11-27");
        school.hand_in(school.hoa, "Kế hoạch chủ đề Gia đình · Lớp 4A").await.unwrap();
        let moved = themes(&school, |rows| {
            rows[0].name = "Bé và gia đình".to_owned();
            rows[0].through = "13".to_owned();
            rows[1].from = "14".to_owned();
        })
        .await;
        assert_eq!(moved, AfterLook::Made);
        let moved = school.record("Kế hoạch chủ đề Bé và gia đình · Lớp 4A").await;
        assert_eq!((moved.id, moved.closing.is_none(), moved.handed_in.is_some()), (family.id, true, true));
        assert_eq!(moved.terms.due.as_ref().unwrap().day.to_string(), "2026-12-04");
    })
    .await;
}

#[tokio::test]
async fn a_theme_with_a_hand_in_stays_and_another_one_goes() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        theme_plans(&school).await;
        themes(&school, |rows| rows.extend([theme("Gia đình", 9, 12), theme("Nghề nghiệp", 13, 17)])).await;
        school.hand_in(school.hoa, "Kế hoạch chủ đề Gia đình · Lớp 4A").await.unwrap();
        let empty = |row: &mut ThemeRow| (row.name, row.from, row.through) = Default::default();
        let refused = themes(&school, |rows| rows.iter_mut().for_each(empty)).await;
        let AfterLook::Wrong(errors) = refused else { panic!("{refused:?}") };
        let reason = errors.of("n0").unwrap();
        assert!(reason.starts_with("Chủ đề “Gia đình” (tuần 9 đến 12) đã có 1 hồ sơ nộp nên không bỏ được."), "{reason}");
        assert_eq!(school.facts().await.regime.themes.len(), 2, "one no, and nothing is changed");

        let gone = school.record("Kế hoạch chủ đề Nghề nghiệp · Lớp 4A").await.id;
        // Nobody has looked at what goes: the question is asked where it is saved.
        let mut unseen = ThemesForm::of(&school.facts().await.regime.themes);
        empty(&mut unseen.rows[1]);
        assert_eq!(send(&school, unseen, String::new()).await, AfterLook::Unseen);
        assert_eq!(school.facts().await.regime.themes.len(), 2);
        assert_eq!(themes(&school, |rows| empty(&mut rows[1])).await, AfterLook::Made);
        let facts = school.facts().await;
        assert_eq!(facts.regime.themes.len(), 1);
        assert_eq!(facts.obligation(gone).unwrap().closing.as_ref().unwrap().reason, "chủ đề được sửa");
        let refused = send(&school, ThemesForm::default(), String::new()).await;
        assert!(matches!(refused, AfterLook::Wrong(ref errors) if errors.of("all").is_some()), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn themes_stand_in_the_order_of_their_weeks() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let year = school.year;
        let list = async move |work: &mut Work| {
            add(work, &allowed(), year, "Thế giới thực vật", 12, 15).await?;
            add(work, &allowed(), year, "Gia đình", 9, 11).await
        };
        database.write(school.id, None, list).await.unwrap();
        let read = database.read(school.id, None, async move |work: &mut Work| all(work, year).await).await.unwrap();
        let read: Vec<(&str, u8, u8)> = read.iter().map(|one| (one.name.as_str(), one.from_week, one.through_week)).collect();
        assert_eq!(read, [("Gia đình", 9, 11), ("Thế giới thực vật", 12, 15)]);
    })
    .await;
}

#[tokio::test]
async fn the_themes_of_the_next_year_are_entered_before_it_begins() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        theme_plans(&school).await;
        assert_eq!(themes(&school, |rows| rows.push(theme("Bản thân", 1, 4))).await, AfterLook::Made);
        school.enters_next_year().await;
        let form = ThemesForm { rows: vec![theme("Trường mầm non", 1, 5), theme("Bản thân", 6, 9)] };
        let send = async move |work: &mut Work| super::change(work, WhichYear::Next, &form, "").await;
        assert_eq!(school.database.write(school.id, Some(school.nguyet), send).await, Ok(AfterLook::Made));
        let names = async || -> Vec<String> { school.facts().await.regime.themes.iter().map(|one| one.name.clone()).collect() };
        assert_eq!(names().await, ["Bản thân"], "the present year keeps its own");
        school.at("2027-08-20T09:00:00+07:00");
        assert_eq!(names().await, ["Trường mầm non", "Bản thân"]);
        let facts = school.facts().await;
        assert!(facts.open_obligations().any(|one| facts.title(one).contains("Trường mầm non")), "they are owed");
    })
    .await;
}
