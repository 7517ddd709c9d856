//! Values of examples as Rust expressions.

use super::layout::Code;
use crate::emit::agreed::Context;
use crate::emit::agreed::print::literal;
use crate::emit::agreed::scope::ident;
use crate::ir::{Constructor, DefinitionId, DefinitionKind, Field, Initializer, Presence, Struct, TimeFormat, TypeRef};
use crate::rust;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A longer text is none to read in an example.
const LONGEST_TEXT: usize = 160;
/// How deep values of values are followed.
const DEEPEST: usize = 8;

/// Makes expressions, and notes what they name.
pub(super) struct Values<'c, 'a> {
    context: &'c Context<'a>,
    /// Paths of what the expressions name, in the emitted crate or elsewhere.
    pub(super) named: BTreeSet<String>,
}

/// Who takes a text.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Taker {
    /// What owns it: a field.
    Owner,
    /// What makes of it what it needs: an argument of `new`.
    Converter,
}

impl<'c, 'a> Values<'c, 'a> {
    pub(super) fn new(context: &'c Context<'a>) -> Self {
        Self { context, named: BTreeSet::new() }
    }

    /// The value of a required parameter; `None` if there is no short expression for it.
    pub(super) fn argument(&mut self, type_ref: &TypeRef, value: &Value) -> Option<Code> {
        if !rust::is_text(self.context.api, type_ref) {
            return self.value(type_ref, value, Taker::Owner, 0);
        }
        match value {
            Value::String(text) => short(text).map(Code::text),
            Value::Number(_) | Value::Bool(_) => Some(Code::text(literal(&value.to_string()))),
            _ => None,
        }
    }

    /// A body that is a value of this type; `None` if there is no expression for it.
    pub(super) fn body(&mut self, type_ref: &TypeRef, value: &Value) -> Option<Code> {
        self.value(type_ref, value, Taker::Owner, 0)
    }

    /// A body with what `new` takes alone.
    pub(super) fn least(&mut self, type_ref: &TypeRef, value: &Value) -> Option<Code> {
        let TypeRef::Definition(id) = self.context.resolve(type_ref) else { return None };
        let found = self.context.api.structure(*id)?;
        let name = self.name(&self.context.definition_path(*id));
        self.made(&name, found, found.constructor.as_ref()?, value.as_object()?, 0)
    }

    fn value(&mut self, type_ref: &TypeRef, value: &Value, taker: Taker, depth: usize) -> Option<Code> {
        if depth > DEEPEST {
            return None;
        }
        match (self.context.resolve(type_ref), value) {
            (TypeRef::Text(_), Value::String(text)) => {
                let text = short(text)?;
                Some(Code::text(if taker == Taker::Owner { format!("{text}.to_owned()") } else { text }))
            }
            (TypeRef::Secret, Value::String(_)) => {
                // Whatever an example has, nobody should copy it.
                let secret = self.name("azure_core::credentials::Secret");
                Some(Code::text(format!("{secret}::new(\"…\")")))
            }
            (TypeRef::Etag, Value::String(text)) => Some(Code::text(format!("{}.into()", short(text)?))),
            (TypeRef::Boolean, Value::Bool(value)) => Some(Code::text(value.to_string())),
            (TypeRef::Int32, Value::Number(number)) => {
                Some(Code::text(i32::try_from(number.as_i64()?).ok()?.to_string()))
            }
            (TypeRef::Int64, Value::Number(number)) => Some(Code::text(number.as_i64()?.to_string())),
            (TypeRef::Float32 | TypeRef::Float64, Value::Number(number)) => {
                Some(Code::text(format!("{:?}", number.as_f64()?)))
            }
            (TypeRef::Time(TimeFormat::Rfc3339), Value::String(text)) => {
                let parse = self.name("azure_core::time::parse_rfc3339");
                Some(Code::text(format!("{parse}({})?", short(text)?)))
            }
            (TypeRef::Array(item), Value::Array(items)) => {
                let items: Option<Vec<_>> =
                    items.iter().map(|value| self.value(item, value, Taker::Owner, depth + 1)).collect();
                Some(Code::list("vec![".to_owned(), items?, "]"))
            }
            (TypeRef::Definition(id), value) => self.defined(*id, value, depth),
            _ => None,
        }
    }

    fn defined(&mut self, id: DefinitionId, value: &Value, depth: usize) -> Option<Code> {
        match (&self.context.definition(id).kind, value) {
            (DefinitionKind::Enum(found), Value::String(text)) => {
                let name = self.name(&self.context.definition_path(id));
                match found.variants.iter().find(|variant| variant.name.wire == *text) {
                    Some(variant) => Some(Code::text(format!("{name}::{}", ident(&variant.name.rust)))),
                    None if found.open => Some(Code::text(format!("{name}::from({})", short(text)?))),
                    None => None,
                }
            }
            (DefinitionKind::Struct(found), Value::Object(properties)) => self.model(id, found, properties, depth),
            _ => None,
        }
    }

    /// `Model::new(…)`, a struct with its fields, or both.
    fn model(
        &mut self,
        id: DefinitionId,
        found: &Struct,
        properties: &Map<String, Value>,
        depth: usize,
    ) -> Option<Code> {
        let name = self.name(&self.context.definition_path(id));
        let made = match &found.constructor {
            Some(constructor) => Some(self.made(&name, found, constructor, properties, depth)?),
            None => None,
        };
        let mut fields = Vec::new();
        for (index, field) in found.fields.iter().enumerate() {
            let initializer = found.constructor.as_ref().and_then(|constructor| constructor.fields.get(index));
            let Some(value) = properties.get(&field.name.wire).filter(|_| !field.read_only) else { continue };
            if !self.is_told(field, initializer, value) {
                fields.push((ident(&field.name.rust).to_string(), self.field(field, value, depth)?));
            }
        }
        if fields.is_empty() {
            return Some(made.unwrap_or_else(|| Code::text(format!("{name}::default()"))));
        }
        let is_whole = fields.len() == found.fields.len() && found.additional.is_none();
        let all_told = self.context.defaults.derived(id) && self.tells_all(found, &fields);
        let rest = match made {
            _ if is_whole => None,
            Some(made) if !all_told => Some(made),
            _ => Some(Code::text("Default::default()")),
        };
        Some(Code::structure(&name, fields, rest))
    }

    /// Whether what `new` would set is among the fields that are set anyway.
    fn tells_all(&self, found: &Struct, fields: &[(String, Code)]) -> bool {
        let Some(constructor) = &found.constructor else { return true };
        constructor.fields.iter().zip(&found.fields).all(|(initializer, field)| {
            *initializer == Initializer::Absent || fields.iter().any(|(name, _)| ident(&field.name.rust) == name)
        })
    }

    /// `Model::new(…)` with what the properties have for it.
    fn made(
        &mut self,
        name: &str,
        found: &Struct,
        constructor: &Constructor,
        properties: &Map<String, Value>,
        depth: usize,
    ) -> Option<Code> {
        let mut arguments = Vec::with_capacity(constructor.arguments.len());
        for (index, argument) in constructor.arguments.iter().enumerate() {
            let value = self.passed(found, constructor, index, properties)?;
            arguments.push(self.value(&argument.type_ref, value, Taker::Converter, depth + 1)?);
        }
        Some(Code::call(&format!("{name}::new"), arguments))
    }

    /// What the properties have for the argument of `new` at an index.
    fn passed<'v>(
        &self,
        found: &Struct,
        constructor: &Constructor,
        index: usize,
        properties: &'v Map<String, Value>,
    ) -> Option<&'v Value> {
        constructor.fields.iter().zip(&found.fields).find_map(|(initializer, field)| {
            let value = properties.get(&field.name.wire)?;
            match initializer {
                Initializer::Argument(own) if *own == index => Some(value),
                Initializer::New(indices) => {
                    let inner = indices.iter().position(|own| *own == index)?;
                    let (found, constructor) = self.constructed(field)?;
                    self.passed(found, constructor, inner, value.as_object()?)
                }
                _ => None,
            }
        })
    }

    /// The struct of a field that has a `new` of its own.
    fn constructed(&self, field: &Field) -> Option<(&'a Struct, &'a Constructor)> {
        let TypeRef::Definition(id) = self.context.resolve(&field.value.type_ref) else { return None };
        let found = self.context.api.structure(*id)?;
        Some((found, found.constructor.as_ref()?))
    }

    /// Whether `new` has said all that the value of the field says.
    fn is_told(&self, field: &Field, initializer: Option<&Initializer>, value: &Value) -> bool {
        match initializer {
            Some(Initializer::Argument(_)) => true,
            Some(Initializer::New(_)) => {
                let (Some((found, constructor)), Some(properties)) = (self.constructed(field), value.as_object())
                else {
                    return false;
                };
                found.fields.iter().enumerate().all(|(index, field)| {
                    let initializer = constructor.fields.get(index);
                    let value = properties.get(&field.name.wire).filter(|_| !field.read_only);
                    value.is_none_or(|value| self.is_told(field, initializer, value))
                })
            }
            _ => false,
        }
    }

    fn field(&mut self, field: &Field, value: &Value, depth: usize) -> Option<Code> {
        if value.is_null() {
            return match field.presence {
                Presence::Nullable => Some(Code::text("None")),
                Presence::Patch => Some(Code::text(format!("{}::Null", self.name("crate::arm::Patch")))),
                Presence::Plain | Presence::Optional | Presence::List => None,
            };
        }
        let type_ref = &field.value.type_ref;
        if let (Presence::Patch, TypeRef::Text(_), Value::String(text)) =
            (field.presence, self.context.resolve(type_ref), value)
        {
            return Some(Code::text(format!("{}.into()", short(text)?)));
        }
        let inner = self.value(type_ref, value, Taker::Owner, depth + 1)?;
        let inner = if field.boxed { Code::call("Box::new", [inner]) } else { inner };
        Some(match field.presence {
            Presence::Plain | Presence::List => inner,
            Presence::Optional | Presence::Nullable => Code::call("Some", [inner]),
            Presence::Patch => Code::call(&format!("{}::Value", self.name("crate::arm::Patch")), [inner]),
        })
    }

    /// Notes a path, and gives its name.
    fn name(&mut self, path: &str) -> String {
        self.named.insert(path.to_owned());
        path.rsplit_once("::").map_or(path, |(_, name)| name).to_owned()
    }
}

/// A text as a literal, if it is one to read.
fn short(text: &str) -> Option<String> {
    let is_short = text.chars().count() <= LONGEST_TEXT && !text.contains("```");
    is_short.then(|| literal(text))
}
