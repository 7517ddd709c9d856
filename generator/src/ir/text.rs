//! The IR in readable text, for `cargo xtask ir`.

use super::{
    Api, CollectionFormat, Conditional, Constraints, Constructor, Definition, DefinitionId, DefinitionKind, Enum,
    Field, Initializer, Literal, MediaType, NextPage, Operation, Outcome, Paging, Parameter, ParameterIn,
    ParameterSource, Presence, Struct, TextFormat, TimeFormat, TypeRef, Union, Value, definitions_of,
};
use std::collections::BTreeSet;
use std::fmt::{self, Write};

/// Writes the API, or the one operation named, with the definitions it reaches.
pub fn to_text(api: &Api, operation: Option<&str>) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_api(&mut text, api, operation);
    text
}

fn write_api(out: &mut String, api: &Api, wanted: Option<&str>) -> fmt::Result {
    let mut reached = BTreeSet::new();
    if wanted.is_none() {
        let host = api.endpoint.as_ref().map_or(&api.host, |endpoint| &endpoint.template);
        writeln!(out, "{} {} at {host}: {}", api.title, api.version, api.client)?;
        for family in &api.families {
            let groups = family.groups.iter().filter_map(|index| api.groups.get(*index));
            let groups: Vec<&str> = groups.map(|group| group.name.wire.as_str()).collect();
            writeln!(out, "  family {}: {}", family.name, groups.join(", "))?;
        }
        reached.extend((0..api.definitions.len()).map(DefinitionId));
    }
    for group in &api.groups {
        let operations = group.operations.iter().filter(|operation| wanted.is_none_or(|id| id == operation.id));
        for operation in operations {
            if !out.is_empty() {
                writeln!(out)?;
            }
            write_operation(out, api, &group.client, operation)?;
            reached.extend(definitions_of(api, operation));
        }
    }
    for id in reached {
        writeln!(out)?;
        write_definition(out, api, api.definition(id))?;
    }
    Ok(())
}

fn write_operation(out: &mut String, api: &Api, client: &str, operation: &Operation) -> fmt::Result {
    let query: Vec<String> = operation.fixed_query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    writeln!(out, "{}: {client}::{}", operation.id, operation.rust)?;
    writeln!(out, "  {} {}{query}", operation.method.as_str(), operation.path)?;
    for parameter in &operation.parameters {
        write_parameter(out, api, parameter)?;
    }
    if let Some(body) = &operation.body {
        let media = match &body.media_type {
            MediaType::Json => body.json_type.as_ref().map_or_else(String::new, |text| format!(" as {text}")),
            MediaType::Form => " as form".to_owned(),
            MediaType::Multipart => " as multipart".to_owned(),
            MediaType::Other(text) => format!(" as {text}"),
        };
        let optional = if body.required { "" } else { "?" };
        writeln!(out, "  body {}{optional}: {}{media}", body.name.rust, type_text(api, &body.value.type_ref))?;
    }
    for response in &operation.responses {
        let body = response.body.as_ref().map_or("-".to_owned(), |body| type_text(api, &body.type_ref));
        let headers = response.headers.iter().map(|header| header.name.wire.as_str());
        let headers: Vec<&str> = headers.collect();
        let headers = if headers.is_empty() { String::new() } else { format!(" [{}]", headers.join(", ")) };
        writeln!(out, "  {} {body}{headers}", response.status)?;
    }
    if let Some(error) = operation.error {
        writeln!(out, "  error {}", api.definition(error).name.rust)?;
    }
    writeln!(out, "  returns {}", outcome_text(api, &operation.outcome))?;
    write_traits(out, api, operation)
}

/// What an operation does besides one request and its answer.
fn write_traits(out: &mut String, api: &Api, operation: &Operation) -> fmt::Result {
    if let Some(paging) = operation.outcome.paging() {
        let next = paging.next_link.as_deref().unwrap_or("nothing");
        let by = match paging.next_page {
            NextPage::Get => "",
            NextPage::Post => " with a POST",
            NextPage::PostAgain => " with a POST of the same body",
        };
        writeln!(out, "  pages of {}: {}, next {next}{by}", paging.items, type_text(api, &paging.item))?;
    }
    if let Some(accept) = &operation.accept {
        writeln!(out, "  accept {accept}")?;
    }
    if let Some(long_running) = operation.outcome.long_running() {
        writeln!(out, "  long running, final state via {:?}", long_running.final_state)?;
    }
    if operation.conditional != Conditional::No {
        writeln!(out, "  conditional: {:?}", operation.conditional)?;
    }
    if operation.deprecated {
        writeln!(out, "  deprecated")?;
    }
    for example in &operation.examples {
        let statuses: Vec<String> = example.responses.iter().map(|response| response.status.to_string()).collect();
        writeln!(out, "  example {} ({})", example.file, statuses.join(", "))?;
        for anomaly in &example.anomalies {
            writeln!(out, "    ! {anomaly}")?;
        }
    }
    Ok(())
}

fn write_parameter(out: &mut String, api: &Api, parameter: &Parameter) -> fmt::Result {
    let place = match parameter.location_in {
        ParameterIn::Path => "path",
        ParameterIn::Query => "query",
        ParameterIn::Header => "header",
        ParameterIn::Form => "form",
        ParameterIn::Part => "part",
    };
    let wire = &parameter.name.wire;
    let value = match &parameter.source {
        ParameterSource::SubscriptionId => "the client's subscription".to_owned(),
        ParameterSource::ApiVersion => "the client's version".to_owned(),
        ParameterSource::Constant(value) => format!("always {value}"),
        ParameterSource::Caller => {
            let optional = if parameter.required { "" } else { "?" };
            let rules = rules_text(api, &parameter.value);
            format!("{}{optional}: {}{rules}", parameter.name.rust, type_text(api, &parameter.value.type_ref))
        }
    };
    let list = match parameter.collection {
        CollectionFormat::Csv => String::new(),
        other => format!(", {other:?}").to_lowercase(),
    };
    let raw = if parameter.skip_url_encoding { ", as it is" } else { "" };
    writeln!(out, "  {place} {wire} = {value}{list}{raw}")
}

fn outcome_text(api: &Api, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Pages(Paging { page: body, .. }) | Outcome::Model(body) => type_text(api, body),
        Outcome::Operation(long_running) => {
            long_running.result.as_ref().map_or_else(|| "nothing".to_owned(), |body| type_text(api, body))
        }
        Outcome::OptionalModel(body) => format!("{} or nothing", type_text(api, body)),
        Outcome::ByStatus(name) => format!("{name}, by status"),
        Outcome::Exists => "whether it exists".to_owned(),
        Outcome::Stream => "a stream".to_owned(),
        Outcome::Empty => "nothing".to_owned(),
    }
}

fn write_definition(out: &mut String, api: &Api, definition: &Definition) -> fmt::Result {
    let keyword = match &definition.kind {
        DefinitionKind::Struct(_) => "struct",
        DefinitionKind::Enum(_) => "enum",
        DefinitionKind::Union(_) => "union",
        DefinitionKind::Alias(_) => "alias",
    };
    let usage = definition.usage;
    let flags = [(usage.sent, "sent"), (usage.received, "received"), (usage.patch, "patch"), (usage.body, "body")];
    let flags: Vec<&str> = flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag).collect();
    let name = &definition.name;
    let wire = if name.wire == name.rust { String::new() } else { format!(" \"{}\"", name.wire) };
    writeln!(out, "{keyword} {}{wire} in {} ({})", name.rust, definition.module, flags.join(", "))?;
    match &definition.kind {
        DefinitionKind::Struct(content) => write_struct(out, api, content),
        DefinitionKind::Enum(content) => write_enum(out, content),
        DefinitionKind::Union(content) => write_union(out, api, content),
        DefinitionKind::Alias(type_ref) => writeln!(out, "  = {}", type_text(api, type_ref)),
    }
}

fn write_struct(out: &mut String, api: &Api, content: &Struct) -> fmt::Result {
    for kind in &content.discriminators {
        writeln!(out, "  {} = {}", kind.property, kind.value)?;
    }
    for field in &content.fields {
        write_field(out, api, field)?;
    }
    if let Some(additional) = &content.additional {
        writeln!(out, "  …: {}", type_text(api, additional))?;
    }
    if let Some(constructor) = &content.constructor {
        writeln!(out, "  {}", constructor_text(api, constructor))?;
    }
    for accessor in &content.accessors {
        let through = content.fields.get(accessor.through).map_or("", |field| field.name.rust.as_str());
        writeln!(out, "  {}() through {through}", accessor.rust)?;
    }
    if let Some(items) = &content.page_items {
        writeln!(out, "  page of {items}")?;
    }
    if content.clears_read_only {
        writeln!(out, "  clears what is read-only before it is sent")?;
    }
    Ok(())
}

fn write_field(out: &mut String, api: &Api, field: &Field) -> fmt::Result {
    let wire = if field.name.wire == field.name.rust { String::new() } else { format!(" \"{}\"", field.name.wire) };
    let inner = type_text(api, &field.value.type_ref);
    let inner = if field.boxed { format!("Box<{inner}>") } else { inner };
    let wrapped = match field.presence {
        Presence::Plain | Presence::List => inner,
        Presence::Optional => format!("{inner}?"),
        Presence::Nullable => format!("{inner} or null"),
        Presence::Patch => format!("Patch<{inner}>"),
    };
    let flags = [(field.required, "required"), (field.read_only, "read-only"), (field.flatten, "flatten")];
    let flags: String = flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| format!(", {flag}")).collect();
    let mutability =
        if field.mutability.is_empty() { String::new() } else { format!(", {}", field.mutability.join("+")) };
    let rules = rules_text(api, &field.value);
    writeln!(out, "  {}{wire}: {wrapped}{rules}{flags}{mutability}", field.name.rust)
}

fn constructor_text(api: &Api, constructor: &Constructor) -> String {
    let arguments = constructor.arguments.iter();
    let arguments = arguments.map(|argument| format!("{}: {}", argument.rust, type_text(api, &argument.type_ref)));
    let arguments: Vec<String> = arguments.collect();
    let presets = constructor.fields.iter().filter(|field| **field == Initializer::Preset).count();
    let presets = if presets == 0 { String::new() } else { format!(", {presets} preset") };
    format!("new({}){presets}", arguments.join(", "))
}

fn write_enum(out: &mut String, content: &Enum) -> fmt::Result {
    for variant in &content.variants {
        writeln!(out, "  {} = {:?}", variant.name.rust, variant.name.wire)?;
    }
    writeln!(out, "  {}", if content.open { "…" } else { "closed" })
}

fn write_union(out: &mut String, api: &Api, content: &Union) -> fmt::Result {
    for kind in &content.kinds {
        let holds = &api.definition(kind.definition).name.rust;
        writeln!(out, "  {holds} {} = {}", content.property, kind.name.wire)?;
    }
    if let Some(base) = content.base {
        writeln!(out, "  shared: {}", api.definition(base).name.rust)?;
    }
    if content.clears_read_only {
        writeln!(out, "  clears what is read-only before it is sent")?;
    }
    Ok(())
}

/// A type, in short.
fn type_text(api: &Api, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Text(TextFormat::Plain) => "text".to_owned(),
        TypeRef::Text(format) => format!("text({format:?})").to_lowercase(),
        TypeRef::Time(TimeFormat::Rfc3339) => "time".to_owned(),
        TypeRef::Time(format) => format!("time({format:?})").to_lowercase(),
        TypeRef::Array(item) => format!("[{}]", type_text(api, item)),
        TypeRef::Map(value) => format!("{{text: {}}}", type_text(api, value)),
        TypeRef::Nullable(inner) => format!("{} or null", type_text(api, inner)),
        TypeRef::Definition(id) => api.definition(*id).name.rust.clone(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Constraints and default, each preceded by a comma.
fn rules_text(api: &Api, value: &Value) -> String {
    let Value { constraints, default, .. } = value;
    let Constraints { min_length, max_length, pattern, minimum, maximum, multiple_of, min_items, max_items, .. } =
        constraints;
    let mut rules = Vec::new();
    rules.extend(range_text("length", min_length.as_ref(), max_length.as_ref()));
    rules.extend(range_text("value", minimum.as_ref(), maximum.as_ref()));
    rules.extend(range_text("items", min_items.as_ref(), max_items.as_ref()));
    rules.extend(pattern.as_ref().map(|pattern| format!("/{pattern}/")));
    rules.extend(multiple_of.as_ref().map(|step| format!("multiple of {step}")));
    if !constraints.numbers.is_empty() {
        let numbers: Vec<String> = constraints.numbers.iter().map(|number| number.value.to_string()).collect();
        rules.push(format!("one of {}", numbers.join("/")));
    }
    rules.extend(constraints.unique_items.then(|| "unique".to_owned()));
    rules.extend(default.as_ref().map(|default| format!("default {}", literal_text(api, default))));
    rules.into_iter().map(|rule| format!(", {rule}")).collect()
}

fn range_text<T: fmt::Display>(what: &str, least: Option<&T>, greatest: Option<&T>) -> Option<String> {
    match (least, greatest) {
        (None, None) => None,
        (least, greatest) => {
            let text = |bound: Option<&T>| bound.map(T::to_string).unwrap_or_default();
            Some(format!("{what} {}..{}", text(least), text(greatest)))
        }
    }
}

fn literal_text(api: &Api, literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Boolean(flag) => flag.to_string(),
        Literal::Number(number) => number.to_string(),
        Literal::Json(value) => value.to_string(),
        Literal::Variant { definition, variant } => match &api.definition(*definition).kind {
            DefinitionKind::Enum(content) => {
                content.variants.get(*variant).map(|variant| variant.name.rust.clone()).unwrap_or_default()
            }
            _ => String::new(),
        },
    }
}
