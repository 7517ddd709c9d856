//! Names of definitions, and their final order.
//!
//! Components come first and keep their names; two of them that get one Rust name are an error, unless two files
//! define one name: the second then carries the qualifier of its key. Enums named by `x-ms-enum`, the bases of unions
//! and what is defined in place give way: they are called after what is around them, in the end with a number.

use super::context::{Context, Draft, Naming, Parent, component_pointer};
use super::extensions;
use super::names::{Claims, Named};
use crate::diagnostic::Mark;
use crate::ir::{Definition, DefinitionId, DefinitionKind, Literal, OperationGroup, Outcome, TypeRef};
use crate::naming::{Kind, Scope, rust_name};
use crate::source::Location;

/// Decides the Rust name of every definition.
pub(super) fn decide(context: &mut Context<'_>, groups: &[OperationGroup]) {
    let mut claims = Claims::default();
    reserve(&mut claims.scope, groups, &context.client);
    let mut ids: Vec<DefinitionId> = (0..context.drafts.len()).map(DefinitionId).collect();
    ids.sort_by_key(|id| rank(&context.drafts[id.0]));
    let mut waiting = Vec::new();
    for id in ids {
        let done = match rank(&context.drafts[id.0]) {
            Rank::Plain | Rank::Qualified => name_component(context, id, &mut claims),
            Rank::Enum => name_enum(context, id, &mut claims.scope),
            Rank::InPlace => false,
        };
        if !done {
            waiting.push(id);
        }
    }
    // What is around a definition in place was drafted before it.
    waiting.sort();
    for id in waiting {
        let candidates = candidates(context, id);
        let name = claims.scope.claim_free(candidates);
        context.drafts[id.0].definition.name.rust = name;
    }
    context.claims.push(claims);
}

/// Who chooses first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Rank {
    /// A component that has its name to itself.
    Plain,
    /// A component that shares its name with one of another file.
    Qualified,
    /// An enum named by `x-ms-enum`.
    Enum,
    /// What is called after its surroundings.
    InPlace,
}

fn rank(draft: &Draft) -> Rank {
    match &draft.naming {
        Naming::Component { key } if *key == draft.definition.name.wire => Rank::Plain,
        Naming::Component { .. } => Rank::Qualified,
        Naming::Enum { .. } => Rank::Enum,
        Naming::Base { .. } | Naming::Inline { .. } => Rank::InPlace,
    }
}

/// Gives an enum the name that `x-ms-enum` has for it, if nobody else has it.
fn name_enum(context: &mut Context<'_>, id: DefinitionId, scope: &mut Scope) -> bool {
    let natural = match &context.drafts[id.0].naming {
        Naming::Enum { name, .. } => rust_name(Kind::Type, name),
        _ => None,
    };
    let free = chosen(context, id).or(natural).filter(|name| !scope.contains(name));
    if let Some(name) = &free {
        scope.reserve(name);
        context.drafts[id.0].definition.name.rust.clone_from(name);
    }
    free.is_some()
}

/// Types that emitted code has besides the definitions.
fn reserve(scope: &mut Scope, groups: &[OperationGroup], client: &str) {
    scope.reserve(client);
    scope.reserve(&format!("{client}Options"));
    for group in groups {
        scope.reserve(&group.client);
        for operation in &group.operations {
            scope.reserve(&operation.options);
            if let Outcome::ByStatus(name) = &operation.outcome {
                scope.reserve(name);
            }
        }
    }
}

/// Gives a component its name; a complaint is the end of it, too.
fn name_component(context: &mut Context<'_>, id: DefinitionId, claims: &mut Claims) -> bool {
    let definition = &context.drafts[id.0].definition;
    let (wire, location) = (definition.name.wire.clone(), definition.location.clone());
    let Naming::Component { key } = context.drafts[id.0].naming.clone() else { return false };
    let renamed = context.component(&key).and_then(|schema| {
        extensions::text(context, &schema.schema_data.extensions, "x-ms-client-name", &component_pointer(&key))
    });
    let words = renamed.map_or_else(|| key.replace('.', " "), str::to_owned);
    let file_key = file_key(context, &location, &wire);
    let named = Named {
        kind: Kind::Type,
        wire: &wire,
        what: "definitions",
        key: &file_key,
        place: location,
        mark: Mark::Key,
        prefix: "",
    };
    let Some(mut rust) = chosen(context, id).or_else(|| rust_name(Kind::Type, &words)) else {
        claims.nothing_left(Named { what: &format!("the definition `{wire}`"), ..named });
        return true;
    };
    if claims.scope.is_reserved(&rust) {
        rust.push_str("Model");
    }
    claims.claim(&rust, named);
    context.drafts[id.0].definition.name.rust = rust;
    true
}

/// The name that the configuration gives to a definition: by file first; a plain name means the first of that name.
fn chosen(context: &mut Context<'_>, id: DefinitionId) -> Option<String> {
    if context.config.names.is_empty() {
        return None;
    }
    let draft = &context.drafts[id.0];
    let (wire, location) = (draft.definition.name.wire.clone(), draft.definition.location.clone());
    let is_first = !matches!(&draft.naming, Naming::Component { key } if *key != wire);
    let by_file = context.overrides.in_file(&context.documents.get(location.document).path, &wire);
    let by_name = if is_first { context.overrides.name(&wire) } else { None };
    by_file.or(by_name).map(str::to_owned)
}

/// `file.json#Name`.
fn file_key(context: &Context<'_>, location: &Location, wire: &str) -> String {
    let path = &context.documents.get(location.document).path;
    format!("{}#{wire}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// The names that a definition without a claim of its own can have, the best first.
fn candidates(context: &mut Context<'_>, id: DefinitionId) -> Vec<String> {
    let around = |parent: &Parent| match parent {
        Parent::Definition(parent) => context.drafts[parent.0].definition.name.rust.clone(),
        Parent::Operation(operation) => operation.replace('_', " "),
    };
    let texts = match &context.drafts[id.0].naming {
        Naming::Component { key } => vec![key.clone()],
        Naming::Enum { name, parent } => vec![format!("{} {name}", around(parent))],
        Naming::Inline { parent, property } => vec![format!("{} {property}", around(parent))],
        Naming::Base { union } => vec![format!("{} base", context.drafts[union.0].definition.name.rust)],
    };
    let fallback = || "Model".to_owned();
    let natural: Vec<String> = texts.iter().map(|text| rust_name(Kind::Type, text).unwrap_or_else(fallback)).collect();
    // The configuration knows a definition in place by the name that it would have without it.
    let configured = natural.first().and_then(|name| context.overrides.name(name)).map(str::to_owned);
    let configured = configured.or_else(|| match &context.drafts[id.0].naming {
        Naming::Enum { .. } => chosen(context, id),
        _ => None,
    });
    configured.into_iter().chain(natural).collect()
}

/// Sorts the definitions by name and brings all references in line.
pub(super) fn sort(context: &mut Context<'_>, groups: &mut [OperationGroup]) -> Vec<Definition> {
    let drafts = std::mem::take(&mut context.drafts);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by(|left, right| drafts[*left].definition.name.rust.cmp(&drafts[*right].definition.name.rust));
    let mut places = vec![0; drafts.len()];
    for (place, index) in order.into_iter().enumerate() {
        places[index] = place;
    }
    let moved = |id: &mut DefinitionId| id.0 = places[id.0];
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        for parameter in &mut operation.parameters {
            move_type(&mut parameter.value.type_ref, &moved);
            parameter.value.default.iter_mut().for_each(|literal| move_literal(literal, &moved));
        }
        operation.body.iter_mut().for_each(|body| move_type(&mut body.value.type_ref, &moved));
        operation.error.iter_mut().for_each(&moved);
        let failed = operation.failures.iter_mut().filter_map(|failure| failure.body.as_mut());
        failed.for_each(|body| move_type(body, &moved));
        for response in &mut operation.responses {
            response.body.iter_mut().for_each(|body| move_type(&mut body.type_ref, &moved));
            response.headers.iter_mut().for_each(|header| move_type(&mut header.value.type_ref, &moved));
        }
        match &mut operation.outcome {
            Outcome::Pages(paging) => {
                move_type(&mut paging.page, &moved);
                move_type(&mut paging.item, &moved);
            }
            Outcome::Operation(long_running) => {
                if let Some(paging) = &mut long_running.paging {
                    move_type(&mut paging.page, &moved);
                    move_type(&mut paging.item, &moved);
                }
                long_running.result.iter_mut().for_each(|result| move_type(result, &moved));
            }
            Outcome::Model(body) | Outcome::OptionalModel(body) => move_type(body, &moved),
            _ => {}
        }
    }
    let mut definitions: Vec<Definition> = drafts.into_iter().map(|draft| draft.definition).collect();
    definitions.iter_mut().for_each(|definition| move_definition(definition, &moved));
    definitions.sort_by(|left, right| left.name.rust.cmp(&right.name.rust));
    definitions
}

fn move_definition(definition: &mut Definition, moved: &impl Fn(&mut DefinitionId)) {
    match &mut definition.kind {
        DefinitionKind::Struct(content) => {
            for field in &mut content.fields {
                move_type(&mut field.value.type_ref, moved);
                field.value.default.iter_mut().for_each(|literal| move_literal(literal, moved));
            }
            content.additional.iter_mut().for_each(|type_ref| move_type(type_ref, moved));
            let arguments = content.constructor.iter_mut().flat_map(|constructor| &mut constructor.arguments);
            arguments.for_each(|argument| move_type(&mut argument.type_ref, moved));
        }
        DefinitionKind::Union(content) => {
            content.base.iter_mut().for_each(moved);
            content.kinds.iter_mut().for_each(|kind| moved(&mut kind.definition));
        }
        DefinitionKind::Alias(type_ref) => move_type(type_ref, moved),
        DefinitionKind::Enum(_) => {}
    }
}

fn move_type(type_ref: &mut TypeRef, moved: &impl Fn(&mut DefinitionId)) {
    match type_ref {
        TypeRef::Definition(id) => moved(id),
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => move_type(inner, moved),
        _ => {}
    }
}

fn move_literal(literal: &mut Literal, moved: &impl Fn(&mut DefinitionId)) {
    if let Literal::Variant { definition, .. } = literal {
        moved(definition);
    }
}
