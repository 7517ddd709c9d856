//! Edits that are proposed in words, `remove it` or ``say `itemName: items` ``, made on the structure of a file.

use crate::advice::Files;
use apim_codegen::diagnostic::{Diagnostic, Place};
use apim_codegen::source::{Documents, Pointer};
use serde_json::Value;
use std::path::Path;

/// What is proposed for the value at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Edit<'a> {
    /// It goes.
    Remove,
    /// The object goes that it is part of.
    RemoveOwner,
    /// The file goes.
    RemoveFile,
    /// A key goes that it has, or is, or that stands beside or around it.
    RemoveKey(&'a str),
    /// A key gets this value, in the object that it is, or is part of.
    Set(&'a str, &'a str),
    /// A key gets this value, beside it.
    SetBeside(&'a str, &'a str),
}

/// Words that propose an edit; the first that fit count.
const REMOVALS: [(&str, Edit<'static>); 8] = [
    ("remove its entry", Edit::RemoveOwner),
    ("remove it", Edit::Remove),
    ("remove one of them", Edit::Remove),
    ("remove one if they are copies", Edit::RemoveOwner),
    ("remove the action", Edit::RemoveOwner),
    ("remove the overlay", Edit::RemoveFile),
    ("remove the parameter", Edit::Remove),
    ("remove the options", Edit::Remove),
];

/// The edits among what is proposed, which `or` and other words stand between.
pub(crate) fn proposed(help: &str) -> Vec<Edit<'_>> {
    let starts = [", or ", " or ", "; ", ": "].map(|word| help.match_indices(word).map(move |(at, _)| at + word.len()));
    let starts = starts.into_iter().flatten().chain([0]);
    starts.filter_map(|start| edit(&help[start..])).fold(Vec::new(), |mut edits, edit| {
        if !edits.contains(&edit) {
            edits.push(edit);
        }
        edits
    })
}

fn edit(words: &str) -> Option<Edit<'_>> {
    let quoted = |before: &str| words.strip_prefix(before)?.split_once('`');
    if let Some((key, _)) = quoted("remove `") {
        return Some(Edit::RemoveKey(key));
    }
    if let Some((pair, rest)) = quoted("say `").or_else(|| quoted("add `")) {
        let (key, value) = pair.split_once(": ")?;
        let key = key.trim_matches('"');
        return Some(if rest.starts_with(" beside") { Edit::SetBeside(key, value) } else { Edit::Set(key, value) });
    }
    REMOVALS.iter().find(|(proposal, _)| words.starts_with(proposal)).map(|(_, edit)| *edit)
}

/// The files after an edit; `None` when what is told about is in no document.
pub(crate) fn make(edit: &Edit<'_>, told: &Diagnostic, files: &Files, documents: &Documents) -> Option<Files> {
    let location = match &told.place {
        Some(Place::Location(location)) => documents.written_at(location),
        Some(Place::Text(path, range)) => return without_lines(edit, files, path, range.start),
        _ => return None,
    };
    let path = &documents.get(location.document).path;
    let mut files = files.clone();
    if *edit == Edit::RemoveFile {
        files.retain(|(file, _)| file != path);
        // Its folder stays.
        files.push((path.with_extension("txt"), Vec::new()));
        return Some(files);
    }
    let (_, content) = files.iter_mut().find(|(file, _)| file == path)?;
    let mut value: Value = serde_yaml::from_slice(content).expect("it was read before");
    change(&mut value, &location.pointer.segments().collect::<Vec<_>>(), edit)?;
    *content = serde_json::to_vec_pretty(&value).expect("JSON");
    Some(files)
}

fn change(value: &mut Value, place: &[String], edit: &Edit<'_>) -> Option<()> {
    match edit {
        Edit::Remove => remove(value, place),
        Edit::RemoveOwner => remove(value, place.split_last()?.1),
        Edit::RemoveKey(key) => around(place).find_map(|outer| remove(value, &[outer, &[(*key).into()]].concat())),
        Edit::Set(key, text) => set(value, place, key, text),
        Edit::SetBeside(key, text) => set(value, place.split_last()?.1, key, text),
        Edit::RemoveFile => None,
    }
}

fn set(value: &mut Value, place: &[String], key: &str, text: &str) -> Option<()> {
    let is_object = |outer: &&[String]| value.pointer(&pointer(outer)).is_some_and(Value::is_object);
    let object = pointer(around(place).find(is_object)?);
    let new = serde_yaml::from_str(text).expect("a value");
    value.pointer_mut(&object)?.as_object_mut()?.insert(key.to_owned(), new);
    Some(())
}

/// A path, and those of all that is around it.
fn around(segments: &[String]) -> impl Iterator<Item = &[String]> {
    (0..=segments.len()).rev().map(|length| &segments[..length])
}

fn pointer(segments: &[String]) -> String {
    segments.iter().fold(Pointer::root(), |pointer, segment| pointer.key(segment)).as_str().to_owned()
}

fn remove(value: &mut Value, segments: &[String]) -> Option<()> {
    let (last, outer) = segments.split_last()?;
    match value.pointer_mut(&pointer(outer))? {
        Value::Object(object) => object.remove(last).map(drop),
        Value::Array(list) => {
            let index = last.parse().ok().filter(|index| *index < list.len())?;
            list.remove(index);
            Some(())
        }
        _ => None,
    }
}

/// The files without the line that is told about: of a configuration, an entry.
fn without_lines(edit: &Edit<'_>, files: &Files, path: &Path, offset: usize) -> Option<Files> {
    if *edit != Edit::Remove {
        return None;
    }
    let mut files = files.clone();
    let (_, content) = files.iter_mut().find(|(file, _)| file == path)?;
    let start = content[..offset].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end =
        content[offset..].iter().position(|byte| *byte == b'\n').map_or(content.len(), |newline| offset + newline);
    content.drain(start..end);
    Some(files)
}
