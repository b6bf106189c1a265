//! What can go wrong for a client.

use crate::api::problem::Problem;
use crate::crypto::CryptoError;

/// Why a client gave up.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("the server does not answer: {0}")]
    Http(#[from] reqwest::Error),
    /// Status and the last part of the problem's `type`.
    #[error("refused with {0}: {1}")]
    Refused(u16, String),
    #[error("{0}")]
    Crypto(#[from] CryptoError),
    #[error("the server's answer is not what the protocol says: {0}")]
    Protocol(&'static str),
}

/// The answer, or the refusal in it.
pub async fn accepted(response: reqwest::Response) -> Result<reqwest::Response, ClientError> {
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status().as_u16();
    let problem = response.json::<Problem>().await;
    let code = problem.map_or_else(|_| "unknown".to_owned(), |problem| problem.kind.code().to_owned());
    Err(ClientError::Refused(status, code))
}
