//! "Bản lưu cá nhân": what belongs into somebody's copy, and that they took one home; each in one transaction that asks whose it
//! is.

mod candidates;
mod rescue;
mod seal;
mod stored;

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use domain::{
    calendar::SchoolCalendar,
    days::Timestamp,
    facts::Facts,
    files::StoredFile,
    inspection::Kept,
    obligations::{Obligation, ObligationId, Owner},
    people::PersonId,
    permissions::{Allowed, TakeCopy, decide_take_copy},
    personal_copies::{
        Belongs, CopiedRecord, CopyKind, CopyList, CopySize, FORMAT, FRESH_FOR, KnownCopies, KnownVersion, LeftOut, PersonalCopy,
        belongs, copied_record,
    },
    record_types::Theme,
    refusal::{PersonalDataRefusal, Refusal},
    school_years::YearId,
    submissions::SubmissionId,
};

use candidates::Candidate;
pub use rescue::{GivenBack, accepted, rescued, take_back};
pub use seal::{list_bytes, seal, sealed_by};

use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    obligations, school_years,
    signing::{self, SchoolKey},
    sql::sql,
    themes,
    work::Work,
};

/// All that a copy of somebody's would hold now, and what it would not.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Of everything; a copy of what is new is made from it (`CopyList::arranged`).
    pub list: CopyList,
    pub left_out: LeftOut,
    /// Files that nobody has looked into: whoever looks finds more in the copy.
    pub unseen: Vec<StoredFile>,
}

/// The copies that one person took, the last one first.
///
/// # Errors
/// Those of reading.
pub async fn of_person(work: &mut Work, person: PersonId) -> Result<Vec<PersonalCopy>, Error> {
    stored::of_person(work, person).await
}

/// What is known of everybody's copies, for the year that is shown.
///
/// # Errors
/// Those of reading.
pub async fn known(work: &mut Work, year: YearId) -> Result<KnownCopies, Error> {
    Ok(KnownCopies { last: stored::last_of_each(work).await?, copied: stored::copied_of_year(work, year).await? })
}

/// The same of one person, as far as somebody with a fresh copy is not asked for more.
///
/// # Errors
/// Those of reading.
pub async fn known_of(work: &mut Work, person: PersonId) -> Result<KnownCopies, Error> {
    let last = stored::of_person(work, person).await?.into_iter().next();
    let is_fresh = last.is_some_and(|last| last.at + FRESH_FOR > work.now);
    let copied = match last {
        Some(_) if !is_fresh => stored::copied(work, person).await?.into_keys().map(|version| (person, version)).collect(),
        Some(_) | None => BTreeSet::new(),
    };
    Ok(KnownCopies { last: last.map(|last| (person, last)).into_iter().collect(), copied })
}

/// All that belongs into the copy of `person` now.
///
/// # Errors
/// As of `decide_take_copy`; those of reading.
pub async fn holding(work: &mut Work, store: &FactStore, person: PersonId) -> Result<Holding, Error> {
    let facts = store.facts(work).await?;
    decide_take_copy(&facts.actor(person, work.now), person)?;
    let earlier = stored::copied(work, person).await?;
    let (versions, mut left_out) = belonging(work, &facts, person).await?;
    let (mut records, mut unseen): (Vec<(Obligation, Vec<KnownVersion>)>, _) = (Vec::new(), Vec::new());
    for (obligation, candidates) in versions {
        let mut known = Vec::new();
        for one in candidates {
            let disposed = one.kept.iter().flatten().filter(|kept| **kept == Kept::Disposed).count();
            left_out.disposed_files += disposed;
            left_out.kept_files += one.kept.iter().flatten().count() - disposed;
            let before = earlier.get(&one.submission.id);
            let is_new = before.is_none_or(|known| one.lacking() < *known);
            let Candidate { submission, digest, kept, unseen: more } = one;
            unseen.extend(more);
            known.push(KnownVersion { submission, digest, kept, is_new });
        }
        records.push((obligation, known));
    }
    let mut years: BTreeMap<YearId, (SchoolCalendar, Vec<Theme>)> = BTreeMap::new();
    let mut listed: Vec<(Timestamp, CopiedRecord)> = Vec::new();
    for (obligation, versions) in records {
        let year = year_of(work, &facts, obligation.id).await?;
        let (calendar, themes) = match years.entry(year) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert((school_years::one(work, year).await?.calendar, themes::all(work, year).await?)),
        };
        let (calendar, themes) = (&*calendar, &*themes);
        let span = obligation.terms.period.span(calendar, themes);
        let begins = span.map_or(Timestamp::MIN_UTC, |span| domain::days::work_begins(span.from));
        listed.push((begins, copied_record(&facts, (calendar, themes), &obligation, versions)));
    }
    listed.sort_by(|(one_begins, one), (other_begins, other)| (one_begins, &one.title).cmp(&(other_begins, &other.title)));
    let list = CopyList {
        format: FORMAT,
        school: work.school,
        school_name: facts.school.name.clone(),
        person,
        person_name: facts.organisation().full_name(person),
        made_at: work.now,
        kind: CopyKind::All,
        records: listed.into_iter().map(|(_, record)| record).collect(),
    };
    Ok(Holding { list, left_out, unseen })
}

/// Which versions belong into the copy of `person`, by their records, and how much of theirs does not.
async fn belonging(
    work: &mut Work,
    facts: &Facts,
    person: PersonId,
) -> Result<(Vec<(Obligation, Vec<Candidate>)>, LeftOut), Error> {
    let actor = facts.actor(person, work.now);
    let mut known = candidates::handed_in_by(work, person).await?;
    let handed_in = facts.obligations.iter().filter(|one| one.handed_in.is_some());
    let owners: BTreeSet<Owner> = handed_in.map(|one| one.terms.owner).collect();
    for owner in owners {
        if owner.duty(facts.organisation()).is_of(person, &actor.positions) {
            known.extend(candidates::of_owner(work, facts.regime.year, owner).await?);
        }
    }
    let mut by_record: BTreeMap<ObligationId, BTreeMap<SubmissionId, Candidate>> = BTreeMap::new();
    for one in known {
        by_record.entry(one.submission.obligation).or_default().insert(one.submission.id, one);
    }
    let (mut found, mut left_out) = (Vec::new(), LeftOut::default());
    for (id, candidates) in by_record {
        let obligation = match facts.obligation(id) {
            Some(known) => known.clone(),
            // Of a year that is over.
            None => obligations::one(work, id).await?,
        };
        let (mut versions, mut is_sensitive) = (Vec::new(), false);
        for one in candidates.into_values() {
            match belongs(facts, &actor, &obligation, one.submission.person) {
                Belongs::Yes if one.submission.withdrawn_at.is_some() => left_out.withdrawn += 1,
                Belongs::Yes => versions.push(one),
                Belongs::Sensitive => is_sensitive = true,
                Belongs::No => {}
            }
        }
        left_out.sensitive += usize::from(is_sensitive);
        if !versions.is_empty() {
            found.push((obligation, versions));
        }
    }
    Ok((found, left_out))
}

/// Every version of the records of one owner in a year, with its files and what keeps them, by the record.
///
/// # Errors
/// Those of reading.
pub(crate) async fn versions_of(
    work: &mut Work,
    year: YearId,
    owner: Owner,
) -> Result<BTreeMap<ObligationId, Vec<KnownVersion>>, Error> {
    let mut found: BTreeMap<ObligationId, Vec<KnownVersion>> = BTreeMap::new();
    for Candidate { submission, digest, kept, .. } in candidates::of_owner(work, year, owner).await? {
        found.entry(submission.obligation).or_default().push(KnownVersion { submission, digest, kept, is_new: true });
    }
    Ok(found)
}

async fn year_of(work: &mut Work, facts: &Facts, id: ObligationId) -> Result<YearId, Error> {
    if facts.obligation(id).is_some() {
        return Ok(facts.regime.year);
    }
    obligations::year_of(work, id).await
}

/// What somebody took home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenCopy {
    pub kind: CopyKind,
    pub size: CopySize,
    /// Each with how many of its files are not in it.
    pub versions: Vec<(SubmissionId, u32)>,
}

/// Notes that the actor of this work has taken home their copy. What was taken back or fenced off while it was on its way makes it
/// no copy, and so does a file that is kept from being opened since. The school remembers by which key its list is signed.
///
/// # Errors
/// As of `decide_take_copy`; `PersonalDataRefusal::CopyChanged`.
pub async fn note(work: &mut Work, store: &FactStore, taken: &TakenCopy, key: &SchoolKey) -> Result<PersonalCopy, Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_take_copy(&facts.actor(person, work.now), person)?;
    let (belonging, _) = belonging(work, &facts, person).await?;
    let theirs = belonging.into_iter().flat_map(|(_, versions)| versions);
    let theirs: BTreeMap<SubmissionId, u32> = theirs.map(|one| (one.submission.id, one.lacking())).collect();
    let is_changed = |(version, lacking): &(SubmissionId, u32)| theirs.get(version).is_none_or(|now| now > lacking);
    if taken.versions.is_empty() || taken.versions.iter().any(is_changed) {
        return Err(Refusal::from(PersonalDataRefusal::CopyChanged).into());
    }
    signing::make_known(work, key).await?;
    save(work, person, taken, &allowed).await
}

async fn save(work: &mut Work, person: PersonId, taken: &TakenCopy, _allowed: &Allowed<TakeCopy>) -> Result<PersonalCopy, Error> {
    let TakenCopy { kind, size, versions } = taken;
    let number = stored::of_person(work, person).await?.first().map_or(0, |last| last.number) + 1;
    let bytes = i64::try_from(size.bytes).map_err(|_| internal("personal_copies", "a number beyond 2^63"))?;
    let insert = sql("INSERT INTO personal_copies (school_id, person_id, number, at, kind, records, files, bytes) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind_all((work.school, person, i64::from(number), work.now, kind.code()))
    .bind_all((i64::from(size.records), i64::from(size.files), bytes));
    work.run(insert).await?;
    for (version, lacking) in versions {
        let insert = sql("INSERT INTO personal_copy_versions (school_id, person_id, submission_id, number, lacking) \
             VALUES ($1, $2, $3, $4, $5)");
        work.run(insert.bind_all((work.school, person, *version, i64::from(number), i64::from(*lacking)))).await?;
    }
    let copy = PersonalCopy { person, number, at: work.now, kind: *kind, size: *size };
    work.note(Event::PersonalCopyTaken { copy: &copy });
    Ok(copy)
}

#[cfg(test)]
#[path = "personal_copies_tests.rs"]
mod tests;
