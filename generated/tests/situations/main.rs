//! What the client knows about real services: each file beside this one is a test. README.md says how to add one.

#[allow(unreachable_pub, dead_code, unused_imports, reason = "it is written as a library, of which a part is called")]
#[path = "service/generated/mod.rs"]
#[rustfmt::skip]
mod generated;
mod harness;

use apim::arm;
#[allow(unused_imports, reason = "what is generated finds itself at the root")]
use generated::*;

fn main() -> std::process::ExitCode {
    let arguments = libtest_mimic::Arguments::from_args();
    libtest_mimic::run(&arguments, harness::trials()).exit_code()
}
