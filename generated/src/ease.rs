//! What would take several steps with the generated models alone.

use crate::models::{PolicyContentFormat, PolicyContract, PolicyContractProperties};

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

/// The identifier of a revision of an API, to be passed wherever one of an API is.
///
/// ```
/// assert_eq!(apim::revision_of("echo", 2), "echo;rev=2");
/// ```
pub fn revision_of(api_id: &str, revision: u32) -> String {
    format!("{api_id};rev={revision}")
}
