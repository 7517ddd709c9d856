//! Rust names.
//!
//! A wire name is split into words, the words are joined in the case that Rust wants, and what would clash with the
//! language or with the emitted code's own names is moved out of the way. Uniqueness is kept by [`Scope`].

mod reserved;
mod scope;
mod words;

pub use scope::{Scope, numbered};

use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use serde::Serialize;
use std::borrow::Cow;

/// A name on the wire beside its name in Rust.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Name {
    /// As the service knows it.
    pub wire: String,
    /// As Rust code knows it, final and valid: raw identifiers never occur, keywords get a trailing underscore.
    pub rust: String,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum NameKind {
    /// A type: `UserContract`. Names that emitted code uses unqualified get `Model` appended.
    Type,
    /// Part of the name of a type, never alone: `User` of `UserClient`.
    Part,
    /// A variant of an enum: `Active`, `V2019_04_01`.
    Variant,
    /// A field of a struct: `first_name`.
    Field,
    /// A method of a client: `create_or_update`.
    Method,
    /// A module, and the root client's method of the same name: `user_group`.
    Module,
    /// An argument of a method: `if_match`.
    Argument,
    /// A field of the options of a method: `filter`.
    Option,
    /// A constant: `SERVICE_NAME`.
    Constant,
}

/// The Rust name of `wire`; `None` when nothing of it can stand in an identifier.
pub fn rust_name(kind: NameKind, wire: &str) -> Option<String> {
    match (kind, words::version(wire)) {
        (NameKind::Variant, Some(version)) => return Some(version),
        (NameKind::Part, Some(version)) => return Some(version.replace('_', "")),
        _ => {}
    }
    let separated = if is_camel(kind) { words::separate(wire) } else { words::separate_whole(wire) };
    let words = if separated.trim().is_empty() { words::spell(wire)? } else { separated };
    let cased = match kind {
        NameKind::Constant => words.to_shouty_snake_case(),
        _ if is_camel(kind) => words.to_upper_camel_case(),
        _ => words.to_snake_case(),
    };
    // Changing the case of a few letters yields characters that identifiers do not take.
    let cased: String = cased.chars().filter(|&character| words::continues(character)).collect();
    let first = cased.chars().next()?;
    let valid = match kind {
        _ if words::starts(first) => cased,
        NameKind::Type => format!("Model{cased}"),
        NameKind::Part => format!("Api{cased}"),
        _ => format!("_{cased}"),
    };
    Some(reserved::avoid(kind, valid)).filter(|name| name.chars().any(|character| character != '_'))
}

fn is_camel(kind: NameKind) -> bool {
    matches!(kind, NameKind::Type | NameKind::Part | NameKind::Variant)
}

/// Names for `wire` when the one by [`rust_name`] is taken, the best first: `CPlusPlus` for `C++`, `V1_0` for `v1.0`.
/// There may be none.
pub fn alternatives(kind: NameKind, wire: &str) -> Vec<String> {
    let spelled = words::spell_dropped(wire).and_then(|words| rust_name(kind, &words));
    let apart = (kind == NameKind::Variant).then(|| {
        let parts: Vec<String> = words::numbers_apart(wire).iter().filter_map(|part| camel(part)).collect();
        parts.join("_")
    });
    spelled.into_iter().chain(apart).filter(|name| is_valid(kind, name) && is_choosable(name)).collect()
}

/// Whether the configuration takes `name` for anything.
pub fn is_choosable(name: &str) -> bool {
    is_valid(if name.starts_with(char::is_uppercase) { NameKind::Type } else { NameKind::Field }, name)
}

fn camel(part: &str) -> Option<String> {
    Some(words::separate(part).to_upper_camel_case()).filter(|part| !part.is_empty())
}

/// The wire name by which to name `wire`, a value among `values`: where some have `+` before their number, `-` is the
/// sign of the others' numbers and not a hyphen, as in `GMT+1` and `GMT-1`.
pub fn with_sign<'w>(wire: &'w str, values: &[&str]) -> Cow<'w, str> {
    let signed = values.iter().filter_map(|value| words::before_plus(value));
    signed.into_iter().find_map(|stem| words::with_minus(wire, stem)).map_or(Cow::Borrowed(wire), Cow::Owned)
}

/// A name for what has none by [`rust_name`]: its first characters by number, `U1f389` for `🎉`.
pub fn stand_in(kind: NameKind, wire: &str) -> String {
    let numbers: Vec<String> = wire.chars().take(8).map(|character| format!("u{:x}", u32::from(character))).collect();
    rust_name(kind, &numbers.join(" ")).unwrap_or_else(|| "unnamed".to_owned())
}

/// Whether `name` can stand in Rust code as it is.
pub fn is_valid(kind: NameKind, name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first == '_' || words::starts(first))
        && characters.all(words::continues)
        && name.chars().any(|character| character != '_')
        && reserved::avoid(kind, name.to_owned()) == name
}

/// A name that somebody chose, out of the way of what emitted code takes for itself: `options_`.
pub fn avoid(kind: NameKind, chosen: &str) -> String {
    reserved::avoid(kind, chosen.to_owned())
}

/// `wire` in kebab case, as addresses of documentation pages have it.
pub fn kebab(wire: &str) -> String {
    words::separate(wire).to_kebab_case()
}

/// The name of the crate for the client type `client`, one that cargo takes: `container-apps` for `ContainerAppsClient`.
pub fn crate_name(client: &str) -> String {
    let kebab = kebab(client.strip_suffix("Client").unwrap_or(client));
    let ascii: String =
        kebab.chars().filter(|character| character.is_ascii_alphanumeric() || *character == '-').collect();
    match ascii.trim_matches('-') {
        "" => "service-client".to_owned(),
        name if name.starts_with(|first: char| first.is_ascii_digit()) => format!("client-{name}"),
        name if reserved::is_taken_crate(name) => format!("{name}-client"),
        name => name.to_owned(),
    }
}
