//! The shared definitions and parameters.

use super::{parameter, schema};
use crate::lift::reading::context::Context;
use crate::lift::reading::kind::ReferenceKind;
use crate::lift::reading::node::{Base, Node};
use crate::lift::reading::registry::pointer;
use openapiv3::{Components, ReferenceOr};

/// Registers everything that the roots declare, whether or not an operation reaches it.
pub(in crate::lift) fn declare(context: &mut Context, root: &Node) {
    let components = root.get("components");
    let schemas = components.as_ref().and_then(|components| components.get("schemas"));
    for definitions in [root.get("definitions"), schemas].into_iter().flatten() {
        for (_, definition) in context.entries(&definitions) {
            context.component(ReferenceKind::Schema, &definition.location());
        }
    }
}

/// Lifts all registered components, and those that they lead to.
pub(in crate::lift) fn lift(context: &mut Context) -> Components {
    let mut components = Components::default();
    while let Some((kind, location, key)) = context.registry.pending.pop_front() {
        let base = Base { location, lifted: pointer(kind, &key) };
        let Some(value) = context.documents.value(&base.location) else { continue };
        context.origins.record(base.lifted.clone(), base.location.clone());
        let node = Node::new(value, &base);
        if kind == ReferenceKind::Parameter {
            if let Some(parameter) = parameter::parameter(context, &node) {
                components.parameters.insert(key, ReferenceOr::Item(parameter));
            }
        } else if context.final_target(base.location.clone(), kind).is_some() {
            components.schemas.insert(key, schema::schema(context, &node));
        }
    }
    components
}
