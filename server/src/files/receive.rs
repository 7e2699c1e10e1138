//! Files and words coming in: the plain form's multipart body and the single file of the page with scripts.
//!
//! Memory stays constant, every wait and every count has an end, and a refused file does not take the others
//! or the note with it.

mod archives;
mod discard;
mod fields;
mod parts;
mod single;
mod words_file;
#[cfg(test)]
mod tests;

use std::{error::Error, path::PathBuf};

use axum::{body::Body, http::HeaderMap};
use bytes::Bytes;
use documents::kind::UnfitError;
use domain::{
    files::{FileKind, FileName, MAX_FILES, StoredFile},
    inspection::{InspectedFile, Inspection, Oddity},
    refusal::{HandInRefusal, InspectionRefusal, Refusal},
};
use futures::{Stream, StreamExt, future, stream};

use crate::{
    files::{
        blobs::{BlobError, Blobs, Incoming, IncomingError},
        reader::{Looked, Reader, ReaderError},
    },
    middleware::body_timeout::{Body as TimedBody, BodyError, with_body_timeout},
};
use parts::{Head, Parts};

pub use archives::Archives;
pub use fields::{Fields, words_alone};
pub use parts::PartsError;
pub use single::{file_name, receive_one};
pub use words_file::words_file;

/// Why a whole request brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// In words for the person.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// No form that a browser sends: 400; or it did not come whole (`PartsError::Broken`): 408.
    #[error("not a whole form: {0}")]
    NotAForm(#[source] PartsError),
    /// A form that came without what it was made for: its browser sent words alone.
    #[error("a form without its files")]
    WithoutFiles,
    /// Our own disk: 503 and a line in the log. Where it is full, that is `Refusal::StoreFull`: 507.
    #[error(transparent)]
    Store(BlobError),
}

/// What a whole form brought.
#[derive(Debug)]
pub struct Form {
    pub fields: Fields,
    /// In the form's order. Those that are `Ok` are in the store; they need not be sent again when
    /// another one was refused.
    pub files: Vec<Result<InspectedFile, Refusal>>,
}

/// Why the files of a form were not received, and the words that came all the same.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct FormReadError {
    #[source]
    pub error: ReceiveError,
    pub fields: Fields,
}

/// Where files go, and who looks into them before.
pub type FileIntake<'a> = (&'a Blobs, &'a Reader);

/// A form being read: first its words, then, once the caller has decided that they may come, its files.
pub struct FormReader {
    parts: Parts<TimedBody>,
    fields: Fields,
    /// The first file part, met while reading words.
    next: Option<Head>,
}

impl FormReader {
    /// Reads nothing yet.
    ///
    /// # Errors
    /// The body as it came, when it is no multipart form; `words_alone` reads it.
    pub fn start(headers: &HeaderMap, body: Body) -> Result<Self, Body> {
        let Some(boundary) = parts::boundary(headers) else { return Err(body) };
        let parts = Parts::new(with_body_timeout(body), &boundary);
        Ok(Self { parts, fields: Fields::default(), next: None })
    }

    /// Reads the words that stand before the first file: the form has its text fields first.
    ///
    /// # Errors
    /// `ReceiveError::NotAForm`.
    pub async fn fields(&mut self) -> Result<&Fields, ReceiveError> {
        while self.next.is_none() {
            match self.parts.next().await.map_err(ReceiveError::NotAForm)? {
                None => break,
                Some(head) if head.file.is_some() => self.next = Some(head),
                Some(head) => self.fields.read(&head.name, &mut self.parts).await.map_err(ReceiveError::NotAForm)?,
            }
        }
        Ok(&self.fields)
    }

    /// Receives, inspects and keeps every file. Nothing is kept before the form has come whole.
    ///
    /// # Errors
    /// `FormReadError` by `ReceiveError::NotAForm` or `ReceiveError::Store`; what is refused as a whole stands in the form with its words.
    pub async fn files(mut self, (blobs, reader): FileIntake<'_>, limit: u64) -> Result<Form, FormReadError> {
        let received = match self.received((blobs, reader), limit).await {
            Ok(received) => received,
            Err(error) => {
                // The answer must find a browser that has finished sending, and say the words again that it sent.
                let fields = self.drain(discard::MAX_BYTES).await;
                return match error {
                    ReceiveError::Refused(refusal) => Ok(Form { fields, files: vec![Err(refusal)] }),
                    error => Err(FormReadError { error, fields }),
                };
            }
        };
        match kept(received, blobs).await {
            Ok(files) => Ok(Form { fields: self.fields, files }),
            Err(ReceiveError::Refused(refusal)) => Ok(Form { fields: self.fields, files: vec![Err(refusal)] }),
            Err(error) => Err(FormReadError { error, fields: self.fields }),
        }
    }

    /// The words that were read before the form broke off.
    pub fn so_far(self) -> Fields {
        self.fields
    }

    /// Throws the files away: the session was over, but the words are saved and the browser, which reads
    /// no answer before it has sent everything, gets one. Words that stand behind the files are read too,
    /// and of the files their names. Reads at most
    /// `most` bytes of files.
    pub async fn drain(mut self, most: u64) -> Fields {
        let reading = async {
            let mut left = most;
            // What is broken here is broken for nobody: the words read so far are what there is.
            while self.fields().await.is_ok() {
                let Some(head) = self.next.take() else { return };
                if let Some(name) = head.file.filter(|name| !name.is_empty()) {
                    self.fields.note_unread(head.name, FileName::clean(&name).as_str().to_owned());
                }
                while let Ok(Some(chunk)) = self.parts.chunk().await {
                    left = left.saturating_sub(chunk.len() as u64);
                    if left == 0 {
                        return;
                    }
                }
            }
        };
        // Whoever takes longer is not waiting for an answer any more.
        let _ = tokio::time::timeout(discard::MAX_WAIT, reading).await;
        self.fields
    }

    async fn received(&mut self, intake: FileIntake<'_>, limit: u64) -> Result<Vec<Result<Received, Refusal>>, ReceiveError> {
        let mut received = Vec::new();
        let mut files = 0;
        self.fields().await?;
        while let Some(head) = self.next.take() {
            if let Some(file) = self.file(head, intake, limit, files < MAX_FILES).await? {
                files += 1;
                received.push(file);
            }
            self.fields().await?;
        }
        if files > MAX_FILES {
            return Err(Refusal::TooManyFiles { files, most: MAX_FILES }.into());
        }
        Ok(received)
    }

    /// One file part; nothing for the field in which no file was chosen.
    /// `wanted` is false when there are too many already: it is read over and counted.
    async fn file(
        &mut self,
        head: Head,
        intake: FileIntake<'_>,
        limit: u64,
        wanted: bool,
    ) -> Result<Option<Result<Received, Refusal>>, ReceiveError> {
        let raw_name = head.file.unwrap_or_default();
        let name = FileName::clean(&raw_name);
        let first = self.parts.chunk().await.map_err(|error| stopped(name.clone(), error.into()))?;
        let refusal = match first {
            None if raw_name.is_empty() => return Ok(None),
            None => Refusal::FileEmpty { name: name.clone() },
            Some(_) if !wanted => Refusal::TooManyFiles { files: MAX_FILES + 1, most: MAX_FILES },
            Some(_) if name.is_temporary() => Refusal::FileTemporary { name: name.clone() },
            Some(first) => {
                let body = stream::once(future::ready(Ok(first))).chain(self.chunks());
                match Received::take(name.clone(), body, intake, limit).await {
                    Ok(received) => return Ok(Some(Ok(received))),
                    Err(ReceiveError::Refused(refusal)) if !concerns_all(&refusal) => refusal,
                    Err(error) => return Err(error),
                }
            }
        };
        match discard::discard(self.chunks(), discard::MAX_BYTES).await {
            discard::End::Reached => Ok(Some(Err(refusal))),
            discard::End::Beyond => Err(refusal.into()),
            discard::End::Broken => Err(Refusal::FileIncomplete { name }.into()),
        }
    }

    /// What is left of this part.
    fn chunks(&mut self) -> impl Stream<Item = Result<Bytes, PartsError>> {
        stream::try_unfold(&mut self.parts, |parts| async move { Ok(parts.chunk().await?.map(|chunk| (chunk, parts))) })
    }
}

async fn kept(
    received: Vec<Result<Received, Refusal>>,
    blobs: &Blobs,
) -> Result<Vec<Result<InspectedFile, Refusal>>, ReceiveError> {
    let mut files = Vec::with_capacity(received.len());
    for file in received {
        files.push(match file {
            Ok(file) => Ok(file.keep(blobs).await?),
            Err(refusal) => Err(refusal),
        });
    }
    Ok(files)
}

/// Why the bytes of a file came no further.
fn stopped(name: FileName, error: Box<dyn Error + Send + Sync>) -> ReceiveError {
    let in_a_part = matches!(error.downcast_ref(), Some(PartsError::Malformed));
    if in_a_part || BodyError::is_malformed(&*error) {
        ReceiveError::NotAForm(PartsError::Malformed)
    } else {
        Refusal::FileIncomplete { name }.into()
    }
}

/// Reads on and forgets, at most `most` bytes: for a request that is refused before anything of it is read.
/// A browser hears the answer only once it has sent everything.
pub async fn drain(body: Body, most: u64) {
    discard::discard(with_body_timeout(body), most).await;
}

/// Refusals after which reading on makes no sense.
const fn concerns_all(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::FileIncomplete { .. } | Refusal::StoreFull)
}

/// A file that came whole and is of an accepted kind, not yet kept.
struct Received {
    name: FileName,
    looked: Looked,
    incoming: Incoming,
}

impl Received {
    async fn take<S, E>(name: FileName, body: S, (blobs, reader): FileIntake<'_>, limit: u64) -> Result<Self, ReceiveError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let incoming = match blobs.receive(body, limit).await {
            Ok(incoming) if incoming.size() == 0 => return Err(Refusal::FileEmpty { name }.into()),
            Ok(incoming) => incoming,
            Err(IncomingError::TooLarge { limit }) => return Err(Refusal::FileTooLarge { name, limit }.into()),
            Err(IncomingError::Interrupted(error)) => return Err(stopped(name, error)),
            Err(IncomingError::Store(error)) => return Err(error.into()),
        };
        let looked = match reader.look_into(PathBuf::from(incoming.path())).await {
            // Taken by its name: whoever looks again tells whether it is that. Nobody else opens it before.
            Err(ReaderError::CutShort { kind, why }) => match kind.or_else(|| claimed_kind(&name)) {
                Some(kind) => Ok(Looked { kind, inspection: Inspection::Pending(why) }),
                None => return Err(Refusal::from(InspectionRefusal::CutShort { name }).into()),
            },
            looked => looked?,
        };
        match looked {
            Ok(Looked { inspection: Inspection::Impossible(why), .. }) => Err(refused(name, UnfitError::Impossible(why)).into()),
            // A PDF tells it only once it has been read whole.
            Ok(Looked { kind: FileKind::Pdf, inspection: Inspection::Odd(oddities) }) if oddities.contains(&Oddity::Sealed) => {
                Err(refused(name, UnfitError::Encrypted).into())
            }
            Ok(looked) => Ok(Self { name, looked, incoming }),
            Err(unfit) => Err(refused(name, unfit).into()),
        }
    }

    async fn keep(self, blobs: &Blobs) -> Result<InspectedFile, ReceiveError> {
        let Self { name, looked: Looked { kind, inspection }, incoming } = self;
        let (size, sha256) = (incoming.size(), incoming.sha256());
        blobs.keep(incoming).await?;
        Ok(InspectedFile { file: StoredFile { name, size, sha256, kind }, inspection })
    }
}

/// What the name says, where nobody could look at the content yet.
fn claimed_kind(name: &FileName) -> Option<FileKind> {
    match name.ending().as_str() {
        "jpeg" => Some(FileKind::Jpeg),
        "heif" => Some(FileKind::Heic),
        ending => FileKind::from_ending(ending),
    }
}

/// The name is only for the words: a lesson plan named `.pdf` that is a Word document is a Word document.
fn refused(name: FileName, unfit: UnfitError) -> Refusal {
    match unfit {
        UnfitError::Unknown => Refusal::FileKindUnknown { name },
        UnfitError::Dangerous => Refusal::FileDangerous { name },
        UnfitError::SaveAnew => HandInRefusal::SaveAnew { name }.into(),
        UnfitError::Encrypted => Refusal::FileEncrypted { name },
        UnfitError::Impossible(why) => InspectionRefusal::Impossible { name, why }.into(),
    }
}

impl From<ReaderError> for ReceiveError {
    fn from(error: ReaderError) -> Self {
        match error {
            ReaderError::Busy | ReaderError::CutShort { .. } => Self::Refused(InspectionRefusal::Busy.into()),
            ReaderError::Machine(error) => BlobError::from(error).into(),
        }
    }
}

impl From<BlobError> for ReceiveError {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Full => Self::Refused(Refusal::StoreFull),
            other => Self::Store(other),
        }
    }
}
