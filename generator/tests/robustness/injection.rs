//! Text from a specification never becomes code: it is shown, escaped or refused with its place.

#[path = "../fixtures/hostile/mod.rs"]
mod service;

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{MessageFormat, Style, render};
use apim_codegen::emit::Package;
use apim_codegen::fileset::TextFile;
use apim_codegen::load::MemoryFiles;
use apim_codegen::{generate, understand};
use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use service::{Service, TEXTS, endless, slots};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a specification gives: a crate, or why it is refused.
fn outcome(service: &Service) -> Result<Vec<TextFile>, String> {
    let files: MemoryFiles = [(PathBuf::from("hostile.json"), service.specification())].into_iter().collect();
    match understand(&["hostile.json".into()], &Config::default(), &files, &mut |_| ()) {
        Ok(understood) => {
            Ok(generate(&understood.api, Package::Checkout, &mut |_| ()).unwrap_or_else(|error| panic!("{error}")))
        }
        Err(rejected) => Err(render(&rejected.diagnostics, &rejected.documents, MessageFormat::Short, Style::Plain)),
    }
}

fn texts() -> Vec<String> {
    TEXTS.iter().map(|text| (*text).to_owned()).chain([endless()]).collect()
}

/// Whether a character changes how the text around it is shown, or does not show.
fn is_deceptive(character: char) -> bool {
    match character {
        '\n' => false,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

fn assert_honest(files: &[TextFile], case: &str) {
    for file in files {
        let found = file.text.lines().find(|line| line.contains(is_deceptive));
        assert_eq!(found, None, "{case}: {}", file.path.display());
    }
}

/// The code of a file: without documentation, and with nothing in its texts.
fn code(file: &TextFile) -> String {
    let tokens: TokenStream = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path.display()));
    bare(tokens).to_string()
}

fn bare(tokens: TokenStream) -> TokenStream {
    let mut bared = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_documentation(&group) => {
                // The `#`, and the `!` of documentation of the whole, go with it.
                while matches!(bared.last(), Some(TokenTree::Punct(mark)) if "#!".contains(mark.as_char())) {
                    bared.pop();
                }
            }
            TokenTree::Group(group) => {
                bared.push(proc_macro2::Group::new(group.delimiter(), bare(group.stream())).into());
            }
            TokenTree::Literal(literal) if literal.to_string().ends_with(['"', '#']) => {
                bared.push(Literal::string("").into());
            }
            other => bared.push(other),
        }
    }
    bared.into_iter().collect()
}

fn is_documentation(group: &proc_macro2::Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

/// The code of all Rust files, by path.
fn codes(files: &[TextFile]) -> BTreeMap<String, String> {
    let is_rust = |file: &&TextFile| file.path.extension().is_some_and(|extension| extension == "rs");
    files.iter().filter(is_rust).map(|file| (file.path.display().to_string(), code(file))).collect()
}

#[test]
fn prose_changes_no_code() {
    let all = texts();
    let plain = outcome(&Service { texts: vec!["plain".to_owned(); all.len()], names: Vec::new() }).expect("a crate");
    let plain = codes(&plain);
    assert!(plain.len() > 10, "only {} files", plain.len());
    // The first text is that of the service itself, too.
    for first in [0, 27] {
        let mut texts = all.clone();
        texts.rotate_left(first);
        let files = outcome(&Service { texts, names: Vec::new() }).expect("a crate");
        assert_honest(&files, "prose");
        for (path, code) in codes(&files) {
            assert_eq!(Some(&code), plain.get(&path), "{path}");
        }
    }
}

#[test]
fn names_are_escaped_or_refused_with_their_place() {
    let plain = outcome(&Service { texts: vec!["plain".to_owned()], names: Vec::new() }).expect("a crate");
    let plain = shape(&plain);
    let (mut accepted, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    for (number, slot) in slots().into_iter().enumerate() {
        // Each place takes every fourth text, and each text meets many places.
        for text in texts().into_iter().skip(number % 4).step_by(4) {
            let case = format!("{slot} is {:?}", text.chars().take(60).collect::<String>());
            let service = Service { texts: vec!["plain".to_owned()], names: vec![(slot.clone(), text)] };
            match outcome(&service) {
                Ok(files) => {
                    accepted += 1;
                    assert_honest(&files, &case);
                    let found = shape(&files);
                    let more = found.iter().any(|(kind, count)| plain.get(kind).is_none_or(|plain| plain < count));
                    if more {
                        wrong.push(format!("{case}: {found:?}"));
                    }
                }
                Err(reasons) => {
                    refused += 1;
                    let located = |line: &str| line.starts_with("hostile.json:1:") && line.contains("[");
                    if reasons.is_empty() || !reasons.lines().all(located) {
                        wrong.push(format!("{case}: {reasons}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not as {plain:?}:\n{}", wrong.join("\n"));
    assert!(accepted > 100 && refused > 2, "{accepted} accepted, {refused} refused");
}

/// How many items of each kind a crate has. What is used from elsewhere depends on the names.
fn shape(files: &[TextFile]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.extension().is_some_and(|extension| extension == "rs")) {
        let parsed = syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path.display()));
        for item in parsed.items {
            *counts.entry(kind(&item)).or_default() += 1;
        }
    }
    counts.remove("use");
    counts
}

fn kind(item: &syn::Item) -> String {
    match item {
        syn::Item::Use(_) => "use".to_owned(),
        syn::Item::Struct(item) => format!("struct of {}", item.fields.len()),
        syn::Item::Enum(item) => format!("enum of {}", item.variants.len()),
        syn::Item::Impl(item) => format!("impl of {}", item.items.len()),
        syn::Item::Trait(item) => format!("trait of {}", item.items.len()),
        syn::Item::Fn(_) => "fn".to_owned(),
        syn::Item::Mod(_) => "mod".to_owned(),
        syn::Item::Static(_) => "static".to_owned(),
        syn::Item::Const(_) => "const".to_owned(),
        syn::Item::Type(_) => "type".to_owned(),
        syn::Item::Macro(item) => {
            format!("{}!", item.mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default())
        }
        _ => "something else".to_owned(),
    }
}
