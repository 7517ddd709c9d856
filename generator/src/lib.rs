//! Reads the swagger of an Azure Resource Manager service and emits a typed Rust client crate.
//!
//! ```text
//! files ── load ──▶ documents ── overlay, lift ──▶ OpenAPI 3 ── lower ──▶ IR ── emit ──▶ items ── render ──▶ text ── fileset ──▶ disk
//! ```
//!
//! [`understand`] is the half that reads: it ends in the IR or in diagnostics. [`generate`] is the half that writes: it
//! cannot fail on any IR. Nothing here prints, reads the environment or looks at the clock; that is the caller's.

#![forbid(unsafe_code)]

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
pub mod render;
mod rust;
pub mod show;
pub mod source;

use config::Config;
use diagnostic::{Code, Diagnostic, Diagnostics, Place};
use emit::Package;
use fileset::TextFile;
use ir::Api;
use load::FileReader;
use render::InternalError;
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
    /// Warnings.
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
/// [`Rejected`] when any stage reports an error; the stages after it are not run.
pub fn understand(
    roots: &[PathBuf],
    config: &Config,
    files: &dyn FileReader,
    ended: &mut dyn FnMut(Stage),
) -> Result<Understood, Box<Rejected>> {
    let mut diagnostics = Diagnostics::default();
    let boundary = config.boundary();
    let mut documents = load::load_within(boundary.as_deref(), roots, files, &mut diagnostics);
    let overlays = load::overlays(&config.overlay_paths(), files, &mut documents, &mut diagnostics);
    overlay::apply(&mut documents, &overlays, &mut diagnostics);
    if let Some(file) = &config.file {
        documents.add_unparsed(file.path.clone(), file.text.clone());
    }
    ended(Stage::Load);
    if diagnostics.has_errors() {
        return Err(Box::new(Rejected { documents, diagnostics }));
    }
    let lifted = lift::lift(&documents, &mut diagnostics);
    ended(Stage::Lift);
    if diagnostics.has_errors() {
        return Err(Box::new(Rejected { documents, diagnostics }));
    }
    let api = lower::lower(lifted, &documents, config, &mut diagnostics);
    if api.operations().next().is_none() && !diagnostics.has_errors() {
        diagnostics.push(no_operations(&documents));
    }
    ended(Stage::Lower);
    if diagnostics.has_errors() {
        return Err(Box::new(Rejected { documents, diagnostics }));
    }
    Ok(Understood { api, documents, diagnostics })
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
