//! "Lưu trữ": what goes into the archive and comes out of it, whether its files still fit, how long each type is kept, and what is
//! held. That a record is archived is a fact (`Obligation::archived`); all else only these pages read.

mod archived;
mod gather;
mod holds;
mod retention;
mod stored;
mod verification;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    archive::{ArchiveChoice, Package, PackageCheck, PackageId, PackedRecord, Readiness, code_text, readiness},
    facts::Facts,
    files::{Sha256, StoredFile},
    ids::SubmissionId,
    obligations::{Obligation, ObligationId, Reason},
    people::PersonId,
    permissions::{
        Action, Allowed, Archive, CheckPackage, TakeOut, TakePackage, decide, decide_archive, decide_check_package,
        decide_take_out, decide_take_package,
    },
    refusal::{ArchiveRefusal, Refusal},
    school_years::YearId,
};
use sha2::Digest;

pub use archived::{ArchivedRecord, Returned, first_record, of_record, records};
pub use gather::kept;
pub use holds::{hold, holds, lift};
pub use retention::{rules, set_retention};
pub use stored::{last_check, package, packages};
pub use verification::{ArchiveBreak, WholeArchive, verify};

use crate::{
    disposals,
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    inspections,
    sql::sql,
    submissions,
    work::Work,
};

/// So many records go into one package; what is more goes into the next one, so that one transaction stays short.
pub const MAX_PACKED: usize = 200;

/// So many bytes of files go into one package, beside its first record, however large that is: whoever puts it in waits while each
/// of them is read, and so does whoever has it compared later. A disk that reads 100 MB in a second needs twenty.
pub const MAX_PACKED_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// The last versions with a file that is kept from being opened: these records stay outside.
///
/// # Errors
/// Those of the database.
pub async fn held_versions(work: &mut Work) -> Result<BTreeSet<SubmissionId>, Error> {
    Ok(inspections::kept_versions(work).await?.into_keys().collect())
}

/// The records of what is chosen that are ready, at most `MAX_PACKED` with `MAX_PACKED_BYTES`, in the order of the lists; and how
/// many more are.
async fn ready(work: &mut Work, facts: &Facts, choice: ArchiveChoice) -> Result<(Vec<Obligation>, usize), Error> {
    within(work, facts, choice, MAX_PACKED_BYTES).await
}

async fn within(work: &mut Work, facts: &Facts, choice: ArchiveChoice, most: u64) -> Result<(Vec<Obligation>, usize), Error> {
    let held = held_versions(work).await?;
    let is_ready = |one: &&Obligation| choice.takes(one) && readiness(facts, one, work.now, &held) == Readiness::Ready;
    let mut found: Vec<&Obligation> = facts.obligations.iter().filter(is_ready).collect();
    found.sort_by_cached_key(|one| (facts.order(one.id), one.id));
    let (mut taken, mut bytes): (Vec<Obligation>, u64) = (Vec::new(), 0);
    for one in found.iter().take(MAX_PACKED) {
        let versions = submissions::versions(work, one.id).await?;
        bytes += versions.iter().flat_map(|version| &version.files).map(|file| file.size).sum::<u64>();
        if bytes > most && !taken.is_empty() {
            break;
        }
        taken.push((*one).clone());
    }
    let more = found.len() - taken.len();
    Ok((taken, more))
}

/// The files of what `by` would put in now, equal bytes once: they are compared with what was handed in before anything is put away.
///
/// # Errors
/// As of `decide_archive`; `NotFound` for a year of another school.
pub async fn files_to_compare(
    work: &mut Work,
    store: &FactStore,
    (by, year): (PersonId, YearId),
    choice: ArchiveChoice,
) -> Result<Vec<StoredFile>, Error> {
    let facts = store.of_year(work, year).await?;
    decide_archive(&store.facts(work).await?.actor(by, work.now))?;
    let (ready, _) = ready(work, &facts, choice).await?;
    let mut files = BTreeMap::new();
    for one in ready {
        for version in submissions::versions(work, one.id).await? {
            files.extend(version.files.into_iter().map(|file| (file.sha256, file)));
        }
    }
    Ok(files.into_values().collect())
}

/// What somebody has found of the files, by their hashes: whether each is what was handed in.
pub type Compared = BTreeMap<Sha256, bool>;

/// What was put away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    pub package: Package,
    /// Records that were ready but for a file that is not what was handed in.
    pub damaged: u32,
    /// Records that are ready and go into another package.
    pub more: usize,
}

/// Puts the records of what is chosen that are ready into the archive, as one package with the id of the form; the same form again
/// finds the package. A record with a file that does not fit stays outside, and so does one with a file that nobody has compared: it
/// has become ready since, and goes into the next package.
///
/// # Errors
/// As of `decide_archive`; `ArchiveRefusal::NothingReady` and `AllDamaged`; `NotFound` for a year of another school.
pub async fn put(
    work: &mut Work,
    store: &FactStore,
    (id, year): (PackageId, YearId),
    choice: ArchiveChoice,
    compared: &Compared,
) -> Result<Put, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_archive(&store.facts(work).await?.actor(by, work.now))?;
    if let Some(package) = stored::by_id(work, id).await? {
        return Ok(Put { package, damaged: 0, more: 0 });
    }
    let facts = store.of_year(work, year).await?;
    let (ready, mut more) = ready(work, &facts, choice).await?;
    let (mut packed, mut damaged) = (Vec::new(), 0_u32);
    for obligation in &ready {
        let record = gather::record(work, store, &facts, obligation).await?;
        let found: Vec<Option<bool>> = record.files().keys().map(|file| compared.get(file).copied()).collect();
        if found.contains(&Some(false)) {
            damaged += 1;
        } else if found.contains(&None) {
            more += 1;
        } else {
            packed.push(record);
        }
    }
    if packed.is_empty() {
        let why = if damaged > 0 { ArchiveRefusal::AllDamaged { records: damaged } } else { ArchiveRefusal::NothingReady };
        return Err(Refusal::from(why).into());
    }
    let package = save(work, &facts, (id, choice), &packed, &allowed).await?;
    Ok(Put { package, damaged, more })
}

async fn save(
    work: &mut Work,
    facts: &Facts,
    (id, choice): (PackageId, ArchiveChoice),
    packed: &[PackedRecord],
    _allowed: &Allowed<Archive>,
) -> Result<Package, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let (number,): (i64,) =
        work.one(sql("SELECT COALESCE(max(number), 0) + 1 FROM archive_packages WHERE school_id = $1").bind(work.school)).await?;
    let mut manifests: Vec<(ObligationId, String, Sha256)> = Vec::with_capacity(packed.len());
    let mut files: BTreeMap<Sha256, u64> = BTreeMap::new();
    for record in packed {
        let manifest = serde_json::to_string(record).map_err(|error| internal("archived_records", &error.to_string()))?;
        let hash = Sha256::new(sha2::Sha256::digest(manifest.as_bytes()).into());
        manifests.push((record.record.obligation, manifest, hash));
        files.extend(record.files().into_iter().map(|(hash, file)| (hash, file.size)));
    }
    let school_year = facts.calendar().school_year().to_owned();
    let number_of_package = u32::try_from(number).map_err(|_| internal("archive_packages", "a number beyond 2^32"))?;
    let lines: Vec<(ObligationId, Sha256)> = manifests.iter().map(|(id, _, hash)| (*id, *hash)).collect();
    let text = code_text(work.school, (number_of_package, &school_year, work.now), &lines);
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let package = Package {
        id,
        number: number_of_package,
        year: facts.regime.year,
        school_year,
        what: choice.words(facts),
        by,
        at: work.now,
        records: size(manifests.len()),
        files: size(files.len()),
        bytes: files.values().sum(),
        code: Sha256::new(sha2::Sha256::digest(text.as_bytes()).into()),
    };
    let bytes = i64::try_from(package.bytes).map_err(|_| internal("archive_packages", "a number beyond 2^63"))?;
    let insert = sql("INSERT INTO archive_packages (school_id, number, id, school_year_id, school_year, what, by_person_id, at, \
         records, files, bytes, code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    .bind_all((work.school, number, id, package.year, package.school_year.as_str(), package.what.as_str(), by, work.now))
    .bind_all((i64::from(package.records), i64::from(package.files), bytes, package.code.bytes().to_vec()));
    work.run(insert).await?;
    for ((obligation, manifest, hash), place) in manifests.into_iter().zip(1_i64..) {
        let insert =
            sql("INSERT INTO archived_records (school_id, package_number, obligation_id, place, manifest, manifest_hash) \
             VALUES ($1, $2, $3, $4, $5, $6)");
        work.run(insert.bind_all((work.school, number, obligation, place, manifest, hash.bytes().to_vec()))).await?;
    }
    work.note(Event::ArchivePackageMade { package: &package });
    // Every file of it was compared a moment ago.
    let check = PackageCheck { at: work.now, by, files: package.files, broken: Vec::new() };
    stored::add_check(work, &package, &check).await?;
    Ok(package)
}

/// The files of a package that are there to be compared and taken home, equal bytes once: those of what was disposed of are gone by
/// the word of a council, and the package is no less whole.
///
/// # Errors
/// Those of the database.
pub async fn files_there(work: &mut Work, records: &[ArchivedRecord]) -> Result<BTreeMap<Sha256, StoredFile>, Error> {
    let ids: Vec<ObligationId> = records.iter().map(|one| one.packed.record.obligation).collect();
    let gone = disposals::among(work, &ids).await?;
    let there = records.iter().filter(|one| !gone.contains_key(&one.packed.record.obligation));
    Ok(there.flat_map(|one| one.packed.files()).collect())
}

/// Notes which files of a package are not what was handed in, as somebody has just compared all of them that are there.
///
/// # Errors
/// As of `decide_check_package`; `NotFound` for a package that is none of this school.
pub async fn note_check(work: &mut Work, store: &FactStore, number: u32, broken: &BTreeSet<Sha256>) -> Result<PackageCheck, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_check_package(&store.facts(work).await?.actor(by, work.now))?;
    let package = stored::package(work, number).await?;
    let records = archived::records(work, number).await?;
    let files = u32::try_from(files_there(work, &records).await?.len()).unwrap_or(u32::MAX);
    let check = PackageCheck { at: work.now, by, files, broken: broken.iter().copied().collect() };
    keep_check(work, &package, &check, &allowed).await?;
    Ok(check)
}

async fn keep_check(
    work: &mut Work,
    package: &Package,
    check: &PackageCheck,
    _allowed: &Allowed<CheckPackage>,
) -> Result<(), Error> {
    stored::add_check(work, package, check).await?;
    work.note(Event::ArchivePackageChecked { package, check });
    Ok(())
}

/// The package and its records, for `by`, who takes it home: each record is asked by itself.
///
/// # Errors
/// As of `decide_take_package`; why a record of it does not open to the actor.
pub async fn to_take(
    work: &mut Work,
    store: &FactStore,
    by: PersonId,
    number: u32,
) -> Result<(Package, Vec<ArchivedRecord>), Error> {
    let today = store.facts(work).await?;
    let actor = today.actor(by, work.now);
    decide_take_package(&actor)?;
    let package = stored::package(work, number).await?;
    let records = archived::records(work, number).await?;
    let facts = store.of_year(work, package.year).await?;
    for one in &records {
        let obligation = facts.obligation(one.packed.record.obligation).ok_or(Error::NotFound)?;
        for version in &one.packed.record.versions {
            let record = facts.record_facts(obligation);
            decide(&actor, today.organisation(), Action::OpenVersion { record, by: version.person })?;
        }
    }
    Ok((package, records))
}

/// Notes that somebody has taken a package home, without so many of its files.
///
/// # Errors
/// As of `decide_take_package`; `NotFound`.
pub async fn note_taken(work: &mut Work, store: &FactStore, number: u32, lacking: usize) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let _allowed: Allowed<TakePackage> = decide_take_package(&store.facts(work).await?.actor(by, work.now))?;
    let package = stored::package(work, number).await?;
    work.note(Event::ArchivePackageTaken { package: &package, lacking });
    Ok(())
}

/// Takes a record out of the archive, as the principal decided: it can change again, and what lay in the package stays there.
///
/// # Errors
/// As of `decide_take_out`; `ArchiveRefusal::NotArchived`; `DisposalRefusal::Disposed`; `NotFound` for a record of another school.
pub async fn take_out(work: &mut Work, store: &FactStore, id: ObligationId, reason: &Reason) -> Result<u32, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_take_out(&store.facts(work).await?.actor(by, work.now))?;
    let facts = store.of_record(work, id).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    if let Some(disposed) = &obligation.disposed {
        return Err(disposed.refusal().into());
    }
    let archived = obligation.archived.ok_or(Refusal::from(ArchiveRefusal::NotArchived))?;
    put_back(work, (id, archived.package), reason, &allowed).await?;
    Ok(archived.package)
}

async fn put_back(
    work: &mut Work,
    (id, package): (ObligationId, u32),
    reason: &Reason,
    _allowed: &Allowed<TakeOut>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO archive_returns (school_id, package_number, obligation_id, by_person_id, at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    let row = (work.school, i64::from(package), id, work.actor.map(|by| by.uuid()), work.now, reason.as_str());
    work.run(insert.bind_all(row)).await?;
    work.note(Event::ArchiveRecordTakenOut { obligation: id, package });
    Ok(())
}

#[cfg(test)]
#[path = "archive_tests.rs"]
pub(crate) mod tests;
