//! Which records of the archive may go, and of the others what keeps them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    archive::{Hold, KeptBecause, KeptUntil, Package, Retention, RetentionRule, holds_over, in_force, may_be_disposed},
    days::{Timestamp, day_of},
    disposals::{DisposalList, ListedRecord},
    obligations::ObligationId,
};
use uuid::Uuid;

use super::listed;
use crate::{
    archive::{self, ArchivedRecord},
    error::Error,
    sql::sql,
    values::count,
    work::Work,
};

/// A record that lies in a package, or lay there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As it would stand on a list.
    pub record: ListedRecord,
    /// What keeps it; nothing where a council may look at it.
    pub kept: Option<KeptBecause>,
}

/// What was settled about the archive, read once for many records.
struct Settled {
    rules: Vec<RetentionRule>,
    holds: Vec<Hold>,
    today: NaiveDate,
}

impl Settled {
    async fn of(work: &mut Work) -> Result<Self, Error> {
        // A clock that is ahead ends no period.
        let today = day_of(work.at_least);
        Ok(Self { rules: archive::rules(work).await?, holds: archive::holds(work).await?, today })
    }

    fn candidate(&self, package: &Package, one: &ArchivedRecord) -> Candidate {
        let record_type = one.packed.record.record_type;
        let rule = in_force(&self.rules, record_type);
        let retention = rule.map(|rule| rule.retention).unwrap_or_default();
        let year_end = one.packed.year_end;
        let holds = holds_over(&self.holds, one.packed.record.obligation, package.year, record_type);
        let kept = may_be_disposed(one.returned.is_none(), retention, year_end, holds, self.today).err();
        let until = match retention.keeps_until(year_end) {
            KeptUntil::Day(day) => day,
            // Such a record stands on no list.
            KeptUntil::NotKnown | KeptUntil::Forever => NaiveDate::MAX,
        };
        let words = match rule {
            Some(rule) => format!("{}, theo {}", retention.words(), rule.basis),
            None => retention.words(),
        };
        let record = listed(&one.packed, (package.number, &package.school_year), words, until);
        Candidate { record, kept }
    }
}

/// The records of these packages, in their order.
///
/// # Errors
/// `NotFound` for a package that is none of this school.
pub async fn candidates(work: &mut Work, packages: &[u32]) -> Result<Vec<Candidate>, Error> {
    let settled = Settled::of(work).await?;
    let mut found = Vec::new();
    for number in packages {
        let package = archive::package(work, *number).await?;
        let records = archive::records(work, *number).await?;
        found.extend(records.iter().map(|one| settled.candidate(&package, one)));
    }
    Ok(found)
}

/// These records as they lie in the archive now, in this order.
///
/// # Errors
/// `NotFound` for a record that never lay there.
pub(super) async fn of_records(work: &mut Work, ids: &[ObligationId]) -> Result<Vec<Candidate>, Error> {
    let mut packages = BTreeMap::new();
    for id in ids {
        let select = sql("SELECT max(package_number) FROM archived_records WHERE school_id = $1 AND obligation_id = $2");
        let (package,): (Option<i64>,) = work.one(select.bind_all((work.school, *id))).await?;
        packages.insert(*id, count("archived_records", "package_number", package.ok_or(Error::NotFound)?)?);
    }
    in_packages(work, ids, &packages).await
}

/// The records that the council of a list disposes of, as they lie in the package of the list.
pub(super) async fn of_list(work: &mut Work, list: &DisposalList) -> Result<Vec<Candidate>, Error> {
    let packages: BTreeMap<ObligationId, u32> = list.disposed().map(|one| (one.obligation, one.package)).collect();
    let ids: Vec<ObligationId> = list.disposed().map(|one| one.obligation).collect();
    in_packages(work, &ids, &packages).await
}

async fn in_packages(
    work: &mut Work,
    ids: &[ObligationId],
    packages: &BTreeMap<ObligationId, u32>,
) -> Result<Vec<Candidate>, Error> {
    let numbers: BTreeSet<u32> = packages.values().copied().collect();
    let numbers: Vec<u32> = numbers.into_iter().collect();
    let mut known = BTreeMap::new();
    for one in candidates(work, &numbers).await? {
        if packages.get(&one.record.obligation) == Some(&one.record.package) {
            known.insert(one.record.obligation, one);
        }
    }
    ids.iter().map(|id| known.remove(id).ok_or(Error::NotFound)).collect()
}

/// What keeps the records of a list now that its council disposes of, or of all of them before its minutes.
///
/// # Errors
/// Those of the database.
pub async fn kept_of(work: &mut Work, list: &DisposalList) -> Result<BTreeMap<ObligationId, KeptBecause>, Error> {
    if !list.state(work.at_least).is_open() {
        return Ok(BTreeMap::new());
    }
    let packages: BTreeMap<ObligationId, u32> = list.records.iter().map(|one| (one.obligation, one.package)).collect();
    let ids: Vec<ObligationId> = packages.keys().copied().collect();
    let found = in_packages(work, &ids, &packages).await?;
    Ok(found.into_iter().filter_map(|one| Some((one.record.obligation, one.kept?))).collect())
}

/// On which of these lists a record stands, so that it stands on no other one.
pub fn list_of(lists: &[DisposalList], record: ObligationId, at_least: Timestamp) -> Option<u32> {
    lists.iter().find(|list| is_taken(list, record, at_least)).map(|list| list.number)
}

/// Whether a record stands on this list, so that it stands on no other one: while something can become of it, and for good where the
/// council's word was carried out.
fn is_taken(list: &DisposalList, record: ObligationId, at_least: Timestamp) -> bool {
    if list.execution.is_some() {
        return list.disposed().any(|one| one.obligation == record);
    }
    list.state(at_least).is_open() && list.records.iter().any(|one| one.obligation == record)
}

/// The packages with a record whose period is over and that stands on no list; with how many such there are, whether anything holds
/// them or not.
///
/// # Errors
/// Those of the database.
pub async fn packages_over(work: &mut Work, lists: &[DisposalList]) -> Result<Vec<(Package, usize)>, Error> {
    type Row = (i64, Uuid, Uuid);
    let select = sql("SELECT r.package_number, r.obligation_id, o.record_type_id FROM archived_records r \
         JOIN obligations o ON o.school_id = r.school_id AND o.id = r.obligation_id \
         LEFT JOIN archive_returns t ON t.school_id = r.school_id AND t.package_number = r.package_number \
         AND t.obligation_id = r.obligation_id WHERE r.school_id = $1 AND t.at IS NULL");
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    let (rules, today, at_least) = (archive::rules(work).await?, day_of(work.at_least), work.at_least);
    let mut found = Vec::new();
    for (package, _) in archive::packages(work).await? {
        let here = || rows.iter().filter(|(number, ..)| u32::try_from(*number) == Ok(package.number));
        let retention = |id: Uuid| in_force(&rules, domain::ids::Id::new(id)).map(|rule| rule.retention).unwrap_or_default();
        if !here().any(|(.., of)| matches!(retention(*of), Retention::Years(_))) {
            continue;
        }
        let Some(year_end) = year_end(work, &package).await? else { continue };
        let over = here().filter(|(_, record, of)| {
            let record = domain::ids::Id::new(*record);
            retention(*of).keeps_until(year_end).is_over(today) && !lists.iter().any(|list| is_taken(list, record, at_least))
        });
        match over.count() {
            0 => {}
            many => found.push((package, many)),
        }
    }
    Ok(found)
}

/// The last day of the school year of a package, as its first record has it written down.
async fn year_end(work: &mut Work, package: &Package) -> Result<Option<NaiveDate>, Error> {
    Ok(archive::first_record(work, package.number).await?.map(|one| one.packed.year_end))
}
