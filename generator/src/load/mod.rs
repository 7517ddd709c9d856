//! Root files to [`Documents`]: reads and parses the roots and every file that they refer to.

mod parse;
mod reader;
mod references;

pub use reader::{DiskFiles, FileReader, MemoryFiles};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::{Document, DocumentId, Documents, Location, normalize};
use parse::SyntaxError;
use references::{Link, Target};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{io, panic, thread};

/// Files of one wave are parsed on so many threads.
const THREADS: usize = 2;

/// Below this, starting threads costs more than it saves.
const PARALLEL_FROM: usize = 4;

/// Reads `roots`, each a file or a folder of specifications, and all files that they refer to.
///
/// The roots come first, in the order given and sorted within a folder; then what they refer to, breadth first. So
/// the ids of documents depend on the input alone.
pub fn load(roots: &[PathBuf], files: &dyn FileReader, diagnostics: &mut Diagnostics) -> Documents {
    let mut load = Load { files, diagnostics, documents: Documents::default(), seen: HashSet::new() };
    load.roots(roots);
    load.closure();
    load.documents
}

/// Reads overlays, each a file or a folder of them, into `documents`; returns them in the order in which they apply.
pub fn overlays(
    paths: &[PathBuf],
    files: &dyn FileReader,
    documents: &mut Documents,
    diagnostics: &mut Diagnostics,
) -> Vec<DocumentId> {
    let first = documents.iter().count();
    let mut load = Load { files, diagnostics, documents: std::mem::take(documents), seen: HashSet::new() };
    let mut requests = Vec::new();
    load.each_file(paths, |load, path, _| load.request(path, Reason::Overlay, &mut requests));
    load.read(requests);
    *documents = load.documents;
    documents.iter().map(|(id, _)| id).skip(first).collect()
}

/// A file to read.
struct Request {
    path: PathBuf,
    reason: Reason,
}

/// Why a file is read.
enum Reason {
    /// It is named as a root.
    Root,
    /// It lies in a folder that is named as a root.
    Member,
    /// A reference leads to it.
    Reference(Location),
    /// It is an overlay.
    Overlay,
}

/// Why a file was not read.
enum Failure {
    Unreadable(io::Error),
    Syntax(SyntaxError),
}

struct Load<'a> {
    files: &'a dyn FileReader,
    diagnostics: &'a mut Diagnostics,
    documents: Documents,
    /// The files asked for so far, found or not.
    seen: HashSet<PathBuf>,
}

impl Load<'_> {
    fn roots(&mut self, roots: &[PathBuf]) {
        let mut requests = Vec::new();
        self.each_file(roots, |load, path, reason| load.request(path, reason, &mut requests));
        self.read(requests);
        self.documents.mark_roots();
        if self.documents.roots().next().is_none() && !self.diagnostics.has_errors() {
            let given = roots.iter().map(|root| format!("`{}`", root.display())).collect::<Vec<_>>();
            let message = match given.as_slice() {
                [] => "no root is given".to_owned(),
                given => format!("no specification in {}", given.join(", ")),
            };
            self.diagnostics.push(
                Diagnostic::new(Code::NoRoots, message)
                    .help("name a Swagger 2.0 or OpenAPI 3.0 file, or a folder that directly holds such files"),
            );
        }
    }

    /// Calls `found` with each of `paths` that is a file, and each file in those that are folders.
    fn each_file(&mut self, paths: &[PathBuf], mut found: impl FnMut(&mut Self, PathBuf, Reason)) {
        for path in paths {
            let path = normalize(path);
            if !self.files.is_folder(&path) {
                found(self, path, Reason::Root);
                continue;
            }
            match self.members(&path) {
                Ok(members) => members.into_iter().for_each(|member| found(self, member, Reason::Member)),
                Err(error) => self.unreadable(Place::File(path.clone()), &path, &error),
            }
        }
    }

    /// The files of a folder that may be specifications.
    fn members(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut members = self.files.list(folder)?;
        members.retain(|file| file.extension().is_some_and(|it| it == "json" || it == "yaml" || it == "yml"));
        members.sort();
        Ok(members)
    }

    /// Follows references, wave by wave, until no new file turns up.
    fn closure(&mut self) {
        let mut walked = HashSet::new();
        let mut wave: Vec<DocumentId> = self.documents.iter().map(|(id, _)| id).collect();
        while !wave.is_empty() {
            walked.extend(wave.iter().copied());
            let links: Vec<Link> = wave.iter().flat_map(|id| references::links(*id, self.documents.get(*id))).collect();
            let mut requests = Vec::new();
            let mut next = Vec::new();
            for link in links {
                if let Some(path) = self.target(&link) {
                    if link.target == Target::Specification {
                        next.push(path.clone());
                    }
                    self.request(path, Reason::Reference(link.location), &mut requests);
                }
            }
            self.read(requests);
            wave = next.iter().filter_map(|path| self.documents.find(path)).filter(|id| !walked.contains(id)).collect();
            wave.sort();
            wave.dedup();
        }
    }

    /// The path that a reference leads to, when it stays within the file system.
    fn target(&mut self, link: &Link) -> Option<PathBuf> {
        if link.reference.is_remote() {
            self.diagnostics.push(
                Diagnostic::at(
                    Code::ReferenceRemote,
                    link.location.clone(),
                    format!("`{}` is not a relative path", link.reference.file),
                )
                .help("keep the file beside the specification and refer to it by a relative path"),
            );
            return None;
        }
        link.reference.path(&self.documents.get(link.location.document).path)
    }

    fn request(&mut self, path: PathBuf, reason: Reason, requests: &mut Vec<Request>) {
        if self.seen.insert(path.clone()) {
            requests.push(Request { path, reason });
        }
    }

    /// Reads files and takes in those that are documents.
    fn read(&mut self, requests: Vec<Request>) {
        let results = read_all(&requests, self.files);
        for (request, result) in requests.into_iter().zip(results) {
            match result {
                Ok(document) => self.take(document, &request.reason),
                Err(failure) => self.fail(request, failure),
            }
        }
    }

    fn take(&mut self, document: Document, reason: &Reason) {
        let is_specification = document.content.get("swagger").or(document.content.get("openapi")).is_some();
        match reason {
            Reason::Root if !is_specification => self.diagnostics.push(
                Diagnostic::at(
                    Code::NotASpecification,
                    Place::File(document.path),
                    "the file has neither `swagger` nor `openapi` at its top",
                )
                .help("name the file that has `paths`; files that it refers to are found by themselves"),
            ),
            // A reference may still lead to it.
            Reason::Member if !is_specification => {
                self.seen.remove(&document.path);
            }
            _ => {
                self.documents.add(document);
            }
        }
    }

    fn fail(&mut self, request: Request, failure: Failure) {
        match (failure, request.reason) {
            (Failure::Syntax(error), _) => {
                self.documents.add_unparsed(request.path.clone(), error.text);
                let place = Place::Text(request.path, error.range);
                let help = error.help.map(str::to_owned);
                self.diagnostics.push(Diagnostic { help, ..Diagnostic::at(Code::Syntax, place, error.message) });
            }
            (Failure::Unreadable(error), Reason::Reference(location)) if error.kind() == io::ErrorKind::NotFound => {
                let message = format!("there is no file `{}`", request.path.display());
                self.diagnostics.push(Diagnostic::at(Code::ReferenceFile, location, message));
            }
            (Failure::Unreadable(error), Reason::Reference(location)) => {
                self.unreadable(location.into(), &request.path, &error);
            }
            (Failure::Unreadable(error), _) => {
                self.unreadable(Place::File(request.path.clone()), &request.path, &error);
            }
        }
    }

    fn unreadable(&mut self, place: Place, path: &Path, error: &io::Error) {
        self.diagnostics.push(Diagnostic::at(
            Code::FileUnreadable,
            place,
            format!("`{}` cannot be read: {error}", path.display()),
        ));
    }
}

/// Reads and parses files; the results stand in the order of the requests.
fn read_all(requests: &[Request], files: &dyn FileReader) -> Vec<Result<Document, Failure>> {
    let read = |request: &Request| {
        let bytes = files.read(&request.path).map_err(Failure::Unreadable)?;
        parse::parse(request.path.clone(), bytes).map_err(Failure::Syntax)
    };
    if requests.len() < PARALLEL_FROM {
        return requests.iter().map(read).collect();
    }
    thread::scope(|scope| {
        let workers: Vec<_> = requests
            .chunks(requests.len().div_ceil(THREADS))
            .map(|chunk| scope.spawn(move || chunk.iter().map(read).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|payload| panic::resume_unwind(payload)))
            .collect()
    })
}
