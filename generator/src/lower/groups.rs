//! Operation groups, and the names of operations.
//!
//! `User_GetSharedAccessToken` is `get_shared_access_token` of the group `User`; the first underscore divides. An
//! operation without an underscore belongs to the group that its first tag names, else to the one called as the API.

use super::context::Context;
use super::extensions;
use super::names::{Claims, Named};
use super::operations::{self, Site};
use super::paging;
use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::ir::{Docs, Method, Operation, OperationGroup, Outcome};
use crate::naming::{self, Kind, Name, rust_name};
use crate::source::{Location, Pointer};
use openapiv3::{PathItem, ReferenceOr};
use std::collections::{BTreeMap, HashMap, HashSet};

/// An operation's names, before its content is looked at.
#[derive(Clone, Debug)]
pub(super) struct OperationNames {
    /// `operationId`.
    pub(super) id: String,
    /// The part before the underscore.
    pub(super) group: String,
    /// Rust type of the group's client.
    pub(super) client: String,
    /// The method's name, in the words of the specification or of the configuration.
    pub(super) wire: String,
    /// Rust method without `begin_`.
    pub(super) method: String,
    /// The method as part of a type.
    pub(super) method_type: String,
}

/// Lowers all operations.
pub(super) fn lower(context: &mut Context<'_>) -> Vec<OperationGroup> {
    let mut groups: BTreeMap<String, OperationGroup> = BTreeMap::new();
    let mut methods: BTreeMap<String, Claims> = BTreeMap::new();
    let mut ids: HashMap<String, Location> = HashMap::new();
    let openapi = context.openapi;
    let next_operations = paging::next_operations(openapi);
    for (path, item) in &openapi.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        for (method, key, operation) in methods_of(item) {
            let at = Pointer::root().key("paths").key(path).key(key);
            let Some(names) = names(context, operation, &at) else { continue };
            let location = context.locate(&at);
            if let Some(first) = ids.insert(names.id.clone(), location.clone()) {
                let message = format!("two operations are called `{}`", names.id);
                let diagnostic = Diagnostic::at(Code::OperationDuplicate, location.key("operationId"), message)
                    .related(first.key("operationId"), "the first")
                    .help("rename one of them, or remove one if they are copies");
                context.diagnostics.push(diagnostic);
                continue;
            }
            if paging::is_link(path) && next_operations.contains(names.id.as_str()) {
                // It says how the next page is asked for, and pagers do it.
                continue;
            }
            let site = Site { path, item, method, operation, at };
            let Some(lowered) = operations::lower(context, &site, &names) else { continue };
            add(&mut groups, &mut methods, names, lowered);
        }
    }
    context.claims.extend(methods.into_values());
    let mut groups: Vec<OperationGroup> = groups.into_values().collect();
    groups.iter_mut().for_each(free_resume_names);
    groups
}

/// Keeps the methods that resume operations apart from those that the specification names.
fn free_resume_names(group: &mut OperationGroup) {
    let mut taken: HashSet<String> = group.operations.iter().map(|operation| operation.rust.clone()).collect();
    for operation in &mut group.operations {
        let Outcome::Operation(long_running) = &mut operation.outcome else { continue };
        while !taken.insert(long_running.resume.clone()) {
            long_running.resume.push_str("_operation");
        }
    }
}

fn add(
    groups: &mut BTreeMap<String, OperationGroup>,
    methods: &mut BTreeMap<String, Claims>,
    names: OperationNames,
    operation: Operation,
) {
    let Some(module) = rust_name(Kind::Module, &names.group) else { return };
    let named = Named {
        kind: Kind::Method,
        wire: &names.wire,
        what: &format!("operations of `{}`", names.group),
        key: &operation.id,
        place: operation.location.key("operationId"),
        mark: Mark::Value,
        prefix: if operation.outcome.long_running().is_some() { "begin_" } else { "" },
    };
    let claims = methods.entry(module.clone()).or_default();
    if rust_name(Kind::Method, &names.wire).is_some() {
        claims.claim(&operation.rust, named);
    } else {
        claims.nothing_left(Named { what: &format!("the operationId `{}`", operation.id), ..named });
    }
    let group = groups.entry(module.clone()).or_insert_with(|| OperationGroup {
        name: Name { wire: names.group, rust: module },
        client: names.client,
        docs: Docs::default(),
        operations: Vec::new(),
    });
    group.operations.push(operation);
}

/// The operations of a path, with the keys they stand at.
pub(super) fn methods_of(item: &PathItem) -> impl Iterator<Item = (Method, &'static str, &openapiv3::Operation)> {
    let methods = [
        (Method::Get, "get", &item.get),
        (Method::Put, "put", &item.put),
        (Method::Post, "post", &item.post),
        (Method::Delete, "delete", &item.delete),
        (Method::Patch, "patch", &item.patch),
        (Method::Head, "head", &item.head),
    ];
    methods.into_iter().filter_map(|(method, key, operation)| Some((method, key, operation.as_ref()?)))
}

fn names(context: &mut Context<'_>, operation: &openapiv3::Operation, at: &Pointer) -> Option<OperationNames> {
    let Some(id) = operation.operation_id.as_deref().filter(|id| !id.trim().is_empty()) else {
        let diagnostic = Diagnostic::at(Code::OperationId, context.locate(at), "the operation has no `operationId`");
        context.diagnostics.push(diagnostic.on_key().help("give it one, such as `Group_Method`"));
        return None;
    };
    let (group, method) = match id.split_once('_') {
        Some((group, method)) if rust_name(Kind::Module, group).is_some() && !method.is_empty() => {
            (group.to_owned(), method)
        }
        _ => (default_group(context, operation), id.trim_matches('_')),
    };
    let renamed = extensions::text(context, &operation.extensions, "x-ms-client-name", at);
    let overridden = context.overrides.name(id);
    let method = overridden.or(renamed).unwrap_or(method);
    let name = |kind, text| rust_name(kind, text).unwrap_or_else(|| naming::stand_in(kind, text));
    let client = match format!("{}Client", name(Kind::Part, &group)) {
        root if root == context.client => format!("{}OperationsClient", name(Kind::Part, &group)),
        client => client,
    };
    let method_type = name(Kind::Part, method);
    let wire = method.to_owned();
    let method = name(Kind::Method, method);
    Some(OperationNames { id: id.to_owned(), group, client, wire, method, method_type })
}

fn default_group(context: &Context<'_>, operation: &openapiv3::Operation) -> String {
    let tag = operation.tags.iter().find(|tag| rust_name(Kind::Module, tag).is_some());
    tag.cloned().unwrap_or_else(|| {
        let title = context.openapi.info.title.as_str();
        let title = title.strip_suffix("Client").unwrap_or(title);
        if rust_name(Kind::Module, title).is_some() && !title.is_empty() { title } else { "Service" }.to_owned()
    })
}
