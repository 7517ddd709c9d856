//! Security: the scopes that a token may be asked for. All else about logging in is the credential's.

use crate::lift::reading::context::Context;
use crate::lift::reading::node::Node;
use openapiv3::{ImplicitOAuth2Flow, OAuth2Flows, OpenAPI, ReferenceOr, SecurityScheme};
use serde_json::Value;

/// Takes over the OAuth2 flows of a Swagger 2.0 document that name scopes, whichever flow it is.
pub(in crate::lift) fn schemes(context: &mut Context, root: &Node, openapi: &mut OpenAPI) {
    let Some(declared) = root.get("securityDefinitions") else { return };
    for (name, scheme) in context.entries(&declared) {
        let Some(scopes) = scheme.value.get("scopes").and_then(Value::as_object).filter(|scopes| !scopes.is_empty())
        else {
            continue;
        };
        let text = |key: &str| scheme.value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let flow = ImplicitOAuth2Flow {
            authorization_url: text("authorizationUrl"),
            refresh_url: None,
            scopes: scopes.keys().map(|scope| (scope.clone(), String::new())).collect(),
            extensions: Default::default(),
        };
        let scheme = SecurityScheme::OAuth2 {
            flows: OAuth2Flows { implicit: Some(flow), ..OAuth2Flows::default() },
            description: None,
            extensions: Default::default(),
        };
        let schemes = &mut openapi.components.get_or_insert_default().security_schemes;
        schemes.entry(name.to_owned()).or_insert(ReferenceOr::Item(scheme));
    }
}
