//! What is said about files that cannot be read, or must not be.

use super::limits::{MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES};
use super::parse::SyntaxError;
use super::{Load, Reason, Request};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::Document;
use std::ffi::OsStr;
use std::io;
use std::path::Path;

/// Why a file was not read.
pub(super) enum ReadError {
    Unreadable(io::Error),
    Syntax(Box<SyntaxError>),
    Outside,
    TooLong,
    TotalTooLong,
    TooManyFiles,
}

const MEBIBYTE: u64 = 1 << 20;

impl Load<'_> {
    pub(super) fn fail(&mut self, request: Request, failure: ReadError) {
        let path = request.path.as_path();
        let shown = path.display();
        let place = match &request.reason {
            Reason::Reference(location) => Place::from(location.clone()),
            Reason::Root | Reason::Member | Reason::Overlay => Place::File(path.to_owned()),
        };
        let too_much = |message: String, help: &str| Diagnostic::at(Code::Limit, place.clone(), message).help(help);
        let diagnostic = match failure {
            ReadError::Unreadable(error) => self.unreadable(&request.reason, place, path, &error),
            ReadError::Syntax(error) => {
                self.documents.add_unparsed(path.to_owned(), error.text);
                error.problem.diagnostic(path)
            }
            ReadError::Outside => return self.outside(place, &format!("the link `{shown}`")),
            ReadError::TooLong => too_much(
                format!("`{shown}` is longer than {} MiB", MAX_FILE_BYTES / MEBIBYTE),
                "split the file, or refer to the right one: no specification is that long",
            ),
            ReadError::TotalTooLong => too_much(
                format!("all files together are longer than {} MiB", MAX_TOTAL_BYTES / MEBIBYTE),
                "name fewer roots, and generate a crate for each part",
            ),
            ReadError::TooManyFiles => too_much(
                format!("the specification has more than {MAX_FILES} files"),
                "name fewer roots, and generate a crate for each part",
            ),
        };
        self.diagnostics.push(diagnostic);
    }

    /// A file that is outside of where the specification is; what it is remains untold, for it was not opened.
    pub(super) fn outside(&mut self, place: Place, what: &str) {
        let folders = self.boundary.names();
        let message = format!("{what} leads out of the folder of the specification");
        self.diagnostics.push(Diagnostic::at(Code::ReferenceOutside, place, message).help(format!(
            "only files below {folders} are read; keep the file there, or set `reference-root` in `apim.toml` to a \
             folder that holds them all"
        )));
    }

    fn unreadable(&self, reason: &Reason, place: Place, path: &Path, error: &io::Error) -> Diagnostic {
        let shown = path.display();
        let is_reference = matches!(reason, Reason::Reference(_));
        let (code, message, help) = match error.kind() {
            io::ErrorKind::NotFound => {
                let code = if is_reference { Code::ReferenceFile } else { Code::FileUnreadable };
                (code, format!("there is no file `{shown}`"), self.missing_help(is_reference, path))
            }
            io::ErrorKind::IsADirectory => {
                let help = "name a file in it".to_owned();
                (Code::FileUnreadable, format!("`{shown}` is a folder, not a file"), help)
            }
            io::ErrorKind::PermissionDenied => {
                let help = "give yourself the right to read it".to_owned();
                (Code::FileUnreadable, format!("you may not read `{shown}`"), help)
            }
            _ => {
                let help = "check that it is a file that other programs can read".to_owned();
                (Code::FileUnreadable, format!("`{shown}` cannot be read: {error}"), help)
            }
        };
        Diagnostic::at(code, place, message).help(help)
    }

    fn missing_help(&self, is_reference: bool, path: &Path) -> String {
        if let Some(near) = self.neighbour(is_reference, path) {
            return format!("did you mean `{near}`?");
        }
        match is_reference {
            true => "correct the path, which is relative to the folder of this file, or add the file".to_owned(),
            false => {
                "check the path: in `apim.toml` it is relative to the folder of that file, on the command line to \
                      the current folder"
                    .to_owned()
            }
        }
    }

    /// The file in the same folder whose name is nearest.
    fn neighbour(&self, is_reference: bool, path: &Path) -> Option<String> {
        let folder = path.parent()?;
        // The names of files outside are told no more than their content.
        if is_reference && !self.boundary.really_holds(folder).unwrap_or_default() {
            return None;
        }
        let files = self.files.list(folder).ok()?;
        let mut names: Vec<&str> = files.iter().filter_map(|file| file.file_name().and_then(OsStr::to_str)).collect();
        names.sort_unstable();
        let near = nearest(path.file_name()?.to_str()?, names)?;
        Some(folder.join(near).display().to_string().replace('\\', "/"))
    }

    /// A root that is some other file.
    pub(super) fn no_specification(&mut self, document: Document) {
        let (message, help) = if document.content.get("swaggerVersion").is_some() {
            ("Swagger 1 is not supported", "convert the specification to Swagger 2.0, OpenAPI 3.0 or 3.1")
        } else {
            (
                "the file has neither `swagger` nor `openapi` at its top",
                "name the file that has `paths`; files that it refers to are found by themselves",
            )
        };
        let place = Place::Text(document.path.clone(), 0..document.text.len());
        self.diagnostics.push(Diagnostic::at(Code::NotASpecification, place, message).help(help));
        self.documents.add_unparsed(document.path, document.text);
    }
}
