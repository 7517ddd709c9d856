//! Any bytes at all as one document: JSON when it begins with `{`, else YAML.

#![no_main]

#[allow(dead_code, reason = "the module has more than this target needs")]
#[path = "../src/oracle.rs"]
mod oracle;

use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    oracle::judge(Path::new("api"), &[("api", bytes)].into_iter().collect());
});
