//! What a member's browser needs to unlock.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::Base64;
use crate::crypto::document::SignedDocument;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId, OrganisationId, PersonId};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::role::Role;
use crate::domain::week::Week;

/// The member, their circles with the wraps of each epoch, and the colleagues' public keys.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Me {
    pub member: MemberId,
    /// Whose account it is.
    pub person: PersonId,
    pub login: String,
    pub role: Role,
    /// The first day on which the member can be one of two persons, `YYYY-MM-DD`; `null` when nothing holds them back.
    #[schema(required)]
    pub second_from: Option<String>,
    /// For the header `sutura-csrf` of every act.
    #[schema(required)]
    pub csrf: Option<String>,
    /// The member's bundle, as an age file to the recipient of the passphrase.
    pub wrap: Base64,
    pub circles: Vec<MyCircle>,
    /// The members of these circles.
    pub members: BTreeMap<MemberId, Colleague>,
    /// Names of the organisations whose members these are.
    pub organisations: BTreeMap<OrganisationId, String>,
    /// Others who may have been in a circle: what they signed stays verifiable after they left.
    pub others: BTreeMap<MemberId, FormerColleague>,
    /// Whether the member has printed a recovery sheet.
    pub recovery: bool,
    /// Where the daily mail goes.
    #[schema(required)]
    pub mail: Option<String>,
    /// Whether this instance sends mail.
    pub mail_offered: bool,
    pub week: Week,
    /// `YYYY-MM-DD`
    pub today: String,
}

/// A circle that the member belongs to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MyCircle {
    pub consultation: ConsultationId,
    pub slug: String,
    pub questionnaire: Questionnaire,
    pub epochs: Vec<EpochWrap>,
    pub members: Vec<MemberId>,
    /// The head of the key chain as each member has seen it, signed.
    pub heads: Vec<SignedDocument>,
    /// Whether a member left since the last epoch began, so that the next one is due.
    pub rekey_due: bool,
    #[schema(required)]
    pub lock: Option<IntakeLock>,
}

/// An epoch's bundle, as an age file to one member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EpochWrap {
    pub number: EpochNumber,
    pub wrap: Base64,
}

/// Who has stopped the intake, and who has asked to open it again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct IntakeLock {
    pub by: MemberId,
    #[schema(required)]
    pub unlock_by: Option<MemberId>,
}

/// A member of a circle of the member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Colleague {
    /// Whose account it is: two accounts may be of one person.
    pub person: PersonId,
    pub login: String,
    pub role: Role,
    pub organisation: OrganisationId,
    /// `age1pq1…`
    pub recipient: String,
    /// Ed25519, base64url.
    pub signing: String,
}

/// Somebody whose signatures must stay verifiable.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FormerColleague {
    pub person: PersonId,
    pub login: String,
    pub organisation: OrganisationId,
    /// Ed25519, base64url.
    pub signing: String,
}
