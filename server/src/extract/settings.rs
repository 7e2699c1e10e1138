//! Where a setting is worked on: by whoever sets the school up, or by the leadership of an open one.

use std::time::Instant;

use app::paths;
use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{
    people::{PersonId, SchoolId},
    setup::{Phase, Step},
};
use futures::future::Either;
use records::{
    Error, Task, Work, schools,
    setup::{self, SetupState},
};

use super::{HoldsClaim, Leader, Visit};
use crate::{error::AppError, state::AppState};

/// Where a step is worked on.
pub struct SettingsContext {
    /// Somebody of the leadership, in an open school; nobody during the first set-up.
    pub visit: Option<Visit>,
    /// `None` before the school has a name.
    pub setup_state: Option<SetupState>,
    state: AppState,
}

impl SettingsContext {
    pub const fn phase(&self) -> Phase {
        if self.visit.is_some() { Phase::Open } else { Phase::SettingUp }
    }

    /// The school with all that it has so far.
    ///
    /// # Errors
    /// `NotFound` before it has a name.
    pub fn setup_state(&self) -> Result<&SetupState, AppError> {
        self.setup_state.as_ref().ok_or(AppError::NotFound)
    }

    /// In whose name things are saved: during the set-up in that of the one who does it.
    pub fn actor(&self) -> Option<PersonId> {
        let installer = self.setup_state.as_ref().and_then(|setup_state| setup_state.installer);
        self.visit.as_ref().map(|visit| visit.person).or(installer)
    }

    /// The same with what the school is at this moment: somebody else may have changed it since the request came.
    ///
    /// # Errors
    /// As of `Visit::again`.
    pub async fn again(&self) -> Result<Self, AppError> {
        let visit = match &self.visit {
            Some(visit) => Some(visit.again().await?),
            None => None,
        };
        let setup_state = match &self.setup_state {
            Some(known) => Some(setup_state(&self.state, known.school.id).await?),
            None => None,
        };
        Ok(Self { visit, setup_state, state: self.state.clone() })
    }

    /// Changes the school, in the name of `actor`.
    ///
    /// # Errors
    /// Those of the task; `NotFound` before the school has a name.
    pub fn write<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        let school = self.setup_state.as_ref().map(|setup_state| setup_state.school.id).ok_or(Error::NotFound);
        let writing = school.map(|school| match &self.visit {
            Some(visit) => Either::Left(visit.write(task)),
            None => Either::Right(self.state.database.write(school, self.actor(), task)),
        });
        async move { writing?.await }
    }

    /// Keeps what waits for whoever works on the school, and notes nothing in the log.
    ///
    /// # Errors
    /// Those of the task; `NotFound` before the school has a name.
    pub fn write_quietly<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        let school = self.setup_state.as_ref().map(|setup_state| setup_state.school.id).ok_or(Error::NotFound);
        let writing = school.map(|school| match &self.visit {
            Some(visit) => Either::Left(visit.write_quietly(task)),
            None => Either::Right(self.state.database.write_quietly(school, self.actor(), task)),
        });
        async move { writing?.await }
    }
}

impl FromRequestParts<AppState> for SettingsContext {
    type Rejection = AppError;

    /// The context of the step whose address is asked for, or where to go instead: to the code, to the step that comes
    /// first, to another page.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        let path = parts.uri.path();
        let step = Step::ALL.into_iter().find(|step| path.starts_with(paths::step(*step))).ok_or(AppError::NotFound)?;
        let elsewhere = |to: &'static str| Err(AppError::Redirect(to.into()));
        let Ok(HoldsClaim(holds_claim)) = HoldsClaim::from_request_parts(parts, state).await;
        if state.is_set_up().await {
            if holds_claim && state.claim.issued_passwords(Instant::now()).is_some() {
                return elsewhere(paths::ISSUED_PASSWORDS);
            }
            let Leader(visit) = Leader::from_request_parts(parts, state).await?;
            return match step {
                Step::Staff => elsewhere(paths::STAFF),
                Step::Practice => elsewhere(paths::SETTINGS),
                Step::School | Step::Year | Step::Units | Step::Types => {
                    let setup_state = Some(setup_state(state, visit.school).await?);
                    Ok(Self { visit: Some(visit), setup_state, state: state.clone() })
                }
            };
        }
        if !holds_claim {
            return elsewhere(paths::SETUP_CODE_AGAIN);
        }
        let setup_state = match schools::unfinished(&state.database).await? {
            Some(school) => Some(setup_state(state, school.id).await?),
            None => None,
        };
        let reached = Step::of_number(setup_state.as_ref().map_or(1, |setup_state| setup_state.setup.step));
        if step > reached { elsewhere(paths::step(reached)) } else { Ok(Self { visit: None, setup_state, state: state.clone() }) }
    }
}

/// All that the set-up of a school has brought so far.
///
/// # Errors
/// Those of the database.
pub async fn setup_state(state: &AppState, school: SchoolId) -> Result<SetupState, AppError> {
    Ok(state.database.read(school, None, async |work: &mut Work| setup::setup_state(work).await).await?)
}
