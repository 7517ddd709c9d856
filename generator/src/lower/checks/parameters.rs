//! Parameters that cannot be meant as they are declared.

use crate::azure;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{CollectionFormat, ParameterIn};
use crate::lower::document::components;
use crate::lower::document::source::Source;
use crate::lower::drafts::Type;
use crate::lower::drafts::arena::Drafts;
use crate::lower::drafts::definition::Content;
use crate::lower::drafts::operation::{Group, operations};
use crate::lower::drafts::report::Report;
use crate::source::Pointer;
use openapiv3::ReferenceOr;
use rustc_hash::FxHashMap;

/// Reports parameters of one list that have one name and one place.
pub(in crate::lower) fn check_duplicates<'a>(
    source: &Source<'a>,
    report: &mut Report<'_>,
    parameters: &'a [ReferenceOr<openapiv3::Parameter>],
    at: &Pointer,
    owner: &str,
) {
    let mut known: FxHashMap<(&str, String), usize> = FxHashMap::default();
    for (index, parameter) in parameters.iter().enumerate() {
        let Some(parameter) = components::parameter(source, parameter) else { continue };
        let name = &parameter.parameter_data_ref().name;
        let (place, name) = match parameter {
            openapiv3::Parameter::Query { .. } => ("query", name.clone()),
            openapiv3::Parameter::Path { .. } => ("path", name.clone()),
            openapiv3::Parameter::Header { .. } => ("header", name.to_ascii_lowercase()),
            openapiv3::Parameter::Cookie { .. } => ("cookie", name.clone()),
        };
        if let Some(first) = known.insert((place, name.clone()), index) {
            let message = format!("`{owner}` has two parameters `{name}` in the {place}");
            let first = source.locate(&at.index(first));
            let diagnostic = Diagnostic::at(Code::ParameterDuplicate, source.locate(&at.index(index)), message);
            report.push(diagnostic.related(first, "the first").help("remove one of them"));
        }
    }
}

/// Reports a list that is to repeat the name of its parameter where names do not occur or occur once.
pub(in crate::lower) fn check_collection(
    source: &Source<'_>,
    report: &mut Report<'_>,
    parameter: &openapiv3::Parameter,
    at: &Pointer,
) {
    let place = match parameter {
        openapiv3::Parameter::Path { .. } => "path",
        openapiv3::Parameter::Header { .. } => "header",
        openapiv3::Parameter::Query { .. } | openapiv3::Parameter::Cookie { .. } => return,
    };
    let data = parameter.parameter_data_ref();
    if azure::read::<azure::CollectionFormat>(&data.extensions) == Some(CollectionFormat::Multi) {
        let message = format!("`multi` has no meaning in a {place}: the list `{}` is sent as `csv`", data.name);
        let help = "say `csv`, `ssv`, `tsv` or `pipes`, as the service reads it";
        report.tell(source, Code::Ignored, &at.key("collectionFormat"), message, help);
    }
}

/// Holds what travels in paths, queries and headers to types that can be written there; forms take what JSON has.
pub(in crate::lower) fn check_types(drafts: &Drafts<'_>, groups: &[Group], report: &mut Report<'_>) {
    for parameter in operations(groups).flat_map(|operation| &operation.parameters) {
        let place = match parameter.location_in {
            ParameterIn::Path => "path",
            ParameterIn::Query => "query",
            ParameterIn::Header => "header",
            ParameterIn::Form | ParameterIn::Part => continue,
        };
        let what = match drafts.resolve(&parameter.value.type_ref) {
            Type::Array(item) => match drafts.resolve(item) {
                Type::Array(_) => "a list of lists",
                item if is_object(drafts, item) => "a list of objects",
                _ => continue,
            },
            other if is_object(drafts, other) => "an object",
            _ => continue,
        };
        let message =
            format!("the parameter `{}` is {what}, which cannot be written in a {place}", parameter.name.wire);
        let diagnostic = Diagnostic::at(Code::ParameterType, parameter.value.location.clone(), message);
        report.push(diagnostic.help("send it in the body, or declare the text that is sent"));
    }
}

fn is_object(drafts: &Drafts<'_>, type_ref: &Type) -> bool {
    match type_ref {
        Type::Map(_) => true,
        Type::Definition(id) => !matches!(drafts[*id].content, Content::Enum(_)),
        _ => false,
    }
}
