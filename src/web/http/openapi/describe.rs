//! What an operation takes and gives, read from the types of its handler: every extractor and every answer says what
//! it means for the description. A handler with a type that says nothing does not compile as a route of the API.
//!
//! To add an extractor or an answer: implement [`Describe`] beside it.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use tower_sessions::Session;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{
    Content, Header, HeaderBuilder, HttpMethod, Ref, RefOr, Required, Response, ResponseBuilder, Schema,
    schema::SchemaType,
};
use utoipa::{PartialSchema, ToSchema};

/// Says what a type means for the operation whose handler takes or returns it.
pub trait Describe {
    fn describe(operation: &mut Description);
}

/// An operation that is being described.
pub struct Description {
    pub path: &'static str,
    pub method: HttpMethod,
    pub operation: Operation,
    /// Named schemas that the operation needs.
    pub schemas: BTreeMap<String, RefOr<Schema>>,
}

impl Description {
    pub fn new(path: &'static str, method: HttpMethod, summary: &str) -> Self {
        let mut operation = Operation::new();
        operation.summary = Some(summary.to_owned());
        operation.responses.responses.insert("default".to_owned(), Ref::from_response_name("Problem").into());
        Self { path, method, operation, schemas: BTreeMap::new() }
    }

    /// A reference to a named schema, which becomes part of the document.
    pub fn refer<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let mut found = vec![(T::name().into_owned(), T::schema())];
        T::schemas(&mut found);
        self.schemas.extend(found);
        Ref::from_schema_name(T::name()).into()
    }

    /// Whether the operation changes something, so that a session's CSRF token must come with it.
    #[must_use]
    pub fn is_act(&self) -> bool {
        !matches!(self.method, HttpMethod::Get | HttpMethod::Head | HttpMethod::Options)
    }

    /// All of `schemes` are needed.
    pub fn needs(&mut self, schemes: &[&str]) {
        let requirement = schemes
            .iter()
            .fold(SecurityRequirement::default(), |requirement, scheme| requirement.add(*scheme, Vec::<String>::new()));
        self.operation.security = Some(vec![requirement]);
    }

    /// The parameters in the path, in their order there.
    pub fn path_parameters(&mut self, schemas: Vec<RefOr<Schema>>) {
        let names = self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let parameters: Vec<_> = names.zip(schemas).collect();
        for (name, schema) in parameters {
            self.parameter(name, ParameterIn::Path, Required::True, schema);
        }
    }

    pub fn parameter(&mut self, name: &str, place: ParameterIn, required: Required, schema: RefOr<Schema>) {
        let parameter: Parameter =
            ParameterBuilder::new().name(name).parameter_in(place).required(required).schema(Some(schema)).build();
        self.operation.parameters.get_or_insert_default().push(parameter.into());
    }

    pub fn body(&mut self, media_type: &str, schema: RefOr<Schema>) {
        let body = RequestBodyBuilder::new().required(Some(Required::True));
        let body = body.content(media_type, Content::new(Some(schema))).build();
        self.operation.request_body = Some(body.into());
    }

    pub fn response(&mut self, status: u16, response: impl Into<RefOr<Response>>) {
        self.operation.responses.responses.insert(status.to_string(), response.into());
    }

    /// A response without a body.
    pub fn empty(&mut self, status: u16, description: &str) {
        self.response(status, Response::new(description));
    }

    /// A response of JSON, described as its type is.
    pub fn json<T: ToSchema>(&mut self, status: u16) {
        let description = description(&T::schema()).unwrap_or_else(|| T::name().into_owned());
        let content = Content::new(Some(self.refer::<T>()));
        let response = ResponseBuilder::new().description(description).content("application/json", content).build();
        self.response(status, response);
    }
}

fn description(schema: &RefOr<Schema>) -> Option<String> {
    match schema {
        RefOr::T(Schema::Object(object)) => object.description.clone(),
        RefOr::T(Schema::AllOf(parts)) => parts.description.clone(),
        RefOr::T(Schema::OneOf(parts)) => parts.description.clone(),
        _ => None,
    }
}

/// A whole number in a header.
#[must_use]
pub fn number() -> RefOr<Schema> {
    u64::schema()
}

/// Any bytes.
#[must_use]
pub fn bytes() -> RefOr<Schema> {
    let mut object = utoipa::openapi::Object::new();
    object.schema_type = SchemaType::Type(utoipa::openapi::Type::String);
    object.content_media_type = "application/octet-stream".to_owned();
    object.into()
}

/// A header of a response.
#[must_use]
pub fn header(schema: RefOr<Schema>, description: &str) -> Header {
    HeaderBuilder::new().schema(Some(schema)).description(Some(description)).build()
}

macro_rules! nothing {
    ($($type:ty),*) => {$(
        impl Describe for $type {
            fn describe(_: &mut Description) {}
        }
    )*};
}

nothing!(Session, HeaderMap, Body);

impl<S> Describe for State<S> {
    fn describe(_: &mut Description) {}
}

impl<T: ToSchema> Describe for Json<T> {
    fn describe(operation: &mut Description) {
        operation.json::<T>(200);
    }
}

impl<T: Describe, E> Describe for Result<T, E> {
    fn describe(operation: &mut Description) {
        T::describe(operation);
    }
}

/// A handler whose extractors and whose answer describe themselves.
pub trait DescribedHandler<Inputs> {
    fn describe(operation: &mut Description);
}

macro_rules! described {
    ($($input:ident),*) => {
        impl<Handler, Answering, Answer, $($input),*> DescribedHandler<($($input,)*)> for Handler
        where
            Handler: Fn($($input),*) -> Answering,
            Answering: Future<Output = Answer>,
            Answer: Describe,
            $($input: Describe,)*
        {
            fn describe(operation: &mut Description) {
                $($input::describe(operation);)*
                Answer::describe(operation);
            }
        }
    };
}

described!();
described!(A);
described!(A, B);
described!(A, B, C);
described!(A, B, C, D);
described!(A, B, C, D, E);
described!(A, B, C, D, E, F);
