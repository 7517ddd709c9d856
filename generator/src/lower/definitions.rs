//! The content of definitions.

use super::choices;
use super::context::{Context, Parent, Task, docs};
use super::discriminators;
use super::extensions::{self, Extensions};
use super::facts;
use super::inheritance::{self, Members, Property};
use super::names::{Claims, Named};
use super::shape::{ObjectShape, SchemaRef, Shape};
use super::types::{self, Owner};
use super::unions;
use crate::diagnostic::Mark;
use crate::ir::{DefinitionId, DefinitionKind, Field, Literal, Presence, Struct, TextFormat, TypeRef, Value};
use crate::naming::{Kind, Name, rust_name};
use crate::source::{Location, Pointer};
use openapiv3::AdditionalProperties;

/// Asks for every component, so that all are lowered in the order of the specification.
pub(super) fn request_all(context: &mut Context<'_>) {
    let schemas = context.schemas;
    for key in schemas.keys() {
        types::component_definition(context, key);
    }
}

/// Fills the drafts asked for, and those that they ask for in turn.
pub(super) fn fill(context: &mut Context<'_>) {
    while let Some(task) = context.queue.pop_front() {
        let kind = kind_of(context, &task);
        if let Some(draft) = context.drafts.get_mut(task.id.0) {
            draft.definition.kind = kind;
        }
    }
}

fn kind_of<'a>(context: &mut Context<'a>, task: &Task<'a>) -> DefinitionKind {
    let shape = Shape::of(task.schema);
    let discriminator = task.schema.schema_data.discriminator.as_ref();
    match &shape {
        Shape::Object(object) if is_struct(context, object) => {
            let declared_in = (Parent::Definition(task.id), wire(context, task.id));
            let members = inheritance::members(context, task.schema, &task.at, task.key, declared_in);
            let told = choices::told(context, discriminator, object.choice);
            if told.is_none() {
                unions::check_discriminator(context, task, &members);
            }
            let property = task.key.and_then(|key| Some((key, discriminators::property_of_base(context, key)?)));
            match (property, told) {
                (Some(property), _) => unions::family(context, task, property, members),
                (None, Some(told)) => unions::choice(context, task, told, Some(members)),
                (None, None) => DefinitionKind::Struct(structure(context, task.id, members, task.key)),
            }
        }
        _ => {
            let choice = match &shape {
                Shape::Choice(choice) => choices::told(context, discriminator, Some(*choice)),
                _ => None,
            };
            if let Some(told) = choice {
                return unions::choice(context, task, told, None);
            }
            let owner = Owner { parent: Parent::Definition(task.id), property: String::new() };
            let schema = SchemaRef::Item(task.schema);
            let shape = match choices::chosen(context, schema, &task.at) {
                Some((SchemaRef::Reference(key), _)) => Shape::Reference(key),
                _ => match schema.shape() {
                    folded @ Shape::Reference(_) => folded,
                    _ => shape,
                },
            };
            DefinitionKind::Alias(types::plain_type(context, schema, &shape, &task.at, &owner))
        }
    }
}

/// Whether an object has properties of its own or inherits from an object.
fn is_struct(context: &Context<'_>, object: &ObjectShape<'_>) -> bool {
    object.properties.is_some()
        || object.all_of.iter().any(|base| {
            let base = context.follow(SchemaRef::from(base));
            object.all_of.len() > 1 || base.is_none_or(|(base, _)| matches!(Shape::of(base), Shape::Object(_)))
        })
}

/// The struct of `members`; `key` is set for a component, which can be a kind of unions.
pub(super) fn structure<'a>(
    context: &mut Context<'a>,
    id: DefinitionId,
    members: Members<'a>,
    key: Option<&'a str>,
) -> Struct {
    let mut claims = Claims::default();
    let mut fields = Vec::with_capacity(members.properties.len());
    let telling = key.map(|key| discriminators::properties(context, key)).unwrap_or_default();
    for (wire_name, property) in &members.properties {
        let mut field = field(context, id, wire_name, property, &mut claims);
        if telling.contains(wire_name) {
            // A request says of what kind it is, whoever chose that.
            field.iter_mut().for_each(|field| field.read_only = false);
        }
        fields.extend(field);
    }
    context.claims.push(claims);
    let additional = match members.additional {
        _ if members.is_open => Some(TypeRef::Any),
        Some((schema, at)) => additional(context, id, schema, &at),
        None => None,
    };
    // A discriminator that is not declared is among the rest, whatever is said of the type of that.
    let is_among_rest = telling.iter().any(|property| !members.properties.contains_key(property));
    let additional = additional.map(|declared| if is_among_rest { TypeRef::Any } else { declared });
    let discriminators = key.map(|key| discriminators::of_kind(context, key)).unwrap_or_default();
    Struct { fields, additional, discriminators, ..Struct::default() }
}

fn additional<'a>(
    context: &mut Context<'a>,
    id: DefinitionId,
    schema: &'a AdditionalProperties,
    at: &Pointer,
) -> Option<TypeRef> {
    match schema {
        AdditionalProperties::Any(allowed) => allowed.then_some(TypeRef::Any),
        AdditionalProperties::Schema(schema) => {
            let owner = Owner { parent: Parent::Definition(id), property: "value".to_owned() };
            Some(types::element_type(context, SchemaRef::from(&**schema), at, &owner))
        }
    }
}

fn field<'a>(
    context: &mut Context<'a>,
    id: DefinitionId,
    wire_name: &str,
    property: &Property<'a>,
    claims: &mut Claims,
) -> Option<Field> {
    let Property { schema, required, at, parent, .. } = property;
    let owner = Owner { parent: parent.clone(), property: wire_name.to_owned() };
    let mut type_ref = types::type_of(context, *schema, at, &owner);
    let own = wire(context, id);
    let secret = extensions::schema_flag(context, *schema, "x-ms-secret", at);
    type_ref = match type_ref {
        TypeRef::Text(_) if secret => TypeRef::Secret,
        // Raw bytes do not occur inside JSON.
        TypeRef::Binary => TypeRef::Text(TextFormat::Plain),
        other => other,
    };
    let location = context.locate(at);
    let name = field_name(context, &own, wire_name, property, &location, claims)?;
    let data = schema.data();
    let lets_null = matches!(schema, SchemaRef::Item(item) if choices::is_nullable(item));
    if lets_null || types::is_nullable(*schema) {
        context.nullable.insert(location.clone());
    }
    let mutability = data.map(|data| mutability(context, &data.extensions, at)).unwrap_or_default();
    let target_read_only = context.follow(*schema).is_some_and(|(target, _)| target.schema_data.read_only);
    Some(Field {
        name,
        presence: Presence::Optional,
        boxed: false,
        required: *required,
        read_only: target_read_only || mutability == ["read"],
        mutability,
        flatten: extensions::schema_flag(context, *schema, "x-ms-client-flatten", at),
        value: Value {
            type_ref,
            default: data.and_then(|data| data.default.clone()).map(Literal::Json),
            constraints: types::constraints(context, *schema, at),
            facts: facts::of(context, *schema),
            docs: data.map(docs).unwrap_or_default(),
            location,
        },
    })
}

fn field_name(
    context: &mut Context<'_>,
    own: &str,
    wire_name: &str,
    property: &Property<'_>,
    location: &Location,
    claims: &mut Claims,
) -> Option<Name> {
    let Property { schema, at, definition, .. } = property;
    let overridden = context.overrides.property(own, wire_name);
    let overridden = overridden.or_else(|| context.overrides.property(definition, wire_name));
    let renamed = schema.data().and_then(|data| extensions::text(context, &data.extensions, "x-ms-client-name", at));
    let rust = overridden
        .map(str::to_owned)
        .or_else(|| renamed.and_then(|name| rust_name(Kind::Field, name)))
        .or_else(|| rust_name(Kind::Field, wire_name));
    let key = format!("{definition}.{wire_name}");
    let named = Named {
        kind: Kind::Field,
        wire: wire_name,
        what: &format!("properties of `{own}`"),
        key: &key,
        place: location.clone(),
        mark: Mark::Key,
        prefix: "",
    };
    let Some(rust) = rust else {
        claims.nothing_left(Named { what: &format!("the property `{wire_name}` of `{own}`"), ..named });
        return None;
    };
    claims.claim(&rust, named);
    Some(Name { wire: wire_name.to_owned(), rust })
}

/// `x-ms-mutability`, checked.
fn mutability(context: &mut Context<'_>, extensions: &Extensions, at: &Pointer) -> Vec<String> {
    let Some(value) = extensions.get("x-ms-mutability") else { return Vec::new() };
    let listed: Option<Vec<String>> = value.as_array().and_then(|entries| {
        let known = |entry: &str| matches!(entry, "create" | "read" | "update");
        entries.iter().map(|entry| Some(entry.as_str().filter(|entry| known(entry))?.to_owned())).collect()
    });
    listed.unwrap_or_else(|| {
        extensions::wrong(context, "x-ms-mutability", at, "a list of `create`, `read` and `update`");
        Vec::new()
    })
}

/// The name of a draft in the specification.
pub(super) fn wire(context: &Context<'_>, id: DefinitionId) -> String {
    context.drafts.get(id.0).map(|draft| draft.definition.name.wire.clone()).unwrap_or_default()
}
