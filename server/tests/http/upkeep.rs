//! The store over weeks: what nobody names goes, what is named is missed when it is not there.

use std::{
    fs::{self, File},
    path::PathBuf,
    time::{Duration, SystemTime},
};

use domain::files::Sha256;
use server::files::{
    blobs::BlobStoreError,
    upkeep::{self, Depth, Swept, UpkeepError},
};
use sha2::Digest;

use crate::support::{Multipart, PDF, TestApp, WORD};

/// A picture of its own: the invented school has handed in the sample itself.
fn picture() -> Vec<u8> {
    [PDF, b"\n% Tranh\n"].concat()
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn sha256(bytes: &[u8]) -> Sha256 {
    Sha256::new(sha2::Sha256::digest(bytes).into())
}

/// Where the store of this school keeps a file.
fn place(app: &TestApp, sha256: Sha256) -> PathBuf {
    let name = sha256.to_string();
    app.folder.path().join("blobs").join(&name[..2]).join(name)
}

async fn sweep_in(app: &TestApp, days: u32) -> Result<Swept, UpkeepError> {
    upkeep::sweep(&app.state, SystemTime::now() + DAY * days).await
}

async fn scrub(app: &TestApp, sha256: Sha256, depth: Depth) -> usize {
    upkeep::scrub(&app.state, sha256.bytes()[0], depth).await.unwrap();
    app.state.findings.number()
}

/// A teacher uploads a picture and takes it off again; the address of the record.
async fn upload_and_take_off(app: &TestApp) -> String {
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let upload = teacher.upload(&path, "Tranh.pdf", &picture()).await.json()["id"].as_str().unwrap().to_owned();
    let answer = teacher.post_form(&format!("{path}/tep/{upload}/bo"), &[]).await;
    assert!(answer.status < 400, "{}", answer.words());
    path
}

/// Takes away what the invented school has made of unnamed files, so that a test counts its own.
async fn tidy(app: &TestApp) {
    let swept = sweep_in(app, 8).await.unwrap();
    assert_eq!(swept.gone, 0);
}

#[tokio::test]
async fn what_nobody_names_lies_aside_after_a_week_and_is_gone_after_thirty_days_more() {
    let app = TestApp::demo().await;
    tidy(&app).await;
    upload_and_take_off(&app).await;
    let picture_at = place(&app, sha256(&picture()));
    assert_eq!(sweep_in(&app, 6).await.unwrap(), Swept::default());
    assert!(picture_at.exists());
    assert_eq!(sweep_in(&app, 7).await.unwrap(), Swept { quarantined: 1, gone: 0 });
    assert!(!picture_at.exists());
    let aside = app.folder.path().join("blobs/quarantine").join(sha256(&picture()).to_string());
    assert_eq!(fs::read(&aside).unwrap(), picture());
    assert_eq!(sweep_in(&app, 29).await.unwrap(), Swept::default());
    assert!(sweep_in(&app, 31).await.unwrap().gone >= 1);
    assert!(!aside.exists());
    // What was handed in is where it was.
    for part in 0..=u8::MAX {
        upkeep::scrub(&app.state, part, Depth::Bytes).await.unwrap();
    }
    assert_eq!(app.state.findings.number(), 0);
}

#[tokio::test]
async fn what_is_wanted_again_stays() {
    let app = TestApp::demo().await;
    tidy(&app).await;
    let path = upload_and_take_off(&app).await;
    let picture_at = place(&app, sha256(&picture()));
    let week_ago = SystemTime::now() - DAY * 8;
    File::open(&picture_at).unwrap().set_modified(week_ago).unwrap();
    // The same content comes again: the file is as young as that, and waits once more.
    app.as_teacher().await.upload(&path, "Tranh.pdf", &picture()).await.is(axum::http::StatusCode::OK);
    assert_eq!(sweep_in(&app, 0).await.unwrap(), Swept::default());
    assert!(picture_at.exists() && fs::metadata(&picture_at).unwrap().modified().unwrap() > week_ago);
    // And while the sweep is at it: it takes nothing that was touched since it was listed.
    let listed = app.state.blobs.part(sha256(&picture()).bytes()[0]).await.unwrap();
    let listed = *listed.iter().find(|found| found.sha256 == sha256(&picture())).unwrap();
    File::open(&picture_at).unwrap().set_modified(SystemTime::now() + Duration::from_secs(5)).unwrap();
    assert!(!app.state.blobs.quarantine(listed).await.unwrap());
    assert!(picture_at.exists());
}

#[tokio::test]
async fn a_sweep_does_nothing_where_anything_looks_wrong() {
    let app = TestApp::demo().await;
    tidy(&app).await;
    upload_and_take_off(&app).await;
    let picture_at = place(&app, sha256(&picture()));
    let forgotten = |number: u32| {
        let bytes = number.to_le_bytes();
        let place = place(&app, sha256(&bytes));
        fs::write(&place, bytes).unwrap();
        place
    };

    let tomorrow = forgotten(0);
    File::open(&tomorrow).unwrap().set_modified(SystemTime::now() + DAY * 10).unwrap();
    assert!(matches!(sweep_in(&app, 8).await, Err(UpkeepError::FromTomorrow)));
    fs::remove_file(tomorrow).unwrap();

    // What the database does not know may go in a small number only; the picture it remembers.
    let many: Vec<PathBuf> = (1..=21).map(forgotten).collect();
    assert!(matches!(sweep_in(&app, 8).await, Err(UpkeepError::TooMany { strangers: 21, .. })));
    assert!(picture_at.exists() && many.iter().all(|place| place.exists()));
    app.as_management().await.get("/can-bo").await.says("Kho có 21 tệp mà cơ sở dữ liệu không biết");
    assert!(!app.as_teacher().await.get("/viec-cua-toi").await.words().contains("cơ sở dữ liệu"));

    // Another disk under the same name: on a page that tells "/healthz", and here nothing goes.
    let marker = app.folder.path().join("blobs/hoso-blobs");
    let ours = fs::read(&marker).unwrap();
    fs::write(&marker, uuid::Uuid::new_v4().to_string()).unwrap();
    assert!(matches!(sweep_in(&app, 8).await, Err(UpkeepError::NotOurs(BlobStoreError::OtherStore { .. }))));
    fs::remove_file(&marker).unwrap();
    assert!(matches!(sweep_in(&app, 8).await, Err(UpkeepError::NotOurs(BlobStoreError::NoMarker { .. }))));
    fs::write(&marker, ours).unwrap();
    assert!(picture_at.exists());

    // A list with a hole in it is none.
    let part = app.folder.path().join("blobs/00");
    fs::rename(&part, part.with_extension("away")).unwrap();
    assert!(matches!(sweep_in(&app, 8).await, Err(UpkeepError::Store(_))));
    assert!(picture_at.exists());

    // Somebody else's database, or none: it names nothing, and the store is full.
    let app = TestApp::of_nobody().await;
    fs::write(place(&app, sha256(WORD)), WORD).unwrap();
    assert!(matches!(sweep_in(&app, 8).await, Err(UpkeepError::NothingNamed { files: 1 })));
    assert!(place(&app, sha256(WORD)).exists());
}

#[tokio::test]
async fn what_a_small_school_takes_off_goes_however_much_it_is() {
    let app = TestApp::demo().await;
    tidy(&app).await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    // More than half of the store, in one afternoon of trying things out.
    for number in 0..25_u32 {
        let picture = [PDF, b"\n% ", number.to_string().as_bytes(), b"\n"].concat();
        let upload = teacher.upload(&path, "Tranh.pdf", &picture).await.json()["id"].as_str().unwrap().to_owned();
        assert!(teacher.post_form(&format!("{path}/tep/{upload}/bo"), &[]).await.status < 400);
    }
    assert_eq!(sweep_in(&app, 7).await.unwrap(), Swept { quarantined: 25, gone: 0 });
}

#[tokio::test]
async fn a_database_that_is_older_than_the_store_sweeps_nothing() {
    let app = TestApp::demo().await;
    tidy(&app).await;
    // The backup is of the Wednesday; a few plans were handed in on the Friday of the next week, and the disk died.
    app.clock.advance(chrono::TimeDelta::days(15));
    let plans: Vec<PathBuf> = (0..3_u32)
        .map(|number| {
            let place = place(&app, sha256(&number.to_le_bytes()));
            fs::write(&place, number.to_le_bytes()).unwrap();
            File::open(&place).unwrap().set_modified(SystemTime::now() - DAY * 6).unwrap();
            place
        })
        .collect();
    // Neither before anybody works with it again nor afterwards.
    for _ in 0..2 {
        assert!(matches!(sweep_in(&app, 0).await, Err(UpkeepError::FromUnknownDays)));
        assert!(matches!(sweep_in(&app, 2).await, Err(UpkeepError::FromUnknownDays)));
        app.as_teacher().await;
    }
    assert!(plans.iter().all(|place| place.exists()));

    // Laid aside by hand, they are in nobody's way.
    let told = "Kho có tệp của những ngày mà cơ sở dữ liệu không ghi việc nào";
    let principal = app.as_principal().await;
    principal.get("/bang-theo-doi").await.says(told);
    plans.iter().for_each(|place| fs::remove_file(place).unwrap());
    assert_eq!(sweep_in(&app, 2).await.unwrap(), Swept::default());
    assert!(!principal.get("/bang-theo-doi").await.words().contains(told));
}

#[tokio::test]
async fn a_stored_file_that_is_missing_or_damaged_is_found_and_told() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let form = Multipart::new().field("note", "").file("Kế hoạch.docx", WORD).file("Tranh.pdf", PDF);
    teacher.post_multipart(&path, form).await.location();
    let (word, film) = (sha256(WORD), sha256(PDF));
    assert_eq!((scrub(&app, word, Depth::Bytes).await, scrub(&app, film, Depth::Bytes).await), (0, 0));

    let mut damaged = WORD.to_vec();
    damaged[1000] ^= 1;
    fs::write(place(&app, word), &damaged).unwrap();
    assert_eq!(scrub(&app, word, Depth::Sizes).await, 0, "a look at the sizes does not see it");
    assert_eq!(scrub(&app, word, Depth::Bytes).await, 1);
    fs::remove_file(place(&app, film)).unwrap();
    assert_eq!(scrub(&app, film, Depth::Sizes).await, 2);
    let answer = app.anonymous().get("/healthz").await;
    assert_eq!(answer.status, 503);
    assert!(answer.html().contains("Có tệp đã nộp không còn trong kho hoặc đã hỏng"), "{}", answer.html());

    // Whoever looks after the data reads it on every page, and nobody else.
    let told = "2 tệp đã gửi lên không còn trong kho hoặc đã hỏng";
    app.as_management().await.get("/can-bo").await.says(told);
    app.as_principal().await.get("/bang-theo-doi").await.says(told);
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("không còn trong kho"));

    // Restored from a backup, they are as they were.
    fs::write(place(&app, word), WORD).unwrap();
    fs::write(place(&app, film), PDF).unwrap();
    assert_eq!((scrub(&app, word, Depth::Bytes).await, scrub(&app, film, Depth::Sizes).await), (1, 1));
    assert_eq!(scrub(&app, film, Depth::Bytes).await, 0);

    // What was taken out by mistake is put back by itself.
    let listed = app.state.blobs.part(word.bytes()[0]).await.unwrap();
    let listed = *listed.iter().find(|found| found.sha256 == word).unwrap();
    assert!(app.state.blobs.quarantine(listed).await.unwrap());
    assert!(!place(&app, word).exists());
    assert_eq!(scrub(&app, word, Depth::Sizes).await, 0);
    assert_eq!(fs::read(place(&app, word)).unwrap(), WORD);
}
