//! What PATCH requests delete.

use crate::arm::with_nulls;
use crate::models::*;
use azure_core::Bytes;
use azure_core::http::RequestContent;
use serde_json::{Value, json};
use std::collections::HashMap;

fn sent<T>(content: RequestContent<T>) -> Value {
    let body: Bytes = content.body().into();
    serde_json::from_slice(&body).unwrap()
}

#[test]
fn a_patch_deletes_properties_of_what_it_shares_with_other_requests() {
    let release = |notes: &str| -> ApiReleaseContract {
        serde_json::from_value(
            json!({"id": "/x", "properties": {"notes": notes, "createdDateTime": "2024-05-31T12:00:00Z"}}),
        )
        .unwrap()
    };
    let body = with_nulls(release("n"), &[&["properties", "apiId"]]).unwrap();
    assert_eq!(sent(body), json!({"properties": {"notes": "n", "apiId": null}}));
    let body = with_nulls(release("n"), &[&["properties", "notes"], &["tags", "cost.center/a~b"]]).unwrap();
    assert_eq!(sent(body), json!({"properties": {"notes": null}, "tags": {"cost.center/a~b": null}}));
    assert_eq!(sent(with_nulls(ApiReleaseContract::default(), &[]).unwrap()), json!({}));
}

#[test]
fn a_path_to_a_null_leads_through_objects_only() {
    let failure = |paths: &[&[&str]]| {
        let release = serde_json::from_value(json!({"properties": {"notes": "n"}})).unwrap();
        with_nulls::<ApiReleaseContract>(release, paths).unwrap_err().to_string()
    };
    assert_eq!(failure(&[&[]]), "an empty path names no property");
    let expected = r#"["properties", "notes", "a"] leads through ["properties", "notes"], which is no object"#;
    assert_eq!(failure(&[&["properties", "notes", "a"]]), expected);
    assert_eq!(failure(&[&["a"], &["a", "b"]]), r#"["a", "b"] leads through ["a"], which is no object"#);
}

#[test]
fn a_patch_deletes_keys_of_dictionaries() {
    let tags = HashMap::from([("old".to_owned(), None), ("new".to_owned(), Some("x".to_owned()))]);
    let update = ApiManagementServiceUpdateParameters { tags: tags.into(), ..Default::default() };
    assert_eq!(sent(update.try_into().unwrap()), json!({"tags": {"old": null, "new": "x"}}));
}
