//! Making and opening age files for hybrid recipients.
//!
//! The `age` crate adds a random "grease" stanza to every header. Citizen files must carry exactly one stanza
//! (protocol 4.3), so the header is written here, from the same file key; the payload is the crate's own.
//! The server only seals (for the form without JavaScript); files are opened by clients.

use std::collections::HashSet;
use std::io::{self, Read as _, Write};
use std::sync::{Arc, Mutex, PoisonError};

use age::stream::StreamWriter;
use age_core::format::{FileKey, Stanza};
use age_core::primitives::hkdf;
use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::hybrid::{HybridIdentity, HybridRecipient};
use super::{CryptoError, padding, scrub};

const VERSION_LINE: &str = "age-encryption.org/v1\n";
const COLUMNS: usize = 64;

/// Writes one header for all recipients and remembers it, so that it can replace the crate's.
struct OneHeader<'a> {
    recipients: &'a [HybridRecipient],
    header: Mutex<Vec<u8>>,
}

impl age::Recipient for OneHeader<'_> {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        let stanzas = self
            .recipients
            .iter()
            .map(|recipient| recipient.wrap(file_key))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| age::EncryptError::Io(io::Error::other(error.to_string())))?;
        *self.header.lock().unwrap_or_else(PoisonError::into_inner) = header(&stanzas, file_key);
        Ok((stanzas, HashSet::from(["postquantum".to_owned()])))
    }
}

fn header(stanzas: &[Stanza], file_key: &FileKey) -> Vec<u8> {
    let mut text = String::from(VERSION_LINE);
    for stanza in stanzas {
        text.push_str("-> ");
        text.push_str(&stanza.tag);
        for argument in &stanza.args {
            text.push(' ');
            text.push_str(argument);
        }
        text.push('\n');
        let body = BASE64_STANDARD_NO_PAD.encode(&stanza.body);
        let mut rest = body.as_str();
        while rest.len() >= COLUMNS {
            let (line, tail) = rest.split_at(COLUMNS);
            text.push_str(line);
            text.push('\n');
            rest = tail;
        }
        text.push_str(rest);
        text.push('\n');
    }
    text.push_str("---");
    let key = Zeroizing::new(hkdf(&[], b"header", file_key.expose_secret()));
    let mut mac = Hmac::<Sha256>::new_from_slice(&key[..]).expect("HMAC takes keys of any size");
    mac.update(text.as_bytes());
    text.push(' ');
    text.push_str(&BASE64_STANDARD_NO_PAD.encode(mac.finalize().into_bytes()));
    text.push('\n');
    text.into_bytes()
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Encrypts a stream in constant memory: plaintext is pushed in, ciphertext comes out 64 KiB at a time.
pub struct Sealer {
    writer: StreamWriter<Shared>,
    out: Shared,
    header: Option<Vec<u8>>,
}

impl Sealer {
    /// Starts an age file with one stanza for each of `recipients` and no other. Refuses an empty list and an unusable
    /// recipient.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`].
    pub fn new(recipients: &[HybridRecipient]) -> Result<Self, CryptoError> {
        let one_header = OneHeader { recipients, header: Mutex::default() };
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&one_header as &dyn age::Recipient))
            .map_err(|_| CryptoError::Encryption)?;
        if recipients.is_empty() {
            return Err(CryptoError::Encryption);
        }
        let out = Shared::default();
        let writer = encryptor.wrap_output(out.clone()).map_err(|_| CryptoError::Encryption)?;
        let theirs = out.take();
        let nonce_at = theirs.len() - 16;
        let mut header = one_header.header.into_inner().unwrap_or_else(PoisonError::into_inner);
        header.extend_from_slice(&theirs[nonce_at..]);
        Ok(Self { writer, out, header: Some(header) })
    }

    /// Encrypts `plain` and returns the ciphertext that is ready, possibly none.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`], which does not happen with a buffer in memory.
    pub fn push(&mut self, plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let written = self.writer.write_all(plain);
        scrub::stack();
        written.map_err(|_| CryptoError::Encryption)?;
        Ok(self.ready())
    }

    /// Ends the file and returns its last bytes.
    ///
    /// # Errors
    /// As [`Self::push`].
    pub fn finish(mut self) -> Result<Vec<u8>, CryptoError> {
        let header = self.header.take().unwrap_or_default();
        let finished = self.writer.finish();
        scrub::stack();
        finished.map_err(|_| CryptoError::Encryption)?;
        Ok([header, self.out.take()].concat())
    }

    fn ready(&mut self) -> Vec<u8> {
        let mut out = self.header.take().unwrap_or_default();
        out.append(&mut self.out.take());
        out
    }
}

/// `age(recipients, plain)`: the whole file in memory. Only key bundles are sealed without padding.
///
/// # Errors
/// As [`Sealer::new`].
pub fn seal_unpadded(recipients: &[HybridRecipient], plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let mut sealer = Sealer::new(recipients)?;
    let mut out = sealer.push(plain)?;
    out.append(&mut sealer.finish()?);
    Ok(out)
}

/// `age(recipients, pad(plain))`: for everything but key bundles.
///
/// # Errors
/// As [`Sealer::new`].
pub fn seal(recipients: &[HybridRecipient], plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
    seal_unpadded(recipients, &Zeroizing::new(padding::pad(plain)))
}

/// The plaintext of an age file, with its padding if it has any. Refuses a file that is not age v1, another key, and a
/// file that was cut or changed.
///
/// # Errors
/// [`CryptoError::NotAge`], [`CryptoError::WrongKey`] or [`CryptoError::Encryption`].
pub fn open_unpadded(file: &[u8], identity: &HybridIdentity) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| CryptoError::NotAge)?;
    let mut reader =
        decryptor.decrypt(std::iter::once(identity as &dyn age::Identity)).map_err(|_| CryptoError::WrongKey)?;
    let mut plain = Zeroizing::new(Vec::new());
    reader.read_to_end(&mut plain).map_err(|_| CryptoError::Encryption)?;
    Ok(plain)
}

/// The plaintext of a padded age file, without its padding.
///
/// # Errors
/// As [`open_unpadded`], and [`CryptoError::Padding`].
pub fn open(file: &[u8], identity: &HybridIdentity) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let padded = open_unpadded(file, identity)?;
    Ok(Zeroizing::new(padding::unpad(&padded)?.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_with_each_of_its_keys_and_no_other() {
        let keys: Vec<_> = (0..3).map(|_| HybridIdentity::generate()).collect();
        let file = seal(&[keys[0].recipient(), keys[1].recipient()], b"sutura").expect("seals");
        assert_eq!(open(&file, &keys[0]).expect("opens").as_slice(), b"sutura");
        assert_eq!(open(&file, &keys[1]).expect("opens").as_slice(), b"sutura");
        assert_eq!(open(&file, &keys[2]).expect_err("stays closed"), CryptoError::WrongKey);
    }

    #[test]
    fn the_header_has_no_grease() {
        let key = HybridIdentity::generate();
        let file = seal(&[key.recipient()], b"x").expect("seals");
        let header = String::from_utf8_lossy(&file[..1700]).into_owned();
        assert_eq!(header.matches("-> ").count(), 1);
        assert!(!header.contains("grease"));
    }

    #[test]
    fn a_stream_pushed_in_pieces_equals_its_whole() {
        let key = HybridIdentity::generate();
        let plain: Vec<u8> = (0..300_000u32).map(|n| n as u8).collect();
        let mut sealer = Sealer::new(&[key.recipient()]).expect("starts");
        let mut file = Vec::new();
        for piece in plain.chunks(1000) {
            file.append(&mut sealer.push(piece).expect("pushes"));
        }
        file.append(&mut sealer.finish().expect("ends"));
        assert_eq!(open_unpadded(&file, &key).expect("opens").as_slice(), plain.as_slice());
        file.truncate(file.len() - 1);
        assert!(open_unpadded(&file, &key).is_err());
    }
}
