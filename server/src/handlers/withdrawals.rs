//! What somebody may take back of what they have handed in, for the pages that offer it.

use domain::{
    obligations::Obligation,
    reviews::{WithdrawalOffer, withdrawal_offer},
    submissions::Submission,
};
use records::{Work, withdrawals};

use crate::{error::AppError, extract::Visit};

/// What the visitor may take back of a record with these versions, the newest first.
pub(super) async fn offer(
    visit: &Visit,
    obligation: &Obligation,
    versions: &[Submission],
) -> Result<Option<WithdrawalOffer>, AppError> {
    let mut counting = versions.iter().filter(|version| version.withdrawn_at.is_none());
    let Some(last) = counting.next().filter(|last| last.person == visit.person).cloned() else { return Ok(None) };
    let before = counting.next().map(|version| version.version);
    let since = visit.read(async move |work: &mut Work| withdrawals::since_hand_in(work, &last).await).await?;
    Ok(withdrawal_offer(&visit.facts, &visit.actor(), obligation, since, before, visit.moment))
}
