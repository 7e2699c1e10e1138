#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{convert::Infallible, future};

use domain::people::SchoolId;
use tokio::sync::oneshot;

use super::*;

fn issued(password: &str) -> IssuedPassword {
    let word = || String::new();
    IssuedPassword { name: word(), titles: word(), username: word(), password: password.to_owned(), is_first: false }
}

fn form(number: u128) -> IssueKey {
    IssueKey { form: Uuid::from_u128(number), person: None }
}

fn session() -> SessionKey {
    SessionKey::new(SchoolId::new(Uuid::nil())).unwrap()
}

#[tokio::test]
async fn two_clicks_wait_for_each_other_and_for_nobody_else() {
    let (passwords, session) = (IssuedPasswords::<IssuedPassword>::default(), session());
    let (finish, finished) = oneshot::channel::<()>();
    let slow = passwords.once(form(1), &session, async {
        finished.await.unwrap();
        Ok::<_, Infallible>(issued("first"))
    });
    let others = async {
        assert!(passwords.known(form(2), &session).await.is_none());
        let other = passwords.once(form(2), &session, future::ready(Ok::<_, Infallible>(issued("second")))).await;
        assert_eq!(other.unwrap().password, "second");
        finish.send(()).unwrap();
        passwords.once(form(1), &session, future::pending::<Result<_, Infallible>>()).await
    };
    let (first, again) = tokio::join!(slow, others);
    assert_eq!((first.unwrap().password.as_str(), again.unwrap().password.as_str()), ("first", "first"));
    assert_eq!(passwords.known(form(1), &session).await.unwrap().password, "first");
    assert!(passwords.known(form(1), &self::session()).await.is_none(), "a key is worth nothing in another session");
}

#[tokio::test]
async fn what_failed_leaves_nothing() {
    let (passwords, session) = (IssuedPasswords::<IssuedPassword>::default(), session());
    assert_eq!(passwords.once(form(1), &session, future::ready(Err("no"))).await.err(), Some("no"));
    assert!(passwords.known(form(1), &session).await.is_none());
    let again = passwords.once(form(1), &session, future::ready(Ok::<_, &str>(issued("again")))).await;
    assert_eq!(again.unwrap().password, "again");
}
