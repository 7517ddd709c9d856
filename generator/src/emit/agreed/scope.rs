//! The names of one file: what it declares, what it imports.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Names that need no `use`, with their paths.
const PRELUDE: [&str; 5] =
    ["std::boxed::Box", "std::convert::TryFrom", "std::option::Option", "std::string::String", "std::vec::Vec"];

/// Gathers the `use` items of a file while its items are made.
///
/// A name that means something else in the file already is written with its full path instead.
pub(in crate::emit) struct Scope {
    meanings: BTreeMap<String, String>,
    imports: BTreeSet<String>,
}

impl Scope {
    /// The scope of a file that declares these names.
    pub(in crate::emit) fn new<'a>(declared: impl IntoIterator<Item = &'a str>) -> Self {
        let mut meanings: BTreeMap<_, _> =
            PRELUDE.iter().map(|path| (last(path).to_owned(), (*path).to_owned())).collect();
        meanings.extend(declared.into_iter().map(|name| (name.to_owned(), name.to_owned())));
        Self { meanings, imports: BTreeSet::new() }
    }

    /// Notes that the file declares what is known elsewhere by `path`.
    pub(in crate::emit) fn declare(&mut self, name: &str, path: &str) {
        self.meanings.insert(name.to_owned(), path.to_owned());
    }

    /// How the item at `path` is written in this file.
    pub(in crate::emit) fn name(&mut self, path: &str) -> String {
        let name = last(path);
        match self.meanings.get(name) {
            Some(meaning) if meaning == path => name.to_owned(),
            Some(_) => path.to_owned(),
            None => {
                self.meanings.insert(name.to_owned(), path.to_owned());
                self.imports.insert(path.to_owned());
                name.to_owned()
            }
        }
    }

    /// [`Self::name`] as tokens.
    pub(in crate::emit) fn path(&mut self, path: &str) -> TokenStream {
        path_tokens(&self.name(path))
    }

    /// The `use` items, one for each parent module.
    pub(in crate::emit) fn uses(&self) -> Vec<TokenStream> {
        let mut parents: BTreeMap<&str, Vec<Ident>> = BTreeMap::new();
        for path in &self.imports {
            if let Some((parent, name)) = path.rsplit_once("::") {
                parents.entry(parent).or_default().push(ident(name));
            }
        }
        parents.into_iter().map(|(parent, names)| use_item(&path_tokens(parent), &names)).collect()
    }
}

fn use_item(parent: &TokenStream, names: &[Ident]) -> TokenStream {
    match names {
        [name] => quote!(use #parent::#name;),
        names => quote!(use #parent::{#(#names),*};),
    }
}

fn last(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(_, name)| name)
}

fn path_tokens(path: &str) -> TokenStream {
    let parts = path.split("::").map(ident);
    quote!(#(#parts)::*)
}

/// An identifier. The IR promises valid ones; anything else is bent into one, so that emission stays total.
pub(in crate::emit) fn ident(name: &str) -> Ident {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    if starts_well && name != "_" && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
    {
        return Ident::new(name, Span::call_site());
    }
    syn::parse_str::<Ident>(name).unwrap_or_else(|_| {
        let kept: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        Ident::new(&format!("x_{kept}"), Span::call_site())
    })
}

/// `SCREAMING_SNAKE_CASE` of a name in snake or Pascal case.
pub(in crate::emit) fn screaming(name: &str) -> String {
    let characters: Vec<char> = name.trim_end_matches('_').chars().collect();
    let mut text = String::with_capacity(name.len() + 4);
    for (index, &character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let ends_word = before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit())
            || before.is_some_and(|before| before.is_uppercase()) && after.is_some_and(|after| after.is_lowercase());
        if character.is_uppercase() && ends_word {
            text.push('_');
        }
        text.extend(character.to_uppercase());
    }
    text
}

/// `name`, or with a number when an earlier item took it.
pub(in crate::emit) fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_usize..).map(|number| format!("{name}_{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|candidate| !taken.contains(candidate));
    let free = free.unwrap_or_else(|| name.to_owned());
    taken.insert(free.clone());
    free
}
