//! The IR, of drafts and of what is known of them.

use super::fields::deletable;
use super::fields::presence::Shown;
use super::{Columns, headers};
use crate::ir::{
    self, Definition, DefinitionId, DefinitionKind, Enum, Field, Literal, LongRunning, Outcome, Struct, Union, Variant,
};
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::{Content, Draft};
use crate::lower::drafts::operation::{Ending, Group, Operation};
use crate::lower::drafts::{self, Type};
use crate::naming::Name;
use rustc_hash::FxHashMap;
use std::mem::take;

/// Definitions by name, groups by module, and every header once.
pub(in crate::lower) struct Assembled {
    pub(in crate::lower) definitions: Vec<Definition>,
    pub(in crate::lower) groups: Vec<ir::OperationGroup>,
    pub(in crate::lower) headers: Vec<ir::Header>,
}

/// Makes the definitions and the operations of the IR.
pub(in crate::lower) fn assemble(drafts: Drafts<'_>, groups: Vec<Group>, columns: Columns) -> Assembled {
    let places = places(&drafts, &columns.names);
    let headers = headers::names(&groups);
    let bodies = groups.iter().flat_map(|group| &group.operations).map(|operation| deletable::body(&drafts, operation));
    let bodies: Vec<Option<Type>> = bodies.collect();
    let additional = drafts.column(|id, draft| {
        let additional = draft.structure()?.additional.as_ref()?;
        Some(if columns.usage[id].patch { deletable::value(&drafts, additional) } else { additional.clone() })
    });
    let mut assembly = Assembly { places, headers, additional, columns };
    let groups = assembly.groups(groups, bodies);
    let mut definitions: Vec<Definition> =
        drafts.into_iter().map(|(id, draft)| assembly.definition(id, draft)).collect();
    definitions.sort_by(|left, right| left.name.rust.cmp(&right.name.rust));
    let headers = headers::all(&groups);
    Assembled { definitions, groups, headers }
}

/// The place of every draft among the definitions, which are in the order of their names.
fn places(drafts: &Drafts<'_>, names: &Column<String>) -> Column<DefinitionId> {
    let mut order: Vec<DraftId> = drafts.ids().collect();
    order.sort_by(|left, right| names[*left].cmp(&names[*right]));
    let mut places = drafts.column(|_, _| DefinitionId(0));
    for (place, id) in order.into_iter().enumerate() {
        places[id] = DefinitionId(place);
    }
    places
}

struct Assembly {
    places: Column<DefinitionId>,
    /// The getter of every header.
    headers: FxHashMap<String, String>,
    /// Type of the undeclared properties of every struct.
    additional: Column<Option<Type>>,
    columns: Columns,
}

impl Assembly {
    fn place(&self) -> impl Fn(DraftId) -> DefinitionId {
        |id| self.places[id]
    }

    fn value(&self, value: drafts::Value, default: Option<Literal<DraftId>>) -> ir::Value {
        value.map(&self.place(), default.map(|default| default.map_ids(&self.place())))
    }

    fn definition(&mut self, id: DraftId, draft: Draft) -> Definition {
        let Draft { wire, docs, location, content, .. } = draft;
        let usage = self.columns.usage[id];
        let kind = match content {
            Content::Struct(found) => DefinitionKind::Struct(self.structure(id, found)),
            Content::Enum(found) => {
                let names = take(&mut self.columns.variants[id]);
                let variants = found
                    .values
                    .into_iter()
                    .zip(names)
                    .map(|(value, rust)| Variant { name: Name { wire: value.wire, rust }, docs: value.docs });
                // A service may send what came later.
                DefinitionKind::Enum(Enum { variants: variants.collect(), open: found.open || usage.received })
            }
            Content::Union(found) => DefinitionKind::Union(Union {
                property: found.property,
                kinds: found.kinds.into_iter().map(|kind| kind.map_ids(&self.place())).collect(),
                base: found.base.map(self.place()),
                clears_read_only: self.columns.cleared[id],
            }),
            Content::Alias(type_ref) => DefinitionKind::Alias(type_ref.map_ids(&self.place())),
        };
        let name = Name { wire, rust: take(&mut self.columns.names[id]) };
        Definition { name, module: take(&mut self.columns.modules[id]), docs, usage, kind, location }
    }

    fn structure(&mut self, id: DraftId, found: drafts::definition::Struct) -> Struct {
        let mut declared: Vec<Option<drafts::definition::Field>> = found.fields.into_iter().map(Some).collect();
        let mut defaults = take(&mut self.columns.defaults.fields[id]);
        let shown = take(&mut self.columns.fields[id]);
        let fields = shown.into_iter().filter_map(|shown| {
            let field = declared.get_mut(shown.declared)?.take()?;
            Some(self.field(field, defaults.get_mut(shown.declared).and_then(Option::take), shown))
        });
        Struct {
            fields: fields.collect(),
            additional: self.additional[id].as_ref().map(|additional| additional.map_ids(&self.place())),
            discriminators: found.discriminators,
            constructor: self.columns.constructors[id].take().map(|constructor| constructor.map_ids(&self.place())),
            accessors: take(&mut self.columns.accessors[id]),
            page_items: self.columns.pages.items[id].take(),
            clears_read_only: self.columns.cleared[id],
        }
    }

    fn field(&self, field: drafts::definition::Field, default: Option<Literal<DraftId>>, shown: Shown) -> Field {
        let drafts::definition::Field { name, value, required, read_only, mutability, flatten } = field;
        let Shown { patched, presence, boxed, .. } = shown;
        let type_ref = patched.unwrap_or(value.type_ref);
        let value = self.value(drafts::Value { type_ref, ..value }, default);
        Field { name, value, presence, boxed, required, read_only, mutability, flatten }
    }

    fn groups(&mut self, groups: Vec<Group>, bodies: Vec<Option<Type>>) -> Vec<ir::OperationGroup> {
        let mut bodies = bodies.into_iter();
        let mut paging = take(&mut self.columns.pages.paging).into_iter();
        let mut defaults = take(&mut self.columns.defaults.parameters).into_iter();
        let mut next = || Known {
            body: bodies.next().flatten(),
            paging: paging.next().flatten(),
            defaults: defaults.next().unwrap_or_default(),
        };
        let group = |group: Group| ir::OperationGroup {
            name: group.name,
            client: group.client,
            docs: group.docs,
            operations: group.operations.into_iter().map(|operation| self.operation(operation, next())).collect(),
        };
        groups.into_iter().map(group).collect()
    }

    fn operation(&self, operation: Operation, known: Known) -> ir::Operation {
        let place = self.place();
        let parameters = operation.parameters.into_iter().zip(known.defaults);
        let parameters = parameters.map(|(parameter, default)| parameter.map(|value| self.value(value, default)));
        let body = operation
            .body
            .zip(known.body)
            .map(|(body, type_ref)| body.map(|value| self.value(drafts::Value { type_ref, ..value }, None)));
        ir::Operation {
            id: operation.id,
            rust: operation.rust,
            options: operation.options,
            method: operation.method,
            path: operation.path,
            fixed_query: operation.fixed_query,
            docs: operation.docs,
            reference_url: operation.reference_url,
            deprecated: operation.deprecated,
            parameters: parameters.collect(),
            body,
            responses: operation.responses.into_iter().map(|response| self.response(response)).collect(),
            accept: operation.accept,
            error: operation.error.map(self.place()),
            failures: operation.failures.into_iter().map(|failure| failure.map_ids(&place)).collect(),
            outcome: self.outcome(operation.ending, known.paging),
            conditional: operation.conditional,
            examples: Vec::new(),
            location: operation.location,
        }
    }

    fn response(&self, response: drafts::operation::Response) -> ir::Response {
        let mut response = response.map(&|value| self.value(value, None));
        for header in &mut response.headers {
            header.name.rust.clone_from(&self.headers[&header.name.wire]);
        }
        response
    }

    fn outcome(&self, ending: Ending, paging: Option<ir::Paging<DraftId>>) -> Outcome {
        let place = self.place();
        let paging = paging.map(|paging| paging.map_ids(&place));
        match (ending, paging) {
            (Ending::LongRunning { final_state, resume, result }, paging) => {
                let result = result.map(|result| result.map_ids(&place));
                Outcome::Operation(LongRunning { final_state, resume, result, paging })
            }
            (_, Some(paging)) => Outcome::Pages(paging),
            (Ending::Nothing, None) => Outcome::Empty,
            (Ending::Body(body), None) => Outcome::Model(body.map_ids(&place)),
            (Ending::OptionalBody(body), None) => Outcome::OptionalModel(body.map_ids(&place)),
            (Ending::ByStatus(name), None) => Outcome::ByStatus(name),
            (Ending::Exists, None) => Outcome::Exists,
            (Ending::Stream, None) => Outcome::Stream,
        }
    }
}

/// What is known of one operation.
struct Known {
    /// The type of its body.
    body: Option<Type>,
    paging: Option<ir::Paging<DraftId>>,
    defaults: Vec<Option<Literal<DraftId>>>,
}
