//! A day on which a class is shut, while somebody follows what happens.

use chrono::Days;
use domain::{
    closures::{ClosureForm, ClosureOutlook},
    days::day_of,
    locks::Post,
    obligations::Reason,
    people::ClassGroupId,
    vietnamese,
};

use super::load_now;
use crate::{closures, error::Error, facts::FactStore, new_id, work::Work};

/// Shuts the class for three days and a day.
pub(super) async fn shuts(work: &mut Work, class: ClassGroupId) -> Result<(), Error> {
    let preset = ClosureForm::preset(new_id(), day_of(work.now));
    let to = vietnamese::date(day_of(work.now) + Days::new(3));
    let form = ClosureForm { kind: "power-cut".to_owned(), to, whose: vec![format!("class.{class}")], ..preset };
    let seen = closures::seen_of(work, &FactStore::default(), &form).await?;
    closures::declare(work, &FactStore::default(), &form, &seen).await?.unwrap();
    Ok(())
}

pub(super) async fn opens(work: &mut Work) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let closure = &facts.closures[0];
    let looked_at = ClosureOutlook::of_taking_back(&facts, closure, Post::Principal, work.now).unwrap();
    let reason = Reason::parse("Có điện lại").unwrap();
    closures::take_back(work, &FactStore::default(), closure.id, &reason, looked_at.seen()).await
}
