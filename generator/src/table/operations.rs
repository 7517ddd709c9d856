//! Routes with their operations as records.

use super::roles::{Role, Route};
use super::types::{Limits, default, is_false, type_of};
use crate::ir::{
    Api, CollectionFormat, Conditional, FinalState, Operation, Outcome, Parameter, ParameterIn, ParameterSource,
};
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Value, json};

#[derive(Serialize)]
pub(super) struct RouteRecord<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fixed: &'a [(String, String)],
    role: Role,
    #[serde(skip_serializing_if = "is_false")]
    single: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    operations: Vec<OperationRecord<'a>>,
}

#[derive(Serialize)]
struct OperationRecord<'a> {
    id: &'a str,
    method: &'static str,
    /// Indices of parameters.
    parameters: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    #[serde(skip_serializing_if = "is_false")]
    body_required: bool,
    #[serde(skip_serializing_if = "is_false")]
    unversioned: bool,
    answers: Vec<AnswerRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditional: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    long_running: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<Value>,
}

#[derive(Serialize)]
struct AnswerRecord {
    status: u16,
    /// Whether it has an entity tag.
    #[serde(skip_serializing_if = "is_false")]
    tag: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
}

/// A route as a record.
pub(super) fn route<'a>(api: &'a Api, route: &Route<'a>, parameters: &mut Parameters) -> RouteRecord<'a> {
    RouteRecord {
        path: route.path,
        fixed: route.fixed,
        role: route.role,
        single: route.role == Role::Resource && route.is_single(api),
        kind: route.kind(),
        parent: route.parent,
        target: route.target,
        operations: route.operations.iter().map(|found| operation(api, found, parameters)).collect(),
    }
}

fn operation<'a>(api: &'a Api, found: &'a Operation, parameters: &mut Parameters) -> OperationRecord<'a> {
    let given = found.parameters.iter().filter(|it| it.source != ParameterSource::ApiVersion);
    let answers = found.responses.iter().map(|response| AnswerRecord {
        // What stands for every success is answered as the plainest.
        status: response.status.code().unwrap_or(200),
        tag: response.headers.iter().any(|header| header.name.wire == "etag"),
        body: response.body_type().map(|body| type_of(api, body)),
    });
    OperationRecord {
        id: &found.id,
        method: found.method.as_str(),
        parameters: given.map(|it| parameters.index(api, it)).collect(),
        body: found.body.as_ref().map(|body| type_of(api, &body.value.type_ref)),
        body_required: found.body.as_ref().is_some_and(|body| body.required),
        unversioned: !found.parameters.iter().any(|it| it.source == ParameterSource::ApiVersion),
        answers: answers.collect(),
        conditional: match found.conditional {
            Conditional::No => None,
            Conditional::Optional => Some("optional"),
            Conditional::Required => Some("required"),
        },
        long_running: found.outcome.long_running().map(|it| match it.final_state {
            FinalState::Default => "default",
            FinalState::Location => "location",
            FinalState::OriginalUri => "original-uri",
            FinalState::AzureAsyncOperation => "azure-async-operation",
        }),
        pages: match &found.outcome {
            Outcome::Pages(paging) => Some(json!({ "items": paging.items, "next": paging.next_link })),
            _ => None,
        },
    }
}

/// Parameters, each kind once.
#[derive(Default)]
pub(super) struct Parameters {
    records: Vec<Value>,
    indices: FxHashMap<String, usize>,
}

impl Parameters {
    pub(super) fn records(&self) -> &[Value] {
        &self.records
    }

    fn index(&mut self, api: &Api, found: &Parameter) -> usize {
        let record = record(api, found);
        let next = self.records.len();
        let index = *self.indices.entry(record.to_string()).or_insert(next);
        if index == next {
            self.records.push(record);
        }
        index
    }
}

fn record(api: &Api, found: &Parameter) -> Value {
    let mut record = json!(Limits::of(&found.value.constraints));
    record["name"] = json!(found.name.wire);
    record["in"] = json!(found.location_in.as_str());
    record["type"] = type_of(api, &found.value.type_ref);
    if found.required && found.location_in != ParameterIn::Path {
        record["required"] = json!(true);
    }
    if let ParameterSource::Constant(value) = &found.source {
        record["constant"] = json!(value);
    }
    if found.skip_url_encoding {
        record["raw"] = json!(true);
    }
    match found.collection {
        CollectionFormat::Csv => {}
        other => record["list"] = json!(format!("{other:?}").to_lowercase()),
    }
    if let Some(value) = &found.value.default {
        record["default"] = default(api, value);
    }
    record
}
