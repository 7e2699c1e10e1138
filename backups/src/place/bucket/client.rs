//! What is asked of a store, each with an end to how long it is waited for.

use std::{
    future::Future,
    io::{self, Read},
    sync::Arc,
    time::{Duration, Instant},
};

use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt, PutMode, PutOptions, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder, S3ConditionalPut},
    path::Path as Name,
};
use tokio::{runtime::Handle, time::timeout};

use super::payload;
use crate::{
    address::{Bucket, Patience},
    error::BucketError,
};

/// A connection that is not there after this comes never.
const CONNECT: Duration = Duration::from_secs(15);
/// What gives fewer bytes than this in a second, beside its silence, is given up.
const SLOWEST: u64 = 16 * 1024;

/// So often something is put that the store says to be there and is not.
const CONFLICTS: usize = 3;

/// A store, and the part of it that is ours.
#[derive(Debug)]
pub struct Client {
    store: Arc<AmazonS3>,
    bucket: Bucket,
    /// Whoever calls waits in a thread of their own.
    handle: Handle,
}

impl Client {
    pub fn new(bucket: &Bucket) -> Result<Self, BucketError> {
        // Somebody may have chosen already: then that is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let Patience { silence, retries, .. } = bucket.patience;
        let is_http = bucket.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let options = ClientOptions::new()
            .with_timeout_disabled()
            .with_connect_timeout(CONNECT.min(silence))
            .with_read_timeout(silence)
            .with_allow_http(bucket.allow_http)
            .with_no_system_certificates(is_http);
        let backoff = BackoffConfig { init_backoff: Duration::from_millis(200), max_backoff: Duration::from_secs(5), base: 2.0 };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.key_id)
            .with_secret_access_key(&bucket.secret)
            .with_client_options(options)
            .with_conditional_put(S3ConditionalPut::ETagMatch)
            .with_disable_bulk_delete(true)
            .with_retry(RetryConfig { backoff, max_retries: retries, retry_timeout: silence * 2 });
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(token) = &bucket.token {
            builder = builder.with_token(token);
        }
        let store = builder.build().map_err(|error| BucketError::Wrong { name: bucket.to_string(), said: error.to_string() })?;
        Ok(Self { store: Arc::new(store), bucket: bucket.clone(), handle: Handle::current() })
    }

    /// For people.
    pub fn name(&self) -> String {
        self.bucket.to_string()
    }

    /// What is longer goes in parts.
    pub const fn part(&self) -> usize {
        self.bucket.patience.part
    }

    /// Waits for the store in a thread that may wait.
    pub fn wait<T>(&self, asked: impl Future<Output = Result<T, BucketError>>) -> Result<T, BucketError> {
        let longest = self.bucket.patience.silence * 4;
        self.handle.block_on(async { timeout(longest, asked).await }).unwrap_or_else(|_| Err(BucketError::Silent(self.name())))
    }

    fn told(&self, error: object_store::Error) -> BucketError {
        BucketError::of(self.name(), error)
    }

    fn at(&self, name: &str) -> Name {
        Name::from_iter(self.bucket.prefix.split('/').chain(name.split('/')).filter(|part| !part.is_empty()))
    }

    /// Whether it is there.
    pub async fn is_there(&self, name: &str) -> Result<bool, BucketError> {
        match self.store.head(&self.at(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.told(error)),
        }
    }

    /// When the store took it, by its own clock.
    pub fn taken_at(&self, name: &str) -> Result<Option<chrono::DateTime<chrono::Utc>>, BucketError> {
        self.wait(async {
            match self.store.head(&self.at(name)).await {
                Ok(found) => Ok(Some(found.last_modified)),
                Err(object_store::Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(self.told(error)),
            }
        })
    }

    /// Puts something where nothing is. A store that does not know the condition has been asked before.
    pub fn create(&self, name: &str, bytes: Vec<u8>) -> Result<(), BucketError> {
        self.wait(async {
            let mut last = None;
            for _ in 0..CONFLICTS {
                if self.is_there(name).await? {
                    return Err(BucketError::Taken(self.name()));
                }
                match self.put_new(&self.at(name), bytes.clone()).await {
                    Ok(()) => return Ok(()),
                    // Also said where two came at once and neither was taken (409): then nothing is there, and it is tried again.
                    Err(error @ object_store::Error::AlreadyExists { .. }) => last = Some(error),
                    Err(error) => return Err(self.told(error)),
                }
            }
            match last {
                Some(error) if !self.is_there(name).await? => {
                    Err(BucketError::Wrong { name: self.name(), said: BucketError::shortened(&error.to_string()) })
                }
                Some(_) | None => Err(BucketError::Taken(self.name())),
            }
        })
    }

    async fn put_new(&self, at: &Name, bytes: Vec<u8>) -> object_store::Result<()> {
        let put = self.store.put_opts(at, payload(bytes.clone()), PutOptions::from(PutMode::Create)).await;
        match put {
            Err(error) if BucketError::is_not_known(&error) => self.store.put(at, payload(bytes)).await.map(drop),
            other => other.map(drop),
        }
    }

    /// Puts something that only this run writes.
    pub fn put_own(&self, name: &str, bytes: Vec<u8>) -> Result<(), BucketError> {
        self.wait(async { self.store.put(&self.at(name), payload(bytes)).await.map(drop).map_err(|error| self.told(error)) })
    }

    /// Sends a long file, a part at a time.
    pub fn send_in_parts(&self, name: &str, file: &mut dyn Read) -> io::Result<()> {
        let part = self.part();
        let broken = |error: BucketError| io::Error::other(error);
        let begun = self.wait(async { self.store.put_multipart(&self.at(name)).await.map_err(|error| self.told(error)) });
        let mut upload = begun.map_err(broken)?;
        let sent = loop {
            let mut bytes = Vec::new();
            match file.take(part as u64).read_to_end(&mut bytes) {
                Ok(0) => break Ok(()),
                Ok(_) => {}
                Err(error) => break Err(error),
            }
            // One after the other: what is in memory stays small, and a slow line is not split.
            let taken = upload.put_part(payload(bytes));
            if let Err(error) = self.wait(async { taken.await.map_err(|error| self.told(error)) }) {
                break Err(broken(error));
            }
        };
        let done = sent.and_then(|()| {
            self.wait(async { upload.complete().await.map(drop).map_err(|error| self.told(error)) }).map_err(broken)
        });
        if done.is_err() {
            // What was sent so far is paid for until somebody says that it is not wanted.
            let _ = self.wait(async { upload.abort().await.map_err(|error| self.told(error)) });
        }
        done
    }

    /// All of something that is short; nothing where it is not there.
    pub fn bytes(&self, name: &str, at_most: u64) -> Result<Option<Vec<u8>>, BucketError> {
        let Some(reader) = self.reader(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        match reader.take(at_most).read_to_end(&mut bytes) {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(error.downcast().unwrap_or_else(|error| BucketError::scratch(Default::default(), error))),
        }
    }

    /// Reads something as it comes; nothing where it is not there.
    pub fn reader(&self, name: &str) -> Result<Option<BucketReader>, BucketError> {
        let got = self.wait(async {
            match self.store.get(&self.at(name)).await {
                Ok(got) => Ok(Some((got.meta.size, got.into_stream()))),
                Err(object_store::Error::NotFound { source, .. }) if BucketError::is_no_bucket(&source.to_string()) => {
                    Err(BucketError::NoBucket(self.name()))
                }
                Err(object_store::Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(self.told(error)),
            }
        })?;
        let silence = self.bucket.patience.silence;
        Ok(got.map(|(size, stream)| BucketReader {
            stream,
            rest: bytes::Bytes::new(),
            handle: self.handle.clone(),
            until: Instant::now() + silence * 2 + Duration::from_secs(size / SLOWEST),
            name: self.name(),
        }))
    }

    /// Every name under `folder`, with its length.
    pub fn list(&self, folder: &str) -> Result<Vec<(String, u64)>, BucketError> {
        self.wait(async {
            let at = self.at(folder);
            let found: Vec<_> = self.store.list(Some(&at)).try_collect().await.map_err(|error| self.told(error))?;
            Ok(found.into_iter().map(|one| (one.location.to_string(), one.size)).collect())
        })
    }

    /// Takes something away; what is not there is gone already.
    pub fn remove(&self, name: &str) -> Result<(), BucketError> {
        self.wait(async {
            match self.store.delete(&self.at(name)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(self.told(error)),
            }
        })
    }
}

/// The bytes of an object, as they come.
pub struct BucketReader {
    stream: BoxStream<'static, object_store::Result<bytes::Bytes>>,
    rest: bytes::Bytes,
    handle: Handle,
    until: Instant,
    name: String,
}

impl Read for BucketReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            let wait = self.until.saturating_duration_since(Instant::now());
            let (stream, name) = (&mut self.stream, &self.name);
            match self.handle.block_on(async { timeout(wait, stream.next()).await }) {
                Ok(Some(Ok(bytes))) => self.rest = bytes,
                Ok(Some(Err(error))) => return Err(io::Error::other(BucketError::of(name.clone(), error))),
                Ok(None) => return Ok(0),
                Err(_) => return Err(io::Error::other(BucketError::Silent(name.clone()))),
            }
        }
        let length = self.rest.len().min(buffer.len());
        let given = self.rest.split_to(length);
        buffer.get_mut(..length).unwrap_or_default().copy_from_slice(&given);
        Ok(length)
    }
}
