//! The content of definitions.

use super::context::{Context, Parent, Task, docs};
use super::extensions::{self, Extensions};
use super::facts;
use super::inheritance::{self, Members, Property};
use super::names::{Claims, Named};
use super::shape::{ObjectShape, SchemaRef, Shape};
use super::types::{self, Owner};
use super::unions;
use crate::diagnostic::Mark;
use crate::ir::{
    Definition, DefinitionId, DefinitionKind, Discriminator, Field, Literal, Presence, Struct, TextFormat, TypeRef,
};
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
    match &shape {
        Shape::Object(object) if is_struct(context, object) => {
            let declared_in = (Parent::Definition(task.id), wire(context, task.id));
            let members = inheritance::members(context, task.schema, &task.at, task.key, declared_in);
            unions::check_discriminator(context, task, &members);
            match task.key.and_then(|key| unions::discriminator_of_base(context, key)) {
                Some(property) => unions::union(context, task, property, members),
                None => {
                    let kind = task.key.and_then(|key| unions::kind_of(context, key));
                    DefinitionKind::Struct(structure(context, task.id, members, kind, None))
                }
            }
        }
        _ => {
            let owner = Owner { parent: Parent::Definition(task.id), property: String::new() };
            let schema = SchemaRef::Item(task.schema);
            let shape = match schema.shape() {
                folded @ Shape::Reference(_) => folded,
                _ => shape,
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

/// The struct of `members`, without the property `left_out`, which tells the kind of a union.
pub(super) fn structure<'a>(
    context: &mut Context<'a>,
    id: DefinitionId,
    members: Members<'a>,
    kind: Option<Discriminator>,
    left_out: Option<&str>,
) -> Struct {
    let mut claims = Claims::default();
    let mut fields = Vec::with_capacity(members.properties.len());
    let discriminator = kind.as_ref().map(|kind| kind.property.as_str()).or(left_out);
    for (wire_name, property) in &members.properties {
        if discriminator != Some(*wire_name) {
            fields.extend(field(context, id, wire_name, property, &mut claims));
        }
    }
    context.claims.push(claims);
    let additional = members.additional.and_then(|(schema, at)| additional(context, id, schema, &at));
    Struct { fields, additional, discriminator: kind, ..Struct::default() }
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
    if types::is_nullable(*schema) {
        context.nullable.insert(location.clone());
    }
    let mutability = data.map(|data| mutability(context, &data.extensions, at)).unwrap_or_default();
    let target_read_only = context.follow(*schema).is_some_and(|(target, _)| target.schema_data.read_only);
    Some(Field {
        name,
        type_ref,
        presence: Presence::Optional,
        boxed: false,
        required: *required,
        read_only: target_read_only || mutability == ["read"],
        mutability,
        flatten: extensions::schema_flag(context, *schema, "x-ms-client-flatten", at),
        default: data.and_then(|data| data.default.clone()).map(Literal::Json),
        constraints: types::constraints(context, *schema, at),
        facts: facts::of(context, *schema),
        docs: data.map(docs).unwrap_or_default(),
        location,
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

/// The definitions that values of `definition` can hold.
pub(super) fn parts(definition: &Definition) -> Vec<DefinitionId> {
    let mut parts = Vec::new();
    for_each_type(definition, |type_ref| parts.extend(target(type_ref)));
    parts
}

/// Calls `visit` for every type that `definition` is made of.
pub(super) fn for_each_type(definition: &Definition, mut visit: impl FnMut(&TypeRef)) {
    match &definition.kind {
        DefinitionKind::Struct(content) => {
            content.fields.iter().for_each(|field| visit(&field.type_ref));
            content.additional.iter().for_each(visit);
        }
        DefinitionKind::Union(content) => {
            content.kinds.iter().for_each(|(_, kind)| visit(&TypeRef::Definition(*kind)));
            visit(&TypeRef::Definition(content.base));
        }
        DefinitionKind::Alias(type_ref) => visit(type_ref),
        DefinitionKind::Enum(_) => {}
    }
}

/// The definition at the bottom of lists and dictionaries.
pub(super) fn target(type_ref: &TypeRef) -> Option<DefinitionId> {
    match type_ref {
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => target(inner),
        TypeRef::Definition(id) => Some(*id),
        _ => None,
    }
}
