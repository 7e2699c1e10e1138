//! Making a backup while people work: database first, then files, then the label.

use std::{
    collections::BTreeMap,
    fs::{self, DirBuilder, File, TryLockError},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{
    backups::{BackupCounts, BackupOutcome, RecoveryKey},
    days::Timestamp,
    files::{STORE_MARKER, Sha256},
    people::School,
    signing::PublicKey,
    vietnamese,
};
use records::{
    Clock, Database, DatabaseLocation, Work,
    backups::{self, CopyError, CopyForm},
    disposals, log, migrate,
    signing::SchoolKey,
    stored_files,
};
use sha2::Digest;
use tokio::{runtime::Handle, task::spawn_blocking};
use uuid::Uuid;

use crate::{
    address::Address,
    aside,
    contents::{Beside, Contents, Head, hex},
    error::{BackupError, PlaceError, lacking_words},
    label::{Label, Object, label_name},
    place::{Found, Place},
    seal::{SealError, Sealed, Sealer, UnlockError},
    take::{self, Files},
    tidy,
};

/// Of the data folder: the copy of the database lies here while it is locked.
const SCRATCH: &str = "backup-scratch";

/// What is to be kept.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    pub database: &'a Database,
    pub school: &'a School,
    /// The folder of the database and of the files handed in.
    pub data: &'a Path,
    /// Files and folders of the data folder that belong to a backup beside these two.
    pub beside: &'a [&'a str],
    /// By which labels are signed. It has signed the end of the log before.
    pub key: &'a SchoolKey,
    pub recovery: &'a RecoveryKey,
    /// The version of the program.
    pub program: &'a str,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub label: Label,
    pub counts: BackupCounts,
    /// Older ones that were taken away by the rule.
    pub removed: u64,
    /// Parts of older ones that were gone or spoiled in the place, and were sent again.
    pub spoiled: u64,
}

impl Made {
    /// Good, or not complete.
    pub const fn outcome(&self) -> BackupOutcome {
        if self.label.is_good() { BackupOutcome::Good } else { BackupOutcome::Incomplete }
    }

    /// What is not as it should be, in words for people; empty of a good one in a place where nothing was spoiled.
    pub fn fault(&self) -> String {
        if self.label.is_good() && self.spoiled == 0 {
            return String::new();
        }
        if self.label.is_good() {
            let parts = vietnamese::number(i64::try_from(self.spoiled).unwrap_or(i64::MAX));
            return format!(
                "Nơi sao lưu đã mất hoặc hỏng {parts} phần của các bản trước: có người hoặc phần mềm khác đã sửa ổ này, hoặc ổ sắp \
                 hỏng. Bản này đã gửi lại đủ."
            );
        }
        let lost = lacking_words(self.label.lacking, self.label.log_is_whole);
        format!("Máy chủ đã mất {lost}. Chạy hoso verify để biết rõ.")
    }
}

/// Makes a backup at `address`; `may_begin` where an empty folder, or a bucket with nothing under this name, may become a place of
/// backups by it.
///
/// # Errors
/// `BackupError`: there is no new backup then, and those that are there are as they were.
pub async fn make(source: &Source<'_>, address: &Address, may_begin: bool) -> Result<Made, BackupError> {
    let store = source.database.store();
    if let Some(folder) = address.folder() {
        check_apart(source.data, folder)?;
    }
    check_store(&source.data.join("blobs"), store)?;
    let scratch = Scratch::take(source.data)?;
    let place = {
        let (address, within) = (address.clone(), scratch.folder.clone());
        let open = move || {
            if may_begin { Place::begin(&address, store, &within) } else { Place::open(&address, store, &within) }
        };
        Arc::new(blocking(open).await??)
    };
    let made = make_in(source, &place, scratch).await;
    blocking(move || place.close()).await?;
    made
}

async fn make_in(source: &Source<'_>, place: &Arc<Place>, scratch: Scratch) -> Result<Made, BackupError> {
    let (store, at) = (source.database.store(), source.database.now());
    let sealer = Arc::new(Sealer::new(&source.recovery.recipient)?);
    let (copy, back) = (scratch.folder.join("copy"), scratch.folder.join("back"));
    let not_copied = |error| match error {
        CopyError::NoRoom => BackupError::ScratchFull(source.data.to_owned()),
        CopyError::Damaged | CopyError::Other(_) => BackupError::Copy(error),
    };
    let form = {
        let (database, copy, handle) = (source.database.clone(), copy.clone(), Handle::current());
        blocking(move || handle.block_on(backups::copy_into(&database, &copy))).await?.map_err(not_copied)?
    };
    let database = {
        let (sealer, place, back) = (sealer.clone(), place.clone(), back.clone());
        blocking(move || send_database(&sealer, &place, form, (&copy, &back))).await??
    };
    // What was read back from the place is opened, and not what was sent.
    let file = scratch.folder.join("back.db");
    {
        let (file, handle) = (file.clone(), Handle::current());
        blocking(move || handle.block_on(backups::open_copy(form, &back, &file, at))).await?.map_err(not_copied)?;
    }
    let opened = Opened::of(&file, source, at).await?;
    let (data, recovery) = (source.data.to_owned(), source.recovery.clone());
    let beside: Vec<String> = source.beside.iter().map(|name| (*name).to_owned()).collect();
    let (school, key, program) = (source.school.clone(), source.key.clone(), source.program.to_owned());
    let place = place.clone();
    let (is_doubtful, signer) = (source.database.is_clock_doubtful(), source.key.public());
    blocking(move || {
        let rest = Rest { data, beside, school, key, program, recovery, at, store };
        let made = rest.finish(&sealer, &place, database, opened)?;
        drop(scratch);
        let removed = if is_doubtful { Ok(0) } else { tidy::tidy(&place, &signer, at) };
        let removed = removed.unwrap_or_else(|error| {
            tracing::warn!(%error, "old backups could not be taken away");
            0
        });
        Ok(Made { removed, ..made })
    })
    .await?
}

/// Work that waits for disks.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, BackupError> {
    spawn_blocking(work).await.map_err(|broken| {
        tracing::error!(%broken, "a backup broke off");
        BackupError::Broken
    })
}

/// A backup inside of what it is to outlive is none.
fn check_apart(data: &Path, folder: &Path) -> Result<(), BackupError> {
    let (data, place) = (real(data), real(folder));
    if place.starts_with(&data) || data.starts_with(&place) {
        return Err(PlaceError::InsideData(folder.to_owned()).into());
    }
    Ok(())
}

/// Where a path leads to, also one that is not there yet.
pub fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = path.ancestors().find_map(|there| Some((there.canonicalize().ok()?, path.strip_prefix(there).ok()?)));
    known.map_or_else(|| path.clone(), |(there, rest)| there.join(rest))
}

/// A disk that is not mounted must not become a backup without files.
fn check_store(blobs: &Path, store: Uuid) -> Result<(), BackupError> {
    match fs::read_to_string(blobs.join(STORE_MARKER)) {
        Ok(found) if Uuid::parse_str(found.trim()) == Ok(store) => Ok(()),
        Ok(_) | Err(_) => Err(BackupError::OtherStore(blobs.to_owned())),
    }
}

/// A folder for what lies about unlocked for a moment; nobody else reads it, and it is emptied before and after.
#[derive(Debug)]
struct Scratch {
    folder: PathBuf,
    _lock: File,
}

impl Scratch {
    fn take(data: &Path) -> Result<Self, BackupError> {
        let folder = data.join(SCRATCH);
        let failed = |source| BackupError::scratch(&folder, source);
        DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(failed)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupError::UnderWay),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let scratch = Self { folder, _lock: lock };
        scratch.empty().map_err(|source| BackupError::scratch(&scratch.folder, source))?;
        Ok(scratch)
    }

    fn empty(&self) -> std::io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != "lock" {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Clears away what a killed run has left unlocked in the data folder, of a backup, a restore or a drill. What is under way stays.
///
/// # Errors
/// Those of the disk.
pub fn sweep(data: &Path) -> std::io::Result<()> {
    if data.join(SCRATCH).is_dir() {
        // Taken and let go of again, it is empty.
        match Scratch::take(data) {
            Ok(_) | Err(BackupError::UnderWay) => {}
            Err(error) => return Err(std::io::Error::other(error)),
        }
    }
    aside::sweep(data)
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = self.empty() {
            tracing::warn!(%error, "what a backup laid aside could not be removed");
        }
    }
}

/// The database as it is sent.
#[derive(Clone, Copy, Debug)]
struct Sent {
    sealed: Sealed,
    form: CopyForm,
}

/// Locks the copy, sends it, and opens what the place has got into another file.
fn send_database(sealer: &Sealer, place: &Place, form: CopyForm, (copy, back): (&Path, &Path)) -> Result<Sent, BackupError> {
    let failed = |source| BackupError::scratch(copy, source);
    let mut file = File::open(copy).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    let sealed = keep(sealer, place, &mut file, copy)?;
    fs::remove_file(copy).map_err(failed)?;
    let failed = |source| BackupError::scratch(back, source);
    let mut target = File::options().create_new(true).write(true).open(back).map_err(failed)?;
    let Some(locked) = place.bytes_of(sealed.object.sha256)? else { return Err(place.reads_otherwise().into()) };
    match sealer.unlock_own(locked, &mut target) {
        Ok(found) if found == sealed => {}
        Err(UnlockError::Target(source)) => return Err(failed(source)),
        Err(UnlockError::Disk(source)) => return Err(place.fault(source).into()),
        Ok(_) | Err(UnlockError::WrongKey | UnlockError::Damaged) => return Err(place.reads_otherwise().into()),
    }
    Ok(Sent { sealed, form })
}

/// Locks and keeps something of this machine's own disk.
fn keep(sealer: &Sealer, place: &Place, source: &mut dyn std::io::Read, path: &Path) -> Result<Sealed, BackupError> {
    let locked = sealer.seal(source, place).map_err(|error| match error {
        SealError::Source(source) => BackupError::scratch(path, source),
        SealError::Place(error) => error.into(),
    })?;
    Ok(sealer.keep(locked, place)?)
}

/// What the database that was read back says.
#[derive(Debug)]
struct Opened {
    head: Option<Head>,
    entries: u64,
    log_is_whole: bool,
    /// Lists of what is disposed of that were executed.
    disposals: u64,
    /// The files that it names, with their sizes.
    named: BTreeMap<Sha256, u64>,
}

impl Opened {
    async fn of(back: &Path, source: &Source<'_>, at: Timestamp) -> Result<Self, BackupError> {
        let (clock, _) = Clock::manual(at);
        let database = Database::open_as_it_is(&DatabaseLocation::File(back.to_owned()), clock).await?;
        let opened = Self::read(&database, source).await;
        database.close().await;
        opened
    }

    async fn read(database: &Database, source: &Source<'_>) -> Result<Self, BackupError> {
        let school = source.school.id;
        let verified = log::verify(database, school, &[]).await?;
        if let Err(first) = &verified {
            tracing::error!(?first, "the log does not fit: the backup is not good");
        }
        let head = database.read(school, None, async |work: &mut Work| backups::head(work).await).await?;
        let executed = database.read(school, None, async |work: &mut Work| disposals::executed(work).await).await?;
        let mut named = BTreeMap::new();
        for part in 0..=u8::MAX {
            named.extend(stored_files::named(database, part).await?.into_iter().map(|(sha256, file)| (sha256, file.size)));
        }
        Ok(Self {
            entries: head.as_ref().and_then(|(seq, ..)| u64::try_from(*seq).ok()).unwrap_or_default(),
            head: head.map(|(seq, at, hash)| Head { seq, at, hash: hex(&hash) }),
            log_is_whole: verified.is_ok(),
            disposals: executed,
            named,
        })
    }
}

/// All that is still to be done once the database is there.
struct Rest {
    data: PathBuf,
    beside: Vec<String>,
    school: School,
    key: SchoolKey,
    program: String,
    recovery: RecoveryKey,
    at: Timestamp,
    store: Uuid,
}

impl Rest {
    fn finish(&self, sealer: &Sealer, place: &Place, database: Sent, opened: Opened) -> Result<Made, BackupError> {
        let found = place.labels()?;
        let number = next_number(&found, &self.key.public());
        let key = Sha256::new(sha2::Sha256::digest(self.recovery.recipient.as_bytes()).into());
        let known = take::known(&found, key, &self.key.public());
        let files = Files { blobs: self.data.join("blobs"), place, sealer, tags: &self.recovery.tags, known };
        let taken = files.take(&opened.named)?;
        let contents = self.contents(database, &opened, &taken)?;
        let contents = keep(sealer, place, &mut contents.as_slice(), &self.data)?.object;
        let label = Label {
            store: self.store,
            school: self.school.id,
            number,
            at: self.at,
            schema: migrate::newest(),
            program: self.program.clone(),
            key,
            entries: opened.entries,
            lacking: taken.lacking.len() as u64,
            log_is_whole: opened.log_is_whole,
            disposals: opened.disposals,
            database: database.sealed.object,
            contents,
            files: taken.tagged,
        };
        let written = label.write(&self.key).map_err(|error| broken(&error))?;
        place.add(&label.file_name(), &written)?;
        // What stands in the place is what counts.
        let (label, _) = Label::read(&written).map_err(|error| broken(&error))?;
        let mine: [Object; 2] = [label.database, label.contents];
        let counts = BackupCounts {
            entries: label.entries,
            files: label.files.len() as u64,
            bytes: label.bytes(),
            sent_files: taken.sent_files,
            sent_bytes: taken.sent_bytes + mine.iter().map(|object| object.size).sum::<u64>(),
            lacking: label.lacking,
        };
        Ok(Made { label, counts, removed: 0, spoiled: taken.spoiled })
    }

    fn contents(&self, database: Sent, opened: &Opened, taken: &take::Taken) -> Result<Vec<u8>, BackupError> {
        let beside = take::beside(&self.data, &self.beside)?;
        let contents = Contents {
            school: self.school.name.clone(),
            head: opened.head.clone(),
            database: (database.sealed.sha256, database.sealed.size),
            form: database.form,
            files: taken.inside.clone(),
            lacking: taken.lacking.clone(),
            beside: beside.into_iter().map(|(name, bytes)| Beside { name, bytes: hex(&bytes) }).collect(),
        };
        serde_json::to_vec(&contents).map_err(|error| broken(&error))
    }
}

/// Counted on from what `signer` has signed: whatever else lies there, put by whoever may write there, neither ends the numbers nor lets
/// them leap, and none of it is written over.
fn next_number(found: &[Found], signer: &PublicKey) -> u64 {
    let ours = found.iter().filter_map(|found| found.read.as_ref().ok()).filter(|(_, by)| by == signer);
    let last = ours.map(|(label, _)| label.number).max().unwrap_or(0);
    let is_taken = |number: u64| found.iter().any(|found| found.name == label_name(number));
    (last..).map(|number| number + 1).find(|number| !is_taken(*number)).unwrap_or(u64::MAX)
}

fn broken(error: &dyn std::error::Error) -> BackupError {
    tracing::error!(%error, "a label or the contents of a backup could not be written");
    BackupError::Broken
}
