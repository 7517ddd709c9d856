//! Which specification a command works on, and what is said when it is refused.

use crate::refusal::{CHECK_PATH, tell};
use crate::{Exit, MessageFormat};
use apim_codegen::config::{Config, OnError};
use apim_codegen::diagnostic::{self, Diagnostics, Style};
use apim_codegen::load::DiskFiles;
use apim_codegen::source::Documents;
use apim_codegen::{Stage, Understood};
use std::path::{Path, PathBuf};

/// The specification to read; `specs/` when nothing is said.
#[derive(clap::Args)]
pub(crate) struct Input {
    /// Swagger 2.0, OpenAPI 3.0 or 3.1 files, or folders of them, instead of the roots in the configuration.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) spec: Vec<PathBuf>,
    /// Configuration file; `specs/apim.toml` unless --spec is given.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Leave out the operations and definitions that cannot be understood, instead of refusing all; exits with 1 if
    /// there are any.
    #[arg(long)]
    pub(crate) keep_going: bool,
}

impl Input {
    /// The configuration file, if one is read.
    pub(crate) fn config(&self) -> Option<PathBuf> {
        self.config.clone().or_else(|| self.spec.is_empty().then(default_config))
    }
}

/// The root folder of the checkout that the command works in: cargo says where it is, and an installed program looks
/// around the current folder. Where there is none, the current folder.
pub(crate) fn workspace() -> PathBuf {
    checkout().unwrap_or_default()
}

/// As [`workspace`]; `None` outside a checkout.
pub(crate) fn checkout() -> Option<PathBuf> {
    let current = std::env::current_dir().ok();
    let is_one = |folder: &Path| folder.join("xtask/Cargo.toml").is_file() && folder.join("specs/apim.toml").is_file();
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let told = manifest.as_deref().and_then(Path::parent).filter(|folder| is_one(folder));
    let around = || current.as_deref()?.ancestors().find(|folder| is_one(folder));
    let root = told.or_else(around)?;
    // Relative paths read better in messages.
    Some(if current.as_deref() == Some(root) { PathBuf::new() } else { root.to_path_buf() })
}

/// What to do outside a checkout.
pub(crate) const NO_CHECKOUT: &str =
    "name a specification with `--spec`, or a configuration with `--config`; or run it in a checkout of this project";

/// The configuration of the client in `generated/`.
pub(crate) fn default_config() -> PathBuf {
    workspace().join("specs").join("apim.toml")
}

/// How a command ends that has done all it could with what was understood.
pub(crate) fn exit(diagnostics: &Diagnostics) -> Exit {
    if diagnostics.has_errors() { Exit::Drift } else { Exit::Fine }
}

/// Reads the specification, and prints what there is to say of it; `None` when it is refused.
pub(crate) fn understand(input: &Input, messages: MessageFormat, ended: &mut dyn FnMut(Stage)) -> Option<Understood> {
    let understood = read(input, messages, ended)?;
    print(&understood.diagnostics, &understood.documents, messages);
    Some(understood)
}

/// Reads the specification; `None` when it is refused, and the reasons are printed.
pub(crate) fn read(input: &Input, messages: MessageFormat, ended: &mut dyn FnMut(Stage)) -> Option<Understood> {
    let (roots, mut config) = roots_and_config(input, messages)?;
    if input.keep_going {
        config.on_error = OnError::LeaveOut;
    }
    let understood = apim_codegen::understand(&roots, &config, &DiskFiles, ended);
    understood.map_err(|rejected| print(&rejected.diagnostics, &rejected.documents, messages)).ok()
}

fn roots_and_config(input: &Input, messages: MessageFormat) -> Option<(Vec<PathBuf>, Config)> {
    let Some(path) = input.config() else { return Some((input.spec.clone(), Config::default())) };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            let help = if input.config.is_none() && checkout().is_none() { NO_CHECKOUT } else { CHECK_PATH };
            tell(format!("{}: {error}", path.display()), help);
            return None;
        }
    };
    let config = match Config::parse(&text, &path) {
        Ok(config) => config,
        Err(diagnostics) => {
            let mut documents = Documents::default();
            documents.add_unparsed(path, text);
            print(&diagnostics, &documents, messages);
            return None;
        }
    };
    let roots = if input.spec.is_empty() { config.root_paths() } else { input.spec.clone() };
    Some((roots, config))
}

pub(crate) fn print(diagnostics: &Diagnostics, documents: &Documents, messages: MessageFormat) {
    if diagnostics.is_empty() {
        return;
    }
    let format = match messages {
        MessageFormat::Human => diagnostic::MessageFormat::Human,
        MessageFormat::Short => diagnostic::MessageFormat::Short,
        MessageFormat::Json => diagnostic::MessageFormat::Json,
        MessageFormat::Github => diagnostic::MessageFormat::Github,
    };
    // anstream takes the colours out again when standard error is not a terminal or NO_COLOR is set.
    let style = if matches!(format, diagnostic::MessageFormat::Human) { Style::Coloured } else { Style::Plain };
    anstream::eprint!("{}", diagnostic::render(diagnostics, documents, format, style));
}
