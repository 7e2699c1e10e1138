#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    names::PersonName,
    people::{Honorific, Position},
};

use super::*;
use crate::{
    people, staff,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool},
    },
};

const ID: &[u8] = &[7; 32];

async fn sign_in(school: &SmallSchool, person: PersonId, id: &'static [u8]) {
    let begin = async move |work: &mut Work| school::sign_in(work, person, id).await;
    school.database.write(school.id, Some(person), begin).await.unwrap();
}

async fn open_session(school: &SmallSchool, id: &'static [u8]) -> Option<Session> {
    school.database.read(school.id, None, async move |work: &mut Work| session(work, id).await).await.unwrap()
}

async fn note_seen(school: &SmallSchool, id: &'static [u8]) {
    let seen = async move |work: &mut Work| seen(work, id).await;
    school.database.write_quietly(school.id, None, seen).await.unwrap();
}

#[tokio::test]
async fn a_session_ends_half_an_hour_after_the_last_page() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let begun = school.at("2026-11-06T07:30:00+07:00");
        sign_in(&school, school.hoa, ID).await;
        let fresh = Session {
            person: school.hoa,
            seen_at: begun,
            initial: false,
            stale: false,
            proved_at: Some(begun),
            notices_read_at: None,
            lock: PageLock::Never,
            second_factor: false,
            new_browsers: 0,
        };
        assert_eq!(open_session(&school, ID).await, Some(fresh));
        assert_eq!(open_session(&school, &[8; 32]).await, None);
        school.at("2026-11-06T07:31:00+07:00");
        assert_eq!(open_session(&school, ID).await, Some(Session { stale: true, ..fresh }));
        school.at("2026-11-06T07:59:59+07:00");
        assert!(open_session(&school, ID).await.is_some());
        note_seen(&school, ID).await;
        school.at("2026-11-06T08:29:58+07:00");
        assert!(open_session(&school, ID).await.is_some(), "the page at 7:59 prolonged it");
        school.at("2026-11-06T08:29:59+07:00");
        assert_eq!(open_session(&school, ID).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_a_working_day_however_busy() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-06T06:00:00+07:00");
        sign_in(&school, school.hoa, ID).await;
        for _ in 0..35 {
            database.hand.advance(TimeDelta::minutes(20));
            assert!(open_session(&school, ID).await.is_some());
            note_seen(&school, ID).await;
        }
        school.at("2026-11-06T17:59:59+07:00");
        assert!(open_session(&school, ID).await.is_some());
        note_seen(&school, ID).await;
        school.at("2026-11-06T18:00:00+07:00");
        assert_eq!(open_session(&school, ID).await, None);
        // The next sign-in sweeps it away.
        sign_in(&school, school.thao, &[9; 32]).await;
        let (left,): (i64,) = database
            .read(school.id, None, async |work: &mut Work| {
                work.tx.one(sql("SELECT count(*) FROM sessions WHERE school_id = $1").bind(work.school)).await
            })
            .await
            .unwrap();
        assert_eq!(left, 1);
    })
    .await;
}

#[tokio::test]
async fn signing_out_and_a_new_password_end_sessions_and_a_suspended_account_has_none() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        sign_in(&school, school.hoa, ID).await;
        database.write_quietly(school.id, None, async |work: &mut Work| end_session(work, ID).await).await.unwrap();
        assert_eq!(open_session(&school, ID).await, None);

        // She changes her password on the school's machine: the telephone is signed out.
        sign_in(&school, school.hoa, ID).await;
        sign_in(&school, school.hoa, &[8; 32]).await;
        let hoa = school.hoa;
        let change = async move |work: &mut Work| set_password(work, &allowed(), hoa, "$argon2id$her own", false, Some(ID)).await;
        database.write(school.id, Some(hoa), change).await.unwrap();
        assert!(open_session(&school, ID).await.is_some());
        assert_eq!(open_session(&school, &[8; 32]).await, None);
        let kept = database.read(school.id, None, async move |work: &mut Work| of_person(work, hoa).await).await.unwrap();
        assert_eq!((kept.password_hash.as_str(), kept.initial(), kept.suspended), ("$argon2id$her own", false, false));

        // She forgets it and gets one by telephone: everything ends, and it must be changed.
        let hand_out = async move |work: &mut Work| set_password(work, &allowed(), hoa, "$argon2id$abc", true, None).await;
        database.write(school.id, Some(school.nguyet), hand_out).await.unwrap();
        assert_eq!(open_session(&school, ID).await, None);
        sign_in(&school, hoa, ID).await;
        assert!(open_session(&school, ID).await.unwrap().initial);

        let suspend = sql("UPDATE accounts SET suspended_at = $1 WHERE school_id = $2 AND person_id = $3");
        let suspend = async move |work: &mut Work| work.tx.run(suspend.bind(work.now).bind(work.school).bind(hoa)).await;
        database.write_quietly(school.id, None, suspend).await.unwrap();
        assert_eq!(open_session(&school, ID).await, None);
        let account = database.read(school.id, None, async |work: &mut Work| by_username(work, "hoa").await).await.unwrap();
        assert!(account.unwrap().suspended);
    })
    .await;
}

#[tokio::test]
async fn a_user_name_belongs_to_one_person_however_it_is_typed() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let new = database
            .write(school.id, None, async |work: &mut Work| {
                people::add_person(work, &allowed(), &PersonName::parse("Nguyễn Thị Hoa").unwrap(), Honorific::Co, Some(1995)).await
            })
            .await
            .unwrap();
        for taken in ["hoa", "  HOA ", "Hoa\0"] {
            let open =
                database.write(school.id, None, async move |work: &mut Work| open(work, &allowed(), new, taken, "$", true).await);
            assert!(matches!(open.await, Err(Error::Refused(Refusal::Field { .. }))), "{taken:?}");
        }
        // "thuỷ" in composed letters; a Mac types it in others.
        let open_other = async move |work: &mut Work| open(work, &allowed(), new, "Hoa.Th\u{1ee7}y", "$", true).await;
        database.write(school.id, None, open_other).await.unwrap();
        for typed in ["hoa.thu\u{309}y", " HOA.TH\u{1ee6}Y\u{200b}", "Hoa.thủy\0"] {
            let account = database.read(school.id, None, async move |work: &mut Work| by_username(work, typed).await);
            let account = account.await.unwrap().expect(typed);
            assert_eq!((account.person, account.username.as_str(), account.initial()), (new, "hoa.thủy", true));
        }
        let unknown = database.read(school.id, None, async |work: &mut Work| by_username(work, "ai đó").await).await.unwrap();
        assert!(unknown.is_none());
        let mut names = database.read(school.id, None, usernames).await.unwrap();
        names.sort_by(|one, other| one.1.cmp(&other.1));
        let names: Vec<(&str, bool)> = names.iter().map(|(_, name, initial)| (name.as_str(), *initial)).collect();
        assert_eq!(
            names,
            [
                ("am", false),
                ("hoa", false),
                ("hoa.thủy", true),
                ("hoayte", false),
                ("nguyet", false),
                ("thao", false),
                ("thuy", false),
            ]
        );
        // One account for each person.
        let second =
            database.write(school.id, None, async move |work: &mut Work| open(work, &allowed(), new, "khac", "$", true).await);
        assert!(second.await.unwrap_err().is_taken("accounts", "person_id"));
    })
    .await;
}

#[tokio::test]
async fn who_has_no_account_gets_no_password() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let nobody = PersonId::new(Uuid::new_v4());
        let set = database
            .write(school.id, None, async move |work: &mut Work| set_password(work, &allowed(), nobody, "$", true, None).await);
        assert_eq!(set.await, Err(Error::NotFound));
        let opened =
            database.write(school.id, None, async move |work: &mut Work| open(work, &allowed(), nobody, "ma", "$", true).await);
        assert_eq!(opened.await, Err(Error::NotFound));
        let read = database.read(school.id, None, async move |work: &mut Work| of_person(work, nobody).await.map(drop));
        assert_eq!(read.await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_reset_by_the_management_team_waits_and_its_owner_reads_of_it_once() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, manager, nguyet) = (school.hoa, school.thuy, school.nguyet);
        let appoint = async move |work: &mut Work| {
            people::appoint(work, &allowed(), manager, Position::ManagementTeam, work.now.date_naive(), "").await
        };
        database.write(school.id, None, appoint).await.unwrap();
        let reset_by = async |by: PersonId| {
            let store = school.store.clone();
            let reset = async move |work: &mut Work| staff::hand_out_password(work, &store, hoa, "$argon2id$slip").await;
            database.write(school.id, Some(by), reset).await
        };
        let confirm_by = async |by: PersonId, at: Timestamp| {
            let store = school.store.clone();
            let confirm = async move |work: &mut Work| staff::confirm_reset(work, &store, hoa, at).await;
            database.write(school.id, Some(by), confirm).await
        };
        let known = async || school.facts().await.organisation().reset_of(hoa).cloned();
        let first = school.at("2026-11-06T16:50:00+07:00");
        assert_eq!(reset_by(manager).await.map(|done| done.username).as_deref(), Ok("hoa"));
        let waiting = PasswordReset { person: hoa, by: Some(manager), at: first, confirmed_at: None, seen_at: None, told_at: None };
        assert_eq!(known().await, Some(waiting.clone()));

        // Her own password does not confirm it: whoever made the slip may be the one who chose.
        let choose = async move |work: &mut Work| set_password(work, &allowed(), hoa, "$argon2id$own", false, None).await;
        database.write(school.id, Some(hoa), choose).await.unwrap();
        assert_eq!(known().await, Some(waiting.clone()));
        let seen = school.at("2026-11-06T17:00:00+07:00");
        for _ in 0..2 {
            database.write(school.id, Some(hoa), acknowledge_reset).await.unwrap();
        }
        assert_eq!(known().await, Some(PasswordReset { seen_at: Some(seen), ..waiting }));

        assert_eq!(confirm_by(manager, first).await, Err(Error::Refused(Refusal::ResetIsTheLeaderships)));
        assert_eq!(confirm_by(hoa, first).await, Err(Error::Refused(Refusal::SettingsNotYours)));
        let second = school.at("2026-11-06T17:10:00+07:00");
        reset_by(manager).await.unwrap();
        confirm_by(nguyet, first).await.unwrap();
        assert!(known().await.unwrap().confirmed_at.is_none(), "what she confirms is the reset that she has read of");
        confirm_by(nguyet, second).await.unwrap();
        assert_eq!(known().await.unwrap().confirmed_at, Some(second));
        let third = school.at("2026-11-06T17:20:00+07:00");
        reset_by(nguyet).await.unwrap();
        let of_the_leadership = PasswordReset {
            person: hoa,
            by: Some(nguyet),
            at: third,
            confirmed_at: Some(third),
            seen_at: None,
            told_at: Some(third),
        };
        assert_eq!(known().await, Some(of_the_leadership));
        database.write(school.id, Some(hoa), acknowledge_reset).await.unwrap();
        assert_eq!(known().await, None);
    })
    .await;
}

#[tokio::test]
async fn a_session_goes_on_under_its_new_id_only_while_it_is_there() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let hoa = school.hoa;
        sign_in(&school, hoa, ID).await;
        let change = async |old: &'static [u8], new: &'static [u8]| {
            let session = Renewal { old: old.to_vec(), new: new.to_vec() };
            let change = async move |work: &mut Work| change_own_password(work, hoa, "$argon2id$own", &session).await;
            database.write(school.id, Some(hoa), change).await
        };
        assert_eq!(change(ID, &[8; 32]).await, Ok(()));
        assert_eq!((open_session(&school, ID).await, open_session(&school, &[8; 32]).await.is_some()), (None, true));
        assert_eq!(change(ID, &[9; 32]).await, Err(Error::Refused(Refusal::SessionOver)));
        let kept = database.read(school.id, None, async move |work: &mut Work| of_person(work, hoa).await).await.unwrap();
        assert_eq!(kept.password_hash, "$argon2id$own");
    })
    .await;
}

/// Comparing a password takes a while: what happens meanwhile is seen in the transaction that opens the session.
#[tokio::test]
async fn a_sign_in_that_was_under_way_opens_no_session_after_a_change_or_a_suspension() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, store) = (school.hoa, school.store.clone());
        let compared =
            async || database.read(school.id, None, async move |work: &mut Work| of_person(work, hoa).await).await.unwrap();
        let goes_on = async |account: Account| {
            let begin = async move |work: &mut Work| begin_session(work, &account, ID).await;
            database.write(school.id, Some(hoa), begin).await
        };
        // Twenty-four sign-ins with the old password are being compared while she changes it.
        let old = compared().await;
        let change = async move |work: &mut Work| set_password(work, &allowed(), hoa, "$argon2id$her own", false, None).await;
        database.write(school.id, Some(hoa), change).await.unwrap();
        for _ in 0..24 {
            assert_eq!(goes_on(old.clone()).await, Err(Error::Refused(Refusal::SignInFailed)));
        }
        assert_eq!(open_session(&school, ID).await, None);
        // With the right one, and suspended meanwhile: what opens the account again brings no session back.
        let new = compared().await;
        let by = school.nguyet;
        let suspend = {
            let store = store.clone();
            async move |work: &mut Work| staff::suspend(work, &store, hoa).await
        };
        database.write(school.id, Some(by), suspend).await.unwrap();
        assert_eq!(goes_on(new.clone()).await, Err(Error::Refused(Refusal::AccountSuspended)));
        let left_behind =
            sql("INSERT INTO sessions (id_hash, school_id, person_id, created_at, seen_at) VALUES ($1, $2, $3, $4, $5)");
        let left_behind =
            async move |work: &mut Work| work.run(left_behind.bind_all((ID, work.school, hoa, work.now, work.now))).await;
        database.write_quietly(school.id, None, left_behind).await.unwrap();
        let reopen = async move |work: &mut Work| staff::reopen(work, &store, hoa).await;
        database.write(school.id, Some(by), reopen).await.unwrap();
        assert_eq!(open_session(&school, ID).await, None);
        assert_eq!(goes_on(new).await, Ok(()));
        assert!(open_session(&school, ID).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn whose_an_idle_session_was_is_known_until_its_day_is_over_and_of_an_ended_one_nothing() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let whose = async |id: &'static [u8]| {
            let ask = async move |work: &mut Work| person_of_session(work, id).await;
            database.read(school.id, None, ask).await.unwrap()
        };
        school.at("2026-11-06T07:30:00+07:00");
        sign_in(&school, school.hoa, ID).await;
        school.at("2026-11-06T09:00:00+07:00");
        sign_in(&school, school.thao, &[9; 32]).await;
        assert_eq!((open_session(&school, ID).await, whose(ID).await), (None, Some(school.hoa)));
        database.write_quietly(school.id, None, async |work: &mut Work| end_session(work, &[9; 32]).await).await.unwrap();
        assert_eq!((whose(&[9; 32]).await, whose(&[1; 32]).await), (None, None));
        school.at("2026-11-06T19:30:00+07:00");
        sign_in(&school, school.thao, &[9; 32]).await;
        assert_eq!(whose(ID).await, None);
    })
    .await;
}
