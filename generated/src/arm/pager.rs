//! Lists that come page by page.

use super::call::Call;
use super::client::Client;
use super::link;
use azure_core::error::ErrorKind;
use azure_core::http::headers::CONTENT_TYPE;
use azure_core::http::pager::{Page, PagerContinuation, PagerOptions, PagerResult, PagerState};
use azure_core::http::{Method, Pager, RawResponse, Request, Response};
use azure_core::{Bytes, Error, Result, Value, json};
use serde::de::DeserializeOwned;

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
    let fetch = move |state: PagerState, options: PagerOptions<'static>| {
        let (client, first) = (client.clone(), first.clone());
        let page = async move {
            let request = match state {
                PagerState::Initial => first,
                PagerState::More(continuation) => next_request(&client, first, &continuation)?,
            };
            let url = request.url().clone();
            let (status, headers, body) = client.fetch(&options.context, request, success).await?.deconstruct();
            let body = if body.is_empty() { Bytes::from_static(b"{}") } else { body.into() };
            let next = match next_link {
                Some(name) => link_in(&body, name)?,
                None => None,
            };
            let response: Response<P> = RawResponse::from_bytes(status, headers, body).into();
            let Some(next) = next else { return Ok(PagerResult::Done { response }) };
            let next = link::follow(&url, &next, client.api_version())?;
            if next == url {
                return Err(Error::with_message(ErrorKind::Other, "the page names itself as the next one"));
            }
            Ok(PagerResult::More { response, continuation: PagerContinuation::Link(next) })
        };
        Box::pin(page) as azure_core::http::pager::PagerResultFuture<Response<P>>
    };
    Ok(Pager::new(fetch, Some(options)))
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
fn link_in(body: &[u8], name: &str) -> Result<Option<String>> {
    let page: Value = json::from_json(body)?;
    let link = page.get(name).and_then(Value::as_str).map(str::trim).filter(|link| !link.is_empty());
    Ok(link.map(str::to_owned))
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
