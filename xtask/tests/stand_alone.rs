//! A crate that stands alone, from a made-up service that has what swagger allows and few services use.

mod support;

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

#[test]
fn the_crate_of_the_zoo_compiles_and_replays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let specification = support::workspace().join("generator/tests/fixtures/zoo/zoo.yaml");
    let calls = support::generate_and_test(&specification, folder.path());
    let calls: Vec<Value> = calls.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let by_example: BTreeMap<&str, &Value> =
        calls.iter().filter_map(|call| Some((call["example"].as_str()?, call))).collect();
    let examples =
        fs::read_to_string(&specification).expect("the specification").matches("\n          parameters:").count();
    assert_eq!(calls.len(), examples, "one call for each example");

    // What the replay itself takes for granted: `null` is sent, lists are written as asked, forms are what they say.
    assert_eq!(by_example["SearchAnimals"]["requestBody"], json!({"text": "T", "zone": null, "keeper": null}));
    let url = by_example["ListAnimals"]["url"].as_str().expect("an address");
    let written = [
        "species=cat&species=sea%20lion",
        "zones=a%2Cb",
        "colours=red%20blue",
        "foods=hay%09fish",
        "names=Tom%7CAnn",
        "sizes=1%2C3",
        "fedAt=Mon%2C%2006%20May%202024%2007%3A08%3A09%20GMT",
        "countedAt=1714979289",
        "chip=AQID",
        "tag=_-8",
    ];
    for part in written {
        assert!(url.contains(part), "{url} has no {part}");
    }
    assert_eq!(by_example["ListAnimals"]["requestHeaders"]["x-zoo-marks"], "left,right");
    assert!(by_example["ReadNote"]["url"].as_str().is_some_and(|url| url.contains("/notes/house/door?")));
    assert_eq!(by_example["ReadNote"]["requestHeaders"]["accept"], "text/plain");
    assert_eq!(by_example["ConvertPlan"]["requestHeaders"]["content-type"], "application/xml");
    assert_eq!(by_example["TellUs"]["requestBody"], "text=Nice%20%26%20loud&stars=5&topics=birds&topics=cats");
    let form = by_example["SendPhotos"]["requestBody"].as_str().expect("a form");
    assert!(
        form.contains("name=\"photo\"; filename=\"photo\"\r\ncontent-type: application/octet-stream\r\n\r\nbytes\r\n")
    );
    assert_eq!(by_example["GetUnknownKind"]["model"], by_example["GetUnknownKind"]["responseBody"], "kept whole");
    assert_eq!(by_example["SetPrice"]["requestBody"], json!(2.5));
}
