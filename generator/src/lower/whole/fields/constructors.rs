//! `new(required…)`, and getters through `x-ms-client-flatten`.

use super::presence::{Shown, wrappers};
use crate::ir::{Accessor, Argument, Constructor, Initializer, Literal, Presence, Usage};
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::naming::Scope;

/// Names of inherent functions that emitted structs have besides getters.
const FUNCTIONS: [&str; 2] = ["from_error", "new"];

/// What constructors are made of.
struct Structs<'d> {
    drafts: &'d Drafts<'d>,
    usage: &'d Column<Usage>,
    fields: &'d Column<Vec<Shown>>,
    defaults: &'d Column<Vec<Option<Literal<DraftId>>>>,
    /// Which have a field that a constructor must fill.
    demanding: Column<bool>,
}

/// The constructor of every struct that has a field which must be there, or which the service demands of requests.
pub(in crate::lower) fn find(
    drafts: &Drafts<'_>,
    usage: &Column<Usage>,
    fields: &Column<Vec<Shown>>,
    defaults: &Column<Vec<Option<Literal<DraftId>>>>,
) -> Column<Option<Constructor<DraftId>>> {
    let mut structs = Structs { drafts, usage, fields, defaults, demanding: drafts.column(|_, _| false) };
    let wrappers = wrappers(drafts, fields);
    structs.spread_demands(&wrappers);
    let mut found: Column<Option<Constructor<DraftId>>> = drafts.column(|_, _| None);
    let mut done = drafts.column(|id, _| !structs.demanding[id]);
    // A struct waits for the structs that its constructor reaches into. What holds itself, if only as an option, is passed
    // whole: it is what is left after the first round. Boxing has cut all other circles.
    for reach in [Reach::All, Reach::Plain] {
        let is_ready = |id: DraftId, done: &Column<bool>| {
            let mut reached = fields[id].iter().filter(|field| structs.is_reached(id, field, reach));
            !done[id] && reached.all(|field| field.wrapped.is_none_or(|inner| done[inner]))
        };
        let mut ready: Vec<DraftId> = drafts.ids().filter(|id| is_ready(*id, &done)).collect();
        while let Some(id) = ready.pop() {
            if done[id] {
                continue;
            }
            found[id] = structs.constructor(id, reach, &found);
            done[id] = true;
            ready.extend(wrappers[id].iter().copied().filter(|owner| is_ready(*owner, &done)));
        }
    }
    found
}

/// Into which fields constructors reach.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Reach {
    /// All that are needed.
    All,
    /// Those that are always there.
    Plain,
}

impl Structs<'_> {
    /// What is demanded inside a flattened property is demanded of its owner, and so on outwards.
    fn spread_demands(&mut self, wrappers: &Column<Vec<DraftId>>) {
        let mut waiting: Vec<DraftId> = self.drafts.ids().collect();
        while let Some(id) = waiting.pop() {
            if !self.demanding[id] && self.fields[id].iter().any(|field| self.is_needed(id, field)) {
                self.demanding[id] = true;
                waiting.extend(&wrappers[id]);
            }
        }
    }

    /// Whether a constructor must fill a field: it is always there, or the service demands it of what is sent and read. The
    /// property that tells a kind is written by itself.
    fn is_needed(&self, id: DraftId, field: &Shown) -> bool {
        let own = &self.drafts[id].fields()[field.declared];
        let mut told = self.drafts[id].structure().into_iter().flat_map(|found| &found.discriminators);
        let is_told = told.any(|told| told.property == own.name.wire);
        // What has a default, the service knows without being told; and what may be null is null unless it is said.
        let is_required = own.required && own.value.default.is_none() && !own.value.facts.nullable;
        let is_demanded = is_required || field.wrapped.is_some_and(|inner| self.demanding[inner]);
        let is_written = self.usage[id].sent && !self.usage[id].patch && !own.read_only && !is_told;
        field.presence == Presence::Plain || is_demanded && is_written
    }

    fn is_reached(&self, id: DraftId, field: &Shown, reach: Reach) -> bool {
        self.is_needed(id, field) && (reach == Reach::All || field.presence == Presence::Plain)
    }

    fn constructor(
        &self,
        id: DraftId,
        reach: Reach,
        done: &Column<Option<Constructor<DraftId>>>,
    ) -> Option<Constructor<DraftId>> {
        let mut arguments: Vec<Argument<DraftId>> = Vec::new();
        let mut scope = Scope::default();
        let mut initializers = Vec::with_capacity(self.fields[id].len());
        for field in &self.fields[id] {
            let own = &self.drafts[id].fields()[field.declared];
            let wrapped = field.wrapped.filter(|_| self.is_reached(id, field, reach));
            initializers.push(match field.presence {
                _ if !self.is_needed(id, field) => Initializer::Absent,
                _ if is_preset(self.defaults[id].get(field.declared)) => Initializer::Preset,
                _ => match wrapped.and_then(|inner| done[inner].as_ref()) {
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
        // Without arguments it is the default value, unless something must be there.
        let is_plain = self.fields[id].iter().any(|field| field.presence == Presence::Plain);
        (is_plain || !arguments.is_empty()).then_some(Constructor { arguments, fields: initializers })
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
