//! The only way to read a request: size, origin and, with a session, CSRF are checked here.

use std::convert::Infallible;
use std::marker::PhantomData;

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq as _;
use tower_sessions::Session;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::{RefOr, Required, Schema};
use utoipa::{PartialSchema as _, ToSchema};
use zeroize::Zeroizing;

use crate::app::App;
use crate::crypto::ticket::Solved;
use crate::domain::case::Revision;
use crate::domain::circle_document::Name as CircleDocumentName;
use crate::domain::id::{ConsultationId, MemberId, MessageId, ReportId, SummaryId, UploadId};
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Confirmed;
use crate::services::crowd;
use crate::storage;
use crate::storage::member::Member;
use crate::storage::session::{CONFIRMED, MEMBER, STARTED};
use crate::web::http::openapi::describe::{self, Describe, Description};
use crate::web::http::openapi::{CSRF as CSRF_SCHEME, SESSION as SESSION_SCHEME};

/// Key of the CSRF token in a session.
pub const CSRF: &str = "csrf";
const CSRF_HEADER: &str = "sutura-csrf";

/// A signed-in member. For an act (not GET or HEAD) the CSRF token of the session must come with it.
pub struct SignedIn {
    pub member: Member,
    pub session: Session,
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let session = Session::from_request_parts(parts, app).await.map_err(|_| Refusal::SignedOut)?;
        let id: Option<MemberId> = session.get(MEMBER).await.map_err(|_| Refusal::SignedOut)?;
        let id = id.ok_or(Refusal::SignedOut)?;
        let started: i64 = session.get(STARTED).await.map_err(|_| Refusal::SignedOut)?.ok_or(Refusal::SignedOut)?;
        if app.clock.unix() - started >= app.config.session_absolute {
            session.flush().await.map_err(|_| Refusal::SignedOut)?;
            return Err(Refusal::SignedOut.into());
        }
        let found = storage::member::find(app.db.read(), id).await?;
        let member = found.filter(|member| member.standing == Standing::Active).ok_or(Refusal::SignedOut)?;
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            same_origin(&parts.headers)?;
            let expected: Option<String> = session.get(CSRF).await.map_err(|_| Refusal::SignedOut)?;
            let given = parts.headers.get(CSRF_HEADER).map(|value| value.as_bytes()).unwrap_or_default();
            let matches = expected.is_some_and(|expected| bool::from(expected.as_bytes().ct_eq(given)));
            if !matches {
                return Err(Refusal::CrossSite.into());
            }
        }
        Ok(Self { member, session })
    }
}

/// A signed-in member who has given the passphrase again.
pub struct ConfirmedIn {
    pub member: Member,
    pub session: Session,
    pub proof: Confirmed,
}

impl FromRequestParts<App> for ConfirmedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let SignedIn { member, session } = SignedIn::from_request_parts(parts, app).await?;
        let at: Option<i64> = session.get(CONFIRMED).await.map_err(|_| Refusal::SignedOut)?;
        let proof = Confirmed::check(at, app.clock.unix())?;
        Ok(Self { member, session, proof })
    }
}

/// Keeps a value in a session.
pub async fn remember(session: &Session, key: &str, value: impl serde::Serialize) -> Result<(), Error> {
    let stored = session.insert(key, value).await;
    stored.map_err(|_| Error::Internal("the session could not be stored".to_owned()))
}

impl SignedIn {
    /// Keeps a value in the member's session.
    pub async fn remember(&self, key: &str, value: impl serde::Serialize) -> Result<(), Error> {
        remember(&self.session, key, value).await
    }
}

fn describe_session(operation: &mut Description) {
    if operation.is_act() {
        operation.needs(&[SESSION_SCHEME, CSRF_SCHEME]);
    } else {
        operation.needs(&[SESSION_SCHEME]);
    }
}

impl Describe for SignedIn {
    fn describe(operation: &mut Description) {
        describe_session(operation);
    }
}

impl Describe for ConfirmedIn {
    fn describe(operation: &mut Description) {
        describe_session(operation);
        let again = "Refused with `confirm-again` unless the member has confirmed within five minutes.";
        operation.operation.description = Some(again.to_owned());
    }
}

/// Ids and names in the path. Refuses [`Refusal::NotFound`] for text that is none: nothing has such an address.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let found = axum::extract::Path::<T>::from_request_parts(parts, app).await;
        found.map(|axum::extract::Path(ids)| Self(ids)).map_err(|_| Refusal::NotFound)
    }
}

/// What stands in a path: the schemas of its parameters, in their order.
pub trait PathParameters {
    fn schemas(operation: &mut Description) -> Vec<RefOr<Schema>>;
}

macro_rules! path_parameters {
    ($($type:ty),* $(,)?) => {$(
        impl PathParameters for $type {
            fn schemas(operation: &mut Description) -> Vec<RefOr<Schema>> {
                vec![operation.refer::<$type>()]
            }
        }
    )*};
}

path_parameters!(CircleDocumentName, ConsultationId, MemberId, MessageId, ReportId, SummaryId, UploadId);

impl PathParameters for String {
    fn schemas(_: &mut Description) -> Vec<RefOr<Schema>> {
        vec![Self::schema()]
    }
}

impl<A: PathParameters, B: PathParameters> PathParameters for (A, B) {
    fn schemas(operation: &mut Description) -> Vec<RefOr<Schema>> {
        let mut schemas = A::schemas(operation);
        schemas.extend(B::schemas(operation));
        schemas
    }
}

impl<T: PathParameters> Describe for Path<T> {
    fn describe(operation: &mut Description) {
        let schemas = T::schemas(operation);
        operation.path_parameters(schemas);
    }
}

/// What stands behind the question mark. Refuses [`Refusal::BadRequest`] for anything else than `T`.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let found = axum::extract::Query::<T>::from_request_parts(parts, app).await;
        found.map(|axum::extract::Query(query)| Self(query)).map_err(|_| Refusal::BadRequest)
    }
}

impl<T: ToSchema> Describe for Query<T> {
    fn describe(operation: &mut Description) {
        let RefOr::T(Schema::Object(object)) = T::schema() else { return };
        let mut schemas = Vec::new();
        T::schemas(&mut schemas);
        operation.schemas.extend(schemas);
        for (name, schema) in object.properties {
            let required = if object.required.contains(&name) { Required::True } else { Required::False };
            operation.parameter(&name, ParameterIn::Query, required, schema);
        }
    }
}

/// The revision that the client has read, from `If-Match`.
pub struct IfMatch(Option<Revision>);

impl IfMatch {
    /// Refuses [`Refusal::BadRequest`] when the header names no revision. Asked after the member's authority: whoever
    /// may not save learns nothing else.
    pub fn revision(self) -> Result<Revision, Refusal> {
        self.0.ok_or(Refusal::BadRequest)
    }
}

impl FromRequestParts<App> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let tag = parts.headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        Ok(Self(tag.and_then(Revision::parse)))
    }
}

impl Describe for IfMatch {
    fn describe(operation: &mut Description) {
        operation.parameter("If-Match", ParameterIn::Header, Required::True, String::schema());
    }
}

/// A request that names an origin must name this one. Text browsers name none, and carry no session.
/// Refuses [`Refusal::CrossSite`].
pub fn same_origin(headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(origin) = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()) else { return Ok(()) };
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let named = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    // `no-referrer` makes browsers send `Origin: null` for plain forms of the same site.
    if named == Some(host) || origin == "null" { Ok(()) } else { Err(Refusal::CrossSite) }
}

/// A JSON body.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for JsonBody<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        same_origin(request.headers())?;
        let bytes = body(request, app).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| Refusal::BadRequest.into())
    }
}

/// A body of ciphertext.
pub struct CipherBody(pub Vec<u8>);

impl FromRequest<App> for CipherBody {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        same_origin(request.headers())?;
        Ok(Self(body(request, app).await?.into()))
    }
}

impl<T: ToSchema> Describe for JsonBody<T> {
    fn describe(operation: &mut Description) {
        let schema = operation.refer::<T>();
        operation.body("application/json", schema);
    }
}

impl Describe for CipherBody {
    fn describe(operation: &mut Description) {
        operation.body("application/octet-stream", describe::bytes());
    }
}

async fn body(request: Request, app: &App) -> Result<Bytes, Error> {
    Bytes::from_request(request, app).await.map_err(|rejection| match rejection.status().as_u16() {
        413 => Refusal::TooLarge.into(),
        _ => Refusal::BadRequest.into(),
    })
}

/// A multipart form, read field by field. `T` describes the fields of a form of the API.
pub struct Form<T = ()>(Multipart, PhantomData<T>);

impl<T> FromRequest<App> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        same_origin(request.headers())?;
        let form = Multipart::from_request(request, app).await.map_err(|_| Refusal::BadRequest)?;
        Ok(Self(form, PhantomData))
    }
}

impl<T: ToSchema> Describe for Form<T> {
    fn describe(operation: &mut Description) {
        let schema = operation.refer::<T>();
        operation.body("multipart/form-data", schema);
    }
}

impl<T> Form<T> {
    /// The next field.
    /// Refuses [`Refusal::TooLarge`] for a form over its limit, [`Refusal::BadRequest`] for one that is broken.
    pub async fn next(&mut self) -> Result<Option<Field<'_>>, Error> {
        self.0.next_field().await.map_err(|error| multipart(&error))
    }
}

/// What a broken or oversized form is called.
pub fn multipart(error: &axum::extract::multipart::MultipartError) -> Error {
    if error.status().as_u16() == 413 { Refusal::TooLarge.into() } else { Refusal::BadRequest.into() }
}

/// The first bytes of a field: at least `enough`, or all there are. A chunk is as large as the network made it.
/// Refuses as [`Form::next`].
pub async fn start(field: &mut Field<'_>, enough: usize) -> Result<Bytes, Error> {
    let mut start = bytes::BytesMut::new();
    while start.len() < enough {
        let Some(chunk) = field.chunk().await.map_err(|error| multipart(&error))? else { break };
        start.extend_from_slice(&chunk);
    }
    Ok(start.freeze())
}

/// A field in memory, of at most `limit` bytes.
/// Refuses as [`Form::next`].
pub async fn read(mut field: Field<'_>, limit: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut bytes = Zeroizing::new(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(|error| multipart(&error))? {
        if bytes.len() + chunk.len() > limit {
            return Err(Refusal::TooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// As [`read`], as text.
/// Refuses also [`Refusal::BadRequest`] for bytes that are not UTF-8.
pub async fn read_text(field: Field<'_>, limit: usize) -> Result<Zeroizing<String>, Error> {
    let bytes = read(field, limit).await?;
    Ok(Zeroizing::new(std::str::from_utf8(&bytes).map_err(|_| Refusal::BadRequest)?.to_owned()))
}

/// Checks a solved ticket. Returns `None` when tickets are switched off; refuses [`Refusal::TicketInvalid`] and
/// [`Refusal::TicketExpired`].
pub fn ticket(app: &App, solved: Option<&str>) -> Result<Option<Solved>, Refusal> {
    if app.config.ticket_work == 0 {
        return Ok(None);
    }
    crowd::accept(app, solved.ok_or(Refusal::TicketInvalid)?).map(Some)
}
