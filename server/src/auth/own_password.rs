//! Whether somebody who is signed in knows the password of the session's account.

use std::net::IpAddr;

use domain::passwords::readings;
use records::accounts::Account;

use super::{
    rate_limit::{AttemptSource, PasswordAttempt},
    sessions::SessionKey,
};
use crate::{error::AppError, state::Services};

/// Whether `typed` is the password of the account whose session this is. Whoever finds a machine that somebody left signed in
/// guesses here as they would at the sign-in, and is slowed alike.
///
/// # Errors
/// `Refusal::SignInSlowed`; `AppError::Unavailable` while too many passwords are being checked.
pub async fn is_own_password(
    state: &Services,
    session: &SessionKey,
    account: &Account,
    typed: &str,
    address: IpAddr,
) -> Result<bool, AppError> {
    let hash = session.hash();
    let attempt =
        PasswordAttempt { school: session.school, username: &account.username, source: AttemptSource::KnownBrowser(&hash) };
    state.rate_limit.attempt_now(attempt)?;
    match state.passwords.matches(readings(typed, account.initial()), Some(account.password_hash.clone())).await {
        Ok(true) => {
            state.rate_limit.opened(attempt);
            Ok(true)
        }
        Ok(false) => {
            tracing::warn!(account = account.username, %address, "a wrong password in an open session");
            Ok(false)
        }
        Err(error) => {
            state.rate_limit.not_tried(attempt);
            Err(error.into())
        }
    }
}
