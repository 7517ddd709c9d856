//! Options of the operations that have no optional parameters.

use azure_core::fmt::SafeDebug;
use azure_core::http::ClientMethodOptions;
use azure_core::http::pager::PagerOptions;
use azure_core::http::poller::PollerOptions;

/// Options of a call.
#[derive(Clone, Default, SafeDebug)]
pub struct MethodOptions<'a> {
    /// The context in which the request is sent.
    pub method_options: ClientMethodOptions<'a>,
}

/// Options of a call that lists page by page.
#[derive(Clone, Default, SafeDebug)]
pub struct PageOptions<'a> {
    /// The context in which requests are sent, and where paging resumes.
    pub method_options: PagerOptions<'a>,
}

/// Options of a call that starts a long-running operation.
#[derive(Clone, Default, SafeDebug)]
pub struct PollOptions<'a> {
    /// The context in which requests are sent, and how often the service is asked when it does not say itself.
    pub method_options: PollerOptions<'a>,
}
