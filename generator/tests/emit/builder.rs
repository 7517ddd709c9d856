//! A small API as IR, with one of each construct.

use apim_codegen::ir::{
    Accessor, Api, Argument, Body, CollectionFormat, Conditional, Constraints, Constructor, Definition, DefinitionId,
    DefinitionKind, Discriminator, Docs, Enum, Example, ExampleResponse, Family, Field, FinalState, Header,
    Initializer, Literal, LongRunning, MediaType, Method, NextPage, Operation, OperationGroup, Outcome, Paging,
    Parameter, ParameterIn, ParameterSource, Presence, Response, Status, Struct, TextFormat, TimeFormat, TypeRef,
    Union, UnionKind, Usage, Value, Variant,
};
use apim_codegen::naming::Name;
use apim_codegen::source::{DocumentId, Location, Pointer};
use serde_json::json;

pub(crate) const TEXT: TypeRef = TypeRef::Text(TextFormat::Plain);
const BOOK: TypeRef = TypeRef::Definition(DefinitionId::at(0));
const PATH: &str = "/subscriptions/{subscriptionId}/providers/Contoso.Library/shelves/{shelfId}/books";

pub(crate) fn name(wire: &str, rust: &str) -> Name {
    Name { wire: wire.to_owned(), rust: rust.to_owned() }
}

pub(crate) fn docs(text: &str) -> Docs {
    Docs { description: Some(text.to_owned()), ..Docs::default() }
}

fn location() -> Location {
    Location::new(DocumentId(0), Pointer::root())
}

pub(crate) fn value(type_ref: TypeRef) -> Value {
    let (constraints, facts, docs) = Default::default();
    Value { type_ref, constraints, facts, default: None, docs, location: location() }
}

pub(crate) fn field(wire: &str, rust: &str, type_ref: TypeRef) -> Field {
    Field {
        name: name(wire, rust),
        value: value(type_ref),
        presence: Presence::Optional,
        boxed: false,
        required: false,
        read_only: false,
        mutability: Vec::new(),
        flatten: false,
    }
}

pub(crate) fn definition(wire: &str, usage: Usage, kind: DefinitionKind) -> Definition {
    let (name, module) = (name(wire, wire), "book".to_owned());
    Definition { name, module, docs: Docs::default(), usage, kind, location: location() }
}

pub(crate) fn parameter(wire: &str, rust: &str, location_in: ParameterIn, type_ref: TypeRef) -> Parameter {
    Parameter {
        name: name(wire, rust),
        location_in,
        source: ParameterSource::Caller,
        required: location_in == ParameterIn::Path,
        collection: CollectionFormat::Csv,
        skip_url_encoding: false,
        value: Value { docs: docs(&format!("The {wire}")), ..value(type_ref) },
    }
}

fn shelf() -> Parameter {
    let constraints = Constraints {
        min_length: Some(1),
        max_length: Some(50),
        pattern: Some("^[a-z]+$".to_owned()),
        ..Constraints::default()
    };
    let shelf = parameter("shelfId", "shelf_id", ParameterIn::Path, TEXT);
    Parameter { value: Value { constraints, ..shelf.value }, ..shelf }
}

fn subscription() -> Parameter {
    let source = ParameterSource::SubscriptionId;
    Parameter { source, ..parameter("subscriptionId", "subscription_id", ParameterIn::Path, TEXT) }
}

fn api_version() -> Parameter {
    let source = ParameterSource::ApiVersion;
    Parameter { source, ..parameter("api-version", "api_version", ParameterIn::Query, TEXT) }
}

fn response(status: u16, body: Option<TypeRef>) -> Response {
    Response {
        status: Status::Code(status),
        body: body.map(value),
        media_types: Vec::new(),
        headers: Vec::new(),
        docs: docs("As asked."),
    }
}

pub(crate) fn operation(group: &str, verb: &str, rust: &str, method: Method) -> Operation {
    Operation {
        id: format!("{group}_{verb}"),
        rust: rust.to_owned(),
        options: format!("{group}Client{verb}Options"),
        method,
        path: PATH.to_owned(),
        fixed_query: Vec::new(),
        docs: docs(&format!("Does {verb}")),
        reference_url: Some("https://example.com/reference".to_owned()),
        deprecated: false,
        parameters: vec![subscription(), shelf(), api_version()],
        body: None,
        responses: vec![response(200, None)],
        accept: None,
        error: Some(DefinitionId::at(6)),
        failures: Vec::new(),
        outcome: Outcome::Empty,
        conditional: Conditional::No,
        examples: Vec::new(),
        location: location(),
    }
}

fn list() -> Operation {
    let mut operation = operation("Book", "List", "list", Method::Get);
    let constraints = Constraints { minimum: Some(1.into()), ..Constraints::default() };
    let mut top = parameter("$top", "top", ParameterIn::Query, TypeRef::Int32);
    top.value.constraints = constraints;
    operation.parameters.extend([top, parameter("$filter", "filter", ParameterIn::Query, TEXT)]);
    let page = TypeRef::Definition(DefinitionId::at(2));
    operation.responses = vec![response(200, Some(page.clone()))];
    let (next_link, items) = (Some("nextLink".to_owned()), "value".to_owned());
    operation.outcome = Outcome::Pages(Paging { page, next_link, next_page: NextPage::Get, items, item: BOOK });
    operation
}

fn get_entity_tag() -> Operation {
    Operation { outcome: Outcome::Empty, ..operation("Book", "GetEntityTag", "get_entity_tag", Method::Head) }
}

fn exists() -> Operation {
    Operation { outcome: Outcome::Exists, ..operation("Book", "Exists", "exists", Method::Head) }
}

fn create() -> Operation {
    let mut operation = operation("Book", "Create", "create", Method::Put);
    operation.body = Some(body(DefinitionId::at(0)));
    operation.responses = vec![response(200, Some(BOOK)), response(201, Some(BOOK))];
    operation.outcome = Outcome::Model(BOOK);
    let parameters =
        json!({"subscriptionId": "s", "shelfId": "a", "parameters": {"id": "1", "properties": {"title": "x \"# y"}}});
    operation.examples.push(Example {
        name: "Create".to_owned(),
        file: "LibraryCreateBook.json".to_owned(),
        parameters: parameters.as_object().cloned().unwrap_or_default(),
        responses: vec![ExampleResponse {
            status: 201,
            headers: vec![("etag".to_owned(), "AAA".to_owned())],
            body: Some(json!({"id": "1"})),
        }],
        anomalies: Vec::new(),
        location: location(),
    });
    operation
}

fn body(id: DefinitionId) -> Body {
    Body {
        name: name("parameters", "parameters"),
        required: true,
        media_type: MediaType::Json,
        json_type: None,
        accepted: Vec::new(),
        value: Value { docs: docs("What to write"), ..value(TypeRef::Definition(id)) },
    }
}

fn update() -> Operation {
    let mut operation = operation("Book", "Update", "update", Method::Patch);
    let if_match = parameter("if-match", "if_match", ParameterIn::Header, TypeRef::Etag);
    operation.parameters.push(Parameter { required: true, ..if_match });
    operation.body = Some(body(DefinitionId::at(3)));
    operation.outcome = Outcome::ByStatus("BookClientUpdateResult".to_owned());
    operation.responses = vec![response(200, Some(BOOK)), response(204, None)];
    operation
}

fn delete() -> Operation {
    let mut operation = operation("Shelf", "Delete", "begin_delete", Method::Delete);
    let (final_state, resume) = (FinalState::Location, "resume_delete".to_owned());
    operation.outcome = Outcome::Operation(LongRunning { final_state, resume, result: None, paging: None });
    operation.responses = vec![response(202, None), response(204, None)];
    operation
}

fn upload() -> Operation {
    let mut operation = operation("Shelf", "Upload", "upload", Method::Post);
    let photo =
        Body { required: false, media_type: MediaType::Other("image/png".to_owned()), ..body(DefinitionId::at(0)) };
    let raw = Value { type_ref: TypeRef::Binary, ..photo.value };
    operation.body = Some(Body { value: raw, ..photo });
    let days = TypeRef::Array(Box::new(TypeRef::Time(TimeFormat::Rfc1123)));
    let days = Parameter { collection: CollectionFormat::Multi, ..parameter("days", "days", ParameterIn::Query, days) };
    operation.parameters.push(days);
    operation.fixed_query.push(("op".to_owned(), "upload".to_owned()));
    operation.outcome = Outcome::Stream;
    operation
}

fn label() -> Operation {
    let mut operation = operation("Shelf", "Label", "label", Method::Post);
    operation.parameters.push(parameter("text", "text", ParameterIn::Form, TEXT));
    operation.body = None;
    operation.outcome = Outcome::OptionalModel(BOOK);
    operation
}

fn sort() -> Operation {
    let mut operation = operation("Shelf", "Sort", "sort", Method::Post);
    operation.body = Some(Body { required: false, ..body(DefinitionId::at(0)) });
    operation.deprecated = true;
    operation
}

fn book_properties() -> Struct {
    let mut title = field("title", "title", TEXT);
    title.value.docs = docs("The title");
    title.value.constraints.max_length = Some(100);
    let created = Field { read_only: true, ..field("createdDate", "created_date", TypeRef::Time(TimeFormat::Rfc3339)) };
    let tags = field("tags", "tags", TypeRef::Array(Box::new(TEXT)));
    let state = field("state", "state", TypeRef::Definition(DefinitionId::at(4)));
    let sequel = Field { boxed: true, ..field("sequel", "sequel", BOOK) };
    let odd = field("ISBN", "isbn", TEXT);
    Struct { fields: vec![title, created, tags, state, sequel, odd], clears_read_only: true, ..Struct::default() }
}

fn book() -> Struct {
    let id = Field { read_only: true, ..field("id", "id", TEXT) };
    let properties =
        Field { flatten: true, ..field("properties", "properties", TypeRef::Definition(DefinitionId::at(1))) };
    let accessor = |rust: &str, field| Accessor { rust: rust.to_owned(), through: 1, field };
    let accessors = vec![accessor("title", 0), accessor("created_date", 1), accessor("tags", 2)];
    Struct { fields: vec![id, properties], accessors, clears_read_only: true, ..Struct::default() }
}

fn page() -> Struct {
    let value = Field { presence: Presence::List, ..field("value", "value", TypeRef::Array(Box::new(BOOK))) };
    let fields = vec![value, field("nextLink", "next_link", TEXT)];
    Struct { fields, page_items: Some("value".to_owned()), ..Struct::default() }
}

fn patch() -> Struct {
    let title = Field { presence: Presence::Patch, ..field("title", "title", TEXT) };
    let due = Field { presence: Presence::Patch, ..field("due", "due", TypeRef::Time(TimeFormat::Rfc3339)) };
    let owner = Field { presence: Presence::Plain, required: true, ..field("owner", "owner", TEXT) };
    let mut kind = Field {
        presence: Presence::Plain,
        required: true,
        ..field("state", "state", TypeRef::Definition(DefinitionId::at(4)))
    };
    kind.value.default = Some(Literal::Variant { definition: DefinitionId::at(4), variant: 0 });
    let constructor = Constructor {
        arguments: vec![Argument { rust: "owner".to_owned(), type_ref: TEXT, boxed: false }],
        fields: vec![Initializer::Absent, Initializer::Absent, Initializer::Argument(0), Initializer::Preset],
    };
    Struct { fields: vec![title, due, owner, kind], constructor: Some(constructor), ..Struct::default() }
}

fn state() -> Enum {
    let variant = |wire: &str, rust: &str| Variant { name: name(wire, rust), docs: Docs::default() };
    Enum { variants: vec![variant("onLoan", "OnLoan"), variant("in-house", "InHouse")], open: true }
}

fn cover() -> Struct {
    let discriminator = Discriminator { property: "kind".to_owned(), value: "hard".to_owned() };
    Struct { fields: vec![field("colour", "colour", TEXT)], discriminators: vec![discriminator], ..Struct::default() }
}

fn definitions() -> Vec<Definition> {
    let both = Usage { sent: true, received: true, ..Usage::default() };
    let received = Usage { received: true, ..Usage::default() };
    let sent = Usage { sent: true, body: true, patch: true, ..Usage::default() };
    let covers = Union {
        property: "kind".to_owned(),
        kinds: vec![UnionKind { name: name("hard", "Hard"), definition: DefinitionId::at(5) }],
        base: Some(DefinitionId::at(5)),
        clears_read_only: false,
    };
    vec![
        definition("Book", Usage { body: true, ..both }, DefinitionKind::Struct(book())),
        definition("BookProperties", both, DefinitionKind::Struct(book_properties())),
        definition("BookPage", received, DefinitionKind::Struct(page())),
        definition("BookPatch", sent, DefinitionKind::Struct(patch())),
        definition("BookState", both, DefinitionKind::Enum(state())),
        definition("HardCover", both, DefinitionKind::Struct(cover())),
        Definition {
            module: "common".to_owned(),
            ..definition("ErrorResponse", received, DefinitionKind::Struct(error()))
        },
        definition("Cover", both, DefinitionKind::Union(covers)),
        definition("Size", both, DefinitionKind::Enum(Enum { open: false, ..state() })),
    ]
}

fn error() -> Struct {
    Struct { fields: vec![field("code", "code", TEXT)], additional: Some(TypeRef::Any), ..Struct::default() }
}

fn header(name: Name, type_ref: TypeRef, docs: Docs) -> Header {
    Header { name, value: Value { docs, ..value(type_ref) } }
}

/// Two groups over one set of definitions.
pub(crate) fn library() -> Api {
    let group = |wire: &str, operations| OperationGroup {
        name: name(wire, &wire.to_lowercase()),
        client: format!("{wire}Client"),
        docs: if wire == "Book" { docs("Find, buy and describe books | all of them") } else { Docs::default() },
        operations,
    };
    let headers = vec![
        header(name("etag", "etag"), TypeRef::Etag, docs("The entity tag")),
        header(name("last-modified", "last_modified"), TypeRef::Time(TimeFormat::Rfc1123), Docs::default()),
        header(name("x-count", "count"), TypeRef::Int32, Docs::default()),
    ];
    Api {
        left_out: Vec::new(),
        behavior: None,
        title: "LibraryClient".to_owned(),
        version: "2024-01-01".to_owned(),
        docs: docs("Lends books"),
        client: "LibraryClient".to_owned(),
        crate_name: "library".to_owned(),
        host: "management.azure.com".to_owned(),
        endpoint: None,
        scopes: Vec::new(),
        has_subscription: true,
        groups: vec![
            group("Book", vec![list(), get_entity_tag(), exists(), create(), update()]),
            group("Shelf", vec![delete(), upload(), label(), sort()]),
        ],
        families: vec![Family { name: "Stock".to_owned(), docs: docs("What can be lent."), groups: vec![0] }],
        definitions: definitions(),
        headers,
    }
}
