//! `new(required…)`, and getters through `x-ms-client-flatten`.

use super::presence::Shown;
use crate::ir::{Accessor, Argument, Constructor, Initializer, Literal, Presence, Usage};
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::naming::Scope;

/// Names of inherent functions that emitted structs have besides getters.
const FUNCTIONS: [&str; 2] = ["from_error", "new"];

/// What constructors are made of.
struct Structs<'d> {
    drafts: &'d Drafts<'d>,
    fields: &'d Column<Vec<Shown>>,
    defaults: &'d Column<Vec<Option<Literal<DraftId>>>>,
}

/// The constructor of every struct that has a field which must be there.
pub(in crate::lower) fn find(
    drafts: &Drafts<'_>,
    fields: &Column<Vec<Shown>>,
    defaults: &Column<Vec<Option<Literal<DraftId>>>>,
) -> Column<Option<Constructor<DraftId>>> {
    let structs = Structs { drafts, fields, defaults };
    let mut found: Column<Option<Constructor<DraftId>>> = drafts.column(|_, _| None);
    let plain = |id: DraftId| fields[id].iter().filter(|field| field.presence == Presence::Plain);
    let mut done = drafts.column(|id, _| plain(id).next().is_none());
    let mut waiting: Vec<DraftId> = drafts.ids().filter(|id| !done[*id]).collect();
    // A struct waits for the structs that its constructor reaches into; boxing has cut all circles.
    loop {
        let is_ready = |id: &DraftId| plain(*id).filter_map(|field| field.wrapped).all(|inner| done[inner]);
        let (ready, left): (Vec<DraftId>, Vec<DraftId>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            return found;
        }
        for id in ready {
            found[id] = Some(structs.constructor(id, &found));
            done[id] = true;
        }
        waiting = left;
    }
}

impl Structs<'_> {
    fn constructor(&self, id: DraftId, done: &Column<Option<Constructor<DraftId>>>) -> Constructor<DraftId> {
        let mut arguments: Vec<Argument<DraftId>> = Vec::new();
        let mut scope = Scope::default();
        let mut initializers = Vec::with_capacity(self.fields[id].len());
        for field in &self.fields[id] {
            let own = &self.drafts[id].fields()[field.declared];
            initializers.push(match field.presence {
                Presence::Optional | Presence::Nullable | Presence::List | Presence::Patch => Initializer::Absent,
                Presence::Plain if is_preset(self.defaults[id].get(field.declared)) => Initializer::Preset,
                Presence::Plain => match field.wrapped.and_then(|inner| done[inner].as_ref()) {
                    Some(inner) => {
                        let first = arguments.len();
                        for argument in &inner.arguments {
                            let longer = format!("{}_{}", own.name.rust, argument.rust);
                            let rust = scope.claim_free([argument.rust.clone(), longer]);
                            arguments.push(Argument { rust, ..argument.clone() });
                        }
                        Initializer::New((first..arguments.len()).collect())
                    }
                    None => {
                        let rust = scope.claim_free([own.name.rust.clone()]);
                        let type_ref = field.patched.as_ref().unwrap_or(&own.value.type_ref).clone();
                        arguments.push(Argument { rust, type_ref, boxed: field.boxed });
                        Initializer::Argument(arguments.len() - 1)
                    }
                },
            });
        }
        Constructor { arguments, fields: initializers }
    }
}

/// Whether a default can be written as a Rust expression of the field's type.
fn is_preset(default: Option<&Option<Literal<DraftId>>>) -> bool {
    let default = default.and_then(Option::as_ref);
    matches!(default, Some(Literal::Text(_) | Literal::Boolean(_) | Literal::Number(_) | Literal::Variant { .. }))
}

/// The getters of the structs that come back.
pub(in crate::lower) fn accessors(
    drafts: &Drafts<'_>,
    usage: &Column<Usage>,
    fields: &Column<Vec<Shown>>,
) -> Column<Vec<Accessor>> {
    drafts.column(|id, draft| {
        if !usage[id].received {
            return Vec::new();
        }
        let mut scope = Scope::default();
        let own = fields[id].iter().map(|field| draft.fields()[field.declared].name.rust.as_str());
        own.chain(FUNCTIONS).for_each(|name| scope.reserve(name));
        let mut accessors = Vec::new();
        for (through, field) in fields[id].iter().enumerate() {
            let Some(inner) = field.wrapped else { continue };
            for (position, reached) in fields[inner].iter().enumerate() {
                let rust = &drafts[inner].fields()[reached.declared].name.rust;
                if !scope.contains(rust) {
                    scope.reserve(rust);
                    accessors.push(Accessor { rust: rust.clone(), through, field: position });
                }
            }
        }
        accessors
    })
}
