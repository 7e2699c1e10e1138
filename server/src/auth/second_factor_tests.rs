use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::*;

/// "12345678901234567890" (RFC 6238, appendix B).
const OF_THE_RFC: &[u8; SECRET_BYTES] = b"12345678901234567890";

fn someone(number: u128) -> (SchoolId, PersonId) {
    (SchoolId::new(Uuid::from_u128(1)), PersonId::new(Uuid::from_u128(number)))
}

#[test]
fn the_codes_are_those_of_the_rfc() {
    // Of eight digits there, the last six are ours.
    for (seconds, wanted) in [
        (59, 287_082),
        (1_111_111_109, 81_804),
        (1_111_111_111, 50_471),
        (1_234_567_890, 5_924),
        (2_000_000_000, 279_037),
        (20_000_000_000, 353_130),
    ] {
        assert_eq!(code(OF_THE_RFC, seconds / 30), wanted, "{seconds}");
    }
    assert_eq!(base32(OF_THE_RFC), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

#[test]
fn the_key_is_made_once_and_every_secret_follows_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let (made, again) = (SecondFactorKey::of(folder.path()).unwrap(), SecondFactorKey::of(folder.path()).unwrap());
    let ((school, hoa), (_, thao)) = (someone(2), someone(3));
    let secret = made.secret(school, hoa, &[1; NONCE_BYTES]);
    assert_eq!(again.secret(school, hoa, &[1; NONCE_BYTES]), secret);
    assert_ne!(made.secret(school, thao, &[1; NONCE_BYTES]), secret);
    assert_ne!(made.secret(school, hoa, &[2; NONCE_BYTES]), secret);
    let other = SecondFactorKey::of(tempfile::tempdir().unwrap().path()).unwrap();
    assert_ne!(other.secret(school, hoa, &[1; NONCE_BYTES]), secret);
    std::fs::write(folder.path().join(FILE), "nothing").unwrap();
    assert_eq!(
        SecondFactorKey::of(folder.path()).unwrap_err().kind(),
        ErrorKind::InvalidData,
        "never a new key in the old one's place"
    );
}

#[test]
fn a_code_of_half_a_minute_before_or_after_is_taken_and_no_older_one() {
    let key = SecondFactorKey([9; 32]);
    let who = someone(2);
    let now: DateTime<Utc> = "2026-11-25T07:20:15Z".parse().unwrap();
    let kept =
        SecondFactor { nonce: vec![1; NONCE_BYTES], since: now, last_step: 0, end_asked: None, codes_left: RECOVERY_CODES as i64 };
    let shown =
        |at: DateTime<Utc>| format!("{:06}", code(&key.secret(who.0, who.1, &kept.nonce), domain::second_factor::step_of(at)));
    for (seconds, taken) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
        let typed = shown(now + TimeDelta::seconds(seconds));
        assert_eq!(key.proof(who, &kept, &typed, now).is_some(), taken, "{seconds}");
    }
    let used = SecondFactor { last_step: domain::second_factor::step_of(now), ..kept.clone() };
    assert_eq!(key.proof(who, &used, &shown(now), now), None, "twice");
    let hash = key.recovery_hash(who.0, who.1, "abcdefghj2");
    assert_eq!(key.proof(who, &kept, "ABCDE-fghj2", now), Some(CodeProof::Recovery { hash }));
    assert_eq!(key.proof(who, &kept, "khong phai", now), None);
}

#[test]
fn ten_codes_are_printed_and_read_back() {
    let codes = recovery_codes().unwrap();
    assert_eq!(codes.len(), RECOVERY_CODES);
    for code in codes {
        assert!(matches!(TypedCode::read(&code), TypedCode::Recovery(bare) if bare.len() == RECOVERY_LETTERS), "{code}");
    }
}
