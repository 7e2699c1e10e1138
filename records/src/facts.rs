//! Loading all facts of a school as one value, kept in memory for as long as its revision is the last one.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use domain::{
    absences::{Absence, covers},
    calendar::UnitCalendars,
    closures::{Closure, ClosureId, in_force, shut},
    corrections::{Corrections, Numbered},
    days::day_of,
    extensions::Extension,
    facts::Facts,
    locks::Locks,
    obligations::ObligationId,
    people::{Organisation, School, SchoolId},
    regime::Regime,
    school_years::{SchoolYear, WhichYear, YearId, taken_over_on},
};
use uuid::Uuid;

use crate::{
    absences::stored as stored_absences,
    closures::stored as stored_closures,
    corrections::stored as stored_corrections,
    digests, doubtful_times,
    error::Error,
    events::{self, Touches},
    extensions::stored as stored_extensions,
    held_files,
    locks::stored as lock_orders,
    obligations, people, record_types,
    regulation::stored as stored_regulation,
    review_settings, school_years,
    sql::sql,
    swaps::stored as stored_swaps,
    tasks::stored as stored_tasks,
    themes,
    updates::stored as updates,
    work::Work,
};

/// How many schools are kept at once; the one that was not asked for the longest makes room.
const MAX_SCHOOLS: usize = 64;
/// How many other years are kept at once, of all schools together: few look back.
const MAX_OTHERS: usize = 8;

/// The facts of schools by their last known revision. Whoever asks reads the revision in the same
/// transaction, so what is kept is never older than what that transaction sees.
#[derive(Clone, Debug, Default)]
pub struct FactStore {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    schools: HashMap<SchoolId, (u64, Arc<Facts>)>,
    uses: u64,
    /// Of other years than the one that is shown, the one loaded last at the end.
    others: Vec<Arc<Facts>>,
}

impl FactStore {
    /// The facts as this piece of work sees them.
    ///
    /// # Errors
    /// `NotFound` while the school has no calendar or no rules yet: its set-up is not finished.
    pub async fn facts(&self, work: &mut Work) -> Result<Arc<Facts>, Error> {
        let revision = work.revision().await?;
        if work.tx.has_changed() {
            // What this work has changed so far has no revision yet and may still be taken back.
            return load(work, revision).await.map(Arc::new);
        }
        let today = day_of(work.now);
        // On the day on which the next year takes over, nothing happens that would raise the revision.
        let kept = self.kept(work.school).filter(|facts| facts.next_year_from.is_none_or(|from| today < from));
        if let Some(facts) = kept.as_ref().filter(|facts| facts.revision == revision) {
            return Ok(Arc::clone(facts));
        }
        let facts = match kept {
            Some(facts) if facts.revision < revision => Arc::new(catch_up(work, &facts, revision).await?),
            _ => Arc::new(load(work, revision).await?),
        };
        self.keep(work.school, Arc::clone(&facts));
        Ok(facts)
    }

    /// The facts of this school year as this piece of work sees them: of the one that is shown, or loaded for whoever looks back at
    /// another one.
    ///
    /// # Errors
    /// As of `facts`; `NotFound` for a year of another school.
    pub async fn of_year(&self, work: &mut Work, year: YearId) -> Result<Arc<Facts>, Error> {
        let today = self.facts(work).await?;
        if today.regime.year == year {
            return Ok(today);
        }
        let is_it = |one: &&Arc<Facts>| one.school.id == today.school.id && one.regime.year == year;
        let known = self.lock().others.iter().find(is_it).map(Arc::clone);
        if let Some(facts) = known.filter(|one| one.revision == today.revision && !work.tx.has_changed()) {
            return Ok(facts);
        }
        let loaded = school_years::one(work, year).await?;
        let facts = Arc::new(load_year(work, loaded, today.revision).await?);
        if !work.tx.has_changed() {
            let mut kept = self.lock();
            kept.others.retain(|one| !is_it(&one));
            kept.others.push(Arc::clone(&facts));
            let beyond = kept.others.len().saturating_sub(MAX_OTHERS);
            kept.others.drain(..beyond);
        }
        Ok(facts)
    }

    /// The facts of the school year in which a record is owed.
    ///
    /// # Errors
    /// As of `of_year`; `NotFound` for a record of another school.
    pub async fn of_record(&self, work: &mut Work, id: ObligationId) -> Result<Arc<Facts>, Error> {
        let today = self.facts(work).await?;
        if today.obligation(id).is_some() {
            return Ok(today);
        }
        let year = obligations::year_of(work, id).await?;
        self.of_year(work, year).await
    }

    /// The facts of the school year in which the school was shut so.
    ///
    /// # Errors
    /// As of `of_year`; `NotFound` for a closure of another school.
    pub async fn of_closure(&self, work: &mut Work, id: ClosureId) -> Result<Arc<Facts>, Error> {
        let today = self.facts(work).await?;
        if today.closure(id).is_some() {
            return Ok(today);
        }
        let select = sql("SELECT school_year_id FROM closures WHERE school_id = $1 AND id = $2");
        let (year,): (Uuid,) = work.one(select.bind_all((work.school, id))).await?;
        self.of_year(work, YearId::new(year)).await
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kept(&self, school: SchoolId) -> Option<Arc<Facts>> {
        let mut kept = self.lock();
        kept.uses += 1;
        let now = kept.uses;
        let (used, facts) = kept.schools.get_mut(&school)?;
        *used = now;
        Some(Arc::clone(facts))
    }

    fn keep(&self, school: SchoolId, facts: Arc<Facts>) {
        let mut kept = self.lock();
        // A slow reader of an old snapshot does not push out what a faster one has loaded since.
        if kept.schools.get(&school).is_some_and(|(_, known)| known.revision > facts.revision) {
            return;
        }
        if kept.schools.len() >= MAX_SCHOOLS && !kept.schools.contains_key(&school) {
            let oldest = kept.schools.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| *id);
            oldest.map(|id| kept.schools.remove(&id));
        }
        let now = kept.uses;
        kept.schools.insert(school, (now, facts));
    }
}

/// More events than this, and loading everything is no slower.
const MAX_EVENTS: i64 = 200;

/// Brings kept facts up to `revision` by the events in between. Most say that one record was handed in or that somebody
/// signed in: then one row is read, or none. A setting is read anew without the list of what is owed; where it changes that
/// list, an event of its own says so. What is not read anew is shared with the facts before.
async fn catch_up(work: &mut Work, known: &Facts, revision: i64) -> Result<Facts, Error> {
    let events = events::since(work, known.revision, MAX_EVENTS).await?;
    let complete = i64::try_from(events.len()).is_ok_and(|seen| known.revision + seen == revision);
    if !complete {
        return load(work, revision).await;
    }
    let (mut touched, mut is_set_anew, mut files_changed, mut locks_changed) = (BTreeSet::new(), false, false, false);
    let (mut is_told_anew, mut regulation_changed, mut tasks_changed) = (false, false, false);
    let due_days_changed = events.iter().any(|event| events::changes_due_days(&event.kind));
    for event in &events {
        match events::touches(&event.kind, event.subject) {
            Touches::Nothing => {}
            Touches::HeldFiles => files_changed = true,
            Touches::Locks => locks_changed = true,
            Touches::Digests => is_told_anew = true,
            Touches::Regulation => regulation_changed = true,
            Touches::Tasks => tasks_changed = true,
            // A version that comes or is taken back takes its files along.
            Touches::Obligation(id) => {
                files_changed = true;
                touched.insert(id);
            }
            Touches::Regime => is_set_anew = true,
            Touches::All => return load(work, revision).await,
        }
    }
    let mut facts = Facts { revision, ..known.clone() };
    if is_set_anew || files_changed {
        let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
        facts.held_files = Arc::new(held_files::news(work, year.id).await?);
        if is_set_anew {
            facts.school = school(work).await?;
            facts.closures = Arc::new(stored_closures::of_year(work, year.id).await?);
            if due_days_changed {
                facts.due_days_changes = Arc::new(school_years::due_days_changes(work, year.id).await?);
            }
            facts.extension_requests = Arc::new(stored_extensions::requests_of_year(work, year.id).await?);
            facts.swaps = Arc::new(stored_swaps::of_year(work, year.id).await?);
            facts.absences = Arc::new(absences(work, &facts.corrections).await?);
            facts.regime = Arc::new(regime(work, year, (&facts.closures, &facts.absences), &facts.corrections).await?);
        }
    }
    if locks_changed {
        facts.locks = Arc::new(locks(work, &facts.corrections).await?);
        facts.updates = Arc::new(updates::all(work).await?);
    }
    if regulation_changed {
        facts.regulation = Arc::new(stored_regulation::all(work).await?);
    }
    if is_told_anew {
        facts.digests = Arc::new(digests::latest(work).await?);
    }
    if tasks_changed {
        facts.tasks = Arc::new(stored_tasks::of_year(work, facts.regime.year).await?);
    }
    for id in touched {
        facts.obligations.replace(obligations::one(work, id).await?);
    }
    Ok(facts)
}

/// Loads everything of the year that is shown, whatever is kept: for what changes and reads in one transaction.
pub async fn load(work: &mut Work, revision: i64) -> Result<Facts, Error> {
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
    load_year(work, year, revision).await
}

/// Loads everything of the year after the one that is shown, whatever is kept; `None` where it has not been entered.
pub async fn load_next(work: &mut Work) -> Result<Option<Facts>, Error> {
    match school_years::next(work).await? {
        Some(year) => {
            let revision = work.revision().await?;
            load_year(work, year, revision).await.map(Some)
        }
        None => Ok(None),
    }
}

/// Loads everything of the one or the other, whatever is kept: for what changes a setting of that year.
///
/// # Errors
/// `NotFound` where that year has not been entered.
pub(crate) async fn load_of(work: &mut Work, which: WhichYear) -> Result<Facts, Error> {
    match which {
        WhichYear::Present => load_now(work).await,
        WhichYear::Next => load_next(work).await?.ok_or(Error::NotFound),
    }
}

/// Loads everything of the year that is shown, at the revision that this work sees.
pub(crate) async fn load_now(work: &mut Work) -> Result<Facts, Error> {
    let revision = work.revision().await?;
    load(work, revision).await
}

/// Loads everything of one year.
pub async fn load_year(work: &mut Work, year: SchoolYear, revision: i64) -> Result<Facts, Error> {
    let next = school_years::next(work).await?.filter(|next| next.id != year.id);
    let is_over = school_years::ended(work).await?.iter().any(|(ended, _)| *ended == year.id);
    let id = year.id;
    let corrections = stored_corrections::all(work).await?;
    let closures = stored_closures::of_year(work, id).await?;
    let absences = absences(work, &corrections).await?;
    let mut regime = regime(work, year, (&closures, &absences), &corrections).await?;
    if is_over {
        // Whoever covers today reads what the class owes this year, and not what stood in the years before.
        let last = regime.calendar.year().to;
        regime.organisation.covers.retain(|one| one.days.from <= last);
    }
    Ok(Facts {
        revision,
        school: school(work).await?,
        is_over,
        next_year_from: next.map(|next| taken_over_on(next.calendar.parts().first_week)),
        obligations: obligations::all(work, id).await?,
        doubtful_times: doubtful_times::undecided(work).await?,
        held_files: Arc::new(held_files::news(work, id).await?),
        locks: Arc::new(locks(work, &corrections).await?),
        extension_requests: Arc::new(stored_extensions::requests_of_year(work, id).await?),
        swaps: Arc::new(stored_swaps::of_year(work, id).await?),
        tasks: Arc::new(stored_tasks::of_year(work, id).await?),
        regime: Arc::new(regime),
        absences: Arc::new(absences),
        closures: Arc::new(closures),
        updates: Arc::new(updates::all(work).await?),
        due_days_changes: Arc::new(school_years::due_days_changes(work, id).await?),
        regulation: Arc::new(stored_regulation::all(work).await?),
        corrections: Arc::new(corrections),
        digests: Arc::new(if is_over { Vec::new() } else { digests::latest(work).await? }),
    })
}

/// The orders, with the numbers of their decisions as they should be.
async fn locks(work: &mut Work, corrections: &Corrections) -> Result<Locks, Error> {
    let mut locks = lock_orders::all(work).await?;
    for order in &mut locks.orders {
        let decision = corrections.right(Numbered::LockOrder(order.id), &order.plan.decision).to_owned();
        order.plan.decision = decision;
    }
    Ok(locks)
}

/// Who is away, with the numbers of the decisions as they should be.
async fn absences(work: &mut Work, corrections: &Corrections) -> Result<Vec<Absence>, Error> {
    let mut absences = stored_absences::all(work).await?;
    for one in &mut absences {
        one.decision = corrections.right(Numbered::Absence(one.id), &one.decision).to_owned();
    }
    Ok(absences)
}

/// What was given, likewise.
async fn extensions(work: &mut Work, year: YearId, corrections: &Corrections) -> Result<Vec<Extension>, Error> {
    let mut extensions = stored_extensions::of_year(work, year).await?;
    for one in &mut extensions {
        one.decision = corrections.right(Numbered::Extension(one.id), &one.decision).to_owned();
    }
    Ok(extensions)
}

/// What decides what is owed in `year`, with these closures and with whoever covers by these absences.
async fn regime(
    work: &mut Work,
    year: SchoolYear,
    (closures, absences): (&[Closure], &[Absence]),
    corrections: &Corrections,
) -> Result<Regime, Error> {
    let rules = record_types::rules(work).await?;
    if rules.is_empty() {
        return Err(Error::NotFound);
    }
    let since = sql("SELECT reviewed_since FROM schools WHERE id = $1").bind(work.school);
    let (reviewed_since,): (Option<DateTime<Utc>>,) = work.one(since).await?;
    let regime = Regime {
        year: year.id,
        ended: school_years::ended(work).await?,
        reviewed_since,
        review_settings: review_settings::all(work).await?,
        organisation: Organisation { covers: covers(absences, &rules), ..people::organisation(work, Some(year.id)).await? },
        record_types: record_types::all(work).await?,
        extensions: extensions(work, year.id, corrections).await?,
        themes: themes::all(work, year.id).await?,
        rules,
        counts_from: year.counts_from,
        practice_week: year.practice_week,
        calendar: year.calendar,
        unit_calendars: UnitCalendars::default(),
    };
    // In most years there is none, and nothing is counted again.
    Ok(if closures.is_empty() { regime } else { shut(&regime, &in_force(closures)) })
}

/// The school of this work.
pub async fn school(work: &mut Work) -> Result<School, Error> {
    let (name,): (String,) = work.one(sql("SELECT name FROM schools WHERE id = $1").bind(work.school)).await?;
    Ok(School { id: work.school, name })
}

#[cfg(test)]
#[path = "facts_tests.rs"]
mod tests;
