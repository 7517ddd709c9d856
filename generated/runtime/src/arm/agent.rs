//! The name by which the service knows the client.

use super::policy::forward;
use async_trait::async_trait;
use azure_core::http::headers::USER_AGENT;
use azure_core::http::policies::{Policy, PolicyResult};
use azure_core::http::{Context, Request};
use std::sync::Arc;

/// What azure_core puts before the name of a crate. The official libraries are told apart by it.
const OFFICIAL: &str = "azsdk-rust-";

/// Takes the mark of the official libraries off the name of the client's crate, which is none of them.
#[derive(Debug)]
pub(super) struct OwnName {
    /// The name of the client's crate.
    pub(super) package: Option<&'static str>,
}

#[async_trait]
impl Policy for OwnName {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let agent = request.headers().get_optional_str(&USER_AGENT).and_then(|agent| own(agent, self.package));
        if let Some(agent) = agent {
            request.insert_header(USER_AGENT, agent);
        }
        forward(context, request, next).await
    }
}

/// The user agent without the mark; `None` when it has none.
fn own(agent: &str, package: Option<&str>) -> Option<String> {
    let name = package.unwrap_or("unknown");
    let name = name.strip_prefix("azure_").unwrap_or(name);
    let marked = format!("{OFFICIAL}{name}/");
    agent.contains(&marked).then(|| agent.replacen(&marked, &format!("{name}/"), 1))
}
