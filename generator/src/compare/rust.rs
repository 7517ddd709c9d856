//! How things look in Rust, as far as a caller's code can tell.

use crate::ir::{Api, Argument, Constructor, Field, Operation, OperationGroup, Parameter, ParameterSource, TypeRef};
pub(super) use crate::rust::Names;
use crate::rust::{self, text};

/// `client.user().get`.
pub(super) fn method(group: &OperationGroup, operation: &Operation) -> String {
    format!("{}().{}", group.name.rust, operation.rust)
}

/// The type behind aliases, whether it can be `null` or not.
pub(super) fn resolve<'a>(api: &'a Api, type_ref: &'a TypeRef) -> &'a TypeRef {
    let mut found = api.resolve(type_ref);
    while let TypeRef::Nullable(inner) = found {
        found = api.resolve(inner);
    }
    found
}

/// The type of a value in a model.
pub(super) fn value(api: &Api, type_ref: &TypeRef, names: Names) -> String {
    text(api, &rust::value(type_ref), names)
}

/// The type of a field.
pub(super) fn field(api: &Api, field: &Field, names: Names) -> String {
    text(api, &rust::field(field), names)
}

/// The type of what a field holds, however absence shows: the use of the whole definition decides that.
pub(super) fn held(api: &Api, field: &Field, names: Names) -> String {
    text(api, &rust::held(field), names)
}

/// The type of an argument, or of a field of the options.
pub(super) fn parameter(api: &Api, parameter: &Parameter, names: Names) -> String {
    text(api, &rust::shown(api, parameter), names)
}

/// Whether the caller supplies the value, so that it shows in the method's signature or options.
pub(super) fn is_asked_for(parameter: &Parameter) -> bool {
    parameter.source == ParameterSource::Caller
}

/// What the method returns, within `Result`.
pub(super) fn returned(api: &Api, operation: &Operation, names: Names) -> String {
    text(api, &rust::returned(&operation.outcome), names)
}

/// `new(name: T, …)`.
pub(super) fn constructor(api: &Api, constructor: Option<&Constructor>, names: Names) -> String {
    let Some(constructor) = constructor else { return "no `new`".to_owned() };
    let argument = |argument: &Argument| {
        let value = value(api, &argument.type_ref, names);
        match names {
            Names::Shown => format!("{}: {value}", argument.rust),
            Names::Hidden => value,
        }
    };
    let arguments: Vec<String> = constructor.arguments.iter().map(argument).collect();
    format!("new({})", arguments.join(", "))
}
