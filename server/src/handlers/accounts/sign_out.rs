//! The way out.

use super::*;

/// `POST /dang-xuat`; from a page that was made for somebody else it ends nothing: in another tab of this browser somebody
/// has signed in since.
pub async fn sign_out(
    State(state): State<AppState>,
    known: Option<SessionKey>,
    browser: Option<BrowserKey>,
    parts: Parts,
) -> Result<Response, AppError> {
    let made_for = made_for(&parts.uri);
    if let Some(key) = known {
        let hash = key.hash();
        let end = async move |work: &mut Work| {
            let person = accounts::person_of_session(work, &hash).await?;
            if person.zip(made_for).is_some_and(|(person, made_for)| person != made_for) {
                return Err(Refusal::PageOfAnother.into());
            }
            if let Some(person) = person {
                accounts::note_sign_out(work, person);
            }
            accounts::end_session(work, &hash).await.map(|()| person)
        };
        let person = state.database.write_quietly(key.school, None, end).await?;
        if let Some((person, browser)) = person.zip(browser) {
            state.pending_forms.forget(&Writer { person, browser: browser.hash() });
        }
        state.tell_sign_out();
    }
    let mut response = Redirect::to(paths::SIGNED_OUT).into_response();
    if let Some(cookie) = no_cookie(state.https) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    // The browser forgets what it kept of this site: the next person at a shared PC finds nothing.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}
