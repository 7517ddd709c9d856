//! What is left out of a specification: operations that the configuration skips, and those that cannot be understood
//! when the rest is wanted all the same.
//!
//! An operation is left out by taking it out of the lifted document, so no later stage knows of it.

mod parts;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, question};
use crate::ir::LeftOut;
use crate::lift::Lifted;
use crate::source::Documents;
use parts::{Part, Parts};
use rustc_hash::{FxHashMap, FxHashSet};

/// Takes out the operations that the configuration skips; nothing that is said of them remains. An entry that matches no
/// operation is an error.
pub(crate) fn skip(
    lifted: &mut Lifted,
    documents: &Documents,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<LeftOut> {
    if config.skip.is_empty() {
        return Vec::new();
    }
    let parts = Parts::find(lifted, documents);
    let mut skipped = FxHashSet::default();
    for entry in &config.skip {
        let id = entry.as_ref().as_str();
        let matched: Vec<usize> = parts.operations_called(id).collect();
        if matched.is_empty() {
            let message = format!("`skip`: no operation is called `{id}`");
            let help = question(id, parts.operation_ids()).unwrap_or_else(|| "remove the entry".to_owned());
            let diagnostic = Diagnostic::new(Code::Configuration, message).help(help);
            diagnostics.push(Diagnostic { place: config.place(entry), ..diagnostic });
        }
        skipped.extend(matched);
    }
    let lost = parts.needed_by_none(&skipped);
    let gone: FxHashSet<usize> = skipped.iter().chain(&lost).copied().collect();
    diagnostics.retain(|diagnostic| {
        let about = diagnostic.location().map(|location| parts.at(location)).unwrap_or_default();
        about.is_empty() || !about.iter().all(|part| gone.contains(part))
    });
    let mut skipped: Vec<usize> = skipped.into_iter().collect();
    skipped.sort_unstable();
    let left_out = skipped.iter().map(|part| left_out(&parts.parts[*part], "the configuration skips it")).collect();
    parts.remove(&skipped, lifted);
    parts.remove(&lost, lifted);
    left_out
}

/// Takes out what the errors are about, and all that needs it. `None` when some error is about the whole.
pub(crate) fn leave_out(lifted: &mut Lifted, documents: &Documents, diagnostics: &Diagnostics) -> Option<Vec<LeftOut>> {
    let parts = Parts::find(lifted, documents);
    let mut reasons: FxHashMap<usize, String> = FxHashMap::default();
    for error in diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error) {
        let Some(Place::Location(location)) = &error.place else { return None };
        let about = parts.at(location);
        if about.is_empty() {
            return None;
        }
        for part in about {
            reasons.entry(part).or_insert_with(|| format!("{}: {}", error.code, error.message));
        }
    }
    let users = parts.users();
    let mut open: Vec<usize> = reasons.keys().copied().collect();
    open.sort_unstable();
    while let Some(part) = open.pop() {
        let reason = reasons[&part].clone();
        for user in users.get(parts.parts[part].pointer.as_str()).into_iter().flatten() {
            if !reasons.contains_key(user) {
                reasons.insert(*user, reason.clone());
                open.push(*user);
            }
        }
    }
    let mut found: Vec<usize> = reasons.keys().copied().collect();
    found.sort_unstable();
    let left_out = found.iter().map(|part| left_out(&parts.parts[*part], &reasons[part])).collect();
    parts.remove(&found, lifted);
    parts.remove(&parts.needed_by_none(&reasons.into_keys().collect()), lifted);
    Some(left_out)
}

fn left_out(part: &Part, reason: &str) -> LeftOut {
    LeftOut { name: part.name.clone(), reason: reason.to_owned() }
}
