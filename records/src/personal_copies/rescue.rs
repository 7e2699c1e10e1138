//! "Nhận lại bản lưu": versions that somebody kept at home come back, each with the instant, the number and the judgement of its
//! receipt.

use std::{collections::BTreeMap, slice};

use domain::{
    days::Timestamp,
    facts::Facts,
    files::{FileKind, Sha256, StoredFile},
    ids::Id,
    inspection::{InspectedFile, Inspection, Interruption},
    locks::Arrival,
    obligations::ObligationId,
    people::{PersonId, SchoolId},
    permissions::{Allowed, Rescue, decide_rescue},
    personal_copies::{
        Accepted, CopiedRecord, CopiedVersion, CopyList, CopyRefusal, Fate, ListSignature, NotTaken, RescueLine, Rescued, Trust,
        check_list, fits_its_time, known_after_rescue, person_here, record_here,
    },
    signing::KeyId,
    submissions::{Composition, SubmissionId},
};
use uuid::Uuid;

use crate::{
    disposals,
    error::Error,
    events::Event,
    facts::FactStore,
    inspections,
    obligations::{self, HAND_IN, record_judgement},
    signing::{self, key_id},
    sql::sql,
    submissions::{self, content_digest, keep_files, keep_summary},
    values::{count, known, sha256},
    work::Work,
};

/// A copy that somebody gives back, as it was read.
#[derive(Clone, Debug)]
pub struct GivenBack {
    pub list: CopyList,
    pub signature: ListSignature,
    /// What lies in the store now, of this copy and of those that were given with it: each file is what its hash says, and the kind
    /// is that of its bytes.
    pub files: BTreeMap<Sha256, FileKind>,
}

/// Whose copies are taken back here: those of this school, or of `was`, which it was before it was set up anew. `keys` are those
/// that people know from paper.
///
/// # Errors
/// Those of reading.
pub async fn accepted(work: &mut Work, was: Option<SchoolId>, keys: &[KeyId]) -> Result<Accepted, Error> {
    let school = was.unwrap_or(work.school);
    let is_here = school == work.school;
    let mut known = keys.to_vec();
    if is_here {
        known.extend(signing::keys(work).await?.iter().map(|(key, _)| key_id(key)));
    }
    Ok(Accepted { school, keys: known, is_here })
}

/// Takes back what of a copy is not here yet, and says of each version what has become of it. Given twice, it is once.
///
/// # Errors
/// As of `decide_rescue`; those of the database. Why nothing of it is taken stands in the answer.
pub async fn take_back(
    work: &mut Work,
    store: &FactStore,
    given: &GivenBack,
    accepted: &Accepted,
) -> Result<Result<Vec<RescueLine>, CopyRefusal>, Error> {
    let facts = store.facts(work).await?;
    let actor = work.actor.map(|by| facts.actor(by, work.now));
    let allowed = decide_rescue(actor.as_ref())?;
    let trust = match check_list(&given.list.head(), given.signature, accepted) {
        // Whoever is signed in could write such a list; whoever runs the program could write the rows as well.
        Ok(Trust::ByHash) if actor.is_some() => return Ok(Err(CopyRefusal::OnlyAtConsole)),
        Ok(trust) => trust,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut lines = Vec::new();
    for record in &given.list.records {
        let mut versions: Vec<&CopiedVersion> = record.versions.iter().collect();
        versions.sort_by_key(|one| one.version);
        for version in versions {
            let fate = match check(work, &facts, (given, accepted.is_here, trust), record, version).await? {
                Ok(back) => {
                    keep(work, &given.list, trust, back, &allowed).await?;
                    Fate::Taken
                }
                Err(fate) => fate,
            };
            lines.push(RescueLine::new(record, version, fate));
        }
    }
    Ok(Ok(lines))
}

/// A version that may come back, with whose and for what it is here.
struct Back<'c> {
    obligation: ObligationId,
    person: PersonId,
    version: &'c CopiedVersion,
    files: Vec<StoredFile>,
}

async fn check<'c>(
    work: &mut Work,
    facts: &Facts,
    (given, is_here, trust): (&GivenBack, bool, Trust),
    record: &CopiedRecord,
    version: &'c CopiedVersion,
) -> Result<Result<Back<'c>, Fate>, Error> {
    let by_id = sql("SELECT digest FROM submissions WHERE school_id = $1 AND id = $2");
    let here: Option<(Vec<u8>,)> = work.optional(by_id.bind_all((work.school, version.submission))).await?;
    if let Some((digest,)) = here {
        // Its files do not come back by a copy that somebody still has.
        if let Some(disposed) = disposals::of_version(work, version.submission).await? {
            return Ok(Err(Fate::Not(NotTaken::Shut(disposed.refusal()))));
        }
        let is_same = sha256("submissions", &digest)? == version.digest;
        return Ok(Err(if is_same { Fate::Known } else { Fate::Not(NotTaken::OtherContent) }));
    }
    let back = match fitting(facts, (given, is_here, trust), record, version, work.now) {
        Ok(back) => back,
        Err(why) => return Ok(Err(Fate::Not(why))),
    };
    // One under its number, or one before it that came after the copy was made: somebody has begun anew, and what they handed in
    // must not lie under an older version.
    let since = sql("SELECT version FROM submissions WHERE school_id = $1 AND obligation_id = $2 AND (version = $3 \
         OR version < $3 AND received_at > $4) ORDER BY version DESC LIMIT 1");
    let since = since.bind_all((work.school, back.obligation, i64::from(version.version), given.list.made_at));
    if let Some((number,)) = work.optional::<(i64,)>(since).await? {
        return Ok(Err(Fate::Not(NotTaken::VersionTaken { version: count("submissions", "version", number)? })));
    }
    let receipt = version.receipt.number;
    let number = sql("SELECT id FROM submissions WHERE school_id = $1 AND receipt_year = $2 AND receipt_number = $3");
    let taken: Option<(Uuid,)> = work.optional(number.bind_all((work.school, i64::from(receipt.year), receipt.number))).await?;
    Ok(if taken.is_some() { Err(Fate::Not(NotTaken::ReceiptTaken { number: receipt })) } else { Ok(back) })
}

/// What can be said without asking what is here of its numbers.
fn fitting<'c>(
    facts: &Facts,
    (given, is_here, trust): (&GivenBack, bool, Trust),
    record: &CopiedRecord,
    version: &'c CopiedVersion,
    now: Timestamp,
) -> Result<Back<'c>, NotTaken> {
    let obligation = record_here(facts, is_here, record)?;
    let person = person_here(facts.organisation(), is_here, (version.person, &version.person_name))?;
    facts.check_writable(obligation, Arrival::at(now)).map_err(NotTaken::Shut)?;
    let files: Vec<StoredFile> = version
        .files
        .iter()
        .map(|file| StoredFile { name: file.name.clone(), size: file.size, sha256: file.sha256, kind: file.kind })
        .collect();
    let digest = content_digest(record.obligation, &version.note, &files);
    let fits = !files.is_empty() && fits_its_time(trust, given.list.made_at, version, now);
    if digest != version.digest.bytes() || !fits {
        return Err(NotTaken::Altered);
    }
    for file in &files {
        match given.files.get(&file.sha256) {
            None => return Err(NotTaken::FileMissing { name: file.name.clone() }),
            // Nobody signed what kind of file it is.
            Some(kind) if trust == Trust::ByHash && *kind != file.kind => return Err(NotTaken::Altered),
            Some(_) => {}
        }
    }
    Ok(Back { obligation: obligation.id, person, version, files })
}

async fn keep(work: &mut Work, list: &CopyList, trust: Trust, back: Back<'_>, _allowed: &Allowed<Rescue>) -> Result<(), Error> {
    let Back { obligation, person, version, files } = back;
    let (id, receipt) = (version.submission, version.receipt);
    let before = obligations::one(work, obligation).await?;
    let running_at = work.running() - (work.now - version.received_at);
    let insert = sql("INSERT INTO submissions (school_id, id, obligation_id, version, person_id, key, digest, received_at, \
         receipt_year, receipt_number, due_day, verdict, note, running_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
    .bind_all((work.school, id, obligation, i64::from(version.version), person, Uuid::now_v7()))
    .bind_all((version.digest.bytes().to_vec(), version.received_at, i64::from(receipt.number.year), receipt.number.number))
    .bind_all((receipt.due, receipt.verdict.code(), version.note.as_str(), running_at));
    work.run(insert).await?;
    let composition = composition(work, version).await?;
    keep_files(work, id, &files, &composition).await?;
    wait_to_be_looked_into(work, files).await?;
    // Numbers that are given out from now on come behind it.
    let counter = sql("INSERT INTO receipt_counters (school_id, year, last) VALUES ($1, $2, $3) \
         ON CONFLICT (school_id, year) DO UPDATE SET last = CASE WHEN receipt_counters.last < excluded.last THEN excluded.last \
         ELSE receipt_counters.last END");
    work.run(counter.bind_all((work.school, i64::from(receipt.number.year), receipt.number.number))).await?;
    let rescued = Rescued { submission: id, at: work.now, trust, copy_of: list.person_name.clone(), copy_made_at: list.made_at };
    let insert = sql("INSERT INTO rescued_versions (school_id, submission_id, at, by_person_id, trust, copy_of, copy_made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind_all((work.school, id, rescued.at, work.actor, trust.code(), rescued.copy_of.as_str(), rescued.copy_made_at));
    work.run(insert).await?;
    let versions = submissions::versions(work, obligation).await?;
    let summary = known_after_rescue(&before, &versions);
    if before.handed_in.is_some() {
        // What was said of the first one stays where another one comes behind it, and goes where it was not the first.
        keep_summary(work, obligation, None).await?;
    }
    keep_summary(work, obligation, summary.as_ref()).await?;
    let first = |known: &domain::obligations::HandedIn| (known.first_at, known.first_by, known.judged);
    if let Some(summary) = summary.as_ref().filter(|now| before.handed_in.as_ref().map(first) != Some(first(now))) {
        record_judgement(work, obligation, summary.judged, HAND_IN).await?;
    }
    work.note(Event::HandInRescued {
        obligation,
        receipt: receipt.number,
        version: version.version,
        received_at: version.received_at,
        rescued: &rescued,
    });
    Ok(())
}

/// Files that come back this way came by no door at which one looks into them: until somebody has, they open for their sender alone,
/// and nobody approves them.
async fn wait_to_be_looked_into(work: &mut Work, files: Vec<StoredFile>) -> Result<(), Error> {
    for file in files {
        if inspections::of(work, file.sha256).await?.is_none() {
            let unseen = InspectedFile { file, inspection: Inspection::Pending(Interruption::CameBack) };
            inspections::note(work, slice::from_ref(&unseen)).await?;
        }
    }
    Ok(())
}

/// From which versions files were taken over, as far as those are here.
async fn composition(work: &mut Work, version: &CopiedVersion) -> Result<Composition, Error> {
    let mut composition = Composition::default();
    for (place, origin) in version.files.iter().enumerate().filter_map(|(place, file)| Some((place, file.kept_from?))) {
        let by_id = sql("SELECT id FROM submissions WHERE school_id = $1 AND id = $2");
        let here: Option<(Uuid,)> = work.optional(by_id.bind_all((work.school, origin))).await?;
        composition.kept.extend(here.map(|_| (place, origin)));
    }
    Ok(composition)
}

type RescuedRow = (Uuid, Timestamp, String, String, Timestamp);

/// Which versions of a record came back so, and from where.
///
/// # Errors
/// Those of reading.
pub async fn rescued(work: &mut Work, obligation: ObligationId) -> Result<BTreeMap<SubmissionId, Rescued>, Error> {
    let select = sql("SELECT r.submission_id, r.at, r.trust, r.copy_of, r.copy_made_at FROM submissions s \
         JOIN rescued_versions r ON r.school_id = s.school_id AND r.submission_id = s.id \
         WHERE s.school_id = $1 AND s.obligation_id = $2");
    let rows: Vec<RescuedRow> = work.all(select.bind_all((work.school, obligation))).await?;
    let read = |(id, at, trust, copy_of, copy_made_at): RescuedRow| {
        let trust = known("rescued_versions", "trust", &trust, Trust::from_code)?;
        let submission = Id::new(id);
        Ok((submission, Rescued { submission, at, trust, copy_of, copy_made_at }))
    };
    rows.into_iter().map(read).collect()
}

#[cfg(test)]
#[path = "rescue_tests.rs"]
mod tests;
