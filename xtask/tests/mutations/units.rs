//! Many crates in one: each distinct file is a module, and each crate a module that is put together from those.

use crate::trees::{Package, Tree, hash};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

/// One crate to compile.
pub(crate) struct Member {
    /// Paths and texts.
    pub(crate) files: Vec<(String, String)>,
    /// How many distinct files of the trees it has.
    pub(crate) units: usize,
}

/// The crate that holds `trees`, the first of which has the number `offset`.
pub(crate) fn member(trees: &[Tree], offset: usize, package: &Package) -> Member {
    let mut files = Vec::new();
    let mut root =
        "#![deny(warnings)]\n#![allow(deprecated)]\npub use apim_runtime::arm;\n#[cfg(test)]\nmod harness;\n"
            .to_owned();
    let harness = package.folder("tests/replay/harness/");
    files.extend(harness.map(|(path, text)| (format!("src/harness/{path}"), text.to_owned())));
    let mut units: HashMap<u64, String> = HashMap::new();
    for (index, tree) in trees.iter().enumerate() {
        let facade = format!("v{}", offset + index);
        let closures = closures(tree);
        let mut modules = BTreeMap::new();
        for (path, text) in tree.files.iter().filter(|(path, _)| !is_module_file(path)) {
            let count = units.len();
            let unit = units.entry(hash(&(path, &closures[path.as_str()]))).or_insert_with(|| {
                let unit = format!("{facade}_{count}");
                let is_test = if path.starts_with("tests/") { "#[cfg(test)]\n" } else { "" };
                let _ = writeln!(root, "{is_test}pub mod {unit};");
                files.push((format!("src/{unit}.rs"), placed(path, text, &facade)));
                unit
            });
            modules.insert(path.as_str(), unit.clone());
        }
        let _ = writeln!(root, "pub mod {facade};");
        files.push((format!("src/{facade}.rs"), facade_file(tree, &modules, &facade)));
    }
    files.push(("src/lib.rs".to_owned(), root));
    Member { files, units: units.len() }
}

/// The changes that gave the files that cargo complains of.
pub(crate) fn blamed(printed: &str, trees: &[Tree]) -> String {
    let numbers: BTreeSet<usize> = printed
        .split("src/v")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
        .collect();
    let named = |number: &usize| Some(format!("v{number} is {}\n", trees.get(*number)?.name));
    numbers.iter().filter_map(named).collect()
}

/// Whether a file holds other modules, and no items of its own that others name.
fn is_module_file(path: &str) -> bool {
    path.ends_with("/mod.rs") || path.ends_with("/main.rs")
}

/// For each file all that the compiler's verdict on it depends on: its text, and those of the files whose items it
/// names, theirs, and so on.
fn closures(tree: &Tree) -> HashMap<&str, Vec<&str>> {
    let names: Vec<(&str, BTreeSet<&str>)> =
        tree.files.iter().map(|(path, text)| (path.as_str(), defined(text))).collect();
    let direct: HashMap<&str, Vec<&str>> = tree
        .files
        .iter()
        .map(|(path, text)| {
            let words: BTreeSet<&str> = words(text).collect();
            let used = names.iter().filter(|(_, names)| !names.is_disjoint(&words)).map(|(other, _)| *other);
            (path.as_str(), used.chain(tested(tree, path)).collect())
        })
        .collect();
    tree.files.keys().map(|path| (path.as_str(), closure(tree, path, &direct))).collect()
}

fn closure<'a>(tree: &'a Tree, path: &'a str, direct: &HashMap<&'a str, Vec<&'a str>>) -> Vec<&'a str> {
    let mut reached = BTreeSet::from([path]);
    let mut open = vec![path];
    while let Some(path) = open.pop() {
        open.extend(direct[path].iter().copied().filter(|next| reached.insert(*next)));
    }
    // Tests have their clients from there; what it says of other clients does not concern them.
    let accessors = path.starts_with("tests/").then_some(CLIENT);
    let paths = reached.into_iter().chain(accessors);
    paths.flat_map(|path| [path, tree.files.get(path).map_or("", String::as_str)]).collect()
}

/// The file of the client that all others are had from.
const CLIENT: &str = "src/generated/client.rs";

/// The client that a file of tests calls without naming its type.
fn tested<'a>(tree: &'a Tree, path: &str) -> Option<&'a str> {
    let group = path.strip_prefix("tests/replay/")?;
    let found = tree.files.get_key_value(&format!("src/generated/clients/{group}"));
    found.or_else(|| tree.files.get_key_value(CLIENT)).map(|(path, _)| path.as_str())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The names of the items of a file that other files can name.
fn defined(text: &str) -> BTreeSet<&str> {
    let items = text.lines().filter(|line| line.starts_with("pub ") || line.starts_with("pub(crate) "));
    let kinds = ["struct", "enum", "type", "trait", "static", "const", "fn"];
    items.filter_map(|line| words(line).skip_while(|word| !kinds.contains(word)).nth(1)).collect()
}

/// A file's text where `crate` is the crate of all trees, and its own crate the module `facade` of that.
fn placed(path: &str, text: &str, facade: &str) -> String {
    if path.starts_with("tests/") {
        let text = text.replace("crate::client(", &format!("crate::{facade}::replay::client("));
        text.replace("apim::", &format!("crate::{facade}::"))
    } else {
        text.replace("crate::", &format!("crate::{facade}::"))
    }
}

/// The module that stands for a tree's crate: its module files, with the others put in.
fn facade_file(tree: &Tree, modules: &BTreeMap<&str, String>, facade: &str) -> String {
    let generated = module_file(tree, "src/generated/", "mod.rs", modules);
    let replay = module_file(tree, "tests/replay/", "main.rs", modules);
    let replay =
        placed("tests/", &replay, facade).replace("\nfn client", "\n#[allow(dead_code)]\npub(crate) fn client");
    let replay = replay.replace("use harness::", "use crate::harness::");
    format!(
        "pub use crate::arm;\npub mod generated {{\n{generated}}}\npub use generated::*;\n#[cfg(test)]\npub mod replay {{\n\
         {replay}}}\n"
    )
}

fn module_file(tree: &Tree, folder: &str, name: &str, modules: &BTreeMap<&str, String>) -> String {
    let mut text = String::new();
    for line in tree.files[&format!("{folder}{name}")].lines() {
        let module = line.strip_suffix(';').and_then(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
        let Some(module) = module else {
            let _ = writeln!(text, "{line}");
            continue;
        };
        let plain = module.trim_start_matches("r#");
        if let Some(unit) = modules.get(format!("{folder}{plain}.rs").as_str()) {
            // Nobody names a file of tests.
            if !folder.starts_with("tests/") {
                let _ = writeln!(text, "pub use crate::{unit} as {module};");
            }
        } else if tree.files.contains_key(&format!("{folder}{plain}/mod.rs")) {
            let inner = module_file(tree, &format!("{folder}{plain}/"), "mod.rs", modules);
            let _ = writeln!(text, "pub mod {module} {{\n{inner}}}");
        }
    }
    text
}
