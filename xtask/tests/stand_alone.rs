//! A crate that stands alone, from a made-up service that has what swagger allows and few services use.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn the_crate_of_the_zoo_compiles_and_replays() {
    let specification = workspace().join("generator/tests/fixtures/zoo/zoo.yaml");
    let calls = verify(&specification);
    let calls: Vec<Value> = calls.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let by_example: BTreeMap<&str, &Value> =
        calls.iter().filter_map(|call| Some((call["example"].as_str()?, call))).collect();
    let examples =
        fs::read_to_string(&specification).expect("the specification").matches("\n          parameters:").count();
    assert_eq!(calls.len(), examples, "one call for each example");
    // That later pages come by POST with the same body is checked in the replay of these.
    assert_eq!(by_example["QueryAnimals"]["method"], "POST");
    assert_eq!(by_example["RestingAnimals"]["method"], "POST");

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
    for example in ["GetUnknownKind", "MoveFish", "MoveRay", "MoveShark", "MoveUnknownFish", "ServeMeal", "GatherHerds"]
    {
        assert_eq!(by_example[example]["model"], by_example[example]["responseBody"], "{example} is kept whole");
    }
    assert_eq!(
        by_example["MoveRay"]["requestBody"],
        json!({"kind": "ZOO.RAY", "depth": 1, "span": 2.5, "company": [{"kind": "shark", "sharkType": "saw", "teeth": 20}]}),
        "what the service owns is left out of kinds at every depth, and nothing else"
    );
    assert_eq!(
        by_example["ServeMeal"]["requestBody"],
        json!({"food": "dry", "grams": 5, "after": {"food": "green", "bales": 1}})
    );
    assert_eq!(by_example["ChangeKeeper"]["requestHeaders"]["content-type"], "application/merge-patch+json");
    assert!(by_example["ChangeKeeper"]["requestBody"].get("leaves").is_some_and(Value::is_null));
    assert!(by_example["ChangeNothing"]["requestHeaders"].get("content-type").is_none());
    assert_eq!(by_example["SetPrice"]["requestBody"], json!(2.5));
    // Models in lists and maps, and in lists of lists, are sent without what the service owns.
    assert_eq!(by_example["ListStalls"]["requestBody"], json!([{"sells": "tea"}]));
    assert_eq!(by_example["MapStalls"]["requestBody"], json!({"id": {"sells": "tea"}}));
    assert_eq!(by_example["RowsStalls"]["requestBody"], json!([[{"sells": "tea"}], []]));
    assert_eq!(by_example["RowStalls"]["requestBody"], json!([{"sells": "tea"}]));
    assert_eq!(by_example["CartsStalls"]["requestBody"], json!([{"kind": "icecart", "flavour": "mint"}]));
    assert_eq!(by_example["SetUpBooth"]["requestBody"], json!({"tells": "fortunes"}));
    for absent in ["MapNoStalls", "RowNoStalls", "ConvertNothing"] {
        assert!(by_example[absent]["requestHeaders"].get("content-type").is_none(), "{absent}");
    }
    assert!(by_example["SetPrice"]["url"].as_str().is_some_and(|url| url.contains("/zoo/v1/tickets/price?")));
}

/// Verifies the crate of a specification that says nothing wrong, and returns the log of the replayed calls.
fn verify(specification: &Path) -> String {
    let specification = specification.to_string_lossy();
    let report = xtask(&["report", "--spec", &specification, "--message-format", "short"]);
    let diagnostics = String::from_utf8_lossy(&report.stderr);
    // Decimals are tried, and told about.
    let other: Vec<_> = diagnostics.lines().filter(|line| !line.contains(": warning[W513]: ")).collect();
    assert!(other.is_empty(), "the specification gives diagnostics: {diagnostics}");
    let verified = xtask(&["verify", "--spec", &specification]);
    let printed = [verified.stdout.as_slice(), verified.stderr.as_slice()].concat();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&printed));
    fs::read_to_string(workspace().join("target/verify/zoo-2024-06-01.jsonl")).expect("the replay writes its log")
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .env("CARGO_TARGET_DIR", workspace().join("target"))
        .output()
        .expect("xtask runs")
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}
