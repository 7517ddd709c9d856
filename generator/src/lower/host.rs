//! Where a service is.
//!
//! Azure Resource Manager has one host per cloud. A service with a host per resource says so with
//! `x-ms-parameterized-host`; its client takes the whole endpoint, because that is what the portal and other clients
//! show, and what a private link or a proxy replaces.

use super::context::Context;
use super::extensions;
use crate::ir::Endpoint;
use crate::source::Pointer;
use openapiv3::{OpenAPI, ReferenceOr, SecurityScheme};
use serde_json::Value;
use std::collections::BTreeSet;

const EXTENSION: &str = "x-ms-parameterized-host";

/// The host of the first server, which the specification of a resource provider always names.
pub(super) fn public(openapi: &OpenAPI) -> String {
    let url = openapi.servers.first().map_or("", |server| server.url.as_str());
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or_default();
    if host.is_empty() { "management.azure.com".to_owned() } else { host.to_owned() }
}

/// The endpoint that the caller names, if it is the caller who does.
pub(super) fn endpoint(context: &mut Context<'_>) -> Option<Endpoint> {
    let declared = context.openapi.extensions.get(EXTENSION)?;
    let Some(template) = declared.get("hostTemplate").and_then(Value::as_str) else {
        extensions::wrong(context, EXTENSION, &Pointer::root(), "an object with a `hostTemplate`");
        return None;
    };
    let has_scheme = template.contains("://") || template.starts_with('{') && template.ends_with('}');
    let uses_prefix = declared.get("useSchemePrefix").and_then(Value::as_bool).unwrap_or(true);
    let template = if has_scheme || !uses_prefix { template.to_owned() } else { format!("https://{template}") };
    Some(Endpoint { template, scope: scope(context.openapi) })
}

/// Whether a parameter is a part of the endpoint.
pub(super) fn is_parameter(context: &Context<'_>, name: &str) -> bool {
    let declared = context.openapi.extensions.get(EXTENSION).and_then(|declared| declared.get("parameters"));
    let parameters = declared.and_then(Value::as_array).into_iter().flatten();
    parameters.filter_map(|parameter| parameter.get("name")).any(|known| known == name)
}

/// The first scope that is an address: others, such as `user_impersonation`, mean nothing to a credential.
fn scope(openapi: &OpenAPI) -> Option<String> {
    scopes_of(openapi).find(|scope| scope.starts_with("https://")).cloned()
}

/// All scopes, sorted.
pub(super) fn scopes(openapi: &OpenAPI) -> Vec<String> {
    let scopes: BTreeSet<&String> = scopes_of(openapi).collect();
    scopes.into_iter().cloned().collect()
}

fn scopes_of(openapi: &OpenAPI) -> impl Iterator<Item = &String> {
    let schemes = openapi.components.iter().flat_map(|components| components.security_schemes.values());
    let flows = schemes.filter_map(|scheme| match scheme {
        ReferenceOr::Item(SecurityScheme::OAuth2 { flows, .. }) => Some(flows),
        _ => None,
    });
    let scopes = flows.flat_map(|flows| {
        let implicit = flows.implicit.iter().map(|flow| &flow.scopes);
        let password = flows.password.iter().map(|flow| &flow.scopes);
        let client = flows.client_credentials.iter().map(|flow| &flow.scopes);
        implicit.chain(password).chain(client).chain(flows.authorization_code.iter().map(|flow| &flow.scopes))
    });
    scopes.flat_map(|scopes| scopes.keys())
}
