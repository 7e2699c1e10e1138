//! What was tried and came to nothing is kept, as evidence for whoever judges why the record was late: never what was sent.

use std::time::Duration;

use domain::{days::Timestamp, lateness::WhyFailed, obligations::ObligationId};
use records::{Error, Work, failed_tries};
use tokio::{runtime::Handle, time::timeout};

use crate::{error::AppError, extract::Visit};

/// For so long the answer waits until the try is kept; a database that is busy keeps it afterwards.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Somebody hands in. Where nothing is said of how it ended, because the line broke and with it this request, that is kept.
#[derive(Debug)]
pub(super) struct Try {
    visit: Visit,
    obligation: ObligationId,
    began: Timestamp,
    is_open: bool,
}

impl Try {
    pub fn begins(visit: &Visit, obligation: ObligationId, began: Timestamp) -> Self {
        Self { visit: visit.clone(), obligation, began, is_open: true }
    }

    /// What was sent was taken.
    pub fn succeeds(mut self) {
        self.is_open = false;
    }

    /// It came to nothing.
    pub async fn fails(mut self, error: &AppError) {
        self.is_open = false;
        if let Some(why) = why(error) {
            // Whether or not it can be kept, the answer is the same.
            let _ = timeout(MAX_WAIT, self.keep(why)).await;
        }
    }

    fn keep(&self, why: WhyFailed) -> impl Future<Output = ()> + Send + use<> {
        let (store, obligation, began) = (self.visit.fact_store(), self.obligation, self.began);
        let kept =
            self.visit.write_quietly(async move |work: &mut Work| failed_tries::note(work, &store, obligation, began, why).await);
        async move {
            match kept.await {
                // Of whoever may not hand in nothing is kept.
                Ok(()) | Err(Error::Refused(_) | Error::NotFound) => {}
                Err(error @ (Error::Conflict(_) | Error::Unavailable | Error::Full | Error::Internal)) => {
                    tracing::warn!(%error, "a try to hand in was not kept");
                }
            }
        }
    }
}

impl Drop for Try {
    fn drop(&mut self) {
        if self.is_open
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(self.keep(WhyFailed::Broken));
        }
    }
}

/// Why a hand-in that was answered so came to nothing; `None` where it was no try.
fn why(error: &AppError) -> Option<WhyFailed> {
    match error {
        AppError::Refused(refusal) => WhyFailed::of(refusal),
        AppError::Interrupted => Some(WhyFailed::Broken),
        AppError::Unavailable | AppError::DiskFull | AppError::Internal => Some(WhyFailed::NoService),
        AppError::NotAForm | AppError::OldPage | AppError::WithoutFiles | AppError::TooLarge => Some(WhyFailed::Form),
        AppError::SessionOver
        | AppError::Redirect(_)
        | AppError::PasswordMustChange
        | AppError::NotFound
        | AppError::Foreign
        | AppError::NoOrigin => None,
    }
}
