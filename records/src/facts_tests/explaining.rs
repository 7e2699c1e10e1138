//! What is said of why a record was late, while somebody follows what happens.

use domain::{
    lateness::{Found, check_explain, check_judge},
    missing::check_remind,
    obligations::{Finding, ObligationId, Reason},
};
use uuid::Uuid;

use super::load_now;
use crate::{
    error::Error,
    facts::FactStore,
    lateness, missing,
    submissions::{self, HandIn},
    testing::school::paper,
    work::Work,
};

/// A record that is late, and the actor's to say why.
async fn own_late(work: &mut Work) -> Result<ObligationId, Error> {
    let facts = load_now(work).await?;
    let actor = facts.actor(work.actor.unwrap(), work.now);
    let late = facts.open_obligations().find(|one| check_explain(&facts, &actor, one, work.now).is_ok());
    Ok(late.unwrap().id)
}

pub(super) async fn says_why(work: &mut Work) -> Result<(), Error> {
    let id = own_late(work).await?;
    lateness::explain(work, &FactStore::default(), id, &Reason::parse("Con ốm").unwrap()).await
}

pub(super) async fn hands_in(work: &mut Work) -> Result<(), Error> {
    let obligation = own_late(work).await?;
    let (note, files, now) = (String::new(), vec![paper("Giáo án.docx", 5)], work.now);
    let hand_in = HandIn { obligation, key: Uuid::new_v4(), note, files, arrived: now, received_at: now };
    submissions::hand_in(work, &FactStore::default(), hand_in).await.map(drop)
}

pub(super) async fn finds(work: &mut Work) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let actor = facts.actor(work.actor.unwrap(), work.now);
    let late = facts.open_obligations().find(|one| check_judge(&facts, &actor, one, 0, work.now).is_ok());
    let found = Found { finding: Finding::WithReason, seen: 0, words: String::new() };
    lateness::judge(work, &FactStore::default(), late.unwrap().id, &found).await?;
    let overdue = facts.open_obligations().find(|one| check_remind(&facts, &actor, one, work.now).is_ok());
    missing::note(work, &FactStore::default(), overdue.unwrap().id, 0).await
}
