//! What the sign-in page of a demo offers.

use app::sign_in::{Demo, DemoAccount};
use records::{Work, accounts};

use crate::{error::AppError, state::AppState};

/// The accounts of the demo with their password; nothing on a real server.
pub(super) async fn demo(state: &AppState) -> Result<Option<Demo>, AppError> {
    let Some(demo) = &state.demo else { return Ok(None) };
    let (store, usernames) = (state.facts.clone(), demo.usernames);
    let accounts = state
        .database
        .read(demo.school, None, async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            let known = accounts::usernames(work).await?;
            let mut shown = Vec::new();
            for username in usernames {
                let Some((person, ..)) = known.iter().find(|(_, name, _)| name == username) else { continue };
                let Some(person) = facts.organisation().person(*person) else { continue };
                let actor = facts.actor(person.id, work.now);
                shown.push(DemoAccount {
                    name: person.name.to_string(),
                    titles: facts.organisation().titles(&actor.positions),
                    username: (*username).to_owned(),
                });
            }
            Ok(shown)
        })
        .await?;
    Ok(Some(Demo { password: demo.password.to_owned(), clock: demo.clock.clone(), accounts }))
}
