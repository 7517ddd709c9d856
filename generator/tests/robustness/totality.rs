//! Whatever is wrong with a specification, the answer is a crate or located diagnostics: never a panic.
//!
//! Every key of this project's own specification is spoilt in every way. That the crates compile, too, is tested
//! beside the command line.

use super::oracle;
use super::spoilt;
use apim_codegen::config::Config;
use apim_codegen::emit::Package;
use apim_codegen::generate;
use apim_codegen::ir::Api;
use spoilt::{Change, Spoilt, Subject};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{LazyLock, Mutex};
use std::thread;

/// One test for each change, so that all cores have work.
macro_rules! every_key_is {
    ($($name:ident: $change:ident;)*) => {
        $(#[test]
        fn $name() {
            spoil_all(Change::$change);
        })*
    };
}

every_key_is! {
    dropped: Dropped;
    renamed: Renamed;
    given_null: Null;
    given_a_boolean: Boolean;
    given_a_number: Number;
    given_a_text: Text;
    given_a_list: List;
    given_an_object: Object;
}

fn spoil_all(change: Change) {
    let subject = Subject::users();
    assert!(
        oracle::read(subject.root(), &subject.sound().files, &Config::default(), &[]).is_some(),
        "spoilt from the start"
    );
    let (mut cases, mut refused) = (0, 0);
    for key in 0..subject.len() {
        let Spoilt { name, files } = subject.spoilt(change, key);
        let _case = Case(&name);
        cases += 1;
        match oracle::read(subject.root(), &files, &Config::default(), &[]) {
            // Each item is parsed on its way to text.
            Some(api) if is_new(&api) => drop(generate(&api, Package::Checkout, &mut |_| ()).expect("Rust")),
            Some(_) => {}
            None => refused += 1,
        }
    }
    // Files that are spoilt in vain would make the test pass for nothing.
    assert!(cases > 900, "only {cases} cases");
    assert!(refused > 100, "only {refused} of {cases} cases are refused");
}

/// Names the case in which the oracle panics.
struct Case<'a>(&'a str);

impl Drop for Case<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("while this was spoilt: {}", self.0);
        }
    }
}

/// Whether no case before, in any test, had this very API: what one gives is what the other gives.
fn is_new(api: &Api) -> bool {
    static KNOWN: LazyLock<Mutex<HashSet<u64>>> = LazyLock::new(Mutex::default);
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(api).expect("the IR is JSON").hash(&mut hasher);
    KNOWN.lock().expect("no test panics while it holds it").insert(hasher.finish())
}
