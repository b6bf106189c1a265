//! The post-quantum hybrid recipient type of the age specification (C2SP age.md, `mlkem768x25519`).
//!
//! HPKE base mode (RFC 9180) with KEM 0x647a (ML-KEM-768 + X25519, "X-Wing"), HKDF-SHA-256 and ChaCha20-Poly1305.
//! The Rust `age` crate lacks the type; its public traits are implemented here. Proven by the CCTV age vectors.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use age_core::format::{FILE_KEY_BYTES, FileKey, Stanza};
use age_core::primitives::{bech32_decode, bech32_encode};
use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine as _};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, aead::Aead as _};
use hkdf::Hkdf;
use ml_kem::{B32, EncapsulateDeterministic as _, EncodedSizeUser as _, KemCore as _, MlKem768, kem::Decapsulate as _};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use sha3::digest::{ExtendableOutput as _, Update as _, XofReader as _};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{CryptoError, random};

/// Tag of the recipient stanza.
pub const STANZA_TAG: &str = "mlkem768x25519";
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
const LABEL: &str = "postquantum";
const RECIPIENT_HRP: &str = "age1pq";
const IDENTITY_HRP: &str = "age-secret-key-pq-";
const MLKEM_KEY: usize = 1184;
const MLKEM_CIPHERTEXT: usize = 1088;
/// Bytes of a public key: ML-KEM-768 encapsulation key, then X25519 public key.
pub const PUBLIC_KEY: usize = MLKEM_KEY + 32;
const ENCAPSULATED: usize = MLKEM_CIPHERTEXT + 32;
const SUITE: [u8; 10] = *b"HPKE\x64\x7a\x00\x01\x00\x03";

type EncapsulationKey = ml_kem::kem::EncapsulationKey<ml_kem::MlKem768Params>;
type DecapsulationKey = ml_kem::kem::DecapsulationKey<ml_kem::MlKem768Params>;

/// A hybrid public key, `age1pq1…`.
#[derive(Clone, PartialEq, Eq)]
pub struct HybridRecipient(Box<[u8; PUBLIC_KEY]>);

/// A hybrid private key: the 32-byte seed of `AGE-SECRET-KEY-PQ-1…`. `Debug` does not print it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct HybridIdentity([u8; 32]);

impl HybridIdentity {
    /// The identity of a 32-byte seed; every seed is valid.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(seed)
    }

    /// A fresh identity.
    #[must_use]
    pub fn generate() -> Self {
        Self(random::bytes())
    }

    /// The Bech32 form in upper case. It is the secret key itself.
    #[must_use]
    pub fn expose(&self) -> String {
        let hrp = bech32::Hrp::parse_unchecked(IDENTITY_HRP);
        bech32_encode(hrp, &self.0).to_uppercase()
    }

    /// The public key.
    #[must_use]
    pub fn recipient(&self) -> HybridRecipient {
        let (_, encapsulation, x25519) = self.expand();
        let mut public = Box::new([0u8; PUBLIC_KEY]);
        public[..MLKEM_KEY].copy_from_slice(&encapsulation.as_bytes());
        public[MLKEM_KEY..].copy_from_slice(x25519_dalek::PublicKey::from(&x25519).as_bytes());
        HybridRecipient(public)
    }

    fn expand(&self) -> (DecapsulationKey, EncapsulationKey, x25519_dalek::StaticSecret) {
        let mut hasher = sha3::Shake256::default();
        hasher.update(&self.0);
        let mut expanded = [0u8; 96];
        hasher.finalize_xof().read(&mut expanded);
        let part = |at: usize| -> [u8; 32] { expanded[at..at + 32].try_into().expect("32 bytes of 96") };
        let (decapsulation, encapsulation) =
            MlKem768::generate_deterministic(&B32::from(part(0)), &B32::from(part(32)));
        let x25519 = x25519_dalek::StaticSecret::from(part(64));
        expanded.zeroize();
        (decapsulation, encapsulation, x25519)
    }

    fn decapsulate(&self, encapsulated: &[u8; ENCAPSULATED]) -> Option<[u8; 32]> {
        let (decapsulation, _, x25519) = self.expand();
        let (ciphertext, ephemeral) = encapsulated.split_at(MLKEM_CIPHERTEXT);
        let ephemeral: [u8; 32] = ephemeral.try_into().ok()?;
        let pq = decapsulation.decapsulate(&ciphertext.try_into().ok()?).ok()?;
        let classic = x25519.diffie_hellman(&x25519_dalek::PublicKey::from(ephemeral));
        if !classic.was_contributory() {
            return None;
        }
        let own = x25519_dalek::PublicKey::from(&x25519);
        Some(combine(&pq, classic.as_bytes(), &ephemeral, own.as_bytes()))
    }
}

impl FromStr for HybridIdentity {
    type Err = CryptoError;

    fn from_str(text: &str) -> Result<Self, CryptoError> {
        let bytes = decode(&text.to_lowercase(), IDENTITY_HRP, "identity")?;
        Ok(Self(bytes.try_into().map_err(|_| CryptoError::Malformed("identity"))?))
    }
}

impl fmt::Debug for HybridIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HybridIdentity(..)")
    }
}

impl FromStr for HybridRecipient {
    type Err = CryptoError;

    fn from_str(text: &str) -> Result<Self, CryptoError> {
        let bytes = decode(text, RECIPIENT_HRP, "recipient")?;
        let bytes: Box<[u8; PUBLIC_KEY]> =
            bytes.into_boxed_slice().try_into().map_err(|_| CryptoError::Malformed("recipient"))?;
        let recipient = Self(bytes);
        // FIPS 203 7.2: the encoding must be canonical, that is, survive decoding and encoding.
        if recipient.encapsulation_key().as_bytes().as_slice() != &recipient.0[..MLKEM_KEY] {
            return Err(CryptoError::Malformed("recipient"));
        }
        Ok(recipient)
    }
}

impl fmt::Display for HybridRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bech32_encode(bech32::Hrp::parse_unchecked(RECIPIENT_HRP), &self.0[..]))
    }
}

impl fmt::Debug for HybridRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn decode(text: &str, expected: &'static str, what: &'static str) -> Result<Vec<u8>, CryptoError> {
    let malformed = || CryptoError::Malformed(what);
    bech32_decode(
        text,
        |_| malformed(),
        |hrp| {
            if hrp == bech32::Hrp::parse_unchecked(expected) { Ok(()) } else { Err(malformed()) }
        },
        |_, bytes| Ok(bytes.collect()),
    )
}

impl HybridRecipient {
    fn encapsulation_key(&self) -> EncapsulationKey {
        let bytes: &[u8] = &self.0[..MLKEM_KEY];
        EncapsulationKey::from_bytes(&bytes.try_into().expect("1184 bytes of 1216"))
    }

    fn encapsulate(&self) -> Option<(Vec<u8>, [u8; 32])> {
        let message = B32::from(random::bytes::<32>());
        let (ciphertext, pq) = self.encapsulation_key().encapsulate_deterministic(&message).ok()?;
        let ephemeral = x25519_dalek::StaticSecret::from(random::bytes::<32>());
        let ephemeral_public = x25519_dalek::PublicKey::from(&ephemeral);
        let public: [u8; 32] = self.0[MLKEM_KEY..].try_into().expect("32 bytes of 1216");
        let classic = ephemeral.diffie_hellman(&x25519_dalek::PublicKey::from(public));
        if !classic.was_contributory() {
            return None;
        }
        let secret = combine(&pq, classic.as_bytes(), ephemeral_public.as_bytes(), &public);
        Some(([ciphertext.as_slice(), ephemeral_public.as_bytes()].concat(), secret))
    }

    /// One stanza that wraps `file_key` to this recipient. Refuses a recipient with a low-order X25519 point.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`].
    pub fn wrap(&self, file_key: &FileKey) -> Result<Stanza, CryptoError> {
        let (encapsulated, mut secret) = self.encapsulate().ok_or(CryptoError::Encryption)?;
        let (key, nonce) = key_schedule(&secret);
        secret.zeroize();
        let body = ChaCha20Poly1305::new(&key.into())
            .encrypt(&nonce.into(), file_key.expose_secret().as_slice())
            .map_err(|_| CryptoError::Encryption)?;
        Ok(Stanza { tag: STANZA_TAG.into(), args: vec![BASE64_STANDARD_NO_PAD.encode(encapsulated)], body })
    }
}

/// X-Wing's combiner: SHA3-256 over both secrets, the X25519 ciphertext, the X25519 key and a label.
fn combine(pq: &[u8], classic: &[u8], ephemeral: &[u8], public: &[u8]) -> [u8; 32] {
    use sha3::Digest as _;
    let mut hasher = sha3::Sha3_256::new();
    for part in [pq, classic, ephemeral, public, b"\\.//^\\"] {
        sha3::Digest::update(&mut hasher, part);
    }
    hasher.finalize().into()
}

/// RFC 9180 section 5.1, base mode: the AEAD key and the base nonce.
fn key_schedule(secret: &[u8]) -> ([u8; 32], [u8; 12]) {
    let extract = |salt: &[u8], label: &[u8], ikm: &[u8]| {
        Hkdf::<Sha256>::extract(Some(salt), &[b"HPKE-v1", SUITE.as_slice(), label, ikm].concat())
    };
    let (psk_id_hash, _) = extract(b"", b"psk_id_hash", b"");
    let (info_hash, _) = extract(b"", b"info_hash", INFO);
    let context = [&[0u8], psk_id_hash.as_slice(), info_hash.as_slice()].concat();
    let (_, expander) = extract(secret, b"secret", b"");
    let expand = |label: &[u8], out: &mut [u8]| {
        let length = u16::try_from(out.len()).expect("at most 32").to_be_bytes();
        expander.expand_multi_info(&[&length, b"HPKE-v1", &SUITE, label, &context], out).expect("at most 255 blocks");
    };
    let (mut key, mut nonce) = ([0; 32], [0; 12]);
    expand(b"key", &mut key);
    expand(b"base_nonce", &mut nonce);
    (key, nonce)
}

impl age::Recipient for HybridRecipient {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        let stanza =
            self.wrap(file_key).map_err(|error| age::EncryptError::Io(std::io::Error::other(error.to_string())))?;
        Ok((vec![stanza], HashSet::from([LABEL.to_owned()])))
    }
}

impl age::Identity for HybridIdentity {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        if stanza.tag != STANZA_TAG {
            return None;
        }
        self.unwrap(stanza).transpose()
    }
}

impl HybridIdentity {
    /// Returns `None` when the stanza is well formed but made for another key.
    fn unwrap(&self, stanza: &Stanza) -> Result<Option<FileKey>, age::DecryptError> {
        let [argument] = stanza.args.as_slice() else {
            return Err(age::DecryptError::InvalidHeader);
        };
        let encapsulated: [u8; ENCAPSULATED] = BASE64_STANDARD_NO_PAD
            .decode(argument)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(age::DecryptError::InvalidHeader)?;
        if stanza.body.len() != FILE_KEY_BYTES + 16 {
            return Err(age::DecryptError::InvalidHeader);
        }
        let Some(mut secret) = self.decapsulate(&encapsulated) else {
            return Err(age::DecryptError::InvalidHeader);
        };
        let (key, nonce) = key_schedule(&secret);
        secret.zeroize();
        let Ok(mut plain) = ChaCha20Poly1305::new(&key.into()).decrypt(&nonce.into(), stanza.body.as_slice()) else {
            return Ok(None);
        };
        let file_key = FileKey::init_with_mut(|out| out.copy_from_slice(&plain));
        plain.zeroize();
        Ok(Some(file_key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_and_recipients_survive_their_text_forms() {
        let identity = HybridIdentity::generate();
        let text = identity.expose();
        assert!(text.starts_with("AGE-SECRET-KEY-PQ-1"));
        let again: HybridIdentity = text.parse().expect("own text");
        let recipient = identity.recipient();
        assert_eq!(again.recipient(), recipient);
        assert_eq!(recipient.to_string().parse::<HybridRecipient>().expect("own text"), recipient);
        assert_eq!(format!("{identity:?}"), "HybridIdentity(..)");
    }

    #[test]
    fn malformed_recipients_are_refused() {
        for text in ["", "age1pq1", "age1qqq", "AGE-SECRET-KEY-PQ-1QQQ"] {
            assert!(text.parse::<HybridRecipient>().is_err(), "{text}");
        }
        let mut not_canonical = HybridIdentity::generate().recipient();
        not_canonical.0[..3].copy_from_slice(&[0xff; 3]);
        assert!(not_canonical.to_string().parse::<HybridRecipient>().is_err());
    }

    #[test]
    fn a_stanza_opens_with_its_key_only() {
        let (one, other) = (HybridIdentity::generate(), HybridIdentity::generate());
        let key = FileKey::new(Box::new([7; 16]));
        let stanza = one.recipient().wrap(&key).expect("wraps");
        let opened = one.unwrap(&stanza).expect("well formed").expect("opens");
        assert_eq!(opened.expose_secret(), &[7; 16]);
        assert!(other.unwrap(&stanza).expect("well formed").is_none());
    }
}
