//! From OpenAPI 3.0 to the intermediate representation.
//!
//! Operations and definitions are drafted first, in the order of the specification. What depends on the whole (which
//! way a definition travels, what holds itself, who is called what) follows, one pass for each question. A
//! definition's id is its place among the drafts until the last pass sorts them by name.

mod boxing;
mod choices;
mod circles;
mod constraints;
mod constructors;
mod context;
mod definition_names;
mod definitions;
mod discriminators;
mod enum_names;
mod enums;
mod example_check;
mod examples;
mod extension_places;
mod extensions;
mod facts;
mod families;
mod formats;
mod groups;
mod host;
mod inheritance;
mod literals;
mod names;
mod operation_checks;
mod operations;
mod overrides;
mod paging;
mod parameter_checks;
mod parameters;
mod paths;
mod presence;
mod responses;
mod shape;
mod types;
mod unions;
mod usage;
mod walk;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Api, Docs, ParameterSource};
use crate::lift::Lifted;
use crate::naming::{Kind, crate_name, rust_name};
use crate::source::{Documents, Pointer};
use context::Context;
use openapiv3::OpenAPI;

/// Lowers the lifted document. If errors are among the diagnostics, the result is not fit for generation.
pub fn lower(lifted: Lifted, documents: &Documents, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let Lifted { openapi, origins } = &lifted;
    let mut context = Context::new(openapi, origins, documents, config, diagnostics);
    extension_places::check(&mut context);
    constraints::check(&mut context);
    choices::check(&mut context);
    paths::check_duplicates(&mut context);
    let endpoint = host::endpoint(&mut context);
    check_version(&mut context);
    definitions::request_all(&mut context);
    let mut groups = groups::lower(&mut context);
    let families = families::assign(&mut context, &mut groups);
    definitions::fill(&mut context);
    circles::cut(&mut context);
    paging::resolve(&mut context, &mut groups);
    enums::name_variants(&mut context);
    literals::resolve(&mut context, &mut groups);
    parameter_checks::check_types(&mut context, &groups);

    usage::mark(&mut context.drafts, &groups);
    usage::set_modules(&mut context.drafts, &groups);
    boxing::mark(&mut context.drafts);
    presence::make_keys_deletable(&mut context.drafts, &mut groups);
    presence::decide(&mut context.drafts, &context.nullable);
    usage::mark_cleared(&mut context.drafts);
    constructors::build(&mut context.drafts);
    constructors::build_accessors(&mut context.drafts);

    definition_names::decide(&mut context, &groups);
    let headers = std::mem::take(&mut context.headers);
    let claims = std::mem::take(&mut context.claims).into_iter().chain([headers]).collect();
    names::finish(claims).into_iter().for_each(|complaint| context.diagnostics.push(complaint));
    context.overrides.report(context.diagnostics);
    let definitions = definition_names::sort(&mut context, &mut groups);
    let operations = || groups.iter().flat_map(|group| &group.operations);
    let has_subscription = operations()
        .flat_map(|operation| &operation.parameters)
        .any(|parameter| parameter.source == ParameterSource::SubscriptionId);
    let client = context.client.clone();
    let mut api = Api {
        title: openapi.info.title.clone(),
        version: openapi.info.version.clone(),
        docs: Docs { description: openapi.info.description.clone(), ..Docs::default() },
        crate_name: config.crate_name.clone().unwrap_or_else(|| crate_name(&client)),
        client,
        host: host::public(openapi),
        endpoint,
        scopes: host::scopes(openapi),
        has_subscription,
        headers: responses::all_headers(&groups),
        groups,
        families,
        definitions,
    };
    examples::attach(&mut context, &mut api);
    api
}

/// Holds the specification to the configured version.
fn check_version(context: &mut Context<'_>) {
    let found = context.openapi.info.version.as_str();
    if let Some(wanted) = context.config.api_version.as_deref().filter(|wanted| *wanted != found) {
        let message = format!("this is version {found}, but `api-version` of the configuration is {wanted}");
        let help = format!("name the roots of version {wanted}, or set `api-version` to {found}");
        context.report(Code::Configuration, &Pointer::root().key("info").key("version"), message, help);
    }
}

/// The client's type: as configured, else after the title.
fn client(openapi: &OpenAPI, config: &Config) -> String {
    config.client.clone().unwrap_or_else(|| {
        let title = rust_name(Kind::Part, &openapi.info.title).unwrap_or_else(|| "Service".to_owned());
        format!("{}Client", title.strip_suffix("Client").filter(|title| !title.is_empty()).unwrap_or(&title))
    })
}
