//! Parameters and request bodies.

use super::bodies;
use super::groups::OperationNames;
use super::shared::Shared;
use crate::azure;
use crate::diagnostic::{Code, Mark};
use crate::ir::{CollectionFormat, ParameterIn, ParameterSource, TextFormat};
use crate::lower::checks;
use crate::lower::definitions::types::{self, Owner};
use crate::lower::definitions::{enums, values};
use crate::lower::document::components::{self, description};
use crate::lower::document::shape::{SchemaRef, Shape, component_key};
use crate::lower::document::site::Site;
use crate::lower::drafts::complaints::{Claims, Named};
use crate::lower::drafts::definition::Parent;
use crate::lower::drafts::operation::{Body, Parameter};
use crate::lower::drafts::{Drafting, Type};
use crate::naming::{self, Name, NameKind, rust_name};
use crate::source::Pointer;
use openapiv3::{ParameterData, ParameterSchemaOrContent, QueryStyle, ReferenceOr};
use rustc_hash::FxHashSet;

/// Headers that the transport supplies.
const SUPPLIED: [&str; 3] = ["accept", "content-type", "x-ms-client-request-id"];

/// Drafts the parameters of an operation, those of its path included, and its body.
pub(super) fn draft<'a>(
    drafting: &mut Drafting<'a>,
    shared: &mut Shared<'a>,
    site: &Site<'a>,
    names: &OperationNames,
) -> (Vec<Parameter>, Option<Body>) {
    let at_operation = site.at.key("parameters");
    let report = &mut drafting.report;
    checks::parameters::check_duplicates(drafting.source, report, &site.operation.parameters, &at_operation, &names.id);
    let own = draft_all(drafting, shared, site, &site.operation.parameters, &at_operation, &names.id);
    let at_path = Pointer::root().key("paths").key(site.path).key("parameters");
    let report = &mut drafting.report;
    checks::parameters::check_duplicates(drafting.source, report, &site.item.parameters, &at_path, site.path);
    let mut parameters = draft_all(drafting, shared, site, &site.item.parameters, &at_path, &names.id);
    parameters.retain(|of_path| {
        let same = |own: &Parameter| own.name.wire == of_path.name.wire && own.location_in == of_path.location_in;
        !own.iter().any(same)
    });
    parameters.extend(own);
    // Of those that are there twice, which is an error, one is enough to go on.
    let mut known = FxHashSet::default();
    parameters.retain(|parameter| known.insert((parameter.name.wire.clone(), parameter.location_in)));
    let mut body = None;
    if let Some(request) = &site.operation.request_body {
        body = bodies::draft(drafting, request, site.at.key("requestBody"), names, &mut parameters);
    }
    name_arguments(drafting, names, &mut parameters, &mut body);
    (parameters, body)
}

/// Drafts a list of parameters, without those that the path itself fixes: they are no question to the caller.
fn draft_all<'a>(
    drafting: &mut Drafting<'a>,
    shared: &mut Shared<'a>,
    site: &Site<'a>,
    parameters: &'a [ReferenceOr<openapiv3::Parameter>],
    at: &Pointer,
    operation: &str,
) -> Vec<Parameter> {
    let mut drafted = Vec::with_capacity(parameters.len());
    for (index, parameter) in parameters.iter().enumerate() {
        let fixed = match components::parameter(drafting.source, parameter) {
            Some(openapiv3::Parameter::Query { parameter_data, .. }) => {
                site.fixed_query().any(|(name, _)| name == parameter_data.name)
            }
            _ => false,
        };
        if !fixed {
            drafted.extend(draft_or_reuse(drafting, shared, parameter, &at.index(index), operation));
        }
    }
    drafted
}

/// Drafts a parameter; one of the components is drafted once.
fn draft_or_reuse<'a>(
    drafting: &mut Drafting<'a>,
    shared: &mut Shared<'a>,
    parameter: &'a ReferenceOr<openapiv3::Parameter>,
    at: &Pointer,
    operation: &str,
) -> Option<Parameter> {
    let reference = match parameter {
        ReferenceOr::Item(item) => return draft_one(drafting, item, at, Parent::Named(operation.to_owned())),
        ReferenceOr::Reference { reference } => component_key(reference),
    };
    if let Some(known) = shared.parameter(reference) {
        return known.clone();
    }
    let item = components::parameter(drafting.source, parameter)?;
    let at = Pointer::root().key("components").key("parameters").key(reference);
    let drafted = draft_one(drafting, item, &at, Parent::Nobody);
    shared.set_parameter(reference, drafted.clone());
    drafted
}

fn draft_one<'a>(
    drafting: &mut Drafting<'a>,
    parameter: &'a openapiv3::Parameter,
    at: &Pointer,
    parent: Parent,
) -> Option<Parameter> {
    let data = parameter.parameter_data_ref();
    let location_in = match parameter {
        openapiv3::Parameter::Path { .. } => ParameterIn::Path,
        openapiv3::Parameter::Query { .. } => ParameterIn::Query,
        openapiv3::Parameter::Header { .. } => ParameterIn::Header,
        openapiv3::Parameter::Cookie { .. } => {
            let message = format!("the parameter `{}` is a cookie", data.name);
            drafting.tell(Code::Unsupported, at, message, "send the value in the query or in a header");
            return None;
        }
    };
    if location_in == ParameterIn::Header && SUPPLIED.contains(&data.name.to_ascii_lowercase().as_str()) {
        return None;
    }
    let ParameterSchemaOrContent::Schema(schema) = &data.format else {
        let message = format!("the parameter `{}` is a document of its own", data.name);
        drafting.tell(Code::Unsupported, at, message, "give it a `schema` instead of `content`");
        return None;
    };
    checks::parameters::check_collection(drafting.source, &mut drafting.report, parameter, at);
    let schema = SchemaRef::from(schema);
    let at_schema = at.key("schema");
    let rust = argument_name(data);
    let constant = constant(schema).filter(|_| data.required);
    let source = match (location_in, data.name.as_str(), constant) {
        (ParameterIn::Path, "subscriptionId", _) => ParameterSource::SubscriptionId,
        (ParameterIn::Query, "api-version", _) => ParameterSource::ApiVersion,
        (_, _, Some(value)) => ParameterSource::Constant(value.to_owned()),
        _ => ParameterSource::Caller,
    };
    let type_ref = if source == ParameterSource::Caller {
        let owner = Owner { parent, property: data.name.clone() };
        let secret = azure::is_set::<azure::Secret>(&data.extensions);
        let type_ref = types::type_of(drafting, schema, &at_schema, &owner);
        enums::describe(drafting, &type_ref, data.description.as_deref());
        match type_ref {
            Type::Text(_) if secret => Type::Secret,
            other => sent_as(location_in, &data.name, other.without_null()),
        }
    } else {
        Type::Text(TextFormat::Plain)
    };
    let about = (description(data.description.as_deref()), drafting.source.locate(at));
    Some(Parameter {
        name: Name { wire: wire(location_in, &data.name), rust },
        location_in,
        source,
        required: data.required,
        collection: collection(parameter, &type_ref),
        skip_url_encoding: azure::is_set::<azure::SkipUrlEncoding>(&data.extensions),
        value: values::value(drafting, schema, &at_schema, type_ref, about),
    })
}

fn wire(location_in: ParameterIn, name: &str) -> String {
    if location_in == ParameterIn::Header { name.to_ascii_lowercase() } else { name.to_owned() }
}

fn sent_as(location_in: ParameterIn, name: &str, type_ref: Type) -> Type {
    let condition = name.eq_ignore_ascii_case("If-Match") || name.eq_ignore_ascii_case("If-None-Match");
    match type_ref {
        Type::Text(_) if condition && location_in == ParameterIn::Header => Type::Etag,
        // Raw bytes travel in bodies and forms only.
        Type::Binary => Type::Text(TextFormat::Plain),
        other => other,
    }
}

/// The only value that a schema allows, unless it says that others may come.
fn constant(schema: SchemaRef<'_>) -> Option<&str> {
    let Shape::Text { values, .. } = schema.shape() else { return None };
    let declared = schema.read::<azure::Enum>();
    let open = declared.is_some_and(|declared| declared.model_as_string().unwrap_or(!declared.tells_of_others()));
    match values.as_slice() {
        [single] if !open => Some(single),
        _ => None,
    }
}

/// How a list is written. OpenAPI 3.0 has terms for queries only, so lifting notes the others as an extension.
fn collection(parameter: &openapiv3::Parameter, type_ref: &Type) -> CollectionFormat {
    let data = parameter.parameter_data_ref();
    let noted = azure::read::<azure::CollectionFormat>(&data.extensions);
    match parameter {
        openapiv3::Parameter::Query { style: QueryStyle::SpaceDelimited, .. } => CollectionFormat::Ssv,
        openapiv3::Parameter::Query { style: QueryStyle::PipeDelimited, .. } => CollectionFormat::Pipes,
        openapiv3::Parameter::Query { style: QueryStyle::Form, .. }
            if noted.is_none() && data.explode.unwrap_or(true) && matches!(type_ref, Type::Array(_)) =>
        {
            CollectionFormat::Multi
        }
        _ => noted.filter(|noted| *noted != CollectionFormat::Multi).unwrap_or_default(),
    }
}

/// The name of an argument; empty when nothing is left of it, which [`name_arguments`] reports.
fn argument_name(data: &ParameterData) -> String {
    let renamed = azure::read::<azure::ClientName>(&data.extensions);
    let kind = kind(data.required);
    let rust = renamed.and_then(|name| rust_name(kind, name));
    rust.or_else(|| rust_name(kind, &data.name)).unwrap_or_default()
}

/// What a parameter becomes.
pub(super) fn kind(required: bool) -> NameKind {
    if required { NameKind::Argument } else { NameKind::Option }
}

/// Applies the configuration to the names of arguments, and keeps them apart.
fn name_arguments(
    drafting: &mut Drafting<'_>,
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
        parameter.name.rust = naming::stand_in(NameKind::Argument, &parameter.name.wire);
    }
    let callers = callers.into_iter().map(|caller| (&mut caller.name, caller.required, &caller.value.location));
    for (name, required, place) in callers.chain(body) {
        let kind = kind(required);
        if let Some(chosen) = drafting.names.overrides.property(&names.id, &name.wire) {
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
    drafting.names.claims.push(claims);
}
