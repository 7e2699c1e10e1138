//! Updates after a lock, of week 30, as the story of all events needs them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{
    ids::UpdateId,
    obligations::ObligationId,
    updates::{GrantForm, ProcedureForm, RequestForm, UpdateProcedure},
};

use super::*;
use crate::updates;

const PLAN: &str = "Giáo án tuần 30 · Lớp 4A";

/// The record that is asked for.
async fn plan(work: &mut Work) -> Result<ObligationId, Error> {
    let facts = load_now(work).await?;
    let found = facts.obligations.iter().find(|one| facts.title(one) == PLAN).map(|one| one.id);
    found.ok_or(Error::NotFound)
}

/// The last request.
async fn last(work: &mut Work) -> Result<UpdateId, Error> {
    load_now(work).await?.updates.all.last().map(|one| one.id).ok_or(Error::NotFound)
}

/// An order over weeks 30 to 31.
pub(super) fn lock_form(kind: &str, start: &str) -> LockForm {
    LockForm {
        kind: kind.to_owned(),
        scope: ScopeForm { weeks: "30-31".to_owned(), ..ScopeForm::default() },
        start: start.to_owned(),
        reason: "Chốt hồ sơ".to_owned(),
        ..LockForm::empty()
    }
}

/// An order that waits to be carried out.
pub(super) async fn drafts(work: &mut Work) -> Result<(), Error> {
    locks::draft(work, &FactStore::default(), &lock_form("lock", "executed")).await?.unwrap();
    Ok(())
}

/// Decides the first order.
pub(super) async fn decides(work: &mut Work, by: PersonId) -> Result<(), Error> {
    let order = load_now(work).await?.locks.orders[0].clone();
    let seen = locks::outlook(work, &FactStore::default(), by, &order.plan).await?.seen().to_owned();
    locks::sign(work, &FactStore::default(), order.id, &seen).await.map(drop)
}

/// Carries the first order out.
pub(super) async fn carries_out(work: &mut Work) -> Result<(), Error> {
    let order = load_now(work).await?.locks.orders[0].id;
    locks::execute(work, &FactStore::default(), order).await
}

/// Takes the first order back.
pub(super) async fn takes_back(work: &mut Work) -> Result<(), Error> {
    let order = load_now(work).await?.locks.orders[0].id;
    locks::revoke(work, &FactStore::default(), order, &Reason::parse("Nhầm tuần").unwrap()).await
}

pub(super) async fn shuts(work: &mut Work) -> Result<(), Error> {
    let form = lock_form("lock", "decided");
    locks::tests::looks_and_orders(work, &FactStore::default(), &form).await?.unwrap();
    Ok(())
}

pub(super) async fn asks(work: &mut Work) -> Result<(), Error> {
    let (records, evidence) = (vec![plan(work).await?.to_string()], "Giấy ra viện".to_owned());
    let form =
        RequestForm { key: String::new(), records, reason: "Ốm từ thứ Tư".to_owned(), evidence, ..RequestForm::default() };
    updates::request(work, &FactStore::default(), &form).await?.unwrap();
    Ok(())
}

/// Puts a name under the request: a vice principal proposes, the principal decides.
pub(super) async fn opens(work: &mut Work) -> Result<(), Error> {
    let (update, form) = (last(work).await?, GrantForm { hours: "24".to_owned() });
    updates::grant(work, &FactStore::default(), update, &form).await.map(Result::unwrap)
}

pub(super) async fn hands_in(work: &mut Work) -> Result<(), Error> {
    let (obligation, files, arrived) = (plan(work).await?, vec![paper("Giáo án.docx", 5)], work.now);
    let hand_in = HandIn { obligation, key: Uuid::new_v4(), note: String::new(), files, arrived, received_at: arrived };
    submissions::hand_in(work, &FactStore::default(), hand_in).await.map(drop)
}

pub(super) async fn finishes(work: &mut Work) -> Result<(), Error> {
    let update = last(work).await?;
    updates::finish(work, &FactStore::default(), update).await
}

pub(super) async fn closes(work: &mut Work) -> Result<(), Error> {
    let update = last(work).await?;
    updates::close(work, &FactStore::default(), update).await
}

pub(super) async fn refuses(work: &mut Work) -> Result<(), Error> {
    let update = last(work).await?;
    updates::refuse(work, &FactStore::default(), update, &Reason::parse("Đã có bản giấy").unwrap()).await
}

pub(super) async fn withdraws(work: &mut Work) -> Result<(), Error> {
    let update = last(work).await?;
    updates::withdraw(work, &FactStore::default(), update).await
}

pub(super) async fn settles(work: &mut Work) -> Result<(), Error> {
    let form = ProcedureForm { max_hours: "48".to_owned(), ..ProcedureForm::of(UpdateProcedure::default()) };
    updates::set_procedure(work, &FactStore::default(), &form).await.map(Result::unwrap)
}

pub(super) async fn vice_principal(work: &mut Work, person: PersonId) -> Result<(), Error> {
    people::appoint(work, &allowed(), person, Position::VicePrincipal, first_week(), "").await
}
