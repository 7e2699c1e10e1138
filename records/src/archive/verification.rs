//! Whether what lies in the archive is what went in: each manifest by its hash, each package by its code, and the code by the log.

use domain::{
    archive::{Package, code_text},
    files::Sha256,
    obligations::ObligationId,
};
use sha2::Digest;

use super::{archived::records, stored::packages};
use crate::{
    error::Error,
    events::{self, Event, EventKind},
    sql::sql,
    work::Work,
};

/// What was found whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WholeArchive {
    pub packages: usize,
    pub records: usize,
}

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveBreak {
    /// What was written down of a record is another text.
    Manifest { package: u32, record: ObligationId },
    /// The records of a package are not those of its code.
    Code { package: u32 },
    /// The log has no such package.
    NotLogged { package: u32 },
    /// The log has no entry that this record was taken out of it, and so it may be changed.
    ReturnNotLogged { package: u32, record: ObligationId },
    /// The log knows of so many packages more than there are.
    Gone { packages: u64 },
}

/// Looks through every package of the school; nothing is hashed into it anew.
///
/// # Errors
/// Those of the database.
pub async fn verify(work: &mut Work) -> Result<Result<WholeArchive, ArchiveBreak>, Error> {
    let mut whole = WholeArchive::default();
    for (package, _) in packages(work).await? {
        match look(work, &package).await? {
            Ok(records) => whole.records += records,
            Err(broken) => return Ok(Err(broken)),
        }
        whole.packages += 1;
    }
    let made = sql("SELECT COUNT(*) FROM events WHERE school_id = $1 AND kind = $2");
    let (made,): (i64,) = work.one(made.bind_all((work.school, EventKind::ArchivePackageMade.code()))).await?;
    match u64::try_from(made).unwrap_or(0).saturating_sub(whole.packages as u64) {
        0 => Ok(Ok(whole)),
        packages => Ok(Err(ArchiveBreak::Gone { packages })),
    }
}

async fn look(work: &mut Work, package: &Package) -> Result<Result<usize, ArchiveBreak>, Error> {
    let of = |bytes: &[u8]| Sha256::new(sha2::Sha256::digest(bytes).into());
    let number = package.number;
    let records = records(work, number).await?;
    for one in &records {
        let record = one.packed.record.obligation;
        if of(one.manifest.as_bytes()) != one.hash {
            return Ok(Err(ArchiveBreak::Manifest { package: number, record }));
        }
        let out = Event::ArchiveRecordTakenOut { obligation: record, package: number };
        if one.returned.is_some() && events::find(work, &out).await?.is_none() {
            return Ok(Err(ArchiveBreak::ReturnNotLogged { package: number, record }));
        }
    }
    let lines: Vec<(ObligationId, Sha256)> = records.iter().map(|one| (one.packed.record.obligation, one.hash)).collect();
    let text = code_text(work.school, (number, &package.school_year, package.at), &lines);
    if of(text.as_bytes()) != package.code {
        return Ok(Err(ArchiveBreak::Code { package: number }));
    }
    match events::find(work, &Event::ArchivePackageMade { package }).await? {
        Some(_) => Ok(Ok(records.len())),
        None => Ok(Err(ArchiveBreak::NotLogged { package: number })),
    }
}
