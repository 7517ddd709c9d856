//! A comparison as a changelog.

use super::{Entry, Side, counts, entries};
use crate::compare::{Comparison, Level};
use std::fmt::{self, Write};

/// A section for each level, the worst first, ready to be pasted.
pub fn to_markdown(comparison: &Comparison, left: Side<'_>, right: Side<'_>) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write(&mut text, comparison, left, right);
    text
}

fn write(out: &mut String, comparison: &Comparison, left: Side<'_>, right: Side<'_>) -> fmt::Result {
    writeln!(out, "## {} → {}\n", left.name(), right.name())?;
    if comparison.differences.is_empty() {
        return writeln!(out, "No difference.");
    }
    writeln!(out, "{}. Suggested version step: **{}**.", counts(comparison), comparison.step().as_str())?;
    let entries = entries(comparison, left, right);
    for level in Level::ALL {
        let of_level = || entries.iter().filter(move |entry| entry.level == level);
        section(out, heading(level), of_level().filter(|entry| !entry.is_rust_alone()))?;
        section(out, "In Rust alone", of_level().filter(|entry| entry.is_rust_alone()))?;
    }
    Ok(())
}

/// A section, if there is anything in it.
fn section<'e>(out: &mut String, heading: &str, entries: impl Iterator<Item = &'e Entry<'e>>) -> fmt::Result {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        writeln!(out, "\n### {heading}\n")?;
    }
    entries.try_for_each(|entry| write_entry(out, entry))
}

fn heading(level: Level) -> &'static str {
    match level {
        Level::Breaking => "Breaking",
        Level::PotentiallyBreaking => "Potentially breaking",
        Level::Additive => "Added",
        Level::None => "Without effect on the wire",
    }
}

fn write_entry(out: &mut String, entry: &Entry<'_>) -> fmt::Result {
    let group = entry.group.map_or_else(String::new, |group| format!("**{group}** "));
    write!(out, "- {group}{}: {}", code(entry.subject), entry.title)?;
    match (entry.before, entry.after) {
        (None, None) => {}
        (Some(before), None) => write!(out, " ({})", code(before))?,
        (None, Some(after)) => write!(out, " ({})", code(after))?,
        (Some(before), Some(after)) => write!(out, " ({} → {})", code(before), code(after))?,
    }
    if !entry.rust.is_empty() {
        write!(out, ". Rust: {}", entry.rust)?;
    }
    match entry.operations.len() {
        0 | 1 => writeln!(out, "."),
        many => writeln!(out, ". Used by {many} operations."),
    }
}

/// `text` between as many backticks as it takes.
fn code(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let longest = text.split(|other| other != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
