//! Lists that come page by page.

use super::call::Call;
use super::client::Client;
use super::error::{self, Origin};
use super::{link, redact};
use azure_core::error::ErrorKind;
use azure_core::http::headers::CONTENT_TYPE;
use azure_core::http::pager::{Page, PagerContinuation, PagerOptions, PagerResult, PagerResultFuture, PagerState};
use azure_core::http::{Context, Method, Pager, RawResponse, Request, Response, Url};
use azure_core::{Bytes, Error, Result};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How the pages after the first are asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NextPage {
    /// With a GET of the link, as is the rule in Azure Resource Manager.
    Get,
    /// With a POST to the link.
    Post,
    /// With a POST to the link that has the body of the first request again.
    PostAgain,
}

pub(super) fn pager<P>(
    client: Client,
    call: Call,
    next_page: NextPage,
    next_link: Option<&'static str>,
    options: PagerOptions<'static>,
) -> Result<Pager<P>>
where
    P: Page + DeserializeOwned + Send + 'static,
{
    let success = call.success();
    let first = call.into_request()?;
    let pages = Arc::new(Pages { client, first, success, next_page, next_link, progress: Mutex::default() });
    let fetch = move |state: PagerState, options: PagerOptions<'static>| {
        let pages = pages.clone();
        let page = async move {
            let fetched = pages.fetch(&state, &options.context).await;
            // An error that came with a request names it already.
            Ok(match fetched.map_err(|error| Origin::of(&options.context).name(error))? {
                PagerResult::Done { response } => PagerResult::Done { response: response.into() },
                PagerResult::More { response, continuation } => {
                    PagerResult::More { response: response.into(), continuation }
                }
            })
        };
        Box::pin(page) as PagerResultFuture<Response<P>>
    };
    Ok(Pager::new(fetch, Some(options)))
}

/// The pages of one list.
struct Pages {
    client: Client,
    first: Request,
    success: &'static [u16],
    next_page: NextPage,
    /// The property with the link, or the path to it with dots between.
    next_link: Option<&'static str>,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    /// The addresses that were asked, as hashes: a list of many pages takes little memory.
    asked: HashSet<u64>,
    /// Why the last page is not followed by another, to be told when that is asked for: after the page's items.
    broken: Option<(PagerContinuation, Error)>,
}

impl Pages {
    async fn fetch(&self, state: &PagerState, context: &Context<'_>) -> Result<PagerResult<RawResponse>> {
        let mut request = match state {
            PagerState::Initial => self.first.clone(),
            PagerState::More(continuation) => {
                let broken = self.progress().broken.take_if(|(at, _)| at == continuation);
                if let Some((_, error)) = broken {
                    return Err(error);
                }
                self.further(continuation)?
            }
        };
        // A stream may share its position with the copy that was read for an earlier page.
        request.body_mut().reset().await?;
        let (method, url) = (request.method(), request.url().clone());
        let origin = |error| Origin::of(context).at(method, &url).name(error);
        self.progress().asked.insert(hash(&url));
        let response = not_empty(self.client.fetch(context, request, self.success).await?);
        let link = match self.next_link {
            Some(path) => link_in(&response, path).map_err(origin)?,
            None => Link::None,
        };
        Ok(match self.next(&url, link) {
            Ok(None) => PagerResult::Done { response },
            Ok(Some(next)) => PagerResult::More { response, continuation: PagerContinuation::Link(next) },
            Err(error) => {
                let continuation = again(state, url.clone());
                let message = format!("the list is incomplete: {error}");
                let error = origin(Error::with_message(error.kind().clone(), message));
                self.progress().broken = Some((continuation.clone(), error));
                PagerResult::More { response, continuation }
            }
        })
    }

    /// The request for a further page: the first one, but to the link.
    fn further(&self, continuation: &PagerContinuation) -> Result<Request> {
        let url = Url::parse(continuation.as_ref()).map_err(|_| {
            let message = "a list goes on from the link that `into_continuation` gives, and this is no address";
            Error::with_message(ErrorKind::Other, message)
        })?;
        let mut request = self.first.clone();
        if url == *request.url() {
            return Ok(request);
        }
        *request.url_mut() = link::follow(self.first.url(), url.as_str(), self.client.api_version())?;
        request.set_method(if self.next_page == NextPage::Get { Method::Get } else { Method::Post });
        if self.next_page != NextPage::PostAgain {
            request.headers_mut().remove(CONTENT_TYPE);
            request.set_body(Bytes::new());
        }
        Ok(request)
    }

    /// The address of the page after the one at `url`.
    fn next(&self, url: &Url, link: Link) -> Result<Option<Url>> {
        let link = match link {
            Link::None => return Ok(None),
            Link::To(link) => link,
            // To end here would be to lose the rest of the list unseen.
            Link::Other => {
                let message = format!("{}: the link is no text", self.next_link.unwrap_or_default());
                return Err(Error::with_message(ErrorKind::DataConversion, message));
            }
        };
        // A page may come from another host of the family, and lead back.
        let link = url.join(&link).map_or(link, String::from);
        let next = link::follow(self.first.url(), &link, self.client.api_version())?;
        if self.progress().asked.contains(&hash(&next)) {
            let message = format!("the pages go round in a circle: {} comes again", redact::address(&next));
            return Err(Error::with_message(ErrorKind::Other, message));
        }
        Ok(Some(next))
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(url: &Url) -> u64 {
    let mut hasher = DefaultHasher::new();
    url.hash(&mut hasher);
    hasher.finish()
}

/// The continuation after a page that does not say what follows: this page again, for a later pager.
///
/// It is of another kind than the one that led here, so that this pager can tell the two apart.
fn again(state: &PagerState, url: Url) -> PagerContinuation {
    match state {
        PagerState::More(PagerContinuation::Token(_)) => PagerContinuation::Link(url),
        _ => PagerContinuation::Token(url.into()),
    }
}

/// The page; without a body it is one without items.
fn not_empty(response: RawResponse) -> RawResponse {
    if !response.body().is_empty() {
        return response;
    }
    let (status, headers, _) = response.deconstruct();
    RawResponse::from_bytes(status, headers, Bytes::from_static(b"{}"))
}

/// What a page says of the next.
enum Link {
    None,
    To(String),
    /// Something else than a text.
    Other,
}

/// The link to the next page, read past the model, which need not know it.
fn link_in(response: &RawResponse, path: &str) -> Result<Link> {
    let mut page = serde_json::Deserializer::from_slice(response.body());
    let link = Find(path).deserialize(&mut page).and_then(|link| page.end().map(|()| link));
    link.map_err(|error| error::of_malformed(response, &error))
}

/// Looks for the link in a page and keeps nothing else. What is left of the path is empty where the link stands.
///
/// A name may itself have dots, such as `@odata.nextLink`.
struct Find<'p>(&'p str);

impl Find<'_> {
    fn other<E>(self) -> std::result::Result<Link, E> {
        Ok(if self.0.is_empty() { Link::Other } else { Link::None })
    }
}

impl<'de> DeserializeSeed<'de> for Find<'_> {
    type Value = Link;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Link, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Find<'_> {
    type Value = Link;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Link, A::Error> {
        let (mut here, mut below) = (Link::None, Link::None);
        while let Some(name) = map.next_key::<String>()? {
            let rest = self.0.strip_prefix(&name).filter(|_| !self.0.is_empty());
            let path_below = rest.and_then(|rest| rest.strip_prefix('.')).filter(|path| !path.is_empty());
            match (rest, path_below) {
                (Some(""), _) => here = map.next_value_seed(Find(""))?,
                (_, Some(path)) => below = map.next_value_seed(Find(path))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match here {
            _ if self.0.is_empty() => Ok(Link::Other),
            Link::None => Ok(below),
            here => Ok(here),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<Link, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        self.other()
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Link, E> {
        let link = text.trim();
        Ok(if self.0.is_empty() && !link.is_empty() { Link::To(link.to_owned()) } else { Link::None })
    }

    fn visit_unit<E>(self) -> std::result::Result<Link, E> {
        Ok(Link::None)
    }

    fn visit_bool<E>(self, _: bool) -> std::result::Result<Link, E> {
        self.other()
    }

    fn visit_i64<E>(self, _: i64) -> std::result::Result<Link, E> {
        self.other()
    }

    fn visit_u64<E>(self, _: u64) -> std::result::Result<Link, E> {
        self.other()
    }

    fn visit_f64<E>(self, _: f64) -> std::result::Result<Link, E> {
        self.other()
    }
}

/// The list of items in a page.
pub trait Items<T> {
    /// The items, in their order.
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
#[doc(hidden)]
#[macro_export]
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
pub use page;
