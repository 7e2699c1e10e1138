#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::people::{Honorific, Position};

use super::*;
use crate::{
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool, bring},
    },
    turns,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Does one thing as `by`.
macro_rules! doing {
    ($school:expr, $by:expr, |$work:ident, $store:ident| $do:expr) => {{
        let ($store, by) = ($school.store.clone(), $by);
        let task = async move |$work: &mut Work| $do.await;
        $school.database.write($school.id, Some(by), task).await
    }};
}

async fn held_by(school: &SmallSchool, person: PersonId) -> Vec<(AppointmentId, Appointment)> {
    let held = async move |work: &mut Work| people::held(work, person).await;
    school.database.read(school.id, None, held).await.unwrap()
}

async fn end(school: &SmallSchool, by: PersonId, person: PersonId, until: &str) -> Result<Checked, Error> {
    let id = held_by(school, person).await[0].0;
    let form = EndForm { until: until.to_owned(), reason: "Quyết định đến muộn".to_owned(), ..EndForm::default() };
    doing!(school, by, |work, store| end_position(work, &store, person, id, &form))
}

async fn appoint(
    school: &SmallSchool,
    by: PersonId,
    person: PersonId,
    post: &str,
    place: &str,
    from: &str,
) -> Result<Checked, Error> {
    let form = AppointmentForm { post: post.to_owned(), place: place.to_owned(), from: from.to_owned(), reason: String::new() };
    doing!(school, by, |work, store| add_positions(work, &store, person, &form))
}

/// cô Ấm becomes vice principal, thầy of the management team is cô Hoà.
async fn with_a_vice_principal(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    let (am, manager) = (school.am, school.hoa_y_te);
    let add = async move |work: &mut Work| {
        people::appoint(work, &allowed(), am, Position::VicePrincipal, day("2026-11-02"), "").await?;
        people::appoint(work, &allowed(), manager, Position::ManagementTeam, day("2026-11-02"), "").await
    };
    database.write(school.id, None, add).await.unwrap();
    school
}

#[tokio::test]
async fn a_teacher_changes_the_class_in_one_step() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        let (nguyet, hoa) = (school.nguyet, school.hoa);
        let id = held_by(&school, hoa).await[0].0;
        let form =
            |to_class: &str| EndForm { until: "30/12/2026".to_owned(), reason: String::new(), to_class: to_class.to_owned() };
        let wrong = form("9Z");
        let errors = doing!(school, nguyet, |work, store| move_class(work, &store, hoa, id, &wrong)).unwrap().unwrap_err();
        assert!(errors.of("to_class").is_some());
        assert_eq!(held_by(&school, hoa).await[0].1.until, None, "nothing was done by half");
        let good = form("4B");
        assert_eq!(doing!(school, nguyet, |work, store| move_class(work, &store, hoa, id, &good)), Ok(Ok(())));
        let held: Vec<(Position, NaiveDate, Option<NaiveDate>)> =
            held_by(&school, hoa).await.into_iter().map(|(_, one)| (one.position, one.from, one.until)).collect();
        assert_eq!((held[0].0, held[0].2), (Position::Teacher(school.class_4a), Some(day("2026-12-30"))));
        assert_eq!(held[1], (Position::Teacher(school.class_4b), day("2026-12-31"), None));
    })
    .await;
}

#[tokio::test]
async fn a_name_changes_by_those_who_manage_accounts() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        let (thuy, nguyet) = (school.thuy, school.nguyet);
        let form = |name: &str, birth_year: &str| PersonForm {
            name: name.to_owned(),
            honorific: "thay".to_owned(),
            birth_year: birth_year.to_owned(),
            phone: "0912 000 001".to_owned(),
        };
        let good = form("Đặng Văn  Thủy", "1988");
        assert_eq!(doing!(school, school.hoa_y_te, |work, store| change_person(work, &store, thuy, &good)), Ok(Ok(())));
        let facts = school.facts().await;
        let known = facts.organisation().person(thuy).unwrap();
        assert_eq!((known.name.as_str(), known.honorific, known.birth_year), ("Đặng Văn Thủy", Honorific::Thay, Some(1988)));
        assert_eq!(known.phone.as_ref().map(ToString::to_string).as_deref(), Some("0912 000 001"));
        // The same again is no event.
        let same = form("Đặng Văn Thủy", "1988");
        assert_eq!(doing!(school, school.nguyet, |work, store| change_person(work, &store, thuy, &same)), Ok(Ok(())));
        assert_eq!(school.facts().await.revision, facts.revision);

        let wrong = form("", "88");
        let errors = doing!(school, school.nguyet, |work, store| change_person(work, &store, thuy, &wrong)).unwrap().unwrap_err();
        assert!(errors.of("name").is_some() && errors.of("birth_year").is_some());
        for (by, person, refusal) in [
            (school.hoa, thuy, Refusal::SettingsNotYours),
            (school.hoa_y_te, school.am, Refusal::SettingsNotYours),
            (school.am, nguyet, Refusal::PrincipalsAccount),
        ] {
            let form = form("Kẻ Lạ", "");
            let refused = doing!(school, by, |work, store| change_person(work, &store, person, &form));
            assert_eq!(refused, Err(Error::Refused(refusal)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_position_begins_and_ends_on_a_day_and_what_is_owed_follows() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        let (hoa, thao, year, class) = (school.hoa, school.thao, school.year, school.class_4a);
        let roster = async move |work: &mut Work| {
            turns::set(work, &allowed(), year, class, &[(10, thao), (11, hoa), (12, thao)]).await?;
            bring(work, year, "Lịch lượt").await
        };
        database.write(school.id, Some(school.nguyet), roster).await.unwrap();
        school.hand_in(thao, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        // Week 11 ends on 22 November: of week 12 she writes nothing any more.
        assert_eq!(end(&school, school.nguyet, thao, "20/11/2026").await, Ok(Ok(())));
        let turn = async |title: &str| school.record(title).await.terms.turn;
        assert_eq!(turn("Giáo án tuần 10 · Lớp 4A").await, Some(thao));
        assert_eq!(turn("Giáo án tuần 12 · Lớp 4A").await, None, "brought up to date in the same transaction");
        let record = school.record("Giáo án tuần 10 · Lớp 4A").await;
        assert_eq!(record.handed_in.unwrap().last_by, thao, "history stays under her name");
        let facts = school.facts().await;
        let on = |text: &str| facts.organisation().positions(thao, day(text));
        assert_eq!((on("2026-11-20").len(), on("2026-11-21").len()), (1, 0));
        school.at("2026-11-21T08:00:00+07:00");
        let refused = school.hand_in(thao, "Giáo án tuần 12 · Lớp 4A").await;
        assert_eq!(refused.err(), Some(Error::Refused(Refusal::NotYoursToHandIn)));

        assert_eq!(appoint(&school, school.hoa_y_te, thao, "teacher", "lop 4b", "23/11/2026").await, Ok(Ok(())));
        let facts = school.facts().await;
        assert_eq!(facts.organisation().positions(thao, day("2026-11-23")), [Position::Teacher(school.class_4b)]);
        let twice = appoint(&school, school.nguyet, thao, "teacher", "4B", "30/11/2026").await;
        assert!(twice.unwrap().unwrap_err().of("post").is_some());
    })
    .await;
}

#[tokio::test]
async fn a_position_ends_in_the_past_where_nothing_was_handed_in_since() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thao, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        school.at("2026-11-12T09:00:00+07:00");
        let refused = end(&school, school.nguyet, school.thao, "04/11/2026").await.unwrap().unwrap_err();
        assert!(refused.of("until").unwrap().contains("05/11/2026"));
        assert_eq!(end(&school, school.nguyet, school.thao, "05/11/2026").await, Ok(Ok(())));
        let over = end(&school, school.nguyet, school.thao, "30/11/2026").await.unwrap();
        assert!(over.unwrap_err().of("until").unwrap().contains("đã kết thúc"));
    })
    .await;
}

#[tokio::test]
async fn an_end_that_is_entered_later_rewrites_nothing_and_is_the_leaderships_with_a_reason() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        // The plan of week 11 was due on 6 November; on the 12th it is entered that cô Thủy left on the 3rd.
        school.at("2026-11-12T09:00:00+07:00");
        let (manager, nguyet, thuy) = (school.hoa_y_te, school.nguyet, school.thuy);
        let refused = end(&school, manager, thuy, "03/11/2026").await.unwrap().unwrap_err();
        assert!(refused.of("until").unwrap().contains("việc của hiệu trưởng và phó hiệu trưởng"));
        let without = async |until: &str| {
            let form = EndForm { until: until.to_owned(), ..EndForm::default() };
            let read = async move |work: &mut Work| people::held(work, thuy).await;
            let id = database.read(school.id, None, read).await.unwrap()[0].0;
            doing!(school, nguyet, |work, store| end_position(work, &store, thuy, id, &form))
        };
        assert!(without("03/11/2026").await.unwrap().unwrap_err().of("end_reason").unwrap().contains("Ghi lý do"));
        assert!(without("29/10/2026").await.unwrap().unwrap_err().of("until").unwrap().contains("từ 30/10/2026"));
        assert_eq!(end(&school, nguyet, thuy, "03/11/2026").await, Ok(Ok(())));
        let facts = school.facts().await;
        let position = Position::Teacher(school.class_4b);
        let held = |on: &str| facts.organisation().positions(thuy, day(on)).contains(&position);
        assert_eq!([held("2026-11-06"), held("2026-11-11"), held("2026-11-12")], [true, true, false]);
        let read = async move |work: &mut Work| people::held(work, thuy).await;
        let held = database.read(school.id, None, read).await.unwrap();
        assert_eq!((held[0].1.until, held[0].1.ended_late()), (Some(day("2026-11-03")), Some(day("2026-11-12"))));
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_into_the_leadership_through_the_management_team_and_the_leadership_never_empties() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        let (manager, nguyet, am) = (school.hoa_y_te, school.nguyet, school.am);
        let climb = appoint(&school, manager, manager, "vice-principal", "", "02/11/2026").await;
        assert_eq!(climb, Err(Error::Refused(Refusal::SettingsNotYours)));
        assert_eq!(end(&school, am, nguyet, "30/11/2026").await, Err(Error::Refused(Refusal::PrincipalsAccount)));
        assert_eq!(end(&school, manager, am, "30/11/2026").await, Err(Error::Refused(Refusal::SettingsNotYours)));

        let suspended = doing!(school, nguyet, |work, store| suspend(work, &store, am));
        assert_eq!(suspended, Ok(()));
        let last = Err(Error::Refused(Refusal::LastOfLeadership { from: day("2026-12-01") }));
        assert_eq!(end(&school, nguyet, nguyet, "30/11/2026").await, last);
        assert_eq!(doing!(school, nguyet, |work, store| suspend(work, &store, nguyet)), Err(Error::Refused(Refusal::OwnAccount)));
        assert_eq!(doing!(school, nguyet, |work, store| reopen(work, &store, am)), Ok(()));
        assert_eq!(end(&school, nguyet, nguyet, "30/11/2026").await, Ok(Ok(())));
        // Her successor begins on the day after, appointed while she is still there.
        assert!(appoint(&school, nguyet, am, "principal", "", "30/11/2026").await.unwrap().is_err());
        assert_eq!(appoint(&school, nguyet, am, "principal", "", "01/12/2026").await, Ok(Ok(())));
    })
    .await;
}

/// cô Hoa holds her class until the end of the month, and again from the day after.
#[tokio::test]
async fn a_position_is_not_made_longer_into_the_next_one() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        let (nguyet, hoa) = (school.nguyet, school.hoa);
        assert_eq!(end(&school, nguyet, hoa, "30/11/2026").await, Ok(Ok(())));
        assert_eq!(appoint(&school, nguyet, hoa, "teacher", "4A", "01/12/2026").await, Ok(Ok(())));
        let before = held_by(&school, hoa).await;
        let (first, _) = before.iter().find(|(_, one)| one.until == Some(day("2026-11-30"))).unwrap();
        let until = |until: &str| EndForm { until: until.to_owned(), ..EndForm::default() };
        let (id, longer) = (*first, until("31/12/2026"));
        let errors = doing!(school, nguyet, |work, store| end_position(work, &store, hoa, id, &longer)).unwrap().unwrap_err();
        assert!(errors.of("until").unwrap().contains("đã ghi tiếp từ 01/12/2026"), "{errors:?}");
        assert_eq!(held_by(&school, hoa).await, before);
        let shorter = until("20/11/2026");
        assert_eq!(doing!(school, nguyet, |work, store| end_position(work, &store, hoa, id, &shorter)), Ok(Ok(())));
    })
    .await;
}

/// Both say at the same moment that today is their own last day.
#[tokio::test]
async fn of_two_who_go_at_once_one_of_the_leadership_stays() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        let (nguyet, am) = (school.nguyet, school.am);
        let goes = async |person: PersonId, position: Position| {
            let held = held_by(&school, person).await;
            let (id, _) = held.into_iter().find(|(_, one)| one.position == position).unwrap();
            let form = EndForm { until: "02/11/2026".to_owned(), ..EndForm::default() };
            doing!(school, person, |work, store| end_position(work, &store, person, id, &form))
        };
        let both = tokio::join!(goes(nguyet, Position::Principal), goes(am, Position::VicePrincipal));
        let last = || Error::Refused(Refusal::LastOfLeadership { from: day("2026-11-03") });
        let is_right = matches!(&both, (Ok(Ok(())), Err(stays)) | (Err(stays), Ok(Ok(()))) if *stays == last());
        assert!(is_right, "{both:?}");
    })
    .await;
}

#[tokio::test]
async fn a_suspended_account_has_no_sessions_and_opens_with_its_old_password() {
    each_engine(|database| async move {
        let school = with_a_vice_principal(&database).await;
        let hoa = school.hoa;
        let begin = async move |work: &mut Work| school::sign_in(work, hoa, b"hers").await;
        database.write(school.id, Some(hoa), begin).await.unwrap();
        let known = async || {
            let ask = async move |work: &mut Work| {
                let account = accounts::of_person(work, hoa).await?;
                Ok((account.suspended, account.password_hash, accounts::session(work, b"hers").await?.is_some()))
            };
            database.read(school.id, None, ask).await.unwrap()
        };
        assert_eq!(known().await, (false, "$argon2id$".to_owned(), true));
        let refused = doing!(school, school.am, |work, store| suspend(work, &store, PersonId::new(uuid::Uuid::now_v7())));
        assert_eq!(refused, Err(Error::NotFound));
        assert_eq!(doing!(school, school.hoa_y_te, |work, store| suspend(work, &store, hoa)), Ok(()));
        assert_eq!(known().await, (true, "$argon2id$".to_owned(), false));
        let revision = school.facts().await.revision;
        assert_eq!(doing!(school, school.hoa_y_te, |work, store| suspend(work, &store, hoa)), Ok(()), "twice is once");
        assert_eq!(school.facts().await.revision, revision);
        assert_eq!(doing!(school, school.hoa_y_te, |work, store| reopen(work, &store, hoa)), Ok(()));
        assert_eq!(known().await, (false, "$argon2id$".to_owned(), false));
    })
    .await;
}
