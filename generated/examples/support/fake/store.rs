//! Resources by their paths, each with an entity tag that changes with it, and operations that take a while.

use super::{Answer, Call};
use azure_core::http::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How often an operation is asked for before it is over.
const POLLS: u32 = 2;

#[derive(Debug, Default)]
pub(super) struct Store {
    resources: BTreeMap<String, Entry>,
    /// Keys and values that reads leave out, by the path of their resource.
    pub(super) secrets: BTreeMap<String, Value>,
    /// What services that can be restored had in them.
    pub(super) graves: BTreeMap<String, Vec<(String, Entry)>>,
    /// APIs whose import has just ended.
    pub(super) busy: BTreeSet<String>,
    operations: Vec<Operation>,
    changes: u64,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) value: Value,
    change: u64,
}

#[derive(Debug)]
struct Operation {
    polls: u32,
    /// Where the result is, of an operation that gives it with its last answer.
    result: Option<String>,
    is_monitor: bool,
    /// Why it comes to nothing.
    failure: Option<&'static str>,
}

impl Store {
    pub(super) fn resource(&self, path: &str) -> Option<&Value> {
        self.resources.get(path).map(|entry| &entry.value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.resources.iter().map(|(path, entry)| (path.as_str(), &entry.value))
    }

    /// Puts a resource at a path, with the properties that every one has.
    pub(super) fn insert(&mut self, path: &str, mut value: Value) -> bool {
        value["id"] = path.into();
        value["name"] = path.rsplit('/').next().into();
        self.changes += 1;
        self.resources.insert(path.to_owned(), Entry { value, change: self.changes }).is_some()
    }

    pub(super) fn bury(&mut self, path: &str) -> Vec<(String, Entry)> {
        let below = format!("{path}/");
        let dead: Vec<_> =
            self.resources.keys().filter(|other| *other == path || other.starts_with(&below)).cloned().collect();
        dead.into_iter().filter_map(|path| self.resources.remove_entry(&path)).collect()
    }

    pub(super) fn exhume(&mut self, dead: Vec<(String, Entry)>) {
        self.resources.extend(dead);
    }

    pub(super) fn remove(&mut self, path: &str) {
        drop(self.bury(path));
        self.secrets.remove(path);
    }

    /// The resource as an answer.
    pub(super) fn shown(&self, status: u16, path: &str) -> Answer {
        match self.resources.get(path) {
            Some(entry) => Answer::new(status, entry.value.clone()).with("etag", tag(entry)),
            None => Answer::error(404, "ResourceNotFound", "Nothing is there."),
        }
    }

    pub(super) fn get(&self, call: &Call) -> Answer {
        self.shown(200, &call.path)
    }

    pub(super) fn put(&mut self, call: &Call) -> Answer {
        let value = match call.body.is_object() {
            true => call.body.clone(),
            // A link to something that the service has elsewhere is shown as what it leads to.
            false => self.resource(&linked(&call.path)).cloned().unwrap_or_else(|| json!({ "properties": {} })),
        };
        let was_there = self.insert(&call.path, value);
        self.shown(if was_there { 200 } else { 201 }, &call.path)
    }

    /// JSON Merge Patch of the properties, one level deep: `null` deletes.
    pub(super) fn patch(&mut self, call: &Call) -> Answer {
        if let Some(refusal) = self.precondition(call) {
            return refusal;
        }
        let Some(mut value) = self.resource(&call.path).cloned() else { return self.get(call) };
        let (Some(old), Some(new)) = (value["properties"].as_object_mut(), call.body["properties"].as_object()) else {
            return Answer::empty(400);
        };
        for (name, value) in new {
            match value {
                Value::Null => drop(old.remove(name)),
                value => drop(old.insert(name.clone(), value.clone())),
            }
        }
        self.insert(&call.path, value);
        self.shown(200, &call.path)
    }

    /// The refusal of a request that asks for another version than the one that is there.
    pub(super) fn precondition(&self, call: &Call) -> Option<Answer> {
        let wanted = call.if_match.as_deref().filter(|wanted| *wanted != "*")?;
        let is_met = self.resources.get(&call.path).is_some_and(|entry| tag(entry) == wanted);
        let message = "Resource was modified since last retrieval.";
        (!is_met && call.method != Method::Get).then(|| Answer::error(412, "PreconditionFailed", message))
    }

    /// Whether another resource of the same kind has the same text in a property.
    pub(super) fn other_with(&self, property: &str, call: &Call) -> bool {
        let (siblings, _) = call.path.rsplit_once('/').unwrap_or_default();
        self.iter().any(|(path, value)| {
            path != call.path
                && path.rsplit_once('/').is_some_and(|(parent, _)| parent == siblings)
                && value["properties"][property] == call.body["properties"][property]
        })
    }

    /// Begins an operation; the answer leads to it. A monitor tells the state, any other link gives the result at the end.
    pub(super) fn begin(&mut self, status: u16, header: &'static str, result: Option<&str>) -> Answer {
        let is_monitor = header == "azure-asyncoperation";
        self.operations.push(Operation { polls: 0, result: result.map(str::to_owned), is_monitor, failure: None });
        self.link(status, header)
    }

    /// Begins an operation that fails.
    pub(super) fn begin_in_vain(&mut self, status: u16, code: &'static str) -> Answer {
        self.operations.push(Operation { polls: 0, result: None, is_monitor: true, failure: Some(code) });
        self.link(status, "azure-asyncoperation")
    }

    fn link(&self, status: u16, header: &'static str) -> Answer {
        let link = format!("/operations/{}", self.operations.len() - 1);
        Answer::empty(status).with(header, link).with("retry-after", "0")
    }

    pub(super) fn poll(&mut self, number: &str) -> Answer {
        let operation = number.parse::<usize>().ok().and_then(|number| self.operations.get_mut(number));
        let Some(Operation { polls, result, is_monitor, failure }) = operation else { return Answer::empty(404) };
        *polls += 1;
        let (is_over, percent) = (*polls >= POLLS, 100 * (*polls).min(POLLS) / POLLS);
        if let (true, Some(code)) = (is_over, failure) {
            let error = json!({ "code": code, "message": "There is no such region." });
            return Answer::new(200, json!({ "status": "Failed", "error": error }));
        }
        match (is_monitor, is_over, result.clone()) {
            (true, _, _) => {
                let status = if is_over { "Succeeded" } else { "InProgress" };
                Answer::new(200, json!({ "status": status, "percentComplete": percent })).with("retry-after", "0")
            }
            (false, false, _) => {
                Answer::empty(202).with("location", format!("/operations/{number}")).with("retry-after", "0")
            }
            (false, true, Some(path)) => self.shown(200, &path),
            (false, true, None) => Answer::empty(200),
        }
    }
}

fn tag(entry: &Entry) -> String {
    format!("\"{:04}\"", entry.change)
}

/// Where in the service the target of a link is: that of `…/products/starter/apis/echo` is `…/apis/echo`.
fn linked(path: &str) -> String {
    let parts: Vec<_> = path.split('/').collect();
    match parts.as_slice() {
        [owner @ .., _, _, kind, name] => format!("{}/{kind}/{name}", owner.join("/")),
        _ => path.to_owned(),
    }
}
