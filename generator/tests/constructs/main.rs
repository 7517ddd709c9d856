//! From a specification to Rust, one construct each: a folder `<name>` is a test. It holds `spec.yaml`, in `ir.txt` what
//! is understood of it, and in `expected.rs` the methods, options and models that it becomes.
//!
//! `UPDATE_EXPECT=1` writes `ir.txt` and `expected.rs` anew; read the difference.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{MessageFormat, Style, render};
use apim_codegen::emit::Package;
use apim_codegen::load::MemoryFiles;
use apim_codegen::show::to_text;
use apim_codegen::{generate, understand};
use expect_test::expect_file;
use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = folders().into_iter().map(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&folder))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/constructs");
    let entries = fs::read_dir(root).expect("the folder of constructs");
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no construct is there");
    folders
}

fn check(folder: &Path) -> Result<(), Failed> {
    let files: MemoryFiles = [("spec.yaml", fs::read(folder.join("spec.yaml"))?)].into_iter().collect();
    let understood = match understand(&["spec.yaml".into()], &Config::default(), &files, &mut |_| ()) {
        Ok(understood) => understood,
        Err(rejected) => {
            return Err(render(&rejected.diagnostics, &rejected.documents, MessageFormat::Human, Style::Plain).into());
        }
    };
    expect_file![folder.join("ir.txt")].assert_eq(&to_text(&understood.api, None));
    let written = generate(&understood.api, Package::Checkout, &mut |_| ())?;
    let shown = ["src/generated/clients", "src/generated/models", "src/generated/wire.rs"];
    let files = written.iter().filter(|file| shown.iter().any(|place| file.path.starts_with(place)));
    let mut text = String::new();
    for file in files.filter(|file| !file.path.ends_with("mod.rs")) {
        text.push_str(&format!("// {}\n", file.path.strip_prefix("src/generated")?.display()));
        // The banner would make these files ones of a crate.
        text.push_str(file.text.split_once('\n').map_or("", |(_, rest)| rest));
        text.push('\n');
    }
    expect_file![folder.join("expected.rs")].assert_eq(&text);
    Ok(())
}
