//! `new(required…)`, and getters through `x-ms-client-flatten`.

use super::context::Draft;
use super::presence::is_wrapper;
use crate::ir::{
    Accessor, Argument, Constructor, DefinitionKind, Field, Initializer, Literal, Presence, Struct, TypeRef,
};
use crate::naming::Scope;

/// Names of inherent functions that emitted structs have besides getters.
const FUNCTIONS: [&str; 2] = ["from_error", "new"];

/// Gives a constructor to every struct that has a field which must be there.
pub(super) fn build(drafts: &mut [Draft]) {
    let mut done: Vec<bool> = drafts.iter().map(|draft| required_fields(&draft.definition.kind) == 0).collect();
    // A struct waits for the structs that its constructor reaches into; boxing has cut all circles.
    loop {
        let ready: Vec<usize> =
            (0..drafts.len()).filter(|index| !done[*index] && reaches_only(&drafts[*index], &done)).collect();
        if ready.is_empty() {
            return;
        }
        for index in ready {
            let constructor = match &drafts[index].definition.kind {
                DefinitionKind::Struct(content) => constructor(drafts, content),
                _ => continue,
            };
            if let DefinitionKind::Struct(content) = &mut drafts[index].definition.kind {
                content.constructor = Some(constructor);
            }
            done[index] = true;
        }
    }
}

fn required_fields(kind: &DefinitionKind) -> usize {
    match kind {
        DefinitionKind::Struct(content) => content.fields.iter().filter(|f| f.presence == Presence::Plain).count(),
        _ => 0,
    }
}

fn reaches_only(draft: &Draft, done: &[bool]) -> bool {
    let DefinitionKind::Struct(content) = &draft.definition.kind else { return true };
    content.fields.iter().filter(|field| field.presence == Presence::Plain && is_wrapper(field)).all(
        |field| match field.value.type_ref {
            TypeRef::Definition(id) => done.get(id.0).copied().unwrap_or(true),
            _ => true,
        },
    )
}

fn constructor(drafts: &[Draft], content: &Struct) -> Constructor {
    let mut arguments: Vec<Argument> = Vec::new();
    let mut scope = Scope::default();
    let mut fields = Vec::with_capacity(content.fields.len());
    for field in &content.fields {
        fields.push(match field.presence {
            Presence::Optional | Presence::Nullable | Presence::List | Presence::Patch => Initializer::Absent,
            Presence::Plain if is_preset(field) => Initializer::Preset,
            Presence::Plain => match inner(drafts, field).and_then(|inner| inner.constructor.as_ref()) {
                Some(inner) => {
                    let first = arguments.len();
                    for argument in &inner.arguments {
                        let longer = format!("{}_{}", field.name.rust, argument.rust);
                        let rust = scope.claim_free([argument.rust.clone(), longer]);
                        arguments.push(Argument { rust, ..argument.clone() });
                    }
                    Initializer::New((first..arguments.len()).collect())
                }
                None => {
                    let rust = scope.claim_free([field.name.rust.clone()]);
                    arguments.push(Argument { rust, type_ref: field.value.type_ref.clone(), boxed: field.boxed });
                    Initializer::Argument(arguments.len() - 1)
                }
            },
        });
    }
    Constructor { arguments, fields }
}

/// Whether the default can be written as a Rust expression of the field's type.
fn is_preset(field: &Field) -> bool {
    matches!(
        field.value.default,
        Some(Literal::Text(_) | Literal::Boolean(_) | Literal::Number(_) | Literal::Variant { .. })
    )
}

/// The struct that a flattened field holds.
fn inner<'d>(drafts: &'d [Draft], field: &Field) -> Option<&'d Struct> {
    match (is_wrapper(field), &field.value.type_ref) {
        (true, TypeRef::Definition(id)) => match &drafts.get(id.0)?.definition.kind {
            DefinitionKind::Struct(content) => Some(content),
            _ => None,
        },
        _ => None,
    }
}

/// Gives getters to the structs that come back.
pub(super) fn build_accessors(drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let DefinitionKind::Struct(content) = &drafts[index].definition.kind else { continue };
        if !drafts[index].definition.usage.received {
            continue;
        }
        let mut scope = Scope::default();
        let own = content.fields.iter().map(|field| field.name.rust.as_str());
        own.chain(FUNCTIONS).for_each(|name| scope.reserve(name));
        let mut accessors = Vec::new();
        for (through, field) in content.fields.iter().enumerate() {
            for (position, reached) in inner(drafts, field).into_iter().flat_map(|inner| &inner.fields).enumerate() {
                let rust = &reached.name.rust;
                if !scope.contains(rust) {
                    scope.reserve(rust);
                    accessors.push(Accessor { rust: rust.clone(), through, field: position });
                }
            }
        }
        if let DefinitionKind::Struct(content) = &mut drafts[index].definition.kind {
            content.accessors = accessors;
        }
    }
}
