//! A check of the accounts and what is mended of it, while somebody follows what happens.

use domain::{
    days::day_of,
    security_checks::{CheckForm, SecurityCheckId},
};

use crate::{error::Error, facts::FactStore, facts::load_now, new_id, security_checks, work::Work};

/// Somebody has typed wrong passwords for an account, and the leadership checks.
pub(super) async fn checks(work: &mut Work) -> Result<(), Error> {
    let (facts, found) = (load_now(work).await?, security_checks::found(work, &FactStore::default()).await?);
    let key: SecurityCheckId = new_id();
    let form = CheckForm::empty(key.to_string(), &found, facts.organisation(), day_of(work.now));
    security_checks::record(work, &FactStore::default(), &form).await?.unwrap();
    Ok(())
}

/// The first finding that somebody else is to mend is mended.
pub(super) async fn mends(work: &mut Work) -> Result<(), Error> {
    let check = security_checks::all(work).await?.remove(0);
    let actor = work.actor.unwrap();
    let one = check.findings.iter().find(|one| one.assigned.is_some() && !one.finding.is_about(actor)).unwrap();
    security_checks::mend(work, &FactStore::default(), (check.id, one.number), "Đã hỏi").await?.unwrap();
    Ok(())
}
