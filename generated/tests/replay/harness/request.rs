//! What the client is held to: the request, which is computed here apart from the client's own code.

use super::case::Place;
use super::compare::is_same_text;
use super::replay::Replay;
use super::service::TOKEN;
use super::text::{decoded, headers_of, joined, parts_of, text_of};
use azure_core::Bytes;
use azure_core::http::Request;
use serde_json::Value;
use std::collections::BTreeMap;

impl Replay {
    pub(super) fn check_address(&self, request: &Request) {
        let method = format!("{:?}", request.method()).to_ascii_uppercase();
        if method != self.case.method {
            self.fail(format!("the method is {method}, not {}", self.case.method));
        }
        let mut path = self.case.path.to_owned();
        for (name, _) in self.case.parameters.iter().filter(|(_, place)| *place == Place::Path) {
            let value = self.given(name).unwrap_or_else(|| self.fail(format!("no value for {name}")));
            let (text, placeholder) = (text_of(&value), format!("{{{name}}}"));
            // What a path begins with may be a scope, whose outer slashes are no matter.
            path =
                match (path.strip_prefix('/').and_then(|path| path.strip_prefix(&placeholder)), text.trim_matches('/'))
                {
                    (Some(rest), "") if rest.starts_with('/') => rest.to_owned(),
                    (Some(rest), scope) => format!("/{scope}{rest}"),
                    (None, _) => path.replace(&placeholder, text.trim_start_matches('/')),
                };
        }
        path.insert_str(0, self.base.get().map_or("", String::as_str));
        let actual: Vec<_> = request.url().path().split('/').map(decoded).collect();
        let mut in_path = self.case.parameters.iter().filter(|(_, place)| *place == Place::Path);
        let has_other_letters = in_path.any(|(name, _)| self.has_other_letters(name));
        let is_same = actual.join("/") == path || has_other_letters && actual.join("/").eq_ignore_ascii_case(&path);
        if !is_same {
            self.fail(format!("the path is {}, not {path}", actual.join("/")));
        }
        let mut expected: BTreeMap<String, String> = self.expected(Place::Query);
        expected.extend(self.case.parameters.iter().filter_map(|(name, place)| match (place, self.given(name)?) {
            (Place::QueryList(separator), Value::Array(items)) => {
                Some(((*name).to_owned(), items.iter().map(text_of).collect::<Vec<_>>().join(separator)))
            }
            _ => None,
        }));
        expected.extend(self.case.fixed_query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let pairs = request.url().query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let actual = joined(pairs.map(|(name, value)| (decoded(name), decoded(value))));
        self.compare_texts("query", &expected, &actual);
    }

    pub(super) fn check_headers(&self, request: &Request) {
        const OURS: &[&str] =
            &["accept", "authorization", "content-type", "content-length", "user-agent", "x-ms-client-request-id"];
        let expected: BTreeMap<_, _> =
            self.expected(Place::Header).into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
        let headers: BTreeMap<String, String> = headers_of(request);
        let others = headers.clone().into_iter();
        let others = others.filter(|(name, _)| expected.contains_key(name) || !OURS.contains(&name.as_str())).collect();
        self.compare_texts("headers", &expected, &others);
        if headers.get("authorization").is_none_or(|value| value != &format!("Bearer {TOKEN}")) {
            self.fail("the request does not carry the token");
        }
        let sent: Bytes = request.body().into();
        let content_type = headers.get("content-type").map(String::as_str);
        let is_json = serde_json::from_slice::<Value>(&sent).is_ok_and(|body| body.is_object() || body.is_array());
        let fits = match content_type {
            None => sent.is_empty(),
            Some(media_type) => !sent.is_empty() && (media_type.contains("json") || !is_json),
        };
        if !fits {
            self.fail(format!("content-type is {content_type:?}, of a body of {} bytes", sent.len()));
        }
    }

    pub(super) fn check_body(&self, actual: Option<&Value>) {
        if self.case.parameters.iter().any(|(_, place)| *place == Place::Form) {
            let form = actual.and_then(Value::as_str).unwrap_or_default();
            let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
            let pairs = joined(pairs.map(|(name, value)| (decoded(name), decoded(value))));
            return self.compare_texts("form", &self.expected(Place::Form), &pairs);
        }
        if self.case.parameters.iter().any(|(_, place)| *place == Place::Part) {
            let parts = actual.and_then(Value::as_str).map(parts_of).unwrap_or_default();
            return self.compare_texts("form", &self.expected(Place::Part), &joined(parts));
        }
        let expected = self.case.body.and_then(|name| self.given(name));
        if expected.is_some() != actual.is_some() {
            self.fail(format!("body expected: {}, body sent: {}", expected.is_some(), actual.is_some()));
        }
        self.compare("body", expected.as_ref(), actual);
    }

    /// The parameters of a place that the example gives.
    fn expected(&self, place: Place) -> BTreeMap<String, String> {
        let here = self.case.parameters.iter().filter(|(_, other)| *other == place);
        here.filter_map(|(name, _)| Some(((*name).to_owned(), text_of(&self.given(name)?)))).collect()
    }

    /// Whether the example may have a value of an enum in other letters; the client writes the declared ones.
    fn has_other_letters(&self, parameter: &str) -> bool {
        self.case.anomaly_of(parameter).is_some_and(|problem| problem.ends_with("is none of the values"))
    }

    fn compare_texts(&self, what: &str, expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>) {
        let same = expected.len() == actual.len()
            && expected.iter().all(|(name, value)| {
                let is_same = |actual: &String| {
                    is_same_text(value, actual) || self.has_other_letters(name) && value.eq_ignore_ascii_case(actual)
                };
                actual.get(name).is_some_and(is_same)
            });
        if !same {
            self.fail(format!("the {what} differs: expected {expected:?}, sent {actual:?}"));
        }
    }
}
