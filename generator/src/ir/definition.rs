//! Definitions: the types that bodies are made of.

use super::{DefinitionId, Docs, TypeRef, Value};
use crate::naming::Name;
use crate::source::Location;
use serde::Serialize;

/// A named type.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Definition {
    /// Wire: the name in the specification. Rust: the type.
    pub name: Name,
    /// Rust module below `models`: of the only group that reaches it, or of the first family, or `common`.
    pub module: String,
    /// Documentation.
    pub docs: Docs,
    /// Which way it travels.
    pub usage: Usage,
    /// What it is.
    pub kind: DefinitionKind,
    /// Where it is declared.
    pub location: Location,
}

impl Definition {
    /// The definitions that its values can hold.
    pub fn parts(&self) -> Vec<DefinitionId> {
        let of_types = |types: &mut dyn Iterator<Item = &TypeRef>| types.filter_map(TypeRef::definition).collect();
        match &self.kind {
            DefinitionKind::Struct(content) => {
                of_types(&mut content.fields.iter().map(|field| &field.value.type_ref).chain(&content.additional))
            }
            DefinitionKind::Union(content) => {
                content.kinds.iter().map(|kind| kind.definition).chain(content.base).collect()
            }
            DefinitionKind::Alias(type_ref) => of_types(&mut [type_ref].into_iter()),
            DefinitionKind::Enum(_) => Vec::new(),
        }
    }
}

/// Which way values of a definition travel.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Usage {
    /// It is part of some request.
    pub sent: bool,
    /// It is part of some response.
    pub received: bool,
    /// It is part of PATCH requests and of nothing else, so absent, null and value are told apart.
    pub patch: bool,
    /// It is itself the body of some request.
    pub body: bool,
}

/// What a definition is.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub enum DefinitionKind {
    /// An object with properties.
    Struct(Struct),
    /// A string with known values.
    Enum(Enum),
    /// An object whose discriminator tells its kind.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
}

/// An object with properties, the inherited ones included.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Struct {
    /// Fields: inherited ones first, each in the order of the specification.
    pub fields: Vec<Field>,
    /// Type of the properties that are not declared, when any are allowed.
    pub additional: Option<TypeRef>,
    /// The properties that tell that this is a kind of some union, each with the value that does: it is written
    /// where the field of that name is absent.
    pub discriminators: Vec<Discriminator>,
    /// `new(required…)`; `None` when all fields can be absent.
    pub constructor: Option<Constructor>,
    /// Getters that reach through `x-ms-client-flatten`.
    pub accessors: Vec<Accessor>,
    /// Wire name of the list of items, if some pageable operation returns this as its page.
    pub page_items: Option<String>,
    /// Whether a request must leave out some property, at any depth, because the service owns it.
    pub clears_read_only: bool,
}

/// A property.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Field {
    /// Wire and Rust name.
    pub name: Name,
    /// What is said about the value.
    pub value: Value,
    /// How absence shows in Rust.
    pub presence: Presence,
    /// Whether it is boxed because its type leads back here.
    pub boxed: bool,
    /// Whether the specification requires it.
    pub required: bool,
    /// Whether the service owns it: it comes back and is never sent.
    pub read_only: bool,
    /// `x-ms-mutability`, as the specification lists it: `create`, `read`, `update`.
    pub mutability: Vec<String>,
    /// `x-ms-client-flatten`.
    pub flatten: bool,
}

/// How the absence of a property shows in Rust.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Presence {
    /// Always there: `T`.
    Plain,
    /// `Option<T>`; `null` reads as absent.
    Optional,
    /// `Option<T>` that is always sent: `None` is `null`.
    Nullable,
    /// `Vec<T>`; absent and `null` read as empty.
    List,
    /// Absent, `null` or a value, told apart.
    Patch,
}

/// `new(arguments…)` of a struct.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Constructor<Id = DefinitionId> {
    /// Arguments in order.
    pub arguments: Vec<Argument<Id>>,
    /// How each field gets its value, in the order of [`Struct::fields`].
    pub fields: Vec<Initializer>,
}

/// One argument of a constructor.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Argument<Id = DefinitionId> {
    /// Rust name, unique in the constructor.
    pub rust: String,
    /// Type.
    pub type_ref: TypeRef<Id>,
    /// Whether the field is boxed.
    pub boxed: bool,
}

/// How a constructor fills a field.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub enum Initializer {
    /// From the argument at this index.
    Argument(usize),
    /// With the field's default.
    Preset,
    /// With nothing.
    Absent,
    /// With the `new` of the field's own type, called with the arguments at these indices.
    New(Vec<usize>),
}

/// A getter `fn rust(&self) -> Option<&T>` that reaches `self.through.field`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Accessor {
    /// Rust name of the getter; no field of the struct has it.
    pub rust: String,
    /// Index of the flattened field in [`Struct::fields`].
    pub through: usize,
    /// Index of the field in the struct that the flattened field holds.
    pub field: usize,
}

/// A string with known values.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Enum {
    /// The values.
    pub variants: Vec<Variant>,
    /// Whether values that the specification does not know are kept, as `UnknownValue`.
    pub open: bool,
}

/// A value of an enum.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Variant {
    /// Wire and Rust name.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
}

/// An object whose discriminator tells its kind.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Union {
    /// Wire name of the discriminator.
    pub property: String,
    /// The known kinds; values of another kind are kept whole as JSON.
    pub kinds: Vec<UnionKind>,
    /// The struct of the fields that all kinds share, if there are such.
    pub base: Option<DefinitionId>,
    /// Whether a request must leave out some property, at any depth, because the service owns it.
    pub clears_read_only: bool,
}

/// One kind of a union.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct UnionKind<Id = DefinitionId> {
    /// The value of the discriminator, and the Rust variant.
    pub name: Name,
    /// What the variant holds: a struct, or another union where a further discriminator tells more.
    pub definition: Id,
}

/// A property and the value of it that tells a kind of a union.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Discriminator {
    /// Wire name of the property.
    pub property: String,
    /// Value that this kind has.
    pub value: String,
}
