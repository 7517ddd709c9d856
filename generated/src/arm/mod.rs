//! What every operation shares: addressing, authentication, paging, long-running operations, errors and JSON.
//!
//! Nothing here knows a particular service, so the folder also serves other clients that the generator writes.
#![cfg_attr(
    not(test),
    allow(dead_code, unused_imports, unused_macros, reason = "a client needs a part of it; the tests need all")
)]

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
mod poller;
mod progress;
mod reason;
mod redact;
mod redacted;
mod scalar;
mod state;
mod string_enum;
mod tidy;
mod time;
pub(crate) mod union;
mod value;

pub use answer::answer;
pub use cause::cause;
pub use cloud::Audience;
pub use context::{ApiVersion, ContextExt, Deadline};
pub use ending::{Ending, FailedOperation, Interrupted};
pub use multipart::File;
pub use operation::{ArmOperation, OperationState};
pub use options::{MethodOptions, PageOptions, PollOptions};
pub use patch::{Patch, with_nulls};
pub use poller::ArmStatusMonitor;
pub use redacted::redacted;

pub(crate) use adapter::{
    Any, Base64, Base64Url, Dict, Float, List, Nullable, Opt, Patched, Rfc1123, Rfc3339, Same, Unix,
};
pub(crate) use body::{Shape, body, body_without_read_only, request_body};
pub(crate) use call::Call;
pub(crate) use client::{Client, Endpoint, Service};
pub(crate) use cloud::Site;
pub(crate) use error::error_body;
pub(crate) use follow::LongRunning;
pub(crate) use header::{header, header_time};
pub(crate) use model::{Model, Object, model, read_model, write_model};
pub(crate) use pager::{Items, NextPage, page};
pub(crate) use parameter::{Collection, Parameter};
pub(crate) use state::{FinalState, Outcome};
pub(crate) use string_enum::{Known, string_enum};
pub(crate) use tidy::tidy;
pub(crate) use time::TimeFormat;
pub(crate) use union::union;
pub(crate) use value::{ParameterValue, Value};
