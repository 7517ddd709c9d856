//! From a request on the wire to the answer on the wire.

use super::connection::{Breaker, Host};
use crate::admin;
use crate::answer::{Answer, Mishap};
use crate::request::Request;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::header::{HOST, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Sleep, sleep, timeout};

/// How long what has been written of a body that is cut off is given to leave.
const LEAVING: Duration = Duration::from_millis(20);

pub(super) async fn respond(host: &Host, breaker: &Breaker, request: hyper::Request<Incoming>) -> Response<Content> {
    let answer = match read(host, request).await {
        Ok(request) => match admin::answer(&host.emulator, &host.ca, &request) {
            Some(answer) => answer,
            None => {
                let mut answer = host.emulator.handle(&request);
                let latency = u64::try_from(host.settings.latency.as_millis()).unwrap_or(u64::MAX);
                answer.delay = answer.delay.saturating_add(latency);
                answer
            }
        },
        Err(refusal) => refusal.with("connection", "close"),
    };
    if answer.delay > 0 {
        sleep(Duration::from_millis(answer.delay)).await;
    }
    if answer.mishap == Some(Mishap::Reset) {
        match breaker.reset().await {}
    }
    response(answer)
}

/// The request, or why it is not taken.
async fn read(host: &Host, request: hyper::Request<Incoming>) -> Result<Request, Answer> {
    let limits = host.settings.limits;
    let (head, body) = request.into_parts();
    let body = match timeout(limits.patience, collected(body, limits.body)).await {
        Ok(Ok(Some(body))) => body,
        Ok(Ok(None)) => {
            let message = format!("The body is larger than {} bytes, the most that the emulator takes.", limits.body);
            return Err(Answer::error(413, "RequestEntityTooLarge", &message));
        }
        Ok(Err(_)) => return Err(Answer::error(400, "InvalidRequest", "The body ended early.")),
        Err(_) => return Err(Answer::error(408, "RequestTimeout", "The body took too long.")),
    };
    let host_header = head.headers.get(HOST).and_then(|value| value.to_str().ok());
    let authority = head.uri.authority().map(|authority| authority.as_str()).or(host_header).unwrap_or("localhost");
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Ok(Request {
        method: head.method.as_str().to_owned(),
        url: format!("https://{authority}{path}"),
        headers: head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect(),
        body,
    })
}

/// A body, or none where it is larger than it may be. It is read to its end all the same: who is answered before everything
/// is written mostly sees a broken connection, and not the answer.
async fn collected(mut body: Incoming, most: usize) -> hyper::Result<Option<Vec<u8>>> {
    let mut bytes = Some(Vec::new());
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        bytes = bytes.filter(|bytes| bytes.len() + data.len() <= most);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes)
}

fn response(answer: Answer) -> Response<Content> {
    let (mishap, status, headers) = (answer.mishap, answer.status, answer.headers);
    let body = Bytes::from(answer.body);
    let content = match mishap {
        Some(Mishap::Cut(bytes)) => Content::cut(&body, bytes),
        _ => Content::Whole(Full::new(body)),
    };
    let mut response = Response::new(content);
    let Ok(status) = StatusCode::from_u16(status) else { return broken("a status that is none") };
    *response.status_mut() = status;
    for (name, value) in headers {
        let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value)) else {
            return broken("a header that cannot be sent");
        };
        response.headers_mut().append(name, value);
    }
    response
}

/// What cannot be sent is told, not left out.
fn broken(what: &str) -> Response<Content> {
    let answer = Answer::error(500, "EmulatorError", &format!("The emulator's answer has {what}."));
    let mut response = Response::new(Content::Whole(Full::new(answer.body.into())));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// The body of an answer.
pub(super) enum Content {
    Whole(Full<Bytes>),
    /// What comes, how long the whole says that it is, and what runs until the connection ends.
    Cut {
        begun: Option<Bytes>,
        length: u64,
        leaving: Pin<Box<Sleep>>,
    },
}

impl Content {
    fn cut(body: &Bytes, bytes: usize) -> Self {
        let begun = body.slice(..bytes.min(body.len()));
        let length = body.len() as u64;
        Self::Cut { begun: Some(begun), length: length.max(1), leaving: Box::pin(sleep(LEAVING)) }
    }
}

impl Body for Content {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match &mut *self {
            Self::Whole(whole) => Pin::new(whole).poll_frame(context).map_err(|never| match never {}),
            Self::Cut { begun, leaving, .. } => match begun.take().filter(|begun| !begun.is_empty()) {
                Some(begun) => Poll::Ready(Some(Ok(Frame::data(begun)))),
                None => leaving.as_mut().poll(context).map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into()))),
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(whole) => whole.is_end_stream(),
            Self::Cut { .. } => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(whole) => whole.size_hint(),
            Self::Cut { length, .. } => SizeHint::with_exact(*length),
        }
    }
}
