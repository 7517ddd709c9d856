//! One call of an operation, put together value by value.

use super::adapter::{self, Adapter};
use super::body::{Shape, without_read_only};
use super::client::Client;
use super::context::ApiVersion;
use super::multipart::Multipart;
use super::parameter::Parameter;
use super::tidy::Tidy;
use super::value::ParameterValue;
use super::{cloud, encode};
use azure_core::error::ErrorKind;
use azure_core::http::headers::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, Headers};
use azure_core::http::{Body, Context, Method, Request, RequestContent, Url};
use azure_core::{Error, Result};

const API_VERSION: &str = "api-version";

/// One call of an operation, with the client's subscription and `api-version` already in it. The first bad value is
/// kept, and returned before anything is sent.
pub struct Call {
    client: Client,
    operation: &'static str,
    method: Method,
    path: String,
    success: &'static [u16],
    /// Names, and values as they stand in the address.
    query: Vec<(String, String)>,
    headers: Headers,
    /// As `query`.
    form: Vec<(String, String)>,
    parts: Option<Multipart>,
    body: Option<Body>,
    tidy: Option<Tidy>,
    error: Option<Error>,
}

impl Call {
    pub(super) fn new(
        client: Client,
        operation: &'static str,
        method: Method,
        path: &'static str,
        success: &'static [u16],
    ) -> Self {
        let mut headers = Headers::new();
        headers.insert(ACCEPT, "application/json");
        let call = Self {
            operation,
            method,
            path: path.to_owned(),
            success,
            query: vec![(API_VERSION.to_owned(), encode::value(client.api_version()))],
            headers,
            form: Vec::new(),
            parts: None,
            body: None,
            tidy: None,
            error: None,
            client,
        };
        match call.client.subscription_id().map(str::to_owned) {
            Some(id) if path.contains("{subscriptionId}") => call.attempt(|call| {
                cloud::check_subscription(&id)?;
                call.fill("subscriptionId", &id, Slashes::Encoded)
            }),
            _ => call,
        }
    }

    pub(super) fn operation(&self) -> &'static str {
        self.operation
    }

    pub(super) fn tidy(&self) -> Option<Tidy> {
        self.tidy
    }

    pub(super) fn success(&self) -> &'static [u16] {
        self.success
    }

    /// Takes the API version that the context asks for, if it does, and if the operation takes any.
    pub(super) fn in_context(mut self, context: &Context<'_>) -> Self {
        if let Some(version) = context.value::<ApiVersion>() {
            let ours = self.query.iter_mut().filter(|(name, _)| name == API_VERSION);
            ours.for_each(|(_, value)| *value = encode::value(version.as_str()));
        }
        self
    }

    /// Leaves out the client's `api-version`, which every call has but for those that say so.
    pub fn without_api_version(mut self) -> Self {
        self.query.retain(|(name, _)| name != API_VERSION);
        self
    }

    /// Fills the parameter's placeholder in the path.
    pub fn path(self, parameter: &'static Parameter, value: &dyn ParameterValue) -> Self {
        self.attempt(|call| {
            let text = match parameter.text(value)? {
                Some(text) => text.joined(parameter.separator()),
                None => return Err(invalid(format!("{}: a path needs a value", parameter.wire()))),
            };
            let slashes = if parameter.is_encoded() { Slashes::Encoded } else { Slashes::Kept };
            call.fill(parameter.wire(), &text, slashes)
        })
    }

    /// Adds a query parameter; `None` adds nothing.
    pub fn query(self, parameter: &'static Parameter, value: &dyn ParameterValue) -> Self {
        let encode = if parameter.is_encoded() { encode::value } else { encode::query };
        self.attempt(|call| push(&mut call.query, parameter, value, encode))
    }

    /// Adds a header; `None` adds nothing.
    pub fn header(self, parameter: &'static Parameter, value: &dyn ParameterValue) -> Self {
        self.attempt(|call| {
            let text = match parameter.text(value)? {
                Some(text) => text.joined(parameter.separator()),
                None => return Ok(()),
            };
            if text.chars().any(|c| c.is_control() && c != '\t') {
                return Err(invalid(format!("{}: a header takes no control characters", parameter.wire())));
            }
            let name = HeaderName::from(parameter.wire().to_ascii_lowercase());
            call.headers.insert(name, HeaderValue::from(text));
            Ok(())
        })
    }

    /// Adds a field of an `application/x-www-form-urlencoded` body; `None` adds nothing.
    #[cfg_attr(test, allow(dead_code, reason = "other APIs have such bodies"))]
    pub fn form(self, parameter: &'static Parameter, value: &dyn ParameterValue) -> Self {
        self.attempt(|call| push(&mut call.form, parameter, value, encode::value))
    }

    /// Adds a part of a `multipart/form-data` body; `None` adds nothing.
    pub fn part(self, parameter: &'static Parameter, value: &dyn ParameterValue) -> Self {
        self.attempt(|call| call.parts.get_or_insert_default().add(parameter, value))
    }

    /// A query parameter that always has this value.
    pub fn fixed_query(mut self, name: &'static str, value: &'static str) -> Self {
        self.query.push((name.to_owned(), encode::value(value)));
        self
    }

    /// A header that always has this value.
    pub fn fixed_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.insert(HeaderName::from(name.to_ascii_lowercase()), value);
        self
    }

    /// A JSON body.
    pub fn json<T>(self, content: Result<RequestContent<T>>) -> Self {
        let body = content.map(Body::from);
        self.attempt(|call| {
            call.set_json(body?);
            Ok(())
        })
    }

    /// A JSON body, if there is one.
    pub fn json_optional<T>(self, content: Option<RequestContent<T>>) -> Self {
        match content {
            Some(content) => self.json(Ok(content)),
            None => self,
        }
    }

    /// Adds a value as the body, as the adapter `A` writes it.
    pub fn json_value<A: Adapter<T>, T>(self, value: Option<T>) -> Self {
        self.attempt(|call| {
            let Some(value) = value else { return Ok(()) };
            call.set_json(adapter::to_json::<A, T>(&value)?.into());
            Ok(())
        })
    }

    /// As [`Call::json_value`], for a value that holds models: without what the service owns in them.
    pub fn json_models<A: Adapter<T>, T>(self, value: Option<T>, shape: &'static Shape) -> Self {
        self.attempt(|call| {
            let Some(value) = value else { return Ok(()) };
            call.set_json(without_read_only(&adapter::to_json::<A, T>(&value)?, shape)?.into());
            Ok(())
        })
    }

    /// Says how an answer that is no model is read.
    pub fn tidied(self, tidy: Tidy) -> Self {
        Self { tidy: Some(tidy), ..self }
    }

    /// Calls the JSON of the body, if there is one, something else than `application/json`.
    #[cfg_attr(test, allow(dead_code, reason = "other APIs have such bodies"))]
    pub fn json_type(mut self, media_type: &'static str) -> Self {
        if self.body.is_some() {
            self.headers.insert(CONTENT_TYPE, media_type);
        }
        self
    }

    fn set_json(&mut self, body: Body) {
        self.headers.insert(CONTENT_TYPE, "application/json");
        self.body = Some(body);
    }

    /// A body of another media type.
    pub fn content(mut self, media_type: &'static str, body: Body) -> Self {
        self.headers.insert(CONTENT_TYPE, media_type);
        self.body = Some(body);
        self
    }

    /// As [`Call::content`]; `None` adds neither a body nor its media type.
    pub fn content_optional(self, media_type: &'static str, body: Option<Body>) -> Self {
        match body {
            Some(body) => self.content(media_type, body),
            None => self,
        }
    }

    /// The request, or the first error on the way to it.
    pub(super) fn into_request(self) -> Result<Request> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if self.query.iter().any(|(name, value)| name == API_VERSION && value.is_empty()) {
            return Err(invalid("api-version: it is empty, where one such as 2024-01-01 is due"));
        }
        let url = address(self.client.endpoint(), &self.path, &self.query)?;
        let mut request = Request::new(url, self.method);
        *request.headers_mut() = self.headers;
        if let Some(body) = self.body {
            request.set_body(body);
        } else if let Some(parts) = self.parts {
            let (media_type, body) = parts.finish();
            request.insert_header(CONTENT_TYPE, media_type);
            request.set_body(body);
        } else if !self.form.is_empty() {
            request.insert_header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            request.set_body(pairs(&self.form));
        }
        Ok(request)
    }

    fn attempt(mut self, step: impl FnOnce(&mut Self) -> Result<()>) -> Self {
        if self.error.is_none() {
            self.error = step(&mut self).err();
        }
        self
    }

    fn fill(&mut self, name: &str, value: &str, slashes: Slashes) -> Result<()> {
        let placeholder = format!("{{{name}}}");
        let (is_scope, rest) = match self.path.strip_prefix('/').and_then(|path| path.strip_prefix(&placeholder)) {
            Some(rest) => (slashes == Slashes::Kept && (rest.is_empty() || rest.starts_with('/')), rest),
            None => (false, ""),
        };
        // What a path begins with is a scope, and the scope of a tenant is empty.
        if is_scope && matches!(value, "" | "/") && !rest.is_empty() {
            self.path = rest.to_owned();
            return Ok(());
        }
        let encoded = match slashes {
            Slashes::Encoded => Some(value).filter(|value| !matches!(*value, "" | "." | "..")).map(encode::value),
            Slashes::Kept => encode::segments(if is_scope { value.strip_suffix('/').unwrap_or(value) } else { value }),
        };
        let encoded = encoded.ok_or_else(|| {
            invalid(format!("{name}: {value:?} is empty or has an empty or a dot segment, which a path refuses"))
        })?;
        self.path = self.path.replace(&placeholder, &encoded);
        Ok(())
    }
}

/// What becomes of a `/` in a value.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Slashes {
    Encoded,
    Kept,
}

fn invalid(message: impl Into<String>) -> Error {
    Error::with_message(ErrorKind::Other, message.into())
}

fn push(
    target: &mut Vec<(String, String)>,
    parameter: &Parameter,
    value: &dyn ParameterValue,
    encode: fn(&str) -> String,
) -> Result<()> {
    target.extend(parameter.texts(value)?.iter().map(|text| (parameter.wire().to_owned(), encode(text))));
    Ok(())
}

fn address(endpoint: &Url, path: &str, query: &[(String, String)]) -> Result<Url> {
    if let Some(start) = path.find('{') {
        return Err(invalid(format!("nothing fills {}", &path[start..])));
    }
    if path.split('/').any(encode::is_dot_segment) {
        return Err(invalid(format!("{path} has a dot segment")));
    }
    let mut url = endpoint.clone();
    url.set_path(&format!("{}{path}", endpoint.path().trim_end_matches('/')));
    if !query.is_empty() {
        url.set_query(Some(&pairs(query)));
    }
    Ok(url)
}

/// The pairs as a text, the values of which are encoded already.
fn pairs(pairs: &[(String, String)]) -> String {
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{}={value}", encode::name(name))).collect();
    pairs.join("&")
}
