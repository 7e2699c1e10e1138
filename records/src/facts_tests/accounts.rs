//! Second factors and sessions elsewhere, while somebody follows what happens.

use domain::people::PersonId;

use crate::{
    devices,
    error::Error,
    facts::FactStore,
    second_factors::{self, CodeProof, NewSecondFactor},
    testing::{allowed, school},
    work::Work,
};

/// A teacher sets a second factor up, comes in with a recovery code and ends a session elsewhere; the principal makes it a duty, and
/// ends hers.
pub(super) async fn with_a_second_factor(work: &mut Work, teacher: PersonId) -> Result<(), Error> {
    let principal = work.actor;
    work.actor = Some(teacher);
    let new = NewSecondFactor { nonce: vec![1; 16], step: 1, recovery: vec![vec![2; 32]] };
    second_factors::switch_on(work, &new).await?;
    second_factors::pass(work, teacher, Some(&CodeProof::Recovery { hash: vec![2; 32] })).await?;
    school::sign_in(work, teacher, b"elsewhere").await?;
    devices::end_elsewhere(work, None, b"here").await?;
    work.actor = principal;
    second_factors::set_duty(work, &FactStore::default(), Some(14)).await?;
    second_factors::ask_end(work, &allowed(), teacher).await?;
    second_factors::end_lost(work, &FactStore::default(), teacher).await.map(drop)
}
