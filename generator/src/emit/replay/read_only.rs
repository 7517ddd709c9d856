//! Properties that a request leaves out, as patterns such as `/properties/items/*/id`.

use crate::emit::agreed::Context;
use crate::ir::{DefinitionId, DefinitionKind, TypeRef};
use std::collections::BTreeSet;

/// Depth at which patterns end where a type leads back to itself.
const REPEATS: usize = 2;

/// The patterns of a body, in order and once each.
pub(super) fn patterns(context: &Context<'_>, body: &TypeRef) -> Vec<String> {
    let mut found = BTreeSet::new();
    walk(context, body, "", &mut Vec::new(), &mut found);
    found.into_iter().collect()
}

fn walk(
    context: &Context<'_>,
    type_ref: &TypeRef,
    at: &str,
    above: &mut Vec<DefinitionId>,
    found: &mut BTreeSet<String>,
) {
    match context.resolve(type_ref) {
        TypeRef::Array(item) | TypeRef::Map(item) => walk(context, item, &format!("{at}/*"), above, found),
        TypeRef::Nullable(inner) => walk(context, inner, at, above, found),
        TypeRef::Definition(id) if above.iter().filter(|entry| *entry == id).count() < REPEATS => {
            above.push(*id);
            walk_definition(context, *id, at, above, found);
            above.pop();
        }
        _ => {}
    }
}

fn walk_definition(
    context: &Context<'_>,
    id: DefinitionId,
    at: &str,
    above: &mut Vec<DefinitionId>,
    found: &mut BTreeSet<String>,
) {
    match &context.definition(id).kind {
        DefinitionKind::Struct(item) if item.clears_read_only => {
            for field in &item.fields {
                let path = format!("{at}/{}", field.name.wire.replace('~', "~0").replace('/', "~1"));
                if field.read_only {
                    found.insert(path);
                } else {
                    walk(context, &field.value.type_ref, &path, above, found);
                }
            }
        }
        DefinitionKind::Union(item) => {
            for id in item.kinds.iter().map(|kind| kind.definition).chain(item.base) {
                walk(context, &TypeRef::Definition(id), at, above, found);
            }
        }
        _ => {}
    }
}
