//! Operation groups, and the names of operations.
//!
//! `User_GetSharedAccessToken` is `get_shared_access_token` of the group `User`; the first underscore divides. An
//! operation without an underscore belongs to the group that its first tag names, else to the one called as the API.

use super::families;
use super::operation;
use super::paging;
use super::shared::Shared;
use crate::azure;
use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::lower::document::site::sites;
use crate::lower::document::source::Source;
use crate::lower::drafts::Drafting;
use crate::lower::drafts::complaints::{Claims, Named};
use crate::lower::drafts::operation::{Ending, Group, Operation};
use crate::naming::{self, Name, NameKind, rust_name};
use crate::source::{Location, Pointer};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// An operation's names, before its content is looked at.
#[derive(Clone, Debug)]
pub(in crate::lower) struct OperationNames {
    /// `operationId`.
    pub(in crate::lower) id: String,
    /// The part before the underscore.
    pub(in crate::lower) group: String,
    /// Rust type of the group's client.
    pub(in crate::lower) client: String,
    /// The method's name, in the words of the specification or of the configuration.
    pub(in crate::lower) wire: String,
    /// Rust method without `begin_`.
    pub(in crate::lower) method: String,
    /// The method as part of a type.
    pub(in crate::lower) method_type: String,
}

/// Drafts all operations, in groups by their modules.
pub(in crate::lower) fn draft(drafting: &mut Drafting<'_>) -> Vec<Group> {
    let openapi = drafting.source.openapi;
    let mut groups = Groups::default();
    let mut shared = Shared::default();
    let mut ids: FxHashMap<String, Location> = FxHashMap::default();
    let next_operations = paging::next_operations(openapi);
    let client = client(drafting.source);
    for site in sites(openapi) {
        let Some(names) = names(drafting, &client, site.operation, &site.at) else { continue };
        let location = drafting.source.locate(&site.at);
        if let Some(first) = ids.insert(names.id.clone(), location.clone()) {
            let message = format!("two operations are called `{}`", names.id);
            let diagnostic = Diagnostic::at(Code::OperationDuplicate, location.key("operationId"), message)
                .related(first.key("operationId"), "the first")
                .help("rename one of them, or remove one if they are copies");
            drafting.report.push(diagnostic);
            continue;
        }
        if paging::is_link(site.path) && next_operations.contains(names.id.as_str()) {
            // It says how the next page is asked for, and pagers do it.
            continue;
        }
        let operation = operation::draft(drafting, &mut shared, &site, &names);
        groups.add(names, operation);
    }
    drafting.names.claims.extend(groups.methods.into_values());
    drafting.names.claims.push(shared.into_header_claims());
    let descriptions = families::descriptions(openapi);
    let mut groups: Vec<Group> = groups.groups.into_values().collect();
    for group in &mut groups {
        group.docs = descriptions.get(&group.name.rust).cloned().unwrap_or_default();
        free_resume_names(group);
    }
    groups
}

/// Groups by module, each with the names of its methods.
#[derive(Default)]
struct Groups {
    groups: BTreeMap<String, Group>,
    methods: BTreeMap<String, Claims>,
}

impl Groups {
    fn add(&mut self, names: OperationNames, operation: Operation) {
        let Some(module) = rust_name(NameKind::Module, &names.group) else { return };
        let is_long_running = matches!(operation.ending, Ending::LongRunning { .. });
        let named = Named {
            kind: NameKind::Method,
            wire: &names.wire,
            what: &format!("operations of `{}`", names.group),
            key: &operation.id,
            place: operation.location.key("operationId"),
            mark: Mark::Value,
            prefix: if is_long_running { "begin_" } else { "" },
        };
        let claims = self.methods.entry(module.clone()).or_default();
        if rust_name(NameKind::Method, &names.wire).is_some() {
            claims.claim(&operation.rust, named);
        } else {
            claims.nothing_left(Named { what: &format!("the operationId `{}`", operation.id), ..named });
        }
        let group = self.groups.entry(module.clone()).or_insert_with(|| Group {
            name: Name { wire: names.group, rust: module },
            client: names.client,
            docs: Default::default(),
            operations: Vec::new(),
        });
        group.operations.push(operation);
    }
}

/// Keeps the methods that resume operations apart from those that the specification names.
fn free_resume_names(group: &mut Group) {
    let mut taken: FxHashSet<String> = group.operations.iter().map(|operation| operation.rust.clone()).collect();
    for operation in &mut group.operations {
        let Ending::LongRunning { resume, .. } = &mut operation.ending else { continue };
        while !taken.insert(resume.clone()) {
            resume.push_str("_operation");
        }
    }
}

/// The type of the root client: as configured, else after the title of all.
pub(in crate::lower) fn client(source: &Source<'_>) -> String {
    source.config.client.clone().unwrap_or_else(|| {
        let title = rust_name(NameKind::Part, source.title).unwrap_or_else(|| "Service".to_owned());
        format!("{}Client", title.strip_suffix("Client").filter(|title| !title.is_empty()).unwrap_or(&title))
    })
}

fn names(
    drafting: &mut Drafting<'_>,
    root: &str,
    operation: &openapiv3::Operation,
    at: &Pointer,
) -> Option<OperationNames> {
    let Some(id) = operation.operation_id.as_deref().filter(|id| !id.trim().is_empty()) else {
        let diagnostic =
            Diagnostic::at(Code::OperationId, drafting.source.locate(at), "the operation has no `operationId`");
        drafting.report.push(diagnostic.on_key().help("give it one, such as `Group_Method`"));
        return None;
    };
    let (group, method) = match id.split_once('_') {
        Some((group, method)) if rust_name(NameKind::Module, group).is_some() && !method.is_empty() => {
            (group.to_owned(), method)
        }
        _ => (default_group(drafting.source, operation), id.trim_matches('_')),
    };
    let renamed = azure::read::<azure::ClientName>(&operation.extensions);
    let overridden = drafting.names.overrides.name(id);
    let method = overridden.or(renamed).unwrap_or(method);
    let name = |kind, text| rust_name(kind, text).unwrap_or_else(|| naming::stand_in(kind, text));
    let client = match format!("{}Client", name(NameKind::Part, &group)) {
        same if same == root => format!("{}OperationsClient", name(NameKind::Part, &group)),
        client => client,
    };
    let method_type = name(NameKind::Part, method);
    let wire = method.to_owned();
    let method = name(NameKind::Method, method);
    Some(OperationNames { id: id.to_owned(), group, client, wire, method, method_type })
}

fn default_group(source: &Source<'_>, operation: &openapiv3::Operation) -> String {
    let tag = operation.tags.iter().find(|tag| rust_name(NameKind::Module, tag).is_some());
    tag.cloned().unwrap_or_else(|| {
        let title = source.title.strip_suffix("Client").unwrap_or(source.title);
        if rust_name(NameKind::Module, title).is_some() && !title.is_empty() { title } else { "Service" }.to_owned()
    })
}
