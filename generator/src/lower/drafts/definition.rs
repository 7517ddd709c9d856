//! Definitions as they are declared.

use super::arena::DraftId;
use super::{Type, Value};
use crate::ir::{Discriminator, Docs, UnionKind};
use crate::naming::Name;
use crate::source::Location;

/// A definition in the making.
#[derive(Debug)]
pub(in crate::lower) struct Draft {
    /// The name in the specification.
    pub(in crate::lower) wire: String,
    pub(in crate::lower) naming: Naming,
    pub(in crate::lower) docs: Docs,
    pub(in crate::lower) location: Location,
    pub(in crate::lower) content: Content,
}

/// How a definition gets its Rust name.
#[derive(Clone, Debug)]
pub(in crate::lower) enum Naming {
    /// From its key in the specification; a second definition of a name has a qualifier.
    Component { key: String },
    /// From `x-ms-enum.name`, preceded by the parent if something else has that name.
    Enum { name: String, parent: Parent },
    /// From the parent and the property.
    Inline { parent: Parent, property: String },
    /// The shared part of a union.
    Base { union: DraftId },
}

/// What a definition in place belongs to.
#[derive(Clone, Debug)]
pub(in crate::lower) enum Parent {
    /// A definition.
    Definition(DraftId),
    /// An operation or a component, by its name.
    Named(String),
    /// What several operations share.
    Nobody,
}

/// What a definition is.
#[derive(Debug)]
pub(in crate::lower) enum Content {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Type),
}

/// An object with properties, the inherited ones included.
#[derive(Debug, Default)]
pub(in crate::lower) struct Struct {
    pub(in crate::lower) fields: Vec<Field>,
    /// Type of the properties that are not declared, when any are allowed.
    pub(in crate::lower) additional: Option<Type>,
    pub(in crate::lower) discriminators: Vec<Discriminator>,
}

/// A property.
#[derive(Debug)]
pub(in crate::lower) struct Field {
    pub(in crate::lower) name: Name,
    pub(in crate::lower) value: Value,
    pub(in crate::lower) required: bool,
    pub(in crate::lower) read_only: bool,
    pub(in crate::lower) mutability: Vec<String>,
    pub(in crate::lower) flatten: bool,
}

/// A string with known values.
#[derive(Debug)]
pub(in crate::lower) struct Enum {
    pub(in crate::lower) values: Vec<EnumValue>,
    /// Whether there may be others.
    pub(in crate::lower) open: bool,
}

/// A known value.
#[derive(Debug)]
pub(in crate::lower) struct EnumValue {
    pub(in crate::lower) wire: String,
    /// What `x-ms-enum` calls it.
    pub(in crate::lower) name: Option<String>,
    pub(in crate::lower) docs: Docs,
}

/// An object whose discriminator tells what it is.
#[derive(Debug)]
pub(in crate::lower) struct Union {
    /// The discriminator.
    pub(in crate::lower) property: String,
    pub(in crate::lower) kinds: Vec<UnionKind<DraftId>>,
    /// What all kinds share.
    pub(in crate::lower) base: Option<DraftId>,
}

impl Draft {
    pub(in crate::lower) fn structure(&self) -> Option<&Struct> {
        match &self.content {
            Content::Struct(found) => Some(found),
            _ => None,
        }
    }

    /// The declared fields; what is no struct has none.
    pub(in crate::lower) fn fields(&self) -> &[Field] {
        self.structure().map(|found| found.fields.as_slice()).unwrap_or_default()
    }

    /// The definitions that its values can hold.
    pub(in crate::lower) fn parts(&self) -> Vec<DraftId> {
        match &self.content {
            Content::Struct(found) => {
                let types = found.fields.iter().map(|field| &field.value.type_ref).chain(&found.additional);
                types.filter_map(Type::definition).collect()
            }
            Content::Union(found) => found.kinds.iter().map(|kind| kind.definition).chain(found.base).collect(),
            Content::Alias(type_ref) => type_ref.definition().into_iter().collect(),
            Content::Enum(_) => Vec::new(),
        }
    }
}
