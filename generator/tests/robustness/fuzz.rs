//! What fuzzing does without end, done for a few seconds: sound specifications with a few things changed, and all that
//! fuzzing has found before.

use super::mutate::Stock;
use super::oracle::{self, Verdict};
use super::seeds;
use super::specification::Specification;
use apim_codegen::load::{DiskFiles, FileReader, MemoryFiles};
use arbitrary::Unstructured;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

/// For each byte of a specification no more than so many bytes are emitted.
const MOST_PER_BYTE: usize = 100;

static SEEDS: LazyLock<Vec<Specification>> = LazyLock::new(|| {
    // The published specifications are left to the fuzzer: with them, a seed would name another case on each machine.
    seeds::seeds(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), None)
});

static STOCK: LazyLock<Stock> = LazyLock::new(|| Stock::new(SEEDS.clone()));

#[test]
fn most_seeds_are_sound() {
    let is_accepted = |seed: &&Specification| {
        let texts = seed.files.iter().map(|(path, content)| (path, content.to_string()));
        matches!(oracle::judge(seed.root(), &texts.collect()), Verdict::Accepted(_))
    };
    // Some fixtures show what is refused.
    let accepted = SEEDS.iter().filter(is_accepted).count();
    assert!(2 * accepted > SEEDS.len(), "only {accepted} of {} seeds are accepted", SEEDS.len());
}

/// A crate in proportion to the specification, or located errors; nothing for bytes that choose no case.
fn spoil(choices: &[u8]) -> Result<(), TestCaseError> {
    let Ok(case) = STOCK.case(&mut Unstructured::new(choices)) else { return Ok(()) };
    let size: usize = case.files.iter().map(|(_, text)| text.len()).sum();
    if let Verdict::Accepted(files) = oracle::judge(&case.root, &case.memory()) {
        let emitted = files.iter().filter(|file| !oracle::is_carried(&file.path)).map(|file| file.text.len());
        let emitted: usize = emitted.sum();
        prop_assert!(emitted <= MOST_PER_BYTE * size, "{emitted} bytes of {size}");
    }
    Ok(())
}

fn choices() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 16..200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn spoilt_specifications_end_in_a_crate_or_located_errors(choices in choices()) {
        spoil(&choices)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "exhaustive: many more specifications"]
    fn exhaustive_spoilt_specifications_end_in_a_crate_or_located_errors(choices in choices()) {
        spoil(&choices)?;
    }

    #[test]
    fn any_text_ends_in_a_crate_or_located_errors(text in "\\PC{0,80}|[-:#&*!|>'\"%@`{}\\[\\], \\n\\ta-z0-9$]{0,200}") {
        oracle::judge(Path::new("api"), &[("api", text)].into_iter().collect());
    }
}

/// Each file is the specification of one find.
#[test]
fn what_was_found_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/finds");
    let finds = DiskFiles.list(&folder).expect("a readable folder");
    assert!(!finds.is_empty(), "no find in {}", folder.display());
    for find in finds {
        eprintln!("{}", find.display());
        let text = DiskFiles.read(&find).expect("a readable file");
        oracle::judge(Path::new("api"), &[("api", text)].into_iter().collect::<MemoryFiles>());
    }
}
