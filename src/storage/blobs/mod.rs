//! Ciphertext of attachments: a local directory by default, S3 or compatible by changing the URL.

mod local;
#[cfg(feature = "s3")]
mod remote;

use std::path::Path;

use bytes::Bytes;

use super::StorageError;
use local::Local;

/// The blob store. A blob is durable once `put` has returned.
#[derive(Clone, Debug)]
pub struct Blobs(Place);

#[derive(Clone, Debug)]
enum Place {
    Local(Local),
    #[cfg(feature = "s3")]
    Remote(remote::Remote),
}

impl Blobs {
    /// Opens `file:///directory` (made if missing) or `s3://bucket?endpoint=…&region=…`; credentials of S3 come from
    /// the usual `AWS_…` variables. Refuses a URL that it does not understand, and a directory that cannot be made.
    pub fn open(url: &str) -> Result<Self, StorageError> {
        if let Some(path) = url.strip_prefix("file://") {
            let local = Local::open(Path::new(path));
            return Ok(Self(Place::Local(local.map_err(|error| StorageError::Unusable(format!("{path}: {error}")))?)));
        }
        let Some(rest) = url.strip_prefix("s3://") else {
            return Err(StorageError::Unusable(format!("{url} is neither a file:// nor an s3:// URL")));
        };
        Self::s3(rest)
    }

    #[cfg(feature = "s3")]
    fn s3(rest: &str) -> Result<Self, StorageError> {
        Ok(Self(Place::Remote(remote::Remote::open(rest)?)))
    }

    #[cfg(not(feature = "s3"))]
    fn s3(_: &str) -> Result<Self, StorageError> {
        Err(StorageError::Unusable("this program was built without s3".to_owned()))
    }

    /// Writes a blob. A key is letters, digits and hyphens. Fails with [`StorageError::is_full`] when the disk is full.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), StorageError> {
        match &self.0 {
            Place::Local(local) => in_file(local, key, move |local, key| local.put(key, &bytes)).await,
            #[cfg(feature = "s3")]
            Place::Remote(remote) => remote.put(key, bytes).await,
        }
    }

    /// The bytes of a blob. Fails when there is none.
    pub async fn get(&self, key: &str) -> Result<Bytes, StorageError> {
        match &self.0 {
            Place::Local(local) => Ok(in_file(local, key, Local::get).await?.into()),
            #[cfg(feature = "s3")]
            Place::Remote(remote) => remote.get(key).await,
        }
    }

    /// Deletes a blob. Succeeds when there is none.
    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        match &self.0 {
            Place::Local(local) => in_file(local, key, Local::delete).await,
            #[cfg(feature = "s3")]
            Place::Remote(remote) => remote.delete(key).await,
        }
    }

    /// Lays the blobs in another order, so that their places do not tell which came first. S3 keeps a time for each
    /// object that nobody else can set; there is nothing to do.
    pub async fn shuffle(&self) -> Result<(), StorageError> {
        match &self.0 {
            Place::Local(local) => in_file(local, "", |local, _| local.shuffle()).await,
            #[cfg(feature = "s3")]
            Place::Remote(_) => Ok(()),
        }
    }
}

/// Works on files, on a thread that may wait.
async fn in_file<T: Send + 'static>(
    local: &Local,
    key: &str,
    work: impl FnOnce(&Local, &str) -> std::io::Result<T> + Send + 'static,
) -> Result<T, StorageError> {
    let (local, key) = (local.clone(), key.to_owned());
    let done = tokio::task::spawn_blocking(move || work(&local, &key)).await;
    Ok(done.map_err(|_| StorageError::Unusable("work on a file did not end".to_owned()))??)
}
