//! From items to text: the banner, the formatter, blank lines between items.

use crate::emit::{Content, SourceFile};
use crate::fileset::{BANNER, TextFile};
use proc_macro2::TokenStream;
use std::error::Error;
use std::fmt;
use std::path::PathBuf;

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

/// The text of one file. Each file stands alone, so callers may render several at once.
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
            let mut before = Kind::Other;
            for item in items {
                let (kind, item) = format_item(file, item)?;
                if kind == Kind::Other || kind != before {
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
enum Kind {
    Use,
    Module,
    Static,
    Attribute,
    Other,
}

fn format_item(file: &SourceFile, item: &TokenStream) -> Result<(Kind, String), InternalError> {
    let parsed = syn::parse2::<syn::File>(item.clone()).map_err(|error| InternalError {
        path: file.path.clone(),
        item: item.to_string(),
        cause: error.to_string(),
    })?;
    let kind = match parsed.items.first() {
        None => Kind::Attribute,
        Some(syn::Item::Use(_)) => Kind::Use,
        Some(syn::Item::Mod(module)) if module.content.is_none() => Kind::Module,
        Some(syn::Item::Static(_)) => Kind::Static,
        Some(_) => Kind::Other,
    };
    let text = prettyplease::unparse(&parsed);
    let text = if matches!(parsed.items.first(), Some(syn::Item::Impl(_))) { spaced(&text) } else { text };
    Ok((kind, format!("{}\n", text.trim_end())))
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
        Some("rs") => format!("// {BANNER}; do not edit.\n"),
        Some("md") => format!("<!-- {BANNER}; do not edit. -->\n\n"),
        _ => format!("# {BANNER}; do not edit.\n"),
    }
}
