use super::*;

#[tokio::test]
async fn a_password_is_known_again_and_no_other() {
    let passwords = Passwords::new().unwrap();
    let kept = passwords.hash("nam-thanh-2024".to_owned()).await.unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
    assert!(passwords.matches("nam-thanh-2024".to_owned(), Some(kept.clone())).await.unwrap());
    assert!(!passwords.matches("nam-thanh-2025".to_owned(), Some(kept)).await.unwrap());
    assert!(!passwords.matches("nobody".to_owned(), None).await.unwrap(), "an unknown user has no password at all");
}

#[test]
fn a_new_password_is_checked() {
    let check = |new: &str, again: &str| check_new(new, again, "phat-ra-2026").map_err(|refusal| refusal.words().fact);
    assert!(check("mua hè xanh", "mua hè xanh").is_ok());
    assert!(check("ngắn", "ngắn").is_err());
    assert!(check("mua hè xanh", "mua he xanh").is_err());
    assert!(check("phat-ra-2026", "phat-ra-2026").is_err());
}

#[test]
fn handed_out_passwords_differ_and_can_be_read_aloud() {
    let one = handed_out().unwrap();
    assert_eq!(one.len(), 11);
    assert!(one.chars().all(|letter| letter == '-' || !"0o1l".contains(letter)), "{one}");
    assert_ne!(one, handed_out().unwrap());
}
