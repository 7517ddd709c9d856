//! What every operation shares: addressing, authentication, paging, long-running operations, errors and JSON.
//!
//! Nothing here knows a particular service: all clients that the generator writes have it in common.

mod adapter;
mod agent;
mod answer;
mod attempt;
mod body;
mod call;
mod cause;
mod client;
mod cloud;
mod context;
mod credential;
mod encode;
mod ending;
mod error;
mod follow;
mod header;
mod link;
mod markup;
mod model;
mod multipart;
mod operation;
mod options;
mod pace;
mod pager;
mod parameter;
mod patch;
mod policy;
mod poller;
mod progress;
mod provider;
mod reason;
mod redact;
mod redacted;
mod resource_id;
mod scalar;
mod state;
mod string_enum;
mod tidy;
mod time;
#[doc(hidden)]
pub mod union;
mod value;

pub use answer::answer;
pub use body::IntoContent;
pub use cause::cause;
pub use cloud::Audience;
pub use context::{ApiVersion, ContextExt, Deadline};
pub use ending::{Ending, FailedOperation, Interrupted};
pub use header::any_etag;
pub use multipart::File;
pub use operation::{ArmOperation, OperationState};
pub use options::{MethodOptions, PageOptions, PollOptions};
pub use patch::{Patch, with_nulls};
pub use poller::ArmStatusMonitor;
pub use provider::ProviderRegistration;
pub use redacted::redacted;
pub use resource_id::ResourceId;

// For generated code alone, and changed with it.
#[doc(hidden)]
pub use self::{
    adapter::{Any, Base64, Base64Url, Dict, Float, List, Nullable, Opt, Patched, Rfc1123, Rfc3339, Same, Unix},
    body::{Shape, body, body_without_read_only, request_body},
    call::Call,
    client::{Client, Endpoint, Service},
    cloud::Site,
    error::error_body,
    follow::LongRunning,
    header::{header, header_time},
    model::{Model, Object, model, read_model, write_model},
    pace::asked_pause,
    pager::{Items, NextPage, page},
    parameter::{Collection, Parameter},
    policy::{unless_conflict, unread},
    state::{FinalState, Outcome},
    string_enum::{Known, string_enum},
    tidy::{Tidy, tidy},
    time::TimeFormat,
    union::union,
    value::{ParameterValue, Value},
};
