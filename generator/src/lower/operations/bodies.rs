//! Request bodies, and the fields of forms.

use super::groups::OperationNames;
use super::parameters::kind;
use crate::azure;
use crate::ir::{Docs, MediaType, ParameterIn, ParameterSource};
use crate::lower::definitions::types::{self, Owner};
use crate::lower::definitions::values;
use crate::lower::document::components::{self, component_pointer};
use crate::lower::document::media::media_type;
use crate::lower::document::shape::{SchemaRef, Shape};
use crate::lower::drafts::definition::Parent;
use crate::lower::drafts::operation::{Body, Parameter};
use crate::lower::drafts::{Drafting, Type, Value};
use crate::naming::{Name, rust_name};
use crate::source::Pointer;
use openapiv3::ReferenceOr;

/// Drafts the body; the fields of a form are added to the parameters.
pub(super) fn draft<'a>(
    drafting: &mut Drafting<'a>,
    request: &'a ReferenceOr<openapiv3::RequestBody>,
    at: Pointer,
    names: &OperationNames,
    parameters: &mut Vec<Parameter>,
) -> Option<Body> {
    let (request, at) = components::request_body(drafting.source, request, at)?;
    let (text, media, content) = media_type(&request.content)?;
    let at_schema = at.key("content").key(text).key("schema");
    let schema = SchemaRef::from(content.schema.as_ref()?);
    let form = match media {
        MediaType::Form => Some(ParameterIn::Form),
        MediaType::Multipart => Some(ParameterIn::Part),
        _ => None,
    };
    if let Some(location_in) = form {
        parameters.extend(fields(drafting, schema, &at_schema, names, location_in));
        return None;
    }
    let wire = azure::read::<azure::RequestBodyName>(&request.extensions).unwrap_or("body");
    let renamed = azure::read::<azure::ClientName>(&request.extensions);
    let rust = rust_name(kind(request.required), renamed.unwrap_or(wire)).unwrap_or_default();
    let owner = Owner { parent: Parent::Named(names.id.clone()), property: wire.to_owned() };
    let type_ref = body_type(types::type_of(drafting, schema, &at_schema, &owner));
    let described = Docs { description: request.description.clone(), ..values::docs_of(schema) };
    let about = (described, drafting.source.locate(&at));
    Some(Body {
        name: Name { wire: wire.to_owned(), rust },
        required: request.required,
        json_type: Some(text.to_owned()).filter(|text| media == MediaType::Json && text.ends_with("+json")),
        media_type: media,
        accepted: request.content.keys().cloned().collect(),
        value: Value { default: None, ..values::value(drafting, schema, &at_schema, type_ref, about) },
    })
}

/// A list of models is sent without `null`, since nothing of a model can stand for it.
fn body_type(type_ref: Type) -> Type {
    let is_model = |item: &Type| matches!(item, Type::Nullable(inner) if matches!(**inner, Type::Definition(_)));
    match type_ref {
        Type::Array(item) if is_model(&item) => Type::Array(Box::new(item.without_null())),
        other => other,
    }
}

/// The fields of a form.
fn fields<'a>(
    drafting: &mut Drafting<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
    names: &OperationNames,
    location_in: ParameterIn,
) -> Vec<Parameter> {
    let mut fields = Vec::new();
    let Some((item, key)) = drafting.source.follow(schema) else { return fields };
    let at = key.map_or_else(|| at.clone(), component_pointer);
    let Shape::Object(object) = Shape::of(item) else { return fields };
    for (wire, property) in object.properties.into_iter().flatten() {
        let at = at.key("properties").key(wire);
        let property = SchemaRef::from(property);
        let rust = rust_name(kind(object.required.contains(wire)), wire).unwrap_or_default();
        let owner = Owner { parent: Parent::Named(names.id.clone()), property: wire.clone() };
        let type_ref = types::type_of(drafting, property, &at, &owner).without_null();
        let about = (values::docs_of(property), drafting.source.locate(&at));
        fields.push(Parameter {
            name: Name { wire: wire.clone(), rust },
            location_in,
            source: ParameterSource::Caller,
            required: object.required.contains(wire),
            collection: property.read::<azure::CollectionFormat>().unwrap_or_default(),
            skip_url_encoding: false,
            value: values::value(drafting, property, &at, type_ref, about),
        });
    }
    fields
}
