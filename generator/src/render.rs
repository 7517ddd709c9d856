//! From items to text: the banner, the formatter, blank lines between items.

use crate::emit::{Content, Item, Package, Plan, SourceFile};
use crate::fileset::{BANNER, TextFile};
use crate::ir::Api;
use crate::threads::{cores, share_out};
use proc_macro2::TokenStream;
use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A mistake of ours: an emitted item is no Rust.
#[derive(Debug)]
pub struct InternalError {
    /// The file.
    pub path: PathBuf,
    /// The item, as tokens.
    pub item: String,
    /// What the parser says.
    pub cause: String,
}

impl fmt::Display for InternalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, item, cause } = self;
        write!(formatter, "internal error: {} would hold invalid Rust: {cause}: {item}", path.display())
    }
}

impl Error for InternalError {}

/// The texts of all files of the crate for `api`, by path; made on as many threads as there are cores.
///
/// # Errors
///
/// As [`render`].
pub fn render_all(api: &Api, package: Package) -> Result<Vec<TextFile>, InternalError> {
    let plan = Plan::new(api, package);
    let tasks = plan.tasks();
    let next = AtomicUsize::new(0);
    // The largest tasks come first, so that no thread ends long after the others.
    let work = |_| -> Result<Vec<TextFile>, InternalError> {
        let mut files = Vec::new();
        while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            files.push(render(&task.emit())?);
        }
        Ok(files)
    };
    let mut files = Vec::with_capacity(tasks.len());
    for part in share_out(0..cores().min(tasks.len()), work) {
        files.extend(part?);
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// The text of one file.
///
/// # Errors
///
/// When an item cannot be parsed, which is a mistake in emission.
pub fn render(file: &SourceFile) -> Result<TextFile, InternalError> {
    let mut text = banner(file);
    match &file.content {
        Content::Text(content) => text.push_str(content),
        Content::Rust { docs, items } => {
            for line in docs {
                text.push_str(format!("//! {line}").trim_end());
                text.push('\n');
            }
            let mut before = ItemKind::Other;
            for item in items {
                let (kind, item) = match item {
                    Item::Tokens(item) => format_item(file, item)?,
                    Item::Laid(text) => (ItemKind::Other, checked(file, text)?),
                };
                if kind == ItemKind::Other || kind != before {
                    text.push('\n');
                }
                text.push_str(&item);
                before = kind;
            }
        }
    }
    Ok(TextFile { path: file.path.clone(), text })
}

/// Items of one line, which need no blank line among their like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ItemKind {
    Use,
    Module,
    Static,
    Attribute,
    Other,
}

fn format_item(file: &SourceFile, item: &TokenStream) -> Result<(ItemKind, String), InternalError> {
    let parsed = syn::parse2::<syn::File>(item.clone()).map_err(|error| InternalError {
        path: file.path.clone(),
        item: item.to_string(),
        cause: error.to_string(),
    })?;
    let kind = match parsed.items.first() {
        None => ItemKind::Attribute,
        Some(syn::Item::Use(_)) => ItemKind::Use,
        Some(syn::Item::Mod(module)) if module.content.is_none() => ItemKind::Module,
        Some(syn::Item::Static(_)) => ItemKind::Static,
        Some(_) => ItemKind::Other,
    };
    let text = prettyplease::unparse(&parsed);
    let text = if matches!(parsed.items.first(), Some(syn::Item::Impl(_))) { spaced(&text) } else { text };
    Ok((kind, format!("{}\n", text.trim_end())))
}

/// The call of a macro that is laid out already, if it is one.
fn checked(file: &SourceFile, text: &str) -> Result<String, InternalError> {
    match syn::parse_str::<syn::ItemMacro>(text) {
        Ok(_) => Ok(format!("{text}\n")),
        Err(error) => Err(InternalError { path: file.path.clone(), item: text.to_owned(), cause: error.to_string() }),
    }
}

/// Puts a blank line between the methods of an `impl`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut after_method = false;
    for line in text.lines() {
        if after_method && line != "}" {
            spaced.push('\n');
        }
        after_method = line == "    }";
        spaced.push_str(line);
        spaced.push('\n');
    }
    spaced
}

fn banner(file: &SourceFile) -> String {
    match file.path.extension().and_then(|extension| extension.to_str()) {
        Some("rs" | "jsonc") => format!("// {BANNER}; do not edit.\n"),
        Some("md") => format!("<!-- {BANNER}; do not edit. -->\n\n"),
        _ => format!("# {BANNER}; do not edit.\n"),
    }
}
