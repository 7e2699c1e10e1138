//! Lists of the staff, pasted or uploaded: each waits for whoever brought it until it is taken over, through a reload and an
//! ended session, and is taken over as it was looked at.

use chrono::TimeDelta;
use domain::{
    days::day_of,
    facts::Facts,
    people::PersonId,
    permissions::{Action, Actor, decide, decide_over_appointment},
    refusal::Refusal,
    staff::{
        decide_over_person,
        list::{Answers, Fate, ListPreview, Settled, decided, preview},
        suggested,
    },
    tables::Table,
};

use super::waiting;
use crate::{
    accounts,
    error::{Error, internal},
    facts::FactStore,
    follow_up, people,
    sql::sql,
    work::Work,
};

/// How long a list waits: it holds names, telephone numbers and days of birth of people who may not be at the school.
const KEPT_FOR: TimeDelta = TimeDelta::days(7);

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    Staff,
    /// The classes of a new year with their teachers.
    Classes,
}

impl ListKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Classes => "classes",
        }
    }
}

/// A list that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingList {
    /// The name of the file; empty for what was pasted.
    pub source: String,
    pub table: Table,
    pub answers: Answers,
}

/// Keeps a list for whoever brought it, in place of the one before.
pub async fn keep(work: &mut Work, person: PersonId, kind: ListKind, list: &WaitingList) -> Result<(), Error> {
    sweep(work).await?;
    let table = serde_json::to_string(&list.table).map_err(|_| internal("staff_lists", "a list that is no JSON"))?;
    let answers: Vec<(&str, &str)> = list.answers.pairs().collect();
    let answers = serde_json::to_string(&answers).map_err(|_| internal("staff_lists", "answers that are no JSON"))?;
    let upsert =
        sql("INSERT INTO staff_lists (school_id, person_id, kind, source, list, answers, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (school_id, person_id, kind) DO UPDATE \
         SET source = excluded.source, list = excluded.list, answers = excluded.answers, at = excluded.at");
    let values = (work.school, person, kind.code(), list.source.as_str(), table, answers, work.running());
    work.run(upsert.bind_all(values)).await.map(drop)
}

/// The list that waits for somebody; `None` where there is none.
pub async fn load(work: &mut Work, person: PersonId, kind: ListKind) -> Result<Option<WaitingList>, Error> {
    let select =
        sql("SELECT source, list, answers FROM staff_lists WHERE school_id = $1 AND person_id = $2 AND kind = $3 AND at >= $4");
    let values = (work.school, person, kind.code(), work.at_least - KEPT_FOR);
    let row: Option<(String, String, String)> = work.optional(select.bind_all(values)).await?;
    row.map(|(source, table, answers)| {
        let table = serde_json::from_str(&table).map_err(|_| internal("staff_lists", "a list that is not read"))?;
        let answers: Vec<(String, String)> =
            serde_json::from_str(&answers).map_err(|_| internal("staff_lists", "answers that are not read"))?;
        Ok(WaitingList { source, table, answers: Answers::of_pairs(answers) })
    })
    .transpose()
}

/// Forgets the list that waits for somebody.
pub async fn forget(work: &mut Work, person: PersonId, kind: ListKind) -> Result<(), Error> {
    let delete = sql("DELETE FROM staff_lists WHERE school_id = $1 AND person_id = $2 AND kind = $3");
    work.run(delete.bind_all((work.school, person, kind.code()))).await.map(drop)
}

async fn sweep(work: &mut Work) -> Result<(), Error> {
    let delete = sql("DELETE FROM staff_lists WHERE school_id = $1 AND at < $2");
    work.run(delete.bind_all((work.school, work.at_least - KEPT_FOR))).await.map(drop)
}

/// What a list would bring today, as `actor` may do it.
///
/// # Errors
/// Those of the rule for whoever manages no accounts.
pub fn outlook(facts: &Facts, actor: &Actor, list: WaitingList, now: domain::days::Timestamp) -> Result<ListPreview, Refusal> {
    decide(actor, facts.organisation(), Action::ManageAccounts)?;
    Ok(decided(preview(list.table, &list.answers, facts.organisation(), day_of(now)), facts, actor, now))
}

/// What was taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Those who are new, each with their user name.
    pub added: Vec<(PersonId, String)>,
    pub changed: usize,
    /// Rows that wait for an answer still.
    pub is_open: bool,
}

/// Takes over what the list of the actor says and what is settled of it; `None` where that is not what was looked at (`seen`), or
/// where there is no list any more.
///
/// # Errors
/// `Refused` where it is not the actor's to do.
pub async fn take_over(work: &mut Work, store: &FactStore, seen: &str) -> Result<Option<TakenOver>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    decide(&actor, facts.organisation(), Action::ManageAccounts)?;
    let Some(list) = load(work, by, ListKind::Staff).await? else { return Ok(None) };
    let shown = outlook(&facts, &actor, list, work.now)?;
    if shown.seen().to_string() != seen {
        return Ok(None);
    }
    let mut taken: Vec<String> = accounts::usernames(work).await?.into_iter().map(|(_, name, _)| name).collect();
    let mut done = TakenOver { is_open: shown.is_open(), ..TakenOver::default() };
    for line in shown.lines {
        match line.fate {
            Fate::Add(settled) => {
                let username = suggested(&settled.name, |wanted| taken.iter().any(|one| one == wanted));
                let person = add(work, &facts, &actor, &settled, &username).await?;
                taken.push(username.clone());
                done.added.push((person, username));
            }
            Fate::Change(person, settled) => {
                fill(work, &facts, &actor, person, &settled).await?;
                done.changed += 1;
            }
            Fate::Unchanged(_) | Fate::LeftOut | Fate::Asked | Fate::Wrong(_) => {}
        }
    }
    // What changes nothing leaves no line in the log, and is taken off its page by whoever brought it.
    if !done.is_open && (done.changed > 0 || !done.added.is_empty()) {
        forget(work, by, ListKind::Staff).await?;
    }
    follow_up::bring_up_to_date(work, "phân công được sửa").await?;
    Ok(Some(done))
}

/// Somebody new, whose account waits for its first password.
async fn add(work: &mut Work, facts: &Facts, actor: &Actor, new: &Settled, username: &str) -> Result<PersonId, Error> {
    let allowed = decide_over_appointment(actor, facts.organisation(), &new.positions, day_of(work.now))?;
    let id = people::add_person(work, &allowed, &new.name, new.honorific, new.birth_year).await?;
    if let Some(phone) = &new.phone {
        people::note_phone(work, &allowed, id, Some(phone)).await?;
    }
    accounts::open(work, &allowed.of_account(), id, username, accounts::NO_PASSWORD_YET, true).await?;
    for position in &new.positions {
        let entry = waiting::Entry { person: id, position: *position, from: new.from, until: None, mandate: None, reason: None };
        waiting::enter(work, facts, actor, &allowed, entry).await?;
    }
    Ok(id)
}

/// What is not known yet of somebody who is there, and what they do not hold yet.
async fn fill(work: &mut Work, facts: &Facts, actor: &Actor, id: PersonId, known: &Settled) -> Result<(), Error> {
    if known.birth_year.is_some() || known.phone.is_some() {
        let allowed = decide_over_person(facts, actor.person, id, work.now)?;
        if known.birth_year.is_some() {
            people::change_person(work, &allowed, id, &known.name, known.honorific, known.birth_year).await?;
        }
        if let Some(phone) = &known.phone {
            people::note_phone(work, &allowed, id, Some(phone)).await?;
        }
    }
    if !known.positions.is_empty() {
        let allowed = decide_over_appointment(actor, facts.organisation(), &known.positions, day_of(work.now))?;
        for position in &known.positions {
            let entry =
                waiting::Entry { person: id, position: *position, from: known.from, until: None, mandate: None, reason: None };
            waiting::enter(work, facts, actor, &allowed, entry).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "lists_tests.rs"]
mod tests;
