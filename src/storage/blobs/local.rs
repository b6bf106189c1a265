//! Blobs in a directory, one file each, so that the directory does not tell when which of them came: every file has
//! the same times, and in the night all of them are written again in random order, which also gives them other inodes.
//! What is deleted is overwritten first.
//!
//! Files come and go under one lock of the directory, which other processes see too: writing anew must neither bring
//! back what was just deleted, nor overwrite what somebody still reads.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::crypto::hex::hex;
use crate::crypto::random;

/// Bytes of older files that are written anew in one night; those of the day come in any case. Where there are more,
/// the night takes others of them each time, and inodes tell at most the day on which a file came.
const MOST: u64 = 2 << 30;
/// Name of the lock.
const LOCK: &str = ".lock";

/// Every file of the day has this time (Unix seconds), whenever it came; it tells the night what is new.
const OF_TODAY: u64 = 946_684_800;
/// Every other file and the directory itself.
const OF_BEFORE: u64 = OF_TODAY + 24 * 3600;

fn times(second: u64) -> FileTimes {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(second);
    FileTimes::new().set_accessed(time).set_modified(time)
}

#[derive(Clone, Debug)]
pub struct Local(PathBuf);

impl Local {
    /// Opens a directory, which is made if it is missing.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        OpenOptions::new().append(true).create(true).mode(0o600).open(folder.join(LOCK))?;
        Ok(Self(folder.to_owned()))
    }

    /// Where a blob is. A key is letters, digits and hyphens.
    fn path(&self, key: &str) -> io::Result<PathBuf> {
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_key { Ok(self.0.join(key)) } else { Err(io::ErrorKind::InvalidFilename.into()) }
    }

    /// Held by those who read or add.
    fn beside_others(&self) -> io::Result<File> {
        let lock = File::open(self.0.join(LOCK))?;
        lock.lock_shared()?;
        Ok(lock)
    }

    /// Held by who overwrites.
    fn alone(&self) -> io::Result<File> {
        let lock = File::open(self.0.join(LOCK))?;
        lock.lock()?;
        Ok(lock)
    }

    /// Writes a blob durably.
    pub fn put(&self, key: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(key)?;
        let _held = self.beside_others()?;
        self.write(&path, bytes, OF_TODAY)
    }

    /// Writes a file under another name first, so that it is there whole or not at all.
    fn write(&self, path: &Path, bytes: &[u8], second: u64) -> io::Result<()> {
        let unfinished = self.0.join(format!(".{}", hex(&random::bytes::<16>())));
        let written = (|| {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
            file.write_all(bytes)?;
            file.set_times(times(second))?;
            file.sync_all()?;
            fs::rename(&unfinished, path)
        })();
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written.and_then(|()| self.settle())
    }

    /// Makes the names in the directory durable, and its times those of any day.
    fn settle(&self) -> io::Result<()> {
        let folder = File::open(&self.0)?;
        folder.set_times(times(OF_BEFORE))?;
        folder.sync_all()
    }

    /// The bytes of a blob.
    pub fn get(&self, key: &str) -> io::Result<Vec<u8>> {
        let path = self.path(key)?;
        let _held = self.beside_others()?;
        let mut bytes = Vec::new();
        open_unnoticed(&path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Overwrites and deletes a blob. Succeeds when there is none.
    pub fn delete(&self, key: &str) -> io::Result<()> {
        let path = self.path(key)?;
        let _held = self.alone()?;
        match OpenOptions::new().write(true).open(&path) {
            Ok(file) => {
                overwrite(file);
                fs::remove_file(&path)?;
                self.settle()
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Writes the files of the day anew, and of the others as many as a night allows, in random order.
    pub fn shuffle(&self) -> io::Result<()> {
        self.tidy()?;
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if !is_hidden(&entry.file_name()) {
                let about = entry.metadata()?;
                let is_new = about.modified()? != SystemTime::UNIX_EPOCH + Duration::from_secs(OF_BEFORE);
                files.push((entry.path(), about.len(), is_new));
            }
        }
        files.sort_by_cached_key(|_| random::bytes::<8>());
        let mut room = MOST;
        for (path, size, is_new) in files {
            if is_new || size <= room {
                room = if is_new { room } else { room - size };
                self.write_anew(&path)?;
            }
        }
        Ok(())
    }

    /// Removes what a process left unfinished that was killed. Nobody is writing under the lock.
    fn tidy(&self) -> io::Result<()> {
        let _held = self.alone()?;
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if is_hidden(&entry.file_name()) && entry.file_name() != LOCK {
                overwrite(OpenOptions::new().write(true).open(entry.path())?);
                fs::remove_file(entry.path())?;
            }
        }
        self.settle()
    }

    /// Puts another file in the place of one that has the same bytes. The old one is overwritten once the new one and
    /// its name are durable: whenever the power goes, one of them is there.
    fn write_anew(&self, path: &Path) -> io::Result<()> {
        let _held = self.alone()?;
        let mut old = match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => file,
            // Deleted meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        old.read_to_end(&mut bytes)?;
        self.write(path, &bytes, OF_BEFORE)?;
        overwrite(old);
        Ok(())
    }
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Opens a file without the file system noting that it was read, where it lets its owner do so.
fn open_unnoticed(path: &Path) -> io::Result<File> {
    #[cfg(target_os = "linux")]
    {
        /// `O_NOATIME` of Linux on all processors that Rust's standard library supports in the first two tiers.
        const UNNOTICED: i32 = 0o1_000_000;
        if let Ok(file) = OpenOptions::new().read(true).custom_flags(UNNOTICED).open(path) {
            return Ok(file);
        }
    }
    File::open(path)
}

/// Writes zeros over a file. Where the file system writes elsewhere, or is full, the bytes stay in what is free on the
/// disk, as after every deletion.
fn overwrite(mut file: File) {
    let zeros = |file: &mut File| {
        let length = file.metadata()?.len();
        io::Seek::rewind(file)?;
        io::copy(&mut io::repeat(0).take(length), file)?;
        file.sync_data()
    };
    let _ = zeros(&mut file);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt as _;

    /// Names of the blobs of a directory, in the order of their inodes.
    fn by_inode(folder: &Path) -> Vec<String> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .flatten()
            .filter(|entry| !is_hidden(&entry.file_name()))
            .map(|entry| (entry.metadata().unwrap().ino(), entry.file_name().into_string().unwrap()))
            .collect();
        files.sort();
        files.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn times_tell_nothing_of_a_blob_or_its_directory_before_and_after_the_night() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Local::open(folder.path()).unwrap();
        let of = |path: &Path| {
            let about = fs::metadata(path).unwrap();
            (about.mtime(), about.mtime_nsec(), about.atime(), about.atime_nsec())
        };
        let even = |second: u64| (i64::try_from(second).unwrap(), 0, i64::try_from(second).unwrap(), 0);
        blobs.put("a", b"one").unwrap();
        assert_eq!(blobs.get("a").unwrap(), b"one");
        assert_eq!(of(&folder.path().join("a")), even(OF_TODAY), "reading is not noted either");
        blobs.shuffle().unwrap();
        assert_eq!(of(&folder.path().join("a")), even(OF_BEFORE));
        blobs.put("b", b"two").unwrap();
        blobs.delete("a").unwrap();
        let (second, nanosecond, ..) = of(folder.path());
        assert_eq!((second, nanosecond), (i64::try_from(OF_BEFORE).unwrap(), 0));
    }

    #[test]
    fn after_the_night_inodes_do_not_tell_the_order_of_arrival_and_every_blob_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Local::open(folder.path()).unwrap();
        let names: Vec<_> = (0..40).map(|number| format!("{:032x}", number * 7919)).collect();
        for name in &names {
            blobs.put(name, name.as_bytes()).unwrap();
        }
        let mut told = 0;
        for _ in 0..3 {
            blobs.shuffle().unwrap();
            let order = by_inode(folder.path());
            let place = |name| order.iter().position(|other| other == name).unwrap();
            told += names.windows(2).filter(|pair| place(&pair[0]) < place(&pair[1])).count();
            for name in &names {
                assert_eq!(blobs.get(name).unwrap(), name.as_bytes());
            }
        }
        assert!((30..=87).contains(&told), "{told} of 117 neighbours lie in their order: by chance it is half");
    }

    #[test]
    fn writing_anew_does_not_bring_back_what_is_deleted_meanwhile_and_readers_get_whole_blobs() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Local::open(folder.path()).unwrap();
        let names: Vec<_> = (0..60).map(|number| format!("{number:032x}")).collect();
        for name in &names {
            blobs.put(name, name.repeat(1000).as_bytes()).unwrap();
        }
        let (kept, deleted) = names.split_at(30);
        std::thread::scope(|scope| {
            scope.spawn(|| (0..3).for_each(|_| blobs.shuffle().unwrap()));
            scope.spawn(|| deleted.iter().for_each(|name| blobs.delete(name).unwrap()));
            for name in kept.iter().cycle().take(600) {
                assert_eq!(blobs.get(name).unwrap(), name.repeat(1000).as_bytes());
            }
        });
        let mut left = by_inode(folder.path());
        left.sort();
        assert_eq!(left, kept);
    }

    #[test]
    fn what_was_deleted_or_written_anew_is_overwritten_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Local::open(folder.path()).unwrap();
        let acts: [fn(&Local); 2] = [|blobs| blobs.delete("a").unwrap(), |blobs| blobs.shuffle().unwrap()];
        for act in acts {
            blobs.put("a", b"secret").unwrap();
            // Another name of the same file shows what becomes of its bytes.
            let other = tempfile::tempdir_in(folder.path().parent().unwrap()).unwrap();
            fs::hard_link(folder.path().join("a"), other.path().join("a")).unwrap();
            act(&blobs);
            assert_eq!(fs::read(other.path().join("a")).unwrap(), [0; 6]);
        }
        assert_eq!(blobs.get("a").unwrap(), b"secret");
    }

    #[test]
    fn what_a_killed_process_left_unfinished_is_gone_after_the_night() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Local::open(folder.path()).unwrap();
        fs::write(folder.path().join(".0123"), b"half").unwrap();
        blobs.shuffle().unwrap();
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names, [LOCK]);
    }

    #[test]
    fn a_key_cannot_lead_out_of_the_directory() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Local::open(folder.path()).unwrap();
        for key in ["", ".lock", "../a", "a/b", "/etc/passwd"] {
            assert!(blobs.put(key, b"x").is_err() && blobs.get(key).is_err() && blobs.delete(key).is_err(), "{key}");
        }
    }
}
