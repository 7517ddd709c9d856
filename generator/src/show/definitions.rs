//! Definitions in readable text.

use super::{rules_text, type_text};
use crate::ir::{Api, Constructor, Definition, DefinitionKind, Enum, Field, Initializer, Presence, Struct, Union};
use std::fmt::{self, Write};

pub(super) fn write_definition(out: &mut String, api: &Api, definition: &Definition) -> fmt::Result {
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
