//! The distinct crates that come of the spoilt specifications.

use crate::spoilt::{Change, Extent, Spoilt, Subject};
use apim_codegen::config::Config;
use apim_codegen::fileset::TextFile;
use apim_codegen::ir::Api;
use apim_codegen::{emit, generate, understand};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What all cases come to.
pub(crate) struct Found {
    pub(crate) cases: usize,
    pub(crate) refused: usize,
    pub(crate) trees: Vec<Tree>,
    pub(crate) package: Package,
}

/// The emitted files of one crate, without comments.
pub(crate) struct Tree {
    /// The change that gave it; others may have given the same.
    pub(crate) name: String,
    pub(crate) files: BTreeMap<String, String>,
}

/// What is the same in every crate: manifest, replay harness.
pub(crate) struct Package {
    files: BTreeMap<String, String>,
}

impl Package {
    /// The manifest of a member of a workspace.
    pub(crate) fn manifest(&self, name: &str) -> String {
        let text = self.files.get("Cargo.toml").expect("a crate has a manifest");
        text.replace("name = \"apim\"", &format!("name = {name:?}")).replace("[workspace]\n", "")
    }

    /// The files in a folder, each with its path there.
    pub(crate) fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files.iter().filter_map(move |(path, text)| Some((path.strip_prefix(folder)?, text.as_str())))
    }
}

/// Generates every distinct crate of so many changes.
pub(crate) fn all(extent: Extent) -> Found {
    let subject = Subject::users();
    let cases: Vec<(Change, usize)> = subject.cases(&Change::ALL, extent).collect();
    let refused = AtomicUsize::new(0);
    let next = AtomicUsize::new(0);
    let known = Mutex::new(HashSet::new());
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut trees: Vec<(usize, Tree)> = thread::scope(|scope| {
        let work = || {
            let mut trees = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some((change, key)) = cases.get(index) else { return trees };
                let spoilt = subject.spoilt(*change, *key);
                match api(&subject, &spoilt) {
                    Some(api) => trees.extend(distinct(&api, spoilt.name, &known).map(|tree| (index, tree))),
                    None => _ = refused.fetch_add(1, Ordering::Relaxed),
                }
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no case panics")).collect()
    });
    trees.sort_by_key(|(index, _)| *index);
    let sound = api(&subject, &subject.sound()).expect("the specification is sound");
    Found {
        cases: cases.len(),
        refused: refused.into_inner(),
        trees: trees.into_iter().map(|(_, tree)| tree).collect(),
        package: Package { files: files(&sound, emit::Package::Whole(runtime())) },
    }
}

/// The runtime of this workspace, which is compiled once for all crates.
fn runtime() -> emit::Runtime {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/runtime");
    emit::Runtime::Dependency(emit::Source::Path(folder.to_string_lossy().into_owned()))
}

fn api(subject: &Subject, spoilt: &Spoilt) -> Option<Api> {
    let config = Config { crate_name: Some("apim".to_owned()), ..Config::default() };
    let root = subject.root().to_owned();
    Some(understand(&[root], &config, &spoilt.files, &mut |_| ()).ok()?.api)
}

/// The crate of `api`, unless another case has given the same.
fn distinct(api: &Api, name: String, known: &Mutex<HashSet<u64>>) -> Option<Tree> {
    let is_new = |hash: u64| known.lock().expect("no case panics").insert(hash);
    let mut code = serde_json::to_value(api).expect("the IR is JSON");
    without_docs(&mut code);
    if !is_new(hash(&code.to_string())) {
        return None;
    }
    let files: BTreeMap<String, String> = files(api, emit::Package::Checkout);
    is_new(hash(&files)).then_some(Tree { name, files })
}

/// The IR without what ends up in comments alone.
fn without_docs(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for key in ["docs", "location", "reference_url"] {
                object.shift_remove(key);
            }
            object.values_mut().for_each(without_docs);
        }
        Value::Array(items) => items.iter_mut().for_each(without_docs),
        _ => {}
    }
}

fn files(api: &Api, package: emit::Package) -> BTreeMap<String, String> {
    let files = generate(api, package, &mut |_| ()).unwrap_or_else(|error| panic!("{error}"));
    // What an example says is nothing to the compiler.
    let files = files.into_iter().filter(|file| file.path.extension().is_none_or(|extension| extension != "jsonc"));
    // The list of modules that another harness has too is nothing without that harness.
    let files = files.filter(|file| !file.path.starts_with("tests/emulated"));
    let code = |text: &str| without_comments(text).replace("include_str!(", "stringify!(");
    files.map(|TextFile { path, text }| (slashed(path), code(&text))).collect()
}

fn slashed(path: PathBuf) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
