//! Other ids for definitions: while the IR is made, a definition is known by something else than its [`DefinitionId`].
//! As ids are part of the types, none can be forgotten.
//!
//! [`DefinitionId`]: super::DefinitionId

use super::{
    Argument, Body, Constructor, ErrorResponse, Header, Literal, Paging, Parameter, Response, TypeRef, UnionKind, Value,
};

impl<Id: Copy> TypeRef<Id> {
    /// The same type, with other ids for its definitions.
    pub fn map_ids<Other>(&self, id: &impl Fn(Id) -> Other) -> TypeRef<Other> {
        match self {
            Self::Text(format) => TypeRef::Text(*format),
            Self::Secret => TypeRef::Secret,
            Self::Etag => TypeRef::Etag,
            Self::Boolean => TypeRef::Boolean,
            Self::Int32 => TypeRef::Int32,
            Self::Int64 => TypeRef::Int64,
            Self::Float32 => TypeRef::Float32,
            Self::Float64 => TypeRef::Float64,
            Self::Decimal => TypeRef::Decimal,
            Self::Time(format) => TypeRef::Time(*format),
            Self::Base64 => TypeRef::Base64,
            Self::Base64Url => TypeRef::Base64Url,
            Self::Binary => TypeRef::Binary,
            Self::Any => TypeRef::Any,
            Self::Array(item) => TypeRef::Array(Box::new(item.map_ids(id))),
            Self::Map(value) => TypeRef::Map(Box::new(value.map_ids(id))),
            Self::Nullable(inner) => TypeRef::Nullable(Box::new(inner.map_ids(id))),
            Self::Definition(definition) => TypeRef::Definition(id(*definition)),
        }
    }
}

impl<Id> Literal<Id> {
    /// The same literal, with another id for its enum.
    pub fn map_ids<Other>(self, id: &impl Fn(Id) -> Other) -> Literal<Other> {
        match self {
            Self::Text(text) => Literal::Text(text),
            Self::Boolean(flag) => Literal::Boolean(flag),
            Self::Number(number) => Literal::Number(number),
            Self::Variant { definition, variant } => Literal::Variant { definition: id(definition), variant },
            Self::Json(value) => Literal::Json(value),
        }
    }
}

impl<Id: Copy, Default> Value<Id, Default> {
    /// The same value, with other ids for its definitions and another default.
    pub fn map<Other, OtherDefault>(
        self,
        id: &impl Fn(Id) -> Other,
        default: Option<OtherDefault>,
    ) -> Value<Other, OtherDefault> {
        let Self { type_ref, constraints, facts, docs, location, .. } = self;
        Value { type_ref: type_ref.map_ids(id), constraints, facts, default, docs, location }
    }
}

impl<V> Parameter<V> {
    /// The same parameter, with what is made of its value.
    pub fn map<Other>(self, value: impl FnOnce(V) -> Other) -> Parameter<Other> {
        let Self { name, location_in, source, required, collection, skip_url_encoding, value: inner } = self;
        Parameter { name, location_in, source, required, collection, skip_url_encoding, value: value(inner) }
    }
}

impl<V> Body<V> {
    /// The same body, with what is made of its value.
    pub fn map<Other>(self, value: impl FnOnce(V) -> Other) -> Body<Other> {
        let Self { name, required, media_type, json_type, accepted, value: inner } = self;
        Body { name, required, media_type, json_type, accepted, value: value(inner) }
    }
}

impl<V> Response<V> {
    /// The same response, with what is made of the values of its body and its headers.
    pub fn map<Other>(self, value: &impl Fn(V) -> Other) -> Response<Other> {
        let Self { status, body, media_types, headers, docs } = self;
        let headers = headers.into_iter().map(|Header { name, value: inner }| Header { name, value: value(inner) });
        Response { status, body: body.map(value), media_types, headers: headers.collect(), docs }
    }
}

impl<Id: Copy> ErrorResponse<Id> {
    /// The same response, with other ids for its definitions.
    pub fn map_ids<Other>(self, id: &impl Fn(Id) -> Other) -> ErrorResponse<Other> {
        let Self { status, body, headers, is_error } = self;
        ErrorResponse { status, body: body.map(|body| body.map_ids(id)), headers, is_error }
    }
}

impl<Id: Copy> Paging<Id> {
    /// The same paging, with other ids for its definitions.
    pub fn map_ids<Other>(self, id: &impl Fn(Id) -> Other) -> Paging<Other> {
        let Self { page, next_link, next_page, items, item } = self;
        Paging { page: page.map_ids(id), next_link, next_page, items, item: item.map_ids(id) }
    }
}

impl<Id: Copy> Constructor<Id> {
    /// The same constructor, with other ids for its definitions.
    pub fn map_ids<Other>(self, id: &impl Fn(Id) -> Other) -> Constructor<Other> {
        let arguments = self.arguments.into_iter().map(|Argument { rust, type_ref, boxed }| Argument {
            rust,
            type_ref: type_ref.map_ids(id),
            boxed,
        });
        Constructor { arguments: arguments.collect(), fields: self.fields }
    }
}

impl<Id> UnionKind<Id> {
    /// The same kind, with another id for its definition.
    pub fn map_ids<Other>(self, id: &impl Fn(Id) -> Other) -> UnionKind<Other> {
        UnionKind { name: self.name, definition: id(self.definition) }
    }
}
