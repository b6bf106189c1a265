//! How types of `domain` and `crypto` look in the OpenAPI document. They know nothing of it themselves; a field or a
//! variant that is forgotten here does not compile.
//!
//! To add a type: its line in `texts!` (a string), `choices!` (an enumeration) or `objects!` (a structure).

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::openapi::schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, OneOfBuilder, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::bytes::{Base64, Base64Url, Secret};
use super::upload::UploadIds;
use crate::crypto::chain::{Chain as KeyChain, SignedStatement, Signer as StatementSigner};
use crate::crypto::document::{Kind as DocumentKind, SignedDocument};
use crate::domain::circle_document::Name as CircleDocumentName;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{
    BurstId, ConsultationId, MemberId, MessageId, OrganisationId, PersonId, ReportId, SummaryId, UploadId,
};
use crate::domain::invitation::Kind as InvitationKind;
use crate::domain::label::Label;
use crate::domain::questionnaire::{
    Choice as QuestionOption, Condition as QuestionCondition, Kind as QuestionKind, Question, Questionnaire,
    Test as QuestionTest,
};
use crate::domain::report::{Form as ReportKind, State as ReportState};
use crate::domain::role::Role;
use crate::domain::summary::Verification;
use crate::domain::thread::Author;
use crate::domain::week::Week;

/// What a type adds to a document: its name and schema, and those of the types that it names.
type Schemas = Vec<(String, RefOr<Schema>)>;

/// A type as a property of a structure: by name where it has one, else in place.
trait Property {
    fn property() -> RefOr<Schema>;
    fn register(schemas: &mut Schemas);
}

fn named<T: ToSchema>() -> RefOr<Schema> {
    Ref::from_schema_name(T::name()).into()
}

fn register<T: ToSchema>(schemas: &mut Schemas) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

macro_rules! in_place {
    ($($type:ty),*) => {$(
        impl Property for $type {
            fn property() -> RefOr<Schema> {
                <$type>::schema()
            }
            fn register(_: &mut Schemas) {}
        }
    )*};
}

in_place!(String, bool, u8, u32, u64, BTreeMap<String, String>);

impl<T: Property> Property for Vec<T> {
    fn property() -> RefOr<Schema> {
        ArrayBuilder::new().items(T::property()).into()
    }
    fn register(schemas: &mut Schemas) {
        T::register(schemas);
    }
}

impl<T: Property> Property for Option<T> {
    fn property() -> RefOr<Schema> {
        T::property()
    }
    fn register(schemas: &mut Schemas) {
        T::register(schemas);
    }
}

macro_rules! by_name {
    ($type:ty, $name:expr) => {
        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
        by_name!($type);
    };
    ($type:ty) => {
        impl Property for $type {
            fn property() -> RefOr<Schema> {
                named::<$type>()
            }
            fn register(schemas: &mut Schemas) {
                register::<$type>(schemas);
            }
        }
    };
}

fn text(pattern: &str, description: &str) -> RefOr<Schema> {
    let pattern = Some(pattern).filter(|pattern| !pattern.is_empty());
    ObjectBuilder::new().schema_type(Type::String).pattern(pattern).description(Some(description)).into()
}

/// Strings: the pattern that they follow, if it is to be said, and what they are.
macro_rules! texts {
    ($($type:ty as $name:literal: $pattern:expr, $description:literal;)*) => {$(
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                text($pattern, $description)
            }
        }
        by_name!($type, $name);
    )*};
}

const ID: &str = "^[0-9a-f]{32}$";

texts! {
    BurstId as "BurstId": ID, "Reports that came in one burst.";
    ConsultationId as "ConsultationId": ID, "A consultation, and its circle.";
    MemberId as "MemberId": ID, "A member.";
    PersonId as "PersonId": ID, "A human being, who may have had several accounts.";
    MessageId as "MessageId": ID, "A message of a thread.";
    OrganisationId as "OrganisationId": ID, "An organisation.";
    ReportId as "ReportId": ID, "A report.";
    SummaryId as "SummaryId": ID, "A summary.";
    UploadId as "UploadId": ID, "An uploaded file.";
    UploadIds as "UploadIds": "", "Ids of uploads, 32 hex digits each, with anything between them.";
    Week as "Week": "^[0-9]{4}-W[0-9]{2}$", "An ISO 8601 week.";
    Base64 as "Base64": "", "Bytes in base64 with padding (RFC 4648, section 4).";
    Base64Url<16> as "Base64Url16": "^[A-Za-z0-9_-]{22}$", "16 bytes in base64url without padding.";
    Secret as "Secret": "", "A text that opens something. The server keeps no copy of it.";
}

fn choice<T: Serialize>(values: &[T], description: &str) -> RefOr<Schema> {
    let values = values.iter().map(|value| serde_json::to_value(value).expect("a unit variant is a string"));
    let choice = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values));
    choice.description(Some(description)).into()
}

/// Enumerations that know all their variants.
macro_rules! choices {
    ($($type:ident: $description:literal;)*) => {$(
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                choice($type::ALL, $description)
            }
        }
        by_name!($type, stringify!($type));
    )*};
}

choices! {
    CircleDocumentName: "What a circle keeps together besides its cases.";
    DocumentKind: "What a signed document is.";
    InvitationKind: "What an invitation is for.";
    QuestionKind: "How a question is asked.";
    ReportState: "What the server may know of the work on a report.";
    Role: "What a member is there for.";
    Verification: "How well something is known.";
}

/// Enumerations of few variants. One that the list lacks does not compile.
macro_rules! short_choices {
    ($($type:ident { $($variant:ident),+ } $description:literal;)*) => {$(
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                fn is_listed(value: $type) -> $type {
                    match value { $($type::$variant)|+ => value }
                }
                choice(&[$(is_listed($type::$variant)),+], $description)
            }
        }
        by_name!($type, stringify!($type));
    )*};
}

short_choices! {
    Author { Source, Circle } "Who wrote a message.";
    ReportKind { Envelope, Sealed } "How a report came to be encrypted: by its page, or by hand.";
    StatementSigner { Root, Epoch } "Which key signed a statement.";
}

/// Structures: every field with its type; an `optional` one is left out when it is empty.
macro_rules! objects {
    (@required $object:ident $field:ident) => { $object.required(stringify!($field)) };
    (@required $object:ident $field:ident optional) => { $object };
    ($($type:ident { $($field:ident: $kind:ty $(=> $optional:ident)?),+ $(,)? } $description:literal;)*) => {$(
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                /// Fails to compile for a field that the list lacks, or whose type is another.
                #[allow(dead_code, reason = "only the compiler reads it")]
                fn is_listed(value: $type) {
                    let $type { $($field),+ } = value;
                    $(let _: $kind = $field;)+
                }
                let object = ObjectBuilder::new().description(Some($description));
                $(
                    let object = object.property(stringify!($field), <$kind as Property>::property());
                    let object = objects!(@required object $field $($optional)?);
                )+
                object.into()
            }
        }
        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($type))
            }
            fn schemas(schemas: &mut Schemas) {
                $(<$kind as Property>::register(schemas);)+
            }
        }
        by_name!($type);
    )*};
}

objects! {
    SignedStatement { statement: String, signature: String, signer: StatementSigner }
        "A statement of the key chain, as published (docs/protocol.md).";
    KeyChain { root: String, epochs: Vec<SignedStatement> }
        "The key history of a consultation: the root key in base64url, and every statement.";
    SignedDocument { v: u8, kind: DocumentKind, by: String, signed: String, signature: String }
        "A signed document (docs/protocol.md). `by` is `epoch:<n>` or `member:<id>`.";
    Questionnaire {
        version: u32,
        status: BTreeMap<String, String> => optional,
        title: Label,
        summary: Label,
        questions: Vec<Question>,
    } "A questionnaire (docs/questionnaires.md).";
    Question {
        id: String,
        kind: QuestionKind,
        label: Label,
        hint: Option<Label> => optional,
        max: Option<u64> => optional,
        min: Option<u64> => optional,
        required: bool => optional,
        help: bool => optional,
        options: Vec<QuestionOption> => optional,
        show_if: Option<QuestionCondition> => optional,
    } "A question.";
    QuestionOption { code: String, label: Label, icon: Option<String> => optional } "An option of a question.";
    QuestionTest {
        question: String,
        is: Vec<String> => optional,
        is_not: Vec<String> => optional,
        at_least: Option<u64> => optional,
        answered: Option<bool> => optional,
    } "A test on the answer of one question.";
}

impl PartialSchema for QuestionCondition {
    fn schema() -> RefOr<Schema> {
        let tests = |name: &str| ObjectBuilder::new().property(name, Vec::<QuestionTest>::property()).required(name);
        let condition = OneOfBuilder::new().item(tests("all")).item(tests("any")).item(QuestionTest::property());
        condition.description(Some("When a question is asked: all tests, any of them, or one.")).into()
    }
}

impl ToSchema for QuestionCondition {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("QuestionCondition")
    }
    fn schemas(schemas: &mut Schemas) {
        QuestionTest::register(schemas);
    }
}

by_name!(QuestionCondition);

impl PartialSchema for Label {
    fn schema() -> RefOr<Schema> {
        let text = AdditionalProperties::RefOr(String::schema());
        let label = ObjectBuilder::new().additional_properties(Some(text));
        label.description(Some("A text in several languages, by tag; French is always there.")).into()
    }
}

by_name!(Label, "Label");

impl PartialSchema for EpochNumber {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0));
        number.description(Some("The number of an epoch within its consultation, from 0.")).into()
    }
}

by_name!(EpochNumber, "EpochNumber");

/// Bytes of a body, or of a part of a form.
pub struct Binary;

impl PartialSchema for Binary {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).content_media_type("application/octet-stream").into()
    }
}

by_name!(Binary, "Binary");

/// JSON of the WebAuthn standard, which this document does not repeat.
pub struct WebAuthnJson;

impl PartialSchema for WebAuthnJson {
    fn schema() -> RefOr<Schema> {
        let anything = AdditionalProperties::RefOr(ObjectBuilder::new().schema_type(SchemaType::AnyValue).into());
        let object = ObjectBuilder::new().additional_properties(Some(anything));
        object.description(Some("JSON of WebAuthn level 3.")).into()
    }
}

by_name!(WebAuthnJson, "WebAuthnJson");

/// Any JSON.
#[must_use]
pub fn anything() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(SchemaType::AnyValue).into()
}
