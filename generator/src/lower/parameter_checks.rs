//! Parameters that cannot be meant as they are declared.

use super::context::{Context, Draft};
use super::parameters::resolve;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{DefinitionKind, OperationGroup, ParameterIn, TypeRef};
use crate::source::Pointer;
use openapiv3::ReferenceOr;
use std::collections::HashMap;

/// Reports parameters of one list that have one name and one place.
pub(super) fn check_duplicates(
    context: &mut Context<'_>,
    parameters: &[ReferenceOr<openapiv3::Parameter>],
    at: &Pointer,
    owner: &str,
) {
    let mut known: HashMap<(&str, String), usize> = HashMap::with_capacity(parameters.len());
    for (index, parameter) in parameters.iter().enumerate() {
        let Some(parameter) = resolve(context, parameter) else { continue };
        let name = &parameter.parameter_data_ref().name;
        let (place, name) = match parameter {
            openapiv3::Parameter::Query { .. } => ("query", name.clone()),
            openapiv3::Parameter::Path { .. } => ("path", name.clone()),
            openapiv3::Parameter::Header { .. } => ("header", name.to_ascii_lowercase()),
            openapiv3::Parameter::Cookie { .. } => ("cookie", name.clone()),
        };
        if let Some(first) = known.insert((place, name.clone()), index) {
            let message = format!("`{owner}` has two parameters `{name}` in the {place}");
            let first = context.locate(&at.index(first));
            let diagnostic = Diagnostic::at(Code::ParameterDuplicate, context.locate(&at.index(index)), message);
            context.diagnostics.push(diagnostic.related(first, "the first").help("remove one of them"));
        }
    }
}

/// Reports a list that is to repeat the name of its parameter where names do not occur or occur once.
pub(super) fn check_collection(context: &mut Context<'_>, parameter: &openapiv3::Parameter, at: &Pointer) {
    let place = match parameter {
        openapiv3::Parameter::Path { .. } => "path",
        openapiv3::Parameter::Header { .. } => "header",
        openapiv3::Parameter::Query { .. } | openapiv3::Parameter::Cookie { .. } => return,
    };
    let data = parameter.parameter_data_ref();
    if data.extensions.get("x-collection-format").is_some_and(|format| format == "multi") {
        let message = format!("`multi` has no meaning in a {place}: the list `{}` is sent as `csv`", data.name);
        let help = "say `csv`, `ssv`, `tsv` or `pipes`, as the service reads it";
        context.report(Code::Ignored, &at.key("collectionFormat"), message, help);
    }
}

/// Holds what travels in paths, queries and headers to types that can be written there; forms take what JSON has.
pub(super) fn check_types(context: &mut Context<'_>, groups: &[OperationGroup]) {
    let operations = groups.iter().flat_map(|group| &group.operations);
    for parameter in operations.flat_map(|operation| &operation.parameters) {
        let place = match parameter.location_in {
            ParameterIn::Path => "path",
            ParameterIn::Query => "query",
            ParameterIn::Header => "header",
            ParameterIn::Form | ParameterIn::Part => continue,
        };
        let what = match plain(&context.drafts, &parameter.value.type_ref) {
            TypeRef::Array(item) => match plain(&context.drafts, item) {
                TypeRef::Array(_) => "a list of lists",
                TypeRef::Map(_) | TypeRef::Definition(_) => "a list of objects",
                _ => continue,
            },
            TypeRef::Map(_) | TypeRef::Definition(_) => "an object",
            _ => continue,
        };
        let message =
            format!("the parameter `{}` is {what}, which cannot be written in a {place}", parameter.name.wire);
        let diagnostic = Diagnostic::at(Code::ParameterType, parameter.value.location.clone(), message);
        context.diagnostics.push(diagnostic.help("send it in the body, or declare the text that is sent"));
    }
}

/// The type without aliases; a definition only if it is an object.
fn plain<'d>(drafts: &'d [Draft], type_ref: &'d TypeRef) -> &'d TypeRef {
    let mut current = type_ref;
    // A chain of aliases cannot be longer than there are definitions.
    for _ in 0..drafts.len() {
        let TypeRef::Definition(id) = current else { return current };
        match drafts.get(id.0).map(|draft| &draft.definition.kind) {
            Some(DefinitionKind::Alias(inner)) => current = inner,
            Some(DefinitionKind::Enum(_)) | None => return &TypeRef::Any,
            Some(DefinitionKind::Struct(_) | DefinitionKind::Union(_)) => return current,
        }
    }
    current
}
