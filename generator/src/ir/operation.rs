//! Operations: what is sent, what comes back.

use super::{DefinitionId, Docs, Example, Outcome, TypeRef, Value};
use crate::naming::Name;
use crate::source::Location;
use serde::Serialize;
use std::fmt;

/// The operations that share the part of `operationId` before the underscore, and one generated client.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct OperationGroup {
    /// Wire: the part before the underscore, `UserGroup`. Rust: module and accessor, `user_group`.
    pub name: Name,
    /// Rust type of the client, `UserGroupClient`.
    pub client: String,
    /// What the tag of this name says.
    pub docs: Docs,
    /// Operations in the order of the specification.
    pub operations: Vec<Operation>,
}

/// One operation: a method of a group's client.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Operation {
    /// `operationId`, such as `User_GetSharedAccessToken`.
    pub id: String,
    /// Rust method, such as `get_shared_access_token`.
    pub rust: String,
    /// Rust type of the options, such as `UserClientGetSharedAccessTokenOptions`.
    pub options: String,
    /// HTTP method.
    pub method: Method,
    /// Path template with `{name}` placeholders by wire name, always with a leading `/`, without a query.
    pub path: String,
    /// Query parameters that the path itself fixes (`x-ms-paths`), such as `export=true`.
    pub fixed_query: Vec<(String, String)>,
    /// Documentation.
    pub docs: Docs,
    /// Page of the published REST reference.
    pub reference_url: Option<String>,
    /// Whether the specification marks it deprecated.
    pub deprecated: bool,
    /// Parameters in the order of the specification, the body left out.
    pub parameters: Vec<Parameter>,
    /// Request body.
    pub body: Option<Body>,
    /// Successful responses, by status: the one for all others is the last.
    pub responses: Vec<Response>,
    /// What the `accept` header asks for, when that is not JSON alone.
    pub accept: Option<String>,
    /// Body of the error response: `default`, else what `x-ms-error-response` marks, else `4XX` or `5XX`.
    pub error: Option<DefinitionId>,
    /// Every other response that is declared, in the order of the specification.
    pub failures: Vec<ErrorResponse>,
    /// What it gives when it succeeds.
    pub outcome: Outcome,
    /// Whether the request is conditional on an entity tag.
    pub conditional: Conditional,
    /// `x-ms-examples`.
    pub examples: Vec<Example>,
    /// Where it is declared.
    pub location: Location,
}

/// HTTP method.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `PATCH`.
    Patch,
    /// `DELETE`.
    Delete,
    /// `HEAD`.
    Head,
}

impl Operation {
    /// The types that it names: of what is sent, answered and given in the end.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        let sent = self.parameters.iter().map(|parameter| &parameter.value.type_ref);
        let sent = sent.chain(self.body.iter().map(|body| &body.value.type_ref));
        let answered = self.responses.iter().filter_map(Response::body_type);
        sent.chain(answered).chain(self.outcome.body())
    }

    /// The successful response with `code`: its own, else the one for all others.
    pub fn response(&self, code: u16) -> Option<&Response> {
        let own = |response: &&Response| response.status == Status::Code(code);
        let any = |response: &&Response| response.status.includes(code);
        self.responses.iter().find(own).or_else(|| self.responses.iter().find(any))
    }
}

impl Method {
    /// The method as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
        }
    }
}

/// A path, query or header parameter, or a field of a form.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Parameter<V = Value> {
    /// Wire: as sent, `$filter`. Rust: argument or field of the options, `filter`.
    pub name: Name,
    /// Where it travels.
    pub location_in: ParameterIn,
    /// Who supplies the value.
    pub source: ParameterSource,
    /// Whether a request must have it.
    pub required: bool,
    /// How a list is written.
    pub collection: CollectionFormat,
    /// `x-ms-skip-url-encoding`: the value is sent as it is, its `/` kept.
    pub skip_url_encoding: bool,
    /// What is said about the value; constraints are checked before anything is sent.
    pub value: V,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
pub enum ParameterIn {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header; the wire name is in lower case.
    Header,
    /// As a field of an `application/x-www-form-urlencoded` body.
    Form,
    /// As a part of a `multipart/form-data` body.
    Part,
}

impl ParameterIn {
    /// The place in one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Form => "form",
            Self::Part => "part",
        }
    }
}

/// Who supplies the value of a parameter.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub enum ParameterSource {
    /// The caller, with each call.
    Caller,
    /// The client knows the subscription.
    SubscriptionId,
    /// The client knows the API version.
    ApiVersion,
    /// The specification allows one value only.
    Constant(String),
}

/// How a list is written in a path, query or header.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize)]
pub enum CollectionFormat {
    /// `a,b`.
    #[default]
    Csv,
    /// `a b`.
    Ssv,
    /// `a<tab>b`.
    Tsv,
    /// `a|b`.
    Pipes,
    /// `name=a&name=b`.
    Multi,
}

/// The body of a request.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Body<V = Value> {
    /// Wire: the name in the specification, which examples use. Rust: the argument.
    pub name: Name,
    /// Whether a request must have it.
    pub required: bool,
    /// Media type that is sent.
    pub media_type: MediaType,
    /// The name under which JSON is sent, when it is not `application/json`: `application/merge-patch+json`.
    pub json_type: Option<String>,
    /// All media types that the service takes.
    pub accepted: Vec<String>,
    /// What is said about the value.
    pub value: V,
}

/// A media type, as far as the client treats it differently.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub enum MediaType {
    /// `application/json` or `…+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Raw bytes or text of this type.
    Other(String),
}

/// One successful response.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Response<V = Value> {
    /// The statuses that it is for.
    pub status: Status,
    /// The body, if it has one.
    pub body: Option<V>,
    /// Media types of the body.
    pub media_types: Vec<String>,
    /// Headers that it declares.
    pub headers: Vec<Header<V>>,
    /// Documentation.
    pub docs: Docs,
}

impl<Id, Default> Response<Value<Id, Default>> {
    /// Type of the body, if it has one.
    pub fn body_type(&self) -> Option<&TypeRef<Id>> {
        self.body.as_ref().map(|body| &body.type_ref)
    }
}

/// The statuses that one successful response is for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Status {
    /// This one.
    Code(u16),
    /// `2XX`: every success that has no response of its own.
    Range,
    /// `default`, where no other response tells of success: every 2xx.
    Default,
}

impl Status {
    /// The status, if it is one only.
    pub fn code(self) -> Option<u16> {
        match self {
            Self::Code(code) => Some(code),
            Self::Range | Self::Default => None,
        }
    }

    /// Whether it is for `code`, unless another response of the operation is for that alone.
    pub fn includes(self, code: u16) -> bool {
        match self {
            Self::Code(own) => own == code,
            Self::Range | Self::Default => (200..300).contains(&code),
        }
    }
}

/// As it is written: `200`, `2XX`, `default`.
impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(formatter, "{code}"),
            Self::Range => formatter.write_str("2XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}

impl Serialize for Status {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Code(code) => serializer.serialize_u16(*code),
            Self::Range | Self::Default => serializer.collect_str(self),
        }
    }
}

/// A response that tells of no success.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ErrorResponse<Id = DefinitionId> {
    /// HTTP status as it is written: `404`, `4XX` or `default`.
    pub status: String,
    /// Type of the body, where it is a definition.
    pub body: Option<TypeRef<Id>>,
    /// Wire names of its headers, in lower case.
    pub headers: Vec<String>,
    /// Whether `x-ms-error-response` makes it an error in so many words.
    pub is_error: bool,
}

/// A response header.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Header<V = Value> {
    /// Wire: in lower case, `etag`. Rust: the getter, `etag`.
    pub name: Name,
    /// What is said about the value.
    pub value: V,
}

/// Whether a request is conditional on an entity tag.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub enum Conditional {
    /// It takes no `If-Match` or `If-None-Match`.
    No,
    /// It may.
    Optional,
    /// It must.
    Required,
}
