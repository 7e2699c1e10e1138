//! Visits of those who manage accounts or lead the school.

use app::paths;
use axum::{extract::FromRequestParts, http::request::Parts};
use domain::permissions::{Action, decide};

use super::Visit;
use crate::{error::AppError, state::AppState};

/// Somebody who may manage accounts.
#[derive(Clone, Debug)]
pub struct Manager(pub Visit);

impl From<Manager> for Visit {
    fn from(Manager(visit): Manager) -> Self {
        visit
    }
}

impl FromRequestParts<AppState> for Manager {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        let visit = Visit::from_request_parts(parts, state).await?;
        decide(&visit.actor(), visit.facts.organisation(), Action::ManageAccounts)?;
        Ok(Self(visit))
    }
}

/// Somebody of the leadership, who may change an open school; before there is one, the way leads to the set-up.
#[derive(Clone, Debug)]
pub struct Leader(pub Visit);

impl From<Leader> for Visit {
    fn from(Leader(visit): Leader) -> Self {
        visit
    }
}

impl FromRequestParts<AppState> for Leader {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        if !state.is_set_up().await {
            return Err(AppError::Redirect(paths::SETTINGS.into()));
        }
        let visit = Visit::from_request_parts(parts, state).await?;
        decide(&visit.actor(), visit.facts.organisation(), Action::ChangeSchool)?;
        Ok(Self(visit))
    }
}
