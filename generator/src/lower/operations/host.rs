//! Where a service is.
//!
//! Azure Resource Manager has one host per cloud. A service with a host per resource says so with
//! `x-ms-parameterized-host`; its client takes the whole endpoint, because that is what the portal and other clients
//! show, and what a private link or a proxy replaces.

use crate::azure::{self, HostTemplate, ParameterizedHost};
use crate::ir::Endpoint;
use openapiv3::{OpenAPI, ReferenceOr, SecurityScheme};
use std::collections::BTreeSet;

/// The host of the first server, which the specification of a resource provider always names.
pub(in crate::lower) fn public(openapi: &OpenAPI) -> String {
    let url = openapi.servers.first().map_or("", |server| server.url.as_str());
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or_default();
    if host.is_empty() { "management.azure.com".to_owned() } else { host.to_owned() }
}

/// The endpoint that the caller names, if it is the caller who does.
pub(in crate::lower) fn endpoint(openapi: &OpenAPI) -> Option<Endpoint> {
    let declared = azure::read::<ParameterizedHost>(&openapi.extensions)?;
    let template = match declared.template {
        template if template.contains("://") || !declared.uses_prefix => template.to_owned(),
        template => format!("https://{template}"),
    };
    Some(Endpoint { path: path(&template, &declared), template, scope: scope(openapi) })
}

/// What follows the host in the template. What a parameter has but one value for is filled in; with another one in it,
/// the caller gives the whole.
fn path(template: &str, declared: &HostTemplate<'_>) -> String {
    let rest = template.split_once("://").map_or(template, |(_, rest)| rest);
    let mut path = rest.split_once('/').map_or(String::new(), |(_, path)| format!("/{}", path.trim_matches('/')));
    for parameter in declared.parameters() {
        if let Some(value) = parameter.constant() {
            path = path.replace(&format!("{{{}}}", parameter.name), value);
        }
    }
    if path.contains('{') || path == "/" { String::new() } else { path }
}

/// The first scope that is an address: others, such as `user_impersonation`, mean nothing to a credential.
fn scope(openapi: &OpenAPI) -> Option<String> {
    scopes_of(openapi).find(|scope| scope.starts_with("https://")).cloned()
}

/// All scopes, sorted.
pub(in crate::lower) fn scopes(openapi: &OpenAPI) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::azure::Extension;
    use serde_json::json;

    #[test]
    fn a_template_can_have_a_path() {
        let declared = json!({"hostTemplate": "", "parameters": [
            {"name": "version", "enum": ["v1"]}, {"name": "area", "default": "main"}, {"name": "either", "enum": ["a", "b"]},
        ]});
        let table = [
            ("{url}", ""),
            ("{url}/", ""),
            ("https://{account}.example", ""),
            ("https://{account}.example/", ""),
            ("{url}/metrics/v1.0", "/metrics/v1.0"),
            ("https://{url}/metrics/v1.0/", "/metrics/v1.0"),
            ("{url}/{area}/{version}", "/main/v1"),
            ("{url}/books/{either}", ""),
            ("{url}/books/{unknown}", ""),
        ];
        for (template, expected) in table {
            let declared = ParameterizedHost::parse(&declared).unwrap_or_else(|fault| panic!("{fault:?}"));
            assert_eq!(path(template, &declared), expected, "{template}");
        }
    }
}
