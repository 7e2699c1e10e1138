//! A part of a bucket as a place of backups, with the same names as in a folder. A store answers late, wrongly or not at all: what
//! it says of itself is not believed where it can be compared, and each of its refusals is told in words.

mod client;
mod lease;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use domain::files::Sha256;
use futures::{StreamExt, TryStreamExt, stream};
use object_store::PutPayload;
use tempfile::{NamedTempFile, TempPath};
use uuid::Uuid;

use self::{client::Client, lease::Lease};
use super::{ENDING, FORM, LABELS, MARKER, MAX_LABEL, Marked, OBJECTS, Opens, marked};
use crate::{
    address::Bucket,
    error::{BucketError, PlaceError},
};

/// Numbers that a list does not name are asked for one by one, so many at once.
const ASKED_AT_ONCE: usize = 16;
/// And so many at most: the newest.
const MAX_ASKED: u64 = 5_000;
/// Behind the last one of a list, so many are asked for: a list that lacks the newest would let an old state be restored.
const BEHIND_THE_LAST: u64 = 3;

/// A part of a bucket that this process alone writes to, or reads.
#[derive(Debug)]
pub struct BucketPlace {
    client: Client,
    store: Uuid,
    /// Where what is to be sent lies until it is; nowhere where the place is only read.
    scratch: Option<PathBuf>,
    lease: Option<Lease>,
}

impl BucketPlace {
    /// Has to be called where a thread may wait, as all of this.
    pub fn begin(bucket: &Bucket, store: Uuid, scratch: &Path) -> Result<Self, PlaceError> {
        let client = Client::new(bucket)?;
        if client.bytes(MARKER, 1_000)?.is_none() {
            if !client.list("")?.is_empty() {
                return Err(BucketError::NotEmpty(client.name()).into());
            }
            client.create(MARKER, format!("{FORM}{store}\n").into_bytes())?;
        }
        Self::open(bucket, store, scratch)
    }

    pub fn open(bucket: &Bucket, store: Uuid, scratch: &Path) -> Result<Self, PlaceError> {
        let client = Client::new(bucket)?;
        if owner(&client)? != store {
            return Err(BucketError::OtherSchool(client.name()).into());
        }
        let lease = Some(Lease::take(&client)?);
        Ok(Self { client, store, scratch: Some(scratch.to_owned()), lease })
    }

    /// Opens it to read; nothing is written there.
    pub fn read(bucket: &Bucket) -> Result<Self, PlaceError> {
        let client = Client::new(bucket)?;
        let store = owner(&client)?;
        Ok(Self { client, store, scratch: None, lease: None })
    }

    /// Others may work here again.
    pub fn close(&self) {
        if let Some(lease) = &self.lease {
            lease.end(&self.client);
        }
    }

    pub const fn store(&self) -> Uuid {
        self.store
    }

    /// What went wrong: with the store, or with the disk where it lies until it is sent.
    pub fn fault(&self, source: io::Error) -> PlaceError {
        match source.downcast::<BucketError>() {
            Ok(of_store) => of_store.into(),
            Err(source) => BucketError::scratch(self.scratch.clone().unwrap_or_default(), source).into(),
        }
    }

    pub fn reads_otherwise(&self) -> PlaceError {
        BucketError::ReadsOtherwise(self.client.name()).into()
    }

    pub fn newer(&self) -> PlaceError {
        BucketError::Newer(self.client.name()).into()
    }

    /// What a program that was taken over tries, with the keys that it has: to put something over this, and to take it away.
    #[cfg(test)]
    pub fn spoil(&self, name: &str) -> [Result<(), BucketError>; 2] {
        [self.client.put_own(name, b"encrypted".to_vec()), self.client.remove(name)]
    }

    pub fn temporary(&self) -> Result<NamedTempFile, PlaceError> {
        let made = match &self.scratch {
            Some(scratch) => NamedTempFile::new_in(scratch),
            None => Err(io::Error::other("a place that is only read")),
        };
        made.map_err(|source| self.fault(source))
    }

    /// Sends it, and reads it back from the store.
    pub fn keep(&self, temporary: TempPath, sha256: Sha256, opens: Opens<'_>) -> Result<(), PlaceError> {
        self.still_ours()?;
        let (name, mut file) = (object(sha256), File::open(&temporary).map_err(|source| self.fault(source))?);
        let length = file.metadata().map_err(|source| self.fault(source))?.len();
        if length <= self.client.part() as u64 {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(|source| self.fault(source))?;
            // The answer to a first try may have been lost: what lies there already is compared as well.
            match self.client.create(&name, bytes) {
                Ok(()) | Err(BucketError::Taken(_)) => {}
                Err(error) => return Err(error.into()),
            }
        } else {
            self.client.send_in_parts(&name, &mut file).map_err(|source| self.fault(source))?;
        }
        let back = match self.client.reader(&name)? {
            Some(back) => opens(Box::new(back)).map_err(|source| self.fault(source))?,
            None => false,
        };
        if back {
            return Ok(());
        }
        self.client.remove(&name)?;
        Err(self.reads_otherwise())
    }

    pub fn bytes_of(&self, sha256: Sha256) -> Result<Option<Box<dyn Read>>, PlaceError> {
        self.still_ours()?;
        Ok(self.client.reader(&object(sha256))?.map(|reader| Box::new(reader) as Box<dyn Read>))
    }

    pub fn inventory(&self) -> Result<BTreeMap<Sha256, u64>, PlaceError> {
        let named = |(name, size): (String, u64)| Some((Sha256::from_hex(name.rsplit('/').next()?)?, size));
        Ok(self.client.list(OBJECTS)?.into_iter().filter_map(named).collect())
    }

    pub fn discard(&self, sha256: Sha256) -> Result<(), PlaceError> {
        self.still_ours()?;
        Ok(self.client.remove(&object(sha256))?)
    }

    /// The names of the labels; a list that lacks one which is there is refused.
    pub fn labels(&self) -> Result<Vec<String>, PlaceError> {
        let listed = self.client.list(LABELS)?;
        let names: Vec<String> = listed.into_iter().filter_map(|(name, _)| Some(name.rsplit('/').next()?.to_owned())).collect();
        let number = |name: &String| name.strip_suffix(ENDING)?.parse::<u32>().ok().map(u64::from);
        let numbers: std::collections::BTreeSet<u64> = names.iter().filter_map(number).collect();
        let last = numbers.last().copied().unwrap_or(0) + BEHIND_THE_LAST;
        let gaps = (last.saturating_sub(MAX_ASKED).max(1)..=last).filter(|number| !numbers.contains(number));
        let asked: Vec<String> = gaps.map(|number| label(&format!("{number:08}{ENDING}"))).collect();
        let there = self.client.wait(async {
            let ask = |name: String| async move { self.client.is_there(&name).await };
            stream::iter(asked).map(ask).buffer_unordered(ASKED_AT_ONCE).try_any(|there| async move { there }).await
        })?;
        if there { Err(BucketError::ListLies(self.client.name()).into()) } else { Ok(names) }
    }

    /// The bytes of a label; nothing where it is none.
    pub fn label(&self, name: &str) -> Result<Option<Vec<u8>>, PlaceError> {
        Ok(self.client.bytes(&label(name), MAX_LABEL)?)
    }

    pub fn add(&self, name: &str, bytes: &[u8]) -> Result<(), PlaceError> {
        self.must_be_ours()?;
        let name = label(name);
        match self.client.create(&name, bytes.to_vec()) {
            Ok(()) => {}
            // Ours, where the answer to a first try was lost; else somebody has come between.
            Err(BucketError::Taken(_)) if self.client.bytes(&name, MAX_LABEL)?.as_deref() == Some(bytes) => {}
            Err(BucketError::Taken(_)) => return Err(BucketError::InUse(self.client.name()).into()),
            Err(error) => return Err(error.into()),
        }
        match self.client.bytes(&name, MAX_LABEL)? {
            Some(back) if back == bytes => Ok(()),
            Some(_) | None => Err(self.reads_otherwise()),
        }
    }

    pub fn remove(&self, name: &str) -> Result<(), PlaceError> {
        self.must_be_ours()?;
        Ok(self.client.remove(&label(name))?)
    }

    fn must_be_ours(&self) -> Result<(), BucketError> {
        match &self.lease {
            Some(lease) => lease.must_stand(&self.client),
            None => Ok(()),
        }
    }

    fn still_ours(&self) -> Result<(), BucketError> {
        match &self.lease {
            Some(lease) => lease.go_on(&self.client),
            None => Ok(()),
        }
    }
}

fn object(sha256: Sha256) -> String {
    format!("{OBJECTS}/{}", sha256.place())
}

fn label(name: &str) -> String {
    format!("{LABELS}/{name}")
}

/// Whose backups these are.
fn owner(client: &Client) -> Result<Uuid, PlaceError> {
    let bytes = client.bytes(MARKER, 1_000)?.ok_or_else(|| BucketError::NoMarker(client.name()))?;
    match marked(&String::from_utf8_lossy(&bytes)) {
        Marked::Of(store) => Ok(store),
        Marked::Newer => Err(BucketError::Newer(client.name()).into()),
        Marked::Nothing => Err(BucketError::NoMarker(client.name()).into()),
    }
}

/// Bytes as they are sent.
fn payload(bytes: Vec<u8>) -> PutPayload {
    PutPayload::from(bytes)
}
