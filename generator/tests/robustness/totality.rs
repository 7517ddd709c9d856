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
use spoilt::{Change, Extent, Spoilt, Subject};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{LazyLock, Mutex};
use std::thread;

/// One test for each change, so that all cores have work.
macro_rules! every_key_is {
    ($($name:ident: $change:ident;)*) => {
        $(#[test]
        #[ignore = "exhaustive: thousands of specifications"]
        fn $name() {
            spoil(&[Change::$change], Extent::All);
        })*
    };
}

every_key_is! {
    exhaustive_dropped: Dropped;
    exhaustive_renamed: Renamed;
    exhaustive_given_null: Null;
    exhaustive_given_a_boolean: Boolean;
    exhaustive_given_a_number: Number;
    exhaustive_given_a_text: Text;
    exhaustive_given_a_list: List;
    exhaustive_given_an_object: Object;
}

#[test]
fn a_sample_of_keys_is_spoilt_in_every_way() {
    spoil(&Change::ALL, Extent::OneIn(101));
}

fn spoil(changes: &[Change], extent: Extent) {
    let subject = Subject::users();
    assert!(
        oracle::read(subject.root(), &subject.sound().files, &Config::default(), &[]).is_some(),
        "spoilt from the start"
    );
    let (mut cases, mut refused) = (0, 0);
    for (change, key) in subject.cases(changes, extent) {
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
    let step = extent.step();
    // Files that are spoilt in vain would make the test pass for nothing.
    assert!(cases * step > 900 * changes.len(), "only {cases} cases");
    assert!(refused * step > 100 * changes.len(), "only {refused} of {cases} cases are refused");
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
