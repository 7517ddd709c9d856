//! Operations, and where they stand.

use crate::ir::Method;
use crate::source::Pointer;
use openapiv3::{OpenAPI, PathItem, ReferenceOr};

/// An operation and where it stands.
pub(in crate::lower) struct Site<'a> {
    pub(in crate::lower) path: &'a str,
    pub(in crate::lower) item: &'a PathItem,
    pub(in crate::lower) method: Method,
    pub(in crate::lower) operation: &'a openapiv3::Operation,
    pub(in crate::lower) at: Pointer,
}

impl<'a> Site<'a> {
    /// The path, without the query that one of `x-ms-paths` has.
    pub(in crate::lower) fn template(&self) -> String {
        let path = self.path.split('?').next().unwrap_or(self.path);
        if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
    }

    /// The query that the path fixes.
    pub(in crate::lower) fn fixed_query(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let query = self.path.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
    }
}

/// All operations, in the order of the specification.
pub(in crate::lower) fn sites(openapi: &OpenAPI) -> impl Iterator<Item = Site<'_>> {
    let items = openapi.paths.paths.iter().filter_map(|(path, item)| Some((path, item.as_item()?)));
    items.flat_map(|(path, item)| {
        methods_of(item).map(move |(method, key, operation)| Site {
            path,
            item,
            method,
            operation,
            at: Pointer::root().key("paths").key(path).key(key),
        })
    })
}

/// All operations, without their places.
pub(in crate::lower) fn operations(openapi: &OpenAPI) -> impl Iterator<Item = (Method, &openapiv3::Operation)> {
    let items = openapi.paths.paths.values().filter_map(ReferenceOr::as_item);
    items.flat_map(|item| methods_of(item).map(|(method, _, operation)| (method, operation)))
}

/// The operations of a path, with the keys they stand at.
fn methods_of(item: &PathItem) -> impl Iterator<Item = (Method, &'static str, &openapiv3::Operation)> {
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
