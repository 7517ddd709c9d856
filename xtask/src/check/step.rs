//! What each step runs.

use clap::ValueEnum;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where the versions of API Management are in a checkout of Azure/azure-rest-api-specs: as services are laid out today,
/// and as they were when a folder held one service only.
const STABLE: [&str; 2] = [
    "specification/apimanagement/resource-manager/Microsoft.ApiManagement/ApiManagement/stable",
    "specification/apimanagement/resource-manager/Microsoft.ApiManagement/stable",
];
const PUBLISHED: [&str; 2] = ["2024-05-01", "2022-08-01"];
/// The last one begins an operation in its first run, and finishes it in its second.
const EXAMPLES: [&str; 5] =
    ["shared_access_token", "users", "publish_an_api", "resume_an_operation", "resume_an_operation"];

/// A step, in the order in which they run.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Step {
    /// Formatting.
    Fmt,
    /// Lints, as errors.
    Clippy,
    /// Documentation, warnings as errors.
    Doc,
    /// All tests.
    Test,
    /// Whether the checked-in crate is what the specification gives.
    Codegen,
    /// The examples of the client, offline.
    Examples,
    /// The official clients for Python and JavaScript, curl and a browser, against the emulator.
    Clients,
    /// The crates of the published specifications.
    Verify,
    /// The packages as they would be published.
    Package,
    /// Dependencies: licences, sources, advisories.
    Deny,
}

/// What the steps depend on.
pub(super) struct Context {
    /// A checkout of Azure/azure-rest-api-specs.
    pub(super) published: Option<PathBuf>,
    /// The operating system.
    pub(super) host: Host,
}

/// What the operating system does with the file of a running program.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Host {
    /// The file may be replaced.
    Unix,
    /// The file is locked.
    Windows,
}

/// Who runs a command.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Program {
    /// Cargo, as in `cargo test`.
    Cargo,
    /// This very program, as in `cargo xtask codegen`: asking cargo for it could link it anew.
    Xtask,
}

/// One command of a step.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) program: Program,
    pub(super) arguments: Vec<OsString>,
    pub(super) environment: Option<(&'static str, &'static str)>,
}

impl Context {
    /// The environment that this process has.
    pub(super) fn of_this_machine() -> Self {
        Self {
            published: std::env::var_os("AZURE_REST_API_SPECS").filter(|path| !path.is_empty()).map(PathBuf::from),
            host: if cfg!(windows) { Host::Windows } else { Host::Unix },
        }
    }
}

impl Step {
    /// Every step, in order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Self::value_variants().iter().copied()
    }

    /// What it is called on the command line.
    pub(super) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// What is left out on this machine, and why.
    pub(super) fn reservation(self, context: &Context) -> Option<&'static str> {
        match self {
            Self::Test if context.published.is_none() => {
                Some("AZURE_REST_API_SPECS is not set, so the tests that read published specifications are ignored")
            }
            Self::Verify if context.published.is_none() => {
                Some("skipped, since AZURE_REST_API_SPECS is not set: verifying the crates of published specifications")
            }
            _ => None,
        }
    }

    /// The commands of the step. Those of `Deny` depend on what is installed: see `run.rs`.
    pub(super) fn commands(self, context: &Context) -> Vec<Run> {
        match self {
            Self::Fmt => vec![cargo("fmt --all --check")],
            Self::Clippy => vec![cargo("clippy --locked --workspace --all-targets -- -D warnings")],
            Self::Doc => vec![Run {
                environment: Some(("RUSTDOCFLAGS", "-Dwarnings")),
                ..cargo("doc --locked --workspace --no-deps")
            }],
            Self::Test => tests(context),
            Self::Codegen => vec![xtask("codegen --check")],
            Self::Examples => EXAMPLES
                .iter()
                .map(|example| cargo(&format!("run --quiet --locked -p apim --example {example} -- --offline")))
                .collect(),
            Self::Clients => {
                vec![cargo("test --locked -p apim-emulator --test clients -- --nocapture --test-threads 1")]
            }
            Self::Verify => context.published.as_deref().into_iter().flat_map(verifications).collect(),
            // The client is held to the runtime that is here: cargo would keep a packaged one of the same version, and
            // take it for the next one too.
            Self::Package => vec![
                cargo("package --offline --locked --allow-dirty -p apim-runtime"),
                cargo("package --offline --locked --allow-dirty --all-features -p apim-emulator"),
                cargo(concat!(
                    "package --offline --locked --allow-dirty -p apim ",
                    r#"--config patch.crates-io.apim-runtime.path="generated/runtime""#
                )),
            ],
            Self::Deny => vec![cargo("deny --locked check bans licenses sources")],
        }
    }
}

/// On Windows the file of a running program cannot be replaced, and testing the workspace links `xtask` anew. So its
/// own tests get another target folder there, for which only the generator is compiled twice, not the client.
fn tests(context: &Context) -> Vec<Run> {
    let mut runs = match context.host {
        Host::Unix => vec![cargo("test --locked --workspace")],
        Host::Windows => vec![
            cargo("test --locked --workspace --exclude xtask"),
            cargo("test --locked -p xtask --target-dir target/check"),
        ],
    };
    // Of the tests that `cargo test` leaves out, the exhaustive ones need nothing but time.
    let left_out: &[&str] =
        if context.published.is_some() { &["--include-ignored"] } else { &["--ignored", "exhaustive"] };
    let whole = |mut run: Run| {
        run.arguments.push("--".into());
        run.arguments.extend(left_out.iter().map(OsString::from));
        run
    };
    match context.published {
        Some(_) => runs = runs.into_iter().map(whole).collect(),
        None => runs.extend(runs.clone().into_iter().map(whole)),
    }
    runs
}

fn verifications(published: &Path) -> impl Iterator<Item = Run> {
    PUBLISHED.iter().map(move |version| {
        let mut run = xtask("verify --spec");
        let [today, before] = STABLE.map(|folder| published.join(folder).join(version));
        run.arguments.push(if today.exists() { today } else { before }.into_os_string());
        run
    })
}

/// A command of cargo, its arguments parted by spaces.
pub(super) fn cargo(arguments: &str) -> Run {
    Run { program: Program::Cargo, arguments: arguments.split(' ').map(OsString::from).collect(), environment: None }
}

fn xtask(arguments: &str) -> Run {
    Run { program: Program::Xtask, ..cargo(arguments) }
}

#[cfg(test)]
mod tests {
    use super::{Context, Host, Step};

    fn commands(step: Step, host: Host, published: Option<&str>) -> Vec<String> {
        let context = Context { published: published.map(Into::into), host };
        step.commands(&context).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_running_xtask_is_not_linked_anew_on_windows() {
        assert_eq!(
            commands(Step::Test, Host::Unix, None),
            ["cargo test --locked --workspace", "cargo test --locked --workspace -- --ignored exhaustive"]
        );
        assert_eq!(
            commands(Step::Test, Host::Windows, None),
            [
                "cargo test --locked --workspace --exclude xtask",
                "cargo test --locked -p xtask --target-dir target/check",
                "cargo test --locked --workspace --exclude xtask -- --ignored exhaustive",
                "cargo test --locked -p xtask --target-dir target/check -- --ignored exhaustive"
            ]
        );
    }

    #[test]
    fn published_specifications_are_found_in_either_layout() {
        let checkout = tempfile::tempdir().expect("a temporary folder");
        let path = checkout.path().to_string_lossy().into_owned();
        let before = commands(Step::Verify, Host::Unix, Some(&path));
        assert!(before[0].ends_with("Microsoft.ApiManagement/stable/2024-05-01"), "{before:?}");
        let today = checkout.path().join(super::STABLE[0]).join("2024-05-01");
        std::fs::create_dir_all(&today).expect("a writable folder");
        let today = commands(Step::Verify, Host::Unix, Some(&path));
        assert!(today[0].ends_with("ApiManagement/ApiManagement/stable/2024-05-01"), "{today:?}");
        assert_eq!(today[1], before[1], "the other version is where it was");
    }

    #[test]
    fn published_specifications_are_tested_where_they_are() {
        for run in commands(Step::Test, Host::Windows, Some("specs")) {
            assert!(run.ends_with(" -- --include-ignored"), "{run}");
        }
        assert_eq!(commands(Step::Verify, Host::Unix, None), [""; 0]);
        let verified = commands(Step::Verify, Host::Unix, Some("specs"));
        assert_eq!(verified.len(), 2);
        assert!(verified[0].starts_with("cargo xtask verify --spec specs"), "{verified:?}");
    }
}
