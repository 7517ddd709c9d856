//! A transport and a credential for clients on azure_core.

use crate::answer::{Answer, Mishap};
use crate::emulator::Emulator;
use crate::request::Request;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::headers::{HeaderName, HeaderValue, Headers};
use azure_core::http::{AsyncRawResponse, Body, ClientOptions, HttpClient, Method, Transport};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::{Bytes, Error, Result, sleep};
use std::sync::Arc;

impl Emulator {
    /// Options of a client whose requests come here.
    pub fn client_options(&self) -> ClientOptions {
        ClientOptions { transport: Some(Transport::new(Arc::new(self.clone()))), ..Default::default() }
    }

    /// A credential that the emulator takes, and nobody else.
    pub fn credential(&self) -> Arc<dyn TokenCredential> {
        Arc::new(Credential)
    }
}

#[async_trait::async_trait]
impl HttpClient for Emulator {
    async fn execute_request(&self, request: &azure_core::http::Request) -> Result<AsyncRawResponse> {
        let answer = self.handle(&read(request).await?);
        if answer.delay > 0 {
            sleep(Duration::milliseconds(i64::try_from(answer.delay).unwrap_or(i64::MAX))).await;
        }
        response(answer)
    }
}

async fn read(request: &azure_core::http::Request) -> Result<Request> {
    let body = match request.body() {
        Body::Bytes(bytes) => bytes.to_vec(),
        Body::SeekableStream(stream) => {
            let mut stream = stream.clone();
            let mut body = Vec::new();
            let mut reader = std::pin::pin!(&mut stream);
            futures::AsyncReadExt::read_to_end(&mut reader, &mut body).await?;
            body
        }
    };
    let headers = request.headers().iter();
    Ok(Request {
        method: method(request.method()).to_owned(),
        url: request.url().to_string(),
        headers: headers.map(|(name, value)| (name.as_str().to_owned(), value.as_str().to_owned())).collect(),
        body,
    })
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
        _ => "OPTIONS",
    }
}

fn response(answer: Answer) -> Result<AsyncRawResponse> {
    let mut headers = Headers::new();
    for (name, value) in answer.headers {
        headers.insert(HeaderName::from(name.to_ascii_lowercase()), HeaderValue::from(value));
    }
    let body = Bytes::from(answer.body);
    let broken = |text| Error::with_message(ErrorKind::Io, text);
    match answer.mishap {
        None => Ok(AsyncRawResponse::from_bytes(answer.status.into(), headers, body)),
        Some(Mishap::Reset) => Err(broken("the connection was reset")),
        Some(Mishap::Cut(bytes)) => {
            let begun = body.slice(..bytes.min(body.len()));
            let chunks = [Ok(begun), Err(broken("the connection ended in the middle of the body"))];
            let stream = Box::pin(futures::stream::iter(chunks));
            Ok(AsyncRawResponse::new(answer.status.into(), headers, stream))
        }
    }
}

#[derive(Debug)]
struct Credential;

#[async_trait::async_trait]
impl TokenCredential for Credential {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new("emulator", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
