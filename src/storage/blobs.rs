//! Ciphertext of attachments: a local directory by default, S3 or compatible by changing the URL.

use std::path::Path as FsPath;
use std::sync::Arc;

use bytes::Bytes;
#[cfg(feature = "s3")]
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};

use super::StorageError;

/// The blob store. A blob is durable once `put` has returned.
#[derive(Clone, Debug)]
pub struct Blobs(Arc<dyn ObjectStore>);

impl Blobs {
    /// Opens `file:///directory` (made if missing) or `s3://bucket?endpoint=…&region=…`; credentials of S3 come from
    /// the usual `AWS_…` variables. Refuses a URL that it does not understand, and a directory that cannot be made.
    pub fn open(url: &str) -> Result<Self, StorageError> {
        if let Some(path) = url.strip_prefix("file://") {
            return Self::local(FsPath::new(path));
        }
        let Some(rest) = url.strip_prefix("s3://") else {
            return Err(StorageError::Unusable(format!("{url} is neither a file:// nor an s3:// URL")));
        };
        Self::s3(rest)
    }

    #[cfg(feature = "s3")]
    fn s3(rest: &str) -> Result<Self, StorageError> {
        let (bucket, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            builder = match pair.split_once('=') {
                Some(("endpoint", value)) => builder.with_endpoint(value).with_allow_http(value.starts_with("http://")),
                Some(("region", value)) => builder.with_region(value),
                _ => return Err(StorageError::Unusable(format!("the blob URL has an unknown part: {pair}"))),
            };
        }
        Ok(Self(Arc::new(builder.build()?)))
    }

    #[cfg(not(feature = "s3"))]
    fn s3(_: &str) -> Result<Self, StorageError> {
        Err(StorageError::Unusable("this program was built without s3".to_owned()))
    }

    fn local(directory: &FsPath) -> Result<Self, StorageError> {
        std::fs::create_dir_all(directory)
            .map_err(|error| StorageError::Unusable(format!("{}: {error}", directory.display())))?;
        let store = LocalFileSystem::new_with_prefix(directory)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self(Arc::new(store)))
    }

    /// Writes a blob. Fails with [`StorageError::is_full`] when the disk is full.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), StorageError> {
        self.0.put(&Path::from(key), PutPayload::from_bytes(bytes)).await?;
        Ok(())
    }

    /// The bytes of a blob. Fails when there is none.
    pub async fn get(&self, key: &str) -> Result<Bytes, StorageError> {
        Ok(self.0.get(&Path::from(key)).await?.bytes().await?)
    }

    /// Deletes a blob. Succeeds when there is none.
    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        match self.0.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
