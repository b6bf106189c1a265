//! The file of the secret key, beside the database and never in it. How a copy of the one without the other is kept
//! useless is told in docs/operating.md.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use super::StorageError;
use crate::crypto::hex::hex;
use crate::crypto::random;
use crate::crypto::secret_key::SecretKey;

fn at(path: &Path) -> impl Fn(std::io::Error) -> StorageError {
    let path = path.display().to_string();
    move |error| StorageError::Unusable(format!("{path}: {error}"))
}

/// The key in a file; `None` when there is no file. Refuses a file that holds no key.
pub fn read(path: &Path) -> Result<Option<SecretKey>, StorageError> {
    match std::fs::read_to_string(path).map(zeroize::Zeroizing::new) {
        Ok(text) => parse(&text, &path.display().to_string()).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

/// The key in a text that comes from `origin`. Refuses anything else.
pub fn parse(text: &str, origin: &str) -> Result<SecretKey, StorageError> {
    let unusable = |_| StorageError::Unusable(format!("{origin}: not a secret key (43 characters of base64url)"));
    SecretKey::parse(text).map_err(unusable)
}

/// Makes a key and its file, which only its owner can read. Whoever comes second gets the key of the first.
pub fn create(path: &Path) -> Result<SecretKey, StorageError> {
    let key = SecretKey::generate();
    let unfinished = path.with_extension(format!("{}.unfinished", hex(&random::bytes::<8>())));
    write(&unfinished, &key).map_err(at(path))?;
    // A link, unlike a renaming, replaces nothing that is there.
    let linked = std::fs::hard_link(&unfinished, path);
    std::fs::remove_file(&unfinished).map_err(at(path))?;
    match linked {
        Ok(()) => sync_folder(path).map_err(at(path)).map(|()| key),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| at(path)(ErrorKind::NotFound.into()))
        }
        Err(error) => Err(at(path)(error)),
    }
}

fn write(path: &Path, key: &SecretKey) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", *key.expose())?;
    file.sync_all()
}

/// Makes the name of a new file durable.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?.sync_all()
}

/// Gives a file of a key another name, in the place of what had it.
pub fn rename(from: &Path, to: &Path) -> Result<(), StorageError> {
    std::fs::rename(from, to).and_then(|()| sync_folder(to)).map_err(at(to))
}

/// Whether others than its owner can read or write a file.
pub fn is_open_to_others(path: &Path) -> Result<bool, StorageError> {
    Ok(std::fs::metadata(path).map_err(at(path))?.permissions().mode() & 0o077 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_its_owners_alone_and_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("secret.key");
        assert!(read(&path).expect("no file is no error").is_none());
        let first = create(&path).expect("makes it");
        let second = create(&path).expect("takes what is there");
        assert_eq!(*first.expose(), *second.expose());
        assert_eq!(*read(&path).expect("reads").expect("there").expose(), *first.expose());
        assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        assert!(!is_open_to_others(&path).expect("there"));
        assert_eq!(std::fs::read_dir(folder.path()).expect("lists").count(), 1, "nothing is left beside it");
        std::fs::write(&path, "half a key").expect("writes");
        assert!(read(&path).is_err(), "a damaged file is not taken for none");
    }
}
