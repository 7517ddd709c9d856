//! What the service answered once, and what the emulator answers to the same: statuses, headers that matter, and every
//! property that had a value. The recordings are those of the client's situations.

use apim_emulator::{Answer, ApiVersions, Emulator, Request};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const SUBSCRIPTION: &str = "/subscriptions/00000000-0000-0000-0000-000000000000";

/// Recordings that the emulator does not follow, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("api_deleted", "it runs long in the version of the specification"),
    ("api_imported", "a document is taken, and not read"),
    ("api_imported_with_a_signed_link", "a document is taken, and not read"),
    ("user_deleted", "it runs long in the version of the specification"),
    ("service_deletion_whose_monitor_goes_too", "a monitor that goes with its service was a passing fault"),
];

/// Properties that follow from nothing that was sent, by the ends of their places.
const UNTOLD: &[&str] = &[
    // Read from the certificate.
    "/properties/expirationDate",
    "/properties/subject",
    "/properties/thumbprint",
    // Groups that a service is born with, and identities that users have by themselves.
    "/properties/groups",
    "/properties/identities",
    // What the service takes over from an API that the recording does not have.
    "/properties/description",
    "/properties/subscriptionRequired",
    // Of retired features.
    "/properties/portalUrl",
    "/properties/scmUrl",
    // Protocols of the gateway, which are the service's own defaults.
    "/properties/customProperties",
];

#[test]
fn the_emulator_answers_as_the_service_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/situations/recordings");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("recordings").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let (mut checked, mut wrong) = (0, Vec::new());
    for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "yaml")) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let complaints = replay(&read(file));
        let is_exception = EXCEPTIONS.iter().any(|(known, _)| *known == name);
        match (complaints.is_empty(), is_exception) {
            (true, false) => checked += 1,
            (true, true) => wrong.push(format!("{name} is no exception any more")),
            (false, true) => {}
            (false, false) => wrong.push(format!("{name}:\n  {}", complaints.join("\n  "))),
        }
    }
    assert!(wrong.is_empty(), "{checked} are followed, {} are not:\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked > 60, "{checked}");
}

fn read(file: &Path) -> Value {
    let text = fs::read_to_string(file).expect("a recording");
    let service = format!("{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc");
    let text = text.replace("<service>", &service).replace("<subscription>", SUBSCRIPTION);
    serde_yaml::from_str(&text.replace("<host>", "https://management.azure.com")).expect("YAML")
}

/// What is another in the emulator's answers.
fn replay(recording: &Value) -> Vec<String> {
    let exchanges = recording["exchanges"].as_array().cloned().unwrap_or_default();
    let polls = exchanges.iter().skip(1).filter(|exchange| is_in_progress(&exchange["response"])).count();
    let emulator = Emulator::builder()
        .api_versions(ApiVersions::Any)
        .long_running(u32::try_from(polls).unwrap_or(0), 1)
        .build()
        .expect("a table");
    prepare(&emulator, &exchanges, &recording["call"]["body"]);
    let mut complaints = Vec::new();
    let mut link = None;
    for (number, exchange) in exchanges.iter().enumerate() {
        let asked = &exchange["request"];
        let request = if number == 0 { first(recording, asked) } else { next(asked, link.as_deref()) };
        let answer = emulator.handle(&request);
        let follows = exchanges.get(number + 1).map(|next| &next["request"]);
        link = follows.and_then(|follows| link_of(&answer, follows)).or(link);
        complaints.extend(differences(&exchange["response"], &answer).into_iter().map(|it| format!("{number}: {it}")));
    }
    complaints
}

/// The link of an answer that the recording follows next.
fn link_of(answer: &Answer, follows: &Value) -> Option<String> {
    let path = follows["path"].as_str().unwrap_or_default().to_ascii_lowercase();
    let query = follows["query"].as_str().unwrap_or_default();
    let is_result = path.contains("operationresults") && !query.contains("asyncResponse");
    let names = if is_result { ["location", "azure-asyncoperation"] } else { ["azure-asyncoperation", "location"] };
    names.iter().find_map(|name| answer.header(name)).map(str::to_owned)
}

fn is_in_progress(response: &Value) -> bool {
    response["status"] == 202 || response["body"]["status"] == "InProgress"
}

/// Puts into the world what was there when the recording began.
fn prepare(emulator: &Emulator, exchanges: &[Value], sent: &Value) {
    let (asked, response) = (&exchanges[0]["request"], &exchanges[0]["response"]);
    let path = asked["path"].as_str().unwrap_or_default();
    let last = exchanges.last().map(|exchange| &exchange["response"]).unwrap_or(response);
    let mut told = [last, response].into_iter().map(|it| &it["body"]);
    // What says how an operation goes tells nothing of the thing.
    let told = told.find(|body| body.is_object() && body["status"].is_null()).cloned();
    let told = told.unwrap_or_else(|| json!({}));
    let method = asked["method"].as_str().unwrap_or_default();
    let location = response["headers"]["location"].as_str().unwrap_or_default();
    let is_there = match asked["method"].as_str().unwrap_or_default() {
        "PUT" => response["status"] == 200 || location.contains("asyncCode=200"),
        "DELETE" => response["status"] != 204,
        _ => response["status"].as_u64().is_some_and(|status| status < 300),
    };
    let above = path.rsplit_once('/').map_or(path, |(above, _)| above);
    if method == "POST" {
        // An action shows the thing that it is done to, or its secrets.
        let thing = if told["id"].is_string() { told.clone() } else { json!({ "properties": told }) };
        emulator.ensure(above, thing);
    }
    emulator.ensure(above, json!({}));
    if method == "PUT" && asked["body"].is_null() && sent.is_null() && !is_there {
        // What a link is about is there before it.
        emulator.ensure(path, told.clone());
        let url = format!("https://management.azure.com{path}?api-version=2021-08-01");
        emulator.handle(&Request::new("DELETE", url).header("authorization", "Bearer t"));
    }
    if is_there && told["value"].is_null() {
        emulator.ensure(path, told.clone());
    }
    for item in told["value"].as_array().into_iter().flatten() {
        let id = item["id"].as_str().unwrap_or_default();
        emulator.ensure(id, item.clone());
        // Whoever has groups is in them.
        if let Some((_, user)) = path.strip_suffix("/groups").and_then(|user| user.rsplit_once("/users/")) {
            let service = path.split("/users/").next().unwrap_or_default();
            let group = format!("{service}/groups/{}", id.rsplit('/').next().unwrap_or_default());
            emulator.ensure(&group, item.clone());
            emulator.ensure(&format!("{group}/users/{user}"), json!({}));
        }
    }
}

fn first(recording: &Value, asked: &Value) -> Request {
    let path = asked["path"].as_str().unwrap_or_default();
    let query = asked["query"].as_str().unwrap_or("api-version=2021-08-01");
    let url = format!("https://management.azure.com{path}?{query}");
    let mut request =
        Request::new(asked["method"].as_str().unwrap_or_default(), url).header("authorization", "Bearer t");
    if asked["headers"]["if-match"].is_string() {
        request = request.header("if-match", "*");
    }
    let body = if asked["body"].is_null() { &recording["call"]["body"] } else { &asked["body"] };
    if body.is_null() { request } else { request.json(body) }
}

/// The request that follows: of the link that the emulator gave where the recording follows one.
fn next(asked: &Value, link: Option<&str>) -> Request {
    let (path, query) = (asked["path"].as_str().unwrap_or_default(), asked["query"].as_str().unwrap_or_default());
    let is_link = query.contains("asyncId")
        || path.to_ascii_lowercase().contains("operationresults")
        || path.contains("operationsStatus");
    let url = match link.filter(|_| is_link) {
        Some(link) => link.to_owned(),
        None => format!("https://management.azure.com{path}?api-version=2021-08-01"),
    };
    Request::new(asked["method"].as_str().unwrap_or_default(), url).header("authorization", "Bearer t")
}

fn differences(recorded: &Value, answer: &Answer) -> Vec<String> {
    let mut differences = Vec::new();
    if recorded["status"] != answer.status {
        differences.push(format!(
            "status {} where {} was recorded: {}",
            answer.status,
            recorded["status"],
            answer.value()
        ));
        return differences;
    }
    for name in ["etag", "location", "azure-asyncoperation", "retry-after"] {
        let (was, is) = (recorded["headers"][name].is_string(), answer.header(name).is_some());
        if was && !is {
            differences.push(format!("the header {name} is missing"));
        }
        if is && !was && matches!(name, "etag") {
            differences.push(format!("the header {name} was not there"));
        }
    }
    shape("", &recorded["body"], &answer.value(), &mut differences);
    differences
}

/// What holds nothing, which the emulator leaves out.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(properties) => properties.values().all(is_nothing),
        _ => false,
    }
}

/// Properties that had a value and have none of the kind.
fn shape(at: &str, was: &Value, is: &Value, differences: &mut Vec<String>) {
    match (was, is) {
        (was, _) if is_nothing(was) => {}
        (Value::Object(was), Value::Object(is)) => {
            for (name, value) in was {
                shape(&format!("{at}/{name}"), value, is.get(name).unwrap_or(&Value::Null), differences);
            }
        }
        (Value::Array(was), Value::Array(is)) => {
            if was.len() != is.len() {
                differences.push(format!("{at} has {} items where {} were recorded", is.len(), was.len()));
            }
            was.iter()
                .zip(is)
                .enumerate()
                .for_each(|(index, (was, is))| shape(&format!("{at}/{index}"), was, is, differences));
        }
        (was, is) if std::mem::discriminant(was) == std::mem::discriminant(is) => {}
        _ if UNTOLD.iter().any(|end| at.ends_with(end)) => {}
        (was, is) => differences.push(format!("{at} is {is} where {was} was recorded")),
    }
}
