//! The API as a table that an emulator serves: routes with their roles, types with their constraints, and examples of
//! what follows from neither. It has no prose.
//!
//! The text is JSON, one record a line, so that differences between two versions are read line by line.

mod examples;
mod operations;
mod roles;
mod types;

use crate::ir::Api;
use serde::Serialize;
use serde_json::json;

/// The table of an API as text.
pub fn table(api: &Api) -> String {
    let mut parameters = operations::Parameters::default();
    let routes = roles::routes(api);
    let lines: Vec<String> = routes.iter().map(|route| line(&operations::route(api, route, &mut parameters))).collect();
    let parameters: Vec<String> = parameters.records().iter().map(line).collect();
    let types: Vec<String> =
        api.definitions.iter().map(|definition| line(&types::definition(api, definition))).collect();
    let examples: Vec<String> = examples::of(&routes).iter().map(line).collect();
    let head = json!({ "title": api.title, "version": api.version, "host": api.host });
    let mut text = format!("{{\n\"api\":{head}");
    for (name, lines) in [("parameters", parameters), ("types", types), ("routes", lines), ("examples", examples)] {
        text.push_str(&format!(",\n\"{name}\":[\n{}\n]", lines.join(",\n")));
    }
    text.push_str("\n}\n");
    text
}

/// A record on one line. There is JSON for everything that a record holds.
fn line(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_default()
}
