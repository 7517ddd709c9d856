//! Schemas as lowering looks at them: references folded back, and `SchemaKind::Any` sorted into what it is.

use crate::azure::{self, Extension};
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData, SchemaKind,
    StringFormat, Type, VariantOrUnknownOrEmpty,
};

/// A borrowed schema or reference, boxed or not.
#[derive(Clone, Copy, Debug)]
pub(in crate::lower) enum SchemaRef<'a> {
    /// `$ref`, by the key of the component.
    Reference(&'a str),
    /// A schema in place.
    Item(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(component_key(reference)),
            ReferenceOr::Item(item) => Self::Item(item),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(component_key(reference)),
            ReferenceOr::Item(item) => Self::Item(item),
        }
    }
}

impl<'a> SchemaRef<'a> {
    /// What stands beside the type: description, default, extensions.
    pub(in crate::lower) fn data(self) -> Option<&'a SchemaData> {
        match self {
            Self::Reference(_) => None,
            Self::Item(schema) => Some(&schema.schema_data),
        }
    }

    /// What an extension says that stands here.
    pub(in crate::lower) fn read<E: Extension<'a>>(self) -> Option<E::Value> {
        azure::read::<E>(&self.data()?.extensions)
    }

    /// Whether an extension that stands here is true.
    pub(in crate::lower) fn is_set<E: Extension<'a, Value = bool>>(self) -> bool {
        self.read::<E>().unwrap_or_default()
    }

    /// What it is where it is used: an `allOf` of one reference and nothing else of substance is that reference. A
    /// choice that is none is looked at after [`super::choices::chosen`].
    pub(in crate::lower) fn shape(self) -> Shape<'a> {
        match self {
            Self::Reference(key) => Shape::Reference(key),
            Self::Item(schema) => match Shape::of(schema) {
                Shape::Object(object) => object.folded().map_or(Shape::Object(object), Shape::Reference),
                shape => shape,
            },
        }
    }
}

/// The key in `#/components/schemas/key`, which stands there as it is, even with `/` in it; else the last part.
pub(in crate::lower) fn component_key(reference: &str) -> &str {
    match reference.strip_prefix("#/components/").and_then(|rest| rest.split_once('/')) {
        Some((_, key)) => key,
        None => reference.rsplit('/').next().unwrap_or(reference),
    }
}

/// What a schema is.
#[derive(Clone, Debug)]
pub(in crate::lower) enum Shape<'a> {
    /// A reference to a component.
    Reference(&'a str),
    /// `string`, with the values of its `enum`.
    Text { format: Option<&'a str>, values: Vec<&'a str> },
    /// `integer`.
    Integer { format: Option<&'a str> },
    /// `number`.
    Number { format: Option<&'a str> },
    /// `boolean`.
    Boolean,
    /// `array`.
    Array { items: Option<SchemaRef<'a>> },
    /// `object`, or what has properties or `allOf`.
    Object(ObjectShape<'a>),
    /// A choice between schemas, with nothing beside it that tells more.
    Choice(Choice<'a>),
    /// Anything.
    Any,
}

/// `oneOf` or `anyOf`: what can be sent is the same.
#[derive(Clone, Copy, Debug)]
pub(in crate::lower) struct Choice<'a> {
    /// The key that it stands under.
    pub(in crate::lower) key: &'static str,
    pub(in crate::lower) alternatives: &'a [ReferenceOr<Schema>],
}

impl<'a> Choice<'a> {
    fn of(one_of: &'a [ReferenceOr<Schema>], any_of: &'a [ReferenceOr<Schema>]) -> Option<Self> {
        match (one_of, any_of) {
            ([_, ..], _) => Some(Self { key: "oneOf", alternatives: one_of }),
            (_, [_, ..]) => Some(Self { key: "anyOf", alternatives: any_of }),
            _ => None,
        }
    }
}

/// The parts of an object's schema.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::lower) struct ObjectShape<'a> {
    pub(in crate::lower) properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub(in crate::lower) required: &'a [String],
    pub(in crate::lower) all_of: &'a [ReferenceOr<Schema>],
    pub(in crate::lower) additional: Option<&'a AdditionalProperties>,
    pub(in crate::lower) choice: Option<Choice<'a>>,
}

impl<'a> Shape<'a> {
    /// What `schema` is as a definition of its own: an `allOf` is inheritance.
    pub(in crate::lower) fn of(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(text)) => Self::Text {
                format: string_format(&text.format),
                values: text.enumeration.iter().flatten().map(String::as_str).collect(),
            },
            SchemaKind::Type(Type::Integer(integer)) => Self::Integer {
                format: format(&integer.format, |format| match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                }),
            },
            SchemaKind::Type(Type::Number(number)) => Self::Number {
                format: format(&number.format, |format| match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                }),
            },
            SchemaKind::Type(Type::Boolean(_)) => Self::Boolean,
            SchemaKind::Type(Type::Array(array)) => Self::Array { items: array.items.as_ref().map(SchemaRef::from) },
            SchemaKind::Type(Type::Object(object)) => Self::Object(ObjectShape {
                properties: Some(&object.properties).filter(|properties| !properties.is_empty()),
                required: &object.required,
                all_of: &[],
                additional: object.additional_properties.as_ref(),
                choice: None,
            }),
            SchemaKind::AllOf { all_of } => Self::Object(ObjectShape { all_of, ..ObjectShape::default() }),
            SchemaKind::Any(any) => Self::of_any(any),
            SchemaKind::OneOf { one_of } => Choice::of(one_of, &[]).map_or(Self::Any, Self::Choice),
            SchemaKind::AnyOf { any_of } => Choice::of(&[], any_of).map_or(Self::Any, Self::Choice),
            SchemaKind::Not { .. } => Self::Any,
        }
    }

    /// Sorts a schema whose keys do not fit one type alone.
    fn of_any(any: &'a AnySchema) -> Self {
        let format = any.format.as_deref();
        match any.typ.as_deref() {
            Some("string") => Self::Text { format, values: texts(&any.enumeration) },
            Some("integer") => Self::Integer { format },
            Some("number") => Self::Number { format },
            Some("boolean") => Self::Boolean,
            Some("array") => Self::Array { items: any.items.as_ref().map(SchemaRef::from) },
            Some("object") => match ObjectShape::of_any(any) {
                ObjectShape { properties: None, all_of: [], additional: None, choice: Some(choice), .. } => {
                    Self::Choice(choice)
                }
                object => Self::Object(object),
            },
            _ if !any.properties.is_empty() || !any.all_of.is_empty() || any.additional_properties.is_some() => {
                Self::Object(ObjectShape::of_any(any))
            }
            _ if any.items.is_some() => Self::Array { items: any.items.as_ref().map(SchemaRef::from) },
            _ => match texts(&any.enumeration) {
                values if values.is_empty() => Choice::of(&any.one_of, &any.any_of).map_or(Self::Any, Self::Choice),
                values => Self::Text { format, values },
            },
        }
    }
}

impl<'a> ObjectShape<'a> {
    /// The only reference in `allOf`, if everything else there only describes it.
    fn folded(&self) -> Option<&'a str> {
        let mut reference = None;
        for base in self.all_of.iter().map(SchemaRef::from) {
            match (base, base.shape()) {
                (SchemaRef::Reference(key), _) if reference.is_none() => reference = Some(key),
                (SchemaRef::Item(_), Shape::Any) => {}
                _ => return None,
            }
        }
        reference.filter(|_| self.properties.is_none() && self.additional.is_none() && self.choice.is_none())
    }

    fn of_any(any: &'a AnySchema) -> Self {
        Self {
            properties: Some(&any.properties).filter(|properties| !properties.is_empty()),
            required: &any.required,
            all_of: &any.all_of,
            additional: any.additional_properties.as_ref(),
            choice: Choice::of(&any.one_of, &any.any_of),
        }
    }
}

fn texts(values: &[serde_json::Value]) -> Vec<&str> {
    values.iter().filter_map(serde_json::Value::as_str).collect()
}

fn string_format(format_: &VariantOrUnknownOrEmpty<StringFormat>) -> Option<&str> {
    format(format_, |format| match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    })
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, text: impl Fn(&T) -> &'static str) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(text(known)),
        VariantOrUnknownOrEmpty::Unknown(other) => Some(other),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
