//! Operations.

use super::groups::OperationNames;
use super::responses::{self, Answers};
use super::shared::Shared;
use super::{paging, parameters};
use crate::azure::{self, LongRunning};
use crate::ir::{Conditional, Docs, ParameterIn, ParameterSource};
use crate::lower::checks;
use crate::lower::document::site::Site;
use crate::lower::document::source::Source;
use crate::lower::drafts::Drafting;
use crate::lower::drafts::operation::{Operation, Parameter};
use crate::naming;

/// Drafts one operation; its pages and examples are looked at when all definitions are known.
pub(super) fn draft<'a>(
    drafting: &mut Drafting<'a>,
    shared: &mut Shared<'a>,
    site: &Site<'a>,
    names: &OperationNames,
) -> Operation {
    let Site { operation, at, method, .. } = site;
    let path = site.template();
    let (parameters, body) = parameters::draft(drafting, shared, site, names);
    checks::paths::check_placeholders(drafting.source, &mut drafting.report, site, &path, &parameters);
    checks::operations::check(drafting.source, &mut drafting.report, site, &names.id);
    let Answers { answers, error, failures } = responses::draft(drafting, shared, site, names);
    // With a prefix it is no keyword any more.
    let bare = names.method.trim_end_matches('_');
    checks::operations::check_long_running(drafting.source, &mut drafting.report, site, &answers);
    let (rust, ending) = match azure::is_set::<LongRunning>(&operation.extensions) {
        true => (format!("begin_{bare}"), responses::final_ending(drafting, site, &answers, format!("resume_{bare}"))),
        false => (names.method.clone(), responses::ending(site, names, &answers)),
    };
    Operation {
        id: names.id.clone(),
        rust,
        options: format!("{}{}Options", names.client, names.method_type),
        method: *method,
        path,
        fixed_query: site.fixed_query().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        docs: Docs {
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            external: operation.external_docs.as_ref().map(|external| external.url.clone()),
        },
        reference_url: reference_url(drafting.source, names),
        deprecated: operation.deprecated,
        conditional: conditional(&parameters),
        parameters,
        body,
        accept: responses::accept(drafting.source, site, &answers),
        responses: answers,
        error,
        failures,
        ending,
        paging: paging::declared(drafting, site),
        location: drafting.source.locate(at),
    }
}

fn reference_url(source: &Source<'_>, names: &OperationNames) -> Option<String> {
    let template = source.config.reference_url.as_deref()?;
    let operation = names.id.split_once('_').map_or(names.id.as_str(), |(_, operation)| operation);
    let url = template
        .replace("{group}", &naming::kebab(&names.group))
        .replace("{operation}", &naming::kebab(operation))
        .replace("{api-version}", &source.openapi.info.version);
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
