//! Which parameters share how they are checked and written.

use super::scope::{ident, screaming, unique};
use crate::ir::{
    Api, CollectionFormat, Constraints, Parameter, ParameterIn, ParameterSource, TimeFormat, TypeRef, Value,
};
use proc_macro2::Ident;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Which parameters share a static of `wire.rs`.
pub(in crate::emit) struct Statics {
    names: FxHashMap<Key, String>,
    /// The first parameter of each static, by its name.
    pub(in crate::emit) first: BTreeMap<String, Parameter>,
}

impl Statics {
    /// One static for each shape that a parameter of `api` has; shapes that share a name are numbered as they occur.
    pub(in crate::emit) fn new(api: &Api) -> Self {
        let mut statics = Self { names: FxHashMap::default(), first: BTreeMap::new() };
        let mut taken = BTreeSet::new();
        for parameter in api.operations().flat_map(|operation| &operation.parameters).filter(|one| is_static(one)) {
            let key = Key::of(api, parameter);
            if !statics.names.contains_key(&key) {
                let name = unique(&screaming(&parameter.name.rust), &mut taken);
                statics.first.insert(name.clone(), parameter.clone());
                statics.names.insert(key, name);
            }
        }
        statics
    }

    /// The static of a parameter of the same API that [`is_static`].
    pub(in crate::emit) fn of(&self, api: &Api, parameter: &Parameter) -> Ident {
        ident(&self.names[&Key::of(api, parameter)])
    }
}

/// Whether a parameter is sent through a static: the caller supplies it, or it is a constant in the path.
pub(in crate::emit) fn is_static(parameter: &Parameter) -> bool {
    match parameter.source {
        ParameterSource::Caller => true,
        ParameterSource::Constant(_) => {
            matches!(parameter.location_in, ParameterIn::Path | ParameterIn::Form | ParameterIn::Part)
        }
        ParameterSource::SubscriptionId | ParameterSource::ApiVersion => false,
    }
}

/// What makes two parameters share a static.
#[derive(Eq, Hash, PartialEq)]
struct Key {
    wire: String,
    constraints: Constraints,
    skip_url_encoding: bool,
    written: Written,
}

impl Key {
    fn of(api: &Api, parameter: &Parameter) -> Self {
        let Parameter { name, value: Value { constraints, .. }, skip_url_encoding, .. } = parameter;
        let (wire, constraints) = (name.wire.clone(), constraints.clone());
        Self { wire, constraints, skip_url_encoding: *skip_url_encoding, written: Written::of(api, parameter) }
    }
}

/// How values become text, as far as it is not the usual way.
#[derive(Eq, Hash, PartialEq)]
pub(in crate::emit) struct Written {
    pub(in crate::emit) collection: CollectionFormat,
    pub(in crate::emit) time: TimeFormat,
    pub(in crate::emit) base64url: bool,
}

impl Written {
    pub(in crate::emit) fn of(api: &Api, parameter: &Parameter) -> Self {
        let (is_list, item) = match api.resolve(&parameter.value.type_ref) {
            TypeRef::Array(item) => (true, api.resolve(item)),
            other => (false, other),
        };
        Self {
            collection: if is_list { parameter.collection } else { CollectionFormat::Csv },
            time: if let TypeRef::Time(format) = item { *format } else { TimeFormat::Rfc3339 },
            base64url: *item == TypeRef::Base64Url,
        }
    }
}
