//! A disk that is full is recognised, so that a person is told that nothing is lost on their side.

use sea_orm::ConnectionTrait as _;
use sutura::domain::refusal::Refusal;
use sutura::error::Error;
use sutura::storage::{Db, StorageError};

#[tokio::test]
async fn a_full_database_is_told_as_a_full_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::connect(&format!("sqlite://{}", folder.path().join("full.db").display())).await.expect("connects");
    db.migrate().await.expect("migrates");
    let tx = db.begin().await.expect("begins");
    tx.execute_unprepared("PRAGMA max_page_count = 60").await.expect("limits");
    tx.execute_unprepared("CREATE TABLE big (b BLOB)").await.expect("creates");
    let mut refused = None;
    for _ in 0..100 {
        if let Err(error) = tx.execute_unprepared("INSERT INTO big VALUES (zeroblob(20000))").await {
            refused = Some(StorageError::from(error));
            break;
        }
    }
    let error = refused.expect("the file may not grow");
    assert!(error.is_full(), "{error}");
    assert!(matches!(Error::from(error), Error::Refused(Refusal::StorageFull)));
    let io = object_store::Error::Generic {
        store: "local",
        source: Box::new(std::io::Error::from(std::io::ErrorKind::StorageFull)),
    };
    assert!(StorageError::from(io).is_full());
    assert!(StorageError::from(std::io::Error::from(std::io::ErrorKind::StorageFull)).is_full());
}
