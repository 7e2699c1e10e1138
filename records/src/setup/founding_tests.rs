#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use domain::{
    people::{Position, SchoolId},
    refusal::Refusal,
    school_years::YearForm,
};

use super::*;
use crate::{
    new_id,
    testing::{TestDatabase, each_engine},
};

/// Step 1 as it is sent: the school's name, who founds it, and the hash of their password.
async fn found_as(
    database: &TestDatabase,
    school: SchoolId,
    name: &str,
    who: &str,
    hash: Result<&str, &str>,
) -> Result<Checked, Error> {
    let form = SchoolForm { name: name.to_owned(), ..SchoolForm::first() };
    let founder = FounderForm { who: who.to_owned(), username: "quanly".to_owned(), ..FounderForm::first() };
    let hash = hash.map(str::to_owned).map_err(|words| FormErrors::one("password", words));
    database.write(school, None, async move |work: &mut Work| found(work, &form, &founder, hash).await).await
}

#[tokio::test]
async fn a_school_and_its_founder_come_together_or_not_at_all() {
    each_engine(|database| async move {
        let school = new_id();
        let wrong = found_as(&database, school, " ", "", Err("ngắn quá")).await.unwrap().unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "who", "password"], "all that is wrong is told at once");
        assert_eq!(schools::all(&database).await.unwrap(), []);

        found_as(&database, school, "Trường Mầm non Hoa Sen", "Phạm Văn Định", Ok("$argon2id$")).await.unwrap().unwrap();
        found_as(&database, school, "Trường Mầm non Hoa Sen", "Phạm Văn Định", Ok("$argon2id$other")).await.unwrap().unwrap();
        let now = database.read(school, None, setup_state).await.unwrap();
        let founder = now.installer.unwrap();
        assert_eq!((now.school.name.as_str(), now.organisation.people.len()), ("Trường Mầm non Hoa Sen", 1));
        assert_eq!(now.organisation.positions(founder, now.today), [Position::VicePrincipal]);
        let account = database.read(school, None, async move |work: &mut Work| accounts::of_person(work, founder).await).await;
        assert_eq!(account.unwrap().password_hash, "$argon2id$", "a second click changes nothing");
        assert_eq!(now.setup.step, Step::Year.number());
    })
    .await;
}

#[tokio::test]
async fn a_school_without_classes_stays_closed() {
    each_engine(|database| async move {
        let school = new_id();
        found_as(&database, school, "Trường Mầm non Hoa Sen", "Phạm Văn Định", Ok("$argon2id$")).await.unwrap().unwrap();
        let opening = OpeningForm::default();
        let without_year = opening.clone();
        let opened = database.write(school, None, async move |work: &mut Work| open_school(work, &without_year, &[]).await).await;
        assert_eq!(opened, Err(Error::NotFound));
        let enter_year = async |work: &mut Work| {
            school_years::change(work, Phase::SettingUp, &YearForm::first(day_of(work.now)), "").await?;
            Ok(OpeningForm { counts_from: domain::vietnamese::date(day_of(work.now)), ..OpeningForm::default() })
        };
        let opening_now = database.write(school, None, enter_year).await.unwrap();
        // What is wrong with the form is told first, before anybody's password is made.
        let slip = database.read(school, None, async move |work: &mut Work| prepare_opening(work, &opening).await).await;
        assert!(slip.unwrap().is_err_and(|errors| errors.of("from").is_some()));
        let (asked, sent) = (opening_now.clone(), opening_now);
        let prepared = database.read(school, None, async move |work: &mut Work| prepare_opening(work, &asked).await).await;
        assert_eq!(prepared.err(), Some(Error::Refused(Refusal::NoClassYet)));
        let opened = database.write(school, None, async move |work: &mut Work| open_school(work, &sent, &[]).await).await;
        assert_eq!(opened, Err(Error::Refused(Refusal::NoClassYet)));
        assert!(!database.read(school, None, schools::setup).await.unwrap().finished);
    })
    .await;
}
