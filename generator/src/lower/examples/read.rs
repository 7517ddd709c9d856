//! Examples, as their files have them.

use super::check;
use crate::azure::{Examples, Extension};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Api, Example, ExampleResponse, Operation};
use crate::lower::document::source::Source;
use crate::lower::drafts::report::Report;
use crate::source::{Documents, Location};
use crate::threads::{cores, share_out};
use serde_json::Value;

/// The examples of every operation, in their order, checked against the whole API.
///
/// Nothing depends on an example, so the operations are shared out among threads.
pub(in crate::lower) fn read_all(source: &Source<'_>, api: &Api, report: &mut Report<'_>) -> Vec<Vec<Example>> {
    let operations: Vec<&Operation> = api.operations().collect();
    let share = operations.len().div_ceil(cores()).max(1);
    let read = |operations: &[&Operation]| -> Vec<_> {
        operations.iter().map(|operation| of_operation(source, api, operation)).collect()
    };
    let found = share_out(operations.chunks(share), read);
    let told = found.into_iter().flatten().map(|(examples, diagnostics)| {
        diagnostics.into_iter().for_each(|diagnostic| report.push(diagnostic));
        examples
    });
    told.collect()
}

fn of_operation(source: &Source<'_>, api: &Api, operation: &Operation) -> (Vec<Example>, Vec<Diagnostic>) {
    let (mut examples, mut diagnostics) = (Vec::new(), Vec::new());
    for site in sites(source.documents, operation) {
        match site.and_then(|site| read(site, operation)) {
            Ok(mut example) => {
                for finding in check::check(api, source, operation, &example) {
                    diagnostics.extend(finding.diagnostic(&operation.id));
                    example.anomalies.push(finding.text);
                }
                examples.push(example);
            }
            Err(Problem { place, message, help }) => {
                diagnostics.push(Diagnostic::at(Code::Example, place, message).on_key().help(help));
            }
        }
    }
    (examples, diagnostics)
}

/// An entry of `x-ms-examples`, and the example that it leads to.
struct Site<'d> {
    name: &'d str,
    file: String,
    location: Location,
    value: &'d Value,
}

/// Why an example cannot be read.
struct Problem {
    place: Location,
    message: String,
    help: &'static str,
}

fn sites<'d>(documents: &'d Documents, operation: &Operation) -> Vec<Result<Site<'d>, Problem>> {
    let entries =
        documents.value(&operation.location).and_then(|value| value.get(Examples::KEY)).and_then(Value::as_object);
    let at = operation.location.key(Examples::KEY);
    let entries = entries.into_iter().flatten();
    entries.map(|(name, entry)| site(documents, name, entry, at.key(name))).collect()
}

fn site<'d>(documents: &'d Documents, name: &'d str, entry: &'d Value, at: Location) -> Result<Site<'d>, Problem> {
    let Some(reference) = entry.get("$ref").and_then(Value::as_str) else {
        return Ok(Site { name, file: name.to_owned(), location: at, value: entry });
    };
    let file = reference.rsplit('/').next().unwrap_or(reference).to_owned();
    match documents.resolve(at.document, reference) {
        Some((location, value)) => Ok(Site { name, file, location, value }),
        None => Err(Problem {
            place: at.key("$ref"),
            message: format!("the example `{reference}` is not there"),
            help: "correct the path, or add the file",
        }),
    }
}

fn read(site: Site<'_>, operation: &Operation) -> Result<Example, Problem> {
    let Site { name, file, location, value } = site;
    let object = |key: &str| value.get(key).and_then(Value::as_object);
    let (Some(parameters), Some(answers)) = (object("parameters"), object("responses")) else {
        let message = format!("the example `{name}` of `{}` lacks its parts", operation.id);
        return Err(Problem {
            place: location,
            message,
            help: "give it an object `parameters` and an object `responses`",
        });
    };
    let mut responses = Vec::with_capacity(answers.len());
    for (status, answer) in answers {
        let Ok(status) = status.parse::<u16>() else {
            let message = format!("the example `{name}` has an answer called `{status}`, which is not a status");
            let place = location.key("responses").key(status);
            return Err(Problem { place, message, help: "call it by its status, such as `200`" });
        };
        let headers = answer.get("headers").and_then(Value::as_object).into_iter().flatten();
        responses.push(ExampleResponse {
            status,
            headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), text(value))).collect(),
            body: answer.get("body").cloned(),
        });
    }
    let (name, parameters) = (name.to_owned(), parameters.clone());
    Ok(Example { name, file, parameters, responses, anomalies: Vec::new(), location })
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
