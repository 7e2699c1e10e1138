//! "Gia hạn": asked for, answered, given to many and taken back, each in one transaction that asks whose it is and brings what is
//! owed up to it.

mod requests;
pub(crate) mod stored;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    extensions::{Extension, ExtensionId, ManyDeed, ManyForm, ManyOutlook, ManyPreview, SentMany, check_take_back, sent_many},
    facts::Facts,
    forms::FormErrors,
    locks::Signature,
    obligations::{ObligationId, Reason},
    permissions::{Allowed, Extend, TakeBackExtension, decide_extend, decide_extensions, decide_take_back_extension},
    refusal::{ExtensionRefusal, Refusal},
};

pub use requests::{ask, free, grant, refuse, withdraw};

use crate::{error::Error, events::Event, exemptions, facts::FactStore, follow_up, sql::sql, values::new_id, work::Work};

/// Why the list of what is owed was brought up to date.
const GIVEN: &str = "gia hạn";

/// Does to many records at once what the form says, as the actor of this work: what was looked at, and of it what can be done. A
/// form that comes again does nothing again. `seen` is what was looked at.
///
/// # Errors
/// `Refused` where it is not the actor's, something else was looked at or done under the key of the form, or no record can be
/// changed; what is wrong with the form is told inside.
pub async fn give_to_many(
    work: &mut Work,
    store: &FactStore,
    form: &ManyForm,
    seen: &str,
) -> Result<Result<ManyPreview, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    let post = decide_extensions(&actor)?;
    let plan = match form.parse(&facts) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    match sent_many(&facts, &actor, form, &plan, work.now) {
        SentMany::Fresh => {}
        SentMany::Repeats => return Ok(Ok(ManyPreview::default())),
        SentMany::Taken => return Err(Refusal::from(ExtensionRefusal::LookedAtAnother).into()),
    }
    let outlook = ManyOutlook::of(&facts, &actor, &plan, work.now);
    outlook.check_seen(seen)?;
    let preview = outlook.preview;
    let covered = || preview.records.iter().filter_map(|one| facts.obligation(one.obligation));
    match plan.deed {
        ManyDeed::Extend(until) => {
            // The preview has asked for each of them; the first one carries the proof.
            let first = covered().next().ok_or(Refusal::from(ExtensionRefusal::NothingToChange))?;
            let (allowed, _) = decide_extend(&actor, facts.record_facts(first), None)?;
            let records = covered().map(|one| one.id).collect();
            let extension = Extension {
                id: form.id().unwrap_or_else(new_id),
                number: next_number(work).await?,
                records,
                until,
                reason: plan.reason,
                decision: plan.decision,
                given: Signature { by, post, at: work.now },
                taken_back: None,
            };
            save(work, &facts, &extension, &allowed).await?;
            follow_up::bring_up_to_date(work, GIVEN).await?;
        }
        ManyDeed::Exempt => {
            if preview.records.is_empty() {
                return Err(Refusal::from(ExtensionRefusal::NothingToChange).into());
            }
            for one in covered() {
                exemptions::exempt_one(work, &facts, one.id, &plan.reason).await?;
            }
        }
    }
    Ok(Ok(preview))
}

/// Takes an extension back, as the actor of this work: what has not come due by the rules is due by them again.
///
/// # Errors
/// `Refused` where it is not the actor's, it is taken back already, none of its records would be due earlier again, or an order
/// shuts one that would; `NotFound` for an extension of another school or year.
pub async fn take_back(work: &mut Work, store: &FactStore, id: ExtensionId, reason: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let extension = facts.extension(id).ok_or(Error::NotFound)?.clone();
    let (allowed, post) = decide_take_back_extension(&facts.actor(by, work.now))?;
    let signed = Signature { by, post, at: work.now };
    check_take_back(&facts, &extension, work.now)?;
    let extension = extension.take_back(signed, reason.clone())?;
    save_taken_back(work, &extension, (signed, reason), allowed).await?;
    follow_up::bring_up_to_date(work, "rút gia hạn").await
}

/// One record, until `until`; what a request that is granted does.
async fn give_to_one(
    work: &mut Work,
    facts: &Facts,
    (record, until, reason): (ObligationId, NaiveDate, &Reason),
    given: Signature,
    allowed: &Allowed<Extend>,
) -> Result<ExtensionId, Error> {
    let (number, records) = (next_number(work).await?, BTreeSet::from([record]));
    let (reason, decision, taken_back) = (reason.clone(), String::new(), None);
    let extension = Extension { id: new_id(), number, records, until, reason, decision, given, taken_back };
    save(work, facts, &extension, allowed).await?;
    Ok(extension.id)
}

async fn next_number(work: &mut Work) -> Result<u32, Error> {
    work.next_number("extensions", sql("SELECT max(number) FROM extensions WHERE school_id = $1")).await
}

async fn save(work: &mut Work, facts: &Facts, extension: &Extension, _allowed: &Allowed<Extend>) -> Result<(), Error> {
    let Extension { id, number, records, until, reason, decision, given, .. } = extension;
    let insert = sql(
        "INSERT INTO extensions (school_id, id, school_year_id, number, until_day, reason, decision, given_by, post, given_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind_all((work.school, *id, facts.regime.year, i64::from(*number), *until, reason.as_str(), decision.as_str()))
    .bind_all((given.by, given.post.code(), given.at));
    work.run(insert).await?;
    for record in records {
        let insert = sql("INSERT INTO extension_records (school_id, extension_id, obligation_id) VALUES ($1, $2, $3)");
        work.run(insert.bind_all((work.school, *id, *record))).await?;
    }
    work.note(Event::ExtensionGiven { extension });
    Ok(())
}

async fn save_taken_back(
    work: &mut Work,
    extension: &Extension,
    (signed, reason): (Signature, &Reason),
    _allowed: Allowed<TakeBackExtension>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO extensions_taken_back (school_id, extension_id, by_person_id, post, at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, extension.id, signed.by, signed.post.code(), signed.at, reason.as_str()))).await?;
    work.note(Event::ExtensionTakenBack { extension, signed: &signed, reason });
    Ok(())
}

#[cfg(test)]
#[path = "extensions_tests.rs"]
mod tests;
