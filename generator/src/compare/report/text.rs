//! A comparison to read in a terminal.

use super::{Entry, Side, counts, entries};
use crate::compare::{Comparison, Direction};
use crate::diagnostic::FilePosition;
use std::fmt::{self, Write};

/// Group by group, what several share last; then the counts.
pub fn to_text(comparison: &Comparison, left: Side<'_>, right: Side<'_>) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write(&mut text, comparison, left, right);
    text
}

fn write(out: &mut String, comparison: &Comparison, left: Side<'_>, right: Side<'_>) -> fmt::Result {
    writeln!(out, "{} → {}", left.name(), right.name())?;
    let mut current = None;
    for entry in entries(comparison, left, right) {
        if current != Some(entry.group) {
            current = Some(entry.group);
            writeln!(out, "\n{}", entry.group.unwrap_or("Of several groups, or of none"))?;
        }
        write_entry(out, &entry)?;
    }
    match comparison.differences.len() {
        0 => writeln!(out, "no difference"),
        1 => writeln!(out, "\n1 difference: {}", counts(comparison)),
        many => writeln!(out, "\n{many} differences: {}", counts(comparison)),
    }?;
    writeln!(out, "suggested version step: {}", comparison.step().as_str())
}

fn write_entry(out: &mut String, entry: &Entry<'_>) -> fmt::Result {
    let Entry { level, direction, subject, title, rule, .. } = entry;
    let way = match direction {
        _ if entry.is_rust_alone() => "",
        Direction::Request => " in requests",
        Direction::Response => " in responses",
        Direction::Both | Direction::Neither => "",
    };
    let level = if entry.is_rust_alone() { "in Rust alone" } else { level.as_str() };
    writeln!(out, "  {level}{way}: {subject}: {title} [{rule}]")?;
    if let Some(change) = entry.change() {
        writeln!(out, "      {change}")?;
    }
    if !entry.rust.is_empty() {
        writeln!(out, "      Rust ({}): {}", entry.step.as_str(), entry.rust)?;
    }
    let place = |place: &Option<FilePosition>| place.as_ref().map_or_else(|| "–".to_owned(), FilePosition::to_string);
    writeln!(out, "      {} → {}", place(&entry.left), place(&entry.right))?;
    match entry.operations {
        [] => Ok(()),
        [single] if subject.starts_with(single.as_str()) => Ok(()),
        [first, second, third] => writeln!(out, "      used by {first}, {second}, {third}"),
        [first, second] => writeln!(out, "      used by {first}, {second}"),
        [single] => writeln!(out, "      used by {single}"),
        [first, .., last] => writeln!(out, "      used by {} operations, {first} to {last}", entry.operations.len()),
    }
}
