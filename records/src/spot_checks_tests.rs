#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    decisions::Outcome,
    ids::SubmissionId,
    inspection::{Cause, InspectedFile, Inspection},
    record_types::Step,
    refusal::SigningRefusal,
    reviews::{DecisionRequest, Review, review_of},
    signing::{CHECK_CONSENT, SignatureStanding},
};

use super::*;
use crate::{
    inspections, new_id,
    signing::{Checked, SchoolKey, by_code, of_version, spot_check_of_version, verifies},
    testing::{
        TestDatabase, each_engine,
        school::{self, SmallSchool},
    },
};

/// Of cô Thủy; cô Ấm heads the department, cô Nguyệt is principal.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";
/// The session in which cô Nguyệt works.
const SESSION: &[u8] = b"of the principal";

/// The small school on a Thursday: cô Thủy's plan came at nine, cô Ấm approved it a minute later, and cô Nguyệt signs in at ten.
async fn approved_plan(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    school.at("2026-11-05T09:00:00+07:00");
    school.hand_in(school.thuy, PLAN).await.unwrap();
    school.at("2026-11-05T09:01:00+07:00");
    approve(&school).await;
    school.at("2026-11-05T10:00:00+07:00");
    let (nguyet, sign_in) = (school.nguyet, async move |work: &mut Work| school::sign_in(work, school.nguyet, SESSION).await);
    database.write(school.id, Some(nguyet), sign_in).await.unwrap();
    school
}

async fn approve(school: &SmallSchool) {
    let record = school.record(PLAN).await;
    let (id, submission, store) = (record.id, record.handed_in.unwrap().submission, school.store.clone());
    let task = async move |work: &mut Work| {
        let digest = submissions::digest(work, submission).await?;
        let wanted = DecisionRequest { key: None, submission, digest, step: Step::Department, outcome: Outcome::Approved };
        reviews::decide(work, &store, id, wanted).await
    };
    school.database.write(school.id, Some(school.am), task).await.unwrap();
}

fn credentials() -> SigningCredentials {
    SigningCredentials { session: SESSION.to_vec(), key: SchoolKey::of_secret(&[1; 32]) }
}

/// What somebody would send who looks at the last version of the plan.
async fn tick(school: &SmallSchool) -> CheckTick {
    let record = school.record(PLAN).await;
    let submission = record.handed_in.unwrap().submission;
    let read = async move |work: &mut Work| submissions::digest(work, submission).await;
    let digest = school.database.read(school.id, None, read).await.unwrap();
    CheckTick { key: new_id(), obligation: record.id, submission, digest }
}

async fn sign_as(school: &SmallSchool, by: PersonId, ticked: CheckTick) -> Result<SpotCheckId, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| sign(work, &store, ticked, &credentials()).await).await
}

async fn checked(school: &SmallSchool, submission: SubmissionId) -> Option<Checked> {
    let store = school.store.clone();
    let task = async move |work: &mut Work| spot_check_of_version(work, &store, submission).await;
    school.database.read(school.id, None, task).await.unwrap()
}

fn refused(refusal: impl Into<Refusal>) -> Result<SpotCheckId, Error> {
    Err(Error::Refused(refusal.into()))
}

#[tokio::test]
async fn the_principal_signs_that_a_plan_was_checked_which_stays_approved_by_its_department() {
    each_engine(|database| async move {
        let school = approved_plan(&database).await;
        let before = review_of(&*school.facts().await, &school.record(PLAN).await);
        let ticked = tick(&school).await;
        school.at("2026-11-05T10:03:00+07:00");
        let id = sign_as(&school, school.nguyet, ticked).await.unwrap();
        assert_eq!(id, ticked.key);
        assert_eq!(sign_as(&school, school.nguyet, ticked).await, Ok(id), "a second click");
        assert_eq!(sign_as(&school, school.nguyet, tick(&school).await).await, Ok(id), "another form about the same bytes");
        let record = school.record(PLAN).await;
        let check = SpotCheck {
            id,
            submission: ticked.submission,
            digest: ticked.digest,
            by: school.nguyet,
            at: school.database.hand.shows(),
        };
        assert_eq!(record.spot_checks, [check]);
        assert!(matches!(before, Review::Approved { .. }), "{before:?}");
        assert_eq!(review_of(&*school.facts().await, &record), before);
        let found = checked(&school, ticked.submission).await.unwrap();
        let statement = found.statement.clone().unwrap();
        assert_eq!((found.standing, statement.act), (SignatureStanding::Valid, SignedAct::Check));
        assert_eq!((statement.signer.name.as_str(), statement.signer.titles.as_str()), ("Nguyễn Thị Minh Nguyệt", "Hiệu trưởng"));
        assert_eq!((statement.approvals.len(), statement.approvals[0].by.name.as_str()), (1, "Lê Thị Ấm"));
        assert_eq!((statement.consent.as_str(), statement.delegation.is_none()), (CHECK_CONSENT, true));
        assert_eq!(statement.signed_at - statement.password_typed_at, chrono::TimeDelta::minutes(3));
        assert!(verifies(&credentials().key.public(), &statement.bytes(), &found.signature));
        let code = statement.code;
        let store = school.store.clone();
        let by_code = async move |work: &mut Work| by_code(work, &store, code).await;
        assert_eq!(database.read(school.id, None, by_code).await.unwrap(), Some(found));
        let store = school.store.clone();
        let of_version = async move |work: &mut Work| of_version(work, &store, ticked.submission).await;
        assert_eq!(database.read(school.id, None, of_version).await.unwrap(), [], "it is no approval");
        database.keeps(school.id, &["spot_checks"]).await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_signed_that_is_not_theirs_to_check_as_it_was_on_the_screen() {
    each_engine(|database| async move {
        let school = approved_plan(&database).await;
        let ticked = tick(&school).await;
        for person in [school.am, school.thuy, school.hoa] {
            assert_eq!(sign_as(&school, person, ticked).await, refused(SpotCheckRefusal::NotYours));
        }
        let other = CheckTick { digest: domain::files::Sha256::new([9; 32]), ..ticked };
        assert_eq!(sign_as(&school, school.nguyet, other).await, refused(SpotCheckRefusal::OtherBytes));
        school.at("2026-11-05T10:05:00+07:00");
        assert_eq!(sign_as(&school, school.nguyet, ticked).await, refused(SigningRefusal::PasswordAgain));
        let store = school.store.clone();
        let not_opened = async move |work: &mut Work| sign_opened(work, &store, ticked, &credentials()).await;
        let answer = database.write(school.id, Some(school.nguyet), not_opened).await;
        assert_eq!(answer, refused(SpotCheckRefusal::NotOpened));
        // Another version waits for the department first, and what was just approved can still be taken back.
        let at = school.at("2026-11-05T10:06:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let typed = async |work: &mut Work| accounts::prove(work, SESSION).await;
        database.write_quietly(school.id, Some(school.nguyet), typed).await.unwrap();
        assert_eq!(sign_as(&school, school.nguyet, ticked).await, refused(SpotCheckRefusal::NewerVersion { version: 2, at }));
        let second = tick(&school).await;
        assert_eq!(sign_as(&school, school.nguyet, second).await, refused(SpotCheckRefusal::NotApproved));
        approve(&school).await;
        assert_eq!(sign_as(&school, school.nguyet, second).await, refused(SpotCheckRefusal::Fresh { approved_at: at }));
        assert_eq!(school.record(PLAN).await.spot_checks, [], "nothing is left of what was refused");
        assert_eq!(checked(&school, ticked.submission).await, None);
    })
    .await;
}

#[tokio::test]
async fn nobody_signs_for_a_file_that_is_held() {
    each_engine(|database| async move {
        let school = approved_plan(&database).await;
        let ticked = tick(&school).await;
        let found = async move |work: &mut Work| {
            let file = submissions::one(work, ticked.submission).await?.files.remove(0);
            inspections::note(work, &[InspectedFile { file, inspection: Inspection::Held(vec![Cause::Macros]) }]).await
        };
        database.write_quietly(school.id, None, found).await.unwrap();
        assert_eq!(sign_as(&school, school.nguyet, ticked).await, refused(SpotCheckRefusal::FileHeld));
        assert_eq!(school.record(PLAN).await.spot_checks, []);
    })
    .await;
}

#[tokio::test]
async fn a_check_says_what_has_become_of_its_version_and_a_copy_of_its_row_says_nothing() {
    each_engine(|database| async move {
        let school = approved_plan(&database).await;
        let ticked = tick(&school).await;
        sign_as(&school, school.nguyet, ticked).await.unwrap();
        let at = school.at("2026-11-05T11:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let found = checked(&school, ticked.submission).await.unwrap();
        assert_eq!(found.standing, SignatureStanding::Replaced { version: 2, at });
        // Whoever holds the database puts it under the newer version.
        let newer = school.record(PLAN).await.handed_in.unwrap().submission;
        let copy = async move |work: &mut Work| {
            let id: SpotCheckId = new_id();
            let copy = sql("INSERT INTO spot_checks (school_id, id, obligation_id, submission_id, digest, by_person_id, at, \
                 code_hash, statement, key_id, signature) SELECT school_id, $1, obligation_id, $2, digest, by_person_id, at, $3, \
                 statement, key_id, signature FROM spot_checks WHERE school_id = $4 AND submission_id = $5");
            work.run(copy.bind_all((id, newer, vec![9_u8; 32], work.school, ticked.submission))).await.map(drop)
        };
        database.write_quietly(school.id, None, copy).await.unwrap();
        assert_eq!(checked(&school, newer).await.unwrap().standing, SignatureStanding::Broken);
    })
    .await;
}
