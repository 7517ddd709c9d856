//! What every lifted document is, whatever it was made of.

use openapiv3::OpenAPI;

/// Holds that a document reads back as it was written, and refers to nothing but its own parts.
pub(crate) fn assert_sound(openapi: &OpenAPI) {
    let value = serde_json::to_value(openapi).expect("the document can be written");
    // By way of the value: the text of a large float reads back inexactly.
    let read: OpenAPI = serde_json::from_value(value.clone()).expect("what was written can be read");
    assert!(read == *openapi, "the document reads back differently");
    assert_references_lead_somewhere(&value, &value);
}

fn assert_references_lead_somewhere(value: &serde_json::Value, document: &serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            if let Some(reference) = map.get("$ref").and_then(|reference| reference.as_str()) {
                let pointer = reference.strip_prefix('#').expect("a reference within the document");
                assert!(document.pointer(pointer).is_some(), "`{reference}` leads nowhere");
            }
            // What an extension holds is not read as a part of the document.
            let parts = map.iter().filter(|(key, _)| !key.starts_with("x-"));
            parts.for_each(|(_, value)| assert_references_lead_somewhere(value, document));
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| assert_references_lead_somewhere(item, document));
        }
        _ => {}
    }
}
