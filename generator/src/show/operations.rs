//! Operations in readable text.

use super::{rules_text, type_text};
use crate::ir::{
    Api, CollectionFormat, Conditional, MediaType, NextPage, Operation, Outcome, Paging, Parameter, ParameterSource,
};
use std::fmt::{self, Write};

pub(super) fn write_operation(out: &mut String, api: &Api, client: &str, operation: &Operation) -> fmt::Result {
    let query: Vec<String> = operation.fixed_query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    writeln!(out, "{}: {client}::{}", operation.id, operation.rust)?;
    writeln!(out, "  {} {}{query}", operation.method.as_str(), operation.path)?;
    for parameter in &operation.parameters {
        write_parameter(out, api, parameter)?;
    }
    if let Some(body) = &operation.body {
        let media = match &body.media_type {
            MediaType::Json => body.json_type.as_ref().map_or_else(String::new, |text| format!(" as {text}")),
            MediaType::Form => " as form".to_owned(),
            MediaType::Multipart => " as multipart".to_owned(),
            MediaType::Other(text) => format!(" as {text}"),
        };
        let optional = if body.required { "" } else { "?" };
        writeln!(out, "  body {}{optional}: {}{media}", body.name.rust, type_text(api, &body.value.type_ref))?;
    }
    for response in &operation.responses {
        let body = response.body.as_ref().map_or("-".to_owned(), |body| type_text(api, &body.type_ref));
        let headers = response.headers.iter().map(|header| header.name.wire.as_str());
        let headers: Vec<&str> = headers.collect();
        let headers = if headers.is_empty() { String::new() } else { format!(" [{}]", headers.join(", ")) };
        writeln!(out, "  {} {body}{headers}", response.status)?;
    }
    if let Some(error) = operation.error {
        writeln!(out, "  error {}", api.definition(error).name.rust)?;
    }
    writeln!(out, "  returns {}", outcome_text(api, &operation.outcome))?;
    write_traits(out, api, operation)
}

/// What an operation does besides one request and its answer.
fn write_traits(out: &mut String, api: &Api, operation: &Operation) -> fmt::Result {
    if let Some(paging) = operation.outcome.paging() {
        let next = paging.next_link.as_deref().unwrap_or("nothing");
        let by = match paging.next_page {
            NextPage::Get => "",
            NextPage::Post => " with a POST",
            NextPage::PostAgain => " with a POST of the same body",
        };
        writeln!(out, "  pages of {}: {}, next {next}{by}", paging.items, type_text(api, &paging.item))?;
    }
    if let Some(accept) = &operation.accept {
        writeln!(out, "  accept {accept}")?;
    }
    if let Some(long_running) = operation.outcome.long_running() {
        writeln!(out, "  long running, final state via {:?}", long_running.final_state)?;
    }
    if operation.conditional != Conditional::No {
        writeln!(out, "  conditional: {:?}", operation.conditional)?;
    }
    if operation.deprecated {
        writeln!(out, "  deprecated")?;
    }
    for example in &operation.examples {
        let statuses: Vec<String> = example.responses.iter().map(|response| response.status.to_string()).collect();
        writeln!(out, "  example {} ({})", example.file, statuses.join(", "))?;
        for anomaly in &example.anomalies {
            writeln!(out, "    ! {anomaly}")?;
        }
    }
    Ok(())
}

fn write_parameter(out: &mut String, api: &Api, parameter: &Parameter) -> fmt::Result {
    let place = parameter.location_in.as_str();
    let wire = &parameter.name.wire;
    let value = match &parameter.source {
        ParameterSource::SubscriptionId => "the client's subscription".to_owned(),
        ParameterSource::ApiVersion => "the client's version".to_owned(),
        ParameterSource::Constant(value) => format!("always {value}"),
        ParameterSource::Caller => {
            let optional = if parameter.required { "" } else { "?" };
            let rules = rules_text(api, &parameter.value);
            format!("{}{optional}: {}{rules}", parameter.name.rust, type_text(api, &parameter.value.type_ref))
        }
    };
    let list = match parameter.collection {
        CollectionFormat::Csv => String::new(),
        other => format!(", {other:?}").to_lowercase(),
    };
    let raw = if parameter.skip_url_encoding { ", as it is" } else { "" };
    writeln!(out, "  {place} {wire} = {value}{list}{raw}")
}

fn outcome_text(api: &Api, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Pages(Paging { page: body, .. }) | Outcome::Model(body) => type_text(api, body),
        Outcome::Operation(long_running) => {
            long_running.result.as_ref().map_or_else(|| "nothing".to_owned(), |body| type_text(api, body))
        }
        Outcome::OptionalModel(body) => format!("{} or nothing", type_text(api, body)),
        Outcome::ByStatus(name) => format!("{name}, by status"),
        Outcome::Exists => "whether it exists".to_owned(),
        Outcome::Stream => "a stream".to_owned(),
        Outcome::Empty => "nothing".to_owned(),
    }
}
