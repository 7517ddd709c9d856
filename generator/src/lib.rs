//! Reads the swagger of an Azure Resource Manager service and emits a typed Rust client crate.
//!
//! ```text
//! files ── load ──▶ documents ── overlay, lift ──▶ OpenAPI 3 ── lower ──▶ IR ── emit ──▶ items ── render ──▶ text ── fileset ──▶ disk
//! ```
//!
//! [`understand`] is the half that reads: it ends in the IR or in diagnostics. [`generate`] is the half that writes: it
//! cannot fail on any IR. Nothing here prints, reads the environment or looks at the clock; that is the caller's.

#![forbid(unsafe_code)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod azure;
pub mod compare;
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod fileset;
pub mod ir;
pub mod lift;
pub mod load;
pub mod lower;
pub mod naming;
pub mod overlay;
mod partial;
pub mod render;
mod rust;
pub mod show;
pub mod source;
pub mod table;
mod threads;

use config::{Config, OnError};
use diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use emit::Package;
use fileset::TextFile;
use ir::Api;
use load::FileReader;
use render::InternalError;
use rustc_hash::FxHashSet;
use source::{Documents, Location, Pointer};
use std::path::PathBuf;

/// A stage that has ended; callers that measure look at their clock when they are told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
    /// Files are read and parsed.
    Load,
    /// One OpenAPI 3.0 document stands.
    Lift,
    /// The IR stands.
    Lower,
    /// All files are text.
    Emit,
}

/// What a specification turned out to say.
#[derive(Debug)]
pub struct Understood {
    /// The API.
    pub api: Api,
    /// The files it was read from.
    pub documents: Documents,
    /// Warnings, and errors about what was left out.
    pub diagnostics: Diagnostics,
}

/// Why a specification was refused.
#[derive(Debug)]
pub struct Rejected {
    /// The files as far as they could be read, for excerpts.
    pub documents: Documents,
    /// What is wrong: all that the first failing stage found, and the warnings before it.
    pub diagnostics: Diagnostics,
}

/// Reads the specification at `roots`, files or folders.
///
/// # Errors
/// [`Rejected`] when any stage reports an error; the stages after it are not run. If the configuration says so, what an
/// error is about is left out instead, and errors about the whole alone reject it.
pub fn understand(
    roots: &[PathBuf],
    config: &Config,
    files: &dyn FileReader,
    ended: &mut dyn FnMut(Stage),
) -> Result<Understood, Box<Rejected>> {
    let mut diagnostics = Diagnostics::default();
    let boundary = config.boundary();
    let mut roots = roots.to_vec();
    if config.file.is_none() {
        // What is met first keeps its name. A configuration may say what that is, but no chance of a command line.
        roots.sort();
    }
    let mut documents = load::load_within(boundary.as_deref(), &roots, files, &mut diagnostics);
    let overlays = load::overlays(&config.overlay_paths(), files, &mut documents, &mut diagnostics);
    overlay::apply(&mut documents, &overlays, &mut diagnostics);
    if let Some(file) = &config.file {
        documents.add_unparsed(file.path.clone(), file.text.clone());
    }
    ended(Stage::Load);
    let is_whole = config.on_error == OnError::Refuse && config.skip.is_empty();
    if diagnostics.has_errors() && is_whole {
        return Err(Box::new(Rejected { documents, diagnostics }));
    }
    let mut of_lifting = Diagnostics::default();
    let mut lifted = lift::lift(&documents, &mut of_lifting);
    // A file that is not there is missed by both stages.
    let known: FxHashSet<_> = diagnostics.iter().map(|known| (known.code, known.place.clone())).collect();
    of_lifting.retain(|found| !known.contains(&(found.code, found.place.clone())));
    diagnostics.extend(of_lifting);
    let mut left_out = partial::skip(&mut lifted, &documents, config, &mut diagnostics);
    ended(Stage::Lift);
    let mut found = diagnostics;
    let mut told = Diagnostics::default();
    let mut names: FxHashSet<String> = left_out.iter().map(|part| part.name.clone()).collect();
    let mut api = loop {
        if found.has_errors() {
            let removed = match config.on_error {
                OnError::Refuse => None,
                OnError::LeaveOut => partial::leave_out(&mut lifted, &documents, &found),
            };
            told.extend(found);
            let before = names.len();
            names.extend(removed.iter().flatten().map(|part| part.name.clone()));
            match removed {
                // What is left out already cannot be left out once more.
                Some(removed) if names.len() > before => left_out.extend(removed),
                _ => return Err(Box::new(Rejected { documents, diagnostics: told })),
            }
        } else {
            told.extend(found);
        }
        found = Diagnostics::default();
        let api = lower::lower(&lifted, &documents, config, &mut found);
        if !found.has_errors() {
            told.extend(found);
            break api;
        }
        if config.on_error == OnError::LeaveOut {
            // The warnings come again.
            found.retain(|diagnostic| diagnostic.severity() == Severity::Error);
        }
    };
    ended(Stage::Lower);
    if api.operations().next().is_none() {
        told.push(no_operations(&documents));
        return Err(Box::new(Rejected { documents, diagnostics: told }));
    }
    api.left_out = left_out;
    Ok(Understood { api, documents, diagnostics: told })
}

/// A client without methods serves nobody: a file of definitions alone was named.
fn no_operations(documents: &Documents) -> Diagnostic {
    let paths = Pointer::root().key("paths");
    let first = documents.roots().next().map(|(id, _)| Place::from(Location::new(id, paths)));
    let diagnostic = Diagnostic { place: first, ..Diagnostic::new(Code::NoRoots, "no operation is described") };
    diagnostic.on_key().help("name the file whose `paths` have operations")
}

/// Writes the crate for `api`, as text in memory, sorted by path.
///
/// # Errors
/// [`InternalError`] when an emitted item is not Rust: a defect of this generator, whatever the specification says.
pub fn generate(api: &Api, package: Package, ended: &mut dyn FnMut(Stage)) -> Result<Vec<TextFile>, InternalError> {
    let files = render::render_all(api, package)?;
    ended(Stage::Emit);
    Ok(files)
}
