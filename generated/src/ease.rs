//! What would take several steps with the generated models alone.

use crate::models::{
    ApiCreateOrUpdateParameter, ContentFormat, GatewayTokenContract, PolicyContentFormat, PolicyContract,
    PolicyContractProperties, SubscriptionCreateParameters, SubscriptionState,
};
use azure_core::credentials::Secret;

impl PolicyContract {
    /// A policy document as people write it: XML in which policy expressions need not be escaped.
    ///
    /// ```
    /// use apim::models::PolicyContract;
    ///
    /// let policy = PolicyContract::raw_xml(
    ///     r#"<policies>
    ///         <inbound><base /><rate-limit calls="5" renewal-period="60" /></inbound>
    ///         <backend><base /></backend>
    ///         <outbound><base /></outbound>
    ///         <on-error><base /></on-error>
    ///     </policies>"#,
    /// );
    /// assert!(policy.properties.is_some());
    /// ```
    pub fn raw_xml(document: impl Into<String>) -> Self {
        let properties =
            PolicyContractProperties { value: Some(document.into()), format: Some(PolicyContentFormat::Rawxml) };
        Self { properties: Some(properties), ..Default::default() }
    }
}

impl ApiCreateOrUpdateParameter {
    /// An API that is made from a document: its text, or, with the formats whose names end in `Link`, its address.
    ///
    /// ```
    /// use apim::models::{ApiCreateOrUpdateParameter, ContentFormat};
    ///
    /// let pets = "https://petstore.example/openapi.json";
    /// let api = ApiCreateOrUpdateParameter::import("pets", ContentFormat::OpenapiJsonLink, pets);
    /// assert_eq!(api.properties.path, "pets");
    /// ```
    pub fn import(path: impl Into<String>, format: ContentFormat, document: impl Into<String>) -> Self {
        let mut api = Self::new(path);
        api.properties.format = Some(format);
        api.properties.value = Some(document.into());
        api
    }
}

impl SubscriptionCreateParameters {
    /// A subscription whose keys open its scope at once. One from [`new`](Self::new) has no state, and is `submitted`: its
    /// keys open nothing until somebody approves it.
    pub fn active(scope: impl Into<String>, display_name: impl Into<String>) -> Self {
        let mut subscription = Self::new(scope, display_name);
        subscription.properties.state = Some(SubscriptionState::Active);
        subscription
    }
}

impl GatewayTokenContract {
    /// What stands in `config.service.auth` of a self-hosted gateway: `GatewayKey` and the token. `None` if the service
    /// gave no token.
    ///
    /// ```
    /// # use apim::models::GatewayTokenContract;
    /// let token: GatewayTokenContract = serde_json::from_str(r#"{"value": "harbour&202406010000&c2ln"}"#).unwrap();
    /// assert_eq!(token.authorization().unwrap().secret(), "GatewayKey harbour&202406010000&c2ln");
    /// ```
    pub fn authorization(&self) -> Option<Secret> {
        self.value.as_ref().map(|token| Secret::new(format!("GatewayKey {}", token.secret())))
    }
}

/// The identifier of a revision of an API, to be passed wherever one of an API is.
///
/// ```
/// assert_eq!(apim::revision_of("echo", 2), "echo;rev=2");
/// ```
pub fn revision_of(api_id: &str, revision: u32) -> String {
    format!("{api_id};rev={revision}")
}
