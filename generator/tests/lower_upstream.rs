//! The published API Management specification, where a copy of the repository of specifications is at hand.

mod published;

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Diagnostics, MessageFormat, Style, render};
use apim_codegen::ir::{Api, Method};
use apim_codegen::lift::lift;
use apim_codegen::load::{DiskFiles, load};
use apim_codegen::lower::lower;
use apim_codegen::show::to_text;
use std::path::{Path, PathBuf};

fn lowered(roots: &[PathBuf]) -> (Api, String) {
    let mut diagnostics = Diagnostics::default();
    let documents = load(roots, &DiskFiles, &mut diagnostics);
    let lifted = lift(&documents, &mut diagnostics);
    let api = lower(&lifted, &documents, &Config::default(), &mut diagnostics);
    let report = render(&diagnostics, &documents, MessageFormat::Short, Style::Plain);
    (api, report)
}

/// The specifications in `folder`.
fn specifications(folder: &Path) -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    roots.sort();
    roots
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn the_version_before_lowers_without_a_word() {
    let folder = published::stable("2022-08-01");
    let (api, report) = lowered(&specifications(&folder));
    assert_eq!(report, "");
    assert_eq!(api.operations().count(), 399);
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn users_lower_without_a_word() {
    let users = published::stable("2024-05-01/apimusers.json");
    let (api, report) = lowered(&[users]);
    assert_eq!(report, "");
    assert_eq!(api.operations().count(), 13);
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn everything_lowers_without_a_word() {
    let folder = published::stable("2024-05-01");
    let (api, report) = lowered(&specifications(&folder));
    assert_eq!(report, "");
    let operations: Vec<_> = api.operations().collect();
    let counted = |what: &dyn Fn(&apim_codegen::ir::Operation) -> bool| operations.iter().filter(|o| what(o)).count();
    assert_eq!((operations.len(), api.groups.len()), (613, 137));
    assert_eq!(counted(&|operation| operation.outcome.paging().is_some()), 122);
    assert_eq!(counted(&|operation| operation.outcome.long_running().is_some()), 38);
    assert_eq!(counted(&|operation| operation.method == Method::Head), 81);
    assert_eq!(operations.iter().map(|operation| operation.examples.len()).sum::<usize>(), 683);
    assert!(to_text(&api, Some("User_Get")).contains("struct UserContract "));
}
