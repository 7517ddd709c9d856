//! The stages know only what the architecture lets them know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module, and the modules of this crate that it may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("azure", &["diagnostic", "ir"]),
    ("compare", &["azure", "diagnostic", "ir", "rust", "source"]),
    ("config", &["diagnostic", "source"]),
    ("diagnostic", &["source"]),
    ("emit", &["ir", "rust"]),
    ("fileset", &[]),
    ("ir", &["naming", "source"]),
    ("lift", &["azure", "diagnostic", "load", "source"]),
    ("load", &["azure", "diagnostic", "source", "threads"]),
    ("lower", &["azure", "config", "diagnostic", "ir", "lift", "naming", "source", "threads"]),
    ("naming", &["source"]),
    ("overlay", &["diagnostic", "source"]),
    ("partial", &["azure", "config", "diagnostic", "ir", "lift", "source"]),
    ("render", &["emit", "fileset", "ir", "threads"]),
    ("rust", &["ir"]),
    ("show", &["ir"]),
    ("source", &[]),
    ("table", &["ir"]),
    ("threads", &[]),
];

/// A room, and the other rooms of its module that it may name.
type Room = (&'static str, &'static [&'static str]);

/// The rooms of a module.
const ROOMS: &[(&str, &[Room])] = &[
    (
        "emit",
        &[
            ("agreed", &["docs"]),
            ("clients", &["agreed", "docs", "snippet"]),
            ("docs", &[]),
            ("files", &["agreed", "docs"]),
            ("models", &["agreed", "docs"]),
            ("plan", &["agreed", "clients", "files", "models", "replay"]),
            ("replay", &["agreed", "clients", "docs"]),
            ("snippet", &["agreed", "docs"]),
        ],
    ),
    (
        "lower",
        &[
            ("checks", &["document", "drafts"]),
            ("definitions", &["document", "drafts"]),
            ("document", &[]),
            ("drafts", &["document"]),
            ("examples", &["document", "drafts"]),
            ("operations", &["checks", "definitions", "document", "drafts"]),
            ("whole", &["checks", "document", "drafts"]),
        ],
    ),
];

/// Each crate or module that only some modules may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("openapiv3", &["lift", "lower", "partial"]),
    ("quote", &["emit"]),
    ("heck", &["naming"]),
    ("prettyplease", &["render"]),
    ("std::fs", &["fileset", "load"]),
    ("std::env", &[]),
    ("std::time", &[]),
];

#[test]
fn modules_name_only_what_they_may() {
    let mut wrong = Vec::new();
    for (module, file, code) in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: `{module}` is not in the table of this test", file.display()));
            continue;
        };
        for used in named_modules(&code) {
            let known = MAY_USE.iter().any(|(name, _)| *name == used);
            if known && used != module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: `{module}` names `crate::{used}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rooms_name_only_what_they_may() {
    let mut wrong = Vec::new();
    for (module, rooms) in ROOMS {
        let files = sources().into_iter().filter(|(name, file, _)| name == module && !file.ends_with("mod.rs"));
        let nested = sources().into_iter().filter(|(name, file, _)| name == module && file.components().count() > 2);
        for (_, file, code) in files.chain(nested) {
            let room = file.iter().nth(1).map(|room| room.to_string_lossy().trim_end_matches(".rs").to_owned());
            let room = room.expect("a file of a module with rooms is in one");
            let Some((_, allowed)) = rooms.iter().find(|(name, _)| *name == room) else {
                wrong.push(format!("{}: `{room}` is not in the table of this test", file.display()));
                continue;
            };
            for (other, _) in rooms.iter().filter(|(other, _)| *other != room && !allowed.contains(other)) {
                let is_named = code.contains(&format!("crate::{module}::{other}::"))
                    || code.contains(&format!("super::super::{other}::"))
                    || file.components().count() == 2 && code.contains(&format!("super::{other}::"))
                    || file.ends_with("mod.rs") && code.contains(&format!("super::{other}::"));
                if is_named {
                    wrong.push(format!("{}: `{room}` names the room `{other}`", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rooms_have_no_circles() {
    for (module, rooms) in ROOMS {
        let mut left: Vec<_> = rooms.iter().collect();
        while !left.is_empty() {
            let names: Vec<&str> = left.iter().map(|(name, _)| *name).collect();
            let before = left.len();
            left.retain(|(_, allowed)| allowed.iter().any(|other| names.contains(other)));
            assert!(left.len() < before, "the rooms {names:?} of `{module}` name each other in a circle");
        }
    }
}

#[test]
fn rooms_are_no_flat_lists() {
    let mut sizes: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for (_, file, _) in sources() {
        *sizes.entry(file.parent().expect("a folder").to_path_buf()).or_default() += 1;
    }
    let flat: Vec<_> = sizes.iter().filter(|(_, size)| **size > 13).collect();
    assert!(flat.is_empty(), "more than a dozen files besides `mod.rs`: {flat:?}");
}

#[test]
fn extensions_are_read_in_one_room() {
    for (module, file, code) in sources().into_iter().filter(|(module, ..)| module != "azure") {
        // A header of every request, and no extension.
        let code = code.replace("\"x-ms-client-request-id\"", "");
        for prefix in ["\"x-ms-", "\"x-nullable", "\"x-tagGroups"] {
            assert!(!code.contains(prefix), "{}: `{module}` names an extension by itself", file.display());
        }
    }
}

#[test]
fn crates_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for (module, file, code) in sources() {
        for (name, modules) in ONLY_IN {
            if mentions(&code, name) && !modules.contains(&module.as_str()) {
                wrong.push(format!("{}: `{module}` names `{name}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_generator_knows_no_service() {
    for (_, file, code) in sources() {
        for word in ["ApiManagement", "API Management", "apimanagement"] {
            assert!(!code.contains(word), "{} names {word}", file.display());
        }
    }
}

/// Module, file and code of each source file: without comments and without unit tests.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inner = path.strip_prefix(&root).expect("a path below src").to_path_buf();
            let first = inner.iter().next().expect("a file name").to_string_lossy();
            let module = first.trim_end_matches(".rs").to_owned();
            if path.extension().is_some_and(|extension| extension == "rs")
                && module != "lib"
                && !inner.ends_with("tests.rs")
            {
                let text = fs::read_to_string(&path).expect("readable source");
                found.push((module, inner, code_of(&text)));
            }
        }
    }
    assert!(found.len() > 20, "only {} files found", found.len());
    found
}

fn code_of(text: &str) -> String {
    let tested = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    tested.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules in `crate::module` and `crate::{a, b}`.
fn named_modules(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut modules = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => {
                modules.extend(group.split('}').next().unwrap_or("").split(',').map(|part| word(part.trim())))
            }
            None => {
                modules.insert(word(rest));
            }
        }
    }
    modules
}

/// Whether `name` occurs as a whole path segment.
fn mentions(code: &str, name: &str) -> bool {
    let boundary = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '"');
    code.match_indices(name)
        .any(|(at, _)| boundary(code[..at].chars().next_back()) && boundary(code[at + name.len()..].chars().next()))
}
