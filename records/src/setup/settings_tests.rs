#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use domain::{
    deadlines::DueRule,
    obligations::Obligation,
    people::PersonId,
    record_types::{OwedBy, RecordType, Recurrence},
    themes::ThemeRow,
};

use super::*;
use crate::testing::{
    each_engine,
    school::{SmallSchool, weekly},
};

/// The turns of 4A as a form, changed and sent by somebody.
async fn share(school: &SmallSchool, by: Option<PersonId>, change: impl FnOnce(&mut TurnsForm)) -> Result<(), Error> {
    let turns = ClassTurns::of(&*school.facts().await, school.class_4a, school.database.hand.shows()).unwrap();
    let mut form = TurnsForm::of(&turns);
    change(&mut form);
    let class = school.class_4a;
    let send = async move |work: &mut Work| {
        let allowed = allowed(work).await?;
        share_turns(work, allowed, class, &form).await
    };
    school.database.write(school.id, by, send).await
}

/// The themes as a form, changed and sent by the principal.
async fn themes(school: &SmallSchool, change: impl FnOnce(&mut Vec<ThemeRow>)) -> Result<(), Error> {
    let mut form = ThemesForm::of(&school.facts().await.parts.themes);
    change(&mut form.rows);
    let send = async move |work: &mut Work| {
        let allowed = allowed(work).await?;
        keep_themes(work, allowed, &form).await
    };
    school.database.write(school.id, Some(school.nguyet), send).await
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
    let add = async move |work: &mut Work| record_types::add(work, &plans).await;
    school.database.write(school.id, None, add).await.unwrap();
}

fn judged(one: &Obligation) -> (Option<String>, Option<chrono::NaiveDate>) {
    (one.handed_in.as_ref().map(|one| format!("{one:?}")), one.due_day())
}

#[tokio::test]
async fn turns_change_whose_a_record_is_and_nothing_else() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        school.hand_in(hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let before = school.record("Giáo án tuần 10 · Lớp 4A").await;
        share(&school, Some(school.nguyet), |form| {
            form.weeks[9] = Some(thao.to_string());
            form.weeks[10] = Some(hoa.to_string());
        })
        .await
        .unwrap();
        let after = school.record("Giáo án tuần 10 · Lớp 4A").await;
        assert_eq!((after.terms.turn, judged(&after)), (Some(thao), judged(&before)), "by hand, and judged as before");
        assert_eq!(school.record("Giáo án tuần 11 · Lớp 4A").await.terms.turn, Some(hoa));
        assert_eq!(school.record("Giáo án tuần 12 · Lớp 4A").await.terms.turn, None);
        // Saved again as it is, nothing is written.
        let revision = school.facts().await.parts.revision;
        share(&school, Some(school.nguyet), |_| {}).await.unwrap();
        assert_eq!(school.facts().await.parts.revision, revision);
        share(&school, Some(school.nguyet), |form| form.weeks[10] = Some(String::new())).await.unwrap();
        assert_eq!(school.record("Giáo án tuần 11 · Lớp 4A").await.terms.turn, None);
    })
    .await;
}

#[tokio::test]
async fn turns_are_the_leaderships_and_of_the_classs_own_teachers() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thuy) = (school.hoa, school.thuy);
        for by in [Some(hoa), Some(school.am), None] {
            let refused = share(&school, by, |form| form.weeks[10] = Some(hoa.to_string())).await;
            assert_eq!(refused, Err(Error::Refused(Refusal::SettingsNotYours)));
        }
        let refused = share(&school, Some(school.nguyet), |form| form.weeks[10] = Some(thuy.to_string())).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Field { .. }))), "{refused:?}");
        assert_eq!(school.facts().await.organisation().turns, []);
        let form = TurnsForm::default();
        let unknown = crate::new_id();
        let send = async move |work: &mut Work| {
            let allowed = allowed(work).await?;
            share_turns(work, allowed, unknown, &form).await
        };
        assert_eq!(database.write(school.id, Some(school.nguyet), send).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_theme_brings_its_records_and_takes_them_along() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        theme_plans(&school).await;
        themes(&school, |rows| rows.extend([theme("Gia đình", 9, 12), theme("Nghề nghiệp", 13, 17)])).await.unwrap();
        let family = school.record("Kế hoạch chủ đề Gia đình · Lớp 4A").await;
        assert_eq!(family.terms.due.as_ref().unwrap().day.to_string(), "2026-11-27");
        school.hand_in(school.hoa, "Kế hoạch chủ đề Gia đình · Lớp 4A").await.unwrap();
        themes(&school, |rows| {
            rows[0].name = "Bé và gia đình".to_owned();
            rows[0].through = "13".to_owned();
            rows[1].from = "14".to_owned();
        })
        .await
        .unwrap();
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
        themes(&school, |rows| rows.extend([theme("Gia đình", 9, 12), theme("Nghề nghiệp", 13, 17)])).await.unwrap();
        school.hand_in(school.hoa, "Kế hoạch chủ đề Gia đình · Lớp 4A").await.unwrap();
        let empty = |row: &mut ThemeRow| (row.name, row.from, row.through) = Default::default();
        let refused = themes(&school, |rows| rows.iter_mut().for_each(empty)).await;
        let Err(Error::Refused(Refusal::Field { reason, .. })) = refused else { panic!("{refused:?}") };
        assert!(reason.starts_with("Chủ đề “Gia đình” (tuần 9 đến 12) đã có 1 hồ sơ nộp nên không bỏ được."), "{reason}");
        assert_eq!(school.facts().await.parts.themes.len(), 2, "one no, and nothing is changed");

        let gone = school.record("Kế hoạch chủ đề Nghề nghiệp · Lớp 4A").await.id;
        themes(&school, |rows| empty(&mut rows[1])).await.unwrap();
        let facts = school.facts().await;
        assert_eq!(facts.parts.themes.len(), 1);
        assert_eq!(facts.obligation(gone).unwrap().closing.as_ref().unwrap().reason, "chủ đề được sửa");
        let stale = ThemesForm::default();
        let send = async move |work: &mut Work| {
            let allowed = allowed(work).await?;
            keep_themes(work, allowed, &stale).await
        };
        let refused = database.write(school.id, Some(school.nguyet), send).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Field { .. }))), "{refused:?}");
    })
    .await;
}
