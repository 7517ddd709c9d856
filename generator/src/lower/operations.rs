//! Operations.

use super::context::Context;
use super::groups::OperationNames;
use super::responses::Answers;
use super::{extensions, operation_checks, paging, parameters, paths, responses};
use crate::ir::{
    Conditional, Docs, FinalState, LongRunning, Method, Operation, Parameter, ParameterIn, ParameterSource,
};
use crate::naming;
use crate::source::Pointer;
use openapiv3::PathItem;
use serde_json::Value;

/// An operation and where it stands.
pub(super) struct Site<'a> {
    pub(super) path: &'a str,
    pub(super) item: &'a PathItem,
    pub(super) method: Method,
    pub(super) operation: &'a openapiv3::Operation,
    pub(super) at: Pointer,
}

impl<'a> Site<'a> {
    /// The path, without the query that one of `x-ms-paths` has.
    fn template(&self) -> String {
        let path = self.path.split('?').next().unwrap_or(self.path);
        if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
    }

    /// The query that the path fixes.
    pub(super) fn fixed_query(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let query = self.path.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
    }
}

/// Lowers one operation; its pages and examples are looked at when all definitions are known.
pub(super) fn lower<'a>(context: &mut Context<'a>, site: &Site<'a>, names: &OperationNames) -> Option<Operation> {
    let Site { operation, at, method, .. } = site;
    let path = site.template();
    let fixed_query = site.fixed_query().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (parameters, body) = parameters::lower(context, site, names);
    paths::check_placeholders(context, site, &path, &parameters);
    operation_checks::check(context, site, &names.id);
    let Answers { answers, error, failures } = responses::lower(context, site, names);
    // With a prefix it is no keyword any more.
    let bare = names.method.trim_end_matches('_');
    let long_running = final_state(context, site).map(|final_state| LongRunning {
        final_state,
        resume: format!("resume_{bare}"),
        result: None,
        paging: None,
    });
    let outcome = responses::outcome(context, site, names, &answers, long_running);
    operation_checks::check_long_running(context, site, &answers, outcome.long_running());
    if let Some(paging) = paging::declared(context, site) {
        context.paging.insert(names.id.clone(), paging);
    }
    let rust = match outcome.long_running() {
        Some(_) => format!("begin_{bare}"),
        None => names.method.clone(),
    };
    Some(Operation {
        rust,
        options: format!("{}{}Options", names.client, names.method_type),
        method: *method,
        path,
        fixed_query,
        docs: Docs {
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            external: operation.external_docs.as_ref().map(|external| external.url.clone()),
        },
        reference_url: reference_url(context, names),
        deprecated: operation.deprecated,
        conditional: conditional(&parameters),
        parameters,
        body,
        accept: responses::accept(context, site, &answers),
        responses: answers,
        error,
        failures,
        outcome,
        examples: Vec::new(),
        location: context.locate(at),
        id: names.id.clone(),
    })
}

fn reference_url(context: &Context<'_>, names: &OperationNames) -> Option<String> {
    let template = context.config.reference_url.as_deref()?;
    let operation = names.id.split_once('_').map_or(names.id.as_str(), |(_, operation)| operation);
    let url = template
        .replace("{group}", &naming::kebab(&names.group))
        .replace("{operation}", &naming::kebab(operation))
        .replace("{api-version}", &context.openapi.info.version);
    Some(url)
}

fn conditional(parameters: &[Parameter]) -> Conditional {
    let mut found = Conditional::No;
    for parameter in parameters.iter().filter(|parameter| is_condition(parameter)) {
        found = match (parameter.required, found) {
            (true, _) | (_, Conditional::Required) => Conditional::Required,
            (false, _) => Conditional::Optional,
        };
    }
    found
}

fn is_condition(parameter: &Parameter) -> bool {
    parameter.location_in == ParameterIn::Header
        && parameter.source == ParameterSource::Caller
        && matches!(parameter.name.wire.as_str(), "if-match" | "if-none-match")
}

/// Where the result of a long-running operation is read.
fn final_state<'a>(context: &mut Context<'a>, site: &Site<'a>) -> Option<FinalState> {
    const OPTIONS: &str = "x-ms-long-running-operation-options";
    let declared = &site.operation.extensions;
    if !extensions::flag(context, declared, "x-ms-long-running-operation", &site.at) {
        return None;
    }
    let via = declared.get(OPTIONS).and_then(|options| options.get("final-state-via"));
    Some(match via.map(Value::as_str) {
        None => FinalState::Default,
        Some(Some("location")) => FinalState::Location,
        Some(Some("original-uri")) => FinalState::OriginalUri,
        Some(Some("azure-async-operation" | "operation-location")) => FinalState::AzureAsyncOperation,
        Some(_) => {
            let known = "`location`, `original-uri`, `azure-async-operation` or `operation-location`";
            extensions::wrong(context, "final-state-via", &site.at.key(OPTIONS), known);
            FinalState::Default
        }
    })
}
