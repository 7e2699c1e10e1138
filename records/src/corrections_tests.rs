#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    absences::AbsenceForm,
    extensions::{ManyForm, ManyOutlook},
    forms::FormErrors,
    mandates::{MandateForm, MandateKind},
    people::PersonId,
    record_types::RulesForm,
    scope::ScopeForm,
};

use super::*;
use crate::{
    absences,
    error::AfterLook,
    extensions, facts,
    record_types::versions,
    testing::{TestDatabase, each_engine, school::SmallSchool},
};

async fn corrects(school: &SmallSchool, by: PersonId, of: Numbered, number: &str) -> Result<Result<(), FormErrors>, Error> {
    let (store, form) = (school.store.clone(), CorrectionForm { decision: number.to_owned() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| correct(work, &store, of, &form).await).await
}

/// A second version of the rules, whose number was written wrongly.
async fn version(school: &SmallSchool) -> Numbered {
    let now = school.at("2026-11-05T08:00:00+07:00");
    let facts = school.facts().await;
    let (from, decision) = ("16/11/2026".to_owned(), "52/QĐ-MNHS".to_owned());
    let form = RulesForm { from, decision, until: "17:00".to_owned(), ..RulesForm::preset(&facts, now) };
    let seen = form.parse(&facts, now).unwrap().outlook(&facts, None, now).unwrap().seen().to_owned();
    let store = school.store.clone();
    let add = async move |work: &mut Work| record_types::add_version(work, &store, &form, &seen).await;
    assert_eq!(school.database.write(school.id, Some(school.nguyet), add).await.unwrap(), AfterLook::Made);
    Numbered::Rules(school.facts().await.regime.rules.last().unwrap().id)
}

#[tokio::test]
async fn a_wrong_number_is_corrected_and_the_old_one_is_still_told() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let of = version(&school).await;
        let title = "Giáo án tuần 12 · Lớp 4A";
        let why = async || {
            let facts = school.facts().await;
            let one = school.record(title).await;
            facts.why(&one).unwrap().rule
        };
        assert!(why().await.ends_with("theo Quyết định số 52/QĐ-MNHS"), "{}", why().await);
        assert_eq!(corrects(&school, school.hoa, of, "25/QĐ-MNHS").await, Err(Refusal::SettingsNotYours.into()));
        let unknown = Numbered::Rules(new_id());
        assert_eq!(corrects(&school, school.nguyet, unknown, "25/QĐ-MNHS").await, Err(Error::NotFound));
        let same = corrects(&school, school.nguyet, of, "52/QĐ-MNHS").await.unwrap().unwrap_err();
        assert!(same.of("decision").unwrap().contains("là số đang ghi"), "{same:?}");
        // Sent twice, it is corrected once.
        for _ in 0..2 {
            corrects(&school, school.nguyet, of, "25/QĐ-MNHS").await.unwrap().unwrap();
        }
        let after = school.facts().await;
        let fresh = async |work: &mut Work| facts::load_now(work).await;
        assert_eq!(*after, school.database.read(school.id, None, fresh).await.unwrap());
        let told = after.corrections.told(of, after.organisation());
        assert_eq!(
            told.iter().map(|one| (one.was.as_str(), one.decision.as_str())).collect::<Vec<_>>(),
            [("52/QĐ-MNHS", "25/QĐ-MNHS")]
        );
        assert!(why().await.ends_with("theo Quyết định số 25/QĐ-MNHS"), "{}", why().await);
        let kept = school.database.read(school.id, None, async |work: &mut Work| versions(work).await).await.unwrap();
        assert_eq!(kept.last().unwrap().decision, "25/QĐ-MNHS");
        // Once more, by a clock that was set back: the last one said is the one that stands.
        school.at("2026-11-05T07:30:00+07:00");
        corrects(&school, school.nguyet, of, "26/QĐ-MNHS").await.unwrap().unwrap();
        assert!(why().await.ends_with("theo Quyết định số 26/QĐ-MNHS"), "{}", why().await);
        school.database.keeps(school.id, &["corrections"]).await;
    })
    .await;
}

/// Whoever reads them, and by whatever way, reads the right number.
#[tokio::test]
async fn numbers_of_absences_and_of_more_time_are_corrected_likewise() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T08:00:00+07:00");
        let (nguyet, store) = (school.nguyet, school.store.clone());
        let away = AbsenceForm {
            who: school.hoa.to_string(),
            kind: "sick".to_owned(),
            from: "09/11/2026".to_owned(),
            until: "20/11/2026".to_owned(),
            duties: AbsenceForm::COVER.to_owned(),
            cover: school.thao.to_string(),
            decision: "51/QĐ".to_owned(),
            ..AbsenceForm::empty(new_id(), now.date_naive())
        };
        let note = async move |work: &mut Work| {
            let seen = absences::seen_of(work, &store, &away).await?;
            absences::note(work, &store, &away, &seen).await
        };
        let absence = school.database.write(school.id, Some(nguyet), note).await.unwrap().unwrap();
        let many = ManyForm {
            key: new_id::<domain::extensions::Extension>().to_string(),
            scope: ScopeForm { weeks: "10".to_owned(), ..ScopeForm::default() },
            deed: ManyForm::EXTEND.to_owned(),
            until: "13/11/2026".to_owned(),
            reason: "Tập huấn".to_owned(),
            decision: "52/QĐ".to_owned(),
            ..ManyForm::default()
        };
        let store = school.store.clone();
        let give = async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            let plan = many.parse(&facts).unwrap();
            let seen = ManyOutlook::of(&facts, &facts.actor(nguyet, work.now), &plan, work.now).seen().to_owned();
            extensions::give_to_many(work, &store, &many, &seen).await
        };
        school.database.write(school.id, Some(nguyet), give).await.unwrap().unwrap();
        let extension = school.facts().await.regime.extensions[0].id;
        let numbers = async || {
            let facts = school.known().await;
            (facts.absence(absence).unwrap().decision.clone(), facts.extension(extension).unwrap().decision.clone())
        };
        assert_eq!(numbers().await, ("51/QĐ".to_owned(), "52/QĐ".to_owned()));
        for (of, right) in [(Numbered::Absence(absence), "53/QĐ-MNHS"), (Numbered::Extension(extension), "54/QĐ-MNHS")] {
            assert_eq!(corrects(&school, school.hoa, of, right).await, Err(Refusal::SettingsNotYours.into()));
            corrects(&school, nguyet, of, right).await.unwrap().unwrap();
            assert_eq!(school.facts().await.corrections.of(of).count(), 1);
        }
        assert_eq!(numbers().await, ("53/QĐ-MNHS".to_owned(), "54/QĐ-MNHS".to_owned()));
        // Also once something else of what the leadership sets has changed.
        school.retire_plans(true).await;
        assert_eq!(numbers().await, ("53/QĐ-MNHS".to_owned(), "54/QĐ-MNHS".to_owned()));
        let other = SmallSchool::found(&database).await;
        assert_eq!(corrects(&other, other.nguyet, Numbered::Absence(absence), "55/QĐ").await, Err(Error::NotFound));
        assert_eq!(corrects(&other, other.nguyet, Numbered::Extension(extension), "55/QĐ").await, Err(Error::NotFound));
    })
    .await;
}

/// The register, and whoever records the number once more, know the right one alone.
#[tokio::test]
async fn the_number_of_a_decision_is_corrected_without_ending_what_it_gives() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T08:00:00+07:00");
        let record = async |number: &str| {
            let form = MandateForm {
                kind: MandateKind::Positions.code().to_owned(),
                number: number.to_owned(),
                about: "Phân công nhiệm vụ".to_owned(),
                ..MandateForm::empty(new_id(), "Nguyễn Thị Nguyệt, hiệu trưởng".to_owned(), "2026-11-05".parse().unwrap())
            };
            let store = school.store.clone();
            let note = async move |work: &mut Work| crate::mandates::record(work, &store, &form).await;
            school.database.write(school.id, Some(school.nguyet), note).await.unwrap()
        };
        let id = record("51/QĐ-MNNNT").await.unwrap();
        let of = Numbered::Mandate(id);
        assert_eq!(corrects(&school, school.hoa, of, "51/QĐ-MNNT").await, Err(Refusal::SettingsNotYours.into()));
        corrects(&school, school.nguyet, of, "51/QĐ-MNNT").await.unwrap().unwrap();
        let known = school.database.read(school.id, None, async |work: &mut Work| mandates::register(work).await).await.unwrap();
        let kept = known.mandate(id).unwrap();
        assert_eq!((kept.number.as_str(), &kept.ended), ("51/QĐ-MNNT", &None));
        assert!(record("51/QĐ-MNNT").await.is_err(), "it stands in the register by its right number");
        let told = school.facts().await.corrections.told(of, school.facts().await.organisation());
        assert_eq!(told.iter().map(|one| one.was.as_str()).collect::<Vec<_>>(), ["51/QĐ-MNNNT"]);
        let other = SmallSchool::found(&database).await;
        assert_eq!(corrects(&other, other.nguyet, of, "52/QĐ").await, Err(Error::NotFound));
    })
    .await;
}
