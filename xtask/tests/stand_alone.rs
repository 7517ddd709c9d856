//! A crate that stands alone, from a made-up service that has what swagger allows and few services use.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
#[ignore = "exhaustive: compiles a crate for a minute"]
fn exhaustive_the_crate_of_the_zoo_compiles_and_replays() {
    let specification = workspace().join("generator/tests/fixtures/zoo/zoo.yaml");
    let calls = verify(&specification, "zoo-2024-06-01.jsonl");
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
fn verify(specification: &Path, log: &str) -> String {
    let specification = specification.to_string_lossy();
    let report = xtask(&["report", "--spec", &specification, "--message-format", "short"]);
    let diagnostics = String::from_utf8_lossy(&report.stderr);
    // Decimals are tried, and told about, and names are made up.
    let other: Vec<_> = diagnostics
        .lines()
        .filter(|line| !["W513", "W603"].iter().any(|code| line.contains(&format!(": warning[{code}]: "))))
        .collect();
    assert!(other.is_empty(), "the specification gives diagnostics: {diagnostics}");
    let verified = xtask(&["verify", "--spec", &specification]);
    let printed = [verified.stdout.as_slice(), verified.stderr.as_slice()].concat();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&printed));
    fs::read_to_string(workspace().join("target/verify").join(log)).expect("the replay writes its log")
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_apim-codegen"))
        .args(arguments)
        .env("CARGO_TARGET_DIR", workspace().join("target"))
        .output()
        .expect("xtask runs")
}

/// Names that Rust, the crate or the harness has for something.
const TAKEN: [&str; 34] = [
    "OddThings",
    "alloc",
    "arm",
    "async",
    "clients",
    "clone",
    "core",
    "crate",
    "dyn",
    "endpoint",
    "examples",
    "futures",
    "generated",
    "harness",
    "headers",
    "lib",
    "main",
    "mod",
    "models",
    "new",
    "option",
    "pager",
    "replay",
    "response",
    "result",
    "self",
    "serde",
    "std",
    "string",
    "super",
    "tests",
    "tokio",
    "union",
    "wire",
];

#[test]
#[ignore = "exhaustive: compiles a crate for a minute"]
fn exhaustive_groups_may_be_called_like_anything() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let example = json!({"parameters": {"api-version": "1"}, "responses": {"200": {"body": {"name": "x"}}}});
    let version = json!({"name": "api-version", "in": "query", "required": true, "type": "string"});
    let mut paths = serde_json::Map::new();
    for group in TAKEN {
        fs::write(folder.path().join(format!("{group}.json")), example.to_string()).expect("an example");
        let examples = json!({"one": {"$ref": format!("./{group}.json")}});
        let responses = json!({"200": {"description": "ok", "schema": {"$ref": "#/definitions/Thing"}}});
        let get = json!({"operationId": format!("{group}_List"), "x-ms-examples": examples, "parameters": [version], "responses": responses});
        paths.insert(format!("/{group}"), json!({"get": get}));
    }
    // Bodies that hold what no body is, types that are nothing but themselves, pages that are asked for by name alone.
    let list = json!({"type": "array", "items": {"$ref": "#/definitions/Disk"}});
    let map = json!({"type": "object", "additionalProperties": {"$ref": "#/definitions/Slot"}});
    for (name, schema) in [("lists", list), ("maps", map)] {
        let body = json!({"name": "body", "in": "body", "required": true, "schema": schema});
        let put = json!({"operationId": format!("Bodies_{name}"), "parameters": [version, body], "responses": {"204": {"description": "ok"}}});
        paths.insert(format!("/{name}"), json!({"put": put}));
    }
    let pages = json!({"200": {"description": "ok", "schema": {"$ref": "#/definitions/Things"}}});
    paths.insert(
        "/events".to_owned(),
        json!({"get": {"operationId": "Events_List", "parameters": [version], "responses": pages,
        "x-ms-pageable": {"nextLinkName": "nextLink", "operationName": "Events_ListNext"}}}),
    );
    let link = json!({"name": "nextLink", "in": "path", "required": true, "type": "string"});
    paths.insert(
        "{nextLink}?Further events".to_owned(),
        json!({"get": {"operationId": "Events_ListNext",
        "parameters": [link, version], "responses": pages, "x-ms-pageable": {"nextLinkName": "nextLink"}}}),
    );
    let object = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let things = json!({"type": "object", "properties": {"value": {"type": "array", "items": {"$ref": "#/definitions/Thing"}}, "nextLink": {"type": "string"}}});
    let specification = json!({
        "swagger": "2.0", "info": {"title": "OddThings", "version": "1"}, "host": "management.azure.com",
        "schemes": ["https"], "consumes": ["application/json"], "produces": ["application/json"], "paths": paths,
        "definitions": {"Thing": object, "Disk": object, "Slot": object, "Things": things}
    });
    let file = folder.path().join("odd.json");
    fs::write(&file, specification.to_string()).expect("a specification");
    let calls = verify(&file, "odd-things-1.jsonl");
    assert_eq!(calls.lines().count(), TAKEN.len());
}

/// What examples show and no service says, or says otherwise: an answer of `GET` each, and the property of the page or
/// thing that it is about.
const ODD_ANSWERS: [(&str, &str, &str); 9] = [
    ("OtherHost", "pages", r#"{"value": [{"name": "a"}], "nextLink": "https://foo.com"}"#),
    ("NoAddress", "pages", r#"{"value": [{"name": "a"}], "nextLink": "nextLink"}"#),
    ("Circle", "pages", r#"{"value": [], "nextLink": "https://management.azure.com/Circle?api-version=1"}"#),
    ("ListForPage", "pages", r#"[{"name": "a"}]"#),
    ("ListForThing", "thing", r#"[{"name": "a"}]"#),
    ("TextForThing", "thing", r#""a thing""#),
    ("TextInside", "thing", r#"{"part": "a text"}"#),
    ("FloatForInteger", "thing", r#"{"count": 1.5}"#),
    ("OtherLetters", "thing", r#"{"state": "succeeded"}"#),
];

#[test]
#[ignore = "exhaustive: compiles three crates for minutes"]
fn exhaustive_mistakes_of_examples_are_anomalies_and_no_failures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let version = json!({"name": "api-version", "in": "query", "required": true, "type": "string"});
    let mut paths = serde_json::Map::new();
    for (name, what, body) in ODD_ANSWERS {
        let body: Value = serde_json::from_str(body).expect("JSON");
        let example = json!({"parameters": {"api-version": "1"}, "responses": {"200": {"body": body}}});
        fs::write(folder.path().join(format!("{name}.json")), example.to_string()).expect("an example");
        let responses = json!({"200": {"description": "ok", "schema": {"$ref": format!("#/definitions/{what}")}}});
        let mut get = json!({"operationId": format!("Odd_{name}"), "parameters": [version], "responses": responses});
        get["x-ms-examples"] = json!({"one": {"$ref": format!("./{name}.json")}});
        if what == "pages" {
            get["x-ms-pageable"] = json!({"nextLinkName": "nextLink"});
        }
        paths.insert(format!("/{name}"), json!({"get": get}));
    }
    let thing = json!({"type": "object", "properties": {
        "name": {"type": "string"}, "count": {"type": "integer", "format": "int32"}, "part": {"$ref": "#/definitions/part"},
        "state": {"type": "string", "enum": ["Succeeded"], "x-ms-enum": {"name": "State", "modelAsString": true}}}});
    let pages = json!({"type": "object", "properties": {
        "value": {"type": "array", "items": {"$ref": "#/definitions/thing"}}, "nextLink": {"type": "string"}}});
    let specification = json!({
        "swagger": "2.0", "info": {"title": "Fair", "version": "1"}, "host": "management.azure.com",
        "schemes": ["https"], "consumes": ["application/json"], "produces": ["application/json"], "paths": paths,
        "definitions": {"thing": thing, "pages": pages, "part": {"type": "object", "properties": {"a": {"type": "string"}}}}
    });
    let file = folder.path().join("fair.json");
    fs::write(&file, specification.to_string()).expect("a specification");
    let verified = xtask(&["verify", "--spec", &file.to_string_lossy(), "--message-format", "short"]);
    let printed = String::from_utf8_lossy(&verified.stdout);
    assert_eq!(verified.status.code(), Some(0), "{printed}{}", String::from_utf8_lossy(&verified.stderr));
    for (name, ..) in ODD_ANSWERS {
        assert!(printed.contains(&format!("anomaly: Odd_{name} ({name}.json): response 200")), "{name}: {printed}");
    }
    assert!(printed.contains("9 examples replayed, 9 with anomalies, 0 failed"), "{printed}");
    let thing =
        json!({"200": {"description": "ok", "schema": {"type": "object", "properties": {"name": {"type": "string"}}}}});
    let bare = json!({
        "swagger": "2.0", "info": {"title": "Bare", "version": "1"}, "host": "management.azure.com",
        "paths": {"/thing": {"get": {"operationId": "Things_Get", "responses": thing}}}
    });
    let without_examples = folder.path().join("bare.json");
    fs::write(&without_examples, bare.to_string()).expect("a specification");
    a_workspace_ends_with_a_row_for_each(&file.to_string_lossy(), &without_examples.to_string_lossy());
}

/// Two crates of one name, a specification that is not there, and one without examples.
fn a_workspace_ends_with_a_row_for_each(file: &str, bare: &str) {
    let verified = xtask(&["verify", "--workspace", file, "nowhere.json", file, bare, "--format", "json"]);
    let printed = String::from_utf8_lossy(&verified.stderr);
    assert_eq!(verified.status.code(), Some(2), "{printed}");
    let rows: Value = serde_json::from_slice(&verified.stdout).unwrap_or_else(|error| panic!("{error}: {printed}"));
    let packages: Vec<_> = rows.as_array().into_iter().flatten().map(|row| row["package"].as_str()).collect();
    assert_eq!(packages, [Some("fair"), None, Some("fair-2"), Some("bare")], "{printed}");
    for (row, count) in [(&rows[0], [9; 4]), (&rows[2], [9; 4]), (&rows[3], [1, 0, 0, 0])] {
        let counts = ["operations", "examples", "replayed", "anomalies"].map(|key| row[key].as_u64());
        assert_eq!(counts, count.map(Some), "{row}");
        assert_eq!(row["leftOut"], 0, "{row}");
        assert_eq!((&row["compiled"], &row["failed"]), (&json!(true), &Value::Null), "{row}");
    }
    assert_eq!(rows[1]["compiled"], json!(false));
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}
