//! Examples of what follows from no rule: what actions, views and reads answer.

use super::roles::{Role, Route};
use crate::ir::{Example, Operation};
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Serialize)]
pub(super) struct ExampleRecord<'a> {
    operation: &'a str,
    parameters: Map<String, Value>,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a Value>,
}

/// The first example of each operation that has no other answer.
pub(super) fn of<'a>(routes: &[Route<'a>]) -> Vec<ExampleRecord<'a>> {
    let told = routes.iter().filter(|route| !matches!(route.role, Role::Link | Role::Collection));
    let operations = told.flat_map(|route| &route.operations);
    let is_told = |operation: &&&Operation| !matches!(operation.method.as_str(), "PUT" | "PATCH" | "DELETE" | "HEAD");
    operations
        .filter(is_told)
        .filter_map(|operation| operation.examples.iter().find_map(|found| record(operation, found)))
        .collect()
}

fn record<'a>(operation: &'a Operation, example: &'a Example) -> Option<ExampleRecord<'a>> {
    // A body tells more than none.
    let responses = || example.responses.iter();
    let told = responses().find(|response| response.body.is_some()).or_else(|| responses().next())?;
    let in_path = |name: &str| operation.path.contains(&format!("{{{name}}}"));
    let parameters = example.parameters.iter().filter(|(name, _)| in_path(name));
    Some(ExampleRecord {
        operation: &operation.id,
        parameters: parameters.map(|(name, value)| (name.clone(), value.clone())).collect(),
        status: told.status,
        body: told.body.as_ref(),
    })
}
