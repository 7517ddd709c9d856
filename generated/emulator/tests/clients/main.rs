//! Official clients, curl and a browser, each against an emulator of its own. What is not on this machine, and cannot be
//! installed, is skipped, and told.

#[path = "../started/mod.rs"]
mod started;

use started::Program;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PYTHON: &str = "azure-mgmt-apimanagement==5.0.0";
const JAVASCRIPT: &str = "@azure/arm-apimanagement@10.0.0";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

#[test]
fn curl() {
    if !runs("curl", &["--version"]) || !runs("bash", &["--version"]) {
        return skipped("curl", "there is no curl, or no bash");
    }
    let emulator = start("curl", &[]);
    succeeds(Command::new("bash").arg(clients("lifecycle.sh")).arg(&emulator.url).arg(&emulator.ca));
}

#[test]
fn the_official_client_for_python() {
    let Some(python) = python() else { return };
    let emulator = start("python", &[]);
    succeeds(Command::new(&python).arg(clients("lifecycle.py")).arg(&emulator.url).arg(&emulator.ca));
    // The guide's first program, with what it takes for granted.
    succeeds(Command::new(&python).arg(clients("create_an_api.py")).arg(&emulator.ca).arg(&emulator.url));
}

#[test]
fn a_job_for_a_program_in_python() {
    if !runs("curl", &["--version"]) {
        return skipped("the job", "there is no curl");
    }
    let Some(python) = python() else { return };
    let program = Path::new(env!("CARGO_BIN_EXE_apim-emulator")).parent().expect("a folder");
    let python = python.parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [program.to_owned(), python.to_owned()].into_iter().chain(std::env::split_paths(&path));
    let folder = fresh("job");
    let path = std::env::join_paths(path).expect("folders");
    succeeds(
        Command::new("bash")
            .arg(clients("job.sh"))
            .arg(clients("create_an_api.py"))
            .current_dir(folder)
            .env("PATH", path),
    );
}

#[test]
fn the_official_client_for_javascript() {
    if !runs("node", &["--version"]) || !runs("npm", &["--version"]) {
        return skipped("JavaScript", "there is no node, or no npm");
    }
    let folder = kept("javascript");
    if !folder.join("node_modules/@azure/arm-apimanagement").exists() {
        fs::write(folder.join("package.json"), "{}").expect("a file");
        let install =
            Command::new("npm").args(["install", "--no-audit", "--no-fund", JAVASCRIPT]).current_dir(&folder).status();
        if !install.is_ok_and(|status| status.success()) {
            return skipped("JavaScript", "npm cannot install the client");
        }
    }
    fs::copy(clients("lifecycle.mjs"), folder.join("lifecycle.mjs")).expect("a copy");
    let emulator = start("javascript", &[]);
    let mut node = Command::new("node");
    succeeds(node.arg("lifecycle.mjs").arg(&emulator.url).current_dir(folder).env("NODE_EXTRA_CA_CERTS", &emulator.ca));
}

#[test]
fn the_page_in_a_browser() {
    let Some(browser) = BROWSERS.iter().find(|browser| runs(browser, &["--version"])) else {
        return skipped("the page", "there is no Chromium");
    };
    let seed = fresh("page").join("seed.json");
    let service = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/<b>contoso";
    fs::write(&seed, format!(r#"{{"things": [{{"id": "{service}"}}]}}"#)).expect("a file");
    let emulator = start("browser", &["--seed", seed.to_str().expect("a path")]);
    let page = format!("{}/_emulator/", emulator.url);
    let flags =
        ["--headless", "--no-sandbox", "--ignore-certificate-errors", "--virtual-time-budget=10000", "--dump-dom"];
    let output = Command::new(browser).args(flags).arg(page).stderr(Stdio::null()).output().expect("it starts");
    let page = String::from_utf8_lossy(&output.stdout);
    for shown in ["1 things, ", "service/&lt;b&gt;contoso"] {
        assert!(page.contains(shown), "{shown} is not on the page:\n{page}");
    }
    println!("{browser}: passed");
}

/// A Python that has the official client.
fn python() -> Option<PathBuf> {
    if !runs("python3", &["--version"]) {
        skipped("Python", "there is no python3");
        return None;
    }
    let folder = kept("python");
    let python = folder.join("bin/python");
    if runs(python.to_str().expect("a path"), &["-c", "import azure.mgmt.apimanagement"]) {
        return Some(python);
    }
    let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status();
    let is_made = made.is_ok_and(|status| status.success());
    let installed = Command::new(&python).args(["-m", "pip", "install", "--quiet", PYTHON]).status();
    if !is_made || !installed.is_ok_and(|status| status.success()) {
        skipped("Python", "pip cannot install the client");
        return None;
    }
    Some(python)
}

fn skipped(what: &str, why: &str) {
    println!("{what}: SKIPPED, since {why}");
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn succeeds(command: &mut Command) {
    let status = command.status().expect("it starts");
    assert!(status.success(), "{command:?}: {status}");
}

fn clients(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients").join(file)
}

/// A folder for what is installed, which later runs find again.
fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// An empty folder.
fn fresh(name: &str) -> PathBuf {
    fs::remove_dir_all(kept(name)).expect("a folder of these tests");
    kept(name)
}

/// The program with certificates of its own, and further arguments.
fn start(name: &str, further: &[&str]) -> Program {
    Program::start(&kept(&format!("certificates-{name}")), further)
}
