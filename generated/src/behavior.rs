//! What the client does by itself about refusals of API Management that pass or can be mended.

use crate::arm::{ProviderRegistration, asked_pause, unless_conflict, unread};
use async_trait::async_trait;
use azure_core::http::policies::{Policy, PolicyResult};
use azure_core::http::{Context, Request};
use azure_core::sleep;
use azure_core::time::Duration;
use std::sync::Arc;

/// What the service answers while another operation on the same API, product or service is in progress.
const BUSY: &str = "PessimisticConcurrencyConflict";

/// The namespace of the resource provider.
const NAMESPACE: &str = "Microsoft.ApiManagement";

/// The first pause before a request is sent again; each further one is twice as long, up to the longest.
const SHORTEST: Duration = Duration::seconds(2);
const LONGEST: Duration = Duration::seconds(20);

/// What the client does by itself about refusals that pass or can be mended.
///
/// Both waits end early when the call's [`Deadline`](crate::arm::Deadline) does, and events of `tracing` tell of them.
///
/// ```
/// use apim::{ApiManagementClientOptions, Behavior};
/// use azure_core::time::Duration;
///
/// let options = ApiManagementClientOptions {
///     behavior: Behavior { provider_registration: Some(Duration::minutes(5)), ..Default::default() },
///     ..Default::default()
/// };
/// assert_eq!(options.behavior.conflict_patience, Duration::minutes(2));
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Behavior {
    /// For how long a request is sent again that is refused because another operation on the same API is in progress: 409
    /// with the code `PessimisticConcurrencyConflict`, which API Management also answers for a while after an import has
    /// ended. Two minutes unless it is set; zero sends nothing again. Every other 409 is an error at once.
    pub conflict_patience: Duration,
    /// For how long to wait for the resource provider `Microsoft.ApiManagement` when a request is refused because the
    /// subscription has not registered it, and the client does so by itself. `None`, unless it is set, registers
    /// nothing: registering needs rights on the whole subscription. See [`ProviderRegistration`].
    pub provider_registration: Option<Duration>,
}

impl Default for Behavior {
    fn default() -> Self {
        Self { conflict_patience: Duration::minutes(2), provider_registration: None }
    }
}

impl Behavior {
    /// The policies that come before retries.
    pub(crate) fn policies(&self) -> Vec<Arc<dyn Policy>> {
        let registration = self.provider_registration.map(|patience| ProviderRegistration::new(NAMESPACE, patience));
        let mut policies: Vec<Arc<dyn Policy>> = Vec::new();
        policies.extend(registration.map(|policy| Arc::new(policy) as Arc<dyn Policy>));
        if self.conflict_patience > Duration::ZERO {
            policies.push(Arc::new(SettledConflicts { patience: self.conflict_patience }));
        }
        policies
    }
}

/// Sends a request again while another operation is in progress.
#[derive(Debug)]
struct SettledConflicts {
    patience: Duration,
}

#[async_trait]
impl Policy for SettledConflicts {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let (mut waited, mut pause) = (Duration::ZERO, SHORTEST);
        loop {
            let busy = match unless_conflict(BUSY, context, request, next).await? {
                Ok(response) => return Ok(response),
                Err(busy) => busy,
            };
            let this_pause = asked_pause(busy.headers()).map_or(pause, |asked| asked.max(SHORTEST));
            if waited + this_pause > self.patience {
                tracing::warn!(waited = %waited, "the service is still busy with another operation on the same resource");
                return Ok(unread(busy));
            }
            tracing::info!(waited = %waited, pause = %this_pause, "the service is busy with another operation on the same resource; trying again");
            sleep(this_pause).await;
            waited += this_pause;
            pause = LONGEST.min(pause + pause);
            request.body_mut().reset().await?;
        }
    }
}
