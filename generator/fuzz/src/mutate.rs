//! Specifications that are nearly right: sound ones with a few things changed.

use crate::hostile;
use crate::specification::Specification;
use apim_codegen::load::MemoryFiles;
use apim_codegen::source::Pointer;
use arbitrary::{Result, Unstructured};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What mutation takes its material from.
pub(crate) struct Stock {
    seeds: Vec<Specification>,
    /// The values that stand at each key, in any seed.
    by_key: BTreeMap<String, Vec<Value>>,
    hostile: Vec<Value>,
    numbers: Vec<Value>,
    texts: Vec<Value>,
}

/// A specification to be judged.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) root: PathBuf,
    pub(crate) files: Vec<(PathBuf, String)>,
}

impl Case {
    pub(crate) fn memory(&self) -> MemoryFiles {
        self.files.iter().map(|(path, text)| (path, text.as_str())).collect()
    }
}

/// One way to spoil a specification.
#[derive(Clone, Copy)]
enum Change {
    /// A key or item is dropped.
    Drop,
    /// A key gets the name of another.
    Rename,
    /// A value gets another type.
    Retype,
    /// A number or text becomes one at an edge.
    Edge,
    /// A part of any place stands here.
    Splice,
    /// A part stands a second time, elsewhere.
    Duplicate,
    /// What stands at this key somewhere stands here.
    Swap,
    /// A key that is known to the language is added.
    Add,
    /// A reference to any place, also to one that holds this one.
    Refer,
    /// The text of a reference is cut or lengthened.
    Cut,
    /// A schema becomes part of a larger one.
    Wrap,
}

const CHANGES: [Change; 11] = [
    Change::Drop,
    Change::Rename,
    Change::Retype,
    Change::Edge,
    Change::Splice,
    Change::Duplicate,
    Change::Swap,
    Change::Add,
    Change::Refer,
    Change::Cut,
    Change::Wrap,
];

/// No case has more changes: it would be refused for the first, and show nothing else.
const MOST_CHANGES: usize = 6;

impl Stock {
    pub(crate) fn new(seeds: Vec<Specification>) -> Self {
        let mut by_key: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (_, content) in seeds.iter().flat_map(|seed| &seed.files) {
            collect(content, &mut by_key);
        }
        Self { seeds, by_key, hostile: hostile::values(), numbers: hostile::numbers(), texts: hostile::texts() }
    }

    /// The specification that `choices` stand for.
    pub(crate) fn case(&self, choices: &mut Unstructured<'_>) -> Result<Case> {
        let seed = pick(&self.seeds, choices)?;
        let is_yaml = choices.ratio(1, 8)?;
        let mut files = seed.files.clone();
        for _ in 0..MOST_CHANGES {
            if choices.is_empty() {
                break;
            }
            self.change(seed, &mut files, choices)?;
        }
        let root = seed.root().to_owned();
        let text = |value: &Value| match serde_yaml::to_string(value) {
            Ok(text) if is_yaml => text,
            _ => format!("{value:#}"),
        };
        Ok(Case { root, files: files.iter().map(|(path, value)| (path.clone(), text(value))).collect() })
    }

    fn change(
        &self,
        seed: &Specification,
        files: &mut [(PathBuf, Value)],
        choices: &mut Unstructured<'_>,
    ) -> Result<()> {
        let change = *pick(&CHANGES, choices)?;
        // Most of what matters stands in the root.
        let file = if choices.ratio(1, 2)? { 0 } else { choices.choose_index(files.len())? };
        let Some((path, content)) = files.get_mut(file) else { return Ok(()) };
        let places = places(content);
        let Some(place) = pick(&places, choices).ok() else { return Ok(()) };
        match change {
            Change::Drop => drop_at(content, place),
            Change::Rename => {
                let key = self.key(choices)?;
                rename(content, place, key);
            }
            Change::Retype => put(content, place, pick(&self.hostile, choices)?.clone()),
            Change::Edge => {
                let of = if matches!(content.pointer(place.as_str()), Some(Value::Number(_))) {
                    &self.numbers
                } else {
                    &self.texts
                };
                put(content, place, pick(of, choices)?.clone());
            }
            Change::Splice => {
                let part = part(seed, choices)?;
                put(content, place, part);
            }
            Change::Duplicate => {
                let part = part(seed, choices)?;
                let key = self.key(choices)?.to_owned();
                add(content, place, key, part);
            }
            Change::Swap => {
                let key = place.last().unwrap_or_default();
                if let Some(values) = self.by_key.get(&key) {
                    put(content, place, pick(values, choices)?.clone());
                }
            }
            Change::Add => {
                let key = self.key(choices)?;
                let values = self.by_key.get(key).unwrap_or(&self.texts);
                add(content, place, key.to_owned(), pick(values, choices)?.clone());
            }
            Change::Refer => {
                let text = reference(seed, path, place, choices)?;
                put(content, place, json!({ "$ref": text }));
            }
            Change::Cut => {
                let references: Vec<&Pointer> =
                    places.iter().filter(|place| place.as_str().ends_with("/$ref")).collect();
                let Some(place) = pick(&references, choices).ok() else { return Ok(()) };
                let text = content.pointer(place.as_str()).and_then(Value::as_str).unwrap_or_default();
                let end = choices.choose_index(text.chars().count() + 1)?;
                let tail = pick(&self.texts, choices)?.as_str().unwrap_or_default();
                let tail = if choices.ratio(1, 2)? { tail } else { "" };
                let text = text.chars().take(end).collect::<String>() + tail;
                put(content, place, text.into());
            }
            Change::Wrap => {
                let inner = content.pointer(place.as_str()).cloned().unwrap_or_default();
                let wrapped = match choices.int_in_range(0..=5)? {
                    0 => json!({ "allOf": [inner] }),
                    1 => json!({ "allOf": [inner, inner] }),
                    2 => json!({ "type": "array", "items": inner }),
                    3 => json!({ "type": "object", "additionalProperties": inner }),
                    4 => json!({ "type": "object", "properties": { "inner": inner }, "required": ["inner"] }),
                    _ => json!([inner]),
                };
                put(content, place, wrapped);
            }
        }
        Ok(())
    }

    fn key(&self, choices: &mut Unstructured<'_>) -> Result<&str> {
        if choices.ratio(1, 6)? {
            return Ok(pick(&self.texts, choices)?.as_str().unwrap_or_default());
        }
        let at = choices.choose_index(self.by_key.len())?;
        Ok(self.by_key.keys().nth(at).map_or("", String::as_str))
    }
}

fn pick<'a, T>(of: &'a [T], choices: &mut Unstructured<'_>) -> Result<&'a T> {
    choices.choose(of)
}

/// A part of any file of the seed.
fn part(seed: &Specification, choices: &mut Unstructured<'_>) -> Result<Value> {
    let (_, content) = pick(&seed.files, choices)?;
    let places = places(content);
    let place = pick(&places, choices)?;
    Ok(content.pointer(place.as_str()).cloned().unwrap_or_default())
}

/// The text of a reference to any place: half of them to a definition, a quarter to what holds `place` itself.
fn reference(seed: &Specification, from: &Path, place: &Pointer, choices: &mut Unstructured<'_>) -> Result<String> {
    let (path, content) = pick(&seed.files, choices)?;
    let target = match choices.int_in_range(0..=3)? {
        0 => {
            let count = place.segments().count();
            let kept = choices.int_in_range(0..=count)?;
            let segments = place.segments().take(kept);
            return Ok(format!("#{}", segments.fold(Pointer::root(), |pointer, segment| pointer.key(&segment))));
        }
        1 => pick(&places(content), choices)?.clone(),
        _ => {
            let names: Vec<Pointer> = ["definitions", "parameters"]
                .iter()
                .filter_map(|section| Some((section, content.get(section)?.as_object()?)))
                .flat_map(|(section, entries)| entries.keys().map(|name| Pointer::root().key(section).key(name)))
                .collect();
            match pick(&names, choices) {
                Ok(name) => name.clone(),
                Err(_) => Pointer::root(),
            }
        }
    };
    if path == from {
        return Ok(format!("#{target}"));
    }
    let up = "../".repeat(from.components().count().saturating_sub(1));
    Ok(format!("{up}{}#{target}", path.display()))
}

/// Every place below the root of a document.
fn places(content: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), content)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(object) => open.extend(object.iter().map(|(key, value)| (pointer.key(key), value))),
            Value::Array(items) => open.extend(items.iter().enumerate().map(|(at, item)| (pointer.index(at), item))),
            _ => {}
        }
        if pointer != Pointer::root() {
            found.push(pointer);
        }
    }
    found
}

fn collect(value: &Value, by_key: &mut BTreeMap<String, Vec<Value>>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let values = by_key.entry(key.clone()).or_default();
                if values.len() < 32 && !values.contains(value) {
                    values.push(value.clone());
                }
                collect(value, by_key);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, by_key)),
        _ => {}
    }
}

fn put(content: &mut Value, place: &Pointer, value: Value) {
    if let Some(slot) = content.pointer_mut(place.as_str()) {
        *slot = value;
    }
}

/// The place that holds `place`, and its key there.
fn holder<'a>(content: &'a mut Value, place: &Pointer) -> Option<(&'a mut Value, String)> {
    let (before, _) = place.as_str().rsplit_once('/')?;
    Some((content.pointer_mut(before)?, place.last()?))
}

fn drop_at(content: &mut Value, place: &Pointer) {
    match holder(content, place) {
        Some((Value::Object(object), key)) => {
            object.shift_remove(&key);
        }
        Some((Value::Array(items), key)) => {
            if let Some(at) = key.parse().ok().filter(|at| *at < items.len()) {
                items.remove(at);
            }
        }
        _ => {}
    }
}

fn rename(content: &mut Value, place: &Pointer, name: &str) {
    if let Some((Value::Object(object), key)) = holder(content, place) {
        *object = std::mem::take(object)
            .into_iter()
            .map(|(other, value)| (if other == key { name.to_owned() } else { other }, value))
            .collect();
    }
}

/// Adds to the object or list at `place`, or to the one that holds it.
fn add(content: &mut Value, place: &Pointer, key: String, value: Value) {
    let is_container = matches!(content.pointer(place.as_str()), Some(Value::Object(_) | Value::Array(_)));
    let target = if is_container {
        content.pointer_mut(place.as_str())
    } else {
        holder(content, place).map(|(holder, _)| holder)
    };
    match target {
        Some(Value::Object(object)) => {
            object.insert(key, value);
        }
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}
