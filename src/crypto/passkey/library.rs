//! The ceremonies, by `webauthn-rs`.

use serde::de::DeserializeOwned;
use serde::{Deserialize as _, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

use super::{Challenge, Claim, Credential, RelyingParty};
use crate::crypto::error::CryptoError;

/// The relying party.
pub struct Party(Webauthn);

/// Every failure is the same to whoever asks: what exactly is wrong with a passkey helps nobody honest.
fn refused<Any>(_: Any) -> CryptoError {
    CryptoError::Passkey
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, CryptoError> {
    serde_json::from_str(text).map_err(refused)
}

fn write(value: &impl Serialize) -> Result<String, CryptoError> {
    serde_json::to_string(value).map_err(refused)
}

/// What the library puts under `publicKey`.
fn options(challenge: &impl Serialize) -> Result<Value, CryptoError> {
    Ok(serde_json::to_value(challenge).map_err(refused)?["publicKey"].take())
}

impl RelyingParty for Party {
    fn at(public_url: &str) -> Option<Self> {
        let url = Url::parse(public_url).ok()?;
        let builder = WebauthnBuilder::new(url.domain()?, &url).ok()?;
        builder.rp_name("Sutura").build().ok().map(Self)
    }

    fn registration(&self, user: [u8; 16], login: &str, known: &[String]) -> Result<Challenge, CryptoError> {
        let known = known.iter().filter_map(|data| read::<Passkey>(data).ok());
        let known = known.map(|passkey| passkey.cred_id().clone()).collect();
        let user = Uuid::from_bytes(user);
        let (challenge, state) = self.0.start_passkey_registration(user, login, login, Some(known)).map_err(refused)?;
        let mut options = options(&challenge)?;
        // Found without a login: the library asks for this with its own resident keys only.
        let selection = &mut options["authenticatorSelection"];
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
        selection["userVerification"] = json!("required");
        Ok(Challenge { options, state: write(&state)? })
    }

    fn register(&self, response: Value, state: &str) -> Result<Credential, CryptoError> {
        let response: RegisterPublicKeyCredential = serde_json::from_value(response).map_err(refused)?;
        let state: PasskeyRegistration = read(state)?;
        let passkey = self.0.finish_passkey_registration(&response, &state).map_err(refused)?;
        Ok(Credential { id: passkey.cred_id().to_vec(), data: write(&passkey)? })
    }

    fn challenge(&self) -> Result<Challenge, CryptoError> {
        let (mut challenge, state) = self.0.start_discoverable_authentication().map_err(refused)?;
        // Asked for by a button, not offered in a field.
        challenge.mediation = None;
        Ok(Challenge { options: options(&challenge)?, state: write(&state)? })
    }

    fn claim(&self, response: &Value) -> Result<Claim, CryptoError> {
        let response = PublicKeyCredential::deserialize(response).map_err(refused)?;
        let (user, credential) = self.0.identify_discoverable_authentication(&response).map_err(refused)?;
        Ok(Claim { user: user.into_bytes(), credential: credential.to_vec() })
    }

    fn verify(&self, response: &Value, state: &str, data: &str) -> Result<Option<String>, CryptoError> {
        let response = PublicKeyCredential::deserialize(response).map_err(refused)?;
        let state: DiscoverableAuthentication = read(state)?;
        let mut passkey: Passkey = read(data)?;
        let key = DiscoverableKey::from(&passkey);
        let result = self.0.finish_discoverable_authentication_v2(&response, state, key).map_err(refused)?;
        if !result.user_verified() {
            return Err(CryptoError::Passkey);
        }
        let changed = passkey.update_credential(&result) == Some(true);
        changed.then(|| write(&passkey)).transpose()
    }
}
