//! A bucket of a store that speaks S3: the same rules as in a folder, whatever the store answers.

pub mod store;

use std::time::Duration;

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use tokio::task::spawn_blocking;

use self::store::{Fault, Store};
use super::*;
use crate::{AddressError, BucketError, LabelFault, Listed, PlaceError, Whole};

/// What lies in the bucket, as `list` tells it.
async fn listed(place: &Address, read: bool) -> Result<Vec<Listed>, PlaceError> {
    let place = place.clone();
    spawn_blocking(move || crate::list(&place, read)).await.unwrap()
}

fn of_bucket<T: std::fmt::Debug>(refused: Result<T, BackupError>) -> BucketError {
    match refused {
        Err(BackupError::Place(PlaceError::Bucket(error))) => error,
        other => panic!("{other:?}"),
    }
}

fn of_restore(refused: Result<Restored, RestoreError>) -> BucketError {
    match refused {
        Err(RestoreError::Place(PlaceError::Bucket(error))) => error,
        other => panic!("{other:?}"),
    }
}

fn is_object(name: &str) -> bool {
    name.contains("/objects/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_holds_backups_that_come_back_as_a_folder_does() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    let place = store.address("hoa-sen/nam-nay");
    // Some go in one piece, and some in parts.
    let contents: Vec<_> = [0, 1, 59_000, 60_000, 250_000].iter().zip(1..).map(|(size, seed)| bytes(seed, *size)).collect();
    kept.hands_in(PLAN, &contents).await;
    assert!(matches!(of_bucket(kept.make_at(&place, false).await), BucketError::NoMarker(_)));
    assert_eq!(store.names(), Vec::<String>::new());
    let first = kept.make_at(&place, true).await.unwrap();
    assert_eq!((first.outcome(), first.counts.sent_files), (domain::backups::BackupOutcome::Good, 5));
    kept.hands_in(NEXT_PLAN, &[bytes(9, 7_000)]).await;
    let second = kept.make_at(&place, false).await.unwrap();
    assert_eq!((second.label.number, second.counts.sent_files, second.counts.files), (2, 1, 6));

    let listed = listed(&place, true).await.unwrap();
    let whole = |at: usize| listed[at].label.as_ref().unwrap().1;
    assert_eq!((listed.len(), whole(0), whole(1)), (2, Whole::Yes { read: true }, Whole::Yes { read: true }));
    assert_eq!(kept.restore_from(&place, None).await.unwrap().files, 6);
    for content in &contents {
        assert_eq!(&fs::read(kept.target().join("blobs").join(sha256(content).place())).unwrap(), content);
    }
    fs::remove_dir_all(kept.target()).unwrap();
    assert_eq!(kept.restore_from(&place, Some(1)).await.unwrap().files, 5);
    // Nothing of a run stays behind, here or there, and all of it lies in the folder of the school.
    assert_eq!(store.parts(), 0);
    assert!(
        store
            .names()
            .iter()
            .all(|name| name.starts_with("hoa-sen/nam-nay/") && !name.ends_with("/lock") && !name.contains("/tmp/"))
    );
    assert_eq!(fs::read_dir(kept.data().join("backup-scratch")).unwrap().count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_with_something_else_in_it_or_of_another_school_is_refused() {
    let (kept, other, store) = (Kept::new().await, Kept::new().await, Store::open().await);
    store.put("anh/lop-4a.jpg", "a picture");
    assert!(matches!(of_bucket(kept.make_at(&store.address("anh"), true).await), BucketError::NotEmpty(_)));
    assert_eq!(store.names(), ["anh/lop-4a.jpg"]);
    kept.make_at(&store.address("sao-luu"), true).await.unwrap();
    let before = store.objects();
    for may_begin in [false, true] {
        let refused = of_bucket(other.make_at(&store.address("sao-luu"), may_begin).await);
        assert!(matches!(refused, BucketError::OtherSchool(_)));
    }
    assert_eq!(store.objects(), before);
    // A folder whose name begins alike is another one.
    other.make_at(&store.address("sao-luu-2"), true).await.unwrap();
    assert_eq!(listed(&store.address("sao-luu"), true).await.unwrap().len(), 1);
    let place = store.address("sao-luu");
    assert!(matches!(other.restore_from(&place, None).await, Err(RestoreError::KeyOfOtherSchool)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_store_answers_is_told_and_the_last_good_backup_stands() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    let place = store.address("sao-luu");
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make_at(&place, true).await.unwrap();
    kept.hands_in(NEXT_PLAN, &[bytes(2, 130_000)]).await;
    let before = store.objects();
    type Says = fn(&BucketError) -> bool;
    let silent: Says = |error| matches!(error, BucketError::Silent(_));
    let wrong: Says = |error| matches!(error, BucketError::Wrong { .. });
    let refuses: Says = |error| matches!(error, BucketError::Refused(_));
    let otherwise: Says = |error| matches!(error, BucketError::ReadsOtherwise(_));
    type Where = fn(&Method, &str) -> bool;
    let anywhere: Where = |_, _| true;
    let putting: Where = |method, name| method == Method::PUT && is_object(name);
    let labelling: Where = |method, name| method == Method::PUT && name.contains("/backups/");
    let cases: [(&str, Where, Fault, Says); 10] = [
        ("not at all", anywhere, Fault::Silent, silent),
        ("not when something is sent", putting, Fault::Silent, silent),
        ("far too late", putting, Fault::Late(Duration::from_secs(5)), silent),
        ("500 when something is sent", putting, Fault::Status(StatusCode::INTERNAL_SERVER_ERROR), wrong),
        ("403 from the beginning", anywhere, Fault::Status(StatusCode::FORBIDDEN), refuses),
        ("403 when something is sent", putting, Fault::Status(StatusCode::FORBIDDEN), refuses),
        ("403 for the label", labelling, Fault::Status(StatusCode::FORBIDDEN), refuses),
        ("507, no room", putting, Fault::Status(StatusCode::INSUFFICIENT_STORAGE), wrong),
        ("500 for a list", |method, name| method == Method::GET && name.is_empty(), Fault::Status(StatusCode::BAD_GATEWAY), wrong),
        ("another byte of what was sent", |method, name| method == Method::GET && is_object(name), Fault::WrongByte, otherwise),
    ];
    for (what, at, fault, says) in cases {
        let asked = if matches!(fault, Fault::Silent | Fault::Late(_)) { store.hasty("sao-luu") } else { place.clone() };
        store.spoil(move |method, name| at(method, name).then(|| fault.clone()));
        let refused = of_bucket(kept.make_at(&asked, false).await);
        assert!(says(&refused), "{what}: {refused:?}");
        let words = refused.to_string();
        assert!(words.contains("s3://kho/sao-luu") && !words.contains("mat-khau"), "{what}: {words}");
        store.behave();
        // What belongs to the last good one is as it was, byte by byte.
        let after = store.objects();
        assert!(before.iter().all(|(name, held)| name.ends_with("/lock") || after.get(name) == Some(held)), "{what}");
        assert_eq!(kept.restore_from(&place, None).await.unwrap().files, 1, "{what}");
        fs::remove_dir_all(kept.target()).unwrap();
        // A run that could not say that it ends holds the place for an hour.
        if store.names().contains(&"sao-luu/lock".to_owned()) {
            store.remove("sao-luu/lock");
        }
    }
    let made = kept.make_at(&place, false).await.unwrap();
    assert_eq!((made.counts.files, made.label.is_good()), (2, true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_gives_back_something_else_restores_nothing() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    let place = store.address("sao-luu");
    kept.hands_in(PLAN, &[bytes(1, 100_000)]).await;
    kept.make_at(&place, true).await.unwrap();
    let objects = |fault: Fault| move |_: &Method, name: &str| is_object(name).then(|| fault.clone());
    for fault in [Fault::WrongByte, Fault::Half] {
        store.spoil(objects(fault.clone()));
        let refused = kept.restore_from(&place, None).await;
        assert!(matches!(refused, Err(RestoreError::Damaged(_))), "{fault:?}: {refused:?}");
        kept.assert_untouched();
    }
    for fault in [Fault::Silent, Fault::BreaksOff] {
        store.spoil(objects(fault.clone()));
        let asked = if matches!(fault, Fault::Silent) { store.hasty("sao-luu") } else { place.clone() };
        let refused = of_restore(kept.restore_from(&asked, None).await);
        assert!(matches!(refused, BucketError::Silent(_) | BucketError::Wrong { .. }), "{fault:?}: {refused:?}");
        kept.assert_untouched();
    }
    store.spoil(|_, name| name.contains("/backups/").then_some(Fault::WrongByte));
    let refused = kept.restore_from(&place, None).await;
    assert!(matches!(refused, Err(RestoreError::Label { fault: LabelFault::NotSigned | LabelFault::Damaged, .. })), "{refused:?}");
    store.behave();
    let wrong_secret = store.address_with("sao-luu", "mot-mat-khau-khac");
    // The store of the tests looks at no signature; one that does answers so.
    store.spoil(|_, _| Some(Fault::Status(StatusCode::FORBIDDEN)));
    assert!(matches!(of_restore(kept.restore_from(&wrong_secret, None).await), BucketError::Refused(_)));
    kept.assert_untouched();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_lacks_something_takes_nothing_away_and_restores_nothing_older_in_silence() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    let place = store.address("sao-luu");
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    let mut made = Vec::new();
    for round in 0..3 {
        made.push(kept.make_at(&place, round == 0).await.unwrap());
    }
    // The newest one, one between, and the first one.
    for number in [3, 2, 1] {
        let hidden = format!("sao-luu/backups/{number:08}.hoso");
        store.spoil(move |_, name| name.is_empty().then(|| Fault::Without(hidden.clone())));
        let before = store.objects();
        assert!(matches!(of_bucket(kept.make_at(&place, false).await), BucketError::ListLies(_)), "{number}");
        assert!(matches!(of_restore(kept.restore_from(&place, None).await), BucketError::ListLies(_)), "{number}");
        let told = listed(&place, false).await;
        assert!(matches!(told, Err(PlaceError::Bucket(BucketError::ListLies(_)))), "{number}: {told:?}");
        let after = store.objects();
        assert!(before.iter().all(|(name, held)| after.get(name) == Some(held)), "{number}: nothing is taken away");
    }
    // An object that the list lacks is missing for whoever lists, and is no reason to send it again.
    let object = format!("sao-luu/objects/{}", made[2].label.files[0].object.sha256.place());
    store.spoil(move |_, name| name.is_empty().then(|| Fault::Without(object.clone())));
    assert_eq!(listed(&place, false).await.unwrap()[0].label.as_ref().unwrap().1, Whole::Missing(1));
    assert!(matches!(kept.restore_from(&place, None).await, Err(RestoreError::Missing(_))));
    assert_eq!(kept.make_at(&place, false).await.unwrap().counts.sent_files, 0);
    store.behave();
    assert_eq!(kept.restore_from(&place, None).await.unwrap().files, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_runs_do_not_meet_in_a_bucket_and_a_killed_one_holds_it_for_an_hour() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    let place = store.address("sao-luu");
    kept.make_at(&place, true).await.unwrap();
    store.put("sao-luu/lock", "another run");
    assert!(matches!(of_bucket(kept.make_at(&place, false).await), BucketError::InUse(_)));
    store.age("sao-luu/lock", TimeDelta::minutes(50));
    assert!(matches!(of_bucket(kept.make_at(&place, false).await), BucketError::InUse(_)));
    // Whoever reads harms nobody.
    assert_eq!(kept.restore_from(&place, None).await.unwrap().files, 0);
    store.age("sao-luu/lock", TimeDelta::minutes(11));
    assert_eq!(kept.make_at(&place, false).await.unwrap().label.number, 2);
    assert!(!store.names().contains(&"sao-luu/lock".to_owned()));
    // Taken for dead while it slept: it names no backup any more.
    let robbed = store.clone();
    store.spoil(move |method, name| {
        if method == Method::GET && is_object(name) {
            robbed_of_its_name(&robbed);
        }
        None
    });
    assert!(matches!(of_bucket(kept.make_at(&place, false).await), BucketError::InUse(_)));
    store.behave();
    assert_eq!(listed(&place, true).await.unwrap().len(), 2);
}

/// In a thread of its own: the store is asked while it answers.
fn robbed_of_its_name(store: &Store) {
    let store = store.clone();
    std::thread::spawn(move || store.put("sao-luu/lock", "another run"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_without_conditions_is_asked_first_and_nothing_is_put_over_anything() {
    for fault in [Fault::NoCondition, Fault::ConditionUnknown] {
        let (kept, store) = (Kept::new().await, Store::open().await);
        let place = store.address("sao-luu");
        kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
        kept.make_at(&place, true).await.unwrap();
        let before = store.objects();
        store.spoil(move |method, _| (method == Method::PUT).then(|| fault.clone()));
        kept.make_at(&place, false).await.unwrap();
        store.behave();
        let after = store.objects();
        assert!(before.iter().all(|(name, held)| after.get(name) == Some(held)));
        assert!(store.asked(&Method::HEAD, "/backups/") > 0);
        assert_eq!(listed(&place, true).await.unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_that_took_nothing_is_tried_again_and_one_without_an_end_is_told() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    // Everything in one piece: a part is put under no condition.
    let Address::Bucket(mut bucket) = store.address("sao-luu") else { panic!() };
    bucket.patience.part = 50_000_000;
    let place = Address::Bucket(bucket);
    let conflicts = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let seen = conflicts.clone();
    // Every other object or label meets somebody else.
    store.spoil(move |method, name| {
        let is_met = method == Method::PUT && (is_object(name) || name.contains("/backups/"));
        let is_odd = is_met && seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst).is_multiple_of(2);
        is_odd.then_some(Fault::Status(StatusCode::CONFLICT))
    });
    kept.make_at(&place, true).await.unwrap();
    assert!(conflicts.load(std::sync::atomic::Ordering::SeqCst) >= 6);
    store.spoil(|method, name| (method == Method::PUT && is_object(name)).then_some(Fault::Status(StatusCode::CONFLICT)));
    let refused = of_bucket(kept.make_at(&place, false).await);
    assert!(matches!(refused, BucketError::Wrong { .. }), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_ones_go_from_a_bucket_by_the_same_rule() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    let place = store.address("sao-luu");
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    for round in 0..9 {
        kept.school.database.hand.advance(TimeDelta::hours(1));
        kept.make_at(&place, round == 0).await.unwrap();
    }
    kept.school.database.hand.advance(TimeDelta::days(36_500));
    let made = kept.make_at(&place, false).await.unwrap();
    assert_eq!((made.removed, made.label.number), (3, 10));
    assert_eq!(listed(&place, true).await.unwrap().len(), 7);
    assert_eq!(store.names().iter().filter(|name| is_object(name)).count(), 1 + 7 * 2);
    assert_eq!(kept.restore_from(&place, None).await.unwrap().files, 1);
}

#[test]
fn an_address_is_read_with_keys_from_the_environment_alone() {
    let keys = |name: &str| match name {
        "AWS_ACCESS_KEY_ID" => Some("CHIAKHOA".to_owned()),
        "AWS_SECRET_ACCESS_KEY" => Some("mat-khau-cua-kho".to_owned()),
        _ => None,
    };
    let folder = Address::parse("/mnt/sao-luu", |_| None).unwrap();
    assert_eq!(folder.to_string(), "/mnt/sao-luu");
    assert_eq!(Address::parse("s3://kho/hoa-sen", |_| None).unwrap_err(), AddressError::NoKeys);
    let bucket = Address::parse("s3://kho/hoa-sen/", keys).unwrap();
    assert_eq!(bucket.to_string(), "s3://kho/hoa-sen");
    assert!(!format!("{bucket:?}").contains("mat-khau"), "keys stand in no journal");
    assert_eq!(Address::parse("s3://kho", keys).unwrap().to_string(), "s3://kho");
    for typed in ["s3://", "s3:///hoa-sen", "s3://kho/../khac", "s3://k ho/x", "s3://khoá:mật@kho"] {
        assert_eq!(Address::parse(typed, keys).unwrap_err(), AddressError::NoBucket(typed.to_owned()));
    }
    let open = |name: &str| if name == "AWS_ENDPOINT" { Some("http://10.0.0.5:9000".to_owned()) } else { keys(name) };
    assert_eq!(Address::parse("s3://kho", open).unwrap_err(), AddressError::NotHttps("http://10.0.0.5:9000".to_owned()));
    let allowed = |name: &str| if name == "AWS_ALLOW_HTTP" { Some("true".to_owned()) } else { open(name) };
    assert!(Address::parse("s3://kho", allowed).is_ok());
}
