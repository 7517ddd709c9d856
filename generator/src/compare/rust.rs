//! How things look in Rust, as far as a caller's code can tell.

use crate::ir::{
    Api, Constructor, DefinitionId, DefinitionKind, Field, Operation, OperationGroup, Outcome, Parameter,
    ParameterSource, Presence, TypeRef,
};

/// Whether definitions are told apart by name. Where they are not, a type has the same text whatever it is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Names {
    Shown,
    Hidden,
}

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
    if let TypeRef::Nullable(inner) = type_ref {
        return format!("Option<{}>", value(api, inner, names));
    }
    let text = match resolve(api, type_ref) {
        TypeRef::Text(_) => "String",
        TypeRef::Secret => "Secret",
        TypeRef::Etag => "Etag",
        TypeRef::Boolean => "bool",
        TypeRef::Int32 => "i32",
        TypeRef::Int64 => "i64",
        TypeRef::Float32 => "f32",
        TypeRef::Float64 => "f64",
        TypeRef::Decimal => "Number",
        TypeRef::Time(_) => "OffsetDateTime",
        TypeRef::Any => "Value",
        TypeRef::Base64 | TypeRef::Base64Url | TypeRef::Binary => "Vec<u8>",
        TypeRef::Array(item) => return format!("Vec<{}>", value(api, item, names)),
        TypeRef::Map(item) => return format!("HashMap<String, {}>", value(api, item, names)),
        TypeRef::Definition(id) => return definition(api, *id, names),
        // Left only of a type without an end.
        TypeRef::Nullable(_) => "Value",
    };
    text.to_owned()
}

fn definition(api: &Api, id: DefinitionId, names: Names) -> String {
    match names {
        Names::Shown => api.definition(id).name.rust.clone(),
        Names::Hidden => "_".to_owned(),
    }
}

/// The type of a field; `None` leaves out how absence shows, which the use of the whole definition decides.
pub(super) fn field(api: &Api, field: &Field, presence: Option<Presence>, names: Names) -> String {
    let inner = value(api, &field.value.type_ref, names);
    let inner = if field.boxed { format!("Box<{inner}>") } else { inner };
    match presence {
        None | Some(Presence::Plain | Presence::List) => inner,
        Some(Presence::Optional | Presence::Nullable) => format!("Option<{inner}>"),
        Some(Presence::Patch) => format!("Patch<{inner}>"),
    }
}

/// The type of an argument, or of a field of the options.
pub(super) fn parameter(api: &Api, parameter: &Parameter, names: Names) -> String {
    let inner = parameter_value(api, &parameter.value.type_ref, names);
    match (parameter.required, inner.as_str()) {
        (true, "String") => "&str".to_owned(),
        (true, _) => inner,
        (false, _) => format!("Option<{inner}>"),
    }
}

fn parameter_value(api: &Api, type_ref: &TypeRef, names: Names) -> String {
    match resolve(api, type_ref) {
        TypeRef::Array(item) => format!("Vec<{}>", parameter_value(api, item, names)),
        TypeRef::Definition(id) if matches!(api.definition(*id).kind, DefinitionKind::Enum(_)) => {
            definition(api, *id, names)
        }
        TypeRef::Text(_) | TypeRef::Secret | TypeRef::Any | TypeRef::Map(_) | TypeRef::Definition(_) => {
            "String".to_owned()
        }
        TypeRef::Decimal => "f64".to_owned(),
        TypeRef::Binary => "File".to_owned(),
        other => value(api, other, names),
    }
}

/// Whether the caller supplies the value, so that it shows in the method's signature or options.
pub(super) fn is_asked_for(parameter: &Parameter) -> bool {
    parameter.source == ParameterSource::Caller
}

/// What the method returns, within `Result`.
pub(super) fn returned(api: &Api, operation: &Operation, names: Names) -> String {
    let of = |wrapper: &str, body: Option<&TypeRef>| match body {
        Some(body) => format!("{wrapper}<{}>", value(api, body, names)),
        None => format!("{wrapper}<()>"),
    };
    match &operation.outcome {
        Outcome::Pages(paging) => of("Pager", Some(&paging.page)),
        Outcome::Operation(long_running) => of("ArmOperation", long_running.result.as_ref()),
        Outcome::Empty => "Response<()>".to_owned(),
        Outcome::Model(body) => of("Response", Some(body)),
        Outcome::OptionalModel(body) => format!("Response<Option<{}>>", value(api, body, names)),
        Outcome::ByStatus(name) if names == Names::Shown => format!("Response<{name}>"),
        Outcome::ByStatus(_) => "Response by status".to_owned(),
        Outcome::Exists => "bool".to_owned(),
        Outcome::Stream => "AsyncRawResponse".to_owned(),
    }
}

/// `new(name: T, …)`.
pub(super) fn constructor(api: &Api, constructor: Option<&Constructor>, names: Names) -> String {
    let Some(constructor) = constructor else { return "no `new`".to_owned() };
    let argument = |argument: &crate::ir::Argument| {
        let value = value(api, &argument.type_ref, names);
        match names {
            Names::Shown => format!("{}: {value}", argument.rust),
            Names::Hidden => value,
        }
    };
    let arguments: Vec<String> = constructor.arguments.iter().map(argument).collect();
    format!("new({})", arguments.join(", "))
}
