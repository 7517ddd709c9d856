//! Lifting of the published specifications.

use super::{assert_sound, published};
use apim_codegen::diagnostic::{Diagnostics, Severity};
use apim_codegen::lift::lift;
use apim_codegen::load::{DiskFiles, load};

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn version_2024_05_01_is_lifted_whole() {
    assert_lifted("2024-05-01", 613);
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn version_2022_08_01_is_lifted_whole() {
    assert_lifted("2022-08-01", 399);
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn one_file_is_lifted_with_what_it_refers_to() {
    assert_lifted("2024-05-01/apimusers.json", 13);
}

fn assert_lifted(path: &str, operations: usize) {
    let root = published::stable(path);
    let mut diagnostics = Diagnostics::default();
    let documents = load(&[root], &DiskFiles, &mut diagnostics);
    let lifted = lift(&documents, &mut diagnostics);
    let errors: Vec<_> = diagnostics.iter().filter(|it| it.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(lifted.openapi.operations().count(), operations);
    assert_sound(&lifted.openapi);
}
