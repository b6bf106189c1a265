//! A program without passkeys.

use serde_json::Value;

use super::{Challenge, Claim, Credential, RelyingParty};
use crate::crypto::error::CryptoError;

/// There is none.
pub enum Party {}

impl RelyingParty for Party {
    fn at(_: &str) -> Option<Self> {
        None
    }

    fn registration(&self, _: [u8; 16], _: &str, _: &[String]) -> Result<Challenge, CryptoError> {
        match *self {}
    }

    fn register(&self, _: Value, _: &str) -> Result<Credential, CryptoError> {
        match *self {}
    }

    fn challenge(&self) -> Result<Challenge, CryptoError> {
        match *self {}
    }

    fn claim(&self, _: &Value) -> Result<Claim, CryptoError> {
        match *self {}
    }

    fn verify(&self, _: &Value, _: &str, _: &str) -> Result<Option<String>, CryptoError> {
        match *self {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Party, RelyingParty as _};

    #[test]
    fn there_is_no_relying_party_at_any_address() {
        assert!(Party::at("https://sutura.example").is_none());
    }
}
