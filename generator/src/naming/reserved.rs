//! Names that the language or the emitted code takes for itself.

use super::NameKind;

/// Keywords of every edition, the reserved ones included.
const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

/// Types and traits that emitted code names without a path.
const TYPES: [&str; 68] = [
    "Arc",
    "ArmOperation",
    "AsRef",
    "AsyncResponse",
    "Base64",
    "Base64Url",
    "Body",
    "Box",
    "Call",
    "Client",
    "ClientMethodOptions",
    "ClientOptions",
    "Clone",
    "Collection",
    "Debug",
    "Default",
    "Dict",
    "Display",
    "Eq",
    "Err",
    "Error",
    "Etag",
    "FinalState",
    "From",
    "FromStr",
    "Hash",
    "HashMap",
    "Into",
    "IntoContent",
    "List",
    "Map",
    "Method",
    "MethodOptions",
    "NoFormat",
    "None",
    "Nullable",
    "OffsetDateTime",
    "Ok",
    "Opt",
    "Option",
    "PageOptions",
    "Pager",
    "PagerOptions",
    "Parameter",
    "ParameterValue",
    "PartialEq",
    "Patch",
    "Patched",
    "PollOptions",
    "Poller",
    "PollerOptions",
    "RequestContent",
    "Response",
    "ResponseHeaders",
    "Result",
    "Rfc1123",
    "Rfc3339",
    "SafeDebug",
    "Same",
    "Secret",
    "Service",
    "Shape",
    "Some",
    "String",
    "TryFrom",
    "Url",
    "Value",
    "Vec",
];

/// Methods of the root client, which group accessors stand beside, and the module around the groups'.
const MODULES: [&str; 7] = ["clients", "clone", "endpoint", "new", "send", "with_api_version", "with_subscription"];

/// Fields of every options struct.
const OPTIONS: [&str; 1] = ["method_options"];

/// Variables of the emitted methods.
const ARGUMENTS: [&str; 2] = ["call", "options"];

/// Catch-all variants of emitted enums.
const VARIANTS: [&str; 2] = ["UnknownKind", "UnknownValue"];

/// Crates that a client crate depends on, or that Rust brings along.
const CRATES: [&str; 12] = [
    "alloc",
    "async-trait",
    "azure-core",
    "core",
    "futures",
    "proc-macro",
    "regex-lite",
    "serde",
    "serde-json",
    "std",
    "test",
    "tokio",
];

/// Whether a crate cannot have this name.
pub(super) fn is_taken_crate(name: &str) -> bool {
    CRATES.contains(&name) || KEYWORDS.contains(&name)
}

/// Moves `name` out of the way: types get `Model` appended, everything else an underscore.
pub(super) fn avoid(kind: NameKind, name: String) -> String {
    let taken: &[&str] = match kind {
        NameKind::Type if name == "Self" || TYPES.contains(&name.as_str()) => return format!("{name}Model"),
        // With what stands beside it, it is no other name.
        NameKind::Part => return name,
        NameKind::Type | NameKind::Field | NameKind::Method | NameKind::Constant => &[],
        NameKind::Option => &OPTIONS,
        NameKind::Variant => &VARIANTS,
        NameKind::Module => &MODULES,
        NameKind::Argument => &ARGUMENTS,
    };
    if KEYWORDS.contains(&name.as_str()) || taken.contains(&name.as_str()) { format!("{name}_") } else { name }
}
