//! The stages, and the whole: `cargo bench -p apim-codegen`.
//!
//! Without `AZURE_REST_API_SPECS` the input is this project's own specification; with it, also the published one.

#[path = "../tests/published/mod.rs"]
mod published;

use apim_codegen::config::Config;
use apim_codegen::diagnostic::Diagnostics;
use apim_codegen::emit::Package;
use apim_codegen::lift::lift;
use apim_codegen::load::{DiskFiles, load};
use apim_codegen::lower::lower;
use apim_codegen::{generate, understand};
use divan::{Bencher, black_box};
use std::fmt;
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

struct Input {
    name: &'static str,
    root: PathBuf,
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

fn inputs() -> Vec<Input> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut inputs = vec![Input { name: "specs", root: own }];
    if let Some(checkout) = std::env::var_os("AZURE_REST_API_SPECS") {
        inputs.push(Input {
            name: "published 2024-05-01",
            root: published::stable_in(Path::new(&checkout), "2024-05-01"),
        });
    }
    inputs
}

#[divan::bench(args = inputs())]
fn stage_1_load(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.bench(|| load(std::slice::from_ref(&input.root), &DiskFiles, &mut Diagnostics::default()));
}

#[divan::bench(args = inputs())]
fn stage_2_lift(bencher: Bencher<'_, '_>, input: &Input) {
    let documents = load(std::slice::from_ref(&input.root), &DiskFiles, &mut Diagnostics::default());
    bencher.bench(|| lift(black_box(&documents), &mut Diagnostics::default()));
}

#[divan::bench(args = inputs())]
fn stage_3_lower(bencher: Bencher<'_, '_>, input: &Input) {
    let documents = load(std::slice::from_ref(&input.root), &DiskFiles, &mut Diagnostics::default());
    bencher
        .with_inputs(|| lift(&documents, &mut Diagnostics::default()))
        .bench_refs(|lifted| lower(lifted, &documents, &Config::default(), &mut Diagnostics::default()));
}

#[divan::bench(args = inputs())]
fn stage_4_emit_and_render(bencher: Bencher<'_, '_>, input: &Input) {
    let Ok(understood) = understand(std::slice::from_ref(&input.root), &Config::default(), &DiskFiles, &mut |_| ())
    else {
        return;
    };
    bencher.bench(|| generate(black_box(&understood.api), Package::Checkout, &mut |_| ()));
}

#[divan::bench(args = inputs())]
fn whole(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.bench(|| {
        understand(std::slice::from_ref(&input.root), &Config::default(), &DiskFiles, &mut |_| ())
            .map(|understood| generate(&understood.api, Package::Checkout, &mut |_| ()))
    });
}
