//! Every operation of a specification can be called on its emulator: in an empty world and in one that has what it is about,
//! with no body, with one that is empty, and with what its type demands. What comes is a status that the specification
//! declares, or the envelope of an error.

#[path = "../../generator/tests/published/mod.rs"]
mod published;

use apim_codegen::config::Config;
use apim_codegen::load::DiskFiles;
use apim_codegen::table::table;
use apim_emulator::{Answer, Emulator, Request, Source, Strictness};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn every_operation_of_this_edition_answers() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/apim.toml");
    let text = std::fs::read_to_string(&config).expect("the configuration");
    let Ok(config) = Config::parse(&text, &config) else { panic!("the configuration is one") };
    let calls = call_all(&config.root_paths(), &config, Kind::ApiManagement);
    assert!(calls > 613 * 4, "{calls}");
}

#[test]
fn every_operation_of_another_service_answers() {
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/tests/fixtures/zoo/zoo.yaml");
    let calls = call_all(&[zoo], &Config::default(), Kind::Any);
    assert!(calls > 100, "{calls}");
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn every_published_operation_answers() {
    for version in ["2022-08-01", "2024-05-01"] {
        let calls = call_all(&[published::stable(version)], &Config::default(), Kind::Any);
        assert!(calls > 500 * 4, "{version}: {calls}");
    }
}

#[test]
fn a_table_is_written_and_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = folder.path().join("zoo.jsonc");
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/tests/fixtures/zoo/zoo.yaml");
    let run = |table: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_apim-codegen"));
        command.args(["emulate", "--spec"]).arg(&zoo).arg("--table").arg(table);
        let output = command.output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    // The second time it replaces its own.
    for _ in 0..2 {
        assert_eq!(run(&table).0, Some(0));
        let text = std::fs::read_to_string(&table).expect("the table");
        assert!(Emulator::of_table(text).build().is_ok());
    }
    let other = folder.path().join("notes.txt");
    std::fs::write(&other, "mine").expect("a file");
    let (code, told) = run(&other);
    assert_eq!(code, Some(2));
    assert!(
        told.ends_with("notes.txt is there, and is no table\n  = help: name another file, or move this one away\n")
    );
    assert_eq!(std::fs::read_to_string(&other).expect("a file"), "mine");
}

#[test]
fn what_is_installed_needs_no_checkout() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/tests/fixtures/zoo/zoo.yaml");
    let zoo = zoo.canonicalize().expect("the zoo").to_string_lossy().into_owned();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_apim-codegen"));
        command.args(arguments).current_dir(folder.path()).env_remove("CARGO_MANIFEST_DIR");
        let output = command.output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    for arguments in [["codegen", "--check"].as_slice(), &["check"], &["ir"]] {
        let (code, told) = run(arguments);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("run it in a checkout"), "{told}");
    }
    for arguments in
        [["report", "--spec", &zoo].as_slice(), &["codegen", "--spec", &zoo, "--out", "zoo"], &["explain", "E202"]]
    {
        let (code, told) = run(arguments);
        assert_eq!(code, Some(0), "{told}");
    }
    assert!(run(&["--help"]).1.contains("Usage: apim-codegen"));
}

/// What is known of the service.
#[derive(Clone, Copy)]
enum Kind {
    ApiManagement,
    /// Nothing but the table.
    Any,
}

/// Calls each operation in each way; how often.
fn call_all(roots: &[PathBuf], config: &Config, kind: Kind) -> usize {
    let understood = match apim_codegen::understand(roots, config, &DiskFiles, &mut |_| ()) {
        Ok(understood) => understood,
        Err(rejected) => panic!("{:?}", rejected.diagnostics),
    };
    let text = table(&understood.api);
    let table: Value = serde_json::from_str(&text).expect("the table is JSON");
    let builder = match kind {
        Kind::ApiManagement => Emulator::builder(),
        Kind::Any => Emulator::of_table(text),
    };
    let emulators = [Strictness::AsTheService, Strictness::AsSpecified]
        .map(|strictness| builder.clone().strictness(strictness).build().expect("the table is one"));
    assert!(emulators[0].coverage().iter().all(|it| matches!(kind, Kind::Any) || it.source != Source::None));
    let mut calls = 0;
    for route in table["routes"].as_array().expect("routes") {
        for operation in route["operations"].as_array().expect("operations") {
            let call = Call { table: &table, route, operation };
            for emulator in &emulators {
                calls += call.in_all_ways(emulator);
            }
        }
    }
    calls
}

struct Call<'t> {
    table: &'t Value,
    route: &'t Value,
    operation: &'t Value,
}

impl Call<'_> {
    fn in_all_ways(&self, emulator: &Emulator) -> usize {
        let path = self.path();
        let mut bodies = vec![None, Some(json!({})), Some(json!([1, null])), Some(json!("text"))];
        bodies.extend(self.operation.get("body").map(|body| Some(self.value(body, 0))));
        let mut calls = 0;
        for body in bodies {
            for is_there in [false, true] {
                let world = emulator.another();
                if is_there {
                    world.ensure(&path, json!({}));
                }
                self.check(&world.handle(&self.request(&path, body.as_ref())));
                calls += 1;
            }
        }
        calls
    }

    fn request(&self, path: &str, body: Option<&Value>) -> Request {
        let fixed = self.route["fixed"].as_array().cloned().unwrap_or_default();
        let mut query: Vec<String> =
            fixed.iter().map(|pair| format!("{}={}", text(&pair[0]), text(&pair[1]))).collect();
        query.push(format!("api-version={}", text(&self.table["api"]["version"])));
        let required = self.parameters().filter(|it| it["in"] == "query" && it["required"] == true);
        query.extend(required.map(|it| format!("{}={}", text(&it["name"]), self.word(&it["type"]))));
        let url = format!("https://management.azure.com{path}?{}", query.join("&"));
        let request = Request::new(text(&self.operation["method"]), url).header("authorization", "Bearer t");
        let request = request.header("if-match", "*");
        match body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    fn check(&self, answer: &Answer) {
        let id = text(&self.operation["id"]);
        let declared = self.operation["answers"].as_array().expect("answers");
        // Whatever runs long may be taken on.
        let is_declared = declared.iter().any(|it| it["status"] == answer.status)
            || answer.status == 202 && self.operation.get("long_running").is_some();
        let is_head = self.operation["method"] == "HEAD";
        let is_error = answer.status >= 400 && (is_head || answer.value()["error"]["code"].is_string());
        assert!(is_declared || is_error, "{id}: {} {}", answer.status, answer.value());
        assert!(answer.status != 500, "{id}: {}", answer.value());
    }

    fn parameters(&self) -> impl Iterator<Item = &Value> {
        let indices = self.operation["parameters"].as_array().expect("parameters").iter();
        indices.filter_map(|index| self.table["parameters"].get(usize::try_from(index.as_u64()?).ok()?))
    }

    fn path(&self) -> String {
        let mut path = text(&self.route["path"]).to_owned();
        for parameter in self.parameters().filter(|it| it["in"] == "path") {
            let name = format!("{{{}}}", text(&parameter["name"]));
            path = path.replace(&name, &self.word(&parameter["type"]));
        }
        path
    }

    /// A value for a parameter.
    fn word(&self, type_of: &Value) -> String {
        match self.value(type_of, 0) {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// A value of a type, with what it demands and nothing else.
    fn value(&self, type_of: &Value, depth: usize) -> Value {
        if depth > 8 {
            return Value::Null;
        }
        match type_of {
            Value::String(word) => match word.as_str() {
                "boolean" => json!(true),
                "int32" | "int64" | "number" => json!(1),
                "time" => json!("2024-05-01T10:00:00Z"),
                "any" => json!({}),
                _ => json!("x1"),
            },
            Value::Object(of) if of.contains_key("list") => json!([self.value(&of["list"], depth + 1)]),
            Value::Object(of) if of.contains_key("nullable") => self.value(&of["nullable"], depth + 1),
            Value::Object(of) if of.contains_key("ref") => self.defined(&of["ref"], depth + 1),
            _ => json!({}),
        }
    }

    fn defined(&self, name: &Value, depth: usize) -> Value {
        let types = self.table["types"].as_array().expect("types");
        let Some(found) = types.iter().find(|it| it["name"] == *name) else { return Value::Null };
        if let Some(values) = found["values"].as_array() {
            return values.first().cloned().unwrap_or_default();
        }
        if let Some(alias) = found.get("alias") {
            return self.value(alias, depth + 1);
        }
        if let Some(kinds) = found["kinds"].as_object() {
            let Some((kind, name)) = kinds.iter().next() else { return json!({}) };
            let mut value = self.defined(name, depth + 1);
            value[text(&found["by"])] = json!(kind);
            return value;
        }
        let fields = found["fields"].as_array().cloned().unwrap_or_default();
        let demanded = fields.iter().filter(|it| it["required"] == true && it["read_only"] != true);
        let object: Map<String, Value> =
            demanded.map(|it| (text(&it["name"]).to_owned(), self.value(&it["type"], depth + 1))).collect();
        Value::Object(object)
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
