//! The ceremonies of passkeys (WebAuthn level 3) as the relying party sees them: what a browser asks its authenticator
//! for, and what its answer proves. Options and answers are the JSON of the standard, and pass as they are.
//!
//! A program that is built without the feature `passkeys` is a relying party at no address.

#[cfg(feature = "passkeys")]
mod library;
// Compiled with the tests too, so that it cannot fall behind.
#[cfg(any(test, not(feature = "passkeys")))]
mod none;

use serde_json::Value;

use super::error::CryptoError;

#[cfg(feature = "passkeys")]
pub use library::Party;
#[cfg(not(feature = "passkeys"))]
pub use none::Party;

/// What a browser asks its authenticator for, and the state of the ceremony, which it brings back.
pub struct Challenge {
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    pub options: Value,
    pub state: String,
}

/// A credential that an authenticator has made.
pub struct Credential {
    pub id: Vec<u8>,
    /// Public key, counter and flags, as the library writes them (JSON).
    pub data: String,
}

/// Whose passkey has signed, as the answer says. Nothing of it is proved yet.
pub struct Claim {
    /// The user's id, as given at registration.
    pub user: [u8; 16],
    /// The credential's id.
    pub credential: Vec<u8>,
}

/// Refused by every function: [`CryptoError::Passkey`].
pub trait RelyingParty: Sized {
    /// The relying party at a public address; `None` where that is an IP address, since WebAuthn needs a name.
    fn at(public_url: &str) -> Option<Self>;

    /// Begins to register a passkey. `known` are the credentials that the user has: an authenticator that holds one
    /// makes no second.
    fn registration(&self, user: [u8; 16], login: &str, known: &[String]) -> Result<Challenge, CryptoError>;

    /// Ends a registration with a `RegistrationResponseJSON`.
    fn register(&self, response: Value, state: &str) -> Result<Credential, CryptoError>;

    /// A challenge for anybody's passkey.
    fn challenge(&self) -> Result<Challenge, CryptoError>;

    /// Whose passkey an `AuthenticationResponseJSON` is of.
    fn claim(&self, response: &Value) -> Result<Claim, CryptoError>;

    /// Verifies an `AuthenticationResponseJSON`: its signature by the credential that `data` is of, and that the
    /// authenticator has verified its user. Returns the credential's new data where they have changed.
    fn verify(&self, response: &Value, state: &str, data: &str) -> Result<Option<String>, CryptoError>;
}
