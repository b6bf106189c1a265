//! What can go wrong for a client, and what it takes for success: only what the protocol promises, in full.

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response};
use serde::de::DeserializeOwned;

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

/// Settings of every client: it follows no redirection, because what answers elsewhere is not the server.
pub fn builder() -> ClientBuilder {
    Client::builder().redirect(Policy::none())
}

fn is_type(response: &Response, media_type: &str) -> bool {
    let header = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    header.split(';').next().unwrap_or_default().trim() == media_type
}

/// The answer, if it has the status that the protocol promises; otherwise the refusal in it. Refuses
/// [`ClientError::Protocol`] for any other answer, however well it went.
pub async fn accepted(response: Response, promised: u16) -> Result<Response, ClientError> {
    let status = response.status();
    if status.as_u16() == promised {
        return Ok(response);
    }
    let is_refusal = status.is_client_error() || status.is_server_error();
    if !is_refusal || !is_type(&response, "application/problem+json") {
        return Err(ClientError::Protocol("neither what was promised nor a refusal"));
    }
    let problem = response.json::<Problem>().await.map_err(|_| ClientError::Protocol("a refusal without a reason"))?;
    Err(ClientError::Refused(status.as_u16(), problem.kind.code().to_owned()))
}

/// The JSON of an answer that has the promised status. Refuses as [`accepted`], and for another media type or shape.
pub async fn json<T: DeserializeOwned>(response: Response, promised: u16) -> Result<T, ClientError> {
    let response = accepted(response, promised).await?;
    if !is_type(&response, "application/json") {
        return Err(ClientError::Protocol("not JSON"));
    }
    Ok(response.json().await?)
}

/// The ciphertext of an answer with status 200. Refuses as [`accepted`], and for another media type.
pub async fn octets(response: Response) -> Result<Vec<u8>, ClientError> {
    let response = accepted(response, 200).await?;
    if !is_type(&response, "application/octet-stream") {
        return Err(ClientError::Protocol("not a file"));
    }
    Ok(response.bytes().await?.to_vec())
}
