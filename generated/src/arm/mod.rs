//! What every operation shares: addressing, authentication, paging, long-running operations, errors and JSON.
//!
//! Nothing here knows a particular service, so the folder also serves other clients that the generator writes.
#![allow(dead_code, unused_imports, unused_macros, reason = "the folder is carried whole; a small client needs a part")]

mod adapter;
mod body;
mod call;
mod client;
mod cloud;
mod encode;
mod ending;
mod error;
mod follow;
mod header;
mod link;
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
mod redact;
mod state;
mod string_enum;
mod time;
pub(crate) mod union;
mod value;

pub use cloud::Audience;
pub use multipart::File;
pub use ending::{Ending, FailedOperation, Interrupted};
pub use operation::{ArmOperation, OperationState};
pub use options::{MethodOptions, PageOptions, PollOptions};
pub use patch::Patch;
pub use poller::ArmStatusMonitor;

pub(crate) use adapter::{Base64, Base64Url, Dict, List, Nullable, Opt, Patched, Rfc1123, Rfc3339, Same, Unix};
pub(crate) use body::{Shape, body, body_without_read_only, request_body};
pub(crate) use call::Call;
pub(crate) use client::{Client, Endpoint, Service};
pub(crate) use error::error_body;
pub(crate) use follow::LongRunning;
pub(crate) use header::{header, header_time};
pub(crate) use model::{Model, Object, model, read_model, write_model};
pub(crate) use pager::{Items, page};
pub(crate) use parameter::{Collection, Parameter};
pub(crate) use state::{FinalState, Outcome};
pub(crate) use string_enum::{Known, string_enum};
pub(crate) use time::TimeFormat;
pub(crate) use union::union;
pub(crate) use value::{ParameterValue, Value};
