//! Random writes and reads beside a small map: what the emulator says is what the map says.

use super::{SERVICE, request, with_service};
use crate::{Emulator, Request};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A call to a user; names and notes are few, so that calls meet.
#[derive(Clone, Debug)]
enum Step {
    Put(usize, Option<u8>),
    /// A change of the note: to a value, or away.
    Patch(usize, Option<u8>),
    Delete(usize),
    Get(usize),
    List(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let name = 0..4_usize;
    let note = proptest::option::of(0..3_u8);
    prop_oneof![
        (name.clone(), note.clone()).prop_map(|(name, note)| Step::Put(name, note)),
        (name.clone(), note).prop_map(|(name, note)| Step::Patch(name, note)),
        name.clone().prop_map(Step::Delete),
        name.prop_map(Step::Get),
        (1..6_u8).prop_map(Step::List),
    ]
}

/// The same name in other letters: case does not count.
fn path(name: usize, shout: bool) -> String {
    let path = format!("{SERVICE}/users/u{name}");
    if shout { path.to_uppercase() } else { path }
}

fn finish(emulator: &Emulator, answer: &crate::Answer) {
    if let Some(link) = answer.header("location") {
        emulator.handle(&Request::new("GET", link).header("authorization", "x"));
    }
}

/// Pages of a list until there are no more: the names and the pages' counts.
fn names(emulator: &Emulator, top: u8) -> Vec<String> {
    let mut next = Some(format!("https://management.azure.com{SERVICE}/users?api-version=2024-05-01&$top={top}"));
    let mut names = Vec::new();
    while let Some(link) = next {
        let page = emulator.handle(&Request::new("GET", link).header("authorization", "x")).value();
        let items = page["value"].as_array().cloned().unwrap_or_default();
        assert!(items.len() <= usize::from(top), "a page has more than was asked for");
        names.extend(items.iter().map(|item| item["name"].as_str().unwrap_or_default().to_lowercase()));
        next = page["nextLink"].as_str().map(str::to_owned);
    }
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_world_is_as_a_map(steps in vec((step(), any::<bool>()), 1..30)) {
        let emulator = with_service();
        // The note and the tag of each user.
        let mut model: BTreeMap<usize, (Option<u8>, String)> = BTreeMap::new();
        for (step, shout) in steps {
            match step {
                Step::Put(name, note) => {
                    let mut properties = Map::new();
                    properties.insert("email".to_owned(), json!(format!("u{name}@b.example")));
                    properties.insert("firstName".to_owned(), json!("U"));
                    properties.insert("lastName".to_owned(), json!("V"));
                    properties.extend(note.map(|note| ("note".to_owned(), json!(note.to_string()))));
                    let answer = emulator.handle(&request("PUT", &path(name, shout)).json(&json!({"properties": properties})));
                    let before = model.get(&name);
                    prop_assert_eq!(answer.status, if before.is_some() { 200 } else { 201 });
                    let tag = answer.header("etag").unwrap_or_default().to_owned();
                    // A password could have been among what was put, so each put is a new version.
                    prop_assert!(model.values().all(|(_, old)| *old != tag), "the tag is not new");
                    model.insert(name, (note, tag));
                }
                Step::Patch(name, note) => {
                    let body = json!({"properties": {"note": note.map(|note| note.to_string())}});
                    let stale = emulator.handle(&request("PATCH", &path(name, shout)).header("if-match", "\"AAAA\"").json(&body));
                    prop_assert_eq!(stale.status, if model.contains_key(&name) { 412 } else { 404 });
                    let tag = model.get(&name).map_or("*", |(_, tag)| tag).to_owned();
                    let answer = emulator.handle(&request("PATCH", &path(name, shout)).header("if-match", &tag).json(&body));
                    match model.get_mut(&name) {
                        None => prop_assert_eq!(answer.status, 404),
                        Some(known) => {
                            prop_assert_eq!(answer.status, 200);
                            let told = answer.value();
                            let told = told.pointer("/properties/note").and_then(Value::as_str).map(str::to_owned);
                            prop_assert_eq!(told, note.map(|note| note.to_string()));
                            *known = (note, answer.header("etag").unwrap_or_default().to_owned());
                        }
                    }
                }
                Step::Delete(name) => {
                    let answer = emulator.handle(&request("DELETE", &path(name, shout)).header("if-match", "*"));
                    prop_assert_eq!(answer.status, if model.remove(&name).is_some() { 202 } else { 204 });
                    finish(&emulator, &answer);
                }
                Step::Get(name) => {
                    let answer = emulator.handle(&request("GET", &path(name, shout)));
                    match model.get(&name) {
                        None => prop_assert_eq!(answer.status, 404),
                        Some((note, tag)) => {
                            prop_assert_eq!(answer.status, 200);
                            prop_assert_eq!(answer.header("etag"), Some(tag.as_str()));
                            let told = answer.value();
                            let told = told.pointer("/properties/note").and_then(Value::as_str).map(str::to_owned);
                            prop_assert_eq!(told, note.map(|note| note.to_string()));
                        }
                    }
                }
                Step::List(top) => {
                    let expected: Vec<String> = model.keys().map(|name| format!("u{name}")).collect();
                    prop_assert_eq!(names(&emulator, top), expected);
                }
            }
        }
    }

    #[test]
    fn nothing_panics(method in "[A-Z]{3,7}", path in ".{0,60}", query in ".{0,40}", body in vec(any::<u8>(), 0..40)) {
        let emulator = with_service();
        for prefix in ["", "/", SERVICE, &format!("{SERVICE}/users/"), &format!("{SERVICE}/apis/")] {
            let url = format!("{prefix}{path}?api-version=2024-05-01&{query}");
            let request = Request { body: body.clone(), ..Request::new(&method, url).header("authorization", "x") };
            let answer = emulator.handle(&request);
            prop_assert!(answer.status >= 200, "{}", answer.status);
        }
    }

    #[test]
    fn filters_never_panic(filter in "[a-z'() ,/0-9]{0,40}|(not |\\(){0,60}x eq 1") {
        let _ = crate::filter::Filter::parse(&filter).map(|filter| filter.matches(&json!({"x": 1})));
    }
}

#[test]
fn of_all_writers_with_one_tag_one_wins() {
    let emulator = with_service();
    let user = json!({"properties": {"email": "a@b.example", "firstName": "A", "lastName": "B"}});
    let made = emulator.handle(&request("PUT", &path(0, false)).json(&user));
    let tag = made.header("etag").expect("a tag").to_owned();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|number| {
                let (emulator, tag) = (&emulator, &tag);
                scope.spawn(move || {
                    let body = json!({"properties": {"note": number.to_string()}});
                    emulator.handle(&request("PATCH", &path(0, false)).header("if-match", tag).json(&body)).status
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().expect("no panic")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 412).count(), 7, "{statuses:?}");
}
