use domain::passwords::readings;

use super::*;

#[tokio::test]
async fn a_password_is_known_again_and_no_other() {
    let passwords = Passwords::new().unwrap();
    let kept = passwords.hash("nam-thanh-2024".to_owned()).await.unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
    assert!(passwords.matches(vec!["nam-thanh-2024".to_owned()], Some(kept.clone())).await.unwrap());
    assert!(!passwords.matches(vec!["nam-thanh-2025".to_owned()], Some(kept)).await.unwrap());
    assert!(!passwords.matches(vec!["nobody".to_owned()], None).await.unwrap(), "an unknown user has no password at all");
}

#[test]
fn handed_out_passwords_differ_and_can_be_read_aloud() {
    let one = handed_out().unwrap();
    assert_eq!(one.split('-').count(), 7, "{one}");
    assert!(one.chars().all(|letter| letter == '-' || letter.is_ascii_lowercase()), "{one}");
    assert_ne!(one, handed_out().unwrap());
}

#[tokio::test]
async fn composed_and_decomposed_typing_of_one_password_are_one_and_old_hashes_go_on_working() {
    let passwords = Passwords::new().unwrap();
    let (of_windows, of_a_mac) = ("mùa hè có bão lớn", "mu\u{300}a he\u{300} co\u{301} ba\u{303}o lo\u{31b}\u{301}n");
    let is_the_one =
        async |typed: &str, kept: &str| passwords.matches(readings(typed, false), Some(kept.to_owned())).await.unwrap();
    for set in [of_windows, of_a_mac] {
        let kept = passwords.hash(set.to_owned()).await.unwrap();
        assert!(is_the_one(of_windows, &kept).await && is_the_one(of_a_mac, &kept).await);
        assert!(!is_the_one("mua he co bao lon", &kept).await);
    }
    // Kept before passwords were composed, from a Mac.
    let old = hash(of_a_mac).unwrap();
    assert!(is_the_one(of_a_mac, &old).await);
}
