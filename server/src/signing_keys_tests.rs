#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use uuid::Uuid;

use super::*;

fn school(number: u128) -> SchoolId {
    SchoolId::new(Uuid::from_u128(number))
}

#[test]
fn a_key_is_made_once_and_read_again_by_its_owner_alone() {
    let data = tempfile::tempdir().unwrap();
    let made = SigningKeys::of(data.path()).of_school(school(1)).unwrap();
    let path = data.path().join(FOLDER).join(school(1).to_string());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    let keys = SigningKeys::of(data.path());
    assert_eq!(keys.of_school(school(1)).unwrap().public(), made.public());
    assert_eq!(mode(&path), 0o600);
    assert_ne!(keys.of_school(school(2)).unwrap().public(), made.public());
    assert!(!format!("{keys:?}").contains(fs::read_to_string(&path).unwrap().trim_end().strip_prefix(HEAD).unwrap()));
}

#[test]
fn a_lost_key_is_followed_by_another_one_and_a_damaged_one_by_none() {
    let data = tempfile::tempdir().unwrap();
    let made = SigningKeys::of(data.path()).of_school(school(1)).unwrap();
    let path = data.path().join(FOLDER).join(school(1).to_string());
    fs::write(&path, "hoso-ed25519-secret 1 00").unwrap();
    let keys = SigningKeys::of(data.path());
    assert!(matches!(keys.of_school(school(1)), Err(KeyError::NoKey { .. })));
    fs::remove_file(&path).unwrap();
    assert_ne!(keys.of_school(school(1)).unwrap().public(), made.public());
}

#[test]
fn a_key_that_is_taken_away_or_replaced_while_the_program_runs_signs_no_more() {
    let data = tempfile::tempdir().unwrap();
    let keys = SigningKeys::of(data.path());
    let path = data.path().join(FOLDER).join(school(1).to_string());
    let first = keys.of_school(school(1)).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let second = keys.of_school(school(1)).unwrap();
    assert_ne!(second.public(), first.public());
    fs::write(&path, text).unwrap();
    assert_eq!(keys.of_school(school(1)).unwrap().public(), first.public());
}

#[test]
fn two_who_sign_first_at_once_have_one_key() {
    let data = tempfile::tempdir().unwrap();
    let keys = SigningKeys::of(data.path());
    let public = || keys.of_school(school(1)).unwrap().public();
    let (one, other) = std::thread::scope(|scope| {
        let (one, other) = (scope.spawn(public), scope.spawn(public));
        (one.join().unwrap(), other.join().unwrap())
    });
    assert_eq!(one, other);
}
