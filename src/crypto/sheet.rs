//! The root key as it stands on paper (protocol 4.2), for the command line. Browsers print, split and join it
//! (`web/src/crypto/sheet.ts`); parts are joined there.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use bech32::Hrp;
use bech32::primitives::decode::CheckedHrpstring;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::CryptoError;
use super::signing::Seed;

const MALFORMED: CryptoError = CryptoError::Malformed("root key");
const WHOLE: Hrp = Hrp::parse_unchecked("suturaroot");
/// Bytes at the front that say which root key it is: the start of its fingerprint.
const MARK: usize = 4;

/// Reads the seed of a root key, as `sutura organisation create` prints it or as it stands on a whole sheet; white
/// space is ignored. Refuses a sheet whose mark is of another root.
///
/// # Errors
/// [`CryptoError::Malformed`].
pub fn root_seed(typed: &str) -> Result<Seed, CryptoError> {
    let bare: Zeroizing<String> = Zeroizing::new(typed.split_whitespace().collect());
    if let Ok(seed) = Seed::parse(&bare) {
        return Ok(seed);
    }
    let bare = Zeroizing::new(bare.replace('-', "").to_lowercase());
    let checked = CheckedHrpstring::new::<bech32::Bech32>(&bare).map_err(|_| MALFORMED)?;
    let bytes = Zeroizing::new(checked.byte_iter().collect::<Vec<u8>>());
    if checked.hrp() != WHOLE || bytes.len() != MARK + 32 {
        return Err(MALFORMED);
    }
    let seed = Seed::parse(&Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(&bytes[MARK..])))?;
    if Sha256::digest(seed.public().as_bytes())[..MARK] == bytes[..MARK] { Ok(seed) } else { Err(MALFORMED) }
}
