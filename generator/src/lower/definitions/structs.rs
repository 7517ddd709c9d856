//! Objects with properties.

use super::discriminators;
use super::inheritance::{Members, Property};
use super::types::{self, Owner};
use super::values::{docs_of, value};
use crate::azure::{ClientFlatten, ClientName, Mutability, Secret};
use crate::diagnostic::Mark;
use crate::ir::TextFormat;
use crate::lower::document::shape::SchemaRef;
use crate::lower::drafts::arena::DraftId;
use crate::lower::drafts::complaints::{Claims, Named};
use crate::lower::drafts::definition::{Field, Parent, Struct};
use crate::lower::drafts::{Drafting, Type};
use crate::naming::{Name, NameKind, rust_name};
use crate::source::{Location, Pointer};
use openapiv3::AdditionalProperties;

/// The struct of `members`; `key` is set for a component, which can be a kind of unions.
pub(in crate::lower) fn structure<'a>(
    drafting: &mut Drafting<'a>,
    id: DraftId,
    members: Members<'a>,
    key: Option<&'a str>,
) -> Struct {
    let mut claims = Claims::default();
    let mut fields = Vec::with_capacity(members.properties.len());
    let telling = key.map(|key| discriminators::properties(drafting.source, key)).unwrap_or_default();
    for (wire_name, property) in &members.properties {
        let mut field = field(drafting, id, wire_name, property, &mut claims);
        if telling.contains(wire_name) {
            // A request says of what kind it is, whoever chose that.
            field.iter_mut().for_each(|field| field.read_only = false);
        }
        fields.extend(field);
    }
    drafting.names.claims.push(claims);
    let additional = match members.additional {
        _ if members.is_open => Some(Type::Any),
        Some((schema, at)) => additional(drafting, id, schema, &at),
        None => None,
    };
    // A discriminator that is not declared is among the rest, whatever is said of the type of that.
    let is_among_rest = telling.iter().any(|property| !members.properties.contains_key(property));
    let additional = additional.map(|declared| if is_among_rest { Type::Any } else { declared });
    let discriminators = key.map(|key| discriminators::of_kind(drafting.source, key)).unwrap_or_default();
    Struct { fields, additional, discriminators }
}

fn additional<'a>(
    drafting: &mut Drafting<'a>,
    id: DraftId,
    schema: &'a AdditionalProperties,
    at: &Pointer,
) -> Option<Type> {
    match schema {
        AdditionalProperties::Any(allowed) => allowed.then_some(Type::Any),
        AdditionalProperties::Schema(schema) => {
            let owner = Owner { parent: Parent::Definition(id), property: "value".to_owned() };
            Some(types::element_type(drafting, SchemaRef::from(&**schema), at, &owner))
        }
    }
}

fn field<'a>(
    drafting: &mut Drafting<'a>,
    id: DraftId,
    wire_name: &str,
    property: &Property<'a>,
    claims: &mut Claims,
) -> Option<Field> {
    let Property { schema, required, at, parent, .. } = property;
    let owner = Owner { parent: parent.clone(), property: wire_name.to_owned() };
    let mut type_ref = types::type_of(drafting, *schema, at, &owner);
    let own = drafting.drafts[id].wire.clone();
    let secret = schema.is_set::<Secret>();
    type_ref = match type_ref {
        Type::Text(_) if secret => Type::Secret,
        // Raw bytes do not occur inside JSON.
        Type::Binary => Type::Text(TextFormat::Plain),
        other => other,
    };
    let location = drafting.source.locate(at);
    let name = field_name(drafting, &own, wire_name, property, &location, claims)?;
    let mutability = schema.read::<Mutability>().unwrap_or_default();
    let target_read_only = drafting.source.follow(*schema).is_some_and(|(target, _)| target.schema_data.read_only);
    Some(Field {
        name,
        required: *required,
        read_only: target_read_only || mutability == ["read"],
        mutability: mutability.into_iter().map(str::to_owned).collect(),
        flatten: schema.is_set::<ClientFlatten>(),
        value: value(drafting, *schema, at, type_ref, (docs_of(*schema), location)),
    })
}

fn field_name(
    drafting: &mut Drafting<'_>,
    own: &str,
    wire_name: &str,
    property: &Property<'_>,
    location: &Location,
    claims: &mut Claims,
) -> Option<Name> {
    let Property { schema, definition, .. } = property;
    let overridden = drafting.names.overrides.property(own, wire_name);
    let overridden = overridden.or_else(|| drafting.names.overrides.property(definition, wire_name));
    let renamed = schema.read::<ClientName>();
    let rust = overridden
        .map(str::to_owned)
        .or_else(|| renamed.and_then(|name| rust_name(NameKind::Field, name)))
        .or_else(|| rust_name(NameKind::Field, wire_name));
    let key = format!("{definition}.{wire_name}");
    let named = Named {
        kind: NameKind::Field,
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
