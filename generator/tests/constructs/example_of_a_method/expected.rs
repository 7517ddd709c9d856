// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::credentials::Secret;
use azure_core::http::{Etag, Method, NoFormat, Pager, Response};
use crate::arm::{
    ArmOperation, Client, FinalState, IntoContent, LongRunning, MethodOptions, Outcome,
    PageOptions, PollOptions, Same,
};
use crate::generated::wire;
use crate::models::{Book, Books, Change, Order};
use std::collections::HashMap;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    const BIND: LongRunning = LongRunning {
        id: "Book_Bind",
        final_state: FinalState::Default,
        outcome: Outcome::Nothing,
        tidy: None,
    };
    /// The operation `Book_List`.
    ///
    /// `GET /books`
    ///
    /// # Example
    /// ```no_run
    /// use futures::TryStreamExt as _;
    ///
    /// # async fn example(client: library::LibraryClient) -> azure_core::Result<()> {
    /// let mut items = client.book().list(None)?;
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{:?}", item.id);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(
        &self,
        options: Option<BookClientListOptions<'_>>,
    ) -> Result<Pager<Books>> {
        let options = options.unwrap_or_default();
        let path = "/books";
        let call = self
            .client
            .call("Book_List", Method::Get, path, &[200])
            .without_api_version();
        self.client.pager(call, Some("nextLink"), options.method_options)
    }

    /// There is no example, so none is made up.
    ///
    /// `GET /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    pub async fn get(
        &self,
        id: &str,
        options: Option<BookClientGetOptions<'_>>,
    ) -> Result<Response<Book>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Get", Method::Get, path, &[200])
            .without_api_version()
            .path(&wire::ID, &id);
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }

    /// The operation `Book_Put`.
    ///
    /// `PUT /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    /// * `if_match`
    /// * `book`
    ///
    /// # Example
    /// ```no_run
    /// use azure_core::credentials::Secret;
    /// use azure_core::time::parse_rfc3339;
    /// use library::models::{Binding, Book, Place, Shelf};
    ///
    /// # async fn example(client: library::LibraryClient) -> azure_core::Result<()> {
    /// let book = Book {
    ///     binding: Some(Binding::Cloth),
    ///     printed: Some(parse_rfc3339("1851-10-18T00:00:00Z")?),
    ///     password: Some(Secret::new("…")),
    ///     pages: Some(635),
    ///     weight: Some(1.0),
    ///     tags: Some(vec!["whale".to_owned(), "say \"Call me\"".to_owned()]),
    ///     ..Book::new("Moby-Dick", Shelf::new(Place::new(2)))
    /// };
    /// let result = client
    ///     .book()
    ///     .put(
    ///         "a-book-with-an-identifier-that-takes-most-of-a-line-by-itself",
    ///         "*".into(),
    ///         book,
    ///         None,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{:?}", result.id);
    /// # Ok(()) }
    /// ```
    pub async fn put(
        &self,
        id: &str,
        if_match: Etag,
        book: impl IntoContent<Book>,
        options: Option<BookClientPutOptions<'_>>,
    ) -> Result<Response<Book>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Put", Method::Put, path, &[200])
            .without_api_version()
            .path(&wire::ID, &id)
            .header(&wire::IF_MATCH, &if_match)
            .json(book.into_content());
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }

    /// What has no short expression is left out of the body where it may be, or given.
    ///
    /// `POST /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    /// * `order`
    ///
    /// # Example
    /// ```no_run
    /// use library::models::Order;
    ///
    /// # async fn example(client: library::LibraryClient) -> azure_core::Result<()> {
    /// let order = Order::new("red");
    /// client.book().begin_bind("b1", order, None)?.await?;
    /// # Ok(()) }
    /// ```
    pub fn begin_bind(
        &self,
        id: &str,
        order: impl IntoContent<Order>,
        options: Option<BookClientBindOptions<'_>>,
    ) -> Result<ArmOperation<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Bind", Method::Post, path, &[202])
            .without_api_version()
            .path(&wire::ID, &id)
            .json(order.into_content());
        self.client.operation(call, Self::BIND, options.method_options)
    }

    /// Goes on with an operation that [`begin_bind`](Self::begin_bind) began, by its token.
    pub fn resume_bind(
        &self,
        token: &Secret,
        options: Option<PollOptions<'_>>,
    ) -> Result<ArmOperation<(), NoFormat>> {
        self.client.resume(Self::BIND, token, options.unwrap_or_default().method_options)
    }

    /// The operation `Book_Change`.
    ///
    /// `PATCH /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    /// * `change`
    ///
    /// # Example
    /// ```no_run
    /// use library::arm::Patch;
    /// use library::models::Change;
    ///
    /// # async fn example(client: library::LibraryClient) -> azure_core::Result<()> {
    /// let change = Change {
    ///     title: "Omoo".into(),
    ///     pages: Patch::Value(389),
    ///     note: Patch::Null,
    /// };
    /// client.book().change("b1", change, None).await?;
    /// # Ok(()) }
    /// ```
    pub async fn change(
        &self,
        id: &str,
        change: impl IntoContent<Change>,
        options: Option<BookClientChangeOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Change", Method::Patch, path, &[])
            .without_api_version()
            .path(&wire::ID, &id)
            .json(change.into_content());
        Ok(self.client.send(call, options.method_options).await?.into())
    }

    /// The operation `Book_Tag`.
    ///
    /// `HEAD /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    ///
    /// # Example
    /// ```no_run
    /// use library::ResponseHeaders as _;
    ///
    /// # async fn example(client: library::LibraryClient) -> azure_core::Result<()> {
    /// let tag = client.book().tag("b1", None).await?.etag()?;
    /// # Ok(()) }
    /// ```
    pub async fn tag(
        &self,
        id: &str,
        options: Option<BookClientTagOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Tag", Method::Head, path, &[])
            .without_api_version()
            .path(&wire::ID, &id);
        Ok(self.client.send(call, options.method_options).await?.into())
    }

    /// The operation `Book_Review`.
    ///
    /// `POST /books/{id}/review`
    ///
    /// # Arguments
    /// * `id`
    /// * `review`
    ///
    /// # Example
    /// ```no_run
    /// # async fn example(client: library::LibraryClient, review: std::collections::HashMap<std::string::String, std::string::String>) -> azure_core::Result<()> {
    /// client.book().review("b1", review, None).await?;
    /// # Ok(()) }
    /// ```
    pub async fn review(
        &self,
        id: &str,
        review: HashMap<String, String>,
        options: Option<BookClientReviewOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}/review";
        let call = self
            .client
            .call("Book_Review", Method::Post, path, &[])
            .without_api_version()
            .path(&wire::ID, &id)
            .json_value::<Same, _>(Some(review));
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::list`].
pub type BookClientListOptions<'a> = PageOptions<'a>;

/// Options of [`BookClient::get`].
pub type BookClientGetOptions<'a> = MethodOptions<'a>;

/// Options of [`BookClient::put`].
pub type BookClientPutOptions<'a> = MethodOptions<'a>;

/// Options of [`BookClient::begin_bind`].
pub type BookClientBindOptions<'a> = PollOptions<'a>;

/// Options of [`BookClient::change`].
pub type BookClientChangeOptions<'a> = MethodOptions<'a>;

/// Options of [`BookClient::tag`].
pub type BookClientTagOptions<'a> = MethodOptions<'a>;

/// Options of [`BookClient::review`].
pub type BookClientReviewOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::credentials::Secret;
use azure_core::fmt::SafeDebug;
use azure_core::time::OffsetDateTime;
use crate::arm::{
    Float, List, Opt, Patch, Patched, Rfc3339, Same, Shape, model, page, request_body,
    string_enum,
};
use serde_json::Value;

/// `Binding` of the specification.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Binding {
    /// `cloth`.
    Cloth,
    /// `paper`.
    Paper,
    /// A value that this version of the client does not know.
    UnknownValue(String),
}

string_enum! {
    open Binding {
        Cloth = "cloth",
        Paper = "paper",
    }
}

/// `Book` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Book {
    /// `id` of the specification. Read-only.
    pub id: Option<String>,
    /// `title` of the specification. Required by the service.
    pub title: Option<String>,
    /// `binding` of the specification.
    pub binding: Option<Binding>,
    /// `printed` of the specification.
    pub printed: Option<OffsetDateTime>,
    /// `password` of the specification.
    pub password: Option<Secret>,
    /// `pages` of the specification.
    pub pages: Option<i32>,
    /// `weight` of the specification.
    pub weight: Option<f64>,
    /// `tags` of the specification.
    pub tags: Option<Vec<String>>,
    /// `shelf` of the specification. Required by the service.
    pub shelf: Option<Shelf>,
}

model! {
    Book {
        id,
        title,
        binding,
        printed: Opt<Rfc3339>,
        password,
        pages,
        weight: Opt<Float>,
        tags: Opt<List<Same>>,
        shelf,
    }
}

impl Book {
    /// With what the service requires.
    pub fn new(title: impl Into<String>, shelf: Shelf) -> Self {
        Self {
            title: Some(title.into()),
            shelf: Some(shelf),
            ..Self::default()
        }
    }
}

request_body!(Book, BOOK_SHAPE);

pub(crate) static BOOK_SHAPE: Shape = Shape {
    read_only: &["id"],
    ..Shape::NONE
};

/// `Books` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Books {
    /// `value` of the specification.
    pub value: Vec<Book>,
    /// `nextLink` of the specification.
    pub next_link: Option<String>,
}

model! {
    Books {
        value: List<Same>,
        next_link as "nextLink",
    }
}

page!(Books, value, Book);

/// `Change` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Change {
    /// `title` of the specification.
    pub title: Patch<String>,
    /// `pages` of the specification.
    pub pages: Patch<i32>,
    /// `note` of the specification.
    pub note: Patch<String>,
}

model! {
    Change {
        title: Patched<Same>,
        pages: Patched<Same>,
        note: Patched<Same>,
    }
}

request_body!(Change);

/// `Order` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Order {
    /// `colour` of the specification. Required by the service.
    pub colour: String,
    /// `options` of the specification. Any JSON value.
    pub options: Option<Value>,
}

model! {
    Order {
        colour: Same,
        options,
    }
}

impl Order {
    /// With what the service requires.
    pub fn new(colour: impl Into<String>) -> Self {
        Self {
            colour: colour.into(),
            ..Self::default()
        }
    }
}

request_body!(Order);

/// `Place` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Place {
    /// `room` of the specification. Required by the service.
    pub room: Option<i64>,
}

model! {
    Place {
        room,
    }
}

impl Place {
    /// With what the service requires.
    pub fn new(room: i64) -> Self {
        Self { room: Some(room) }
    }
}

/// `Shelf` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Shelf {
    /// `place` of the specification. Required by the service.
    pub place: Option<Place>,
}

model! {
    Shelf {
        place,
    }
}

impl Shelf {
    /// With what the service requires.
    pub fn new(place: Place) -> Self {
        Self { place: Some(place) }
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");
pub(crate) static IF_MATCH: Parameter = Parameter::new("if-match");

