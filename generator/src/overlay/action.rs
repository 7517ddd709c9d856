//! The actions of an overlay, checked.

use super::text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{DocumentId, Documents, Location, Pointer};
use serde_json::Value;
use serde_json_path::JsonPath;

/// One action.
pub(super) struct Action {
    target: JsonPath,
    /// Where the target is written.
    pub(super) target_location: Location,
    pub(super) change: Change,
}

/// What becomes of the nodes that a target selects.
pub(super) enum Change {
    /// They go.
    Remove,
    /// The value, written at `source`, is merged into them.
    Update { value: Value, source: Location },
}

impl Action {
    /// The nodes that the target selects, the last first, so that removing one does not move the others.
    pub(super) fn select(&self, content: &Value) -> Vec<Pointer> {
        let found = self.target.query_located(content);
        let mut pointers: Vec<_> =
            found.locations().map(|location| Pointer::from_text(location.to_json_pointer())).collect();
        pointers.reverse();
        pointers
    }
}

/// The actions of the overlay. What is wrong with it is reported, and the rest returned.
pub(super) fn actions(documents: &Documents, overlay: DocumentId, diagnostics: &mut Diagnostics) -> Vec<Action> {
    let content = &documents.get(overlay).content;
    let root = Location::new(overlay, Pointer::root());
    let mut refuse = |location: Location, message: &str| {
        let help = "`cargo xtask explain E903` shows an overlay";
        diagnostics.push(Diagnostic::at(Code::Overlay, location, message).help(help));
    };
    if !text(content, "overlay").is_some_and(|version| version.starts_with("1.")) {
        refuse(root, "an overlay begins with `overlay: 1.0.0`");
        return Vec::new();
    }
    let Some(items) = content.get("actions").and_then(Value::as_array).filter(|items| !items.is_empty()) else {
        refuse(root, "an overlay has a list of `actions`");
        return Vec::new();
    };
    let at = root.key("actions");
    let mut actions = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match action(item, &at.index(index)) {
            Ok(action) => actions.push(action),
            Err((location, message)) => refuse(location, &message),
        }
    }
    actions
}

fn action(item: &Value, at: &Location) -> Result<Action, (Location, String)> {
    let Some(target) = text(item, "target") else {
        return Err((at.clone(), "an action has a `target`, a JSONPath".to_owned()));
    };
    let target_location = at.key("target");
    let target =
        JsonPath::parse(target).map_err(|error| (target_location.clone(), format!("not a JSONPath: {error}")))?;
    if text(item, "description").is_none_or(|reason| reason.trim().is_empty()) {
        return Err((at.clone(), "an action has a `description`, the reason for the change".to_owned()));
    }
    let change = match (item.get("remove"), item.get("update")) {
        (Some(Value::Bool(true)), None) => Change::Remove,
        (None | Some(Value::Bool(false)), Some(update)) => {
            Change::Update { value: update.clone(), source: at.key("update") }
        }
        _ => return Err((at.clone(), "an action has either `update` or `remove: true`".to_owned())),
    };
    Ok(Action { target, target_location, change })
}
