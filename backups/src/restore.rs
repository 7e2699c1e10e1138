//! Restoring: into a new folder beside the one that is meant, everything compared there, and only then renamed into place.

use std::{
    collections::BTreeSet,
    fs::{self, DirBuilder, File, OpenOptions},
    io::{BufReader, BufWriter, ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Component, Path},
};

use age::x25519;
use domain::{
    days::Timestamp,
    files::{STORE_MARKER, Sha256},
    signing::PublicKey,
};
use records::{
    Clock, Database, DatabaseLocation, Work,
    backups::{self, CopyError, CopyForm},
    log::{self, Whole},
    migrate, moving, stored_files,
};
use tokio::task::spawn_blocking;

use crate::{
    address::Address,
    aside::Aside,
    contents::{Contents, Head, hex, unhex},
    error::{LabelFault, RestoreError},
    label::{Label, Object, label_name},
    make::real,
    place::{Lies, Place, sync_folder},
    recovery::KeyFile,
    seal::{self, Sealed, UnlockError},
};

/// Of a data folder: the file of SQLite.
const DATABASE: &str = "hoso.db";
/// Where a copy of the database lies that is no file of SQLite, until it is one.
const EXPORT: &str = "database-export";

/// Which backup is to be restored, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    pub place: &'a Address,
    pub key: &'a KeyFile,
    /// The last one where nobody says.
    pub number: Option<u64>,
    /// Also one that was not complete when it was made.
    pub even_incomplete: bool,
}

/// What is to be restored, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub backup: Chosen<'a>,
    /// A folder that is not there yet, or is empty.
    pub into: &'a Path,
    /// A database without rows, which nobody works on, for what a file of SQLite in that folder holds else.
    pub server: Option<&'a DatabaseLocation>,
}

/// What was restored, and fits in all its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub label: Label,
    /// The school's name.
    pub school: String,
    pub files: u64,
    /// In bytes, as they lie there now, without the database.
    pub bytes: u64,
    /// Files that the server had lost or broken when the backup was made.
    pub lacking: Vec<Sha256>,
    /// How many lists of what is disposed of were executed after it was made, as later backups of the place say: their files came back
    /// with it.
    pub disposed_since: u64,
    /// What was found of the log; none where it did not fit when the backup was made already.
    pub log: Option<Whole>,
}

/// Restores a backup, from either engine to either. What lies at `into` is there whole or not at all.
///
/// # Errors
/// `RestoreError`; then nothing has changed anywhere, but for `RestoreError::Half`.
pub async fn restore(asked: &Asked<'_>) -> Result<Restored, RestoreError> {
    check_target(asked.into)?;
    if asked.backup.place.folder().is_some_and(|place| real(asked.into).starts_with(real(place))) {
        return Err(RestoreError::IntoPlace(asked.into.to_owned()));
    }
    if let Some(server) = asked.server {
        moving::check_empty(server).await.map_err(RestoreError::Target)?;
    }
    let (aside, restored) = unpacked(asked.backup, parent(asked.into)).await?;
    if let Some(server) = asked.server {
        move_to(server, aside.path(), restored.label.at).await?;
    }
    let into = asked.into.to_owned();
    let moved = spawn_blocking(move || move_in(aside, &into)).await.unwrap_or(Err(RestoreError::Broken));
    moved.map_err(|fault| match asked.server {
        // The rows are there already: whoever reads this has to know.
        Some(_) => RestoreError::Half { into: asked.into.to_owned(), fault: Box::new(fault) },
        None => fault,
    })?;
    Ok(restored)
}

/// Moves the database, which has been looked through in `folder`, to where it is meant to be. Every row is read again there.
async fn move_to(server: &DatabaseLocation, folder: &Path, at: Timestamp) -> Result<(), RestoreError> {
    let (file, export) = (folder.join(DATABASE), folder.join(EXPORT));
    let failed = |source| RestoreError::disk(&export, source);
    let mut writer = BufWriter::new(create(&export).map_err(failed)?);
    let moved = moving::export(&DatabaseLocation::File(file.clone()), &mut writer).await;
    moved.map_err(RestoreError::Target)?;
    drop(writer);
    let mut reader = BufReader::new(File::open(&export).map_err(failed)?);
    // Both go before the rows do: once these are there, nothing may go wrong any more that says nothing has changed.
    fs::remove_file(&export).and_then(|()| fs::remove_file(&file)).map_err(failed)?;
    moving::import(&mut reader, server, at).await.map_err(RestoreError::Target)?;
    Ok(())
}

/// Restores a backup beside everything, in a folder of `within`, compares all of it, and throws it away.
///
/// # Errors
/// `RestoreError`.
pub async fn rehearse(backup: Chosen<'_>, within: &Path) -> Result<Restored, RestoreError> {
    let (aside, restored) = unpacked(backup, within).await?;
    spawn_blocking(move || drop(aside)).await.map_err(|_| RestoreError::Broken)?;
    Ok(restored)
}

/// Everything of a backup, compared, in a folder of `within` that has no name yet.
async fn unpacked(backup: Chosen<'_>, within: &Path) -> Result<(Aside, Restored), RestoreError> {
    let (within, place) = (within.to_owned(), backup.place.clone());
    let (key, Chosen { number, even_incomplete, .. }) = (backup.key.clone(), backup);
    let (aside, contents, found) = spawn_blocking(move || {
        let found = One::of(&Chosen { place: &place, key: &key, number, even_incomplete })?;
        let aside = found.aside(&within)?;
        let contents = found.unpack(aside.path())?;
        Ok::<_, RestoreError>((aside, contents, found))
    })
    .await
    .map_err(|_| RestoreError::Broken)??;
    if contents.form == CopyForm::Export {
        let (copy, file) = (aside.path().join(EXPORT), aside.path().join(DATABASE));
        backups::open_copy(contents.form, &copy, &file, found.label.at).await.map_err(|error| match error {
            CopyError::NoRoom => RestoreError::Full(aside.path().to_owned()),
            CopyError::Damaged | CopyError::Other(_) => RestoreError::Copy(error),
        })?;
    }
    let log = check_database(aside.path(), &found, &contents).await?;
    let restored = Restored {
        school: contents.school,
        files: contents.files.len() as u64,
        bytes: contents.files.iter().map(|file| file.size).sum(),
        lacking: contents.lacking.into_iter().map(|(sha256, _)| sha256).collect(),
        disposed_since: found.disposed_since,
        label: found.label,
        log,
    };
    Ok((aside, restored))
}

/// Nothing may be there: least of all the log of another database, which would be played into the restored one.
fn check_target(into: &Path) -> Result<(), RestoreError> {
    let entries = match fs::read_dir(into) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Err(RestoreError::NotEmpty(into.to_owned())),
        Err(error) => return Err(RestoreError::disk(into, error)),
    };
    let mut is_empty = true;
    for entry in entries {
        let name = entry.map_err(|error| RestoreError::disk(into, error))?.file_name().to_string_lossy().into_owned();
        if name.ends_with("-wal") || name.ends_with("-shm") {
            return Err(RestoreError::StrayLog { folder: into.to_owned(), file: name });
        }
        is_empty = false;
    }
    if is_empty { Ok(()) } else { Err(RestoreError::NotEmpty(into.to_owned())) }
}

/// The backup that is restored.
struct One {
    place: Place,
    label: Label,
    signer: PublicKey,
    key: x25519::Identity,
    disposed_since: u64,
}

impl One {
    fn of(asked: &Chosen<'_>) -> Result<Self, RestoreError> {
        let place = Place::read(asked.place)?;
        let mut found = place.labels()?;
        // Of later ones, as far as they can be read.
        let later: Vec<(u64, u64)> =
            found.iter().filter_map(|one| one.read.as_ref().ok()).map(|(one, _)| (one.number, one.disposals)).collect();
        let one = match asked.number {
            Some(number) => {
                let name = label_name(number);
                found.into_iter().find(|found| found.name == name).ok_or(RestoreError::NoSuchBackup(number))?
            }
            // Where the last one is broken, people choose an older one and know what they do: nothing is passed over.
            None => found.pop().ok_or_else(|| RestoreError::Empty(asked.place.to_string()))?,
        };
        if asked.key.store.is_some_and(|store| store != place.store()) {
            return Err(RestoreError::KeyOfOtherSchool);
        }
        let (label, signer) = one.read.map_err(|fault| RestoreError::Label { name: one.name, fault })?;
        if label.schema > migrate::newest() {
            return Err(RestoreError::NewerSchema { backup: label.schema, program: migrate::newest() });
        }
        if !label.is_good() && !asked.even_incomplete {
            return Err(RestoreError::Incomplete { lacking: label.lacking, log_is_whole: label.log_is_whole });
        }
        let there = place.inventory()?;
        if let Some(missing) = label.objects().find(|object| !there.contains_key(&object.sha256)) {
            return Err(RestoreError::Missing(missing.sha256));
        }
        let disposals =
            later.iter().filter(|(number, _)| *number > label.number).map(|(_, disposals)| *disposals).max().unwrap_or(0);
        let disposed_since = disposals.saturating_sub(label.disposals);
        Ok(Self { place, label, signer, key: asked.key.identity.clone(), disposed_since })
    }

    /// A new folder on the same disk as the one that is meant, with room for everything.
    fn aside(&self, parent: &Path) -> Result<Aside, RestoreError> {
        let failed = |source| RestoreError::disk(parent, source);
        fs::create_dir_all(parent).map_err(failed)?;
        if fs4::available_space(parent).map_err(failed)? < self.label.bytes() {
            return Err(RestoreError::Full(parent.to_owned()));
        }
        Aside::new(parent).map_err(failed)
    }

    fn unpack(&self, folder: &Path) -> Result<Contents, RestoreError> {
        let mut contents = Vec::new();
        self.open(self.label.contents, &mut contents, folder)?;
        let contents: Contents = serde_json::from_slice(&contents).map_err(|_| inconsistent("phần mục lục"))?;
        let named: BTreeSet<Object> = contents.files.iter().map(|file| file.object).collect();
        let labelled: BTreeSet<Object> = self.label.files.iter().map(|file| file.object).collect();
        if named != labelled || contents.lacking.len() as u64 != self.label.lacking {
            return Err(inconsistent("số tệp"));
        }
        let copy = match contents.form {
            CopyForm::File => DATABASE,
            CopyForm::Export => EXPORT,
        };
        let database = self.unpack_one(self.label.database, &folder.join(copy))?;
        if (database.sha256, database.size) != contents.database {
            return Err(RestoreError::Damaged(self.label.database.sha256));
        }
        let blobs = folder.join("blobs");
        write(&blobs.join(STORE_MARKER), format!("{}\n", self.label.store).as_bytes())?;
        for file in &contents.files {
            let found = self.unpack_one(file.object, &blobs.join(file.sha256.place()))?;
            if (found.sha256, found.size) != (file.sha256, file.size) {
                return Err(RestoreError::Damaged(file.object.sha256));
            }
        }
        for file in &contents.beside {
            let bytes = unhex(&file.bytes).filter(|_| is_beside(&file.name)).ok_or_else(|| inconsistent("các khóa của trường"))?;
            write(&folder.join(&file.name), &bytes)?;
        }
        Ok(contents)
    }

    fn unpack_one(&self, object: Object, target: &Path) -> Result<Sealed, RestoreError> {
        let failed = |source| RestoreError::disk(target, source);
        let mut file = create(target).map_err(failed)?;
        let found = self.open(object, &mut file, target)?;
        file.sync_all().map_err(failed)?;
        Ok(found)
    }

    fn open(&self, object: Object, target: &mut dyn Write, path: &Path) -> Result<Sealed, RestoreError> {
        let locked = self.place.bytes_of(object.sha256)?.ok_or(RestoreError::Missing(object.sha256))?;
        match seal::unlock(locked, &self.key, target) {
            Ok(found) if found.object == object => Ok(found),
            Ok(_) | Err(UnlockError::Damaged) => Err(RestoreError::Damaged(object.sha256)),
            // What was locked for another key is whole; what does not open and is not whole was damaged.
            Err(UnlockError::WrongKey) => match self.place.look(object)? {
                Lies::Whole => Err(RestoreError::WrongKey),
                Lies::Otherwise | Lies::Nothing => Err(RestoreError::Damaged(object.sha256)),
            },
            Err(UnlockError::Disk(source)) => Err(self.place.fault(source).into()),
            Err(UnlockError::Target(source)) => Err(RestoreError::disk(path, source)),
        }
    }
}

fn inconsistent(what: &str) -> RestoreError {
    RestoreError::Inconsistent(what.to_owned())
}

/// Whether a file of this name lies beside the database and the store, within the folder, and is no part of either.
fn is_beside(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let first = name.split('/').next().unwrap_or_default();
    parts.all(|part| matches!(part, Component::Normal(_))) && !first.starts_with(DATABASE) && first != EXPORT && first != "blobs"
}

fn parent(into: &Path) -> &Path {
    into.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file that nobody else reads, and its folders.
fn create(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), RestoreError> {
    let written = create(path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(|source| RestoreError::disk(path, source))
}

/// Opens the database as the program would, brings it to this version, and compares it with all that is known of it.
async fn check_database(folder: &Path, chosen: &One, contents: &Contents) -> Result<Option<Whole>, RestoreError> {
    let (clock, _) = Clock::manual(chosen.label.at);
    let database = Database::open(&DatabaseLocation::File(folder.join(DATABASE)), clock).await?;
    let checked = compare(&database, chosen, contents).await;
    database.close().await;
    checked
}

async fn compare(database: &Database, chosen: &One, contents: &Contents) -> Result<Option<Whole>, RestoreError> {
    let (label, school, signer) = (&chosen.label, chosen.label.school, chosen.signer);
    if database.store() != label.store {
        return Err(RestoreError::Label { name: label.file_name(), fault: LabelFault::OtherSchool });
    }
    let look = async move |work: &mut Work| Ok((backups::head(work).await?, backups::knows_signer(work, &signer).await?));
    let (head, is_known) = database.read(school, None, look).await?;
    if !is_known {
        return Err(inconsistent("nhãn không mang chữ ký của trường"));
    }
    let head = head.map(|(seq, at, hash)| Head { seq, at, hash: hex(&hash) });
    let entries = head.as_ref().and_then(|head| u64::try_from(head.seq).ok()).unwrap_or_default();
    if head != contents.head || entries != label.entries {
        return Err(inconsistent("dòng cuối của nhật ký"));
    }
    let log = match log::verify(database, school, &[]).await? {
        Ok(whole) => Some(whole),
        Err(_) if !label.log_is_whole => None,
        Err(first) => return Err(inconsistent(&format!("nhật ký đứt ở dòng {}", first.seq))),
    };
    let held: BTreeSet<Sha256> =
        contents.files.iter().map(|file| file.sha256).chain(contents.lacking.iter().map(|(sha256, _)| *sha256)).collect();
    for part in 0..=u8::MAX {
        if let Some(missing) = stored_files::named(database, part).await?.into_keys().find(|sha256| !held.contains(sha256)) {
            return Err(RestoreError::Missing(missing));
        }
    }
    Ok(log)
}

/// Everything is on the disk before the folder gets its name.
fn move_in(aside: Aside, into: &Path) -> Result<(), RestoreError> {
    let failed = |source| RestoreError::disk(into, source);
    sync_all(aside.path()).map_err(failed)?;
    check_target(into)?;
    let gone = fs::remove_dir(into).or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) });
    gone.map_err(failed)?;
    aside.rename(into).map_err(failed)?;
    sync_folder(parent(into)).map_err(failed)
}

fn sync_all(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_all(&path)?;
        } else {
            File::open(&path)?.sync_all()?;
        }
    }
    sync_folder(folder)
}
