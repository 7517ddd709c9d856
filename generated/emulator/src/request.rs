//! Requests, and what is read from them.

use percent_encoding::percent_decode_str;

/// A request as it comes in.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method, in upper case.
    pub method: String,
    /// The address, whole or from the path on.
    pub url: String,
    /// Names and values; names in any case.
    pub headers: Vec<(String, String)>,
    /// The body; empty where there is none.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: &str, url: impl Into<String>) -> Self {
        Self { method: method.to_ascii_uppercase(), url: url.into(), ..Self::default() }
    }

    /// The request with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The request with a body of JSON.
    #[must_use]
    pub fn json(self, body: &serde_json::Value) -> Self {
        Self { body: body.to_string().into_bytes(), ..self.header("content-type", "application/json") }
    }

    /// The value of a header.
    pub(crate) fn header_value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

/// An address taken apart.
#[derive(Debug)]
pub(crate) struct Address {
    /// Scheme and host, `https://management.azure.com`; empty where the request has none.
    pub(crate) origin: String,
    /// The path as it came.
    pub(crate) path: String,
    /// The parts of the path, decoded.
    pub(crate) segments: Vec<String>,
    /// Names and values, decoded.
    pub(crate) query: Vec<(String, String)>,
}

impl Address {
    pub(crate) fn of(request: &Request) -> Self {
        let (origin, rest) = match request.url.split_once("://") {
            Some((scheme, rest)) => {
                let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
                (format!("{scheme}://{host}"), path)
            }
            None => {
                let host = request.header_value("host").map(|host| format!("https://{host}"));
                (host.unwrap_or_default(), request.url.as_str())
            }
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = path.trim_end_matches('/');
        Self {
            origin,
            path: path.to_owned(),
            segments: path.split('/').skip(1).map(decoded).collect(),
            query: query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect(),
        }
    }

    /// The value of a query parameter; names are the same in any case.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

fn pair(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
