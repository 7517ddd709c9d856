//! `cargo xtask check`: which steps there are, and what a failing one does. A stand-in for cargo keeps the real ones
//! from running.

use std::process::{Command, Output};

const STEPS: [&str; 10] =
    ["fmt", "clippy", "doc", "test", "codegen", "examples", "clients", "verify", "package", "deny"];

#[test]
fn steps_are_listed_in_order() {
    let output = run(check(&["--list"]));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let printed = text(&output);
    let steps: Vec<&str> = printed.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(steps, STEPS);
    assert!(printed.contains("    cargo fmt --all --check\n"), "{printed}");
    assert!(printed.contains("    RUSTDOCFLAGS=-Dwarnings cargo doc --locked --workspace --no-deps\n"), "{printed}");
}

#[test]
fn only_named_steps_are_meant() {
    let output = run(check(&["codegen", "fmt", "--list"]));
    assert_eq!(text(&output), "fmt\n    cargo fmt --all --check\ncodegen\n    cargo xtask codegen --check\n");
}

#[test]
fn an_unknown_step_is_refused_with_a_suggestion() {
    let output = run(check(&["clipy"]));
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("'clippy'"), "{}", text(&output));
}

#[test]
fn tests_on_published_specifications_run_where_these_are() {
    let without = text(&run(check(&["test", "--list"])));
    assert!(without.contains("AZURE_REST_API_SPECS is not set"), "{without}");
    assert!(!without.contains("--include-ignored"), "{without}");
    let mut command = check(&["test", "--list"]);
    command.env("AZURE_REST_API_SPECS", "published");
    let with = text(&run(command));
    assert!(with.contains(" -- --include-ignored\n"), "{with}");
    assert!(!with.contains("is not set"), "{with}");
}

#[test]
fn what_cannot_be_started_is_told() {
    let mut command = check(&["fmt"]);
    command.env("CARGO", "no/such/cargo");
    let output = run(command);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("cargo fmt --all --check cannot be run: "), "{}", text(&output));
}

#[cfg(unix)]
mod with_a_stand_in {
    use super::{check, run, text};
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    /// Runs with a cargo of which one command fails; gives the exit code, what was run, and what was printed.
    fn failing(failing: &str, arguments: &[&str]) -> (Option<i32>, Vec<String>, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let (cargo, log) = (folder.path().join("cargo"), folder.path().join("log"));
        let script = format!("#!/bin/sh\necho \"$1\" >> '{}'\n[ \"$1\" != {failing} ]\n", log.display());
        fs::write(&cargo, script).expect("a script");
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("a program");
        let mut command = check(arguments);
        command.env("CARGO", &cargo);
        let output = run(command);
        let ran = fs::read_to_string(log).expect("a log").lines().map(str::to_owned).collect();
        (output.status.code(), ran, text(&output))
    }

    #[test]
    fn a_failing_step_stops_and_is_named() {
        let (code, ran, printed) = failing("clippy", &["fmt", "clippy", "doc"]);
        assert_eq!((code, ran.join(" ")), (Some(1), "fmt clippy".to_owned()), "{printed}");
        assert!(printed.contains("== fmt: passed in "), "{printed}");
        assert!(printed.contains("== clippy: FAILED after "), "{printed}");
        assert!(printed.ends_with("== failed: clippy; again: cargo xtask check clippy\n"), "{printed}");
    }

    #[test]
    fn keeping_going_runs_the_rest_and_fails_in_the_end() {
        let (code, ran, printed) = failing("clippy", &["fmt", "clippy", "doc", "--keep-going"]);
        assert_eq!((code, ran.join(" ")), (Some(1), "fmt clippy doc".to_owned()), "{printed}");
        assert!(printed.ends_with("== failed: clippy; again: cargo xtask check clippy\n"), "{printed}");
    }

    #[test]
    fn cargo_deny_is_installed_where_it_is_missing() {
        let (code, ran, printed) = failing("deny", &["deny"]);
        assert_eq!((code, ran.join(" ")), (Some(1), "deny install deny deny".to_owned()), "{printed}");
        assert!(printed.contains("advisories are skipped"), "{printed}");
    }

    #[test]
    fn success_is_told_with_its_time() {
        let (code, ran, printed) = failing("none", &["doc", "fmt"]);
        assert_eq!((code, ran.join(" ")), (Some(0), "fmt doc".to_owned()), "{printed}");
        assert!(printed.contains("== all passed in "), "{printed}");
    }
}

fn check(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apim-codegen"));
    command.arg("check").args(arguments).env_remove("AZURE_REST_API_SPECS");
    command
}

fn run(mut command: Command) -> Output {
    command.output().expect("the command line")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
