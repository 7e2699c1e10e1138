//! The files of a version as one set: what stays of the last one, what is new, and what was left out.

use domain::{
    files::{FileName, MAX_FILES, StoredFile},
    ids::Id,
    refusal::Refusal,
    submissions::{Basis, Composition, SubmissionId, check_new},
};
use uuid::Uuid;

use super::HandIn;
use crate::{
    error::{Error, internal},
    sql::sql,
    uploads::UploadId,
    values::{FileRow, count},
    work::Work,
};

/// What a page offers and a person has chosen, beside the files that come with the form.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// What the page showed of the last version; `None` where it does not say, as pages of an older program.
    pub basis: Option<Basis>,
    /// What waits, in the order of the page.
    pub uploads: Vec<UploadId>,
    /// Names of files that were refused, and without which the person hands in.
    pub left_out: Vec<FileName>,
}

impl Chosen {
    /// Of a page that does not say which version it showed.
    pub fn of_uploads(uploads: &[UploadId]) -> Self {
        Self { uploads: uploads.to_vec(), ..Self::default() }
    }
}

/// How the files of a hand-in come together.
#[derive(Debug, Default)]
pub(super) struct Set {
    /// The version that the page showed, where it says so.
    pub seen: Option<Option<SubmissionId>>,
    pub composition: Composition,
    /// Number and files of that version, where nothing else comes along.
    last: Option<(u32, Vec<StoredFile>)>,
}

impl Set {
    /// Notes the names of files that were refused and that did not come under the same name after all.
    pub fn leave_out(&mut self, names: &[FileName], files: &[StoredFile]) {
        let mut left_out: Vec<FileName> = Vec::new();
        for name in names {
            if left_out.len() < MAX_FILES && !left_out.contains(name) && files.iter().all(|file| file.name != *name) {
                left_out.push(name.clone());
            }
        }
        self.composition.left_out = left_out;
    }

    /// What stays and was sent again as well counts as sent: whoever chose it believed it to be another one.
    pub fn sent_again(&mut self, kept: &[StoredFile], sent: &[StoredFile]) {
        self.composition.kept.retain(|(place, _)| kept.get(*place).is_none_or(|file| !sent.contains(file)));
    }

    /// May it come as it is?
    ///
    /// # Errors
    /// Those of `domain::submissions::check_new`.
    pub fn check_new(&self, hand_in: &HandIn) -> Result<(), Refusal> {
        match &self.last {
            Some((version, files)) => check_new(files, &hand_in.files, &hand_in.note, *version),
            None => Ok(()),
        }
    }
}

/// The files that stay of the version that the page showed, in its order.
pub(super) async fn kept(work: &mut Work, what: &HandIn, chosen: &Chosen) -> Result<(Vec<StoredFile>, Set), Error> {
    let Some(basis) = &chosen.basis else { return Ok((Vec::new(), Set::default())) };
    let mut set = Set { seen: Some(basis.version), ..Set::default() };
    let Some(version) = basis.version else { return Ok((Vec::new(), set)) };
    let by_id = sql("SELECT version FROM submissions WHERE school_id = $1 AND id = $2 AND obligation_id = $3");
    let Some((number,)) = work.optional::<(i64,)>(by_id.bind_all((work.school, version, what.obligation))).await? else {
        return Err(Error::NotFound);
    };
    let (last, composition) = load(work, version).await?;
    let mut files = Vec::new();
    for (place, file) in last.iter().enumerate().filter(|(place, _)| basis.stay.contains(place)) {
        set.composition.kept.push((files.len(), composition.origin(place).unwrap_or(version)));
        files.push(file.clone());
    }
    if chosen.uploads.is_empty() && what.files.is_empty() {
        set.last = Some((count("submissions", "version", number)?, last));
    }
    Ok((files, set))
}

pub(crate) async fn save(work: &mut Work, id: SubmissionId, files: &[StoredFile], composition: &Composition) -> Result<(), Error> {
    for (place, file) in files.iter().enumerate() {
        let number = |number: u64| i64::try_from(number).map_err(|_| internal("submissions", "a number beyond 2^63"));
        let insert = sql("INSERT INTO submission_files (school_id, submission_id, position, name, size, sha256, kind, kept_from) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        let hash = file.sha256.bytes().to_vec();
        let insert = insert.bind_all((work.school, id, number(place as u64)?, file.name.as_str(), number(file.size)?, hash));
        work.run(insert.bind_all((file.kind.ending(), composition.origin(place)))).await?;
    }
    for (position, name) in (0_i64..).zip(&composition.left_out) {
        let insert = sql("INSERT INTO left_out_files (school_id, submission_id, position, name) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, id, position, name.as_str()))).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct KeptRow {
    kept_from: Option<Uuid>,
    #[sqlx(flatten)]
    file: FileRow,
}

/// The files of a version, and how they came together.
pub(super) async fn load(work: &mut Work, id: SubmissionId) -> Result<(Vec<StoredFile>, Composition), Error> {
    let of_version = sql("SELECT name, size, sha256, kind, kept_from FROM submission_files \
         WHERE school_id = $1 AND submission_id = $2 ORDER BY position");
    let rows: Vec<KeptRow> = work.all(of_version.bind_all((work.school, id))).await?;
    let of_left_out = sql("SELECT name FROM left_out_files WHERE school_id = $1 AND submission_id = $2 ORDER BY position");
    let left_out: Vec<(String,)> = work.all(of_left_out.bind_all((work.school, id))).await?;
    let mut composition =
        Composition { kept: Vec::new(), left_out: left_out.iter().map(|(name,)| FileName::clean(name)).collect() };
    let mut files = Vec::with_capacity(rows.len());
    for (place, KeptRow { kept_from, file }) in rows.into_iter().enumerate() {
        composition.kept.extend(kept_from.map(|origin| (place, Id::new(origin))));
        files.push(file.read("submission_files")?);
    }
    Ok((files, composition))
}

#[cfg(test)]
mod tests;
