//! Parameters and request bodies.

use super::context::{Context, Parent, docs};
use super::enums;
use super::extensions;
use super::facts;
use super::groups::OperationNames;
use super::names::{Claims, Named};
use super::operations::Site;
use super::parameter_checks;
use super::responses::media_type;
use super::shape::{SchemaRef, Shape, component_key};
use super::types::{self, Owner};
use crate::diagnostic::{Code, Mark};
use crate::ir::{
    Body, CollectionFormat, Docs, Literal, MediaType, Parameter, ParameterIn, ParameterSource, TextFormat, TypeRef,
    Value,
};
use crate::naming::{self, Kind, Name, rust_name};
use crate::source::Pointer;
use openapiv3::{ParameterData, ParameterSchemaOrContent, QueryStyle, ReferenceOr};
use serde_json::Value as Json;
use std::collections::HashSet;

/// Headers that the transport supplies.
const SUPPLIED: [&str; 3] = ["accept", "content-type", "x-ms-client-request-id"];

/// Where lifting notes a `collectionFormat` that OpenAPI 3.0 has no term for.
const COLLECTION: &str = "x-collection-format";

/// Lowers the parameters of an operation, those of its path included, and its body.
pub(super) fn lower<'a>(
    context: &mut Context<'a>,
    site: &Site<'a>,
    names: &OperationNames,
) -> (Vec<Parameter>, Option<Body>) {
    let at_operation = site.at.key("parameters");
    parameter_checks::check_duplicates(context, &site.operation.parameters, &at_operation, &names.id);
    let own = lower_all(context, site, &site.operation.parameters, &at_operation, &names.id);
    let at_path = Pointer::root().key("paths").key(site.path).key("parameters");
    parameter_checks::check_duplicates(context, &site.item.parameters, &at_path, site.path);
    let mut parameters = lower_all(context, site, &site.item.parameters, &at_path, &names.id);
    parameters.retain(|of_path| {
        let same = |own: &Parameter| own.name.wire == of_path.name.wire && own.location_in == of_path.location_in;
        !own.iter().any(same)
    });
    parameters.extend(own);
    // Of those that are there twice, which is an error, one is enough to go on.
    let mut known = HashSet::with_capacity(parameters.len());
    parameters.retain(|parameter| known.insert((parameter.name.wire.clone(), parameter.location_in)));
    let mut body = None;
    if let Some(request) = &site.operation.request_body {
        body = lower_body(context, request, &site.at.key("requestBody"), names, &mut parameters);
    }
    name_arguments(context, names, &mut parameters, &mut body);
    (parameters, body)
}

/// Lowers a list of parameters, without those that the path itself fixes: they are no question to the caller.
fn lower_all<'a>(
    context: &mut Context<'a>,
    site: &Site<'a>,
    parameters: &'a [ReferenceOr<openapiv3::Parameter>],
    at: &Pointer,
    operation: &str,
) -> Vec<Parameter> {
    let mut lowered = Vec::with_capacity(parameters.len());
    for (index, parameter) in parameters.iter().enumerate() {
        let fixed = match resolve(context, parameter) {
            Some(openapiv3::Parameter::Query { parameter_data, .. }) => {
                site.fixed_query().any(|(name, _)| name == parameter_data.name)
            }
            _ => false,
        };
        if !fixed {
            lowered.extend(lower_or_reuse(context, parameter, &at.index(index), operation));
        }
    }
    lowered
}

pub(super) fn resolve<'a>(
    context: &Context<'a>,
    parameter: &'a ReferenceOr<openapiv3::Parameter>,
) -> Option<&'a openapiv3::Parameter> {
    match parameter {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { reference } => {
            context.openapi.components.as_ref()?.parameters.get(component_key(reference))?.as_item()
        }
    }
}

/// Lowers a parameter; one of the components is lowered once.
fn lower_or_reuse<'a>(
    context: &mut Context<'a>,
    parameter: &'a ReferenceOr<openapiv3::Parameter>,
    at: &Pointer,
    operation: &str,
) -> Option<Parameter> {
    let reference = match parameter {
        ReferenceOr::Item(item) => return lower_one(context, item, at, operation),
        ReferenceOr::Reference { reference } => component_key(reference),
    };
    if let Some(known) = context.parameters.get(reference) {
        return known.clone();
    }
    let item = resolve(context, parameter)?;
    let at = Pointer::root().key("components").key("parameters").key(reference);
    let lowered = lower_one(context, item, &at, "");
    context.parameters.insert(reference, lowered.clone());
    lowered
}

fn lower_one<'a>(
    context: &mut Context<'a>,
    parameter: &'a openapiv3::Parameter,
    at: &Pointer,
    operation: &str,
) -> Option<Parameter> {
    let data = parameter.parameter_data_ref();
    let location_in = match parameter {
        openapiv3::Parameter::Path { .. } => ParameterIn::Path,
        openapiv3::Parameter::Query { .. } => ParameterIn::Query,
        openapiv3::Parameter::Header { .. } => ParameterIn::Header,
        openapiv3::Parameter::Cookie { .. } => {
            let message = format!("the parameter `{}` is a cookie", data.name);
            context.report(Code::Unsupported, at, message, "send the value in the query or in a header");
            return None;
        }
    };
    if location_in == ParameterIn::Header && SUPPLIED.contains(&data.name.to_ascii_lowercase().as_str()) {
        return None;
    }
    let ParameterSchemaOrContent::Schema(schema) = &data.format else {
        let message = format!("the parameter `{}` is a document of its own", data.name);
        context.report(Code::Unsupported, at, message, "give it a `schema` instead of `content`");
        return None;
    };
    parameter_checks::check_collection(context, parameter, at);
    let schema = SchemaRef::from(schema);
    let at_schema = at.key("schema");
    let rust = argument_name(context, data, at);
    let constant = constant(schema).filter(|_| data.required);
    let source = match (location_in, data.name.as_str(), constant) {
        (ParameterIn::Path, "subscriptionId", _) => ParameterSource::SubscriptionId,
        (ParameterIn::Query, "api-version", _) => ParameterSource::ApiVersion,
        (_, _, Some(value)) => ParameterSource::Constant(value.to_owned()),
        _ => ParameterSource::Caller,
    };
    let type_ref = if source == ParameterSource::Caller {
        let owner = Owner { parent: Parent::Operation(operation.to_owned()), property: data.name.clone() };
        let secret = extensions::flag(context, &data.extensions, "x-ms-secret", at);
        let type_ref = types::type_of(context, schema, &at_schema, &owner);
        enums::describe(context, &type_ref, data.description.as_deref());
        match type_ref {
            TypeRef::Text(_) if secret => TypeRef::Secret,
            other => sent_as(location_in, &data.name, other.without_null()),
        }
    } else {
        TypeRef::Text(TextFormat::Plain)
    };
    Some(Parameter {
        name: Name { wire: wire(location_in, &data.name), rust },
        location_in,
        source,
        required: data.required,
        collection: collection(parameter, &type_ref),
        skip_url_encoding: extensions::flag(context, &data.extensions, "x-ms-skip-url-encoding", at),
        value: Value {
            type_ref,
            default: schema.data().and_then(|data| data.default.clone()).map(Literal::Json),
            constraints: types::constraints(context, schema, &at_schema),
            facts: facts::of(context, schema),
            docs: Docs { description: data.description.clone(), ..Docs::default() },
            location: context.locate(at),
        },
    })
}

fn wire(location_in: ParameterIn, name: &str) -> String {
    if location_in == ParameterIn::Header { name.to_ascii_lowercase() } else { name.to_owned() }
}

fn sent_as(location_in: ParameterIn, name: &str, type_ref: TypeRef) -> TypeRef {
    let condition = name.eq_ignore_ascii_case("If-Match") || name.eq_ignore_ascii_case("If-None-Match");
    match type_ref {
        TypeRef::Text(_) if condition && location_in == ParameterIn::Header => TypeRef::Etag,
        // Raw bytes travel in bodies and forms only.
        TypeRef::Binary => TypeRef::Text(TextFormat::Plain),
        other => other,
    }
}

/// The only value that a schema allows, unless it says that others may come.
fn constant(schema: SchemaRef<'_>) -> Option<&str> {
    let Shape::Text { values, .. } = schema.shape() else { return None };
    let declared = schema.extension("x-ms-enum").map(|declared| declared.get("modelAsString"));
    let open = matches!(declared, Some(None | Some(Json::Bool(true))));
    match values.as_slice() {
        [single] if !open => Some(single),
        _ => None,
    }
}

/// How a list is written. OpenAPI 3.0 has terms for queries only, so lifting notes the others as an extension.
fn collection(parameter: &openapiv3::Parameter, type_ref: &TypeRef) -> CollectionFormat {
    let data = parameter.parameter_data_ref();
    let noted = noted_collection(data.extensions.get(COLLECTION));
    match parameter {
        openapiv3::Parameter::Query { style: QueryStyle::SpaceDelimited, .. } => CollectionFormat::Ssv,
        openapiv3::Parameter::Query { style: QueryStyle::PipeDelimited, .. } => CollectionFormat::Pipes,
        openapiv3::Parameter::Query { style: QueryStyle::Form, .. }
            if noted.is_none() && data.explode.unwrap_or(true) && matches!(type_ref, TypeRef::Array(_)) =>
        {
            CollectionFormat::Multi
        }
        _ => noted.filter(|noted| *noted != CollectionFormat::Multi).unwrap_or_default(),
    }
}

/// The name of an argument; empty when nothing is left of it, which [`name_arguments`] reports.
fn argument_name(context: &mut Context<'_>, data: &ParameterData, at: &Pointer) -> String {
    let renamed = extensions::text(context, &data.extensions, "x-ms-client-name", at);
    let kind = kind(data.required);
    let rust = renamed.and_then(|name| rust_name(kind, name));
    rust.or_else(|| rust_name(kind, &data.name)).unwrap_or_default()
}

/// What a parameter becomes.
fn kind(required: bool) -> Kind {
    if required { Kind::Argument } else { Kind::Option }
}

/// Applies the configuration to the names of arguments, and keeps them apart.
fn name_arguments(
    context: &mut Context<'_>,
    names: &OperationNames,
    parameters: &mut [Parameter],
    body: &mut Option<Body>,
) {
    let mut claims = Claims::default();
    let body = body.iter_mut().map(|body| (&mut body.name, body.required, &body.value.location));
    let (callers, others): (Vec<&mut Parameter>, Vec<&mut Parameter>) =
        parameters.iter_mut().partition(|parameter| parameter.source == ParameterSource::Caller);
    for parameter in others.into_iter().filter(|parameter| parameter.name.rust.is_empty()) {
        // No argument: the name shows nowhere but in the emitted code.
        parameter.name.rust = naming::stand_in(Kind::Argument, &parameter.name.wire);
    }
    let callers = callers.into_iter().map(|caller| (&mut caller.name, caller.required, &caller.value.location));
    for (name, required, place) in callers.chain(body) {
        let kind = kind(required);
        if let Some(chosen) = context.overrides.property(&names.id, &name.wire) {
            name.rust = naming::avoid(kind, chosen);
        }
        let key = format!("{}.{}", names.id, name.wire);
        let named = Named {
            kind,
            wire: &name.wire,
            what: &format!("parameters of `{}`", names.id),
            key: &key,
            place: place.clone(),
            mark: Mark::Value,
            prefix: "",
        };
        if name.rust.is_empty() {
            claims.nothing_left(Named { what: &format!("the parameter `{}` of `{}`", name.wire, names.id), ..named });
        } else {
            claims.claim(&name.rust, named);
        }
    }
    context.claims.push(claims);
}

fn lower_body<'a>(
    context: &mut Context<'a>,
    request: &'a ReferenceOr<openapiv3::RequestBody>,
    at: &Pointer,
    names: &OperationNames,
    parameters: &mut Vec<Parameter>,
) -> Option<Body> {
    let (request, at) = match request {
        ReferenceOr::Item(item) => (item, at.clone()),
        ReferenceOr::Reference { reference } => {
            let key = component_key(reference);
            let item = context.openapi.components.as_ref()?.request_bodies.get(key)?.as_item()?;
            (item, Pointer::root().key("components").key("requestBodies").key(key))
        }
    };
    let (text, media, content) = media_type(&request.content)?;
    let at_schema = at.key("content").key(text).key("schema");
    let schema = SchemaRef::from(content.schema.as_ref()?);
    let form = match media {
        MediaType::Form => Some(ParameterIn::Form),
        MediaType::Multipart => Some(ParameterIn::Part),
        _ => None,
    };
    if let Some(location_in) = form {
        parameters.extend(fields(context, schema, &at_schema, names, location_in));
        return None;
    }
    let wire = extensions::text(context, &request.extensions, "x-ms-requestBody-name", &at).unwrap_or("body");
    let renamed = extensions::text(context, &request.extensions, "x-ms-client-name", &at);
    let rust = rust_name(kind(request.required), renamed.unwrap_or(wire)).unwrap_or_default();
    let owner = Owner { parent: Parent::Operation(names.id.clone()), property: wire.to_owned() };
    Some(Body {
        name: Name { wire: wire.to_owned(), rust },
        required: request.required,
        json_type: Some(text.to_owned()).filter(|text| media == MediaType::Json && text.ends_with("+json")),
        media_type: media,
        accepted: request.content.keys().cloned().collect(),
        value: Value {
            type_ref: body_type(types::type_of(context, schema, &at_schema, &owner)),
            constraints: types::constraints(context, schema, &at_schema),
            facts: facts::of(context, schema),
            default: None,
            docs: Docs { description: request.description.clone(), ..schema.data().map(docs).unwrap_or_default() },
            location: context.locate(&at),
        },
    })
}

/// A list of models is sent without `null`, since nothing of a model can stand for it.
fn body_type(type_ref: TypeRef) -> TypeRef {
    let is_model =
        |item: &TypeRef| matches!(item, TypeRef::Nullable(inner) if matches!(**inner, TypeRef::Definition(_)));
    match type_ref {
        TypeRef::Array(item) if is_model(&item) => TypeRef::Array(Box::new(item.without_null())),
        other => other,
    }
}

/// The fields of a form.
fn fields<'a>(
    context: &mut Context<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
    names: &OperationNames,
    location_in: ParameterIn,
) -> Vec<Parameter> {
    let mut fields = Vec::new();
    let Some((item, key)) = context.follow(schema) else { return fields };
    let at = key.map_or_else(|| at.clone(), super::context::component_pointer);
    let Shape::Object(object) = Shape::of(item) else { return fields };
    for (wire, property) in object.properties.into_iter().flatten() {
        let at = at.key("properties").key(wire);
        let property = SchemaRef::from(property);
        let rust = rust_name(kind(object.required.contains(wire)), wire).unwrap_or_default();
        let owner = Owner { parent: Parent::Operation(names.id.clone()), property: wire.clone() };
        fields.push(Parameter {
            name: Name { wire: wire.clone(), rust },
            location_in,
            source: ParameterSource::Caller,
            required: object.required.contains(wire),
            collection: noted_collection(property.extension(COLLECTION)).unwrap_or_default(),
            skip_url_encoding: false,
            value: Value {
                type_ref: types::type_of(context, property, &at, &owner).without_null(),
                default: property.data().and_then(|data| data.default.clone()).map(Literal::Json),
                constraints: types::constraints(context, property, &at),
                facts: facts::of(context, property),
                docs: property.data().map(docs).unwrap_or_default(),
                location: context.locate(&at),
            },
        });
    }
    fields
}

fn noted_collection(noted: Option<&Json>) -> Option<CollectionFormat> {
    match noted.and_then(Json::as_str)? {
        "multi" => Some(CollectionFormat::Multi),
        "ssv" => Some(CollectionFormat::Ssv),
        "tsv" => Some(CollectionFormat::Tsv),
        "pipes" => Some(CollectionFormat::Pipes),
        _ => None,
    }
}
