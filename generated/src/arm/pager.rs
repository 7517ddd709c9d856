//! Lists that come page by page.

use super::call::Call;
use super::client::Client;
use super::error::Origin;
use super::{error, link, redact};
use azure_core::error::ErrorKind;
use azure_core::http::headers::CONTENT_TYPE;
use azure_core::http::pager::{Page, PagerContinuation, PagerOptions, PagerResult, PagerState};
use azure_core::http::{Method, Pager, RawResponse, Request, Response, Url};
use azure_core::{Bytes, Error, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) fn pager<P>(
    client: Client,
    call: Call,
    next_link: Option<&'static str>,
    options: PagerOptions<'static>,
) -> Result<Pager<P>>
where
    P: Page + DeserializeOwned + Send + 'static,
{
    let success = call.success();
    let first = call.into_request()?;
    let asked = Arc::new(Asked::default());
    let fetch = move |state: PagerState, options: PagerOptions<'static>| {
        let (client, first, asked) = (client.clone(), first.clone(), asked.clone());
        let page = async move {
            let origin = Origin::of(&options.context);
            let request = match state {
                PagerState::Initial => first,
                PagerState::More(continuation) => {
                    next_request(&client, first, &continuation).map_err(|error| origin.name(error))?
                }
            };
            let (method, url) = (request.method(), request.url().clone());
            asked.add(&url);
            let response = not_empty(client.fetch(&options.context, request, success).await?);
            let next = next_url(&client, &response, next_link, &url, &asked);
            Ok(match next.map_err(|error| origin.at(method, &url).name(error))? {
                Some(next) => {
                    PagerResult::More { response: response.into(), continuation: PagerContinuation::Link(next) }
                }
                None => PagerResult::Done { response: response.into() },
            })
        };
        Box::pin(page) as azure_core::http::pager::PagerResultFuture<Response<P>>
    };
    Ok(Pager::new(fetch, Some(options)))
}

/// Where the page after the one at `url` is.
fn next_url(
    client: &Client,
    response: &RawResponse,
    next_link: Option<&str>,
    url: &Url,
    asked: &Asked,
) -> Result<Option<Url>> {
    let next = match next_link {
        Some(name) => link_in(response, name)?,
        None => None,
    };
    let Some(next) = next else { return Ok(None) };
    let next = link::follow(url, &next, client.api_version())?;
    if asked.has(&next) {
        let message = format!("the pages go round in a circle: {} comes again", redact::address(&next));
        return Err(Error::with_message(ErrorKind::Other, message));
    }
    Ok(Some(next))
}

/// The addresses that a pager has asked, as hashes: a list of many pages takes little memory.
#[derive(Default)]
struct Asked(Mutex<HashSet<u64>>);

impl Asked {
    fn add(&self, url: &Url) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(hash(url));
    }

    fn has(&self, url: &Url) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&hash(url))
    }
}

fn hash(url: &Url) -> u64 {
    let mut hasher = DefaultHasher::new();
    url.hash(&mut hasher);
    hasher.finish()
}

/// The page; without a body it is one without items.
fn not_empty(response: RawResponse) -> RawResponse {
    if !response.body().is_empty() {
        return response;
    }
    let (status, headers, _) = response.deconstruct();
    RawResponse::from_bytes(status, headers, Bytes::from_static(b"{}"))
}

/// The request for a further page: the first one, but a plain GET of the link.
fn next_request(client: &Client, first: Request, continuation: &PagerContinuation) -> Result<Request> {
    let mut request =
        Request::new(link::follow(first.url(), continuation.as_ref(), client.api_version())?, Method::Get);
    *request.headers_mut() = first.headers().clone();
    request.headers_mut().remove(CONTENT_TYPE);
    Ok(request)
}

/// The link to the next page, read past the model, which need not know it.
fn link_in(response: &RawResponse, name: &str) -> Result<Option<String>> {
    let page: Value = serde_json::from_slice(response.body()).map_err(|error| error::of_malformed(response, &error))?;
    match page.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(link)) => Ok(Some(link.trim().to_owned()).filter(|link| !link.is_empty())),
        // To end here would be to lose the rest of the list unseen.
        Some(_) => Err(Error::with_message(ErrorKind::DataConversion, format!("{name}: the link is no text"))),
    }
}

/// The list of items in a page.
pub(crate) trait Items<T> {
    fn into_vec(self) -> Vec<T>;
}

impl<T> Items<T> for Vec<T> {
    fn into_vec(self) -> Vec<T> {
        self
    }
}

impl<T> Items<T> for Option<Vec<T>> {
    fn into_vec(self) -> Vec<T> {
        self.unwrap_or_default()
    }
}

/// Makes a struct a page: `page!(UserCollection, value, UserContract)`.
macro_rules! page {
    ($page:ty, $field:ident, $item:ty) => {
        #[::async_trait::async_trait]
        impl ::azure_core::http::pager::Page for $page {
            type Item = $item;
            type IntoIter = ::std::vec::IntoIter<$item>;

            async fn into_items(self) -> ::azure_core::Result<Self::IntoIter> {
                Ok($crate::arm::Items::into_vec(self.$field).into_iter())
            }
        }
    };
}
pub(crate) use page;
