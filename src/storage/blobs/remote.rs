//! Blobs in a bucket of S3 or a compatible store.

use std::sync::Arc;

use bytes::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};

use super::StorageError;

#[derive(Clone, Debug)]
pub struct Remote(Arc<dyn ObjectStore>);

impl Remote {
    /// Opens `bucket?endpoint=…&region=…`.
    pub fn open(address: &str) -> Result<Self, StorageError> {
        let (bucket, query) = address.split_once('?').unwrap_or((address, ""));
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

    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), StorageError> {
        self.0.put(&Path::from(key), PutPayload::from_bytes(bytes)).await?;
        Ok(())
    }

    pub async fn get(&self, key: &str) -> Result<Bytes, StorageError> {
        Ok(self.0.get(&Path::from(key)).await?.bytes().await?)
    }

    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        match self.0.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
