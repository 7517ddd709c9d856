//! What each path is: a resource, a collection of them, an action.

use crate::ir::{Api, Method, Operation, Outcome, ParameterIn, TypeRef};
use serde::Serialize;
use std::collections::BTreeMap;

/// What lives at a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    /// A thing that is put, read, changed and deleted.
    Resource,
    /// That a thing belongs to another one: it is put without a body, and has the name of a thing that is elsewhere.
    Link,
    /// The things one segment below.
    Collection,
    /// Something that is done.
    Action,
    /// A list of things that are elsewhere, or nowhere.
    View,
    /// Anything else that is read.
    Read,
}

/// A path, with the operations that it has.
pub(super) struct Route<'a> {
    pub(super) path: &'a str,
    /// The query that tells it from another one at the same path.
    pub(super) fixed: &'a [(String, String)],
    pub(super) role: Role,
    /// The path of the resource that it is below.
    pub(super) parent: Option<&'a str>,
    /// Of a link, the path of the thing; of a collection, that of each thing in it.
    pub(super) target: Option<&'a str>,
    pub(super) operations: Vec<&'a Operation>,
}

/// A path, and the query that tells it from another one at the same path.
type Place<'a> = (&'a str, &'a [(String, String)]);

/// All paths, in order.
pub(super) fn routes(api: &Api) -> Vec<Route<'_>> {
    let mut by_path: BTreeMap<Place<'_>, Vec<&Operation>> = BTreeMap::new();
    for operation in api.operations() {
        by_path.entry((&operation.path, &operation.fixed_query)).or_default().push(operation);
    }
    let is_put = |operations: &[&Operation]| operations.iter().any(|operation| operation.method == Method::Put);
    let resources: Vec<&str> =
        by_path.iter().filter(|(_, operations)| is_put(operations)).map(|((path, _), _)| *path).collect();
    let place = Places { api, resources };
    by_path
        .into_iter()
        .map(|((path, fixed), operations)| {
            let (role, target) = if fixed.is_empty() { place.role(path, &operations) } else { (Role::Read, None) };
            Route { path, fixed, role, parent: place.parent(path), target, operations }
        })
        .collect()
}

struct Places<'a> {
    api: &'a Api,
    /// Paths that have a PUT, in order.
    resources: Vec<&'a str>,
}

impl<'a> Places<'a> {
    fn role(&self, path: &str, operations: &[&Operation]) -> (Role, Option<&'a str>) {
        let method = |method| operations.iter().find(|operation| operation.method == method);
        if let Some(put) = method(Method::Put) {
            // What a link has to say besides, it need not say.
            let is_bare = put.body.as_ref().is_none_or(|body| !body.required);
            return match self.linked(path).filter(|_| is_bare) {
                Some(target) => (Role::Link, Some(target)),
                None => (Role::Resource, None),
            };
        }
        if method(Method::Patch).is_some() || method(Method::Delete).is_some() {
            return (Role::Resource, None);
        }
        let Some(get) = method(Method::Get) else { return (Role::Action, None) };
        match self.child(path).filter(|_| self.is_list(get)) {
            Some(target) => (Role::Collection, Some(target)),
            None if self.is_list(get) => (Role::View, None),
            None => (Role::Read, None),
        }
    }

    /// The nearest resource that a path is below.
    fn parent(&self, path: &str) -> Option<&'a str> {
        let above = |resource: &&&str| path.strip_prefix(**resource).is_some_and(|rest| rest.starts_with('/'));
        self.resources.iter().filter(above).max_by_key(|resource| resource.len()).copied()
    }

    /// The resource whose name is one segment below a path.
    fn child(&self, path: &str) -> Option<&'a str> {
        let is_below = |resource: &&&str| {
            resource.rsplit_once('/').is_some_and(|(above, name)| above == path && name.starts_with('{'))
        };
        self.resources.iter().find(is_below).copied()
    }

    /// The things that a link is about: of the same kind, and below something that the link is below too.
    fn linked(&self, path: &str) -> Option<&'a str> {
        let (collection, _) = path.rsplit_once('/')?;
        let (mut above, kind) = collection.rsplit_once('/')?;
        while let Some((shorter, _)) = above.rsplit_once('/') {
            if let Some(found) = self.child(&format!("{shorter}/{kind}")) {
                return Some(found);
            }
            above = shorter;
        }
        None
    }

    /// Whether an operation gives a list.
    fn is_list(&self, operation: &Operation) -> bool {
        if matches!(operation.outcome, Outcome::Pages(_)) {
            return true;
        }
        let Some(TypeRef::Definition(id)) = operation.outcome.body().map(|body| self.api.resolve(body)) else {
            return false;
        };
        let fields = self.api.structure(*id).map(|found| found.fields.as_slice()).unwrap_or_default();
        fields.iter().any(|field| {
            field.name.wire == "value" && matches!(self.api.resolve(&field.value.type_ref), TypeRef::Array(_))
        })
    }
}

impl Route<'_> {
    /// The type of Resource Manager, such as `Microsoft.Library/shelves/books`: the provider, and each second segment.
    pub(super) fn kind(&self) -> Option<String> {
        let (_, path) = self.path.rsplit_once("/providers/")?;
        let segments: Vec<&str> = path.split('/').collect();
        let (provider, rest) = segments.split_first()?;
        let kinds = rest.iter().step_by(2).filter(|segment| !segment.starts_with('{'));
        Some(std::iter::once(provider).chain(kinds).copied().collect::<Vec<_>>().join("/"))
    }

    /// Whether there is one such thing by its very path: its name is a word, or one of a few.
    pub(super) fn is_single(&self, api: &Api) -> bool {
        let Some((_, name)) = self.path.rsplit_once('/') else { return false };
        let Some(name) = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else { return true };
        let mut parameters = self.operations.iter().flat_map(|operation| &operation.parameters);
        let found = parameters.find(|it| it.location_in == ParameterIn::Path && it.name.wire == name);
        found.is_some_and(|found| match api.resolve(&found.value.type_ref) {
            TypeRef::Definition(id) => api.enumeration(*id).is_some(),
            _ => false,
        })
    }
}
