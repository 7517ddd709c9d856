//! Every code, shown: each folder `fixtures/codes/<CODE>-<slug>` is a test. It holds a specification that has one thing
//! wrong, and in `expected.txt` what the user reads about it.
//!
//! The roots are those that `apim.toml` names, where there is one that names any; else `root.json` or `root.yaml`,
//! and where neither is there, `root.yaml` is asked for in vain. `UPDATE_EXPECT=1` writes `expected.txt` anew.

mod advice;
mod edits;
mod fixture;

use apim_codegen::diagnostic::{MessageFormat, Severity};
use expect_test::expect_file;
use fixture::{EXPECTED, Fixture};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let shown = fixture::folders().into_iter().map(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&Fixture::run(folder)))
    });
    let advice = Trial::test("advice", || {
        let (mut followed, mut wrong) = (0, Vec::new());
        for folder in fixture::folders() {
            match advice::follow(&folder) {
                Ok(count) => followed += count,
                Err(failed) => wrong.push(format!("{}: {}", folder.display(), failed.message().unwrap_or_default())),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(followed > 70, "only {followed} proposals were followed");
        Ok(())
    });
    libtest_mimic::run(&arguments, shown.chain([advice]).collect()).exit_code()
}

fn check(fixture: &Fixture) -> Result<(), Failed> {
    let text = fixture.text(MessageFormat::Human);
    expect_file![fixture.folder.join(EXPECTED)].assert_eq(&text);
    let code = fixture.code();
    let is_title =
        |line: &str| line.starts_with(&format!("error[{code}]: ")) || line.starts_with(&format!("warning[{code}]: "));
    assert!(text.lines().any(is_title), "{code} is not reported:\n{text}");
    every_error_says_what_to_do(fixture);
    every_format_tells_the_same_places(fixture);
    Ok(())
}

fn every_error_says_what_to_do(fixture: &Fixture) {
    for diagnostic in fixture.diagnostics.iter().filter(|it| it.severity() == Severity::Error) {
        let help = diagnostic.help.as_deref().unwrap_or_default();
        assert!(!help.trim().is_empty(), "no help: {}: {}", diagnostic.code, diagnostic.message);
    }
}

fn every_format_tells_the_same_places(fixture: &Fixture) {
    let short = places(&fixture.text(MessageFormat::Short), short_place);
    assert_eq!(short, places(&fixture.text(MessageFormat::Json), json_place));
    assert_eq!(short, places(&fixture.text(MessageFormat::Github), github_place));
    assert_eq!(short, human_places(&fixture.text(MessageFormat::Human)));
    assert!(!short.is_empty(), "nothing is reported");
}

/// `file:line:column` of each line, which must have them.
fn places(text: &str, place: fn(&str) -> Option<String>) -> Vec<String> {
    text.lines().map(|line| place(line).unwrap_or_else(|| panic!("no place in: {line}"))).collect()
}

fn short_place(line: &str) -> Option<String> {
    let mut parts = line.splitn(4, ':');
    let (file, line, column) = (parts.next()?, number(parts.next()?)?, number(parts.next()?)?);
    Some(format!("{file}:{line}:{column}"))
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number > 0)
}

fn json_place(line: &str) -> Option<String> {
    let value: Value = serde_json::from_str(line).ok()?;
    Some(format!("{}:{}:{}", value["file"].as_str()?, value["line"], value["column"]))
}

fn github_place(line: &str) -> Option<String> {
    let properties = line.split("::").nth(1)?.split_once(' ')?.1;
    let property = |name: &str| properties.split(',').find_map(|it| it.strip_prefix(name)?.strip_prefix('='));
    Some(format!("{}:{}:{}", property("file")?, property("line")?, property("col")?))
}

/// The first place below each title; one without a line stands for the whole file.
fn human_places(text: &str) -> Vec<String> {
    let place = |line: &str| {
        let place = line.trim_start().strip_prefix("--> ")?;
        Some(if short_place(place).is_some() { place.to_owned() } else { format!("{place}:1:1") })
    };
    text.lines().filter_map(place).collect()
}
