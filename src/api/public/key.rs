//! The public key history.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::crypto::chain::SignedStatement;
use crate::domain::id::ConsultationId;

/// Every key chain of the instance.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct KeyChains {
    pub chains: Vec<ConsultationChain>,
}

/// The key chain of one consultation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConsultationChain {
    pub consultation: ConsultationId,
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The organisation's root key, base64url.
    pub root: String,
    pub epochs: Vec<SignedStatement>,
}
