//! The specification of the users, each time with one of its keys spoilt in one way.

use crate::specification::Specification;
use apim_codegen::load::{DiskFiles, FileReader, MemoryFiles};
use apim_codegen::source::Pointer;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// What tells the file that the rest of the specification is found from.
const KNOWN_BY: &str = "operationId: User_Get\n";

/// What is done to a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change {
    Dropped,
    Renamed,
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

impl Change {
    pub(crate) const ALL: [Self; 8] =
        [Self::Dropped, Self::Renamed, Self::Null, Self::Boolean, Self::Number, Self::Text, Self::List, Self::Object];

    fn make(self, object: &mut Map<String, Value>, key: &str) {
        let value = match self {
            Self::Dropped => {
                object.shift_remove(key);
                return;
            }
            Self::Renamed => {
                let value = object.shift_remove(key).unwrap_or_default();
                object.insert(format!("{key}Misspelt"), value);
                return;
            }
            Self::Null => Value::Null,
            Self::Boolean => json!(true),
            Self::Number => json!(-1.5e300),
            Self::Text => json!("\u{202e}*/\"#![x]"),
            Self::List => json!([[]]),
            Self::Object => json!({"a": {}}),
        };
        object.insert(key.to_owned(), value);
    }
}

/// How many of the changes are made.
#[derive(Clone, Copy)]
pub(crate) enum Extent {
    All,
    /// Every so many-th; the number of keys is no multiple of it, so each kind of change meets other keys.
    OneIn(usize),
}

impl Extent {
    /// From one that is made to the next.
    pub(crate) fn step(self) -> usize {
        match self {
            Self::All => 1,
            Self::OneIn(step) => step,
        }
    }
}

/// The specification, with every key that can be spoilt.
pub(crate) struct Subject {
    specification: Specification,
    /// As `specification.files`, as JSON.
    texts: Vec<(PathBuf, String)>,
    /// Every key: the index of its file, the object that has it, the key.
    keys: Vec<(usize, Pointer, String)>,
}

/// A specification with one key spoilt.
pub(crate) struct Spoilt {
    /// The key and what was done to it.
    pub(crate) name: String,
    pub(crate) files: MemoryFiles,
}

impl Subject {
    /// The users, wherever in `specs/` they are described.
    pub(crate) fn users() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        let root =
            DiskFiles.list(&folder).expect("a readable folder").into_iter().find(|path| {
                DiskFiles.read(path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(KNOWN_BY))
            });
        let root = root.expect("a file that describes the users");
        let specification = Specification::read(&folder, &[root]).pop().expect("a specification");
        let texts = specification.files.iter().map(|(path, content)| (path.clone(), pretty(content))).collect();
        let files = specification.files.iter().enumerate();
        let keys =
            files.flat_map(|(index, (_, content))| keys(content).into_iter().map(move |(at, key)| (index, at, key)));
        Self { keys: keys.collect(), specification, texts }
    }

    /// The path of the root.
    pub(crate) fn root(&self) -> &Path {
        self.specification.root()
    }

    /// So many of the ways to change a key, each with the number of the key.
    pub(crate) fn cases(&self, changes: &[Change], extent: Extent) -> impl Iterator<Item = (Change, usize)> {
        let all = changes.iter().flat_map(|change| (0..self.keys.len()).map(|key| (*change, key)));
        all.step_by(extent.step())
    }

    /// The specification as it is.
    pub(crate) fn sound(&self) -> Spoilt {
        Spoilt { name: "nothing".to_owned(), files: self.texts.iter().cloned().collect() }
    }

    /// The specification with the key of this number spoilt.
    pub(crate) fn spoilt(&self, change: Change, key: usize) -> Spoilt {
        let (index, pointer, key) = &self.keys[key];
        let (path, content) = &self.specification.files[*index];
        let mut content = content.clone();
        let object = content.pointer_mut(pointer.as_str()).and_then(Value::as_object_mut);
        change.make(object.expect("a key is in an object"), key);
        let name = format!("{}#{}: {change:?}", path.display(), pointer.key(key));
        let others = self.texts.iter().filter(|(other, _)| other != path).cloned();
        Spoilt { name, files: others.chain([(path.clone(), pretty(&content))]).collect() }
    }
}

/// As people write it: excerpts of a file in one line take long.
fn pretty(content: &Value) -> String {
    format!("{content:#}")
}

/// Every key in a document, with the pointer to the object that has it.
fn keys(content: &Value) -> Vec<(Pointer, String)> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), content)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    found.push((pointer.clone(), key.clone()));
                    open.push((pointer.key(key), value));
                }
            }
            Value::Array(items) => open.extend(items.iter().enumerate().map(|(at, item)| (pointer.index(at), item))),
            _ => {}
        }
    }
    found
}
