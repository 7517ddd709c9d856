//! Which kind of schema the keys of one amount to: the rules by which openapiv3 itself reads schemas.

use super::schema::Parts;
use crate::diagnostic::{Code, Diagnostic};
use crate::lift::reading::context::Context;
use crate::lift::reading::node::Node;
use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, Schema, SchemaKind, StringType, Type,
};
use serde_json::{Number, Value};

impl Parts {
    /// The schema that the keys amount to; `node` is where they stand.
    pub(in crate::lift) fn into_schema(mut self, context: &mut Context, node: &Node) -> Schema {
        let schema_data = std::mem::take(&mut self.data);
        Schema { schema_data, schema_kind: self.into_kind(context, node) }
    }

    fn into_kind(mut self, context: &mut Context, node: &Node) -> SchemaKind {
        self.join_bounds();
        let (text, numeric) = (self.has_text_keys(), self.has_numeric_keys());
        let (object, array, combined) = (self.has_object_keys(), self.has_array_keys(), self.combinators() > 0);
        let structured = object || array || combined;
        let plain = self.format.is_none() && self.enumeration.is_empty();
        let all = |is: fn(&Value) -> bool| self.enumeration.iter().all(is);
        match self.typ.as_deref() {
            Some("string") if !numeric && !structured && all(Value::is_string) => self.into_string(),
            Some("number") if !text && !structured && all(Value::is_number) => self.into_number(),
            Some("integer") if !text && !structured && all(Value::is_i64) => self.into_integer(context, node),
            Some("boolean") if !text && !numeric && !structured && self.format.is_none() && all(Value::is_boolean) => {
                self.into_boolean()
            }
            Some("object") if !text && !numeric && !array && !combined && plain => self.into_object(),
            Some("array") if !text && !numeric && !object && !combined && plain => self.into_array(),
            None if !text && !numeric && !object && !array && plain && self.combinators() == 1 => self.into_combined(),
            _ => self.into_any(),
        }
    }

    /// Of a bound that is a value and one that is none, the narrower one.
    fn join_bounds(&mut self) {
        let float = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
        if self.above.is_some() && float(&self.minimum).is_none_or(|minimum| float(&self.above) >= Some(minimum)) {
            (self.minimum, self.exclusive_minimum) = (self.above.take(), Some(true));
        }
        if self.below.is_some() && float(&self.maximum).is_none_or(|maximum| float(&self.below) <= Some(maximum)) {
            (self.maximum, self.exclusive_maximum) = (self.below.take(), Some(true));
        }
    }

    fn has_text_keys(&self) -> bool {
        self.pattern.is_some() || self.min_length.is_some() || self.max_length.is_some()
    }

    fn has_numeric_keys(&self) -> bool {
        self.multiple_of.is_some()
            || self.minimum.is_some()
            || self.maximum.is_some()
            || self.exclusive_minimum.is_some()
            || self.exclusive_maximum.is_some()
    }

    fn has_object_keys(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || self.additional_properties.is_some()
            || self.min_properties.is_some()
            || self.max_properties.is_some()
    }

    fn has_array_keys(&self) -> bool {
        self.items.is_some() || self.min_items.is_some() || self.max_items.is_some() || self.unique_items.is_some()
    }

    /// How many of `allOf`, `oneOf`, `anyOf` and `not` there are.
    fn combinators(&self) -> usize {
        let used = [!self.all_of.is_empty(), !self.one_of.is_empty(), !self.any_of.is_empty(), self.not.is_some()];
        used.into_iter().filter(|used| *used).count()
    }

    fn into_string(self) -> SchemaKind {
        SchemaKind::Type(Type::String(StringType {
            format: self.format.into(),
            pattern: self.pattern,
            enumeration: self.enumeration.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
            min_length: self.min_length,
            max_length: self.max_length,
        }))
    }

    fn into_number(self) -> SchemaKind {
        SchemaKind::Type(Type::Number(NumberType {
            format: self.format.into(),
            multiple_of: float(self.multiple_of),
            exclusive_minimum: self.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.exclusive_maximum.unwrap_or_default(),
            minimum: float(self.minimum),
            maximum: float(self.maximum),
            enumeration: self.enumeration.iter().map(Value::as_f64).collect(),
        }))
    }

    fn into_integer(self, context: &mut Context, node: &Node) -> SchemaKind {
        SchemaKind::Type(Type::Integer(IntegerType {
            format: self.format.into(),
            multiple_of: whole(context, node, "multipleOf", self.multiple_of),
            exclusive_minimum: self.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.exclusive_maximum.unwrap_or_default(),
            minimum: whole(context, node, "minimum", self.minimum),
            maximum: whole(context, node, "maximum", self.maximum),
            enumeration: self.enumeration.iter().map(Value::as_i64).collect(),
        }))
    }

    fn into_boolean(self) -> SchemaKind {
        let enumeration = self.enumeration.iter().map(Value::as_bool).collect();
        SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
    }

    fn into_object(self) -> SchemaKind {
        SchemaKind::Type(Type::Object(ObjectType {
            properties: self.properties,
            required: self.required,
            additional_properties: self.additional_properties,
            min_properties: self.min_properties,
            max_properties: self.max_properties,
        }))
    }

    fn into_array(self) -> SchemaKind {
        SchemaKind::Type(Type::Array(ArrayType {
            items: self.items,
            min_items: self.min_items,
            max_items: self.max_items,
            unique_items: self.unique_items.unwrap_or_default(),
        }))
    }

    /// The one combinator that there is.
    fn into_combined(self) -> SchemaKind {
        if let Some(not) = self.not {
            SchemaKind::Not { not }
        } else if !self.all_of.is_empty() {
            SchemaKind::AllOf { all_of: self.all_of }
        } else if !self.one_of.is_empty() {
            SchemaKind::OneOf { one_of: self.one_of }
        } else {
            SchemaKind::AnyOf { any_of: self.any_of }
        }
    }

    fn into_any(self) -> SchemaKind {
        SchemaKind::Any(AnySchema {
            typ: self.typ,
            pattern: self.pattern,
            multiple_of: float(self.multiple_of),
            exclusive_minimum: self.exclusive_minimum,
            exclusive_maximum: self.exclusive_maximum,
            minimum: float(self.minimum),
            maximum: float(self.maximum),
            properties: self.properties,
            required: self.required,
            additional_properties: self.additional_properties,
            min_properties: self.min_properties,
            max_properties: self.max_properties,
            items: self.items,
            min_items: self.min_items,
            max_items: self.max_items,
            unique_items: self.unique_items,
            enumeration: self.enumeration,
            format: self.format,
            min_length: self.min_length,
            max_length: self.max_length,
            one_of: self.one_of,
            all_of: self.all_of,
            any_of: self.any_of,
            not: self.not,
        })
    }
}

fn float(number: Option<Number>) -> Option<f64> {
    number.and_then(|number| number.as_f64())
}

/// A bound of an integer. One that is no 64-bit integer bounds nothing that can be checked.
fn whole(context: &mut Context, node: &Node, key: &str, number: Option<Number>) -> Option<i64> {
    /// Up to here, every whole number is exact in floating point.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = number?;
    let rounded = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() <= EXACT);
    let whole = number.as_i64().or(rounded.map(|float| float as i64));
    if whole.is_none() {
        let message = format!("{number} is no 64-bit integer, so `{key}` is ignored");
        let help = "write a whole number of at most 64 bits, or remove the bound";
        context.report(Diagnostic::at(Code::Ignored, node.location().key(key), message).help(help));
    }
    whole
}
