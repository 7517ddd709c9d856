//! Asking how far a long-running operation is, through whatever passes: throttling, outages, broken connections.

use super::answer::{answer as answered, without_mark};
use super::context::Deadline;
use super::ending::Interrupted;
use super::error::Origin;
use super::follow::{Follower, Phase};
use super::progress::Target;
use super::{error, pace};
use azure_core::http::headers::{ACCEPT, CLIENT_REQUEST_ID};
use azure_core::http::{Method, RawResponse, Request, StatusCode, Url};
use azure_core::time::Duration;
use azure_core::{Error, Result, sleep};
use std::mem;
use std::time::Instant;

/// Polls in which 404 means that the service does not know of the operation yet.
const FIRST_POLLS: u32 = 5;

const UNFOLLOWED: &str = "the operation could not be followed";

/// Why a poll has no good answer. The error is made when somebody is told.
enum Trouble {
    Answer(RawResponse),
    Connection(Error),
}

impl Trouble {
    fn error(self) -> Error {
        match self {
            Self::Answer(answer) => error::of_response(answer, &[]),
            Self::Connection(error) => error,
        }
    }
}

impl Follower {
    /// Asks until there is an answer, through whatever passes.
    pub(super) async fn ask(&mut self) -> Result<(Target, Url, RawResponse)> {
        let mut lost = Duration::ZERO;
        let mut is_lost = false;
        loop {
            if !mem::take(&mut self.is_stuck) {
                // A link that may not be followed is told at once, but to ask again and again takes time.
                let found = self.target();
                found.map_err(|error| self.stuck(error))?;
            }
            let (since, pause) = (Instant::now(), mem::take(&mut self.pause));
            // What the deadline leaves is enough: the request after it tells that it has passed.
            let left = self.context.value::<Deadline>().and_then(Deadline::left).unwrap_or(pause);
            let pause = pause.min(left);
            if pause > Duration::ZERO {
                sleep(pause).await;
            }
            let (target, url) = match self.target() {
                Ok(found) => found,
                Err(error) => return Err(self.stuck(error)),
            };
            self.polls = self.polls.saturating_add(1);
            let trouble = match self.exchange(self.get(url.clone())).await {
                Ok(answer) if answer.status().is_success() || self.is_gone(&url, answer.status()) => {
                    self.good_polls = self.good_polls.saturating_add(1);
                    return Ok((target, url, answer));
                }
                Ok(answer) if self.passes(answer.status()) => {
                    self.pause = pace::pause(answer.headers(), self.frequency, self.polls);
                    Trouble::Answer(answer)
                }
                Ok(answer) => {
                    let what = self.refusal(answer.status());
                    return Err(self.interrupted(what, Trouble::Answer(answer).error(), &url));
                }
                Err(error) if error::is_broken_connection(&error) => {
                    self.pause = self.frequency;
                    Trouble::Connection(error)
                }
                Err(error) => return Err(self.interrupted(UNFOLLOWED, error, &url)),
            };
            // The clock of the runtime may not be that of the machine: what was slept counts in any case.
            let passed = Duration::try_from(since.elapsed()).unwrap_or(pause).max(pause);
            lost = if is_lost { lost.saturating_add(passed) } else { Duration::ZERO };
            is_lost = true;
            if lost >= self.tolerance {
                let what = format!("no good answer for {} s", lost.whole_seconds());
                return Err(self.interrupted(&what, trouble.error(), &url));
            }
        }
    }

    fn target(&self) -> Result<(Target, Url)> {
        match &self.phase {
            Phase::Reading(link) => Ok((Target::Location, link.follow(self.client.api_version())?)),
            _ => self.links.target(&self.resource, self.client.api_version()),
        }
    }

    /// Whether the answer says nothing about the operation: the service is busy, or does not know of it yet.
    fn passes(&self, status: StatusCode) -> bool {
        let is_early = self.good_polls == 0 && self.polls <= FIRST_POLLS;
        match status {
            StatusCode::RequestTimeout | StatusCode::TooManyRequests => true,
            StatusCode::NotFound => is_early,
            status => status.is_server_error(),
        }
    }

    /// Whether the answer says that what was to be deleted is gone.
    fn is_gone(&self, url: &Url, status: StatusCode) -> bool {
        if self.method != Method::Delete || status != StatusCode::NotFound {
            return false;
        }
        let lower = |url: &Url| url.path().trim_end_matches('/').to_ascii_lowercase();
        match lower(url).strip_prefix(&lower(&self.resource)) {
            Some("") => true,
            // What is below goes with it, but may also not be there yet.
            Some(below) => below.starts_with('/') && self.good_polls > 0,
            None => false,
        }
    }

    /// What it means that the service refuses a poll.
    fn refusal(&self, status: StatusCode) -> &'static str {
        match self.phase {
            Phase::Confirming if status == StatusCode::Forbidden => {
                "the service accepted the request, and whether it was carried out could not be confirmed"
            }
            _ => UNFOLLOWED,
        }
    }

    /// Sends a request, and gives the service's answer whatever its status, also one that the pipeline does not wait for.
    pub(super) async fn exchange(&self, mut request: Request) -> Result<RawResponse> {
        match self.client.exchange(&self.context, &mut request).await {
            Ok(answer) => Ok(without_mark(answer)),
            Err(error) => answered(&error).cloned().ok_or(error),
        }
    }

    /// The error of a link that may not be followed.
    fn stuck(&mut self, error: Error) -> Error {
        self.is_stuck = true;
        self.interrupted(UNFOLLOWED, error, &self.resource.clone())
    }

    pub(super) fn interrupted(&mut self, what: &str, cause: Error, asked: &Url) -> Error {
        self.pause = self.pause.max(self.frequency);
        let error = match self.token() {
            Some(token) => Interrupted::error(token, what, cause),
            None => cause,
        };
        Origin::of(&self.context).at(Method::Get, asked).name(error)
    }

    fn get(&self, url: Url) -> Request {
        let mut request = Request::new(url, Method::Get);
        request.insert_header(ACCEPT, "application/json");
        request.insert_header(CLIENT_REQUEST_ID, self.request_id.clone());
        request
    }
}
